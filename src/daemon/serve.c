/*
 * One request from its first parameter to its log line.
 * Must never log what the client may not see in a log: bodies, signatures, header values.
 */
#include "daemon/serve.h"

#include "api/dispatch.h"
#include "base/clock.h"
#include "base/failpoint.h"
#include "base/log.h"
#include "http/request.h"

static void
answer(struct fastcgi *connection, const struct config *config, struct server *server,
       struct arena *arena, struct outcome *outcome)
{
    char **params = fastcgi_params(connection);
    struct request request;
    struct str body;
    struct fault f;
    if (fastcgi_body(connection, arena, config->limits.body_bytes, &body, &f) == 0 &&
        request_from_params(arena, params, body, &request, &f) == 0) {
        dispatch(server, arena, &request, outcome);
        return;
    }
    request_outline(arena, params, &request);
    dispatch_refuse(server, arena, &request, &f, outcome);
}

/* An answer that did not arrive is the operator's to know even where the answer was a good one. */
static enum log_level
level_of(const struct outcome *outcome, bool delivered)
{
    static const enum log_level levels[] = {
        [FAULT_LEVEL_INFO] = LOG_INFO,
        [FAULT_LEVEL_WARN] = LOG_WARN,
        [FAULT_LEVEL_ERROR] = LOG_ERROR,
    };
    enum log_level level =
        outcome->refused ? levels[fault_row(outcome->fault.code)->level] : LOG_INFO;
    return !delivered && level < LOG_WARN ? LOG_WARN : level;
}

static void
log_request(const struct fastcgi *connection, const struct outcome *outcome, bool delivered,
            int64_t ms)
{
    const struct fault *f = &outcome->fault;
    bool refused = outcome->refused;
    /* Empty texts are left out of the line. */
    log_event(
        level_of(outcome, delivered), "request", LOG_FIELD_TEXT("request_id", outcome->request_id),
        LOG_FIELD_TEXT("op", outcome->operation), LOG_FIELD_TEXT("service", outcome->service),
        LOG_FIELD_TEXT("region", outcome->region), LOG_FIELD_TEXT("account", outcome->account_id),
        LOG_FIELD_TEXT("key", outcome->access_key_id),
        LOG_FIELD_NUMBER("status", outcome->response.status),
        LOG_FIELD_TEXT("fault", str_from(refused ? fault_row(f->code)->name : NULL)),
        LOG_FIELD_TEXT("reason", str_from(refused ? f->reason : NULL)),
        LOG_FIELD_TEXT("detail", str_from(refused ? f->detail : NULL)),
        LOG_FIELD_TEXT("delivery", delivered ? STR("") : STR("failed")), LOG_FIELD_NUMBER("ms", ms),
        LOG_FIELD_NUMBER("db_ms", outcome->database_ms),
        LOG_FIELD_NUMBER("bytes", (int64_t)outcome->response.body.size),
        LOG_FIELD_TEXT("remote", fastcgi_param(connection, "REMOTE_ADDR")));
}

bool
serve_request(struct fastcgi *connection, const struct config *config, struct server *server,
              struct arena *arena)
{
    struct outcome outcome = { .refused = false };
    int64_t begin_ms = clock_monotonic_ms();
    answer(connection, config, server, arena, &outcome);
    FAILPOINT("before-answer");
    bool delivered = fastcgi_send(connection, response_cgi(arena, &outcome.response)) == 0;
    FAILPOINT("answer-sent");
    log_request(connection, &outcome, delivered, clock_monotonic_ms() - begin_ms);
    FAILPOINT("request-logged");
    bool kept = fastcgi_finish(connection);
    FAILPOINT("request-over");
    arena_reset(arena);
    return kept;
}
