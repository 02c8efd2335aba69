/*
 * A line of the seal file.
 * Must never read two lines as one seal: a line is taken only if it is what would be written.
 */
#include "audit/seal_line.h"

#include "base/buf.h"
#include "base/codec.h"

static const char before_number[] = "{\"number\":";
static const char before_record[] = ",\"record\":\"";
static const char before_signature[] = "\",\"signature\":\"";
static const char line_end[] = "\"}\n";

struct str
seal_line_render(struct arena *arena, const struct seal_line *line)
{
    struct buf text;
    buf_init(&text, arena);
    buf_add_format(&text, "%s%lld,\"record\":", before_number, (long long)line->number);
    json_quote(&text, line->record);
    /* json_quote() has put the quote that before_signature begins with. */
    buf_add_format(&text, "%s%.*s%s", before_signature + 1,
                   STR_PRINTF(hex_encode(arena, line->signature, sizeof line->signature)),
                   line_end);
    return buf_str(&text);
}

/* Takes `mark` off the front of *text; -1 when it is not there. */
static int
skip(struct str *text, const char *mark)
{
    struct str expected = str_from(mark);
    if (!str_starts_with(*text, expected))
        return -1;
    *text = str_slice(*text, expected.size, text->size);
    return 0;
}

/* Cuts *text at the next `end`, which stays in front of what is left. */
static struct str
take_until(struct str *text, char end)
{
    size_t size = str_find(*text, end);
    struct str taken = str_slice(*text, 0, size);
    *text = str_slice(*text, size, text->size);
    return taken;
}

/* Puts line ends for the "\n" of JSON, the only escape that a record needs. */
static struct str
unquote(struct arena *arena, struct str quoted)
{
    struct buf text;
    buf_init(&text, arena);
    for (size_t i = 0; i < quoted.size; i++) {
        bool is_line_end = str_starts_with(str_slice(quoted, i, 2), STR("\\n"));
        buf_add_char(&text, is_line_end ? '\n' : quoted.data[i]);
        i += is_line_end;
    }
    return buf_str(&text);
}

int
seal_line_parse(struct arena *arena, struct str text, struct seal_line *ret_line)
{
    struct seal_line line;
    struct str rest = text;
    if (text.size > SEAL_LINE_MAX || skip(&rest, before_number) < 0 ||
        str_to_int64(take_until(&rest, ','), 1, INT64_MAX, &line.number) < 0 ||
        skip(&rest, before_record) < 0)
        return -1;
    line.record = unquote(arena, take_until(&rest, '"'));
    if (skip(&rest, before_signature) < 0 ||
        hex_decode(take_until(&rest, '"'), line.signature, sizeof line.signature) < 0 ||
        skip(&rest, line_end) < 0 || rest.size != 0)
        return -1;
    /* What another spelling of a record was read from is told apart here. */
    if (!str_equal(seal_line_render(arena, &line), text))
        return -1;
    *ret_line = line;
    return 0;
}
