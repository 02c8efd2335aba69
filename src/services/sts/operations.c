/*
 * THE OPERATIONS of STS; found by the name that the form gives as Action. Data only; route.c finds
 * a row, dispatch.c takes it from there.
 */
#include "services/sts/rows.h"

static const struct event_resource assume_role_resources[] = {
    { "AWS::IAM::Role", "parameters.roleArn" },
    { "AWS::STS::AssumedRole", "result.assumed_role_user.arn" },
    { "AWS::IAM::AccessKey", "result.credentials.access_key_id" },
    { .type = NULL },
};

const struct operation sts_operations[] = {
    { .name = "GetCallerIdentity",
      .method = "POST",
      .path = "/",
      /* Who asks who it is needs no leave, nor can it be forbidden. */
      .action = "",
      .fields = fields_none,
      .output = shape_caller_identity,
      .statement = STATEMENT_GET_CALLER_IDENTITY },
    { .name = "AssumeRole",
      .method = "POST",
      .path = "/",
      .resource = "{RoleArn}",
      .change = true,
      .fields = fields_assume_role,
      .output = shape_assumed_role,
      .statement = STATEMENT_ASSUME_ROLE,
      .arguments = { FIELD_ROLE_ARN, FIELD_SESSION_NAME, FIELD_DURATION, FIELD_SESSION_KEY_ID,
                     FIELD_MAY_ASSUME_ROLES, FIELD_SESSION_TAG_KEYS, FIELD_SESSION_TAG_VALUES,
                     FIELD_TRANSITIVE_KEYS, FIELD_SOURCE_IDENTITY, FIELD_CALLING_SESSION },
      .event = { .response = shape_assumed_role_event,
                 .resources = assume_role_resources,
                 .read_only = true } },
    { .name = NULL },
};
