/*
 * Fields that are the same in several services. Data only: decode.c is the engine. Limits are
 * those of AWS's service model where it has one.
 */
#include "services/shared/rows.h"

const struct field fields_account_id[] = {
    { .id = FIELD_ACCOUNT_IDS, .name = "AccountId", .kind = FIELD_ACCOUNT, .required = true },
    FIELDS_END,
};

static const struct field tag_key[] = {
    { .id = FIELD_TAG_KEYS, .name = "tagKey", .kind = FIELD_TAG_KEY, .required = true },
    FIELDS_END,
};

const struct field path_fields[] = {
    { .id = FIELD_RESOURCE_ARN,
      .name = "ResourceArn",
      .location = FIELD_IN_PATH,
      .kind = FIELD_ARN,
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    { .id = FIELD_DETECTOR_ID,
      .name = "DetectorId",
      .location = FIELD_IN_PATH,
      .kind = FIELD_DETECTOR,
      .required = true,
      .fault = FAULT_INVALID_DETECTOR_ID },
    FIELDS_END,
};

const struct field fields_none[] = { FIELDS_END };

const struct field fields_list_members[] = {
    { .id = FIELD_ONLY_ASSOCIATED,
      .name = "OnlyAssociated",
      .location = FIELD_IN_QUERY,
      .kind = FIELD_SWITCH,
      .initial = "true",
      .fault = FAULT_INVALID_ONLY_ASSOCIATED },
    MAX_RESULTS(FIELD_IN_QUERY, 50),
    NEXT_TOKEN(FIELD_IN_QUERY),
    FIELDS_END,
};

const struct field fields_page[] = {
    MAX_RESULTS(FIELD_IN_QUERY, 50),
    NEXT_TOKEN(FIELD_IN_QUERY),
    FIELDS_END,
};

const struct field fields_accept_administrator[] = {
    { .id = FIELD_ADMINISTRATOR_ID,
      .name = "AdministratorId",
      .kind = FIELD_ACCOUNT,
      .required = true },
    { .id = FIELD_INVITATION_ID,
      .name = "InvitationId",
      .kind = FIELD_TEXT,
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    FIELDS_END,
};

const struct field fields_accept_master[] = {
    { .id = FIELD_ADMINISTRATOR_ID, .name = "MasterId", .kind = FIELD_ACCOUNT, .required = true },
    { .id = FIELD_INVITATION_ID,
      .name = "InvitationId",
      .kind = FIELD_TEXT,
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    FIELDS_END,
};

const struct field fields_tag[] = {
    { .id = FIELD_TAGS,
      .name = "Tags",
      .kind = FIELD_TAG_MAP,
      .required = true,
      .min = 1,
      .max = TAGS_MAX },
    FIELDS_END,
};

const struct field fields_untag[] = {
    { .id = FIELD_TAG_KEYS,
      .name = "tagKeys",
      .location = FIELD_IN_QUERY,
      .kind = FIELD_LIST,
      .required = true,
      .min = 1,
      .max = TAGS_MAX,
      .members = tag_key },
    FIELDS_END,
};
