/*
 * The program's tables as rows of the database's. Knows the database's columns, and no single
 * service or operation.
 */
#include "api/stored.h"

#include "api/filter.h"
#include "api/operation.h"
#include "api/service.h"
#include "base/buf.h"
#include "base/codec.h"
#include "base/fault.h"
#include "wire/writer.h"

/* Puts a comma before everything but what is first in its array or object. */
static void
separate(struct buf *json)
{
    char last = json->data[json->size - 1];
    if (last != '[' && last != '{')
        buf_add_char(json, ',');
}

/* Begins an array as a member. */
static void
begin_list(struct buf *json, const char *name)
{
    separate(json);
    buf_add_format(json, "\"%s\":[", name);
}

static void
begin_object(struct buf *json)
{
    separate(json);
    buf_add_char(json, '{');
}

/* Adds a member; one without text is left out, which is NULL. */
static void
add_text(struct buf *json, const char *name, const char *text)
{
    if (text == NULL)
        return;
    separate(json);
    buf_add_format(json, "\"%s\":", name);
    json_quote(json, str_from(text));
}

static void
add_service(struct buf *json, const struct service *service)
{
    begin_object(json);
    add_text(json, "name", service->name);
    add_text(json, "product", service->product);
    add_text(json, "enrollment_type", service->enrollment_type);
    add_text(json, "enrollment_arn", service->enrollment_type != NULL ? service->resource : NULL);
    add_text(json, "member_type", service->member_type);
    buf_add_char(json, '}');
}

/* Gives how events show a member of an answer, or NULL where they do not: a change has no next
 * page, and secrets and documents are behind what the database knows of its answer. */
static const char *
kind_name(enum shape_kind kind)
{
    switch (kind) {
    case SHAPE_VALUE:
    case SHAPE_VERBATIM:
        return "value";
    case SHAPE_NUMBER:
        return "number";
    case SHAPE_OBJECT:
    case SHAPE_NULLABLE:
        return "object";
    case SHAPE_LIST:
        return "list";
    case SHAPE_FAULT:
        return "fault";
    case SHAPE_POSITION:
    case SHAPE_SECRET:
    case SHAPE_SESSION:
    case SHAPE_DOCUMENTS:
        break;
    }
    return NULL;
}

/* Adds what an event has of an answer, in the spelling that the service has in events. */
static void
add_response(struct buf *json, struct writer *spelling, const char *name, const struct shape *shape)
{
    begin_list(json, name);
    for (; shape->name != NULL; shape++) {
        if (kind_name(shape->kind) == NULL)
            continue;
        begin_object(json);
        add_text(json, "name", shape->name);
        add_text(json, "spelled", writer_name(spelling, shape));
        add_text(json, "kind", kind_name(shape->kind));
        if (shape->members != NULL)
            add_response(json, spelling, "members", shape->members);
        buf_add_char(json, '}');
    }
    buf_add_char(json, ']');
}

static void
add_resources(struct buf *json, const struct event_resource *resource)
{
    begin_list(json, "resources");
    for (; resource->type != NULL; resource++) {
        begin_object(json);
        add_text(json, "type", resource->type);
        add_text(json, "place", resource->place);
        buf_add_char(json, '}');
    }
    buf_add_char(json, ']');
}

static void
add_operation(struct buf *json, const struct service *service, const struct operation *row)
{
    struct writer spelling = { .arena = json->arena,
                               .lower_camel = service->lower_camel || service->trail_lower_camel };
    const struct shape *response = row->event.response != NULL ? row->event.response : row->output;
    begin_object(json);
    add_text(json, "service", service->name);
    add_text(json, "name", row->name);
    add_text(json, "unenrolled", row->unenrolled);
    buf_add_format(json, ",\"read_only\":%s",
                   !row->change || row->event.read_only ? "true" : "false");
    if (row->change && response != NULL)
        add_response(json, &spelling, "response", response);
    if (row->event.resources != NULL)
        add_resources(json, row->event.resources);
    buf_add_char(json, '}');
}

static void
add_fault(struct buf *json, enum fault_code code, const struct fault_dialect *dialect)
{
    struct fault_wording told = fault_wording(code, dialect);
    begin_object(json);
    add_text(json, "name", fault_row(code)->name);
    add_text(json, "dialect", dialect->name);
    add_text(json, "error_code", told.code);
    add_text(json, "sentence", told.sentence);
    buf_add_char(json, '}');
}

static void
add_filters(struct buf *json, const struct service *service)
{
    const struct filter_attribute *row = service->filters;
    for (; row != NULL && row->name != NULL; row++) {
        begin_object(json);
        add_text(json, "service", service->name);
        add_text(json, "name", row->name);
        add_text(json, "kind", filter_kind_name(row->kind));
        add_text(json, "path", row->path != NULL ? row->path : row->name);
        add_text(json, "finding_column", row->column);
        buf_add_char(json, '}');
    }
}

static void
add_comparison(struct buf *json, const struct filter_comparison *row)
{
    begin_object(json);
    add_text(json, "name", row->name);
    add_text(json, "kind", filter_kind_name(row->kind));
    add_text(json, "test", row->test);
    buf_add_format(json, ",\"negative\":%s}", row->negative ? "true" : "false");
}

struct str
stored_tables(struct arena *arena)
{
    const struct service *service;
    const struct operation *row;
    const struct fault_dialect *dialect;
    size_t faults = fault_count();
    struct buf json;
    buf_init(&json, arena);
    buf_add_char(&json, '{');
    begin_list(&json, "service");
    for (size_t i = 0; services[i] != NULL; i++)
        add_service(&json, services[i]);
    buf_add_char(&json, ']');
    begin_list(&json, "operation");
    for (size_t i = 1; (row = operation_numbered(i, &service)) != NULL; i++)
        add_operation(&json, service, row);
    buf_add_char(&json, ']');
    begin_list(&json, "fault_catalogue");
    for (size_t code = 0; code < faults; code++)
        for (size_t i = 0; (dialect = service_dialect(i)) != NULL; i++)
            add_fault(&json, (enum fault_code)code, dialect);
    buf_add_char(&json, ']');
    begin_list(&json, "filter_attribute");
    for (size_t i = 0; services[i] != NULL; i++)
        add_filters(&json, services[i]);
    buf_add_char(&json, ']');
    begin_list(&json, "filter_comparison");
    for (const struct filter_comparison *c = filter_comparisons; c->name != NULL; c++)
        add_comparison(&json, c);
    buf_add(&json, STR("]}"));
    return buf_str(&json);
}
