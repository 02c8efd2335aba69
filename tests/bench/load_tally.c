/*
 * The histogram is the one of HdrHistogram in small: linear steps inside powers of two.
 */
#include "load_tally.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

/* Gives the slot of a latency: below 64 us each has its own, from there on 64 to each doubling. */
static size_t
slot_of(int64_t latency_us)
{
    uint64_t value = latency_us > 0 ? (uint64_t)latency_us : 0;
    size_t octave = 0;
    while (value >> octave >= 2 * HISTOGRAM_STEPS)
        octave++;
    size_t slot = octave * HISTOGRAM_STEPS + (size_t)(value >> octave);
    return slot < HISTOGRAM_SLOTS ? slot : HISTOGRAM_SLOTS - 1;
}

/* Gives the largest latency of a slot. */
static int64_t
slot_limit_us(size_t slot)
{
    size_t octave = slot < 2 * HISTOGRAM_STEPS ? 0 : slot / HISTOGRAM_STEPS - 1;
    return ((int64_t)(slot - octave * HISTOGRAM_STEPS + 1) << octave) - 1;
}

static void
histogram_add(struct histogram *histogram, int64_t latency_us)
{
    histogram->counts[slot_of(latency_us)]++;
    histogram->total++;
    histogram->sum_us += latency_us;
    if (latency_us > histogram->max_us)
        histogram->max_us = latency_us;
}

static bool
is_good(unsigned status)
{
    return status / 100 == 2;
}

void
load_tally_answer(struct load_tally *tally, unsigned status, int64_t latency_us)
{
    tally->statuses[status <= STATUS_MAX ? status : 0]++;
    histogram_add(is_good(status) ? &tally->good : &tally->other, latency_us);
}

int64_t
histogram_quantile(const struct histogram *histogram, double share)
{
    uint64_t seen = 0;
    double wanted = share * (double)histogram->total;
    for (size_t slot = 0; slot < HISTOGRAM_SLOTS; slot++) {
        seen += histogram->counts[slot];
        if (seen > 0 && (double)seen >= wanted) {
            int64_t limit_us = slot_limit_us(slot);
            return limit_us < histogram->max_us ? limit_us : histogram->max_us;
        }
    }
    return histogram->max_us;
}

int
load_tally_is_clean(const struct load_tally *tally)
{
    return tally->unexpected + tally->malformed + tally->timeouts + tally->lost == 0;
}

static void
print_histogram(const char *name, const struct histogram *histogram, double seconds, FILE *file)
{
    static const struct {
        const char *name;
        double share;
    } quantiles[] = { { "p50", 0.5 }, { "p90", 0.9 }, { "p99", 0.99 } };
    double total = (double)histogram->total;
    fprintf(file, "\"%s\": {\"answers\": %llu, \"per_s\": %.1f, ", name,
            (unsigned long long)histogram->total, seconds > 0 ? total / seconds : 0);
    for (size_t i = 0; i < ARRAY_COUNT(quantiles); i++)
        fprintf(file, "\"%s_ms\": %.3f, ", quantiles[i].name,
                (double)histogram_quantile(histogram, quantiles[i].share) / 1000);
    fprintf(file, "\"max_ms\": %.3f, \"mean_ms\": %.3f}, ", (double)histogram->max_us / 1000,
            total > 0 ? (double)histogram->sum_us / total / 1000 : 0);
}

static void
print_statuses(const struct load_tally *tally, FILE *file)
{
    const char *separator = "";
    fprintf(file, "\"statuses\": {");
    for (unsigned status = 0; status <= STATUS_MAX; status++) {
        if (tally->statuses[status] == 0)
            continue;
        fprintf(file, "%s\"%u\": %llu", separator, status,
                (unsigned long long)tally->statuses[status]);
        separator = ", ";
    }
    fprintf(file, "}, ");
}

void
load_tally_print(const struct load_tally *tally, unsigned clients, FILE *file)
{
    const struct {
        const char *name;
        uint64_t value;
    } counts[] = {
        { "unexpected", tally->unexpected },
        { "malformed", tally->malformed },
        { "timeouts", tally->timeouts },
        { "lost", tally->lost },
        { "resent", tally->resent },
        { "connections", tally->connections },
        { "bytes_received", tally->bytes_received },
    };
    double seconds = (double)(tally->ended_ns - tally->started_ns) / 1e9;
    fprintf(file, "{\"clients\": %u, \"seconds\": %.3f, ", clients, seconds);
    print_histogram("good", &tally->good, seconds, file);
    print_histogram("other", &tally->other, seconds, file);
    print_statuses(tally, file);
    for (size_t i = 0; i < ARRAY_COUNT(counts); i++)
        fprintf(file, "\"%s\": %llu, ", counts[i].name, (unsigned long long)counts[i].value);
    fprintf(file, "\"bytes_sent\": %llu}\n", (unsigned long long)tally->bytes_sent);
}
