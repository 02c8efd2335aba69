/*
 * A call sends the caller first and makes a fault or JSON of the answer, whatever the function
 * says.
 */
#include "db/call.h"

#include <json-c/json.h>

#include "base/buf.h"
#include "fake_pq.h"
#include "harness.h"

#define ANSWER(fault_name, arguments, result)                                                      \
    {                                                                                              \
        { .action = FAKE_CONNECT }, { .action = FAKE_PREPARE },                                    \
            { .action = FAKE_EXECUTE, .columns = 3, .values = { fault_name, arguments, result } }, \
        {                                                                                          \
            .action = FAKE_END                                                                     \
        }                                                                                          \
    }
enum { ANSWER_STEPS = 4 };

static const struct caller example_caller = {
    .account_id = { "111111111111", 12 },
    .access_epoch = 7,
    .identity = { "{\"type\":\"Root\"}", 15 },
    .service = { "securityhub", 11 },
    .region = { "eu-west-1", 9 },
    .operation = { "GetInvitationsCount", 19 },
    .request_id = { "b25f48e8-84fd-11e6-80d9-574e0c4664cb", 36 },
    .retry_key = { "\001\002", 2 },
    .source_address = { "127.0.0.1", 9 },
    .dialect = { "documented", 10 },
    .signature = { "\003\004", 2 },
};

/* Answers in rows of documents. */
#define DOCUMENTS(count, ...)                                                                     \
    {                                                                                             \
        { .action = FAKE_CONNECT }, { .action = FAKE_PREPARE },                                   \
            { .action = FAKE_EXECUTE, .columns = 4, .rows = (count), .values = { __VA_ARGS__ } }, \
        {                                                                                         \
            .action = FAKE_END                                                                    \
        }                                                                                         \
    }
#define DOCUMENT(text) NULL, NULL, NULL, text

static struct str
printed(const struct answer *answer)
{
    struct buf text;
    buf_init(&text, test_arena());
    if (answer->result != NULL)
        buf_add(&text,
                str_from(json_object_to_json_string_ext(answer->result, JSON_C_TO_STRING_PLAIN)));
    for (size_t i = 0; i < answer->document_count; i++)
        buf_add_format(&text, "\n%.*s", STR_PRINTF(answer->documents[i]));
    return buf_str(&text);
}

/*
 * Calls an operation without arguments against a scripted answer; the result is printed as JSON, ""
 * for none, and each document behind it on a line.
 */
static int
play(const struct fake_step *steps, struct str *ret_result, struct fault *f)
{
    struct db_params params;
    struct answer answer = { .result = NULL };
    struct arena *arena = arena_new(4 * 1024 * 1024);
    struct db *db = db_new("", "test", 5000);
    fake_pq_start(steps);
    call_init(arena, &params, &example_caller);
    const struct statement_function function = { .name = "get_invitations_count" };
    const struct statement statement = statement_of_function(arena, &function, 0);
    int failed = call_operation(db, arena, &statement, &params, &answer, f);
    if (failed == 0)
        *ret_result = printed(&answer);
    CU_ASSERT_TRUE(fake_pq_is_finished());
    db_free(db);
    arena_free(arena);
    CU_ASSERT_EQUAL(fake_pq_leaks(), 0);
    return failed;
}

static void
the_caller_goes_in_field_by_field(void)
{
    static const struct fake_step steps[] = ANSWER(NULL, NULL, NULL);
    static const char *const expected[CALLER_FIELDS] = {
        "111111111111",
        "7",
        "{\"type\":\"Root\"}",
        "securityhub",
        "eu-west-1",
        "GetInvitationsCount",
        "b25f48e8-84fd-11e6-80d9-574e0c4664cb",
        "\\x0102",
        "127.0.0.1",
        NULL,
        NULL,
        "documented",
        NULL,
        "{\"signature\":\"0304\"}",
    };
    struct str result;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(play(steps, &result, &f), 0);
    for (int i = 0; i < CALLER_FIELDS; i++) {
        const char *sent = fake_pq_parameter(i);
        CU_ASSERT_EQUAL(sent == NULL, expected[i] == NULL);
        CU_ASSERT_STR_EQUAL(str_from(sent), str_from(expected[i]));
    }
}

