/*
 * THE FIELD TABLES of CloudTrail. Data only: decode.c is the engine.
 */
#include "services/cloudtrail/rows.h"

/* There are eight keys to look up by; one attribute is used, more are taken, as on AWS. */
enum { LOOKUP_ATTRIBUTES_MAX = 8 };
/* The end of the year 9999. */
#define TIME_MAX_S 253402300799

static const struct field lookup_attribute[] = {
    { .name = "AttributeKey",
      .kind = &kind_choice,
      .parameter = "attribute_key",
      .first = true,
      .required = true,
      .choices = "EventId|EventName|ReadOnly|Username|ResourceType|ResourceName|EventSource|"
                 "AccessKeyId",
      .fault = "invalid_lookup_attributes" },
    { .name = "AttributeValue",
      .kind = &kind_text,
      .parameter = "attribute_value",
      .first = true,
      .required = true,
      .min = 1,
      .max = 2000,
      .fault = "invalid_lookup_attributes" },
    FIELDS_END,
};

/* clang-format off */
#define TIME(wire, sql) \
    {  .name = wire, .kind = &kind_time, .parameter = sql, .min = 0, .max = TIME_MAX_S, .fault = "invalid_time_range" }
/* clang-format on */

const struct field fields_lookup_events[] = {
    { .name = "LookupAttributes",
      .kind = &kind_table,
      .min = 0,
      .max = LOOKUP_ATTRIBUTES_MAX,
      .fault = "invalid_lookup_attributes",
      .members = lookup_attribute },
    TIME("StartTime", "start_ms"),
    TIME("EndTime", "end_ms"),
    { .name = "EventCategory", .kind = &kind_refused, .fault = "invalid_event_category" },
    { .name = "MaxResults",
      .kind = &kind_page_size,
      .parameter = "limit",
      .min = 1,
      .max = 50,
      .initial = "50",
      .fault = "invalid_max_results" },
    { .name = "NextToken",
      .kind = &kind_page_token,
      .parameter = "after",
      .fault = "invalid_next_token" },
    FIELDS_END,
};
