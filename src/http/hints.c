/*
 * Reading what stands beside a request.
 * Must never let through to the log what is not of exactly the known form.
 */
#include "http/hints.h"

#include <stdbool.h>

enum { ATTEMPT_MAX = 999 };

/* 0 stands for a lower-case hex digit. "version-trace id-parent id-flags". */
static const struct str form = STR("00-00000000000000000000000000000000-0000000000000000-00");
enum { TRACE_ID = 3, TRACE_ID_SIZE = 32, PARENT_ID = 36, PARENT_ID_SIZE = 16 };

static bool
has_form(struct str text)
{
    for (size_t i = 0; i < form.size; i++) {
        char c = text.data[i];
        bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (form.data[i] == '0' ? !hex : c != form.data[i])
            return false;
    }
    return true;
}

static bool
is_zero(struct str digits)
{
    for (size_t i = 0; i < digits.size; i++)
        if (digits.data[i] != '0')
            return false;
    return true;
}

struct str
hint_traceparent(const struct request *request)
{
    const struct str none = { NULL, 0 };
    const struct header *header = request_header(request, STR("traceparent"));
    if (header == NULL || request_header_count(request, STR("traceparent")) != 1)
        return none;
    struct str text = header->value, known = str_slice(text, 0, form.size);
    if (known.size < form.size || !has_form(known) || str_starts_with(known, STR("ff")))
        return none;
    /* Version 00 ends here; a later one may have more behind a dash. */
    if (text.size > form.size && (text.data[form.size] != '-' || str_starts_with(known, STR("00"))))
        return none;
    return is_zero(str_slice(known, TRACE_ID, TRACE_ID_SIZE)) ||
                   is_zero(str_slice(known, PARENT_ID, PARENT_ID_SIZE))
               ? none
               : known;
}

int64_t
hint_attempt(const struct request *request)
{
    static const struct str name = STR("attempt=");
    const struct header *header = request_header(request, STR("amz-sdk-request"));
    struct str rest = header != NULL ? header->value : STR(""), pair;
    int64_t attempt;
    while (str_next(&rest, ';', &pair)) {
        pair = str_trim(pair);
        if (str_starts_with(pair, name))
            return str_to_int64(str_slice(pair, name.size, pair.size), 1, ATTEMPT_MAX, &attempt) ==
                           0
                       ? attempt
                       : 0;
    }
    return 0;
}
