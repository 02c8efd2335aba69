/*
 * THE SIZE CLASSES: how large what comes in and goes out may be, by the class that an operation's
 * row names. What SQL functions do about pages is sql/functions/_page.sql's.
 */
#ifndef MEMBERHUB_API_SIZE_H
#define MEMBERHUB_API_SIZE_H

#include <stddef.h>
#include <stdint.h>

#include "base/config.h"

enum size_class {
    SIZE_ORDINARY,  /* a page of an answer ends with the row that reaches 256 KiB */
    SIZE_DOCUMENTS, /* with the document that reaches 6 MB */
};

struct size_limits {
    int64_t body_bytes;
    size_t arena_bytes; /* of all that the request takes, its body among it */
};

/* Gives the limits of a class; the body of an ordinary request is a setting. */
struct size_limits size_limits(const struct config *config, enum size_class size);

#endif
