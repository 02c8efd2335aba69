/*
 * A direct-mapped cache of signing keys: one slot for each hash of an access key id and a scope,
 * the newer pushes the older out. Secrets are opened to derive a key, and kept nowhere. A stale
 * slot does no harm, since every call compares the account's epoch in its own transaction.
 */
#include "api/credentials.h"

#include <stdlib.h>

#include "auth/credential_seal.h"
#include "auth/sigv4.h"
#include "base/attributes.h"
#include "base/codec.h"
#include "base/digest.h"
#include "db/columns.h"

/* 4,096 slots of 96 bytes: not half a MiB of a worker's 8. */
enum { SLOT_COUNT = 4096, ACCOUNT_ID_SIZE = 12, SEALED_MAX = 96 };

/* As long as the secrets that memberhubctl makes. */
enum { SECRET_SIZE = 40 };

struct slot {
    uint8_t name[SHA256_SIZE]; /* of key id and scope; zeros when empty */
    uint8_t signing_key[SHA256_SIZE];
    int64_t access_epoch;
    char account_id[ACCOUNT_ID_SIZE];
    bool test_account;
};

struct credentials {
    struct db *db;
    const struct seal_key *master;
    const struct role_session_keys *session_keys;
    bool test_accounts;
    /* Opened for unknown keys, so that they cost what known ones do. */
    uint8_t decoy[SEALED_MAX];
    size_t decoy_size;
    struct slot slots[SLOT_COUNT];
};

#define DECOY_NAME STR("000000000000")

struct credentials *
credentials_new(struct db *db, const struct seal_key *master,
                const struct role_session_keys *session_keys, bool test_accounts)
{
    struct credentials *credentials = calloc(1, sizeof *credentials);
    struct arena *arena = arena_new(4096);
    uint8_t random[SECRET_SIZE / 2];
    if (credentials == NULL)
        abort();
    credentials->db = db;
    credentials->master = master;
    credentials->session_keys = session_keys;
    credentials->test_accounts = test_accounts;
    random_bytes(random, sizeof random);
    struct str secret = hex_encode(arena, random, sizeof random);
    struct str sealed = credential_seal(arena, master, DECOY_NAME, DECOY_NAME, secret);
    bytes_copy(credentials->decoy, sizeof credentials->decoy, sealed.data, sealed.size);
    credentials->decoy_size = sealed.size;
    arena_free(arena);
    return credentials;
}

void
credentials_free(struct credentials *credentials)
{
    if (credentials == NULL)
        return;
    bytes_wipe(credentials->slots, sizeof credentials->slots);
    free(credentials);
}

/*
 * Gives the slot of a key and a scope, and their name. None of the four can hold a slash: the id
 * and the scope were checked before a source is asked.
 */
static struct slot *
slot_of(struct credentials *credentials, struct str key_id, const struct credential_scope *scope,
        uint8_t ret_name[SHA256_SIZE])
{
    const struct str parts[] = { key_id,        STR("/"), scope->date,   STR("/"),
                                 scope->region, STR("/"), scope->service };
    sha256_parts(parts, ARRAY_COUNT(parts), ret_name);
    return &credentials->slots[(ret_name[0] << 8 | ret_name[1]) % SLOT_COUNT];
}

static void
slot_empty(struct slot *slot)
{
    bytes_wipe(slot, sizeof *slot);
}

/* A session has no credential of its own: it goes with the account that its role belongs to. */
static struct str
stored_key_id(const struct principal *principal)
{
    return principal_session(principal) != NULL ? principal_account_id(principal)
                                                : principal_access_key_id(principal);
}

void
credentials_forget(struct credentials *credentials, const struct principal *principal)
{
    const struct credential_scope scope = principal_scope(principal);
    uint8_t name[SHA256_SIZE];
    slot_empty(slot_of(credentials, stored_key_id(principal), &scope, name));
}

