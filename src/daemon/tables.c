/*
 * What the server's tables have, column by column. Data only, and the words of enumerations.
 * Leaves out functions, and where in memory something is.
 */
#include "daemon/tables.h"

#include "api/field.h"
#include "api/filter.h"
#include "api/operation.h"
#include "base/attributes.h"
#include "base/config.h"
#include "daemon/role.h"
#include "db/statement.h"
#include "observe/series.h"
#include "wire/protocols.h"

/* Gives the word for a value, of words that stand in its enumeration's order. */
#define WORD_OF(words, value) ((value) < ARRAY_COUNT(words) ? (words)[value] : NULL)

/* ---- settings ---- */

static const char *
setting_type_word(size_t type)
{
    static const char *const words[] = { [SETTING_TEXT] = "text",
                                         [SETTING_PATH] = "path",
                                         [SETTING_NUMBER] = "number",
                                         [SETTING_SWITCH] = "switch",
                                         [SETTING_CHOICE] = "choice" };
    return WORD_OF(words, type);
}

static const void *
setting_at(size_t index)
{
    return settings[index].section != NULL ? &settings[index] : NULL;
}

static const struct column setting_columns[] = {
    COLUMN(setting, section), COLUMN(setting, key),  COLUMN_WORD(setting, type, setting_type_word),
    COLUMN(setting, initial), COLUMN(setting, min),  COLUMN(setting, max),
    COLUMN(setting, choices), COLUMN(setting, help), { .name = NULL },
};
static const struct row_type setting_type = { sizeof(struct setting), setting_columns };
static const struct table setting_table = { "settings", setting_at, &setting_type };

/* ---- faults, and the dialects in which they are told ---- */

static const char *
manner_word(size_t manner)
{
    static const char *const words[] = {
        [MANNER_REST] = "rest", [MANNER_QUERY] = "query", [MANNER_JSON] = "json"
    };
    return WORD_OF(words, manner);
}

static const char *
fault_level_word(size_t level)
{
    static const char *const words[] = {
        [FAULT_LEVEL_INFO] = "info", [FAULT_LEVEL_WARN] = "warn", [FAULT_LEVEL_ERROR] = "error"
    };
    return WORD_OF(words, level);
}

static const void *
fault_at(size_t index)
{
    return index < fault_count() ? fault_row((enum fault_code)index) : NULL;
}

static const struct column wording_columns[] = {
    COLUMN(fault_wording, status),
    COLUMN(fault_wording, code),
    COLUMN(fault_wording, type),
    COLUMN(fault_wording, sentence),
    { .name = NULL },
};
static const struct row_type wording_type = { sizeof(struct fault_wording), wording_columns };
static const struct column fault_columns[] = {
    COLUMN(fault_row, name),
    COLUMN_WORD(fault_row, level, fault_level_word),
    COLUMN_ROWS_BY_WORD(fault_row, wordings, wording_type, manner_word),
    { .name = NULL },
};
static const struct row_type fault_type = { sizeof(struct fault_row), fault_columns };
static const struct table fault_table = { "faults", fault_at, &fault_type };

static const struct column spelling_columns[] = {
    COLUMN(fault_spelling, fault),
    COLUMN_ROW(fault_spelling, wording, wording_type),
    { .name = NULL },
};
static const struct row_type spelling_type = { sizeof(struct fault_spelling), spelling_columns };
static const struct column dialect_columns[] = {
    COLUMN(fault_dialect, name),
    COLUMN_WORD(fault_dialect, manner, manner_word),
    COLUMN(fault_dialect, typed),
    COLUMN_ROWS(fault_dialect, spellings, spelling_type),
    { .name = NULL },
};
static const struct row_type dialect_type = { sizeof(struct fault_dialect), dialect_columns };

static const void *
dialect_at(size_t index)
{
    return service_dialect(index);
}

static const struct table dialect_table = { "dialects", dialect_at, &dialect_type };

/* ---- protocols ---- */

static const char *
protocol_word(size_t protocol)
{
    return protocol_row((enum protocol)protocol)->name;
}

static const char *
operation_place_word(size_t place)
{
    static const char *const words[] = {
        [OPERATION_IN_PATH] = "path", [OPERATION_IN_FORM] = "form", [OPERATION_IN_TARGET] = "target"
    };
    return WORD_OF(words, place);
}

static const void *
protocol_at(size_t index)
{
    return index < PROTOCOL_COUNT ? protocol_row((enum protocol)index) : NULL;
}

