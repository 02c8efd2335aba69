/*
 * Whoever decides is asked by the name that was called, and a denial says who, what and on what.
 */
#include "api/authorize.h"

#include <string.h>

#include "exchange_fixture.h"

static const struct signed_call plain = { 0 };

/* What the judges below were asked about last, and how often. */
static const struct operation *asked;
static int questions;

static struct verdict
deny_all(const struct exchange *x, const struct operation *as)
{
    (void)x;
    asked = as;
    questions++;
    return (struct verdict){ .allowed = false };
}

static struct verdict
allow_newer_names(const struct exchange *x, const struct operation *as)
{
    (void)x;
    return (struct verdict){ .allowed = strstr(as->name, "Administrator") != NULL,
                             .because = STR(" because no identity-based policy allows it") };
}

static void
an_account_may_do_all_there_is(void)
{
    struct fault f;
    for (size_t number = 1; number <= operation_count(); number++) {
        const struct service *service;
        const struct operation *row = operation_numbered(number, &service);
        const struct exchange x = exchange_of(service, row->name, plain);
        CU_ASSERT_EQUAL(authorize(&x, &f), 0);
    }
}

static void
a_denial_says_who_may_not_do_what_on_what_and_why(void)
{
    static const struct {
        authorize_fn *decide;
        const char *operation, *sentence;
    } cases[] = {
        { deny_all, "InviteMembers",
          "User: arn:aws:iam::111111111111:root is not authorized to perform: "
          "securityhub:InviteMembers on resource: "
          "arn:aws:securityhub:eu-west-1:111111111111:hub/default" },
        { allow_newer_names, "InviteMembers",
          "User: arn:aws:iam::111111111111:root is not authorized to perform: "
          "securityhub:InviteMembers on resource: "
          "arn:aws:securityhub:eu-west-1:111111111111:hub/default because no identity-based "
          "policy allows it" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        const struct exchange x = exchange_of(&service_securityhub, cases[i].operation, plain);
        struct fault f;
        CU_ASSERT_EQUAL(authorize_by(cases[i].decide, &x, &f), -1);
        CU_ASSERT_EQUAL(f.code, FAULT_ACCESS_DENIED);
        CU_ASSERT_STRING_EQUAL(f.reason, "");
        CU_ASSERT_STR_EQUAL(fault_sentence(test_arena(), &f, &fault_manners[MANNER_REST], STR("")),
                            str_from(cases[i].sentence));
    }
}

static void
the_name_that_was_called_is_decided_and_the_other_is_hinted_at(void)
{
    const struct exchange old = exchange_of(&service_guardduty, "AcceptInvitation", plain);
    const struct exchange new =
        exchange_of(&service_guardduty, "AcceptAdministratorInvitation", plain);
    struct fault f;
    CU_ASSERT_EQUAL(authorize_by(allow_newer_names, &new, &f), 0);
    CU_ASSERT_EQUAL(authorize_by(allow_newer_names, &old, &f), -1);
    CU_ASSERT_STRING_EQUAL(
        f.reason, "guardduty:AcceptAdministratorInvitation, the other name of this, is allowed");
    CU_ASSERT_STRING_EQUAL(f.arguments[0], "arn:aws:iam::111111111111:root");
    CU_ASSERT_STRING_EQUAL(f.arguments[1], "guardduty:AcceptInvitation");
    CU_ASSERT_EQUAL(authorize_by(deny_all, &old, &f), -1);
    CU_ASSERT_STRING_EQUAL(f.reason, "");
}

static void
who_asks_who_it_is_is_never_denied(void)
{
    const struct exchange identity = exchange_of(&service_sts, "GetCallerIdentity", plain);
    const struct exchange role = exchange_of(&service_sts, "AssumeRole", plain);
    struct fault f;
    questions = 0;
    CU_ASSERT_EQUAL(authorize_by(deny_all, &identity, &f), 0);
    CU_ASSERT_EQUAL(questions, 0);
    CU_ASSERT_EQUAL(authorize_by(deny_all, &role, &f), -1);
    CU_ASSERT_EQUAL(questions, 1);
    CU_ASSERT_PTR_EQUAL(asked, role.operation);
}

SUITE(authorize)
{
    static const struct test_case cases[] = {
        { "an account may do all there is", an_account_may_do_all_there_is },
        { "a denial says who may not do what, on what, and why",
          a_denial_says_who_may_not_do_what_on_what_and_why },
        { "the name that was called is decided, and the other is hinted at",
          the_name_that_was_called_is_decided_and_the_other_is_hinted_at },
        { "who asks who it is, is never denied", who_asks_who_it_is_is_never_denied },
        { NULL, NULL },
    };
    return cases;
}
