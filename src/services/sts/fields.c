/*
 * THE FIELD TABLES of STS. Data only: decode.c is the engine.
 */
#include "services/sts/rows.h"

enum { ROLE_ARN_MAX = 2048, SESSION_TAGS_MAX = 50 };

/* What AWS would have the session obey, and this server does not: silence would be a false promise.
 */
/* clang-format off */
#define REFUSED(wire) \
    {  .name = wire, .location = FIELD_IN_FORM, .kind = &kind_refused, .hidden = true }
#define REFUSED_LIST(wire) \
    {  .name = wire, .location = FIELD_IN_FORM, .kind = &kind_refused_list, .hidden = true }
/* clang-format on */

#define WORD_PATTERN "[\\w+=,.@-]*"
#define TAG_CHARACTERS " _.:/=+-@"
#define TAG_PATTERN "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]"

static const struct field session_tag[] = {
    { .name = "Key",
      .kind = &kind_session_tag,
      .parameter = "tag_keys",
      .required = true,
      .min = 1,
      .max = 128,
      .choices = TAG_CHARACTERS,
      .pattern = TAG_PATTERN "+" },
    { .name = "Value",
      .kind = &kind_session_tag,
      .parameter = "tag_values",
      .required = true,
      .min = 0,
      .max = 256,
      .choices = TAG_CHARACTERS,
      .pattern = TAG_PATTERN "*" },
    FIELDS_END,
};

static const struct field transitive_key[] = {
    { .name = "TransitiveTagKeys",
      .kind = &kind_session_tag,
      .required = true,
      .min = 1,
      .max = 128,
      .choices = TAG_CHARACTERS,
      .pattern = TAG_PATTERN "+" },
    FIELDS_END,
};

const struct field fields_assume_role[] = {
    { .name = "RoleArn",
      .location = FIELD_IN_FORM,
      .kind = &kind_role,
      .parameter = "role_arn",
      .required = true,
      .min = 20,
      .max = ROLE_ARN_MAX },
    { .name = "RoleSessionName",
      .location = FIELD_IN_FORM,
      .kind = &kind_word,
      .parameter = "session_name",
      .required = true,
      .min = 2,
      .max = 64,
      .choices = "_+=,.@-",
      .pattern = WORD_PATTERN },
    { .name = "DurationSeconds",
      .location = FIELD_IN_FORM,
      .kind = &kind_number,
      .parameter = "duration_s",
      .min = 900,
      .max = 43200,
      .initial = "3600" },
    /* No role here has a condition on it. */
    { .name = "ExternalId",
      .location = FIELD_IN_FORM,
      .kind = &kind_word,
      .hidden = true,
      .min = 2,
      .max = 1224,
      .choices = "_+=,.@:/-",
      .pattern = "[\\w+=,.@:\\/-]*" },
    { .name = "Tags",
      .location = FIELD_IN_FORM,
      .kind = &kind_table,
      .max = SESSION_TAGS_MAX,
      .members = session_tag },
    { .name = "TransitiveTagKeys",
      .location = FIELD_IN_FORM,
      .kind = &kind_list,
      .parameter = "transitive_keys",
      .max = SESSION_TAGS_MAX,
      .members = transitive_key },
    { .name = "SourceIdentity",
      .location = FIELD_IN_FORM,
      .kind = &kind_word,
      .parameter = "source_identity",
      .min = 2,
      .max = 64,
      .choices = "_+=,.@-",
      .pattern = WORD_PATTERN },
    SUPPLIED("AccessKeyId", kind_session_key_id, "access_key_id"),
    SUPPLIED("MayAssumeRoles", kind_may_assume_roles, "may_assume"),
    SUPPLIED("CallingSession", kind_calling_session, "session"),
    REFUSED("Policy"),
    REFUSED_LIST("PolicyArns"),
    REFUSED("SerialNumber"),
    REFUSED("TokenCode"),
    REFUSED_LIST("ProvidedContexts"),
    FIELDS_END,
};
