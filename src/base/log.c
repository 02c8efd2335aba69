/*
 * JSON lines to one file descriptor.
 * Must never lose the process over a line that cannot be written, nor write half a line.
 */
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"

enum { LOG_TEXT_MAX = 200, LOG_LINE_MAX = 1024 * 1024 };

static const char *const level_names[] = {
    [LOG_DEBUG] = "debug", [LOG_INFO] = "info", [LOG_WARN] = "warn", [LOG_ERROR] = "error"
};

/*
 * Where lines go. State of the process by its nature, and the one exception besides the config to
 * "only const globals": a log that had to be handed through every call would be handed to code that
 * must not log.
 */
static struct {
    int fd;
    enum log_level least;
    struct arena *arena; /* of the line being written; made at the first one, kept for the next */
    bool torn;           /* the last line was not written whole: its end is not the file's yet */
} process_log = { .fd = STDERR_FILENO, .least = LOG_INFO };

int
log_level_from_name(struct str name, enum log_level *ret_level)
{
    for (unsigned level = 0; level < ARRAY_COUNT(level_names); level++)
        if (str_equal(name, str_from(level_names[level]))) {
            *ret_level = (enum log_level)level;
            return 0;
        }
    return -1;
}

int
log_open(const char *path, enum log_level least)
{
    int fd = STDERR_FILENO;
    struct str name = str_from(path);
    if (name.size > 0 && !str_equal(name, STR("stderr")))
        fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0640);
    if (fd < 0)
        return -1;
    /* The old one is closed last: a path that cannot be opened leaves the log as it was. */
    if (process_log.fd != STDERR_FILENO)
        (void)close(process_log.fd);
    process_log.fd = fd;
    process_log.torn = false;
    process_log.least = least;
    return 0;
}

static void
add_field(struct buf *line, const struct log_field *field)
{
    bool empty = field->kind == LOG_TEXT ? field->text.size == 0
                                         : field->kind == LOG_ORDINAL && field->number == 0;
    if (empty)
        return;
    buf_add_char(line, ',');
    json_quote(line, str_from(field->name));
    buf_add_char(line, ':');
    if (field->kind == LOG_DURATION)
        buf_add_format(line, "%lld.%03d", (long long)(field->number / 1000),
                       (int)(field->number % 1000));
    else if (field->kind != LOG_TEXT)
        buf_add_format(line, "%lld", (long long)field->number);
    else
        json_quote(line, utf8_cut(field->text, LOG_TEXT_MAX));
}

/*
 * Writes a line in one go, so that those of other processes stay whole. One of which only a part
 * was written is ended before the next: a line that is no JSON, and nothing glued to it. A disk
 * that is full, a reader that has gone: nothing to be done about it, and no place to say so.
 */
static void
write_line(struct str line)
{
    ssize_t written;
    struct str bytes = process_log.torn ? line : str_slice(line, 1, line.size);
    do
        written = write(process_log.fd, bytes.data, bytes.size);
    while (written < 0 && errno == EINTR);
    if (written < 0)
        return;
    /* What ends it may be the newline that ended the one before. */
    process_log.torn = written > 0 && (size_t)written < bytes.size
                           ? bytes.data[written - 1] != '\n'
                           : process_log.torn && written == 0;
}

void
log_write(enum log_level level, const char *event, const struct log_field *fields)
{
    struct buf line;
    if (level < process_log.least)
        return;
    if (process_log.arena == NULL)
        process_log.arena = arena_new(LOG_LINE_MAX);
    buf_init(&line, process_log.arena);
    buf_add_format(&line, "\n{\"time\":\"%s\",\"level\":\"%s\",\"event\":",
                   time_format_ms(process_log.arena, clock_now_ms()).data, level_names[level]);
    json_quote(&line, str_from(event));
    for (; fields->name != NULL; fields++)
        add_field(&line, fields);
    buf_add(&line, STR("}\n"));
    write_line(buf_str(&line));
    arena_reset(process_log.arena);
}
