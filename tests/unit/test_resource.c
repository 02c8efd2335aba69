/*
 * How policies know each operation, and what it is about: every row of every service.
 */
#include "api/resource.h"

#include <stdio.h>

#include "exchange_fixture.h"

#define HUB_ARN "arn:aws:securityhub:eu-west-1:111111111111:hub/default"
#define DETECTOR "12abc90812abc90812abc90812abc908"
#define DETECTORS "arn:aws:guardduty:eu-west-1:111111111111:detector/"
#define ROLE_ARN "arn:aws:iam::222222222222:role/auditor"

/* Which rows are about something else than their services' others; NULL: as the others. */
/* clang-format off */
#define NAMED(service, operation) { &service_##service, operation, NULL, HUB_ARN "x", HUB_ARN "x" }
#define OF_DETECTOR(operation) \
    { &service_guardduty, operation, NULL, DETECTORS DETECTOR, DETECTORS DETECTOR }
/* clang-format on */
static const struct {
    const struct service *service;
    const char *operation, *action, *asked, *denied;
} particular[] = {
    { &service_securityhub, "TagResource", NULL, HUB_ARN "x", HUB_ARN "x" },
    { &service_securityhub, "UntagResource", NULL, HUB_ARN "x", HUB_ARN "x" },
    { &service_securityhub, "ListTagsForResource", NULL, HUB_ARN "x", HUB_ARN "x" },
    { &service_guardduty, "GetDetector", NULL, DETECTORS DETECTOR, DETECTORS DETECTOR },
    { &service_guardduty, "UpdateDetector", NULL, DETECTORS DETECTOR, DETECTORS DETECTOR },
    { &service_guardduty, "DeleteDetector", NULL, DETECTORS DETECTOR, DETECTORS DETECTOR },
    { &service_guardduty, "TagResource", NULL, HUB_ARN "x", HUB_ARN "x" },
    { &service_guardduty, "UntagResource", NULL, HUB_ARN "x", HUB_ARN "x" },
    { &service_guardduty, "ListTagsForResource", NULL, HUB_ARN "x", HUB_ARN "x" },
    { &service_guardduty, "CreateDetector", NULL, "*", DETECTORS "*" },
    { &service_guardduty, "ListDetectors", NULL, "*", DETECTORS "*" },
    { &service_guardduty, "ListInvitations", NULL, "*", DETECTORS "*" },
    { &service_guardduty, "GetInvitationsCount", NULL, "*", DETECTORS "*" },
    { &service_guardduty, "DeclineInvitations", NULL, "*", DETECTORS "*" },
    { &service_guardduty, "DeleteInvitations", NULL, "*", DETECTORS "*" },
    NAMED(securityhub, "UpdateInsight"),
    NAMED(securityhub, "DeleteInsight"),
    NAMED(securityhub, "GetInsightResults"),
    NAMED(securityhub, "DisableImportFindingsForProduct"),
    NAMED(securityhub, "UpdateActionTarget"),
    NAMED(securityhub, "DeleteActionTarget"),
    NAMED(securityhub, "GetFindingAggregator"),
    NAMED(securityhub, "DeleteFindingAggregator"),
    OF_DETECTOR("CreateSampleFindings"),
    OF_DETECTOR("ListFindings"),
    OF_DETECTOR("GetFindings"),
    OF_DETECTOR("ArchiveFindings"),
    OF_DETECTOR("UnarchiveFindings"),
    OF_DETECTOR("UpdateFindingsFeedback"),
    OF_DETECTOR("GetFindingsStatistics"),
    OF_DETECTOR("CreateFilter"),
    OF_DETECTOR("GetFilter"),
    OF_DETECTOR("ListFilters"),
    OF_DETECTOR("UpdateFilter"),
    OF_DETECTOR("DeleteFilter"),
    { &service_sts, "AssumeRole", NULL, ROLE_ARN, ROLE_ARN },
    { &service_sts, "GetCallerIdentity", "", NULL, NULL },
};
static const struct {
    const struct service *service;
    const char *asked, *denied;
} usual[] = {
    { &service_securityhub, HUB_ARN, HUB_ARN },
    { &service_guardduty, "*", DETECTORS DETECTOR },
    { &service_sts, "*", "*" },
    { &service_cloudtrail, "*", "*" },
};

static void
check(const struct service *service, const struct operation *row, const char *action,
      const char *asked, const char *denied)
{
    struct exchange x = exchange_of(service, row->name, (struct signed_call){ 0 });
    give_text(&x, "DetectorId", DETECTOR);
    static const char *const arns[] = { "ResourceArn", "InsightArn", "ProductSubscriptionArn",
                                        "ActionTargetArn", "FindingAggregatorArn" };
    for (size_t i = 0; i < ARRAY_COUNT(arns); i++)
        give_text(&x, arns[i], HUB_ARN "x");
    give_text(&x, "RoleArn", ROLE_ARN);
    CU_ASSERT_STR_EQUAL(resource_action(&x, row), str_from(action));
    CU_ASSERT_STR_EQUAL(resource_asked(&x), str_from(asked));
    CU_ASSERT_STR_EQUAL(resource_denied(&x), str_from(denied));
}

