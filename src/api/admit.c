/*
 * What a worker shows of the request that it has in hand. Must never show what is not verified.
 */
#include "api/admit.h"

#include "api/share.h"
#include "base/scoreboard.h"

static void
show_operation(size_t number)
{
    atomic_store(&scoreboard_own()->operation, (int64_t)number);
}

int
admit_request(const struct exchange *x, struct fault *f)
{
    if (share_take(x->config, principal_account_id(x->principal), f) < 0)
        return -1;
    if (x->operation != NULL)
        show_operation(operation_number(x->service, x->operation));
    return 0;
}

int
admit_locks(const struct exchange *x, struct fault *f)
{
    const char *locks = x->operation->locks;
    const struct value none = { .kind = VALUE_ABSENT };
    if (!x->operation->change)
        return 0;
    const struct value *named =
        locks != NULL ? arguments_named(x->service, x->operation, &x->arguments, str_from(locks))
                      : &none;
    return named->kind == VALUE_TEXT ? share_lock(x->config, &named->text, 1, f)
                                     : share_lock(x->config, named->items, named->count, f);
}

void
admit_failed(const struct exchange *x, const struct fault *f)
{
    if (f->code == FAULT_REQUEST_BUSY && x->operation->change)
        share_stuck(x->config);
}

void
admit_end(void)
{
    show_operation(0);
    share_release();
}
