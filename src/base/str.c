/*
 * Borrowed byte strings, and the one place that copies memory.
 * Must never look past a view's size, nor hand NULL to a function of the C library.
 */
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

struct str
str_from(const char *text)
{
    if (text == NULL)
        return (struct str){ NULL, 0 };
    return (struct str){ text, strlen(text) };
}

bool
str_equal(struct str a, struct str b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* ASCII only, whatever the locale: header names and hex digits are ASCII. */
static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
str_equal_nocase(struct str a, struct str b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return true;
}

int
str_compare(struct str a, struct str b)
{
    size_t shared = a.size < b.size ? a.size : b.size;
    int order = shared == 0 ? 0 : memcmp(a.data, b.data, shared);
    if (order != 0)
        return order;
    return (a.size > b.size) - (a.size < b.size);
}

bool
str_starts_with(struct str s, struct str prefix)
{
    return s.size >= prefix.size && str_equal(str_slice(s, 0, prefix.size), prefix);
}

bool
str_ends_with(struct str s, struct str suffix)
{
    return s.size >= suffix.size &&
           str_equal(str_slice(s, s.size - suffix.size, suffix.size), suffix);
}

size_t
str_find(struct str s, char byte)
{
    const char *found = s.size == 0 ? NULL : memchr(s.data, byte, s.size);
    return found == NULL ? s.size : (size_t)(found - s.data);
}

struct str
str_slice(struct str s, size_t start, size_t size)
{
    if (s.data == NULL)
        return s;
    if (start > s.size)
        start = s.size;
    if (size > s.size - start)
        size = s.size - start;
    return (struct str){ s.data + start, size };
}

bool
str_next(struct str *rest, char separator, struct str *ret_token)
{
    if (rest->data == NULL)
        return false;
    size_t end = str_find(*rest, separator);
    *ret_token = str_slice(*rest, 0, end);
    if (end < rest->size)
        *rest = str_slice(*rest, end + 1, rest->size);
    else
        *rest = (struct str){ NULL, 0 };
    return true;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

struct str
str_trim(struct str s)
{
    while (s.size > 0 && is_blank(s.data[0]))
        s = str_slice(s, 1, s.size);
    while (s.size > 0 && is_blank(s.data[s.size - 1]))
        s.size--;
    return s;
}

bool
str_is_digits(struct str s, size_t digits)
{
    if (s.size != digits)
        return false;
    for (size_t i = 0; i < s.size; i++)
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
    return true;
}

/* Tells whether `digits` is a number as it is written: no zeros in front, and no minus zero. */
static bool
is_plain_number(struct str digits, bool negative)
{
    if (digits.size == 0 || !str_is_digits(digits, digits.size))
        return false;
    return digits.data[0] != '0' || (digits.size == 1 && !negative);
}

int
str_to_int64(struct str s, int64_t min, int64_t max, int64_t *ret_value)
{
    bool negative = s.size > 0 && s.data[0] == '-';
    struct str digits = negative ? str_slice(s, 1, s.size) : s;
    int64_t value = 0;
    if (!is_plain_number(digits, negative))
        return -1;
    /* Grows away from zero on its own side: INT64_MIN has no positive counterpart. */
    for (size_t i = 0; i < digits.size; i++) {
        int64_t digit = digits.data[i] - '0';
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, negative ? -digit : digit, &value))
            return -1;
    }
    if (value < min || value > max)
        return -1;
    *ret_value = value;
    return 0;
}

void
bytes_copy(void *to, size_t capacity, const void *from, size_t size)
{
    if (size > capacity)
        abort();
    if (size > 0)
        memcpy(to, from, size);
}
