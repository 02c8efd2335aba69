/*
 * The list of the services' fault tables, which are numbered in this order behind the engine's own.
 * Apart from the list of services, so that whoever serves others has the faults of these.
 */
#include <stddef.h>

#include "services/cloudtrail/rows.h"
#include "services/guardduty/rows.h"
#include "services/securityhub/rows.h"
#include "services/shared/rows.h"
#include "services/sts/rows.h"

const struct fault_row *const fault_tables[] = {
    shared_faults, securityhub_faults, guardduty_faults, sts_faults, cloudtrail_faults, NULL,
};
