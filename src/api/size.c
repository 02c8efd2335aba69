/*
 * THE SIZE CLASSES. Data only, but for the one number that is a setting.
 */
#include "api/size.h"

#include "db/call.h"
#include "wire/writer.h"

enum { MIB = 1024 * 1024 };

static const struct size_row rows[] = {
    /* What a body and its JSON are made into is many times the body, far from what would hurt. */
    [SIZE_ORDINARY] = { .name = "ordinary",
                        .answer_bytes = WRITER_BODY_MAX,
                        .arena_bytes = 32 * MIB },
    /* A batch of 6 MB, spelled as lavishly as JSON allows. At the worst its tree has a node of 64
     * bytes for each 16 of it, and each text is there without its escapes, too. */
    [SIZE_DOCUMENTS] = { .name = "documents",
                         .body_bytes = 24 * MIB,
                         .answer_bytes = WRITER_BODY_MAX + ANSWER_DOCUMENTS_MAX,
                         .arena_bytes = 256 * MIB },
};

const struct size_row *
size_row(enum size_class size)
{
    return &rows[size];
}

int64_t
size_body_bytes(const struct config *config, enum size_class size)
{
    return rows[size].body_bytes > 0 ? rows[size].body_bytes : config->limits.body_bytes;
}
