/*
 * THE FIELD TABLES of STS. Data only: decode.c is the engine.
 */
#include "services/sts/rows.h"

enum { ROLE_ARN_MAX = 2048, SESSION_TAGS_MAX = 50 };

/* What AWS would have the session obey, and this server does not: silence would be a false promise.
 */
/* clang-format off */
#define REFUSED(wire) \
    { .id = FIELD_UNSERVED, .name = wire, .location = FIELD_IN_FORM, .kind = FIELD_REFUSED }
#define REFUSED_LIST(wire) \
    { .id = FIELD_UNSERVED, .name = wire, .location = FIELD_IN_FORM, .kind = FIELD_REFUSED_LIST }
/* clang-format on */

#define WORD_PATTERN "[\\w+=,.@-]*"
#define TAG_CHARACTERS " _.:/=+-@"
#define TAG_PATTERN "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]"

static const struct field session_tag[] = {
    { .id = FIELD_SESSION_TAG_KEYS,
      .name = "Key",
      .kind = FIELD_SESSION_TAG,
      .required = true,
      .min = 1,
      .max = 128,
      .choices = TAG_CHARACTERS,
      .pattern = TAG_PATTERN "+" },
    { .id = FIELD_SESSION_TAG_VALUES,
      .name = "Value",
      .kind = FIELD_SESSION_TAG,
      .required = true,
      .min = 0,
      .max = 256,
      .choices = TAG_CHARACTERS,
      .pattern = TAG_PATTERN "*" },
    FIELDS_END,
};

static const struct field transitive_key[] = {
    { .id = FIELD_TRANSITIVE_KEYS,
      .name = "TransitiveTagKeys",
      .kind = FIELD_SESSION_TAG,
      .required = true,
      .min = 1,
      .max = 128,
      .choices = TAG_CHARACTERS,
      .pattern = TAG_PATTERN "+" },
    FIELDS_END,
};

const struct field fields_assume_role[] = {
    { .id = FIELD_ROLE_ARN,
      .name = "RoleArn",
      .location = FIELD_IN_FORM,
      .kind = FIELD_ROLE,
      .required = true,
      .min = 20,
      .max = ROLE_ARN_MAX },
    { .id = FIELD_SESSION_NAME,
      .name = "RoleSessionName",
      .location = FIELD_IN_FORM,
      .kind = FIELD_WORD,
      .required = true,
      .min = 2,
      .max = 64,
      .choices = "_+=,.@-",
      .pattern = WORD_PATTERN },
    { .id = FIELD_DURATION,
      .name = "DurationSeconds",
      .location = FIELD_IN_FORM,
      .kind = FIELD_NUMBER,
      .min = 900,
      .max = 43200,
      .initial = "3600" },
    /* No role here has a condition on it. */
    { .id = FIELD_EXTERNAL_ID,
      .name = "ExternalId",
      .location = FIELD_IN_FORM,
      .kind = FIELD_WORD,
      .hidden = true,
      .min = 2,
      .max = 1224,
      .choices = "_+=,.@:/-",
      .pattern = "[\\w+=,.@:\\/-]*" },
    { .id = FIELD_SESSION_TAG_KEYS,
      .name = "Tags",
      .location = FIELD_IN_FORM,
      .kind = FIELD_STRUCT_LIST,
      .max = SESSION_TAGS_MAX,
      .members = session_tag },
    { .id = FIELD_TRANSITIVE_KEYS,
      .name = "TransitiveTagKeys",
      .location = FIELD_IN_FORM,
      .kind = FIELD_LIST,
      .max = SESSION_TAGS_MAX,
      .members = transitive_key },
    { .id = FIELD_SOURCE_IDENTITY,
      .name = "SourceIdentity",
      .location = FIELD_IN_FORM,
      .kind = FIELD_WORD,
      .min = 2,
      .max = 64,
      .choices = "_+=,.@-",
      .pattern = WORD_PATTERN },
    REFUSED("Policy"),
    REFUSED_LIST("PolicyArns"),
    REFUSED("SerialNumber"),
    REFUSED("TokenCode"),
    REFUSED_LIST("ProvidedContexts"),
    FIELDS_END,
};
