/*
 * A request that never was on a wire, put to the decoder of the operation that its path names.
 */
#ifndef MEMBERHUB_TESTS_DECODE_FIXTURE_H
#define MEMBERHUB_TESTS_DECODE_FIXTURE_H

#include "api/decode.h"
#include "harness.h"

struct attempt {
    enum service_id service; /* the first is Security Hub */
    const char *method, *path, *query;
    struct str segment, body;
};

static inline int
try_decode(struct attempt attempt, struct arguments *ret_arguments, struct fault *f)
{
    struct request *request = arena_alloc(test_arena(), sizeof *request);
    struct str segment;
    *request = (struct request){ .method = str_from(attempt.method),
                                 .path = str_from(attempt.path),
                                 .query = str_from(attempt.query),
                                 .body = attempt.body };
    const struct operation *operation =
        operation_find(attempt.service, request->method, request->path, &segment);
    CU_ASSERT_PTR_NOT_NULL_FATAL(operation);
    return decode(test_arena(), operation, request, segment, ret_arguments, f);
}

#endif
