/*
 * The tables of Security Hub, whose files are one a topic. Data only.
 */
#ifndef MEMBERHUB_SERVICES_SECURITYHUB_ROWS_H
#define MEMBERHUB_SERVICES_SECURITYHUB_ROWS_H

#include "api/operation.h"
#include "services/shared/rows.h"

/* Ended by a row without a name. */
extern const struct operation securityhub_operations[];
extern const struct fault_row securityhub_faults[];
extern const struct fault_dialect securityhub_observed;

extern const struct field securityhub_path_fields[];
extern const struct field fields_enable_hub[];
extern const struct field fields_describe_hub[];
extern const struct field fields_update_hub[];
extern const struct field fields_create_members[];
extern const struct field fields_hub_accounts[];
extern const struct field fields_hub_invited[];
extern const struct field fields_all_accounts[];
extern const struct field fields_enable_standards[];
extern const struct field fields_disable_standards[];
extern const struct field fields_enabled_standards[];
extern const struct field fields_describe_standards[];

extern const struct shape shape_hub[];
extern const struct shape shape_subscriptions[];
extern const struct shape shape_standards[];

#endif
