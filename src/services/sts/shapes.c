/*
 * THE SHAPE TABLES of STS: each result's names on the wire. Data only.
 */
#include "services/sts/rows.h"

const struct shape shape_caller_identity[] = {
    { .name = "arn", .wire = "Arn" },
    { .name = "user_id", .wire = "UserId" },
    { .name = "account_id", .wire = "Account" },
    SHAPES_END,
};

static const struct shape credentials[] = {
    { .name = "access_key_id", .wire = "AccessKeyId" },
    { .name = "access_key_id", .wire = "SecretAccessKey", .kind = SHAPE_SECRET },
    { .name = "session", .wire = "SessionToken", .kind = SHAPE_SESSION },
    { .name = "expiration", .wire = "Expiration" },
    SHAPES_END,
};

static const struct shape assumed_role_user[] = {
    { .name = "assumed_role_id", .wire = "AssumedRoleId" },
    { .name = "arn", .wire = "Arn" },
    SHAPES_END,
};

const struct shape shape_assumed_role[] = {
    { .name = "assumed_role_user",
      .wire = "AssumedRoleUser",
      .kind = SHAPE_OBJECT,
      .members = assumed_role_user,
      .object = "assumed role user" },
    { .name = "credentials",
      .wire = "Credentials",
      .kind = SHAPE_OBJECT,
      .members = credentials,
      .object = "credentials" },
    { .name = "packed_policy_size", .wire = "PackedPolicySize", .kind = SHAPE_NUMBER },
    { .name = "source_identity", .wire = "SourceIdentity" },
    SHAPES_END,
};

/* In the order of CloudTrail's events. */
const struct shape shape_assumed_role_event[] = {
    { .name = "credentials",
      .wire = "Credentials",
      .kind = SHAPE_OBJECT,
      .members = credentials,
      .object = "credentials" },
    { .name = "assumed_role_user",
      .wire = "AssumedRoleUser",
      .kind = SHAPE_OBJECT,
      .members = assumed_role_user,
      .object = "assumed role user" },
    { .name = "packed_policy_size", .wire = "PackedPolicySize", .kind = SHAPE_NUMBER },
    { .name = "source_identity", .wire = "SourceIdentity" },
    SHAPES_END,
};
