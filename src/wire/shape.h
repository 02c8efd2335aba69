/*
 * The shape of an operation's output: how a service spells the names of an SQL function's result.
 * THE SHAPE TABLES are in shapes.c; encode.c is the engine.
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

/* THE SHAPE TABLES, ended by a row without a name. Members appear in this order. */
extern const struct shape shape_hub[];
extern const struct shape shape_unprocessed[];
extern const struct shape shape_members[];
extern const struct shape shape_invitations[];
extern const struct shape shape_invitations_count[];
extern const struct shape shape_administrator[];
extern const struct shape shape_master[];
extern const struct shape shape_tags[];
extern const struct shape shape_subscriptions[];
extern const struct shape shape_standards[];
extern const struct shape shape_nullable_administrator[];
extern const struct shape shape_nullable_master[];
extern const struct shape shape_detector_id[];
extern const struct shape shape_detector_ids[];
extern const struct shape shape_detector[];
extern const struct shape shape_member_detectors[];
extern const struct shape shape_caller_identity[];
extern const struct shape shape_assumed_role[];
extern const struct shape shape_events[];

#endif
