/*
 * THE PROTOCOL TABLE: what differs between AWS's wire protocols, a row each. Whoever asks what a
 * protocol does reads its row, and names no protocol.
 * Source: Smithy, "AWS protocols".
 */
#ifndef MEMBERHUB_WIRE_PROTOCOLS_H
#define MEMBERHUB_WIRE_PROTOCOLS_H

#include <stdbool.h>

#include "base/fault.h"
#include "wire/protocol.h"
#include "wire/writer.h"

/* Where a request says which operation it asks for. */
enum operation_place {
    OPERATION_IN_PATH,   /* method and path */
    OPERATION_IN_FORM,   /* its Action; the form has all else as well */
    OPERATION_IN_TARGET, /* X-Amz-Target */
    OPERATION_PLACES
};

struct protocol_row {
    const char *name;
    enum operation_place operation;
    const char *content_type;
    writer_result_fn *result; /* NULL: of services that are not served */
    writer_error_fn *error;
    bool error_header;        /* clients look for the exception in x-amzn-ErrorType */
    const char *smithy;       /* the header that clients look for before they read the body */
    enum fault_manner manner; /* of errors, while it is not known who asks */
};

/* Gives the row of a protocol (borrowed, static). */
const struct protocol_row *protocol_row(enum protocol protocol);

#endif
