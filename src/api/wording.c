/*
 * The choice of protocol and dialect. Must never rest on what is only claimed where something is
 * known.
 */
#include "api/wording.h"

#include "wire/protocols.h"

/* Of a client whose service is only claimed. */
static void
guess(struct exchange *x)
{
    const struct service *service = service_named(x->claim.service);
    x->protocol = service != NULL ? service->protocol : protocol_of(x->request, x->claim.service);
    x->dialect = &fault_manners[protocol_row(x->protocol)->manner];
}

void
wording_choose(struct exchange *x)
{
    if (x->service == NULL) {
        guess(x);
        return;
    }
    bool observed = x->operation != NULL && x->operation->family == FAMILY_MEMBERSHIP &&
                    x->service->observed != NULL && x->config->compat.observed_errors;
    x->protocol = x->service->protocol;
    x->dialect = observed ? x->service->observed : x->service->dialect;
}
