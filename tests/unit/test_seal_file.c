/*
 * The file of the seals: what is appended, what a crash left, and what is left alone.
 */
#include "daemon/seal_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attributes.h"
#include "base/buf.h"
#include "harness.h"

/* A directory of the case's own, and the file's path in it. */
struct place {
    char directory[32], path[48];
};

static struct place
place_new(void)
{
    struct place place = { .directory = "/tmp/memberhub-test-XXXXXX" };
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(place.directory));
    struct str path = arena_format(test_arena(), "%s/seals", place.directory);
    bytes_copy(place.path, sizeof place.path, path.data, path.size + 1);
    return place;
}

static void
place_remove(const struct place *place)
{
    (void)unlink(place->path);
    CU_ASSERT_EQUAL(rmdir(place->directory), 0);
}

static void
write_file(const struct place *place, struct str content)
{
    int fd = open(place->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    CU_ASSERT_EQUAL(write(fd, content.data, content.size), (ssize_t)content.size);
    CU_ASSERT_EQUAL(close(fd), 0);
}

static struct str
read_file(const struct place *place)
{
    enum { CAPACITY = 64 * 1024 };
    char *bytes = arena_alloc(test_arena(), CAPACITY);
    int fd = open(place->path, O_RDONLY | O_CLOEXEC);
    ssize_t got = read(fd, bytes, CAPACITY);
    CU_ASSERT_TRUE_FATAL(got >= 0);
    CU_ASSERT_EQUAL(close(fd), 0);
    return (struct str){ bytes, (size_t)got };
}

static struct str
line(int64_t number)
{
    struct seal_line seal = { .number = number, .record = STR("first\nsecond\n") };
    return seal_line_render(test_arena(), &seal);
}

static struct str
joined(struct str a, struct str b)
{
    return arena_format(test_arena(), "%.*s%.*s", STR_PRINTF(a), STR_PRINTF(b));
}

/* Opens the file and closes it again; gives the last seal's number, or -1 when it was refused. */
static int64_t
last_number(const struct place *place, struct fault *f)
{
    struct seal_file file;
    if (seal_file_open(place->path, test_arena(), &file, f) < 0)
        return -1;
    seal_file_close(&file);
    return file.last.number;
}

static void
a_new_file_is_made(void)
{
    struct place place = place_new();
    struct stat status;
    struct fault f;
    mode_t usual = umask(022);
    CU_ASSERT_EQUAL(last_number(&place, &f), 0);
    umask(usual);
    CU_ASSERT_EQUAL_FATAL(stat(place.path, &status), 0);
    CU_ASSERT_EQUAL(status.st_mode & 07777, 0640);
    CU_ASSERT_EQUAL(status.st_size, 0);
    place_remove(&place);
}

static void
lines_are_appended(void)
{
    struct place place = place_new();
    struct seal_file file;
    struct fault f;
    for (int64_t number = 1; number <= 20; number++) {
        CU_ASSERT_EQUAL_FATAL(seal_file_open(place.path, test_arena(), &file, &f), 0);
        CU_ASSERT_EQUAL(file.last.number, number - 1);
        CU_ASSERT_EQUAL(seal_file_append(&file, line(number), &f), 0);
        seal_file_close(&file);
        CU_ASSERT_EQUAL(file.fd, -1);
        seal_file_close(&file);
    }
    struct buf expected;
    buf_init(&expected, test_arena());
    for (int64_t number = 1; number <= 20; number++)
        buf_add(&expected, line(number));
    CU_ASSERT_STR_EQUAL(read_file(&place), buf_str(&expected));
    place_remove(&place);
}

static void
a_torn_line_is_cut_off(void)
{
    struct place place = place_new();
    struct fault f;
    struct str whole = joined(line(1), line(2)), torn = line(3);
    for (size_t size = 0; size < torn.size; size++) {
        write_file(&place, joined(whole, str_slice(torn, 0, size)));
        CU_ASSERT_EQUAL(last_number(&place, &f), 2);
        CU_ASSERT_STR_EQUAL(read_file(&place), whole);
    }
    write_file(&place, joined(whole, torn));
    CU_ASSERT_EQUAL(last_number(&place, &f), 3);
    place_remove(&place);
}

static void
a_torn_first_line_is_cut_off(void)
{
    struct place place = place_new();
    struct fault f;
    write_file(&place, str_slice(line(1), 0, 100));
    CU_ASSERT_EQUAL(last_number(&place, &f), 0);
    CU_ASSERT_STR_EQUAL(read_file(&place), STR(""));
    place_remove(&place);
}

static void
what_is_no_seal_is_left_alone(void)
{
    struct place place = place_new();
    struct fault f;
    char *garbage = arena_alloc(test_arena(), SEAL_LINE_MAX + 1);
    for (size_t i = 0; i <= SEAL_LINE_MAX; i++)
        garbage[i] = 'x';
    const struct str contents[] = {
        STR("\n"),
        STR("something else\n"),
        joined(line(1), STR("\n")),
        joined(line(1), STR("{}\n")),
        joined(line(1), STR("{}\ntorn")),
        joined(line(1), (struct str){ garbage, SEAL_LINE_MAX + 1 }),
    };
    for (size_t i = 0; i < ARRAY_COUNT(contents); i++) {
        write_file(&place, contents[i]);
        CU_ASSERT_EQUAL(last_number(&place, &f), -1);
        CU_ASSERT_EQUAL(f.code, FAULT_INTERNAL);
        CU_ASSERT_TRUE(str_starts_with(str_from(f.detail), str_from(place.path)));
        CU_ASSERT_STR_EQUAL(read_file(&place), contents[i]);
    }
    place_remove(&place);
}

static void
one_process_at_a_time_writes(void)
{
    struct place place = place_new();
    struct seal_file file, other = { .fd = 42 };
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(seal_file_open(place.path, test_arena(), &file, &f), 0);
    CU_ASSERT_EQUAL(seal_file_open(place.path, test_arena(), &other, &f), -1);
    CU_ASSERT_EQUAL(other.fd, 42);
    seal_file_close(&file);
    CU_ASSERT_EQUAL(seal_file_open(place.path, test_arena(), &other, &f), 0);
    seal_file_close(&other);
    place_remove(&place);
}

static void
what_is_no_file_is_refused(void)
{
    struct place place = place_new();
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(mkfifo(place.path, 0600), 0);
    CU_ASSERT_EQUAL(last_number(&place, &f), -1);
    CU_ASSERT_EQUAL(unlink(place.path), 0);
    CU_ASSERT_EQUAL_FATAL(mkdir(place.path, 0700), 0);
    CU_ASSERT_EQUAL(last_number(&place, &f), -1);
    CU_ASSERT_EQUAL(rmdir(place.path), 0);
    struct str beyond = arena_format(test_arena(), "%s/none/seals", place.directory);
    struct seal_file file;
    CU_ASSERT_EQUAL(seal_file_open(beyond.data, test_arena(), &file, &f), -1);
    place_remove(&place);
}

SUITE(seal_file)
{
    static const struct test_case cases[] = {
        { "a file that is not there is made, for its owner and group", a_new_file_is_made },
        { "lines are appended and the last one is known", lines_are_appended },
        { "a line that was cut anywhere is cut off", a_torn_line_is_cut_off },
        { "a first line that was cut is cut off", a_torn_first_line_is_cut_off },
        { "a file whose end is no seal is left as it is", what_is_no_seal_is_left_alone },
        { "one process at a time has the file", one_process_at_a_time_writes },
        { "what is no regular file is refused", what_is_no_file_is_refused },
        { .name = NULL },
    };
    return cases;
}
