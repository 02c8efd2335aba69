/*
 * /metrics: what all processes counted, and what the database says just now, as one page. Never
 * makes a scrape wait for a database that is away: it then says what memory knows.
 */
#ifndef MEMBERHUB_OBSERVE_SCRAPE_H
#define MEMBERHUB_OBSERVE_SCRAPE_H

#include "api/server.h"
#include "base/arena.h"
#include "http/response.h"

/* Answers with all series, 200 always. */
void scrape_answer(struct server *server, struct arena *arena, struct response *ret_response);

#endif
