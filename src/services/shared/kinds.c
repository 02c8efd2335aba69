/*
 * Kinds of what the settings say of members.
 */
#include <inttypes.h>

#include "api/exchange.h"
#include "services/shared/rows.h"

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

const struct kind kind_member_limit = { .name = "member_limit",
                                        .type = "integer",
                                        .bind = bind_member_limit };
const struct kind kind_invitation_limit = { .name = "invitation_limit",
                                            .type = "integer",
                                            .bind = bind_invitation_limit };