static const struct column protocol_columns[] = {
    COLUMN(protocol_row, name),
    COLUMN_WORD(protocol_row, operation, operation_place_word),
    COLUMN(protocol_row, content_type),
    COLUMN(protocol_row, error_header),
    COLUMN(protocol_row, smithy),
    COLUMN_WORD(protocol_row, manner, manner_word),
    { .name = NULL },
};
static const struct row_type protocol_type = { sizeof(struct protocol_row), protocol_columns };
static const struct table protocol_table = { "protocols", protocol_at, &protocol_type };

/* ---- statements ---- */

static const void *
statement_at(size_t index)
{
    return index < STATEMENT_COUNT ? statement_row((enum statement_id)index) : NULL;
}

static const struct column statement_columns[] = {
    COLUMN(statement, name),       COLUMN(statement, text),      COLUMN(statement, parameters),
    COLUMN(statement, has_caller), COLUMN(statement, is_change), { .name = NULL },
};
static const struct row_type statement_type = { sizeof(struct statement), statement_columns };
static const struct table statement_table = { "statements", statement_at, &statement_type };

/* ---- services: their operations, with what those are given and give ---- */

static const char *
shape_kind_word(size_t kind)
{
    static const char *const words[] = {
        [SHAPE_VALUE] = "value",     [SHAPE_NUMBER] = "number",       [SHAPE_VERBATIM] = "verbatim",
        [SHAPE_OBJECT] = "object",   [SHAPE_NULLABLE] = "nullable",   [SHAPE_LIST] = "list",
        [SHAPE_FAULT] = "fault",     [SHAPE_POSITION] = "position",   [SHAPE_SECRET] = "secret",
        [SHAPE_SESSION] = "session", [SHAPE_DOCUMENTS] = "documents",
    };
    return WORD_OF(words, kind);
}

static const struct row_type shape_type;
static const struct column shape_columns[] = {
    COLUMN(shape, name),
    COLUMN(shape, wire),
    COLUMN_WORD(shape, kind, shape_kind_word),
    COLUMN_ROWS(shape, members, shape_type),
    COLUMN(shape, object),
    COLUMN(shape, variant),
    { .name = NULL },
};
static const struct row_type shape_type = { sizeof(struct shape), shape_columns };

static const char *
field_location_word(size_t location)
{
    static const char *const words[] = { [FIELD_IN_BODY] = "body",
                                         [FIELD_IN_QUERY] = "query",
                                         [FIELD_IN_PATH] = "path",
                                         [FIELD_IN_FORM] = "form",
                                         [FIELD_SUPPLIED] = "supplied" };
    return WORD_OF(words, location);
}

static const struct row_type field_type;
static const struct column field_columns[] = {
    COLUMN(field, name),          COLUMN_WORD(field, location, field_location_word),
    COLUMN_NAME(field, kind),     COLUMN(field, parameter),
    COLUMN(field, required),      COLUMN(field, hidden),
    COLUMN(field, first),         COLUMN(field, min),
    COLUMN(field, max),           COLUMN(field, initial),
    COLUMN(field, choices),       COLUMN(field, pattern),
    COLUMN(field, fault),         COLUMN_ROWS(field, members, field_type),
    COLUMN(field, surplus_max),   COLUMN(field, surplus_parameter),
    COLUMN(field, too_many),      COLUMN(field, instead_of),
    COLUMN(field, instead_fault), COLUMN(field, apart),
    COLUMN(field, apart_fault),   { .name = NULL },
};
static const struct row_type field_type = { sizeof(struct field), field_columns };

static const struct column event_resource_columns[] = {
    COLUMN(event_resource, type),
    COLUMN(event_resource, place),
    { .name = NULL },
};
static const struct row_type event_resource_type = { sizeof(struct event_resource),
                                                     event_resource_columns };
static const struct column event_columns[] = {
    COLUMN_ROWS(event_view, response, shape_type),
    COLUMN_ROWS(event_view, resources, event_resource_type),
    COLUMN(event_view, read_only),
    { .name = NULL },
};
static const struct row_type event_type = { sizeof(struct event_view), event_columns };

static const char *
family_word(size_t family)
{
    static const char *const words[] = {
        [FAMILY_NATIVE] = "native", [FAMILY_MEMBERSHIP] = "membership"
    };
    return WORD_OF(words, family);
}

/* ---- sizes ---- */

