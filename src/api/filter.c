/*
 * Reading filters: their form is checked as documents are, what they mean by the rules of their
 * kind. Must never let a client's text become anything but an operand.
 */
#include "api/filter.h"

#include <arpa/inet.h>
#include <inttypes.h>

#include "api/condition.h"
#include "base/clock.h"
#include "base/codec.h"
#include "wire/schema.h"

enum { ATTRIBUTES_MAX = 10, VALUES_MAX = 20, VALUE_MAX = 2048 };

#define TEXT_VALUE(least) \
    (&(const struct schema){ .kind = SCHEMA_TEXT, .min = least, .max = VALUE_MAX })
#define WORD(words) (&(const struct schema){ .kind = SCHEMA_TEXT, .choices = words })
#define MAY(member, form)   \
    {                       \
        member, form, false \
    }
#define MUST(member, form) \
    {                      \
        member, form, true \
    }
#define OBJECT(...)            \
    (&(const struct schema){   \
        .kind = SCHEMA_OBJECT, \
        .closed = true,        \
        .members = (const struct schema_member[]){ __VA_ARGS__, { NULL, NULL, false } } })
#define FILTERS(...)                                                      \
    {                                                                     \
        .kind = SCHEMA_LIST, .max = VALUES_MAX, .of = OBJECT(__VA_ARGS__) \
    }

static const struct schema number = { .kind = SCHEMA_NUMBER };
static const struct schema truth = { .kind = SCHEMA_SWITCH };

/* The forms of filters, by their kind. */
static const struct schema forms[] = {
    [FILTER_TEXT] =
        FILTERS(MUST("Value", TEXT_VALUE(0)),
                MUST("Comparison",
                     WORD("EQUALS|PREFIX|NOT_EQUALS|PREFIX_NOT_EQUALS|CONTAINS|NOT_CONTAINS"))),
    [FILTER_NUMBER] = FILTERS(MAY("Eq", &number), MAY("Gt", &number), MAY("Gte", &number),
                              MAY("Lt", &number), MAY("Lte", &number)),
    [FILTER_TIME] =
        FILTERS(MAY("Start", TEXT_VALUE(1)), MAY("End", TEXT_VALUE(1)),
                MAY("DateRange", OBJECT(MUST("Value", &number), MUST("Unit", WORD("DAYS")),
                                        MAY("Comparison", WORD("WITHIN|OLDER_THAN"))))),
    [FILTER_ADDRESS] = FILTERS(MUST("Cidr", TEXT_VALUE(1))),
    [FILTER_ENTRY] = FILTERS(MUST("Key", TEXT_VALUE(1)), MUST("Value", TEXT_VALUE(0)),
                             MUST("Comparison", WORD("EQUALS|NOT_EQUALS|CONTAINS|NOT_CONTAINS"))),
    [FILTER_SWITCH] = FILTERS(MUST("Value", &truth)),
    [FILTER_MENTION] = FILTERS(MUST("Value", TEXT_VALUE(1))),
};

static const char *const kind_names[FILTER_KINDS] = {
    [FILTER_TEXT] = "text",
    [FILTER_NUMBER] = "number",
    [FILTER_TIME] = "time",
    [FILTER_ADDRESS] = "address",
    [FILTER_ENTRY] = "entry",
    [FILTER_SWITCH] = "switch",
    [FILTER_MENTION] = "mention",
    [CRITERION_TEXT] = "criterion_text",
    [CRITERION_NUMBER] = "criterion_number",
    [CRITERION_TIME] = "criterion_time",
    [CRITERION_SWITCH] = "criterion_switch",
    [CRITERION_ARCHIVED] = "criterion_archived",
};

/* clang-format off */
#define CRITERION(kind, test) \
    { "equals", kind, false, test }, { "notEquals", kind, true, test }
#define BOUNDS(kind, bound) \
    { "greaterThan", kind, false, "{value} > " bound }, \
    { "greaterThanOrEqual", kind, false, "{value} >= " bound }, \
    { "lessThan", kind, false, "{value} < " bound }, \
    { "lessThanOrEqual", kind, false, "{value} <= " bound }
/* clang-format on */

