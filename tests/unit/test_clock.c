/*
 * Time in its text forms: what is read back is what was written, and nothing that is no date is
 * read.
 */
#include "base/clock.h"

#include <stdlib.h>
#include <time.h>

#include "fake_clock.h"
#include "harness.h"

static const struct {
    int64_t epoch_s;
    const char *basic, *http;
} moments[] = {
    { 0, "19700101T000000Z", "Thu, 01 Jan 1970 00:00:00 GMT" },
    { 1440938160, "20150830T123600Z", "Sun, 30 Aug 2015 12:36:00 GMT" },
    { 951782400, "20000229T000000Z", "Tue, 29 Feb 2000 00:00:00 GMT" },
    { 1709251199, "20240229T235959Z", "Thu, 29 Feb 2024 23:59:59 GMT" },
    { 4102444799, "20991231T235959Z", "Thu, 31 Dec 2099 23:59:59 GMT" },
    { -1, "19691231T235959Z", "Wed, 31 Dec 1969 23:59:59 GMT" },
    { -62135596800, "00010101T000000Z", "Mon, 01 Jan 0001 00:00:00 GMT" },
    { 253402300799, "99991231T235959Z", "Fri, 31 Dec 9999 23:59:59 GMT" },
};

static void
known_moments_go_both_ways(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(moments); i++) {
        int64_t epoch_s = 42;
        CU_ASSERT_STR_EQUAL(time_format_basic(test_arena(), moments[i].epoch_s),
                            str_from(moments[i].basic));
        CU_ASSERT_EQUAL(time_parse_basic(str_from(moments[i].basic), &epoch_s), 0);
        CU_ASSERT_EQUAL(epoch_s, moments[i].epoch_s);
        epoch_s = 42;
        CU_ASSERT_EQUAL(time_parse_http(str_from(moments[i].http), &epoch_s), 0);
        CU_ASSERT_EQUAL(epoch_s, moments[i].epoch_s);
    }
}

static void
the_time_zone_does_not_matter(void)
{
    setenv("TZ", "America/St_Johns", 1);
    tzset();
    known_moments_go_both_ways();
    unsetenv("TZ");
    tzset();
}

static void
bad_basic_times_are_refused(void)
{
    static const char *const bad[] = {
        "",
        "20150830T123600",
        "20150830T123600ZZ",
        "20150830 123600Z",
        "20150830t123600Z",
        "20150830T123600z",
        "2015-08-30T12:36:00Z",
        "20150230T123600Z",
        "20150229T000000Z",
        "19000229T000000Z",
        "20150431T000000Z",
        "20150832T000000Z",
        "20150800T000000Z",
        "20151301T000000Z",
        "20150001T000000Z",
        "00000101T000000Z",
        "20150830T240000Z",
        "20150830T126000Z",
        "20150830T123660Z",
        "2015083 T123600Z",
        "+0150830T123600Z",
        "20150830T-23600Z",
        "20150830T1236 0Z",
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        int64_t epoch_s = 42;
        CU_ASSERT_EQUAL(time_parse_basic(str_from(bad[i]), &epoch_s), -1);
        CU_ASSERT_EQUAL(epoch_s, 42);
    }
}

static void
bad_http_times_are_refused(void)
{
    static const char *const bad[] = {
        "",
        "Sun, 30 Aug 2015 12:36:00",
        "Sun, 30 Aug 2015 12:36:00 UTC",
        "Sun, 30 Aug 2015 12:36:00 GMT ",
        "Mon, 30 Aug 2015 12:36:00 GMT",
        "sun, 30 Aug 2015 12:36:00 GMT",
        "Sun, 30 aug 2015 12:36:00 GMT",
        "Sun,  0 Aug 2015 12:36:00 GMT",
        "Sun, 31 Jun 2015 12:36:00 GMT",
        "Sun, 30 Foo 2015 12:36:00 GMT",
        "Sun, 30 Aug 2015 24:00:00 GMT",
        "Sun, 30 Aug 2015 12:60:00 GMT",
        "Sun, 30 Aug 2015 12:36:60 GMT",
        "Sun. 30 Aug 2015 12:36:00 GMT",
        "Sunday, 30-Aug-15 12:36:00 GMT",
        "Sun Aug 30 12:36:00 2015",
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        int64_t epoch_s = 42;
        CU_ASSERT_EQUAL(time_parse_http(str_from(bad[i]), &epoch_s), -1);
        CU_ASSERT_EQUAL(epoch_s, 42);
    }
}

