/*
 * Prints the verifier's findings as they come, each on a line of its own.
 */
#ifndef MEMBERHUB_CLI_AUDIT_PRINT_H
#define MEMBERHUB_CLI_AUDIT_PRINT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "verify/finding.h"

struct audit_print {
    struct arena *arena; /* of a finding's text; reset with each */
    bool json;
    int64_t printed;
    bool failed; /* standard output could not be written */
};

/* Starts printing on standard output; release it with audit_print_release(). */
void audit_print_init(struct audit_print *print, bool json);
void audit_print_release(struct audit_print *print);

/*
 * Prints one finding; an audit_listener_fn, whose listener is a struct audit_print. In JSON it is
 * an element of a list that the caller begins and ends. Texts of the trail are made fit for a
 * terminal.
 */
void audit_print_finding(void *listener, enum finding_kind kind, const struct finding_place *place,
                         struct str sentence);

#endif
