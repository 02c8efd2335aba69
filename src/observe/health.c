/*
 * Health answers, as small JSON objects: {"status":"ready"}. Never says more of the database than
 * that.
 */
#include "observe/health.h"

#include "api/server_state.h"
#include "audit/limits.h"
#include "base/codec.h"
#include "base/scoreboard.h"
#include "observe/probe.h"
#include "observe/scrape.h"

/* The sealer and each worker look every hour: fewer means that none of them can make more. */
enum { MONTHS_AHEAD_LEAST = 2 };

static void
add_member(struct buf *body, const char *name, struct str text)
{
    if (text.size == 0)
        return;
    buf_add_format(body, ",\"%s\":", name);
    json_quote(body, text);
}

/* `reason` is why it is not so well, `warning` what somebody should see to all the same. */
static void
answer(struct arena *arena, uint16_t status, struct str word, struct str reason, struct str warning,
       struct response *response)
{
    struct buf body;
    buf_init(&body, arena);
    buf_add_format(&body, "{\"status\":\"%.*s\"", STR_PRINTF(word));
    add_member(&body, "reason", reason);
    add_member(&body, "warning", warning);
    buf_add(&body, STR("}\n"));
    response_init(response, status);
    response_header(arena, response, "Content-Type", STR("application/json"));
    response->body = buf_str(&body);
}

/* Gives why this worker cannot serve, or an empty view when it can. */
static struct str
not_ready_reason(struct db *db, struct arena *arena)
{
    struct probed_schema schema;
    struct fault f;
    if (atomic_load(&scoreboard_all()->draining) != 0)
        return STR("the server was told to stop");
    if (probe_schema(db, arena, &schema, &f) < 0)
        return f.code == FAULT_DATABASE_DOWN
                   ? STR("the database does not answer")
                   : STR("the database has no memberhub schema; run memberhubctl db migrate");
    /* A later one serves this program, too, while the next release's workers replace it. */
    if (schema.version < SERVER_SCHEMA_VERSION)
        return arena_format(arena, "the schema has version %d, this program needs %d",
                            (int)schema.version, SERVER_SCHEMA_VERSION);
    if (schema.in_recovery)
        return STR("the database is in recovery");
    return (struct str){ NULL, 0 };
}

/*
 * Gives what is wrong with the trail, or an empty view. No reason to send clients elsewhere: every
 * server has the same database, and each would send them to the other.
 */
static struct str
trail_warning(struct db *db, struct arena *arena)
{
    struct probed_trail trail;
    struct fault f;
    if (probe_trail(db, arena, &trail, &f) < 0)
        return STR("it is not known whether the audit trail is sealed");
    if (trail.months_ahead < 0)
        return STR("the audit trail has no place for this month's events, and every change fails; "
                   "run memberhubctl db migrate");
    if (trail.months_ahead < MONTHS_AHEAD_LEAST)
        return arena_format(arena,
                            "the audit trail has a place for events of %lld more months; run "
                            "memberhubctl db migrate",
                            (long long)trail.months_ahead);
    if (trail.lag_ms < AUDIT_UNSEALED_OLD_MS)
        return (struct str){ NULL, 0 };
    return arena_format(arena, "nobody has sealed the audit trail for %lld s",
                        (long long)trail.lag_ms / 1000);
}

static void
answer_healthz(struct server *server, struct arena *arena, struct response *ret_response)
{
    (void)server;
    answer(arena, 200, STR("ok"), STR(""), STR(""), ret_response);
}

static void
answer_readyz(struct server *server, struct arena *arena, struct response *ret_response)
{
    struct str reason = not_ready_reason(server->db, arena);
    if (reason.size == 0)
        answer(arena, 200, STR("ready"), reason, trail_warning(server->db, arena), ret_response);
    else
        answer(arena, 503, STR("not ready"), reason, STR(""), ret_response);
}

static const struct {
    struct str path;
    void (*answer)(struct server *server, struct arena *arena, struct response *ret_response);
} routes[] = {
    { STR("/healthz"), answer_healthz },
    { STR("/readyz"), answer_readyz },
    { STR("/metrics"), scrape_answer },
};

void
health_answer(struct server *server, struct arena *arena, const struct request *request,
              struct outcome *ret_outcome)
{
    int64_t spent_us = db_spent_us(server->db), retries = db_retries(server->db);
    struct response *response = &ret_outcome->response;
    size_t i = 0;
    *ret_outcome = (struct outcome){ .request_id = request_id_make(arena) };
    while (i < ARRAY_COUNT(routes) && !str_equal(request->path, routes[i].path))
        i++;
    if (i < ARRAY_COUNT(routes))
        routes[i].answer(server, arena, response);
    else
        answer(arena, 404, STR("not found"), STR(""), STR(""), response);
    response_header(arena, response, "x-amzn-RequestId", ret_outcome->request_id);
    ret_outcome->database_us = db_spent_us(server->db) - spent_us;
    ret_outcome->database_retries = db_retries(server->db) - retries;
}