static void
milliseconds_are_formatted(void)
{
    CU_ASSERT_STR_EQUAL(time_format_ms(test_arena(), 1440938160123),
                        STR("2015-08-30T12:36:00.123Z"));
    CU_ASSERT_STR_EQUAL(time_format_ms(test_arena(), 7), STR("1970-01-01T00:00:00.007Z"));
    CU_ASSERT_STR_EQUAL(time_format_ms(test_arena(), -1), STR("1969-12-31T23:59:59.999Z"));
    CU_ASSERT_STR_EQUAL(time_format_ms(test_arena(), -1000), STR("1969-12-31T23:59:59.000Z"));
}

static void
milliseconds_go_both_ways(void)
{
    static const char *const texts[] = {
        "1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "2024-02-29T23:59:59.123Z",
        "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z",
    };
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        int64_t epoch_ms = 42;
        CU_ASSERT_EQUAL(time_parse_ms(str_from(texts[i]), &epoch_ms), 0);
        CU_ASSERT_STR_EQUAL(time_format_ms(test_arena(), epoch_ms), str_from(texts[i]));
    }
}

static void
bad_millisecond_times_are_refused(void)
{
    static const char *const bad[] = {
        "",
        "2023-02-29T12:36:00.123Z",
        "2015-08-30T12:36:00Z",
        "2015-08-30T12:36:00.12Z",
        "2015-08-30T12:36:00.1234Z",
        "2015-08-30T12:36:00,123Z",
        "2015-08-30T12:36:60.123Z",
        "2015-08-30T24:36:00.123Z",
        "2015-13-30T12:36:00.123Z",
        "0000-08-30T12:36:00.123Z",
        "2015-08-30 12:36:00.123Z",
        "2015-08-30T12:36:00.123z",
        "2015-08-30T12-36-00.123Z",
        "2015-08-30T12:36:00.+23Z",
        "2015-08-30T12:36:00.123+",
        "_015-08-30T12:36:00.123Z",
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        int64_t epoch_ms = 42;
        CU_ASSERT_EQUAL(time_parse_ms(str_from(bad[i]), &epoch_ms), -1);
        CU_ASSERT_EQUAL(epoch_ms, 42);
    }
}

static void
times_beyond_four_digit_years_stay_four_digits(void)
{
    CU_ASSERT_STR_EQUAL(time_format_basic(test_arena(), 253402300800), STR("99991231T235959Z"));
    CU_ASSERT_STR_EQUAL(time_format_basic(test_arena(), INT64_MAX), STR("99991231T235959Z"));
    CU_ASSERT_STR_EQUAL(time_format_basic(test_arena(), INT64_MIN), STR("00010101T000000Z"));
    CU_ASSERT_EQUAL(time_format_ms(test_arena(), INT64_MIN).size, 24);
}

static void
clocks_run_forward(void)
{
    /* 2020-01-01: a clock before that is not set, or counts something else. */
    CU_ASSERT_TRUE(fake_clock_real_ms() > 1577836800000);
    int64_t before = clock_monotonic_ms();
    CU_ASSERT_TRUE(before > 0);
    CU_ASSERT_TRUE(clock_monotonic_ms() >= before);
}

SUITE(clock)
{
    static const struct test_case cases[] = {
        { "known moments go both ways", known_moments_go_both_ways },
        { "the time zone does not matter", the_time_zone_does_not_matter },
        { "basic times that are malformed or no date are refused", bad_basic_times_are_refused },
        { "HTTP dates that are malformed or no date are refused", bad_http_times_are_refused },
        { "milliseconds are formatted, before 1970 too", milliseconds_are_formatted },
        { "times with milliseconds go both ways", milliseconds_go_both_ways },
        { "times with milliseconds that are malformed or no date are refused",
          bad_millisecond_times_are_refused },
        { "times beyond the year 9999 stay inside the form",
          times_beyond_four_digit_years_stay_four_digits },
        { "the clocks run", clocks_run_forward },
        { .name = NULL },
    };
    return cases;
}
