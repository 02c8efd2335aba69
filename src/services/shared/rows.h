/*
 * What rows of several services are made of: fields and shapes that are the same in each. Data
 * only.
 */
#ifndef MEMBERHUB_SERVICES_SHARED_ROWS_H
#define MEMBERHUB_SERVICES_SHARED_ROWS_H

#include "api/field.h"
#include "base/fault.h"
#include "wire/shape.h"

#define FIELDS_END   \
    {                \
        .name = NULL \
    }
#define SHAPES_END   \
    {                \
        .name = NULL \
    }

#define FAULTS_END   \
    {                \
        .name = NULL \
    }

/* A call takes fifty accounts; standards are 25, tags 50. */
enum { ACCOUNTS_MAX = 50, STANDARDS_MAX = 25, TAGS_MAX = 50 };
/* Where the model knows no maximum, texts end here: far above anything a client sends in earnest.
 */
enum { TEXT_MAX = 2048 };

#define MAX_RESULTS(where, most)                                                                \
    {                                                                                           \
        .name = "MaxResults", .location = where, .kind = &kind_page_size, .parameter = "limit", \
        .min = 1, .max = most, .initial = #most, .fault = "invalid_max_results"                 \
    }
#define NEXT_TOKEN(where)                                                                       \
    {                                                                                           \
        .name = "NextToken", .location = where, .kind = &kind_page_token, .parameter = "after", \
        .fault = "invalid_next_token"                                                           \
    }

#define RESOURCE_ARN                                                                             \
    {                                                                                            \
        .name = "ResourceArn", .location = FIELD_IN_PATH, .kind = &kind_arn, .parameter = "arn", \
        .required = true, .min = 1, .max = TEXT_MAX                                              \
    }
#define SUPPLIED(what, as, sql)                                                 \
    {                                                                           \
        .name = what, .location = FIELD_SUPPLIED, .kind = &as, .parameter = sql \
    }

/* A fault that is told in the same way in every protocol; a client's own. */
#define FAULT_ROW(name, status, code, type, sentence)        \
    {                                                        \
        name, FAULT_LEVEL_INFO,                              \
        {                                                    \
            [MANNER_REST] = { status, code, type, sentence } \
        }                                                    \
    }
#define NO_SUCH_RESOURCE_SENTENCE "The request is rejected since no such resource found."

#define NEXT_POSITION                                               \
    {                                                               \
        .name = "next", .wire = "NextToken", .kind = SHAPE_POSITION \
    }

extern const struct fault_row shared_faults[];

extern const struct kind kind_arn; /* text that begins with "arn:aws" */

/* Settings that limit what an account may have. */
extern const struct kind kind_member_limit, kind_invitation_limit;

/* How long a search for findings may take, in milliseconds. */
extern const struct kind kind_search_timeout;

/* THE SHARED FIELD TABLES: each ended by a row without a name. */
extern const struct field fields_page[];
extern const struct field fields_list_members[];
extern const struct field fields_accept_administrator[];
extern const struct field fields_accept_master[];
extern const struct field fields_tag[];
extern const struct field fields_untag[];
/* The elements of a list of accounts. */
extern const struct field fields_account_id[];

/* THE SHARED SHAPE TABLES: each ended by a row without a name. Members appear in this order. */
extern const struct shape shape_unprocessed[];
extern const struct shape shape_members[];
extern const struct shape shape_invitations[];
extern const struct shape shape_invitations_count[];
extern const struct shape shape_administrator[];
extern const struct shape shape_master[];
extern const struct shape shape_nullable_administrator[];
extern const struct shape shape_nullable_master[];
extern const struct shape shape_tags[];
/* The elements of UnprocessedAccounts. */
extern const struct shape shape_unprocessed_account[];

#endif
