/*
 * memberhubctl membership: who could see whose findings. Never looks at how relationships stand
 * now: the trail alone answers.
 */
#include "base/clock.h"
#include "cli/account_id.h"
#include "cli/context.h"
#include "cli/moment.h"
#include "cli/output.h"
#include "db/connection.h"

int
cmd_membership_at(struct cli *cli)
{
    static const struct output_column columns[] = {
        { "SERVICE", "Service" }, { "REGION", "Region" }, { "ADMINISTRATOR", "AdministratorId" },
        { "MEMBER", "MemberId" }, { "STATE", "State" },   { "SINCE", "Since" },
    };
    struct str account = { NULL, 0 };
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct fault f;
    int64_t time_ms;
    if (moment_read(cli->line->values[OPTION_TIME], &time_ms) < 0)
        return EXIT_STATUS_USAGE;
    if (cli->line->values[OPTION_ACCOUNT] != NULL &&
        account_id_read(cli->line->values[OPTION_ACCOUNT], &account) < 0)
        return EXIT_STATUS_USAGE;
    cli_allow_long_calls(cli);
    db_param(&params, time_format_ms(cli->arena, time_ms));
    db_param(&params, account);
    if (db_exec(cli->db, cli->arena, STATEMENT_MEMBERSHIP_AT, &params, &rows, &f) < 0)
        return cli_fault(&f);
    return output_rows(cli, "Memberships", columns, &rows);
}
