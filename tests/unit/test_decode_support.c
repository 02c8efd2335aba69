/*
 * The requests of CloudTrail and STS against their field tables: times, words, roles and forms,
 * each limit on both sides.
 */
#include "api/decode.h"

#include <stdio.h>
#include <string.h>

#include "api/shown.h"
#include "base/buf.h"
#include "decode_fixture.h"
#include "harness.h"
#include "services/services.h"
#include "wire/form.h"
#include "wire/json_tree.h"

/* Decodes a request of the operation with that name; both services serve at the root. */
static int
try_named(const struct service *service, const char *name, struct str body, struct exchange *x,
          struct fault *f)
{
    const struct config config = { .limits.body_bytes = 65536, .audit.reads = true };
    const struct request request = { .method = STR("POST"), .path = STR("/"), .body = body };
    *x = exchange_of(service, &request, &config);
    x->operation = operation_named(service, str_from(name));
    CU_ASSERT_PTR_NOT_NULL_FATAL(x->operation);
    *f = (struct fault){ .code = NO_FAULT };
    if (x->protocol == PROTOCOL_QUERY &&
        form_tree(x->arena, &request, &x->input[FIELD_IN_FORM], f) < 0)
        return -1;
    return decode(x, f);
}

/* Gives the fault that LookupEvents refuses a body with, NO_FAULT for none. */
static enum fault_code
lookup(struct str body, struct exchange *x)
{
    struct fault f;
    int result = try_named(&service_cloudtrail, "LookupEvents", body, x, &f);
    CU_ASSERT_EQUAL(result == 0, f.code == NO_FAULT);
    CU_ASSERT_TRUE(result == 0 || f.reason[0] != '\0');
    return f.code;
}

static enum fault_code
assume(const char *form, struct exchange *x)
{
    struct fault f;
    int result = try_named(&service_sts, "AssumeRole", str_from(form), x, &f);
    CU_ASSERT_EQUAL(result == 0, f.code == NO_FAULT);
    return f.code;
}

static void
times_are_seconds_with_a_fraction_or_not_from_1970_to_9999(void)
{
    static const struct {
        const char *json, *milliseconds; /* NULL: refused */
    } rows[] = {
        { "0", "0" },
        { "-1", NULL },
        { "-0.001", NULL },
        { "1795319100", "1795319100000" },
        { "1795319100.123", "1795319100123" },
        { "1795319100.5", "1795319100500" },
        { "1795319100.1239998", "1795319100124" },
        { "1.7953191E9", "1795319100000" },
        { "253402300799", "253402300799000" },
        { "253402300799.5", NULL },
        { "253402300800", NULL },
        { "9223372036854775807", NULL },
        { "1e300", NULL },
        { "\"2026-11-22T00:00:00Z\"", NULL },
        { "\"0\"", NULL },
        { "true", NULL },
        { "null", NULL },
        { "[]", NULL },
        { "{}", NULL },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct exchange x;
        struct str json = arena_format(test_arena(), "{\"EndTime\":%s}", rows[i].json);
        enum fault_code code = lookup(json, &x);
        if (str_equal(str_from(rows[i].json), STR("null")))
            CU_ASSERT_EQUAL(code, NO_FAULT) /* as if it were not there */
        else
            CU_ASSERT_EQUAL(code,
                            rows[i].milliseconds ? NO_FAULT : fault_named("invalid_time_range"))
        if (rows[i].milliseconds != NULL)
            CU_ASSERT_STR_EQUAL(given(&x, "EndTime")->text, str_from(rows[i].milliseconds));
    }
}

static void
a_page_has_one_to_fifty_events_and_fifty_when_nobody_says(void)
{
    struct exchange x;
    CU_ASSERT_EQUAL(lookup(STR("{\"MaxResults\":0}"), &x), fault_named("invalid_max_results"));
    CU_ASSERT_EQUAL(lookup(STR("{\"MaxResults\":1}"), &x), NO_FAULT);
    CU_ASSERT_EQUAL(lookup(STR("{\"MaxResults\":50}"), &x), NO_FAULT);
    CU_ASSERT_EQUAL(lookup(STR("{\"MaxResults\":51}"), &x), fault_named("invalid_max_results"));
    CU_ASSERT_EQUAL(lookup(STR("{\"MaxResults\":1.5}"), &x), fault_named("invalid_max_results"));
    CU_ASSERT_EQUAL(lookup(STR("{\"MaxResults\":\"1\"}"), &x), fault_named("invalid_max_results"));
    CU_ASSERT_EQUAL(lookup(STR("{}"), &x), NO_FAULT);
    CU_ASSERT_STR_EQUAL(given(&x, "MaxResults")->text, STR("50"));
}

