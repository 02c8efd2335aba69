/*
 * Views against what events did to relationships: the snapshot decides, not the order of the trail.
 */
#include "verify/views.h"

#include <string.h>

#include "base/attributes.h"
#include "base/buf.h"
#include "harness.h"
#include "verify/finding.h"
#include "verify/replay.h"
#include "verify/source.h"

#define HEAD "111111111111"
#define MEMBER "222222222222"
#define INVITATION "00000000000000000000000000000001"

static struct audit_report report;
static struct audit_replay *replay;

/* The cases count findings; the report does that itself. */
static void
heard(void *listener, enum finding_kind kind, const struct finding_place *place,
      struct str sentence)
{
    (void)listener;
    (void)kind;
    (void)place;
    (void)sentence;
}

static void
begin(void)
{
    static const char *const rows[][6] = {
        { "guardduty", "CreateMembers", "administrator", "None", "change", "Created" },
        { "guardduty", "InviteMembers", "administrator", "Created", "change", "Invited" },
        { "guardduty", "AcceptAdministratorInvitation", "member", "Invited", "change", "Enabled" },
        { "guardduty", "DisassociateMembers", "administrator", "Enabled", "change", "Removed" },
    };
    audit_report_init(&report, heard, NULL);
    replay = audit_replay_new(&report);
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct str row[6];
        for (size_t c = 0; c < ARRAY_COUNT(row); c++)
            row[c] = str_from(rows[i][c]);
        audit_replay_transition(replay, row);
    }
}

/* Ends the case; gives how many findings there were. */
static int64_t
end(void)
{
    int64_t findings = report.findings;
    audit_replay_free(replay);
    audit_report_release(&report);
    return findings;
}

static void
happened(const char *account, const char *name, const char *sequence, const char *transaction,
         struct str effects, struct str record)
{
    struct audit_event event = { .transaction_id = str_from(transaction),
                                 .sequence = str_from(sequence),
                                 .event_id = STR("00000000-0000-4000-8000-000000000000"),
                                 .account_id = str_from(account),
                                 .service = STR("guardduty"),
                                 .region = STR("eu-west-1"),
                                 .event_name = str_from(name),
                                 .effects = effects,
                                 .record = record };
    audit_replay_event(replay, &event, 1, AUDIT_ERA_STATEMENTS);
}

/* An event of `account` that moved the one relationship. */
static void
moved(const char *account, const char *name, const char *sequence, const char *transaction,
      const char *from, const char *to, const char *record)
{
    happened(account, name, sequence, transaction,
             arena_format(test_arena(),
                          "[{\"administrator\":\"" HEAD "\",\"member\":\"" MEMBER
                          "\",\"from\":\"%s\",\"to\":\"%s\"}]",
                          from, to),
             str_from(record));
}

static void
relationship(const char *state)
{
    const struct str row[] = { STR("guardduty"), STR("eu-west-1"), STR(HEAD), STR(MEMBER),
                               str_from(state) };
    audit_replay_compare(replay, row);
}

static void
viewed(const char *sequence, const char *snapshot, const char *views)
{
    happened(HEAD, "GetFindings", sequence, "100", STR(""),
             arena_format(test_arena(),
                          "{\"additionalEventData\":{\"snapshot\":\"%s\",\"views\":[%s]}}",
                          snapshot, views));
}

#define VIEW(region, account, invitation)                                                     \
    "{\"region\":\"" region "\",\"accountId\":\"" account "\",\"invitationId\":\"" invitation \
    "\",\"findings\":3}"
#define SHOWN VIEW("eu-west-1", MEMBER, INVITATION)

/* The findings of a view beside an acceptance in transaction 10 and an end in transaction 20. */
static int64_t
findings_of_view(const char *snapshot, const char *views)
{
    begin();
    moved(HEAD, "CreateMembers", "1", "3", "None", "Created", "{}");
    moved(HEAD, "InviteMembers", "2", "4", "Created", "Invited", "{}");
    moved(MEMBER, "AcceptAdministratorInvitation", "3", "10", "Invited", "Enabled",
          "{\"requestParameters\":{\"invitationId\":\"" INVITATION "\"}}");
    moved(HEAD, "DisassociateMembers", "4", "20", "Enabled", "Removed", "{}");
    viewed("5", snapshot, views);
    audit_replay_step(replay, false);
    CU_ASSERT_EQUAL(report.findings, 0);
    audit_replay_step(replay, true);
    relationship("Removed");
    audit_replay_finish(replay, false);
    return end();
}

