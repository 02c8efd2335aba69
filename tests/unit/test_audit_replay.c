/*
 * Replaying what events did: the order is that of sequences, however transactions were sealed, and
 * every step has to be one that its operation takes from where the relationship was.
 */
#include "verify/replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attributes.h"
#include "base/buf.h"
#include "harness.h"
#include "verify/finding.h"
#include "verify/source.h"

#define HEAD "111111111111"
#define MEMBER "222222222222"
#define LONG_MEMBER                                                                 \
    "[{\"administrator\":\"1\",\"member\":\"12345678901234567\",\"from\":\"None\"," \
    "\"to\":\"Created\"}]"

static struct audit_report report;
static struct audit_replay *replay;
static enum audit_era era;

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
        { "guardduty", "UpdateDetector enable=false", "member", "Enabled", "change", "Disabled" },
        { "guardduty", "DeleteMembers", "administrator", "Created", "remove", NULL },
        { "guardduty", "DeleteMembers", "administrator", "Enabled", "refuse", NULL },
    };
    era = AUDIT_ERA_STATEMENTS;
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
event_with(const char *account, const char *name, const char *sequence, struct str effects)
{
    struct audit_event event = { .sequence = str_from(sequence),
                                 .event_id = STR("00000000-0000-4000-8000-000000000000"),
                                 .account_id = str_from(account),
                                 .service = STR("guardduty"),
                                 .region = STR("eu-west-1"),
                                 .event_name = str_from(name),
                                 .effects = effects };
    audit_replay_event(replay, &event, 1, era);
}

/* An event of `account` that moved the one relationship. */
static void
event(const char *account, const char *name, const char *sequence, const char *from, const char *to)
{
    event_with(account, name, sequence,
               arena_format(test_arena(),
                            "[{\"administrator\" : \"" HEAD "\", \"member\" : \"" MEMBER
                            "\", \"from\" : \"%s\", \"to\" : \"%s\"}]",
                            from, to));
}

static void
relationship(const char *state)
{
    const struct str row[] = { STR("guardduty"), STR("eu-west-1"), STR(HEAD), STR(MEMBER),
                               str_from(state) };
    audit_replay_compare(replay, row);
}

static void
a_story_from_none_to_a_state(void)
{
    begin();
    event(HEAD, "CreateMembers", "1", "None", "Created");
    audit_replay_step(replay, false);
    event(HEAD, "InviteMembers", "2", "Created", "Invited");
    audit_replay_step(replay, true);
    relationship("Invited");
    audit_replay_finish(replay, false);
    CU_ASSERT_EQUAL(end(), 0);
}

static void
events_under_one_seal_move_by_sequence(void)
{
    begin();
    event(HEAD, "InviteMembers", "2", "Created", "Invited");
    event(HEAD, "CreateMembers", "1", "None", "Created");
    audit_replay_step(replay, true);
    relationship("Invited");
    audit_replay_finish(replay, false);
    CU_ASSERT_EQUAL(end(), 0);
}

static void
an_earlier_event_under_the_next_seal_moves_first(void)
{
    begin();
    event(HEAD, "InviteMembers", "2", "Created", "Invited");
    audit_replay_step(replay, false);
    event(HEAD, "CreateMembers", "1", "None", "Created");
    audit_replay_step(replay, true);
    relationship("Invited");
    audit_replay_finish(replay, false);
    CU_ASSERT_EQUAL(end(), 0);
}

static void
a_step_from_another_state_is_found(void)
{
    begin();
    event(HEAD, "CreateMembers", "1", "None", "Created");
    event(MEMBER, "AcceptInvitation", "2", "Invited", "Enabled");
    audit_replay_step(replay, true);
    relationship("Enabled");
    audit_replay_finish(replay, false);
    CU_ASSERT_EQUAL(end(), 1);
}

static void
a_first_step_from_the_middle_is_found_unless_events_were_dropped(void)
{
    for (int dropped = 0; dropped <= 1; dropped++) {
        begin();
        event(HEAD, "InviteMembers", "2", "Created", "Invited");
        audit_replay_step(replay, true);
        relationship("Invited");
        audit_replay_finish(replay, dropped == 1);
        CU_ASSERT_EQUAL(end(), dropped == 1 ? 0 : 1);
    }
}

