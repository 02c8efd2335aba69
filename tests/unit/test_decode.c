/*
 * Requests against the field tables: what arrives, what is refused, and that each limit holds on
 * both sides.
 */
#include "api/decode.h"

#include "base/buf.h"
#include "decode_fixture.h"
#include "harness.h"

static struct str
account_ids(size_t count)
{
    struct buf body;
    buf_init(&body, test_arena());
    buf_add(&body, STR("{\"AccountIds\":["));
    for (size_t i = 0; i < count; i++)
        buf_add_format(&body, "%s\"%012zu\"", i > 0 ? "," : "", i);
    buf_add(&body, STR("]}"));
    return buf_str(&body);
}

static int
try_accounts(struct str body)
{
    struct exchange x;
    struct fault f = { 0 };
    int result = try_decode(
        (struct attempt){ .method = "POST", .path = "/members/invite", .body = body }, &x, &f);
    CU_ASSERT_TRUE(result == 0 || f.code == FAULT_INVALID_INPUT ||
                   f.code == FAULT_MISSING_PARAMETER);
    CU_ASSERT_TRUE(result == 0 || f.reason[0] != '\0');
    return result;
}

/* Gives how many accounts of so many a path of Security Hub's works on, and how many it only
 * answers; -1 for a refusal. */
static int
taken(const char *path, size_t asked, int *ret_surplus)
{
    struct exchange x;
    struct fault f = { 0 };
    struct attempt attempt = { .method = "POST", .path = path, .body = account_ids(asked) };
    if (try_decode(attempt, &x, &f) < 0) {
        CU_ASSERT_EQUAL(f.code, FAULT_INVALID_INPUT);
        return -1;
    }
    const struct value *accounts = given(&x, "AccountIds");
    *ret_surplus = (int)(accounts->asked - accounts->count);
    for (int i = 0; i < *ret_surplus; i++)
        CU_ASSERT_EQUAL(accounts->items[accounts->count + (size_t)i].size, 12);
    return (int)accounts->count;
}

static void
of_more_than_fifty_accounts_the_surplus_is_told_apart(void)
{
    static const char *const paths[] = {
        "/members/get",         "/members/invite",     "/members/delete",
        "/invitations/decline", "/invitations/delete",
    };
    static const struct {
        size_t asked;
        int taken, surplus;
    } rows[] = { { 0, -1, 0 },  { 1, 1, 0 },        { 50, 50, 0 },
                 { 51, 50, 1 }, { 2500, 50, 2450 }, { 2501, -1, 0 } };
    for (size_t p = 0; p < ARRAY_COUNT(paths); p++)
        for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
            int surplus = 0;
            CU_ASSERT_EQUAL(taken(paths[p], rows[i].asked, &surplus), rows[i].taken);
            CU_ASSERT_EQUAL(surplus, rows[i].surplus);
        }
}

static void
who_cannot_be_told_of_a_surplus_is_refused(void)
{
    int surplus = 0;
    CU_ASSERT_EQUAL(taken("/members/disassociate", 50, &surplus), 50);
    CU_ASSERT_EQUAL(taken("/members/disassociate", 51, &surplus), -1);
}

static void
an_account_in_the_surplus_is_checked_like_any_other(void)
{
    struct str good = account_ids(50);
    CU_ASSERT_EQUAL(try_accounts(arena_format(test_arena(), "%.*s,\"12345678901\"]}",
                                              (int)good.size - 2, good.data)),
                    -1);
    CU_ASSERT_EQUAL(try_accounts(arena_format(test_arena(), "%.*s,\"123456789012\"]}",
                                              (int)good.size - 2, good.data)),
                    0);
}

