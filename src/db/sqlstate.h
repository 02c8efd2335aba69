/*
 * What an error of PostgreSQL means for the call that met it, judged by its SQLSTATE alone.
 * Never reads a message text: those change with version and language.
 */
#ifndef MEMBERHUB_DB_SQLSTATE_H
#define MEMBERHUB_DB_SQLSTATE_H

enum sqlstate_class {
    SQLSTATE_FAILED,    /* nobody foresaw it: the call fails */
    SQLSTATE_DOWN,      /* the server is no longer of use to this session, or never was; what it did
                           before is unknown */
    SQLSTATE_READ_ONLY, /* a standby, or one by now: did nothing, another server may */
    SQLSTATE_AGAIN,     /* lost against another transaction and rolled back: the whole call is tried
                           again */
    SQLSTATE_STALE, /* the session's prepared statement is gone or outdated: again, on a new session
                     */
    SQLSTATE_BUSY,  /* took too long, mostly for somebody else's lock, and was rolled back */
};

/*
 * Classifies five characters. `sqlstate` NULL (an error that libpq made up itself) is
 * SQLSTATE_FAILED. Source: PostgreSQL 15, appendix A, "PostgreSQL Error Codes".
 */
enum sqlstate_class sqlstate_classify(const char *sqlstate);

#endif
