/*
 * Shapes that are the same in several services: each result's names on the wire. Data only.
 */
#include "services/shared/rows.h"

const struct shape shape_unprocessed_account[] = {
    { .name = "account_id", .wire = "AccountId" },
    { .name = "fault", .wire = "ProcessingResult", .kind = SHAPE_FAULT, .variant = "result" },
    SHAPES_END,
};

const struct shape shape_unprocessed[] = {
    { .name = "unprocessed",
      .wire = "UnprocessedAccounts",
      .kind = SHAPE_LIST,
      .members = shape_unprocessed_account,
      .object = "unprocessed account" },
    SHAPES_END,
};

/* A member names its administrator twice: MasterId is the older word for the same account. */
static const struct shape member[] = {
    { .name = "account_id", .wire = "AccountId" },
    { .name = "detector_id", .wire = "DetectorId" },
    { .name = "email", .wire = "Email" },
    { .name = "administrator_id", .wire = "MasterId" },
    { .name = "administrator_id", .wire = "AdministratorId" },
    { .name = "member_status", .wire = "MemberStatus", .variant = "relationshipStatus" },
    { .name = "invited_at", .wire = "InvitedAt" },
    { .name = "updated_at", .wire = "UpdatedAt" },
    SHAPES_END,
};

const struct shape shape_members[] = {
    { .name = "members",
      .wire = "Members",
      .kind = SHAPE_LIST,
      .members = member,
      .object = "member" },
    { .name = "unprocessed",
      .wire = "UnprocessedAccounts",
      .kind = SHAPE_LIST,
      .members = shape_unprocessed_account,
      .object = "unprocessed account" },
    NEXT_POSITION,
    SHAPES_END,
};

static const struct shape invitation[] = {
    { .name = "account_id", .wire = "AccountId" },
    { .name = "invitation_id", .wire = "InvitationId" },
    { .name = "invited_at", .wire = "InvitedAt" },
    { .name = "member_status", .wire = "MemberStatus", .variant = "relationshipStatus" },
    SHAPES_END,
};

const struct shape shape_invitations[] = {
    { .name = "invitations",
      .wire = "Invitations",
      .kind = SHAPE_LIST,
      .members = invitation,
      .object = "invitation" },
    NEXT_POSITION,
    SHAPES_END,
};

const struct shape shape_invitations_count[] = {
    { .name = "invitations_count", .wire = "InvitationsCount" },
    SHAPES_END,
};

const struct shape shape_administrator[] = {
    { .name = "administrator",
      .wire = "Administrator",
      .kind = SHAPE_OBJECT,
      .members = invitation,
      .object = "invitation" },
    SHAPES_END,
};

const struct shape shape_master[] = {
    { .name = "administrator",
      .wire = "Master",
      .kind = SHAPE_OBJECT,
      .members = invitation,
      .object = "invitation" },
    SHAPES_END,
};

/* GuardDuty says that there is no administrator; Security Hub says nothing. */
const struct shape shape_nullable_administrator[] = {
    { .name = "administrator",
      .wire = "Administrator",
      .kind = SHAPE_NULLABLE,
      .members = invitation,
      .object = "invitation" },
    SHAPES_END,
};

const struct shape shape_nullable_master[] = {
    { .name = "administrator",
      .wire = "Master",
      .kind = SHAPE_NULLABLE,
      .members = invitation,
      .object = "invitation" },
    SHAPES_END,
};

const struct shape shape_tags[] = {
    { .name = "tags", .wire = "Tags", .kind = SHAPE_VERBATIM },
    SHAPES_END,
};
