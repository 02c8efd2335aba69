/*
 * Binding goes by the kind of a value, and a page token is good for the listing that gave it alone.
 */
#include "api/bind.h"

#include "signed_fixture.h"
#include "wire/page_token.h"

static const struct config config = { .limits = { .members = 77, .outstanding_invitations = 88 } };
static const struct seal_key page_key = { .key = { 1, 2, 3 }, .id = "01234567" };

/* A source that knows every key, of one account; `context` is NULL for one that is no test account.
 */
static int
know(void *context, struct arena *arena, struct str access_key_id,
     const struct credential_scope *scope, struct str security_token, bool fresh,
     struct credential *ret_credential, struct fault *f)
{
    (void)security_token, (void)fresh, (void)f;
    *ret_credential = (struct credential){ .state = CREDENTIAL_USABLE,
                                           .test_account = context != NULL,
                                           .account_id = access_key_id };
    sigv4_signing_key(arena, STR("test"), scope, ret_credential->signing_key);
    return 0;
}

/* Gives the exchange of a call that asks for an operation with no argument yet. */
static struct exchange
exchange_of(struct signed_call call, const struct operation *operation)
{
    static const struct caller nobody = { .account_id = STR("") };
    const struct credential_source source = { .context = &call, .lookup = know };
    return (struct exchange){ .arena = test_arena(),
                              .config = &config,
                              .page_key = &page_key,
                              .principal = signer_of(test_arena(), call, &source),
                              .operation = operation,
                              .caller = &nobody };
}

static struct value
text_value(const char *text)
{
    return (struct value){ .kind = VALUE_TEXT, .text = str_from(text) };
}

/* Gives what the operation's argument `index` became; the caller's fields stand before it. */
static struct str
bound(struct exchange *x, int index)
{
    struct db_params params = { 0 };
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(bind_arguments(x, &params, &f), 0);
    CU_ASSERT_TRUE_FATAL(CALLER_FIELDS + index < params.count);
    return params.values[CALLER_FIELDS + index];
}

static void
arguments_stand_behind_the_caller_in_the_order_of_the_row(void)
{
    static const struct operation operation = {
        .arguments = { FIELD_EMAILS, FIELD_ACCOUNT_IDS, FIELD_HUB_ARN, FIELD_ONLY_ASSOCIATED }
    };
    struct str ids[] = { STR("111111111111"), STR("222222222222") };
    struct str emails[] = { STR("a\"b@c.example"), { NULL, 0 } };
    struct exchange x = exchange_of((struct signed_call){ 0 }, &operation);
    struct db_params params = { 0 };
    struct fault f;
    x.caller = &(const struct caller){ .account_id = STR("111111111111") };
    x.arguments.values[FIELD_ACCOUNT_IDS] = (struct value){ VALUE_LIST, { NULL, 0 }, ids, 2 };
    x.arguments.values[FIELD_EMAILS] = (struct value){ VALUE_LIST, { NULL, 0 }, emails, 2 };
    x.arguments.values[FIELD_ONLY_ASSOCIATED] = text_value("false");
    CU_ASSERT_EQUAL(bind_arguments(&x, &params, &f), 0);
    CU_ASSERT_EQUAL(params.count, CALLER_FIELDS + 4);
    CU_ASSERT_STR_EQUAL(params.values[0], STR("111111111111"));
    CU_ASSERT_STR_EQUAL(bound(&x, 0), STR("{\"a\\\"b@c.example\",NULL}"));
    CU_ASSERT_STR_EQUAL(bound(&x, 1), STR("{\"111111111111\",\"222222222222\"}"));
    CU_ASSERT_PTR_NULL(bound(&x, 2).data);
    CU_ASSERT_STR_EQUAL(bound(&x, 3), STR("false"));
}

static void
objects_of_a_list_go_as_one_and_those_that_are_absent_are_empty(void)
{
    static const struct operation operation = { .arguments = { FIELD_STANDARDS_INPUTS } };
    struct str inputs[] = { STR("{\"a\":\"b\"}"), { NULL, 0 } };
    struct exchange x = exchange_of((struct signed_call){ 0 }, &operation);
    CU_ASSERT_STR_EQUAL(bound(&x, 0), STR("[]"));
    x.arguments.values[FIELD_STANDARDS_INPUTS] =
        (struct value){ VALUE_LIST, { NULL, 0 }, inputs, 2 };
    CU_ASSERT_STR_EQUAL(bound(&x, 0), STR("[{\"a\":\"b\"},{}]"));
}

