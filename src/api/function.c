/*
 * From rows to statements. Must never give two operations two statements of one function: what one
 * of them has no field for is NULL in its calls.
 */
#include "api/function.h"

#include <assert.h>
#include <stdlib.h>

#include "db/call.h"
#include "db/params.h"
#include "wire/writer.h"

/* A function needs 3 KiB. */
enum { ARENA_BYTES = 4 * 1024 * 1024, PARAMETERS_MAX = DB_PARAMS_MAX - CALLER_FIELDS };

struct functions {
    struct arena *arena;
    struct function *functions;
    struct call *calls; /* by operation's number, from 1 on */
    size_t count, call_count;
};

/* What is gathered of a row. */
struct gathered {
    struct arena *arena;
    struct parameter parameters[PARAMETERS_MAX];
    size_t count;
};

static const char *
array_type(struct arena *arena, const struct kind *kind)
{
    if (str_equal(str_from(kind->type), STR("jsonb")))
        return kind->type;
    return arena_format(arena, "%s[]", kind->type).data;
}

static void
add(struct gathered *gathered, const char *name, const char *type, const struct field *field,
    size_t slot)
{
    if (name == NULL)
        return;
    assert(gathered->count < PARAMETERS_MAX && type != NULL);
    gathered->parameters[gathered->count++] =
        (struct parameter){ .name = name, .type = type, .field = field, .slot = slot };
}

static void
add_surplus(struct gathered *gathered, const struct field *list, size_t slot)
{
    if (list->surplus_parameter == NULL)
        return;
    add(gathered, list->surplus_parameter, array_type(gathered->arena, list->members->kind), list,
        slot);
    gathered->parameters[gathered->count - 1].is_surplus = true;
}

static void
add_table(struct gathered *gathered, const struct field *table, size_t slot)
{
    for (const struct field *column = table->members; column->name != NULL; column++) {
        size_t before = gathered->count;
        const char *type =
            column->first ? column->kind->type : array_type(gathered->arena, column->kind);
        add(gathered, column->parameter, type, column, ++slot);
        if (gathered->count > before)
            gathered->parameters[before].is_column = true;
    }
}

static void
add_field(struct gathered *gathered, const struct field *field, size_t slot)
{
    enum structure structure = field->kind->structure;
    if (structure == STRUCTURE_TABLE) {
        add_table(gathered, field, slot);
        add_surplus(gathered, field, slot + 1);
        return;
    }
    bool is_list = structure == STRUCTURE_LIST;
    add(gathered, field->parameter,
        is_list ? array_type(gathered->arena, field->members->kind) : field->kind->type, field,
        slot);
    if (is_list)
        add_surplus(gathered, field, slot);
}

/* Gives the parameters of an operation, *ret_count of them, in the order of its fields, in the
 * arena. */
static const struct parameter *
operation_parameters(struct arena *arena, const struct service *service,
                     const struct operation *operation, size_t *ret_count)
{
    struct gathered *gathered = arena_alloc(arena, sizeof *gathered);
    struct field_walk walk = field_walk(service, operation);
    gathered->arena = arena;
    while (field_walk_next(&walk))
        add_field(gathered, walk.field, walk.slot);
    *ret_count = gathered->count;
    return gathered->parameters;
}

static struct function *
find(struct functions *functions, const char *name)
{
    for (size_t i = 0; i < functions->count; i++)
        if (str_equal(str_from(functions->functions[i].statement.name), str_from(name)))
            return &functions->functions[i];
    struct function *made = &functions->functions[functions->count++];
    made->statement.name = name;
    made->parameters =
        arena_array(functions->arena, PARAMETERS_MAX, sizeof(struct statement_parameter));
    return made;
}

/* Gives the place of a parameter among a function's; a new one comes last. */
static size_t
place_of(struct function *function, const struct parameter *parameter)
{
    struct statement_parameter *all = function->parameters;
    size_t place = 0;
    while (place < function->count &&
           !str_equal(str_from(all[place].name), str_from(parameter->name)))
        place++;
    if (place < function->count) {
        assert(str_equal(str_from(all[place].type), str_from(parameter->type)));
        return place;
    }
    assert(place < PARAMETERS_MAX);
    all[function->count++] = (struct statement_parameter){ parameter->name, parameter->type };
    return place;
}

static struct call
call_of(struct functions *functions, const struct service *service,
        const struct operation *operation)
{
    struct function *function = find(functions, operation->function);
    struct call call = { .function = function };
    call.parameters = operation_parameters(functions->arena, service, operation, &call.count);
    size_t *places = arena_array(functions->arena, call.count, sizeof *places);
    for (size_t i = 0; i < call.count; i++)
        places[i] = place_of(function, &call.parameters[i]);
    call.places = places;
    function->statement.is_change = operation->change;
    function->gives_documents = shape_has_documents(operation->output);
    return call;
}

struct functions *
functions_new(const struct service *const *served)
{
    struct functions *functions = calloc(1, sizeof *functions);
    size_t operations = 0;
    if (functions == NULL)
        abort();
    for (size_t i = 0; served[i] != NULL; i++)
        for (const struct operation *row = served[i]->operations; row->name != NULL; row++)
            operations++;
    functions->arena = arena_new(ARENA_BYTES);
    functions->functions = arena_array(functions->arena, operations, sizeof(struct function));
    functions->calls = arena_array(functions->arena, operations + 1, sizeof(struct call));
    for (size_t i = 0; served[i] != NULL; i++)
        for (const struct operation *row = served[i]->operations; row->name != NULL; row++)
            functions->calls[++functions->call_count] = call_of(functions, served[i], row);
    for (size_t i = 0; i < functions->count; i++) {
        struct function *function = &functions->functions[i];
        const struct statement_function made = { .name = function->statement.name,
                                                 .is_change = function->statement.is_change,
                                                 .gives_documents = function->gives_documents,
                                                 .parameters = function->parameters,
                                                 .count = function->count };
        function->statement = statement_of_function(functions->arena, &made, i);
    }
    return functions;
}

void
functions_free(struct functions *functions)
{
    if (functions == NULL)
        return;
    arena_free(functions->arena);
    free(functions);
}

const struct call *
functions_call(const struct functions *functions, size_t operation_number)
{
    assert(operation_number > 0 && operation_number <= functions->call_count);
    return &functions->calls[operation_number];
}

size_t
functions_count(const struct functions *functions)
{
    return functions->count;
}

const struct function *
functions_at(const struct functions *functions, size_t place)
{
    assert(place < functions->count);
    return &functions->functions[place];
}
