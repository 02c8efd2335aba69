/*
 * Text forms of bytes: hex, base64url, percent-encoding, UTF-8, JSON strings.
 * Must never accept two spellings of the same bytes where the format has a canonical one.
 */
#include "base/codec.h"

static const char hex_lower[] = "0123456789abcdef";
static const char hex_upper[] = "0123456789ABCDEF";
/* RFC 4648 section 5, table 2. */
static const char base64url_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void
hex_write(const void *bytes, size_t size, char *ret_digits)
{
    const uint8_t *from = bytes;
    for (size_t i = 0; i < size; i++) {
        ret_digits[2 * i] = hex_lower[from[i] >> 4];
        ret_digits[2 * i + 1] = hex_lower[from[i] & 15];
    }
}

struct str
hex_encode(struct arena *arena, const void *bytes, size_t size)
{
    char *hex = arena_array(arena, size + 1, 2);
    hex_write(bytes, size, hex);
    return (struct str){ hex, 2 * size };
}

/* Gives the value of a hex digit, or -1. */
static int
hex_value(char digit, bool upper_allowed)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (upper_allowed && digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

int
hex_decode(struct str hex, uint8_t *ret_bytes, size_t size)
{
    if (hex.size % 2 != 0 || hex.size / 2 != size)
        return -1;
    for (size_t i = 0; i < hex.size; i++)
        if (hex_value(hex.data[i], false) < 0)
            return -1;
    for (size_t i = 0; i < size; i++)
        ret_bytes[i] = (uint8_t)(hex_value(hex.data[2 * i], false) << 4 |
                                 hex_value(hex.data[2 * i + 1], false));
    return 0;
}

struct str
base64url_encode(struct arena *arena, const void *bytes, size_t size)
{
    const uint8_t *from = bytes;
    char *text = arena_array(arena, size / 3 + 2, 4);
    size_t written = 0;
    uint32_t bits = 0;
    unsigned pending = 0;
    for (size_t i = 0; i < size; i++) {
        bits = bits << 8 | from[i];
        for (pending += 8; pending >= 6; pending -= 6)
            text[written++] = base64url_digits[bits >> (pending - 6) & 63];
    }
    if (pending > 0)
        text[written++] = base64url_digits[bits << (6 - pending) & 63];
    return (struct str){ text, written };
}

int
base64url_decode(struct arena *arena, struct str text, struct str *ret_bytes)
{
    if (text.size % 4 == 1)
        return -1;
    char *bytes = arena_array(arena, text.size / 4 + 1, 3);
    size_t written = 0;
    uint32_t bits = 0;
    unsigned pending = 0;
    for (size_t i = 0; i < text.size; i++) {
        size_t value = str_find(STR(base64url_digits), text.data[i]);
        if (value >= 64)
            return -1;
        bits = bits << 6 | (uint32_t)value;
        pending += 6;
        if (pending >= 8) {
            pending -= 8;
            bytes[written++] = (char)(bits >> pending & 255);
        }
    }
    /* Spare bits that are set would be a second spelling of the same bytes. */
    if ((bits & ((1U << pending) - 1)) != 0)
        return -1;
    *ret_bytes = (struct str){ bytes, written };
    return 0;
}

/* RFC 3986 section 2.3. */
static bool
is_unreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void
percent_encode(struct buf *buf, struct str s, bool keep_slash)
{
    for (size_t i = 0; i < s.size; i++) {
        uint8_t byte = (uint8_t)s.data[i];
        if (is_unreserved(s.data[i]) || (keep_slash && byte == '/')) {
            buf_add_char(buf, s.data[i]);
            continue;
        }
        char escape[] = { '%', hex_upper[byte >> 4], hex_upper[byte & 15] };
        buf_add(buf, (struct str){ escape, sizeof escape });
    }
}

int
percent_decode(struct arena *arena, struct str s, struct str *ret_bytes)
{
    char *bytes = arena_alloc(arena, s.size + 1);
    size_t written = 0;
    for (size_t i = 0; i < s.size; i++) {
        if (s.data[i] != '%') {
            bytes[written++] = s.data[i];
            continue;
        }
        if (s.size - i < 3)
            return -1;
        int high = hex_value(s.data[i + 1], true), low = hex_value(s.data[i + 2], true);
        if (high < 0 || low < 0)
            return -1;
        bytes[written++] = (char)(high << 4 | low);
        i += 2;
    }
    *ret_bytes = (struct str){ bytes, written };
    return 0;
}

/* Unicode's table 3-7: for each range of first bytes, the range of the second; the others
 * are 80..BF. */
static const struct {
    uint8_t first_min, first_max, second_min, second_max, size;
} utf8_forms[] = {
    { 0x00, 0x7F, 0x00, 0x00, 1 }, { 0xC2, 0xDF, 0x80, 0xBF, 2 }, { 0xE0, 0xE0, 0xA0, 0xBF, 3 },
    { 0xE1, 0xEC, 0x80, 0xBF, 3 }, { 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 },
    { 0xF0, 0xF0, 0x90, 0xBF, 4 }, { 0xF1, 0xF3, 0x80, 0xBF, 4 }, { 0xF4, 0xF4, 0x80, 0x8F, 4 },
};

/* Gives the size of the well-formed character that `s` (not empty) begins with, or 0. */
static size_t
utf8_character(struct str s)
{
    uint8_t first = (uint8_t)s.data[0];
    size_t form = 0;
    while (form < ARRAY_COUNT(utf8_forms) && first > utf8_forms[form].first_max)
        form++;
    if (form == ARRAY_COUNT(utf8_forms) || first < utf8_forms[form].first_min)
        return 0;
    size_t size = utf8_forms[form].size;
    if (size > s.size)
        return 0;
    for (size_t i = 1; i < size; i++) {
        uint8_t byte = (uint8_t)s.data[i];
        uint8_t min = i == 1 ? utf8_forms[form].second_min : 0x80;
        uint8_t max = i == 1 ? utf8_forms[form].second_max : 0xBF;
        if (byte < min || byte > max)
            return 0;
    }
    return size;
}

/* Gives the number of bytes at the front of `s` that are ASCII, which is most of any text. */
static size_t
ascii_size(struct str s)
{
    size_t size = 0;
    while (size < s.size && ((unsigned char)s.data[size] & 0x80) == 0)
        size++;
    return size;
}

bool
utf8_valid(struct str s)
{
    for (;;) {
        size_t ascii = ascii_size(s);
        if (ascii == s.size)
            return true;
        s = str_slice(s, ascii, s.size);
        size_t size = utf8_character(s);
        if (size == 0)
            return false;
        s = str_slice(s, size, s.size);
    }
}

bool
utf8_is_text(struct str s)
{
    return utf8_valid(s) && str_find(s, '\0') == s.size;
}

struct str
utf8_cut(struct str s, size_t size)
{
    if (s.size <= size)
        return s;
    /* A character has at most three continuation bytes (10xxxxxx); more of them are not UTF-8
     * anyway. */
    size_t least = size > 3 ? size - 3 : 0;
    while (size > least && ((unsigned char)s.data[size] & 0xC0) == 0x80)
        size--;
    return str_slice(s, 0, size);
}

/* Appends one character of a JSON string (RFC 8259 section 7). */
static void
json_character(struct buf *buf, struct str character)
{
    static const char named[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    uint8_t byte = (uint8_t)character.data[0];
    size_t name = str_find(STR(named), character.data[0]);
    if (name < sizeof named - 1) {
        buf_add_char(buf, '\\');
        buf_add_char(buf, letters[name]);
    } else if (byte < 0x20) {
        buf_add_format(buf, "\\u%04x", (unsigned)byte);
    } else {
        buf_add(buf, character);
    }
}

/* Gives the number of bytes at the front of `s` that stand for themselves, most of any text. */
static size_t
plain_size(struct str s)
{
    size_t size = 0;
    while (size < s.size && s.data[size] >= 0x20 && s.data[size] < 0x7F && s.data[size] != '"' &&
           s.data[size] != '\\')
        size++;
    return size;
}

void
json_quote(struct buf *buf, struct str s)
{
    buf_add_char(buf, '"');
    for (;;) {
        size_t plain = plain_size(s);
        buf_add(buf, str_slice(s, 0, plain));
        s = str_slice(s, plain, s.size);
        if (s.size == 0)
            break;
        size_t size = utf8_character(s);
        if (size == 0)
            buf_add(buf, STR("\xEF\xBF\xBD"));
        else
            json_character(buf, str_slice(s, 0, size));
        s = str_slice(s, size == 0 ? 1 : size, s.size);
    }
    buf_add_char(buf, '"');
}
