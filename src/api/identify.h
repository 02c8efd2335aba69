/*
 * The first stage: who signed, and for which service. A principal comes from sigv4_verify() alone,
 * and no later stage runs without one.
 */
#ifndef MEMBERHUB_API_IDENTIFY_H
#define MEMBERHUB_API_IDENTIFY_H

#include "api/exchange.h"
#include "api/server.h"
#include "base/attributes.h"
#include "base/fault.h"

/*
 * Verifies the signature of an exchange that has its request; sets principal and service, and how
 * that answers. Faults of sigv4_verify(); of a request without a signature those of
 * route_unsigned().
 */
int identify(struct server *server, struct exchange *x, struct fault *f) MUST_CHECK;

#endif
