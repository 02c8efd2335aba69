/*
 * Who signed. A principal is opaque: sigv4_verify() is the only function that can make one.
 */
#ifndef MEMBERHUB_AUTH_PRINCIPAL_H
#define MEMBERHUB_AUTH_PRINCIPAL_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/credential.h"
#include "auth/role_session.h"
#include "base/arena.h"
#include "base/str.h"

struct principal;

/* What is known of a principal; all views are borrowed from the request's arena. */
struct str principal_account_id(const struct principal *principal);
struct str principal_access_key_id(const struct principal *principal);
struct str principal_service(const struct principal *principal); /* from the credential scope */
struct str principal_region(const struct principal *principal);  /* from the credential scope */
struct credential_scope principal_scope(const struct principal *principal);
struct str principal_signature(
    const struct principal *principal); /* 64 hex digits; for the retry key only */
/* SHA-256 of the body that the signature covers. */
const uint8_t *principal_body_hash(const struct principal *principal);
/* When the query form was signed, in seconds since the epoch; -1 where it was the header form. */
int64_t principal_presigned_at_s(const struct principal *principal);
int64_t principal_access_epoch(const struct principal *principal);
bool principal_account_absent(const struct principal *principal);
bool principal_is_test_account(const struct principal *principal);
/* NULL for the account itself. */
const struct role_session *principal_session(const struct principal *principal);

/* Gives the partition that the principal's region is in ("aws-cn"), as ARNs begin with it. */
const char *principal_partition(const struct principal *principal);

/* Its name: arn:<partition>:iam::<account>:root, or of a role's session
 * arn:<partition>:sts::<account>:assumed-role/<role>/<session>. */
struct str principal_arn(const struct principal *principal);

/* Makes that name, in the arena; for sigv4_verify(), which keeps it. */
struct str principal_arn_make(struct arena *arena, const struct principal *principal);

/* Gives CloudTrail's userIdentity element as JSON, in the arena. */
struct str principal_identity(struct arena *arena, const struct principal *principal);

#endif
