/*
 * Binding goes by the kind of a value, and a page token is good for the listing that gave it alone.
 */
#include "api/bind.h"

#include "services/sts/rows.h"
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

/* Rows of a service that is nobody's. */
static const struct field columns[] = {
    { .name = "Email", .kind = &kind_text, .parameter = "emails" },
    { .name = "Input", .kind = &kind_text_map, .parameter = "inputs" },
    { .name = "Key", .kind = &kind_text, .parameter = "key", .first = true },
    { .name = NULL },
};
static const struct field element[] = { { .name = "AccountId", .kind = &kind_account },
                                        { .name = NULL } };
static const struct field input[] = {
    { .name = "Rows", .kind = &kind_table, .members = columns },
    { .name = "AccountIds",
      .kind = &kind_list,
      .parameter = "account_ids",
      .surplus_parameter = "surplus_ids",
      .members = element },
    { .name = "HubArn", .kind = &kind_arn, .parameter = "hub_arn" },
    { .name = "Unbound", .kind = &kind_text },
    { .name = "OnlyAssociated", .kind = &kind_switch, .parameter = "only_associated" },
    { .name = "MaxResults", .kind = &kind_page_size, .parameter = "limit" },
    { .name = "NextToken", .kind = &kind_page_token, .parameter = "after" },
    SUPPLIED("Members", kind_member_limit, "member_limit"),
    SUPPLIED("Invitations", kind_invitation_limit, "invitation_limit"),
    SUPPLIED("May", kind_may_assume_roles, "may"),
    SUPPLIED("KeyId", kind_session_key_id, "key_id"),
    { .name = NULL },
};
static const struct operation rows[] = {
    { .name = "ListMembers", .path = "/", .input = input, .function = "list_members" },
    { .name = "ListInvitations", .path = "/", .input = input, .function = "list_invitations" },
    { .name = NULL },
};
static const struct service service = { .name = "securityhub", .operations = rows };
static const struct service *const served[] = { &service, NULL };

/* Gives the exchange of a call of one of the operations, with no argument yet. */
static struct exchange
exchange_of(struct signed_call call, const struct operation *operation)
{
    static const struct caller nobody = { .account_id = STR("") };
    const struct credential_source source = { .context = &call, .lookup = know };
    return (struct exchange){ .arena = test_arena(),
                              .config = &config,
                              .page_key = &page_key,
                              .principal = signer_of(test_arena(), call, &source),
                              .service = &service,
                              .operation = operation,
                              .caller = &nobody,
                              .arguments.values =
                                  arena_array(test_arena(), field_slots(&service, operation),
                                              sizeof(struct value)) };
}

/* Gives the value of a field, or of a column. */
static struct value *
value_of(struct exchange *x, const char *name)
{
    const struct value *found =
        arguments_named(&service, x->operation, &x->arguments, str_from(name));
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    return &x->arguments.values[found - x->arguments.values];
}

static struct value
text_value(const char *text)
{
    return (struct value){ .kind = VALUE_TEXT, .text = str_from(text) };
}

static struct value
list_value(struct str *items, size_t count)
{
    return (struct value){ .kind = VALUE_LIST, .items = items, .count = count, .asked = count };
}

/* Binds a call; gives what a parameter became, behind the caller's fields. */
static int
try_bind(struct exchange *x, const char *parameter, struct str *ret_text, struct fault *f)
{
    struct functions *functions = functions_new(served);
    const struct call *call = functions_call(functions, 1 + (size_t)(x->operation - rows));
    struct db_params params = { 0 };
    int result = bind_arguments(x, call, &params, f);
    for (size_t i = 0; i < call->function->count && result == 0; i++)
        if (str_equal(str_from(call->function->parameters[i].name), str_from(parameter)))
            *ret_text = params.values[CALLER_FIELDS + i];
    CU_ASSERT_TRUE(result < 0 || params.count == call->function->statement.parameters);
    CU_ASSERT_TRUE(result < 0 || str_equal(params.values[0], x->caller->account_id));
    functions_free(functions);
    return result;
}

