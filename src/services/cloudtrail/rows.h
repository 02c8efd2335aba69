/*
 * The tables of CloudTrail, whose files are one a topic. Data only.
 */
#ifndef MEMBERHUB_SERVICES_CLOUDTRAIL_ROWS_H
#define MEMBERHUB_SERVICES_CLOUDTRAIL_ROWS_H

#include "api/operation.h"
#include "services/shared/rows.h"

/* Ended by a row without a name. */
extern const struct operation cloudtrail_operations[];
extern const struct fault_row cloudtrail_faults[];

extern const struct field fields_lookup_events[];

extern const struct shape shape_events[];

#endif