static void
account_ids_have_twelve_digits(void)
{
    CU_ASSERT_EQUAL(try_accounts(STR("{\"AccountIds\":[\"12345678901\"]}")), -1);
    CU_ASSERT_EQUAL(try_accounts(STR("{\"AccountIds\":[\"123456789012\"]}")), 0);
    CU_ASSERT_EQUAL(try_accounts(STR("{\"AccountIds\":[\"1234567890123\"]}")), -1);
    CU_ASSERT_EQUAL(try_accounts(STR("{\"AccountIds\":[\"12345678901x\"]}")), -1);
    CU_ASSERT_EQUAL(try_accounts(STR("{\"AccountIds\":[123456789012]}")), -1);
    CU_ASSERT_EQUAL(try_accounts(STR("{\"AccountIds\":[null]}")), -1);
    CU_ASSERT_EQUAL(try_accounts(STR("{\"AccountIds\":\"123456789012\"}")), -1);
    CU_ASSERT_EQUAL(try_accounts(STR("{\"AccountIds\":null}")), -1);
    CU_ASSERT_EQUAL(try_accounts(STR("{}")), -1);
    CU_ASSERT_EQUAL(try_accounts(STR("")), -1);
}

static void
a_missing_member_is_named(void)
{
    struct exchange x;
    struct fault f;
    CU_ASSERT_EQUAL(try_decode((struct attempt){ .method = "POST",
                                                 .path = "/master",
                                                 .body = STR("{\"MasterId\":\"111111111111\"}") },
                               &x, &f),
                    -1);
    CU_ASSERT_EQUAL(f.code, FAULT_MISSING_PARAMETER);
    CU_ASSERT_STRING_EQUAL(f.reason, "InvitationId is required");
}

static void
members_without_a_row_are_ignored(void)
{
    struct exchange x;
    struct fault f;
    struct str body = STR("{\"MasterId\":\"111111111111\",\"InvitationId\":\"ab\",\"Other\":[{}]}");
    CU_ASSERT_EQUAL_FATAL(
        try_decode((struct attempt){ .method = "POST", .path = "/master", .body = body }, &x, &f),
        0);
    CU_ASSERT_STR_EQUAL(given(&x, "MasterId")->text, STR("111111111111"));
    CU_ASSERT_STR_EQUAL(given(&x, "InvitationId")->text, STR("ab"));
    CU_ASSERT_STR_EQUAL(x.arguments.parameters,
                        STR("{\"MasterId\":\"111111111111\",\"InvitationId\":\"ab\"}"));
}

static void
lists_of_objects_become_columns_and_mails_are_hidden_from_the_event(void)
{
    struct exchange x;
    struct fault f;
    struct str body =
        STR("{\"AccountDetails\":[{\"AccountId\":\"111111111111\",\"Email\":\"a@b.example\"},"
            "{\"AccountId\":\"222222222222\"}]}");
    CU_ASSERT_EQUAL_FATAL(
        try_decode((struct attempt){ .method = "POST", .path = "/members", .body = body }, &x, &f),
        0);
    const struct value *ids = given(&x, "AccountId"), *emails = given(&x, "Email");
    CU_ASSERT_EQUAL(ids->count, 2);
    CU_ASSERT_EQUAL(emails->count, 2);
    CU_ASSERT_STR_EQUAL(ids->items[1], STR("222222222222"));
    CU_ASSERT_STR_EQUAL(emails->items[0], STR("a@b.example"));
    CU_ASSERT_PTR_NULL(emails->items[1].data);
    CU_ASSERT_STR_EQUAL(
        x.arguments.parameters,
        STR("{\"AccountDetails\":[{\"AccountId\":\"111111111111\",\"Email\":\"HIDDEN_DUE_TO_SECURITY_REASONS\"},"
            "{\"AccountId\":\"222222222222\"}]}"));
}

static int
try_list(const char *query, struct exchange *x, struct fault *f)
{
    return try_decode((struct attempt){ .method = "GET", .path = "/members", .query = query }, x,
                      f);
}