/* What the database or a slot says of a key. */
struct found {
    enum credential_state state;
    struct str account_id;
    struct str sealed; /* of the database alone */
    int64_t access_epoch;
    bool test_account; /* nothing is sealed: the secret is "test" */
    bool absent;
};

static int
read_found(struct credentials *credentials, struct arena *arena, struct str key_id,
           struct found *ret_found, struct fault *f)
{
    struct db_params params = { 0 };
    struct db_rows rows;
    struct found found = { .state = CREDENTIAL_UNKNOWN };
    db_param(&params, key_id);
    db_param_bool(&params, credentials->test_accounts);
    if (db_exec(credentials->db, arena, STATEMENT_CREDENTIAL_GET, &params, &rows, f) < 0)
        return -1;
    if (rows.count > 0) {
        struct str epoch = db_value(&rows, 0, CREDENTIAL_EPOCH);
        struct str sealed = db_value(&rows, 0, CREDENTIAL_SECRET);
        found.state =
            db_is_true(&rows, CREDENTIAL_IS_USABLE) ? CREDENTIAL_USABLE : CREDENTIAL_DISABLED;
        found.account_id = db_value(&rows, 0, CREDENTIAL_ACCOUNT);
        found.absent = epoch.data == NULL;
        /* Never by what is not there alone: a row that lost its secret is no test account. */
        found.test_account = credentials->test_accounts && sealed.data == NULL &&
                             str_equal(key_id, found.account_id);
        if ((!found.absent && str_to_int64(epoch, 0, INT64_MAX, &found.access_epoch) < 0) ||
            (sealed.data != NULL && db_bytea_parse(arena, sealed, &found.sealed) < 0))
            return fault_set_detail(f, FAULT_INTERNAL,
                                    "credential_get gives no epoch or no secret");
    }
    *ret_found = found;
    return 0;
}

/*
 * Opens the secret. Whatever is known of the key, one seal is opened: the decoy stands in for an
 * unknown key and for a test account, whose secret is not sealed.
 */
static int
open_secret(struct credentials *credentials, struct arena *arena, struct str key_id,
            const struct found *found, struct str *ret_secret, struct fault *f)
{
    struct str secret, decoy = { (const char *)credentials->decoy, credentials->decoy_size };
    bool sealed = found->state == CREDENTIAL_USABLE && !found->test_account;
    int opened = sealed ? credential_unseal(arena, credentials->master, key_id, found->account_id,
                                            found->sealed, &secret)
                        : credential_unseal(arena, credentials->master, DECOY_NAME, DECOY_NAME,
                                            decoy, &secret);
    if (opened < 0)
        return fault_set_detail(f, FAULT_INTERNAL,
                                "the secret of key %.*s does not open with this master key",
                                STR_PRINTF(key_id));
    *ret_secret = !sealed && found->state == CREDENTIAL_USABLE ? STR("test") : secret;
    return 0;
}

/* Reads what the database has under an id, and derives its signing key. */
static int
find_fresh(struct credentials *credentials, struct arena *arena, struct str key_id,
           const struct credential_scope *scope, struct found *ret_found,
           uint8_t ret_key[SHA256_SIZE], struct fault *f)
{
    struct str secret;
    if (read_found(credentials, arena, key_id, ret_found, f) < 0 ||
        open_secret(credentials, arena, key_id, ret_found, &secret, f) < 0)
        return -1;
    sigv4_signing_key(arena, secret, scope, ret_key);
    return 0;
}

