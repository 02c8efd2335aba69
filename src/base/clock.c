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
