/*
 * Keys and signals as one queue of events.
 */
#include "cli/top_keys.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/clock.h"

/* Whether this process may change the terminal: one in the background would be stopped. */
static bool
is_in_front(void)
{
    return tcgetpgrp(STDIN_FILENO) == getpgrp();
}

/* Has keys come one by one, and not be shown. Signals' keys stay signals. */
static void
take_keyboard(struct top_keys *keys)
{
    struct termios now = keys->then;
    now.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    now.c_cc[VMIN] = 1;
    now.c_cc[VTIME] = 0;
    if (is_in_front())
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &now);
}

int
top_keys_begin(struct top_keys *keys, bool keyboard)
{
    static const int heeded[] = { SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGWINCH, SIGCONT };
    sigset_t signals;
    sigemptyset(&signals);
    for (size_t i = 0; i < ARRAY_COUNT(heeded); i++)
        sigaddset(&signals, heeded[i]);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    keys->signals = signalfd(-1, &signals, SFD_CLOEXEC);
    if (keys->signals < 0)
        return -1;
    keys->keyboard = keyboard && tcgetattr(STDIN_FILENO, &keys->then) == 0;
    if (keys->keyboard)
        take_keyboard(keys);
    return 0;
}

/* What a signal asks for; TOP_DUE: nothing. */
static enum top_event
take_signal(struct top_keys *keys)
{
    struct signalfd_siginfo info;
    if (read(keys->signals, &info, sizeof info) != (ssize_t)sizeof info)
        return TOP_DUE;
    if (info.ssi_signo == SIGWINCH)
        return TOP_REDRAW;
    if (info.ssi_signo != SIGCONT)
        return TOP_END;
    /* Whoever had the terminal meanwhile has left it as shells like it. */
    if (keys->keyboard)
        take_keyboard(keys);
    return TOP_REDRAW;
}

/* What a key asks for. A keyboard that is gone asks for nothing more. */
static enum top_event
take_key(struct top_keys *keys)
{
    char key;
    ssize_t size = read(STDIN_FILENO, &key, 1);
    if (size == 0 || (size < 0 && errno != EINTR))
        keys->keyboard = false;
    return size == 1 && (key == 'q' || key == 'Q') ? TOP_END : TOP_DUE;
}

enum top_event
top_keys_wait(struct top_keys *keys, int64_t due_ms)
{
    for (;;) {
        struct pollfd from[] = { { .fd = keys->signals, .events = POLLIN },
                                 { .fd = keys->keyboard ? STDIN_FILENO : -1, .events = POLLIN } };
        int64_t left_ms = due_ms - clock_monotonic_ms();
        int ready = poll(from, ARRAY_COUNT(from), left_ms > 0 ? (int)left_ms : 0);
        enum top_event event = TOP_DUE;
        if (ready > 0 && from[0].revents != 0)
            event = take_signal(keys);
        if (ready > 0 && event == TOP_DUE && from[1].revents != 0)
            event = take_key(keys);
        if (event != TOP_DUE || (ready == 0 && due_ms <= clock_monotonic_ms()))
            return event;
    }
}

void
top_keys_end(struct top_keys *keys)
{
    if (keys->keyboard && is_in_front())
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &keys->then);
    close(keys->signals);
}
