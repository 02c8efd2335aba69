/*
 * Time outside the database, and its text forms. The clock is a value that is handed around, so
 * tests set it.
 */
#ifndef MEMBERHUB_BASE_CLOCK_H
#define MEMBERHUB_BASE_CLOCK_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/str.h"

/* Milliseconds since 1970-01-01T00:00:00Z of the real clock, and of one that never goes back, which
 * can be asked for microseconds too. */
int64_t clock_now_ms(void);
int64_t clock_monotonic_ms(void);
int64_t clock_monotonic_us(void);

/* Gives "20150830T123600Z" (ISO 8601 basic) for whole seconds since the epoch, years 0001 to 9999.
 */
struct str time_format_basic(struct arena *arena, int64_t epoch_s);

/* Gives "2015-08-30T12:36:00.123Z" for milliseconds since the epoch. */
struct str time_format_ms(struct arena *arena, int64_t epoch_ms);

/* Reads exactly "YYYYMMDDTHHMMSSZ" of a date that exists (no second 60); -1 otherwise. */
int time_parse_basic(struct str text, int64_t *ret_epoch_s) MUST_CHECK;

/* Reads exactly what time_format_ms() gives, of a date that exists; -1 otherwise. */
int time_parse_ms(struct str text, int64_t *ret_epoch_ms) MUST_CHECK;

/*
 * Reads a moment as findings have it: "2015-08-30T12:36:00Z", also with a fraction of 1 to 9 digits
 * or more, which is cut to milliseconds, with an offset "+02:00", "+0200" or "+02" of at most 18
 * hours, "t" and "z", and the leap second 23:59:60 (Security Hub User Guide, "Timestamps"). -1
 * otherwise. *ret_fraction is the place and the size of the fraction's digits; size 0: none.
 */
struct time_fraction {
    size_t at, size;
};
int time_parse_offset(struct str text, int64_t *ret_epoch_ms,
                      struct time_fraction *ret_fraction) MUST_CHECK;

/* Reads RFC 9110 section 5.6.7's preferred form, "Sun, 30 Aug 2015 12:36:00 GMT"; -1 otherwise. */
int time_parse_http(struct str text, int64_t *ret_epoch_s) MUST_CHECK;

#endif
