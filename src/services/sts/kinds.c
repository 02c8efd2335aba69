/*
 * STS's own kinds: roles, tags of sessions, and what the server says of a session.
 */
#include "api/check.h"
#include "api/exchange.h"
#include "auth/role_session.h"
#include "services/sts/rows.h"

enum { ARN_PARTS = 6, ROLE_NAME_MAX = 64, ROLE_PATH_MAX = 512 };

/* "aws", or "aws-" and lower-case words. */
static bool
is_partition(struct str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!(text.data[i] >= 'a' && text.data[i] <= 'z') && text.data[i] != '-')
            return false;
    return str_equal(text, STR("aws")) || str_starts_with(text, STR("aws-"));
}

/* "/", or names of printable ASCII between slashes (IAM API Reference, CreateRole). */
static bool
is_path(struct str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] < '!' || text.data[i] > '~')
            return false;
    return text.size <= ROLE_PATH_MAX;
}

/*
 * Gives the last segment of the resource of arn:PARTITION:iam::ACCOUNT:role/PATH/NAME; -1 when the
 * text is no such ARN (IAM User Guide, "IAM ARNs").
 */
static int
role_name(struct str text, struct str *ret_name)
{
    static const struct str fixed[ARN_PARTS] = {
        [0] = { "arn", 3 }, [2] = { "iam", 3 }, [3] = { "", 0 }
    };
    struct str rest = text, parts[ARN_PARTS], path;
    size_t count = 0;
    for (; count < ARN_PARTS && str_next(&rest, ':', &parts[count]); count++)
        if (fixed[count].data != NULL && !str_equal(fixed[count], parts[count]))
            return -1;
    if (count != ARN_PARTS || rest.data != NULL || !is_partition(parts[1]) ||
        !str_is_digits(parts[4], 12) || !str_starts_with(parts[5], STR("role/")))
        return -1;
    path = str_slice(parts[5], 4, parts[5].size);
    while (str_next(&parts[5], '/', ret_name))
        continue;
    path.size -= ret_name->size;
    return is_path(path) ? 0 : -1;
}

static int
check_role(const struct field *field, struct str text, struct fault *f)
{
    const struct field name = { .name = field->name,
                                .kind = &kind_word,
                                .min = 1,
                                .max = ROLE_NAME_MAX,
                                .choices = "_+=,.@-" };
    struct str given;
    if (text.size < (size_t)field->min || text.size > (size_t)field->max ||
        role_name(text, &given) < 0)
        return check_refuse(field,
                            "must be a role's ARN, such as arn:aws:iam::111111111111:role/NAME", f);
    return check_word(&name, given, f);
}

static int
bind_session_key_id(struct exchange *x, const struct field *field, const struct value *value,
                    struct str *ret_text, struct fault *f)
{
    (void)field, (void)value, (void)f;
    *ret_text = role_session_key_id(x->arena);
    return 0;
}

static int
bind_may_assume_roles(struct exchange *x, const struct field *field, const struct value *value,
                      struct str *ret_text, struct fault *f)
{
    (void)field, (void)value, (void)f;
    *ret_text = principal_is_test_account(x->principal) ? STR("true") : STR("false");
    return 0;
}

static int
bind_calling_session(struct exchange *x, const struct field *field, const struct value *value,
                     struct str *ret_text, struct fault *f)
{
    const struct role_session *session = principal_session(x->principal);
    (void)field, (void)value, (void)f;
    *ret_text = session != NULL ? session->handed_on : (struct str){ NULL, 0 };
    return 0;
}

const struct kind kind_role = { .name = "role",
                                .structure = STRUCTURE_ONE,
                                .node = NODE_TEXT,
                                .type = "text",
                                .check = check_role,
                                .read = read_plain };
const struct kind kind_session_tag = { .name = "session_tag",
                                       .structure = STRUCTURE_ONE,
                                       .node = NODE_TEXT,
                                       .type = "text",
                                       .check = check_word,
                                       .read = read_plain,
                                       .characters = characters_of_any_language };
const struct kind kind_session_key_id = { .name = "session_key_id",
                                          .type = "text",
                                          .bind = bind_session_key_id };
const struct kind kind_may_assume_roles = { .name = "may_assume_roles",
                                            .type = "boolean",
                                            .bind = bind_may_assume_roles };
const struct kind kind_calling_session = { .name = "calling_session",
                                           .type = "jsonb",
                                           .bind = bind_calling_session };
