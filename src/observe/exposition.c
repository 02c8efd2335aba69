/*
 * Writing the text format.
 * Must never put more than one reading of a counter on the page: what is a sum of others is added
 * up from what stands there.
 */
#include "observe/exposition.h"

enum { US_OF_SECOND = 1000000 };

static const char *const type_names[] = {
    [EXPOSITION_COUNTER] = "counter",
    [EXPOSITION_GAUGE] = "gauge",
    [EXPOSITION_HISTOGRAM] = "histogram",
};

void
exposition_family(struct buf *out, const char *name, enum exposition_type type, const char *help)
{
    buf_add_format(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type_names[type]);
}

static void
add_value(struct buf *out, const char *value)
{
    for (const char *c = value; *c != '\0'; c++) {
        if (*c == '\\' || *c == '"')
            buf_add_char(out, '\\');
        if (*c == '\n')
            buf_add(out, STR("\\n"));
        else
            buf_add_char(out, *c);
    }
}

/* Adds the name with its labels; a histogram's has a suffix, and its buckets' bound, if not "". */
static void
add_name(struct buf *out, const char *name, const char *suffix, const struct labels *labels,
         const char *bound)
{
    char separator = '{';
    buf_add_format(out, "%s%s", name, suffix);
    for (size_t i = 0; i < EXPOSITION_LABELS_MAX && labels->of[i].name != NULL; i++) {
        buf_add_format(out, "%c%s=\"", separator, labels->of[i].name);
        add_value(out, labels->of[i].value);
        buf_add_char(out, '"');
        separator = ',';
    }
    if (bound[0] != '\0') {
        buf_add_format(out, "%cle=\"%s\"", separator, bound);
        separator = ',';
    }
    if (separator == ',')
        buf_add_char(out, '}');
    buf_add_char(out, ' ');
}

static void
add_seconds(struct buf *out, int64_t us)
{
    buf_add_format(out, "%s%lld.%06lld\n", us < 0 ? "-" : "",
                   (long long)(us < 0 ? -us : us) / US_OF_SECOND,
                   (long long)(us < 0 ? -us : us) % US_OF_SECOND);
}

void
exposition_sample(struct buf *out, const char *name, const struct labels *labels, int64_t value)
{
    add_name(out, name, "", labels, "");
    buf_add_format(out, "%lld\n", (long long)value);
}

void
exposition_sample_seconds(struct buf *out, const char *name, const struct labels *labels,
                          int64_t us)
{
    add_name(out, name, "", labels, "");
    add_seconds(out, us);
}

/* Gives a bucket's bound as Prometheus itself would write it: seconds, no zeros behind. */
static struct str
bound_text(struct arena *arena, size_t bucket)
{
    if (bucket == METRICS_BUCKETS - 1)
        return STR("+Inf");
    return arena_format(arena, "%g", (double)metrics_bound_us(bucket) / US_OF_SECOND);
}

void
exposition_histogram(struct buf *out, const char *name, const struct labels *labels,
                     const struct histogram *histogram)
{
    uint64_t count = 0;
    for (size_t i = 0; i < METRICS_BUCKETS; i++) {
        count += atomic_load_explicit(&histogram->buckets[i], memory_order_relaxed);
        add_name(out, name, "_bucket", labels, bound_text(out->arena, i).data);
        buf_add_format(out, "%llu\n", (unsigned long long)count);
    }
    add_name(out, name, "_sum", labels, "");
    add_seconds(out, (int64_t)atomic_load_explicit(&histogram->sum_us, memory_order_relaxed));
    add_name(out, name, "_count", labels, "");
    buf_add_format(out, "%llu\n", (unsigned long long)count);
}
