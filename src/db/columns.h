/*
 * THE COLUMNS of what statements give, a list for each that gives more than one: the number by
 * which the program takes a value, its name in SQL and in dumps of the trail, and the form in which
 * it comes. SELECT lists, numbers and names are made of the same list, so they cannot differ.
 */
#ifndef MEMBERHUB_DB_COLUMNS_H
#define MEMBERHUB_DB_COLUMNS_H

/* Rows of lists that the formatter would take apart. */
/* clang-format off */

/* A list takes what to make of a column, X, and what goes between two, AND. So much is made of it:
 * numbers, the text behind SELECT, and names. */
#define NUMBERS_OF(list) enum { list(RESULT_NUMBER, RESULT_COMMA), list##_COUNT }
#define SELECTED(list) list(RESULT_SQL, ", ")
#define NAMES_OF(list) { list(RESULT_NAME, RESULT_COMMA) }
#define RESULT_NUMBER(number, name, form) number
#define RESULT_SQL(number, name, form) form(name)
#define RESULT_NAME(number, name, form) name
#define RESULT_COMMA ,

/* Forms: as PostgreSQL shows a value; an array as its elements with blanks between; bytes as hex
 * digits; AWS's form of a time, 2020-08-20T17:54:02.841Z, whatever the session's time zone. */
#define AS_IS(column) column
#define AS_WORDS(column) "array_to_string(" column ", ' ')"
#define AS_HEX(column) "encode(" column ", 'hex')"
#define AS_TIME(column) \
    "to_char(" column " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"

/* Operations ------------------------------------------------------------------------------------*/

/* memberhub.answer. */
#define ANSWER_COLUMNS(X, AND) \
    X(ANSWER_FAULT, "fault", AS_IS) AND \
    X(ANSWER_ARGUMENTS, "arguments", AS_IS) AND \
    X(ANSWER_RESULT, "result", AS_IS)
NUMBERS_OF(ANSWER_COLUMNS);

/* memberhub.document_answer has one more behind them. */
#define MORE_WITH_DOCUMENTS ", document"
enum { ANSWER_DOCUMENT = ANSWER_COLUMNS_COUNT, DOCUMENT_ANSWER_COLUMNS_COUNT };

/* The worker ------------------------------------------------------------------------------------*/

#define CREDENTIAL_GET_COLUMNS(X, AND) \
    X(CREDENTIAL_ACCOUNT, "account_id", AS_IS) AND \
    X(CREDENTIAL_SECRET, "secret_sealed", AS_IS) AND \
    X(CREDENTIAL_IS_USABLE, "usable", AS_IS) AND \
    X(CREDENTIAL_EPOCH, "access_epoch", AS_IS)
NUMBERS_OF(CREDENTIAL_GET_COLUMNS);

#define TEST_ACCOUNT_OPEN_COLUMNS(X, AND) \
    X(TEST_ACCOUNT_EPOCH, "access_epoch", AS_IS) AND \
    X(TEST_ACCOUNT_IS_USABLE, "usable", AS_IS)
NUMBERS_OF(TEST_ACCOUNT_OPEN_COLUMNS);

#define SCHEMA_STATUS_COLUMNS(X, AND) \
    X(SCHEMA_VERSION, "version", AS_IS) AND \
    X(SCHEMA_IN_RECOVERY, "in_recovery", AS_IS)
NUMBERS_OF(SCHEMA_STATUS_COLUMNS);

#define AUDIT_LAG_COLUMNS(X, AND) \
    X(LAG_SEAL_NUMBER, "seal_number", AS_IS) AND \
    X(LAG_SEALED_AT_MS, "sealed_at_ms", AS_IS) AND \
    X(LAG_MS, "lag_ms", AS_IS) AND \
    X(LAG_MONTHS_AHEAD, "months_ahead", AS_IS)
NUMBERS_OF(AUDIT_LAG_COLUMNS);

/* The sealer ------------------------------------------------------------------------------------*/

#define AUDIT_SEAL_LAST_COLUMNS(X, AND) \
    X(LAST_NUMBER, "number", AS_IS) AND \
    X(LAST_RECORD, "record", AS_IS) AND \
    X(LAST_SIGNATURE, "signature", AS_HEX) AND \
    X(LAST_IS_DUE, "due", AS_IS)
NUMBERS_OF(AUDIT_SEAL_LAST_COLUMNS);

