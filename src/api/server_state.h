/*
 * The inside of struct server, for server.c, dispatch.c and what answers operators.
 */
#ifndef MEMBERHUB_API_SERVER_STATE_H
#define MEMBERHUB_API_SERVER_STATE_H

#include "api/credentials.h"
#include "api/function.h"
#include "api/journal.h"
#include "auth/role_session.h"
#include "base/config.h"
#include "base/seal.h"
#include "db/connection.h"

struct server {
    const struct config *config; /* borrowed */
    struct seal_key master_key;
    struct seal_key page_key;
    struct role_session_keys session_keys;
    struct functions *functions;
    struct db *db;
    struct credentials *credentials;
    struct journal *journal;
};

#endif
