/*
 * THE PROTOCOL TABLE. Data only.
 */
#include "wire/protocols.h"

#include "base/attributes.h"

static const struct protocol_row rows[] = {
    [PROTOCOL_REST_JSON] = { .name = "rest-json",
                             .content_type = "application/json",
                             .result = write_json_result,
                             .error = write_rest_json_error,
                             .error_header = true },
    [PROTOCOL_JSON] = { .name = "json",
                        .operation = OPERATION_IN_TARGET,
                        .content_type = "application/x-amz-json-1.1",
                        .result = write_json_result,
                        .error = write_json_error,
                        .error_header = true,
                        .manner = MANNER_JSON },
    [PROTOCOL_CBOR] = { .name = "cbor",
                        .content_type = "application/cbor",
                        .error = write_cbor_error,
                        .smithy = "rpc-v2-cbor" },
    [PROTOCOL_QUERY] = { .name = "query",
                         .operation = OPERATION_IN_FORM,
                         .content_type = "text/xml",
                         .result = write_xml_result,
                         .error = write_xml_error,
                         .manner = MANNER_QUERY },
    [PROTOCOL_EC2] = { .name = "ec2",
                       .operation = OPERATION_IN_FORM,
                       .content_type = "text/xml",
                       .error = write_xml_error,
                       .manner = MANNER_QUERY },
    [PROTOCOL_REST_XML] = { .name = "rest-xml",
                            .content_type = "text/xml",
                            .error = write_xml_error,
                            .manner = MANNER_QUERY },
    [PROTOCOL_S3] = { .name = "s3",
                      .content_type = "application/xml",
                      .error = write_xml_error,
                      .manner = MANNER_QUERY },
};
_Static_assert(ARRAY_COUNT(rows) == PROTOCOL_COUNT, "every protocol has its row");

const struct protocol_row *
protocol_row(enum protocol protocol)
{
    return &rows[protocol];
}
