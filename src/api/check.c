/*
 * The rules for single values, one function a kind. Must never look at more than the value it is
 * given.
 */
#include "api/check.h"

#include <stdio.h>
#include <string.h>

#include "base/codec.h"

/* Longest tag key and tag or map value, in characters: AWS General Reference, "Tag naming limits".
 */
enum { TAG_KEY_MAX = 128, MAP_VALUE_MAX = 256 };
/* Ours have about 100 bytes. */
enum { PAGE_TOKEN_MAX = 1024 };
enum { ARN_PARTS = 6, ROLE_NAME_MAX = 64, ROLE_PATH_MAX = 512 };

enum fault_code
field_fault(const struct field *field)
{
    return field->fault != 0 ? field->fault : FAULT_INVALID_INPUT;
}

size_t
text_length(struct str text)
{
    size_t length = 0;
    for (size_t i = 0; i < text.size; i++)
        length += ((unsigned char)text.data[i] & 0xc0) != 0x80;
    return length;
}

static int
refuse(const struct field *field, const char *rule, struct fault *f)
{
    return fault_set_reason(f, field_fault(field), "%s %s", field->name, rule);
}

static bool
is_blank(struct str text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != ' ' && (text.data[i] < '\t' || text.data[i] > '\r'))
            return false;
    return true;
}

static int
check_plain(const struct field *field, struct str text, struct fault *f)
{
    size_t length = text_length(text);
    if (field->min > 0 && is_blank(text))
        return refuse(field, "must not be blank", f);
    if (length > (size_t)field->max)
        return fault_set_reason(f, field_fault(field), "%s must have at most %lld characters",
                                field->name, (long long)field->max);
    return 0;
}

static int
check_arn(const struct field *field, struct str text, struct fault *f)
{
    if (!str_starts_with(text, STR("arn:aws")))
        return refuse(field,
                      "must be an ARN, such as arn:aws:securityhub:REGION:ACCOUNT:hub/default", f);
    return check_plain(field, text, f);
}

static int
check_account(const struct field *field, struct str text, struct fault *f)
{
    return str_is_digits(text, 12) ? 0 : refuse(field, "must be an account ID of twelve digits", f);
}

static int
check_detector(const struct field *field, struct str text, struct fault *f)
{
    uint8_t bytes[16];
    if (hex_decode(text, bytes, sizeof bytes) == 0)
        return 0;
    return refuse(field, "must be a detector ID of 32 lower-case hex digits", f);
}

static int
check_choice(const struct field *field, struct str text, struct fault *f)
{
    struct str rest = str_from(field->choices), choice;
    while (str_next(&rest, '|', &choice))
        if (str_equal(choice, text))
            return 0;
    return fault_set_reason(f, field_fault(field), "%s must be one of %s", field->name,
                            field->choices);
}

static int
check_number(const struct field *field, struct str text, struct fault *f)
{
    int64_t number;
    if (str_to_int64(text, field->min, field->max, &number) == 0)
        return 0;
    return fault_set_reason(f, field_fault(field), "%s must be a whole number from %lld to %lld",
                            field->name, (long long)field->min, (long long)field->max);
}

static int
check_switch(const struct field *field, struct str text, struct fault *f)
{
    if (str_equal_nocase(text, STR("true")) || str_equal_nocase(text, STR("false")))
        return 0;
    return refuse(field, "must be true or false", f);
}

/* AWS's model: ^(?!aws:)[a-zA-Z+-=._:/]+$, in which "+-=" is the range from '+' to '='. */
static int
check_tag_key(const struct field *field, struct str text, struct fault *f)
{
    if (text.size < 1 || text.size > TAG_KEY_MAX)
        return refuse(field, "must have tag keys of 1 to 128 characters", f);
    if (str_starts_with(text, STR("aws:")))
        return refuse(field, "must not have tag keys that begin with aws:", f);
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '+' && c <= '=') && c != '_')
            return refuse(field, "must have tag keys of letters, digits and + - = . _ : / alone",
                          f);
    }
    return 0;
}

static bool
is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Tells whether byte i is of a character beyond ASCII and its controls, U+0080 to U+009F, which
 * begin with C2 and go on below A0. */
static bool
is_foreign(struct str text, size_t i)
{
    unsigned char byte = (unsigned char)text.data[i];
    bool control = byte == 0xc2 && i + 1 < text.size && (unsigned char)text.data[i + 1] < 0xa0;
    return byte >= 0x80 && !control;
}

