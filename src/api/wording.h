/*
 * In which protocol and in whose words a request is answered: its operation's, its service's, or
 * what a client that could not be identified will read. Decides nothing but that.
 */
#ifndef MEMBERHUB_API_WORDING_H
#define MEMBERHUB_API_WORDING_H

#include "api/exchange.h"

/*
 * Sets protocol and dialect of an exchange by what is known of it: called whenever more is, and at
 * the latest before it is answered.
 */
void wording_choose(struct exchange *x);

#endif
