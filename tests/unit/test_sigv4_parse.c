/*
 * What a request claims about its signature is read strictly, and each thing that is wrong has its
 * sentence.
 */
#include "auth/sigv4.h"

#include "harness.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define CREDENTIAL "AKID/20261122/eu-west-1/securityhub/aws4_request"
#define AUTHORIZATION(list) "Authorization: AWS4-HMAC-SHA256 " list "\r\n"
#define DATE "X-Amz-Date: 20261122T034500Z\r\n"
#define GOOD_LIST "Credential=" CREDENTIAL ", SignedHeaders=host;x-amz-date, Signature=" ZEROS
#define GOOD AUTHORIZATION(GOOD_LIST) DATE
#define SIGNED(names) \
    AUTHORIZATION("Credential=" CREDENTIAL ", SignedHeaders=" names ", Signature=" ZEROS)
#define DATED(value) SIGNED("host;x-amz-date") "X-Amz-Date: " value "\r\n"

#define NEEDS_CREDENTIAL "Authorization header requires 'Credential' parameter."
#define NEEDS_SIGNATURE "Authorization header requires 'Signature' parameter."
#define NEEDS_SIGNED_HEADERS "Authorization header requires 'SignedHeaders' parameter."
#define NEEDS_DATE \
    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
#define NEEDS_ALGORITHM "Authorization header requires the algorithm 'AWS4-HMAC-SHA256'."
#define QUERY_NEEDS(name) "AWS query-string parameters must include 'X-Amz-" name "'. "
#define REEXAMINE "Re-examine the query-string parameters."
#define NOT_A_LIST                                                                     \
    "Authorization header must be a list of key=value pairs, which are 'Credential', " \
    "'SignedHeaders' and 'Signature'."
#define BAD_NAMES                                                                           \
    "'SignedHeaders' must be a list of header names in lower case, in order, each of them " \
    "once, separated by ';'."
#define NEEDS_HOST "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
#define BAD_DATE(value)                                    \
    "Date must be in ISO-8601 'basic format'. Got '" value \
    "'. See http://en.wikipedia.org/wiki/ISO_8601"
#define UNSIGNED(name) \
    "There were headers present in the request which were not signed: '" name "'."
#define AMBIGUOUS "The request carries more than one set of authentication parameters."
#define MISSING "Missing Authentication Token"
#define MALFORMED_QUERY "The query string contains a malformed percent-escape."

#define QUERY(algorithm, rest)                                                   \
    "/?X-Amz-Algorithm=" algorithm                                               \
    "&X-Amz-Credential=AKID%2F20261122%2Feu-west-1%2Fsecurityhub%2Faws4_request" \
    "&X-Amz-SignedHeaders=host" rest
#define QUERY_SIGNATURE "&X-Amz-Signature=" ZEROS
#define QUERY_DATE "&X-Amz-Date=20261122T034500Z"
#define QUERY_GOOD QUERY("AWS4-HMAC-SHA256", QUERY_DATE QUERY_SIGNATURE "&X-Amz-Expires=3600")
#define QUERY_EXPIRES(value) \
    QUERY("AWS4-HMAC-SHA256", QUERY_DATE QUERY_SIGNATURE "&X-Amz-Expires=" value)
#define BAD_EXPIRES "X-Amz-Expires must be a whole number of seconds between 1 and 604800."

static const struct sigv4_rules rules = { .query_form = true };

static struct request
request_of(const char *target, const char *headers)
{
    struct request request = { .method = STR("") };
    struct fault fault;
    struct str text = arena_format(test_arena(), "GET %s HTTP/1.1\r\nHost: hub.example\r\n%s\r\n",
                                   target, headers);
    CU_ASSERT_EQUAL_FATAL(request_from_text(test_arena(), text, &request, &fault), 0);
    return request;
}

struct refusal {
    const char *target, *headers, *sentence;
};

static void
assert_refused_by(const struct refusal *refusal, enum fault_code code, const struct sigv4_rules *by)
{
    struct request request = request_of(refusal->target, refusal->headers);
    struct sigv4_claim claim = { .expires_s = 42 };
    struct fault fault = { .code = NO_FAULT };
    CU_ASSERT_EQUAL(sigv4_parse(test_arena(), &request, by, &claim, &fault), -1);
    CU_ASSERT_EQUAL_FATAL(fault.code, code);
    CU_ASSERT_STR_EQUAL(fault_sentence(test_arena(), &fault, &fault_manners[MANNER_REST], STR("")),
                        str_from(refusal->sentence));
    CU_ASSERT_EQUAL(claim.expires_s, 42);
}

