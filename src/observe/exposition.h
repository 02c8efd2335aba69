/*
 * Prometheus' text format 0.0.4: families with their help and type, samples with labels and values.
 * Knows no metric. Must never get a label's value from a client.
 * Source: prometheus.io, "Exposition formats", section "Text-based format".
 */
#ifndef MEMBERHUB_OBSERVE_EXPOSITION_H
#define MEMBERHUB_OBSERVE_EXPOSITION_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/metrics.h"

#define EXPOSITION_CONTENT_TYPE "text/plain; version=0.0.4; charset=utf-8"

enum { EXPOSITION_LABELS_MAX = 3 };

/* Name and value of each, as many as have a name. Values are escaped. */
struct labels {
    struct {
        const char *name, *value;
    } of[EXPOSITION_LABELS_MAX];
};

enum exposition_type { EXPOSITION_COUNTER, EXPOSITION_GAUGE, EXPOSITION_HISTOGRAM };

/* Starts a family: all its samples follow before the next one. */
void exposition_family(struct buf *out, const char *name, enum exposition_type type,
                       const char *help);

/* Adds a sample with a whole number. */
void exposition_sample(struct buf *out, const char *name, const struct labels *labels,
                       int64_t value);

/* Likewise of a duration or a time, given in microseconds, shown in seconds. */
void exposition_sample_seconds(struct buf *out, const char *name, const struct labels *labels,
                               int64_t us);

/* Adds the samples of a histogram: a bucket for each bound, in seconds, sum and count. */
void exposition_histogram(struct buf *out, const char *name, const struct labels *labels,
                          const struct histogram *histogram);

#endif
