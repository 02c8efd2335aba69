/*
 * A worker's state over a scripted libpq, for the tests of what it answers: set up with a script,
 * torn down with the check that the script was played to its end and that nothing leaked.
 */
#ifndef MEMBERHUB_TESTS_SERVER_FIXTURE_H
#define MEMBERHUB_TESTS_SERVER_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "api/dispatch.h"
#include "db_fixture.h"

/* A worker's state over a scripted database, and what its last call came to. */
struct counter {
    struct config config;
    struct server *server;
    struct arena *arena;
    struct outcome outcome;
};

static inline void
open_counter(struct counter *counter, const struct fake_step *steps, int64_t timeout_ms)
{
    static const char digits[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    struct fault f;
    fake_clock_hold();
    *counter = (struct counter){
        .config = { .database.call_timeout_ms = timeout_ms,
                    .auth = { .test_accounts = true, .clock_skew_s = 300, .regions = "*" },
                    .audit = { .reads = true, .refusals = true },
                    .limits.body_bytes = 65536 },
        .arena = arena_new(1024 * 1024),
    };
    char *path = counter->config.auth.master_key_file;
    snprintf(path, sizeof counter->config.auth.master_key_file, "/tmp/test_dispatch-XXXXXX");
    int file = mkstemp(path);
    CU_ASSERT_EQUAL_FATAL(write(file, digits, sizeof digits - 1), (ssize_t)sizeof digits - 1);
    close(file);
    fake_pq_start(steps);
    CU_ASSERT_EQUAL_FATAL(server_new(&counter->config, "test", &counter->server, &f), 0);
    CU_ASSERT_EQUAL(unlink(path), 0);
}

/* Checks that the script was played to its end, and that everything was given back. */
static inline void
close_counter(struct counter *counter)
{
    CU_ASSERT_TRUE(fake_pq_is_finished());
    server_free(counter->server);
    arena_free(counter->arena);
    CU_ASSERT_EQUAL(fake_pq_leaks(), 0);
}

#endif
