/*
 * What a worker shows of the request in hand: whose it is, what it asks for, whose rows it locks.
 */
#include "api/admit.h"

#include <stdlib.h>

#include "base/scoreboard.h"
#include "exchange_fixture.h"
#include "observe/counted.h"

enum { PLACES = 2 };
/* What a place shows for an account: one more than its digits say. */
enum { NOBODY = 0 };
static const int64_t caller_number = 111111111112, one = 222222222223, two = 333333333334;

static struct scoreboard_place *
own_place(void)
{
    static bool made;
    struct fault f;
    if (!made && scoreboard_make("", PLACES, counted_layout(test_arena()), &f) < 0)
        abort();
    made = true;
    scoreboard_vacate(0);
    scoreboard_enter(0);
    return scoreboard_own();
}

static int64_t
shown(const struct scoreboard_place *place, size_t at)
{
    return atomic_load(&place->accounts[at]);
}

static void
a_request_is_shown_with_its_account_and_operation_until_it_ends(void)
{
    struct scoreboard_place *place = own_place();
    struct exchange x = exchange_of(&service_securityhub, "ListMembers", (struct signed_call){ 0 });
    struct fault f;
    CU_ASSERT_EQUAL(admit_request(&x, &f), 0);
    CU_ASSERT_EQUAL(shown(place, 0), caller_number);
    CU_ASSERT_EQUAL(atomic_load(&place->operation),
                    (int64_t)operation_number(x.service, x.operation));
    admit_end();
    CU_ASSERT_EQUAL(shown(place, 0), NOBODY);
    CU_ASSERT_EQUAL(atomic_load(&place->operation), 0);
}

static void
who_asks_for_what_is_not_there_is_shown_too(void)
{
    struct scoreboard_place *place = own_place();
    struct exchange x = exchange_of(&service_securityhub, "ListMembers", (struct signed_call){ 0 });
    struct fault f;
    x.operation = NULL;
    CU_ASSERT_EQUAL(admit_request(&x, &f), 0);
    CU_ASSERT_EQUAL(shown(place, 0), caller_number);
    CU_ASSERT_EQUAL(atomic_load(&place->operation), 0);
}

static void
a_change_shows_whose_rows_it_locks_by_its_row(void)
{
    struct str ids[] = { STR("222222222222"), STR("333333333333") };
    const struct value list = { .kind = VALUE_LIST, .items = ids, .count = ARRAY_COUNT(ids) };
    const struct value text = { .kind = VALUE_TEXT, .text = ids[0] };
    static const struct value absent = { .kind = VALUE_ABSENT };
    const struct {
        const struct service *service;
        const char *operation, *field;
        struct value value;
        int64_t accounts[3];
    } cases[] = {
        { &service_securityhub, "InviteMembers", "AccountIds", list, { caller_number, one, two } },
        { &service_guardduty, "CreateMembers", "AccountId", list, { caller_number, one, two } },
        { &service_securityhub, "AcceptInvitation", "MasterId", text, { caller_number, one } },
        { &service_guardduty,
          "AcceptAdministratorInvitation",
          "AdministratorId",
          text,
          { caller_number, one } },
        { &service_securityhub, "DisableSecurityHub", "none", absent, { caller_number } },
        { &service_sts, "AssumeRole", "RoleArn", text, { caller_number } },
        { &service_securityhub, "GetMembers", "AccountIds", list, { NOBODY } },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct scoreboard_place *place = own_place();
        struct exchange x =
            exchange_of(cases[i].service, cases[i].operation, (struct signed_call){ 0 });
        struct fault f;
        give_value(&x, cases[i].field, cases[i].value);
        CU_ASSERT_EQUAL(admit_request(&x, &f), 0);
        CU_ASSERT_EQUAL(admit_locks(&x, &f), 0);
        for (size_t at = 0; at < ARRAY_COUNT(cases[i].accounts); at++)
            CU_ASSERT_EQUAL(shown(place, 1 + at), cases[i].accounts[at]);
    }
}

static void
a_change_that_waited_in_vain_shows_it_and_nothing_else_does(void)
{
    static const struct {
        const char *operation;
        enum fault_code code;
        bool stuck;
    } cases[] = {
        { "DisableSecurityHub", FAULT_REQUEST_BUSY, true },
        { "DisableSecurityHub", FAULT_DATABASE_DOWN, false },
        { "ListMembers", FAULT_REQUEST_BUSY, false },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct scoreboard_place *place = own_place();
        struct exchange x =
            exchange_of(&service_securityhub, cases[i].operation, (struct signed_call){ 0 });
        struct fault f;
        atomic_store(&place->stuck_until_ms, 0);
        CU_ASSERT_EQUAL(admit_request(&x, &f), 0);
        CU_ASSERT_EQUAL(admit_locks(&x, &f), 0);
        fault_set(&f, cases[i].code);
        admit_failed(&x, &f);
        CU_ASSERT_EQUAL(atomic_load(&place->stuck_until_ms) != 0, cases[i].stuck);
    }
}

SUITE(admit)
{
    static const struct test_case cases[] = {
        { "a request is shown with its account and operation until it ends",
          a_request_is_shown_with_its_account_and_operation_until_it_ends },
        { "who asks for what is not there is shown, too",
          who_asks_for_what_is_not_there_is_shown_too },
        { "a change shows whose rows it locks, by its row",
          a_change_shows_whose_rows_it_locks_by_its_row },
        { "a change that waited in vain shows it, and nothing else does",
          a_change_that_waited_in_vain_shows_it_and_nothing_else_does },
        { NULL, NULL },
    };
    return cases;
}
