/*
 * The caller is made once, of what was verified and decoded; a stranger's shows what is claimed.
 */
#include "api/caller.h"

#include "exchange_fixture.h"

#define CALL_A "b25f48e8-84fd-11e6-80d9-574e0c4664cb"
#define CALL_B "b25f48e8-84fd-11e6-80d9-574e0c4664cc"

/* Makes the caller of an exchange whose account is there: no server is asked. */
static const struct caller *
made(struct exchange *x)
{
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(caller_make(NULL, x, &f), 0);
    return x->caller;
}

static void
a_caller_is_who_signed_and_what_was_asked(void)
{
    struct exchange x =
        exchange_of(&service_guardduty, "GetDetector", (struct signed_call){ .path = "/" });
    x.arguments.parameters = STR("{\"a\":1}");
    give_text(&x, "DetectorId", "12abc90812abc90812abc90812abc908");
    const struct caller *caller = made(&x);
    CU_ASSERT_STR_EQUAL(caller->account_id, STR("111111111111"));
    CU_ASSERT_EQUAL(caller->access_epoch, 7);
    CU_ASSERT_STR_EQUAL(caller->identity, principal_identity(test_arena(), x.principal));
    CU_ASSERT_STR_EQUAL(caller->service, STR("guardduty"));
    CU_ASSERT_STR_EQUAL(caller->region, STR("eu-west-1"));
    CU_ASSERT_STR_EQUAL(caller->operation, STR("GetDetector"));
    CU_ASSERT_STR_EQUAL(caller->request_id, x.request_id);
    CU_ASSERT_STR_EQUAL(caller->source_address, STR("192.0.2.7"));
    CU_ASSERT_STR_EQUAL(caller->user_agent, STR("test"));
    CU_ASSERT_STR_EQUAL(caller->parameters, STR("{\"a\":1}"));
    CU_ASSERT_STR_EQUAL(caller->dialect, STR("guardduty"));
    CU_ASSERT_STR_EQUAL(caller->detector_id, STR("12abc90812abc90812abc90812abc908"));
}

static void
only_a_change_has_a_retry_key_and_a_signature(void)
{
    struct exchange read = exchange_of(&service_securityhub, "ListMembers",
                                       (struct signed_call){ .invocation = CALL_A });
    struct exchange change = exchange_of(&service_securityhub, "InviteMembers",
                                         (struct signed_call){ .invocation = CALL_A });
    CU_ASSERT_PTR_NULL(made(&read)->retry_key.data);
    CU_ASSERT_PTR_NULL(read.caller->signature.data);
    CU_ASSERT_EQUAL(made(&change)->retry_key.size, SHA256_SIZE);
    CU_ASSERT_EQUAL(change.caller->signature.size, SHA256_SIZE);
    CU_ASSERT_FALSE(str_equal(change.caller->retry_key, change.caller->signature));
}

/* Gives the name of a CreateDetector. */
static struct str
name_of(const char *token, const char *invocation)
{
    struct exchange x = exchange_of(&service_guardduty, "CreateDetector",
                                    (struct signed_call){ .invocation = invocation });
    if (token != NULL)
        give_text(&x, "ClientToken", token);
    return made(&x)->retry_key;
}

static void
a_client_token_names_a_change_before_an_invocation_does(void)
{
    CU_ASSERT_STR_EQUAL(name_of("t", CALL_A), name_of("t", CALL_B));
    CU_ASSERT_FALSE(str_equal(name_of("t", CALL_A), name_of("u", CALL_A)));
    CU_ASSERT_FALSE(str_equal(name_of("t", CALL_A), name_of(NULL, CALL_A)));
    CU_ASSERT_STR_EQUAL(name_of("", CALL_A), name_of(NULL, CALL_A));
    CU_ASSERT_FALSE(str_equal(name_of(NULL, CALL_A), name_of(NULL, CALL_B)));
}

static void
an_event_shows_of_a_user_agent_what_is_text_and_no_more_than_a_kilobyte(void)
{
    char long_agent[2048];
    for (size_t i = 0; i < sizeof long_agent; i++)
        long_agent[i] = 'a';
    const struct {
        struct str given, shown;
    } cases[] = {
        { { long_agent, sizeof long_agent }, { long_agent, 1024 } },
        { STR("\xff"), { NULL, 0 } },
        { STR(""), STR("") },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct exchange x =
            exchange_of(&service_securityhub, "ListMembers", (struct signed_call){ 0 });
        const struct header header = { STR("user-agent"), cases[i].given };
        const struct request request = { .headers = &header, .header_count = 1 };
        x.request = &request;
        CU_ASSERT_STR_EQUAL(made(&x)->user_agent, cases[i].shown);
        CU_ASSERT_EQUAL(x.caller->user_agent.data == NULL, cases[i].shown.data == NULL);
    }
}

static void
a_stranger_is_what_it_claims_and_nothing_else(void)
{
    static const struct {
        struct sigv4_claim claim;
        struct str identity, service, region;
    } cases[] = {
        { { .access_key_id = STR("AKIAIOSFODNN7EXAMPLE"),
            .service = STR("guardduty"),
            .region = STR("eu-west-1") },
          STR("{\"type\":\"Unknown\",\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}"),
          STR("guardduty"),
          STR("eu-west-1") },
        { { .access_key_id = STR("\xff"), .service = STR("\xff"), .region = STR("\xff") },
          STR("{\"type\":\"Unknown\"}"),
          STR("unknown"),
          STR("unknown") },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        const struct request request = { .remote_address = STR("192.0.2.9") };
        const struct exchange x = { .arena = test_arena(),
                                    .request = &request,
                                    .request_id = STR("id"),
                                    .dialect = &fault_manners[MANNER_REST],
                                    .claim = cases[i].claim };
        const struct caller *stranger = caller_stranger(&x, i == 0 ? 0 : 12);
        CU_ASSERT_STR_EQUAL(stranger->account_id, STR("000000000000"));
        CU_ASSERT_STR_EQUAL(stranger->operation, STR("RefusedSignature"));
        CU_ASSERT_STR_EQUAL(stranger->identity, cases[i].identity);
        CU_ASSERT_STR_EQUAL(stranger->service, cases[i].service);
        CU_ASSERT_STR_EQUAL(stranger->region, cases[i].region);
        CU_ASSERT_STR_EQUAL(stranger->source_address, STR("192.0.2.9"));
        CU_ASSERT_STR_EQUAL(stranger->parameters,
                            i == 0 ? STR("") : STR("{\"refusalsNotRecorded\":12}"));
        CU_ASSERT_PTR_NULL(stranger->retry_key.data);
    }
}

SUITE(caller)
{
    static const struct test_case cases[] = {
        { "a caller is who signed, and what was asked", a_caller_is_who_signed_and_what_was_asked },
        { "only a change has a retry key and a signature",
          only_a_change_has_a_retry_key_and_a_signature },
        { "a client token names a change before an invocation does",
          a_client_token_names_a_change_before_an_invocation_does },
        { "an event shows of a user agent what is text, and no more than a kilobyte",
          an_event_shows_of_a_user_agent_what_is_text_and_no_more_than_a_kilobyte },
        { "a stranger is what it claims, and nothing else",
          a_stranger_is_what_it_claims_and_nothing_else },
        { NULL, NULL },
    };
    return cases;
}
