/*
 * Loading of the sealer's key.
 * Must never leave a copy of a key behind.
 */
#include "audit/seal_signer.h"

#include "base/seal.h"
#include "base/str.h"

int
seal_signer_load(const struct config *config, struct seal_signer *ret_signer, struct fault *f)
{
    struct seal_key key;
    bool has_own = config->audit.seal_key_file[0] != '\0';
    if (seal_key_load(&key, has_own ? config->audit.seal_key_file : config->auth.master_key_file,
                      f) < 0)
        return -1;
    if (has_own)
        seal_signer_from_seed(ret_signer, key.key);
    else
        seal_signer_init(ret_signer, &key);
    seal_key_release(&key);
    return 0;
}
