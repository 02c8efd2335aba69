/*
 * THE FINDING TABLE, and the report that findings go into. Holds no rule, and prints nothing.
 */
#include "verify/finding.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/attributes.h"

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
    [FINDING_VIEW_MALFORMED] = { "view-malformed", "What an event showed cannot be read." },
    [FINDING_VIEW_UNEXPLAINED] = { "view-unexplained",
                                   "An event shows findings of an account by an invitation that it "
                                   "had not accepted, or that had ended." },
};

_Static_assert(ARRAY_COUNT(finding_rows) == FINDING_COUNT, "every finding has its row");

const struct finding_row *
finding_row(enum finding_kind kind)
{
    return &finding_rows[kind];
}

void
audit_report_init(struct audit_report *report, audit_listener_fn *tell, void *listener)
{
    *report = (struct audit_report){ .arena = arena_new(REPORT_ARENA_BYTES),
                                     .tell = tell,
                                     .listener = listener };
}

void
audit_report_release(struct audit_report *report)
{
    arena_free(report->arena);
}

void
audit_report_add(struct audit_report *report, enum finding_kind kind,
                 const struct finding_place *place, const char *format, ...)
{
    char sentence[SENTENCE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    report->findings++;
    report->tell(report->listener, kind, place, str_from(sentence));
    arena_reset(report->arena);
}
