/*
 * The shape of an operation's output: how a service spells the names of an SQL function's result.
 * THE SHAPE TABLES are in src/services/; the writers are the engines. A table is ended by a row
 * without a name, and members appear in its order.
 */
#ifndef MEMBERHUB_WIRE_SHAPE_H
#define MEMBERHUB_WIRE_SHAPE_H

enum shape_kind {
    SHAPE_VALUE,    /* text, number or truth value as it is */
    SHAPE_NUMBER,   /* text of digits, a number where the format has such */
    SHAPE_VERBATIM, /* as it is with all that is in it: names are the client's own, or AWS's already
                     */
    SHAPE_OBJECT,   /* an object, or null, of `members` */
    SHAPE_NULLABLE, /* likewise, and null is said rather than left out */
    SHAPE_LIST,     /* an array of objects of `members` */
    SHAPE_FAULT,    /* the name of a fault, shown as its sentence */
    SHAPE_POSITION, /* where the listing goes on, shown as a page token */
    SHAPE_SECRET,   /* a session's access key id, shown as the secret that belongs to it */
    SHAPE_SESSION,  /* a session's description, shown as its token */
    SHAPE_DOCUMENTS, /* a list of what the function gave as documents, which its result does not
                        hold; in JSON alone, once in a table and not below another member */
};

struct shape {
    const char *name; /* in the result; NULL ends a table */
    const char *wire; /* on the wire, in Security Hub's letter case */
    enum shape_kind kind;
    const struct shape *members;
    const char *object;  /* what one of those objects is called, in the manual */
    const char *variant; /* the word of services whose names begin with a small letter, where it is
                            another one and not just in another letter case */
};

#endif
