/*
 * THE OPERATION TABLE: one row says all that is particular to an operation. Its function is SQL,
 * its shapes are tables.
 */
#ifndef MEMBERHUB_API_OPERATION_H
#define MEMBERHUB_API_OPERATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/field.h"
#include "api/service.h"
#include "db/statement.h"
#include "wire/shape.h"

/* Which of Security Hub's two families answers: they speak different error dialects on AWS
 * ([compat] errors). */
enum operation_family { FAMILY_NATIVE, FAMILY_MEMBERSHIP };

enum { OPERATION_ARGUMENTS_MAX = 10 };

struct operation {
    enum service_id service;
    const char *name;
    const char *method;
    const char *path; /* as on the wire; "{X}" stands for one percent-encoded segment */
    enum operation_family family;
    bool change; /* claims a retry key and leaves an audit event */
    const struct field *fields;
    const struct shape *output; /* NULL: an empty body */
    enum statement_id statement;
    enum field_id
        arguments[OPERATION_ARGUMENTS_MAX]; /* of the SQL function behind its caller, in order */
    uint16_t status;                        /* of success; 0: 200 */
};

extern const struct operation operations[];
extern const size_t operation_count;

#endif
