/*
 * A worker's journal by a clock of the test's own: when it is due, what it holds, and what becomes
 * of a batch that the database did not take.
 */
#include "api/journal.h"

#include <json-c/json.h>

#include "base/clock.h"
#include "db_fixture.h"
#include "fake_clock.h"

/* The journal's own limits, spelled out. */
enum {
    ROOM = 1024 * 1024,
    KEPT_MS = 500,
    FULL = 100,
    PARAMETERS_MAX = 8192,
    STRANGERS = 100,
    DAY_MS = 24 * 3600 * 1000
};

#define RECORDED                                                \
    {                                                           \
        .action = FAKE_EXECUTE, .columns = 1, .values = { "1" } \
    }

static const struct caller reader = {
    .account_id = { "111111111111", 12 },
    .identity = { "{\"type\":\"Root\"}", 15 },
    .service = { "securityhub", 11 },
    .region = { "eu-west-1", 9 },
    .operation = { "ListMembers", 11 },
    .request_id = { "b25f48e8-84fd-11e6-80d9-574e0c4664cb", 36 },
    .source_address = { "127.0.0.1", 9 },
    .dialect = { "documented", 10 },
};

/* A journal over a scripted database. */
struct desk {
    struct fixture x;
    struct journal *journal;
};

static void
open_desk(struct desk *desk, const struct fake_step *steps)
{
    fake_clock_hold();
    set_up(&desk->x, steps, ENOUGH_MS);
    desk->journal = journal_new(desk->x.db);
}

static void
close_desk(struct desk *desk)
{
    journal_free(desk->journal);
    tear_down(&desk->x);
}

static void
note(struct desk *desk, const struct caller *caller, size_t times)
{
    for (size_t i = 0; i < times; i++)
        journal_note(desk->journal, test_arena(), caller, NULL, clock_now_ms());
}

/* Gives what was sent last as parameter `index`. */
static struct str
sent(int index)
{
    return arena_copy(test_arena(), str_from(fake_pq_parameter(index)));
}

/* Gives the caller with parameters of so many bytes. */
static struct caller
asking(size_t bytes)
{
    struct caller caller = reader;
    caller.parameters = arena_format(test_arena(), "{\"a\":\"%0*d\"}", (int)bytes - 8, 0);
    return caller;
}

/* Records one event and gives it as it was sent, which must be JSON to the letter. */
static struct json_object *
recorded(const struct caller *caller, const struct fault *f)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, RECORDED, END };
    struct desk desk;
    open_desk(&desk, steps);
    journal_note(desk.journal, test_arena(), caller, f, clock_now_ms());
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    struct json_tokener *tokener = json_tokener_new();
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct json_object *list = json_tokener_parse_ex(tokener, fake_pq_parameter(1), -1);
    CU_ASSERT_EQUAL_FATAL(json_tokener_get_error(tokener), json_tokener_success);
    CU_ASSERT_EQUAL_FATAL(json_object_array_length(list), 1);
    struct json_object *event = json_object_get(json_object_array_get_idx(list, 0));
    json_object_put(list);
    json_tokener_free(tokener);
    close_desk(&desk);
    return event;
}

static struct str
member(struct json_object *event, const char *name)
{
    const char *text = json_object_get_string(json_object_object_get(event, name));
    return arena_copy(test_arena(), str_from(text != NULL ? text : "(none)"));
}

static void
an_empty_journal_is_never_due_and_asks_nothing(void)
{
    static const struct fake_step steps[] = { END };
    struct desk desk;
    open_desk(&desk, steps);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), -1);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    close_desk(&desk);
}

static void
an_event_is_due_half_a_second_after_the_first(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, RECORDED, END };
    struct desk desk;
    open_desk(&desk, steps);
    note(&desk, &reader, 1);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), KEPT_MS);
    fake_clock_forward(KEPT_MS - 1);
    note(&desk, &reader, 1);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), 1);
    fake_clock_forward(1);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), 0);
    fake_clock_forward(DAY_MS);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), 0);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), -1);
    close_desk(&desk);
}

static void
the_hundredth_is_due_at_once(void)
{
    static const struct fake_step steps[] = { END };
    struct desk desk;
    open_desk(&desk, steps);
    note(&desk, &reader, FULL - 1);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), KEPT_MS);
    note(&desk, &reader, 1);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), 0);
    note(&desk, &reader, 1);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), 0);
    close_desk(&desk);
}

