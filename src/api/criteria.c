/*
 * Reading criteria. Must never let a client's text become anything but an operand.
 */
#include "api/criteria.h"

#include <inttypes.h>
#include <stdlib.h>

#include "api/condition.h"
#include "base/clock.h"

enum { VALUES_MAX = 50, PATTERNS_MAX = 5, ATTRIBUTES_MAX = 50 };

/* The words of a Condition, old and new ones, and what they mean. */
static const struct {
    const char *word, *comparison;
    bool is_list, is_pattern;
} words[] = {
    { "eq", "equals", true, false },
    { "equals", "equals", true, false },
    { "neq", "notEquals", true, false },
    { "notEquals", "notEquals", true, false },
    { "gt", "greaterThan", false, false },
    { "greaterThan", "greaterThan", false, false },
    { "gte", "greaterThanOrEqual", false, false },
    { "greaterThanOrEqual", "greaterThanOrEqual", false, false },
    { "lt", "lessThan", false, false },
    { "lessThan", "lessThan", false, false },
    { "lte", "lessThanOrEqual", false, false },
    { "lessThanOrEqual", "lessThanOrEqual", false, false },
    { "matches", "matches", true, true },
    { "notMatches", "notMatches", true, true },
};

struct reader {
    struct arena *arena;
    const struct filter_attribute *attribute;
    bool saved;
    struct buf conditions;
    enum fault_code fault;
    struct fault *f;
};

static int
refuse(struct reader *r, const char *rule)
{
    return fault_set_reason(r->f, r->fault, "%s %s", r->attribute->name, rule);
}

/* A pattern's signs '*' and '?' as SQL has them, and its other characters for themselves. */
static struct str
like_pattern(struct arena *arena, struct str pattern)
{
    struct buf like;
    buf_init(&like, arena);
    for (size_t i = 0; i < pattern.size; i++) {
        char c = pattern.data[i];
        if (c == '%' || c == '_' || c == '\\')
            buf_add_char(&like, '\\');
        buf_add_char(&like, c == '*' ? '%' : c == '?' ? '_' : c);
    }
    return buf_str(&like);
}

static bool
is_number(struct arena *arena, struct str text)
{
    const char *spelled = arena_format(arena, "%.*s", STR_PRINTF(text)).data;
    char *end;
    if (text.size == 0 || text.size > 32 ||
        (text.data[0] != '-' && !(text.data[0] >= '0' && text.data[0] <= '9')))
        return false;
    (void)strtod(spelled, &end);
    return *end == '\0' && str_find(text, 'x') >= text.size && str_find(text, 'X') >= text.size;
}

/* Milliseconds since 1970, or a timestamp. */
static bool
read_time_operand(struct arena *arena, struct str *text)
{
    struct time_fraction fraction;
    int64_t ms;
    if (str_to_int64(*text, INT64_C(-62135596800000), INT64_C(253402300799999), &ms) == 0)
        return true;
    if (time_parse_offset(*text, &ms, &fraction) < 0)
        return false;
    *text = arena_format(arena, "%" PRId64, ms);
    return true;
}

/* Adds one value, in the form that the attribute's kind has. */
static int
add_value(struct reader *r, const struct node *value, bool is_pattern)
{
    struct str text = value->text;
    if (value->kind != NODE_TEXT && value->kind != NODE_INTEGER && value->kind != NODE_REAL)
        return refuse(r, "must be compared with texts or numbers");
    switch (r->attribute->kind) {
    case CRITERION_NUMBER:
        if (!is_number(r->arena, text))
            return refuse(r, "must be compared with numbers");
        break;
    case CRITERION_TIME:
        if (!read_time_operand(r->arena, &text))
            return refuse(r, "must be compared with milliseconds since 1970");
        break;
    case CRITERION_SWITCH:
    case CRITERION_ARCHIVED:
        if (!str_equal(text, STR("true")) && !str_equal(text, STR("false")))
            return refuse(r, "must be compared with true or false");
        break;
    default:
        if (is_pattern)
            text = like_pattern(r->arena, text);
        break;
    }
    condition_operand(&r->conditions, text);
    return 0;
}

/* Tells whether the kind of an attribute can be compared so. */
static bool
is_comparison(enum filter_kind kind, const char *name)
{
    for (const struct filter_comparison *row = filter_comparisons; row->name != NULL; row++)
        if (row->kind == kind && str_equal(str_from(row->name), str_from(name)))
            return true;
    return false;
}

static int
read_values(struct reader *r, size_t word, const struct node *values)
{
    size_t most = words[word].is_pattern ? PATTERNS_MAX : VALUES_MAX;
    if (!words[word].is_list)
        return add_value(r, values, false);
    if (values->kind != NODE_LIST || values->count > most)
        return refuse(r, words[word].is_pattern ? "must have a list of at most 5 patterns"
                                                : "must have a list of at most 50 values");
    for (const struct node *value = values->first; value != NULL; value = value->next)
        if (add_value(r, value, words[word].is_pattern) < 0)
            return -1;
    return 0;
}

/* One test of an attribute; an empty list asks for nothing. */
static int
read_test(struct reader *r, const struct node *test)
{
    size_t word = 0;
    while (word < ARRAY_COUNT(words) && !str_equal(str_from(words[word].word), test->name))
        word++;
    if (word == ARRAY_COUNT(words))
        return refuse(r, "has a condition that is none");
    if (words[word].is_pattern && !r->saved)
        return refuse(r, "can be matched with patterns in saved filters alone");
    if (!is_comparison(r->attribute->kind, words[word].comparison))
        return refuse(r, "cannot be compared so");
    if (test->kind == NODE_LIST && test->count == 0)
        return 0;
    condition_begin(&r->conditions, r->attribute->name);
    condition_begin_tests(&r->conditions);
    condition_begin_test(&r->conditions, words[word].comparison);
    if (read_values(r, word, test) < 0)
        return -1;
    condition_end_test(&r->conditions);
    condition_end_tests(&r->conditions);
    condition_end(&r->conditions);
    return 0;
}

static int
read_attribute(struct reader *r, const struct node *condition)
{
    if (condition->kind != NODE_OBJECT)
        return refuse(r, "must have an object as its condition");
    for (const struct node *test = condition->first; test != NULL; test = test->next)
        if (read_test(r, test) < 0)
            return -1;
    return 0;
}

int
criteria_read(struct arena *arena, const struct filter_attribute *attributes, bool saved,
              const struct node *criteria, enum fault_code fault, struct str *ret_conditions,
              struct fault *f)
{
    struct reader r = { .arena = arena, .saved = saved, .fault = fault, .f = f };
    const struct node *criterion = tree_member(criteria, STR("criterion"));
    conditions_begin(&r.conditions, arena);
    if (criteria->kind != NODE_OBJECT || (criterion == NULL && criteria->count > 0) ||
        (criterion != NULL && criterion->kind != NODE_OBJECT))
        return fault_set_reason(f, fault, "findingCriteria must be an object with a criterion");
    if (criterion != NULL && criterion->count > ATTRIBUTES_MAX)
        return fault_set_reason(f, fault, "findingCriteria must have at most 50 attributes");
    for (const struct node *child = criterion != NULL ? criterion->first : NULL; child != NULL;
         child = child->next) {
        r.attribute = filter_attribute(attributes, child->name);
        if (r.attribute == NULL)
            return fault_set_reason(f, fault, "findingCriteria has an attribute that is none");
        if (read_attribute(&r, child) < 0)
            return -1;
    }
    *ret_conditions = conditions_end(&r.conditions);
    return 0;
}
