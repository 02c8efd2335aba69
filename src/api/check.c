/*
 * The rules for single values, which kinds refer to. Must never look at more than the value it is
 * given.
 */
#include "api/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/codec.h"

/* Longest tag key and tag or map value, in characters: AWS General Reference, "Tag naming limits".
 */
enum { TAG_KEY_MAX = 128, MAP_VALUE_MAX = 256 };
/* Ours have about 100 bytes. */
enum { PAGE_TOKEN_MAX = 1024 };

enum fault_code
field_fault(const struct field *field)
{
    return field->fault != NULL ? fault_named(field->fault) : FAULT_INVALID_INPUT;
}

size_t
text_length(struct str text)
{
    size_t length = 0;
    for (size_t i = 0; i < text.size; i++)
        length += ((unsigned char)text.data[i] & 0xc0) != 0x80;
    return length;
}

int
check_refuse(const struct field *field, const char *rule, struct fault *f)
{
    return fault_set_reason(f, field_fault(field), "%s %s", field->name, rule);
}

static bool
is_blank(struct str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != ' ' && (text.data[i] < '\t' || text.data[i] > '\r'))
            return false;
    return true;
}

int
check_plain(const struct field *field, struct str text, struct fault *f)
{
    size_t length = text_length(text);
    if (field->min > 0 && is_blank(text))
        return check_refuse(field, "must not be blank", f);
    if (length > (size_t)field->max)
        return fault_set_reason(f, field_fault(field), "%s must have at most %lld characters",
                                field->name, (long long)field->max);
    return 0;
}

int
check_account(const struct field *field, struct str text, struct fault *f)
{
    return str_is_digits(text, 12)
               ? 0
               : check_refuse(field, "must be an account ID of twelve digits", f);
}

int
check_detector(const struct field *field, struct str text, struct fault *f)
{
    uint8_t bytes[16];
    if (hex_decode(text, bytes, sizeof bytes) == 0)
        return 0;
    return check_refuse(field, "must be a detector ID of 32 lower-case hex digits", f);
}

int
check_choice(const struct field *field, struct str text, struct fault *f)
{
    struct str rest = str_from(field->choices), choice;
    while (str_next(&rest, '|', &choice))
        if (str_equal(choice, text))
            return 0;
    return fault_set_reason(f, field_fault(field), "%s must be one of %s", field->name,
                            field->choices);
}

int
check_number(const struct field *field, struct str text, struct fault *f)
{
    int64_t number;
    if (str_to_int64(text, field->min, field->max, &number) == 0)
        return 0;
    return fault_set_reason(f, field_fault(field), "%s must be a whole number from %lld to %lld",
                            field->name, (long long)field->min, (long long)field->max);
}

int
check_switch(const struct field *field, struct str text, struct fault *f)
{
    if (str_equal_nocase(text, STR("true")) || str_equal_nocase(text, STR("false")))
        return 0;
    return check_refuse(field, "must be true or false", f);
}

/* AWS's model: ^(?!aws:)[a-zA-Z+-=._:/]+$, in which "+-=" is the range from '+' to '='. */
int
check_tag_key(const struct field *field, struct str text, struct fault *f)
{
    if (text.size < 1 || text.size > TAG_KEY_MAX)
        return check_refuse(field, "must have tag keys of 1 to 128 characters", f);
    if (str_starts_with(text, STR("aws:")))
        return check_refuse(field, "must not have tag keys that begin with aws:", f);
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '+' && c <= '=') && c != '_')
            return check_refuse(field,
                                "must have tag keys of letters, digits and + - = . _ : / alone", f);
    }
    return 0;
}

static bool
is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Tells whether byte i is of a character beyond ASCII and its controls, U+0080 to U+009F, which
 * begin with C2 and go on below A0. */
static bool
is_foreign(struct str text, size_t i)
{
    unsigned char byte = (unsigned char)text.data[i];
    bool control = byte == 0xc2 && i + 1 < text.size && (unsigned char)text.data[i + 1] < 0xa0;
    return byte >= 0x80 && !control;
}

/* Tells whether a text has letters, digits and `choices` alone, or where it may those beyond ASCII.
 */
static bool
consists_of(struct str text, const char *choices, bool any_language)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool chosen = str_find(str_from(choices), c) < strlen(choices);
        if (!is_plain(c) && !chosen && !(any_language && is_foreign(text, i)))
            return false;
    }
    return true;
}

/* Model: [\w+=,.@-]* and its like. */
bool
characters_of_word(const struct field *field, struct str text)
{
    return consists_of(text, field->choices, false);
}

