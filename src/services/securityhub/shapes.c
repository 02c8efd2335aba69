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
