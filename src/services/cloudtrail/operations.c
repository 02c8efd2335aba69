/*
 * THE OPERATIONS of CloudTrail; found by the name that X-Amz-Target gives. Data only; route.c finds
 * a row, dispatch.c takes it from there.
 */
#include "services/cloudtrail/rows.h"

const struct operation cloudtrail_operations[] = {
    { .name = "LookupEvents",
      .method = "POST",
      .path = "/",
      .input = fields_lookup_events,
      .output = shape_events,
      .function = "lookup_events" },
    { .name = NULL },
};
