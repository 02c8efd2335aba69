/*
 * Binding by the kind of the value, never by the operation: a new operation needs no code here.
 */
#include "api/bind.h"

#include "auth/role_session.h"
#include "base/buf.h"
#include "base/codec.h"
#include "wire/page_token.h"

struct str
listing_name(const struct exchange *x)
{
    struct buf name;
    buf_init(&name, x->arena);
    buf_add_format(&name, "%.*s/%.*s/%.*s/%s", STR_PRINTF(principal_service(x->principal)),
                   STR_PRINTF(principal_region(x->principal)),
                   STR_PRINTF(principal_account_id(x->principal)),
                   statement_row(x->operation->statement)->name);
    for (unsigned id = 0; id < FIELD_COUNT; id++) {
        const struct value *value = &x->arguments.values[id];
        if (id == FIELD_MAX_RESULTS || id == FIELD_NEXT_TOKEN || value->kind == VALUE_ABSENT)
            continue;
        buf_add_format(&name, "\n%u=", id);
        if (value->kind == VALUE_TEXT)
            json_quote(&name, value->text);
        for (size_t i = 0; i < value->count; i++)
            json_quote(&name, value->items[i]);
    }
    return buf_str(&name);
}

/* A list whose elements are JSON goes as one jsonb array; an element that is absent is an empty
 * object. */
static struct str
json_array(struct arena *arena, const struct value *value)
{
    struct buf array;
    buf_init(&array, arena);
    buf_add_char(&array, '[');
    for (size_t i = 0; i < value->count; i++) {
        if (i > 0)
            buf_add_char(&array, ',');
        buf_add(&array, value->items[i].data != NULL ? value->items[i] : STR("{}"));
    }
    buf_add_char(&array, ']');
    return buf_str(&array);
}

static int
bind_page_token(struct exchange *x, struct db_params *params, const struct value *value,
                struct fault *f)
{
    struct str after;
    if (value->kind == VALUE_ABSENT || value->text.size == 0) {
        db_param_null(params);
        return 0;
    }
    if (page_token_open(x->arena, x->page_key, listing_name(x), value->text, &after) < 0)
        return fault_set_reason(f, FAULT_INVALID_NEXT_TOKEN,
                                "NextToken is not one that this listing gave");
    db_param(params, after);
    return 0;
}

static int
bind_value(struct exchange *x, struct db_params *params, enum field_id id, struct fault *f)
{
    const struct value *value = &x->arguments.values[id];
    switch (id) {
    case FIELD_NEXT_TOKEN:
        return bind_page_token(x, params, value, f);
    case FIELD_MEMBER_LIMIT:
        db_param_int(x->arena, params, x->config->limits.members);
        return 0;
    case FIELD_INVITATION_LIMIT:
        db_param_int(x->arena, params, x->config->limits.outstanding_invitations);
        return 0;
    case FIELD_SESSION_KEY_ID:
        db_param(params, role_session_key_id(x->arena));
        return 0;
    case FIELD_MAY_ASSUME_ROLES:
        db_param_bool(params, principal_is_test_account(x->principal));
        return 0;
    case FIELD_CALLING_SESSION:
        if (principal_session(x->principal) != NULL)
            db_param(params, principal_session(x->principal)->handed_on);
        else
            db_param_null(params);
        return 0;
    case FIELD_STANDARDS_INPUTS:
        db_param(params, json_array(x->arena, value));
        return 0;
    default:
        break;
    }
    if (value->kind == VALUE_LIST)
        db_param(params, db_text_array(x->arena, value->items, value->count));
    else if (value->kind == VALUE_TEXT)
        db_param(params, value->text);
    else
        db_param_null(params);
    return 0;
}

int
bind_arguments(struct exchange *x, struct db_params *params, struct fault *f)
{
    call_init(x->arena, params, x->caller);
    for (size_t i = 0; i < OPERATION_ARGUMENTS_MAX && x->operation->arguments[i] != FIELD_NONE; i++)
        if (bind_value(x, params, x->operation->arguments[i], f) < 0)
            return -1;
    return 0;
}
