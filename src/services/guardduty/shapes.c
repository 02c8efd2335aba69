/*
 * THE SHAPE TABLES of GuardDuty: each result's names on the wire. Data only.
 */
#include "services/guardduty/rows.h"

const struct shape shape_detector_id[] = {
    { .name = "detector_id", .wire = "DetectorId" },
    SHAPES_END,
};

const struct shape shape_detector_ids[] = {
    { .name = "detector_ids", .wire = "DetectorIds", .kind = SHAPE_VERBATIM },
    NEXT_POSITION,
    SHAPES_END,
};

const struct shape shape_detector[] = {
    { .name = "created_at", .wire = "CreatedAt" },
    { .name = "finding_publishing_frequency", .wire = "FindingPublishingFrequency" },
    { .name = "service_role", .wire = "ServiceRole" },
    { .name = "status", .wire = "Status" },
    { .name = "updated_at", .wire = "UpdatedAt" },
    { .name = "data_sources", .wire = "DataSources", .kind = SHAPE_VERBATIM },
    { .name = "tags", .wire = "Tags", .kind = SHAPE_VERBATIM },
    { .name = "features", .wire = "Features", .kind = SHAPE_VERBATIM },
    SHAPES_END,
};

static const struct shape member_detector[] = {
    { .name = "account_id", .wire = "AccountId" },
    { .name = "data_sources", .wire = "DataSources", .kind = SHAPE_VERBATIM },
    { .name = "features", .wire = "Features", .kind = SHAPE_VERBATIM },
    SHAPES_END,
};

const struct shape shape_member_detectors[] = {
    { .name = "members",
      .wire = "Members",
      .kind = SHAPE_LIST,
      .members = member_detector,
      .object = "member detector" },
    { .name = "unprocessed",
      .wire = "UnprocessedAccounts",
      .kind = SHAPE_LIST,
      .members = shape_unprocessed_account,
      .object = "unprocessed account" },
    SHAPES_END,
};
