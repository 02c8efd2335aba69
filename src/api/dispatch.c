/*
 * The way of a request, in order. A principal comes from sigv4_verify() alone, and nothing below
 * that call runs without one; nothing is answered with success before the database said COMMIT.
 */
#include "api/dispatch.h"

#include "api/bind.h"
#include "api/decode.h"
#include "api/encode.h"
#include "api/exchange.h"
#include "api/retry_key.h"
#include "api/route.h"
#include "api/server_state.h"
#include "api/share.h"
#include "auth/sigv4.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"
#include "base/digest.h"
#include "base/failpoint.h"
#include "base/scoreboard.h"
#include "db/call.h"
#include "wire/protocols.h"

/* A credential that changes this often within one request is an attack or a mistake. */
enum { ACCESS_TRIES = 3 };
/* Of a user agent the audit event keeps this many bytes; SDKs' own have a few hundred. */
enum { USER_AGENT_MAX = 1024 };
/* Likewise of what a stranger claims to be; an access key id has at most 128. */
enum { CLAIM_MAX = 128 };

/* Fills in where a request came from, which is known of every one. */
static void
fill_origin(struct exchange *x)
{
    const struct header *user_agent = request_header(x->request, STR("user-agent"));
    x->caller = (struct caller){
        .request_id = x->request_id,
        .source_address = x->request->remote_address,
        .dialect = str_from(fault_dialect_name(x->dialect)),
    };
    if (user_agent != NULL && utf8_valid(user_agent->value))
        x->caller.user_agent = utf8_cut(user_agent->value, USER_AGENT_MAX);
}

static void
fill_caller(struct exchange *x, int64_t access_epoch)
{
    fill_origin(x);
    x->caller.account_id = principal_account_id(x->principal);
    x->caller.access_epoch = access_epoch;
    x->caller.identity = principal_identity(x->arena, x->principal);
    x->caller.service = principal_service(x->principal);
    x->caller.region = principal_region(x->principal);
    x->caller.operation = str_from(x->operation->name);
    if (x->operation->change) {
        x->caller.retry_key = retry_key_name(x);
        x->caller.signature = retry_key_signature(x);
    }
}

/* Gives what an event can hold of a claim, or `otherwise`: anybody may claim any bytes. */
static struct str
claimed(struct str text, struct str otherwise)
{
    return text.size > 0 && utf8_is_text(text) ? utf8_cut(text, CLAIM_MAX) : otherwise;
}

/* Fills in what a refused request claims of its signer, of which nothing is verified. */
static void
fill_stranger(struct exchange *x, int64_t unnoted)
{
    struct str access_key_id = claimed(x->claim.access_key_id, STR(""));
    struct buf identity;
    buf_init(&identity, x->arena);
    buf_add(&identity, STR("{\"type\":\"Unknown\""));
    if (access_key_id.size > 0) {
        buf_add(&identity, STR(",\"accessKeyId\":"));
        json_quote(&identity, access_key_id);
    }
    buf_add_char(&identity, '}');
    fill_origin(x);
    x->caller.account_id = STR("000000000000");
    x->caller.identity = buf_str(&identity);
    x->caller.service = claimed(x->claim.service, STR("unknown"));
    x->caller.region = claimed(x->claim.region, STR("unknown"));
    x->caller.operation = STR("RefusedSignature");
    if (unnoted > 0)
        x->caller.parameters =
            arena_format(x->arena, "{\"refusalsNotRecorded\":%lld}", (long long)unnoted);
}

/* Gives the operation's number, 0 when it is not known. */
static size_t
number_of(const struct exchange *x)
{
    return x->operation != NULL ? operation_number(x->service, x->operation) : 0;
}

/* Finds out who signed and what they ask for. */
static int
identify(struct server *server, struct exchange *x, struct fault *f)
{
    const struct sigv4_rules rules = { .now_s = clock_now_ms() / 1000,
                                       .skew_s = x->config->auth.clock_skew_s,
                                       .query_form = x->config->auth.query_form,
                                       .is_ours = service_is_served,
                                       .regions = str_from(x->config->auth.regions) };
    const struct credential_source source = credentials_source(server->credentials);
    if (sigv4_verify(x->arena, x->request, &rules, &source, &x->principal, f) < 0)
        return f->code == FAULT_MISSING_AUTHENTICATION ? route_unsigned(x, f) : -1;
    FAILPOINT("signature-verified");
    x->service = service_named(principal_service(x->principal));
    if (x->service == NULL)
        return fault_set_detail(f, FAULT_INTERNAL, "a verified service is not in the table");
    x->protocol = x->service->protocol;
    x->dialect = x->service->dialect;
    int routed = route(x, f);
    if (share_take(x->config, principal_account_id(x->principal), f) < 0 || routed < 0)
        return -1;
    atomic_store(&scoreboard_own()->operation, (int64_t)number_of(x));
    if (x->service->observed && x->config->compat.observed_errors &&
        x->operation->family == FAMILY_MEMBERSHIP)
        x->dialect = DIALECT_OBSERVED;
    return 0;
}

