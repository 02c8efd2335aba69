/*
 * Reading sql/ and comparing it with a database. Must never take a changed file for one that was
 * applied.
 */
#include "cli/migration.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/codec.h"
#include "base/digest.h"
#include "db/columns.h"

/* Longest file that is still taken for SQL of ours. */
enum { SCRIPT_SIZE_MAX = 1024 * 1024, VERSION_DIGITS = 4 };

static int
cannot_read(const char *directory, const char *name, struct fault *f)
{
    return fault_set_detail(f, FAULT_CONFIG, "cannot read %s/%s: %m", directory, name);
}

/* Reads an open file to its end. */
static int
read_all(struct arena *arena, int fd, struct str *ret_text)
{
    struct stat status;
    if (fstat(fd, &status) < 0)
        return -1;
    if (!S_ISREG(status.st_mode) || status.st_size > SCRIPT_SIZE_MAX) {
        errno = EINVAL;
        return -1;
    }
    size_t size = (size_t)status.st_size, filled = 0;
    char *text = arena_alloc(arena, size + 1);
    while (filled < size) {
        ssize_t got = read(fd, text + filled, size - filled);
        if (got < 0 && errno != EINTR)
            return -1;
        if (got == 0)
            break;
        filled += got > 0 ? (size_t)got : 0;
    }
    *ret_text = (struct str){ text, filled };
    return 0;
}

static int
read_script(struct arena *arena, const char *directory, const char *name, struct script *ret_script,
            struct fault *f)
{
    struct script script = { .name = arena_copy(arena, str_from(name)) };
    uint8_t digest[SHA256_SIZE];
    int fd = open(arena_format(arena, "%s/%s", directory, name).data, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return cannot_read(directory, name, f);
    if (read_all(arena, fd, &script.text) < 0) {
        (void)cannot_read(directory, name, f);
        close(fd);
        return -1;
    }
    close(fd);
    sha256(script.text, digest);
    script.sha256 = hex_encode(arena, digest, sizeof digest);
    *ret_script = script;
    return 0;
}

static int
is_sql(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && str_ends_with(str_from(entry->d_name), STR(".sql"));
}

/* Where a file system does not tell files from folders, what is neither SQL nor a folder is
 * refused. */
static int
is_topic(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && entry->d_type != DT_REG && !is_sql(entry);
}

/* By bytes, so that the order is the same in every locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
    return str_compare(str_from((*a)->d_name), str_from((*b)->d_name));
}

int
scripts_read(struct arena *arena, const char *directory, struct scripts *ret_scripts,
             struct fault *f)
{
    struct dirent **names = NULL;
    int failed = 0;
    int count = scandir(directory, &names, is_sql, by_name);
    if (count < 0)
        return fault_set_detail(f, FAULT_CONFIG, "cannot read %s: %m", directory);
    struct script *list = arena_array(arena, (size_t)count, sizeof *list);
    for (int i = 0; i < count; i++) {
        if (failed == 0)
            failed = read_script(arena, directory, names[i]->d_name, &list[i], f);
        free(names[i]);
    }
    free(names);
    if (failed == 0)
        *ret_scripts = (struct scripts){ .list = list, .count = (size_t)count };
    return failed;
}

/* Gives a script's name without its topic. */
static struct str
base_name(const struct script *script)
{
    size_t topic = str_find(script->name, '/');
    return topic < script->name.size ? str_slice(script->name, topic + 1, script->name.size)
                                     : script->name;
}

static int
by_base_name(const void *a, const void *b)
{
    const struct script *one = a, *other = b;
    int order = str_compare(base_name(one), base_name(other));
    return order != 0 ? order : str_compare(one->name, other->name);
}

/* Puts the scripts of all topics into one list; their names get the topic before them. */
static struct scripts
join_topics(struct arena *arena, struct dirent **topics, const struct scripts *parts, size_t count)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += parts[i].count;
    struct script *list = arena_array(arena, total, sizeof *list), *next = list;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < parts[i].count; j++, next++) {
            *next = parts[i].list[j];
            next->name = arena_format(arena, "%s/%.*s", topics[i]->d_name, STR_PRINTF(next->name));
        }
    qsort(list, total, sizeof *list, by_base_name);
    return (struct scripts){ .list = list, .count = total };
}

/* Two files of one name are of two releases, and which one is to be applied nobody knows. */
static int
refuse_twins(const char *directory, const struct scripts *scripts, struct fault *f)
{
    for (size_t i = 1; i < scripts->count; i++) {
        const struct script *one = &scripts->list[i - 1], *other = &scripts->list[i];
        if (str_equal(base_name(one), base_name(other)))
            return fault_set_detail(f, FAULT_CONFIG, "%s has both %.*s and %.*s: install it anew",
                                    directory, STR_PRINTF(one->name), STR_PRINTF(other->name));
    }
    return 0;
}

