/*
 * Reading a form once, and single pairs of it. Whatever else is in it is for the field tables.
 */
#include "wire/form.h"

#include "base/codec.h"

/* Decodes one side of a pair, in which '+' stands for a space; data NULL when that gives no text.
 */
static struct str
decoded(struct arena *arena, struct str raw)
{
    char *bytes = arena_alloc(arena, raw.size + 1);
    struct str text;
    for (size_t i = 0; i < raw.size; i++)
        bytes[i] = raw.data[i] == '+' ? ' ' : raw.data[i];
    if (percent_decode(arena, (struct str){ bytes, raw.size }, &text) < 0 || !utf8_is_text(text))
        return (struct str){ NULL, 0 };
    return text;
}

int
form_read(struct arena *arena, const struct request *request, struct form *ret_form,
          struct fault *f)
{
    struct str rest = request->body.size > 0 ? request->body : request->query, pair;
    struct form form = { .pairs = arena_array(arena, FORM_PAIRS_MAX, sizeof *form.pairs) };
    for (size_t seen = 0; str_next(&rest, '&', &pair);) {
        if (pair.size == 0)
            continue;
        if (++seen > FORM_PAIRS_MAX)
            return fault_set_reason(f, FAULT_BAD_REQUEST, "The form has more than %d parameters.",
                                    FORM_PAIRS_MAX);
        size_t equals = str_find(pair, '=');
        struct str name = decoded(arena, str_slice(pair, 0, equals));
        if (name.data == NULL)
            continue;
        struct str value = decoded(arena, str_slice(pair, equals + 1, pair.size));
        form.pairs[form.count++] = (struct form_pair){ name, value };
    }
    *ret_form = form;
    return 0;
}

int
form_value(const struct form *form, struct str name, struct str *ret_value)
{
    const struct form_pair *found = NULL;
    for (size_t i = 0; i < form->count; i++) {
        if (!str_equal(form->pairs[i].name, name))
            continue;
        if (found != NULL)
            return -1;
        found = &form->pairs[i];
    }
    if (found == NULL || found->value.data == NULL)
        return -1;
    *ret_value = found->value;
    return 0;
}

static bool
is_part(struct str found, struct str name)
{
    return found.size > name.size && str_starts_with(found, name) && found.data[name.size] == '.';
}

bool
form_has(const struct form *form, struct str name)
{
    for (size_t i = 0; i < form->count; i++)
        if (str_equal(form->pairs[i].name, name) || is_part(form->pairs[i].name, name))
            return true;
    return false;
}

bool
form_has_empty_list(const struct form *form, struct str name)
{
    struct str value;
    for (size_t i = 0; i < form->count; i++)
        if (is_part(form->pairs[i].name, name))
            return false;
    return form_value(form, name, &value) == 0 && value.size == 0;
}

/*
 * Takes a part of a list's name to its number and, behind that, its member ("" for the element
 * itself). -1 when it is none. A number has no leading zero, so that no element has two names.
 */
static int
list_part(struct str found, struct str name, size_t *ret_number, struct str *ret_member)
{
    struct str rest = str_slice(found, name.size + 1, found.size), number;
    int64_t value;
    if (str_starts_with(rest, STR("member.")))
        rest = str_slice(rest, sizeof "member." - 1, rest.size);
    if (!str_next(&rest, '.', &number) || str_starts_with(number, STR("0")) ||
        !str_is_digits(number, number.size) || str_to_int64(number, 1, FORM_PAIRS_MAX, &value) < 0)
        return -1;
    *ret_number = (size_t)value;
    *ret_member = rest.data != NULL ? rest : STR("");
    return 0;
}

int
form_count(const struct form *form, struct str name, size_t *ret_count)
{
    bool seen[FORM_PAIRS_MAX + 1] = { false };
    size_t most = 0, distinct = 0, number;
    struct str member;
    if (form_has_empty_list(form, name)) {
        *ret_count = 0;
        return 0;
    }
    for (size_t i = 0; i < form->count; i++) {
        if (str_equal(form->pairs[i].name, name))
            return -1;
        if (!is_part(form->pairs[i].name, name))
            continue;
        if (list_part(form->pairs[i].name, name, &number, &member) < 0)
            return -1;
        distinct += !seen[number];
        seen[number] = true;
        most = number > most ? number : most;
    }
    if (distinct != most)
        return -1;
    *ret_count = most;
    return 0;
}

int
form_element(const struct form *form, struct str name, size_t number, struct str member,
             struct str *ret_value)
{
    struct str value = { NULL, 0 }, its_member;
    size_t its_number, found = 0;
    for (size_t i = 0; i < form->count; i++) {
        if (!is_part(form->pairs[i].name, name) ||
            list_part(form->pairs[i].name, name, &its_number, &its_member) < 0 ||
            its_number != number || !str_equal(its_member, member))
            continue;
        value = form->pairs[i].value;
        found++;
    }
    if (found > 1 || (found == 1 && value.data == NULL))
        return -1;
    *ret_value = value;
    return 0;
}
