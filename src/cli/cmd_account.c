/*
 * memberhubctl account: the tenants. Suspending takes effect on the next request: the function
 * raises the account's access epoch, which every call is checked against.
 */
#include "cli/account_id.h"
#include "cli/context.h"
#include "cli/output.h"
#include "db/columns.h"
#include "db/connection.h"

/* Whether a name says anything. */
static bool
is_blank(struct str name)
{
    for (size_t i = 0; i < name.size; i++)
        if (name.data[i] != ' ' && name.data[i] != '\t')
            return false;
    return true;
}

int
cmd_account_add(struct cli *cli)
{
    struct str account, name = cli_option(cli, OPTION_NAME);
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct fault f;
    if (account_id_read(cli->line->operand, &account) < 0)
        return EXIT_STATUS_USAGE;
    if (name.data != NULL && is_blank(name))
        return cli_usage("--name is empty: give a name, or leave --name out");
    db_param(&params, account);
    db_param(&params, name.data != NULL ? name : STR(""));
    if (db_exec(cli->db, cli->arena, STATEMENT_ACCOUNT_ADD, &params, &rows, &f) < 0)
        return cli_fault(&f);
    if (!db_says_yes(&rows))
        return cli_refuse("account %.*s is already there", STR_PRINTF(account));
    struct output_member members[] = { { "AccountId", account, false },
                                       { "Name", name, false },
                                       { "Status", STR("active"), false } };
    struct str sentence = arena_format(cli->arena, "account %.*s is added", STR_PRINTF(account));
    return output_object(cli, sentence, members, ARRAY_COUNT(members));
}

int
cmd_account_list(struct cli *cli)
{
    static const struct output_column columns[] = {
        [ACCOUNT_LIST_ID] = { "ACCOUNT", "AccountId" },
        [ACCOUNT_LIST_NAME] = { "NAME", "Name" },
        [ACCOUNT_LIST_STATUS] = { "STATUS", "Status" },
        [ACCOUNT_LIST_CREATED] = { "CREATED", "CreateDate" },
    };
    struct db_rows rows;
    struct fault f;
    if (db_exec(cli->db, cli->arena, STATEMENT_ACCOUNT_LIST, NULL, &rows, &f) < 0)
        return cli_fault(&f);
    return output_rows(cli, "Accounts", columns, &rows);
}

static int
set_status(struct cli *cli, struct str status)
{
    struct str account;
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct fault f;
    if (account_id_read(cli->line->operand, &account) < 0)
        return EXIT_STATUS_USAGE;
    db_param(&params, account);
    db_param(&params, status);
    if (db_exec(cli->db, cli->arena, STATEMENT_ACCOUNT_SET_STATUS, &params, &rows, &f) < 0)
        return cli_fault(&f);
    if (!db_says_yes(&rows))
        return cli_refuse("there is no account %.*s", STR_PRINTF(account));
    struct output_member members[] = { { "AccountId", account, false },
                                       { "Status", status, false } };
    struct str sentence =
        arena_format(cli->arena, "account %.*s is %.*s", STR_PRINTF(account), STR_PRINTF(status));
    return output_object(cli, sentence, members, ARRAY_COUNT(members));
}

int
cmd_account_suspend(struct cli *cli)
{
    return set_status(cli, STR("suspended"));
}

int
cmd_account_resume(struct cli *cli)
{
    return set_status(cli, STR("active"));
}
