/*
 * Counting through the services' operations. Must never depend on what one of them is.
 */
#include "api/operation.h"

static size_t
count_of(const struct service *service)
{
    size_t count = 0;
    while (service->operations[count].name != NULL)
        count++;
    return count;
}

size_t
operation_count(void)
{
    size_t count = 0;
    for (size_t i = 0; services[i] != NULL; i++)
        count += count_of(services[i]);
    return count;
}

const struct operation *
operation_numbered(size_t number, const struct service **ret_service)
{
    size_t before = 1;
    for (size_t i = 0; services[i] != NULL && number > 0; i++) {
        size_t count = count_of(services[i]);
        if (number - before < count) {
            *ret_service = services[i];
            return &services[i]->operations[number - before];
        }
        before += count;
    }
    *ret_service = NULL;
    return NULL;
}

size_t
operation_number(const struct service *service, const struct operation *operation)
{
    size_t before = 1;
    for (size_t i = 0; services[i] != service; i++)
        before += count_of(services[i]);
    return before + (size_t)(operation - service->operations);
}

const struct operation *
operation_named(const struct service *service, struct str name)
{
    for (const struct operation *row = service->operations; row->name != NULL; row++)
        if (str_equal(str_from(row->name), name))
            return row;
    return NULL;
}

const struct operation *
operation_pair(const struct service *service, const struct operation *operation)
{
    for (const struct operation *row = service->operations; row->name != NULL; row++)
        if (row != operation && str_equal(str_from(row->function), str_from(operation->function)))
            return row;
    return NULL;
}
