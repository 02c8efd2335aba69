/*
 * Binding by the kind of the value, never by the operation: a new operation needs no code here.
 */
#include "api/bind.h"

#include "base/buf.h"
#include "base/codec.h"
#include "wire/page_token.h"

/* Adds what a value says of a listing. */
static void
add_value(struct buf *name, const char *field, const struct value *value)
{
    if (value->kind == VALUE_ABSENT)
        return;
    buf_add_format(name, "\n%s=", field);
    if (value->kind == VALUE_TEXT)
        json_quote(name, value->text);
    for (size_t i = 0; value->items != NULL && i < value->asked; i++)
        json_quote(name, value->items[i]);
}

struct str
listing_name(const struct exchange *x)
{
    struct field_walk walk = field_walk(x->service, x->operation);
    struct buf name;
    buf_init(&name, x->arena);
    buf_add_format(&name, "%.*s/%.*s/%.*s/%s", STR_PRINTF(principal_service(x->principal)),
                   STR_PRINTF(principal_region(x->principal)),
                   STR_PRINTF(principal_account_id(x->principal)), x->operation->function);
    while (field_walk_next(&walk)) {
        const struct value *value = &x->arguments.values[walk.slot];
        if (walk.field->kind->paging)
            continue;
        add_value(&name, walk.field->name, value);
        for (size_t slot = walk.slot + 1; slot < walk.next_slot; slot++)
            add_value(&name, walk.field->members[slot - walk.slot - 1].name, ++value);
    }
    return buf_str(&name);
}

int
bind_page_token(struct exchange *x, const struct field *field, const struct value *value,
                struct str *ret_text, struct fault *f)
{
    (void)field;
    if (value->kind == VALUE_ABSENT || value->text.size == 0) {
        *ret_text = (struct str){ NULL, 0 };
        return 0;
    }
    if (page_token_open(x->arena, x->page_key, listing_name(x), value->text, ret_text) < 0)
        return fault_set_reason(f, FAULT_INVALID_NEXT_TOKEN,
                                "NextToken is not one that this listing gave");
    return 0;
}

/* A column whose elements are JSON goes as one jsonb array; an element that is absent is an empty
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

static struct str
surplus(struct arena *arena, const struct value *list)
{
    if (list->asked <= list->count)
        return (struct str){ NULL, 0 };
    return db_text_array(arena, list->items + list->count, list->asked - list->count);
}

/* Binds a value as it is. */
static struct str
plain(struct arena *arena, const struct parameter *parameter, const struct value *value)
{
    if (parameter->is_surplus)
        return surplus(arena, value);
    if (parameter->is_column && str_equal(str_from(parameter->type), STR("jsonb")))
        return json_array(arena, value);
    if (value->kind != VALUE_LIST)
        return value->text;
    if (parameter->field->first)
        return value->count > 0 ? value->items[0] : (struct str){ NULL, 0 };
    return db_text_array(arena, value->items, value->count);
}

int
bind_arguments(struct exchange *x, const struct call *call, struct db_params *params,
               struct fault *f)
{
    call_init(x->arena, params, x->caller);
    size_t own = (size_t)params->count;
    for (size_t i = 0; i < call->function->count; i++)
        db_param_null(params);
    for (size_t i = 0; i < call->count; i++) {
        const struct parameter *parameter = &call->parameters[i];
        const struct value *value = &x->arguments.values[parameter->slot];
        kind_bind_fn *bind = parameter->is_surplus ? NULL : parameter->field->kind->bind;
        struct str text;
        if (bind == NULL)
            text = plain(x->arena, parameter, value);
        else if (bind(x, parameter->field, value, &text, f) < 0)
            return -1;
        params->values[own + call->places[i]] = text;
        params->verbatim[own + call->places[i]] = parameter->field->kind->verbatim;
    }
    return 0;
}