static void
page_sizes_go_from_one_to_fifty(void)
{
    static const struct {
        const char *query;
        int result;
    } rows[] = {
        { "MaxResults=0", -1 },
        { "MaxResults=1", 0 },
        { "MaxResults=50", 0 },
        { "MaxResults=51", -1 },
        { "MaxResults=", -1 },
        { "MaxResults=abc", -1 },
        { "MaxResults=-1", -1 },
        { "MaxResults=1.0", -1 },
        { "MaxResults=9223372036854775808", -1 },
        { "MaxResults=%31", 0 },
        { "MaxResults=1&MaxResults=2", -1 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct exchange x;
        struct fault f = { 0 };
        CU_ASSERT_EQUAL(try_list(rows[i].query, &x, &f), rows[i].result);
        CU_ASSERT_TRUE(rows[i].result == 0 || f.code == fault_named("invalid_max_results"));
    }
}

static void
what_the_request_does_not_say_has_its_initial_value(void)
{
    struct exchange x;
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(try_list("", &x, &f), 0);
    CU_ASSERT_STR_EQUAL(given(&x, "OnlyAssociated")->text, STR("true"));
    CU_ASSERT_STR_EQUAL(given(&x, "MaxResults")->text, STR("50"));
    CU_ASSERT_EQUAL(given(&x, "NextToken")->kind, VALUE_ABSENT);
}

static void
switches_in_a_query_have_any_letter_case(void)
{
    static const char *const words[] = { "false", "False", "FALSE" };
    struct exchange x;
    struct fault f = { 0 };
    for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
        const char *query = arena_format(test_arena(), "OnlyAssociated=%s", words[i]).data;
        CU_ASSERT_EQUAL_FATAL(try_list(query, &x, &f), 0);
        CU_ASSERT_STR_EQUAL(given(&x, "OnlyAssociated")->text, STR("false"));
    }
    CU_ASSERT_EQUAL(try_list("OnlyAssociated=maybe", &x, &f), -1);
    CU_ASSERT_EQUAL(f.code, fault_named("invalid_only_associated"));
}

static void
switches_in_a_body_are_json_booleans(void)
{
    struct exchange x;
    struct fault f;
    struct attempt attempt = { .method = "PATCH",
                               .path = "/accounts",
                               .body = STR("{\"AutoEnableControls\":false}") };
    CU_ASSERT_EQUAL_FATAL(try_decode(attempt, &x, &f), 0);
    CU_ASSERT_STR_EQUAL(given(&x, "AutoEnableControls")->text, STR("false"));
    attempt.body = STR("{\"AutoEnableControls\":\"false\"}");
    CU_ASSERT_EQUAL(try_decode(attempt, &x, &f), -1);
    attempt.body = STR("{\"ControlFindingGenerator\":\"OTHER\"}");
    CU_ASSERT_EQUAL(try_decode(attempt, &x, &f), -1);
}

#define TAGS_PATH "/tags/arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault"

/* A Tags member with one tag whose key and value have these lengths. */
static struct str
tag_body(size_t key, size_t value)
{
    struct buf body;
    buf_init(&body, test_arena());
    buf_add(&body, STR("{\"Tags\":{\""));
    for (size_t i = 0; i < key; i++)
        buf_add_char(&body, 'k');
    buf_add(&body, STR("\":\""));
    for (size_t i = 0; i < value; i++)
        buf_add(&body, STR("\xc3\xa9"));
    buf_add(&body, STR("\"}}"));
    return buf_str(&body);
}

static int
try_tags(struct str body)
{
    struct exchange x;
    struct fault f = { 0 };
    return try_decode((struct attempt){ .method = "POST", .path = TAGS_PATH, .body = body }, &x,
                      &f);
}

static void
tags_are_counted_in_characters(void)
{
    CU_ASSERT_EQUAL(try_tags(tag_body(0, 1)), -1);
    CU_ASSERT_EQUAL(try_tags(tag_body(1, 0)), 0);
    CU_ASSERT_EQUAL(try_tags(tag_body(128, 256)), 0);
    CU_ASSERT_EQUAL(try_tags(tag_body(129, 1)), -1);
    CU_ASSERT_EQUAL(try_tags(tag_body(1, 257)), -1);
    CU_ASSERT_EQUAL(try_tags(STR("{\"Tags\":{}}")), -1);
    CU_ASSERT_EQUAL(try_tags(STR("{\"Tags\":{\"aws:x\":\"1\"}}")), -1);
    CU_ASSERT_EQUAL(try_tags(STR("{\"Tags\":{\"a b\":\"1\"}}")), -1);
    CU_ASSERT_EQUAL(try_tags(STR("{\"Tags\":{\"a\":1}}")), -1);
    CU_ASSERT_EQUAL(try_tags(STR("{\"Tags\":{\"aZ09+-=._:/\":\"1\"}}")), 0);
}