static void
a_quarter_of_the_room_is_due_at_once_and_who_finds_none_makes_some(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, RECORDED, RECORDED, RECORDED, END };
    struct caller big = asking(PARAMETERS_MAX);
    struct desk desk;
    open_desk(&desk, steps);
    note(&desk, &big, 1);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    /* Each takes its own size and the sign before it; the last leaves two bytes for ends. */
    size_t each = sent(1).size - 1, due = (ROOM / 4 + each - 1) / each, fit = (ROOM - 2) / each;
    note(&desk, &big, due - 1);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), KEPT_MS);
    note(&desk, &big, 1);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), 0);
    /* The first that finds no room has the others recorded, and stays. */
    note(&desk, &big, fit - due);
    struct str before = sent(0);
    note(&desk, &big, 1);
    CU_ASSERT_FALSE(str_equal(sent(0), before));
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), KEPT_MS);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    CU_ASSERT_EQUAL(sent(1).size, each + 1);
    close_desk(&desk);
}

static void
a_refused_call_makes_no_room_and_is_counted(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE, RECORDED, END };
    struct caller big = asking(PARAMETERS_MAX);
    struct fault f;
    struct desk desk;
    open_desk(&desk, steps);
    fault_set(&f, FAULT_ACCESS_DENIED);
    for (size_t i = 0; i < ROOM / PARAMETERS_MAX + 3; i++)
        journal_note(desk.journal, test_arena(), &big, &f, clock_now_ms());
    CU_ASSERT_TRUE(journal_record(desk.journal) >= 3);
    close_desk(&desk);
}

static void
an_answered_read_has_an_unconfirmed_batch_sent_before_it(void)
{
    static const struct fake_step steps[] = { CONNECT,   PREPARE, STEP(EXECUTE, LOST),
                                              RECONNECT, PREPARE, RECORDED,
                                              RECORDED,  END };
    struct desk desk;
    open_desk(&desk, steps);
    note(&desk, &reader, 2);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    struct str name = sent(0), batch = sent(1);
    note(&desk, &reader, 1);
    CU_ASSERT_STR_EQUAL(sent(0), name);
    CU_ASSERT_STR_EQUAL(sent(1), batch);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    CU_ASSERT_FALSE(str_equal(sent(0), name));
    close_desk(&desk);
}

static void
what_a_client_says_of_itself_cannot_break_the_json(void)
{
    static const struct {
        struct str said, kept;
    } rows[] = {
        { STR("a\"b\\c/d"), STR("a\"b\\c/d") },
        { STR("a\x01\x1f\x7f\t\r\nb"), STR("a\x01\x1f\x7f\t\r\nb") },
        { STR("\",\"account_id\":\"222222222222"), STR("\",\"account_id\":\"222222222222") },
        { STR("\xE2\x82\xAC \xF0\x9F\x98\x80"), STR("\xE2\x82\xAC \xF0\x9F\x98\x80") },
        { STR("\xff"), STR("(none)") },
        { STR("a\xE2\x82"), STR("(none)") },
        { STR("\xED\xA0\x80"), STR("(none)") },
        { STR("a\0b"), STR("(none)") },
        { STR(""), STR("") },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct caller caller = reader;
        caller.user_agent = rows[i].said;
        struct json_object *event = recorded(&caller, NULL);
        CU_ASSERT_STR_EQUAL(member(event, "user_agent"), rows[i].kept);
        CU_ASSERT_STR_EQUAL(member(event, "account_id"), reader.account_id);
        json_object_put(event);
    }
}

static void
an_event_says_when_it_was_and_what_became_of_the_call(void)
{
    struct fault f;
    struct json_object *event = recorded(&reader, NULL);
    CU_ASSERT_EQUAL(json_object_get_int64(json_object_object_get(event, "event_time_ms")),
                    FAKE_NOW_MS);
    CU_ASSERT_STR_EQUAL(member(event, "read_only"), STR("true"));
    CU_ASSERT_STR_EQUAL(member(event, "identity"), STR("{ \"type\": \"Root\" }"));
    CU_ASSERT_STR_EQUAL(member(event, "fault"), STR("(none)"));
    json_object_put(event);
    fault_set(&f, FAULT_ACCESS_DENIED);
    fault_argument(&f, 0, STR("a\"b"));
    f.arguments[1][0] = '\xff';
    event = recorded(&reader, &f);
    CU_ASSERT_STR_EQUAL(member(event, "fault"), STR("access_denied"));
    CU_ASSERT_STR_EQUAL(member(event, "arguments"), STR("[ \"a\\\"b\", \"\", \"\" ]"));
    json_object_put(event);
}

static void
an_unconfirmed_batch_is_sent_again_as_it_was(void)
{
    static const struct fake_step steps[] = { CONNECT,   PREPARE, STEP(EXECUTE, LOST),
                                              RECONNECT, PREPARE, RECORDED,
                                              RECORDED,  END };
    struct desk desk;
    struct fault f;
    open_desk(&desk, steps);
    fault_set(&f, FAULT_ACCESS_DENIED);
    note(&desk, &reader, 2);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    struct str name = sent(0), batch = sent(1);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), KEPT_MS);
    for (size_t i = 0; i < 3; i++)
        journal_note(desk.journal, test_arena(), &reader, &f, clock_now_ms());
    fake_clock_forward(KEPT_MS);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), 0);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 3);
    CU_ASSERT_STR_EQUAL(sent(0), name);
    CU_ASSERT_STR_EQUAL(sent(1), batch);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), -1);
    note(&desk, &reader, 2);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    CU_ASSERT_FALSE(str_equal(sent(0), name));
    CU_ASSERT_STR_EQUAL(sent(1), batch);
    close_desk(&desk);
}

