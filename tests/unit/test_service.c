/*
 * Services are found by their names in the credential scope and spell names their own way.
 */
#include "api/service.h"

#include "harness.h"

static void
a_service_is_found_by_its_own_name_alone(void)
{
    static const char *const others[] = { "", "securityhu", "securityhubs", "SecurityHub", "iam" };
    const char *const *names = service_names();
    enum service_id id;
    for (unsigned i = 0; i < SERVICE_COUNT; i++) {
        CU_ASSERT_STRING_EQUAL(names[i], service_row((enum service_id)i)->name);
        CU_ASSERT_EQUAL_FATAL(service_from_name(str_from(names[i]), &id), 0);
        CU_ASSERT_EQUAL(id, i);
    }
    CU_ASSERT_PTR_NULL(names[SERVICE_COUNT]);
    for (size_t i = 0; i < ARRAY_COUNT(others); i++)
        CU_ASSERT_EQUAL(service_from_name(str_from(others[i]), &id), -1);
}

static void
a_name_is_in_the_spelling_of_its_service(void)
{
    static const struct {
        enum service_id service;
        const char *name, *spelling;
    } rows[] = {
        { SERVICE_SECURITYHUB, "AccountIds", "AccountIds" },
        { SERVICE_GUARDDUTY, "AccountIds", "accountIds" },
        { SERVICE_GUARDDUTY, "Zone", "zone" },
        { SERVICE_GUARDDUTY, "tagKeys", "tagKeys" },
        { SERVICE_GUARDDUTY, "", "" },
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
