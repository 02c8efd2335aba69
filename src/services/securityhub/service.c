/*
 * Security Hub as a whole. Data only.
 */
#include "services/securityhub/rows.h"
#include "services/services.h"

const struct service service_securityhub = {
    .name = "securityhub",
    .product = "SecurityHub",
    .dialect = &fault_manners[MANNER_REST],
    .observed = &securityhub_observed,
    .census = true,
    .resource = "arn:{partition}:securityhub:{region}:{account}:hub/default",
    .enrollment_type = "AWS::SecurityHub::Hub",
    .member_type = "AWS::SecurityHub::Member",
    .operations = securityhub_operations,
    .path_fields = securityhub_path_fields,
    .filters = securityhub_filters,
};
