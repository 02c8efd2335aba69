/*
 * Verifying a request by the settings and the credentials of this worker. Must never let a request
 * through that sigv4_verify() did not.
 */
#include "api/identify.h"

#include "api/route.h"
#include "api/server_state.h"
#include "api/wording.h"
#include "auth/sigv4.h"
#include "base/clock.h"
#include "base/failpoint.h"

int
identify(struct server *server, struct exchange *x, struct fault *f)
{
    const struct sigv4_rules rules = { .now_s = clock_now_ms() / 1000,
                                       .skew_s = x->config->auth.clock_skew_s,
                                       .query_form = x->config->auth.query_form,
                                       .is_ours = service_is_served,
                                       .regions = str_from(x->config->auth.regions) };
    const struct credential_source source = credentials_source(server->credentials);
    if (sigv4_verify(x->arena, x->request, &rules, &source, &x->principal, f) < 0)
        return f->code == FAULT_MISSING_AUTHENTICATION ? route_unsigned(x, f) : -1;
    FAILPOINT("signature-verified");
    x->service = service_named(principal_service(x->principal));
    if (x->service == NULL)
        return fault_set_detail(f, FAULT_INTERNAL, "a verified service is not in the table");
    wording_choose(x);
    return 0;
}
