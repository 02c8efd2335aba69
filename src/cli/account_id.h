/*
 * Account ids as arguments of memberhubctl. Never takes one that was mistyped for an account that
 * has nothing.
 */
#ifndef MEMBERHUB_CLI_ACCOUNT_ID_H
#define MEMBERHUB_CLI_ACCOUNT_ID_H

#include "base/attributes.h"
#include "base/str.h"
#include "cli/context.h"

/* Gives a view of `text` if it is twelve digits; else -1, and the complaint is on standard error.
 */
int account_id_read(const char *text, struct str *ret_account) MUST_CHECK;

/*
 * Gives the option --account, data NULL when it was not given, and asks the database whether there
 * is such an account. Gives the exit status; unless it is EXIT_STATUS_OK the complaint is on
 * standard error.
 */
int account_id_known(struct cli *cli, struct str *ret_account) MUST_CHECK;

#endif
