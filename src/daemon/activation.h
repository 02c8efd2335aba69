/*
 * The listening socket by inheritance: from a service manager, or from the master whose place this
 * one takes. Both hand it over in the same way, as descriptor 3 with LISTEN_FDS in the environment.
 * Source: sd_listen_fds(3), systemd 252.
 */
#ifndef MEMBERHUB_DAEMON_ACTIVATION_H
#define MEMBERHUB_DAEMON_ACTIVATION_H

#include <stdbool.h>

#include "base/attributes.h"
#include "base/fault.h"
#include "daemon/listener.h"

/*
 * Takes the socket that was handed to this process, which must listen at `path` (borrowed for the
 * listener's lifetime); *ret_taken is false when there is none. The environment says nothing of it
 * afterwards. FAULT_CONFIG when it is not what is expected.
 */
int activation_take(const char *path, struct listener *ret_listener, bool *ret_taken,
                    struct fault *f) MUST_CHECK;

/*
 * Readies this process, which is about to execute the program, to hand the listener over:
 * descriptor 3 is the socket from then on, whatever it was before. -1 and errno.
 */
int activation_give(const struct listener *listener) MUST_CHECK;

#endif
