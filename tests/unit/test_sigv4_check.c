/*
 * Time, scope, body and signature: each check's limits, and its sentence word for word.
 */
#include "auth/sigv4.h"

#include "base/clock.h"
#include "base/codec.h"
#include "harness.h"

/* 2015-08-06T13:20:34Z, the clock of AWS's best-known example of these sentences. */
enum { NOW_S = 1438867234 };

static bool
is_securityhub(struct str service)
{
    return str_equal(service, STR("securityhub"));
}

static bool
is_one_of_two(struct str service)
{
    return is_securityhub(service) || str_equal(service, STR("guardduty"));
}

static const struct sigv4_rules rules = {
    .now_s = NOW_S, .skew_s = 300, .is_ours = is_securityhub, .regions = { "*", 1 }
};

/* A claim signed `offset_s` from now, in every other respect right. */
static struct sigv4_claim
claim_signed(int64_t offset_s)
{
    struct sigv4_claim claim = {
        .access_key_id = STR("AKID"),
        .region = STR("eu-west-1"),
        .service = STR("securityhub"),
        .terminator = STR("aws4_request"),
        .credential_parts = 5,
        .signed_at_s = NOW_S + offset_s,
    };
    claim.timestamp = time_format_basic(test_arena(), claim.signed_at_s);
    claim.scope_date = str_slice(claim.timestamp, 0, 8);
    return claim;
}

/* Gives the sentence that a claim is refused with, or "" when it is accepted. */
static struct str
scope_sentence(const struct sigv4_claim *claim, const struct sigv4_rules *by)
{
    struct fault fault = { .code = NO_FAULT };
    if (sigv4_check_scope(test_arena(), claim, by, &fault) == 0)
        return fault.code == NO_FAULT ? STR("") : STR("a fault was set on success");
    return fault_sentence(test_arena(), &fault, &fault_manners[MANNER_REST], STR(""));
}