#define ASSERT_ALL_REFUSED(table, code)                   \
    for (size_t row = 0; row < ARRAY_COUNT(table); row++) \
    assert_refused_by(&(table)[row], code, &rules)

static struct sigv4_claim
claim_of(const char *target, const char *headers)
{
    struct request request = request_of(target, headers);
    struct sigv4_claim claim = { 0 };
    struct fault fault;
    CU_ASSERT_EQUAL_FATAL(sigv4_parse(test_arena(), &request, &rules, &claim, &fault), 0);
    return claim;
}

static void
the_header_form_is_read(void)
{
    struct sigv4_claim claim = claim_of("/members", GOOD);
    CU_ASSERT_FALSE(claim.query_form);
    CU_ASSERT_STR_EQUAL(claim.access_key_id, STR("AKID"));
    CU_ASSERT_STR_EQUAL(claim.scope_date, STR("20261122"));
    CU_ASSERT_STR_EQUAL(claim.region, STR("eu-west-1"));
    CU_ASSERT_STR_EQUAL(claim.service, STR("securityhub"));
    CU_ASSERT_STR_EQUAL(claim.terminator, STR("aws4_request"));
    CU_ASSERT_EQUAL(claim.credential_parts, 5);
    CU_ASSERT_STR_EQUAL(claim.signed_headers, STR("host;x-amz-date"));
    CU_ASSERT_STR_EQUAL(claim.signature, STR(ZEROS));
    CU_ASSERT_STR_EQUAL(claim.timestamp, STR("20261122T034500Z"));
    CU_ASSERT_EQUAL(claim.signed_at_s, 1795319100);
    CU_ASSERT_PTR_NULL(claim.security_token.data);
}

static void
the_query_form_is_read_decoded(void)
{
    struct sigv4_claim claim = claim_of(QUERY_GOOD "&X-Amz-Security-Token=a%2Fb", "");
    CU_ASSERT_TRUE(claim.query_form);
    CU_ASSERT_STR_EQUAL(claim.access_key_id, STR("AKID"));
    CU_ASSERT_STR_EQUAL(claim.terminator, STR("aws4_request"));
    CU_ASSERT_STR_EQUAL(claim.signed_headers, STR("host"));
    CU_ASSERT_STR_EQUAL(claim.timestamp, STR("20261122T034500Z"));
    CU_ASSERT_EQUAL(claim.expires_s, 3600);
    CU_ASSERT_STR_EQUAL(claim.security_token, STR("a/b"));
    CU_ASSERT_EQUAL(claim_of(QUERY_EXPIRES("1"), "").expires_s, 1);
    CU_ASSERT_EQUAL(claim_of(QUERY_EXPIRES("604800"), "").expires_s, 604800);
}

static void
the_parts_may_come_in_any_order_and_with_or_without_spaces(void)
{
    const char *const lists[] = {
        AUTHORIZATION("Signature=" ZEROS ",SignedHeaders=host;x-amz-date,Credential=" CREDENTIAL)
            DATE,
        AUTHORIZATION("  Credential=" CREDENTIAL
                      " ,  SignedHeaders=host;x-amz-date\t, Signature=" ZEROS " ") DATE,
    };
    for (size_t i = 0; i < ARRAY_COUNT(lists); i++) {
        struct sigv4_claim claim = claim_of("/", lists[i]);
        CU_ASSERT_STR_EQUAL(claim.region, STR("eu-west-1"));
        CU_ASSERT_STR_EQUAL(claim.signature, STR(ZEROS));
    }
}

static void
a_bad_escape_in_the_query_is_refused_before_all_else(void)
{
    static const struct refusal table[] = {
        { "/?a=%zz", "", MALFORMED_QUERY },
        { "/?a=%", GOOD, MALFORMED_QUERY },
        { "/?%4=a", GOOD, MALFORMED_QUERY },
        { "/?a=1&b=%2", "Authorization: Basic x\r\n", MALFORMED_QUERY },
    };
    ASSERT_ALL_REFUSED(table, FAULT_MALFORMED_QUERY_STRING);
}

