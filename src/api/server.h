/*
 * What one worker process holds between requests: its settings, its database connection, the
 * credentials it knows. Never holds anything of one request.
 */
#ifndef MEMBERHUB_API_SERVER_H
#define MEMBERHUB_API_SERVER_H

#include <stdbool.h>

#include "base/attributes.h"
#include "base/config.h"
#include "base/fault.h"

struct server;

/*
 * Makes a server: loads the master key, derives the page-token key, prepares the connection (which
 * connects at its first use). `config` is borrowed for its lifetime. FAULT_CONFIG. Free with
 * server_free().
 */
int server_new(const struct config *config, const char *application_name,
               struct server **ret_server, struct fault *f) MUST_CHECK;

/* Closes the connection, wipes the keys. NULL is allowed. */
void server_free(struct server *server);

/*
 * Between requests: gives the milliseconds until server_record() is due, which puts calls on record
 * that changed nothing; 0 when it is, -1 when there are none.
 */
int64_t server_due_ms(const struct server *server);

/* Records them; see journal_record(). */
int64_t server_record(struct server *server);

/* Gives up what could not be recorded; see journal_abandon(). */
int64_t server_abandon(struct server *server);

/*
 * Gives back what the database's session keeps since a large request; see db_give_back(). Tells
 * whether that was anything.
 */
bool server_give_back(struct server *server);

/*
 * Has the database make the trail's coming months, for whoever runs no sealer. To be called now and
 * then; it takes at most a second, and nothing depends on it at once. Faults as db_exec().
 */
int server_make_months(struct server *server, struct fault *f) MUST_CHECK;

/* The least schema version that this program needs: the number of its newest migration. */
enum { SERVER_SCHEMA_VERSION = 17 };

#endif
