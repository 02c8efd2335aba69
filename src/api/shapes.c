/*
 * THE SHAPE TABLES: each result's names on the wire. Data only: encode.c is the engine.
 */
#include "wire/shape.h"

#include <stddef.h>

#define END          \
    {                \
        .name = NULL \
    }
#define NEXT_TOKEN                                      \
    {                                                   \
        "next", "NextToken", SHAPE_POSITION, NULL, NULL \
    }

const struct shape shape_hub[] = {
    { "hub_arn", "HubArn", SHAPE_VALUE, NULL, NULL },
    { "subscribed_at", "SubscribedAt", SHAPE_VALUE, NULL, NULL },
    { "auto_enable_controls", "AutoEnableControls", SHAPE_VALUE, NULL, NULL },
    { "control_finding_generator", "ControlFindingGenerator", SHAPE_VALUE, NULL, NULL },
    END,
};

static const struct shape unprocessed_account[] = {
    { "account_id", "AccountId", SHAPE_VALUE, NULL, NULL },
    { "fault", "ProcessingResult", SHAPE_FAULT, NULL, "result" },
    END,
};

const struct shape shape_unprocessed[] = {
    { "unprocessed", "UnprocessedAccounts", SHAPE_LIST, unprocessed_account, NULL },
    END,
};

/* A member names its administrator twice: MasterId is the older word for the same account. */
static const struct shape member[] = {
    { "account_id", "AccountId", SHAPE_VALUE, NULL, NULL },
    { "detector_id", "DetectorId", SHAPE_VALUE, NULL, NULL },
    { "email", "Email", SHAPE_VALUE, NULL, NULL },
    { "administrator_id", "MasterId", SHAPE_VALUE, NULL, NULL },
    { "administrator_id", "AdministratorId", SHAPE_VALUE, NULL, NULL },
    { "member_status", "MemberStatus", SHAPE_VALUE, NULL, "relationshipStatus" },
    { "invited_at", "InvitedAt", SHAPE_VALUE, NULL, NULL },
    { "updated_at", "UpdatedAt", SHAPE_VALUE, NULL, NULL },
    END,
};

const struct shape shape_members[] = {
    { "members", "Members", SHAPE_LIST, member, NULL },
    { "unprocessed", "UnprocessedAccounts", SHAPE_LIST, unprocessed_account, NULL },
    NEXT_TOKEN,
    END,
};

static const struct shape invitation[] = {
    { "account_id", "AccountId", SHAPE_VALUE, NULL, NULL },
    { "invitation_id", "InvitationId", SHAPE_VALUE, NULL, NULL },
    { "invited_at", "InvitedAt", SHAPE_VALUE, NULL, NULL },
    { "member_status", "MemberStatus", SHAPE_VALUE, NULL, "relationshipStatus" },
    END,
};

const struct shape shape_invitations[] = {
    { "invitations", "Invitations", SHAPE_LIST, invitation, NULL },
    NEXT_TOKEN,
    END,
};

const struct shape shape_invitations_count[] = {
    { "invitations_count", "InvitationsCount", SHAPE_VALUE, NULL, NULL },
    END,
};

const struct shape shape_administrator[] = {
    { "administrator", "Administrator", SHAPE_OBJECT, invitation, NULL },
    END,
};

const struct shape shape_master[] = {
    { "administrator", "Master", SHAPE_OBJECT, invitation, NULL },
    END,
};

const struct shape shape_tags[] = {
    { "tags", "Tags", SHAPE_VERBATIM, NULL, NULL },
    END,
};

static const struct shape subscription[] = {
    { "subscription_arn", "StandardsSubscriptionArn", SHAPE_VALUE, NULL, NULL },
    { "standards_arn", "StandardsArn", SHAPE_VALUE, NULL, NULL },
    { "standards_input", "StandardsInput", SHAPE_VERBATIM, NULL, NULL },
    { "standards_status", "StandardsStatus", SHAPE_VALUE, NULL, NULL },
    END,
};

const struct shape shape_subscriptions[] = {
    { "subscriptions", "StandardsSubscriptions", SHAPE_LIST, subscription, NULL },
    NEXT_TOKEN,
    END,
};

static const struct shape managed_by[] = {
    { "company", "Company", SHAPE_VALUE, NULL, NULL },
    { "product", "Product", SHAPE_VALUE, NULL, NULL },
    END,
};

static const struct shape standard[] = {
    { "standards_arn", "StandardsArn", SHAPE_VALUE, NULL, NULL },
    { "name", "Name", SHAPE_VALUE, NULL, NULL },
    { "description", "Description", SHAPE_VALUE, NULL, NULL },
    { "enabled_by_default", "EnabledByDefault", SHAPE_VALUE, NULL, NULL },
    { "managed_by", "StandardsManagedBy", SHAPE_OBJECT, managed_by, NULL },
    END,
};

