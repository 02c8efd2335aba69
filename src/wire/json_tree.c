/*
 * One pass over a JSON document, in which its tree is made. Must accept nothing that PostgreSQL's
 * jsonb could not hold, nor anything that two readers could read in two ways.
 */
#include "wire/json_tree.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "base/codec.h"

/* A number longer than this is refused: 64-bit integers have 20 characters, doubles need 24. */
enum { NUMBER_SIZE_MAX = 64 };
/* Doubles need three digits of exponent; PostgreSQL takes no number with more than 16,383 digits
 * behind the point. */
enum { EXPONENT_DIGITS_MAX = 3 };
/* So many names are compared each with each; more are put in order first. */
enum { FEW_NAMES = 8 };

struct scan {
    struct arena *arena;
    struct str text;
    size_t at;
    unsigned depth;
    size_t values, values_max;
    bool twice; /* a name stands twice in one object */
    struct fault *f;
};

static int scan_value(struct scan *scan, struct node *node);

static int
scan_refuse(struct scan *scan, const char *rule)
{
    return fault_set_reason(scan->f, FAULT_SERIALIZATION, "JSON, byte %zu: %s", scan->at, rule);
}

/* Gives the byte at the cursor, or -1 at the end. */
static int
scan_peek(const struct scan *scan)
{
    return scan->at < scan->text.size ? (unsigned char)scan->text.data[scan->at] : -1;
}

static void
scan_space(struct scan *scan)
{
    for (int c = scan_peek(scan); c == ' ' || c == '\t' || c == '\n' || c == '\r';
         c = scan_peek(scan))
        scan->at++;
}

static bool
scan_take(struct scan *scan, char expected)
{
    if (scan_peek(scan) != expected)
        return false;
    scan->at++;
    return true;
}

/* Reads four hex digits. */
static int
scan_unit(struct scan *scan, unsigned *ret_unit)
{
    unsigned unit = 0;
    for (int i = 0; i < 4; i++) {
        int c = scan_peek(scan);
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return scan_refuse(scan, "\\u wants four hex digits");
        unit = unit * 16 + (unsigned)digit;
        scan->at++;
    }
    *ret_unit = unit;
    return 0;
}

/* Reads what follows "\u": one unit, or a high and a low surrogate. */
static int
scan_unicode_escape(struct scan *scan)
{
    unsigned unit, low;
    if (scan_unit(scan, &unit) < 0)
        return -1;
    if (unit == 0)
        return scan_refuse(scan, "U+0000 is not allowed");
    if (unit >= 0xdc00 && unit <= 0xdfff)
        return scan_refuse(scan, "a low surrogate stands alone");
    if (unit < 0xd800 || unit > 0xdbff)
        return 0;
    if (!scan_take(scan, '\\') || !scan_take(scan, 'u'))
        return scan_refuse(scan, "a high surrogate stands alone");
    if (scan_unit(scan, &low) < 0)
        return -1;
    if (low < 0xdc00 || low > 0xdfff)
        return scan_refuse(scan, "a high surrogate stands alone");
    return 0;
}

static int
scan_escape(struct scan *scan)
{
    int c = scan_peek(scan);
    scan->at++;
    switch (c) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        return 0;
    case 'u':
        return scan_unicode_escape(scan);
    default:
        return scan_refuse(scan, "an unknown escape");
    }
}

/* Gives what four hex digits say, which were checked. */
static unsigned
unit_at(struct str text, size_t at)
{
    struct fault f;
    struct scan scan = { .text = text, .at = at, .f = &f };
    unsigned unit = 0;
    if (scan_unit(&scan, &unit) < 0)
        abort();
    return unit;
}

/* Writes one character beyond ASCII, or of it, as UTF-8; gives its size. */
static size_t
put_character(char *to, unsigned character)
{
    size_t more = character < 0x80 ? 0 : character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = { 0, 0xc0, 0xe0, 0xf0 };
    to[0] = (char)(leads[more] | character >> (6 * more));
    for (size_t i = 1; i <= more; i++)
        to[i] = (char)(0x80 | (character >> (6 * (more - i)) & 0x3f));
    return more + 1;
}

