/*
 * The one check of an account id that memberhubctl makes itself: the rest is the database's to say.
 */
#include "cli/account_id.h"

#include "cli/context.h"

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
