/*
 * libpq with a script in place of a server: it stands in for the library because it is linked
 * before it, so that losses, silences and odd answers come when a test wants them. Never passes a
 * call that the script does not expect: it counts it, and the connection is lost.
 */
#ifndef MEMBERHUB_TESTS_FAKE_PQ_H
#define MEMBERHUB_TESTS_FAKE_PQ_H

#include <stdbool.h>
#include <stddef.h>

/* What the code under test asks for next. */
enum fake_action { FAKE_END, FAKE_CONNECT, FAKE_PREPARE, FAKE_EXECUTE, FAKE_SCRIPT };

/* What becomes of it. */
enum fake_ending {
    FAKE_DONE,            /* connected, prepared, or one row of `columns` values */
    FAKE_ERROR,           /* an error result with `sqlstate`; the connection lives */
    FAKE_COMMIT_ERROR,    /* a row, and then an error result */
    FAKE_LAST_WORDS,      /* an error result with `sqlstate`, and the connection is lost */
    FAKE_LOST,            /* the connection is lost while the answer is awaited */
    FAKE_LOST_AFTER_ROWS, /* a row, and then the connection is lost */
    FAKE_CUT_AFTER_ROWS,  /* likewise, but without the error result that libpq should then give */
    FAKE_UNSENT,          /* the call that sends fails */
    FAKE_SILENT,          /* nothing ever comes */
    FAKE_WARNED,          /* a notice with `sqlstate`, then a row */
    FAKE_COPY,            /* the answer begins a COPY */
};

enum { FAKE_VALUES_MAX = 12 };

struct fake_step {
    enum fake_action action;
    enum fake_ending ending;
    const char *sqlstate;
    const char *constraint;
    size_t columns;
    const char *values[FAKE_VALUES_MAX]; /* row by row, and again from the start where they are
                                            over; NULL is SQL NULL */
    size_t rows;                         /* 0 for one */
};

/* Starts over with a script, ended by FAKE_END. */
void fake_pq_start(const struct fake_step *steps);

/* Tells whether every step was taken and nothing else was asked. */
bool fake_pq_is_finished(void);

/*
 * Has something happen to the open connection while nobody waits for it: a notice unless `sqlstate`
 * is NULL, and then its end if it `dies`.
 */
void fake_pq_idle(const char *sqlstate, bool dies);

/* Counts what was made and not released: connections and results. */
int fake_pq_leaks(void);

/* Gives the value of a keyword of the last attempt to connect, "" when it had none. */
const char *fake_pq_keyword(const char *keyword);

/* Gives parameter `index` (from 0) of the last execution, NULL for SQL NULL or none; and whether it
 * was sent in binary form. */
const char *fake_pq_parameter(int index);
bool fake_pq_is_binary(int index);

#endif
