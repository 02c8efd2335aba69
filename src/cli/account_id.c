/*
 * The checks of an account id that memberhubctl makes itself: that it is one, and that there is
 * such an account where a command would else find nothing and call that an answer.
 */
#include "cli/account_id.h"

#include "db/connection.h"

/* AWS: "a 12-digit number that uniquely identifies an AWS account". */
enum { ACCOUNT_ID_DIGITS = 12 };

int
account_id_read(const char *text, struct str *ret_account)
{
    struct str account = str_from(text);
    if (!str_is_digits(account, ACCOUNT_ID_DIGITS)) {
        (void)cli_usage("\"%s\" is no account: an account is twelve digits", text);
        return -1;
    }
    *ret_account = account;
    return 0;
}

int
account_id_known(struct cli *cli, struct str *ret_account)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct fault f;
    *ret_account = (struct str){ NULL, 0 };
    if (cli->line->values[OPTION_ACCOUNT] == NULL)
        return EXIT_STATUS_OK;
    if (account_id_read(cli->line->values[OPTION_ACCOUNT], ret_account) < 0)
        return EXIT_STATUS_USAGE;
    db_param(&params, *ret_account);
    if (db_exec(cli->db, cli->arena, STATEMENT_ACCOUNT_EXISTS, &params, &rows, &f) < 0)
        return cli_fault(&f);
    if (!db_says_yes(&rows))
        return cli_refuse("there is no account %.*s; \"memberhubctl account list\" lists them",
                          STR_PRINTF(*ret_account));
    return EXIT_STATUS_OK;
}
