/*
 * The one way to a principal: every check in the documented order, then and only then who it is.
 * No other file may know what a principal is made of, so nothing else can make one.
 */
#include "auth/sigv4.h"

struct principal {
    struct str account_id, access_key_id, service, region, scope_date, signature, arn;
    uint8_t body_hash[SHA256_SIZE];
    struct role_session session; /* account_id.data NULL: the account itself */
    int64_t access_epoch, presigned_at_s;
    bool account_absent, test_account;
};

/* The most that IAM allows for an access key id (API reference, AccessKey). */
enum { ACCESS_KEY_ID_SIZE_MAX = 128 };

/*
 * Tells whether any key could have this id. One that none can have is refused without asking the
 * source, which tells nobody anything of keys that exist, and keeps bytes that are no text out of
 * it.
 */
static bool
key_id_is_possible(struct str id)
{
    for (size_t i = 0; i < id.size; i++) {
        char c = id.data[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            c != '_')
            return false;
    }
    return id.size > 0 && id.size <= ACCESS_KEY_ID_SIZE_MAX;
}

/* What one look at a credential comes to; `payload` is the refusal of the body, if it was refused.
 */
static int
judge(const struct sigv4_claim *claim, int64_t now_s, const struct credential *credential,
      const struct fault *payload, const struct sigv4_stages *stages, struct fault *f)
{
    bool matches = sigv4_matches(claim, stages);
    bool temporary = credential->session.account_id.data != NULL;
    /* A token that did not open, or that came with a long-term key, is somebody else's. */
    if (credential->state != CREDENTIAL_USABLE || temporary != (claim->security_token.data != NULL))
        return fault_set(f, FAULT_UNKNOWN_KEY);
    if (temporary && credential->session.expires_s <= now_s)
        return fault_set(f, FAULT_EXPIRED_TOKEN);
    if (payload != NULL) {
        *f = *payload;
        return -1;
    }
    if (!matches)
        return fault_set(f, FAULT_SIGNATURE_MISMATCH);
    return 0;
}

/*
 * Checks 12 to 15. Every refusal, for whatever reason, asks the database once, derives one key and
 * signs twice: for a cached credential the second round has a fresh one; the others were fresh
 * already and just sign again. So the time of a refusal does not tell a known key from an unknown
 * one.
 */
static int
verify_credential(struct arena *arena, const struct request *request,
                  const struct sigv4_claim *claim, int64_t now_s,
                  const struct credential_source *source, struct credential *ret_credential,
                  struct sigv4_stages *ret_stages, struct fault *f)
{
    const struct credential_scope scope = sigv4_scope(claim);
    struct fault payload_fault, refusal;
    if (source->lookup(source->context, arena, claim->access_key_id, &scope, claim->security_token,
                       false, ret_credential, f) < 0)
        return -1;
    sigv4_compute(arena, request, claim, ret_credential->signing_key, ret_stages);
    const struct fault *payload =
        sigv4_check_payload(request, ret_stages, &payload_fault) < 0 ? &payload_fault : NULL;
    if (judge(claim, now_s, ret_credential, payload, ret_stages, &refusal) == 0)
        return 0;
    if (ret_credential->cached &&
        source->lookup(source->context, arena, claim->access_key_id, &scope, claim->security_token,
                       true, ret_credential, f) < 0)
        return -1;
    sigv4_sign(ret_credential->signing_key, ret_stages);
    return judge(claim, now_s, ret_credential, payload, ret_stages, f);
}

int
sigv4_verify(struct arena *arena, const struct request *request, const struct sigv4_rules *rules,
             const struct credential_source *source, const struct principal **ret_principal,
             struct fault *f)
{
    struct sigv4_claim claim;
    struct credential credential = { .cached = false };
    struct sigv4_stages stages;
    if (sigv4_parse(arena, request, rules, &claim, f) < 0 ||
        sigv4_check_scope(arena, &claim, rules, f) < 0)
        return -1;
    if (!key_id_is_possible(claim.access_key_id))
        return fault_set(f, FAULT_UNKNOWN_KEY);
    int verified =
        verify_credential(arena, request, &claim, rules->now_s, source, &credential, &stages, f);
    bytes_wipe(credential.signing_key, sizeof credential.signing_key);
    if (verified < 0)
        return -1;
    struct principal *principal = arena_alloc(arena, sizeof *principal);
    *principal = (struct principal){
        .account_id = arena_copy(arena, credential.account_id),
        .access_key_id = arena_copy(arena, claim.access_key_id),
        .service = arena_copy(arena, claim.service),
        .region = arena_copy(arena, claim.region),
        .scope_date = arena_copy(arena, claim.scope_date),
        .signature = arena_copy(arena, claim.signature),
        .session = credential.session,
        .access_epoch = credential.access_epoch,
        .presigned_at_s = claim.query_form ? claim.signed_at_s : -1,
        .account_absent = credential.account_absent,
        .test_account = credential.test_account,
    };
    bytes_copy(principal->body_hash, sizeof principal->body_hash, stages.body_hash,
               sizeof stages.body_hash);
    principal->arn = principal_arn_make(arena, principal);
    *ret_principal = principal;
    return 0;
}

struct str
principal_account_id(const struct principal *principal)
{
    return principal->account_id;
}

struct str
principal_access_key_id(const struct principal *principal)
{
    return principal->access_key_id;
}

struct str
principal_service(const struct principal *principal)
{
    return principal->service;
}

struct str
principal_region(const struct principal *principal)
{
    return principal->region;
}

struct credential_scope
principal_scope(const struct principal *principal)
{
    return (struct credential_scope){ principal->scope_date, principal->region,
                                      principal->service };
}

struct str
principal_signature(const struct principal *principal)
{
    return principal->signature;
}

struct str
principal_arn(const struct principal *principal)
{
    return principal->arn;
}

const uint8_t *
principal_body_hash(const struct principal *principal)
{
    return principal->body_hash;
}

int64_t
principal_presigned_at_s(const struct principal *principal)
{
    return principal->presigned_at_s;
}

int64_t
principal_access_epoch(const struct principal *principal)
{
    return principal->access_epoch;
}

bool
principal_account_absent(const struct principal *principal)
{
    return principal->account_absent;
}

bool
principal_is_test_account(const struct principal *principal)
{
    return principal->test_account;
}

const struct role_session *
principal_session(const struct principal *principal)
{
    return principal->session.account_id.data != NULL ? &principal->session : NULL;
}
