/*
 * THE SERVICE TABLE and its look-ups.
 */
#include "api/service.h"

static const struct service services[] = {
    [SERVICE_SECURITYHUB] = { .name = "securityhub", .product = "SecurityHub" },
};
_Static_assert(ARRAY_COUNT(services) == SERVICE_COUNT, "every service has its row");

static const char *const names[] = {
    [SERVICE_SECURITYHUB] = "securityhub", [SERVICE_COUNT] = NULL
};

const struct service *
service_row(enum service_id id)
{
    return &services[id];
}

const char *const *
service_names(void)
{
    return names;
}

int
service_from_name(struct str name, enum service_id *ret_id)
{
    for (unsigned id = 0; id < SERVICE_COUNT; id++)
        if (str_equal(str_from(services[id].name), name)) {
            *ret_id = (enum service_id)id;
            return 0;
        }
    return -1;
}
