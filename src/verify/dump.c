/*
 * Dumps of a trail: writing their lines, and reading them as a source.
 * Must never take a line for a row that it is not: the form is exact, down to the order of names.
 */
#include "verify/dump.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/codec.h"
#include "base/json_take.h"
#include "verify/line_reader.h"

/* The first form had fewer tables; it is still read. */
#define HEAD_FIRST "{\"memberhub_dump\":1,\"taken_at_ms\":"
#define HEAD "{\"memberhub_dump\":2,\"taken_at_ms\":"
#define ROW_END "}}\n"
#define END "{\"end\":true}\n"

/*
 * An event with an administrator's relationships, as the trail's beginning has them, is the
 * longest: 11,000 of 100 bytes, each quote and backslash with one more before it. [limits] members
 * may be raised twentyfold before the bound is in the way.
 */
enum { LINE_MOST = 64 * 1024 * 1024, HEADS_BYTES = 1024 * 1024 };

struct dump_source {
    struct audit_source source;
    struct line_reader reader;
    char *line;     /* the reader's */
    int64_t number; /* of the line, from 1 */
    bool has_row;   /* the line is a row that nobody has gone past */
    bool ended;
    enum trail_table table;
    struct str row[TRAIL_COLUMNS_MAX]; /* views of the line */
    struct arena *arena;               /* of the heads: what stands before each column's value */
    struct str heads[TRAIL_TABLES][TRAIL_COLUMNS_MAX];
};

struct str
audit_dump_head(struct arena *arena, int64_t taken_at_ms)
{
    return arena_format(arena, HEAD "%" PRId64 "}\n", taken_at_ms);
}

struct str
audit_dump_end(void)
{
    return STR(END);
}

/* Adds what stands before a column's value. */
static void
add_head(struct buf *text, enum trail_table table, size_t column)
{
    if (column == 0)
        buf_add_format(text, "{\"%s\":{\"%s\":", trail_row_kind(table)->name,
                       trail_column(table, column));
    else
        buf_add_format(text, ",\"%s\":", trail_column(table, column));
}

void
audit_dump_row(struct buf *text, enum trail_table table, const struct str *row)
{
    for (size_t i = 0; i < trail_columns(table); i++) {
        add_head(text, table, i);
        if (row[i].data != NULL)
            json_quote(text, row[i]);
        else
            buf_add(text, STR("null"));
    }
    buf_add(text, STR(ROW_END));
}

/* Reads the value of a column, whose escapes are undone in place. */
static bool
take_value(struct dump_source *dump, struct str *rest, struct str *ret_value)
{
    *ret_value = (struct str){ NULL, 0 };
    if (json_take(rest, STR("null")))
        return true;
    return json_take(rest, STR("\"")) &&
           json_take_string(rest, dump->line + (rest->data - dump->line), ret_value);
}

/* Reads a line that is a row of `table`. */
static bool
take_row(struct dump_source *dump, enum trail_table table, size_t size)
{
    struct str rest = { dump->line, size };
    for (size_t i = 0; i < trail_columns(table); i++)
        if (!json_take(&rest, dump->heads[table][i]) || !take_value(dump, &rest, &dump->row[i]))
            return false;
    dump->table = table;
    return str_equal(rest, STR(ROW_END));
}

/* Reads a line that is a row, of whatever table. */
static bool
take_line(struct dump_source *dump, size_t size)
{
    struct str line = { dump->line, size };
    for (size_t table = 0; table < TRAIL_TABLES; table++)
        if (str_starts_with(line, dump->heads[table][0]))
            return take_row(dump, (enum trail_table)table, size);
    return false;
}

static int
damaged(const struct dump_source *dump, const char *what, struct fault *f)
{
    return fault_set_reason(f, FAULT_BAD_REQUEST, "line %" PRId64 ": %s", dump->number, what);
}

/* Reads the next line; *ret_size is 0 at the end of the file. */
static int
read_line(struct dump_source *dump, size_t *ret_size, struct fault *f)
{
    size_t size = 0;
    enum line_result result = line_reader_next(&dump->reader, &dump->line, &size);
    dump->number++;
    if (result == LINE_FAILED)
        return fault_set_detail(f, FAULT_CONFIG, "cannot read the dump: %s", strerror(errno));
    if (result == LINE_TOO_LONG)
        return damaged(dump, "it is longer than any that audit dump writes", f);
    if (size > 0 && memchr(dump->line, '\0', size) != NULL)
        return damaged(dump, "it holds a NUL", f);
    *ret_size = size;
    return 0;
}