/* Fills in the caller, whose account's row is made first when it is a test account nobody used yet.
 */
static int
enter(struct server *server, struct exchange *x, struct fault *f)
{
    int64_t access_epoch = principal_access_epoch(x->principal);
    if (principal_account_absent(x->principal) &&
        credentials_open_test_account(server->credentials, x->arena,
                                      principal_account_id(x->principal), &access_epoch, f) < 0)
        return -1;
    fill_caller(x, access_epoch);
    FAILPOINT("caller-entered");
    return 0;
}

/* Shows whose rows a change will lock: its caller's and those of the accounts that it names. */
static int
take_locks(const struct exchange *x, struct fault *f)
{
    const char *locks = x->operation->locks;
    const struct value none = { .kind = VALUE_ABSENT };
    if (!x->operation->change)
        return 0;
    const struct value *named =
        locks != NULL ? arguments_named(x->service, x->operation, &x->arguments, str_from(locks))
                      : &none;
    return named->kind == VALUE_TEXT ? share_lock(x->config, &named->text, 1, f)
                                     : share_lock(x->config, named->items, named->count, f);
}

/* Decodes, calls and encodes, for a known principal and operation. */
static int
perform(struct server *server, struct exchange *x, struct response *ret_response, struct fault *f)
{
    const struct call *call = functions_call(server->functions, number_of(x));
    struct db_params params = { 0 };
    struct answer answered;
    if (x->operation->change && retry_key_check_presigned(x, clock_now_ms() / 1000, f) < 0)
        return -1;
    int decoded = decode(x, f);
    x->caller.parameters = x->arguments.parameters;
    if (decoded < 0)
        return -1;
    x->caller.detector_id = argument_text(x, &kind_detector);
    if (argument_text(x, &kind_retry_token).size > 0)
        x->caller.retry_key = retry_key_name(x);
    if (take_locks(x, f) < 0 || bind_arguments(x, call, &params, f) < 0)
        return -1;
    x->recorded = true;
    FAILPOINT("arguments-bound");
    if (call_operation(server->db, x->arena, &call->function->statement, &params, &answered, f) <
        0) {
        if (f->code == FAULT_REQUEST_BUSY && x->operation->change)
            share_stuck(x->config);
        return -1;
    }
    FAILPOINT("call-succeeded");
    return encode_result(x, &answered, ret_response, f);
}

/*
 * Has the audit event written of a change that was refused before its SQL function was called. A
 * refusal that cannot be put on record is answered as what prevented that.
 */
static void
record_refusal(struct server *server, struct exchange *x, struct fault *f)
{
    struct db_params params = { 0 };
    struct answer answered;
    struct fault prevented;
    struct str arguments[FAULT_ARGUMENTS];
    if (x->operation == NULL || !x->operation->change || x->recorded ||
        x->caller.account_id.size == 0)
        return;
    for (size_t i = 0; i < FAULT_ARGUMENTS; i++)
        arguments[i] = str_from(f->arguments[i]);
    call_init(x->arena, &params, &x->caller);
    db_param(&params, str_from(fault_row(f->code)->name));
    db_param(&params, db_text_array(x->arena, arguments, FAULT_ARGUMENTS));
    x->recorded = true;
    if (call_operation(server->db, x->arena, statement_row(STATEMENT_RECORD_REFUSAL), &params,
                       &answered, &prevented) < 0)
        *f = prevented;
}

