/*
 * Events of calls that no SQL function recorded. A change that was refused before its function was
 * called is on record before it is answered; what changed nothing is noted behind its answer.
 */
#ifndef MEMBERHUB_API_RECORD_H
#define MEMBERHUB_API_RECORD_H

#include "api/exchange.h"
#include "api/outcome.h"
#include "api/server.h"
#include "base/fault.h"

/*
 * Has the event written of a change that is refused with `f`, if its caller is known and nothing
 * recorded it yet. A refusal that cannot be put on record is answered as what prevented that:
 * then *f is that.
 */
void record_refusal(struct server *server, struct exchange *x, struct fault *f);

/*
 * Notes in the worker's journal what an outcome has left to record: a read, or a request whose
 * signature was refused, where the settings want those. To be called when the answer was handed
 * on, or when it is not known whether it can be; a second call does nothing.
 */
void record_outcome(struct server *server, struct outcome *outcome);

#endif