static void
a_request_without_authentication_is_refused(void)
{
    static const struct refusal table[] = {
        { "/members", "", MISSING },
        { "/members", DATE, MISSING },
        /* Credentials and a signature without an algorithm claim nothing. */
        { "/?X-Amz-Credential=a&X-Amz-Signature=b", "", MISSING },
        { "/?x-amz-algorithm=AWS4-HMAC-SHA256", "", MISSING },
        { "/", "X-Authorization: " GOOD_LIST "\r\n", MISSING },
    };
    ASSERT_ALL_REFUSED(table, FAULT_MISSING_AUTHENTICATION);
}

static void
two_sets_of_authentication_are_refused(void)
{
    static const struct refusal table[] = {
        { "/", GOOD "Authorization: x\r\n", AMBIGUOUS },
        { QUERY_GOOD, GOOD, AMBIGUOUS },
        { "/?X-Amz-Credential=a", GOOD, AMBIGUOUS },
        { "/?X%2DAmz-Signature=a", GOOD, AMBIGUOUS },
        { "/?X-Amz-Security-Token=a", GOOD, AMBIGUOUS },
        { QUERY_GOOD "&X-Amz-Algorithm=AWS4-HMAC-SHA256", "", AMBIGUOUS },
        { QUERY_GOOD "&X-Amz-Date=20261122T034500Z", "", AMBIGUOUS },
        { QUERY_GOOD QUERY_SIGNATURE, "", AMBIGUOUS },
    };
    ASSERT_ALL_REFUSED(table, FAULT_AMBIGUOUS_AUTHENTICATION);
}

static void
the_query_form_is_refused_where_it_is_off(void)
{
    static const struct sigv4_rules header_only = { .query_form = false };
    static const struct refusal alone = {
        QUERY_GOOD, "",
        "Authentication in the query string is not accepted here; use the "
        "Authorization header."
    };
    static const struct refusal both = { QUERY_GOOD, GOOD, AMBIGUOUS };
    assert_refused_by(&alone, FAULT_INVALID_SIGNATURE, &header_only);
    assert_refused_by(&both, FAULT_AMBIGUOUS_AUTHENTICATION, &header_only);
}

static void
another_algorithm_is_refused(void)
{
    static const struct refusal table[] = {
        { "/", "Authorization: AWS4-ECDSA-P256-SHA256 " GOOD_LIST "\r\n" DATE, NEEDS_ALGORITHM },
        { "/", "Authorization: AWS4-HMAC-SHA1 " GOOD_LIST "\r\n" DATE, NEEDS_ALGORITHM },
        { "/", "Authorization: AWS AKID:c2ln\r\n" DATE, NEEDS_ALGORITHM },
        { "/", "Authorization: Basic dXNlcjpwYXNz\r\n", NEEDS_ALGORITHM },
        { "/", "Authorization: Bearer x\r\n", NEEDS_ALGORITHM },
        { "/", "Authorization:\r\n", NEEDS_ALGORITHM },
        { "/", "Authorization: aws4-hmac-sha256 " GOOD_LIST "\r\n" DATE, NEEDS_ALGORITHM },
        { "/", "Authorization: AWS4-HMAC-SHA256," GOOD_LIST "\r\n" DATE, NEEDS_ALGORITHM },
        { QUERY("AWS4-ECDSA-P256-SHA256", QUERY_DATE QUERY_SIGNATURE "&X-Amz-Expires=1"), "",
          "X-Amz-Algorithm must be 'AWS4-HMAC-SHA256'." },
        { QUERY("", QUERY_DATE QUERY_SIGNATURE "&X-Amz-Expires=1"), "",
          "X-Amz-Algorithm must "
          "be 'AWS4-HMAC-SHA256'." },
    };
    ASSERT_ALL_REFUSED(table, FAULT_INCOMPLETE_SIGNATURE);
}