#define AUDIT_UNSEALED_COLUMNS(X, AND) \
    X(UNSEALED_FROM, "from_transaction", AS_IS) AND \
    X(UNSEALED_TO, "to_transaction", AS_IS) AND \
    X(UNSEALED_AT, "sealed_at", AS_IS) AND \
    X(UNSEALED_ACCOUNT, "account_id", AS_IS) AND \
    X(UNSEALED_LEAF, "leaf", AS_IS)
NUMBERS_OF(AUDIT_UNSEALED_COLUMNS);

#define AUDIT_PARTITIONS_MAKE_COLUMNS(X, AND) \
    X(PARTITIONS_MADE, "audit_partitions_make", AS_WORDS)
NUMBERS_OF(AUDIT_PARTITIONS_MAKE_COLUMNS);

#define AUDIT_DROP_NEXT_COLUMNS(X, AND) \
    X(NEXT_MONTH, "month", AS_IS) AND \
    X(NEXT_FROM_MS, "from_ms", AS_IS) AND \
    X(NEXT_TO_MS, "to_ms", AS_IS) AND \
    X(NEXT_EVENTS, "events", AS_IS) AND \
    X(NEXT_FIRST_SEAL, "first_seal", AS_IS) AND \
    X(NEXT_LAST_SEAL, "last_seal", AS_IS) AND \
    X(NEXT_STATED_BY, "stated_by", AS_IS)
NUMBERS_OF(AUDIT_DROP_NEXT_COLUMNS);

#define RELATIONSHIP_CENSUS_COLUMNS(X, AND) \
    X(CENSUS_NEXT_PAGE, "next_page", AS_IS) AND \
    X(CENSUS_SERVICE, "service", AS_IS) AND \
    X(CENSUS_STATE, "state", AS_IS) AND \
    X(CENSUS_RELATIONSHIPS, "relationships", AS_IS)
NUMBERS_OF(RELATIONSHIP_CENSUS_COLUMNS);

#define AUDIT_VIEWERS_COLUMNS(X, AND) \
    X(VIEWER_AT, "viewed_at", AS_TIME) AND \
    X(VIEWER_SERVICE, "service", AS_IS) AND \
    X(VIEWER_REGION, "region", AS_IS) AND \
    X(VIEWER_ARN, "viewer", AS_IS) AND \
    X(VIEWER_ACCOUNT, "viewer_account_id", AS_IS) AND \
    X(VIEWER_OPERATION, "operation", AS_IS) AND \
    X(VIEWER_FINDINGS, "findings", AS_IS) AND \
    X(VIEWER_INVITATION, "invitation_id", AS_IS) AND \
    X(VIEWER_EVENT, "event_id", AS_IS) AND \
    X(VIEWER_SEALED, "sealed", AS_IS)
NUMBERS_OF(AUDIT_VIEWERS_COLUMNS);

#define FINDINGS_EXPIRE_COLUMNS(X, AND) \
    X(EXPIRE_NEXT_PAGE, "next_page", AS_IS) AND \
    X(EXPIRE_REMOVED, "removed", AS_IS)
NUMBERS_OF(FINDINGS_EXPIRE_COLUMNS);

/* The trail: for the verifier and dumps, and some for the sealer --------------------------------*/

#define AUDIT_COUNTS_COLUMNS(X, AND) \
    X(COUNTS_TRANSITIONS, "transitions", AS_IS) AND \
    X(COUNTS_SEALS, "seals", AS_IS) AND \
    X(COUNTS_SEAL_ACCOUNTS, "seal_accounts", AS_IS) AND \
    X(COUNTS_EVENTS, "events", AS_IS) AND \
    X(COUNTS_RELATIONSHIPS, "relationships", AS_IS) AND \
    X(COUNTS_OLDEST_RUNNING, "oldest_running", AS_IS) AND \
    X(COUNTS_NEXT_TRANSACTION, "next_transaction", AS_IS)
NUMBERS_OF(AUDIT_COUNTS_COLUMNS);

#define AUDIT_STATE_COUNTS_COLUMNS(X, AND) \
    X(STATE_COUNTS_DROPS, "drops", AS_IS) AND \
    X(STATE_COUNTS_DROP_LINES, "drop_lines", AS_IS) AND \
    X(STATE_COUNTS_ACCOUNTS, "accounts", AS_IS) AND \
    X(STATE_COUNTS_KEYS, "keys", AS_IS) AND \
    X(STATE_COUNTS_ENROLLMENTS, "enrollments", AS_IS)
