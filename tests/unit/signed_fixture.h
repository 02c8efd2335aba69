/*
 * Requests that a client signed just now, by the clock of the running case, as nginx hands them on.
 */
#ifndef MEMBERHUB_TESTS_SIGNED_FIXTURE_H
#define MEMBERHUB_TESTS_SIGNED_FIXTURE_H

#include "auth/sigv4.h"
#include "base/clock.h"
#include "base/codec.h"
#include "fake_clock.h"
#include "harness.h"

/* What is NULL or 0 is as in a GetAdministratorAccount of a test account. */
struct signed_call {
    const char *method, *path, *service, *body;
    const char *key_id, *secret;
    const char *token;      /* of a session */
    const char *invocation; /* the SDK's name for the call */
    int64_t age_s;          /* since it was signed */
};

/* Gives the message with this signature. */
static inline struct str
signed_text(const struct signed_call *call, struct str signature)
{
    const char *key_id = call->key_id != NULL ? call->key_id : "111111111111";
    const char *service = call->service != NULL ? call->service : "securityhub";
    struct str date = time_format_basic(test_arena(), FAKE_NOW_S - call->age_s);
    struct str token = STR(""), invocation = STR("");
    if (call->token != NULL)
        token = arena_format(test_arena(), "X-Amz-Security-Token: %s\r\n", call->token);
    if (call->invocation != NULL)
        invocation = arena_format(test_arena(), "amz-sdk-invocation-id: %s\r\n", call->invocation);
    return arena_format(
        test_arena(),
        "%s %s HTTP/1.1\r\nHost: hub.example\r\nX-Amz-Date: %s\r\nUser-Agent: test\r\n%s%s"
        "Authorization: AWS4-HMAC-SHA256 Credential=%s/%.8s/eu-west-1/%s/aws4_request, "
        "SignedHeaders=host;x-amz-date%s, Signature=%.*s\r\n\r\n%s",
        call->method != NULL ? call->method : "GET",
        call->path != NULL ? call->path : "/administrator", date.data, token.data, invocation.data,
        key_id, date.data, service, call->token != NULL ? ";x-amz-security-token" : "",
        STR_PRINTF(signature), call->body != NULL ? call->body : "");
}

/* Gives the request, good for five minutes. */
static inline const struct request *
signed_request(struct signed_call call)
{
    const struct sigv4_rules rules = { .regions = STR("*") };
    const char *secret = call.secret != NULL ? call.secret : "test";
    struct request *request = arena_alloc(test_arena(), sizeof *request);
    struct sigv4_claim claim;
    struct sigv4_stages stages;
    struct fault f;
    struct str text = signed_text(&call, STR("0"));
    CU_ASSERT_EQUAL_FATAL(request_from_text(test_arena(), text, request, &f), 0);
    CU_ASSERT_EQUAL_FATAL(sigv4_parse(test_arena(), request, &rules, &claim, &f), 0);
    const struct credential_scope scope = sigv4_scope(&claim);
    uint8_t key[SHA256_SIZE];
    sigv4_signing_key(test_arena(), str_from(secret), &scope, key);
    sigv4_compute(test_arena(), request, &claim, key, &stages);
    text = signed_text(&call, hex_encode(test_arena(), stages.signature, sizeof stages.signature));
    CU_ASSERT_EQUAL_FATAL(request_from_text(test_arena(), text, request, &f), 0);
    request->remote_address = STR("192.0.2.7");
    return request;
}

/* Gives who signed a call, by what a source knows of the key; in the arena. */
static inline const struct principal *
signer_of(struct arena *arena, struct signed_call call, const struct credential_source *source)
{
    const struct sigv4_rules rules = { .now_s = FAKE_NOW_S, .skew_s = 300, .regions = STR("*") };
    const struct principal *principal = NULL;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(sigv4_verify(arena, signed_request(call), &rules, source, &principal, &f),
                          0);
    return principal;
}

#endif
