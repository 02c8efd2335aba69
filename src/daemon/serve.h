/*
 * One request of one connection: read it, have it answered, send the answer, log the line.
 * Never decides anything about the request; that is dispatch()'s.
 */
#ifndef MEMBERHUB_DAEMON_SERVE_H
#define MEMBERHUB_DAEMON_SERVE_H

#include <stdbool.h>

#include "api/server.h"
#include "base/arena.h"
#include "base/config.h"
#include "http/fastcgi.h"

/* Puts on record what calls have left behind that changed nothing, and logs what was lost of it. */
void serve_record(struct server *server);

/* For a worker that ends: gives up what could not be recorded, and logs how much that was. */
void serve_abandon(struct server *server);

/*
 * Serves the request that fastcgi_accept() has just found on `connection`, and writes its event
 * "request" to the log. Everything of the request lives in `arena`, which is reset. True when the
 * connection may bring another request.
 */
bool serve_request(struct fastcgi *connection, const struct config *config, struct server *server,
                   struct arena *arena);

#endif
