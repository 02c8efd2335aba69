/*
 * One constraint a line of the field's row: pattern, length, value. Must never decide whether a
 * value is good: check.c does.
 */
#include "api/constraint.h"

#include <stdbool.h>

#include "api/check.h"
#include "base/codec.h"

/* Of a value the sentence shows this many bytes. */
enum { VALUE_SHOWN_MAX = 256 };

void
violations_init(struct violations *violations, struct arena *arena)
{
    *violations = (struct violations){ .arena = arena };
    buf_init(&violations->text, arena);
}

static struct str
shown_value(struct arena *arena, struct str text)
{
    if (text.size <= VALUE_SHOWN_MAX)
        return text;
    struct str cut = utf8_cut(text, VALUE_SHOWN_MAX);
    return arena_format(arena, "%.*s...", STR_PRINTF(cut));
}

/* Adds one violation; `value` is quoted already where it is to be, or empty. */
static void
add(struct violations *violations, struct str value, struct str path, struct str constraint)
{
    if (violations->count++ > 0)
        buf_add(&violations->text, STR("; "));
    buf_add(&violations->text, STR("Value "));
    buf_add(&violations->text, value);
    if (value.size > 0)
        buf_add_char(&violations->text, ' ');
    buf_add(&violations->text, STR("at '"));
    buf_add(&violations->text, path);
    buf_add(&violations->text, STR("' failed to satisfy constraint: "));
    buf_add(&violations->text, constraint);
}

/* Gives a value as the sentence has it; of one that no event shows, nothing. */
static struct str
quoted_value(struct arena *arena, const struct field *field, struct str text)
{
    struct str shown = shown_value(arena, text);
    return field->hidden ? STR("") : arena_format(arena, "'%.*s'", STR_PRINTF(shown));
}

/* Gives the constraint on a number that is not met, as AWS words it. */
static struct str
number_constraint(struct arena *arena, const struct field *field, struct str text)
{
    int64_t number;
    if (str_to_int64(text, INT64_MIN, INT64_MAX, &number) < 0)
        return STR("Member must be a whole number");
    if (number < field->min)
        return arena_format(arena, "Member must have value greater than or equal to %lld",
                            (long long)field->min);
    return arena_format(arena, "Member must have value less than or equal to %lld",
                        (long long)field->max);
}

static struct str
pattern_constraint(struct arena *arena, const struct field *field)
{
    return arena_format(arena, "Member must satisfy regular expression pattern: %s",
                        field->pattern);
}

static struct str
length_constraint(struct arena *arena, int64_t limit, bool most)
{
    return arena_format(arena, "Member must have length %s than or equal to %lld",
                        most ? "less" : "greater", (long long)limit);
}

void
violations_add_text(struct violations *violations, const struct field *field, struct str path,
                    struct str text)
{
    struct arena *arena = violations->arena;
    size_t length = text_length(text), before = violations->count;
    struct str value = quoted_value(arena, field, text);
    if (field->kind->node == NODE_INTEGER) {
        add(violations, value, path, number_constraint(arena, field, text));
        return;
    }
    if (field->pattern != NULL && !check_characters(field, text))
        add(violations, value, path, pattern_constraint(arena, field));
    if (length < (size_t)field->min)
        add(violations, value, path, length_constraint(arena, field->min, false));
    if (length > (size_t)field->max)
        add(violations, value, path, length_constraint(arena, field->max, true));
    if (violations->count == before && violations->otherwise.data == NULL) {
        struct str shown = shown_value(arena, text);
        violations->otherwise = arena_format(arena, "%.*s is invalid", STR_PRINTF(shown));
    }
}

void
violations_add_elements(struct violations *violations, const struct field *list, struct str path,
                        const struct str *items, size_t count)
{
    const struct field *element = list->members;
    struct buf shown;
    buf_init(&shown, violations->arena);
    for (size_t i = 0; i < count && shown.size < VALUE_SHOWN_MAX; i++) {
        buf_add(&shown, i > 0 ? STR(", ") : STR(""));
        buf_add(&shown, items[i]);
    }
    struct str cut = shown_value(violations->arena, buf_str(&shown));
    struct str most = length_constraint(violations->arena, element->max, true);
    struct str least = length_constraint(violations->arena, element->min, false);
    struct str pattern = element->pattern != NULL ? pattern_constraint(violations->arena, element)
                                                  : (struct str){ NULL, 0 };
    add(violations, arena_format(violations->arena, "'[%.*s]'", STR_PRINTF(cut)), path,
        arena_format(violations->arena, "Member must satisfy constraint: [%.*s, %.*s%s%.*s]",
                     STR_PRINTF(most), STR_PRINTF(least), pattern.size > 0 ? ", " : "",
                     STR_PRINTF(pattern)));
}

void
violations_add_count(struct violations *violations, const struct field *list, struct str path)
{
    add(violations, STR(""), path, length_constraint(violations->arena, list->max, true));
}

void
violations_add_null(struct violations *violations, struct str path)
{
    add(violations, STR("null"), path, STR("Member must not be null"));
}

struct str
violations_sentence(const struct violations *violations)
{
    struct str text = buf_str(&violations->text);
    if (violations->count == 0)
        return violations->otherwise;
    return arena_format(violations->arena, "%zu validation error%s detected: %.*s",
                        violations->count, violations->count > 1 ? "s" : "", STR_PRINTF(text));
}
