/*
 * Who signed: botocore's requests verify, nothing changed does, and a refusal tells nothing of
 * which keys exist.
 */
#include "auth/sigv4.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"
#include "harness.h"
#include "vectors/sigv4_vectors.h"

/* A source of one key, which may be remembered otherwise than it now is; it counts how it is asked.
 */
struct one_key {
    struct credential remembered, fresh;
    struct str remembered_secret, fresh_secret;
    bool fails_fresh, fails;
    unsigned lookups, fresh_lookups;
};

static int
one_key_lookup(void *context, struct arena *arena, struct str access_key_id,
               const struct credential_scope *scope, struct str security_token, bool fresh,
               struct credential *ret_credential, struct fault *f)
{
    struct one_key *key = context;
    (void)security_token;
    key->lookups++;
    key->fresh_lookups += fresh;
    if (key->fails || (fresh && key->fails_fresh))
        return fault_set(f, FAULT_DATABASE_DOWN);
    fresh = fresh || !key->remembered.cached;
    *ret_credential = fresh ? key->fresh : key->remembered;
    sigv4_signing_key(arena, fresh ? key->fresh_secret : key->remembered_secret, scope,
                      ret_credential->signing_key);
    if (!str_equal(access_key_id, STR(VECTOR_KEY)))
        ret_credential->state = CREDENTIAL_UNKNOWN;
    return 0;
}

static struct one_key
key_with(enum credential_state state, struct str secret)
{
    return (struct one_key){
        .fresh = { .state = state, .account_id = STR("111111111111"), .access_epoch = 7 },
        .fresh_secret = secret
    };
}

static struct sigv4_rules
rules_at(const struct sigv4_vector *vector)
{
    struct sigv4_rules rules = { .skew_s = 300, .query_form = true, .regions = STR("*") };
    CU_ASSERT_EQUAL_FATAL(time_parse_basic(vector->timestamp, &rules.now_s), 0);
    return rules;
}

/* Verifies a raw request; gives NO_FAULT for a principal, else why there is none. */
static enum fault_code
verify_text(struct arena *arena, struct str text, const struct sigv4_rules *rules,
            struct one_key *key, const struct principal **ret_principal)
{
    const struct credential_source source = { .context = key, .lookup = one_key_lookup };
    struct request request;
    struct fault fault = { .code = NO_FAULT };
    if (request_from_text(arena, text, &request, &fault) < 0 ||
        sigv4_verify(arena, &request, rules, &source, ret_principal, &fault) < 0)
        return fault.code;
    /* On success the fault is as it was. */
    CU_ASSERT_EQUAL(fault.code, NO_FAULT);
    return fault.code;
}

static enum fault_code
verify_first(struct one_key *key)
{
    const struct principal *principal = NULL;
    struct sigv4_rules rules = rules_at(&sigv4_vectors[0]);
    enum fault_code code =
        verify_text(test_arena(), sigv4_vectors[0].request, &rules, key, &principal);
    CU_ASSERT_EQUAL(principal != NULL, code == NO_FAULT);
    return code;
}

static bool
has_token(const struct sigv4_vector *vector)
{
    return str_starts_with(str_from(vector->name), STR("a session token"));
}

static void
every_vector_verifies_and_names_its_principal(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(sigv4_vectors); i++) {
        const struct sigv4_vector *vector = &sigv4_vectors[i];
        struct one_key key = key_with(CREDENTIAL_USABLE, STR(VECTOR_SECRET));
        struct sigv4_rules rules = rules_at(vector);
        const struct principal *principal = NULL;
        if (has_token(vector))
            continue;
        CU_ASSERT_EQUAL(verify_text(test_arena(), vector->request, &rules, &key, &principal),
                        NO_FAULT);
        CU_ASSERT_PTR_NOT_NULL_FATAL(principal);
        CU_ASSERT_STR_EQUAL(principal_account_id(principal), STR("111111111111"));
        CU_ASSERT_STR_EQUAL(principal_access_key_id(principal), STR(VECTOR_KEY));
        CU_ASSERT_STR_EQUAL(principal_signature(principal), vector->signature);
        CU_ASSERT_EQUAL(principal_access_epoch(principal), 7);
        CU_ASSERT_FALSE(principal_account_absent(principal));
        CU_ASSERT_EQUAL(key.lookups, 1);
    }
}