/* Undoes the escapes of a string, which were checked. What they stand for is never longer. */
static struct str
unescaped(struct arena *arena, struct str raw)
{
    static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
    char *bytes = arena_alloc(arena, raw.size);
    size_t size = 0;
    for (size_t i = 0; i < raw.size; i++) {
        if (raw.data[i] != '\\') {
            bytes[size++] = raw.data[i];
            continue;
        }
        char letter = raw.data[++i];
        size_t known = str_find(STR(letters), letter);
        if (letter != 'u') {
            bytes[size++] = known < sizeof letters - 1 ? meant[known] : letter;
            continue;
        }
        unsigned character = unit_at(raw, i + 1);
        i += 4;
        if (character >= 0xd800 && character <= 0xdbff) {
            character = 0x10000 + ((character - 0xd800) << 10) + (unit_at(raw, i + 3) - 0xdc00);
            i += 6;
        }
        size += put_character(bytes + size, character);
    }
    return (struct str){ bytes, size };
}

static int
scan_string(struct scan *scan, struct str *ret_text)
{
    bool escapes = false;
    if (!scan_take(scan, '"'))
        return scan_refuse(scan, "a string in double quotes is expected");
    for (size_t start = scan->at;;) {
        int c = scan_peek(scan);
        if (c < 0)
            return scan_refuse(scan, "a string does not end");
        if (c < 0x20)
            return scan_refuse(scan, "a control character stands in a string");
        scan->at++;
        if (c == '"') {
            *ret_text = str_slice(scan->text, start, scan->at - 1 - start);
            if (escapes)
                *ret_text = unescaped(scan->arena, *ret_text);
            return 0;
        }
        escapes = escapes || c == '\\';
        if (c == '\\' && scan_escape(scan) < 0)
            return -1;
    }
}

/* Takes a run of digits; false when there is none. */
static bool
scan_digits(struct scan *scan)
{
    size_t start = scan->at;
    while (scan_peek(scan) >= '0' && scan_peek(scan) <= '9')
        scan->at++;
    return scan->at > start;
}

/* Checks that the number's value can be held: 64 bits for an integer, a finite double otherwise. */
static int
scan_number_range(struct scan *scan, struct str number, bool integer)
{
    char text[NUMBER_SIZE_MAX + 1] = "";
    if (number.size > NUMBER_SIZE_MAX)
        return scan_refuse(scan, "a number is too long");
    bytes_copy(text, sizeof text - 1, number.data, number.size);
    errno = 0;
    if (integer) {
        (void)strtoll(text, NULL, 10);
        if (errno == ERANGE)
            return scan_refuse(scan, "an integer is beyond 64 bits");
    } else if (!isfinite(strtod(text, NULL)))
        return scan_refuse(scan, "a number is out of range");
    return 0;
}

static int
scan_exponent(struct scan *scan)
{
    scan->at++;
    if (!scan_take(scan, '+'))
        (void)scan_take(scan, '-');
    size_t start = scan->at;
    if (!scan_digits(scan))
        return scan_refuse(scan, "digits are expected in the exponent");
    if (scan->at - start > EXPONENT_DIGITS_MAX)
        return scan_refuse(scan, "a number is out of range");
    return 0;
}

static int
scan_number(struct scan *scan, struct node *node)
{
    size_t start = scan->at;
    bool integer = true;
    (void)scan_take(scan, '-');
    if (!scan_take(scan, '0') && !scan_digits(scan))
        return scan_refuse(scan, "a value is expected");
    if (scan_take(scan, '.')) {
        integer = false;
        if (!scan_digits(scan))
            return scan_refuse(scan, "digits are expected behind the point");
    }
    if (scan_peek(scan) == 'e' || scan_peek(scan) == 'E') {
        integer = false;
        if (scan_exponent(scan) < 0)
            return -1;
    }
    node->kind = integer ? NODE_INTEGER : NODE_REAL;
    node->text = str_slice(scan->text, start, scan->at - start);
    if (scan_number_range(scan, node->text, integer) < 0)
        return -1;
    /* An integer has one spelling. */
    if (integer && str_equal(node->text, STR("-0")))
        node->text = STR("0");
    return 0;
}

static int
scan_word(struct scan *scan, struct str word, enum node_kind kind, struct node *node)
{
    if (!str_starts_with(str_slice(scan->text, scan->at, scan->text.size), word))
        return scan_refuse(scan, "a value is expected");
    node->kind = kind;
    node->text = str_slice(scan->text, scan->at, word.size);
    scan->at += word.size;
    return 0;
}

