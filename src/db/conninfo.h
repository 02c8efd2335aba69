/*
 * What db/ needs to know of a libpq connection string, and adds to it. Used inside db/ alone. Must
 * never repeat its values in a fault: one of them may be a password.
 */
#ifndef MEMBERHUB_DB_CONNINFO_H
#define MEMBERHUB_DB_CONNINFO_H

#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

enum {
    CONNINFO_OPTIONS_SIZE = 1024, /* of the session's settings */
    CONNINFO_LIST_SIZE = 520, /* of a list: a connection string is at most 512 (base/config.h) */
};

/* Values that go beside the connection string. A list is "" where it says all that there is. */
struct conninfo {
    char options[CONNINFO_OPTIONS_SIZE];
    char host[CONNINFO_LIST_SIZE], hostaddr[CONNINFO_LIST_SIZE], port[CONNINFO_LIST_SIZE];
    size_t hosts; /* how many the string names, at least 1 */
};

/*
 * Reads a connection string. `options` become the session's settings: a lock is waited for at most
 * half a call and a statement runs at most three quarters of it, so that the server gives up before
 * we do and the session survives; the string's own come last and win. The lists start with host
 * number `first` (from 0, taken modulo their number) and go around. -1 when something does not fit.
 * Source: PostgreSQL 15, section 34.1.1.3, "Specifying Multiple Hosts".
 */
int conninfo_read(const char *conninfo, int64_t call_timeout_ms, size_t first,
                  struct conninfo *ret_read) MUST_CHECK;

#endif
