/*
 * THE FINDING TABLE, and how a finding is printed. Holds no rule.
 */
#include "cli/audit_finding.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/codec.h"
#include "cli/output.h"

/* Longest sentence of a finding; what does not fit is cut. */
enum { SENTENCE_SIZE = 512, REPORT_ARENA_BYTES = 1024 * 1024 * 1024 };

static const struct finding_row finding_rows[] = {
    [FINDING_DUMP_DAMAGED] = { "dump-damaged",
                               "The dump has a line that audit dump did not write, or ends early." },
    [FINDING_DROP_ALTERED] = { "drop-altered",
                               "The statement of a drop is gone, or is not what was signed." },
    [FINDING_DROP_INCOMPLETE] = { "drop-incomplete",
                                  "Of a month that was dropped there are events." },
    [FINDING_DROP_UNEXPECTED] = { "drop-unexpected",
                                  "A month was dropped before its time, or where everything is "
                                  "kept, or is said to be dropped and no statement says so." },
    [FINDING_EVENT_ALTERED] = { "event-altered", "An event is not what was sealed." },
    [FINDING_EVENT_INSERTED] = { "event-inserted",
                                 "An event lies under a seal that was made without it, or where no event "
                                 "can be yet." },
    [FINDING_EVENT_MALFORMED] = { "event-malformed",
                                  "An event has a value of a form that no event has." },
    [FINDING_EVENT_MISSING] = { "event-missing", "An event that was sealed is gone." },
    [FINDING_EVENT_REORDERED] = { "event-reordered", "Events have changed places." },
    [FINDING_EVENT_TIME] = { "event-time", "An event's time is not about when it was sealed." },
    [FINDING_LEAF_ALTERED] = { "leaf-altered",
                               "The stored hash of an event is not the event's; the event is as it "
                               "was sealed." },
    [FINDING_ROWS_HIDDEN] = { "rows-hidden",
                              "There are more rows of a kind, or fewer, than can be read by their "
                              "keys." },
    [FINDING_SEAL_ACCOUNTS] = { "seal-accounts",
                                "What is stored of a seal's accounts is not what was signed." },
    [FINDING_SEAL_ALTERED] = { "seal-altered",
                               "A seal's record does not have its form, or the columns beside it "
                               "say something else." },
    [FINDING_SEAL_CHAIN] = { "seal-chain", "A seal does not continue the one before it." },
    [FINDING_SEAL_KEY] = { "seal-key", "A seal names another key than the one to verify with." },
    [FINDING_SEAL_MISSING] = { "seal-missing", "Seals are gone." },
    [FINDING_SEAL_SIGNATURE] = { "seal-signature",
                                 "A seal's signature is not that of its record by the key." },
    [FINDING_SEAL_TIME] = { "seal-time",
                            "A seal is dated before the one it follows, or more than five minutes ahead." },
    [FINDING_SEAL_FILE_DAMAGED] = { "seal-file-damaged",
                                    "The seal file has a line that no sealer wrote." },
    [FINDING_SEAL_FILE_DIFFERS] = { "seal-file-differs",
                                    "A seal is another one in the seal file." },
    [FINDING_SEAL_FILE_MISSING] = { "seal-file-missing",
                                    "The seal file lacks seals that the database has." },
    [FINDING_EFFECT_BROKEN] = { "effect-broken",
                                "An event moves a relationship from a state that it was not in." },
    [FINDING_EFFECT_ILLEGAL] = { "effect-illegal",
                                 "An event moves a relationship as its operation never does." },
    [FINDING_EFFECT_MALFORMED] = { "effect-malformed",
                                   "What an event did to relationships cannot be read." },
    [FINDING_STATE_UNEXPLAINED] = { "state-unexplained",
                                    "A relationship is not in the state that its events give." },
    [FINDING_ACCOUNT_UNEXPLAINED] = { "account-unexplained",
                                      "An account is not in the state that its events give." },
    [FINDING_ENROLLMENT_UNEXPLAINED] = { "enrollment-unexplained",
                                         "A hub or detector is there, or not, otherwise than its "
                                         "events say." },
    [FINDING_KEY_UNEXPLAINED] = { "key-unexplained",
                                  "An access key is not in the state that its events give." },
    [FINDING_TRANSITIONS_ALTERED] = { "transitions-altered",
                                      "The state machine is not the one of this version." },
    [FINDING_UNSEALED_OLD] = { "unsealed-old",
                               "An event waits for its seal for longer than a minute." },
};

_Static_assert(ARRAY_COUNT(finding_rows) == FINDING_COUNT, "every finding has its row");

const struct finding_row *
finding_row(enum finding_kind kind)
{
    return &finding_rows[kind];
}

void
audit_report_init(struct audit_report *report, bool json)
{
    *report = (struct audit_report){ .arena = arena_new(REPORT_ARENA_BYTES), .json = json };
}

void
audit_report_release(struct audit_report *report)
{
    arena_free(report->arena);
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
add_head(struct buf *line, const struct audit_report *report, enum finding_kind kind,
         const struct finding_place *place)
{
    struct str seal = { NULL, 0 };
    if (place->seal != 0)
        seal = arena_format(report->arena, "%" PRId64, place->seal);
    if (report->json)
        buf_add_format(line, "%s{\"kind\": \"%s\"", report->findings > 0 ? ",\n  " : "\n  ",
                       finding_row(kind)->name);
    else
        buf_add(line, str_from(finding_row(kind)->name));
    add_place(line, report->json, "seal", seal);
    add_place(line, report->json, "account", place->account);
    add_place(line, report->json, "sequence", place->sequence);
    add_place(line, report->json, "event", place->event_id);
}

void
audit_report_add(struct audit_report *report, enum finding_kind kind,
                 const struct finding_place *place, const char *format, ...)
{
    char sentence[SENTENCE_SIZE];
    struct buf line;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    buf_init(&line, report->arena);
    add_head(&line, report, kind, place);
    if (report->json) {
        buf_add(&line, STR(", \"what\": "));
        json_quote(&line, str_from(sentence));
        buf_add_char(&line, '}');
    } else {
        struct str text = output_printable(report->arena, str_from(sentence));
        buf_add_format(&line, ": %.*s\n", STR_PRINTF(text));
    }
    report->findings++;
    report->failed = report->failed || output_text(buf_str(&line)) != EXIT_STATUS_OK;
    arena_reset(report->arena);
}
