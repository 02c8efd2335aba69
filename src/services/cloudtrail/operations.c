/*
 * THE OPERATIONS of CloudTrail; found by the name that X-Amz-Target gives. Data only; route.c finds
 * a row, dispatch.c takes it from there.
 */
#include "services/cloudtrail/rows.h"

const struct operation cloudtrail_operations[] = {
    { .name = "LookupEvents",
      .method = "POST",
      .path = "/",
      .fields = fields_lookup_events,
      .output = shape_events,
      .statement = STATEMENT_LOOKUP_EVENTS,
      .arguments = { FIELD_ATTRIBUTE_KEYS, FIELD_ATTRIBUTE_VALUES, FIELD_START_TIME, FIELD_END_TIME,
                     FIELD_MAX_RESULTS, FIELD_NEXT_TOKEN } },
    { .name = NULL },
};