static enum fault_code
lookup_value(int size)
{
    struct exchange x;
    return lookup(arena_format(test_arena(),
                               "{\"LookupAttributes\":[{\"AttributeKey\":\"Username\","
                               "\"AttributeValue\":\"%0*d\"}]}",
                               size, 0),
                  &x);
}

/* Gives a body with so many attributes to look for. */
static struct str
attributes(size_t count)
{
    struct buf body;
    buf_init(&body, test_arena());
    buf_add(&body, STR("{\"LookupAttributes\":["));
    for (size_t i = 0; i < count; i++)
        buf_add_format(&body, "%s{\"AttributeKey\":\"EventName\",\"AttributeValue\":\"x\"}",
                       i > 0 ? "," : "");
    buf_add(&body, STR("]}"));
    return buf_str(&body);
}

static void
the_first_attribute_is_looked_for_and_all_are_whole(void)
{
    static const char one[] = "{\"AttributeKey\":\"EventName\",\"AttributeValue\":\"x\"}";
    static const char *const bad[] = {
        "[{\"AttributeKey\":\"Eventname\",\"AttributeValue\":\"x\"}]",
        "[{\"AttributeKey\":\"\",\"AttributeValue\":\"x\"}]",
        "[{\"AttributeKey\":1,\"AttributeValue\":\"x\"}]",
        "[{\"AttributeKey\":\"EventName\",\"AttributeValue\":\"\"}]",
        "[{\"AttributeKey\":\"EventName\",\"AttributeValue\":false}]",
        "[\"EventName\"]",
        "{\"AttributeKey\":\"EventName\",\"AttributeValue\":\"x\"}",
    };
    struct exchange x;
    const char *list = "{\"LookupAttributes\":[%s%s%s]}";
    CU_ASSERT_EQUAL(lookup(arena_format(test_arena(), list, "", "", ""), &x), NO_FAULT);
    CU_ASSERT_EQUAL(lookup(arena_format(test_arena(), list, one, "", ""), &x), NO_FAULT);
    CU_ASSERT_STR_EQUAL(given(&x, "AttributeKey")->items[0], STR("EventName"));
    CU_ASSERT_STR_EQUAL(given(&x, "AttributeValue")->items[0], STR("x"));
    CU_ASSERT_EQUAL(
        lookup(arena_format(test_arena(), list,
                            "{\"AttributeKey\":\"Username\",\"AttributeValue\":\"y\"}", ",", one),
               &x),
        NO_FAULT);
    CU_ASSERT_STR_EQUAL(given(&x, "AttributeKey")->items[0], STR("Username"));
    CU_ASSERT_EQUAL(
        lookup(arena_format(test_arena(), list, one, ",", "{\"AttributeKey\":\"x\"}"), &x),
        fault_named("invalid_lookup_attributes"));
    CU_ASSERT_EQUAL(lookup(attributes(8), &x), NO_FAULT);
    CU_ASSERT_EQUAL(lookup(attributes(9), &x), fault_named("invalid_lookup_attributes"));
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++)
        CU_ASSERT_EQUAL(lookup(arena_format(test_arena(), "{\"LookupAttributes\":%s}", bad[i]), &x),
                        fault_named("invalid_lookup_attributes"));
    CU_ASSERT_EQUAL(lookup(STR("{\"LookupAttributes\":[{\"AttributeKey\":\"EventName\"}]}"), &x),
                    FAULT_MISSING_PARAMETER);
    CU_ASSERT_EQUAL(lookup_value(1), NO_FAULT);
    CU_ASSERT_EQUAL(lookup_value(2000), NO_FAULT);
    CU_ASSERT_EQUAL(lookup_value(2001), fault_named("invalid_lookup_attributes"));
}