static struct str
bound(struct exchange *x, const char *parameter)
{
    struct str text = STR("(no such parameter)");
    struct fault f;
    CU_ASSERT_EQUAL_FATAL(try_bind(x, parameter, &text, &f), 0);
    return text;
}

static void
arguments_stand_behind_the_caller_by_their_names(void)
{
    struct str ids[] = { STR("111111111111"), STR("222222222222") };
    struct str emails[] = { STR("a\"b@c.example"), { NULL, 0 } };
    struct exchange x = exchange_of((struct signed_call){ 0 }, &rows[0]);
    x.caller = &(const struct caller){ .account_id = STR("111111111111") };
    *value_of(&x, "AccountIds") = list_value(ids, 2);
    *value_of(&x, "Email") = list_value(emails, 2);
    *value_of(&x, "OnlyAssociated") = text_value("false");
    CU_ASSERT_STR_EQUAL(bound(&x, "emails"), STR("{\"a\\\"b@c.example\",NULL}"));
    CU_ASSERT_STR_EQUAL(bound(&x, "account_ids"), STR("{\"111111111111\",\"222222222222\"}"));
    CU_ASSERT_PTR_NULL(bound(&x, "hub_arn").data);
    CU_ASSERT_STR_EQUAL(bound(&x, "only_associated"), STR("false"));
}

static void
a_surplus_goes_beside_its_list(void)
{
    struct str ids[] = { STR("111111111111"), STR("222222222222"), STR("333333333333") };
    struct exchange x = exchange_of((struct signed_call){ 0 }, &rows[0]);
    *value_of(&x, "AccountIds") = list_value(ids, 3);
    CU_ASSERT_PTR_NULL(bound(&x, "surplus_ids").data);
    value_of(&x, "AccountIds")->count = 1;
    CU_ASSERT_STR_EQUAL(bound(&x, "account_ids"), STR("{\"111111111111\"}"));
    CU_ASSERT_STR_EQUAL(bound(&x, "surplus_ids"), STR("{\"222222222222\",\"333333333333\"}"));
}

static void
of_a_column_the_first_row_alone_can_be_bound(void)
{
    struct str keys[] = { STR("EventName"), STR("Username") };
    struct exchange x = exchange_of((struct signed_call){ 0 }, &rows[0]);
    CU_ASSERT_PTR_NULL(bound(&x, "key").data);
    *value_of(&x, "Key") = list_value(keys, 0);
    CU_ASSERT_PTR_NULL(bound(&x, "key").data);
    *value_of(&x, "Key") = list_value(keys, 2);
    CU_ASSERT_STR_EQUAL(bound(&x, "key"), STR("EventName"));
}

static void
objects_of_a_list_go_as_one_and_those_that_are_absent_are_empty(void)
{
    struct str inputs[] = { STR("{\"a\":\"b\"}"), { NULL, 0 } };
    struct exchange x = exchange_of((struct signed_call){ 0 }, &rows[0]);
    CU_ASSERT_STR_EQUAL(bound(&x, "inputs"), STR("[]"));
    *value_of(&x, "Input") = list_value(inputs, 2);
    CU_ASSERT_STR_EQUAL(bound(&x, "inputs"), STR("[{\"a\":\"b\"},{}]"));
}

static void
what_no_request_can_give_comes_from_the_settings_and_the_principal(void)
{
    static const char *const supplied[] = { "Members", "Invitations", "May", "KeyId" };
    const struct credential_source others = { .lookup = know };
    struct exchange x = exchange_of((struct signed_call){ 0 }, &rows[0]);
    /* As if somebody had found a way to send them. */
    for (size_t i = 0; i < ARRAY_COUNT(supplied); i++)
        *value_of(&x, supplied[i]) = text_value("forged");
    CU_ASSERT_STR_EQUAL(bound(&x, "member_limit"), STR("77"));
    CU_ASSERT_STR_EQUAL(bound(&x, "invitation_limit"), STR("88"));
    CU_ASSERT_STR_EQUAL(bound(&x, "may"), STR("true"));
    CU_ASSERT_TRUE(str_starts_with(bound(&x, "key_id"), STR("ASIA")));
    CU_ASSERT_FALSE(str_equal(bound(&x, "key_id"), bound(&x, "key_id")));
    x.principal = signer_of(test_arena(), (struct signed_call){ 0 }, &others);
    CU_ASSERT_STR_EQUAL(bound(&x, "may"), STR("false"));
}