static const char *
size_word(size_t size)
{
    return size_row((enum size_class)size)->name;
}

static const void *
size_at(size_t index)
{
    return index < SIZE_COUNT ? size_row((enum size_class)index) : NULL;
}

static const struct column size_columns[] = {
    COLUMN(size_row, name),
    COLUMN(size_row, body_bytes),
    COLUMN(size_row, answer_bytes),
    COLUMN(size_row, arena_bytes),
    { .name = NULL },
};
static const struct row_type size_type = { sizeof(struct size_row), size_columns };
static const struct table size_table = { "sizes", size_at, &size_type };

/* ---- operations, and services ---- */

static const struct column operation_columns[] = {
    COLUMN(operation, name),
    COLUMN(operation, method),
    COLUMN(operation, path),
    COLUMN(operation, unenrolled),
    COLUMN_WORD(operation, family, family_word),
    COLUMN(operation, change),
    COLUMN(operation, viewing),
    COLUMN(operation, locks),
    COLUMN(operation, action),
    COLUMN(operation, resource),
    COLUMN_ROWS(operation, input, field_type),
    COLUMN_ROWS(operation, output, shape_type),
    COLUMN(operation, function),
    COLUMN(operation, status),
    COLUMN_WORD(operation, size, size_word),
    COLUMN_ROW(operation, event, event_type),
    { .name = NULL },
};
static const struct row_type operation_type = { sizeof(struct operation), operation_columns };

static const char *
filter_kind_word(size_t kind)
{
    return filter_kind_name((enum filter_kind)kind);
}

static const struct column filter_columns[] = {
    COLUMN(filter_attribute, name),
    COLUMN_WORD(filter_attribute, kind, filter_kind_word),
    COLUMN(filter_attribute, path),
    COLUMN(filter_attribute, column),
    { .name = NULL },
};
static const struct row_type filter_type = { sizeof(struct filter_attribute), filter_columns };

static const void *
service_at(size_t index)
{
    return services[index];
}

static const struct column service_columns[] = {
    COLUMN(service, name),
    COLUMN(service, product),
    COLUMN_WORD(service, protocol, protocol_word),
    COLUMN(service, version),
    COLUMN(service, xml_namespace),
    COLUMN(service, lower_camel),
    COLUMN(service, trail_lower_camel),
    COLUMN_NAME(service, dialect),
    COLUMN_NAME(service, observed),
    COLUMN(service, census),
    COLUMN(service, resource),
    COLUMN(service, denied),
    COLUMN(service, enrollment_type),
    COLUMN(service, member_type),
    COLUMN(service, never_signed),
    COLUMN_ROWS(service, path_fields, field_type),
    COLUMN_ROWS(service, operations, operation_type),
    COLUMN_ROWS(service, filters, filter_type),
    { .name = NULL },
};
static const struct row_type service_type = { sizeof(struct service), service_columns };
static const struct table service_table = { "services", service_at, &service_type };

/* ---- metrics, and the processes ---- */

static const char *
metric_type_word(size_t type)
{
    static const char *const words[] = { [EXPOSITION_COUNTER] = "counter",
                                         [EXPOSITION_GAUGE] = "gauge",
                                         [EXPOSITION_HISTOGRAM] = "histogram" };
    return WORD_OF(words, type);
}

static const void *
metric_at(size_t index)
{
    return series_row(index);
}

static const struct column metric_columns[] = {
    COLUMN(series, name), COLUMN_WORD(series, type, metric_type_word),
    COLUMN(series, help), COLUMN(series, unit_us),
    { .name = NULL },
};
static const struct row_type metric_type = { sizeof(struct series), metric_columns };
static const struct table metric_table = { "metrics", metric_at, &metric_type };

static const void *
role_at(size_t index)
{
    return index < ARRAY_COUNT(roles) ? &roles[index] : NULL;
}

static const struct column role_columns[] = {
    COLUMN(role, name),  COLUMN(role, not_started),   COLUMN(role, gone), COLUMN(role, hung),
    COLUMN(role, title), COLUMN(role, least_hang_ms), { .name = NULL },
};
static const struct row_type role_type = { sizeof(struct role), role_columns };
static const struct table role_table = { "roles", role_at, &role_type };

const struct table *const server_tables[] = {
    &service_table, &size_table,   &fault_table, &dialect_table,   &protocol_table,
    &setting_table, &metric_table, &role_table,  &statement_table, NULL,
};
