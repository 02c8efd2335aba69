/*
 * What a change is known by when it comes again: over a scripted database, from what is sent with
 * each call of it.
 */
#include "api/retry_key.h"

#include "db/call.h"
#include "server_fixture.h"
#include "signed_fixture.h"

/* Where the caller's fields are that the cases look at. */
enum { PARAMETER_RETRY_KEY = 7, PARAMETER_FACTS = 13 };

/* clang-format off */
#define KEY(account) { .action = FAKE_EXECUTE, .columns = 4, .values = { account, NULL, "t", "7" } }
#define ANSWERED { .action = FAKE_EXECUTE, .columns = 3, .values = { NULL, NULL, "{}" } }
#define KNOWN CONNECT, PREPARE, KEY("111111111111")
#define SECOND KEY("222222222222")
/* clang-format on */

/* Dispatches a call; gives the status of its answer. */
static int
serve(struct counter *counter, const struct request *request)
{
    dispatch(counter->server, counter->arena, request, &counter->outcome);
    return counter->outcome.response.status;
}

/* A change. */
static const struct signed_call invite = { .method = "POST",
                                           .path = "/members/invite",
                                           .body = "{\"AccountIds\":[\"222222222222\"]}" };

/* Gives a parameter of the last statement, which the next one would overwrite. */
static struct str
parameter(int index)
{
    const char *text = fake_pq_parameter(index);
    return text != NULL ? arena_copy(test_arena(), str_from(text)) : (struct str){ NULL, 0 };
}

#define CALL_A "b25f48e8-84fd-11e6-80d9-574e0c4664cb"
#define CALL_B "b25f48e8-84fd-11e6-80d9-574e0c4664cc"
#define OTHER_BODY "{\"AccountIds\":[\"333333333333\"]}"

static void
a_change_is_the_same_while_its_name_and_all_that_is_signed_but_the_time_are(void)
{
    static const struct {
        const char *invocation, *body;
        int64_t age_s;
        bool same; /* as the first */
    } cases[] = {
        { CALL_A, NULL, 0, true },        { CALL_A, NULL, 120, true }, { CALL_B, NULL, 0, false },
        { CALL_A, OTHER_BODY, 0, false }, { NULL, NULL, 0, false },    { "none", NULL, 0, false },
        { CALL_A "0", NULL, 0, false },   { "", NULL, 0, false },
    };
    static const struct fake_step steps[] = { KNOWN,    PREPARE,  ANSWERED, ANSWERED,
                                              ANSWERED, ANSWERED, ANSWERED, ANSWERED,
                                              ANSWERED, ANSWERED, END };
    struct counter counter;
    struct str first = { NULL, 0 };
    open_counter(&counter, steps, ENOUGH_MS);
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct signed_call call = invite;
        call.invocation = cases[i].invocation;
        call.age_s = cases[i].age_s;
        call.body = cases[i].body != NULL ? cases[i].body : invite.body;
        CU_ASSERT_EQUAL(serve(&counter, signed_request(call)), 200);
        struct str key = parameter(PARAMETER_RETRY_KEY);
        CU_ASSERT_EQUAL(key.size, 2 + 2 * SHA256_SIZE);
        first = i == 0 ? key : first;
        CU_ASSERT_EQUAL(str_equal(key, first), cases[i].same);
    }
    close_counter(&counter);
}

/* Gives the facts of the last statement's caller. */
static struct str
facts(void)
{
    struct str found = parameter(PARAMETER_FACTS);
    CU_ASSERT_EQUAL(found.size, sizeof "{'signature':''}" - 1 + 2 * SHA256_SIZE);
    return found;
}

static void
without_an_invocation_each_request_has_a_name_and_the_bytes_have_a_signature(void)
{
    static const struct fake_step steps[] = { KNOWN, PREPARE, ANSWERED, ANSWERED, ANSWERED, END };
    static const char *const invocations[] = { NULL, "", "none" };
    struct counter counter;
    struct str names[ARRAY_COUNT(invocations)], first = { NULL, 0 };
    open_counter(&counter, steps, ENOUGH_MS);
    for (size_t i = 0; i < ARRAY_COUNT(invocations); i++) {
        struct signed_call call = invite;
        call.invocation = invocations[i];
        CU_ASSERT_EQUAL(serve(&counter, signed_request(call)), 200);
        names[i] = parameter(PARAMETER_RETRY_KEY);
        first = i == 0 ? facts() : first;
        CU_ASSERT_STR_EQUAL(facts(), first);
    }
    CU_ASSERT_FALSE(str_equal(names[0], names[1]) || str_equal(names[0], names[2]) ||
                    str_equal(names[1], names[2]));
    close_counter(&counter);
}

