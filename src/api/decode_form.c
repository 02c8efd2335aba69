/*
 * Fields from a form. A form's faults are told together, as STS does: so decoding goes on behind a
 * bad value, and what is stored is good only when there was none.
 */
#include "api/check.h"
#include "api/decoder.h"

/* Gives a field's name as AWS's sentences have it: "roleSessionName". */
static struct str
sentence_name(struct decoder *d, const struct field *field)
{
    return str_from(service_trail_spelling(d->arena, d->service, field->name));
}

/* Sets the fault of the first violation; the sentence of all of them is made at the end. */
static void
note(struct decoder *d, const struct fault *fault)
{
    if (d->violations.count == 0 && d->violations.otherwise.data == NULL)
        *d->f = *fault;
}

void
decode_form_missing(struct decoder *d, const struct field *field)
{
    struct fault f;
    if (fault_set_reason(&f, FAULT_MISSING_PARAMETER, "%s is required", field->name) < 0)
        note(d, &f);
    violations_add_null(&d->violations, sentence_name(d, field));
}

/* Checks one text; tells whether it is good. */
static bool
check_form_text(struct decoder *d, const struct field *field, struct str path, struct str text)
{
    struct fault f;
    if (check_text(field, text, &f) == 0)
        return true;
    note(d, &f);
    violations_add_text(&d->violations, field, path, text);
    return false;
}

/* Refuses what is no value at all, however often the rest is wrong. */
static int
refuse_spelling(struct decoder *d, const struct field *field)
{
    return fault_set_reason(d->f, field_fault(field),
                            "%s must be given once, as percent-encoded UTF-8 without U+0000",
                            field->name);
}

/* Reads the columns of a list as they stand, unchecked. */
static int
read_columns(struct decoder *d, const struct field *list, size_t count)
{
    bool plain = list->kind == FIELD_LIST;
    for (const struct field *column = list->members; column->id != FIELD_NONE; column++) {
        struct str *items = decode_store_list(d, column, count);
        struct str member = plain ? STR("") : str_from(column->name);
        for (size_t row = 0; row < count; row++) {
            if (form_element(&d->x->form, str_from(list->name), row + 1, member, &items[row]) < 0)
                return refuse_spelling(d, list);
            if (plain && items[row].data == NULL)
                items[row] = STR("");
        }
    }
    return 0;
}

static void
check_rows(struct decoder *d, const struct field *list, size_t count)
{
    struct str name = sentence_name(d, list);
    for (size_t row = 0; row < count; row++)
        for (const struct field *column = list->members; column->id != FIELD_NONE; column++) {
            struct str member = sentence_name(d, column);
            struct str path = arena_format(d->arena, "%.*s.%zu.member.%.*s", STR_PRINTF(name),
                                           row + 1, STR_PRINTF(member));
            struct str item = d->arguments->values[column->id].items[row];
            struct fault f;
            if (item.data != NULL) {
                (void)check_form_text(d, column, path, item);
                continue;
            }
            if (fault_set_reason(&f, FAULT_MISSING_PARAMETER, "%s must have a %s for each element",
                                 list->name, column->name) < 0)
                note(d, &f);
            violations_add_null(&d->violations, path);
        }
}

static void
check_elements(struct decoder *d, const struct field *list, size_t count)
{
    const struct str *items = d->arguments->values[list->members->id].items;
    struct fault f;
    for (size_t i = 0; i < count; i++)
        if (check_text(list->members, items[i], &f) < 0) {
            note(d, &f);
            violations_add_elements(&d->violations, list, sentence_name(d, list), items, count);
            return;
        }
}

static int
decode_list_from_form(struct decoder *d, const struct field *list)
{
    struct fault f;
    size_t count;
    if (form_count(&d->x->form, str_from(list->name), &count) < 0)
        return fault_set_reason(d->f, field_fault(list),
                                "%s must be numbered from 1 without a gap, such as %s.member.1",
                                list->name, list->name);
    if (read_columns(d, list, count) < 0)
        return -1;
    /* Before the check: a refused call's event says what was asked. */
    if (list->kind == FIELD_LIST)
        shown_add_list(&d->shown, list, d->arguments->values[list->id].items, count);
    else
        shown_add_columns(&d->shown, list, d->arguments->values, count);
    if (check_count(list, count, &f) < 0) {
        note(d, &f);
        violations_add_count(&d->violations, list, sentence_name(d, list));
    } else if (list->kind == FIELD_LIST) {
        check_elements(d, list, count);
    } else {
        check_rows(d, list, count);
    }
    return 0;
}

int
decode_from_form(struct decoder *d, const struct field *field, bool *ret_found)
{
    struct str name = str_from(field->name), value;
    *ret_found = form_has(&d->x->form, name);
    if (!*ret_found)
        return 0;
    if (field->kind == FIELD_LIST || field->kind == FIELD_STRUCT_LIST)
        return decode_list_from_form(d, field);
    if (field->kind == FIELD_REFUSED_LIST && form_has_empty_list(&d->x->form, name))
        return 0;
    if (field->kind == FIELD_REFUSED || field->kind == FIELD_REFUSED_LIST) {
        shown_add_hidden(&d->shown, field);
        return check_text(field, STR(""), d->f);
    }
    if (form_value(&d->x->form, name, &value) < 0)
        return refuse_spelling(d, field);
    /* Before the check, as above. */
    shown_add_text(&d->shown, field, value);
    if (check_form_text(d, field, sentence_name(d, field), value))
        decode_store_text(d, field, value);
    return 0;
}