static void
a_first_page_has_no_position(void)
{
    struct exchange x = exchange_of((struct signed_call){ 0 }, &rows[0]);
    CU_ASSERT_PTR_NULL(bound(&x, "after").data);
    *value_of(&x, "NextToken") = text_value("");
    CU_ASSERT_PTR_NULL(bound(&x, "after").data);
}

/* Tells whether an exchange's listing takes a token. */
static bool
takes(struct exchange *x, struct str token)
{
    struct fault f = { .code = NO_FAULT };
    struct str after = STR("");
    *value_of(x, "NextToken") = (struct value){ .kind = VALUE_TEXT, .text = token };
    if (try_bind(x, "after", &after, &f) < 0) {
        CU_ASSERT_EQUAL(f.code, FAULT_INVALID_NEXT_TOKEN);
        return false;
    }
    CU_ASSERT_STR_EQUAL(after, STR("222222222222"));
    return true;
}

static void
a_page_token_is_good_for_its_own_listing_alone(void)
{
    struct exchange x = exchange_of((struct signed_call){ 0 }, &rows[0]);
    *value_of(&x, "OnlyAssociated") = text_value("true");
    *value_of(&x, "MaxResults") = text_value("7");
    struct str token =
        page_token_make(test_arena(), &page_key, listing_name(&x), STR("222222222222"));
    CU_ASSERT_TRUE(takes(&x, token));
    *value_of(&x, "MaxResults") = text_value("50");
    CU_ASSERT_TRUE(takes(&x, token));
    CU_ASSERT_FALSE(takes(&x, STR("222222222222")));
    *value_of(&x, "OnlyAssociated") = text_value("false");
    CU_ASSERT_FALSE(takes(&x, token));
    const struct exchange others[] = {
        exchange_of((struct signed_call){ .key_id = "333333333333" }, &rows[0]),
        exchange_of((struct signed_call){ .service = "guardduty" }, &rows[0]),
        exchange_of((struct signed_call){ 0 }, &rows[1]),
    };
    for (size_t i = 0; i < ARRAY_COUNT(others); i++) {
        struct exchange another = others[i];
        *value_of(&another, "OnlyAssociated") = text_value("true");
        CU_ASSERT_FALSE(takes(&another, token));
    }
}

static void
no_two_filters_have_one_name(void)
{
    struct str whole[] = { STR("a"), STR("b") }, joined[] = { STR("a\",\"b") };
    struct exchange x = exchange_of((struct signed_call){ 0 }, &rows[0]);
    struct exchange y = exchange_of((struct signed_call){ 0 }, &rows[0]);
    CU_ASSERT_STR_EQUAL(listing_name(&x), listing_name(&y));
    *value_of(&x, "AccountIds") = list_value(whole, 2);
    *value_of(&y, "AccountIds") = list_value(joined, 1);
    CU_ASSERT_FALSE(str_equal(listing_name(&x), listing_name(&y)));
    *value_of(&y, "AccountIds") = list_value(whole, 2);
    CU_ASSERT_STR_EQUAL(listing_name(&x), listing_name(&y));
    *value_of(&x, "Email") = list_value(whole, 2);
    *value_of(&y, "Key") = list_value(whole, 2);
    CU_ASSERT_FALSE(str_equal(listing_name(&x), listing_name(&y)));
}

SUITE(bind)
{
    static const struct test_case cases[] = {
        { "arguments stand behind the caller, by their names",
          arguments_stand_behind_the_caller_by_their_names },
        { "a surplus goes beside its list", a_surplus_goes_beside_its_list },
        { "of a column the first row alone can be bound",
          of_a_column_the_first_row_alone_can_be_bound },
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