/* Finds what is stored under an id, here or in the database. */
static int
find(struct credentials *credentials, struct arena *arena, struct str key_id,
     const struct credential_scope *scope, bool fresh, struct found *ret_found,
     uint8_t ret_key[SHA256_SIZE], bool *ret_cached, struct fault *f)
{
    uint8_t name[SHA256_SIZE];
    struct slot *slot = slot_of(credentials, key_id, scope, name);
    *ret_cached = !fresh && bytes_equal(slot->name, name, sizeof name);
    if (*ret_cached) {
        struct str account_id = { slot->account_id, ACCOUNT_ID_SIZE };
        *ret_found = (struct found){ .state = CREDENTIAL_USABLE,
                                     .account_id = arena_copy(arena, account_id),
                                     .test_account = slot->test_account,
                                     .access_epoch = slot->access_epoch };
        bytes_copy(ret_key, SHA256_SIZE, slot->signing_key, SHA256_SIZE);
        return 0;
    }
    if (find_fresh(credentials, arena, key_id, scope, ret_found, ret_key, f) < 0)
        return -1;
    if (ret_found->state == CREDENTIAL_USABLE && !ret_found->absent) {
        *slot = (struct slot){ .test_account = ret_found->test_account,
                               .access_epoch = ret_found->access_epoch };
        bytes_copy(slot->name, sizeof slot->name, name, sizeof name);
        bytes_copy(slot->signing_key, sizeof slot->signing_key, ret_key, SHA256_SIZE);
        bytes_copy(slot->account_id, sizeof slot->account_id, ret_found->account_id.data,
                   ret_found->account_id.size);
    } else if (bytes_equal(slot->name, name, sizeof name)) {
        slot_empty(slot);
    }
    return 0;
}

static int
lookup(void *context, struct arena *arena, struct str access_key_id,
       const struct credential_scope *scope, struct str security_token, bool fresh,
       struct credential *ret_credential, struct fault *f)
{
    struct credentials *credentials = context;
    struct role_session session = { 0 };
    struct found found;
    struct str key_id = access_key_id;
    struct credential credential = { .cached = false };
    if (security_token.data != NULL &&
        role_session_token_open(arena, credentials->session_keys, access_key_id, security_token,
                                &session) == 0)
        key_id = session.account_id;
    if (find(credentials, arena, key_id, scope, fresh, &found, credential.signing_key,
             &credential.cached, f) < 0)
        return -1;
    if (session.account_id.data != NULL) {
        sigv4_signing_key(arena,
                          role_session_secret(arena, credentials->session_keys, access_key_id),
                          scope, credential.signing_key);
        /* Roles are there among test accounts alone, and a session ends when its account's access
         * changes. */
        if (!found.test_account || found.access_epoch != session.access_epoch)
            found.state = CREDENTIAL_UNKNOWN;
    }
    credential.state = found.state;
    credential.test_account = found.test_account;
    credential.account_absent = found.absent;
    credential.account_id = found.account_id;
    credential.access_epoch = found.access_epoch;
    credential.session = session;
    *ret_credential = credential;
    bytes_wipe(credential.signing_key, sizeof credential.signing_key);
    return 0;
}

struct credential_source
credentials_source(struct credentials *credentials)
{
    return (struct credential_source){ .context = credentials, .lookup = lookup };
}

bool
credentials_revoked(struct credentials *credentials, struct arena *arena,
                    const struct principal *principal)
{
    struct found found;
    struct fault ignored;
    struct str key_id = stored_key_id(principal);
    if (read_found(credentials, arena, key_id, &found, &ignored) < 0)
        return false;
    return found.state != CREDENTIAL_USABLE ||
           (!found.absent && found.access_epoch != principal_access_epoch(principal));
}

int
credentials_open_test_account(struct credentials *credentials, struct arena *arena,
                              struct str account_id, int64_t *ret_access_epoch, struct fault *f)
{
    struct db_params params = { 0 };
    struct db_rows rows;
    db_param(&params, account_id);
    if (db_exec(credentials->db, arena, STATEMENT_TEST_ACCOUNT_OPEN, &params, &rows, f) < 0)
        return -1;
    if (rows.count != 1 ||
        str_to_int64(db_value(&rows, 0, TEST_ACCOUNT_EPOCH), 0, INT64_MAX, ret_access_epoch) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "test_account_open gives no epoch");
    if (!db_is_true(&rows, TEST_ACCOUNT_IS_USABLE))
        return fault_set(f, FAULT_UNKNOWN_KEY);
    return 0;
}
