/*
 * Calls of operations: the caller's fields go in first, an answer comes out. Never decides what a
 * refusal means.
 */
#include "db/call.h"

#include <json-c/json.h>

#include "base/attributes.h"
#include "base/codec.h"
#include "base/json.h"
#include "db/columns.h"

/* Gives the caller's facts as JSON, data NULL when there are none. */
static struct str
facts(struct arena *arena, const struct caller *caller)
{
    if (caller->unrecorded)
        return STR("{\"unrecorded\":true}");
    if (caller->signature.data == NULL)
        return (struct str){ NULL, 0 };
    struct str signature = hex_encode(arena, caller->signature.data, caller->signature.size);
    return arena_format(arena, "{\"signature\":\"%.*s\"}", STR_PRINTF(signature));
}

void
call_init(struct arena *arena, struct db_params *params, const struct caller *caller)
{
    params->count = 0;
    db_param(params, caller->account_id);
    db_param_int(arena, params, caller->access_epoch);
    db_param(params, caller->identity);
    db_param(params, caller->service);
    db_param(params, caller->region);
    db_param(params, caller->operation);
    db_param(params, caller->request_id);
    db_param(params, db_bytea(arena, caller->retry_key));
    db_param(params, caller->source_address);
    db_param(params, caller->user_agent);
    db_param(params, caller->parameters);
    db_param(params, caller->dialect);
    db_param(params, caller->detector_id);
    db_param(params, facts(arena, caller));
}

/*
 * Sets the fault that the function answered. A name without a row means that sql/ and the program
 * do not match.
 */
static int
refuse(struct arena *arena, const struct statement *row, struct str name, struct str arguments,
       struct fault *f)
{
    const struct str *elements = NULL;
    size_t count = 0;
    enum fault_code code;
    if (fault_from_name(name, &code) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "%s answered the unknown fault \"%.*s\"",
                                row->name, STR_PRINTF(name));
    if (arguments.data != NULL && db_text_array_parse(arena, arguments, &elements, &count) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "%s answered malformed arguments", row->name);
    fault_set(f, code);
    for (unsigned i = 0; i < count && i < FAULT_ARGUMENTS; i++)
        fault_argument(f, i, elements[i]);
    return -1;
}

static int
parse_result(struct arena *arena, const struct statement *row, struct str text,
             struct json_object **ret_result, struct fault *f)
{
    if (text.size > ANSWER_RESULT_MAX)
        return fault_set_detail(f, FAULT_INTERNAL, "%s answered %zu bytes of JSON", row->name,
                                text.size);
    struct json_object *result = json_parse_own(arena, text);
    if (!json_object_is_type(result, json_type_object))
        return fault_set_detail(f, FAULT_INTERNAL, "%s answered no JSON object", row->name);
    *ret_result = result;
    return 0;
}

/* Takes the documents, a row each, which stand before the answer's own row. */
static int
take_documents(struct arena *arena, const struct statement *row, const struct db_rows *rows,
               struct answer *answer, struct fault *f)
{
    size_t count = rows->count - 1, bytes = 0;
    if (count > ANSWER_DOCUMENT_COUNT_MAX)
        return fault_set_detail(f, FAULT_INTERNAL, "%s answered %zu documents", row->name, count);
    struct str *documents = arena_array(arena, rows->count, sizeof *documents);
    for (size_t i = 0; i < rows->count; i++) {
        documents[i] = db_value(rows, i, ANSWER_DOCUMENT);
        bytes += documents[i].size;
        if ((documents[i].data != NULL) != (i < count))
            return fault_set_detail(f, FAULT_INTERNAL, "%s: row %zu of %zu is %s document",
                                    row->name, i, count, i < count ? "no" : "a");
    }
    if (bytes > ANSWER_DOCUMENTS_MAX)
        return fault_set_detail(f, FAULT_INTERNAL, "%s answered documents of %zu bytes", row->name,
                                bytes);
    answer->documents = documents;
    answer->document_count = count;
    return 0;
}

static int
take_answer(struct arena *arena, const struct statement *row, const struct db_rows *rows,
            struct answer *ret_answer, struct fault *f)
{
    bool documents = rows->columns == DOCUMENT_ANSWER_COLUMNS_COUNT && rows->count > 0;
    if (!documents && (rows->count != 1 || rows->columns != ANSWER_COLUMNS_COUNT))
        return fault_set_detail(f, FAULT_INTERNAL, "%s answered %zu rows of %zu columns", row->name,
                                rows->count, rows->columns);
    size_t last = rows->count - 1;
    struct answer answer = { .result = NULL };
    struct str name = db_value(rows, last, ANSWER_FAULT);
    struct str result = db_value(rows, last, ANSWER_RESULT);
    if (name.data != NULL)
        return refuse(arena, row, name, db_value(rows, last, ANSWER_ARGUMENTS), f);
    if (result.data != NULL && parse_result(arena, row, result, &answer.result, f) < 0)
        return -1;
    if (documents && take_documents(arena, row, rows, &answer, f) < 0)
        return -1;
    *ret_answer = answer;
    return 0;
}

int
call_operation(struct db *db, struct arena *arena, const struct statement *row,
               const struct db_params *params, struct answer *ret_answer, struct fault *f)
{
    struct db_rows rows;
    if (db_exec_statement(db, arena, row, params, &rows, f) < 0)
        return -1;
    return take_answer(arena, row, &rows, ret_answer, f);
}
