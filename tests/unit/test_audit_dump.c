/*
 * Dumps of trails: what is written is read back byte by byte, and nothing else is read.
 */
#include "verify/dump.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/attributes.h"
#include "harness.h"

static const struct str relationship[] = { { "securityhub", 11 },
                                           { "eu\n\"\\\b\x01\x7f/\xC3\xA9", 11 },
                                           { "", 0 },
                                           { NULL, 0 },
                                           { "Enabled", 7 } };
#define LINE                                                                            \
    "{\"relationship\":{\"service\":\"a\",\"region\":\"b\",\"administrator_id\":\"c\"," \
    "\"member_id\":\"d\",\"state\":\"e\"}}\n"
#define HEAD_FIRST "{\"memberhub_dump\":1,\"taken_at_ms\":12}\n"
#define HEAD "{\"memberhub_dump\":2,\"taken_at_ms\":12}\n"
#define END "{\"end\":true}\n"

/* Opens a dump of this text. */
static int
open_text(struct str text, struct audit_source **ret_source, struct fault *f)
{
    int fd = memfd_create("dump", 0);
    CU_ASSERT_EQUAL_FATAL(write(fd, text.data, text.size), (ssize_t)text.size);
    struct str path = arena_format(test_arena(), "/proc/self/fd/%d", fd);
    int opened = audit_source_open_dump(path.data, ret_source, f);
    close(fd);
    return opened;
}

/* Reads relationships to the end; gives how many, or -1. */
static int
read_text(struct str text)
{
    struct audit_source *source = NULL;
    struct fault f;
    const struct str *row;
    int rows = 0, failed = open_text(text, &source, &f);
    while (failed == 0 && (failed = audit_source_peek(source, TRAIL_RELATIONSHIP, &row, &f)) == 0 &&
           row != NULL) {
        audit_source_advance(source, TRAIL_RELATIONSHIP);
        rows++;
    }
    if (failed == 0)
        failed = audit_source_finish(source, &f);
    audit_source_free(source);
    return failed < 0 ? -1 : rows;
}

static void
a_row_is_read_back_as_it_was(void)
{
    struct audit_source *source;
    struct fault f;
    const struct str *row;
    struct buf text;
    buf_init(&text, test_arena());
    buf_add(&text, audit_dump_head(test_arena(), 1234567890123));
    audit_dump_row(&text, TRAIL_RELATIONSHIP, relationship);
    buf_add(&text, audit_dump_end());
    CU_ASSERT_EQUAL_FATAL(open_text(buf_str(&text), &source, &f), 0);
    CU_ASSERT_EQUAL(source->taken_at_ms, 1234567890123);
    CU_ASSERT_EQUAL_FATAL(audit_source_peek(source, TRAIL_EVENT, &row, &f), 0);
    CU_ASSERT_PTR_NULL(row);
    CU_ASSERT_EQUAL_FATAL(audit_source_peek(source, TRAIL_RELATIONSHIP, &row, &f), 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    for (size_t i = 0; i < ARRAY_COUNT(relationship); i++) {
        CU_ASSERT_STR_EQUAL(row[i], relationship[i]);
        CU_ASSERT_EQUAL(row[i].data == NULL, relationship[i].data == NULL);
    }
    audit_source_advance(source, TRAIL_RELATIONSHIP);
    CU_ASSERT_EQUAL(audit_source_finish(source, &f), 0);
    audit_source_free(source);
}

static void
only_the_whole_of_a_dump_is_read(void)
{
    static const struct {
        const char *text;
        int rows;
    } dumps[] = {
        { HEAD END, 0 },
        { HEAD LINE END, 1 },
        { HEAD LINE LINE END, 2 },
        { "", -1 },
        { HEAD_FIRST LINE END, 1 },
        { "{\"memberhub_dump\":3,\"taken_at_ms\":12}\n" END, -1 },
        { "{\"memberhub_dump\":2,\"taken_at_ms\":x}\n" END, -1 },
        { HEAD, -1 },
        { HEAD LINE, -1 },
        { HEAD LINE "{\"end\":true}", -1 },
        { HEAD LINE END LINE, -1 },
        { HEAD END END, -1 },
        { HEAD "{}\n" END, -1 },
        { HEAD "\n" END, -1 },
        { HEAD " " LINE END, -1 },
        { HEAD "{\"relationship\":{}}\n" END, -1 },
        { HEAD "{\"relationship\":{\"region\":\"b\",\"service\":\"a\",\"administrator_id\":\"c\","
               "\"member_id\":\"d\",\"state\":\"e\"}}\n" END,
          -1 },
        { HEAD "{\"relationship\":{\"service\":1,\"region\":\"b\",\"administrator_id\":\"c\","
               "\"member_id\":\"d\",\"state\":\"e\"}}\n" END,
          -1 },
        { HEAD "{\"relationship\":{\"service\":\"\\u00e9\",\"region\":\"b\",\"administrator_id\":"
               "\"c\",\"member_id\":\"d\",\"state\":\"e\"}}\n" END,
          -1 },
        { HEAD "{\"relationship\":{\"service\":\"\\x\",\"region\":\"b\",\"administrator_id\":"
               "\"c\",\"member_id\":\"d\",\"state\":\"e\"}}\n" END,
          -1 },
        { HEAD "{\"relationship\":{\"service\":\"a", -1 },
        { HEAD "{\"relationship\":{\"service\":\"a\\", -1 },
        { HEAD "{\"relationship\":{\"service\":\"a\\u0", -1 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(dumps); i++)
        CU_ASSERT_EQUAL(read_text(str_from(dumps[i].text)), dumps[i].rows);
}

static void
a_nul_is_no_end_of_a_line(void)
{
    CU_ASSERT_EQUAL(read_text(STR(HEAD "{\"end\":true}\0\n")), -1);
    CU_ASSERT_EQUAL(read_text(STR(HEAD "\0" LINE END)), -1);
}

/* Of a file that is no dump, or of an attacker's: it must not take all memory. */
static void
a_line_without_an_end_is_refused(void)
{
    struct audit_source *source;
    struct fault f = { 0 };
    CU_ASSERT_EQUAL(audit_source_open_dump("/dev/zero", &source, &f), -1);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(f.reason, "line 1: it is longer than any that audit dump writes"));
}

SUITE(audit_dump)
{
    static const struct test_case cases[] = {
        { "a row is read back as it was", a_row_is_read_back_as_it_was },
        { "only the whole of a dump is read", only_the_whole_of_a_dump_is_read },
        { "a NUL is no end of a line", a_nul_is_no_end_of_a_line },
        { "a line without an end is refused", a_line_without_an_end_is_refused },
        { NULL, NULL },
    };
    return cases;
}
