/*
 * memberhubctl key: access keys. A secret is in the clear only between its making and its printing,
 * in the arena, which is wiped; the database never sees it.
 */
#include "auth/credential_seal.h"
#include "base/digest.h"
#include "base/seal.h"
#include "cli/account_id.h"
#include "cli/context.h"
#include "cli/output.h"
#include "db/columns.h"
#include "db/connection.h"

/* As AWS makes them: AKIA and sixteen of RFC 4648's base32 letters; a secret of forty characters.
 */
#define KEY_ID_PREFIX "AKIA"
#define KEY_ID_ALPHABET "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
/* Without AWS's '/' and '+', so that a secret needs no quoting anywhere: 40 of 62 are 238 bits. */
#define SECRET_ALPHABET "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
enum { KEY_ID_RANDOM_SIZE = 16, SECRET_SIZE = 40 };

/* Gives random text of `size` letters, each as likely as any other, in the arena. */
static struct str
random_text(struct arena *arena, struct str alphabet, size_t size)
{
    /* Bytes from this limit on would favour the first letters. */
    const unsigned limit = 256 - 256 % (unsigned)alphabet.size;
    char *text = arena_alloc(arena, size + 1);
    for (size_t i = 0; i < size;) {
        uint8_t byte;
        random_bytes(&byte, sizeof byte);
        if (byte < limit)
            text[i++] = alphabet.data[byte % alphabet.size];
        bytes_wipe(&byte, sizeof byte);
    }
    return (struct str){ text, size };
}

/* Seals the secret with the installation's master key. FAULT_CONFIG when there is none. */
static int
seal_secret(struct cli *cli, struct str key_id, struct str account, struct str secret,
            struct str *ret_sealed, struct fault *f)
{
    struct seal_key key;
    if (seal_key_load(&key, cli->config.auth.master_key_file, f) < 0)
        return -1;
    *ret_sealed = credential_seal(cli->arena, &key, key_id, account, secret);
    seal_key_release(&key);
    return 0;
}

struct new_key {
    struct str id, account, secret;
};

/* For a program to parse. */
static int
print_json(struct cli *cli, const struct new_key *key)
{
    struct output_member members[] = {
        { "AccessKeyId", key->id, false },
        { "SecretAccessKey", key->secret, false },
        { "AccountId", key->account, false },
        { "Status", STR("active"), false },
    };
    cli->json = true;
    return output_object(cli, STR(""), members, ARRAY_COUNT(members));
}

/* For a shell to evaluate. A session's token of before would spoil the key. */
static int
print_env(struct cli *cli, const struct new_key *key)
{
    return output_text(arena_format(cli->arena,
                                    "unset AWS_SESSION_TOKEN\n"
                                    "export AWS_ACCESS_KEY_ID=%.*s\n"
                                    "export AWS_SECRET_ACCESS_KEY=%.*s\n",
                                    STR_PRINTF(key->id), STR_PRINTF(key->secret)));
}

/* For the file of credentials that AWS's clients read; the profile's name is the account. */
static int
print_profile(struct cli *cli, const struct new_key *key)
{
    return output_text(arena_format(cli->arena,
                                    "[%.*s]\n"
                                    "aws_access_key_id = %.*s\n"
                                    "aws_secret_access_key = %.*s\n",
                                    STR_PRINTF(key->account), STR_PRINTF(key->id),
                                    STR_PRINTF(key->secret)));
}

/* THE TABLE OF FORMATS, the usual one first. */
static const struct key_format {
    const char *name;
    int (*print)(struct cli *cli, const struct new_key *key);
} formats[] = { { "json", print_json }, { "env", print_env }, { "profile", print_profile } };

/* Gives the format that --format names; NULL, and the complaint is on standard error, when there is
 * none. */
static const struct key_format *
read_format(const struct cli *cli)
{
    const char *name = cli->line->values[OPTION_FORMAT];
    if (name == NULL)
        return &formats[0];
    for (size_t i = 0; i < ARRAY_COUNT(formats); i++) {
        if (!str_equal(str_from(formats[i].name), str_from(name)))
            continue;
        if (i == 0 || !cli->json)
            return &formats[i];
        (void)cli_usage("--json and --format %s are two formats: give one of them", name);
        return NULL;
    }
    (void)cli_usage("--format takes %s, not \"%s\"", option_row(OPTION_FORMAT)->value, name);
    return NULL;
}

