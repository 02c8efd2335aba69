/*
 * THE FAULTS of STS. Data only.
 */
#include "services/sts/rows.h"

/* clang-format off */
#define STS(name, status, code, sentence) \
    { name, FAULT_LEVEL_INFO, { [MANNER_REST] = { status, code, NULL, sentence }, \
                                [MANNER_QUERY] = { status, code, NULL, sentence } } }
/* clang-format on */

const struct fault_row sts_faults[] = {
    STS("role_chaining", 400, "ValidationError",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by "
        "role chaining"),
    STS("duplicate_tag_keys", 400, "InvalidParameterValue",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive."),
    STS("reserved_tag_key", 400, "InvalidParameterValue",
        "Tag keys that begin with aws: are reserved."),
    STS("transitive_tag_conflict", 400, "InvalidParameterValue",
        "One of the specified transitive tag keys can't be set because it conflicts with a "
        "transitive tag key from the calling session."),
    STS("transitive_tag_missing", 400, "InvalidParameterValue",
        "The specified transitive tag key must be included in the requested tags."),
    STS("packed_policy_too_large", 400, "PackedPolicyTooLarge",
        "Packed size of session tags consumes {0}% of allotted space."),
    FAULTS_END,
};
