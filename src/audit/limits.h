/*
 * What the sealer keeps to and the verifier holds it to. Holds no code.
 */
#ifndef MEMBERHUB_AUDIT_LIMITS_H
#define MEMBERHUB_AUDIT_LIMITS_H

enum {
    /* By how much the clocks of the database, of the servers and of whoever verifies may differ: as
     * much as a client's may from a server's. */
    AUDIT_CLOCK_SKEW_MS = 5 * 60 * 1000,
    /*
     * Events of one seal, of which a transaction is never cut: they take less than a second of the
     * processor's time, most of it the database's, and 40 MB.
     */
    AUDIT_SEAL_EVENTS_MAX = 100000,
    /* Without events there is a seal in this time all the same: see audit_seal_last() in sql/. */
    AUDIT_SEAL_PERIOD_MS = 60 * 60 * 1000,
    /* The sealer works each second: an event that waits for longer than this tells of an outage. */
    AUDIT_UNSEALED_OLD_MS = 60 * 1000,
};

#endif
