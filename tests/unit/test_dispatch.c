/*
 * The way of a request over a scripted database: what is asked in which order, what is not asked
 * any more once something was refused, and what stays on record.
 */
#include "api/dispatch.h"

#include "api/record.h"
#include "db/call.h"
#include "server_fixture.h"
#include "signed_fixture.h"

/* Where the caller's fields are that the cases look at, and what stands behind the caller. */
enum {
    PARAMETER_EPOCH = 1,
    PARAMETER_RETRY_KEY = 7,
    PARAMETER_PARAMETERS = 10,
    PARAMETER_FIRST = CALLER_FIELDS
};

/* clang-format off */
/* A row of credential_get for the test account, and what SQL functions of operations answer. */
#define KEY(usable, epoch) \
    { .action = FAKE_EXECUTE, .columns = 4, .values = { "111111111111", NULL, usable, epoch } }
#define OPENED(epoch, usable) \
    { .action = FAKE_EXECUTE, .columns = 2, .values = { epoch, usable } }
#define ANSWER(fault_name, result) \
    { .action = FAKE_EXECUTE, .columns = 3, .values = { fault_name, NULL, result } }
#define FAILS STEP_SQLSTATE(EXECUTE, ERROR, "XX000")
#define ANSWERED ANSWER(NULL, "{}")
#define KNOWN CONNECT, PREPARE, KEY("t", "7")
/* clang-format on */

/* Dispatches a call and records what is left; gives the status of its answer. */
static int
serve(struct counter *counter, struct signed_call call)
{
    dispatch(counter->server, counter->arena, signed_request(call), &counter->outcome);
    record_outcome(counter->server, &counter->outcome);
    CU_ASSERT_EQUAL(counter->outcome.request_id.size, 36);
    return counter->outcome.response.status;
}

/* A read is the default; this is a change. */
static const struct signed_call invite = { .method = "POST",
                                           .path = "/members/invite",
                                           .body = "{\"AccountIds\":[\"222222222222\"]}" };

/* Gives a parameter of the last statement, which the next one would overwrite. */
static struct str
parameter(int index)
{
    const char *text = fake_pq_parameter(index);
    return text != NULL ? arena_copy(test_arena(), str_from(text)) : (struct str){ NULL, 0 };
}

static void
a_second_call_is_one_question_to_the_database(void)
{
    static const struct fake_step steps[] = { KNOWN, PREPARE, ANSWERED, ANSWERED, END };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    for (int i = 0; i < 2; i++) {
        CU_ASSERT_EQUAL(serve(&counter, (struct signed_call){ 0 }), 200);
        CU_ASSERT_FALSE(counter.outcome.refused);
        CU_ASSERT_STR_EQUAL(parameter(0), STR("111111111111"));
        CU_ASSERT_STR_EQUAL(parameter(PARAMETER_EPOCH), STR("7"));
        CU_ASSERT_PTR_NULL(parameter(PARAMETER_RETRY_KEY).data);
        CU_ASSERT_STR_EQUAL(counter.outcome.operation, STR("GetAdministratorAccount"));
        CU_ASSERT_STR_EQUAL(counter.outcome.account_id, STR("111111111111"));
    }
    close_counter(&counter);
}

static void
a_call_whose_access_changed_is_made_again_with_what_is_known_now(void)
{
    static const struct fake_step steps[] = { KNOWN,
                                              PREPARE,
                                              ANSWER("access_changed", NULL),
                                              KEY("t", "8"),
                                              ANSWER("access_changed", NULL),
                                              KEY("t", "9"),
                                              ANSWERED,
                                              END };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(serve(&counter, (struct signed_call){ 0 }), 200);
    CU_ASSERT_STR_EQUAL(parameter(PARAMETER_EPOCH), STR("9"));
    close_counter(&counter);
}

