/*
 * What operators ask a worker: /healthz, /readyz and /metrics. Answers only what nginx marked as an
 * operator's route.
 */
#ifndef MEMBERHUB_API_HEALTH_H
#define MEMBERHUB_API_HEALTH_H

#include "api/server.h"
#include "base/arena.h"
#include "base/str.h"
#include "http/request.h"
#include "http/response.h"

/*
 * Answers /healthz (this process answers), /readyz (the server was not told to stop, and its
 * database answers, is writable and has the schema that this program needs; 503 with the reason
 * otherwise), /metrics (see scrape_answer()), 404 for anything else.
 */
void health_answer(struct server *server, struct arena *arena, const struct request *request,
                   struct str request_id, struct response *ret_response);

#endif