static int
compare_names(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Tells whether a name stands twice in an object, in whatever spelling. */
static bool
has_twins(struct arena *arena, const struct node *object)
{
    size_t count = 0;
    if (object->count <= FEW_NAMES) {
        for (const struct node *child = object->first; child != NULL; child = child->next)
            if (tree_again(child) != NULL)
                return true;
        return false;
    }
    struct str *names = arena_array(arena, object->count, sizeof *names);
    for (const struct node *child = object->first; child != NULL; child = child->next)
        names[count++] = child->name;
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 1; i < count; i++)
        if (str_equal(names[i - 1], names[i]))
            return true;
    return false;
}

static int
scan_name(struct scan *scan, struct node *child)
{
    scan_space(scan);
    if (scan_string(scan, &child->name) < 0)
        return -1;
    scan_space(scan);
    return scan_take(scan, ':') ? 0 : scan_refuse(scan, "':' is expected");
}

/* Reads what is between the brackets of an object or an array. */
static int
scan_children(struct scan *scan, struct node *parent)
{
    struct node *last = NULL;
    do {
        struct node *child = tree_node(scan->arena, NODE_NULL, STR(""), STR(""));
        if ((parent->kind == NODE_OBJECT && scan_name(scan, child) < 0) ||
            scan_value(scan, child) < 0)
            return -1;
        last = tree_append(parent, last, child);
        scan_space(scan);
    } while (scan_take(scan, ','));
    return 0;
}

static int
scan_elements(struct scan *scan, enum node_kind kind, struct node *node)
{
    char close = kind == NODE_OBJECT ? '}' : ']';
    size_t start = scan->at++;
    node->kind = kind;
    if (++scan->depth > TREE_DEPTH_MAX)
        return scan_refuse(scan, "nesting is too deep");
    scan_space(scan);
    if (!scan_take(scan, close)) {
        if (scan_children(scan, node) < 0)
            return -1;
        if (!scan_take(scan, close))
            return scan_refuse(scan, "',' or a closing bracket is expected");
    }
    scan->depth--;
    node->text = str_slice(scan->text, start, scan->at - start);
    scan->twice = scan->twice || (kind == NODE_OBJECT && has_twins(scan->arena, node));
    return 0;
}

static int
scan_value(struct scan *scan, struct node *node)
{
    scan_space(scan);
    if (++scan->values > scan->values_max)
        return scan_refuse(scan, "there are too many values");
    switch (scan_peek(scan)) {
    case '{':
        return scan_elements(scan, NODE_OBJECT, node);
    case '[':
        return scan_elements(scan, NODE_LIST, node);
    case '"':
        node->kind = NODE_TEXT;
        return scan_string(scan, &node->text);
    case 't':
        return scan_word(scan, STR("true"), NODE_SWITCH, node);
    case 'f':
        return scan_word(scan, STR("false"), NODE_SWITCH, node);
    case 'n':
        return scan_word(scan, STR("null"), NODE_NULL, node);
    default:
        return scan_number(scan, node);
    }
}

int
json_tree(struct arena *arena, struct str text, struct node **ret_object, struct fault *f)
{
    size_t by_size = text.size / JSON_BYTES_A_VALUE;
    struct scan scan = { .arena = arena,
                         .text = text,
                         .values_max = by_size > JSON_VALUES_MAX ? by_size : JSON_VALUES_MAX,
                         .f = f };
    struct node *object = tree_node(arena, NODE_NULL, STR(""), STR(""));
    if (!utf8_valid(text))
        return scan_refuse(&scan, "the text is not UTF-8");
    if (scan_value(&scan, object) < 0)
        return -1;
    scan_space(&scan);
    if (scan.at < text.size)
        return scan_refuse(&scan, "something follows the value");
    if (object->kind != NODE_OBJECT)
        return fault_set_reason(f, FAULT_SERIALIZATION, "JSON: an object is expected");
    if (scan.twice)
        return fault_set_reason(f, FAULT_SERIALIZATION,
                                "JSON: a member name stands twice in one object");
    *ret_object = object;
    return 0;
}