static void
service_and_region_come_from_the_scope(void)
{
    unsigned seen = 0;
    for (size_t i = 0; i < ARRAY_COUNT(sigv4_vectors); i++) {
        const struct sigv4_vector *vector = &sigv4_vectors[i];
        struct one_key key = key_with(CREDENTIAL_USABLE, STR(VECTOR_SECRET));
        struct sigv4_rules rules = rules_at(vector);
        const struct principal *principal = NULL;
        if (!str_equal(str_from(vector->name), STR("another service and region")))
            continue;
        seen++;
        CU_ASSERT_EQUAL(verify_text(test_arena(), vector->request, &rules, &key, &principal),
                        NO_FAULT);
        CU_ASSERT_PTR_NOT_NULL_FATAL(principal);
        CU_ASSERT_STR_EQUAL(principal_service(principal), STR("guardduty"));
        CU_ASSERT_STR_EQUAL(principal_region(principal), STR("us-gov-west-1"));
    }
    CU_ASSERT_EQUAL(seen, 1);
}

static void
a_wrong_secret_is_a_mismatch(void)
{
    struct one_key key = key_with(CREDENTIAL_USABLE, STR("another secret"));
    CU_ASSERT_EQUAL(verify_first(&key), FAULT_SIGNATURE_MISMATCH);
    CU_ASSERT_EQUAL(key.lookups, 1);
}

static void
unknown_and_disabled_keys_are_refused_even_with_the_right_signature(void)
{
    struct one_key unknown = key_with(CREDENTIAL_UNKNOWN, STR(VECTOR_SECRET));
    struct one_key disabled = key_with(CREDENTIAL_DISABLED, STR(VECTOR_SECRET));
    CU_ASSERT_EQUAL(verify_first(&unknown), FAULT_UNKNOWN_KEY);
    CU_ASSERT_EQUAL(verify_first(&disabled), FAULT_UNKNOWN_KEY);
}

static void
unknown_keys_cost_as_many_lookups_as_wrong_signatures(void)
{
    struct one_key keys[] = {
        key_with(CREDENTIAL_UNKNOWN, STR("random")),
        key_with(CREDENTIAL_DISABLED, STR("random")),
        key_with(CREDENTIAL_USABLE, STR("wrong")),
    };
    for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
        CU_ASSERT_NOT_EQUAL(verify_first(&keys[i]), NO_FAULT);
        CU_ASSERT_EQUAL(keys[i].lookups, 1);
    }
}

/* A secret behind a page that cannot be read until somebody tries: so its use is seen. */
static char *guarded_page;
static volatile sig_atomic_t guarded_reads;

static void
guarded_page_read(int signal_number)
{
    (void)signal_number;
    guarded_reads++;
    /* Not on the list of async-signal-safe functions, but a bare system call on Linux. */
    if (guarded_reads > 1 || mprotect(guarded_page, (size_t)sysconf(_SC_PAGESIZE), PROT_READ) != 0)
        _exit(EXIT_FAILURE);
}

