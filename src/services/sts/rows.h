/*
 * The tables of STS, whose files are one a topic. Data only.
 */
#ifndef MEMBERHUB_SERVICES_STS_ROWS_H
#define MEMBERHUB_SERVICES_STS_ROWS_H

#include "api/operation.h"
#include "services/shared/rows.h"

/* Ended by a row without a name. */
extern const struct operation sts_operations[];
extern const struct fault_row sts_faults[];

/* Kinds of STS's own. */
extern const struct kind kind_role;        /* a role's ARN, min..max characters */
extern const struct kind kind_session_tag; /* min..max letters, digits, separators of any language
                                              and `choices` */
extern const struct kind kind_session_key_id;   /* of the session to come */
extern const struct kind kind_may_assume_roles; /* whether the caller may */
extern const struct kind kind_calling_session;  /* what a session hands on */

extern const struct field fields_assume_role[];

extern const struct shape shape_caller_identity[];
extern const struct shape shape_assumed_role[];
extern const struct shape shape_assumed_role_event[];

#endif
