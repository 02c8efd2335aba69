/*
 * Signature Version 4 as a verifying server: parse, canonicalise, check, in AWS's order.
 * Never reads anything but the request as received, and never lets go of one that has not been
 * through every check.
 * Source: AWS IAM User Guide, "AWS Signature Version 4 for API requests".
 */
#ifndef MEMBERHUB_AUTH_SIGV4_H
#define MEMBERHUB_AUTH_SIGV4_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/credential.h"
#include "auth/principal.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/str.h"
#include "http/request.h"

/* What a request claims of its signature; nothing of it is trusted. Views borrow from both. */
struct sigv4_claim {
    bool query_form; /* presigned URL rather than Authorization header */
    struct str access_key_id;
    struct str scope_date; /* YYYYMMDD */
    struct str region;
    struct str service;
    struct str terminator;     /* "aws4_request" in a good scope */
    size_t credential_parts;   /* 5 in a good one; the five views above are empty otherwise */
    struct str signed_headers; /* as sent, "host;x-amz-date" */
    struct str signature;      /* as sent */
    struct str timestamp;      /* YYYYMMDDTHHMMSSZ */
    int64_t signed_at_s;       /* the same, seconds since the epoch */
    int64_t expires_s;         /* query form: X-Amz-Expires, 1 to 604800 */
    struct str security_token; /* data is NULL when there is none */
};

/* Tells whether a service, by its name in the scope, is served. */
typedef bool sigv4_service_fn(struct str service);

/* What this server accepts. NULL where memberhubctl takes whatever the scope names. */
struct sigv4_rules {
    int64_t now_s;
    int64_t skew_s;            /* 300 */
    bool query_form;           /* presigned URLs accepted */
    sigv4_service_fn *is_ours; /* NULL: any service is */
    struct str regions;        /* comma-separated; "aws": all of AWS's; "*": any well-formed
                                  one; or data NULL */
};

/* The stages of a signature, for the verifier and for memberhubctl sigv4 explain. */
struct sigv4_stages {
    uint8_t body_hash[SHA256_SIZE]; /* of the body received; computed here and nowhere else */
    struct str canonical_request;
    struct str string_to_sign;
    uint8_t signature[SHA256_SIZE];
};

/*
 * Reads the claim: all that needs no secret (checks 1 to 9 and 16 of the documented order).
 * FAULT_MALFORMED_QUERY_STRING, FAULT_MISSING_AUTHENTICATION, FAULT_AMBIGUOUS_AUTHENTICATION,
 * FAULT_INCOMPLETE_SIGNATURE (listing all that is missing), FAULT_INVALID_SIGNATURE.
 */
int sigv4_parse(struct arena *arena, const struct request *request, const struct sigv4_rules *rules,
                struct sigv4_claim *ret_claim, struct fault *f) MUST_CHECK;

/*
 * Gives the parts of the credential that a request claims, however broken the rest of its claim;
 * empty when they are not five. Nothing of it is checked: it may shape a refusal and its record,
 * and nothing else.
 */
struct sigv4_claim sigv4_claimed(struct arena *arena, const struct request *request);

/*
 * Checks time and scope against the rules (checks 10 and 11): FAULT_SIGNATURE_EXPIRED,
 * FAULT_SIGNATURE_NOT_YET, FAULT_CREDENTIAL_SCOPE with every fault in one message,
 * FAULT_UNKNOWN_SERVICE for a good scope of a service that is not ours.
 */
int sigv4_check_scope(struct arena *arena, const struct sigv4_claim *claim,
                      const struct sigv4_rules *rules, struct fault *f) MUST_CHECK;

/* Gives the scope that a claim names (views into it). */
struct credential_scope sigv4_scope(const struct sigv4_claim *claim);

/* Derives the key that a secret signs with in a scope; the caller wipes it. */
void sigv4_signing_key(struct arena *arena, struct str secret, const struct credential_scope *scope,
                       uint8_t ret_key[SHA256_SIZE]);

/*
 * Computes the stages for a claim with the signing key of its scope. Cannot fail on a claim of
 * sigv4_parse().
 */
void sigv4_compute(struct arena *arena, const struct request *request,
                   const struct sigv4_claim *claim, const uint8_t signing_key[SHA256_SIZE],
                   struct sigv4_stages *ret_stages);

/* Computes the last stage again, with another key, from a string to sign that is there. */
void sigv4_sign(const uint8_t signing_key[SHA256_SIZE], struct sigv4_stages *stages);

/*
 * Gives the canonical path and query, a line each, without what the query form signs with
 * (X-Amz-*): what a request asks for, however it is spelled and whenever it was signed. Of a
 * request that sigv4_parse() took; in the arena.
 */
struct str sigv4_resource(struct arena *arena, const struct request *request, struct str service);

/*
 * Refuses a signature that was made more than `lifetime_s` before `now_s`: FAULT_SIGNATURE_EXPIRED,
 * as sigv4_check_scope() does. Returns -1.
 */
int sigv4_refuse_expired(struct arena *arena, int64_t signed_at_s, int64_t now_s,
                         int64_t lifetime_s, struct fault *f);

/* Checks x-amz-content-sha256 against the body's hash (check 14). FAULT_INVALID_SIGNATURE. */
int sigv4_check_payload(const struct request *request, const struct sigv4_stages *stages,
                        struct fault *f) MUST_CHECK;

/*
 * Compares the claimed signature with the computed one in constant time: 64 lower-case hex digits,
 * nothing else.
 */
bool sigv4_matches(const struct sigv4_claim *claim, const struct sigv4_stages *stages);

/*
 * Does all of the above in order, with the credential's signing key, and makes the principal: THE
 * ONE FUNCTION that can. An unknown key does the same work as a wrong signature. A refusal that
 * rests on a cached credential is checked once more with a fresh one. Faults: as above,
 * FAULT_UNKNOWN_KEY, FAULT_EXPIRED_TOKEN, FAULT_SIGNATURE_MISMATCH, FAULT_DATABASE_*.
 */
int sigv4_verify(struct arena *arena, const struct request *request,
                 const struct sigv4_rules *rules, const struct credential_source *source,
                 const struct principal **ret_principal, struct fault *f) MUST_CHECK;

#endif
