/*
 * The engine over the field tables. Every value takes one road, wherever it stood: found, brought
 * to its text form, checked by check.c, stored by field. Must never store a value that was not
 * checked.
 */
#include "api/decode.h"

#include <json-c/json.h>

#include "api/check.h"
#include "api/decoder.h"
#include "api/route.h"
#include "base/codec.h"
#include "base/json.h"
#include "wire/json_scan.h"

/* Gives a row with its name as the service spells it. */
static struct field
spelled(struct decoder *d, const struct field *field)
{
    struct field row = *field;
    row.name = service_spelling(d->arena, d->service, field->name);
    return row;
}

static int
refuse(struct decoder *d, const struct field *field, const char *rule)
{
    return fault_set_reason(d->f, field_fault(field), "%s %s", field->name, rule);
}

static int
refuse_missing(struct decoder *d, const struct field *field)
{
    return fault_set_reason(d->f, FAULT_MISSING_PARAMETER, "%s is required", field->name);
}

/* Brings a time to the nearest millisecond: a fraction is seldom exact in binary. A NaN is no JSON,
 * so the limits hold for all there is. */
static int
decode_time(struct decoder *d, const struct field *field, struct json_object *json,
            struct str *ret_text)
{
    double seconds = json_object_get_double(json);
    if (!json_object_is_type(json, json_type_int) && !json_object_is_type(json, json_type_double))
        return refuse(d, field, "must be a number of seconds since 1970");
    if (seconds < (double)field->min || seconds > (double)field->max)
        return refuse(d, field, "must be a time from 1970 to 9999");
    *ret_text = arena_format(d->arena, "%lld", (long long)(seconds * 1000 + 0.5));
    return 0;
}

/* Brings a JSON scalar to the spelling that its kind has in a query, and checks it. */
static int
decode_scalar(struct decoder *d, const struct field *field, struct json_object *json,
              struct str *ret_text)
{
    if (field->kind == FIELD_TIME)
        return decode_time(d, field, json, ret_text);
    enum json_type type = json_object_get_type(json);
    enum json_type wanted = field->kind == FIELD_NUMBER   ? json_type_int
                            : field->kind == FIELD_SWITCH ? json_type_boolean
                                                          : json_type_string;
    if (type != wanted)
        return refuse(d, field,
                      wanted == json_type_int       ? "must be a whole number"
                      : wanted == json_type_boolean ? "must be true or false"
                                                    : "must be a string");
    *ret_text = wanted == json_type_string ? json_text(json) : json_rendered(d->arena, json);
    return check_text(field, *ret_text, d->f);
}

void
decode_store_text(struct decoder *d, const struct field *field, struct str text)
{
    if (field->kind == FIELD_SWITCH)
        text = str_equal_nocase(text, STR("true")) ? STR("true") : STR("false");
    d->arguments->values[field->id] = (struct value){ .kind = VALUE_TEXT, .text = text };
}

struct str *
decode_store_list(struct decoder *d, const struct field *field, size_t count)
{
    struct str *items = arena_array(d->arena, count, sizeof *items);
    d->arguments->values[field->id] =
        (struct value){ .kind = VALUE_LIST, .items = items, .count = count };
    return items;
}

static int
decode_map(struct decoder *d, const struct field *field, struct json_object *json,
           struct str *ret_text)
{
    if (!json_object_is_type(json, json_type_object))
        return refuse(d, field, "must be an object of strings");
    if (check_count(field, (size_t)json_object_object_length(json), d->f) < 0)
        return -1;
    json_object_object_foreach(json, name, value)
    {
        if (check_text(field, str_from(name), d->f) < 0)
            return -1;
        if (!json_object_is_type(value, json_type_string))
            return refuse(d, field, "must be an object of strings");
        if (check_map_value(field, json_text(value), d->f) < 0)
            return -1;
    }
    *ret_text = json_rendered(d->arena, json);
    return 0;
}