static void
what_no_request_can_give_comes_from_the_settings_and_the_principal(void)
{
    static const struct operation operation = {
        .arguments = { FIELD_MEMBER_LIMIT, FIELD_INVITATION_LIMIT, FIELD_MAY_ASSUME_ROLES,
                       FIELD_SESSION_KEY_ID }
    };
    const struct credential_source others = { .lookup = know };
    struct exchange x = exchange_of((struct signed_call){ 0 }, &operation);
    /* As if somebody had found a way to send them. */
    for (int id = FIELD_MEMBER_LIMIT; id < FIELD_COUNT; id++)
        x.arguments.values[id] = text_value("forged");
    CU_ASSERT_STR_EQUAL(bound(&x, 0), STR("77"));
    CU_ASSERT_STR_EQUAL(bound(&x, 1), STR("88"));
    CU_ASSERT_STR_EQUAL(bound(&x, 2), STR("true"));
    CU_ASSERT_TRUE(str_starts_with(bound(&x, 3), STR("ASIA")));
    CU_ASSERT_FALSE(str_equal(bound(&x, 3), bound(&x, 3)));
    x.principal = signer_of(test_arena(), (struct signed_call){ 0 }, &others);
    CU_ASSERT_STR_EQUAL(bound(&x, 2), STR("false"));
}

static const struct operation listing = { .statement = STATEMENT_LIST_MEMBERS,
                                          .arguments = { FIELD_NEXT_TOKEN } };

static void
a_first_page_has_no_position(void)
{
    struct exchange x = exchange_of((struct signed_call){ 0 }, &listing);
    CU_ASSERT_PTR_NULL(bound(&x, 0).data);
    x.arguments.values[FIELD_NEXT_TOKEN] = text_value("");
    CU_ASSERT_PTR_NULL(bound(&x, 0).data);
}

/* Tells whether an exchange's listing takes a token. */
static bool
takes(struct exchange *x, struct str token)
{
    struct db_params params = { 0 };
    struct fault f = { .code = FAULT_COUNT };
    x->arguments.values[FIELD_NEXT_TOKEN] = (struct value){ .kind = VALUE_TEXT, .text = token };
    if (bind_arguments(x, &params, &f) < 0) {
        CU_ASSERT_EQUAL(f.code, FAULT_INVALID_NEXT_TOKEN);
        return false;
    }
    CU_ASSERT_STR_EQUAL(params.values[CALLER_FIELDS], STR("222222222222"));
    return true;
}

static void
a_page_token_is_good_for_its_own_listing_alone(void)
{
    static const struct operation other = { .statement = STATEMENT_LIST_INVITATIONS,
                                            .arguments = { FIELD_NEXT_TOKEN } };
    struct exchange x = exchange_of((struct signed_call){ 0 }, &listing);
    x.arguments.values[FIELD_ONLY_ASSOCIATED] = text_value("true");
    x.arguments.values[FIELD_MAX_RESULTS] = text_value("7");
    struct str token =
        page_token_make(test_arena(), &page_key, listing_name(&x), STR("222222222222"));
    CU_ASSERT_TRUE(takes(&x, token));
    x.arguments.values[FIELD_MAX_RESULTS] = text_value("50");
    CU_ASSERT_TRUE(takes(&x, token));
    CU_ASSERT_FALSE(takes(&x, STR("222222222222")));
    x.arguments.values[FIELD_ONLY_ASSOCIATED] = text_value("false");
    CU_ASSERT_FALSE(takes(&x, token));
    const struct exchange others[] = {
        exchange_of((struct signed_call){ .key_id = "333333333333" }, &listing),
        exchange_of((struct signed_call){ .service = "guardduty" }, &listing),
        exchange_of((struct signed_call){ 0 }, &other),
    };
    for (size_t i = 0; i < ARRAY_COUNT(others); i++) {
        struct exchange another = others[i];
        another.arguments.values[FIELD_ONLY_ASSOCIATED] = text_value("true");
        CU_ASSERT_FALSE(takes(&another, token));
    }
}

static void
no_two_filters_have_one_name(void)
{
    struct str whole[] = { STR("a"), STR("b") }, joined[] = { STR("a\",\"b") };
    struct exchange x = exchange_of((struct signed_call){ 0 }, &listing), y = x;
    x.arguments.values[FIELD_ACCOUNT_IDS] = (struct value){ VALUE_LIST, { NULL, 0 }, whole, 2 };
    y.arguments.values[FIELD_ACCOUNT_IDS] = (struct value){ VALUE_LIST, { NULL, 0 }, joined, 1 };
    CU_ASSERT_FALSE(str_equal(listing_name(&x), listing_name(&y)));
}

SUITE(bind)
{
    static const struct test_case cases[] = {
        { "arguments stand behind the caller, in the order of the row",
          arguments_stand_behind_the_caller_in_the_order_of_the_row },
        { "objects of a list go as one, and those that are absent are empty",
          objects_of_a_list_go_as_one_and_those_that_are_absent_are_empty },
        { "what no request can give comes from the settings and the principal",
          what_no_request_can_give_comes_from_the_settings_and_the_principal },
        { "a first page has no position", a_first_page_has_no_position },
        { "a page token is good for its own listing alone",
          a_page_token_is_good_for_its_own_listing_alone },
        { "no two filters have one name", no_two_filters_have_one_name },
        { NULL, NULL },
    };
    return cases;
}
