/*
 * Targets for what clients say of findings: the findings themselves, filters and criteria.
 */
#include "api/criteria.h"
#include "api/filter.h"
#include "base/fault.h"
#include "fuzz.h"
#include "services/guardduty/rows.h"
#include "services/securityhub/rows.h"
#include "wire/json_tree.h"
#include "wire/schema.h"

void
fuzz_finding(struct arena *arena, struct str input)
{
    struct node *finding, *again;
    struct fault f;
    struct schema_faults faults;
    struct buf text, same;
    if (json_tree(arena, input, &finding, &f) < 0)
        return;
    schema_faults_init(&faults, arena);
    buf_init(&text, arena);
    schema_write(schema_finding, finding, STR("data"), &text, &faults);
    if (faults.count > 0) {
        MUST(buf_str(&faults.text).size > 0);
        return;
    }
    /* What was written adheres to the form, and is written as it stands. */
    MUST(json_tree(arena, buf_str(&text), &again, &f) == 0);
    buf_init(&same, arena);
    schema_write(schema_finding, again, STR("data"), &same, &faults);
    MUST(faults.count == 0 && str_equal(buf_str(&text), buf_str(&same)));
}

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
