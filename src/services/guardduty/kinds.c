/*
 * GuardDuty's own kinds: criteria of findings, and by what they are sorted.
 */
#include "api/check.h"
#include "api/criteria.h"
#include "services/guardduty/rows.h"

static int
read_criteria(struct arena *arena, const struct field *field, const struct node *node,
              struct str *ret_text, struct fault *f)
{
    return criteria_read(arena, guardduty_criteria, false, node, field_fault(field), ret_text, f);
}

const struct kind kind_criteria = { .name = "criteria",
                                    .structure = STRUCTURE_ONE,
                                    .node = NODE_OBJECT,
                                    .type = "jsonb",
                                    .read = read_criteria };

static int
read_saved_criteria(struct arena *arena, const struct field *field, const struct node *node,
                    struct str *ret_text, struct fault *f)
{
    struct str conditions;
    if (criteria_read(arena, guardduty_criteria, true, node, field_fault(field), &conditions, f) <
        0)
        return -1;
    *ret_text = arena_format(arena, "{\"criteria\":%.*s,\"conditions\":%.*s}",
                             STR_PRINTF(node->text), STR_PRINTF(conditions));
    return 0;
}

const struct kind kind_saved_criteria = { .name = "saved_criteria",
                                          .structure = STRUCTURE_ONE,
                                          .node = NODE_OBJECT,
                                          .type = "json",
                                          .read = read_saved_criteria };

static int
read_criteria_sort(struct arena *arena, const struct field *field, const struct node *node,
                   struct str *ret_text, struct fault *f)
{
    const struct node *by = tree_member(node, STR("attributeName"));
    const struct node *order = tree_member(node, STR("orderBy"));
    bool ascending = order != NULL && str_equal(order->text, STR("ASC"));
    if (node->kind != NODE_OBJECT)
        return check_refuse(field, "must be an object", f);
    if (order != NULL && !ascending && !str_equal(order->text, STR("DESC")))
        return check_refuse(field, "must have ASC or DESC as orderBy", f);
    const struct filter_attribute *attribute = filter_attribute(
        guardduty_criteria, by != NULL && by->kind == NODE_TEXT ? by->text : STR("updatedAt"));
    if (attribute == NULL)
        return check_refuse(field, "must name what findings can be sorted by", f);
    *ret_text = arena_format(arena, "[{\"attribute\":\"%s\",\"descending\":%s}]", attribute->name,
                             ascending ? "false" : "true");
    return 0;
}

const struct kind kind_criteria_sort = { .name = "criteria_sort",
                                         .structure = STRUCTURE_ONE,
                                         .node = NODE_OBJECT,
                                         .type = "jsonb",
                                         .read = read_criteria_sort };
