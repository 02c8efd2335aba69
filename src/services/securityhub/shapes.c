/*
 * THE SHAPE TABLES of Security Hub: each result's names on the wire. Data only.
 */
#include "services/securityhub/rows.h"

const struct shape shape_hub[] = {
    { .name = "hub_arn", .wire = "HubArn" },
    { .name = "subscribed_at", .wire = "SubscribedAt" },
    { .name = "auto_enable_controls", .wire = "AutoEnableControls" },
    { .name = "control_finding_generator", .wire = "ControlFindingGenerator" },
    SHAPES_END,
};

static const struct shape subscription[] = {
    { .name = "subscription_arn", .wire = "StandardsSubscriptionArn" },
    { .name = "standards_arn", .wire = "StandardsArn" },
    { .name = "standards_input", .wire = "StandardsInput", .kind = SHAPE_VERBATIM },
    { .name = "standards_status", .wire = "StandardsStatus" },
    SHAPES_END,
};

const struct shape shape_subscriptions[] = {
    { .name = "subscriptions",
      .wire = "StandardsSubscriptions",
      .kind = SHAPE_LIST,
      .members = subscription,
      .object = "subscription" },
    NEXT_POSITION,
    SHAPES_END,
};

static const struct shape managed_by[] = {
    { .name = "company", .wire = "Company" },
    { .name = "product", .wire = "Product" },
    SHAPES_END,
};

static const struct shape standard[] = {
    { .name = "standards_arn", .wire = "StandardsArn" },
    { .name = "name", .wire = "Name" },
    { .name = "description", .wire = "Description" },
    { .name = "enabled_by_default", .wire = "EnabledByDefault" },
    { .name = "managed_by",
      .wire = "StandardsManagedBy",
      .kind = SHAPE_OBJECT,
      .members = managed_by,
      .object = "managed by" },
    SHAPES_END,
};

const struct shape shape_standards[] = {
    { .name = "standards",
      .wire = "Standards",
      .kind = SHAPE_LIST,
      .members = standard,
      .object = "standard" },
    NEXT_POSITION,
    SHAPES_END,
};

static const struct shape failed_finding[] = {
    { .name = "id", .wire = "Id" },
    { .name = "code", .wire = "ErrorCode" },
    { .name = "message", .wire = "ErrorMessage" },
    SHAPES_END,
};

const struct shape shape_import[] = {
    { .name = "failed_count", .wire = "FailedCount" },
    { .name = "success_count", .wire = "SuccessCount" },
    { .name = "failed",
      .wire = "FailedFindings",
      .kind = SHAPE_LIST,
      .members = failed_finding,
      .object = "failed finding" },
    SHAPES_END,
};

/* Contents stay out of events, and a failed finding's message may have some. */
const struct shape shape_import_event[] = {
    { .name = "failed_count", .wire = "FailedCount" },
    { .name = "success_count", .wire = "SuccessCount" },
    { .name = "stored_count", .wire = "StoredCount" },
    { .name = "ids", .wire = "Ids" },
    SHAPES_END,
};

const struct shape shape_findings[] = {
    { .name = "findings", .wire = "Findings", .kind = SHAPE_DOCUMENTS },
    NEXT_POSITION,
    SHAPES_END,
};

static const struct shape identifier[] = {
    { .name = "id", .wire = "Id" },
    { .name = "product_arn", .wire = "ProductArn" },
    SHAPES_END,
};

static const struct shape unprocessed_finding[] = {
    { .name = "identifier",
      .wire = "FindingIdentifier",
      .kind = SHAPE_OBJECT,
      .members = identifier,
      .object = "identifier" },
    { .name = "code", .wire = "ErrorCode" },
    { .name = "message", .wire = "ErrorMessage" },
    SHAPES_END,
};

const struct shape shape_updated[] = {
    { .name = "processed",
      .wire = "ProcessedFindings",
      .kind = SHAPE_LIST,
      .members = identifier,
      .object = "identifier" },
    { .name = "unprocessed",
      .wire = "UnprocessedFindings",
      .kind = SHAPE_LIST,
      .members = unprocessed_finding,
      .object = "unprocessed finding" },
    SHAPES_END,
};

static const struct shape update_source[] = {
    { .name = "type", .wire = "Type" },
    { .name = "identity", .wire = "Identity" },
    SHAPES_END,
};

static const struct shape field_update[] = {
    { .name = "updated_field", .wire = "UpdatedField" },
    { .name = "old_value", .wire = "OldValue" },
    { .name = "new_value", .wire = "NewValue" },
    SHAPES_END,
};

