/*
 * THE FIELD TABLES of CloudTrail. Data only: decode.c is the engine.
 */
#include "services/cloudtrail/rows.h"

/* There are eight keys to look up by; one attribute is used, more are taken, as on AWS. */
enum { LOOKUP_ATTRIBUTES_MAX = 8 };
/* The end of the year 9999. */
#define TIME_MAX_S 253402300799

static const struct field lookup_attribute[] = {
    { .id = FIELD_ATTRIBUTE_KEYS,
      .name = "AttributeKey",
      .kind = FIELD_CHOICE,
      .required = true,
      .choices = "EventId|EventName|ReadOnly|Username|ResourceType|ResourceName|EventSource|"
                 "AccessKeyId",
      .fault = FAULT_INVALID_LOOKUP_ATTRIBUTES },
    { .id = FIELD_ATTRIBUTE_VALUES,
      .name = "AttributeValue",
      .kind = FIELD_TEXT,
      .required = true,
      .min = 1,
      .max = 2000,
      .fault = FAULT_INVALID_LOOKUP_ATTRIBUTES },
    FIELDS_END,
};

/* clang-format off */
#define TIME(which, wire) \
    { .id = which, .name = wire, .kind = FIELD_TIME, .min = 0, .max = TIME_MAX_S, .fault = FAULT_INVALID_TIME_RANGE }
/* clang-format on */

const struct field fields_lookup_events[] = {
    { .id = FIELD_ATTRIBUTE_KEYS,
      .name = "LookupAttributes",
      .kind = FIELD_STRUCT_LIST,
      .min = 0,
      .max = LOOKUP_ATTRIBUTES_MAX,
      .fault = FAULT_INVALID_LOOKUP_ATTRIBUTES,
      .members = lookup_attribute },
    TIME(FIELD_START_TIME, "StartTime"),
    TIME(FIELD_END_TIME, "EndTime"),
    { .id = FIELD_UNSERVED,
      .name = "EventCategory",
      .kind = FIELD_REFUSED,
      .fault = FAULT_INVALID_EVENT_CATEGORY },
    { .id = FIELD_MAX_RESULTS,
      .name = "MaxResults",
      .kind = FIELD_NUMBER,
      .min = 1,
      .max = 50,
      .initial = "50",
      .fault = FAULT_INVALID_MAX_RESULTS },
    { .id = FIELD_NEXT_TOKEN,
      .name = "NextToken",
      .kind = FIELD_PAGE_TOKEN,
      .fault = FAULT_INVALID_NEXT_TOKEN },
    FIELDS_END,
};