static void
no_category_of_events_can_be_chosen(void)
{
    struct exchange x;
    CU_ASSERT_EQUAL(lookup(STR("{\"EventCategory\":\"insight\"}"), &x),
                    fault_named("invalid_event_category"));
    CU_ASSERT_EQUAL(lookup(STR("{\"EventCategory\":\"\"}"), &x),
                    fault_named("invalid_event_category"));
}

#define ARN "RoleArn=arn%3Aaws%3Aiam%3A%3A111111111111%3Arole%2Fr"

static void
a_form_is_decoded_and_checked_like_any_other_request(void)
{
    struct exchange x;
    CU_ASSERT_EQUAL_FATAL(assume(ARN "&RoleSessionName=a%2Bb", &x), NO_FAULT);
    CU_ASSERT_STR_EQUAL(given(&x, "RoleArn")->text, STR("arn:aws:iam::111111111111:role/r"));
    CU_ASSERT_STR_EQUAL(given(&x, "RoleSessionName")->text, STR("a+b"));
    CU_ASSERT_STR_EQUAL(given(&x, "DurationSeconds")->text, STR("3600"));
    CU_ASSERT_EQUAL(assume(ARN, &x), FAULT_MISSING_PARAMETER);
    CU_ASSERT_EQUAL(assume("RoleSessionName=ab", &x), FAULT_MISSING_PARAMETER);
}

static void
what_a_form_may_hold_has_limits_on_both_sides(void)
{
    static const char name64[] = "0123456789012345678901234567890123456789012345678901234567890123";
    static const struct {
        const char *rest;
        bool good;
    } rows[] = {
        { "RoleSessionName=ab", true },
        { "RoleSessionName=a", false },
        { "RoleSessionName=a+b", false }, /* a blank */
        { "RoleSessionName=_%2B%3D%2C.%40-", true },
        { "RoleSessionName=a%2Fb", false },
        { "RoleSessionName=a%00b", false },
        { "RoleSessionName=a%ffb", false },
        { "RoleSessionName=a%zzb", false },
        { "RoleSessionName=ab&RoleSessionName=ab", false },
        { "RoleSessionName=ab&%52oleSessionName=cd", false },
        { "RoleSessionName=ab&DurationSeconds=899", false },
        { "RoleSessionName=ab&DurationSeconds=900", true },
        { "RoleSessionName=ab&DurationSeconds=43200", true },
        { "RoleSessionName=ab&DurationSeconds=43201", false },
        { "RoleSessionName=ab&DurationSeconds=+900", false },
        { "RoleSessionName=ab&DurationSeconds=", false },
        { "RoleSessionName=ab&ExternalId=a", false },
        { "RoleSessionName=ab&ExternalId=a%3A%2Fb", true },
        { "RoleSessionName=ab&ExternalId=a%20b", false },
    };
    struct exchange x;
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        const char *form = arena_format(test_arena(), "%s&%s", ARN, rows[i].rest).data;
        enum fault_code code = assume(form, &x);
        if (code != (rows[i].good ? NO_FAULT : FAULT_INVALID_INPUT))
            printf("# %s: fault %d\n", rows[i].rest, code);
        CU_ASSERT_EQUAL(code, rows[i].good ? NO_FAULT : FAULT_INVALID_INPUT);
    }
    CU_ASSERT_EQUAL(
        assume(arena_format(test_arena(), "%s&RoleSessionName=%s", ARN, name64).data, &x),
        NO_FAULT);
    CU_ASSERT_EQUAL(
        assume(arena_format(test_arena(), "%s&RoleSessionName=%sx", ARN, name64).data, &x),
        FAULT_INVALID_INPUT);
}

static void
what_would_be_ignored_silently_is_refused_in_every_spelling(void)
{
    static const char *const parts[] = {
        "Policy=",
        "Policy=%7B%7D",
        "%50olicy=x",
        "PolicyArns.member.1.arn=x",
        "SerialNumber=x",
        "TokenCode=123456",
        "ProvidedContexts.member.1.ContextAssertion=x",
    };
    struct exchange x;
    for (size_t i = 0; i < ARRAY_COUNT(parts); i++)
        CU_ASSERT_EQUAL(
            assume(arena_format(test_arena(), "%s&RoleSessionName=ab&%s", ARN, parts[i]).data, &x),
            FAULT_INVALID_INPUT);
    CU_ASSERT_EQUAL(assume(ARN "&RoleSessionName=ab&Policies=x", &x), NO_FAULT);
}

