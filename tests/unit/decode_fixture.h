/*
 * A request that never was on a wire, put to the decoder of the operation that its path names.
 */
#ifndef MEMBERHUB_TESTS_DECODE_FIXTURE_H
#define MEMBERHUB_TESTS_DECODE_FIXTURE_H

#include "api/decode.h"
#include "api/route.h"
#include "harness.h"
#include "services/services.h"

struct attempt {
    const struct service *service; /* NULL: Security Hub */
    const char *method, *path, *query;
    struct str body;
    bool reads_unseen; /* [audit] reads = off */
};

/* Gives an exchange whose service is known; `config` is borrowed. */
static inline struct exchange
exchange_of(const struct service *service, const struct request *request,
            const struct config *config)
{
    return (struct exchange){ .arena = test_arena(),
                              .config = config,
                              .request = request,
                              .service = service,
                              .protocol = service->protocol };
}

/* Gives what a field was given, a column of a table by the column's name. */
static inline const struct value *
given(const struct exchange *x, const char *name)
{
    const struct value *value =
        arguments_named(x->service, x->operation, &x->arguments, str_from(name));
    CU_ASSERT_PTR_NOT_NULL_FATAL(value);
    return value;
}

static inline int
try_decode(struct attempt attempt, struct exchange *ret_x, struct fault *f)
{
    const struct config config = { .limits.body_bytes = 65536,
                                   .audit.reads = !attempt.reads_unseen };
    const struct request request = { .method = str_from(attempt.method),
                                     .path = str_from(attempt.path),
                                     .query = str_from(attempt.query),
                                     .body = attempt.body };
    const struct service *service =
        attempt.service != NULL ? attempt.service : &service_securityhub;
    struct exchange x = exchange_of(service, &request, &config);
    CU_ASSERT_EQUAL_FATAL(route(&x, f), 0);
    int result = decode(&x, f);
    *ret_x = x;
    return result;
}

#endif
