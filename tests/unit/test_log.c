/*
 * What a log line looks like, and what never gets into one.
 */
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <json-c/json.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "harness.h"

enum { FILE_MAX = 256 * 1024 };

/* A path in /tmp that nothing is at. */
static const char *
fresh_path(void)
{
    static const char template[] = "/tmp/memberhub-test-XXXXXX";
    char *path = arena_alloc(test_arena(), sizeof template);
    bytes_copy(path, sizeof template, template, sizeof template);
    int fd = mkstemp(path);
    CU_ASSERT_TRUE_FATAL(fd >= 0);
    close(fd);
    CU_ASSERT_EQUAL(unlink(path), 0);
    return path;
}

static struct str
contents(const char *path)
{
    char *bytes = arena_alloc(test_arena(), FILE_MAX);
    FILE *file = fopen(path, "re");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    size_t size = fread(bytes, 1, FILE_MAX, file);
    fclose(file);
    return (struct str){ bytes, size };
}

static void
release(void *object)
{
    json_object_put(object);
}

/* Gives the one line of the file as an object. */
static struct json_object *
only_line(const char *path)
{
    struct str text = contents(path);
    CU_ASSERT_EQUAL(str_find(text, '\n') + 1, text.size);
    struct json_tokener *tokener = json_tokener_new_ex(8);
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct json_object *object = json_tokener_parse_ex(tokener, text.data, (int)text.size);
    json_tokener_free(tokener);
    CU_ASSERT_PTR_NOT_NULL_FATAL(object);
    arena_defer(test_arena(), release, object);
    return object;
}

static struct str
text_of(struct json_object *object, const char *name)
{
    struct json_object *member;
    if (!json_object_object_get_ex(object, name, &member))
        return (struct str){ NULL, 0 };
    return (struct str){ json_object_get_string(member),
                         (size_t)json_object_get_string_len(member) };
}

static const char *
log_to_fresh_file(enum log_level least)
{
    const char *path = fresh_path();
    CU_ASSERT_EQUAL_FATAL(log_open(path, least), 0);
    return path;
}

static void
log_done(const char *path)
{
    unlink(path);
    CU_ASSERT_EQUAL(log_open("stderr", LOG_ERROR), 0);
}

static void
a_line_is_one_json_object(void)
{
    const char *path = log_to_fresh_file(LOG_INFO);
    log_event(LOG_WARN, "worker_started", LOG_FIELD_NUMBER("pid", -42),
              LOG_FIELD_TEXT("empty", ((struct str){ NULL, 0 })),
              LOG_FIELD_TEXT("op", STR("Accept")), LOG_FIELD_NUMBER("least", INT64_MIN));
    struct json_object *line = only_line(path);
    CU_ASSERT_STR_EQUAL(text_of(line, "level"), STR("warn"));
    CU_ASSERT_STR_EQUAL(text_of(line, "event"), STR("worker_started"));
    CU_ASSERT_STR_EQUAL(text_of(line, "op"), STR("Accept"));
    CU_ASSERT_FALSE(json_object_object_get_ex(line, "empty", NULL));
    CU_ASSERT_EQUAL(json_object_get_int64(json_object_object_get(line, "pid")), -42);
    CU_ASSERT_EQUAL(json_object_get_int64(json_object_object_get(line, "least")), INT64_MIN);
    CU_ASSERT_STR_EQUAL(text_of(line, "time"), STR("2026-11-22T03:45:00.123Z"));
    log_done(path);
}

static void
an_event_needs_no_field(void)
{
    const char *path = log_to_fresh_file(LOG_INFO);
    log_write(LOG_INFO, "stopped", &(const struct log_field){ .name = NULL });
    struct json_object *line = only_line(path);
    CU_ASSERT_EQUAL(json_object_object_length(line), 3);
    log_done(path);
}

static void
hostile_text_stays_in_its_field(void)
{
    const char *path = log_to_fresh_file(LOG_INFO);
    struct str hostile = STR("a\"},\n{\"level\":\"error\"\r\x01\xFF\0z");
    log_event(LOG_INFO, "request", LOG_FIELD_TEXT("user_agent", hostile));
    struct json_object *line = only_line(path);
    CU_ASSERT_STR_EQUAL(text_of(line, "user_agent"),
                        STR("a\"},\n{\"level\":\"error\"\r\x01\xEF\xBF\xBD\0z"));
    CU_ASSERT_STR_EQUAL(text_of(line, "level"), STR("info"));
    log_done(path);
}

/* What is left of `prefix` times 'x', then `tail`, behind the limit of 200 bytes. */
static struct str
logged(size_t prefix, const char *tail)
{
    const char *path = log_to_fresh_file(LOG_INFO);
    struct buf text;
    buf_init(&text, test_arena());
    for (size_t i = 0; i < prefix; i++)
        buf_add_char(&text, 'x');
    buf_add(&text, str_from(tail));
    log_event(LOG_INFO, "request", LOG_FIELD_TEXT("text", buf_str(&text)));
    struct str left = text_of(only_line(path), "text");
    log_done(path);
    return left;
}

