/*
 * What is on record of calls that no SQL function recorded, and that it is there once.
 */
#include "api/record.h"

#include "api/dispatch.h"
#include "server_fixture.h"
#include "signed_fixture.h"

/* clang-format off */
#define KNOWN { .action = FAKE_CONNECT }, { .action = FAKE_PREPARE }, \
    { .action = FAKE_EXECUTE, .columns = 4, .values = { "111111111111", NULL, "t", "7" } }
#define PREPARES { .action = FAKE_PREPARE }
#define ANSWERED { .action = FAKE_EXECUTE, .columns = 3, .values = { NULL, NULL, "{}" } }
#define LOOKED_AT { .action = FAKE_EXECUTE, .columns = 4, .values = { "111111111111", NULL, "t", "7" } }
/* clang-format on */

static const struct signed_call invite = { .method = "POST",
                                           .path = "/members/invite",
                                           .body = "{\"AccountIds\":[\"222222222222\"]}" };

static void
an_outcome_is_recorded_behind_its_answer_and_once(void)
{
    static const struct fake_step steps[] = { KNOWN, PREPARES, ANSWERED, { .action = FAKE_END } };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    dispatch(counter.server, counter.arena, signed_request((struct signed_call){ 0 }),
             &counter.outcome);
    CU_ASSERT_EQUAL(counter.outcome.response.status, 200);
    CU_ASSERT_EQUAL(server_due_ms(counter.server), -1);
    record_outcome(counter.server, &counter.outcome);
    record_outcome(counter.server, &counter.outcome);
    CU_ASSERT_EQUAL(server_abandon(counter.server), 1);
    close_counter(&counter);
}

static void
a_change_has_its_event_already(void)
{
    static const struct fake_step steps[] = { KNOWN, PREPARES, ANSWERED, { .action = FAKE_END } };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    dispatch(counter.server, counter.arena, signed_request(invite), &counter.outcome);
    CU_ASSERT_EQUAL(counter.outcome.response.status, 200);
    record_outcome(counter.server, &counter.outcome);
    CU_ASSERT_EQUAL(server_abandon(counter.server), 0);
    close_counter(&counter);
}

static void
a_request_for_what_is_not_there_leaves_no_event(void)
{
    static const struct fake_step steps[] = { KNOWN, LOOKED_AT, { .action = FAKE_END } };
    struct counter counter;
    open_counter(&counter, steps, ENOUGH_MS);
    dispatch(counter.server, counter.arena, signed_request((struct signed_call){ .path = "/none" }),
             &counter.outcome);
    CU_ASSERT_EQUAL(counter.outcome.fault.code, FAULT_UNKNOWN_OPERATION);
    record_outcome(counter.server, &counter.outcome);
    CU_ASSERT_EQUAL(server_abandon(counter.server), 0);
    close_counter(&counter);
}

static void
what_never_became_a_request_leaves_no_event(void)
{
    static const struct fake_step none[] = { { .action = FAKE_END } };
    const struct request outline = { .path = STR("/") };
    struct counter counter;
    struct fault f;
    open_counter(&counter, none, ENOUGH_MS);
    fault_set(&f, FAULT_REQUEST_TOO_LARGE);
    dispatch_refuse(counter.server, counter.arena, &outline, &f, &counter.outcome);
    record_outcome(counter.server, &counter.outcome);
    CU_ASSERT_EQUAL(server_abandon(counter.server), 0);
    close_counter(&counter);
}

SUITE(record)
{
    static const struct test_case cases[] = {
        { "an outcome is recorded behind its answer, and once",
          an_outcome_is_recorded_behind_its_answer_and_once },
        { "a change has its event already", a_change_has_its_event_already },
        { "a request for what is not there leaves no event",
          a_request_for_what_is_not_there_leaves_no_event },
        { "what never became a request leaves no event",
          what_never_became_a_request_leaves_no_event },
        { NULL, NULL },
    };
    return cases;
}
