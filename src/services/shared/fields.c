/*
 * Fields that are the same in several services. Data only: decode.c is the engine. Limits are
 * those of AWS's service model where it has one.
 */
#include "services/shared/rows.h"

const struct field fields_account_id[] = {
    { .name = "AccountId", .kind = &kind_account, .required = true },
    FIELDS_END,
};

static const struct field tag_key[] = {
    { .name = "tagKey", .kind = &kind_tag_key, .required = true },
    FIELDS_END,
};

const struct field fields_list_members[] = {
    { .name = "OnlyAssociated",
      .location = FIELD_IN_QUERY,
      .kind = &kind_switch,
      .parameter = "only_associated",
      .initial = "true",
      .fault = "invalid_only_associated" },
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
    { .name = "AdministratorId",
      .kind = &kind_account,
      .parameter = "administrator_id",
      .required = true },
    { .name = "InvitationId",
      .kind = &kind_text,
      .parameter = "invitation_id",
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    FIELDS_END,
};

const struct field fields_accept_master[] = {
    { .name = "MasterId",
      .kind = &kind_account,
      .parameter = "administrator_id",
      .required = true },
    { .name = "InvitationId",
      .kind = &kind_text,
      .parameter = "invitation_id",
      .required = true,
      .min = 1,
      .max = TEXT_MAX },
    FIELDS_END,
};

const struct field fields_tag[] = {
    { .name = "Tags",
      .kind = &kind_tag_map,
      .parameter = "tags",
      .required = true,
      .min = 1,
      .max = TAGS_MAX },
    FIELDS_END,
};

const struct field fields_untag[] = {
    { .name = "tagKeys",
      .location = FIELD_IN_QUERY,
      .kind = &kind_list,
      .parameter = "keys",
      .required = true,
      .min = 1,
      .max = TAGS_MAX,
      .members = tag_key },
    FIELDS_END,
};