static int decode_value(struct decoder *d, const struct field *field, struct json_object *json,
                        struct str *ret_text);

/* Decodes one member of an object; one that is absent leaves *ret_text alone. */
static int
decode_member(struct decoder *d, const struct field *field, struct json_object *object,
              struct str *ret_text)
{
    struct json_object *json = json_object_object_get(object, field->name);
    if (json == NULL)
        return field->required ? refuse_missing(d, field) : 0;
    return decode_value(d, field, json, ret_text);
}

/* Checks an object that is bound whole: each member that has a row, as deep as the rows go. */
static int
check_object(struct decoder *d, const struct field *field, struct json_object *json)
{
    struct str ignored;
    if (!json_object_is_type(json, json_type_object))
        return refuse(d, field, "must be an object");
    for (const struct field *member = field->members; member->id != FIELD_NONE; member++) {
        struct field row = spelled(d, member);
        if (decode_member(d, &row, json, &ignored) < 0)
            return -1;
    }
    return 0;
}

/* Tells whether one of a list's objects, whose members were checked, has the name. */
static bool
names(struct decoder *d, const struct field *list, struct json_object *json, struct str name)
{
    const char *member = service_spelling(d->arena, d->service, list->members->name);
    for (size_t i = 0; i < json_object_array_length(json); i++) {
        struct json_object *object = json_object_array_get_idx(json, i);
        if (str_equal(json_text(json_object_object_get(object, member)), name))
            return true;
    }
    return false;
}

/* Refuses a list that has all of the names that do not go together. */
static int
check_apart(struct decoder *d, const struct field *list, struct json_object *json)
{
    struct str rest = str_from(list->apart != NULL ? list->apart : ""), name;
    bool all = list->apart != NULL;
    while (all && str_next(&rest, '|', &name))
        all = names(d, list, json, name);
    return all ? fault_set_reason(d->f, list->apart_fault, "%s must not have both of %s",
                                  list->name, list->apart)
               : 0;
}

