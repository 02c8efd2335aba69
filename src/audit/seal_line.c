/*
 * A line of the seal file.
 * Must never read two lines as one seal: a line is taken only if it is what would be written.
 */
#include "audit/seal_line.h"

#include "base/buf.h"
#include "base/codec.h"
#include "base/json_take.h"

#define BEFORE_NUMBER "{\"number\":"
#define BEFORE_RECORD "\"record\":"
#define BEFORE_SIGNATURE ",\"signature\":"

struct str
seal_line_render(struct arena *arena, const struct seal_line *line)
{
    struct buf text;
    buf_init(&text, arena);
    buf_add_format(&text, BEFORE_NUMBER "%lld," BEFORE_RECORD, (long long)line->number);
    json_quote(&text, line->record);
    buf_add(&text, STR(BEFORE_SIGNATURE));
    json_quote(&text, hex_encode(arena, line->signature, sizeof line->signature));
    buf_add(&text, STR("}\n"));
    return buf_str(&text);
}

int
seal_line_parse(struct arena *arena, struct str text, struct seal_line *ret_line)
{
    struct seal_line line;
    struct str rest = text, number, signature;
    if (text.size > SEAL_LINE_MAX || !json_take(&rest, STR(BEFORE_NUMBER)) ||
        !str_next(&rest, ',', &number) || str_to_int64(number, 1, INT64_MAX, &line.number) < 0 ||
        !json_take(&rest, STR(BEFORE_RECORD "\"")) ||
        !json_take_string(&rest, arena_alloc(arena, text.size), &line.record) ||
        !json_take(&rest, STR(BEFORE_SIGNATURE "\"")) ||
        !json_take_string(&rest, NULL, &signature) ||
        hex_decode(signature, line.signature, sizeof line.signature) < 0)
        return -1;
    /* What is spelled otherwise is told apart here. */
    if (!str_equal(seal_line_render(arena, &line), text))
        return -1;
    *ret_line = line;
    return 0;
}