const struct filter_comparison filter_comparisons[] = {
    { "EQUALS", FILTER_TEXT, false, "{value} = ANY ({operands})" },
    { "PREFIX", FILTER_TEXT, false, "{value} ^@ ANY ({operands})" },
    { "NOT_EQUALS", FILTER_TEXT, true, "{value} = ANY ({operands})" },
    { "PREFIX_NOT_EQUALS", FILTER_TEXT, true, "{value} ^@ ANY ({operands})" },
    { "Eq", FILTER_NUMBER, false, "{value} = ({operand})::numeric" },
    { "Gt", FILTER_NUMBER, false, "{value} > ({operand})::numeric" },
    { "Gte", FILTER_NUMBER, false, "{value} >= ({operand})::numeric" },
    { "Lt", FILTER_NUMBER, false, "{value} < ({operand})::numeric" },
    { "Lte", FILTER_NUMBER, false, "{value} <= ({operand})::numeric" },
    { "Start", FILTER_TIME, false, "{value} >= memberhub.epoch_time({operand})" },
    { "End", FILTER_TIME, false, "{value} <= memberhub.epoch_time({operand})" },
    { "WITHIN", FILTER_TIME, false, "{value} >= memberhub.days_ago({operand})" },
    { "OLDER_THAN", FILTER_TIME, false, "{value} < memberhub.days_ago({operand})" },
    { "Cidr", FILTER_ADDRESS, false, "{value} <<= ANY (({operands})::inet[])" },
    { "EQUALS", FILTER_ENTRY, false, "{value} ->> ({operands})[1] = ({operands})[2]" },
    { "NOT_EQUALS", FILTER_ENTRY, true, "{value} ->> ({operands})[1] = ({operands})[2]" },
    { "Value", FILTER_SWITCH, false, "{value} = ({operand})::boolean" },
    { "Value", FILTER_MENTION, false, "strpos(lower({value}), lower({operand})) > 0" },
    CRITERION(CRITERION_TEXT, "{value} = ANY ({operands})"),
    { "matches", CRITERION_TEXT, false, "{value} LIKE ANY ({operands})" },
    { "notMatches", CRITERION_TEXT, true, "{value} LIKE ANY ({operands})" },
    CRITERION(CRITERION_NUMBER, "({value} = ANY (({operands})::numeric[]) OR "
                                "floor({value}) = ANY (({operands})::numeric[]))"),
    BOUNDS(CRITERION_NUMBER, "({operand})::numeric"),
    CRITERION(CRITERION_TIME, "{value} = ANY (ARRAY(SELECT memberhub.epoch_time(o) FROM "
                              "unnest({operands}) AS o))"),
    BOUNDS(CRITERION_TIME, "memberhub.epoch_time({operand})"),
    CRITERION(CRITERION_SWITCH, "{value} = ANY (({operands})::boolean[])"),
    CRITERION(CRITERION_ARCHIVED, "({value} = 'ARCHIVED') = ANY (({operands})::boolean[])"),
    { .name = NULL },
};

const char *
filter_kind_name(enum filter_kind kind)
{
    return kind_names[kind];
}

const struct filter_attribute *
filter_attribute(const struct filter_attribute *attributes, struct str name)
{
    for (; attributes->name != NULL; attributes++)
        if (str_equal(str_from(attributes->name), name))
            return attributes;
    return NULL;
}

/* What is being made, and of what. */
struct reader {
    struct arena *arena;
    struct schema_faults faults;
    struct buf conditions; /* api/condition.h */
    struct str path;       /* of the attribute: "data.CreatedAt" */
};

static struct str
value_of(const struct node *filter, const char *member)
{
    const struct node *found = tree_member(filter, str_from(member));
    return found != NULL ? found->text : (struct str){ NULL, 0 };
}

static struct str
item_path(struct reader *r, size_t place)
{
    return arena_format(r->arena, "%.*s[%zu]", STR_PRINTF(r->path), place);
}

/* Tells whether a filter compares by that word. */
static bool
compares(const struct node *filter, const char *comparison)
{
    return str_equal(value_of(filter, "Comparison"), str_from(comparison));
}

static size_t
count_comparing(const struct node *filters, const char *comparison)
{
    size_t count = 0;
    for (const struct node *filter = filters->first; filter != NULL; filter = filter->next)
        count += compares(filter, comparison);
    return count;
}

/* One test with the operands of all filters that compare by a word; nothing where none does. */
static void
add_text_test(struct reader *r, const struct node *filters, const char *comparison)
{
    if (count_comparing(filters, comparison) == 0)
        return;
    condition_begin_test(&r->conditions, comparison);
    for (const struct node *filter = filters->first; filter != NULL; filter = filter->next)
        if (compares(filter, comparison))
            condition_operand(&r->conditions, value_of(filter, "Value"));
    condition_end_test(&r->conditions);
}