static void
all_that_is_missing_is_listed_at_once(void)
{
    static const struct refusal table[] = {
        { "/", "Authorization: AWS4-HMAC-SHA256\r\n",
          NEEDS_CREDENTIAL " " NEEDS_SIGNATURE " " NEEDS_SIGNED_HEADERS " " NEEDS_DATE },
        { "/", AUTHORIZATION("SignedHeaders=host, Signature=" ZEROS) DATE, NEEDS_CREDENTIAL },
        { "/", AUTHORIZATION("Credential=" CREDENTIAL ", SignedHeaders=host") DATE,
          NEEDS_SIGNATURE },
        { "/", AUTHORIZATION("Credential=" CREDENTIAL ", Signature=" ZEROS) DATE,
          NEEDS_SIGNED_HEADERS },
        { "/", AUTHORIZATION(GOOD_LIST), NEEDS_DATE },
        { "/", AUTHORIZATION("Credential=, SignedHeaders=, Signature=") DATE,
          NEEDS_CREDENTIAL " " NEEDS_SIGNATURE " " NEEDS_SIGNED_HEADERS },
        { "/?X-Amz-Algorithm=AWS4-HMAC-SHA256", "",
          QUERY_NEEDS("Credential") QUERY_NEEDS("Signature") QUERY_NEEDS("SignedHeaders")
              QUERY_NEEDS("Date") QUERY_NEEDS("Expires") REEXAMINE },
        /* The query form's date is the parameter; a header does not stand in for it. */
        { QUERY("AWS4-HMAC-SHA256", QUERY_SIGNATURE "&X-Amz-Expires=1"), DATE,
          QUERY_NEEDS("Date") REEXAMINE },
    };
    ASSERT_ALL_REFUSED(table, FAULT_INCOMPLETE_SIGNATURE);
}

static void
each_part_is_given_once_and_nothing_else(void)
{
    static const struct refusal table[] = {
        { "/", AUTHORIZATION(GOOD_LIST ", Credential=" CREDENTIAL) DATE,
          "'Credential' must be given exactly once." },
        { "/", AUTHORIZATION(GOOD_LIST ", Signature=" ZEROS ", SignedHeaders=host") DATE,
          "'Signature' must be given exactly once. 'SignedHeaders' must be given exactly once." },
        { "/", GOOD DATE, "'X-Amz-Date' must be given exactly once." },
        { "/", AUTHORIZATION(GOOD_LIST ", Extra=1") DATE, NOT_A_LIST },
        { "/", AUTHORIZATION(GOOD_LIST ",") DATE, NOT_A_LIST },
        { "/", AUTHORIZATION("garbage") DATE,
          NOT_A_LIST " " NEEDS_CREDENTIAL " " NEEDS_SIGNATURE " " NEEDS_SIGNED_HEADERS },
        { "/", AUTHORIZATION(GOOD_LIST ", Signature") DATE, NOT_A_LIST },
        { "/",
          AUTHORIZATION("credential=" CREDENTIAL ", SignedHeaders=host, Signature=" ZEROS) DATE,
          NOT_A_LIST " " NEEDS_CREDENTIAL },
    };
    ASSERT_ALL_REFUSED(table, FAULT_INCOMPLETE_SIGNATURE);
}

static void
signed_headers_are_lower_case_sorted_unique_and_hold_host(void)
{
    static const struct refusal table[] = {
        { "/", SIGNED("host;X-Amz-Date") DATE, BAD_NAMES },
        { "/", SIGNED("Date;host;x-amz-date") DATE "Date: x\r\n", BAD_NAMES },
        { "/", SIGNED("x-amz-date;host") DATE, BAD_NAMES },
        { "/", SIGNED("host;host;x-amz-date") DATE, BAD_NAMES },
        { "/", SIGNED("host;") DATE, BAD_NAMES },
        { "/", SIGNED(";host") DATE, BAD_NAMES },
        { "/", SIGNED("host;;x-amz-date") DATE, BAD_NAMES },
        { "/", SIGNED(";") DATE, BAD_NAMES },
        { "/", SIGNED("x-amz-date") DATE, NEEDS_HOST },
        { "/", SIGNED("host ;x-amz-date") DATE, NEEDS_HOST },
    };
    ASSERT_ALL_REFUSED(table, FAULT_INVALID_SIGNATURE);
}

