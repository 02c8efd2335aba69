/*
 * The tables of GuardDuty, whose files are one a topic. Data only.
 */
#ifndef MEMBERHUB_SERVICES_GUARDDUTY_ROWS_H
#define MEMBERHUB_SERVICES_GUARDDUTY_ROWS_H

#include "api/filter.h"
#include "api/operation.h"
#include "services/shared/rows.h"

/* Where the path names no detector, it is each of them. */
#define DETECTOR_ARN "arn:{partition}:guardduty:{region}:{account}:detector/{DetectorId}"

/* Ended by a row without a name. */
extern const struct operation guardduty_operations[];
extern const struct fault_row guardduty_faults[];
extern const struct fault_dialect guardduty_dialect;

/* What findings are filtered and sorted by: criteria.c. */
extern const struct filter_attribute guardduty_criteria[];

/* Criteria as conditions (api/filter.h); of saved filters {"criteria" as they are, "conditions"};
 * and by what findings are sorted, as [{"attribute", "descending"}]. */
extern const struct kind kind_criteria, kind_saved_criteria, kind_criteria_sort;

extern const struct field fields_create_samples[];
extern const struct field fields_list_findings[];
extern const struct field fields_get_detector_findings[];
extern const struct field fields_finding_ids[];
extern const struct field fields_feedback[];
extern const struct field fields_statistics[];
extern const struct field fields_create_filter[];
extern const struct field fields_update_filter[];
extern const struct field guardduty_path_fields[];
extern const struct field fields_accounts[];
extern const struct field fields_create_detector[];
extern const struct field fields_update_detector[];
extern const struct field fields_create_mailed_members[];
extern const struct field fields_invite_mailed_members[];
extern const struct field fields_update_member_detectors[];

extern const struct shape shape_finding_ids[];
extern const struct shape shape_detector_findings[];
extern const struct shape shape_statistics[];
extern const struct shape shape_filter_name[];
extern const struct shape shape_filter[];
extern const struct shape shape_filter_names[];
extern const struct shape shape_detector_id[];
extern const struct shape shape_detector_ids[];
extern const struct shape shape_detector[];
extern const struct shape shape_member_detectors[];

#endif