/* Model: [\p{L}\p{Z}\p{N}_.:/=+\-@]*, where every foreign character is taken for one of those. */
bool
characters_of_any_language(const struct field *field, struct str text)
{
    return consists_of(text, field->choices, true);
}

bool
check_characters(const struct field *field, struct str text)
{
    return field->kind->characters == NULL || field->kind->characters(field, text);
}

int
check_word(const struct field *field, struct str text, struct fault *f)
{
    size_t length = text_length(text);
    if (length < (size_t)field->min || length > (size_t)field->max)
        return fault_set_reason(f, field_fault(field), "%s must have %lld to %lld characters",
                                field->name, (long long)field->min, (long long)field->max);
    if (!check_characters(field, text))
        return fault_set_reason(f, field_fault(field), "%s must consist of letters, digits and %s",
                                field->name, field->choices);
    return 0;
}

/* Opened and checked when it is bound. */
int
check_page_token(const struct field *field, struct str text, struct fault *f)
{
    return text.size > PAGE_TOKEN_MAX ? check_refuse(field, "is not one that was given", f) : 0;
}

int
check_map_value(const struct field *field, struct str value, struct fault *f)
{
    if (text_length(value) > MAP_VALUE_MAX)
        return check_refuse(field, "must have values of at most 256 characters", f);
    return 0;
}

int
check_map_name(const struct field *field, struct str text, struct fault *f)
{
    return is_blank(text) ? check_refuse(field, "must not have blank names", f)
                          : check_map_value(field, text, f);
}

int
check_refused(const struct field *field, struct str text, struct fault *f)
{
    (void)text;
    return check_refuse(field, "is not supported here", f);
}

int
check_text(const struct field *field, struct str text, struct fault *f)
{
    return field->kind->check != NULL ? field->kind->check(field, text, f) : 0;
}

static const char *
type_rule(enum node_kind kind)
{
    return kind == NODE_INTEGER  ? "must be a whole number"
           : kind == NODE_SWITCH ? "must be true or false"
                                 : "must be a string";
}

int
read_plain(struct arena *arena, const struct field *field, const struct node *node,
           struct str *ret_text, struct fault *f)
{
    (void)arena;
    if (node->kind != NODE_LOOSE && node->kind != field->kind->node)
        return check_refuse(field, type_rule(field->kind->node), f);
    if (check_text(field, node->text, f) < 0)
        return -1;
    *ret_text = node->text;
    return 0;
}

int
read_switch(struct arena *arena, const struct field *field, const struct node *node,
            struct str *ret_text, struct fault *f)
{
    struct str text;
    if (read_plain(arena, field, node, &text, f) < 0)
        return -1;
    *ret_text = str_equal_nocase(text, STR("true")) ? STR("true") : STR("false");
    return 0;
}

/* To the nearest millisecond: a fraction is seldom exact in binary. A NaN is no JSON, so the limits
 * hold for all there is. */
int
read_time(struct arena *arena, const struct field *field, const struct node *node,
          struct str *ret_text, struct fault *f)
{
    if (node->kind != NODE_INTEGER && node->kind != NODE_REAL)
        return check_refuse(field, "must be a number of seconds since 1970", f);
    double seconds = strtod(arena_copy(arena, node->text).data, NULL);
    if (seconds < (double)field->min || seconds > (double)field->max)
        return check_refuse(field, "must be a time from 1970 to 9999", f);
    *ret_text = arena_format(arena, "%lld", (long long)(seconds * 1000 + 0.5));
    return 0;
}

/* Fills in what a sentence says of a list that is too long: its name, its length, its limit. */
static int
refuse_length(const struct field *field, size_t count, size_t most, struct fault *f)
{
    char number[24];
    fault_set_reason(f, fault_named(field->too_many), "%s must have at most %zu elements, not %zu",
                     field->name, most, count);
    fault_argument(f, 0, str_from(field->name));
    snprintf(number, sizeof number, "%zu", count);
    fault_argument(f, 1, str_from(number));
    snprintf(number, sizeof number, "%zu", most);
    fault_argument(f, 2, str_from(number));
    return -1;
}

int
check_count(const struct field *field, size_t count, struct fault *f)
{
    size_t most = (size_t)(field->surplus_max > 0 ? field->surplus_max : field->max);
    if (count >= (size_t)field->min && count <= most)
        return 0;
    if (count > most && field->too_many != NULL)
        return refuse_length(field, count, most, f);
    return fault_set_reason(f, field_fault(field), "%s must have %lld to %lld elements, not %zu",
                            field->name, (long long)field->min, (long long)most, count);
}