static const struct shape history_record[] = {
    { .name = "identifier",
      .wire = "FindingIdentifier",
      .kind = SHAPE_OBJECT,
      .members = identifier,
      .object = "identifier" },
    { .name = "update_time", .wire = "UpdateTime" },
    { .name = "created", .wire = "FindingCreated" },
    { .name = "source",
      .wire = "UpdateSource",
      .kind = SHAPE_OBJECT,
      .members = update_source,
      .object = "source" },
    { .name = "updates",
      .wire = "Updates",
      .kind = SHAPE_LIST,
      .members = field_update,
      .object = "update" },
    SHAPES_END,
};

const struct shape shape_history[] = {
    { .name = "records",
      .wire = "Records",
      .kind = SHAPE_LIST,
      .members = history_record,
      .object = "record" },
    NEXT_POSITION,
    SHAPES_END,
};

const struct shape shape_insight_arn[] = {
    { .name = "insight_arn", .wire = "InsightArn" },
    SHAPES_END,
};

static const struct shape insight[] = {
    { .name = "insight_arn", .wire = "InsightArn" },
    { .name = "name", .wire = "Name" },
    { .name = "filters", .wire = "Filters", .kind = SHAPE_VERBATIM },
    { .name = "group_by", .wire = "GroupByAttribute" },
    SHAPES_END,
};

const struct shape shape_insights[] = {
    { .name = "insights",
      .wire = "Insights",
      .kind = SHAPE_LIST,
      .members = insight,
      .object = "insight" },
    NEXT_POSITION,
    SHAPES_END,
};

static const struct shape result_value[] = {
    { .name = "value", .wire = "GroupByAttributeValue" },
    { .name = "count", .wire = "Count" },
    SHAPES_END,
};

static const struct shape insight_results[] = {
    { .name = "insight_arn", .wire = "InsightArn" },
    { .name = "group_by", .wire = "GroupByAttribute" },
    { .name = "values",
      .wire = "ResultValues",
      .kind = SHAPE_LIST,
      .members = result_value,
      .object = "value" },
    SHAPES_END,
};

const struct shape shape_insight_results[] = {
    { .name = "results",
      .wire = "InsightResults",
      .kind = SHAPE_OBJECT,
      .members = insight_results,
      .object = "results" },
    SHAPES_END,
};

const struct shape shape_subscription_arn[] = {
    { .name = "subscription_arn", .wire = "ProductSubscriptionArn" },
    SHAPES_END,
};

const struct shape shape_product_subscriptions[] = {
    { .name = "subscriptions", .wire = "ProductSubscriptions", .kind = SHAPE_VERBATIM },
    NEXT_POSITION,
    SHAPES_END,
};

static const struct shape product[] = {
    { .name = "product_arn", .wire = "ProductArn" },
    { .name = "name", .wire = "ProductName" },
    { .name = "company", .wire = "CompanyName" },
    { .name = "description", .wire = "Description" },
    { .name = "categories", .wire = "Categories", .kind = SHAPE_VERBATIM },
    { .name = "integration_types", .wire = "IntegrationTypes", .kind = SHAPE_VERBATIM },
    SHAPES_END,
};

const struct shape shape_products[] = {
    { .name = "products",
      .wire = "Products",
      .kind = SHAPE_LIST,
      .members = product,
      .object = "product" },
    NEXT_POSITION,
    SHAPES_END,
};

const struct shape shape_action_target_arn[] = {
    { .name = "action_target_arn", .wire = "ActionTargetArn" },
    SHAPES_END,
};

static const struct shape action_target[] = {
    { .name = "action_target_arn", .wire = "ActionTargetArn" },
    { .name = "name", .wire = "Name" },
    { .name = "description", .wire = "Description" },
    SHAPES_END,
};

const struct shape shape_action_targets[] = {
    { .name = "action_targets",
      .wire = "ActionTargets",
      .kind = SHAPE_LIST,
      .members = action_target,
      .object = "action target" },
    NEXT_POSITION,
    SHAPES_END,
};

const struct shape shape_aggregator[] = {
    { .name = "aggregator_arn", .wire = "FindingAggregatorArn" },
    { .name = "home_region", .wire = "FindingAggregationRegion" },
    { .name = "linking_mode", .wire = "RegionLinkingMode" },
    { .name = "regions", .wire = "Regions", .kind = SHAPE_VERBATIM },
    SHAPES_END,
};

static const struct shape aggregator_arn[] = {
    { .name = "aggregator_arn", .wire = "FindingAggregatorArn" },
    SHAPES_END,
};

const struct shape shape_aggregators[] = {
    { .name = "aggregators",
      .wire = "FindingAggregators",
      .kind = SHAPE_LIST,
      .members = aggregator_arn,
      .object = "aggregator" },
    NEXT_POSITION,
    SHAPES_END,
};
