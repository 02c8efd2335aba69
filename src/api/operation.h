/*
 * An operation: one row says all that is particular to it. Its function is SQL, its shapes are
 * tables. THE OPERATION TABLES are in src/services/, one a service.
 */
#ifndef MEMBERHUB_API_OPERATION_H
#define MEMBERHUB_API_OPERATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/field.h"
#include "api/service.h"
#include "api/size.h"
#include "wire/shape.h"

/* Which of Security Hub's two families answers: they speak different error dialects on AWS
 * ([compat] errors). */
enum operation_family { FAMILY_NATIVE, FAMILY_MEMBERSHIP };

/* What a call was about, in its event: the name is `place` of {"parameters": .., "result": ..}. */
struct event_resource {
    const char *type;  /* as AWS Config has it: "AWS::IAM::Role"; NULL ends a list */
    const char *place; /* "parameters.roleArn" */
};

/* What the trail's event of a change that succeeded has beside who made it, and with what. */
struct event_view {
    const struct shape *response; /* of the result; NULL: the output */
    /* By which it is found; NULL: none. They are in the account that the first one, an ARN, names;
     * where that is not the caller's, both accounts have an event. */
    const struct event_resource *resources;
    bool read_only; /* it changes nothing that is kept */
};

/*
 * A column that a row leaves out has the value that its comment names. Who reads it stands behind
 * each group.
 */
struct operation {
    /* How it is asked for: route.c. */
    const char *name; /* NULL ends a table; policies, events, metrics and the log call it so, too */
    const char *method;
    const char *path; /* as on the wire; "{Name}" stands for one percent-encoded segment, and one
                         "{Name+}" for one or more; the service's path_fields say what they are */

    /* Who may: resource.c, and for the unenrolled unenrolled() in SQL. */
    const char *action;   /* what policies call it; NULL: "<service>:<name>"; "": none is asked */
    const char *resource; /* what policies are asked about: the template of an ARN, see
                             resource.h; NULL: its service's */
    /* The fault that refuses a caller without enrollment, or whose detector is not the one that the
     * path names, by its name; its argument 0 is the account. NULL: the operation needs none. */
    const char *unenrolled;
    enum operation_family family; /* whose refusals it speaks: wording.c */

    /* What it does: caller.c, admit.c, db/. */
    bool change;  /* may change something. It claims a retry key, so that it is done once and a
                     repetition gets the first answer; so it is sent again where its outcome is
                     unknown; it leaves an event whatever comes of it. What is no change is
                     read anew, and leaves an event where [audit] reads says so */
    bool viewing; /* shows findings. Its function leaves the event itself, before it is answered
                     (SQL: view_end()), unless [audit] reads says that there is none */
    const char *locks; /* the field that names accounts whose rows a change locks beside its
                          caller's, as of the row, a list of it or the path; NULL: it names none,
                          and locks at most those that only the database knows */

    /* What it is given and gives: decode.c, function.c, encode.c. */
    const struct field *input;  /* beside what its path names; NULL: nothing */
    const struct shape *output; /* NULL: an empty body */
    const char *function;       /* in SQL; several operations may have the same */
    uint16_t status;            /* of success; 0: 200 */
    enum size_class size;       /* of body and answer: see size.h */

    struct event_view event; /* of a change: audit_append() in SQL */
};

/* Gives how many operations all services have. */
size_t operation_count(void);

/*
 * Numbers run through the services' tables from 1 on; 0 is no operation. Gives the row and its
 * service (borrowed, static); NULL both where nothing has that number.
 */
const struct operation *operation_numbered(size_t number, const struct service **ret_service);

/* Gives the number of a service's operation. */
size_t operation_number(const struct service *service, const struct operation *operation);

/* Gives the row of the operation that a service has by that name, or NULL. */
const struct operation *operation_named(const struct service *service, struct str name);

/*
 * Gives the other name of an operation: the row of the service that calls the same function
 * (AcceptInvitation, AcceptAdministratorInvitation); NULL where it has but one.
 */
const struct operation *operation_pair(const struct service *service,
                                       const struct operation *operation);

#endif
