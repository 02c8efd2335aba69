/*
 * Time outside the database, and its text forms.
 * Must never depend on the time zone or the locale of the process.
 */
#include "base/clock.h"

#include <stdbool.h>
#include <time.h>

/* The first and the last second that four digits of a year can name. */
static const int64_t epoch_s_min = -62135596800, epoch_s_max = 253402300799;

static const char *const weekdays[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

static int64_t
clock_us(clockid_t id)
{
    struct timespec now;
    /* Cannot fail: both clocks exist on every Linux. */
    (void)clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t
clock_now_ms(void)
{
    return clock_us(CLOCK_REALTIME) / 1000;
}

int64_t
clock_monotonic_ms(void)
{
    return clock_us(CLOCK_MONOTONIC) / 1000;
}

int64_t
clock_monotonic_us(void)
{
    return clock_us(CLOCK_MONOTONIC);
}

/* Breaks time down; a time outside the four-digit years becomes the nearest one inside. */
static struct tm
broken_down(int64_t epoch_s)
{
    struct tm tm = { 0 };
    if (epoch_s < epoch_s_min)
        epoch_s = epoch_s_min;
    if (epoch_s > epoch_s_max)
        epoch_s = epoch_s_max;
    time_t time = (time_t)epoch_s;
    (void)gmtime_r(&time, &tm);
    return tm;
}

/*
 * Gives `frame` with the digits of a moment over its low lines: year, month, day, hour, minute,
 * second and, where there are three more, milliseconds. By hand, since each request has several:
 * printf() takes ten times as long.
 */
static struct str
fill_frame(struct arena *arena, struct str frame, const struct tm *tm, int ms)
{
    const struct {
        int number, divisor; /* of the highest digit */
    } fields[] = { { tm->tm_year + 1900, 1000 },
                   { tm->tm_mon + 1, 10 },
                   { tm->tm_mday, 10 },
                   { tm->tm_hour, 10 },
                   { tm->tm_min, 10 },
                   { tm->tm_sec, 10 },
                   { ms, 100 } };
    char *text = arena_alloc(arena, frame.size + 1);
    bytes_copy(text, frame.size + 1, frame.data, frame.size);
    text[frame.size] = '\0';
    size_t field = 0;
    int divisor = fields[0].divisor;
    for (size_t i = 0; i < frame.size; i++) {
        if (frame.data[i] != '_')
            continue;
        text[i] = (char)('0' + fields[field].number / divisor % 10);
        divisor /= 10;
        if (divisor == 0 && field + 1 < ARRAY_COUNT(fields))
            divisor = fields[++field].divisor;
    }
    return (struct str){ text, frame.size };
}

struct str
time_format_basic(struct arena *arena, int64_t epoch_s)
{
    struct tm tm = broken_down(epoch_s);
    return fill_frame(arena, STR("________T______Z"), &tm, 0);
}

struct str
time_format_ms(struct arena *arena, int64_t epoch_ms)
{
    int64_t ms = epoch_ms % 1000, epoch_s = epoch_ms / 1000;
    if (ms < 0) {
        ms += 1000;
        epoch_s--;
    }
    struct tm tm = broken_down(epoch_s);
    return fill_frame(arena, STR("____-__-__T__:__:__.___Z"), &tm, (int)ms);
}

/* Reads `digits` decimal digits at `offset` into a number of [min, max]. */
static bool
digits_at(struct str text, size_t offset, size_t digits, int min, int max, int *ret_number)
{
    struct str part = str_slice(text, offset, digits);
    if (!str_is_digits(part, digits))
        return false;
    int number = 0;
    for (size_t i = 0; i < digits; i++)
        number = number * 10 + (part.data[i] - '0');
    if (number < min || number > max)
        return false;
    *ret_number = number;
    return true;
}

/*
 * Turns fields into seconds; false for a day that its month does not have. timegm() would roll it
 * over into the next month, which a look at what came out shows. Sets tm_wday too.
 */
static bool
to_epoch(struct tm *tm, int64_t *ret_epoch_s)
{
    struct tm normal = *tm;
    time_t time = timegm(&normal);
    if (normal.tm_mon != tm->tm_mon)
        return false;
    tm->tm_wday = normal.tm_wday;
    *ret_epoch_s = (int64_t)time;
    return true;
}

/* Reads date and time of day whose fields stand at these offsets. */
static bool
moment_at(struct str text, const size_t offsets[6], int64_t *ret_epoch_s)
{
    struct tm tm = { 0 };
    int year, month;
    if (!digits_at(text, offsets[0], 4, 1, 9999, &year) ||
        !digits_at(text, offsets[1], 2, 1, 12, &month) ||
        !digits_at(text, offsets[2], 2, 1, 31, &tm.tm_mday) ||
        !digits_at(text, offsets[3], 2, 0, 23, &tm.tm_hour) ||
        !digits_at(text, offsets[4], 2, 0, 59, &tm.tm_min) ||
        !digits_at(text, offsets[5], 2, 0, 59, &tm.tm_sec))
        return false;
    tm.tm_year = year - 1900;
    tm.tm_mon = month - 1;
    return to_epoch(&tm, ret_epoch_s);
}

/* Tells whether `text` has the bytes of `frame` everywhere but at its low lines. */
static bool
frame_matches(struct str text, struct str frame)
{
    if (text.size != frame.size)
        return false;
    for (size_t i = 0; i < frame.size; i++)
        if (frame.data[i] != '_' && frame.data[i] != text.data[i])
            return false;
    return true;
}

int
time_parse_basic(struct str text, int64_t *ret_epoch_s)
{
    static const size_t offsets[] = { 0, 4, 6, 9, 11, 13 };
    if (!frame_matches(text, STR("________T______Z")))
        return -1;
    return moment_at(text, offsets, ret_epoch_s) ? 0 : -1;
}

int
time_parse_ms(struct str text, int64_t *ret_epoch_ms)
{
    static const size_t offsets[] = { 0, 5, 8, 11, 14, 17 };
    int64_t epoch_s;
    int ms;
    if (!frame_matches(text, STR("____-__-__T__:__:__.___Z")) ||
        !digits_at(text, 20, 3, 0, 999, &ms) || !moment_at(text, offsets, &epoch_s))
        return -1;
    *ret_epoch_ms = epoch_s * 1000 + ms;
    return 0;
}

/* Reads an offset from UTC, "+02:00", "+0200" or "+02", all that is left of a text. */
static bool
offset_of(struct str text, int *ret_offset_s)
{
    enum { HOURS_MAX = 18 };
    int hours, minutes = 0;
    size_t at = text.size > 3 && text.data[3] == ':' ? 4 : 3;
    if (!digits_at(text, 1, 2, 0, HOURS_MAX, &hours))
        return false;
    if (text.size > 3 && (text.size != at + 2 || !digits_at(text, at, 2, 0, 59, &minutes)))
        return false;
    *ret_offset_s = (hours * 60 + minutes) * (text.data[0] == '-' ? -60 : 60);
    return hours < HOURS_MAX || minutes == 0;
}

/* Likewise, or "Z". */
static bool
zone_of(struct str text, int *ret_offset_s)
{
    *ret_offset_s = 0;
    if (text.size == 1)
        return text.data[0] == 'Z' || text.data[0] == 'z';
    return text.size >= 3 && (text.data[0] == '+' || text.data[0] == '-') &&
           offset_of(text, ret_offset_s);
}

/* Reads date and time of day to the second, the first bytes of a text; the leap second is the one
 * after the last. */
static bool
second_of(struct str text, int64_t *ret_epoch_s)
{
    static const size_t offsets[] = { 0, 5, 8, 11, 14, 17 };
    static const struct str leap = { "23:59:60", 8 }, before = { "23:59:59", 8 };
    char moment[] = "____-__-__T__:__:__";
    struct str seconds = { moment, sizeof moment - 1 };
    if (text.size < seconds.size || (text.data[10] != 'T' && text.data[10] != 't'))
        return false;
    bool is_leap = str_equal(str_slice(text, 11, leap.size), leap);
    struct str day = is_leap ? before : str_slice(text, 11, leap.size);
    bytes_copy(moment, sizeof moment, text.data, 10);
    bytes_copy(moment + 11, sizeof moment - 11, day.data, day.size);
    if (!frame_matches(seconds, STR("____-__-__T__:__:__")) ||
        !moment_at(seconds, offsets, ret_epoch_s))
        return false;
    *ret_epoch_s += is_leap;
    return true;
}

/* Reads the digits of a fraction from `at` on, cut to milliseconds. */
static struct time_fraction
fraction_at(struct str text, size_t at, int64_t *ret_ms)
{
    struct time_fraction fraction = { at, 0 };
    int64_t ms = 0;
    for (; at < text.size && text.data[at] >= '0' && text.data[at] <= '9'; at++)
        if (fraction.size++ < 3)
            ms = ms * 10 + (text.data[at] - '0');
    for (size_t i = fraction.size; i < 3; i++)
        ms *= 10;
    *ret_ms = ms;
    return fraction;
}

int
time_parse_offset(struct str text, int64_t *ret_epoch_ms, struct time_fraction *ret_fraction)
{
    enum { SECONDS_SIZE = 19 };
    struct time_fraction fraction = { SECONDS_SIZE, 0 };
    size_t at = SECONDS_SIZE;
    int64_t epoch_s, ms = 0;
    int offset_s;
    if (!second_of(text, &epoch_s))
        return -1;
    if (at < text.size && text.data[at] == '.') {
        fraction = fraction_at(text, at + 1, &ms);
        if (fraction.size == 0)
            return -1;
        at = fraction.at + fraction.size;
    }
    if (!zone_of(str_slice(text, at, text.size - at), &offset_s))
        return -1;
    *ret_epoch_ms = (epoch_s - offset_s) * 1000 + ms;
    *ret_fraction = fraction;
    return 0;
}

/* Gives the index of the three letters at `offset` in `names`, or -1. */
static int
name_at(struct str text, size_t offset, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(str_slice(text, offset, 3), str_from(names[i])))
            return (int)i;
    return -1;
}

int
time_parse_http(struct str text, int64_t *ret_epoch_s)
{
    struct tm tm = { 0 };
    int year;
    int64_t epoch_s;
    if (!frame_matches(text, STR("___, __ ___ ____ __:__:__ GMT")))
        return -1;
    int weekday = name_at(text, 0, weekdays, ARRAY_COUNT(weekdays));
    tm.tm_mon = name_at(text, 8, months, ARRAY_COUNT(months));
    if (weekday < 0 || tm.tm_mon < 0)
        return -1;
    if (!digits_at(text, 5, 2, 1, 31, &tm.tm_mday) || !digits_at(text, 12, 4, 1, 9999, &year) ||
        !digits_at(text, 17, 2, 0, 23, &tm.tm_hour) || !digits_at(text, 20, 2, 0, 59, &tm.tm_min) ||
        !digits_at(text, 23, 2, 0, 59, &tm.tm_sec))
        return -1;
    tm.tm_year = year - 1900;
    if (!to_epoch(&tm, &epoch_s) || tm.tm_wday != weekday)
        return -1;
    *ret_epoch_s = epoch_s;
    return 0;
}