static void
the_secret_of_an_unknown_key_is_used_all_the_same(void)
{
    const enum credential_state states[] = { CREDENTIAL_UNKNOWN, CREDENTIAL_DISABLED,
                                             CREDENTIAL_USABLE };
    size_t size = (size_t)sysconf(_SC_PAGESIZE);
    struct sigaction action = { .sa_handler = guarded_page_read }, before;
    guarded_page = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CU_ASSERT_NOT_EQUAL_FATAL(guarded_page, (char *)MAP_FAILED);
    CU_ASSERT_EQUAL_FATAL(sigaction(SIGSEGV, &action, &before), 0);
    for (size_t i = 0; i < ARRAY_COUNT(states); i++) {
        struct one_key key = key_with(states[i], (struct str){ guarded_page, 40 });
        guarded_reads = 0;
        CU_ASSERT_EQUAL_FATAL(mprotect(guarded_page, size, PROT_NONE), 0);
        CU_ASSERT_EQUAL(verify_first(&key), states[i] == CREDENTIAL_USABLE
                                                ? FAULT_SIGNATURE_MISMATCH
                                                : FAULT_UNKNOWN_KEY);
        CU_ASSERT_EQUAL(guarded_reads, 1);
    }
    CU_ASSERT_EQUAL(sigaction(SIGSEGV, &before, NULL), 0);
    CU_ASSERT_EQUAL(munmap(guarded_page, size), 0);
}

static void
a_refusal_that_rests_on_memory_is_looked_up_afresh(void)
{
    static const struct {
        enum credential_state remembered_state, fresh_state;
        const char *remembered_secret, *fresh_secret;
        enum fault_code code;
        unsigned lookups;
    } table[] = {
        /* A good signature needs no second look: the call itself compares the epoch. */
        { CREDENTIAL_USABLE, CREDENTIAL_DISABLED, VECTOR_SECRET, VECTOR_SECRET, NO_FAULT, 1 },
        { CREDENTIAL_USABLE, CREDENTIAL_USABLE, "old", VECTOR_SECRET, NO_FAULT, 2 },
        { CREDENTIAL_DISABLED, CREDENTIAL_USABLE, VECTOR_SECRET, VECTOR_SECRET, NO_FAULT, 2 },
        { CREDENTIAL_UNKNOWN, CREDENTIAL_USABLE, "random", VECTOR_SECRET, NO_FAULT, 2 },
        { CREDENTIAL_USABLE, CREDENTIAL_USABLE, "old", "new", FAULT_SIGNATURE_MISMATCH, 2 },
        { CREDENTIAL_USABLE, CREDENTIAL_DISABLED, "old", VECTOR_SECRET, FAULT_UNKNOWN_KEY, 2 },
    };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        struct one_key key = key_with(table[i].fresh_state, str_from(table[i].fresh_secret));
        key.remembered = key.fresh;
        key.remembered.cached = true;
        key.remembered.state = table[i].remembered_state;
        key.remembered_secret = str_from(table[i].remembered_secret);
        CU_ASSERT_EQUAL(verify_first(&key), table[i].code);
        CU_ASSERT_EQUAL(key.lookups, table[i].lookups);
        CU_ASSERT_EQUAL(key.fresh_lookups, table[i].lookups - 1);
    }
}

static void
a_source_that_cannot_answer_is_no_refusal(void)
{
    struct one_key down = key_with(CREDENTIAL_USABLE, STR(VECTOR_SECRET));
    down.fails = true;
    CU_ASSERT_EQUAL(verify_first(&down), FAULT_DATABASE_DOWN);
    struct one_key later = key_with(CREDENTIAL_USABLE, STR(VECTOR_SECRET));
    later.remembered = (struct credential){ .cached = true };
    later.remembered_secret = STR("old");
    later.fails_fresh = true;
    CU_ASSERT_EQUAL(verify_first(&later), FAULT_DATABASE_DOWN);
    CU_ASSERT_EQUAL(later.lookups, 2);
}

/* Replaces the first `from` in the first vector's request. */
static struct str
first_vector_with(struct str from, struct str to)
{
    struct str text = sigv4_vectors[0].request;
    for (size_t i = 0; i + from.size <= text.size; i++)
        if (str_equal(str_slice(text, i, from.size), from))
            return arena_format(test_arena(), "%.*s%.*s%.*s", STR_PRINTF(str_slice(text, 0, i)),
                                STR_PRINTF(to),
                                STR_PRINTF(str_slice(text, i + from.size, text.size)));
    CU_FAIL_FATAL("the text to replace is there");
    return text;
}

