/*
 * THE SHAPE TABLES: each result's names on the wire. Data only: encode.c is the engine.
 */
#include "api/shape.h"

#include <stddef.h>

#define END          \
    {                \
        .name = NULL \
    }
#define NEXT_TOKEN                                \
    {                                             \
        "next", "NextToken", SHAPE_POSITION, NULL \
    }

const struct shape shape_hub[] = {
    { "hub_arn", "HubArn", SHAPE_VALUE, NULL },
    { "subscribed_at", "SubscribedAt", SHAPE_VALUE, NULL },
    { "auto_enable_controls", "AutoEnableControls", SHAPE_VALUE, NULL },
    { "control_finding_generator", "ControlFindingGenerator", SHAPE_VALUE, NULL },
    END,
};

static const struct shape unprocessed_account[] = {
    { "account_id", "AccountId", SHAPE_VALUE, NULL },
    { "fault", "ProcessingResult", SHAPE_FAULT, NULL },
    END,
};

const struct shape shape_unprocessed[] = {
    { "unprocessed", "UnprocessedAccounts", SHAPE_LIST, unprocessed_account },
    END,
};

/* A member names its administrator twice: MasterId is the older word for the same account. */
static const struct shape member[] = {
    { "account_id", "AccountId", SHAPE_VALUE, NULL },
    { "email", "Email", SHAPE_VALUE, NULL },
    { "administrator_id", "MasterId", SHAPE_VALUE, NULL },
    { "administrator_id", "AdministratorId", SHAPE_VALUE, NULL },
    { "member_status", "MemberStatus", SHAPE_VALUE, NULL },
    { "invited_at", "InvitedAt", SHAPE_VALUE, NULL },
    { "updated_at", "UpdatedAt", SHAPE_VALUE, NULL },
    END,
};

const struct shape shape_members[] = {
    { "members", "Members", SHAPE_LIST, member },
    { "unprocessed", "UnprocessedAccounts", SHAPE_LIST, unprocessed_account },
    NEXT_TOKEN,
    END,
};

static const struct shape invitation[] = {
    { "account_id", "AccountId", SHAPE_VALUE, NULL },
    { "invitation_id", "InvitationId", SHAPE_VALUE, NULL },
    { "invited_at", "InvitedAt", SHAPE_VALUE, NULL },
    { "member_status", "MemberStatus", SHAPE_VALUE, NULL },
    END,
};

const struct shape shape_invitations[] = {
    { "invitations", "Invitations", SHAPE_LIST, invitation },
    NEXT_TOKEN,
    END,
};

const struct shape shape_invitations_count[] = {
    { "invitations_count", "InvitationsCount", SHAPE_VALUE, NULL },
    END,
};

const struct shape shape_administrator[] = {
    { "administrator", "Administrator", SHAPE_OBJECT, invitation },
    END,
};

const struct shape shape_master[] = {
    { "administrator", "Master", SHAPE_OBJECT, invitation },
    END,
};

const struct shape shape_tags[] = {
    { "tags", "Tags", SHAPE_VERBATIM, NULL },
    END,
};

static const struct shape subscription[] = {
    { "subscription_arn", "StandardsSubscriptionArn", SHAPE_VALUE, NULL },
    { "standards_arn", "StandardsArn", SHAPE_VALUE, NULL },
    { "standards_input", "StandardsInput", SHAPE_VERBATIM, NULL },
    { "standards_status", "StandardsStatus", SHAPE_VALUE, NULL },
    END,
};

const struct shape shape_subscriptions[] = {
    { "subscriptions", "StandardsSubscriptions", SHAPE_LIST, subscription },
    NEXT_TOKEN,
    END,
};

static const struct shape managed_by[] = {
    { "company", "Company", SHAPE_VALUE, NULL },
    { "product", "Product", SHAPE_VALUE, NULL },
    END,
};

static const struct shape standard[] = {
    { "standards_arn", "StandardsArn", SHAPE_VALUE, NULL },
    { "name", "Name", SHAPE_VALUE, NULL },
    { "description", "Description", SHAPE_VALUE, NULL },
    { "enabled_by_default", "EnabledByDefault", SHAPE_VALUE, NULL },
    { "managed_by", "StandardsManagedBy", SHAPE_OBJECT, managed_by },
    END,
};

const struct shape shape_standards[] = {
    { "standards", "Standards", SHAPE_LIST, standard },
    NEXT_TOKEN,
    END,
};
