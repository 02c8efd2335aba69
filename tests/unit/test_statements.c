/*
 * The statement table agrees with itself and with the functions in sql/.
 */
#include "db/statement.h"

#include <glob.h>
#include <stdio.h>

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
    for (unsigned a = 0; a < STATEMENT_COUNT; a++)
        for (unsigned b = a + 1; b < STATEMENT_COUNT; b++)
            CU_ASSERT_FALSE(
                str_equal(str_from(statement_row(a)->name), str_from(statement_row(b)->name)));
}

static void
every_statement_uses_as_many_parameters_as_it_says(void)
{
    for (unsigned id = 0; id < STATEMENT_COUNT; id++) {
        const struct statement *row = statement_row(id);
        for (int number = 1; number <= DB_PARAMS_MAX; number++) {
            struct str typed = arena_format(test_arena(), "$%d::", number);
            CU_ASSERT_EQUAL(strstr(row->text, typed.data) != NULL, number <= row->parameters);
        }
    }
}

static void
operations_are_the_statements_that_have_a_caller(void)
{
    for (unsigned id = 0; id < STATEMENT_COUNT; id++) {
        const struct statement *row = statement_row(id);
        bool has_caller = strstr(row->text, "::memberhub.caller") != NULL;
        CU_ASSERT_EQUAL(row->has_caller, has_caller);
        CU_ASSERT_TRUE(!has_caller || row->parameters >= CALLER_FIELDS);
    }
}

static void
every_function_is_in_a_file_of_its_name(void)
{
    for (unsigned id = 0; id < STATEMENT_COUNT; id++) {
        const struct statement *row = statement_row(id);
        struct str call = arena_format(test_arena(), "memberhub.%s(", row->name);
        if (is_command(row))
            continue;
        struct str definition = function_text(row->name);
        CU_ASSERT_PTR_NOT_NULL(strstr(row->text, call.data));
        CU_ASSERT_PTR_NOT_NULL_FATAL(definition.data);
        CU_ASSERT_PTR_NOT_NULL(strstr(definition.data, call.data));
    }
}

static void
a_statement_is_a_change_if_its_function_is_volatile(void)
{
    for (unsigned id = 0; id < STATEMENT_COUNT; id++) {
        const struct statement *row = statement_row(id);
        if (is_command(row))
            continue;
        struct str definition = function_text(row->name);
        CU_ASSERT_PTR_NOT_NULL_FATAL(definition.data);
        CU_ASSERT_EQUAL(row->is_change, strstr(definition.data, " VOLATILE ") != NULL);
        CU_ASSERT_EQUAL(!row->is_change, strstr(definition.data, " STABLE ") != NULL);
    }
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
        { NULL, NULL },
    };
    return cases;
}
