/*
 * Lines are given whole, whatever buffer they fall into, and none without a bound.
 */
#include "verify/line_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/attributes.h"
#include "base/buf.h"
#include "harness.h"

static FILE *
file_with(struct str text)
{
    int fd = memfd_create("lines", 0);
    CU_ASSERT_EQUAL_FATAL(write(fd, text.data, text.size), (ssize_t)text.size);
    CU_ASSERT_EQUAL_FATAL(lseek(fd, 0, SEEK_SET), 0);
    return fdopen(fd, "r");
}

/* Expects the next line, with a NUL behind it. */
static void
expect_line(struct line_reader *reader, struct str wanted)
{
    char *line;
    size_t size;
    CU_ASSERT_EQUAL_FATAL(line_reader_next(reader, &line, &size), LINE_READ);
    CU_ASSERT_STR_EQUAL(((struct str){ line, size }), wanted);
    CU_ASSERT_EQUAL(line[size], '\0');
}

static void
expect(struct line_reader *reader, enum line_result wanted)
{
    char *line;
    size_t size;
    CU_ASSERT_EQUAL(line_reader_next(reader, &line, &size), wanted);
}

static void
lines_are_given_with_their_ends_and_the_last_without_if_it_has_none(void)
{
    struct line_reader reader = { .file = file_with(STR("one\n\na\0b\nlast")), .most = 4 };
    FILE *file = reader.file;
    expect_line(&reader, STR("one\n"));
    expect_line(&reader, STR("\n"));
    expect_line(&reader, STR("a\0b\n"));
    expect_line(&reader, STR("last"));
    expect(&reader, LINE_NONE);
    expect(&reader, LINE_NONE);
    line_reader_release(&reader);
    fclose(file);
}

static void
lines_longer_than_any_buffer_are_whole(void)
{
    enum { LONG = 300 * 1024, LINES = 4 };
    struct buf text;
    buf_init(&text, test_arena());
    for (int i = 0; i < LINES; i++) {
        for (int j = 0; j < LONG + i; j++)
            buf_add_char(&text, (char)('a' + j % 26));
        buf_add_char(&text, '\n');
    }
    struct str rest = buf_str(&text);
    struct line_reader reader = { .file = file_with(rest), .most = LONG + LINES };
    FILE *file = reader.file;
    for (size_t i = 0; i < LINES; i++) {
        expect_line(&reader, str_slice(rest, 0, LONG + i + 1));
        rest = str_slice(rest, LONG + i + 1, rest.size);
    }
    expect(&reader, LINE_NONE);
    line_reader_release(&reader);
    fclose(file);
}

static void
a_line_beyond_the_bound_is_refused_however_long_it_is(void)
{
    static const struct {
        size_t size;
        enum line_result result;
    } cases[] = { { 99, LINE_READ }, { 100, LINE_TOO_LONG }, { 1000000, LINE_TOO_LONG } };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        char *text = arena_alloc(test_arena(), cases[i].size + 1);
        memset(text, 'x', cases[i].size);
        text[cases[i].size] = '\n';
        struct line_reader reader = { .file = file_with((struct str){ text, cases[i].size + 1 }),
                                      .most = 100 };
        FILE *file = reader.file;
        expect(&reader, cases[i].result);
        CU_ASSERT_TRUE(reader.capacity <= 256 * 1024);
        line_reader_release(&reader);
        fclose(file);
    }
}

/* As a device that never ends a line, which would take all memory. */
static void
a_line_that_never_ends_is_refused(void)
{
    struct line_reader reader = { .file = fopen("/dev/zero", "re"), .most = 1024 * 1024 };
    FILE *file = reader.file;
    expect(&reader, LINE_TOO_LONG);
    CU_ASSERT_TRUE(reader.capacity <= 4 * 1024 * 1024);
    line_reader_release(&reader);
    fclose(file);
}

static void
what_cannot_be_read_is_no_end(void)
{
    struct line_reader reader = { .file = fopen("/", "re"), .most = 100 };
    FILE *file = reader.file;
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    expect(&reader, LINE_FAILED);
    CU_ASSERT_EQUAL(errno, EISDIR);
    line_reader_release(&reader);
    fclose(file);
}

SUITE(line_reader)
{
    static const struct test_case cases[] = {
        { "lines are given with their ends, and the last without if it has none",
          lines_are_given_with_their_ends_and_the_last_without_if_it_has_none },
        { "lines longer than any buffer are whole", lines_longer_than_any_buffer_are_whole },
        { "a line beyond the bound is refused, however long it is",
          a_line_beyond_the_bound_is_refused_however_long_it_is },
        { "a line that never ends is refused", a_line_that_never_ends_is_refused },
        { "what cannot be read is no end", what_cannot_be_read_is_no_end },
        { NULL, NULL },
    };
    return cases;
}
