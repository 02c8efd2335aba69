/*
 * A protocol is told by the service where it must be, and else by what only its requests have.
 */
#include "wire/protocol.h"

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
        { "cloudsearch", "content-type", "application/x-www-form-urlencoded", PROTOCOL_QUERY },
        { "s3", NULL, NULL, PROTOCOL_S3 },
        { "route53", NULL, NULL, PROTOCOL_REST_XML },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
        CU_ASSERT_EQUAL(told(rows[i].service, rows[i].name, rows[i].value), rows[i].protocol);
}

static void
one_service_can_have_two_protocols(void)
{
    const struct header form = { STR("content-type"), STR("application/x-www-form-urlencoded") };
    struct request request = { .headers = &form,
                               .header_count = 1,
                               .path = STR("/2013-01-01/search") };
    CU_ASSERT_EQUAL(protocol_of(&request, STR("cloudsearch")), PROTOCOL_REST_JSON);
    request.path = STR("/S3Outposts/ListEndpoints");
    CU_ASSERT_EQUAL(protocol_of(&request, STR("s3-outposts")), PROTOCOL_REST_JSON);
    request.path = STR("/bucket");
    CU_ASSERT_EQUAL(protocol_of(&request, STR("s3-outposts")), PROTOCOL_S3);
}

SUITE(protocol)
{
    static const struct test_case cases[] = {
        { "a protocol is told by service and headers", a_protocol_is_told_by_service_and_headers },
        { "one service can have two protocols", one_service_can_have_two_protocols },
        { NULL, NULL },
    };
    return cases;
}