NUMBERS_OF(AUDIT_STATE_COUNTS_COLUMNS);

#define AUDIT_DROPS_COLUMNS(X, AND) \
    X(TRAIL_DROP_MONTH, "month", AS_IS) AND \
    X(TRAIL_DROP_NUMBER, "number", AS_IS) AND \
    X(TRAIL_DROP_RECORD, "record", AS_IS) AND \
    X(TRAIL_DROP_SIGNATURE, "signature", AS_HEX)
NUMBERS_OF(AUDIT_DROPS_COLUMNS);

#define AUDIT_DROP_LINES_COLUMNS(X, AND) \
    X(TRAIL_LINE_MONTH, "month", AS_IS) AND \
    X(TRAIL_LINE_POSITION, "position", AS_IS) AND \
    X(TRAIL_LINE_TEXT, "line", AS_IS)
NUMBERS_OF(AUDIT_DROP_LINES_COLUMNS);

#define AUDIT_TRANSITIONS_COLUMNS(X, AND) \
    X(TRANSITION_SERVICE, "service", AS_IS) AND \
    X(TRANSITION_OPERATION, "operation", AS_IS) AND \
    X(TRANSITION_CALLER, "caller", AS_IS) AND \
    X(TRANSITION_FROM, "from_state", AS_IS) AND \
    X(TRANSITION_OUTCOME, "outcome", AS_IS) AND \
    X(TRANSITION_TO, "to_state", AS_IS)
NUMBERS_OF(AUDIT_TRANSITIONS_COLUMNS);

#define AUDIT_SEALS_COLUMNS(X, AND) \
    X(SEAL_NUMBER, "number", AS_IS) AND \
    X(SEAL_RECORD, "record", AS_IS) AND \
    X(SEAL_SIGNATURE, "signature", AS_HEX) AND \
    X(SEAL_FROM, "from_transaction", AS_IS) AND \
    X(SEAL_TO, "to_transaction", AS_IS) AND \
    X(SEAL_SEALED_AT, "sealed_at", AS_TIME)
NUMBERS_OF(AUDIT_SEALS_COLUMNS);

#define AUDIT_SEAL_ACCOUNTS_COLUMNS(X, AND) \
    X(SEAL_ACCOUNT_NUMBER, "number", AS_IS) AND \
    X(SEAL_ACCOUNT_ID, "account_id", AS_IS) AND \
    X(SEAL_ACCOUNT_EVENTS, "events", AS_IS) AND \
    X(SEAL_ACCOUNT_ROOT, "root", AS_HEX)
NUMBERS_OF(AUDIT_SEAL_ACCOUNTS_COLUMNS);

#define AUDIT_EVENTS_PAGE_COLUMNS(X, AND) \
    X(EVENT_TRANSACTION, "transaction_id", AS_IS) AND \
    X(EVENT_SEQUENCE, "sequence", AS_IS) AND \
    X(EVENT_ID, "event_id", AS_IS) AND \
    X(EVENT_ACCOUNT, "account_id", AS_IS) AND \
    X(EVENT_SERVICE, "service", AS_IS) AND \
    X(EVENT_REGION, "region", AS_IS) AND \
    X(EVENT_NAME, "event_name", AS_IS) AND \
    X(EVENT_TIME_MS, "event_time_ms", AS_IS) AND \
    X(EVENT_EFFECTS, "effects", AS_IS) AND \
    X(EVENT_RECORD, "record", AS_IS) AND \
    X(EVENT_LEAF, "leaf", AS_HEX)
NUMBERS_OF(AUDIT_EVENTS_PAGE_COLUMNS);

#define AUDIT_RELATIONSHIPS_PAGE_COLUMNS(X, AND) \
    X(RELATIONSHIP_SERVICE, "service", AS_IS) AND \
    X(RELATIONSHIP_REGION, "region", AS_IS) AND \
    X(RELATIONSHIP_ADMINISTRATOR, "administrator_id", AS_IS) AND \
    X(RELATIONSHIP_MEMBER, "member_id", AS_IS) AND \
    X(RELATIONSHIP_STATE, "state", AS_IS)
NUMBERS_OF(AUDIT_RELATIONSHIPS_PAGE_COLUMNS);

