/*
 * Where the sealer's key comes from: a file of its own, or the master key. Never reads the master
 * key where there is a file.
 */
#ifndef MEMBERHUB_AUDIT_SEAL_SIGNER_H
#define MEMBERHUB_AUDIT_SEAL_SIGNER_H

#include "audit/seal_record.h"
#include "base/attributes.h"
#include "base/config.h"
#include "base/fault.h"

/*
 * Loads who signs by the settings: [audit] seal_key_file's 64 hex digits are the seed; without one
 * it is made out of [auth] master_key_file's. FAULT_CONFIG. Release with seal_signer_release().
 */
int seal_signer_load(const struct config *config, struct seal_signer *ret_signer,
                     struct fault *f) MUST_CHECK;

#endif