/* Has a row or the end as the current line. */
static int
fill(struct dump_source *dump, struct fault *f)
{
    size_t size;
    if (dump->has_row || dump->ended)
        return 0;
    if (read_line(dump, &size, f) < 0)
        return -1;
    if (size == 0)
        return damaged(dump, "the dump ends before its end", f);
    if (str_equal((struct str){ dump->line, size }, STR(END)))
        dump->ended = true;
    else if (take_line(dump, size))
        dump->has_row = true;
    else
        return damaged(dump, "it is not as audit dump writes it", f);
    return 0;
}

static int
dump_peek(struct audit_source *source, enum trail_table table, const struct str **ret_row,
          struct fault *f)
{
    struct dump_source *dump = (struct dump_source *)source;
    if (fill(dump, f) < 0)
        return -1;
    *ret_row = dump->has_row && dump->table == table ? dump->row : NULL;
    return 0;
}

static void
dump_advance(struct audit_source *source, enum trail_table table)
{
    (void)table;
    ((struct dump_source *)source)->has_row = false;
}

static int
dump_finish(struct audit_source *source, struct fault *f)
{
    struct dump_source *dump = (struct dump_source *)source;
    size_t size;
    if (fill(dump, f) < 0)
        return -1;
    if (!dump->ended)
        return damaged(dump, "it has no place here", f);
    if (read_line(dump, &size, f) < 0)
        return -1;
    return size == 0 ? 0 : damaged(dump, "it stands behind the end", f);
}

static void
dump_free(struct audit_source *source)
{
    struct dump_source *dump = (struct dump_source *)source;
    if (dump->reader.file != stdin)
        fclose(dump->reader.file);
    line_reader_release(&dump->reader);
    arena_free(dump->arena);
    free(dump);
}

static void
make_heads(struct dump_source *dump)
{
    dump->arena = arena_new(HEADS_BYTES);
    for (size_t table = 0; table < TRAIL_TABLES; table++)
        for (size_t i = 0; i < trail_columns((enum trail_table)table); i++) {
            struct buf head;
            buf_init(&head, dump->arena);
            add_head(&head, (enum trail_table)table, i);
            dump->heads[table][i] = buf_str(&head);
        }
}

/* Reads the first line. */
static int
read_head(struct dump_source *dump, struct fault *f)
{
    size_t size;
    if (read_line(dump, &size, f) < 0)
        return -1;
    struct str rest = { dump->line, size };
    dump->source.has_states = str_starts_with(rest, STR(HEAD));
    bool is_head = (dump->source.has_states || str_starts_with(rest, STR(HEAD_FIRST))) &&
                   str_ends_with(rest, STR("}\n"));
    size_t before = sizeof HEAD - 1, behind = sizeof "}\n" - 1;
    if (!is_head || str_to_int64(str_slice(rest, before, size - before - behind), 0, INT64_MAX,
                                 &dump->source.taken_at_ms) < 0)
        return fault_set_detail(f, FAULT_CONFIG, "this is no dump that audit dump wrote");
    return 0;
}

int
audit_source_open_dump(const char *path, struct audit_source **ret_source, struct fault *f)
{
    static const struct audit_source_functions functions = { dump_peek, dump_advance, dump_finish,
                                                             dump_free };
    FILE *file = str_equal(str_from(path), STR("-")) ? stdin : fopen(path, "re");
    if (file == NULL)
        return fault_set_detail(f, FAULT_CONFIG, "cannot read %.150s: %s", path, strerror(errno));
    struct dump_source *dump = calloc(1, sizeof *dump);
    if (dump == NULL)
        abort();
    dump->source.functions = &functions;
    dump->source.is_dump = true;
    dump->reader = (struct line_reader){ .file = file, .most = LINE_MOST };
    make_heads(dump);
    if (read_head(dump, f) < 0) {
        dump_free(&dump->source);
        return -1;
    }
    *ret_source = &dump->source;
    return 0;
}
