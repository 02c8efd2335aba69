/*
 * The clocks of everything that a case runs. The linker puts them where base/clock.c's would be
 * (--wrap), so no case depends on the day it runs on. The wall clock stands; the monotonic one
 * runs, or stands too and goes on by what poll() was to wait.
 */
#ifndef MEMBERHUB_TESTS_FAKE_CLOCK_H
#define MEMBERHUB_TESTS_FAKE_CLOCK_H

#include <stdint.h>

/* Where the wall clock stands: 2026-11-22T03:45:00.123Z. */
#define FAKE_NOW_S INT64_C(1795319100)
#define FAKE_NOW_MS (FAKE_NOW_S * 1000 + 123)
#define FAKE_TODAY "20261122"

/* Lets the monotonic clock stand, from 0, for the rest of the program; and moves it. */
void fake_clock_hold(void);
void fake_clock_forward(int64_t ms);

/* The clocks that run: the wall clock for the one case that is about it, and the monotonic one for
 * the frame. */
int64_t fake_clock_real_ms(void);
int64_t fake_clock_passed_ms(void);

#endif
