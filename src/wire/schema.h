/*
 * The form of a document, as tables, and its check in the words of AJV, the checker that Security
 * Hub's sentences come from. Knows no service's documents.
 */
#ifndef MEMBERHUB_WIRE_SCHEMA_H
#define MEMBERHUB_WIRE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/buf.h"
#include "wire/tree.h"

enum schema_kind {
    SCHEMA_TEXT,    /* min..max characters, or one of `choices` */
    SCHEMA_ACCOUNT, /* twelve digits */
    SCHEMA_TIME,    /* as time_parse_offset() reads it; written with milliseconds at most */
    SCHEMA_INTEGER, /* min..max where it is bounded */
    SCHEMA_NUMBER,
    SCHEMA_SWITCH,
    SCHEMA_LIST,   /* min..max elements of `of` */
    SCHEMA_MAP,    /* at most max entries, names of at most name_max characters, values of `of` */
    SCHEMA_OBJECT, /* `members` */
};

struct schema_member;

/* A limit of 0 at the upper end is none. */
struct schema {
    enum schema_kind kind;
    bool bounded;
    bool closed; /* an object has no members but those that are known; else they are left out */
    int64_t min, max, name_max;
    const char *choices;                 /* separated by '|'; NULL: any */
    const struct schema *of;             /* what a list or a map has */
    const struct schema_member *members; /* ended by a row without a name */
};

struct schema_member {
    const char *name;
    const struct schema *schema;
    bool required;
};

/* What is wrong with a document: sentences that name the place, "data.Title should be string". */
struct schema_faults {
    struct arena *arena;
    struct buf text; /* the sentences, separated by ", " */
    size_t count;
};

/* No document needs more to be understood. */
enum { SCHEMA_FAULTS_MAX = 20 };

/* Begins without a fault. */
void schema_faults_init(struct schema_faults *faults, struct arena *arena);

/* Adds a sentence about the place `path` ("data.Severity"). */
void schema_fault(struct schema_faults *faults, struct str path, const char *format, ...)
    PRINTF_LIKE(3, 4);

/*
 * Checks a node of the input against a schema and appends it to `ret_text` as compact JSON, without
 * the members that the schema does not know, and with moments cut to milliseconds. What is wrong is
 * added to `faults`, at most SCHEMA_FAULTS_MAX sentences; then what was appended is of no use.
 * `path` names the node. Depth is the tree's.
 */
void schema_write(const struct schema *schema, const struct node *node, struct str path,
                  struct buf *ret_text, struct schema_faults *faults);

#endif
