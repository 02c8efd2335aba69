/*
 * Stands in for the clocks of base/clock.c, and for poll() where it only passes the time.
 * Must never let a case see what day it is.
 */
#include "fake_clock.h"

#include <poll.h>
#include <stdbool.h>
#include <time.h>

#include "base/clock.h"

static bool held;
static int64_t held_ms;

/* The linker's names: what calls clock_now_ms() gets the first, and can reach it by the second. */
int64_t __wrap_clock_now_ms(void);
int64_t __real_clock_now_ms(void);
int64_t __wrap_clock_monotonic_ms(void);
int64_t __real_clock_monotonic_ms(void);
int64_t __wrap_clock_monotonic_us(void);
int64_t __real_clock_monotonic_us(void);
int __wrap_poll(struct pollfd *sockets, nfds_t count, int timeout_ms);
int __real_poll(struct pollfd *sockets, nfds_t count, int timeout_ms);

int64_t
__wrap_clock_now_ms(void)
{
    return FAKE_NOW_MS;
}

int64_t
__wrap_clock_monotonic_ms(void)
{
    return held ? held_ms : __real_clock_monotonic_ms();
}

int64_t
__wrap_clock_monotonic_us(void)
{
    return held ? held_ms * 1000 : __real_clock_monotonic_us();
}

/* While the clock is held, the time that a call waits for nothing is the time that passes. */
int
__wrap_poll(struct pollfd *sockets, nfds_t count, int timeout_ms)
{
    if (!held)
        return __real_poll(sockets, count, timeout_ms);
    int ready = count > 0 ? __real_poll(sockets, count, 0) : 0;
    if (ready == 0 && timeout_ms > 0)
        held_ms += timeout_ms;
    return ready;
}

void
fake_clock_hold(void)
{
    held = true;
}

void
fake_clock_forward(int64_t ms)
{
    held_ms += ms;
}

int64_t
fake_clock_real_ms(void)
{
    return __real_clock_now_ms();
}

int64_t
fake_clock_passed_ms(void)
{
    return __real_clock_monotonic_ms();
}