/* What cannot be asked of one attribute at once (API Reference, StringFilter and MapFilter). */
static bool
check_comparisons(struct reader *r, const struct node *filters, size_t negative)
{
    size_t before = r->faults.count;
    if (count_comparing(filters, "CONTAINS") + count_comparing(filters, "NOT_CONTAINS") > 0)
        schema_fault(
            &r->faults, r->path,
            "should not be compared by CONTAINS or NOT_CONTAINS, which are for rules alone");
    if (count_comparing(filters, "EQUALS") > 0 && negative > 0)
        schema_fault(&r->faults, r->path,
                     "should not have both EQUALS and NOT_EQUALS or PREFIX_NOT_EQUALS");
    return r->faults.count == before;
}

static void
read_texts(struct reader *r, const struct filter_attribute *attribute, const struct node *filters)
{
    static const char *const positives[] = { "EQUALS", "PREFIX" };
    size_t negative =
        count_comparing(filters, "NOT_EQUALS") + count_comparing(filters, "PREFIX_NOT_EQUALS");
    if (!check_comparisons(r, filters, negative))
        return;
    if (filters->count > negative) {
        condition_begin(&r->conditions, attribute->name);
        for (size_t i = 0; i < ARRAY_COUNT(positives); i++) {
            if (count_comparing(filters, positives[i]) == 0)
                continue;
            condition_begin_tests(&r->conditions);
            add_text_test(r, filters, positives[i]);
            condition_end_tests(&r->conditions);
        }
        condition_end(&r->conditions);
    }
    if (negative > 0) {
        condition_begin(&r->conditions, attribute->name);
        condition_begin_tests(&r->conditions);
        add_text_test(r, filters, "NOT_EQUALS");
        add_text_test(r, filters, "PREFIX_NOT_EQUALS");
        condition_end_tests(&r->conditions);
        condition_end(&r->conditions);
    }
}

static void
add_entry_test(struct reader *r, const struct node *filter)
{
    condition_begin_test(&r->conditions, compares(filter, "EQUALS") ? "EQUALS" : "NOT_EQUALS");
    condition_operand(&r->conditions, value_of(filter, "Key"));
    condition_operand(&r->conditions, value_of(filter, "Value"));
    condition_end_test(&r->conditions);
}

static void
read_entries(struct reader *r, const struct filter_attribute *attribute, const struct node *filters)
{
    size_t negative = count_comparing(filters, "NOT_EQUALS");
    if (!check_comparisons(r, filters, negative))
        return;
    condition_begin(&r->conditions, attribute->name);
    if (negative > 0)
        condition_begin_tests(&r->conditions);
    for (const struct node *filter = filters->first; filter != NULL; filter = filter->next) {
        if (negative == 0)
            condition_begin_tests(&r->conditions);
        add_entry_test(r, filter);
        if (negative == 0)
            condition_end_tests(&r->conditions);
    }
    if (negative > 0)
        condition_end_tests(&r->conditions);
    condition_end(&r->conditions);
}

static void
read_number(struct reader *r, const struct node *filter, size_t place)
{
    if (filter->count == 0)
        schema_fault(&r->faults, item_path(r, place), "should have one of Eq, Gt, Gte, Lt and Lte");
    for (const struct node *member = filter->first; member != NULL; member = member->next)
        condition_test(&r->conditions,
                       arena_format(r->arena, "%.*s", STR_PRINTF(member->name)).data, member->text);
}

/* Also RFC 1123's, which insights are given by some clients. */
static bool
read_moment(struct str text, int64_t *ret_ms)
{
    struct time_fraction fraction;
    int64_t seconds;
    if (time_parse_offset(text, ret_ms, &fraction) == 0)
        return true;
    if (time_parse_http(text, &seconds) < 0)
        return false;
    *ret_ms = seconds * 1000;
    return true;
}

static void
read_range(struct reader *r, const struct node *range, size_t place)
{
    enum { DAYS_MAX = 36500 };
    int64_t days;
    struct str comparison = value_of(range, "Comparison");
    if (str_to_int64(value_of(range, "Value"), 0, DAYS_MAX, &days) < 0)
        schema_fault(&r->faults, item_path(r, place),
                     "should have a whole number of days, at most %d, in DateRange.Value",
                     (int)DAYS_MAX);
    else
        condition_test(&r->conditions,
                       str_equal(comparison, STR("OLDER_THAN")) ? "OLDER_THAN" : "WITHIN",
                       value_of(range, "Value"));
}

static void
read_time_filter(struct reader *r, const struct node *filter, size_t place)
{
    static const char *const bounds[] = { "Start", "End" };
    const struct node *range = tree_member(filter, STR("DateRange"));
    bool has_bounds =
        value_of(filter, "Start").data != NULL && value_of(filter, "End").data != NULL;
    if (filter->count != (range != NULL ? 1U : 2U) || (range == NULL && !has_bounds)) {
        schema_fault(&r->faults, item_path(r, place),
                     "should have both Start and End, or DateRange alone");
        return;
    }
    if (range != NULL) {
        read_range(r, range, place);
        return;
    }
    for (size_t i = 0; i < ARRAY_COUNT(bounds); i++) {
        int64_t ms;
        if (!read_moment(value_of(filter, bounds[i]), &ms))
            schema_fault(&r->faults, item_path(r, place), "should have a timestamp in %s",
                         bounds[i]);
        else
            condition_test(&r->conditions, bounds[i], arena_format(r->arena, "%" PRId64, ms));
    }
}