#define AUDIT_ACCOUNTS_PAGE_COLUMNS(X, AND) \
    X(ACCOUNT_ID, "account_id", AS_IS) AND \
    X(ACCOUNT_STATUS, "status", AS_IS)
NUMBERS_OF(AUDIT_ACCOUNTS_PAGE_COLUMNS);

#define AUDIT_KEYS_PAGE_COLUMNS(X, AND) \
    X(KEY_ID, "access_key_id", AS_IS) AND \
    X(KEY_ACCOUNT, "account_id", AS_IS) AND \
    X(KEY_STATUS, "status", AS_IS)
NUMBERS_OF(AUDIT_KEYS_PAGE_COLUMNS);

#define AUDIT_ENROLLMENTS_PAGE_COLUMNS(X, AND) \
    X(ENROLLMENT_SERVICE, "service", AS_IS) AND \
    X(ENROLLMENT_REGION, "region", AS_IS) AND \
    X(ENROLLMENT_ACCOUNT, "account_id", AS_IS) AND \
    X(ENROLLMENT_DETECTOR, "detector_id", AS_IS)
NUMBERS_OF(AUDIT_ENROLLMENTS_PAGE_COLUMNS);

/* memberhubctl ----------------------------------------------------------------------------------*/

#define ACCOUNT_LIST_COLUMNS(X, AND) \
    X(ACCOUNT_LIST_ID, "account_id", AS_IS) AND \
    X(ACCOUNT_LIST_NAME, "name", AS_IS) AND \
    X(ACCOUNT_LIST_STATUS, "status", AS_IS) AND \
    X(ACCOUNT_LIST_CREATED, "created_at", AS_TIME)
NUMBERS_OF(ACCOUNT_LIST_COLUMNS);

#define KEY_LIST_COLUMNS(X, AND) \
    X(KEY_LIST_ID, "access_key_id", AS_IS) AND \
    X(KEY_LIST_ACCOUNT, "account_id", AS_IS) AND \
    X(KEY_LIST_STATUS, "status", AS_IS) AND \
    X(KEY_LIST_CREATED, "created_at", AS_TIME)
NUMBERS_OF(KEY_LIST_COLUMNS);

#define AUDIT_TAIL_COLUMNS(X, AND) \
    X(TAIL_NEXT, "next", AS_IS) AND \
    X(TAIL_RECORD, "record", AS_IS)
NUMBERS_OF(AUDIT_TAIL_COLUMNS);

#define AUDIT_EXPORT_PAGE_COLUMNS(X, AND) \
    X(EXPORT_TIME, "event_time", AS_TIME) AND \
    X(EXPORT_SEQUENCE, "sequence", AS_IS) AND \
    X(EXPORT_RECORD, "record", AS_IS)
NUMBERS_OF(AUDIT_EXPORT_PAGE_COLUMNS);

#define MEMBERSHIP_AT_COLUMNS(X, AND) \
    X(MEMBERSHIP_SERVICE, "service", AS_IS) AND \
    X(MEMBERSHIP_REGION, "region", AS_IS) AND \
    X(MEMBERSHIP_ADMINISTRATOR, "administrator_id", AS_IS) AND \
    X(MEMBERSHIP_MEMBER, "member_id", AS_IS) AND \
    X(MEMBERSHIP_STATE, "state", AS_IS) AND \
    X(MEMBERSHIP_SINCE, "since", AS_TIME)
NUMBERS_OF(MEMBERSHIP_AT_COLUMNS);

/* Of the function and of the table. */
#define MIGRATION_LIST_COLUMNS(X, AND) \
    X(APPLIED_VERSION, "version", AS_IS) AND \
    X(APPLIED_NAME, "name", AS_IS) AND \
    X(APPLIED_SHA256, "sha256", AS_IS) AND \
    X(APPLIED_AT, "applied_at", AS_TIME)
NUMBERS_OF(MIGRATION_LIST_COLUMNS);

#define MIGRATION_PRESENT_COLUMNS(X, AND) \
    X(PRESENT_TABLE, "to_regclass('memberhub.schema_migration') IS NOT NULL", AS_IS) AND \
    X(PRESENT_FUNCTION, "to_regprocedure('memberhub.migration_list()') IS NOT NULL", AS_IS)
NUMBERS_OF(MIGRATION_PRESENT_COLUMNS);

/* clang-format on */

#endif
