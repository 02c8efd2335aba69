/*
 * THE SERVICE TABLE: what differs between the services as a whole. Differences of single operations
 * are columns of theirs.
 */
#ifndef MEMBERHUB_API_SERVICE_H
#define MEMBERHUB_API_SERVICE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
#include "wire/protocol.h"

enum service_id {
    SERVICE_SECURITYHUB,
    SERVICE_GUARDDUTY,
    SERVICE_STS,
    SERVICE_CLOUDTRAIL,
    SERVICE_COUNT
};

struct service {
    const char *name;    /* in the credential scope */
    const char *product; /* as AWS spells it in error sentences */
    enum protocol protocol;
    const char *version;       /* as a form says it, or before the operation in a JSON target */
    const char *xml_namespace; /* both NULL where the protocol has no such thing */
    bool lower_camel;          /* names on the wire begin with a small letter */
    bool trail_lower_camel;    /* in CloudTrail's requestParameters they do, but not on the wire */
    enum fault_dialect_id
        dialect; /* what its errors look like; [compat] errors may change Security Hub's */
};

/* Gives the row of a service (borrowed, static). */
const struct service *service_row(enum service_id id);

/* Gives the names of all services, ended by NULL, as sigv4_rules wants them. */
const char *const *service_names(void);

/*
 * Gives a name of the tables, which are in Security Hub's spelling ("AccountIds"), in the service's
 * own ("accountIds"): borrowed, or in the arena.
 */
const char *service_spelling(struct arena *arena, enum service_id id, const char *name);

/* Gives a name, which is as on the wire, as CloudTrail's requestParameters have it. */
const char *service_trail_spelling(struct arena *arena, enum service_id id, const char *name);

/* Finds a service by its name in the credential scope; -1 when it is not served. */
int service_from_name(struct str name, enum service_id *ret_id) MUST_CHECK;

#endif
