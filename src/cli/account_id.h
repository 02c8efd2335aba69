/*
 * Account ids as arguments of memberhubctl. Never touches a database.
 */
#ifndef MEMBERHUB_CLI_ACCOUNT_ID_H
#define MEMBERHUB_CLI_ACCOUNT_ID_H

#include "base/attributes.h"
#include "base/str.h"

/* Gives a view of `text` if it is twelve digits; else -1, and the complaint is on standard error.
 */
int account_id_read(const char *text, struct str *ret_account) MUST_CHECK;

#endif