static void
a_signature_is_its_access_keys_own_and_its_times(void)
{
    static const struct fake_step steps[] = { KNOWN,    PREPARE, ANSWERED, ANSWERED,
                                              ANSWERED, SECOND,  ANSWERED, END };
    static const struct signed_call calls[] = {
        { 0 },
        { .invocation = CALL_A },
        { .age_s = 1 },
        { .key_id = "222222222222" },
    };
    struct counter counter;
    struct str found[ARRAY_COUNT(calls)];
    open_counter(&counter, steps, ENOUGH_MS);
    for (size_t i = 0; i < ARRAY_COUNT(calls); i++) {
        struct signed_call call = invite;
        call.invocation = calls[i].invocation;
        call.age_s = calls[i].age_s;
        call.key_id = calls[i].key_id;
        CU_ASSERT_EQUAL(serve(&counter, signed_request(call)), 200);
        found[i] = facts();
    }
    CU_ASSERT_STR_EQUAL(found[1], found[0]); /* the invocation id is not signed */
    CU_ASSERT_FALSE(str_equal(found[2], found[0]));
    CU_ASSERT_FALSE(str_equal(found[3], found[0])); /* both secrets are "test" */
    close_counter(&counter);
}

#define HUB "/tags/arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault"

static void
a_target_that_is_spelled_otherwise_is_the_same_change(void)
{
    static const struct {
        const char *method, *path, *respelled;
    } cases[] = {
        { "POST", "/members/invite", "/members/invite?" },
        { "POST", "/members/invite", "/members/invite?&&" },
        { "DELETE", HUB "?tagKeys=M&tagKeys=n", HUB "?&tagKeys=n&&tagKeys=%4D" },
        { "DELETE", HUB "?tagKeys=a%2fb", HUB "?tag%4Beys=a%2Fb&" },
    };
    static const struct fake_step steps[] = { KNOWN, PREPARE, ANSWERED, ANSWERED, END };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct counter counter;
        struct signed_call call = { .method = cases[i].method,
                                    .path = cases[i].path,
                                    .invocation = CALL_A };
        call.body = i < 2 ? invite.body : NULL;
        open_counter(&counter, steps, ENOUGH_MS);
        CU_ASSERT_EQUAL(serve(&counter, signed_request(call)), 200);
        struct str name = parameter(PARAMETER_RETRY_KEY), signature = facts();
        call.path = cases[i].respelled;
        CU_ASSERT_EQUAL(serve(&counter, signed_request(call)), 200);
        CU_ASSERT_STR_EQUAL(parameter(PARAMETER_RETRY_KEY), name);
        CU_ASSERT_STR_EQUAL(facts(), signature);
        close_counter(&counter);
    }
}

/* Gives a presigned request with this signature. */
static struct str
presigned_text(const struct signed_call *call, struct str signature)
{
    struct str date = time_format_basic(test_arena(), FAKE_NOW_S - call->age_s);
    return arena_format(test_arena(),
                        "%s %s?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=111111111111"
                        "%%2F%.8s%%2Feu-west-1%%2Fsecurityhub%%2Faws4_request&X-Amz-Date=%s"
                        "&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=%.*s"
                        " HTTP/1.1\r\nHost: hub.example\r\nUser-Agent: test\r\n\r\n%s",
                        call->method, call->path, date.data, date.data, STR_PRINTF(signature),
                        call->body != NULL ? call->body : "");
}