static void
a_path_segment_and_repeated_names_are_decoded(void)
{
    struct exchange x;
    struct fault f;
    struct attempt attempt = { .method = "DELETE",
                               .path = TAGS_PATH,
                               .query = "tagKeys=a&tagKeys=b%2Fc" };
    CU_ASSERT_EQUAL_FATAL(try_decode(attempt, &x, &f), 0);
    CU_ASSERT_STR_EQUAL(given(&x, "ResourceArn")->text,
                        STR("arn:aws:securityhub:eu-west-1:111111111111:hub/default"));
    CU_ASSERT_EQUAL(given(&x, "tagKeys")->count, 2);
    CU_ASSERT_STR_EQUAL(given(&x, "tagKeys")->items[1], STR("b/c"));
    attempt.query = "tagKeys=%00";
    CU_ASSERT_EQUAL(try_decode(attempt, &x, &f), -1);
    attempt.query = "tagKeys=%ff";
    CU_ASSERT_EQUAL(try_decode(attempt, &x, &f), -1);
    attempt.query = "";
    CU_ASSERT_EQUAL(try_decode(attempt, &x, &f), -1);
}

static void
an_arn_begins_like_one(void)
{
    struct exchange x;
    struct fault f;
    CU_ASSERT_EQUAL(try_decode((struct attempt){ .method = "GET", .path = "/tags/hub" }, &x, &f),
                    -1);
    CU_ASSERT_EQUAL(
        try_decode((struct attempt){ .method = "GET", .path = "/accounts", .query = "HubArn=x" },
                   &x, &f),
        -1);
    CU_ASSERT_EQUAL(try_decode((struct attempt){ .method = "GET",
                                                 .path = "/accounts",
                                                 .query = "HubArn=arn%3Aaws-cn%3Ax" },
                               &x, &f),
                    0);
}

static void
standards_come_with_their_inputs(void)
{
    struct exchange x;
    struct fault f;
    struct str body = STR(
        "{\"StandardsSubscriptionRequests\":[{\"StandardsArn\":\"arn:aws:securityhub:::ruleset/x\","
        "\"StandardsInput\":{\"a\":\"1\"}},{\"StandardsArn\":\"arn:aws:y\"}]}");
    struct attempt attempt = { .method = "POST", .path = "/standards/register", .body = body };
    CU_ASSERT_EQUAL_FATAL(try_decode(attempt, &x, &f), 0);
    CU_ASSERT_EQUAL(given(&x, "StandardsArn")->count, 2);
    CU_ASSERT_STR_EQUAL(given(&x, "StandardsInput")->items[0], STR("{\"a\":\"1\"}"));
    CU_ASSERT_PTR_NULL(given(&x, "StandardsInput")->items[1].data);
    attempt.body = STR("{\"StandardsSubscriptionRequests\":[{}]}");
    CU_ASSERT_EQUAL(try_decode(attempt, &x, &f), -1);
    attempt.body = STR("{\"StandardsSubscriptionRequests\":[1]}");
    CU_ASSERT_EQUAL(try_decode(attempt, &x, &f), -1);
}

static void
a_refused_call_still_says_what_was_asked(void)
{
    static const struct {
        struct str body, shown;
    } rows[] = {
        { STR("{\"AccountDetails\":[{\"AccountId\":\"1\",\"Email\":\"a@b.example\"}]}"),
          STR("{\"AccountDetails\":[{\"AccountId\":\"1\",\"Email\":\"HIDDEN_DUE_TO_SECURITY_REASONS\"}]}") },
        { STR("{\"AccountDetails\":\"a@b.example\"}"),
          STR("{\"AccountDetails\":\"HIDDEN_DUE_TO_SECURITY_REASONS\"}") },
        { STR("{\"AccountDetails\":[\"a@b.example\"]}"),
          STR("{\"AccountDetails\":[\"HIDDEN_DUE_TO_SECURITY_REASONS\"]}") },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct exchange x;
        struct fault f;
        struct attempt attempt = { .method = "POST", .path = "/members", .body = rows[i].body };
        CU_ASSERT_EQUAL(try_decode(attempt, &x, &f), -1);
        CU_ASSERT_STR_EQUAL(x.arguments.parameters, rows[i].shown);
    }
}

