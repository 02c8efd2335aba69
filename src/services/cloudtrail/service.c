/*
 * CloudTrail as a whole. Data only.
 */
#include "services/cloudtrail/rows.h"
#include "services/services.h"

const struct service service_cloudtrail = {
    .name = "cloudtrail",
    .product = "CloudTrail",
    .protocol = PROTOCOL_JSON,
    .version = "CloudTrail_20131101",
    .dialect = &fault_manners[MANNER_JSON],
    .operations = cloudtrail_operations,
};