static void
a_view_is_right_if_its_snapshot_saw_the_acceptance_and_no_end(void)
{
    CU_ASSERT_EQUAL(findings_of_view("11:20:", SHOWN), 0);
    CU_ASSERT_EQUAL(findings_of_view("20:30:20,21", SHOWN), 0);
    CU_ASSERT_EQUAL(findings_of_view("9:20:9,11", SHOWN), 0);
    CU_ASSERT_EQUAL(findings_of_view("10:20:10", SHOWN), 1);
    CU_ASSERT_EQUAL(findings_of_view("10:10:", SHOWN), 1);
    CU_ASSERT_EQUAL(findings_of_view("21:21:", SHOWN), 1);
    CU_ASSERT_EQUAL(findings_of_view("15:30:15", SHOWN), 1);
}

static void
a_view_is_of_one_account_in_one_region_by_one_invitation(void)
{
    const char *now = "11:20:";
    CU_ASSERT_EQUAL(findings_of_view(now, VIEW("us-east-1", MEMBER, INVITATION)), 1);
    CU_ASSERT_EQUAL(findings_of_view(now, VIEW("eu-west-1", "333333333333", INVITATION)), 1);
    CU_ASSERT_EQUAL(
        findings_of_view(now, VIEW("eu-west-1", MEMBER, "000000000000000000000000000000ff")), 1);
    CU_ASSERT_EQUAL(findings_of_view(now, SHOWN "," SHOWN), 0);
    CU_ASSERT_EQUAL(findings_of_view("21:21:", SHOWN "," SHOWN), 2);
}

static void
its_own_findings_an_account_sees_without_an_invitation(void)
{
    CU_ASSERT_EQUAL(findings_of_view("1:1:", "{\"region\":\"us-east-1\",\"accountId\":\"" HEAD
                                             "\",\"findings\":1}"),
                    0);
    CU_ASSERT_EQUAL(findings_of_view("11:20:", "{\"region\":\"eu-west-1\",\"accountId\":\"" MEMBER
                                               "\",\"findings\":1}"),
                    1);
    CU_ASSERT_EQUAL(findings_of_view("11:20:", VIEW("eu-west-1", HEAD, INVITATION)), 1);
}

/* The findings of a view alone. */
static int64_t
findings_of_view_malformed(const char *snapshot, const char *views)
{
    begin();
    viewed("5", snapshot, views);
    return end();
}

static void
views_of_another_form_are_found(void)
{
    static const char *const snapshots[] = { "", "1", "1:2", "2:1:", "1:2:x", "1:2:1,", "a:b:" };
    for (size_t i = 0; i < ARRAY_COUNT(snapshots); i++)
        CU_ASSERT_EQUAL(findings_of_view_malformed(snapshots[i], SHOWN), 1);
    CU_ASSERT_EQUAL(findings_of_view_malformed("11:20:", VIEW("eu-west-1", MEMBER, "no id")), 1);
    CU_ASSERT_EQUAL(findings_of_view_malformed("11:20:", VIEW("eu-west-1", "", INVITATION)), 1);
    CU_ASSERT_EQUAL(findings_of_view_malformed("11:20:", "7"), 1);
    CU_ASSERT_EQUAL(
        findings_of_view_malformed("11:20:", VIEW("eu-west-1", "12345678901234567", INVITATION)),
        1);
}

static void
a_view_of_before_what_was_dropped_is_not_judged(void)
{
    begin();
    viewed("5", "11:20:", SHOWN);
    moved(HEAD, "DisassociateMembers", "6", "30", "Enabled", "Removed", "{}");
    audit_replay_step(replay, true);
    int64_t before = report.findings;
    relationship("Removed");
    audit_replay_finish(replay, true);
    CU_ASSERT_EQUAL(report.findings, before);
    end();
}

SUITE(audit_views)
{
    static const struct test_case cases[] = {
        { "a view is right if its snapshot saw the acceptance and no end",
          a_view_is_right_if_its_snapshot_saw_the_acceptance_and_no_end },
        { "a view is of one account in one region by one invitation",
          a_view_is_of_one_account_in_one_region_by_one_invitation },
        { "its own findings an account sees without an invitation",
          its_own_findings_an_account_sees_without_an_invitation },
        { "views of another form are found", views_of_another_form_are_found },
        { "a view of before what was dropped is not judged",
          a_view_of_before_what_was_dropped_is_not_judged },
        { NULL, NULL },
    };
    return cases;
}