/* Model: [\w+=,.@-]* and its like; of tags [\p{L}\p{Z}\p{N}_.:/=+\-@]*, where every foreign
 * character is taken for one of those. */
bool
check_characters(const struct field *field, struct str text)
{
    bool any_language = field->kind == FIELD_SESSION_TAG;
    if (field->kind != FIELD_WORD && !any_language)
        return true;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool chosen = str_find(str_from(field->choices), c) < strlen(field->choices);
        if (!is_plain(c) && !chosen && !(any_language && is_foreign(text, i)))
            return false;
    }
    return true;
}

static int
check_word(const struct field *field, struct str text, struct fault *f)
{
    size_t length = text_length(text);
    if (length < (size_t)field->min || length > (size_t)field->max)
        return fault_set_reason(f, field_fault(field), "%s must have %lld to %lld characters",
                                field->name, (long long)field->min, (long long)field->max);
    if (!check_characters(field, text))
        return fault_set_reason(f, field_fault(field), "%s must consist of letters, digits and %s",
                                field->name, field->choices);
    return 0;
}

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
                                .kind = FIELD_WORD,
                                .min = 1,
                                .max = ROLE_NAME_MAX,
                                .choices = "_+=,.@-" };
    struct str given;
    if (text.size < (size_t)field->min || text.size > (size_t)field->max ||
        role_name(text, &given) < 0)
        return refuse(field, "must be a role's ARN, such as arn:aws:iam::111111111111:role/NAME",
                      f);
    return check_word(&name, given, f);
}

int
check_map_value(const struct field *field, struct str value, struct fault *f)
{
    if (text_length(value) > MAP_VALUE_MAX)
        return refuse(field, "must have values of at most 256 characters", f);
    return 0;
}

int
check_text(const struct field *field, struct str text, struct fault *f)
{
    switch (field->kind) {
    case FIELD_ACCOUNT:
        return check_account(field, text, f);
    case FIELD_ARN:
        return check_arn(field, text, f);
    case FIELD_DETECTOR:
        return check_detector(field, text, f);
    case FIELD_CHOICE:
        return check_choice(field, text, f);
    case FIELD_NUMBER:
        return check_number(field, text, f);
    case FIELD_SWITCH:
        return check_switch(field, text, f);
    case FIELD_TAG_MAP:
    case FIELD_TAG_KEY:
        return check_tag_key(field, text, f);
    case FIELD_PAGE_TOKEN: /* opened and checked when it is bound */
        return text.size > PAGE_TOKEN_MAX ? refuse(field, "is not one that was given", f) : 0;
    case FIELD_TEXT_MAP:
        return is_blank(text) ? refuse(field, "must not have blank names", f)
                              : check_map_value(field, text, f);
    case FIELD_ROLE:
        return check_role(field, text, f);
    case FIELD_WORD:
    case FIELD_SESSION_TAG:
        return check_word(field, text, f);
    case FIELD_REFUSED:
    case FIELD_REFUSED_LIST:
        return refuse(field, "is not supported here", f);
    case FIELD_TIME: /* checked as a number, before it is text */
        return 0;
    case FIELD_TEXT:
    case FIELD_LIST:
    case FIELD_STRUCT_LIST:
    case FIELD_OBJECT:
    case FIELD_OBJECTS:
        break;
    }
    return check_plain(field, text, f);
}

/* Fills in what a sentence says of a list that is too long: its name, its length, its limit. */
static int
refuse_length(const struct field *field, size_t count, size_t most, struct fault *f)
{
    char number[24];
    fault_set_reason(f, field->too_many, "%s must have at most %zu elements, not %zu", field->name,
                     most, count);
    fault_argument(f, 0, str_from(field->name));
    snprintf(number, sizeof number, "%zu", count);
    fault_argument(f, 1, str_from(number));
    snprintf(number, sizeof number, "%zu", most);
    fault_argument(f, 2, str_from(number));
    return -1;
}

int
check_count(const struct field *field, size_t count, struct fault *f)
{
    size_t most = (size_t)(field->surplus_max > 0 ? field->surplus_max : field->max);
    if (count >= (size_t)field->min && count <= most)
        return 0;
    if (count > most && field->too_many != 0)
        return refuse_length(field, count, most, f);
    return fault_set_reason(f, field_fault(field), "%s must have %lld to %lld elements, not %zu",
                            field->name, (long long)field->min, (long long)most, count);
}
