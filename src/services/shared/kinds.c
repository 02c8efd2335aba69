/*
 * Kinds of ARNs, and of what the settings say of members.
 */
#include <inttypes.h>

#include "api/check.h"
#include "api/exchange.h"
#include "services/shared/rows.h"

static int
check_arn(const struct field *field, struct str text, struct fault *f)
{
    if (!str_starts_with(text, STR("arn:aws")))
        return check_refuse(
            field, "must be an ARN, such as arn:aws:securityhub:REGION:ACCOUNT:hub/default", f);
    return check_plain(field, text, f);
}

const struct kind kind_arn = { .name = "arn",
                               .structure = STRUCTURE_ONE,
                               .node = NODE_TEXT,
                               .type = "text",
                               .read = read_plain,
                               .check = check_arn };

static int
bind_member_limit(struct exchange *x, const struct field *field, const struct value *value,
                  struct str *ret_text, struct fault *f)
{
    (void)field, (void)value, (void)f;
    *ret_text = arena_format(x->arena, "%" PRId64, x->config->limits.members);
    return 0;
}

static int
bind_invitation_limit(struct exchange *x, const struct field *field, const struct value *value,
                      struct str *ret_text, struct fault *f)
{
    (void)field, (void)value, (void)f;
    *ret_text = arena_format(x->arena, "%" PRId64, x->config->limits.outstanding_invitations);
    return 0;
}

static int
bind_search_timeout(struct exchange *x, const struct field *field, const struct value *value,
                    struct str *ret_text, struct fault *f)
{
    (void)field, (void)value, (void)f;
    *ret_text = arena_format(x->arena, "%" PRId64, x->config->findings.search_timeout_ms);
    return 0;
}

const struct kind kind_search_timeout = { .name = "search_timeout",
                                          .type = "integer",
                                          .bind = bind_search_timeout };
const struct kind kind_member_limit = { .name = "member_limit",
                                        .type = "integer",
                                        .bind = bind_member_limit };
const struct kind kind_invitation_limit = { .name = "invitation_limit",
                                            .type = "integer",
                                            .bind = bind_invitation_limit };
