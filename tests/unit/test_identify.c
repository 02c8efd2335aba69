/*
 * The first stage gives a principal and its service, or refuses before anything else is looked at.
 */
#include "api/identify.h"

#include "server_fixture.h"
#include "services/services.h"
#include "signed_fixture.h"

/* clang-format off */
#define KEY { .action = FAKE_EXECUTE, .columns = 4, .values = { "111111111111", NULL, "t", "7" } }
#define KNOWN { .action = FAKE_CONNECT }, { .action = FAKE_PREPARE }, KEY
#define END { .action = FAKE_END }
/* clang-format on */

/* Gives the exchange of a request that this server has not looked at yet. */
static struct exchange
fresh(const struct counter *counter, const struct request *request)
{
    return (
        struct exchange){ .arena = counter->arena, .config = &counter->config, .request = request };
}

static void
who_signed_is_known_with_the_service_that_was_signed_for(void)
{
    static const struct fake_step steps[] = { KNOWN, END };
    struct counter counter;
    struct fault f;
    open_counter(&counter, steps, ENOUGH_MS);
    struct exchange x =
        fresh(&counter, signed_request((struct signed_call){ .service = "guardduty" }));
    CU_ASSERT_EQUAL_FATAL(identify(counter.server, &x, &f), 0);
    CU_ASSERT_STR_EQUAL(principal_account_id(x.principal), STR("111111111111"));
    CU_ASSERT_PTR_EQUAL(x.service, &service_guardduty);
    CU_ASSERT_PTR_NULL(x.operation);
    close_counter(&counter);
}

static void
who_did_not_sign_well_is_nobody(void)
{
    static const struct fake_step once[] = { KNOWN, END };
    static const struct fake_step none[] = { END };
    static const struct {
        const struct fake_step *steps;
        struct signed_call call;
        enum fault_code code;
    } cases[] = {
        { once, { .secret = "wrong" }, FAULT_SIGNATURE_MISMATCH },
        { none, { .age_s = 301 }, FAULT_SIGNATURE_EXPIRED },
        { none, { .service = "other" }, FAULT_UNKNOWN_SERVICE },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct counter counter;
        struct fault f;
        open_counter(&counter, cases[i].steps, ENOUGH_MS);
        struct exchange x = fresh(&counter, signed_request(cases[i].call));
        CU_ASSERT_EQUAL(identify(counter.server, &x, &f), -1);
        CU_ASSERT_EQUAL(f.code, cases[i].code);
        CU_ASSERT_PTR_NULL(x.principal);
        CU_ASSERT_PTR_NULL(x.service);
        close_counter(&counter);
    }
}

static void
what_nobody_can_sign_is_said_not_to_be_served(void)
{
    static const struct fake_step none[] = { END };
    static const struct {
        struct str text;
        enum fault_code code;
    } cases[] = {
        { STR("GET /members HTTP/1.1\nHost: h\n\n"), FAULT_MISSING_AUTHENTICATION },
        { STR("POST / HTTP/1.1\nHost: h\nContent-Type: application/x-www-form-urlencoded\n\n"
              "Action=AssumeRoleWithSAML&Version=2011-06-15"),
          FAULT_UNKNOWN_OPERATION },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct counter counter;
        struct request request;
        struct fault f;
        open_counter(&counter, none, ENOUGH_MS);
        CU_ASSERT_EQUAL_FATAL(request_from_text(counter.arena, cases[i].text, &request, &f), 0);
        struct exchange x = fresh(&counter, &request);
        CU_ASSERT_EQUAL(identify(counter.server, &x, &f), -1);
        CU_ASSERT_EQUAL(f.code, cases[i].code);
        CU_ASSERT_PTR_NULL(x.principal);
        CU_ASSERT_PTR_NULL(x.operation);
        close_counter(&counter);
    }
}

SUITE(identify)
{
    static const struct test_case cases[] = {
        { "who signed is known, with the service that was signed for",
          who_signed_is_known_with_the_service_that_was_signed_for },
        { "who did not sign well is nobody", who_did_not_sign_well_is_nobody },
        { "what nobody can sign is said not to be served",
          what_nobody_can_sign_is_said_not_to_be_served },
        { NULL, NULL },
    };
    return cases;
}
