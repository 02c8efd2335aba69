/*
 * The statement table agrees with itself and with the functions in sql/.
 */
#include "db/statement.h"

#include <glob.h>
#include <stdio.h>

#include "api/function.h"
#include "base/buf.h"
#include "db/call.h"
#include "harness.h"

/* Gives the definition of a function, or an empty view when sql/functions/ has no such file. */
static struct str
function_text(const char *name)
{
    const char *source = getenv("MEMBERHUB_SOURCE");
    char block[4096];
    struct buf text;
    glob_t found;
    struct str pattern = arena_format(test_arena(), "%s/sql/functions/*/%s.sql",
                                      source != NULL ? source : ".", name);
    buf_init(&text, test_arena());
    if (glob(pattern.data, 0, NULL, &found) != 0)
        return (struct str){ NULL, 0 };
    FILE *file = fopen(found.gl_pathv[0], "re");
    CU_ASSERT_EQUAL(found.gl_pathc, 1);
    globfree(&found);
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        buf_add(&text, (struct str){ block, got });
    fclose(file);
    return buf_str(&text);
}

/* All statements, those of operations behind the table's. */
static const struct statement *
statement_numbered(const struct functions *functions, size_t number)
{
    const struct statement *statement =
        number < STATEMENT_COUNT ? statement_row((enum statement_id)number)
                                 : &functions_at(functions, number - STATEMENT_COUNT)->statement;
    CU_ASSERT_EQUAL(statement->number, number);
    return statement;
}

/* Has each statement looked at. */
static void
for_each(void (*look)(const struct statement *))
{
    struct functions *functions = functions_new(services);
    size_t count = STATEMENT_COUNT + functions_count(functions);
    for (size_t number = 0; number < count; number++)
        look(statement_numbered(functions, number));
    functions_free(functions);
}

/* Those that are no function: commands of our own around migrations. */
static bool
is_command(const struct statement *row)
{
    return strstr(row->text, " FROM memberhub.") == NULL ||
           strstr(row->text, " FROM memberhub.schema_migration") != NULL;
}

static void
no_name_is_there_twice(void)
{
    struct functions *functions = functions_new(services);
    size_t count = STATEMENT_COUNT + functions_count(functions);
    for (size_t a = 0; a < count; a++)
        for (size_t b = a + 1; b < count; b++)
            CU_ASSERT_FALSE(str_equal(str_from(statement_numbered(functions, a)->name),
                                      str_from(statement_numbered(functions, b)->name)));
    functions_free(functions);
}

static void
look_at_parameters(const struct statement *row)
{
    for (int number = 1; number <= DB_PARAMS_MAX; number++) {
        struct str typed = arena_format(test_arena(), "$%d::", number);
        CU_ASSERT_EQUAL(strstr(row->text, typed.data) != NULL, number <= row->parameters);
    }
}

static void
every_statement_uses_as_many_parameters_as_it_says(void)
{
    for_each(look_at_parameters);
}

static void
look_at_caller(const struct statement *row)
{
    bool has_caller = strstr(row->text, "::memberhub.caller") != NULL;
    CU_ASSERT_EQUAL(row->has_caller, has_caller);
    CU_ASSERT_EQUAL(has_caller,
                    row->number >= STATEMENT_COUNT || row->number == STATEMENT_RECORD_REFUSAL);
    CU_ASSERT_TRUE(!has_caller || row->parameters >= CALLER_FIELDS);
}

static void
operations_are_the_statements_that_have_a_caller(void)
{
    for_each(look_at_caller);
}

static void
look_at_file(const struct statement *row)
{
    struct str call = arena_format(test_arena(), "memberhub.%s(", row->name);
    if (is_command(row))
        return;
    struct str definition = function_text(row->name);
    CU_ASSERT_PTR_NOT_NULL(strstr(row->text, call.data));
    CU_ASSERT_PTR_NOT_NULL_FATAL(definition.data);
    CU_ASSERT_PTR_NOT_NULL(strstr(definition.data, call.data));
}

static void
every_function_is_in_a_file_of_its_name(void)
{
    for_each(look_at_file);
}

static void
look_at_volatility(const struct statement *row)
{
    if (is_command(row))
        return;
    struct str definition = function_text(row->name);
    CU_ASSERT_PTR_NOT_NULL_FATAL(definition.data);
    /* What shows findings changes nothing but the trail. */
    bool is_volatile = row->is_change || strstr(definition.data, " view_end(") != NULL ||
                       strstr(definition.data, "(view_end(") != NULL;
    CU_ASSERT_EQUAL(is_volatile, strstr(definition.data, " VOLATILE ") != NULL);
    CU_ASSERT_EQUAL(!is_volatile, strstr(definition.data, " STABLE ") != NULL);
}

