/*
 * How a principal is named to others: its ARN and CloudTrail's userIdentity.
 * Must never make one: it knows no more of a principal than any other reader.
 */
#include "auth/principal.h"

#include "base/attributes.h"
#include "base/buf.h"
#include "base/codec.h"

/* AWS's partitions by the beginning of a region's name (General Reference, Amazon Resource Names).
 */
static const struct {
    const char *region_prefix, *partition;
} partitions[] = {
    { "cn-", "aws-cn" },         { "us-gov-", "aws-us-gov" }, { "us-isob-", "aws-iso-b" },
    { "us-isof-", "aws-iso-f" }, { "eu-isoe-", "aws-iso-e" }, { "us-iso-", "aws-iso" },
    { "eusc-", "aws-eusc" },
};

static const char *
region_partition(struct str region)
{
    for (size_t i = 0; i < ARRAY_COUNT(partitions); i++)
        if (str_starts_with(region, str_from(partitions[i].region_prefix)))
            return partitions[i].partition;
    return "aws";
}

struct str
principal_arn(struct arena *arena, const struct principal *principal)
{
    return arena_format(arena, "arn:%s:iam::%.*s:root",
                        region_partition(principal_region(principal)),
                        STR_PRINTF(principal_account_id(principal)));
}

struct str
principal_identity(struct arena *arena, const struct principal *principal)
{
    const struct {
        const char *name;
        struct str value;
    } members[] = {
        { "type", STR("Root") },
        { "principalId", principal_account_id(principal) },
        { "arn", principal_arn(arena, principal) },
        { "accountId", principal_account_id(principal) },
        { "accessKeyId", principal_access_key_id(principal) },
    };
    struct buf json;
    buf_init(&json, arena);
    for (size_t i = 0; i < ARRAY_COUNT(members); i++) {
        buf_add_format(&json, "%s\"%s\":", i == 0 ? "{" : ",", members[i].name);
        json_quote(&json, members[i].value);
    }
    buf_add_char(&json, '}');
    return buf_str(&json);
}
