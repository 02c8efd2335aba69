/*
 * A target for what clients say of the findings they look for: filters and criteria.
 */
#include "api/criteria.h"
#include "api/filter.h"
#include "base/fault.h"
#include "fuzz.h"
#include "services/guardduty/rows.h"
#include "services/securityhub/rows.h"
#include "wire/json_tree.h"

/* Conditions are JSON, whatever was asked. */
static void
check_conditions(struct arena *arena, struct str conditions)
{
    struct node *object;
    struct fault f;
    struct str whole = arena_format(arena, "{\"c\":%.*s}", STR_PRINTF(conditions));
    MUST(json_tree(arena, whole, &object, &f) == 0);
    MUST(object->first->kind == NODE_LIST);
}

void
fuzz_filters(struct arena *arena, struct str input)
{
    struct node *object;
    struct fault f;
    struct str conditions;
    enum fault_code refused = FAULT_INVALID_INPUT;
    if (json_tree(arena, input, &object, &f) < 0)
        return;
    if (filter_read(arena, securityhub_filters, object, refused, &conditions, &f) == 0)
        check_conditions(arena, conditions);
    if (criteria_read(arena, guardduty_criteria, true, object, refused, &conditions, &f) == 0)
        check_conditions(arena, conditions);
}
