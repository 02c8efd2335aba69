/*
 * What the fuzz targets share: each takes any bytes, as a client or a stranger's file would have
 * them, and must neither break nor believe them.
 */
#ifndef MEMBERHUB_TESTS_FUZZ_H
#define MEMBERHUB_TESTS_FUZZ_H

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"

/* Ends the program, and so makes a finding of the input, unless the condition holds. */
#define MUST(condition) ((condition) ? (void)0 : abort())

struct fuzz_target {
    const char *name; /* of its folder of the corpus too */
    void (*run)(struct arena *arena, struct str input);
};

void fuzz_request(struct arena *arena, struct str input);
void fuzz_params(struct arena *arena, struct str input);
void fuzz_signature(struct arena *arena, struct str input);
void fuzz_operation(struct arena *arena, struct str input);
void fuzz_json(struct arena *arena, struct str input);
void fuzz_form(struct arena *arena, struct str input);
void fuzz_token(struct arena *arena, struct str input);
void fuzz_finding(struct arena *arena, struct str input);
void fuzz_dump(struct arena *arena, struct str input);

#endif
