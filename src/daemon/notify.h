/*
 * Telling the service manager how the server is: the datagrams of sd_notify(3), without libsystemd.
 * Never fails, nor waits for long: a server whose manager is deaf serves all the same.
 */
#ifndef MEMBERHUB_DAEMON_NOTIFY_H
#define MEMBERHUB_DAEMON_NOTIFY_H

#include <stdint.h>

#include "base/attributes.h"

/*
 * Sends lines "NAME=value" to the socket that NOTIFY_SOCKET names, if it names one.
 * Source: sd_notify(3), systemd 252.
 */
void notify_send(const char *format, ...) PRINTF_LIKE(1, 2);

/* Sends what the manager must not miss: where notify_send() drops lines because too many wait
 * already, this waits for up to a second. */
void notify_send_surely(const char *format, ...) PRINTF_LIKE(1, 2);

/* Makes a text, in place, one that may stand in a line: without characters that end it. */
void notify_clean(char *text);

/*
 * Gives the milliseconds between two signs of life, "WATCHDOG=1", that the manager wants of this
 * process: half of what it waits. 0 when it wants none. Source: sd_watchdog_enabled(3).
 */
int64_t notify_watchdog_ms(void);

#endif