static void
long_text_is_cut_between_characters(void)
{
    CU_ASSERT_EQUAL(logged(199, "").size, 199);
    CU_ASSERT_EQUAL(logged(200, "").size, 200);
    CU_ASSERT_EQUAL(logged(201, "").size, 200);
    CU_ASSERT_EQUAL(logged(100000, "").size, 200);
    /* The euro sign has three bytes. */
    CU_ASSERT_EQUAL(logged(197, "\xE2\x82\xAC").size, 200);
    CU_ASSERT_EQUAL(logged(198, "\xE2\x82\xAC").size, 198);
    CU_ASSERT_EQUAL(logged(199, "\xE2\x82\xAC").size, 199);
    CU_ASSERT_EQUAL(logged(200, "\xE2\x82\xAC").size, 200);
    CU_ASSERT_EQUAL(logged(196, "\xF0\x9F\x98\x80").size, 200);
    CU_ASSERT_EQUAL(logged(197, "\xF0\x9F\x98\x80").size, 197);
}

static void
a_duration_is_milliseconds_and_an_ordinal_begins_with_one(void)
{
    const char *path = log_to_fresh_file(LOG_INFO);
    log_event(LOG_INFO, "e", LOG_FIELD_DURATION("ms", 12034), LOG_FIELD_DURATION("none", 0),
              LOG_FIELD_ORDINAL("first", 1), LOG_FIELD_ORDINAL("zeroth", 0));
    CU_ASSERT_PTR_NOT_NULL(strstr(contents(path).data, ",\"ms\":12.034,\"none\":0.000,"
                                                       "\"first\":1}"));
    log_done(path);
}

static void
lower_levels_are_left_out(void)
{
    static const struct {
        enum log_level least;
        size_t lines;
    } levels[] = { { LOG_DEBUG, 4 }, { LOG_INFO, 3 }, { LOG_WARN, 2 }, { LOG_ERROR, 1 } };
    for (size_t i = 0; i < ARRAY_COUNT(levels); i++) {
        const char *path = log_to_fresh_file(levels[i].least);
        log_event(LOG_DEBUG, "a", LOG_FIELD_NUMBER("n", 1));
        log_event(LOG_INFO, "b", LOG_FIELD_NUMBER("n", 1));
        log_event(LOG_WARN, "c", LOG_FIELD_NUMBER("n", 1));
        log_event(LOG_ERROR, "d", LOG_FIELD_NUMBER("n", 1));
        struct str text = contents(path);
        size_t lines = 0;
        for (size_t j = 0; j < text.size; j++)
            lines += text.data[j] == '\n';
        CU_ASSERT_EQUAL(lines, levels[i].lines);
        log_done(path);
    }
}

static void
reopening_follows_a_rotation(void)
{
    const char *path = log_to_fresh_file(LOG_INFO), *old = fresh_path();
    log_event(LOG_INFO, "first", LOG_FIELD_NUMBER("n", 1));
    CU_ASSERT_EQUAL(rename(path, old), 0);
    log_event(LOG_INFO, "second", LOG_FIELD_NUMBER("n", 1));
    CU_ASSERT_EQUAL(log_open(path, LOG_INFO), 0);
    log_event(LOG_INFO, "third", LOG_FIELD_NUMBER("n", 1));
    CU_ASSERT_STR_EQUAL(text_of(only_line(path), "event"), STR("third"));
    CU_ASSERT_PTR_NOT_NULL(strstr(contents(old).data, "\"second\""));
    unlink(old);
    log_done(path);
}

static void
a_log_is_appended_to(void)
{
    const char *path = log_to_fresh_file(LOG_INFO);
    struct stat status;
    log_event(LOG_INFO, "first", LOG_FIELD_NUMBER("n", 1));
    CU_ASSERT_EQUAL(log_open(path, LOG_INFO), 0);
    log_event(LOG_INFO, "second", LOG_FIELD_NUMBER("n", 1));
    CU_ASSERT_PTR_NOT_NULL(strstr(contents(path).data, "\"first\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(contents(path).data, "\"second\""));
    CU_ASSERT_EQUAL(stat(path, &status), 0);
    CU_ASSERT_EQUAL(status.st_mode & 07137, 0);
    log_done(path);
}

static void
a_path_that_cannot_be_opened_leaves_the_log(void)
{
    const char *path = log_to_fresh_file(LOG_INFO);
    errno = 0;
    CU_ASSERT_EQUAL(log_open("/tmp/memberhub-test-no-such-directory/log", LOG_ERROR), -1);
    CU_ASSERT_EQUAL(errno, ENOENT);
    log_event(LOG_INFO, "still_here", LOG_FIELD_NUMBER("n", 1));
    CU_ASSERT_STR_EQUAL(text_of(only_line(path), "event"), STR("still_here"));
    log_done(path);
}