static int
check_objects(struct decoder *d, const struct field *field, struct json_object *json)
{
    if (!json_object_is_type(json, json_type_array))
        return refuse(d, field, "must be a list of objects");
    size_t count = json_object_array_length(json);
    if (check_count(field, count, d->f) < 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (check_object(d, field, json_object_array_get_idx(json, i)) < 0)
            return -1;
    return check_apart(d, field, json);
}

/* Brings one value of a list, of an object or of the body itself to its text. */
static int
decode_value(struct decoder *d, const struct field *field, struct json_object *json,
             struct str *ret_text)
{
    if (field->kind == FIELD_TAG_MAP || field->kind == FIELD_TEXT_MAP)
        return decode_map(d, field, json, ret_text);
    if (field->kind != FIELD_OBJECT && field->kind != FIELD_OBJECTS)
        return decode_scalar(d, field, json, ret_text);
    if (field->kind == FIELD_OBJECT ? check_object(d, field, json) < 0
                                    : check_objects(d, field, json) < 0)
        return -1;
    *ret_text = json_rendered(d->arena, json);
    return 0;
}

/* Puts one object of a list into the columns of its members. */
static int
decode_struct(struct decoder *d, const struct field *list, struct json_object *element, size_t row)
{
    if (!json_object_is_type(element, json_type_object))
        return refuse(d, list, "must be a list of objects");
    for (const struct field *member = list->members; member->id != FIELD_NONE; member++) {
        struct field field = spelled(d, member);
        struct str *item = &d->arguments->values[field.id].items[row];
        if (decode_member(d, &field, element, item) < 0)
            return -1;
    }
    return 0;
}

static int
decode_list(struct decoder *d, const struct field *field, struct json_object *json)
{
    if (!json_object_is_type(json, json_type_array))
        return refuse(d, field, "must be a list");
    size_t count = json_object_array_length(json);
    if (check_count(field, count, d->f) < 0)
        return -1;
    for (const struct field *column = field->members; column->id != FIELD_NONE; column++)
        decode_store_list(d, column, count);
    struct field one = spelled(d, field->members);
    for (size_t row = 0; row < count; row++) {
        struct json_object *element = json_object_array_get_idx(json, row);
        struct str *item = &d->arguments->values[field->id].items[row];
        if (field->kind == FIELD_STRUCT_LIST ? decode_struct(d, field, element, row) < 0
                                             : decode_scalar(d, &one, element, item) < 0)
            return -1;
    }
    return 0;
}

/* Refuses a field beside another that says the same; what is empty says nothing. */
static int
check_instead(struct decoder *d, const struct field *field, struct json_object *json)
{
    struct str other = d->arguments->values[field->instead_of].text;
    bool empty = json_object_is_type(json, json_type_array) && json_object_array_length(json) == 0;
    if (field->instead_of == FIELD_NONE || empty || other.size == 0 || str_equal(other, STR("{}")))
        return 0;
    return fault_set_reason(d->f, field->instead_fault, "%s is given beside what it stands for",
                            field->name);
}

/* Takes the surplus off a list: the accounts beyond max, whose other columns nobody needs. */
static void
split_surplus(struct decoder *d, const struct field *list)
{
    struct value *asked = &d->arguments->values[list->id];
    size_t most = (size_t)list->max;
    if (list->surplus_max == 0 || asked->count <= most)
        return;
    d->arguments->values[FIELD_SURPLUS_IDS] = (struct value){ .kind = VALUE_LIST,
                                                              .items = asked->items + most,
                                                              .count = asked->count - most };
    for (const struct field *column = list->members; column->id != FIELD_NONE; column++)
        d->arguments->values[column->id].count = most;
}

static int
decode_from_body(struct decoder *d, const struct field *field, bool *ret_found)
{
    struct json_object *json =
        d->body != NULL ? json_object_object_get(d->body, field->name) : NULL;
    struct str text;
    *ret_found = json != NULL;
    if (json == NULL)
        return 0;
    /* Before the check: a refused call's event says what was asked. */
    shown_add_json(&d->shown, field, json);
    if (check_instead(d, field, json) < 0)
        return -1;
    if (field->kind == FIELD_LIST || field->kind == FIELD_STRUCT_LIST) {
        if (decode_list(d, field, json) < 0)
            return -1;
        split_surplus(d, field);
    } else {
        if (decode_value(d, field, json, &text) < 0)
            return -1;
        decode_store_text(d, field, text);
    }
    return 0;
}

/* Undoes percent-encoding; the text must be one that PostgreSQL can hold. */
static int
decode_escapes(struct decoder *d, const struct field *field, struct str raw, struct str *ret_text)
{
    struct str text;
    if (percent_decode(d->arena, raw, &text) < 0 || !utf8_is_text(text))
        return refuse(d, field, "must be percent-encoded UTF-8 without U+0000");
    *ret_text = text;
    return 0;
}

/* Collects the decoded values that the query has for a name. */
static int
query_values(struct decoder *d, const struct field *field, struct str *values, size_t capacity,
             size_t *ret_count)
{
    struct str rest = d->x->request->query, pair, name;
    size_t count = 0;
    while (str_next(&rest, '&', &pair)) {
        size_t equals = str_find(pair, '=');
        if (percent_decode(d->arena, str_slice(pair, 0, equals), &name) < 0 ||
            !str_equal(name, str_from(field->name)))
            continue;
        if (count == capacity)
            return refuse(d, field, "is given too often");
        if (decode_escapes(d, field, str_slice(pair, equals + 1, pair.size), &values[count]) < 0)
            return -1;
        count++;
    }
    *ret_count = count;
    return 0;
}

static int
decode_list_from_query(struct decoder *d, const struct field *field, bool *ret_found)
{
    size_t capacity = (size_t)field->max, count = 0;
    struct str *values = arena_array(d->arena, capacity, sizeof *values);
    if (query_values(d, field, values, capacity, &count) < 0)
        return -1;
    *ret_found = count > 0;
    if (count == 0)
        return 0;
    shown_add_list(&d->shown, field, values, count);
    if (check_count(field, count, d->f) < 0)
        return -1;
    struct str *items = decode_store_list(d, field, count);
    for (size_t i = 0; i < count; i++) {
        items[i] = values[i];
        if (check_text(field->members, values[i], d->f) < 0)
            return -1;
    }
    return 0;
}

/* Stores one text that came percent-encoded. */
static int
decode_text(struct decoder *d, const struct field *field, struct str text)
{
    /* Before the check: a refused call's event says what was asked. */
    shown_add_text(&d->shown, field, text);
    if (check_text(field, text, d->f) < 0)
        return -1;
    decode_store_text(d, field, text);
    return 0;
}

static int
decode_from_query(struct decoder *d, const struct field *field, bool *ret_found)
{
    struct str value;
    size_t count = 0;
    if (field->kind == FIELD_LIST)
        return decode_list_from_query(d, field, ret_found);
    if (query_values(d, field, &value, 1, &count) < 0)
        return -1;
    *ret_found = count > 0;
    return count > 0 ? decode_text(d, field, value) : 0;
}

static int
decode_from_path(struct decoder *d, const struct field *field, bool *ret_found)
{
    struct str text;
    *ret_found = true;
    if (decode_escapes(d, field, d->x->segment, &text) < 0)
        return -1;
    return decode_text(d, field, text);
}

static int
decode_field(struct decoder *d, const struct field *row)
{
    static int (*const sources[])(struct decoder *, const struct field *, bool *) = {
        [FIELD_IN_BODY] = decode_from_body,
        [FIELD_IN_QUERY] = decode_from_query,
        [FIELD_IN_PATH] = decode_from_path,
        [FIELD_IN_FORM] = decode_from_form,
    };
    const struct field field = spelled(d, row);
    bool found;
    if (sources[field.location](d, &field, &found) < 0)
        return -1;
    if (!found && field.required && field.location == FIELD_IN_FORM)
        decode_form_missing(d, &field);
    else if (!found && field.required)
        return refuse_missing(d, &field);
    if (!found && field.initial != NULL)
        decode_store_text(d, &field, str_from(field.initial));
    return 0;
}

static int
decode_all(struct decoder *d, const struct operation *operation)
{
    struct str body = d->x->request->body;
    if (d->service->protocol != PROTOCOL_QUERY && body.size > 0 &&
        json_parse_object(d->arena, body, &d->body, d->f) < 0)
        return -1;
    const struct field *in_path = operation_path_field(operation);
    if (in_path != NULL && decode_field(d, in_path) < 0)
        return -1;
    for (const struct field *field = operation->fields; field->id != FIELD_NONE; field++)
        if (decode_field(d, field) < 0)
            return -1;
    struct str sentence = violations_sentence(&d->violations);
    if (sentence.data == NULL)
        return 0;
    fault_argument(d->f, 0, sentence);
    return -1;
}

int
decode(struct exchange *x, struct fault *f)
{
    struct decoder d = {
        .x = x, .arena = x->arena, .service = x->service, .arguments = &x->arguments, .f = f
    };
    x->arguments = (struct arguments){ .parameters = { NULL, 0 } };
    violations_init(&d.violations, d.arena);
    shown_init(&d.shown, d.arena, d.service,
               x->operation->change     ? SHOWN_CHANGE_MAX
               : x->config->audit.reads ? SHOWN_READ_MAX
                                        : 0);
    int result = decode_all(&d, x->operation);
    /* What was not checked to its end is no argument, nor a change's name. */
    if (result < 0)
        x->arguments = (struct arguments){ .parameters = { NULL, 0 } };
    x->arguments.parameters = shown_parameters(&d.shown);
    return result;
}
