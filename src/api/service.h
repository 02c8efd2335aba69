/*
 * A service: what differs between the services as a whole. Differences of single operations are
 * columns of theirs. THE SERVICE TABLE is in src/services/, and the engine knows nothing but its
 * list.
 */
#ifndef MEMBERHUB_API_SERVICE_H
#define MEMBERHUB_API_SERVICE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"
#include "wire/protocol.h"

struct field;
struct filter_attribute;
struct operation;

struct service {
    const char *name;    /* in the credential scope */
    const char *product; /* as AWS spells it in error sentences */
    enum protocol protocol;
    const char *version;       /* as a form says it, or before the operation in a JSON target */
    const char *xml_namespace; /* both NULL where the protocol has no such thing */
    bool lower_camel;          /* names on the wire begin with a small letter */
    bool trail_lower_camel;    /* in the trail's events they do, but not on the wire */
    const struct fault_dialect *dialect;  /* what its errors look like */
    const struct fault_dialect *observed; /* what those of its membership operations look like where
                                           * [compat] errors says so; NULL: likewise */
    bool census;                          /* has relationships, which operators see counted */
    const char *resource; /* of operations without one of their own; NULL: "*", that is, none */
    const char *denied;   /* what a denial names where policies are asked about "*"; NULL: "*" */
    /* What events call an account's enrollment and a member, as AWS Config does; NULL: accounts are
     * not enrolled. Where `resource` is not NULL that is the enrollment's name, else its id is. */
    const char *enrollment_type, *member_type;
    const char *never_signed; /* operations, separated by '|', that give the first credentials, so
                                 that nobody can sign them, and that are not served; NULL: none */
    const struct operation *operations; /* ended by a row without a name */
    const struct field *path_fields;    /* what paths of operations name, likewise; NULL: none */
    const struct filter_attribute *filters; /* what findings are filtered by, likewise; NULL: it has
                                               no findings */
};

/* THE SERVICE TABLE, ended by NULL. */
extern const struct service *const services[];

/*
 * Gives a name of the tables, which begin with a capital letter ("AccountIds"), in the service's
 * own spelling ("accountIds"): borrowed, or in the arena.
 */
const char *service_spelling(struct arena *arena, const struct service *service, const char *name);

/* Gives a name, which is as on the wire, as CloudTrail's requestParameters have it. */
const char *service_trail_spelling(struct arena *arena, const struct service *service,
                                   const char *name);

/*
 * Gives the dialects in which errors are told, a number each from 0 on: those of the manners, then
 * those that are a service's own; NULL behind the last one.
 */
const struct fault_dialect *service_dialect(size_t number);

/* Finds a service by its name in the credential scope; NULL when it is not served. */
const struct service *service_named(struct str name);

/* The same as a question: a sigv4_service_fn. */
bool service_is_served(struct str name);

#endif
