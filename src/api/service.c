/*
 * THE SERVICE TABLE and its look-ups. Must never know anything of a single operation.
 */
#include "api/service.h"

#include "wire/writer.h"

/* Once, for the rows and for the list that the verifier wants. */
#define SECURITYHUB_NAME "securityhub"
#define GUARDDUTY_NAME "guardduty"
#define STS_NAME "sts"
#define CLOUDTRAIL_NAME "cloudtrail"

static const struct service services[] = {
    [SERVICE_SECURITYHUB] = { .name = SECURITYHUB_NAME,
                              .product = "SecurityHub",
                              .dialect = DIALECT_DOCUMENTED },
    [SERVICE_GUARDDUTY] = { .name = GUARDDUTY_NAME,
                            .product = "GuardDuty",
                            .lower_camel = true,
                            .dialect = DIALECT_GUARDDUTY },
    [SERVICE_STS] = { .name = STS_NAME,
                      .product = "STS",
                      .protocol = PROTOCOL_QUERY,
                      .version = "2011-06-15",
                      .xml_namespace = "https://sts.amazonaws.com/doc/2011-06-15/",
                      .trail_lower_camel = true,
                      .dialect = DIALECT_QUERY },
    [SERVICE_CLOUDTRAIL] = { .name = CLOUDTRAIL_NAME,
                             .product = "CloudTrail",
                             .protocol = PROTOCOL_JSON,
                             .version = "CloudTrail_20131101",
                             .dialect = DIALECT_JSON },
};
_Static_assert(ARRAY_COUNT(services) == SERVICE_COUNT, "every service has its row");

static const char *const names[] = {
    [SERVICE_SECURITYHUB] = SECURITYHUB_NAME,
    [SERVICE_GUARDDUTY] = GUARDDUTY_NAME,
    [SERVICE_STS] = STS_NAME,
    [SERVICE_CLOUDTRAIL] = CLOUDTRAIL_NAME,
    [SERVICE_COUNT] = NULL,
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

const char *
service_spelling(struct arena *arena, enum service_id id, const char *name)
{
    return writer_spelling(arena, services[id].lower_camel, name);
}

const char *
service_trail_spelling(struct arena *arena, enum service_id id, const char *name)
{
    return writer_spelling(arena, services[id].trail_lower_camel, name);
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
