/*
 * A strict JSON check in front of json-c, which by itself clamps integers, takes NaN, cuts names at
 * U+0000 and keeps the last of two members with one name. Must accept nothing that PostgreSQL's
 * jsonb could not hold.
 */
#include "wire/json_scan.h"

#include <errno.h>
#include <json-c/json.h>
#include <math.h>
#include <stdlib.h>

#include "base/codec.h"
#include "base/json.h"

/* A number longer than this is refused: 64-bit integers have 20 characters, doubles need 24. */
enum { NUMBER_SIZE_MAX = 64 };
/* Doubles need three digits of exponent; PostgreSQL takes no number with more than 16,383 digits
 * behind the point. */
enum { EXPONENT_DIGITS_MAX = 3 };

struct scan {
    struct str text;
    size_t at;
    unsigned depth;
    size_t members, values;
    struct fault *f;
};

static int scan_value(struct scan *scan);

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

static int
scan_string(struct scan *scan)
{
    if (!scan_take(scan, '"'))
        return scan_refuse(scan, "a string in double quotes is expected");
    for (;;) {
        int c = scan_peek(scan);
        if (c < 0)
            return scan_refuse(scan, "a string does not end");
        if (c < 0x20)
            return scan_refuse(scan, "a control character stands in a string");
        scan->at++;
        if (c == '"')
            return 0;
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
scan_number(struct scan *scan)
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
        scan->at++;
        if (!scan_take(scan, '+'))
            (void)scan_take(scan, '-');
        size_t exponent = scan->at;
        if (!scan_digits(scan))
            return scan_refuse(scan, "digits are expected in the exponent");
        if (scan->at - exponent > EXPONENT_DIGITS_MAX)
            return scan_refuse(scan, "a number is out of range");
    }
    return scan_number_range(scan, str_slice(scan->text, start, scan->at - start), integer);
}

static int
scan_word(struct scan *scan, struct str word)
{
    if (!str_starts_with(str_slice(scan->text, scan->at, scan->text.size), word))
        return scan_refuse(scan, "a value is expected");
    scan->at += word.size;
    return 0;
}

static int
scan_member(struct scan *scan)
{
    scan_space(scan);
    if (scan_string(scan) < 0)
        return -1;
    scan_space(scan);
    if (!scan_take(scan, ':'))
        return scan_refuse(scan, "':' is expected");
    scan->members++;
    return scan_value(scan);
}

/* Reads what is between the brackets of an object or an array, and the closing one. */
static int
scan_elements(struct scan *scan, char close, int (*element)(struct scan *))
{
    scan->at++;
    if (++scan->depth > JSON_DEPTH_MAX)
        return scan_refuse(scan, "nesting is too deep");
    scan_space(scan);
    if (!scan_take(scan, close)) {
        do {
            if (element(scan) < 0)
                return -1;
            scan_space(scan);
        } while (scan_take(scan, ','));
        if (!scan_take(scan, close))
            return scan_refuse(scan, "',' or a closing bracket is expected");
    }
    scan->depth--;
    return 0;
}

static int
scan_value(struct scan *scan)
{
    scan_space(scan);
    if (++scan->values > JSON_VALUES_MAX)
        return scan_refuse(scan, "there are too many values");
    switch (scan_peek(scan)) {
    case '{':
        return scan_elements(scan, '}', scan_member);
    case '[':
        return scan_elements(scan, ']', scan_value);
    case '"':
        return scan_string(scan);
    case 't':
        return scan_word(scan, STR("true"));
    case 'f':
        return scan_word(scan, STR("false"));
    case 'n':
        return scan_word(scan, STR("null"));
    default:
        return scan_number(scan);
    }
}

int
json_scan(struct str text, size_t *ret_members, struct fault *f)
{
    struct scan scan = { .text = text, .f = f };
    if (!utf8_valid(text))
        return scan_refuse(&scan, "the text is not UTF-8");
    if (scan_value(&scan) < 0)
        return -1;
    scan_space(&scan);
    if (scan.at < text.size)
        return scan_refuse(&scan, "something follows the value");
    *ret_members = scan.members;
    return 0;
}

/* Counts the members of all objects: fewer than were scanned means that a name stood twice. */
static size_t
json_count_members(struct json_object *value)
{
    size_t members = 0;
    if (json_object_is_type(value, json_type_object)) {
        json_object_object_foreach(value, name, child)
        {
            (void)name;
            members += 1 + json_count_members(child);
        }
    } else if (json_object_is_type(value, json_type_array)) {
        for (size_t i = 0; i < json_object_array_length(value); i++)
            members += json_count_members(json_object_array_get_idx(value, i));
    }
    return members;
}

int
json_parse_object(struct arena *arena, struct str text, struct json_object **ret_object,
                  struct fault *f)
{
    size_t members;
    if (json_scan(text, &members, f) < 0)
        return -1;
    struct json_tokener *tokener = json_tokener_new_ex(JSON_DEPTH_MAX + 1);
    if (tokener == NULL)
        abort();
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
    /* The final NUL that arena_copy() adds tells json-c that a number at the end is complete. */
    struct str copy = arena_copy(arena, text);
    struct json_object *object = json_tokener_parse_ex(tokener, copy.data, (int)copy.size + 1);
    bool parsed = json_tokener_get_error(tokener) == json_tokener_success;
    json_tokener_free(tokener);
    json_defer(arena, object);
    if (!parsed)
        return fault_set_reason(f, FAULT_SERIALIZATION, "JSON: the text could not be parsed");
    if (!json_object_is_type(object, json_type_object))
        return fault_set_reason(f, FAULT_SERIALIZATION, "JSON: an object is expected");
    if (json_count_members(object) != members)
        return fault_set_reason(f, FAULT_SERIALIZATION,
                                "JSON: a member name stands twice in one object");
    *ret_object = object;
    return 0;
}
