/*
 * The tables of STS, whose files are one a topic. Data only.
 */
#ifndef MEMBERHUB_SERVICES_STS_ROWS_H
#define MEMBERHUB_SERVICES_STS_ROWS_H

#include "api/operation.h"
#include "services/shared/rows.h"

/* Ended by a row without a name. */
extern const struct operation sts_operations[];

extern const struct field fields_assume_role[];

extern const struct shape shape_caller_identity[];
extern const struct shape shape_assumed_role[];
extern const struct shape shape_assumed_role_event[];

#endif