static void
an_answer_without_fault_gives_its_result(void)
{
    static const struct fake_step with[] = ANSWER(NULL, NULL, "{\"invitations_count\": 3}");
    static const struct fake_step without[] = ANSWER(NULL, NULL, NULL);
    struct str result;
    struct fault f;
    CU_ASSERT_EQUAL(play(with, &result, &f), 0);
    CU_ASSERT_STR_EQUAL(result, STR("{\"invitations_count\":3}"));
    CU_ASSERT_EQUAL(play(without, &result, &f), 0);
    CU_ASSERT_STR_EQUAL(result, STR(""));
}

static void
a_refusal_becomes_its_fault_with_its_arguments(void)
{
    static const struct fake_step steps[] =
        ANSWER("access_denied", "{arn,\"securityhub:GetMembers, \\\"x\\\"\",NULL,spare}", NULL);
    struct str result;
    struct fault f;
    CU_ASSERT_EQUAL(play(steps, &result, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_ACCESS_DENIED);
    CU_ASSERT_STR_EQUAL(str_from(f.arguments[0]), STR("arn"));
    CU_ASSERT_STR_EQUAL(str_from(f.arguments[1]), STR("securityhub:GetMembers, \"x\""));
    CU_ASSERT_STR_EQUAL(str_from(f.arguments[2]), STR(""));
}

static void
a_refusal_without_arguments_is_that_fault(void)
{
    static const struct fake_step steps[] = ANSWER("access_changed", NULL, NULL);
    struct str result;
    struct fault f;
    CU_ASSERT_EQUAL(play(steps, &result, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_ACCESS_CHANGED);
}

static void
documents_stand_before_their_answer_and_are_not_read(void)
{
    static const struct fake_step some[] =
        DOCUMENTS(3, DOCUMENT("{\"a\":"), DOCUMENT(""), NULL, NULL, "{\"next\": \"x\"}", NULL);
    static const struct fake_step none[] = DOCUMENTS(1, NULL, NULL, "{}", NULL);
    static const struct fake_step refused[] = DOCUMENTS(1, "access_changed", NULL, NULL, NULL);
    struct str result;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(play(some, &result, &f), 0);
    CU_ASSERT_STR_EQUAL(result, STR("{\"next\":\"x\"}\n{\"a\":\n"));
    CU_ASSERT_EQUAL(play(none, &result, &f), 0);
    CU_ASSERT_STR_EQUAL(result, STR("{}"));
    CU_ASSERT_EQUAL(play(refused, &result, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_ACCESS_CHANGED);
}

/* A text of that many bytes. */
static const char *
long_text(const char *before, size_t size, const char *after)
{
    return arena_format(test_arena(), "%s%*s%s", before,
                        (int)(size - strlen(before) - strlen(after)), "", after)
        .data;
}

static void
an_answer_is_passed_on_up_to_its_bounds(void)
{
    enum { HALF = ANSWER_DOCUMENTS_MAX / 2 };
    for (int more = 0; more < 2; more++) {
        size_t extra = (size_t)more;
        const char *result = long_text("{", ANSWER_RESULT_MAX + extra, "}");
        const char *half = long_text("", HALF, ""), *rest = long_text("", HALF + extra, "");
        const struct fake_step scripts[][ANSWER_STEPS] = {
            ANSWER(NULL, NULL, result),
            DOCUMENTS(3, DOCUMENT(half), DOCUMENT(rest), NULL, NULL, "{}", NULL),
        };
        for (size_t i = 0; i < ARRAY_COUNT(scripts); i++) {
            struct str text;
            struct fault f = { 0 };
            CU_ASSERT_EQUAL(play(scripts[i], &text, &f), -more);
            CU_ASSERT_TRUE(more == 0 || f.code == FAULT_INTERNAL);
        }
    }
}

static void
more_documents_than_an_answer_has_are_refused_however_many(void)
{
    static const size_t counts[] = { ANSWER_DOCUMENT_COUNT_MAX + 2, 10000000 };
    for (size_t i = 0; i < ARRAY_COUNT(counts); i++) {
        const struct fake_step steps[] = DOCUMENTS(counts[i], DOCUMENT("1"), DOCUMENT("2"));
        struct str result;
        struct fault f;
        CU_ASSERT_EQUAL(play(steps, &result, &f), -1);
        CU_ASSERT_EQUAL(f.code, FAULT_INTERNAL);
        CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "get_invitations_count answered "));
    }
}

static void
an_answer_that_makes_no_sense_is_our_own_fault(void)
{
    static const struct fake_step scripts[][ANSWER_STEPS] = {
        ANSWER("no_such_fault", NULL, NULL),
        ANSWER("access_denied", "{", NULL),
        ANSWER(NULL, NULL, "{\"a\":"),
        ANSWER(NULL, NULL, "[]"),
        ANSWER(NULL, NULL, "3"),
        ANSWER(NULL, NULL, "null"),
        ANSWER(NULL, NULL, ""),
        DOCUMENTS(2, NULL, NULL, "{}", NULL, NULL, NULL, "{}", NULL),
        DOCUMENTS(2, DOCUMENT("{}"), NULL, NULL, "[]", NULL),
        DOCUMENTS(2, DOCUMENT("{}"), NULL, NULL, "{}", "{}"),
        { { .action = FAKE_CONNECT },
          { .action = FAKE_PREPARE },
          { .action = FAKE_EXECUTE, .columns = 2, .values = { NULL, NULL } },
          { .action = FAKE_END } },
        { { .action = FAKE_CONNECT },
          { .action = FAKE_PREPARE },
          { .action = FAKE_EXECUTE, .columns = 0 },
          { .action = FAKE_END } },
    };
    for (size_t i = 0; i < ARRAY_COUNT(scripts); i++) {
        struct str result;
        struct fault f;
        CU_ASSERT_EQUAL(play(scripts[i], &result, &f), -1);
        CU_ASSERT_EQUAL(f.code, FAULT_INTERNAL);
        CU_ASSERT_PTR_NOT_NULL(strstr(f.detail, "get_invitations_count"));
    }
}

static void
a_database_that_is_down_is_passed_on(void)
{
    static const struct fake_step steps[] = { { .action = FAKE_CONNECT, .ending = FAKE_ERROR },
                                              { .action = FAKE_END } };
    struct str result;
    struct fault f;
    CU_ASSERT_EQUAL(play(steps, &result, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_DATABASE_DOWN);
}

SUITE(call)
{
    static const struct test_case cases[] = {
        { "the caller goes in field by field", the_caller_goes_in_field_by_field },
        { "an answer without fault gives its result", an_answer_without_fault_gives_its_result },
        { "a refusal becomes its fault with its arguments",
          a_refusal_becomes_its_fault_with_its_arguments },
        { "a refusal without arguments is that fault", a_refusal_without_arguments_is_that_fault },
        { "documents stand before their answer, and are not read",
          documents_stand_before_their_answer_and_are_not_read },
        { "an answer is passed on up to its bounds", an_answer_is_passed_on_up_to_its_bounds },
        { "more documents than an answer has are refused, however many",
          more_documents_than_an_answer_has_are_refused_however_many },
        { "an answer that makes no sense is our own fault",
          an_answer_that_makes_no_sense_is_our_own_fault },
        { "a database that is down is passed on", a_database_that_is_down_is_passed_on },
        { NULL, NULL },
    };
    return cases;
}
