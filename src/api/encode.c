/*
 * Answers in whatever protocol the request is in: status, headers, and which body. Must never send
 * a name that is not in a table.
 */
#include "api/encode.h"

#include <json-c/json.h>

#include "api/bind.h"
#include "api/encode_body.h"
#include "base/json.h"
#include "wire/page_token.h"

/* A client that was turned away for want of a database may come again after this many seconds. */
#define RETRY_AFTER_S STR("1")

struct encoding {
    const char *content_type;
    int (*result)(struct exchange *, struct json_object *, struct buf *, struct fault *);
    void (*fault)(struct exchange *, const struct fault_dialect *, struct str, struct buf *);
    bool error_header;  /* clients look for the exception in x-amzn-ErrorType */
    const char *smithy; /* the header that clients look for before they read the body, or NULL */
};

/* The protocols; those without results are of services that are not served. */
static const struct encoding encodings[] = {
    [PROTOCOL_REST_JSON] = { "application/json", encode_json_result, encode_rest_json_fault, true,
                             NULL },
    [PROTOCOL_JSON] = { "application/x-amz-json-1.1", encode_json_result, encode_json_fault, true,
                        NULL },
    [PROTOCOL_CBOR] = { "application/cbor", NULL, encode_cbor_fault, false, "rpc-v2-cbor" },
    [PROTOCOL_QUERY] = { "text/xml", encode_xml_result, encode_xml_fault, false, NULL },
    [PROTOCOL_EC2] = { "text/xml", NULL, encode_xml_fault, false, NULL },
    [PROTOCOL_REST_XML] = { "text/xml", NULL, encode_xml_fault, false, NULL },
    [PROTOCOL_S3] = { "application/xml", NULL, encode_xml_fault, false, NULL },
};

/* Gives the sentence of a single account's fault. */
static int
account_fault_text(struct exchange *x, struct json_object *json, struct str *ret_text,
                   struct fault *f)
{
    struct fault account = { 0 };
    struct str name = json_text(json), product = str_from(service_row(x->service)->product);
    if (fault_from_name(name, &account.code) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "the result names an unknown fault %.*s",
                                STR_PRINTF(name));
    *ret_text = fault_sentence(x->arena, &account, x->dialect, product);
    return 0;
}

int
encode_text(struct exchange *x, const struct shape *shape, struct json_object *json,
            struct str *ret_text, struct fault *f)
{
    *ret_text = (struct str){ NULL, 0 };
    switch (shape->kind) {
    case SHAPE_FAULT:
        return account_fault_text(x, json, ret_text, f);
    case SHAPE_POSITION:
        *ret_text = page_token_make(x->arena, x->page_key, listing_name(x), json_text(json));
        break;
    case SHAPE_SECRET:
        *ret_text = role_session_secret(x->arena, x->session_keys, json_text(json));
        break;
    case SHAPE_SESSION:
        *ret_text =
            role_session_token_make(x->arena, x->session_keys,
                                    json_text(json_object_object_get(json, "access_key_id")), json);
        break;
    case SHAPE_VALUE:
        if (json_object_is_type(json, json_type_string))
            *ret_text = json_text(json);
        break;
    case SHAPE_VERBATIM:
    case SHAPE_OBJECT:
    case SHAPE_NULLABLE:
    case SHAPE_LIST:
        break;
    }
    return 0;
}

const char *
encode_name(struct exchange *x, const struct shape *shape)
{
    const char *own = x->service == SERVICE_GUARDDUTY ? shape->guardduty : NULL;
    return own != NULL ? own : service_spelling(x->arena, x->service, shape->wire);
}

static void
start_response(struct exchange *x, struct response *response, uint16_t status)
{
    const struct encoding *encoding = &encodings[x->protocol];
    response_init(response, status);
    response_header(x->arena, response, "Content-Type", str_from(encoding->content_type));
    response_header(x->arena, response, "x-amzn-RequestId", x->request_id);
    if (encoding->smithy != NULL)
        response_header(x->arena, response, "smithy-protocol", str_from(encoding->smithy));
}

int
encode_result(struct exchange *x, struct json_object *result, struct response *ret_response,
              struct fault *f)
{
    struct buf body;
    buf_init(&body, x->arena);
    if (encodings[x->protocol].result(x, result, &body, f) < 0)
        return -1;
    start_response(x, ret_response, x->operation->status != 0 ? x->operation->status : 200);
    ret_response->body = buf_str(&body);
    return 0;
}

void
encode_fault(struct exchange *x, const struct fault *fault, struct response *ret_response)
{
    const struct encoding *encoding = &encodings[x->protocol];
    const struct fault_dialect *dialect = fault_dialect(fault->code, x->dialect);
    struct str product = str_from(service_row(x->service)->product);
    struct buf body;
    buf_init(&body, x->arena);
    encoding->fault(x, dialect, fault_sentence(x->arena, fault, x->dialect, product), &body);
    start_response(x, ret_response, dialect->status);
    if (encoding->error_header)
        response_header(x->arena, ret_response, "x-amzn-ErrorType", str_from(dialect->code));
    if (fault->reason[0] != '\0') {
        /* The fault is its caller's and may be gone when the response is sent. */
        response_header(x->arena, ret_response, "x-memberhub-reason",
                        arena_copy(x->arena, str_from(fault->reason)));
    }
    if (fault_passes(fault->code))
        response_header(x->arena, ret_response, "Retry-After", RETRY_AFTER_S);
    ret_response->body = buf_str(&body);
}
