/*
 * Times as arguments of memberhubctl.
 */
#include "cli/moment.h"

#include <stdio.h>

#include "base/clock.h"
#include "cli/context.h"

int
moment_parse(const char *text, int64_t *ret_epoch_ms)
{
    /* What each form lacks of the longest one; in place of the last `cut` bytes. */
    static const struct {
        size_t size, cut;
        const char *rest;
    } forms[] = { { sizeof "2026-11-22" - 1, 0, "T00:00:00.000Z" },
                  { sizeof "2026-11-22T10:00:00Z" - 1, 1, ".000Z" },
                  { sizeof "2026-11-22T10:00:00.123Z" - 1, 0, "" } };
    struct str given = str_from(text);
    int64_t epoch_s;
    if (time_parse_basic(given, &epoch_s) == 0) {
        *ret_epoch_ms = epoch_s * 1000;
        return 0;
    }
    for (size_t i = 0; i < ARRAY_COUNT(forms); i++) {
        char whole[32];
        if (given.size != forms[i].size || (forms[i].cut > 0 && !str_ends_with(given, STR("Z"))))
            continue;
        snprintf(whole, sizeof whole, "%.*s%s", (int)(given.size - forms[i].cut), text,
                 forms[i].rest);
        if (time_parse_ms(str_from(whole), ret_epoch_ms) == 0)
            return 0;
    }
    return -1;
}

int
moment_read(const char *text, int64_t *ret_epoch_ms)
{
    if (moment_parse(text, ret_epoch_ms) == 0)
        return 0;
    (void)cli_usage("a time looks like " MOMENT_FORMS ", not \"%.40s\"", text);
    return -1;
}

int
moment_option(const struct cli *cli, enum option_id id, struct str *ret_time)
{
    int64_t time_ms;
    *ret_time = (struct str){ NULL, 0 };
    if (cli->line->values[id] == NULL)
        return 0;
    if (moment_read(cli->line->values[id], &time_ms) < 0)
        return -1;
    *ret_time = time_format_ms(cli->arena, time_ms);
    return 0;
}
