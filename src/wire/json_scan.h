/*
 * A strict check of a JSON document before json-c reads it: RFC 8259's grammar and this server's
 * narrower rules. Builds nothing and allocates nothing, so that its cost is bounded by the
 * document's size.
 */
#ifndef MEMBERHUB_WIRE_JSON_SCAN_H
#define MEMBERHUB_WIRE_JSON_SCAN_H

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"

struct json_object;

/* A document may nest this deep (DESIGN: JSON depth 32). */
enum { JSON_DEPTH_MAX = 32 };
/*
 * A document may have this many values: json-c makes up to 266 bytes of each byte of "{},{},".
 * Fifty accounts with their addresses need 152.
 */
enum { JSON_VALUES_MAX = 4096 };

/*
 * Checks that `text` is one JSON value and nothing else. Refused beyond RFC 8259: U+0000 in any
 * form, lone surrogates, bytes that are not UTF-8, integers beyond 64 bits, numbers that a double
 * cannot hold, nesting deeper than JSON_DEPTH_MAX. On 0 *ret_members is the number of object
 * members in the whole document. FAULT_SERIALIZATION with the byte offset and the rule as reason.
 */
int json_scan(struct str text, size_t *ret_members, struct fault *f) MUST_CHECK;

/*
 * Scans, then parses with json-c in strict mode; refuses duplicate member names as well. The
 * document must be an object; it is released with the arena. FAULT_SERIALIZATION.
 */
int json_parse_object(struct arena *arena, struct str text, struct json_object **ret_object,
                      struct fault *f) MUST_CHECK;

#endif
