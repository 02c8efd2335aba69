/*
 * THE SERVICE TABLE of a server for tests: what is served, and a service that takes and gives
 * documents of any size. This list stands in for src/services/services.c because it is linked
 * before the library; no program that is installed has it.
 */
#include "services/services.h"

#include "api/check.h"
#include "api/operation.h"
#include "services/shared/rows.h"

enum { DOCUMENTS_MAX = 100, BYTES_MAX = 100 * 1000 * 1000 };

/* A list of objects as it stands in the body: checked to be JSON, and otherwise the function's
 * affair. */
static int
read_documents(struct arena *arena, const struct field *field, const struct node *node,
               struct str *ret_text, struct fault *f)
{
    (void)arena;
    if (node->kind != NODE_LIST)
        return check_refuse(field, "must be a list", f);
    if (check_count(field, node->count, f) < 0)
        return -1;
    for (const struct node *document = node->first; document != NULL; document = document->next)
        if (document->kind != NODE_OBJECT)
            return check_refuse(field, "must be a list of objects", f);
    *ret_text = node->text;
    return 0;
}

static const struct kind kind_documents = { .name = "documents",
                                            .structure = STRUCTURE_ONE,
                                            .node = NODE_LIST,
                                            .type = "json",
                                            .read = read_documents,
                                            .verbatim = true };

static const struct field take_documents[] = {
    { .name = "Documents",
      .kind = &kind_documents,
      .parameter = "documents",
      .required = true,
      .hidden = true,
      .max = DOCUMENTS_MAX },
    FIELDS_END,
};

#define NUMBER(wire, sql, usual)                                                          \
    {                                                                                     \
        .name = wire, .location = FIELD_IN_QUERY, .kind = &kind_number, .parameter = sql, \
        .min = 0, .max = BYTES_MAX, .initial = usual                                      \
    }

static const struct field list_documents[] = {
    NUMBER("Count", "count", "1"),
    NUMBER("Bytes", "bytes", "1"),
    NUMBER("LastBytes", "last_bytes", NULL),
    NUMBER("Page", "page_bytes", NULL),
    FIELDS_END,
};
static const struct field give_text[] = { NUMBER("Bytes", "bytes", "1"), FIELDS_END };

static const struct shape taken[] = {
    { .name = "count", .wire = "Count" },
    { .name = "bytes", .wire = "Bytes" },
    { .name = "digest", .wire = "Digest" },
    SHAPES_END,
};
static const struct shape documents[] = {
    { .name = "documents", .wire = "Documents", .kind = SHAPE_DOCUMENTS },
    { .name = "left", .wire = "Left" },
    SHAPES_END,
};
static const struct shape text[] = { { .name = "text", .wire = "Text" }, SHAPES_END };

static const struct operation operations[] = {
    { .name = "TakeDocuments",
      .method = "POST",
      .path = "/documents",
      .change = true,
      .input = take_documents,
      .output = taken,
      .function = "test_take_documents",
      .size = SIZE_DOCUMENTS },
    { .name = "ListDocuments",
      .method = "GET",
      .path = "/documents",
      .input = list_documents,
      .output = documents,
      .function = "test_list_documents",
      .size = SIZE_DOCUMENTS },
    /* The same path and another class: nginx cannot tell, and the worker does. */
    { .name = "TakeOrdinary",
      .method = "PUT",
      .path = "/documents",
      .change = true,
      .input = take_documents,
      .output = taken,
      .function = "test_take_documents" },
    { .name = "GiveText",
      .method = "GET",
      .path = "/texts",
      .input = give_text,
      .output = text,
      .function = "test_give_text" },
    { .name = NULL },
};

static const struct service service_documents = {
    .name = "documents",
    .product = "Documents",
    .protocol = PROTOCOL_REST_JSON,
    .dialect = &fault_manners[MANNER_REST],
    .operations = operations,
};

const struct service *const services[] = {
    &service_securityhub, &service_guardduty, &service_sts,
    &service_cloudtrail,  &service_documents, NULL,
};