int
functions_read(struct arena *arena, const char *directory, struct scripts *ret_scripts,
               struct fault *f)
{
    struct dirent **topics = NULL;
    int failed = 0;
    int count = scandir(directory, &topics, is_topic, by_name);
    if (count < 0)
        return fault_set_detail(f, FAULT_CONFIG, "cannot read %s: %m", directory);
    struct scripts *parts = arena_array(arena, (size_t)count, sizeof *parts), scripts;
    for (int i = 0; i < count && failed == 0; i++)
        failed = scripts_read(
            arena, arena_format(arena, "%s/%s", directory, topics[i]->d_name).data, &parts[i], f);
    if (failed == 0) {
        scripts = join_topics(arena, topics, parts, (size_t)count);
        failed = refuse_twins(directory, &scripts, f);
    }
    for (int i = 0; i < count; i++)
        free(topics[i]);
    free(topics);
    if (failed == 0)
        *ret_scripts = scripts;
    return failed;
}

/* Tells whether `name` is NNNN_name.sql with that version. */
static bool
has_version(struct str name, int64_t version)
{
    int64_t value = 0;
    if (name.size <= VERSION_DIGITS || name.data[VERSION_DIGITS] != '_')
        return false;
    for (size_t i = 0; i < VERSION_DIGITS; i++) {
        if (name.data[i] < '0' || name.data[i] > '9')
            return false;
        value = value * 10 + (name.data[i] - '0');
    }
    return value == version;
}

int
migrations_read(struct arena *arena, const char *directory, struct scripts *ret_scripts,
                struct fault *f)
{
    struct scripts scripts;
    if (scripts_read(arena, directory, &scripts, f) < 0)
        return -1;
    struct script *list = arena_array(arena, scripts.count, sizeof *list);
    for (size_t i = 0; i < scripts.count; i++) {
        list[i] = scripts.list[i];
        list[i].version = (int64_t)i + 1;
        if (!has_version(list[i].name, list[i].version))
            return fault_set_detail(f, FAULT_CONFIG,
                                    "%s/%.*s stands where %04zu_NAME.sql should be", directory,
                                    STR_PRINTF(list[i].name), i + 1);
    }
    *ret_scripts = (struct scripts){ .list = list, .count = scripts.count };
    return 0;
}

/* Gives the script of a version, or NULL. */
static const struct script *
find_script(const struct scripts *scripts, int64_t version)
{
    if (version < 1 || version > (int64_t)scripts->count)
        return NULL;
    return &scripts->list[version - 1];
}

static struct migration
judge_applied(const struct scripts *scripts, const struct db_rows *applied, size_t row)
{
    struct migration migration = {
        .name = db_value(applied, row, APPLIED_NAME),
        .applied_at = db_value(applied, row, APPLIED_AT),
        .state = MIGRATION_APPLIED,
    };
    /*
     * A version that is no number cannot be: the column is an integer. It would be reported as
     * gone.
     */
    if (str_to_int64(db_value(applied, row, APPLIED_VERSION), INT32_MIN, INT32_MAX,
                     &migration.version) < 0)
        migration.version = 0;
    migration.script = find_script(scripts, migration.version);
    if (migration.script == NULL)
        migration.state =
            migration.version > (int64_t)scripts->count ? MIGRATION_NEWER : MIGRATION_GONE;
    else if (!str_equal(migration.script->sha256, db_value(applied, row, APPLIED_SHA256)))
        migration.state = MIGRATION_CHANGED;
    return migration;
}

void
migrations_compare(struct arena *arena, const struct scripts *scripts,
                   const struct db_rows *applied, struct migrations *ret_migrations)
{
    struct migration *list = arena_array(arena, scripts->count + applied->count, sizeof *list);
    size_t count = 0, row = 0;
    for (size_t i = 0; i < scripts->count; i++) {
        const struct script *script = &scripts->list[i];
        struct migration next = { .version = script->version,
                                  .name = script->name,
                                  .state = MIGRATION_PENDING,
                                  .script = script };
        /* Both lists ascend; rows before this file have no file. */
        while (row < applied->count) {
            struct migration candidate = judge_applied(scripts, applied, row);
            if (candidate.version > script->version)
                break;
            row++;
            if (candidate.version == script->version) {
                next = candidate;
                break;
            }
            list[count++] = candidate;
        }
        list[count++] = next;
    }
    while (row < applied->count)
        list[count++] = judge_applied(scripts, applied, row++);
    *ret_migrations = (struct migrations){ .list = list, .count = count };
}

const char *
migration_state_name(enum migration_state state)
{
    static const char *const names[] = {
        [MIGRATION_APPLIED] = "applied", [MIGRATION_PENDING] = "pending",
        [MIGRATION_CHANGED] = "changed", [MIGRATION_GONE] = "gone",
        [MIGRATION_NEWER] = "newer",
    };
    _Static_assert(ARRAY_COUNT(names) == MIGRATION_STATE_COUNT, "every state has its word");
    return names[state];
}