static void
an_id_that_no_key_can_have_is_refused_without_a_lookup(void)
{
    const struct str ids[] = { STR(""), STR("AKID'--"), STR("AK ID"), STR("\xff\xfe"),
                               STR("AKID\xc3\xbc") };
    struct sigv4_rules rules = rules_at(&sigv4_vectors[0]);
    for (size_t i = 0; i < ARRAY_COUNT(ids); i++) {
        struct one_key key = key_with(CREDENTIAL_USABLE, STR(VECTOR_SECRET));
        const struct principal *principal = NULL;
        CU_ASSERT_EQUAL(verify_text(test_arena(), first_vector_with(STR(VECTOR_KEY), ids[i]),
                                    &rules, &key, &principal),
                        FAULT_UNKNOWN_KEY);
        CU_ASSERT_EQUAL(key.lookups, 0);
        CU_ASSERT_PTR_NULL(principal);
    }
}

static void
a_body_that_is_not_the_one_its_header_names_is_refused_after_the_key(void)
{
    struct str hashed =
        first_vector_with(STR("Content-Length"), STR("x-amz-content-sha256: 00\r\nContent-Length"));
    struct sigv4_rules rules = rules_at(&sigv4_vectors[0]);
    const struct principal *principal = NULL;
    struct one_key known = key_with(CREDENTIAL_USABLE, STR(VECTOR_SECRET));
    struct one_key unknown = key_with(CREDENTIAL_UNKNOWN, STR(VECTOR_SECRET));
    CU_ASSERT_EQUAL(verify_text(test_arena(), hashed, &rules, &known, &principal),
                    FAULT_INVALID_SIGNATURE);
    CU_ASSERT_EQUAL(verify_text(test_arena(), hashed, &rules, &unknown, &principal),
                    FAULT_UNKNOWN_KEY);
    CU_ASSERT_PTR_NULL(principal);
}

/* Flips the lowest bit of each byte of `part`, a view into `text`, and expects a refusal each time.
 */
static size_t
flip_part(struct arena *arena, char *text, size_t size, size_t start, size_t part_size,
          const struct sigv4_rules *rules)
{
    size_t accepted = 0;
    for (size_t i = start; i < start + part_size; i++) {
        struct one_key key = key_with(CREDENTIAL_USABLE, STR(VECTOR_SECRET));
        const struct principal *principal = NULL;
        text[i] ^= 1;
        if (verify_text(arena, (struct str){ text, size }, rules, &key, &principal) == NO_FAULT)
            accepted++;
        text[i] ^= 1;
        arena_reset(arena);
    }
    return accepted;
}

static bool
is_signed(struct str signed_headers, struct str name)
{
    struct str rest = signed_headers, one;
    while (str_next(&rest, ';', &one))
        if (str_equal(one, name))
            return true;
    return false;
}

/* Flips every byte of each signed part of one vector; gives how many changes went unnoticed. */
static size_t
flip_vector(struct arena *arena, const struct sigv4_vector *vector)
{
    struct sigv4_rules rules = rules_at(vector);
    struct request request;
    struct sigv4_claim claim;
    struct fault fault;
    char *text = arena_alloc(test_arena(), vector->request.size);
    bytes_copy(text, vector->request.size, vector->request.data, vector->request.size);
    CU_ASSERT_EQUAL_FATAL(request_from_text(test_arena(),
                                            (struct str){ text, vector->request.size }, &request,
                                            &fault),
                          0);
    CU_ASSERT_EQUAL_FATAL(sigv4_parse(test_arena(), &request, &rules, &claim, &fault), 0);
    size_t accepted = 0;
    const struct str parts[] = { request.method, request.target, request.body };
    for (size_t i = 0; i < ARRAY_COUNT(parts); i++)
        if (parts[i].size > 0)
            accepted += flip_part(arena, text, vector->request.size, (size_t)(parts[i].data - text),
                                  parts[i].size, &rules);
    for (size_t i = 0; i < request.header_count; i++) {
        struct str name = request.headers[i].name, value = request.headers[i].value;
        if (is_signed(claim.signed_headers, name) || str_equal(name, STR("authorization")))
            accepted += flip_part(arena, text, vector->request.size, (size_t)(value.data - text),
                                  value.size, &rules);
    }
    return accepted;
}

