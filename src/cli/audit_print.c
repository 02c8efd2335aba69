/*
 * How a finding is printed. Holds no rule of what is one.
 */
#include "cli/audit_print.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/codec.h"
#include "cli/output.h"

/* Of one finding, which has texts of the trail in it: those of a dump may be of any size. */
enum { PRINT_ARENA_BYTES = 1024 * 1024 * 1024 };

void
audit_print_init(struct audit_print *print, bool json)
{
    *print = (struct audit_print){ .arena = arena_new(PRINT_ARENA_BYTES), .json = json };
}

void
audit_print_release(struct audit_print *print)
{
    arena_free(print->arena);
}

static void
add_place(struct buf *line, bool json, const char *name, struct str value)
{
    if (value.size == 0)
        return;
    if (json) {
        buf_add_format(line, ", \"%s\": ", name);
        json_quote(line, value);
    } else {
        buf_add_format(line, " %s=%.*s", name,
                       STR_PRINTF(output_printable(line->arena, utf8_cut(value, 64))));
    }
}

/* Adds the line's beginning: the kind and the place. */
static void
add_head(struct buf *line, const struct audit_print *print, enum finding_kind kind,
         const struct finding_place *place)
{
    struct str seal = { NULL, 0 };
    if (place->seal != 0)
        seal = arena_format(print->arena, "%" PRId64, place->seal);
    if (print->json)
        buf_add_format(line, "%s{\"kind\": \"%s\"", print->printed > 0 ? ",\n  " : "\n  ",
                       finding_row(kind)->name);
    else
        buf_add(line, str_from(finding_row(kind)->name));
    add_place(line, print->json, "seal", seal);
    add_place(line, print->json, "account", place->account);
    add_place(line, print->json, "sequence", place->sequence);
    add_place(line, print->json, "event", place->event_id);
}

void
audit_print_finding(void *listener, enum finding_kind kind, const struct finding_place *place,
                    struct str sentence)
{
    struct audit_print *print = listener;
    struct buf line;
    buf_init(&line, print->arena);
    add_head(&line, print, kind, place);
    if (print->json) {
        buf_add(&line, STR(", \"what\": "));
        json_quote(&line, sentence);
        buf_add_char(&line, '}');
    } else {
        struct str text = output_printable(print->arena, sentence);
        buf_add_format(&line, ": %.*s\n", STR_PRINTF(text));
    }
    print->printed++;
    print->failed = print->failed || output_text(buf_str(&line)) != EXIT_STATUS_OK;
    arena_reset(print->arena);
}
