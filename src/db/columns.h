/*
 * THE COLUMNS of what statements give, a list for each that gives more than one: the number by
 * which the program takes a value, its name in SQL and in dumps of the trail, and the form in which
 * it comes. SELECT lists, numbers and names are made of the same list, so they cannot differ.
 */
#ifndef MEMBERHUB_DB_COLUMNS_H
#define MEMBERHUB_DB_COLUMNS_H

/* Rows of lists that the formatter would take apart. */
/* clang-format off */

/* What is made of a list: numbers, the text behind SELECT, and names. */
#define NUMBERS_OF(list) enum { list(COLUMN_NUMBER, COLUMN_COMMA), list##_COUNT }
#define SELECTED(list) list(COLUMN_SQL, ", ")
#define NAMES_OF(list) { list(COLUMN_NAME, COLUMN_COMMA) }
#define COLUMN_NUMBER(number, name, form) number
#define COLUMN_SQL(number, name, form) form(name)
#define COLUMN_NAME(number, name, form) name
#define COLUMN_COMMA ,

/* Forms: as PostgreSQL shows a value; an array as its elements with blanks between; bytes as hex
 * digits; AWS's form of a time, 2020-08-20T17:54:02.841Z, whatever the session's time zone. */
#define AS_IS(column) column
#define AS_WORDS(column) "array_to_string(" column ", ' ')"
#define AS_HEX(column) "encode(" column ", 'hex')"
#define AS_TIME(column) \
    "to_char(" column " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"

/* Operations ------------------------------------------------------------------------------------*/

/* memberhub.answer. */
#define ANSWER_COLUMNS(COLUMN, AND) \
    COLUMN(ANSWER_FAULT, "fault", AS_IS) AND \
    COLUMN(ANSWER_ARGUMENTS, "arguments", AS_IS) AND \
    COLUMN(ANSWER_RESULT, "result", AS_IS)
NUMBERS_OF(ANSWER_COLUMNS);

/* The worker ------------------------------------------------------------------------------------*/

#define CREDENTIAL_GET_COLUMNS(COLUMN, AND) \
    COLUMN(CREDENTIAL_ACCOUNT, "account_id", AS_IS) AND \
    COLUMN(CREDENTIAL_SECRET, "secret_sealed", AS_IS) AND \
    COLUMN(CREDENTIAL_IS_USABLE, "usable", AS_IS) AND \
    COLUMN(CREDENTIAL_EPOCH, "access_epoch", AS_IS)
NUMBERS_OF(CREDENTIAL_GET_COLUMNS);

#define TEST_ACCOUNT_OPEN_COLUMNS(COLUMN, AND) \
    COLUMN(TEST_ACCOUNT_EPOCH, "access_epoch", AS_IS) AND \
    COLUMN(TEST_ACCOUNT_IS_USABLE, "usable", AS_IS)
NUMBERS_OF(TEST_ACCOUNT_OPEN_COLUMNS);

#define SCHEMA_STATUS_COLUMNS(COLUMN, AND) \
    COLUMN(SCHEMA_VERSION, "version", AS_IS) AND \
    COLUMN(SCHEMA_IN_RECOVERY, "in_recovery", AS_IS)
NUMBERS_OF(SCHEMA_STATUS_COLUMNS);

#define AUDIT_LAG_COLUMNS(COLUMN, AND) \
    COLUMN(LAG_SEAL_NUMBER, "seal_number", AS_IS) AND \
    COLUMN(LAG_SEALED_AT_MS, "sealed_at_ms", AS_IS) AND \
    COLUMN(LAG_MS, "lag_ms", AS_IS) AND \
    COLUMN(LAG_MONTHS_AHEAD, "months_ahead", AS_IS)
NUMBERS_OF(AUDIT_LAG_COLUMNS);

/* The sealer ------------------------------------------------------------------------------------*/

#define AUDIT_SEAL_LAST_COLUMNS(COLUMN, AND) \
    COLUMN(LAST_NUMBER, "number", AS_IS) AND \
    COLUMN(LAST_RECORD, "record", AS_IS) AND \
    COLUMN(LAST_SIGNATURE, "signature", AS_HEX) AND \
    COLUMN(LAST_IS_DUE, "due", AS_IS)
NUMBERS_OF(AUDIT_SEAL_LAST_COLUMNS);

