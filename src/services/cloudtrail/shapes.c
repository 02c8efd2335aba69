/*
 * THE SHAPE TABLES of CloudTrail: each result's names on the wire. Data only.
 */
#include "services/cloudtrail/rows.h"

static const struct shape resource[] = {
    { .name = "resource_type", .wire = "ResourceType" },
    { .name = "resource_name", .wire = "ResourceName" },
    SHAPES_END,
};

static const struct shape event[] = {
    { .name = "event_id", .wire = "EventId" },
    { .name = "event_name", .wire = "EventName" },
    { .name = "read_only", .wire = "ReadOnly" },
    { .name = "access_key_id", .wire = "AccessKeyId" },
    { .name = "event_time", .wire = "EventTime" },
    { .name = "event_source", .wire = "EventSource" },
    { .name = "username", .wire = "Username" },
    { .name = "resources",
      .wire = "Resources",
      .kind = SHAPE_LIST,
      .members = resource,
      .object = "resource" },
    { .name = "cloudtrail_event", .wire = "CloudTrailEvent" },
    SHAPES_END,
};

const struct shape shape_events[] = {
    { .name = "events", .wire = "Events", .kind = SHAPE_LIST, .members = event, .object = "event" },
    NEXT_POSITION,
    SHAPES_END,
};
