/*
 * What a change is known by when it comes again: a name, which a client's own repetitions share,
 * and the signature, which stays with the bytes whoever sends them. Never looks anything up.
 */
#ifndef MEMBERHUB_API_RETRY_KEY_H
#define MEMBERHUB_API_RETRY_KEY_H

#include "api/exchange.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"

/* How long an answer is stored: retry_horizon() in sql/functions/call/_call.sql. */
enum { RETRY_KEY_LIFE_S = 24 * 60 * 60 };

/*
 * Gives the name of the change of an exchange that was decoded: 32 bytes, in the arena. Two calls
 * have one name if access key, service, region, operation, path, query and body are the same,
 * however they are spelled and whenever they were signed, and so is the token that some operations
 * take for this, or else the SDK's invocation id, signed or not. A call that has neither has a name
 * of its own, which goes with its request id.
 */
struct str retry_key_name(const struct exchange *x);

/* Gives what names the exchange's access key and its signature: 32 bytes, in the arena. */
struct str retry_key_signature(const struct exchange *x);

/*
 * Refuses a change by the query form, whatever X-Amz-Expires says, once the answer that was stored
 * for it could have expired: whoever has the URL could carry the change out again. Of an exchange
 * whose operation is known. FAULT_SIGNATURE_EXPIRED.
 */
int retry_key_check_presigned(const struct exchange *x, struct fault *f) MUST_CHECK;

#endif
