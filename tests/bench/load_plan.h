/*
 * The plan of a load: which requests are sent, by whom. A text file with a line for each.
 * Never checks whether a request makes sense: wrong ones are for the server to refuse.
 */
#ifndef MEMBERHUB_BENCH_LOAD_PLAN_H
#define MEMBERHUB_BENCH_LOAD_PLAN_H

#include <stddef.h>

#include "base/attributes.h"
#include "base/str.h"

/* One line: "KEY_ID METHOD TARGET[ BODY]", single spaces, the body up to the end of the line. */
struct load_step {
    struct str key_id; /* "-": the request is not signed */
    struct str method;
    struct str target; /* path and query as they are sent; the query is in its canonical form */
    struct str body;   /* JSON, or empty */
};

struct load_plan {
    char *text; /* what the steps point into */
    struct load_step *steps;
    size_t count; /* at least 1 */
};

/* Reads a plan; the caller releases it with load_plan_release(). -1 when the file cannot be read or
 * a line is none of a plan's: then the reason was printed to standard error. */
int load_plan_read(const char *path, struct load_plan *ret_plan) MUST_CHECK;

void load_plan_release(struct load_plan *plan);

#endif
