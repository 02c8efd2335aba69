/*
 * Connection strings, read with libpq's own parser. Must never connect.
 */
#include "db/conninfo.h"

#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>

#include "base/str.h"
#include "db/connection.h"

int
db_check_conninfo(const char *conninfo, const char *setting, struct fault *f)
{
    PQconninfoOption *parsed = PQconninfoParse(conninfo, NULL);
    if (parsed == NULL)
        return fault_set_detail(f, FAULT_CONFIG,
                                "%s is no libpq connection string; it should look like "
                                "\"host=/run/postgresql dbname=memberhub user=memberhub_app\"",
                                setting);
    PQconninfoFree(parsed);
    return 0;
}

/* Gives the value of a keyword, "" when the string has none. */
static struct str
value_of(const PQconninfoOption *parsed, struct str keyword)
{
    for (const PQconninfoOption *o = parsed; o != NULL && o->keyword != NULL; o++)
        if (str_equal(str_from(o->keyword), keyword) && o->val != NULL)
            return str_from(o->val);
    return STR("");
}

/*
 * Compiling (jit) pays for queries of seconds; ours take milliseconds, whatever their plan costs. A
 * lock that is not had in a quarter of a call's time is held by something that is no call of ours,
 * and those who stand behind this one in its worker still have theirs. A quarter of the default is
 * more than the second after which the server looks for deadlocks (deadlock_timeout): where both
 * end at once it reports a lock that was not had, and nobody runs the call again.
 */
static int
write_options(int64_t timeout_ms, struct str own, char options[CONNINFO_OPTIONS_SIZE])
{
    int size =
        snprintf(options, CONNINFO_OPTIONS_SIZE,
                 "-c lock_timeout=%" PRId64 " -c statement_timeout=%" PRId64
                 " -c idle_in_transaction_session_timeout=%" PRId64
                 " -c search_path=pg_catalog -c TimeZone=UTC -c DateStyle=ISO -c bytea_output=hex"
                 " -c client_min_messages=warning -c jit=off %.*s",
                 timeout_ms / 4, timeout_ms / 4 * 3, timeout_ms, STR_PRINTF(own));
    return size < CONNINFO_OPTIONS_SIZE ? 0 : -1;
}

static size_t
count_elements(struct str list)
{
    size_t count = 1;
    for (size_t i = 0; i < list.size; i++)
        count += list.data[i] == ',';
    return count;
}

/* Writes a list that starts with element `first`; nothing for a list of one. */
static int
turn_list(struct str list, size_t first, char turned[CONNINFO_LIST_SIZE])
{
    size_t count = count_elements(list), start = 0;
    turned[0] = '\0';
    if (count == 1)
        return 0;
    for (size_t left = first % count; left > 0; start++)
        left -= list.data[start] == ',';
    struct str rest = str_slice(list, start, list.size);
    struct str before = str_slice(list, 0, start > 0 ? start - 1 : 0);
    int size = snprintf(turned, CONNINFO_LIST_SIZE, "%.*s%s%.*s", STR_PRINTF(rest),
                        start > 0 ? "," : "", STR_PRINTF(before));
    return size < CONNINFO_LIST_SIZE ? 0 : -1;
}

int
conninfo_read(const char *conninfo, int64_t call_timeout_ms, size_t first,
              struct conninfo *ret_read)
{
    PQconninfoOption *parsed = PQconninfoParse(conninfo, NULL);
    struct str host = value_of(parsed, STR("host")), address = value_of(parsed, STR("hostaddr"));
    ret_read->hosts = count_elements(host.size > 0 ? host : address);
    int failed =
        write_options(call_timeout_ms, value_of(parsed, STR("options")), ret_read->options) < 0 ||
                turn_list(host, first, ret_read->host) < 0 ||
                turn_list(address, first, ret_read->hostaddr) < 0 ||
                turn_list(value_of(parsed, STR("port")), first, ret_read->port) < 0
            ? -1
            : 0;
    PQconninfoFree(parsed);
    return failed;
}
