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

const struct shape shape_finding_ids[] = {
    { .name = "finding_ids", .wire = "FindingIds", .kind = SHAPE_VERBATIM },
    NEXT_POSITION,
    SHAPES_END,
};

const struct shape shape_detector_findings[] = {
    { .name = "findings", .wire = "Findings", .kind = SHAPE_DOCUMENTS },
    SHAPES_END,
};

static const struct shape statistics_group[] = {
    { .name = "account_id", .wire = "AccountId" },
    { .name = "date", .wire = "Date" },
    { .name = "finding_type", .wire = "FindingType" },
    { .name = "resource_id", .wire = "ResourceId" },
    { .name = "resource_type", .wire = "ResourceType" },
    { .name = "severity", .wire = "Severity" },
    { .name = "last_generated_at", .wire = "LastGeneratedAt" },
    { .name = "total_findings", .wire = "TotalFindings" },
    SHAPES_END,
};

#define GROUPED_BY(sql, wired)                                                    \
    {                                                                             \
        .name = "grouped_by_" sql, .wire = "GroupedBy" wired, .kind = SHAPE_LIST, \
        .members = statistics_group, .object = "group"                            \
    }

static const struct shape statistics[] = {
    { .name = "count_by_severity", .wire = "CountBySeverity", .kind = SHAPE_VERBATIM },
    GROUPED_BY("account", "Account"),
    GROUPED_BY("date", "Date"),
    GROUPED_BY("finding_type", "FindingType"),
    GROUPED_BY("resource", "Resource"),
    GROUPED_BY("severity", "Severity"),
    SHAPES_END,
};

const struct shape shape_statistics[] = {
    { .name = "statistics",
      .wire = "FindingStatistics",
      .kind = SHAPE_OBJECT,
      .members = statistics,
      .object = "statistics" },
    SHAPES_END,
};

const struct shape shape_filter_name[] = {
    { .name = "name", .wire = "Name" },
    SHAPES_END,
};

const struct shape shape_filter[] = {
    { .name = "name", .wire = "Name" },
    { .name = "description", .wire = "Description" },
    { .name = "action", .wire = "Action" },
    { .name = "rank", .wire = "Rank" },
    { .name = "criteria", .wire = "FindingCriteria", .kind = SHAPE_VERBATIM },
    { .name = "tags", .wire = "Tags", .kind = SHAPE_VERBATIM },
    SHAPES_END,
};

const struct shape shape_filter_names[] = {
    { .name = "names", .wire = "FilterNames", .kind = SHAPE_VERBATIM },
    NEXT_POSITION,
    SHAPES_END,
};
