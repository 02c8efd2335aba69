/*
 * An answer's protocol and dialect are those of what is known: operation, service, or a claim.
 */
#include "api/wording.h"

#include "exchange_fixture.h"
#include "services/guardduty/rows.h"
#include "services/securityhub/rows.h"

static void
an_answer_is_worded_as_its_operation_has_it(void)
{
    static const struct {
        const struct service *service;
        const char *operation;
        bool observed;
        enum protocol protocol;
        const struct fault_dialect *dialect;
    } cases[] = {
        { &service_securityhub, "InviteMembers", false, PROTOCOL_REST_JSON,
          &fault_manners[MANNER_REST] },
        { &service_securityhub, "InviteMembers", true, PROTOCOL_REST_JSON, &securityhub_observed },
        { &service_securityhub, "DescribeHub", true, PROTOCOL_REST_JSON,
          &fault_manners[MANNER_REST] },
        { &service_securityhub, NULL, true, PROTOCOL_REST_JSON, &fault_manners[MANNER_REST] },
        { &service_guardduty, "InviteMembers", true, PROTOCOL_REST_JSON, &guardduty_dialect },
        { &service_sts, "AssumeRole", false, PROTOCOL_QUERY, &fault_manners[MANNER_QUERY] },
        { &service_cloudtrail, "LookupEvents", false, PROTOCOL_JSON, &fault_manners[MANNER_JSON] },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        const struct config config = { .compat.observed_errors = cases[i].observed };
        struct exchange x = {
            .config = &config,
            .service = cases[i].service,
            .operation = operation_named(cases[i].service, str_from(cases[i].operation)),
        };
        wording_choose(&x);
        CU_ASSERT_EQUAL(x.protocol, cases[i].protocol);
        CU_ASSERT_PTR_EQUAL(x.dialect, cases[i].dialect);
    }
}

static void
a_client_that_is_not_known_reads_what_its_claim_or_its_request_looks_like(void)
{
    static const struct header target = { STR("x-amz-target"), STR("A.B") };
    static const struct header form = { STR("content-type"),
                                        STR("application/x-www-form-urlencoded") };
    static const struct {
        const char *service;
        struct request request;
        enum protocol protocol;
        const struct fault_dialect *dialect;
    } cases[] = {
        { "securityhub", { .path = STR("/") }, PROTOCOL_REST_JSON, &fault_manners[MANNER_REST] },
        { "guardduty", { .path = STR("/") }, PROTOCOL_REST_JSON, &fault_manners[MANNER_REST] },
        { "sts", { .path = STR("/") }, PROTOCOL_QUERY, &fault_manners[MANNER_QUERY] },
        { "cloudtrail", { .path = STR("/") }, PROTOCOL_JSON, &fault_manners[MANNER_JSON] },
        { "other",
          { .path = STR("/"), .headers = &target, .header_count = 1 },
          PROTOCOL_JSON,
          &fault_manners[MANNER_JSON] },
        { "other",
          { .method = STR("POST"), .path = STR("/"), .headers = &form, .header_count = 1 },
          PROTOCOL_QUERY,
          &fault_manners[MANNER_QUERY] },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct exchange x = { .arena = test_arena(),
                              .request = &cases[i].request,
                              .claim.service = str_from(cases[i].service) };
        wording_choose(&x);
        CU_ASSERT_EQUAL(x.protocol, cases[i].protocol);
        CU_ASSERT_PTR_EQUAL(x.dialect, cases[i].dialect);
    }
}

SUITE(wording)
{
    static const struct test_case cases[] = {
        { "an answer is worded as its operation has it",
          an_answer_is_worded_as_its_operation_has_it },
        { "a client that is not known reads what its claim or its request looks like",
          a_client_that_is_not_known_reads_what_its_claim_or_its_request_looks_like },
        { NULL, NULL },
    };
    return cases;
}