static void
a_read_that_leaves_no_event_has_its_parameters_decoded_and_not_collected(void)
{
    struct exchange x;
    struct fault f;
    for (int reads_unseen = 0; reads_unseen <= 1; reads_unseen++) {
        struct attempt attempt = { .method = "GET",
                                   .path = "/members",
                                   .query = "MaxResults=7&NextToken=x",
                                   .reads_unseen = reads_unseen };
        CU_ASSERT_EQUAL(try_decode(attempt, &x, &f), 0);
        CU_ASSERT_STR_EQUAL(given(&x, "MaxResults")->text, STR("7"));
        CU_ASSERT_EQUAL(x.arguments.parameters.data == NULL, reads_unseen);
        attempt = (struct attempt){ .method = "POST",
                                    .path = "/members/invite",
                                    .body = STR("{\"AccountIds\":[\"111111111111\"]}"),
                                    .reads_unseen = reads_unseen };
        CU_ASSERT_EQUAL(try_decode(attempt, &x, &f), 0);
        CU_ASSERT_STR_EQUAL(x.arguments.parameters, attempt.body);
    }
}

static void
a_body_that_is_no_json_is_refused_even_where_none_is_needed(void)
{
    struct exchange x;
    struct fault f;
    CU_ASSERT_EQUAL(
        try_decode(
            (struct attempt){ .method = "POST", .path = "/master/disassociate", .body = STR("{") },
            &x, &f),
        -1);
    CU_ASSERT_EQUAL(f.code, FAULT_SERIALIZATION);
    CU_ASSERT_EQUAL(
        try_decode((struct attempt){ .method = "POST", .path = "/master/disassociate" }, &x, &f),
        0);
    CU_ASSERT_PTR_NULL(x.arguments.parameters.data);
}

SUITE(decode)
{
    static const struct test_case cases[] = {
        { "of more than fifty accounts the surplus is told apart",
          of_more_than_fifty_accounts_the_surplus_is_told_apart },
        { "who cannot be told of a surplus is refused",
          who_cannot_be_told_of_a_surplus_is_refused },
        { "an account in the surplus is checked like any other",
          an_account_in_the_surplus_is_checked_like_any_other },
        { "account ids have twelve digits", account_ids_have_twelve_digits },
        { "a missing member is named", a_missing_member_is_named },
        { "members without a row are ignored", members_without_a_row_are_ignored },
        { "lists of objects become columns and mails are hidden from the event",
          lists_of_objects_become_columns_and_mails_are_hidden_from_the_event },
        { "page sizes go from one to fifty", page_sizes_go_from_one_to_fifty },
        { "what the request does not say has its initial value",
          what_the_request_does_not_say_has_its_initial_value },
        { "switches in a query have any letter case", switches_in_a_query_have_any_letter_case },
        { "switches in a body are JSON booleans", switches_in_a_body_are_json_booleans },
        { "tags are counted in characters", tags_are_counted_in_characters },
        { "a path segment and repeated names are decoded",
          a_path_segment_and_repeated_names_are_decoded },
        { "an ARN begins like one", an_arn_begins_like_one },
        { "standards come with their inputs", standards_come_with_their_inputs },
        { "a refused call still says what was asked", a_refused_call_still_says_what_was_asked },
        { "a read that leaves no event has its parameters decoded and not collected",
          a_read_that_leaves_no_event_has_its_parameters_decoded_and_not_collected },
        { "a body that is no JSON is refused even where none is needed",
          a_body_that_is_no_json_is_refused_even_where_none_is_needed },
        { NULL, NULL },
    };
    return cases;
}
