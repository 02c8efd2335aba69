/*
 * Facts: how relationships, accounts, keys, hubs and detectors stand. Never knows where one is
 * read.
 */
#ifndef MEMBERHUB_AUDIT_FACT_H
#define MEMBERHUB_AUDIT_FACT_H

#include <stddef.h>

#include "base/str.h"

enum fact_kind {
    FACT_RELATIONSHIP, /* of: service, region, administrator, member; value: its state */
    FACT_ACCOUNT,      /* of: account; value: active, suspended */
    FACT_KEY,          /* of: key id, account; value: active, disabled, None */
    FACT_ENROLLMENT,   /* of: service, region, account, detector or "hub"; value: enabled, None */
    FACT_KINDS
};

enum { FACT_WORDS_MAX = 4 };

/* One fact. The words and the value are of one word each; "None" is for what is not there. */
struct fact {
    enum fact_kind kind;
    struct str of[FACT_WORDS_MAX];
    struct str from; /* of a relationship: its state before; else empty */
    struct str value;
};

/* Gives how many words a kind has, and its name: "relationship" (static). */
size_t fact_words(enum fact_kind kind);
const char *fact_kind_name(enum fact_kind kind);

#endif
