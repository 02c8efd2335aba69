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

const char *
principal_partition(const struct principal *principal)
{
    struct str region = principal_region(principal);
    for (size_t i = 0; i < ARRAY_COUNT(partitions); i++)
        if (str_starts_with(region, str_from(partitions[i].region_prefix)))
            return partitions[i].partition;
    return "aws";
}

struct str
principal_arn_make(struct arena *arena, const struct principal *principal)
{
    const struct role_session *session = principal_session(principal);
    const char *partition = principal_partition(principal);
    struct str account_id = principal_account_id(principal);
    if (session == NULL)
        return arena_format(arena, "arn:%s:iam::%.*s:root", partition, STR_PRINTF(account_id));
    return arena_format(arena, "arn:%s:sts::%.*s:assumed-role/%.*s/%.*s", partition,
                        STR_PRINTF(account_id), STR_PRINTF(session->role),
                        STR_PRINTF(session->name));
}

/* Adds a member to an object that is open. */
static void
add_member(struct buf *json, const char *name, struct str value)
{
    bool first = json->size == 0 || json->data[json->size - 1] == '{';
    buf_add(json, first ? STR("\"") : STR(",\""));
    buf_add(json, str_from(name));
    buf_add(json, STR("\":"));
    json_quote(json, value);
}

/* Adds who issued the session, and when: CloudTrail's sessionContext. */
static void
add_session_context(struct buf *json, const struct principal *principal)
{
    const struct role_session *session = principal_session(principal);
    const char *partition = principal_partition(principal);
    buf_add(json, STR(",\"sessionContext\":{\"sessionIssuer\":{"));
    add_member(json, "type", STR("Role"));
    add_member(json, "principalId", session->role_id);
    add_member(json, "arn",
               arena_format(json->arena, "arn:%s:iam::%.*s:role/%.*s", partition,
                            STR_PRINTF(session->account_id), STR_PRINTF(session->role)));
    add_member(json, "accountId", session->account_id);
    add_member(json, "userName", session->role);
    buf_add(json, STR("},\"attributes\":{"));
    add_member(json, "creationDate", session->issued_at);
    add_member(json, "mfaAuthenticated", STR("false"));
    buf_add_char(json, '}');
    if (session->source_identity.data != NULL)
        add_member(json, "sourceIdentity", session->source_identity);
    buf_add_char(json, '}');
}

struct str
principal_identity(struct arena *arena, const struct principal *principal)
{
    const struct role_session *session = principal_session(principal);
    struct str id = principal_account_id(principal);
    struct buf json;
    if (session != NULL)
        id = arena_format(arena, "%.*s:%.*s", STR_PRINTF(session->role_id),
                          STR_PRINTF(session->name));
    buf_init(&json, arena);
    buf_add_char(&json, '{');
    add_member(&json, "type", session != NULL ? STR("AssumedRole") : STR("Root"));
    add_member(&json, "principalId", id);
    add_member(&json, "arn", principal_arn(principal));
    add_member(&json, "accountId", principal_account_id(principal));
    add_member(&json, "accessKeyId", principal_access_key_id(principal));
    if (session != NULL)
        add_session_context(&json, principal);
    buf_add_char(&json, '}');
    return buf_str(&json);
}
