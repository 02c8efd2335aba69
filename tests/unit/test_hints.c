/*
 * What clients say beside a request: the known form goes through, anything else does not.
 */
#include "http/hints.h"

#include "base/attributes.h"
#include "harness.h"

#define TRACE "0af7651916cd43dd8448eb211c80319c"
#define PARENT "b7ad6b7169203331"

static struct request
with_headers(const char *name, const char *first, const char *second)
{
    struct header *headers = arena_array(test_arena(), 2, sizeof *headers);
    headers[0] = (struct header){ str_from(name), str_from(first) };
    headers[1] = (struct header){ str_from(name), str_from(second) };
    return (struct request){ .headers = headers, .header_count = second != NULL ? 2 : 1 };
}

static void
a_trace_parent_goes_through_only_in_the_form_that_is_known(void)
{
    static const struct {
        const char *sent, *taken;
    } rows[] = {
        { "00-" TRACE "-" PARENT "-01", "00-" TRACE "-" PARENT "-01" },
        { "00-" TRACE "-" PARENT "-ff", "00-" TRACE "-" PARENT "-ff" },
        { "cc-" TRACE "-" PARENT "-01", "cc-" TRACE "-" PARENT "-01" },
        { "cc-" TRACE "-" PARENT "-01-what-comes", "cc-" TRACE "-" PARENT "-01" },
        { "cc-" TRACE "-" PARENT "-01.", "" },
        { "00-" TRACE "-" PARENT "-01-what-comes", "" },
        { "00-" TRACE "-" PARENT "-01 ", "" },
        { "ff-" TRACE "-" PARENT "-01", "" },
        { "00-00000000000000000000000000000000-" PARENT "-01", "" },
        { "00-" TRACE "-0000000000000000-01", "" },
        { "00-0AF7651916CD43DD8448EB211C80319C-" PARENT "-01", "" },
        { "00-" TRACE "-" PARENT "-0", "" },
        { "00-" TRACE "-" PARENT, "" },
        { "00_" TRACE "-" PARENT "-01", "" },
        { "0g-" TRACE "-" PARENT "-01", "" },
        { "", "" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct request request = with_headers("traceparent", rows[i].sent, NULL);
        CU_ASSERT_STR_EQUAL(hint_traceparent(&request), str_from(rows[i].taken));
    }
}

static void
of_two_trace_parents_neither_counts(void)
{
    const char *value = "00-" TRACE "-" PARENT "-01";
    struct request request = with_headers("traceparent", value, value);
    CU_ASSERT_EQUAL(hint_traceparent(&request).size, 0);
    request.header_count = 0;
    CU_ASSERT_EQUAL(hint_traceparent(&request).size, 0);
}

static void
an_attempt_is_a_number_that_sdks_can_come_to(void)
{
    static const struct {
        const char *sent;
        int64_t attempt;
    } rows[] = {
        { "attempt=1; max=3", 1 },
        { "ttl=20261122T091500Z; attempt=2; max=3", 2 },
        { "max=3;attempt=999", 999 },
        { "attempt=1000", 0 },
        { "attempt=0", 0 },
        { "attempt=-1", 0 },
        { "attempt=01", 0 },
        { "attempt= 1", 0 },
        { "attempt=", 0 },
        { "attempt", 0 },
        { "reattempt=2", 0 },
        { "", 0 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct request request = with_headers("amz-sdk-request", rows[i].sent, NULL);
        CU_ASSERT_EQUAL(hint_attempt(&request), rows[i].attempt);
    }
    struct request none = { .header_count = 0 };
    CU_ASSERT_EQUAL(hint_attempt(&none), 0);
}

SUITE(hints)
{
    static const struct test_case cases[] = {
        { "a trace parent goes through only in the form that is known",
          a_trace_parent_goes_through_only_in_the_form_that_is_known },
        { "of two trace parents neither counts", of_two_trace_parents_neither_counts },
        { "an attempt is a number that SDKs can come to",
          an_attempt_is_a_number_that_sdks_can_come_to },
        { NULL, NULL },
    };
    return cases;
}