/* An address, or a block of them: "192.0.2.0/24". A bare address is a block of one. */
static bool
is_block(struct arena *arena, struct str text)
{
    unsigned char address[sizeof(struct in6_addr)];
    size_t slash = str_find(text, '/');
    struct str head = str_slice(text, 0, slash);
    const char *spelled = arena_format(arena, "%.*s", STR_PRINTF(head)).data;
    bool is_v4 = inet_pton(AF_INET, spelled, address) == 1;
    int64_t bits;
    if (!is_v4 && inet_pton(AF_INET6, spelled, address) != 1)
        return false;
    if (slash >= text.size)
        return true;
    return str_to_int64(str_slice(text, slash + 1, text.size), 0, is_v4 ? 32 : 128, &bits) == 0;
}

static void
read_block(struct reader *r, const struct node *filter, size_t place)
{
    struct str block = value_of(filter, "Cidr");
    if (!is_block(r->arena, block))
        schema_fault(&r->faults, item_path(r, place), "should have a block of addresses in Cidr");
    else
        condition_test(&r->conditions, "Cidr", block);
}

static void
read_value(struct reader *r, const struct node *filter, size_t place)
{
    (void)place;
    condition_test(&r->conditions, "Value", value_of(filter, "Value"));
}

/* Of kinds whose filters each stand for themselves: one of them has to be met. */
typedef void read_filter_fn(struct reader *r, const struct node *filter, size_t place);

static void
read_each(struct reader *r, const struct filter_attribute *attribute, const struct node *filters)
{
    static read_filter_fn *const readers[] = {
        [FILTER_NUMBER] = read_number, [FILTER_TIME] = read_time_filter,
        [FILTER_ADDRESS] = read_block, [FILTER_SWITCH] = read_value,
        [FILTER_MENTION] = read_value,
    };
    size_t place = 0;
    condition_begin(&r->conditions, attribute->name);
    for (const struct node *filter = filters->first; filter != NULL; filter = filter->next) {
        condition_begin_tests(&r->conditions);
        readers[attribute->kind](r, filter, place++);
        condition_end_tests(&r->conditions);
    }
    condition_end(&r->conditions);
}

static void
read_attribute(struct reader *r, const struct filter_attribute *attribute,
               const struct node *filters)
{
    struct buf unused;
    size_t before = r->faults.count;
    buf_init(&unused, r->arena);
    schema_write(&forms[attribute->kind], filters, r->path, &unused, &r->faults);
    /* An empty list asks for nothing. */
    if (r->faults.count > before || filters->count == 0)
        return;
    if (attribute->kind == FILTER_TEXT)
        read_texts(r, attribute, filters);
    else if (attribute->kind == FILTER_ENTRY)
        read_entries(r, attribute, filters);
    else
        read_each(r, attribute, filters);
}

int
filter_read(struct arena *arena, const struct filter_attribute *attributes,
            const struct node *filters, enum fault_code fault, struct str *ret_conditions,
            struct fault *f)
{
    struct reader r = { .arena = arena };
    schema_faults_init(&r.faults, arena);
    conditions_begin(&r.conditions, arena);
    if (filters->kind != NODE_OBJECT)
        schema_fault(&r.faults, STR("data"), "should be object");
    else if (filters->count > ATTRIBUTES_MAX)
        schema_fault(&r.faults, STR("data"), "should NOT have more than %d properties",
                     (int)ATTRIBUTES_MAX);
    for (const struct node *child = filters->kind == NODE_OBJECT ? filters->first : NULL;
         child != NULL && r.faults.count == 0; child = child->next) {
        const struct filter_attribute *attribute = filter_attribute(attributes, child->name);
        r.path = arena_format(arena, "data.%.*s", STR_PRINTF(utf8_cut(child->name, 128)));
        if (attribute == NULL)
            schema_fault(&r.faults, r.path, "should NOT be there: it is no attribute");
        else
            read_attribute(&r, attribute, child);
    }
    if (r.faults.count > 0)
        return fault_set_reason(f, fault, "%.*s", STR_PRINTF(buf_str(&r.faults.text)));
    *ret_conditions = conditions_end(&r.conditions);
    return 0;
}
