/*
 * Asking whether a call may be. Must never let anything through that whoever decides did not.
 */
#include "api/authorize.h"

#include "api/resource.h"

/*
 * Whoever can sign is an account itself or a session of a role of a test account, and neither has a
 * policy: what they may do is all that their account may.
 */
static struct verdict
allow(const struct exchange *x, const struct operation *as)
{
    (void)x, (void)as;
    return (struct verdict){ .allowed = true };
}

static int
deny(authorize_fn *decide, const struct exchange *x, struct str because, struct fault *f)
{
    const struct operation *pair = operation_pair(x->service, x->operation);
    struct str denied = resource_denied(x);
    if (pair != NULL && decide(x, pair).allowed)
        fault_set_reason(f, FAULT_ACCESS_DENIED, "%.*s, the other name of this, is allowed",
                         STR_PRINTF(resource_action(x, pair)));
    else
        fault_set(f, FAULT_ACCESS_DENIED);
    fault_argument(f, 0, principal_arn(x->principal));
    fault_argument(f, 1, resource_action(x, x->operation));
    fault_argument(f, 2,
                   arena_format(x->arena, "%.*s%.*s", STR_PRINTF(denied), STR_PRINTF(because)));
    return -1;
}

int
authorize_by(authorize_fn *decide, const struct exchange *x, struct fault *f)
{
    bool asked = x->operation->action == NULL || x->operation->action[0] != '\0';
    struct verdict verdict = { .allowed = true };
    if (asked)
        verdict = decide(x, x->operation);
    return verdict.allowed ? 0 : deny(decide, x, verdict.because, f);
}

int
authorize(const struct exchange *x, struct fault *f)
{
    return authorize_by(allow, x, f);
}
