/*
 * Results in Security Hub's spelling, and faults in each of the dialects.
 */
#include "api/encode.h"

#include <json-c/json.h>

#include "api/route.h"
#include "harness.h"
#include "services/services.h"

static void
release(void *object)
{
    json_object_put(object);
}

static struct exchange
exchange_for(const char *method, const char *path)
{
    static const struct seal_key key = { .key = { 1 }, .id = "01234567" };
    struct exchange x = { .arena = test_arena(),
                          .dialect = &fault_manners[MANNER_REST],
                          .page_key = &key,
                          .request_id = STR("an-id"),
                          .service = &service_securityhub };
    x.operation = operation_find(&service_securityhub, str_from(method), str_from(path));
    CU_ASSERT_PTR_NOT_NULL_FATAL(x.operation);
    return x;
}

static int
encode(struct exchange *x, const char *result, struct response *response, struct fault *f)
{
    struct answer answer = { .result = json_tokener_parse(result) };
    arena_defer(test_arena(), release, answer.result);
    return encode_result(x, &answer, response, f);
}

static struct str
header(const struct response *response, const char *name)
{
    for (size_t i = 0; i < response->header_count; i++)
        if (str_equal(str_from(response->headers[i].name), str_from(name)))
            return response->headers[i].value;
    return (struct str){ NULL, 0 };
}

static void
a_member_has_both_words_for_its_administrator(void)
{
    struct exchange x = exchange_for("POST", "/members/get");
    struct response response;
    struct fault f;
    const char *result =
        "{\"members\":[{\"account_id\":\"222222222222\",\"administrator_id\":\"111111111111\","
        "\"member_status\":\"Created\",\"updated_at\":\"2020-08-20T17:54:02.841Z\"}],\"unprocessed\":[]}";
    CU_ASSERT_EQUAL_FATAL(encode(&x, result, &response, &f), 0);
    CU_ASSERT_EQUAL(response.status, 200);
    CU_ASSERT_STR_EQUAL(
        response.body,
        STR("{\"Members\":[{\"AccountId\":\"222222222222\",\"MasterId\":\"111111111111\","
            "\"AdministratorId\":\"111111111111\",\"MemberStatus\":\"Created\","
            "\"UpdatedAt\":\"2020-08-20T17:54:02.841Z\"}],\"UnprocessedAccounts\":[]}"));
    CU_ASSERT_STR_EQUAL(header(&response, "x-amzn-RequestId"), STR("an-id"));
    CU_ASSERT_STR_EQUAL(header(&response, "Content-Type"), STR("application/json"));
}

static void
an_unprocessed_account_has_its_sentence_with_the_products_name(void)
{
    struct exchange x = exchange_for("POST", "/members/invite");
    struct response response;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(
        encode(
            &x,
            "{\"unprocessed\":[{\"account_id\":\"222222222222\",\"fault\":\"already_invited\"}]}",
            &response, &f),
        0);
    CU_ASSERT_STR_EQUAL(
        response.body,
        STR("{\"UnprocessedAccounts\":[{\"AccountId\":\"222222222222\",\"ProcessingResult\":\"The request is "
            "rejected because the current account has already invited or is already the SecurityHub master "
            "of the given member account ID.\"}]}"));
}

static void
an_absent_administrator_is_an_empty_object(void)
{
    struct exchange x = exchange_for("GET", "/master");
    struct response response;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(encode(&x, "{}", &response, &f), 0);
    CU_ASSERT_STR_EQUAL(response.body, STR("{}"));
    CU_ASSERT_EQUAL_FATAL(encode(&x, "{\"administrator\":null}", &response, &f), 0);
    CU_ASSERT_STR_EQUAL(response.body, STR("{}"));
}

