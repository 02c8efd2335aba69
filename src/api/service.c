/*
 * Looks into the service table. Must never know anything of a single service.
 */
#include "api/service.h"

#include "wire/writer.h"

const char *
service_spelling(struct arena *arena, const struct service *service, const char *name)
{
    return writer_spelling(arena, service->lower_camel, name);
}

const char *
service_trail_spelling(struct arena *arena, const struct service *service, const char *name)
{
    return writer_spelling(arena, service->trail_lower_camel, name);
}

const struct fault_dialect *
service_dialect(size_t number)
{
    size_t before = MANNER_COUNT;
    if (number < MANNER_COUNT)
        return &fault_manners[number];
    for (size_t i = 0; services[i] != NULL; i++) {
        const struct fault_dialect *of_service[] = { services[i]->dialect, services[i]->observed };
        for (size_t j = 0; j < ARRAY_COUNT(of_service); j++)
            if (of_service[j] != NULL && of_service[j]->spellings != NULL && before++ == number)
                return of_service[j];
    }
    return NULL;
}

const struct service *
service_named(struct str name)
{
    for (size_t i = 0; services[i] != NULL; i++)
        if (str_equal(str_from(services[i]->name), name))
            return services[i];
    return NULL;
}

bool
service_is_served(struct str name)
{
    return service_named(name) != NULL;
}
