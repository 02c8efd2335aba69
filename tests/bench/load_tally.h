/*
 * What came of a load: counts by status, latencies in a histogram of fixed size, and the report.
 * Never keeps a value of a single request, however many there are.
 */
#ifndef MEMBERHUB_BENCH_LOAD_TALLY_H
#define MEMBERHUB_BENCH_LOAD_TALLY_H

#include <stdint.h>
#include <stdio.h>

/* Each power of two of microseconds in 64 steps, so that a figure is at most 1/64 too large; 2^36
 * microseconds are 19 hours. */
enum { HISTOGRAM_STEP_BITS = 6, HISTOGRAM_STEPS = 1 << HISTOGRAM_STEP_BITS };
enum { HISTOGRAM_OCTAVES = 36 - HISTOGRAM_STEP_BITS };
enum { HISTOGRAM_SLOTS = HISTOGRAM_STEPS * (HISTOGRAM_OCTAVES + 1) };
enum { STATUS_MAX = 599 };

struct histogram {
    uint64_t counts[HISTOGRAM_SLOTS];
    uint64_t total;
    int64_t sum_us, max_us;
};

struct load_tally {
    struct histogram good;  /* answers 2xx */
    struct histogram other; /* all others */
    uint64_t statuses[STATUS_MAX + 1];
    uint64_t unexpected;  /* answers that --expect or --expect-text rules out */
    uint64_t malformed;   /* what is no HTTP answer */
    uint64_t timeouts;    /* no answer within --timeout */
    uint64_t lost;        /* the connection ended instead of an answer */
    uint64_t resent;      /* a kept connection ended before the answer began; sent again */
    uint64_t connections; /* opened */
    uint64_t bytes_sent, bytes_received;
    int64_t started_ns, ended_ns; /* from the first request that counts to the last answer */
};

/* Takes one answer with its status and latency. */
void load_tally_answer(struct load_tally *tally, unsigned status, int64_t latency_us);

/* Gives the latency that `share` (0 to 1) of the answers do not exceed; 0 when there are none. */
int64_t histogram_quantile(const struct histogram *histogram, double share);

/* Tells whether every request was answered, each as expected. */
int load_tally_is_clean(const struct load_tally *tally);

/* Prints the report, one JSON object and a line feed. `clients`: how many connections were kept. */
void load_tally_print(const struct load_tally *tally, unsigned clients, FILE *file);

#endif
