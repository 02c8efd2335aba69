/*
 * The inside of struct server, for server.c and dispatch.c alone.
 */
#ifndef MEMBERHUB_API_SERVER_STATE_H
#define MEMBERHUB_API_SERVER_STATE_H

#include "api/credentials.h"
#include "base/config.h"
#include "base/seal.h"
#include "db/connection.h"

struct server {
    const struct config *config; /* borrowed */
    struct seal_key master_key;
    struct seal_key page_key;
    struct db *db;
    struct credentials *credentials;
};

#endif
