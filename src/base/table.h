/*
 * Const tables as JSON: what a table's rows have, said by columns, and one printer for all of them.
 * Knows no table. Developers' tools read what it prints in place of the source.
 */
#ifndef MEMBERHUB_BASE_TABLE_H
#define MEMBERHUB_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum column_kind {
    COLUMN_KIND_TEXT,   /* const char *; NULL is null */
    COLUMN_KIND_LETTER, /* char; '\0' is null */
    COLUMN_KIND_FLAG,   /* bool */
    COLUMN_KIND_NUMBER, /* a whole number of 2 (without a sign), 4 or 8 bytes */
    COLUMN_KIND_WORD,   /* an enumeration, shown as word() calls it */
    COLUMN_KIND_NAME,   /* a pointer to a row whose first member is its name */
    COLUMN_KIND_ROW,    /* a struct: an object of its columns */
    COLUMN_KIND_ROWS,   /* a pointer to rows: a list of objects, or null. It is ended by a row whose
                           first column is NULL */
    COLUMN_KIND_SET,    /* an unsigned, bit by bit the rows of a table that are in it */
};

/* Gives what the value of an enumeration is called, or NULL. */
typedef const char *table_word_fn(size_t value);

struct row_type;
struct table;

struct column {
    const char *name; /* NULL ends the columns */
    enum column_kind kind;
    size_t offset, size; /* of the member, or of an array's element */
    size_t count;        /* of an array's elements; 0: the member is none */
    table_word_fn *word; /* of a word; of an array the elements' names: it is shown as an object,
                            without elements that have nothing but NULL, 0 and false */
    const struct row_type *type; /* of a row, or rows */
    const struct table *of;      /* of a set */
};

struct row_type {
    size_t size;
    const struct column *columns;
};

struct table {
    const char *name;
    const void *(*row)(size_t index); /* gives a row, borrowed; NULL behind the last one */
    const struct row_type *type;
};

/* Prints a JSON object with a member for each table of a list, ended by NULL: a list of its rows,
 * each an object of its columns, in the order in which they are there. */
void tables_print(FILE *out, const struct table *const *tables);

/* ---- how columns are written ---- */

#define COLUMN_OF(row, member, ...)                                          \
    {                                                                        \
        .name = #member, .offset = offsetof(struct row, member), __VA_ARGS__ \
    }
#define COLUMN_MEMBER(row, member) (((struct row *)NULL)->member)

/* A text, a letter, a truth value or a number, as its type says. Not for enumerations. */
#define COLUMN(row, member) \
    COLUMN_OF(row, member, .size = sizeof COLUMN_MEMBER(row, member),                             \
              .kind = _Generic(COLUMN_MEMBER(row, member), const char *: COLUMN_KIND_TEXT,        \
                               char: COLUMN_KIND_LETTER, bool: COLUMN_KIND_FLAG,                  \
                               int: COLUMN_KIND_NUMBER, int64_t: COLUMN_KIND_NUMBER,              \
                               uint16_t: COLUMN_KIND_NUMBER, size_t: COLUMN_KIND_NUMBER))
#define COLUMN_WORD(row, member, words)                                                         \
    COLUMN_OF(row, member, .size = sizeof COLUMN_MEMBER(row, member), .kind = COLUMN_KIND_WORD, \
              .word = (words))
#define COLUMN_NAME(row, member) COLUMN_OF(row, member, .kind = COLUMN_KIND_NAME)
#define COLUMN_ROW(row, member, row_type) \
    COLUMN_OF(row, member, .kind = COLUMN_KIND_ROW, .type = &(row_type))
#define COLUMN_ROWS(row, member, row_type) \
    COLUMN_OF(row, member, .kind = COLUMN_KIND_ROWS, .type = &(row_type))
#define COLUMN_SET(row, member, table)                                                         \
    COLUMN_OF(row, member, .size = sizeof COLUMN_MEMBER(row, member), .kind = COLUMN_KIND_SET, \
              .of = &(table))
/* An array of texts, and one of structs that stand under the words of an enumeration. */
#define COLUMN_TEXTS(row, member)                                                  \
    COLUMN_OF(row, member, .kind = COLUMN_KIND_TEXT, .size = sizeof(const char *), \
              .count = sizeof COLUMN_MEMBER(row, member) / sizeof(const char *))
#define COLUMN_ROWS_BY_WORD(row, member, row_type, words)                                 \
    COLUMN_OF(row, member, .kind = COLUMN_KIND_ROW, .type = &(row_type), .word = (words), \
              .size = sizeof COLUMN_MEMBER(row, member)[0],                               \
              .count = sizeof COLUMN_MEMBER(row, member) / sizeof COLUMN_MEMBER(row, member)[0])

#endif