static void
an_x_amz_header_that_is_not_signed_is_refused(void)
{
    static const struct refusal table[] = {
        { "/", SIGNED("host") DATE, UNSIGNED("x-amz-date") },
        { "/", GOOD "X-Amz-Security-Token: t\r\n", UNSIGNED("x-amz-security-token") },
        { "/", GOOD "X-Amz-Target: t\r\n", UNSIGNED("x-amz-target") },
        { "/", GOOD "X-AMZ-ANYTHING:\r\n", UNSIGNED("x-amz-anything") },
        { "/", GOOD "X-Amz-:\r\n", UNSIGNED("x-amz-") },
        { QUERY_GOOD, DATE, UNSIGNED("x-amz-date") },
    };
    ASSERT_ALL_REFUSED(table, FAULT_INVALID_SIGNATURE);
}

static void
headers_that_only_look_like_x_amz_need_no_signature(void)
{
    struct sigv4_claim claim =
        claim_of("/", GOOD "X-Amzn-Trace-Id: r\r\nX-Amzfoo: 1\r\namz-sdk-request: 1\r\n"
                           "User-Agent: u\r\nX-Amz-Content-SHA256: " ZEROS "\r\n");
    CU_ASSERT_STR_EQUAL(claim.signed_headers, STR("host;x-amz-date"));
}

static void
a_signed_name_without_its_header_is_refused(void)
{
    static const struct refusal table[] = {
        { "/", SIGNED("content-type;host;x-amz-date") DATE,
          "'SignedHeaders' names a header "
          "that the request does not have: 'content-type'." },
        { "/", SIGNED("host;x-amz-date;x-amz-security-token") DATE,
          "'SignedHeaders' names a "
          "header that the request does not have: "
          "'x-amz-security-token'." },
    };
    ASSERT_ALL_REFUSED(table, FAULT_INVALID_SIGNATURE);
}

static void
a_date_that_does_not_exist_is_refused(void)
{
    static const struct refusal table[] = {
        { "/", DATED("20260229T000000Z"), BAD_DATE("20260229T000000Z") },
        { "/", DATED("21000229T000000Z"), BAD_DATE("21000229T000000Z") },
        { "/", DATED("20261231T235960Z"), BAD_DATE("20261231T235960Z") },
        { "/", DATED("20261122T240000Z"), BAD_DATE("20261122T240000Z") },
        { "/", DATED("20261322T000000Z"), BAD_DATE("20261322T000000Z") },
        { "/", DATED("20261122T034500"), BAD_DATE("20261122T034500") },
        { "/", DATED("20261122T034500z"), BAD_DATE("20261122T034500z") },
        { "/", DATED("2026-11-22T03:45:00Z"), BAD_DATE("2026-11-22T03:45:00Z") },
        { "/", DATED("20261122T034500Z, 20261122T034500Z"),
          BAD_DATE("20261122T034500Z, "
                   "20261122T034500Z") },
        /* HTTP's form belongs to the Date header alone. */
        { "/", DATED("Sun, 22 Nov 2026 03:45:00 GMT"), BAD_DATE("Sun, 22 Nov 2026 03:45:00 GMT") },
        { "/", SIGNED("host") "Date: yesterday\r\n", BAD_DATE("yesterday") },
        { QUERY("AWS4-HMAC-SHA256", QUERY_SIGNATURE "&X-Amz-Expires=1&X-Amz-Date=x%27y"), "",
          BAD_DATE("x'y") },
    };
    ASSERT_ALL_REFUSED(table, FAULT_INCOMPLETE_SIGNATURE);
}

static void
leap_days_and_far_years_are_dates(void)
{
    CU_ASSERT_EQUAL(claim_of("/", DATED("20240229T000000Z")).signed_at_s, 1709164800);
    CU_ASSERT_EQUAL(claim_of("/", DATED("20380119T031408Z")).signed_at_s, 2147483648);
    CU_ASSERT_EQUAL(claim_of("/", DATED("21000301T000000Z")).signed_at_s, 4107542400);
}