static void
a_statement_is_a_change_if_its_function_is_volatile(void)
{
    for_each(look_at_volatility);
}

/* Counts the parameters of a function behind the caller. */
static size_t
count_parameters(struct str definition)
{
    struct str rest = definition, piece;
    size_t count = 0;
    const char *open = strstr(definition.data, "p_caller memberhub.caller");
    CU_ASSERT_PTR_NOT_NULL_FATAL(open);
    rest = str_slice(definition, (size_t)(open - definition.data), definition.size);
    CU_ASSERT_TRUE_FATAL(str_next(&rest, ')', &piece));
    while (str_next(&piece, ',', &rest))
        count++;
    return count - 1;
}

static void
a_function_has_the_parameters_that_rows_give_it(void)
{
    struct functions *functions = functions_new(services);
    for (size_t place = 0; place < functions_count(functions); place++) {
        const struct function *function = functions_at(functions, place);
        struct str definition = function_text(function->statement.name);
        CU_ASSERT_PTR_NOT_NULL_FATAL(definition.data);
        if (count_parameters(definition) != function->count)
            printf("# %s\n", function->statement.text);
        CU_ASSERT_EQUAL(count_parameters(definition), function->count);
        for (size_t i = 0; i < function->count; i++) {
            struct str declared =
                arena_format(test_arena(), "p_%s %s", function->parameters[i].name,
                             function->parameters[i].type);
            if (strstr(definition.data, declared.data) == NULL)
                printf("# %s has no %s\n", function->statement.name, declared.data);
            CU_ASSERT_PTR_NOT_NULL(strstr(definition.data, declared.data));
        }
    }
    functions_free(functions);
}

static void
operations_of_one_function_share_its_statement(void)
{
    struct functions *functions = functions_new(services);
    for (size_t a = 1; a <= operation_count(); a++)
        for (size_t b = a + 1; b <= operation_count(); b++) {
            const struct service *service;
            bool same = str_equal(str_from(operation_numbered(a, &service)->function),
                                  str_from(operation_numbered(b, &service)->function));
            CU_ASSERT_EQUAL(functions_call(functions, a)->function ==
                                functions_call(functions, b)->function,
                            same);
        }
    functions_free(functions);
}

static void
an_operation_s_statement_names_its_parameters(void)
{
    static const struct statement_parameter parameters[] = { { "account_ids", "text[]" },
                                                             { "limit", "integer" } };
    struct statement_function function = {
        .name = "list_things", .is_change = true, .parameters = parameters, .count = 2
    };
    struct statement made = statement_of_function(test_arena(), &function, 7);
    CU_ASSERT_EQUAL(made.number, STATEMENT_COUNT + 7);
    CU_ASSERT_EQUAL(made.parameters, CALLER_FIELDS + 2);
    CU_ASSERT_TRUE(made.has_caller && made.is_change);
    CU_ASSERT_STRING_EQUAL(made.name, "list_things");
    CU_ASSERT_TRUE(str_starts_with(
        str_from(made.text),
        STR("SELECT fault, arguments, result FROM memberhub.list_things(ROW($1::text, ")));
    CU_ASSERT_TRUE(str_ends_with(str_from(made.text),
                                 STR("$14::jsonb)::memberhub.caller, p_account_ids => $15::text[], "
                                     "p_limit => $16::integer)")));
    function.gives_documents = true;
    CU_ASSERT_TRUE(str_starts_with(
        str_from(statement_of_function(test_arena(), &function, 7).text),
        STR("SELECT fault, arguments, result, document FROM memberhub.list_things(ROW(")));
}

SUITE(statements)
{
    static const struct test_case cases[] = {
        { "no name is there twice", no_name_is_there_twice },
        { "every statement uses as many parameters as it says",
          every_statement_uses_as_many_parameters_as_it_says },
        { "operations are the statements that have a caller",
          operations_are_the_statements_that_have_a_caller },
        { "every function is in a file of its name", every_function_is_in_a_file_of_its_name },
        { "a statement is a change if its function is VOLATILE",
          a_statement_is_a_change_if_its_function_is_volatile },
        { "a function has the parameters that rows give it",
          a_function_has_the_parameters_that_rows_give_it },
        { "operations of one function share its statement",
          operations_of_one_function_share_its_statement },
        { "an operation's statement names its parameters",
          an_operation_s_statement_names_its_parameters },
        { NULL, NULL },
    };
    return cases;
}