static void
a_flipped_bit_in_any_byte_of_a_signed_part_is_refused(void)
{
    /* The vectors of operations: others have paths of which several forms are one ("/./a"). */
    struct arena *arena = arena_new(1024 * 1024);
    size_t flipped = 0;
    for (size_t i = 0; i < ARRAY_COUNT(sigv4_vectors); i++) {
        if (!str_starts_with(sigv4_vectors[i].request, STR("P")) && i % 4 != 0)
            continue;
        if (str_find(str_from(sigv4_vectors[i].name), ':') < str_from(sigv4_vectors[i].name).size)
            break;
        CU_ASSERT_EQUAL(flip_vector(arena, &sigv4_vectors[i]), 0);
        flipped++;
    }
    arena_free(arena);
    CU_ASSERT_TRUE(flipped >= 20);
}

static void
a_signature_belongs_to_its_method_and_path(void)
{
    static const struct {
        struct str from, to;
    } table[] = {
        { { "POST", 4 }, { "PUT", 3 } },
        { { "/accounts", 9 }, { "/members", 8 } },
        { { "/accounts", 9 }, { "/accounts/", 10 } },
        { { "/accounts", 9 }, { "/accounts?a", 11 } },
        { { "/accounts", 9 }, { "/%61ccounts", 11 } },
    };
    struct sigv4_rules rules = rules_at(&sigv4_vectors[0]);
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        struct one_key key = key_with(CREDENTIAL_USABLE, STR(VECTOR_SECRET));
        const struct principal *principal = NULL;
        CU_ASSERT_EQUAL(verify_text(test_arena(), first_vector_with(table[i].from, table[i].to),
                                    &rules, &key, &principal),
                        FAULT_SIGNATURE_MISMATCH);
        CU_ASSERT_PTR_NULL(principal);
    }
}

SUITE(sigv4_verify)
{
    static const struct test_case cases[] = {
        { "every vector verifies and names its principal",
          every_vector_verifies_and_names_its_principal },
        { "service and region come from the scope", service_and_region_come_from_the_scope },
        { "a wrong secret is a mismatch", a_wrong_secret_is_a_mismatch },
        { "unknown and disabled keys are refused even with the right signature",
          unknown_and_disabled_keys_are_refused_even_with_the_right_signature },
        { "unknown keys cost as many lookups as wrong signatures",
          unknown_keys_cost_as_many_lookups_as_wrong_signatures },
        { "the secret of an unknown key is used all the same",
          the_secret_of_an_unknown_key_is_used_all_the_same },
        { "a refusal that rests on memory is looked up afresh",
          a_refusal_that_rests_on_memory_is_looked_up_afresh },
        { "a source that cannot answer is no refusal", a_source_that_cannot_answer_is_no_refusal },
        { "an id that no key can have is refused without a lookup",
          an_id_that_no_key_can_have_is_refused_without_a_lookup },
        { "a body that is not the one its header names is refused after the key",
          a_body_that_is_not_the_one_its_header_names_is_refused_after_the_key },
        { "a flipped bit in any byte of a signed part is refused",
          a_flipped_bit_in_any_byte_of_a_signed_part_is_refused },
        { "a signature belongs to its method and path",
          a_signature_belongs_to_its_method_and_path },
        { NULL, NULL },
    };
    return cases;
}