static void
an_external_id_is_hidden_from_the_event(void)
{
    struct exchange x;
    CU_ASSERT_EQUAL_FATAL(assume(ARN "&RoleSessionName=ab&ExternalId=tell-nobody", &x), NO_FAULT);
    CU_ASSERT_PTR_NOT_NULL(strstr(x.arguments.parameters.data, "externalId"));
    CU_ASSERT_PTR_NULL(strstr(x.arguments.parameters.data, "tell-nobody"));
}

static void
of_parameters_that_no_call_needs_only_the_size_is_shown(void)
{
    struct exchange x;
    for (size_t size = 8 * 1024; size <= 8 * 1024 + 1; size++) {
        char *text = arena_alloc(test_arena(), size);
        size_t frame = sizeof "{\"NextToken\":\"\"}" - 1;
        for (size_t i = 0; i < size - frame; i++)
            text[i] = 'a';
        struct str body =
            arena_format(test_arena(), "{\"NextToken\":\"%.*s\"}", (int)(size - frame), text);
        CU_ASSERT_EQUAL(lookup(body, &x), FAULT_INVALID_NEXT_TOKEN);
        struct str shown =
            size == 8 * 1024 ? body : STR("{\"omitted\":true,\"originalSize\":8193}");
        CU_ASSERT_STR_EQUAL(x.arguments.parameters, shown);
    }
}

/* A body of documents has 24 MiB, and its tree four times that. */
static void
what_an_event_cannot_show_takes_no_room(void)
{
    static const struct field field = { .name = "Things", .kind = &kind_object };
    struct node *things;
    struct shown shown;
    struct fault f;
    struct buf text;
    buf_init(&text, test_arena());
    for (int i = 0; i < 20000; i++)
        buf_add_format(&text, "%c\"%06d\": \"......\"", i == 0 ? '{' : ',', i);
    buf_add_char(&text, '}');
    CU_ASSERT_EQUAL_FATAL(json_tree(test_arena(), buf_str(&text), &things, &f), 0);
    size_t used = arena_used(test_arena());
    shown_init(&shown, test_arena(), &service_guardduty, SHOWN_CHANGE_MAX);
    shown_add(&shown, &field, things);
    CU_ASSERT_TRUE(arena_used(test_arena()) - used < 4 * SHOWN_CHANGE_MAX);
    /* {"things":{"000000":"......",...}} */
    CU_ASSERT_STR_EQUAL(shown_parameters(&shown),
                        STR("{\"omitted\":true,\"originalSize\":360012}"));
}

SUITE(decode_support)
{
    static const struct test_case cases[] = {
        { "times are seconds, with a fraction or not, from 1970 to 9999",
          times_are_seconds_with_a_fraction_or_not_from_1970_to_9999 },
        { "a page has one to fifty events, and fifty when nobody says",
          a_page_has_one_to_fifty_events_and_fifty_when_nobody_says },
        { "the first attribute is looked for and all are whole",
          the_first_attribute_is_looked_for_and_all_are_whole },
        { "no category of events can be chosen", no_category_of_events_can_be_chosen },
        { "a form is decoded and checked like any other request",
          a_form_is_decoded_and_checked_like_any_other_request },
        { "what a form may hold has limits on both sides",
          what_a_form_may_hold_has_limits_on_both_sides },
        { "what would be ignored silently is refused in every spelling",
          what_would_be_ignored_silently_is_refused_in_every_spelling },
        { "of parameters that no call needs only the size is shown",
          of_parameters_that_no_call_needs_only_the_size_is_shown },
        { "what an event cannot show takes no room", what_an_event_cannot_show_takes_no_room },
        { "an external id is hidden from the event", an_external_id_is_hidden_from_the_event },
        { NULL, NULL },
    };
    return cases;
}
