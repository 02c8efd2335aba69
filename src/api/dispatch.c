/*
 * The list: each stage of a request's way is one call into a file of its own, in order. Nothing
 * below identify() runs without a verified principal, and nothing is answered with success before
 * the database said COMMIT.
 */
#include "api/dispatch.h"

#include "api/admit.h"
#include "api/authorize.h"
#include "api/bind.h"
#include "api/caller.h"
#include "api/decode.h"
#include "api/encode.h"
#include "api/exchange.h"
#include "api/identify.h"
#include "api/record.h"
#include "api/retry_key.h"
#include "api/route.h"
#include "api/server_state.h"
#include "api/wording.h"
#include "base/clock.h"
#include "base/failpoint.h"
#include "db/call.h"

/* A credential that changes this often within one request is an attack or a mistake. */
enum { ACCESS_TRIES = 3 };

/* Makes of an exchange one of which nothing is known but what is asked of whom. */
static void
start(const struct server *server, struct exchange *x, struct arena *arena,
      const struct request *request, struct str request_id)
{
    *x = (struct exchange){ .arena = arena,
                            .config = server->config,
                            .page_key = &server->page_key,
                            .session_keys = &server->session_keys,
                            .request = request,
                            .request_id = request_id,
                            .dialect = &fault_manners[MANNER_REST] };
}

/* The call itself: from here on the event is the SQL function's. */
static int
call_function(struct server *server, struct exchange *x, const struct call *call,
              const struct db_params *params, struct answer *ret_answer, struct fault *f)
{
    x->recorded = true;
    FAILPOINT("arguments-bound");
    if (call_operation(server->db, x->arena, &call->function->statement, params, ret_answer, f) <
        0) {
        admit_failed(x, f);
        return -1;
    }
    FAILPOINT("call-succeeded");
    return 0;
}

/* THE WAY, once along it. */
static int
pass(struct server *server, struct exchange *x, struct response *ret_response, struct fault *f)
{
    struct db_params params = { 0 };
    struct answer answer;
    if (identify(server, x, f) < 0)
        return -1;
    /* Who asks for what is not there has a share of the workers like others. */
    int routed = route(x, f);
    if (admit_request(x, f) < 0 || routed < 0)
        return -1;
    wording_choose(x);
    const struct call *call =
        functions_call(server->functions, operation_number(x->service, x->operation));
    /* What cannot be decoded is on record as its caller's. */
    int decoded = retry_key_check_presigned(x, f) == 0 ? decode(x, f) : -1;
    if (caller_make(server, x, f) < 0 || decoded < 0 || authorize(x, f) < 0 ||
        admit_locks(x, f) < 0 || bind_arguments(x, call, &params, f) < 0 ||
        call_function(server, x, call, &params, &answer, f) < 0)
        return -1;
    return encode_result(x, &answer, ret_response, f);
}

/* What a refusal takes before it is one: it is on record, and rests on nothing that is no more. */
static void
settle(struct server *server, struct exchange *x, struct fault *f)
{
    /* Who is to come again in a moment costs nothing now: no event, and no answer for the retry. */
    if (f->code == FAULT_ACCOUNT_BUSY)
        return;
    record_refusal(server, x, f);
    FAILPOINT("call-refused");
    /* What no SQL function had a part in may rest on a credential that is no more. */
    if (!x->recorded && x->principal != NULL &&
        credentials_revoked(server->credentials, x->arena, x->principal))
        fault_set(f, FAULT_ACCESS_CHANGED);
}

/* Passes along the way, again while the account's access changed under it: nothing happened in a
 * pass that says so. */
static int
answer(struct server *server, struct exchange *x, struct response *ret_response, struct fault *f)
{
    for (int tries = 1; pass(server, x, ret_response, f) < 0; tries++) {
        settle(server, x, f);
        if (f->code != FAULT_ACCESS_CHANGED)
            return -1;
        credentials_forget(server->credentials, x->principal);
        if (tries == ACCESS_TRIES)
            return -1;
        start(server, x, x->arena, x->request, x->request_id);
    }
    return 0;
}

static void
refuse(struct exchange *x, const struct fault *fault, struct outcome *outcome)
{
    outcome->refused = true;
    outcome->fault = *fault;
    if (x->principal == NULL) {
        x->claim = sigv4_claimed(x->arena, x->request);
        wording_choose(x);
    }
    encode_fault(x, fault, &outcome->response);
}

/* Says behind an answer who got it, and for what. */
static void
fill_outcome(const struct exchange *x, struct outcome *outcome)
{
    outcome->request_id = x->request_id;
    if (x->principal != NULL) {
        outcome->service = principal_service(x->principal);
        outcome->region = principal_region(x->principal);
        outcome->account_id = principal_account_id(x->principal);
        outcome->access_key_id = principal_access_key_id(x->principal);
        outcome->principal = principal_arn(x->principal);
    }
    if (x->operation != NULL) {
        outcome->operation = str_from(x->operation->name);
        outcome->operation_number = operation_number(x->service, x->operation);
    }
}

void
dispatch(struct server *server, struct arena *arena, const struct request *request,
         struct outcome *ret_outcome)
{
    struct exchange *x = arena_alloc(arena, sizeof *x);
    struct fault f;
    int64_t spent_us = db_spent_us(server->db), retries = db_retries(server->db);
    *ret_outcome = (struct outcome){ .exchange = x };
    start(server, x, arena, request, request_id_make(arena));
    FAILPOINT("request-read");
    if (answer(server, x, &ret_outcome->response, &f) < 0)
        refuse(x, &f, ret_outcome);
    x->answered_ms = clock_now_ms();
    fill_outcome(x, ret_outcome);
    ret_outcome->database_us = db_spent_us(server->db) - spent_us;
    ret_outcome->database_retries = db_retries(server->db) - retries;
}

void
dispatch_refuse(struct server *server, struct arena *arena, const struct request *outline,
                const struct fault *fault, struct outcome *ret_outcome)
{
    struct exchange x;
    start(server, &x, arena, outline, request_id_make(arena));
    *ret_outcome = (struct outcome){ .request_id = x.request_id };
    refuse(&x, fault, ret_outcome);
}
