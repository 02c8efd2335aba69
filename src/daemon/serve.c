/*
 * One request from its first parameter to its log line.
 * Must never log what the client may not see in a log: bodies, signatures, header values.
 */
#include "daemon/serve.h"

#include "api/admit.h"
#include "api/dispatch.h"
#include "api/record.h"
#include "api/route.h"
#include "base/clock.h"
#include "base/failpoint.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/scoreboard.h"
#include "http/hints.h"
#include "http/request.h"
#include "observe/health.h"

enum {
    PATIENCE_MS = 100, /* nginx takes an answer at once; where it does not, events come first */
    WRITE_MAX_MS = 5000,
};

/* A request that took more than this is a large one. */
enum { LARGE_BYTES = 512 * 1024 };

/* What became of an answer. */
enum delivery { DELIVERED, DELIVERY_FAILED, DELIVERY_GIVEN_UP };

/*
 * Reads a request whole. Its body is let in by what it asks for, whoever asks; and it is read in
 * any case, for an answer comes behind it alone.
 */
static int
read_request(struct fastcgi *connection, const struct config *config, struct arena *arena,
             struct request *ret_request, struct fault *f)
{
    struct str body = STR("");
    struct fault body_fault;
    int64_t most = size_body_bytes(config, SIZE_ORDINARY);
    int64_t length = fastcgi_body_bytes(connection);
    int failed = request_from_params(arena, fastcgi_params(connection), body, ret_request, f);
    if (length > most && failed == 0) {
        enum size_class size = route_size(ret_request->method, ret_request->target);
        most = size_body_bytes(config, size);
        arena_allow(arena, size_row(size)->arena_bytes);
    }
    if (fastcgi_body(connection, arena, length, most, &body, &body_fault) < 0) {
        *f = body_fault;
        return -1;
    }
    ret_request->body = body;
    return failed;
}

static void
answer(struct fastcgi *connection, const struct config *config, struct server *server,
       struct arena *arena, struct request *ret_request, struct outcome *ret_outcome)
{
    struct fault f;
    if (read_request(connection, config, arena, ret_request, &f) == 0) {
        if (ret_request->operator_route)
            health_answer(server, arena, ret_request, ret_outcome);
        else
            dispatch(server, arena, ret_request, ret_outcome);
        return;
    }
    request_outline(arena, fastcgi_params(connection), ret_request);
    dispatch_refuse(server, arena, ret_request, &f, ret_outcome);
}

/*
 * Hands an answer to nginx. Whoever reads slowly gets so much time for all of it, which is less
 * than half of what the watchdog gives a worker without a sign of life; and what was kept for the
 * audit trail, this request's event with it, is on record before that, for this worker may not
 * outlive it.
 */
static enum delivery
deliver(struct fastcgi *connection, const struct config *config, struct server *server,
        struct message message, struct outcome *outcome)
{
    int64_t most_ms = config->server.hang_timeout_ms / 2;
    bool taken = fastcgi_send(connection, &message, clock_monotonic_ms() + PATIENCE_MS);
    if (!taken) {
        record_outcome(server, outcome);
        serve_record(server);
        scoreboard_beat();
        most_ms = most_ms < WRITE_MAX_MS ? most_ms : WRITE_MAX_MS;
        taken = fastcgi_send(connection, &message, clock_monotonic_ms() + most_ms);
    }
    if (!taken)
        fastcgi_give_up(connection);
    int ended = fastcgi_end(connection);
    return ended == 0 ? DELIVERED : taken ? DELIVERY_FAILED : DELIVERY_GIVEN_UP;
}

static void
report_lost(int64_t events)
{
    if (events > 0)
        log_event(LOG_WARN, "events_lost",
                  LOG_FIELD_NUMBER("worker", atomic_load(&scoreboard_own()->number)),
                  LOG_FIELD_NUMBER("events", events));
}

void
serve_record(struct server *server)
{
    report_lost(server_record(server));
}

void
serve_abandon(struct server *server)
{
    report_lost(server_abandon(server));
}

/* An operator's request is none of a service's: whoever watches would see himself. */
static void
count_request(const struct request *request, const struct outcome *outcome, enum delivery delivery,
              int64_t us)
{
    struct metrics metrics = scoreboard_metrics();
    if (request->operator_route)
        return;
    if (outcome->refused)
        metrics_count(metrics, METRICS_REFUSALS, outcome->fault.code, 1);
    if (delivery != DELIVERED)
        metrics_count(metrics, METRICS_UNDELIVERED, 0, 1);
    if (delivery == DELIVERY_GIVEN_UP)
        metrics_count(metrics, METRICS_GIVEN_UP, 0, 1);
    metrics_count_request(metrics, outcome->operation_number, outcome->response.status, us);
}

