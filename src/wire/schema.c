/*
 * Walking over a document beside its schema. Must never write what it has not checked.
 */
#include "wire/schema.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/codec.h"

/* The pattern of moments, as Security Hub shows it. */
static const char time_pattern[] =
    "(\\d\\d\\d\\d)-[0-1](\\d)-[0-3](\\d)[Tt](?:[0-2](\\d):[0-5](\\d):[0-5](\\d)|23:59:60)"
    "(?:\\.(\\d)+)?(?:[Zz]|[+-](\\d\\d)(?::?(\\d\\d))?)$";

/* A place in the document: a list that leads up to its root, spelled only for a sentence. */
struct place {
    const struct place *parent;
    struct str name; /* of a member, of an entry of a map; of the root its path */
    size_t index;    /* of an element */
    enum { PLACE_ROOT, PLACE_MEMBER, PLACE_ENTRY, PLACE_ELEMENT } kind;
};

/* What the walk has with it. */
struct walk {
    struct buf *text;
    struct schema_faults *faults;
};

static void write_node(struct walk *walk, const struct schema *schema, const struct node *node,
                       const struct place *place);

void
schema_faults_init(struct schema_faults *faults, struct arena *arena)
{
    *faults = (struct schema_faults){ .arena = arena };
    buf_init(&faults->text, arena);
}

void
schema_fault(struct schema_faults *faults, struct str path, const char *format, ...)
{
    char sentence[512];
    va_list arguments;
    if (faults->count++ >= SCHEMA_FAULTS_MAX)
        return;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    buf_add_format(&faults->text, "%s%.*s %s", faults->count > 1 ? ", " : "", STR_PRINTF(path),
                   sentence);
}

/* A client's own name, in a sentence: no longer than a name has to be to be recognized. */
static void
add_path(struct buf *path, const struct place *place)
{
    enum { NAME_SHOWN_MAX = 128 };
    if (place->parent != NULL)
        add_path(path, place->parent);
    struct str name = utf8_cut(place->name, NAME_SHOWN_MAX);
    switch (place->kind) {
    case PLACE_ROOT:
        buf_add(path, place->name);
        return;
    case PLACE_MEMBER:
        buf_add_format(path, ".%.*s", STR_PRINTF(name));
        return;
    case PLACE_ENTRY:
        buf_add_format(path, "['%.*s']", STR_PRINTF(name));
        return;
    case PLACE_ELEMENT:
        buf_add_format(path, "[%zu]", place->index);
        return;
    }
}

static struct str
path_of(struct walk *walk, const struct place *place)
{
    struct buf path;
    buf_init(&path, walk->faults->arena);
    add_path(&path, place);
    return buf_str(&path);
}

/* Nothing is spelled for a sentence that nobody will see. */
#define COMPLAIN(walk, place, ...)                                         \
    ((walk)->faults->count < SCHEMA_FAULTS_MAX                             \
         ? schema_fault((walk)->faults, path_of(walk, place), __VA_ARGS__) \
         : (void)0)

static size_t
characters(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += ((unsigned char)text.data[i] & 0xc0) != 0x80;
    return count;
}

static bool
is_chosen(const char *choices, struct str text)
{
    struct str rest = str_from(choices), choice;
    while (str_next(&rest, '|', &choice))
        if (str_equal(choice, text))
            return true;
    return false;
}

static void
write_text(struct walk *walk, const struct schema *schema, const struct node *node,
           const struct place *place)
{
    int64_t length = (int64_t)characters(node->text);
    if (schema->choices != NULL) {
        if (!is_chosen(schema->choices, node->text))
            COMPLAIN(walk, place, "should be equal to one of the allowed values");
    } else if (length < schema->min) {
        COMPLAIN(walk, place, "should NOT be shorter than %" PRId64 " characters", schema->min);
    } else if (schema->max > 0 && length > schema->max) {
        COMPLAIN(walk, place, "should NOT be longer than %" PRId64 " characters", schema->max);
    }
    json_quote(walk->text, node->text);
}

static void
write_account(struct walk *walk, const struct node *node, const struct place *place)
{
    if (!str_is_digits(node->text, 12))
        COMPLAIN(walk, place, "should match pattern \"^[0-9]{12}$\"");
    json_quote(walk->text, node->text);
}

static void
write_time(struct walk *walk, const struct node *node, const struct place *place)
{
    enum { MS_DIGITS = 3 };
    int64_t ms;
    struct time_fraction fraction;
    if (time_parse_offset(node->text, &ms, &fraction) < 0) {
        COMPLAIN(walk, place, "should match pattern \"%s\"", time_pattern);
        return;
    }
    if (fraction.size <= MS_DIGITS) {
        json_quote(walk->text, node->text);
        return;
    }
    struct str head = str_slice(node->text, 0, fraction.at + MS_DIGITS);
    struct str tail = str_slice(node->text, fraction.at + fraction.size, node->text.size);
    buf_add_format(walk->text, "\"%.*s%.*s\"", STR_PRINTF(head), STR_PRINTF(tail));
}

static void
write_integer(struct walk *walk, const struct schema *schema, const struct node *node,
              const struct place *place)
{
    int64_t number;
    if (str_to_int64(node->text, INT64_MIN, INT64_MAX, &number) < 0)
        COMPLAIN(walk, place, "should be integer");
    else if (schema->bounded && number < schema->min)
        COMPLAIN(walk, place, "should be >= %" PRId64, schema->min);
    else if (schema->bounded && number > schema->max)
        COMPLAIN(walk, place, "should be <= %" PRId64, schema->max);
    buf_add(walk->text, node->text);
}

