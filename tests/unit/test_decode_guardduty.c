/*
 * GuardDuty's requests against the tables that it shares with Security Hub: its letter case, its
 * path, its objects.
 */
#include "api/decode.h"

#include <stdio.h>

#include "decode_fixture.h"
#include "harness.h"
#include "services/services.h"

#define DETECTOR_PATH "/detector/12abc34d567e8fa901bc2d34e56789f0"

static int
try_duty(const char *method, const char *path, struct str body, struct exchange *x, struct fault *f)
{
    struct attempt attempt = {
        .service = &service_guardduty, .method = method, .path = path, .body = body
    };
    return try_decode(attempt, x, f);
}

static void
guardduty_spells_with_a_small_letter(void)
{
    struct exchange x;
    struct fault f;
    struct str body = STR("{\"masterId\":\"111111111111\",\"invitationId\":\"ab\"}");
    CU_ASSERT_EQUAL_FATAL(try_duty("POST", DETECTOR_PATH "/master", body, &x, &f), 0);
    CU_ASSERT_STR_EQUAL(given(&x, "MasterId")->text, STR("111111111111"));
    CU_ASSERT_STR_EQUAL(given(&x, "DetectorId")->text, STR("12abc34d567e8fa901bc2d34e56789f0"));
    CU_ASSERT_STR_EQUAL(x.arguments.parameters,
                        STR("{\"detectorId\":\"12abc34d567e8fa901bc2d34e56789f0\","
                            "\"masterId\":\"111111111111\",\"invitationId\":\"ab\"}"));
    body = STR("{\"MasterId\":\"111111111111\",\"InvitationId\":\"ab\"}");
    CU_ASSERT_EQUAL(try_duty("POST", DETECTOR_PATH "/master", body, &x, &f), -1);
    CU_ASSERT_STRING_EQUAL(f.reason, "masterId is required");
}

static void
a_detector_id_is_32_hex_digits(void)
{
    static const char *const bad[] = { "/detector/12abc34d567e8fa901bc2d34e56789f",
                                       "/detector/12abc34d567e8fa901bc2d34e56789f00",
                                       "/detector/12ABC34D567E8FA901BC2D34E56789F0",
                                       "/detector/%00", "/detector/x" };
    struct exchange x;
    struct fault f = { 0 };
    CU_ASSERT_EQUAL(try_duty("GET", DETECTOR_PATH, STR(""), &x, &f), 0);
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        CU_ASSERT_EQUAL(try_duty("GET", bad[i], STR(""), &x, &f), -1);
        CU_ASSERT_EQUAL(f.code, fault_named("invalid_detector_id"));
    }
}

static void
a_mailed_member_needs_an_address_of_at_most_64_characters(void)
{
    struct exchange x;
    struct fault f;
    const char *format =
        "{\"accountDetails\":[{\"accountId\":\"111111111111\",\"email\":\"%0*d\"}]}";
    const char *path = DETECTOR_PATH "/member";
    struct str none = STR("{\"accountDetails\":[{\"accountId\":\"111111111111\"}]}");
    CU_ASSERT_EQUAL(try_duty("POST", path, arena_format(test_arena(), format, 64, 0), &x, &f), 0);
    CU_ASSERT_EQUAL(try_duty("POST", path, arena_format(test_arena(), format, 65, 0), &x, &f), -1);
    CU_ASSERT_EQUAL(try_duty("POST", path, none, &x, &f), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_MISSING_PARAMETER);
}

static void
objects_are_checked_as_deep_as_their_rows_and_bound_whole(void)
{
    static const struct {
        struct str body;
        int result;
    } rows[] = {
        { STR("{\"features\":[{\"name\":\"S3_DATA_EVENTS\",\"status\":\"ENABLED\"}]}"), 0 },
        { STR("{\"features\":[{\"name\":\"OTHER\",\"status\":\"ENABLED\"}]}"), -1 },
        { STR("{\"features\":[{\"name\":\"S3_DATA_EVENTS\"}]}"), -1 },
        { STR("{\"features\":{}}"), -1 },
        { STR("{\"features\":[1]}"), -1 },
        { STR("{\"features\":[{\"name\":\"RUNTIME_MONITORING\",\"status\":\"DISABLED\","
              "\"additionalConfiguration\":[{\"name\":\"EC2_AGENT_MANAGEMENT\",\"status\":\"on\"}]}]}"),
          -1 },
        { STR("{\"dataSources\":{\"s3Logs\":{\"enable\":true},\"kubernetes\":{\"auditLogs\":{\"enable\":false}}}}"),
          0 },
        { STR("{\"dataSources\":{\"s3Logs\":{}}}"), -1 },
        { STR("{\"dataSources\":{\"kubernetes\":{\"auditLogs\":{\"enable\":\"yes\"}}}}"), -1 },
        { STR("{\"dataSources\":[]}"), -1 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct exchange x;
        struct fault f = { 0 };
        int result = try_duty("POST", DETECTOR_PATH, rows[i].body, &x, &f);
        if (result != rows[i].result)
            printf("# %.*s: %s\n", STR_PRINTF(rows[i].body), f.reason);
        CU_ASSERT_EQUAL(result, rows[i].result);
        CU_ASSERT_TRUE(result == 0 || f.reason[0] != '\0');
    }
}

SUITE(decode_guardduty)
{
    static const struct test_case cases[] = {
        { "GuardDuty spells with a small letter", guardduty_spells_with_a_small_letter },
        { "a detector id is 32 hex digits", a_detector_id_is_32_hex_digits },
        { "a mailed member needs an address of at most 64 characters",
          a_mailed_member_needs_an_address_of_at_most_64_characters },
        { "objects are checked as deep as their rows and bound whole",
          objects_are_checked_as_deep_as_their_rows_and_bound_whole },
        { NULL, NULL },
    };
    return cases;
}