static void
lines_of_several_processes_do_not_mix(void)
{
    enum { WRITERS = 4, LINES = 100 };
    const char *path = log_to_fresh_file(LOG_INFO);
    pid_t writers[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = fork();
        CU_ASSERT_TRUE_FATAL(writers[i] >= 0);
        for (int j = 0; writers[i] == 0 && j < LINES; j++)
            log_event(LOG_INFO, "line",
                      LOG_FIELD_TEXT("text", STR("0123456789012345678901234567890123456789")));
        if (writers[i] == 0)
            _exit(0);
    }
    for (int i = 0; i < WRITERS; i++)
        CU_ASSERT_EQUAL(waitpid(writers[i], NULL, 0), writers[i]);
    struct str rest = contents(path), line;
    size_t whole = 0, size = str_find(rest, '\n');
    while (str_next(&rest, '\n', &line))
        whole += line.size == size && str_starts_with(line, STR("{\"time\"")) &&
                 str_ends_with(line, STR("9\"}"));
    CU_ASSERT_EQUAL(whole, WRITERS * LINES);
    log_done(path);
}

/*
 * A limit of the file's size is what a full disk is: a part is written, then nothing. What was torn
 * is a line of its own, and what follows when there is room again is whole.
 */
static void
a_line_that_was_torn_is_not_glued_to_the_next(void)
{
    static const rlim_t rooms[] = { 1, 20, 60, 0 };
    for (size_t i = 0; i < ARRAY_COUNT(rooms); i++) {
        const char *path = log_to_fresh_file(LOG_INFO);
        struct rlimit usual, full;
        signal(SIGXFSZ, SIG_IGN);
        CU_ASSERT_EQUAL_FATAL(getrlimit(RLIMIT_FSIZE, &usual), 0);
        log_event(LOG_INFO, "before", LOG_FIELD_NUMBER("n", 1));
        full = (struct rlimit){ .rlim_cur = contents(path).size + rooms[i],
                                .rlim_max = usual.rlim_max };
        CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &full), 0);
        log_event(LOG_INFO, "torn", LOG_FIELD_NUMBER("n", 2));
        log_event(LOG_INFO, "lost", LOG_FIELD_NUMBER("n", 3));
        CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &usual), 0);
        log_event(LOG_INFO, "after", LOG_FIELD_NUMBER("n", 4));
        log_event(LOG_INFO, "last", LOG_FIELD_NUMBER("n", 5));
        struct str rest = contents(path), line;
        size_t whole = 0, torn = 0;
        while (str_next(&rest, '\n', &line)) {
            bool is_whole =
                str_starts_with(line, STR("{\"time\"")) && str_ends_with(line, STR("}"));
            whole += is_whole;
            torn += !is_whole && line.size > 0;
            CU_ASSERT_TRUE(is_whole || line.size <= rooms[i]);
        }
        CU_ASSERT_EQUAL(whole, 3);
        CU_ASSERT_EQUAL(torn, rooms[i] > 0);
        log_done(path);
    }
}

static void
level_names_are_read(void)
{
    static const char *const names[] = { "debug", "info", "warn", "error" };
    enum log_level level = LOG_WARN;
    CU_ASSERT_EQUAL(log_level_from_name(STR("INFO"), &level), -1);
    CU_ASSERT_EQUAL(log_level_from_name(STR(""), &level), -1);
    CU_ASSERT_EQUAL(log_level_from_name(STR("warning"), &level), -1);
    CU_ASSERT_EQUAL(level, LOG_WARN);
    for (unsigned i = 0; i < ARRAY_COUNT(names); i++) {
        CU_ASSERT_EQUAL(log_level_from_name(str_from(names[i]), &level), 0);
        CU_ASSERT_EQUAL(level, (enum log_level)i);
    }
}

SUITE(log)
{
    static const struct test_case cases[] = {
        { "a line is one JSON object with time, level, event and fields",
          a_line_is_one_json_object },
        { "an event needs no field", an_event_needs_no_field },
        { "hostile text stays in its field", hostile_text_stays_in_its_field },
        { "text is cut at 200 bytes, between characters", long_text_is_cut_between_characters },
        { "a duration is milliseconds, and an ordinal begins with one",
          a_duration_is_milliseconds_and_an_ordinal_begins_with_one },
        { "events below the least level are left out", lower_levels_are_left_out },
        { "reopening follows a rotation", reopening_follows_a_rotation },
        { "a log is appended to, and closed to others", a_log_is_appended_to },
        { "a path that cannot be opened leaves the log as it was",
          a_path_that_cannot_be_opened_leaves_the_log },
        { "lines of several processes do not mix", lines_of_several_processes_do_not_mix },
        { "a line that was torn is not glued to the next",
          a_line_that_was_torn_is_not_glued_to_the_next },
        { "the level names are read, in small letters only", level_names_are_read },
        { .name = NULL },
    };
    return cases;
}
