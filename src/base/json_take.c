/*
 * Taking JSON apart. Must never read or write behind the end of the text.
 */
#include "base/json_take.h"

#include <string.h>

#include "base/codec.h"

bool
json_take(struct str *rest, struct str text)
{
    if (rest->size < text.size || memcmp(rest->data, text.data, text.size) != 0)
        return false;
    *rest = (struct str){ rest->data + text.size, rest->size - text.size };
    return true;
}

bool
json_take_mark(struct str *rest, char mark)
{
    size_t at = 0;
    while (at < rest->size && (rest->data[at] == ' ' || rest->data[at] == '\n'))
        at++;
    if (at == rest->size || rest->data[at] != mark)
        return false;
    *rest = (struct str){ rest->data + at + 1, rest->size - at - 1 };
    return true;
}

/* Reads what stands behind a backslash; gives how many bytes that is, 0 where it is no escape. */
static size_t
read_escape(struct str text, char *ret_byte)
{
    static const char letters[] = { 'b', 'f', 'n', 'r', 't' }, bytes[] = "\b\f\n\r\t";
    static const struct str unicode = STR("u00");
    uint8_t byte;
    if (text.size == 0)
        return 0;
    *ret_byte = *text.data;
    /* By far the most of them: quotes in records. */
    if (*text.data == '"' || *text.data == '\\')
        return 1;
    const char *letter = memchr(letters, *text.data, sizeof letters);
    if (letter != NULL) {
        *ret_byte = bytes[letter - letters];
        return 1;
    }
    if (!str_starts_with(text, unicode) ||
        hex_decode(str_slice(text, unicode.size, 2), &byte, 1) < 0 || byte >= 0x80)
        return 0;
    *ret_byte = (char)byte;
    return unicode.size + 2;
}

bool
json_take_string(struct str *rest, char *to, struct str *ret_text)
{
    const struct str text = *rest;
    size_t plain = str_find(text, '"'), size = 0;
    if (str_find(str_slice(text, 0, plain), '\\') == plain) {
        *ret_text = str_slice(text, 0, plain);
        *rest = str_slice(text, plain + 1, text.size);
        return plain < text.size;
    }
    if (to == NULL)
        return false;
    for (const char *from = text.data, *end = from + text.size; from < end;) {
        char byte = *from++;
        if (byte == '"') {
            *ret_text = (struct str){ to, size };
            *rest = (struct str){ from, (size_t)(end - from) };
            return true;
        }
        if (byte == '\\') {
            size_t escape = read_escape((struct str){ from, (size_t)(end - from) }, &byte);
            if (escape == 0)
                return false;
            from += escape;
        }
        to[size++] = byte;
    }
    return false;
}
