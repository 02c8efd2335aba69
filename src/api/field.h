/*
 * The shape of an operation's input: one row for each member, wherever it comes from.
 * THE FIELD TABLES are in fields.c; decode.c is the engine that checks requests against them.
 */
#ifndef MEMBERHUB_API_FIELD_H
#define MEMBERHUB_API_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"

/* What an operation may be given. An operation binds these to the arguments of its SQL function. */
enum field_id {
    FIELD_NONE,
    FIELD_ACCOUNT_IDS,
    FIELD_EMAILS,
    FIELD_ADMINISTRATOR_ID,
    FIELD_INVITATION_ID,
    FIELD_ONLY_ASSOCIATED,
    FIELD_MAX_RESULTS,
    FIELD_NEXT_TOKEN,
    FIELD_HUB_ARN,
    FIELD_RESOURCE_ARN,
    FIELD_TAGS,
    FIELD_TAG_KEYS,
    FIELD_DEFAULT_STANDARDS,
    FIELD_CONTROL_FINDING_GENERATOR,
    FIELD_AUTO_ENABLE_CONTROLS,
    FIELD_STANDARDS_ARNS,
    FIELD_STANDARDS_INPUTS,
    FIELD_SUBSCRIPTION_ARNS,
    FIELD_DETECTOR_ID,
    FIELD_CLIENT_TOKEN,
    FIELD_ENABLE,
    FIELD_PUBLISHING_FREQUENCY,
    FIELD_DATA_SOURCES,
    FIELD_FEATURES,
    FIELD_MESSAGE,
    FIELD_DISABLE_EMAIL,
    FIELD_ROLE_ARN,
    FIELD_SESSION_NAME,
    FIELD_DURATION,
    FIELD_EXTERNAL_ID,
    FIELD_SESSION_TAG_KEYS,
    FIELD_SESSION_TAG_VALUES,
    FIELD_TRANSITIVE_KEYS,
    FIELD_SOURCE_IDENTITY,
    FIELD_UNSERVED,
    FIELD_ATTRIBUTE_KEYS,
    FIELD_ATTRIBUTE_VALUES,
    FIELD_START_TIME,
    FIELD_END_TIME,
    FIELD_SURPLUS_IDS, /* accounts of a list beyond its max */
    FIELD_PART,        /* what stands inside an object that is bound whole */
    /* from here on not from the request: settings and the like that a function needs */
    FIELD_MEMBER_LIMIT,
    FIELD_INVITATION_LIMIT,
    FIELD_SESSION_KEY_ID,
    FIELD_MAY_ASSUME_ROLES,
    FIELD_CALLING_SESSION,
    FIELD_COUNT
};

enum field_location { FIELD_IN_BODY, FIELD_IN_QUERY, FIELD_IN_PATH, FIELD_IN_FORM };

enum field_kind {
    FIELD_TEXT,       /* at most max characters, one of them no white space unless min is 0 */
    FIELD_ACCOUNT,    /* twelve digits */
    FIELD_ARN,        /* text that begins with "arn:aws" */
    FIELD_DETECTOR,   /* 32 lower-case hex digits */
    FIELD_CHOICE,     /* one of `choices`, separated by '|' */
    FIELD_NUMBER,     /* min..max */
    FIELD_SWITCH,     /* true or false; in a query whatever its letter case */
    FIELD_PAGE_TOKEN, /* what an earlier page gave */
    FIELD_TEXT_MAP,   /* object of strings, bound as JSON; min..max entries */
    FIELD_TAG_MAP,    /* likewise, by the rules for tags */
    FIELD_TAG_KEY,
    FIELD_LIST, /* min..max elements, each checked by the one row of `members`; in a query the name
                   repeats, in a form it is numbered ("Name.member.1", "Name.1") */
    FIELD_STRUCT_LIST,  /* min..max objects; each row of `members` becomes a column, as long as the
                           list */
    FIELD_OBJECT,       /* an object checked by `members`, bound whole as JSON */
    FIELD_OBJECTS,      /* min..max of those */
    FIELD_ROLE,         /* a role's ARN, min..max characters */
    FIELD_WORD,         /* min..max of letters, digits and `choices` */
    FIELD_SESSION_TAG,  /* min..max letters, digits, separators of any language and `choices` */
    FIELD_TIME,         /* seconds since 1970, min..max; bound as milliseconds */
    FIELD_REFUSED,      /* known to AWS and not served: refused when it or a part of it is there */
    FIELD_REFUSED_LIST, /* likewise, but an empty one asks for nothing */
};

struct field {
    enum field_id id;
    const char *name; /* wire name, in Security Hub's letter case */
    enum field_location location;
    enum field_kind kind;
    bool required;
    bool hidden;      /* the audit event shows that it was there, not what it was */
    int64_t min, max; /* characters of a text, value of a number, elements of a list or map */
    const char *
        initial; /* what it is when the request does not say, in a query's spelling; NULL: absent */
    const char *choices;         /* of a word: the other characters that it may have */
    const char *pattern;         /* as AWS's sentences show it; NULL: they show none */
    enum fault_code fault;       /* what a bad value is refused with; 0: FAULT_INVALID_INPUT */
    const struct field *members; /* of a list, ended by a row without an id */
    int64_t surplus_max;      /* how many elements may be asked for: what is beyond max is checked,
                                 answered as unprocessed, and left alone; 0: max */
    enum fault_code too_many; /* what more elements than that are refused with; 0: fault */
    enum field_id instead_of; /* is not given together with this one */
    enum fault_code instead_fault;
    const char *apart; /* names, separated by '|', that the elements of one list do not all have */
    enum fault_code apart_fault;
};

/* THE FIELD TABLES: each ended by a row without an id. */
extern const struct field fields_none[];
extern const struct field fields_enable_hub[];
extern const struct field fields_describe_hub[];
extern const struct field fields_update_hub[];
extern const struct field fields_create_members[];
extern const struct field fields_accounts[];
extern const struct field fields_hub_accounts[];
extern const struct field fields_all_accounts[];
extern const struct field fields_list_members[];
extern const struct field fields_page[];
extern const struct field fields_accept_administrator[];
extern const struct field fields_accept_master[];
extern const struct field fields_tag[];
extern const struct field fields_untag[];
extern const struct field fields_enable_standards[];
extern const struct field fields_disable_standards[];
extern const struct field fields_enabled_standards[];
extern const struct field fields_describe_standards[];
extern const struct field fields_create_detector[];
extern const struct field fields_update_detector[];
extern const struct field fields_create_mailed_members[];
extern const struct field fields_invite_mailed_members[];
extern const struct field fields_update_member_detectors[];
extern const struct field fields_assume_role[];
extern const struct field fields_lookup_events[];

/* What may stand in a path as "{Name}", ended by a row without an id. */
extern const struct field path_fields[];

#endif
