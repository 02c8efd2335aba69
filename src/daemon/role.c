/*
 * THE ROLE TABLE, and how its rows come to life.
 * Must never hold what differs from one child of a role to the next.
 */
#include "daemon/role.h"

#include "daemon/counter.h"
#include "daemon/sealer.h"
#include "daemon/worker.h"

/* The sealer gives its calls half a minute, and has trees to make between them. */
enum { SEALER_LEAST_HANG_MS = 60000 };

static int64_t
count_workers(const struct config *config)
{
    return config->server.workers;
}

static int64_t
count_sealers(const struct config *config)
{
    return config->audit.seal ? 1 : 0;
}

static int
run_worker(const struct config *config, int64_t number, struct listener *listener, struct fault *f)
{
    return worker_run(config, (struct worker_role){ .number = number }, listener, f);
}

static int
run_sealer(const struct config *config, int64_t number, struct listener *listener, struct fault *f)
{
    (void)number;
    listener_close(listener);
    return sealer_run(config, false, f);
}

/* Where no sealer counts relationships for the operators. */
static int64_t
count_counters(const struct config *config)
{
    return config->audit.seal ? 0 : 1;
}

static int
run_counter(const struct config *config, int64_t number, struct listener *listener, struct fault *f)
{
    (void)number;
    listener_close(listener);
    return counter_run(config, f);
}

const struct role roles[SCOREBOARD_ROLES] = {
    [SCOREBOARD_WORKER] = { "worker", "worker_not_started", "worker_gone", "worker_hung",
                            "memberhubd", 0, count_workers, run_worker },
    [SCOREBOARD_SEALER] = { "sealer", "sealer_not_started", "sealer_gone", "sealer_hung",
                            "memberhub-seal", SEALER_LEAST_HANG_MS, count_sealers, run_sealer },
    [SCOREBOARD_COUNTER] = { "counter", "counter_not_started", "counter_gone", "counter_hung",
                             "memberhub-count", 0, count_counters, run_counter },
};
