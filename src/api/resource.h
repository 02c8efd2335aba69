/*
 * What a call is named in policies and in the sentences of denials: its action and the ARN of its
 * resource, by the templates of the rows. Only renders; whether it may be is authorize.h's.
 */
#ifndef MEMBERHUB_API_RESOURCE_H
#define MEMBERHUB_API_RESOURCE_H

#include "api/exchange.h"
#include "base/str.h"

/*
 * Templates are text with places: "{partition}", "{region}" and "{account}" are the caller's, each
 * other "{Name}" is what the call gave for the field of that name, "*" where it gave nothing.
 * The exchanges are decoded ones; what is given is in their arenas, or static.
 */

/* Gives the action that policies know an operation of the exchange's service by
 * ("securityhub:InviteMembers"), empty where none is asked. */
struct str resource_action(const struct exchange *x, const struct operation *operation);

/* Gives what policies are asked about: an ARN, or "*" for an action that is not about anything. */
struct str resource_asked(const struct exchange *x);

/* Gives what the sentence of a denial names: the same, but that some services name an ARN where
 * they ask about "*". */
struct str resource_denied(const struct exchange *x);

#endif