static void
access_that_changes_three_times_within_a_call_is_refused(void)
{
    static const struct fake_step steps[] = { KNOWN,
                                              PREPARE,
                                              ANSWER("access_changed", NULL),
                                              KEY("t", "8"),
                                              ANSWER("access_changed", NULL),
                                              KEY("t", "9"),
                                              ANSWER("access_changed", NULL),
                                              END };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(serve(&counter, invite), 503);
    CU_ASSERT_EQUAL(counter.outcome.fault.code, FAULT_ACCESS_CHANGED);
    close_counter(&counter);
}

static void
a_key_that_was_revoked_meanwhile_is_refused_as_unknown(void)
{
    static const struct fake_step steps[] = { KNOWN, PREPARE, ANSWER("access_changed", NULL),
                                              KEY("f", "8"), END };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(serve(&counter, (struct signed_call){ 0 }), 403);
    CU_ASSERT_EQUAL(counter.outcome.fault.code, FAULT_UNKNOWN_KEY);
    close_counter(&counter);
}

static void
a_failure_in_any_step_is_the_answer_and_nothing_is_asked_after_it(void)
{
    const struct {
        enum fault_code code;
        struct fake_step steps[8];
    } cases[] = {
        { FAULT_DATABASE_DOWN, { STEP(CONNECT, SILENT), END } },
        { FAULT_DATABASE_FAILED, { CONNECT, PREPARE, FAILS, END } },
        { FAULT_INTERNAL, { CONNECT, PREPARE, KEY("t", "x"), END } },
        { FAULT_DATABASE_FAILED, { KNOWN, PREPARE, FAILS, END } },
        { FAULT_DATABASE_FAILED, { KNOWN, STEP_SQLSTATE(PREPARE, ERROR, "42883"), END } },
        { FAULT_INTERNAL, { KNOWN, PREPARE, ANSWER("none", NULL), END } },
        { FAULT_INTERNAL, { KNOWN, PREPARE, ANSWER(NULL, "["), END } },
        { FAULT_INTERNAL, { KNOWN, PREPARE, OPENED(NULL, NULL), END } },
        { fault_named("not_subscribed"), { KNOWN, PREPARE, ANSWER("not_subscribed", NULL), END } },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct counter counter;
        bool silent = cases[i].steps[0].ending == FAKE_SILENT;
        open_counter(&counter, cases[i].steps, silent ? TIMEOUT_MS : ENOUGH_MS);
        int status = serve(&counter, invite);
        CU_ASSERT_TRUE(counter.outcome.refused);
        CU_ASSERT_EQUAL(counter.outcome.fault.code, cases[i].code);
        CU_ASSERT_EQUAL(status, counter.outcome.response.status);
        CU_ASSERT_TRUE(status >= 400);
        close_counter(&counter);
    }
}

static void
an_account_that_was_never_used_is_made_before_its_first_call(void)
{
    static const struct fake_step steps[] = {
        CONNECT,       PREPARE,  KEY("t", NULL), PREPARE, OPENED("0", "t"), PREPARE, ANSWERED,
        KEY("t", "0"), ANSWERED, ANSWERED,       END
    };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    for (int i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(serve(&counter, (struct signed_call){ 0 }), 200);
        CU_ASSERT_STR_EQUAL(parameter(PARAMETER_EPOCH), STR("0"));
    }
    close_counter(&counter);
}

static void
an_account_that_cannot_be_made_is_looked_at_once_more(void)
{
    static const struct {
        enum fault_code code;
        struct fake_step steps[8];
    } cases[] = {
        { FAULT_DATABASE_FAILED,
          { CONNECT, PREPARE, KEY("t", NULL), PREPARE, FAILS, KEY("t", NULL), END } },
        { FAULT_INTERNAL,
          { CONNECT, PREPARE, KEY("t", NULL), PREPARE, OPENED("x", "t"), KEY("t", NULL), END } },
        { FAULT_UNKNOWN_KEY,
          { CONNECT, PREPARE, KEY("t", NULL), PREPARE, OPENED("0", "f"), KEY("f", "0"),
            KEY("f", "0"), END } },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct counter counter;
        open_counter(&counter, cases[i].steps, ENOUGH_MS);
        serve(&counter, invite);
        CU_ASSERT_EQUAL(counter.outcome.fault.code, cases[i].code);
        close_counter(&counter);
    }
}

