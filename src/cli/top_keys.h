/*
 * The keyboard of memberhubctl top, and the signals that it heeds: one wait for both.
 * Never leaves the terminal other than it was, unless it is killed.
 */
#ifndef MEMBERHUB_CLI_TOP_KEYS_H
#define MEMBERHUB_CLI_TOP_KEYS_H

#include <stdbool.h>
#include <stdint.h>
#include <termios.h>

#include "base/attributes.h"

struct top_keys {
    int signals;         /* a signalfd */
    bool keyboard;       /* keys are read one by one */
    struct termios then; /* how the terminal was; of a keyboard */
};

enum top_event { TOP_DUE, TOP_REDRAW, TOP_END };

/*
 * Blocks SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGWINCH and SIGCONT, which top_keys_wait() takes from
 * then on, and, with `keyboard` and standard input a terminal, has keys come one by one and unseen.
 * -1 and errno.
 */
int top_keys_begin(struct top_keys *keys, bool keyboard) MUST_CHECK;

/*
 * Waits until clock_monotonic_ms() is `due_ms`, the picture has to be drawn anew, or it is to end:
 * q, or a signal.
 */
enum top_event top_keys_wait(struct top_keys *keys, int64_t due_ms);

/* Gives the terminal back as it was. */
void top_keys_end(struct top_keys *keys);

#endif
