/*
 * THE OPERATION TABLE: the services side by side. Data only; route.c finds a row, dispatch.c takes
 * it from there.
 */
#include "api/operation.h"

#include "base/metrics.h"

#define HUB SERVICE_SECURITYHUB
#define DUTY SERVICE_GUARDDUTY
#define STS SERVICE_STS
#define TRAIL SERVICE_CLOUDTRAIL
#define NATIVE FAMILY_NATIVE
#define SHARED FAMILY_MEMBERSHIP
#define READ false
#define CHANGE true
#define NO_CONTENT 204

/* A row is read across. */
/* clang-format off */
const struct operation operations[] = {
    /* enrollment: the hub, the detector */
    { HUB, "EnableSecurityHub", "POST", "/accounts", NATIVE, CHANGE, fields_enable_hub, NULL,
      STATEMENT_ENABLE_SECURITY_HUB, { FIELD_TAGS, FIELD_DEFAULT_STANDARDS,
      FIELD_CONTROL_FINDING_GENERATOR }, 0 },
    { DUTY, "CreateDetector", "POST", "/detector", NATIVE, CHANGE, fields_create_detector,
      shape_detector_id, STATEMENT_CREATE_DETECTOR, { FIELD_ENABLE, FIELD_PUBLISHING_FREQUENCY,
      FIELD_TAGS, FIELD_FEATURES, FIELD_DATA_SOURCES }, 0 },
    { HUB, "DescribeHub", "GET", "/accounts", NATIVE, READ, fields_describe_hub, shape_hub,
      STATEMENT_DESCRIBE_HUB, { FIELD_HUB_ARN }, 0 },
    { DUTY, "GetDetector", "GET", "/detector/{DetectorId}", NATIVE, READ, fields_none,
      shape_detector, STATEMENT_GET_DETECTOR, { FIELD_NONE }, 0 },
    { DUTY, "ListDetectors", "GET", "/detector", NATIVE, READ, fields_page, shape_detector_ids,
      STATEMENT_LIST_DETECTORS, { FIELD_MAX_RESULTS, FIELD_NEXT_TOKEN }, 0 },
    { HUB, "UpdateSecurityHubConfiguration", "PATCH", "/accounts", NATIVE, CHANGE,
      fields_update_hub, NULL, STATEMENT_UPDATE_SECURITY_HUB_CONFIGURATION, {
      FIELD_AUTO_ENABLE_CONTROLS, FIELD_CONTROL_FINDING_GENERATOR }, 0 },
    { DUTY, "UpdateDetector", "POST", "/detector/{DetectorId}", NATIVE, CHANGE,
      fields_update_detector, NULL, STATEMENT_UPDATE_DETECTOR, { FIELD_ENABLE,
      FIELD_PUBLISHING_FREQUENCY, FIELD_FEATURES, FIELD_DATA_SOURCES }, 0 },
    { HUB, "DisableSecurityHub", "DELETE", "/accounts", NATIVE, CHANGE, fields_none, NULL,
      STATEMENT_DISABLE_SECURITY_HUB, { FIELD_NONE }, 0 },
    { DUTY, "DeleteDetector", "DELETE", "/detector/{DetectorId}", NATIVE, CHANGE, fields_none, NULL,
      STATEMENT_DELETE_DETECTOR, { FIELD_NONE }, 0 },

    /* the administrator's side */
    { HUB, "CreateMembers", "POST", "/members", SHARED, CHANGE, fields_create_members,
      shape_unprocessed, STATEMENT_CREATE_MEMBERS, { FIELD_ACCOUNT_IDS, FIELD_EMAILS,
      FIELD_MEMBER_LIMIT, FIELD_SURPLUS_IDS }, 0 },
    { DUTY, "CreateMembers", "POST", "/detector/{DetectorId}/member", SHARED, CHANGE,
      fields_create_mailed_members, shape_unprocessed, STATEMENT_CREATE_MEMBERS, {
      FIELD_ACCOUNT_IDS, FIELD_EMAILS, FIELD_MEMBER_LIMIT, FIELD_SURPLUS_IDS }, 0 },
    { HUB, "GetMembers", "POST", "/members/get", SHARED, READ, fields_hub_accounts, shape_members,
      STATEMENT_GET_MEMBERS, { FIELD_ACCOUNT_IDS, FIELD_SURPLUS_IDS }, 0 },
    { DUTY, "GetMembers", "POST", "/detector/{DetectorId}/member/get", SHARED, READ,
      fields_accounts, shape_members, STATEMENT_GET_MEMBERS, { FIELD_ACCOUNT_IDS,
      FIELD_SURPLUS_IDS }, 0 },
    { HUB, "ListMembers", "GET", "/members", SHARED, READ, fields_list_members, shape_members,
      STATEMENT_LIST_MEMBERS, { FIELD_ONLY_ASSOCIATED, FIELD_MAX_RESULTS, FIELD_NEXT_TOKEN }, 0 },
    { DUTY, "ListMembers", "GET", "/detector/{DetectorId}/member", SHARED, READ,
      fields_list_members, shape_members, STATEMENT_LIST_MEMBERS, { FIELD_ONLY_ASSOCIATED,
      FIELD_MAX_RESULTS, FIELD_NEXT_TOKEN }, 0 },
    { HUB, "DeleteMembers", "POST", "/members/delete", SHARED, CHANGE, fields_hub_accounts,
      shape_unprocessed, STATEMENT_DELETE_MEMBERS, { FIELD_ACCOUNT_IDS, FIELD_SURPLUS_IDS }, 0 },
    { DUTY, "DeleteMembers", "POST", "/detector/{DetectorId}/member/delete", SHARED, CHANGE,
      fields_accounts, shape_unprocessed, STATEMENT_DELETE_MEMBERS, { FIELD_ACCOUNT_IDS,
      FIELD_SURPLUS_IDS }, 0 },
    { HUB, "InviteMembers", "POST", "/members/invite", SHARED, CHANGE, fields_hub_accounts,
      shape_unprocessed, STATEMENT_INVITE_MEMBERS, { FIELD_ACCOUNT_IDS, FIELD_INVITATION_LIMIT,
      FIELD_SURPLUS_IDS }, 0
      },
    { DUTY, "InviteMembers", "POST", "/detector/{DetectorId}/member/invite", SHARED, CHANGE,
      fields_invite_mailed_members, shape_unprocessed, STATEMENT_INVITE_MEMBERS, {
      FIELD_ACCOUNT_IDS, FIELD_INVITATION_LIMIT, FIELD_SURPLUS_IDS }, 0 },
    /* Security Hub's model knows no output here: its clients cannot see what could not be
      disassociated. */
    { HUB, "DisassociateMembers", "POST", "/members/disassociate", SHARED, CHANGE,
      fields_all_accounts,
      NULL, STATEMENT_DISASSOCIATE_MEMBERS, { FIELD_ACCOUNT_IDS }, 0 },
    { DUTY, "DisassociateMembers", "POST", "/detector/{DetectorId}/member/disassociate", SHARED,
      CHANGE, fields_accounts, shape_unprocessed, STATEMENT_DISASSOCIATE_MEMBERS, {
      FIELD_ACCOUNT_IDS }, 0 },
    { DUTY, "StartMonitoringMembers", "POST", "/detector/{DetectorId}/member/start", SHARED, CHANGE,
      fields_accounts, shape_unprocessed, STATEMENT_START_MONITORING_MEMBERS, { FIELD_ACCOUNT_IDS },
      0 },
    { DUTY, "StopMonitoringMembers", "POST", "/detector/{DetectorId}/member/stop", SHARED, CHANGE,
      fields_accounts, shape_unprocessed, STATEMENT_STOP_MONITORING_MEMBERS, { FIELD_ACCOUNT_IDS },
      0 },
    { DUTY, "GetMemberDetectors", "POST", "/detector/{DetectorId}/member/detector/get", SHARED,
      READ, fields_accounts, shape_member_detectors, STATEMENT_GET_MEMBER_DETECTORS, {
      FIELD_ACCOUNT_IDS }, 0 },
    { DUTY, "UpdateMemberDetectors", "POST", "/detector/{DetectorId}/member/detector/update",
      SHARED, CHANGE, fields_update_member_detectors, shape_unprocessed,
      STATEMENT_UPDATE_MEMBER_DETECTORS, { FIELD_ACCOUNT_IDS, FIELD_FEATURES, FIELD_DATA_SOURCES },
      0 },

    /* the member's side */
    { HUB, "ListInvitations", "GET", "/invitations", SHARED, READ, fields_page, shape_invitations,
      STATEMENT_LIST_INVITATIONS, { FIELD_MAX_RESULTS, FIELD_NEXT_TOKEN }, 0 },
    { DUTY, "ListInvitations", "GET", "/invitation", SHARED, READ, fields_page, shape_invitations,
      STATEMENT_LIST_INVITATIONS, { FIELD_MAX_RESULTS, FIELD_NEXT_TOKEN }, 0 },
    { HUB, "GetInvitationsCount", "GET", "/invitations/count", SHARED, READ, fields_none,
      shape_invitations_count, STATEMENT_GET_INVITATIONS_COUNT, { FIELD_NONE }, 0 },
    { DUTY, "GetInvitationsCount", "GET", "/invitation/count", SHARED, READ, fields_none,
      shape_invitations_count, STATEMENT_GET_INVITATIONS_COUNT, { FIELD_NONE }, 0 },
    { HUB, "DeclineInvitations", "POST", "/invitations/decline", SHARED, CHANGE,
      fields_hub_accounts,
      shape_unprocessed, STATEMENT_DECLINE_INVITATIONS, { FIELD_ACCOUNT_IDS, FIELD_SURPLUS_IDS },
      0 },
    { DUTY, "DeclineInvitations", "POST", "/invitation/decline", SHARED, CHANGE, fields_accounts,
      shape_unprocessed, STATEMENT_DECLINE_INVITATIONS, { FIELD_ACCOUNT_IDS, FIELD_SURPLUS_IDS },
      0 },
    { HUB, "DeleteInvitations", "POST", "/invitations/delete", SHARED, CHANGE, fields_hub_accounts,
      shape_unprocessed, STATEMENT_DELETE_INVITATIONS, { FIELD_ACCOUNT_IDS, FIELD_SURPLUS_IDS },
      0 },
    { DUTY, "DeleteInvitations", "POST", "/invitation/delete", SHARED, CHANGE, fields_accounts,
      shape_unprocessed, STATEMENT_DELETE_INVITATIONS, { FIELD_ACCOUNT_IDS, FIELD_SURPLUS_IDS },
      0 },
    { HUB, "AcceptAdministratorInvitation", "POST", "/administrator", SHARED, CHANGE,
      fields_accept_administrator, NULL, STATEMENT_ACCEPT_ADMINISTRATOR_INVITATION, {
      FIELD_ADMINISTRATOR_ID, FIELD_INVITATION_ID }, 0 },
    { DUTY, "AcceptAdministratorInvitation", "POST", "/detector/{DetectorId}/administrator", SHARED,
      CHANGE, fields_accept_administrator, NULL, STATEMENT_ACCEPT_ADMINISTRATOR_INVITATION, {
      FIELD_ADMINISTRATOR_ID, FIELD_INVITATION_ID }, 0 },
    { HUB, "AcceptInvitation", "POST", "/master", SHARED, CHANGE, fields_accept_master, NULL,
      STATEMENT_ACCEPT_ADMINISTRATOR_INVITATION, { FIELD_ADMINISTRATOR_ID, FIELD_INVITATION_ID }, 0
      },
    { DUTY, "AcceptInvitation", "POST", "/detector/{DetectorId}/master", SHARED, CHANGE,
      fields_accept_master, NULL, STATEMENT_ACCEPT_ADMINISTRATOR_INVITATION, {
      FIELD_ADMINISTRATOR_ID, FIELD_INVITATION_ID }, 0 },
    { HUB, "GetAdministratorAccount", "GET", "/administrator", NATIVE, READ, fields_none,
      shape_administrator, STATEMENT_GET_ADMINISTRATOR_ACCOUNT, { FIELD_NONE }, 0 },
    { DUTY, "GetAdministratorAccount", "GET", "/detector/{DetectorId}/administrator", NATIVE, READ,
      fields_none, shape_nullable_administrator, STATEMENT_GET_ADMINISTRATOR_ACCOUNT, { FIELD_NONE
      }, 0 },
    { HUB, "GetMasterAccount", "GET", "/master", NATIVE, READ, fields_none, shape_master,
      STATEMENT_GET_ADMINISTRATOR_ACCOUNT, { FIELD_NONE }, 0 },
    { DUTY, "GetMasterAccount", "GET", "/detector/{DetectorId}/master", NATIVE, READ, fields_none,
      shape_nullable_master, STATEMENT_GET_ADMINISTRATOR_ACCOUNT, { FIELD_NONE }, 0 },
    { HUB, "DisassociateFromAdministratorAccount", "POST", "/administrator/disassociate", SHARED,
      CHANGE, fields_none, NULL, STATEMENT_DISASSOCIATE_FROM_ADMINISTRATOR_ACCOUNT, { FIELD_NONE },
      0 },
    { DUTY, "DisassociateFromAdministratorAccount", "POST",
      "/detector/{DetectorId}/administrator/disassociate", SHARED, CHANGE, fields_none, NULL,
      STATEMENT_DISASSOCIATE_FROM_ADMINISTRATOR_ACCOUNT, { FIELD_NONE }, 0 },
    { HUB, "DisassociateFromMasterAccount", "POST", "/master/disassociate", SHARED, CHANGE,
      fields_none, NULL, STATEMENT_DISASSOCIATE_FROM_ADMINISTRATOR_ACCOUNT, { FIELD_NONE }, 0 },
    { DUTY, "DisassociateFromMasterAccount", "POST", "/detector/{DetectorId}/master/disassociate",
      SHARED, CHANGE, fields_none, NULL, STATEMENT_DISASSOCIATE_FROM_ADMINISTRATOR_ACCOUNT, {
      FIELD_NONE }, 0 },

    /* tags of the hub, of the detector */
    { HUB, "TagResource", "POST", "/tags/{ResourceArn}", NATIVE, CHANGE, fields_tag, NULL,
      STATEMENT_TAG_RESOURCE, { FIELD_RESOURCE_ARN, FIELD_TAGS }, 0 },
    { DUTY, "TagResource", "POST", "/tags/{ResourceArn}", NATIVE, CHANGE, fields_tag, NULL,
      STATEMENT_TAG_RESOURCE, { FIELD_RESOURCE_ARN, FIELD_TAGS }, NO_CONTENT },
    { HUB, "UntagResource", "DELETE", "/tags/{ResourceArn}", NATIVE, CHANGE, fields_untag, NULL,
      STATEMENT_UNTAG_RESOURCE, { FIELD_RESOURCE_ARN, FIELD_TAG_KEYS }, 0 },
    { DUTY, "UntagResource", "DELETE", "/tags/{ResourceArn}", NATIVE, CHANGE, fields_untag, NULL,
      STATEMENT_UNTAG_RESOURCE, { FIELD_RESOURCE_ARN, FIELD_TAG_KEYS }, NO_CONTENT },
    { HUB, "ListTagsForResource", "GET", "/tags/{ResourceArn}", NATIVE, READ, fields_none,
      shape_tags, STATEMENT_LIST_TAGS_FOR_RESOURCE, { FIELD_RESOURCE_ARN }, 0 },
    { DUTY, "ListTagsForResource", "GET", "/tags/{ResourceArn}", NATIVE, READ, fields_none,
      shape_tags, STATEMENT_LIST_TAGS_FOR_RESOURCE, { FIELD_RESOURCE_ARN }, 0 },

    /* standards, Security Hub's alone */
    { HUB, "BatchEnableStandards", "POST", "/standards/register", NATIVE, CHANGE,
      fields_enable_standards, shape_subscriptions, STATEMENT_BATCH_ENABLE_STANDARDS, {
      FIELD_STANDARDS_ARNS, FIELD_STANDARDS_INPUTS }, 0 },
    { HUB, "BatchDisableStandards", "POST", "/standards/deregister", NATIVE, CHANGE,
      fields_disable_standards, shape_subscriptions, STATEMENT_BATCH_DISABLE_STANDARDS, {
      FIELD_SUBSCRIPTION_ARNS }, 0 },
    { HUB, "GetEnabledStandards", "POST", "/standards/get", NATIVE, READ, fields_enabled_standards,
      shape_subscriptions, STATEMENT_GET_ENABLED_STANDARDS, { FIELD_SUBSCRIPTION_ARNS,
      FIELD_MAX_RESULTS, FIELD_NEXT_TOKEN }, 0 },
    { HUB, "DescribeStandards", "GET", "/standards", NATIVE, READ, fields_describe_standards,
      shape_standards, STATEMENT_DESCRIBE_STANDARDS, { FIELD_MAX_RESULTS, FIELD_NEXT_TOKEN }, 0 },

    /* who is there, STS's alone; found by the name that the form gives as Action */
    { STS, "GetCallerIdentity", "POST", "/", NATIVE, READ, fields_none, shape_caller_identity,
      STATEMENT_GET_CALLER_IDENTITY, { FIELD_NONE }, 0 },
    { STS, "AssumeRole", "POST", "/", NATIVE, CHANGE, fields_assume_role, shape_assumed_role,
      STATEMENT_ASSUME_ROLE, { FIELD_ROLE_ARN, FIELD_SESSION_NAME, FIELD_DURATION,
      FIELD_SESSION_KEY_ID, FIELD_MAY_ASSUME_ROLES, FIELD_SESSION_TAG_KEYS,
      FIELD_SESSION_TAG_VALUES, FIELD_TRANSITIVE_KEYS, FIELD_SOURCE_IDENTITY,
      FIELD_CALLING_SESSION }, 0 },

    /* what was done, CloudTrail's alone; found by the name that X-Amz-Target gives */
    { TRAIL, "LookupEvents", "POST", "/", NATIVE, READ, fields_lookup_events, shape_events,
      STATEMENT_LOOKUP_EVENTS, { FIELD_ATTRIBUTE_KEYS, FIELD_ATTRIBUTE_VALUES, FIELD_START_TIME,
      FIELD_END_TIME, FIELD_MAX_RESULTS, FIELD_NEXT_TOKEN }, 0 },
};
/* clang-format on */

const size_t operation_count = ARRAY_COUNT(operations);
_Static_assert(ARRAY_COUNT(operations) < METRICS_OPERATIONS, "metrics have room for operations");
