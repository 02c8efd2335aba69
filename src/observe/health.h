/*
 * What operators ask a worker: /healthz, /readyz and /metrics. Answers only what nginx marked as an
 * operator's route.
 */
#ifndef MEMBERHUB_OBSERVE_HEALTH_H
#define MEMBERHUB_OBSERVE_HEALTH_H

#include "api/outcome.h"
#include "api/server.h"
#include "base/arena.h"
#include "http/request.h"

/*
 * Answers /healthz (this process answers), /readyz (the server was not told to stop, and its
 * database answers, is writable and has the schema that this program needs; 503 with the reason
 * otherwise), /metrics (see scrape_answer()), 404 for anything else. Always fills *ret_outcome.
 */
void health_answer(struct server *server, struct arena *arena, const struct request *request,
                   struct outcome *ret_outcome);

#endif
