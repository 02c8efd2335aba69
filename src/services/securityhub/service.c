/*
 * Security Hub as a whole. Data only.
 */
#include "services/securityhub/rows.h"
#include "services/services.h"

const struct service service_securityhub = {
    .name = "securityhub",
    .product = "SecurityHub",
    .dialect = DIALECT_DOCUMENTED,
    .observed = true,
    .census = true,
    .enrollment_type = "AWS::SecurityHub::Hub",
    .enrollment_arn = "arn:{partition}:securityhub:{region}:{account}:hub/default",
    .member_type = "AWS::SecurityHub::Member",
    .operations = securityhub_operations,
};