static void
a_change_that_is_refused_before_its_function_is_on_record(void)
{
    static const struct fake_step steps[] = { KNOWN, PREPARE, ANSWER(NULL, NULL), END };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    struct signed_call call = invite;
    call.body = "{\"AccountIds\":[]}";
    CU_ASSERT_EQUAL(serve(&counter, call), 400);
    CU_ASSERT_EQUAL(counter.outcome.fault.code, FAULT_INVALID_INPUT);
    CU_ASSERT_STR_EQUAL(parameter(PARAMETER_FIRST), STR("invalid_input"));
    CU_ASSERT_STR_EQUAL(parameter(PARAMETER_PARAMETERS), STR("{\"AccountIds\":[]}"));
    /* It has its event already. */
    CU_ASSERT_EQUAL(server_due_ms(counter.server), -1);
    close_counter(&counter);
}

static void
a_refusal_that_cannot_be_put_on_record_is_answered_as_what_prevented_it(void)
{
    static const struct {
        struct fake_step record;
        enum fault_code code;
    } cases[] = {
        { FAILS, FAULT_DATABASE_FAILED },
        { ANSWER("request_busy", NULL), FAULT_REQUEST_BUSY },
        { { .action = FAKE_EXECUTE }, FAULT_INTERNAL },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        const struct fake_step steps[] = { KNOWN, PREPARE, cases[i].record, END };
        struct counter counter;
        struct signed_call call = invite;
        open_counter(&counter, steps, ENOUGH_MS);
        call.body = "{";
        CU_ASSERT_TRUE(serve(&counter, call) >= 500);
        CU_ASSERT_EQUAL(counter.outcome.fault.code, cases[i].code);
        close_counter(&counter);
    }
}

static void
a_refusal_that_rests_on_a_remembered_key_is_checked_against_the_database(void)
{
    static const struct fake_step same[] = { KNOWN, KEY("t", "7"), END };
    static const struct fake_step changed[] = { KNOWN, KEY("t", "8"), KEY("t", "8"), KEY("t", "8"),
                                                END };
    static const struct fake_step revoked[] = { KNOWN, KEY("f", "8"), KEY("f", "8"), END };
    static const struct fake_step silent[] = { KNOWN, FAILS, END };
    const struct {
        const struct fake_step *steps;
        enum fault_code code;
    } cases[] = {
        { same, fault_named("invalid_max_results") },
        { changed, fault_named("invalid_max_results") },
        { revoked, FAULT_UNKNOWN_KEY },
        { silent, fault_named("invalid_max_results") },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct counter counter;
        open_counter(&counter, cases[i].steps, ENOUGH_MS);
        serve(&counter, (struct signed_call){ .path = "/members?MaxResults=none" });
        CU_ASSERT_EQUAL(counter.outcome.fault.code, cases[i].code);
        close_counter(&counter);
    }
}

static void
reads_and_refused_signatures_are_noted_where_that_is_on(void)
{
    static const struct fake_step steps[] = { KNOWN, PREPARE, ANSWERED, KEY("t", "7"), END };
    for (int on = 0; on <= 1; on++) {
        struct counter counter;
        open_counter(&counter, steps, ENOUGH_MS);
        counter.config.audit.reads = on;
        counter.config.audit.refusals = !on;
        CU_ASSERT_EQUAL(serve(&counter, (struct signed_call){ 0 }), 200);
        CU_ASSERT_EQUAL(server_abandon(counter.server), on);
        CU_ASSERT_EQUAL(serve(&counter, (struct signed_call){ .secret = "wrong" }), 403);
        CU_ASSERT_EQUAL(counter.outcome.fault.code, FAULT_SIGNATURE_MISMATCH);
        CU_ASSERT_EQUAL(counter.outcome.account_id.size, 0);
        CU_ASSERT_EQUAL(server_abandon(counter.server), !on);
        close_counter(&counter);
    }
}

