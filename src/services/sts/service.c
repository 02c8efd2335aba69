/*
 * STS as a whole. Data only.
 */
#include "services/services.h"
#include "services/sts/rows.h"

const struct service service_sts = {
    .name = "sts",
    .product = "STS",
    .protocol = PROTOCOL_QUERY,
    .version = "2011-06-15",
    .xml_namespace = "https://sts.amazonaws.com/doc/2011-06-15/",
    .trail_lower_camel = true,
    .dialect = &fault_manners[MANNER_QUERY],
    .never_signed = "AssumeRoleWithWebIdentity|AssumeRoleWithSAML",
    .operations = sts_operations,
};
