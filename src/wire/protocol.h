/*
 * Which of AWS's wire protocols a request is in, so that a refusal is in words that its client can
 * read, whatever service it meant. What is served is said by the service table.
 * Source: Smithy, "AWS protocols".
 */
#ifndef MEMBERHUB_WIRE_PROTOCOL_H
#define MEMBERHUB_WIRE_PROTOCOL_H

#include "base/str.h"
#include "http/request.h"

enum protocol {
    PROTOCOL_REST_JSON,
    PROTOCOL_JSON,     /* JSON 1.0 and 1.1: the operation is in X-Amz-Target */
    PROTOCOL_CBOR,     /* Smithy's RPC v2, with CBOR */
    PROTOCOL_QUERY,    /* a form that names the Action, answered in XML */
    PROTOCOL_EC2,      /* likewise, with errors of its own form */
    PROTOCOL_REST_XML, /* CloudFront, Route 53 */
    PROTOCOL_S3,       /* likewise, with errors of its own form */
    PROTOCOL_COUNT
};

/*
 * Gives the protocol that a request for a service which is not served seems to be in. `service` is
 * the name that its signature claims, with data NULL where it has none.
 */
enum protocol protocol_of(const struct request *request, struct str service);

#endif
