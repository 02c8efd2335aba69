/*
 * The engine over the shape tables, and the error dialects. Must never send a name that is not in a
 * table.
 */
#include "api/encode.h"

#include <json-c/json.h>

#include "api/bind.h"
#include "api/page_token.h"
#include "base/buf.h"
#include "base/codec.h"
#include "base/json.h"

/* A client that was turned away for want of a database may come again after this many seconds. */
#define RETRY_AFTER_S STR("1")

static int encode_members(struct exchange *x, struct buf *body, const struct shape *shape,
                          struct json_object *object, struct fault *f);

/* Renders the sentence of a single account's fault. */
static int
encode_account_fault(struct exchange *x, struct buf *body, struct json_object *json,
                     struct fault *f)
{
    struct fault account = { 0 };
    struct str name = json_text(json), product = str_from(service_row(x->service)->product);
    if (fault_from_name(name, &account.code) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "the result names an unknown fault %.*s",
                                STR_PRINTF(name));
    json_quote(body, fault_sentence(x->arena, &account, x->dialect, product));
    return 0;
}

static int
encode_list(struct exchange *x, struct buf *body, const struct shape *shape,
            struct json_object *list, struct fault *f)
{
    if (!json_object_is_type(list, json_type_array))
        return fault_set_detail(f, FAULT_INTERNAL, "%s is no list", shape->name);
    buf_add_char(body, '[');
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        if (i > 0)
            buf_add_char(body, ',');
        if (encode_members(x, body, shape->members, json_object_array_get_idx(list, i), f) < 0)
            return -1;
    }
    buf_add_char(body, ']');
    return 0;
}

static int
encode_value(struct exchange *x, struct buf *body, const struct shape *shape,
             struct json_object *json, struct fault *f)
{
    switch (shape->kind) {
    case SHAPE_NULLABLE:
        if (json == NULL)
            break;
        return encode_members(x, body, shape->members, json, f);
    case SHAPE_OBJECT:
        return encode_members(x, body, shape->members, json, f);
    case SHAPE_LIST:
        return encode_list(x, body, shape, json, f);
    case SHAPE_FAULT:
        return encode_account_fault(x, body, json, f);
    case SHAPE_POSITION:
        json_quote(body, page_token_make(x->arena, x->page_key, listing_name(x), json_text(json)));
        return 0;
    case SHAPE_VALUE:
        if (json_object_is_type(json, json_type_string)) {
            json_quote(body, json_text(json));
            return 0;
        }
        break;
    case SHAPE_VERBATIM:
        break;
    }
    buf_add(body, json_rendered(x->arena, json));
    return 0;
}

/* Gives a member's name on the wire: the service's own word where it has one, else in its letter
 * case. */
static const char *
shape_spelling(struct exchange *x, const struct shape *shape)
{
    const char *own = x->service == SERVICE_GUARDDUTY ? shape->guardduty : NULL;
    return own != NULL ? own : service_spelling(x->arena, x->service, shape->wire);
}

/*
 * Renders the members that the object has, in the table's order; a null is left out, but for
 * members that clients look for in vain otherwise.
 */
static int
encode_members(struct exchange *x, struct buf *body, const struct shape *shape,
               struct json_object *object, struct fault *f)
{
    char separator = '{';
    if (!json_object_is_type(object, json_type_object))
        return fault_set_detail(f, FAULT_INTERNAL, "an element before %s is no object",
                                shape->name);
    for (; shape->name != NULL; shape++) {
        struct json_object *json = json_object_object_get(object, shape->name);
        if (json == NULL && shape->kind != SHAPE_NULLABLE)
            continue;
        buf_add_format(body, "%c\"%s\":", separator, shape_spelling(x, shape));
        separator = ',';
        if (encode_value(x, body, shape, json, f) < 0)
            return -1;
    }
    buf_add(body, separator == '{' ? STR("{}") : STR("}"));
    return 0;
}

static void
start_response(struct exchange *x, struct response *response, uint16_t status)
{
    response_init(response, status);
    response_header(x->arena, response, "Content-Type", STR("application/json"));
    response_header(x->arena, response, "x-amzn-RequestId", x->request_id);
}

int
encode_result(struct exchange *x, struct json_object *result, struct response *ret_response,
              struct fault *f)
{
    struct buf body;
    buf_init(&body, x->arena);
    if (x->operation->output != NULL &&
        encode_members(x, &body, x->operation->output, result, f) < 0)
        return -1;
    start_response(x, ret_response, x->operation->status != 0 ? x->operation->status : 200);
    ret_response->body = buf_str(&body);
    return 0;
}

/*
 * Three bodies: the front end's, which clients of any service read; Security Hub's own; and that of
 * the account library, which names a type beside the header's code.
 */
static struct str
fault_body(struct exchange *x, const struct fault *fault, struct str sentence)
{
    const struct fault_dialect *dialect = fault_dialect(fault->code, x->dialect);
    const char *type = dialect->type != NULL ? dialect->type : dialect->code;
    bool own = x->principal != NULL && x->dialect == DIALECT_DOCUMENTED;
    struct buf body;
    buf_init(&body, x->arena);
    buf_add(&body, own ? STR("{\"Message\":") : STR("{\"message\":"));
    json_quote(&body, sentence);
    if (own)
        buf_add_format(&body, ",\"Code\":\"%s\"", dialect->code);
    else if (x->principal != NULL)
        buf_add_format(&body, ",\"__type\":\"%s\",\"type\":\"%s\"", type, type);
    buf_add_char(&body, '}');
    return buf_str(&body);
}

void
encode_fault(struct exchange *x, const struct fault *fault, struct response *ret_response)
{
    const struct fault_dialect *dialect = fault_dialect(fault->code, x->dialect);
    struct str product = str_from(service_row(x->service)->product);
    struct str sentence = fault_sentence(x->arena, fault, x->dialect, product);
    start_response(x, ret_response, dialect->status);
    response_header(x->arena, ret_response, "x-amzn-ErrorType", str_from(dialect->code));
    if (fault->reason[0] != '\0') {
        /* The fault is its caller's and may be gone when the response is sent. */
        response_header(x->arena, ret_response, "x-memberhub-reason",
                        arena_copy(x->arena, str_from(fault->reason)));
    }
    if (dialect->status == 503)
        response_header(x->arena, ret_response, "Retry-After", RETRY_AFTER_S);
    ret_response->body = fault_body(x, fault, sentence);
}
