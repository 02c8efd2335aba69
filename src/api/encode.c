/*
 * Answers in whatever protocol the request is in: status, headers, and which body. Must never send
 * a name that is not in a table.
 */
#include "api/encode.h"

#include <json-c/json.h>

#include "api/bind.h"
#include "base/json.h"
#include "wire/page_token.h"
#include "wire/protocols.h"
#include "wire/writer.h"

/* A client that was turned away for want of a database may come again after this many seconds. */
#define RETRY_AFTER_S STR("1")

/* Gives how AWS's sentences spell the service; empty while it is not known. */
static struct str
product_of(const struct exchange *x)
{
    return str_from(x->service != NULL ? x->service->product : NULL);
}

/* Gives the sentence of a single account's fault. */
static int
account_fault_text(struct exchange *x, struct json_object *json, struct str *ret_text,
                   struct fault *f)
{
    struct fault account = { 0 };
    struct str name = json_text(json), product = product_of(x);
    if (fault_from_name(name, &account.code) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "the result names an unknown fault %.*s",
                                STR_PRINTF(name));
    *ret_text = fault_sentence(x->arena, &account, x->dialect, product);
    return 0;
}

/* A writer_text_fn whose context is the exchange. */
static int
encode_text(void *context, const struct shape *shape, struct json_object *json,
            struct str *ret_text, struct fault *f)
{
    struct exchange *x = context;
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
    case SHAPE_NUMBER:
        if (json_object_is_type(json, json_type_string))
            *ret_text = json_text(json);
        break;
    case SHAPE_VERBATIM:
    case SHAPE_OBJECT:
    case SHAPE_NULLABLE:
    case SHAPE_LIST:
    case SHAPE_DOCUMENTS:
        break;
    }
    return 0;
}

static void
start_response(struct exchange *x, struct response *response, uint16_t status)
{
    const struct protocol_row *protocol = protocol_row(x->protocol);
    response_init(response, status);
    response_header(x->arena, response, "Content-Type", str_from(protocol->content_type));
    response_header(x->arena, response, "x-amzn-RequestId", x->request_id);
    if (protocol->smithy != NULL)
        response_header(x->arena, response, "smithy-protocol", str_from(protocol->smithy));
}

/* Puts the documents into their place of the body, where they are sent from where they lie. */
static int
add_documents(struct exchange *x, const struct answer *answer, size_t at, struct response *response,
              struct fault *f)
{
    size_t count = answer->document_count, parts = 0;
    struct str text = response->body;
    if (at == NO_DOCUMENTS)
        return count == 0 ? 0
                          : fault_set_detail(f, FAULT_INTERNAL, "%s has no place for documents",
                                             x->operation->name);
    struct str *more = arena_array(x->arena, 2 * count + 1, sizeof *more);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            more[parts++] = STR(",");
        more[parts++] = answer->documents[i];
    }
    more[parts++] = str_slice(text, at, text.size);
    response->body = str_slice(text, 0, at);
    response->more = more;
    response->more_count = parts;
    return 0;
}

int
encode_result(struct exchange *x, const struct answer *answer, struct response *ret_response,
              struct fault *f)
{
    struct writer writer = { .arena = x->arena,
                             .lower_camel = x->service->lower_camel,
                             .text = encode_text,
                             .context = x,
                             .operation = x->operation->name,
                             .xml_namespace = x->service->xml_namespace,
                             .request_id = x->request_id };
    struct buf body;
    buf_init(&body, x->arena);
    if (protocol_row(x->protocol)->result(&writer, x->operation->output, answer->result, &body, f) <
        0)
        return -1;
    start_response(x, ret_response, x->operation->status != 0 ? x->operation->status : 200);
    ret_response->body = buf_str(&body);
    return add_documents(x, answer, writer.documents_at, ret_response, f);
}

/*
 * Three bodies: the front end's, which clients of any service read; Security Hub's own; and that of
 * the account library, which names a type beside the header's code.
 */
static enum error_form
error_form(const struct exchange *x)
{
    return x->principal == NULL ? ERROR_FRONT
           : x->dialect->typed  ? ERROR_TYPED
                                : ERROR_MESSAGE_AND_CODE;
}

void
encode_fault(struct exchange *x, const struct fault *fault, struct response *ret_response)
{
    const struct protocol_row *protocol = protocol_row(x->protocol);
    struct fault_wording wording = fault_wording(fault->code, x->dialect);
    struct str product = product_of(x);
    struct error error = { .protocol = x->protocol,
                           .form = error_form(x),
                           .status = wording.status,
                           .code = wording.code,
                           .type = wording.type,
                           .sentence = fault_sentence(x->arena, fault, x->dialect, product),
                           .request_id = x->request_id };
    struct buf body;
    buf_init(&body, x->arena);
    protocol->error(&error, &body);
    start_response(x, ret_response, wording.status);
    if (protocol->error_header)
        response_header(x->arena, ret_response, "x-amzn-ErrorType", str_from(wording.code));
    if (fault->reason[0] != '\0') {
        /* The fault is its caller's and may be gone when the response is sent. */
        response_header(x->arena, ret_response, "x-memberhub-reason",
                        arena_copy(x->arena, str_from(fault->reason)));
    }
    if (fault_passes(fault->code))
        response_header(x->arena, ret_response, "Retry-After", RETRY_AFTER_S);
    ret_response->body = buf_str(&body);
}
