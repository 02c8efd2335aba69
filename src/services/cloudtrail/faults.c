/*
 * THE FAULTS of CloudTrail. Data only.
 */
#include "services/cloudtrail/rows.h"

#define CLOUDTRAIL(name, code, sentence) FAULT_ROW(name, 400, code, NULL, sentence)

const struct fault_row cloudtrail_faults[] = {
    CLOUDTRAIL("invalid_lookup_attributes", "InvalidLookupAttributesException",
               "The request is rejected because a lookup attribute is not valid."),
    CLOUDTRAIL("invalid_time_range", "InvalidTimeRangeException",
               "The request is rejected because the start time is after the end time, or a "
               "time is outside the range of possible values."),
    CLOUDTRAIL("invalid_event_category", "InvalidEventCategoryException",
               "The request is rejected because events of this category are not recorded."),
    FAULTS_END,
};
