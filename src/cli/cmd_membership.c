/*
 * memberhubctl membership: who could see whose findings. Never looks at how relationships stand
 * now: the trail alone answers.
 */
#include "base/clock.h"
#include "cli/account_id.h"
#include "cli/context.h"
#include "cli/moment.h"
#include "cli/output.h"
#include "db/columns.h"
#include "db/connection.h"

int
cmd_membership_at(struct cli *cli)
{
    static const struct output_column columns[] = {
        [MEMBERSHIP_SERVICE] = { "SERVICE", "Service" },
        [MEMBERSHIP_REGION] = { "REGION", "Region" },
        [MEMBERSHIP_ADMINISTRATOR] = { "ADMINISTRATOR", "AdministratorId" },
        [MEMBERSHIP_MEMBER] = { "MEMBER", "MemberId" },
        [MEMBERSHIP_STATE] = { "STATE", "State" },
        [MEMBERSHIP_SINCE] = { "SINCE", "Since" },
    };
    struct str account;
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct fault f;
    int64_t time_ms;
    if (moment_read(cli->line->values[OPTION_TIME], &time_ms) < 0)
        return EXIT_STATUS_USAGE;
    if (time_ms > clock_now_ms())
        return cli_refuse("%s is yet to come: the trail tells of what has happened",
                          cli->line->values[OPTION_TIME]);
    int status = account_id_known(cli, &account);
    if (status != EXIT_STATUS_OK)
        return status;
    cli_allow_long_calls(cli);
    db_param(&params, time_format_ms(cli->arena, time_ms));
    db_param(&params, account);
    if (db_exec(cli->db, cli->arena, STATEMENT_MEMBERSHIP_AT, &params, &rows, &f) < 0)
        return cli_fault(&f);
    return output_rows(cli, "Memberships", columns, &rows);
}