static void
the_date_header_counts_only_without_x_amz_date(void)
{
    struct sigv4_claim claim =
        claim_of("/", SIGNED("host") "Date: Sun, 22 Nov 2026 03:45:00 GMT\r\n");
    CU_ASSERT_STR_EQUAL(claim.timestamp, STR("20261122T034500Z"));
    claim = claim_of("/", SIGNED("date;host") "Date: 20261122T034500Z\r\n");
    CU_ASSERT_STR_EQUAL(claim.timestamp, STR("20261122T034500Z"));
    claim = claim_of("/", GOOD "Date: Mon, 01 Jan 2024 00:00:00 GMT\r\n");
    CU_ASSERT_STR_EQUAL(claim.timestamp, STR("20261122T034500Z"));
}

static void
a_lifetime_beyond_a_week_or_below_a_second_is_refused(void)
{
    static const struct refusal table[] = {
        { QUERY_EXPIRES("0"), "", BAD_EXPIRES },
        { QUERY_EXPIRES("604801"), "", BAD_EXPIRES },
        { QUERY_EXPIRES("-1"), "", BAD_EXPIRES },
        { QUERY_EXPIRES("1e3"), "", BAD_EXPIRES },
        { QUERY_EXPIRES("99999999999999999999"), "", BAD_EXPIRES },
    };
    ASSERT_ALL_REFUSED(table, FAULT_INVALID_SIGNATURE);
}

static void
an_empty_session_token_is_still_a_token(void)
{
    struct sigv4_claim claim = claim_of("/", SIGNED("host;x-amz-date;x-amz-security-token") DATE
                                        "X-Amz-Security-Token:\r\n");
    CU_ASSERT_PTR_NOT_NULL(claim.security_token.data);
    CU_ASSERT_PTR_NOT_NULL(claim_of(QUERY_GOOD "&X-Amz-Security-Token", "").security_token.data);
}

static void
a_credential_of_other_than_five_parts_has_none(void)
{
    struct sigv4_claim claim = claim_of(
        "/", AUTHORIZATION("Credential=a/b/c/d, SignedHeaders=host;x-amz-date, Signature=x") DATE);
    CU_ASSERT_EQUAL(claim.credential_parts, 4);
    CU_ASSERT_EQUAL(claim.access_key_id.size, 0);
    claim = claim_of(
        "/",
        AUTHORIZATION("Credential=a/b/c/d/e/f, SignedHeaders=host;x-amz-date, Signature=x") DATE);
    CU_ASSERT_EQUAL(claim.credential_parts, 6);
    CU_ASSERT_EQUAL(claim.service.size, 0);
}

SUITE(sigv4_parse)
{
    static const struct test_case cases[] = {
        { "the header form is read", the_header_form_is_read },
        { "the query form is read, decoded", the_query_form_is_read_decoded },
        { "the parts may come in any order and with or without spaces",
          the_parts_may_come_in_any_order_and_with_or_without_spaces },
        { "a bad escape in the query is refused before all else",
          a_bad_escape_in_the_query_is_refused_before_all_else },
        { "a request without authentication is refused",
          a_request_without_authentication_is_refused },
        { "two sets of authentication are refused", two_sets_of_authentication_are_refused },
        { "the query form is refused where it is off", the_query_form_is_refused_where_it_is_off },
        { "another algorithm is refused", another_algorithm_is_refused },
        { "all that is missing is listed at once", all_that_is_missing_is_listed_at_once },
        { "each part is given once, and nothing else", each_part_is_given_once_and_nothing_else },
        { "signed headers are lower case, sorted, unique and hold host",
          signed_headers_are_lower_case_sorted_unique_and_hold_host },
        { "an x-amz header that is not signed is refused",
          an_x_amz_header_that_is_not_signed_is_refused },
        { "headers that only look like x-amz need no signature",
          headers_that_only_look_like_x_amz_need_no_signature },
        { "a signed name without its header is refused",
          a_signed_name_without_its_header_is_refused },
        { "a date that does not exist is refused", a_date_that_does_not_exist_is_refused },
        { "leap days and far years are dates", leap_days_and_far_years_are_dates },
        { "the Date header counts only without X-Amz-Date",
          the_date_header_counts_only_without_x_amz_date },
        { "a lifetime beyond a week or below a second is refused",
          a_lifetime_beyond_a_week_or_below_a_second_is_refused },
        { "an empty session token is still a token", an_empty_session_token_is_still_a_token },
        { "a credential of other than five parts has none",
          a_credential_of_other_than_five_parts_has_none },
        { NULL, NULL },
    };
    return cases;
}