static void
write_list(struct walk *walk, const struct schema *schema, const struct node *node,
           const struct place *place)
{
    struct place element = { .parent = place, .kind = PLACE_ELEMENT };
    if ((int64_t)node->count < schema->min)
        COMPLAIN(walk, place, "should NOT have fewer than %" PRId64 " items", schema->min);
    if (schema->max > 0 && (int64_t)node->count > schema->max)
        COMPLAIN(walk, place, "should NOT have more than %" PRId64 " items", schema->max);
    buf_add_char(walk->text, '[');
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        if (element.index > 0)
            buf_add_char(walk->text, ',');
        write_node(walk, schema->of, child, &element);
        element.index++;
    }
    buf_add_char(walk->text, ']');
}

static void
write_map(struct walk *walk, const struct schema *schema, const struct node *node,
          const struct place *place)
{
    if (schema->max > 0 && (int64_t)node->count > schema->max)
        COMPLAIN(walk, place, "should NOT have more than %" PRId64 " properties", schema->max);
    buf_add_char(walk->text, '{');
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        struct place entry = { .parent = place, .kind = PLACE_ENTRY, .name = child->name };
        int64_t length = (int64_t)characters(child->name);
        if (schema->name_max > 0 && (length < 1 || length > schema->name_max))
            COMPLAIN(walk, place, "property name '%.*s' is invalid",
                     STR_PRINTF(utf8_cut(child->name, (size_t)schema->name_max)));
        if (child != node->first)
            buf_add_char(walk->text, ',');
        json_quote(walk->text, child->name);
        buf_add_char(walk->text, ':');
        write_node(walk, schema->of, child, &entry);
    }
    buf_add_char(walk->text, '}');
}

static const struct schema_member *
member_named(const struct schema *schema, struct str name)
{
    for (const struct schema_member *member = schema->members; member->name != NULL; member++)
        if (str_equal(str_from(member->name), name))
            return member;
    return NULL;
}

static void
write_object(struct walk *walk, const struct schema *schema, const struct node *node,
             const struct place *place)
{
    bool any = false;
    for (const struct schema_member *member = schema->members; member->name != NULL; member++)
        if (member->required && tree_member(node, str_from(member->name)) == NULL)
            COMPLAIN(walk, place, "should have required property '%s'", member->name);
    buf_add_char(walk->text, '{');
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        const struct schema_member *member = member_named(schema, child->name);
        struct place of_member = { .parent = place, .kind = PLACE_MEMBER, .name = child->name };
        if (member == NULL) {
            if (schema->closed)
                COMPLAIN(walk, &of_member, "should NOT be there: it is no property");
            continue;
        }
        buf_add_format(walk->text, "%s\"%s\":", any ? "," : "", member->name);
        write_node(walk, member->schema, child, &of_member);
        any = true;
    }
    buf_add_char(walk->text, '}');
}

/* Tells what JSON must have there, and how AJV calls it. */
static bool
has_type(enum schema_kind kind, enum node_kind node, const char **ret_word)
{
    switch (kind) {
    case SCHEMA_TEXT:
    case SCHEMA_ACCOUNT:
    case SCHEMA_TIME:
        *ret_word = "string";
        return node == NODE_TEXT;
    case SCHEMA_INTEGER:
        *ret_word = "integer";
        return node == NODE_INTEGER;
    case SCHEMA_NUMBER:
        *ret_word = "number";
        return node == NODE_INTEGER || node == NODE_REAL;
    case SCHEMA_SWITCH:
        *ret_word = "boolean";
        return node == NODE_SWITCH;
    case SCHEMA_LIST:
        *ret_word = "array";
        return node == NODE_LIST;
    case SCHEMA_MAP:
    case SCHEMA_OBJECT:
        break;
    }
    *ret_word = "object";
    return node == NODE_OBJECT;
}

static void
write_node(struct walk *walk, const struct schema *schema, const struct node *node,
           const struct place *place)
{
    const char *word;
    if (!has_type(schema->kind, node->kind, &word)) {
        COMPLAIN(walk, place, "should be %s", word);
        return;
    }
    switch (schema->kind) {
    case SCHEMA_TEXT:
        write_text(walk, schema, node, place);
        return;
    case SCHEMA_ACCOUNT:
        write_account(walk, node, place);
        return;
    case SCHEMA_TIME:
        write_time(walk, node, place);
        return;
    case SCHEMA_INTEGER:
        write_integer(walk, schema, node, place);
        return;
    case SCHEMA_NUMBER:
    case SCHEMA_SWITCH:
        buf_add(walk->text, node->text);
        return;
    case SCHEMA_LIST:
        write_list(walk, schema, node, place);
        return;
    case SCHEMA_MAP:
        write_map(walk, schema, node, place);
        return;
    case SCHEMA_OBJECT:
        write_object(walk, schema, node, place);
        return;
    }
}

void
schema_write(const struct schema *schema, const struct node *node, struct str path,
             struct buf *ret_text, struct schema_faults *faults)
{
    struct walk walk = { .text = ret_text, .faults = faults };
    struct place root = { .kind = PLACE_ROOT, .name = path };
    write_node(&walk, schema, node, &root);
}
