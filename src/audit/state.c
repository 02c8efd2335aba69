/*
 * The names of states. Must never take another spelling for one.
 */
#include "audit/state.h"

static const char *const names[] = { "None",     "Created", "Invited", "Enabled",
                                     "Disabled", "Removed", "Resigned" };

_Static_assert(ARRAY_COUNT(names) == AUDIT_STATES, "every state has its name");

int
audit_state_read(struct str name, uint8_t *ret_state)
{
    for (uint8_t state = 0; state < AUDIT_STATES; state++)
        if (str_equal(name, str_from(names[state]))) {
            *ret_state = state;
            return 0;
        }
    return -1;
}

const char *
audit_state_name(uint8_t state)
{
    return names[state];
}
