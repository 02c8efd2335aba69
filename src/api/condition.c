/*
 * The JSON of conditions. Must never add a comma too many: PostgreSQL reads it.
 */
#include "api/condition.h"

#include "base/codec.h"

/* Puts a comma where one is needed. */
static void
separate(struct buf *json)
{
    char last = json->data[json->size - 1];
    if (last != '[' && last != '{' && last != ':')
        buf_add_char(json, ',');
}

void
conditions_begin(struct buf *conditions, struct arena *arena)
{
    buf_init(conditions, arena);
    buf_add_char(conditions, '[');
}

struct str
conditions_end(struct buf *conditions)
{
    buf_add_char(conditions, ']');
    return buf_str(conditions);
}

void
condition_begin(struct buf *conditions, const char *attribute)
{
    separate(conditions);
    buf_add_format(conditions, "{\"attribute\":\"%s\",\"any\":[", attribute);
}

void
condition_end(struct buf *conditions)
{
    buf_add(conditions, STR("]}"));
}

void
condition_begin_tests(struct buf *conditions)
{
    separate(conditions);
    buf_add_char(conditions, '[');
}

void
condition_end_tests(struct buf *conditions)
{
    buf_add_char(conditions, ']');
}

void
condition_begin_test(struct buf *conditions, const char *comparison)
{
    separate(conditions);
    buf_add_format(conditions, "{\"comparison\":\"%s\",\"operands\":[", comparison);
}

void
condition_operand(struct buf *conditions, struct str operand)
{
    separate(conditions);
    json_quote(conditions, operand);
}

void
condition_end_test(struct buf *conditions)
{
    buf_add(conditions, STR("]}"));
}

void
condition_test(struct buf *conditions, const char *comparison, struct str operand)
{
    condition_begin_test(conditions, comparison);
    condition_operand(conditions, operand);
    condition_end_test(conditions);
}
