/*
 * A principal is named as AWS names the root of an account in the region's partition.
 */
#include "auth/principal.h"

#include "auth/sigv4.h"
#include "base/clock.h"
#include "base/codec.h"
#include "harness.h"

static int
known_key(void *context, struct arena *arena, struct str access_key_id,
          const struct credential_scope *scope, struct str security_token, bool fresh,
          struct credential *ret_credential, struct fault *f)
{
    (void)context, (void)access_key_id, (void)fresh, (void)f;
    *ret_credential = (struct credential){ .account_id = STR("111111111111") };
    sigv4_signing_key(arena, STR("test"), scope, ret_credential->signing_key);
    if (security_token.data != NULL)
        ret_credential->session = (struct role_session){ .account_id = STR("111111111111"),
                                                         .role = STR("Reader"),
                                                         .role_id = STR("AROA1"),
                                                         .name = STR("me"),
                                                         .issued_at = STR("2026-11-22T03:00:00Z"),
                                                         .expires_s = INT64_MAX };
    return 0;
}

/* Gives a principal that has signed for `region`: there is no other way to one. */
static const struct principal *
principal_with(struct str region, struct str token)
{
    const struct sigv4_rules rules = { .now_s = 1795319100, .skew_s = 300 };
    const struct credential_source source = { .lookup = known_key };
    const struct header headers[] = {
        { STR("host"), STR("h") },
        { STR("date"), STR("20261122T034500Z") },
        { STR("authorization"), STR("") },
        { STR("x-amz-security-token"), token },
    };
    struct sigv4_claim claim = { .scope_date = STR("20261122"),
                                 .timestamp = STR("20261122T034500Z"),
                                 .region = region,
                                 .service = STR("securityhub"),
                                 .signed_headers = token.data != NULL
                                                       ? STR("date;host;x-amz-security-token")
                                                       : STR("date;host") };
    struct header *all = arena_array(test_arena(), ARRAY_COUNT(headers), sizeof *all);
    struct request request = { .method = STR("GET"),
                               .path = STR("/"),
                               .headers = all,
                               .header_count = ARRAY_COUNT(headers) - (token.data == NULL) };
    struct sigv4_stages stages;
    const struct principal *principal = NULL;
    struct fault fault;
    bytes_copy(all, sizeof headers, headers, sizeof headers);
    const struct credential_scope scope = sigv4_scope(&claim);
    uint8_t key[SHA256_SIZE];
    sigv4_signing_key(test_arena(), STR("test"), &scope, key);
    sigv4_compute(test_arena(), &request, &claim, key, &stages);
    all[2].value = arena_format(
        test_arena(),
        "AWS4-HMAC-SHA256 Credential=111111111111/20261122/%.*s/securityhub/aws4_request, "
        "SignedHeaders=%.*s, Signature=%.*s",
        STR_PRINTF(region), STR_PRINTF(claim.signed_headers),
        STR_PRINTF(hex_encode(test_arena(), stages.signature, SHA256_SIZE)));
    CU_ASSERT_EQUAL_FATAL(sigv4_verify(test_arena(), &request, &rules, &source, &principal, &fault),
                          0);
    return principal;
}

static const struct principal *
principal_in(struct str region)
{
    return principal_with(region, (struct str){ NULL, 0 });
}

static void
the_arn_is_in_the_partition_of_the_region(void)
{
    static const struct {
        const char *region, *partition;
    } table[] = {
        { "us-east-1", "aws" },
        { "eu-west-1", "aws" },
        { "cn-north-1", "aws-cn" },
        { "us-gov-west-1", "aws-us-gov" },
        { "us-iso-east-1", "aws-iso" },
        { "us-isob-east-1", "aws-iso-b" },
        { "eu-isoe-west-1", "aws-iso-e" },
        { "us-isof-south-1", "aws-iso-f" },
        { "eusc-de-east-1", "aws-eusc" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++)
        CU_ASSERT_STR_EQUAL(
            principal_arn(principal_in(str_from(table[i].region))),
            arena_format(test_arena(), "arn:%s:iam::111111111111:root", table[i].partition));
}

static void
the_identity_is_cloudtrails_element_for_the_root(void)
{
    CU_ASSERT_STR_EQUAL(
        principal_identity(test_arena(), principal_in(STR("eu-west-1"))),
        STR("{\"type\":\"Root\",\"principalId\":\"111111111111\","
            "\"arn\":\"arn:aws:iam::111111111111:root\",\"accountId\":\"111111111111\","
            "\"accessKeyId\":\"111111111111\"}"));
}

static void
a_session_is_named_by_its_role_and_says_who_issued_it(void)
{
    const struct principal *principal = principal_with(STR("cn-north-1"), STR("token"));
    CU_ASSERT_STR_EQUAL(principal_arn(principal),
                        STR("arn:aws-cn:sts::111111111111:assumed-role/Reader/me"));
    CU_ASSERT_STR_EQUAL(
        principal_identity(test_arena(), principal),
        STR("{\"type\":\"AssumedRole\",\"principalId\":\"AROA1:me\","
            "\"arn\":\"arn:aws-cn:sts::111111111111:assumed-role/Reader/me\","
            "\"accountId\":\"111111111111\",\"accessKeyId\":\"111111111111\","
            "\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\"AROA1\","
            "\"arn\":\"arn:aws-cn:iam::111111111111:role/Reader\",\"accountId\":\"111111111111\","
            "\"userName\":\"Reader\"},\"attributes\":{\"creationDate\":\"2026-11-22T03:00:00Z\","
            "\"mfaAuthenticated\":\"false\"}}}"));
}

SUITE(principal)
{
    static const struct test_case cases[] = {
        { "the ARN is in the partition of the region", the_arn_is_in_the_partition_of_the_region },
        { "the identity is CloudTrail's element for the root",
          the_identity_is_cloudtrails_element_for_the_root },
        { "a session is named by its role and says who issued it",
          a_session_is_named_by_its_role_and_says_who_issued_it },
        { NULL, NULL },
    };
    return cases;
}