#define AUDIT_UNSEALED_COLUMNS(COLUMN, AND) \
    COLUMN(UNSEALED_FROM, "from_transaction", AS_IS) AND \
    COLUMN(UNSEALED_TO, "to_transaction", AS_IS) AND \
    COLUMN(UNSEALED_AT, "sealed_at", AS_IS) AND \
    COLUMN(UNSEALED_ACCOUNT, "account_id", AS_IS) AND \
    COLUMN(UNSEALED_LEAF, "leaf", AS_IS)
NUMBERS_OF(AUDIT_UNSEALED_COLUMNS);

#define AUDIT_PARTITIONS_MAKE_COLUMNS(COLUMN, AND) \
    COLUMN(PARTITIONS_MADE, "audit_partitions_make", AS_WORDS)
NUMBERS_OF(AUDIT_PARTITIONS_MAKE_COLUMNS);

#define AUDIT_DROP_NEXT_COLUMNS(COLUMN, AND) \
    COLUMN(NEXT_MONTH, "month", AS_IS) AND \
    COLUMN(NEXT_FROM_MS, "from_ms", AS_IS) AND \
    COLUMN(NEXT_TO_MS, "to_ms", AS_IS) AND \
    COLUMN(NEXT_EVENTS, "events", AS_IS) AND \
    COLUMN(NEXT_FIRST_SEAL, "first_seal", AS_IS) AND \
    COLUMN(NEXT_LAST_SEAL, "last_seal", AS_IS) AND \
    COLUMN(NEXT_STATED_BY, "stated_by", AS_IS)
NUMBERS_OF(AUDIT_DROP_NEXT_COLUMNS);

#define RELATIONSHIP_CENSUS_COLUMNS(COLUMN, AND) \
    COLUMN(CENSUS_NEXT_PAGE, "next_page", AS_IS) AND \
    COLUMN(CENSUS_SERVICE, "service", AS_IS) AND \
    COLUMN(CENSUS_STATE, "state", AS_IS) AND \
    COLUMN(CENSUS_RELATIONSHIPS, "relationships", AS_IS)
NUMBERS_OF(RELATIONSHIP_CENSUS_COLUMNS);

/* The trail: for the verifier and dumps, and some for the sealer --------------------------------*/

#define AUDIT_COUNTS_COLUMNS(COLUMN, AND) \
    COLUMN(COUNTS_TRANSITIONS, "transitions", AS_IS) AND \
    COLUMN(COUNTS_SEALS, "seals", AS_IS) AND \
    COLUMN(COUNTS_SEAL_ACCOUNTS, "seal_accounts", AS_IS) AND \
    COLUMN(COUNTS_EVENTS, "events", AS_IS) AND \
    COLUMN(COUNTS_RELATIONSHIPS, "relationships", AS_IS) AND \
    COLUMN(COUNTS_OLDEST_RUNNING, "oldest_running", AS_IS) AND \
    COLUMN(COUNTS_NEXT_TRANSACTION, "next_transaction", AS_IS)
NUMBERS_OF(AUDIT_COUNTS_COLUMNS);

#define AUDIT_STATE_COUNTS_COLUMNS(COLUMN, AND) \
    COLUMN(STATE_COUNTS_DROPS, "drops", AS_IS) AND \
    COLUMN(STATE_COUNTS_DROP_LINES, "drop_lines", AS_IS) AND \
    COLUMN(STATE_COUNTS_ACCOUNTS, "accounts", AS_IS) AND \
    COLUMN(STATE_COUNTS_KEYS, "keys", AS_IS) AND \
    COLUMN(STATE_COUNTS_ENROLLMENTS, "enrollments", AS_IS)
NUMBERS_OF(AUDIT_STATE_COUNTS_COLUMNS);

#define AUDIT_DROPS_COLUMNS(COLUMN, AND) \
    COLUMN(TRAIL_DROP_MONTH, "month", AS_IS) AND \
    COLUMN(TRAIL_DROP_NUMBER, "number", AS_IS) AND \
    COLUMN(TRAIL_DROP_RECORD, "record", AS_IS) AND \
    COLUMN(TRAIL_DROP_SIGNATURE, "signature", AS_HEX)
NUMBERS_OF(AUDIT_DROPS_COLUMNS);

