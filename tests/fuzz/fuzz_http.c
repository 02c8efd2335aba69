/*
 * Targets for what a client sends before anybody knows who it is: the message, its signature, and
 * the operation that it names.
 */
#include "api/decode.h"
#include "api/route.h"
#include "auth/sigv4.h"
#include "base/attributes.h"
#include "fuzz.h"
#include "http/hints.h"
#include "http/request.h"

enum { PARAMS_MAX = 128 };

/* What holds of every request that was taken. */
static void
check_request(struct arena *arena, const struct request *request)
{
    struct str whole = request->path;
    if (request->query.data != NULL)
        whole =
            arena_format(arena, "%.*s?%.*s", STR_PRINTF(request->path), STR_PRINTF(request->query));
    MUST(str_equal(whole, request->target));
    MUST(request->target.size <= REQUEST_TARGET_MAX);
    MUST(request->header_count <= REQUEST_HEADERS_MAX);
    for (size_t i = 0; i < request->header_count; i++)
        MUST(request_header_count(request, request->headers[i].name) > 0);
    MUST(hint_attempt(request) >= 0);
    (void)hint_traceparent(request);
}

void
fuzz_request(struct arena *arena, struct str input)
{
    struct request request;
    struct fault f;
    if (request_from_text(arena, input, &request, &f) == 0)
        check_request(arena, &request);
}

/* NAME=value pairs, a NUL behind each, and the body behind the last. */
void
fuzz_params(struct arena *arena, struct str input)
{
    char *params[PARAMS_MAX + 1] = { NULL };
    struct request request, outline;
    struct fault f;
    size_t count = 0, start = 0;
    for (size_t i = 0; i < input.size && count < PARAMS_MAX; i++) {
        if (input.data[i] != '\0')
            continue;
        struct str param = { input.data + start, i - start };
        params[count++] = (char *)(uintptr_t)arena_copy(arena, param).data;
        start = i + 1;
    }
    struct str body = { input.data + start, input.size - start };
    request_outline(arena, params, &outline);
    if (request_from_params(arena, params, body, &request, &f) == 0)
        check_request(arena, &request);
}

void
fuzz_signature(struct arena *arena, struct str input)
{
    static const uint8_t key[SHA256_SIZE] = { 1 };
    const struct sigv4_rules rules = {
        .now_s = 1795319100, .skew_s = 300, .query_form = true, .regions = STR("*")
    };
    struct request request;
    struct sigv4_claim claim;
    struct sigv4_stages stages;
    struct fault f;
    if (request_from_text(arena, input, &request, &f) < 0)
        return;
    (void)sigv4_claimed(arena, &request);
    if (sigv4_parse(arena, &request, &rules, &claim, &f) < 0)
        return;
    sigv4_compute(arena, &request, &claim, key, &stages);
    struct str resource = sigv4_resource(arena, &request, claim.service);
    MUST(str_equal(resource, sigv4_resource(arena, &request, claim.service)));
    /* Nobody can guess what this key signs. */
    MUST(!sigv4_matches(&claim, &stages));
    if (sigv4_check_scope(arena, &claim, &rules, &f) == 0)
        MUST(claim.credential_parts == 5);
    if (sigv4_check_payload(&request, &stages, &f) < 0)
        MUST(f.code == FAULT_INVALID_SIGNATURE);
}

/* A byte that says which service, and a message to it. */
void
fuzz_operation(struct arena *arena, struct str input)
{
    static const struct config config = { .limits.body_bytes = 65536, .audit.reads = true };
    struct request request;
    struct fault f;
    if (input.size == 0)
        return;
    size_t count = 0;
    while (services[count] != NULL)
        count++;
    const struct service *service = services[(unsigned char)input.data[0] % count];
    struct str text = { input.data + 1, input.size - 1 };
    if (request_from_text(arena, text, &request, &f) < 0)
        return;
    struct exchange x = { .arena = arena,
                          .config = &config,
                          .request = &request,
                          .service = service,
                          .protocol = service->protocol };
    if (route(&x, &f) < 0)
        return;
    MUST(x.operation != NULL &&
         operation_named(service, str_from(x.operation->name)) == x.operation);
    if (decode(&x, &f) < 0)
        MUST(f.code < fault_count());
}