static void
a_batch_that_found_the_database_busy_is_kept(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE,
                                              STEP_SQLSTATE(EXECUTE, ERROR, "55P03"), RECORDED,
                                              END };
    struct desk desk;
    open_desk(&desk, steps);
    note(&desk, &reader, 1);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), KEPT_MS);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), -1);
    close_desk(&desk);
}

static void
a_batch_that_the_database_refuses_is_lost_and_does_not_stand_in_the_way(void)
{
    static const struct fake_step steps[] = { CONNECT, PREPARE,
                                              STEP_SQLSTATE(EXECUTE, ERROR, "23502"), RECORDED,
                                              END };
    struct desk desk;
    open_desk(&desk, steps);
    note(&desk, &reader, 7);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 7);
    CU_ASSERT_EQUAL(journal_due_ms(desk.journal), -1);
    struct str name = sent(0);
    note(&desk, &reader, 1);
    CU_ASSERT_EQUAL(journal_record(desk.journal), 0);
    CU_ASSERT_FALSE(str_equal(sent(0), name));
    close_desk(&desk);
}

/* Asks for `count` strangers in a row; gives how many were admitted, and what the last was told. */
static size_t
admitted(struct desk *desk, size_t count, int64_t *ret_unnoted)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += journal_admits_stranger(desk->journal, ret_unnoted);
    return found;
}

static void
strangers_are_noted_a_hundred_at_once_and_then_one_a_second(void)
{
    static const struct fake_step steps[] = { END };
    struct desk desk;
    int64_t unnoted = -1;
    open_desk(&desk, steps);
    CU_ASSERT_EQUAL(admitted(&desk, STRANGERS, &unnoted), STRANGERS);
    CU_ASSERT_EQUAL(unnoted, 0);
    CU_ASSERT_EQUAL(admitted(&desk, 1000, &unnoted), 0);
    fake_clock_forward(999);
    CU_ASSERT_EQUAL(admitted(&desk, 1, &unnoted), 0);
    fake_clock_forward(1);
    CU_ASSERT_EQUAL(admitted(&desk, 2, &unnoted), 1);
    CU_ASSERT_EQUAL(unnoted, 1001);
    fake_clock_forward(1500);
    CU_ASSERT_EQUAL(admitted(&desk, 1, &unnoted), 1);
    CU_ASSERT_EQUAL(unnoted, 1);
    fake_clock_forward(500);
    CU_ASSERT_EQUAL(admitted(&desk, 1, &unnoted), 1);
    CU_ASSERT_EQUAL(unnoted, 0);
    fake_clock_forward(DAY_MS);
    CU_ASSERT_EQUAL(admitted(&desk, 3 * STRANGERS, &unnoted), STRANGERS);
    close_desk(&desk);
}

SUITE(journal)
{
    static const struct test_case cases[] = {
        { "an empty journal is never due and asks nothing",
          an_empty_journal_is_never_due_and_asks_nothing },
        { "an event is due half a second after the first",
          an_event_is_due_half_a_second_after_the_first },
        { "the hundredth is due at once", the_hundredth_is_due_at_once },
        { "a quarter of the room is due at once, and who finds none makes some",
          a_quarter_of_the_room_is_due_at_once_and_who_finds_none_makes_some },
        { "a refused call makes no room and is counted",
          a_refused_call_makes_no_room_and_is_counted },
        { "an answered read has an unconfirmed batch sent before it",
          an_answered_read_has_an_unconfirmed_batch_sent_before_it },
        { "what a client says of itself cannot break the JSON",
          what_a_client_says_of_itself_cannot_break_the_json },
        { "an event says when it was and what became of the call",
          an_event_says_when_it_was_and_what_became_of_the_call },
        { "an unconfirmed batch is sent again as it was",
          an_unconfirmed_batch_is_sent_again_as_it_was },
        { "a batch that found the database busy is kept",
          a_batch_that_found_the_database_busy_is_kept },
        { "a batch that the database refuses is lost and does not stand in the way",
          a_batch_that_the_database_refuses_is_lost_and_does_not_stand_in_the_way },
        { "strangers are noted a hundred at once and then one a second",
          strangers_are_noted_a_hundred_at_once_and_then_one_a_second },
        { NULL, NULL },
    };
    return cases;
}