#define AUDIT_DROP_LINES_COLUMNS(COLUMN, AND) \
    COLUMN(TRAIL_LINE_MONTH, "month", AS_IS) AND \
    COLUMN(TRAIL_LINE_POSITION, "position", AS_IS) AND \
    COLUMN(TRAIL_LINE_TEXT, "line", AS_IS)
NUMBERS_OF(AUDIT_DROP_LINES_COLUMNS);

#define AUDIT_TRANSITIONS_COLUMNS(COLUMN, AND) \
    COLUMN(TRANSITION_SERVICE, "service", AS_IS) AND \
    COLUMN(TRANSITION_OPERATION, "operation", AS_IS) AND \
    COLUMN(TRANSITION_CALLER, "caller", AS_IS) AND \
    COLUMN(TRANSITION_FROM, "from_state", AS_IS) AND \
    COLUMN(TRANSITION_OUTCOME, "outcome", AS_IS) AND \
    COLUMN(TRANSITION_TO, "to_state", AS_IS)
NUMBERS_OF(AUDIT_TRANSITIONS_COLUMNS);

#define AUDIT_SEALS_COLUMNS(COLUMN, AND) \
    COLUMN(SEAL_NUMBER, "number", AS_IS) AND \
    COLUMN(SEAL_RECORD, "record", AS_IS) AND \
    COLUMN(SEAL_SIGNATURE, "signature", AS_HEX) AND \
    COLUMN(SEAL_FROM, "from_transaction", AS_IS) AND \
    COLUMN(SEAL_TO, "to_transaction", AS_IS) AND \
    COLUMN(SEAL_SEALED_AT, "sealed_at", AS_TIME)
NUMBERS_OF(AUDIT_SEALS_COLUMNS);

#define AUDIT_SEAL_ACCOUNTS_COLUMNS(COLUMN, AND) \
    COLUMN(SEAL_ACCOUNT_NUMBER, "number", AS_IS) AND \
    COLUMN(SEAL_ACCOUNT_ID, "account_id", AS_IS) AND \
    COLUMN(SEAL_ACCOUNT_EVENTS, "events", AS_IS) AND \
    COLUMN(SEAL_ACCOUNT_ROOT, "root", AS_HEX)
NUMBERS_OF(AUDIT_SEAL_ACCOUNTS_COLUMNS);

#define AUDIT_EVENTS_PAGE_COLUMNS(COLUMN, AND) \
    COLUMN(EVENT_TRANSACTION, "transaction_id", AS_IS) AND \
    COLUMN(EVENT_SEQUENCE, "sequence", AS_IS) AND \
    COLUMN(EVENT_ID, "event_id", AS_IS) AND \
    COLUMN(EVENT_ACCOUNT, "account_id", AS_IS) AND \
    COLUMN(EVENT_SERVICE, "service", AS_IS) AND \
    COLUMN(EVENT_REGION, "region", AS_IS) AND \
    COLUMN(EVENT_NAME, "event_name", AS_IS) AND \
    COLUMN(EVENT_TIME_MS, "event_time_ms", AS_IS) AND \
    COLUMN(EVENT_EFFECTS, "effects", AS_IS) AND \
    COLUMN(EVENT_RECORD, "record", AS_IS) AND \
    COLUMN(EVENT_LEAF, "leaf", AS_HEX)
NUMBERS_OF(AUDIT_EVENTS_PAGE_COLUMNS);

#define AUDIT_RELATIONSHIPS_PAGE_COLUMNS(COLUMN, AND) \
    COLUMN(RELATIONSHIP_SERVICE, "service", AS_IS) AND \
    COLUMN(RELATIONSHIP_REGION, "region", AS_IS) AND \
    COLUMN(RELATIONSHIP_ADMINISTRATOR, "administrator_id", AS_IS) AND \
    COLUMN(RELATIONSHIP_MEMBER, "member_id", AS_IS) AND \
    COLUMN(RELATIONSHIP_STATE, "state", AS_IS)
NUMBERS_OF(AUDIT_RELATIONSHIPS_PAGE_COLUMNS);

#define AUDIT_ACCOUNTS_PAGE_COLUMNS(COLUMN, AND) \
    COLUMN(ACCOUNT_ID, "account_id", AS_IS) AND \
    COLUMN(ACCOUNT_STATUS, "status", AS_IS)
NUMBERS_OF(AUDIT_ACCOUNTS_PAGE_COLUMNS);

