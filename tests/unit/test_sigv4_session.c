/*
 * A session's key is good together with its token, for as long as the session lasts.
 */
#include "auth/sigv4.h"

#include "base/clock.h"
#include "harness.h"
#include "vectors/sigv4_vectors.h"

/* A source of one credential, whatever is asked for. */
static int
give(void *context, struct arena *arena, struct str access_key_id,
     const struct credential_scope *scope, struct str security_token, bool fresh,
     struct credential *ret_credential, struct fault *f)
{
    (void)access_key_id, (void)security_token, (void)fresh, (void)f;
    *ret_credential = *(struct credential *)context;
    sigv4_signing_key(arena, STR(VECTOR_SECRET), scope, ret_credential->signing_key);
    return 0;
}

static struct credential
lasting_key(void)
{
    return (struct credential){ .state = CREDENTIAL_USABLE, .account_id = STR("111111111111") };
}

static struct credential
session_of(enum credential_state state)
{
    struct credential credential = lasting_key();
    credential.state = state;
    credential.session =
        (struct role_session){ .account_id = credential.account_id, .name = STR("me") };
    return credential;
}

/*
 * Verifies every vector that has a session token, or every one that has none, against a credential
 * that expired `late_s` seconds ago; gives how many there were.
 */
static unsigned
all_end_with(bool with_token, struct credential credential, int64_t late_s, enum fault_code wanted)
{
    const struct credential_source source = { .context = &credential, .lookup = give };
    struct sigv4_rules rules = { .skew_s = 300, .query_form = true, .regions = STR("*") };
    unsigned seen = 0;
    for (size_t i = 0; i < ARRAY_COUNT(sigv4_vectors); i++) {
        const struct principal *principal = NULL;
        struct request request;
        struct fault fault = { .code = NO_FAULT };
        bool has_token = str_starts_with(str_from(sigv4_vectors[i].name), STR("a session token"));
        if (has_token != with_token)
            continue;
        seen++;
        CU_ASSERT_EQUAL_FATAL(time_parse_basic(sigv4_vectors[i].timestamp, &rules.now_s), 0);
        credential.session.expires_s = rules.now_s - late_s;
        CU_ASSERT_EQUAL_FATAL(
            request_from_text(test_arena(), sigv4_vectors[i].request, &request, &fault), 0);
        int verified = sigv4_verify(test_arena(), &request, &rules, &source, &principal, &fault);
        CU_ASSERT_EQUAL(fault.code, wanted);
        CU_ASSERT_EQUAL(verified == 0, wanted == NO_FAULT);
        if (verified == 0)
            CU_ASSERT_STR_EQUAL(principal_session(principal)->name, STR("me"));
    }
    return seen;
}

static void
a_session_lasts_until_the_second_in_which_it_expires(void)
{
    struct credential session = session_of(CREDENTIAL_USABLE);
    CU_ASSERT_EQUAL(all_end_with(true, session, -1, NO_FAULT), 2);
    CU_ASSERT_EQUAL(all_end_with(true, session, 0, FAULT_EXPIRED_TOKEN), 2);
    CU_ASSERT_EQUAL(all_end_with(true, session, 9000, FAULT_EXPIRED_TOKEN), 2);
}

static void
a_session_of_an_account_that_is_no_more_is_refused(void)
{
    CU_ASSERT_EQUAL(all_end_with(true, session_of(CREDENTIAL_UNKNOWN), -1, FAULT_UNKNOWN_KEY), 2);
    CU_ASSERT_EQUAL(all_end_with(true, session_of(CREDENTIAL_DISABLED), -1, FAULT_UNKNOWN_KEY), 2);
}

static void
a_token_with_a_lasting_key_is_refused(void)
{
    CU_ASSERT_EQUAL(all_end_with(true, lasting_key(), -1, FAULT_UNKNOWN_KEY), 2);
}

static void
a_sessions_key_without_its_token_is_refused(void)
{
    CU_ASSERT_TRUE(all_end_with(false, session_of(CREDENTIAL_USABLE), -1, FAULT_UNKNOWN_KEY) > 10);
}

SUITE(sigv4_session)
{
    static const struct test_case cases[] = {
        { "a session lasts until the second in which it expires",
          a_session_lasts_until_the_second_in_which_it_expires },
        { "a session of an account that is no more is refused",
          a_session_of_an_account_that_is_no_more_is_refused },
        { "a token with a lasting key is refused", a_token_with_a_lasting_key_is_refused },
        { "a session's key without its token is refused",
          a_sessions_key_without_its_token_is_refused },
        { NULL, NULL },
    };
    return cases;
}
