/*
 * The tables of Security Hub, whose files are one a topic. Data only.
 */
#ifndef MEMBERHUB_SERVICES_SECURITYHUB_ROWS_H
#define MEMBERHUB_SERVICES_SECURITYHUB_ROWS_H

#include "api/filter.h"
#include "api/operation.h"
#include "services/shared/rows.h"
#include "wire/schema.h"

/* Ended by a row without a name. */
extern const struct operation securityhub_operations[];
extern const struct fault_row securityhub_faults[];
extern const struct fault_dialect securityhub_observed;

/* The form of a finding: asff.c. */
extern const struct schema *const schema_finding;
extern const struct schema *const schema_finding_update; /* what updates set of it */

/*
 * Findings to import: what adheres to the form as it is stored, and what is told of the rest, as
 * {"findings": [..], "failed": [{"id", "code", "message"}]}; at most [findings] batch_bytes.
 */
extern const struct kind kind_findings;

/* What findings are filtered, sorted and grouped by: filters.c. */
extern const struct filter_attribute securityhub_filters[];

/* A member of a finding as updates set it, by its field's name; a moment, as its milliseconds; an
 * attribute that findings are grouped by; and an insight's filters, as {"filters" as they are,
 * "conditions"}. */
extern const struct kind kind_finding_member, kind_moment, kind_group_by, kind_insight_filters;

/* Filters of findings, as conditions (api/filter.h); by which attributes they are sorted, as
 * [{"attribute", "descending"}]; and a page token that says so when the query has changed. */
extern const struct kind kind_filters, kind_sort, kind_findings_token;

extern const struct field fields_get_findings[];
extern const struct field fields_batch_update_findings[];
extern const struct field fields_update_findings[];
extern const struct field fields_finding_history[];
extern const struct field fields_create_insight[];
extern const struct field fields_get_insights[];
extern const struct field fields_update_insight[];
extern const struct field fields_insight_results[];
extern const struct field fields_product_arn[];
extern const struct field fields_list_products[];
extern const struct field fields_describe_products[];
extern const struct field fields_create_action_target[];
extern const struct field fields_describe_action_targets[];
extern const struct field fields_update_action_target[];
extern const struct field fields_create_aggregator[];
extern const struct field fields_update_aggregator[];
extern const struct field fields_import_findings[];
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

extern const struct shape shape_findings[];
extern const struct shape shape_updated[];
extern const struct shape shape_history[];
extern const struct shape shape_insight_arn[];
extern const struct shape shape_insights[];
extern const struct shape shape_insight_results[];
extern const struct shape shape_subscription_arn[];
extern const struct shape shape_product_subscriptions[];
extern const struct shape shape_products[];
extern const struct shape shape_action_target_arn[];
extern const struct shape shape_action_targets[];
extern const struct shape shape_aggregator[];
extern const struct shape shape_aggregators[];
extern const struct shape shape_import[];
extern const struct shape shape_import_event[];
extern const struct shape shape_hub[];
extern const struct shape shape_subscriptions[];
extern const struct shape shape_standards[];

#endif
