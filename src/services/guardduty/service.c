/*
 * GuardDuty as a whole. Data only.
 */
#include "services/guardduty/rows.h"
#include "services/services.h"

const struct service service_guardduty = {
    .name = "guardduty",
    .product = "GuardDuty",
    .lower_camel = true,
    .dialect = &guardduty_dialect,
    .census = true,
    .denied = DETECTOR_ARN,
    .enrollment_type = "AWS::GuardDuty::Detector",
    .member_type = "AWS::GuardDuty::Member",
    .operations = guardduty_operations,
    .path_fields = guardduty_path_fields,
    .filters = guardduty_criteria,
};
