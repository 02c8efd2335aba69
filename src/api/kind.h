/*
 * A kind of value: all that the engine does with one where kinds differ. Rows of fields point to
 * their kind; what more than one service has is here, a service's own kinds are in its folder.
 */
#ifndef MEMBERHUB_API_KIND_H
#define MEMBERHUB_API_KIND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"
#include "wire/tree.h"

struct exchange;
struct field;
struct value;

/* How a value is put together. */
enum structure {
    STRUCTURE_ONE,    /* a text, a number or a switch */
    STRUCTURE_LIST,   /* min..max elements, each checked by the one row of `members`; in a query
                         the name repeats, in a form it is numbered ("Name.member.1", "Name.1") */
    STRUCTURE_TABLE,  /* min..max objects; each row of `members` is a column, as long as the list */
    STRUCTURE_OBJECT, /* an object checked by `members`, bound whole as JSON */
    STRUCTURE_OBJECTS, /* min..max of those */
    STRUCTURE_MAP,     /* an object of strings, min..max entries, bound whole as JSON; in a form its
                          entries are numbered ("Name.entry.1.key", "Name.member.1.Key") */
    STRUCTURE_REFUSED, /* refused when it or a part of it is there */
};

/* Checks one text, which of a map is a name, against a field's row. */
typedef int kind_check_fn(const struct field *field, struct str text, struct fault *f);

/* Tells whether a text has no characters but those that its field's row allows. */
typedef bool kind_characters_fn(const struct field *field, struct str text);

/*
 * Brings one value, of JSON or loose, to the text that is bound, and checks it. Refuses with the
 * field's fault and a reason that begins with its name on the wire; then *ret_text is left alone.
 */
typedef int kind_read_fn(struct arena *arena, const struct field *field, const struct node *node,
                         struct str *ret_text, struct fault *f);

/* Gives what is bound for a field, in PostgreSQL's text form; data NULL is SQL's NULL. */
typedef int kind_bind_fn(struct exchange *x, const struct field *field, const struct value *value,
                         struct str *ret_text, struct fault *f);

struct kind {
    const char *name;
    enum structure structure;
    enum node_kind node;  /* what JSON has it as */
    const char *type;     /* of its SQL parameter; of a list's elements their kind says it */
    kind_check_fn *check; /* NULL: any text is good */
    kind_read_fn *read;   /* of STRUCTURE_ONE */
    kind_characters_fn *characters; /* NULL: it may have all */
    kind_bind_fn *bind;             /* NULL: the value as it is */
    bool verbatim; /* may be large: goes to the database from where it lies, and its type is one
                      whose binary form is its text, such as json */
    bool paging;   /* says which page of a list is wanted, not of which list */
};

extern const struct kind kind_text;    /* at most max characters, one no white space unless min 0 */
extern const struct kind kind_account; /* twelve digits */
extern const struct kind kind_detector;    /* 32 lower-case hex digits; the caller's detector */
extern const struct kind kind_choice;      /* one of `choices`, separated by '|' */
extern const struct kind kind_word;        /* min..max of letters, digits and `choices` */
extern const struct kind kind_number;      /* min..max */
extern const struct kind kind_switch;      /* true or false; where it is loose whatever its case */
extern const struct kind kind_time;        /* seconds since 1970, min..max; bound as milliseconds */
extern const struct kind kind_page_size;   /* a number */
extern const struct kind kind_page_token;  /* what an earlier page gave; bound as the position */
extern const struct kind kind_retry_token; /* a text that names a change, so that it is made once */
extern const struct kind kind_list, kind_table, kind_object, kind_objects;
extern const struct kind kind_text_map;
extern const struct kind kind_tag_map; /* likewise, by the rules for tags */
extern const struct kind kind_tag_key;
extern const struct kind kind_refused;      /* known to AWS and not served */
extern const struct kind kind_refused_list; /* likewise, but an empty one asks for nothing */

#endif
