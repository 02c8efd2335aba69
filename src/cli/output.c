/*
 * Tables and JSON through write(2). Must never print client text to a terminal as it came.
 */
#include "cli/output.h"

#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/codec.h"

/* Widest column, in bytes, that others are lined up behind. */
enum { COLUMN_WIDTH_MAX = 60 };

int
output_text(struct str text)
{
    while (text.size > 0) {
        ssize_t written = write(STDOUT_FILENO, text.data, text.size);
        if (written < 0 && errno != EINTR)
            return cli_refuse("cannot write to standard output: %m");
        if (written > 0)
            text = str_slice(text, (size_t)written, text.size);
    }
    return EXIT_STATUS_OK;
}

struct str
output_printable(struct arena *arena, struct str text)
{
    struct str copy = arena_copy(arena, text);
    char *bytes = arena_alloc(arena, copy.size + 1);
    for (size_t i = 0; i < copy.size; i++) {
        unsigned char byte = (unsigned char)copy.data[i];
        unsigned char before = i > 0 ? (unsigned char)copy.data[i - 1] : 0;
        /* C0, DEL, and C1 (U+0080 to U+009F), which UTF-8 writes as 0xC2 and one of these. */
        bool control = byte < 0x20 || byte == 0x7F || (before == 0xC2 && byte < 0xA0);
        bytes[i] = control ? '?' : copy.data[i];
    }
    return (struct str){ bytes, copy.size };
}

static void
add_padded(struct buf *buf, struct str text, size_t width, bool last)
{
    buf_add(buf, text);
    for (size_t i = text.size; !last && i < width + 2; i++)
        buf_add_char(buf, ' ');
}

static size_t
column_width(const struct output_column *column, const struct db_rows *rows, size_t c)
{
    size_t width = str_from(column->title).size;
    for (size_t r = 0; r < rows->count; r++) {
        size_t size = db_value(rows, r, c).size;
        width = size > width ? size : width;
    }
    return width < COLUMN_WIDTH_MAX ? width : COLUMN_WIDTH_MAX;
}

static void
add_table(struct buf *buf, const struct output_column *columns, const struct db_rows *rows)
{
    for (size_t c = 0; c < rows->columns; c++)
        add_padded(buf, str_from(columns[c].title), column_width(&columns[c], rows, c),
                   c + 1 == rows->columns);
    buf_add_char(buf, '\n');
    for (size_t r = 0; r < rows->count; r++) {
        for (size_t c = 0; c < rows->columns; c++) {
            struct str value = db_value(rows, r, c);
            value = value.size > 0 ? output_printable(buf->arena, value) : STR("-");
            add_padded(buf, value, column_width(&columns[c], rows, c), c + 1 == rows->columns);
        }
        buf_add_char(buf, '\n');
    }
}

/* Adds one member, with a comma unless it is the first; a member without a value is left out. */
static void
add_member(struct buf *buf, const struct output_member *member, bool *first)
{
    if (member->value.data == NULL)
        return;
    buf_add(buf, *first ? STR("") : STR(", "));
    json_quote(buf, str_from(member->name));
    buf_add(buf, STR(": "));
    if (member->is_number)
        buf_add(buf, member->value);
    else
        json_quote(buf, member->value);
    *first = false;
}

static void
add_json_rows(struct buf *buf, const char *list, const struct output_column *columns,
              const struct db_rows *rows)
{
    buf_add_char(buf, '{');
    json_quote(buf, str_from(list));
    buf_add(buf, STR(": ["));
    for (size_t r = 0; r < rows->count; r++) {
        bool first = true;
        buf_add(buf, r == 0 ? STR("\n  {") : STR(",\n  {"));
        for (size_t c = 0; c < rows->columns; c++) {
            struct output_member member = { columns[c].name, db_value(rows, r, c), false };
            add_member(buf, &member, &first);
        }
        buf_add_char(buf, '}');
    }
    buf_add(buf, rows->count > 0 ? STR("\n]}\n") : STR("]}\n"));
}

int
output_rows(const struct cli *cli, const char *list, const struct output_column *columns,
            const struct db_rows *rows)
{
    struct buf buf;
    buf_init(&buf, cli->arena);
    if (cli->json)
        add_json_rows(&buf, list, columns, rows);
    else
        add_table(&buf, columns, rows);
    return output_text(buf_str(&buf));
}

int
output_object(const struct cli *cli, struct str sentence, const struct output_member *members,
              size_t count)
{
    struct buf buf;
    bool first = true;
    buf_init(&buf, cli->arena);
    if (cli->json) {
        buf_add_char(&buf, '{');
        for (size_t i = 0; i < count; i++)
            add_member(&buf, &members[i], &first);
        buf_add(&buf, STR("}\n"));
    } else {
        buf_add(&buf, sentence);
        buf_add_char(&buf, '\n');
    }
    return output_text(buf_str(&buf));
}
