/*
 * Making ready to drop a month: its events are read once more, compared with what was sealed, and
 * the statement of the drop is written down as a draft. Never drops anything, and never states a
 * month that is not as it was sealed.
 */
#ifndef MEMBERHUB_DAEMON_DROP_SURVEY_H
#define MEMBERHUB_DAEMON_DROP_SURVEY_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/seal_record.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "daemon/drop_draft.h"
#include "db/connection.h"

struct drop_survey;

/* Starts the survey of a month; both are borrowed. Free with drop_survey_free(), NULL allowed. */
struct drop_survey *drop_survey_new(const struct drop_candidate *candidate,
                                    const struct seal_signer *signer);
void drop_survey_free(struct drop_survey *survey);

/*
 * Goes on for a part of a second; *ret_done when the draft is whole. Faults are db_exec()'s, and
 * FAULT_INTERNAL when the month is not as it was sealed; the survey is of no use then. `arena` is
 * the round's.
 */
int drop_survey_step(struct drop_survey *survey, struct db *db, struct arena *arena, bool *ret_done,
                     struct fault *f) MUST_CHECK;

/* Gives the month and the hash of its statement's lines, once the draft is whole. */
void drop_survey_statement(const struct drop_survey *survey, struct seal_statement *ret_statement);

#endif
