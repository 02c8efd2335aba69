/*
 * Reading single pairs of a form. Whatever else is in the form is for the field tables.
 */
#include "api/form.h"

#include "base/buf.h"
#include "base/codec.h"

struct str
form_of(struct arena *arena, const struct request *request)
{
    struct str raw = str_equal(request->method, STR("GET")) ? request->query : request->body;
    struct buf form;
    buf_init(&form, arena);
    for (size_t i = 0; i < raw.size; i++)
        buf_add_char(&form, raw.data[i] == '+' ? ' ' : raw.data[i]);
    return buf_str(&form);
}

int
form_value(struct arena *arena, struct str form, struct str name, struct str *ret_value)
{
    struct str rest = form, pair, found, value = { NULL, 0 };
    while (str_next(&rest, '&', &pair)) {
        size_t equals = str_find(pair, '=');
        if (percent_decode(arena, str_slice(pair, 0, equals), &found) < 0 ||
            !str_equal(found, name))
            continue;
        if (value.data != NULL ||
            percent_decode(arena, str_slice(pair, equals + 1, pair.size), &value) < 0)
            return -1;
    }
    *ret_value = value;
    return value.data != NULL && utf8_is_text(value) ? 0 : -1;
}

bool
form_has(struct arena *arena, struct str form, struct str name)
{
    struct str rest = form, pair, found;
    while (str_next(&rest, '&', &pair)) {
        size_t equals = str_find(pair, '=');
        if (percent_decode(arena, str_slice(pair, 0, equals), &found) == 0 &&
            str_starts_with(found, name) &&
            (found.size == name.size || found.data[name.size] == '.'))
            return true;
    }
    return false;
}