static void
five_minutes_either_way_are_accepted_and_no_more(void)
{
    static const struct {
        int64_t offset_s;
        const char *sentence;
    } table[] = {
        { -301, "Signature expired: 20150806T131533Z is now earlier than 20150806T131534Z "
                "(20150806T132034Z - 5 min.)" },
        { -300, "" },
        { -299, "" },
        { 0, "" },
        { 299, "" },
        { 300, "" },
        { 301, "Signature not yet current: 20150806T132535Z is still later than 20150806T132534Z "
               "(20150806T132034Z + 5 min.)" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        struct sigv4_claim claim = claim_signed(table[i].offset_s);
        CU_ASSERT_STR_EQUAL(scope_sentence(&claim, &rules), str_from(table[i].sentence));
    }
}

static void
a_skew_that_is_no_whole_minute_is_told_in_seconds(void)
{
    struct sigv4_rules strict = rules;
    strict.skew_s = 10;
    struct sigv4_claim claim = claim_signed(-11);
    CU_ASSERT_STR_EQUAL(
        scope_sentence(&claim, &strict),
        STR("Signature expired: 20150806T132023Z is now earlier than 20150806T132024Z "
            "(20150806T132034Z - 10 sec.)"));
}

static void
the_query_form_lives_as_long_as_it_says(void)
{
    static const struct {
        int64_t offset_s, expires_s;
        const char *sentence;
    } table[] = {
        { -3600, 3600, "" },
        { -3601, 3600,
          "Signature expired: 20150806T122033Z is now earlier than 20150806T122034Z "
          "(20150806T132034Z - 60 min.)" },
        { -1, 1, "" },
        { -2, 1,
          "Signature expired: 20150806T132032Z is now earlier than 20150806T132033Z "
          "(20150806T132034Z - 1 sec.)" },
        { -604800, 604800, "" },
        { 300, 1, "" },
        { 301, 604800,
          "Signature not yet current: 20150806T132535Z is still later than 20150806T132534Z "
          "(20150806T132034Z + 5 min.)" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        struct sigv4_claim claim = claim_signed(table[i].offset_s);
        claim.query_form = true;
        claim.expires_s = table[i].expires_s;
        CU_ASSERT_STR_EQUAL(scope_sentence(&claim, &rules), str_from(table[i].sentence));
    }
}

static void
a_good_scope_of_another_service_is_a_fault_of_its_own(void)
{
    static const char *const others[] = { "iam", "s3", "execute-api", "IotData_1.x" };
    struct sigv4_rules both = rules;
    struct sigv4_claim claim = claim_signed(0);
    struct fault fault;
    both.is_ours = is_one_of_two;
    both.regions = STR("eu-north-1"); /* which are ours to say for our services alone */
    for (size_t i = 0; i < ARRAY_COUNT(others); i++) {
        claim.service = str_from(others[i]);
        CU_ASSERT_EQUAL(sigv4_check_scope(test_arena(), &claim, &both, &fault), -1);
        CU_ASSERT_EQUAL(fault.code, FAULT_UNKNOWN_SERVICE);
        CU_ASSERT_STRING_EQUAL(fault.arguments[0], others[i]);
    }
    claim.service = STR("guardduty");
    CU_ASSERT_STR_EQUAL(scope_sentence(&claim, &both),
                        STR("Credential should be scoped to a valid region. "));
}

static void
the_scope_names_a_service_and_ends_as_it_must(void)
{
    static const char *const names[] = {
        "",      "a b",  "<b>",
        "iam\n", "\xff", "more-letters-than-any-service-of-anybody-has-in-its-name-ever-so-far"
    };
    static const char *const terminators[] = { "aws4_requestX", "Xaws4_request", "AWS4_REQUEST",
                                               "" };
    struct sigv4_claim claim = claim_signed(0);
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        claim.service = str_from(names[i]);
        CU_ASSERT_STR_EQUAL(scope_sentence(&claim, &rules),
                            STR("Credential should be scoped to correct service. "));
    }
    claim = claim_signed(0);
    for (size_t i = 0; i < ARRAY_COUNT(terminators); i++) {
        claim.terminator = str_from(terminators[i]);
        CU_ASSERT_STR_EQUAL(
            scope_sentence(&claim, &rules),
            STR("Credential should be scoped with a valid terminator: 'aws4_request'. "));
    }
}

static void
the_scope_names_one_of_our_regions(void)
{
    static const struct {
        const char *regions, *region;
        bool ours;
    } table[] = {
        { "*", "eu-west-1", true },
        { "*", "us-gov-east-1", true },
        { "*", "ap-southeast-10", true },
        { " * ", "eu-west-1", true },
        { "*", "", false },
        { "*", "euwest1", false },
        { "*", "EU-WEST-1", false },
        { "*", "eu--west-1", false },
        { "*", "-eu-west-1", false },
        { "*", "eu-west-1-", false },
        { "*", "eu-west-1'", false },
        { "*", "*", false },
        { "*", "eu-west-1-and-very-many-words-more", false },
        { "eu-west-1", "eu-west-1", true },
        { "us-east-1, eu-west-1", "eu-west-1", true },
        { "us-east-1, eu-west-1", "eu-west-11", false },
        { "us-east-1, eu-west-1", "eu-west", false },
        { "aws", "eu-west-1", true },
        { "aws", "us-gov-west-1", true },
        { "aws", "cn-northwest-1", true },
        { "aws", "il-central-1", true },
        { "aws", "eu-west-4", false },
        { "aws", "no-such-9", false },
        { "aws", "aws", false },
        { "aws", "", false },
        { "aws, on-premises-1", "on-premises-1", true },
        { "aws, on-premises-1", "eu-west-3", true },
        { "aws, on-premises-1", "on-premises-2", false },
        { "us-east-1,", "", false },
        { "", "", false },
        { NULL, "Any where", true },
    };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        struct sigv4_rules here = rules;
        struct sigv4_claim claim = claim_signed(0);
        here.regions = str_from(table[i].regions);
        claim.region = str_from(table[i].region);
        CU_ASSERT_STR_EQUAL(scope_sentence(&claim, &here),
                            table[i].ours ? STR("")
                                          : STR("Credential should be scoped to a valid region. "));
    }
}

static void
all_faults_of_the_scope_are_in_one_message(void)
{
    struct sigv4_claim claim = claim_signed(0);
    claim.region = STR("nowhere");
    claim.service = STR("*");
    claim.terminator = STR("aws4");
    claim.scope_date = STR("20150805");
    CU_ASSERT_STR_EQUAL(
        scope_sentence(&claim, &rules),
        STR("Credential should be scoped to a valid region. "
            "Credential should be scoped to correct service. "
            "Credential should be scoped with a valid terminator: 'aws4_request'. "
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date "
            "from HTTP: "
            "'20150805' != '20150806', from '20150806T132034Z'. "));
}

static void
a_credential_has_five_parts(void)
{
    struct sigv4_claim claim = claim_signed(0);
    for (size_t parts = 0; parts < 8; parts++) {
        claim.credential_parts = parts;
        CU_ASSERT_STR_EQUAL(
            scope_sentence(&claim, &rules),
            parts == 5 ? STR("")
                       : STR("Credential must have exactly 5 slash-delimited elements, e.g. "
                             "keyid/date/region/service/term. "));
    }
}

static void
the_time_is_told_before_the_scope(void)
{
    struct sigv4_claim claim = claim_signed(-9000);
    claim.region = STR("nowhere");
    CU_ASSERT_TRUE(str_starts_with(scope_sentence(&claim, &rules), STR("Signature expired: ")));
}

