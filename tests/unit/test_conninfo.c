/*
 * Connection strings with several hosts are turned, so that each attempt starts with another one.
 */
#include "db/conninfo.h"

#include "base/str.h"
#include "harness.h"

static void
lists_start_with_the_host_that_is_asked_for_and_go_around(void)
{
    static const struct {
        const char *conninfo;
        size_t first, hosts;
        const char *host, *hostaddr, *port;
    } rows[] = {
        { "host=a,b,c port=1,2,3", 0, 3, "a,b,c", "", "1,2,3" },
        { "host=a,b,c port=1,2,3", 1, 3, "b,c,a", "", "2,3,1" },
        { "host=a,b,c port=1,2,3", 2, 3, "c,a,b", "", "3,1,2" },
        { "host=a,b,c port=1,2,3", 3, 3, "a,b,c", "", "1,2,3" },
        { "host=a,b port=5432", 1, 2, "b,a", "", "" },
        { "hostaddr=192.0.2.1,192.0.2.2", 1, 2, "", "192.0.2.2,192.0.2.1", "" },
        { "host=a,b hostaddr=192.0.2.1,192.0.2.2", 1, 2, "b,a", "192.0.2.2,192.0.2.1", "" },
        { "host=a, port=1,2", 1, 2, ",a", "", "2,1" },
        { "postgresql://a:1,b:2/memberhub", 1, 2, "b,a", "", "2,1" },
        { "host=a port=1", 1, 1, "", "", "" },
        { "", 1, 1, "", "", "" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct conninfo read;
        CU_ASSERT_EQUAL(conninfo_read(rows[i].conninfo, 1000, rows[i].first, &read), 0);
        CU_ASSERT_EQUAL(read.hosts, rows[i].hosts);
        CU_ASSERT_STR_EQUAL(str_from(read.host), str_from(rows[i].host));
        CU_ASSERT_STR_EQUAL(str_from(read.hostaddr), str_from(rows[i].hostaddr));
        CU_ASSERT_STR_EQUAL(str_from(read.port), str_from(rows[i].port));
    }
}

static void
what_does_not_fit_is_refused(void)
{
    static char options[2000], hosts[2000];
    struct conninfo read;
    snprintf(options, sizeof options, "options='%*s'", 1500, "x");
    snprintf(hosts, sizeof hosts, "host=a,%0*d", 1500, 1);
    CU_ASSERT_EQUAL(conninfo_read(options, 1000, 0, &read), -1);
    CU_ASSERT_EQUAL(conninfo_read(hosts, 1000, 0, &read), -1);
}

SUITE(conninfo)
{
    static const struct test_case cases[] = {
        { "lists start with the host that is asked for and go around",
          lists_start_with_the_host_that_is_asked_for_and_go_around },
        { "what does not fit is refused", what_does_not_fit_is_refused },
        { NULL, NULL },
    };
    return cases;
}
