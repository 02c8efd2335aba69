/*
 * The command line of the load driver.
 */
#ifndef MEMBERHUB_BENCH_LOAD_OPTIONS_H
#define MEMBERHUB_BENCH_LOAD_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/str.h"

struct load_options {
    const char *plan_path;
    struct str service, region, secret;
    struct str expect;      /* "200,4xx,503" */
    struct str expect_text; /* empty: any */
    int64_t port, connections, seconds, warmup_s, requests, rate, timeout_s;
    bool once, obey;
};

/* Reads the command line. 0, or 1 when --help was asked for and printed, or -1 when it is wrong,
 * which was printed to standard error. */
int load_options_read(int argc, char **argv, struct load_options *ret_options) MUST_CHECK;

/* Tells whether an answer's status is one of those expected. */
bool load_options_expect(const struct load_options *options, unsigned status);

#endif
