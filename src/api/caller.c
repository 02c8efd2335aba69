/*
 * Making callers. Must never give a stranger anything that a verified caller has.
 */
#include "api/caller.h"

#include "api/retry_key.h"
#include "api/server_state.h"
#include "base/buf.h"
#include "base/codec.h"
#include "base/failpoint.h"

/* Of a user agent the audit event keeps this many bytes; SDKs' own have a few hundred. */
enum { USER_AGENT_MAX = 1024 };
/* Likewise of what a stranger claims to be; an access key id has at most 128. */
enum { CLAIM_MAX = 128 };

/* Gives a caller with what is known of every request: where it came from, and how it is answered.
 */
static struct caller *
begin(const struct exchange *x)
{
    const struct header *user_agent = request_header(x->request, STR("user-agent"));
    struct caller *caller = arena_alloc(x->arena, sizeof *caller);
    *caller = (struct caller){
        .request_id = x->request_id,
        .source_address = x->request->remote_address,
        .dialect = str_from(x->dialect->name),
    };
    if (user_agent != NULL && utf8_valid(user_agent->value))
        caller->user_agent = utf8_cut(user_agent->value, USER_AGENT_MAX);
    return caller;
}

/* Gives the epoch that the principal was verified under, or that of its account's first row. */
static int
access_epoch(struct server *server, const struct exchange *x, int64_t *ret_epoch, struct fault *f)
{
    *ret_epoch = principal_access_epoch(x->principal);
    if (!principal_account_absent(x->principal))
        return 0;
    return credentials_open_test_account(server->credentials, x->arena,
                                         principal_account_id(x->principal), ret_epoch, f);
}

int
caller_make(struct server *server, struct exchange *x, struct fault *f)
{
    int64_t epoch;
    /* What was refused before stands unless this is. */
    struct fault refused;
    if (access_epoch(server, x, &epoch, &refused) < 0) {
        *f = refused;
        return -1;
    }
    struct caller *caller = begin(x);
    caller->account_id = principal_account_id(x->principal);
    caller->access_epoch = epoch;
    caller->identity = principal_identity(x->arena, x->principal);
    caller->service = principal_service(x->principal);
    caller->region = principal_region(x->principal);
    caller->operation = str_from(x->operation->name);
    caller->parameters = x->arguments.parameters;
    caller->detector_id = argument_text(x, &kind_detector);
    if (x->operation->change) {
        caller->retry_key = retry_key_name(x);
        caller->signature = retry_key_signature(x);
    }
    caller->unrecorded = x->operation->viewing && !x->config->audit.reads;
    x->caller = caller;
    FAILPOINT("caller-entered");
    return 0;
}

/* Gives what an event can hold of a claim, or `otherwise`: anybody may claim any bytes. */
static struct str
claimed(struct str text, struct str otherwise)
{
    return text.size > 0 && utf8_is_text(text) ? utf8_cut(text, CLAIM_MAX) : otherwise;
}

static struct str
stranger_identity(const struct exchange *x)
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
    return buf_str(&identity);
}

const struct caller *
caller_stranger(const struct exchange *x, int64_t unnoted)
{
    struct caller *caller = begin(x);
    caller->account_id = STR("000000000000");
    caller->identity = stranger_identity(x);
    caller->service = claimed(x->claim.service, STR("unknown"));
    caller->region = claimed(x->claim.region, STR("unknown"));
    caller->operation = STR("RefusedSignature");
    if (unnoted > 0)
        caller->parameters =
            arena_format(x->arena, "{\"refusalsNotRecorded\":%lld}", (long long)unnoted);
    return caller;
}
