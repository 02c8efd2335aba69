/*
 * memberhubctl audit viewers: who saw whose findings. Never looks at how relationships stand now:
 * the trail alone answers.
 */
#include "cli/account_id.h"
#include "cli/context.h"
#include "cli/moment.h"
#include "cli/output.h"
#include "db/columns.h"
#include "db/connection.h"

int
cmd_audit_viewers(struct cli *cli)
{
    static const struct output_column columns[] = {
        [VIEWER_AT] = { "TIME", "Time" },
        [VIEWER_SERVICE] = { "SERVICE", "Service" },
        [VIEWER_REGION] = { "REGION", "Region" },
        [VIEWER_ARN] = { "VIEWER", "Viewer" },
        [VIEWER_ACCOUNT] = { "ACCOUNT", "AccountId" },
        [VIEWER_OPERATION] = { "OPERATION", "Operation" },
        [VIEWER_FINDINGS] = { "FINDINGS", "Findings" },
        [VIEWER_INVITATION] = { "INVITATION", "InvitationId" },
        [VIEWER_EVENT] = { "EVENT", "EventId" },
        [VIEWER_SEALED] = { "SEALED", "Sealed" },
    };
    struct str account, from, to;
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct fault f;
    int status = account_id_known(cli, &account);
    if (status != EXIT_STATUS_OK)
        return status;
    if (moment_option(cli, OPTION_FROM, &from) < 0 || moment_option(cli, OPTION_TO, &to) < 0)
        return EXIT_STATUS_USAGE;
    db_param(&params, account);
    db_param(&params, from);
    db_param(&params, to);
    cli_allow_long_calls(cli);
    if (db_exec(cli->db, cli->arena, STATEMENT_AUDIT_VIEWERS, &params, &rows, &f) < 0)
        return cli_fault(&f);
    return output_rows(cli, "Views", columns, &rows);
}