static void
guardduty_says_that_there_is_no_administrator(void)
{
    struct exchange x = { .arena = test_arena(),
                          .dialect = &fault_manners[MANNER_REST],
                          .request_id = STR("an-id"),
                          .service = &service_guardduty };
    struct response response;
    struct fault f;
    x.operation = operation_find(&service_guardduty, STR("GET"), STR("/detector/12/master"));
    CU_ASSERT_EQUAL_FATAL(encode(&x, "{}", &response, &f), 0);
    CU_ASSERT_STR_EQUAL(response.body, STR("{\"master\":null}"));
    x.operation = operation_find(&service_guardduty, STR("POST"), STR("/detector/12/member/get"));
    const char *result =
        "{\"members\":[{\"account_id\":\"222222222222\",\"administrator_id\":\"111111111111\","
        "\"member_status\":\"Created\"}],\"unprocessed\":[{\"account_id\":\"333333333333\","
        "\"fault\":\"already_invited\"}]}";
    CU_ASSERT_EQUAL_FATAL(encode(&x, result, &response, &f), 0);
    CU_ASSERT_STR_EQUAL(
        response.body,
        STR("{\"members\":[{\"accountId\":\"222222222222\",\"masterId\":\"111111111111\","
            "\"administratorId\":\"111111111111\",\"relationshipStatus\":\"Created\"}],"
            "\"unprocessedAccounts\":[{\"accountId\":\"333333333333\",\"result\":\"The request is "
            "rejected because the current account has already invited or is already the GuardDuty "
            "master of the given member account ID.\"}]}"));
}

static void
an_operation_without_output_has_an_empty_body(void)
{
    struct exchange x = exchange_for("POST", "/members/disassociate");
    struct response response;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(encode_result(&x, &(struct answer){ .result = NULL }, &response, &f), 0);
    CU_ASSERT_EQUAL(response.body.size, 0);
}

static void
tags_keep_the_clients_own_names(void)
{
    struct exchange x = exchange_for("GET", "/tags/x");
    struct response response;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(encode(&x, "{\"tags\":{\"account_id\":\"a/b\"}}", &response, &f), 0);
    CU_ASSERT_STR_EQUAL(response.body, STR("{\"Tags\":{\"account_id\":\"a/b\"}}"));
}

static void
a_result_that_does_not_fit_its_shape_is_an_internal_fault(void)
{
    static const char *const results[] = { "[]", "{\"members\":{}}", "{\"members\":[1]}",
                                           "{\"unprocessed\":[{\"fault\":\"no such row\"}]}" };
    struct exchange x = exchange_for("POST", "/members/get");
    for (size_t i = 0; i < ARRAY_COUNT(results); i++) {
        struct response response;
        struct fault f = { 0 };
        CU_ASSERT_EQUAL(encode(&x, results[i], &response, &f), -1);
        CU_ASSERT_EQUAL(f.code, FAULT_INTERNAL);
        CU_ASSERT_NOT_EQUAL(f.detail[0], '\0');
    }
}

static void
a_fault_before_the_signature_is_verified_speaks_as_the_front_end(void)
{
    struct exchange x = exchange_for("GET", "/members");
    struct response response;
    struct fault f;
    fault_set(&f, FAULT_MISSING_AUTHENTICATION);
    encode_fault(&x, &f, &response);
    CU_ASSERT_EQUAL(response.status, 403);
    CU_ASSERT_STR_EQUAL(header(&response, "x-amzn-ErrorType"),
                        STR("MissingAuthenticationTokenException"));
    CU_ASSERT_STR_EQUAL(response.body, STR("{\"message\":\"Missing Authentication Token\"}"));
}

static void
a_reason_travels_in_a_header_of_its_own_on_one_line(void)
{
    struct exchange x = exchange_for("GET", "/members");
    struct response response;
    struct fault f;
    fault_set_reason(&f, FAULT_INVALID_INPUT, "AccountIds must\r\nbe good");
    encode_fault(&x, &f, &response);
    struct str reason = header(&response, "x-memberhub-reason");
    CU_ASSERT_TRUE(reason.size > 0);
    CU_ASSERT_EQUAL(str_find(reason, '\r'), reason.size);
    CU_ASSERT_EQUAL(str_find(reason, '\n'), reason.size);
}

static void
a_response_outlives_the_fault_it_tells_of(void)
{
    struct exchange x = exchange_for("GET", "/members");
    struct response response;
    struct fault f;
    fault_set_reason(&f, FAULT_INVALID_INPUT, "AccountIds is required");
    encode_fault(&x, &f, &response);
    fault_set_reason(&f, FAULT_INTERNAL, "something else altogether");
    CU_ASSERT_STR_EQUAL(header(&response, "x-memberhub-reason"), STR("AccountIds is required"));
}