/* An answer that did not arrive is the operator's to know even where the answer was a good one. */
static enum log_level
level_of(const struct outcome *outcome, enum delivery delivery)
{
    static const enum log_level levels[] = {
        [FAULT_LEVEL_INFO] = LOG_INFO,
        [FAULT_LEVEL_WARN] = LOG_WARN,
        [FAULT_LEVEL_ERROR] = LOG_ERROR,
    };
    enum log_level level =
        outcome->refused ? levels[fault_row(outcome->fault.code)->level] : LOG_INFO;
    return delivery != DELIVERED && level < LOG_WARN ? LOG_WARN : level;
}

static void
log_request(const struct fastcgi *connection, const struct request *request,
            const struct outcome *outcome, enum delivery delivery, int64_t us)
{
    static const char *const deliveries[] = {
        [DELIVERY_FAILED] = "failed", [DELIVERY_GIVEN_UP] = "given_up"
    };
    const struct fault *f = &outcome->fault;
    bool refused = outcome->refused;
    /* Empty texts are left out of the line. */
    log_event(
        level_of(outcome, delivery), "request", LOG_FIELD_TEXT("request_id", outcome->request_id),
        LOG_FIELD_TEXT("op", outcome->operation), LOG_FIELD_TEXT("service", outcome->service),
        LOG_FIELD_TEXT("region", outcome->region), LOG_FIELD_TEXT("account", outcome->account_id),
        LOG_FIELD_TEXT("key", outcome->access_key_id),
        LOG_FIELD_TEXT("principal", outcome->principal),
        LOG_FIELD_NUMBER("status", outcome->response.status),
        LOG_FIELD_TEXT("fault", str_from(refused ? fault_row(f->code)->name : NULL)),
        LOG_FIELD_TEXT("reason", str_from(refused ? f->reason : NULL)),
        LOG_FIELD_TEXT("detail", str_from(refused ? f->detail : NULL)),
        LOG_FIELD_TEXT("delivery", str_from(delivery != DELIVERED ? deliveries[delivery] : NULL)),
        LOG_FIELD_DURATION("ms", us), LOG_FIELD_DURATION("db_ms", outcome->database_us),
        LOG_FIELD_ORDINAL("db_retries", outcome->database_retries),
        LOG_FIELD_NUMBER("bytes", (int64_t)response_body_bytes(&outcome->response)),
        LOG_FIELD_ORDINAL("attempt", hint_attempt(request)),
        LOG_FIELD_TEXT("traceparent", hint_traceparent(request)),
        LOG_FIELD_TEXT("remote", fastcgi_param(connection, "REMOTE_ADDR")));
}

/* Behind the answer: recorded, logged, counted. */
static void
conclude(const struct fastcgi *connection, struct server *server, const struct request *request,
         struct outcome *outcome, enum delivery delivery, int64_t us)
{
    record_outcome(server, outcome);
    log_request(connection, request, outcome, delivery, us);
    count_request(request, outcome, delivery, us);
    FAILPOINT("request-logged");
}

/*
 * Gives back what the request took. After a large one that is all, at the price of some hundred
 * microseconds and a session; whoever is next has them to wait for, and few are large.
 */
static void
give_back(struct server *server, struct arena *arena, size_t answer_bytes)
{
    bool large = arena_used(arena) + answer_bytes > LARGE_BYTES;
    arena_reset(arena);
    large = server_give_back(server) || large;
    if (large)
        memory_give_back();
}

bool
serve_request(struct fastcgi *connection, const struct config *config, struct server *server,
              struct arena *arena)
{
    struct request request;
    struct outcome outcome = { .refused = false };
    int64_t begin_us = clock_monotonic_us();
    answer(connection, config, server, arena, &request, &outcome);
    FAILPOINT("before-answer");
    enum delivery delivery =
        deliver(connection, config, server, response_cgi(arena, &outcome.response), &outcome);
    FAILPOINT("answer-sent");
    conclude(connection, server, &request, &outcome, delivery, clock_monotonic_us() - begin_us);
    bool kept = fastcgi_finish(connection);
    FAILPOINT("request-over");
    admit_end();
    give_back(server, arena, response_body_bytes(&outcome.response));
    return kept;
}