static void
every_row_has_its_action_and_what_it_is_about(void)
{
    size_t seen = 0;
    for (size_t number = 1; number <= operation_count(); number++) {
        const struct service *service;
        const struct operation *row = operation_numbered(number, &service);
        const char *asked = NULL, *denied = NULL;
        const char *action = arena_format(test_arena(), "%s:%s", service->name, row->name).data;
        for (size_t i = 0; i < ARRAY_COUNT(usual); i++)
            if (usual[i].service == service) {
                asked = usual[i].asked;
                denied = usual[i].denied;
            }
        for (size_t i = 0; i < ARRAY_COUNT(particular); i++) {
            if (particular[i].service != service ||
                !str_equal(str_from(particular[i].operation), str_from(row->name)))
                continue;
            action = particular[i].action != NULL ? particular[i].action : action;
            asked = particular[i].asked != NULL ? particular[i].asked : asked;
            denied = particular[i].denied != NULL ? particular[i].denied : denied;
            seen++;
        }
        CU_ASSERT_PTR_NOT_NULL_FATAL(asked);
        check(service, row, action, asked, denied);
    }
    CU_ASSERT_EQUAL(seen, ARRAY_COUNT(particular));
}

static void
what_was_not_given_stands_for_all(void)
{
    struct exchange x = exchange_of(&service_guardduty, "GetDetector", (struct signed_call){ 0 });
    CU_ASSERT_STR_EQUAL(resource_asked(&x), STR(DETECTORS "*"));
}

/* IAM knows AcceptInvitation and AcceptAdministratorInvitation as two, and so on. */
static void
the_older_and_the_newer_name_of_one_thing_are_a_pair(void)
{
    static const char *const pairs[][2] = {
        { "AcceptInvitation", "AcceptAdministratorInvitation" },
        { "GetMasterAccount", "GetAdministratorAccount" },
        { "DisassociateFromMasterAccount", "DisassociateFromAdministratorAccount" },
    };
    size_t paired = 0;
    for (size_t i = 0; services[i] != NULL; i++)
        for (const struct operation *row = services[i]->operations; row->name != NULL; row++)
            paired += operation_pair(services[i], row) != NULL;
    CU_ASSERT_EQUAL(paired, 2 * 2 * ARRAY_COUNT(pairs));
    for (size_t i = 0; i < ARRAY_COUNT(pairs); i++) {
        const struct operation *old = operation_named(&service_guardduty, str_from(pairs[i][0]));
        const struct operation *new = operation_named(&service_guardduty, str_from(pairs[i][1]));
        CU_ASSERT_PTR_EQUAL(operation_pair(&service_guardduty, old), new);
        CU_ASSERT_PTR_EQUAL(operation_pair(&service_guardduty, new), old);
    }
}

/* Gives the name under which a row takes accounts, NULL where it takes none. */
static const char *
accounts_field(const struct field *rows)
{
    for (const struct field *field = rows; field != NULL && field->name != NULL; field++) {
        const char *inner = NULL;
        if (field->kind == &kind_list || field->kind == &kind_table)
            inner = accounts_field(field->members);
        if (inner != NULL)
            return field->kind == &kind_list ? field->name : inner;
        if (field->kind == &kind_account)
            return field->name;
    }
    return NULL;
}

static void
a_change_that_names_accounts_locks_their_rows(void)
{
    for (size_t number = 1; number <= operation_count(); number++) {
        const struct service *service;
        const struct operation *row = operation_numbered(number, &service);
        const char *named = row->change ? accounts_field(row->input) : NULL;
        if (!str_equal(str_from(row->locks), str_from(named)))
            printf("# %s names accounts in %s\n", row->name, named != NULL ? named : "nothing");
        CU_ASSERT_STR_EQUAL(str_from(row->locks), str_from(named));
        struct value values[32] = { { .kind = VALUE_ABSENT } };
        const struct arguments none = { .values = values };
        CU_ASSERT_TRUE(row->locks == NULL ||
                       arguments_named(service, row, &none, str_from(row->locks)) != NULL);
    }
}

SUITE(resource)
{
    static const struct test_case cases[] = {
        { "every row has its action, and what it is about",
          every_row_has_its_action_and_what_it_is_about },
        { "what was not given stands for all", what_was_not_given_stands_for_all },
        { "the older and the newer name of one thing are a pair",
          the_older_and_the_newer_name_of_one_thing_are_a_pair },
        { "a change that names accounts locks their rows",
          a_change_that_names_accounts_locks_their_rows },
        { NULL, NULL },
    };
    return cases;
}