const struct shape shape_standards[] = {
    { "standards", "Standards", SHAPE_LIST, standard, NULL },
    NEXT_TOKEN,
    END,
};

/* GuardDuty says that there is no administrator; Security Hub says nothing. */
const struct shape shape_nullable_administrator[] = {
    { "administrator", "Administrator", SHAPE_NULLABLE, invitation, NULL },
    END,
};

const struct shape shape_nullable_master[] = {
    { "administrator", "Master", SHAPE_NULLABLE, invitation, NULL },
    END,
};

const struct shape shape_detector_id[] = {
    { "detector_id", "DetectorId", SHAPE_VALUE, NULL, NULL },
    END,
};

const struct shape shape_detector_ids[] = {
    { "detector_ids", "DetectorIds", SHAPE_VERBATIM, NULL, NULL },
    NEXT_TOKEN,
    END,
};

const struct shape shape_detector[] = {
    { "created_at", "CreatedAt", SHAPE_VALUE, NULL, NULL },
    { "finding_publishing_frequency", "FindingPublishingFrequency", SHAPE_VALUE, NULL, NULL },
    { "service_role", "ServiceRole", SHAPE_VALUE, NULL, NULL },
    { "status", "Status", SHAPE_VALUE, NULL, NULL },
    { "updated_at", "UpdatedAt", SHAPE_VALUE, NULL, NULL },
    { "data_sources", "DataSources", SHAPE_VERBATIM, NULL, NULL },
    { "tags", "Tags", SHAPE_VERBATIM, NULL, NULL },
    { "features", "Features", SHAPE_VERBATIM, NULL, NULL },
    END,
};

static const struct shape member_detector[] = {
    { "account_id", "AccountId", SHAPE_VALUE, NULL, NULL },
    { "data_sources", "DataSources", SHAPE_VERBATIM, NULL, NULL },
    { "features", "Features", SHAPE_VERBATIM, NULL, NULL },
    END,
};

const struct shape shape_member_detectors[] = {
    { "members", "Members", SHAPE_LIST, member_detector, NULL },
    { "unprocessed", "UnprocessedAccounts", SHAPE_LIST, unprocessed_account, NULL },
    END,
};

const struct shape shape_caller_identity[] = {
    { "arn", "Arn", SHAPE_VALUE, NULL, NULL },
    { "user_id", "UserId", SHAPE_VALUE, NULL, NULL },
    { "account_id", "Account", SHAPE_VALUE, NULL, NULL },
    END,
};

static const struct shape credentials[] = {
    { "access_key_id", "AccessKeyId", SHAPE_VALUE, NULL, NULL },
    { "access_key_id", "SecretAccessKey", SHAPE_SECRET, NULL, NULL },
    { "session", "SessionToken", SHAPE_SESSION, NULL, NULL },
    { "expiration", "Expiration", SHAPE_VALUE, NULL, NULL },
    END,
};

static const struct shape assumed_role_user[] = {
    { "assumed_role_id", "AssumedRoleId", SHAPE_VALUE, NULL, NULL },
    { "arn", "Arn", SHAPE_VALUE, NULL, NULL },
    END,
};

const struct shape shape_assumed_role[] = {
    { "assumed_role_user", "AssumedRoleUser", SHAPE_OBJECT, assumed_role_user, NULL },
    { "credentials", "Credentials", SHAPE_OBJECT, credentials, NULL },
    { "packed_policy_size", "PackedPolicySize", SHAPE_VALUE, NULL, NULL },
    { "source_identity", "SourceIdentity", SHAPE_VALUE, NULL, NULL },
    END,
};

static const struct shape resource[] = {
    { "resource_type", "ResourceType", SHAPE_VALUE, NULL, NULL },
    { "resource_name", "ResourceName", SHAPE_VALUE, NULL, NULL },
    END,
};

static const struct shape event[] = {
    { "event_id", "EventId", SHAPE_VALUE, NULL, NULL },
    { "event_name", "EventName", SHAPE_VALUE, NULL, NULL },
    { "read_only", "ReadOnly", SHAPE_VALUE, NULL, NULL },
    { "access_key_id", "AccessKeyId", SHAPE_VALUE, NULL, NULL },
    { "event_time", "EventTime", SHAPE_VALUE, NULL, NULL },
    { "event_source", "EventSource", SHAPE_VALUE, NULL, NULL },
    { "username", "Username", SHAPE_VALUE, NULL, NULL },
    { "resources", "Resources", SHAPE_LIST, resource, NULL },
    { "cloudtrail_event", "CloudTrailEvent", SHAPE_VALUE, NULL, NULL },
    END,
};

const struct shape shape_events[] = {
    { "events", "Events", SHAPE_LIST, event, NULL },
    NEXT_TOKEN,
    END,
};
