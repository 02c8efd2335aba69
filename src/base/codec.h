/*
 * Text forms of bytes: hex, base64url, percent-encoding, UTF-8. Pure functions; never guesses at
 * bad input.
 */
#ifndef MEMBERHUB_BASE_CODEC_H
#define MEMBERHUB_BASE_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/buf.h"
#include "base/str.h"

/* Writes the 2 * size lower-case hex digits of `size` bytes, without a NUL. */
void hex_write(const void *bytes, size_t size, char *ret_digits);

/* Gives the lower-case hex of `size` bytes, in the arena. */
struct str hex_encode(struct arena *arena, const void *bytes, size_t size);

/* Reads exactly 2 * size lower-case hex digits into `ret_bytes`; -1 for anything else, upper case
 * included. */
int hex_decode(struct str hex, uint8_t *ret_bytes, size_t size) MUST_CHECK;

/* Gives RFC 4648 section 5 base64url without padding, in the arena. */
struct str base64url_encode(struct arena *arena, const void *bytes, size_t size);

/* Reads canonical base64url without padding; -1 for foreign bytes, bad length or non-zero spare
 * bits. */
int base64url_decode(struct arena *arena, struct str text, struct str *ret_bytes) MUST_CHECK;

/*
 * Appends `s` with every byte but A-Z a-z 0-9 - . _ ~ as %XX in upper case (RFC 3986 section 2.3,
 * as Signature Version 4 wants it); `keep_slash` leaves '/' too.
 */
void percent_encode(struct buf *buf, struct str s, bool keep_slash);

/* Decodes %XX; '+' stays '+'. -1 for a '%' without two hex digits. */
int percent_decode(struct arena *arena, struct str s, struct str *ret_bytes) MUST_CHECK;

/* Tells whether `s` is well-formed UTF-8 by Unicode's table 3-7: no overlong forms, no surrogates,
 * at most U+10FFFF. */
bool utf8_valid(struct str s);

/* Tells whether `s` is text that PostgreSQL and its JSON can hold: UTF-8 without U+0000. */
bool utf8_is_text(struct str s);

/* Gives the beginning of `s`, at most `size` bytes; a character that would be cut in two is left
 * out. */
struct str utf8_cut(struct str s, size_t size);

/*
 * Appends a JSON string (RFC 8259 section 7) with its quotes. Bytes that are not UTF-8 become
 * U+FFFD, so the result is always valid JSON.
 */
void json_quote(struct buf *buf, struct str s);

#endif