#define AUDIT_KEYS_PAGE_COLUMNS(COLUMN, AND) \
    COLUMN(KEY_ID, "access_key_id", AS_IS) AND \
    COLUMN(KEY_ACCOUNT, "account_id", AS_IS) AND \
    COLUMN(KEY_STATUS, "status", AS_IS)
NUMBERS_OF(AUDIT_KEYS_PAGE_COLUMNS);

#define AUDIT_ENROLLMENTS_PAGE_COLUMNS(COLUMN, AND) \
    COLUMN(ENROLLMENT_SERVICE, "service", AS_IS) AND \
    COLUMN(ENROLLMENT_REGION, "region", AS_IS) AND \
    COLUMN(ENROLLMENT_ACCOUNT, "account_id", AS_IS) AND \
    COLUMN(ENROLLMENT_DETECTOR, "detector_id", AS_IS)
NUMBERS_OF(AUDIT_ENROLLMENTS_PAGE_COLUMNS);

/* memberhubctl ----------------------------------------------------------------------------------*/

#define ACCOUNT_LIST_COLUMNS(COLUMN, AND) \
    COLUMN(ACCOUNT_LIST_ID, "account_id", AS_IS) AND \
    COLUMN(ACCOUNT_LIST_NAME, "name", AS_IS) AND \
    COLUMN(ACCOUNT_LIST_STATUS, "status", AS_IS) AND \
    COLUMN(ACCOUNT_LIST_CREATED, "created_at", AS_TIME)
NUMBERS_OF(ACCOUNT_LIST_COLUMNS);

#define KEY_LIST_COLUMNS(COLUMN, AND) \
    COLUMN(KEY_LIST_ID, "access_key_id", AS_IS) AND \
    COLUMN(KEY_LIST_ACCOUNT, "account_id", AS_IS) AND \
    COLUMN(KEY_LIST_STATUS, "status", AS_IS) AND \
    COLUMN(KEY_LIST_CREATED, "created_at", AS_TIME)
NUMBERS_OF(KEY_LIST_COLUMNS);

#define AUDIT_TAIL_COLUMNS(COLUMN, AND) \
    COLUMN(TAIL_NEXT, "next", AS_IS) AND \
    COLUMN(TAIL_RECORD, "record", AS_IS)
NUMBERS_OF(AUDIT_TAIL_COLUMNS);

#define AUDIT_EXPORT_PAGE_COLUMNS(COLUMN, AND) \
    COLUMN(EXPORT_TIME, "event_time", AS_TIME) AND \
    COLUMN(EXPORT_SEQUENCE, "sequence", AS_IS) AND \
    COLUMN(EXPORT_RECORD, "record", AS_IS)
NUMBERS_OF(AUDIT_EXPORT_PAGE_COLUMNS);

#define MEMBERSHIP_AT_COLUMNS(COLUMN, AND) \
    COLUMN(MEMBERSHIP_SERVICE, "service", AS_IS) AND \
    COLUMN(MEMBERSHIP_REGION, "region", AS_IS) AND \
    COLUMN(MEMBERSHIP_ADMINISTRATOR, "administrator_id", AS_IS) AND \
    COLUMN(MEMBERSHIP_MEMBER, "member_id", AS_IS) AND \
    COLUMN(MEMBERSHIP_STATE, "state", AS_IS) AND \
    COLUMN(MEMBERSHIP_SINCE, "since", AS_TIME)
NUMBERS_OF(MEMBERSHIP_AT_COLUMNS);

/* Of the function and of the table. */
#define MIGRATION_LIST_COLUMNS(COLUMN, AND) \
    COLUMN(APPLIED_VERSION, "version", AS_IS) AND \
    COLUMN(APPLIED_NAME, "name", AS_IS) AND \
    COLUMN(APPLIED_SHA256, "sha256", AS_IS) AND \
    COLUMN(APPLIED_AT, "applied_at", AS_TIME)
NUMBERS_OF(MIGRATION_LIST_COLUMNS);

#define MIGRATION_PRESENT_COLUMNS(COLUMN, AND) \
    COLUMN(PRESENT_TABLE, "to_regclass('memberhub.schema_migration') IS NOT NULL", AS_IS) AND \
    COLUMN(PRESENT_FUNCTION, "to_regprocedure('memberhub.migration_list()') IS NOT NULL", AS_IS)
NUMBERS_OF(MIGRATION_PRESENT_COLUMNS);

/* clang-format on */

#endif