/* Prints the new key: nobody can do that again. */
static int
print_key(struct cli *cli, const struct key_format *format, const struct new_key *key)
{
    if (format->print(cli, key) == EXIT_STATUS_OK)
        return EXIT_STATUS_OK;
    return cli_refuse("nobody has seen the secret of %.*s; delete that key", STR_PRINTF(key->id));
}

int
cmd_key_create(struct cli *cli)
{
    struct str account, sealed;
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct fault f;
    const struct key_format *format = read_format(cli);
    if (format == NULL || account_id_read(cli->line->values[OPTION_ACCOUNT], &account) < 0)
        return EXIT_STATUS_USAGE;
    struct str random = random_text(cli->arena, STR(KEY_ID_ALPHABET), KEY_ID_RANDOM_SIZE);
    struct str key_id = arena_format(cli->arena, KEY_ID_PREFIX "%.*s", STR_PRINTF(random));
    struct str secret = random_text(cli->arena, STR(SECRET_ALPHABET), SECRET_SIZE);
    if (seal_secret(cli, key_id, account, secret, &sealed, &f) < 0)
        return cli_fault(&f);
    db_param(&params, key_id);
    db_param(&params, account);
    db_param(&params, db_bytea(cli->arena, sealed));
    if (db_exec(cli->db, cli->arena, STATEMENT_KEY_CREATE, &params, &rows, &f) < 0)
        return cli_fault(&f);
    struct str outcome = db_only(&rows, 0);
    if (str_equal(outcome, STR("created")))
        return print_key(cli, format, &(struct new_key){ key_id, account, secret });
    if (str_equal(outcome, STR("no_account")))
        return cli_refuse("there is no account %.*s; \"memberhubctl account add\" makes one",
                          STR_PRINTF(account));
    if (str_equal(outcome, STR("limit")))
        return cli_refuse("account %.*s has two keys already, which is the limit; delete one",
                          STR_PRINTF(account));
    return cli_refuse("no key was made (%.*s); try again", STR_PRINTF(outcome));
}

int
cmd_key_list(struct cli *cli)
{
    static const struct output_column columns[] = {
        [KEY_LIST_ID] = { "KEY", "AccessKeyId" },
        [KEY_LIST_ACCOUNT] = { "ACCOUNT", "AccountId" },
        [KEY_LIST_STATUS] = { "STATUS", "Status" },
        [KEY_LIST_CREATED] = { "CREATED", "CreateDate" },
    };
    struct str account;
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct fault f;
    int status = account_id_known(cli, &account);
    if (status != EXIT_STATUS_OK)
        return status;
    db_param(&params, account);
    if (db_exec(cli->db, cli->arena, STATEMENT_KEY_LIST, &params, &rows, &f) < 0)
        return cli_fault(&f);
    return output_rows(cli, "AccessKeys", columns, &rows);
}

/* Executes a statement that answers whether it found the key, and says what the key is now. */
static int
change_key(struct cli *cli, enum statement_id id, const struct db_params *params, struct str now)
{
    struct str key_id = str_from(cli->line->operand);
    struct db_rows rows;
    struct fault f;
    if (db_exec(cli->db, cli->arena, id, params, &rows, &f) < 0)
        return cli_fault(&f);
    if (!db_says_yes(&rows))
        return cli_refuse("there is no access key %.*s", STR_PRINTF(key_id));
    struct output_member members[] = { { "AccessKeyId", key_id, false }, { "Status", now, false } };
    struct str sentence =
        arena_format(cli->arena, "access key %.*s is %.*s", STR_PRINTF(key_id), STR_PRINTF(now));
    return output_object(cli, sentence, members, ARRAY_COUNT(members));
}

static int
set_status(struct cli *cli, struct str status)
{
    struct db_params params = { .count = 0 };
    db_param(&params, str_from(cli->line->operand));
    db_param(&params, status);
    return change_key(cli, STATEMENT_KEY_SET_STATUS, &params, status);
}

int
cmd_key_disable(struct cli *cli)
{
    return set_status(cli, STR("disabled"));
}

int
cmd_key_enable(struct cli *cli)
{
    return set_status(cli, STR("active"));
}

int
cmd_key_delete(struct cli *cli)
{
    struct db_params params = { .count = 0 };
    db_param(&params, str_from(cli->line->operand));
    return change_key(cli, STATEMENT_KEY_DELETE, &params, STR("deleted"));
}
