/*
 * What came of one request: the answer to send, and what is said of it behind the answer.
 */
#ifndef MEMBERHUB_API_OUTCOME_H
#define MEMBERHUB_API_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"
#include "http/response.h"

struct exchange;

/* Views live in the arena; empty where not known. */
struct outcome {
    struct response response;
    struct str request_id; /* UUID, also in x-amzn-RequestId */
    struct str service, region, operation, account_id, access_key_id;
    struct str principal;    /* ARN of who signed */
    size_t operation_number; /* of operation_numbered(); 0: it never became known */
    bool refused;
    struct fault fault;              /* when refused */
    int64_t database_us;             /* that all its calls took */
    int64_t database_retries;        /* further attempts at them */
    const struct exchange *exchange; /* record_outcome()'s: what there is to record; or NULL */
};

#endif
