/*
 * The kinds of facts. Data only.
 */
#include "audit/fact.h"

static const struct {
    const char *name;
    size_t words;
} kinds[FACT_KINDS] = {
    [FACT_RELATIONSHIP] = { "relationship", 4 },
    [FACT_ACCOUNT] = { "account", 1 },
    [FACT_KEY] = { "key", 2 },
    [FACT_ENROLLMENT] = { "enrollment", 4 },
};

size_t
fact_words(enum fact_kind kind)
{
    return kinds[kind].words;
}

const char *
fact_kind_name(enum fact_kind kind)
{
    return kinds[kind].name;
}
