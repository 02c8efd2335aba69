/*
 * Requests as an SDK would send them: HTTP/1.1 with Signature Version 4 and an invocation id.
 * Never sends anything.
 */
#ifndef MEMBERHUB_BENCH_LOAD_REQUEST_H
#define MEMBERHUB_BENCH_LOAD_REQUEST_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "load_plan.h"

/*
 * Who signs: one secret, region and service for all of a plan, so one signing key a day. What is
 * the same in all requests of a second is put together once.
 */
struct load_signer {
    struct str secret, region, service;
    uint16_t port;
    struct evp_mac_ctx_st *mac; /* holds the signing key */
    struct str run;             /* the beginning of the invocation ids of one run */
    uint64_t invocations;
    int64_t now_s;                /* that the rest is of */
    char timestamp[17];           /* "20150830T123600Z" */
    struct arena *second;         /* the three below */
    struct str canonical_headers; /* from behind the invocation id to the body's hash */
    struct str sign_begin;        /* of the string to sign */
    struct str credential_end;    /* from behind the key id to the signature */
    struct arena *always;         /* run */
};

/* Starts with what the views point to, which the caller keeps. */
void load_signer_init(struct load_signer *signer, struct str secret, struct str region,
                      struct str service, uint16_t port);

void load_signer_release(struct load_signer *signer);

/* Gives the bytes of a request that nobody has sent before, signed as of now, in the arena. */
struct str load_request_make(struct load_signer *signer, struct arena *arena,
                             const struct load_step *step);

#endif
