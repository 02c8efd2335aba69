/*
 * Requests as an SDK would send them: HTTP/1.1 with Signature Version 4 and an invocation id.
 * Never sends anything.
 */
#ifndef MEMBERHUB_BENCH_LOAD_REQUEST_H
#define MEMBERHUB_BENCH_LOAD_REQUEST_H

#include <stdint.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/str.h"
#include "load_plan.h"

/* Who signs: one secret, region and service for all of a plan, so one signing key a day. */
struct load_signer {
    struct str secret, region, service;
    uint16_t port;
    int64_t now_s;                    /* that timestamp is of */
    char timestamp[17];               /* "20150830T123600Z" */
    uint8_t signing_key[SHA256_SIZE]; /* of timestamp's day */
    uint32_t run;                     /* what the invocation ids of one run have in common */
    uint64_t invocations;
};

/* Starts with what the views point to, which the caller keeps. */
void load_signer_init(struct load_signer *signer, struct str secret, struct str region,
                      struct str service, uint16_t port);

/* Gives the bytes of a request that nobody has sent before, signed as of now, in the arena. */
struct str load_request_make(struct load_signer *signer, struct arena *arena,
                             const struct load_step *step);

#endif