static void
our_own_failure_to_tell_who_it_was_is_no_refused_signature(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, FAILS, END };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    CU_ASSERT_TRUE(serve(&counter, (struct signed_call){ 0 }) >= 500);
    CU_ASSERT_EQUAL(server_abandon(counter.server), 0);
    close_counter(&counter);
}

/* Gives the retry key of the event of a refused CreateDetector. */
static struct str
refused_name(const char *invocation, const char *body)
{
    static const struct fake_step steps[] = { KNOWN, PREPARE, ANSWER(NULL, NULL), END };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    CU_ASSERT_EQUAL(serve(&counter, (struct signed_call){ .service = "guardduty",
                                                          .method = "POST",
                                                          .path = "/detector",
                                                          .invocation = invocation,
                                                          .body = body }),
                    400);
    struct str name = parameter(PARAMETER_RETRY_KEY);
    close_counter(&counter);
    return name;
}

static void
a_token_of_a_request_that_was_refused_does_not_name_it(void)
{
    static const char body[] = "{\"clientToken\":\"t\",\"enable\":\"no\"}";
    static const char one[] = "b25f48e8-84fd-11e6-80d9-574e0c4664cb";
    static const char other[] = "b25f48e8-84fd-11e6-80d9-574e0c4664cc";
    CU_ASSERT_STR_EQUAL(refused_name(one, body), refused_name(one, body));
    CU_ASSERT_FALSE(str_equal(refused_name(one, body), refused_name(other, body)));
}

static void
what_never_became_a_request_is_refused_without_the_database(void)
{
    static const struct fake_step none[] = { END };
    const struct request outline = { .path = STR("/") };
    struct counter counter;
    struct fault f;
    open_counter(&counter, none, ENOUGH_MS);
    fault_set(&f, FAULT_REQUEST_TOO_LARGE);
    dispatch_refuse(counter.server, counter.arena, &outline, &f, &counter.outcome);
    CU_ASSERT_TRUE(counter.outcome.refused);
    CU_ASSERT_EQUAL(counter.outcome.fault.code, FAULT_REQUEST_TOO_LARGE);
    CU_ASSERT_TRUE(counter.outcome.response.status >= 400);
    CU_ASSERT_EQUAL(counter.outcome.request_id.size, 36);
    CU_ASSERT_EQUAL(server_due_ms(counter.server), -1);
    close_counter(&counter);
}

SUITE(dispatch)
{
    static const struct test_case cases[] = {
        { "a second call is one question to the database",
          a_second_call_is_one_question_to_the_database },
        { "a call whose access changed is made again with what is known now",
          a_call_whose_access_changed_is_made_again_with_what_is_known_now },
        { "access that changes three times within a call is refused",
          access_that_changes_three_times_within_a_call_is_refused },
        { "a key that was revoked meanwhile is refused as unknown",
          a_key_that_was_revoked_meanwhile_is_refused_as_unknown },
        { "a failure in any step is the answer and nothing is asked after it",
          a_failure_in_any_step_is_the_answer_and_nothing_is_asked_after_it },
        { "an account that was never used is made before its first call",
          an_account_that_was_never_used_is_made_before_its_first_call },
        { "an account that cannot be made is looked at once more",
          an_account_that_cannot_be_made_is_looked_at_once_more },
        { "a change that is refused before its function is on record",
          a_change_that_is_refused_before_its_function_is_on_record },
        { "a refusal that cannot be put on record is answered as what prevented it",
          a_refusal_that_cannot_be_put_on_record_is_answered_as_what_prevented_it },
        { "a refusal that rests on a remembered key is checked against the database",
          a_refusal_that_rests_on_a_remembered_key_is_checked_against_the_database },
        { "reads and refused signatures are noted where that is on",
          reads_and_refused_signatures_are_noted_where_that_is_on },
        { "our own failure to tell who it was is no refused signature",
          our_own_failure_to_tell_who_it_was_is_no_refused_signature },
        { "a token of a request that was refused does not name it",
          a_token_of_a_request_that_was_refused_does_not_name_it },
        { "what never became a request is refused without the database",
          what_never_became_a_request_is_refused_without_the_database },
        { NULL, NULL },
    };
    return cases;
}
