/*
 * THE SIZE CLASSES.
 */
#include "api/size.h"

/* The documents of one call, with as much again of white space and escapes. nginx lets as much in.
 */
enum { DOCUMENTS_BODY_BYTES = 24 * 1024 * 1024 };
/* What a body and its JSON are made into is many times the body, but for documents, which stay as
 * they are. */
enum { ORDINARY_ARENA_BYTES = 32 * 1024 * 1024, DOCUMENTS_ARENA_BYTES = 96 * 1024 * 1024 };

struct size_limits
size_limits(const struct config *config, enum size_class size)
{
    if (size == SIZE_DOCUMENTS)
        return (struct size_limits){ DOCUMENTS_BODY_BYTES, DOCUMENTS_ARENA_BYTES };
    return (struct size_limits){ config->limits.body_bytes, ORDINARY_ARENA_BYTES };
}
