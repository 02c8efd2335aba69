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
      .output = shape_caller_identity,
      .function = "get_caller_identity" },
    { .name = "AssumeRole",
      .method = "POST",
      .path = "/",
      .resource = "{RoleArn}",
      .change = true,
      .input = fields_assume_role,
      .output = shape_assumed_role,
      .function = "assume_role",
      .event = { .response = shape_assumed_role_event,
                 .resources = assume_role_resources,
                 .read_only = true } },
    { .name = NULL },
};