/* One pass along the way; FAULT_ACCESS_CHANGED asks for another with a fresh credential. */
static int
answer(struct server *server, struct exchange *x, struct response *ret_response, struct fault *f)
{
    if (identify(server, x, f) == 0 && enter(server, x, f) == 0 &&
        perform(server, x, ret_response, f) == 0)
        return 0;
    /* Who is to come again in a moment costs nothing now: no event, and no answer for the retry. */
    if (f->code == FAULT_ACCOUNT_BUSY)
        return -1;
    record_refusal(server, x, f);
    FAILPOINT("call-refused");
    /* What no SQL function had a part in may rest on a credential that is no more. */
    if (!x->recorded && x->principal != NULL &&
        credentials_revoked(server->credentials, x->arena, x->principal))
        return fault_set(f, FAULT_ACCESS_CHANGED);
    return -1;
}

/* Takes the pass again while the account's access changed under it. Nothing happened in a pass that
 * says so. */
static int
answer_as_of_now(struct server *server, struct exchange *x, struct response *ret_response,
                 struct fault *f)
{
    const struct exchange start = *x;
    for (int tries = 0; tries < ACCESS_TRIES; tries++) {
        *x = start;
        if (answer(server, x, ret_response, f) == 0)
            return 0;
        if (f->code != FAULT_ACCESS_CHANGED)
            return -1;
        credentials_forget(server->credentials, x->principal);
    }
    return -1;
}

static void
fill_outcome(const struct exchange *x, struct outcome *outcome)
{
    outcome->request_id = x->request_id;
    outcome->operation_number = number_of(x);
    if (x->principal != NULL) {
        outcome->service = principal_service(x->principal);
        outcome->region = principal_region(x->principal);
        outcome->account_id = principal_account_id(x->principal);
        outcome->access_key_id = principal_access_key_id(x->principal);
        outcome->principal = principal_arn(x->arena, x->principal);
    }
    if (x->operation != NULL)
        outcome->operation = str_from(x->operation->name);
}

/* Finds out in which protocol a client that could not be identified will read the refusal. */
static void
guess_protocol(struct exchange *x)
{
    const struct service *service = service_named(x->claim.service);
    x->protocol = service != NULL ? service->protocol : protocol_of(x->request, x->claim.service);
    x->dialect = protocol_row(x->protocol)->dialect;
}

static void
refuse(struct exchange *x, const struct fault *fault, struct outcome *outcome)
{
    outcome->refused = true;
    outcome->fault = *fault;
    if (x->principal == NULL) {
        x->claim = sigv4_claimed(x->arena, x->request);
        guess_protocol(x);
    }
    encode_fault(x, fault, &outcome->response);
}

/* Has a call put on record that no SQL function did. */
static void
note(struct server *server, struct exchange *x, const struct fault *f)
{
    int64_t unnoted;
    if (x->principal == NULL) {
        /* At any other level it is our own failure to tell who it was. */
        if (!server->config->audit.refusals || fault_row(f->code)->level != FAULT_LEVEL_INFO ||
            !journal_admits_stranger(server->journal, &unnoted))
            return;
        fill_stranger(x, unnoted);
    } else if (!server->config->audit.reads || x->operation == NULL || x->operation->change ||
               x->caller.account_id.size == 0) {
        return;
    }
    journal_note(server->journal, x->arena, &x->caller, f);
}

void
dispatch(struct server *server, struct arena *arena, const struct request *request,
         struct outcome *ret_outcome)
{
    struct exchange x = { .arena = arena,
                          .config = server->config,
                          .page_key = &server->page_key,
                          .session_keys = &server->session_keys,
                          .request = request,
                          .request_id = request_id_make(arena) };
    struct fault f;
    int64_t spent_us = db_spent_us(server->db), retries = db_retries(server->db);
    *ret_outcome = (struct outcome){ 0 };
    FAILPOINT("request-read");
    if (answer_as_of_now(server, &x, &ret_outcome->response, &f) < 0) {
        refuse(&x, &f, ret_outcome);
        note(server, &x, &f);
    } else {
        note(server, &x, NULL);
    }
    fill_outcome(&x, ret_outcome);
    ret_outcome->database_us = db_spent_us(server->db) - spent_us;
    ret_outcome->database_retries = db_retries(server->db) - retries;
}

void
dispatch_refuse(struct server *server, struct arena *arena, const struct request *outline,
                const struct fault *fault, struct outcome *ret_outcome)
{
    struct exchange x = { .arena = arena,
                          .config = server->config,
                          .request = outline,
                          .request_id = request_id_make(arena) };
    *ret_outcome = (struct outcome){ 0 };
    refuse(&x, fault, ret_outcome);
    fill_outcome(&x, ret_outcome);
}
