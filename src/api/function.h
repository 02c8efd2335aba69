/*
 * The SQL functions of operations, as start-up makes them of the rows: one statement for each,
 * whoever calls it. What its parameters are the fields say that become them.
 */
#ifndef MEMBERHUB_API_FUNCTION_H
#define MEMBERHUB_API_FUNCTION_H

#include <stdbool.h>
#include <stddef.h>

#include "api/arguments.h"
#include "api/operation.h"
#include "api/service.h"
#include "db/statement.h"

/* A parameter of an operation: what a field becomes. */
struct parameter {
    const char *name; /* without "p_" */
    const char *type; /* in SQL; in the arena or static */
    const struct field *field;
    size_t slot;
    bool is_column;  /* of a table */
    bool is_surplus; /* of a list or a table's first column: what is beyond max */
};

struct function {
    struct statement statement;
    size_t count; /* of parameters: those of all its operations, each once */
    struct statement_parameter *parameters;
    bool gives_documents;
};

/* An operation and its function. */
struct call {
    const struct function *function;
    size_t count;
    const struct parameter *parameters; /* of the operation */
    const size_t *places;               /* of each among the function's */
};

struct functions;

/* Makes all functions of these services, ended by NULL, and their operations' calls of them. Free
 * with functions_free(). NULL is allowed there. */
struct functions *functions_new(const struct service *const *served);
void functions_free(struct functions *functions);

/* Gives the call of an operation by its number, from 1 on. */
const struct call *functions_call(const struct functions *functions, size_t operation_number);

/* Counts the functions, and gives one of them from 0 on. */
size_t functions_count(const struct functions *functions);
const struct function *functions_at(const struct functions *functions, size_t place);

#endif