/* Gives a request whose signature, in its target, is good for a week. */
static const struct request *
presigned_request(struct signed_call call)
{
    const struct sigv4_rules rules = { .query_form = true, .regions = STR("*") };
    struct request *request = arena_alloc(test_arena(), sizeof *request);
    struct sigv4_claim claim;
    struct sigv4_stages stages;
    struct fault f;
    struct str text = presigned_text(&call, STR("0"));
    CU_ASSERT_EQUAL_FATAL(request_from_text(test_arena(), text, request, &f), 0);
    CU_ASSERT_EQUAL_FATAL(sigv4_parse(test_arena(), request, &rules, &claim, &f), 0);
    const struct credential_scope scope = sigv4_scope(&claim);
    uint8_t key[SHA256_SIZE];
    sigv4_signing_key(test_arena(), STR("test"), &scope, key);
    sigv4_compute(test_arena(), request, &claim, key, &stages);
    text =
        presigned_text(&call, hex_encode(test_arena(), stages.signature, sizeof stages.signature));
    CU_ASSERT_EQUAL_FATAL(request_from_text(test_arena(), text, request, &f), 0);
    request->remote_address = STR("192.0.2.7");
    return request;
}

static void
a_presigned_change_ends_before_its_answer_does(void)
{
    /* Five minutes early, by a clock that is five minutes off. */
    enum { LIMIT_S = RETRY_KEY_LIFE_S - 600 };
    static const struct signed_call read = { .method = "GET", .path = "/administrator" };
    static const struct {
        bool change;
        int64_t age_s;
        int status;
    } cases[] = {
        { true, 0, 200 },
        { true, LIMIT_S, 200 },
        { true, LIMIT_S + 1, 403 },
        { true, 7 * RETRY_KEY_LIFE_S, 403 },
        { false, LIMIT_S + 1, 200 },
        { false, 7 * RETRY_KEY_LIFE_S, 200 },
    };
    static const struct fake_step steps[] = { KNOWN, PREPARE, ANSWERED, END };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct counter counter;
        struct signed_call call = cases[i].change ? invite : read;
        call.age_s = cases[i].age_s;
        open_counter(&counter, steps, ENOUGH_MS);
        counter.config.auth.query_form = true;
        CU_ASSERT_EQUAL(serve(&counter, presigned_request(call)), cases[i].status);
        if (cases[i].status != 200)
            CU_ASSERT_EQUAL(counter.outcome.fault.code, FAULT_SIGNATURE_EXPIRED);
        close_counter(&counter);
    }
}

static void
presigned_again_it_has_another_signature_and_asks_for_the_same(void)
{
    struct arena *arena = test_arena();
    struct signed_call call = invite;
    const struct request *first = presigned_request(call), *plain = signed_request(call);
    call.age_s = 1;
    const struct request *second = presigned_request(call);
    const struct str resource = sigv4_resource(arena, first, STR("securityhub"));
    CU_ASSERT_FALSE(str_equal(first->target, second->target));
    CU_ASSERT_STR_EQUAL(resource, STR("/members/invite\n"));
    CU_ASSERT_STR_EQUAL(sigv4_resource(arena, second, STR("securityhub")), resource);
    CU_ASSERT_STR_EQUAL(sigv4_resource(arena, plain, STR("securityhub")), resource);
}

/* The two sides of the limit are in two languages. */
static void
an_answer_lives_as_long_in_sql(void)
{
    const char *source = getenv("MEMBERHUB_SOURCE");
    char path[4096], text[64 * 1024];
    snprintf(path, sizeof path, "%s/sql/functions/call/_call.sql", source != NULL ? source : ".");
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    CU_ASSERT_EQUAL(RETRY_KEY_LIFE_S, 24 * 3600);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "RETURN clock_timestamp() - interval '24 hours';"));
}

SUITE(retry_key)
{
    static const struct test_case cases[] = {
        { "a change is the same while its name, and all that is signed but the time, are",
          a_change_is_the_same_while_its_name_and_all_that_is_signed_but_the_time_are },
        { "without an invocation each request has a name, and the bytes have a signature",
          without_an_invocation_each_request_has_a_name_and_the_bytes_have_a_signature },
        { "a signature is its access key's own, and its time's",
          a_signature_is_its_access_keys_own_and_its_times },
        { "a target that is spelled otherwise is the same change",
          a_target_that_is_spelled_otherwise_is_the_same_change },
        { "a presigned change ends before its answer does",
          a_presigned_change_ends_before_its_answer_does },
        { "presigned again it has another signature, and asks for the same",
          presigned_again_it_has_another_signature_and_asks_for_the_same },
        { "an answer lives as long in SQL", an_answer_lives_as_long_in_sql },
        { NULL, NULL },
    };
    return cases;
}
