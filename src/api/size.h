/*
 * THE SIZE CLASSES: how large what comes in and goes out may be, by the class that an operation's
 * row names. Where a page of an answer ends is sql/functions/call/_page.sql's.
 */
#ifndef MEMBERHUB_API_SIZE_H
#define MEMBERHUB_API_SIZE_H

#include <stddef.h>
#include <stdint.h>

#include "base/config.h"

enum size_class {
    SIZE_ORDINARY,
    SIZE_DOCUMENTS, /* bodies or answers have documents */
    SIZE_COUNT
};

struct size_row {
    const char *name;
    int64_t body_bytes; /* 0: [limits] body_bytes says it */
    size_t answer_bytes;
    size_t arena_bytes; /* of all that the request takes, its body among it */
};

/* Gives the row of a class (borrowed, static). */
const struct size_row *size_row(enum size_class size);

/* Gives how large the body of a request of that class may be. */
int64_t size_body_bytes(const struct config *config, enum size_class size);

#endif
