/*
 * Putting on record what no SQL function did. Must never note a change, whose event is in its own
 * transaction.
 */
#include "api/record.h"

#include "api/caller.h"
#include "api/server_state.h"
#include "db/call.h"

void
record_refusal(struct server *server, struct exchange *x, struct fault *f)
{
    struct db_params params = { 0 };
    struct answer answer;
    struct fault prevented;
    struct str arguments[FAULT_ARGUMENTS];
    if (x->caller == NULL || !x->operation->change || x->recorded)
        return;
    for (size_t i = 0; i < FAULT_ARGUMENTS; i++)
        arguments[i] = str_from(f->arguments[i]);
    call_init(x->arena, &params, x->caller);
    db_param(&params, str_from(fault_row(f->code)->name));
    db_param(&params, db_text_array(x->arena, arguments, FAULT_ARGUMENTS));
    x->recorded = true;
    if (call_operation(server->db, x->arena, statement_row(STATEMENT_RECORD_REFUSAL), &params,
                       &answer, &prevented) < 0)
        *f = prevented;
}

/* Gives who shows in the event of a request whose signer is not known; NULL: it has none. */
static const struct caller *
stranger_of(struct server *server, const struct exchange *x, const struct fault *f)
{
    int64_t unnoted;
    /* At any other level it is our own failure to tell who it was. */
    bool refused = fault_row(f->code)->level == FAULT_LEVEL_INFO;
    if (!server->config->audit.refusals || !refused ||
        !journal_admits_stranger(server->journal, &unnoted))
        return NULL;
    return caller_stranger(x, unnoted);
}

/* Tells whether a read's event is its function's affair: it was called, and did not fail. */
static bool
is_on_record(const struct exchange *x, const struct fault *f)
{
    return x->operation->viewing && x->recorded &&
           (f == NULL || fault_row(f->code)->level == FAULT_LEVEL_INFO);
}

void
record_outcome(struct server *server, struct outcome *outcome)
{
    const struct exchange *x = outcome->exchange;
    const struct fault *f = outcome->refused ? &outcome->fault : NULL;
    const struct caller *caller = NULL;
    outcome->exchange = NULL;
    if (x == NULL)
        return;
    if (x->principal == NULL)
        caller = stranger_of(server, x, f);
    else if (server->config->audit.reads && x->caller != NULL && !x->operation->change &&
             !is_on_record(x, f))
        caller = x->caller;
    if (caller != NULL)
        journal_note(server->journal, x->arena, caller, f, x->answered_ms);
}