#define EMPTY_HASH "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define X_HASH "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
#define NOT_A_HASH                                                              \
    "The 'x-amz-content-sha256' header must be the SHA-256 of the body, once, " \
    "in 64 lower-case hex digits."
#define WRONG_HASH "The provided 'x-amz-content-sha256' header does not match what was computed."

static void
the_hash_that_a_request_claims_is_that_of_its_body(void)
{
    static const struct {
        const char *hash, *body, *sentence;
    } table[] = {
        { EMPTY_HASH, "", "" },
        { X_HASH, "x", "" },
        { EMPTY_HASH, "x", WRONG_HASH },
        { X_HASH, "", WRONG_HASH },
        { "UNSIGNED-PAYLOAD", "x", NOT_A_HASH },
        { "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x", NOT_A_HASH },
        { "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "x", NOT_A_HASH },
        { "", "x", NOT_A_HASH },
        { EMPTY_HASH "0", "", NOT_A_HASH },
        { "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", "", NOT_A_HASH },
        { EMPTY_HASH "\r\nx-amz-content-sha256: " EMPTY_HASH, "", NOT_A_HASH },
    };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        struct request request = { .method = STR("") };
        struct fault fault;
        struct str text =
            arena_format(test_arena(), "POST / HTTP/1.1\nHost: h\nX-Amz-Content-Sha256: %s\n\n%s",
                         table[i].hash, table[i].body);
        CU_ASSERT_EQUAL_FATAL(request_from_text(test_arena(), text, &request, &fault), 0);
        struct sigv4_stages stages;
        sha256(request.body, stages.body_hash);
        int status = sigv4_check_payload(&request, &stages, &fault);
        CU_ASSERT_EQUAL(status, table[i].sentence[0] == '\0' ? 0 : -1);
        if (status < 0) {
            CU_ASSERT_EQUAL(fault.code, FAULT_INVALID_SIGNATURE);
            CU_ASSERT_STR_EQUAL(
                fault_sentence(test_arena(), &fault, &fault_manners[MANNER_REST], STR("")),
                str_from(table[i].sentence));
        }
    }
}

static void
a_signature_is_64_lower_case_hex_digits_and_equal(void)
{
    struct sigv4_stages stages = { .signature = { 0xab, 0xcd, 0xef } };
    struct str right = hex_encode(test_arena(), stages.signature, SHA256_SIZE);
    struct sigv4_claim claim = { .signature = right };
    CU_ASSERT_TRUE(sigv4_matches(&claim, &stages));
    for (size_t i = 0; i < right.size; i++) {
        struct str other = arena_copy(test_arena(), right);
        char *digits = arena_alloc(test_arena(), other.size);
        bytes_copy(digits, other.size, other.data, other.size);
        digits[i] = digits[i] == '0' ? '1' : '0';
        claim.signature = (struct str){ digits, other.size };
        CU_ASSERT_FALSE(sigv4_matches(&claim, &stages));
        claim.signature = str_slice(right, 0, i);
        CU_ASSERT_FALSE(sigv4_matches(&claim, &stages));
    }
    claim.signature = arena_format(test_arena(), "%.*s0", STR_PRINTF(right));
    CU_ASSERT_FALSE(sigv4_matches(&claim, &stages));
    claim.signature = arena_format(test_arena(), "ABCDEF%.*s", STR_PRINTF(str_slice(right, 6, 58)));
    CU_ASSERT_FALSE(sigv4_matches(&claim, &stages));
}

SUITE(sigv4_check)
{
    static const struct test_case cases[] = {
        { "five minutes either way are accepted, and no more",
          five_minutes_either_way_are_accepted_and_no_more },
        { "a skew that is no whole minute is told in seconds",
          a_skew_that_is_no_whole_minute_is_told_in_seconds },
        { "the query form lives as long as it says", the_query_form_lives_as_long_as_it_says },
        { "a good scope of another service is a fault of its own",
          a_good_scope_of_another_service_is_a_fault_of_its_own },
        { "the scope names a service and ends as it must",
          the_scope_names_a_service_and_ends_as_it_must },
        { "the scope names one of our regions", the_scope_names_one_of_our_regions },
        { "all faults of the scope are in one message",
          all_faults_of_the_scope_are_in_one_message },
        { "a credential has five parts", a_credential_has_five_parts },
        { "the time is told before the scope", the_time_is_told_before_the_scope },
        { "the hash that a request claims is that of its body",
          the_hash_that_a_request_claims_is_that_of_its_body },
        { "a signature is 64 lower-case hex digits, and equal",
          a_signature_is_64_lower_case_hex_digits_and_equal },
        { NULL, NULL },
    };
    return cases;
}
