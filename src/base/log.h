/*
 * JSON lines to one file descriptor: an event name and fields. Only daemon/ logs; other folders
 * return faults. Never prints secrets: callers pass none, and client text is escaped and cut at 200
 * bytes.
 */
#ifndef MEMBERHUB_BASE_LOG_H
#define MEMBERHUB_BASE_LOG_H

#include <stdint.h>

#include "base/attributes.h"
#include "base/str.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

struct log_field {
    const char *name; /* NULL ends the list */
    enum { LOG_TEXT, LOG_NUMBER, LOG_ORDINAL, LOG_DURATION } kind;
    struct str text;
    int64_t number;
};

#define LOG_FIELD_TEXT(field_name, value) \
    ((struct log_field){ .name = (field_name), .kind = LOG_TEXT, .text = (value) })
#define LOG_FIELD_NUMBER(field_name, value) \
    ((struct log_field){ .name = (field_name), .kind = LOG_NUMBER, .number = (value) })
/* A number from 1; 0 is left out. */
#define LOG_FIELD_ORDINAL(field_name, value) \
    ((struct log_field){ .name = (field_name), .kind = LOG_ORDINAL, .number = (value) })
/* Microseconds, shown as milliseconds: 1.234. */
#define LOG_FIELD_DURATION(field_name, us) \
    ((struct log_field){ .name = (field_name), .kind = LOG_DURATION, .number = (us) })

/* Opens (or, when already open, reopens) the log: `path` appended to, or standard error when it is
 * "" or "stderr". -1 and errno on failure. */
int log_open(const char *path, enum log_level least) MUST_CHECK;

/*
 * Writes one line with time, level, event (snake_case) and the fields, in one write(2) so that
 * lines of several processes do not mix. Empty texts and ordinals 0 are left out. Usage:
 * log_event(LOG_INFO, "worker_started", LOG_FIELD_NUMBER("pid", getpid()));
 */
void log_write(enum log_level level, const char *event, const struct log_field *fields);
#define log_event(level, event, ...) \
    log_write((level), (event), (const struct log_field[]){ __VA_ARGS__, { .name = NULL } })

/* Gives the level of a word ("debug", "info", "warn", "error"); -1 for others. */
int log_level_from_name(struct str name, enum log_level *ret_level) MUST_CHECK;

#endif
