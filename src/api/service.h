/*
 * THE SERVICE TABLE: what differs between the services as a whole. Differences of single operations
 * are columns of theirs.
 */
#ifndef MEMBERHUB_API_SERVICE_H
#define MEMBERHUB_API_SERVICE_H

#include "base/attributes.h"
#include "base/str.h"

enum service_id { SERVICE_SECURITYHUB, SERVICE_COUNT };

struct service {
    const char *name;    /* in the credential scope */
    const char *product; /* as AWS spells it in error sentences */
};

/* Gives the row of a service (borrowed, static). */
const struct service *service_row(enum service_id id);

/* Gives the names of all services, ended by NULL, as sigv4_rules wants them. */
const char *const *service_names(void);

/* Finds a service by its name in the credential scope; -1 when it is not served. */
int service_from_name(struct str name, enum service_id *ret_id) MUST_CHECK;

#endif