static void
a_step_is_the_operations_and_the_callers(void)
{
    static const struct {
        const char *account, *name, *from, *to;
        int64_t findings;
    } steps[] = {
        { HEAD, "InviteMembers", "Created", "Invited", 0 },
        { MEMBER, "InviteMembers", "Created", "Invited", 1 },
        { "333333333333", "InviteMembers", "Created", "Invited", 1 },
        { HEAD, "DeleteMembers", "Created", "None", 0 },
        { HEAD, "DeleteMembers", "Enabled", "None", 1 },
        { MEMBER, "AcceptInvitation", "Invited", "Enabled", 0 },
        { MEMBER, "AcceptInvitation", "Invited", "Disabled", 1 },
        { MEMBER, "AcceptInvitation", "Enabled", "Disabled", 1 },
        { MEMBER, "UpdateDetector", "Enabled", "Disabled", 0 },
        { MEMBER, "Update", "Enabled", "Disabled", 1 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(steps); i++) {
        begin();
        event(steps[i].account, steps[i].name, "1", steps[i].from, steps[i].to);
        CU_ASSERT_EQUAL(end(), steps[i].findings);
    }
}

#define MOVE(member, from, to)                                                                     \
    "{\"administrator\":\"" HEAD "\",\"member\":\"" member "\",\"from\":\"" from "\",\"to\":\"" to \
    "\"}"

static void
a_call_moves_on_what_it_has_moved_as_its_caller_might(void)
{
    static const struct {
        const char *account, *name, *moves;
        int64_t findings;
    } events[] = {
        /* Who accepts is suspended. */
        { MEMBER, "AcceptInvitation",
          MOVE(MEMBER, "Invited", "Enabled") "," MOVE(MEMBER, "Enabled", "Disabled"), 0 },
        /* Not from where the first one led, nor of another member, nor before the first one. */
        { MEMBER, "AcceptInvitation",
          MOVE(MEMBER, "Invited", "Enabled") "," MOVE(MEMBER, "Created", "Disabled"), 1 },
        { HEAD, "CreateMembers",
          MOVE(MEMBER, "None", "Created") "," MOVE("333333333333", "Created", "Invited"), 1 },
        { MEMBER, "AcceptInvitation",
          MOVE(MEMBER, "Enabled", "Disabled") "," MOVE(MEMBER, "Invited", "Enabled"), 1 },
        /* The others may stand between. */
        { HEAD, "CreateMembers",
          MOVE(MEMBER, "None", "Created") "," MOVE("333333333333", "None", "Created") "," MOVE(
              MEMBER, "Created", "Invited"),
          0 },
        /* What is the other side's to do. */
        { HEAD, "CreateMembers",
          MOVE(MEMBER, "None", "Created") "," MOVE(MEMBER, "Created", "Invited") "," MOVE(
              MEMBER, "Invited", "Enabled"),
          1 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(events); i++) {
        begin();
        event_with(events[i].account, events[i].name, "1",
                   arena_format(test_arena(), "[%s]", events[i].moves));
        CU_ASSERT_EQUAL(end(), events[i].findings);
    }
}

/* Two events of one transaction are two calls. */
static void
a_call_does_not_move_on_what_another_has_moved(void)
{
    begin();
    event(MEMBER, "AcceptInvitation", "1", "Invited", "Enabled");
    event(MEMBER, "AcceptInvitation", "2", "Enabled", "Disabled");
    CU_ASSERT_EQUAL(end(), 1);
}

static void
a_state_machine_of_nobody_is_found(void)
{
    for (int or_earlier = 0; or_earlier <= 1; or_earlier++) {
        begin();
        audit_replay_transitions_end(replay, or_earlier == 1);
        CU_ASSERT_EQUAL(end(), 1);
    }
}

static void
a_trail_begins_once_and_at_its_beginning(void)
{
    static const struct {
        enum audit_era era;
        const char *from, *to;
        int64_t findings;
    } steps[] = {
        { AUDIT_ERA_BEGINNING, "None", "Enabled", 0 },
        { AUDIT_ERA_EVENTS, "None", "Enabled", 1 },
        { AUDIT_ERA_STATEMENTS, "None", "Enabled", 1 },
        { AUDIT_ERA_EVENTS, "Enabled", "Enabled", 0 }, /* a drop of that time repeats states */
        { AUDIT_ERA_BEGINNING, "Enabled", "Enabled", 1 },
        { AUDIT_ERA_STATEMENTS, "Enabled", "Enabled", 1 },
        { AUDIT_ERA_BEGINNING, "Enabled", "Removed", 1 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(steps); i++) {
        begin();
        era = steps[i].era;
        event(HEAD, "TrailBegins", "1", steps[i].from, steps[i].to);
        CU_ASSERT_TRUE((end() > 0) == (steps[i].findings > 0));
    }
}

/* What a statement says of how the one relationship stood by event `sequence`. */
static void
base(const char *state, int64_t sequence)
{
    struct fact fact = { .kind = FACT_RELATIONSHIP,
                         .of = { STR("guardduty"), STR("eu-west-1"), STR(HEAD), STR(MEMBER) },
                         .value = str_from(state) };
    audit_replay_base(replay, &fact, sequence);
}

static void
what_a_statement_says_is_where_later_events_start(void)
{
    begin();
    base("Created", 4);
    base("Invited", 7);
    base("Created", 5);                                   /* of an earlier month */
    event(HEAD, "CreateMembers", "4", "None", "Created"); /* stayed, and is told of */
    event(MEMBER, "AcceptInvitation", "9", "Invited", "Enabled");
    audit_replay_step(replay, true);
    relationship("Enabled");
    audit_replay_finish(replay, false);
    CU_ASSERT_EQUAL(end(), 0);
    begin();
    base("Created", 7);
    event(MEMBER, "AcceptInvitation", "9", "Invited", "Enabled");
    audit_replay_step(replay, true);
    CU_ASSERT_EQUAL(end(), 1);
    begin();
    base("Invited", 7);
    audit_replay_step(replay, true);
    relationship("Enabled");
    CU_ASSERT_EQUAL(end(), 1);
}

static void
effects_of_another_form_are_found(void)
{
    static const char *const texts[] = {
        "{}",
        "[]x",
        "[",
        "[{}]",
        "[{\"administrator\":\"1\",\"member\":\"2\",\"from\":\"None\"}]",
        "[{\"administrator\":\"1\",\"member\":\"2\",\"from\":\"None\",\"to\":\"Nowhere\"}]",
        "[{\"member\":\"2\",\"administrator\":\"1\",\"from\":\"None\",\"to\":\"Created\"}]",
        LONG_MEMBER,
    };
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        begin();
        event_with("1", "CreateMembers", "1", str_from(texts[i]));
        CU_ASSERT_EQUAL(end(), 1);
    }
}

static void
a_relationship_that_should_be_there_is_missed(void)
{
    begin();
    event(HEAD, "CreateMembers", "1", "None", "Created");
    audit_replay_step(replay, true);
    audit_replay_finish(replay, false);
    CU_ASSERT_EQUAL(end(), 1);
}

static void
ten_thousand_relationships_are_told_apart(void)
{
    enum { COUNT = 10000 };
    begin();
    for (int i = 0; i < COUNT; i++) {
        struct str sequence = arena_format(test_arena(), "%d", i + 1);
        event_with(HEAD, "CreateMembers", sequence.data,
                   arena_format(test_arena(),
                                "[{\"administrator\":\"" HEAD "\",\"member\":\"%012d\",\"from\":"
                                "\"None\",\"to\":\"Created\"}]",
                                i));
        if (i % 1000 == 0)
            audit_replay_step(replay, false);
    }
    audit_replay_step(replay, true);
    for (int i = 0; i < COUNT; i++) {
        const struct str row[] = { STR("guardduty"), STR("eu-west-1"), STR(HEAD),
                                   arena_format(test_arena(), "%012d", i),
                                   i == 77 ? STR("Invited") : STR("Created") };
        audit_replay_compare(replay, row);
    }
    audit_replay_finish(replay, false);
    CU_ASSERT_EQUAL(end(), 1);
}

/* A script that compares kinds, and whoever reads the manual, has all of them. */
static void
the_manual_has_every_kind_of_finding(void)
{
    const char *source = getenv("MEMBERHUB_SOURCE");
    struct str path =
        arena_format(test_arena(), "%s/man/memberhubctl.8", source != NULL ? source : ".");
    FILE *file = fopen(path.data, "re");
    struct buf manual;
    char line[512];
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    buf_init(&manual, test_arena());
    while (fgets(line, sizeof line, file) != NULL)
        buf_add(&manual, str_from(line));
    fclose(file);
    for (unsigned kind = 0; kind < FINDING_COUNT; kind++) {
        const struct finding_row *row = finding_row((enum finding_kind)kind);
        struct str item = arena_format(test_arena(), ".It Sy %s\n%s\n", row->name, row->meaning);
        CU_ASSERT_PTR_NOT_NULL(strstr(buf_str(&manual).data, item.data));
    }
}

SUITE(audit_replay)
{
    static const struct test_case cases[] = {
        { "a story leads from none to a state", a_story_from_none_to_a_state },
        { "events under one seal move by sequence", events_under_one_seal_move_by_sequence },
        { "an earlier event under the next seal moves first",
          an_earlier_event_under_the_next_seal_moves_first },
        { "a step from another state is found", a_step_from_another_state_is_found },
        { "a first step from the middle is found unless events were dropped",
          a_first_step_from_the_middle_is_found_unless_events_were_dropped },
        { "a step is the operation's and the caller's", a_step_is_the_operations_and_the_callers },
        { "a call moves on what it has moved, as its caller might",
          a_call_moves_on_what_it_has_moved_as_its_caller_might },
        { "a call does not move on what another has moved",
          a_call_does_not_move_on_what_another_has_moved },
        { "a state machine of nobody is found", a_state_machine_of_nobody_is_found },
        { "a trail begins once, and at its beginning", a_trail_begins_once_and_at_its_beginning },
        { "what a statement says is where later events start",
          what_a_statement_says_is_where_later_events_start },
        { "effects of another form are found", effects_of_another_form_are_found },
        { "a relationship that should be there is missed",
          a_relationship_that_should_be_there_is_missed },
        { "ten thousand relationships are told apart", ten_thousand_relationships_are_told_apart },
        { "the manual has every kind of finding", the_manual_has_every_kind_of_finding },
        { NULL, NULL },
    };
    return cases;
}
