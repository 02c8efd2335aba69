/*
 * Printing tables.
 * Must never depend on what a table is about.
 */
#include "base/table.h"

#include <assert.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/codec.h"

enum { INDENT = 2, BITS = sizeof(unsigned) * 8, TEXT_BYTES_MAX = 64 * 1024 * 1024 };

/* What is being printed, and how deep in objects and lists it stands. */
struct printer {
    struct buf *out;
    unsigned depth;
};

static void
new_line(struct printer *p)
{
    buf_add_format(p->out, "\n%*s", (int)(p->depth * INDENT), "");
}

/* Starts an element on a line of its own; `*first` says whether it is the first. */
static void
next_element(struct printer *p, bool *first)
{
    if (!*first)
        buf_add_char(p->out, ',');
    *first = false;
    new_line(p);
}

static void
open_group(struct printer *p, char bracket)
{
    buf_add_char(p->out, bracket);
    p->depth++;
}

/* Ends it: on a line of its own unless it is empty. */
static void
close_group(struct printer *p, char bracket, bool empty)
{
    p->depth--;
    if (!empty)
        new_line(p);
    buf_add_char(p->out, bracket);
}

static void
print_text(struct printer *p, const char *text)
{
    if (text == NULL)
        buf_add(p->out, STR("null"));
    else
        json_quote(p->out, str_from(text));
}

static void
print_name(struct printer *p, const char *name)
{
    print_text(p, name);
    buf_add(p->out, STR(": "));
}

static int64_t
number_at(const void *at, size_t size)
{
    assert(size == sizeof(uint16_t) || size == sizeof(int32_t) || size == sizeof(int64_t));
    return size == sizeof(uint16_t)  ? *(const uint16_t *)at
           : size == sizeof(int32_t) ? *(const int32_t *)at
                                     : *(const int64_t *)at;
}

static const void *
pointer_at(const void *at)
{
    return *(const void *const *)at;
}

/* Tells whether a member, or all that is in it, is NULL, 0 or false. */
static bool
is_empty(const struct column *column, const void *at)
{
    switch (column->kind) {
    case COLUMN_KIND_LETTER:
    case COLUMN_KIND_FLAG:
        return *(const char *)at == 0;
    case COLUMN_KIND_NUMBER:
    case COLUMN_KIND_WORD:
    case COLUMN_KIND_SET:
        return number_at(at, column->size) == 0;
    case COLUMN_KIND_ROW:
        for (const struct column *part = column->type->columns; part->name != NULL; part++)
            if (!is_empty(part, (const char *)at + part->offset))
                return false;
        return true;
    case COLUMN_KIND_TEXT:
    case COLUMN_KIND_NAME:
    case COLUMN_KIND_ROWS:
        break;
    }
    return pointer_at(at) == NULL;
}

static void print_row(struct printer *p, const struct row_type *type, const void *row);

static void
print_rows(struct printer *p, const struct row_type *type, const void *rows)
{
    bool first = true;
    open_group(p, '[');
    for (const char *row = rows; !is_empty(type->columns, row); row += type->size) {
        next_element(p, &first);
        print_row(p, type, row);
    }
    close_group(p, ']', first);
}

static void
print_set(struct printer *p, const struct table *of, unsigned bits)
{
    bool first = true;
    open_group(p, '[');
    for (size_t i = 0; i < BITS; i++)
        if ((bits & 1U << i) != 0) {
            next_element(p, &first);
            print_row(p, of->type, of->row(i));
        }
    close_group(p, ']', first);
}

static void
print_one(struct printer *p, const struct column *column, const void *at)
{
    switch (column->kind) {
    case COLUMN_KIND_TEXT:
        print_text(p, pointer_at(at));
        break;
    case COLUMN_KIND_LETTER:
        print_text(p, *(const char *)at == '\0' ? NULL : (char[2]){ *(const char *)at });
        break;
    case COLUMN_KIND_FLAG:
        buf_add(p->out, *(const bool *)at ? STR("true") : STR("false"));
        break;
    case COLUMN_KIND_NUMBER:
        buf_add_format(p->out, "%lld", (long long)number_at(at, column->size));
        break;
    case COLUMN_KIND_WORD:
        print_text(p, column->word((size_t)number_at(at, column->size)));
        break;
    case COLUMN_KIND_NAME:
        print_text(p, pointer_at(at) != NULL ? pointer_at(pointer_at(at)) : NULL);
        break;
    case COLUMN_KIND_ROW:
        print_row(p, column->type, at);
        break;
    case COLUMN_KIND_ROWS:
        if (pointer_at(at) == NULL)
            print_text(p, NULL);
        else
            print_rows(p, column->type, pointer_at(at));
        break;
    case COLUMN_KIND_SET:
        print_set(p, column->of, *(const unsigned *)at);
        break;
    }
}

static void
print_array(struct printer *p, const struct column *column, const void *at)
{
    bool named = column->word != NULL, first = true;
    open_group(p, named ? '{' : '[');
    for (size_t i = 0; i < column->count; i++) {
        const char *element = (const char *)at + i * column->size;
        if (is_empty(column, element))
            continue;
        next_element(p, &first);
        if (named)
            print_name(p, column->word(i));
        print_one(p, column, element);
    }
    close_group(p, named ? '}' : ']', first);
}

static void
print_row(struct printer *p, const struct row_type *type, const void *row)
{
    bool first = true;
    open_group(p, '{');
    for (const struct column *column = type->columns; column->name != NULL; column++) {
        const char *at = (const char *)row + column->offset;
        next_element(p, &first);
        print_name(p, column->name);
        if (column->count > 0)
            print_array(p, column, at);
        else
            print_one(p, column, at);
    }
    close_group(p, '}', first);
}

void
tables_print(FILE *out, const struct table *const *tables)
{
    struct buf text;
    struct printer p = { .out = &text };
    struct arena *arena = arena_new(TEXT_BYTES_MAX);
    buf_init(&text, arena);
    bool first_table = true;
    open_group(&p, '{');
    for (; *tables != NULL; tables++) {
        bool first = true;
        const void *row;
        next_element(&p, &first_table);
        print_name(&p, (*tables)->name);
        open_group(&p, '[');
        for (size_t i = 0; (row = (*tables)->row(i)) != NULL; i++) {
            next_element(&p, &first);
            print_row(&p, (*tables)->type, row);
        }
        close_group(&p, ']', first);
    }
    close_group(&p, '}', first_table);
    buf_add_char(&text, '\n');
    fwrite(text.data, 1, text.size, out);
    arena_free(arena);
}