static void
a_database_that_is_down_asks_to_come_again(void)
{
    struct exchange x = exchange_for("GET", "/members");
    struct response response;
    struct fault f;
    fault_set(&f, FAULT_DATABASE_DOWN);
    encode_fault(&x, &f, &response);
    CU_ASSERT_EQUAL(response.status, 503);
    CU_ASSERT_STR_EQUAL(header(&response, "Retry-After"), STR("1"));
}

static void
each_protocol_has_its_own_error(void)
{
    static const struct {
        enum protocol protocol;
        enum fault_manner manner;
        const char *content_type, *body;
    } rows[] = {
        { PROTOCOL_REST_JSON, MANNER_REST, "application/json",
          "{\"message\":\"The requested operation is not recognized by the service: a<b is not "
          "served here.\"}" },
        { PROTOCOL_JSON, MANNER_REST, "application/x-amz-json-1.1",
          "{\"__type\":\"UnknownOperationException\",\"message\":\"The requested operation is not "
          "recognized by the service: a<b is not served here.\"}" },
        { PROTOCOL_QUERY, MANNER_QUERY, "text/xml",
          "<ErrorResponse><Error><Type>Sender</Type>"
          "<Code>InvalidAction</Code><Message>The requested operation is not recognized by the "
          "service: a&lt;b is not served here.</Message></Error><RequestId>an-id</RequestId>"
          "</ErrorResponse>" },
        { PROTOCOL_EC2, MANNER_QUERY, "text/xml",
          "<Response><Errors><Error><Type>Sender</Type>"
          "<Code>InvalidAction</Code><Message>The requested operation is not recognized by the "
          "service: a&lt;b is not served here.</Message></Error></Errors><RequestID>an-id"
          "</RequestID></Response>" },
        { PROTOCOL_S3, MANNER_QUERY, "application/xml",
          "<Error><Type>Sender</Type>"
          "<Code>InvalidAction</Code><Message>The requested operation is not recognized by the "
          "service: a&lt;b is not served here.</Message><RequestId>an-id</RequestId></Error>" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct exchange x = { .arena = test_arena(),

                              .request_id = STR("an-id"),
                              .protocol = rows[i].protocol,
                              .dialect = &fault_manners[rows[i].manner] };
        struct response response;
        struct fault f;
        fault_set(&f, FAULT_UNKNOWN_SERVICE);
        fault_argument(&f, 0, STR("a<b"));
        encode_fault(&x, &f, &response);
        CU_ASSERT_STR_EQUAL(header(&response, "Content-Type"), str_from(rows[i].content_type));
        CU_ASSERT_STR_EQUAL(response.body, str_from(rows[i].body));
    }
}

static void
an_error_in_cbor_is_a_map_of_two_texts(void)
{
    struct exchange x = { .arena = test_arena(),
                          .dialect = &fault_manners[MANNER_REST],
                          .request_id = STR("an-id"),
                          .protocol = PROTOCOL_CBOR };
    struct response response;
    struct fault f;
    fault_set(&f, FAULT_BAD_REQUEST);
    encode_fault(&x, &f, &response);
    CU_ASSERT_STR_EQUAL(header(&response, "smithy-protocol"), STR("rpc-v2-cbor"));
    CU_ASSERT_STR_EQUAL(response.body, STR("\xa2\x79\0\x06__type\x79\0\x13"
                                           "BadRequestException\x79\0\x07message\x79\0\x0b"
                                           "Bad Request"));
}

static void
a_session_is_answered_in_xml_with_its_secret_and_token(void)
{
    struct role_session_keys keys;
    const struct seal_key master = { .key = { 1 }, .id = "01234567" };
    struct exchange x = { .arena = test_arena(),
                          .dialect = &fault_manners[MANNER_REST],
                          .request_id = STR("an-id"),
                          .session_keys = &keys,
                          .service = &service_sts,
                          .protocol = PROTOCOL_QUERY,
                          .operation = operation_named(&service_sts, STR("AssumeRole")) };
    struct response response;
    struct fault f;
    role_session_keys_derive(&master, &keys);
    CU_ASSERT_EQUAL_FATAL(
        encode(
            &x,
            "{\"assumed_role_user\":{\"assumed_role_id\":\"A:<&>\",\"arn\":\"arn\"},\"credentials\":{"
            "\"access_key_id\":\"ASIA1\",\"session\":{\"access_key_id\":\"ASIA1\",\"account_id\":"
            "\"111111111111\"},\"expiration\":\"2026-11-22T03:00:00Z\"}}",
            &response, &f),
        0);
    struct str secret = role_session_secret(test_arena(), &keys, STR("ASIA1"));
    struct str before = arena_format(
        test_arena(),
        "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>"
        "<AssumedRoleUser><AssumedRoleId>A:&lt;&amp;&gt;</AssumedRoleId><Arn>arn</Arn>"
        "</AssumedRoleUser><Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>%.*s"
        "</SecretAccessKey><SessionToken>",
        STR_PRINTF(secret));
    struct str after =
        STR("</SessionToken><Expiration>2026-11-22T03:00:00Z</Expiration></Credentials>"
            "</AssumeRoleResult><ResponseMetadata><RequestId>an-id</RequestId></ResponseMetadata>"
            "</AssumeRoleResponse>");
    CU_ASSERT_TRUE(str_starts_with(response.body, before));
    CU_ASSERT_TRUE(str_ends_with(response.body, after));
    struct role_session session;
    struct str token =
        str_slice(response.body, before.size, response.body.size - before.size - after.size);
    CU_ASSERT_EQUAL(role_session_token_open(test_arena(), &keys, STR("ASIA1"), token, &session), 0);
}

static void
what_has_no_form_in_xml_is_an_internal_fault(void)
{
    struct exchange x = { .arena = test_arena(),
                          .dialect = &fault_manners[MANNER_REST],
                          .service = &service_sts,
                          .protocol = PROTOCOL_QUERY,
                          .operation = operation_named(&service_sts, STR("GetCallerIdentity")) };
    struct response response;
    struct fault f;
    CU_ASSERT_EQUAL(encode(&x, "{\"arn\":1}", &response, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_INTERNAL);
}

static void
a_number_has_quotes_in_no_format(void)
{
    static const struct shape size[] = { { .name = "size", .wire = "Size", .kind = SHAPE_NUMBER },
                                         { .name = NULL } };
    static const struct operation row = { .name = "Sized", .output = size };
    struct exchange x = { .arena = test_arena(),
                          .dialect = &fault_manners[MANNER_REST],
                          .operation = &row };
    struct response response;
    struct fault f;
    x.service = &service_securityhub;
    CU_ASSERT_EQUAL_FATAL(encode(&x, "{\"size\":\"34\"}", &response, &f), 0);
    CU_ASSERT_STR_EQUAL(response.body, STR("{\"Size\":34}"));
    x.service = &service_sts;
    x.protocol = PROTOCOL_QUERY;
    CU_ASSERT_EQUAL_FATAL(encode(&x, "{\"size\":\"34\"}", &response, &f), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(response.body.data, "<Size>34</Size>"));
}

SUITE(encode)
{
    static const struct test_case cases[] = {
        { "a member has both words for its administrator",
          a_member_has_both_words_for_its_administrator },
        { "an unprocessed account has its sentence with the product's name",
          an_unprocessed_account_has_its_sentence_with_the_products_name },
        { "an absent administrator is an empty object",
          an_absent_administrator_is_an_empty_object },
        { "GuardDuty says that there is no administrator",
          guardduty_says_that_there_is_no_administrator },
        { "an operation without output has an empty body",
          an_operation_without_output_has_an_empty_body },
        { "tags keep the client's own names", tags_keep_the_clients_own_names },
        { "a result that does not fit its shape is an internal fault",
          a_result_that_does_not_fit_its_shape_is_an_internal_fault },
        { "a number has quotes in no format", a_number_has_quotes_in_no_format },
        { "a fault before the signature is verified speaks as the front end",
          a_fault_before_the_signature_is_verified_speaks_as_the_front_end },
        { "a reason travels in a header of its own, on one line",
          a_reason_travels_in_a_header_of_its_own_on_one_line },
        { "a response outlives the fault it tells of", a_response_outlives_the_fault_it_tells_of },
        { "a database that is down asks to come again",
          a_database_that_is_down_asks_to_come_again },
        { "each protocol has its own error", each_protocol_has_its_own_error },
        { "an error in CBOR is a map of two texts", an_error_in_cbor_is_a_map_of_two_texts },
        { "a session is answered in XML, with its secret and token",
          a_session_is_answered_in_xml_with_its_secret_and_token },
        { "what has no form in XML is an internal fault",
          what_has_no_form_in_xml_is_an_internal_fault },
        { NULL, NULL },
    };
    return cases;
}
