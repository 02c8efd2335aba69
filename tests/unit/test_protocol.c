/*
 * A protocol is told by the service where it must be, and else by what only its requests have.
 */
#include "api/protocol.h"

#include "harness.h"

static enum protocol
told(const char *service, const char *name, const char *value)
{
    const struct header header = { str_from(name), str_from(value) };
    const struct request request = { .headers = &header, .header_count = name != NULL };
    return protocol_of(&request, str_from(service));
}

static void
a_protocol_is_told_by_service_and_headers(void)
{
    static const struct {
        const char *service, *name, *value;
        enum protocol protocol;
    } rows[] = {
        { NULL, NULL, NULL, PROTOCOL_REST_JSON },
        { "lambda", "content-type", "application/json", PROTOCOL_REST_JSON },
        { "iam", "content-type", "application/x-www-form-urlencoded; charset=utf-8",
          PROTOCOL_QUERY },
        { NULL, "content-type", "application/x-www-form-urlencoded", PROTOCOL_QUERY },
        { "ec2", "content-type", "application/x-www-form-urlencoded", PROTOCOL_EC2 },
        { "dynamodb", "x-amz-target", "DynamoDB_20120810.ListTables", PROTOCOL_JSON },
        { "monitoring", "smithy-protocol", "rpc-v2-cbor", PROTOCOL_CBOR },
        { "monitoring", "smithy-protocol", "rpc-v3", PROTOCOL_REST_JSON },
        { "s3", NULL, NULL, PROTOCOL_S3 },
        { "route53", NULL, NULL, PROTOCOL_REST_XML },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
        CU_ASSERT_EQUAL(told(rows[i].service, rows[i].name, rows[i].value), rows[i].protocol);
}

int
main(void)
{
    static const struct test_case cases[] = {
        { "a protocol is told by service and headers", a_protocol_is_told_by_service_and_headers },
        { NULL, NULL },
    };
    return run_cases("protocol", cases);
}
