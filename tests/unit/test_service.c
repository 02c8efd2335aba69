/*
 * Services are found by their names in the credential scope and spell names their own way.
 */
#include "api/service.h"

#include "base/attributes.h"
#include "harness.h"
#include "services/services.h"

static void
a_service_is_found_by_its_own_name_alone(void)
{
    static const char *const others[] = { "", "securityhu", "securityhubs", "SecurityHub", "iam" };
    for (size_t i = 0; services[i] != NULL; i++)
        CU_ASSERT_PTR_EQUAL(service_named(str_from(services[i]->name)), services[i]);
    for (size_t i = 0; i < ARRAY_COUNT(others); i++) {
        CU_ASSERT_PTR_NULL(service_named(str_from(others[i])));
        CU_ASSERT_FALSE(service_is_served(str_from(others[i])));
    }
    CU_ASSERT_TRUE(service_is_served(STR("securityhub")));
}

static void
a_name_is_in_the_spelling_of_its_service(void)
{
    static const struct {
        const struct service *service;
        const char *name, *spelling;
    } rows[] = {
        { &service_securityhub, "AccountIds", "AccountIds" },
        { &service_guardduty, "AccountIds", "accountIds" },
        { &service_guardduty, "Zone", "zone" },
        { &service_guardduty, "tagKeys", "tagKeys" },
        { &service_guardduty, "", "" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
        CU_ASSERT_STRING_EQUAL(service_spelling(test_arena(), rows[i].service, rows[i].name),
                               rows[i].spelling);
}

SUITE(service)
{
    static const struct test_case cases[] = {
        { "a service is found by its own name alone", a_service_is_found_by_its_own_name_alone },
        { "a name is in the spelling of its service", a_name_is_in_the_spelling_of_its_service },
        { NULL, NULL },
    };
    return cases;
}
