/*
 * Errors of Smithy's RPC v2 in CBOR, for clients of services that are not served.
 * Source: RFC 8949 section 3.1; Smithy, "RPC v2 CBOR protocol".
 */
#include "wire/writer.h"

#include <assert.h>

enum { MAP_OF_TWO = 0xa2, TEXT_OF_TWO_BYTES_LENGTH = 0x79 };

static void
add_text(struct buf *body, struct str text)
{
    assert(text.size <= 0xffff);
    buf_add_char(body, TEXT_OF_TWO_BYTES_LENGTH);
    buf_add_char(body, (char)(text.size >> 8));
    buf_add_char(body, (char)(text.size & 0xff));
    buf_add(body, text);
}

void
write_cbor_error(const struct error *error, struct buf *body)
{
    buf_add_char(body, (char)MAP_OF_TWO);
    add_text(body, STR("__type"));
    add_text(body, str_from(error->code));
    add_text(body, STR("message"));
    add_text(body, error->sentence);
}
