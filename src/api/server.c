/*
 * A worker's lasting state, put together and taken apart in one place.
 */
#include "api/server.h"

#include <stdlib.h>

#include "api/server_state.h"
#include "base/scoreboard.h"
#include "base/str.h"

enum { MONTHS_LIMIT_MS = 1000, MONTHS_ARENA_BYTES = 64 * 1024 };

int
server_new(const struct config *config, const char *application_name, struct server **ret_server,
           struct fault *f)
{
    if (db_check_conninfo(config->database.main, "database.default", f) < 0)
        return -1;
    struct server *server = calloc(1, sizeof *server);
    if (server == NULL)
        abort();
    if (seal_key_load(&server->master_key, config->auth.master_key_file, f) < 0) {
        free(server);
        return -1;
    }
    seal_key_derive(&server->master_key, STR("page-token"), &server->page_key);
    role_session_keys_derive(&server->master_key, &server->session_keys);
    server->config = config;
    server->functions = functions_new(services);
    server->db = db_new(config->database.main, application_name, config->database.call_timeout_ms);
    server->credentials = credentials_new(server->db, &server->master_key, &server->session_keys,
                                          config->auth.test_accounts);
    server->journal = journal_new(server->db);
    *ret_server = server;
    return 0;
}

void
server_free(struct server *server)
{
    if (server == NULL)
        return;
    journal_free(server->journal);
    credentials_free(server->credentials);
    db_free(server->db);
    functions_free(server->functions);
    role_session_keys_release(&server->session_keys);
    seal_key_release(&server->page_key);
    seal_key_release(&server->master_key);
    free(server);
}

int64_t
server_due_ms(const struct server *server)
{
    return journal_due_ms(server->journal);
}

static int64_t
count_lost(int64_t events)
{
    metrics_count(scoreboard_metrics(), METRICS_EVENTS_LOST, 0, (uint64_t)events);
    return events;
}

int64_t
server_abandon(struct server *server)
{
    return count_lost(journal_abandon(server->journal));
}

int64_t
server_record(struct server *server)
{
    return count_lost(journal_record(server->journal));
}

bool
server_give_back(struct server *server)
{
    return db_give_back(server->db);
}

int
server_make_months(struct server *server, struct fault *f)
{
    struct arena *arena = arena_new(MONTHS_ARENA_BYTES);
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    int failed = db_exec_within(server->db, arena, MONTHS_LIMIT_MS, STATEMENT_AUDIT_PARTITIONS_MAKE,
                                &params, &rows, f);
    arena_free(arena);
    return failed;
}
