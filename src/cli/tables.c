/*
 * What memberhubctl's tables have, column by column. Data only. Leaves out functions, and where in
 * memory something is.
 */
#include "cli/tables.h"

#include "cli/command.h"
#include "cli/top_view.h"
#include "verify/finding.h"
#include "verify/rules.h"
#include "verify/source.h"

static const void *
option_at(size_t index)
{
    return index < OPTION_COUNT ? option_row((enum option_id)index) : NULL;
}

static const struct column option_columns[] = {
    COLUMN(option_row, name), COLUMN(option_row, letter), COLUMN(option_row, value),
    COLUMN(option_row, help), { .name = NULL },
};
static const struct row_type option_type = { sizeof(struct option_row), option_columns };
static const struct table option_table = { "options", option_at, &option_type };

static const void *
command_at(size_t index)
{
    return commands[index].noun != NULL ? &commands[index] : NULL;
}

static const struct column command_columns[] = {
    COLUMN(command, noun),
    COLUMN(command, verb),
    COLUMN(command, operand),
    COLUMN_SET(command, options, option_table),
    COLUMN_SET(command, required, option_table),
    COLUMN(command, arguments),
    COLUMN(command, settings_optional),
    COLUMN(command, summary),
    COLUMN(command, help),
    { .name = NULL },
};
static const struct row_type command_type = { sizeof(struct command), command_columns };
static const struct table command_table = { "commands", command_at, &command_type };

static const void *
order_at(size_t index)
{
    return top_orders[index].name != NULL ? &top_orders[index] : NULL;
}

static const struct column order_columns[] = { COLUMN(top_order, name), { .name = NULL } };
static const struct row_type order_type = { sizeof(struct top_order), order_columns };
static const struct table order_table = { "top_orders", order_at, &order_type };

static const void *
finding_at(size_t index)
{
    return index < FINDING_COUNT ? finding_row((enum finding_kind)index) : NULL;
}

static const struct column finding_columns[] = {
    COLUMN(finding_row, name),
    COLUMN(finding_row, meaning),
    { .name = NULL },
};
static const struct row_type finding_type = { sizeof(struct finding_row), finding_columns };
static const struct table finding_table = { "findings", finding_at, &finding_type };

static const void *
machine_at(size_t index)
{
    return audit_rules_machine(index);
}

static const struct column machine_columns[] = {
    COLUMN(rules_machine, migration),
    COLUMN(rules_machine, hash),
    { .name = NULL },
};
static const struct row_type machine_type = { sizeof(struct rules_machine), machine_columns };
static const struct table machine_table = { "state_machines", machine_at, &machine_type };

static const char *
statement_word(size_t id)
{
    return statement_row((enum statement_id)id)->name;
}

static const void *
trail_at(size_t index)
{
    return index < TRAIL_TABLES ? trail_row_kind((enum trail_table)index) : NULL;
}

static const struct column trail_row_columns[] = {
    COLUMN(trail_row_kind, name),
    COLUMN_WORD(trail_row_kind, statement, statement_word),
    COLUMN(trail_row_kind, keys),
    { .name = NULL },
};
static const struct row_type trail_type = { sizeof(struct trail_row_kind), trail_row_columns };
static const struct table trail_table = { "trail_rows", trail_at, &trail_type };

const struct table *const command_tables[] = {
    &command_table, &option_table, &order_table, &finding_table, &machine_table, &trail_table, NULL,
};
