/*
 * A worker's state is whole or not there, and what it kept of reads is recorded or given up.
 */
#include "api/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/server_state.h"
#include "base/clock.h"
#include "db_fixture.h"

/* Writes a master key with this mode; gives the settings that name it. */
static struct config
config_with_key(const char *digits, mode_t mode)
{
    struct config config = { .database.call_timeout_ms = ENOUGH_MS };
    snprintf(config.auth.master_key_file, sizeof config.auth.master_key_file,
             "/tmp/test_server-XXXXXX");
    int file = mkstemp(config.auth.master_key_file);
    CU_ASSERT_TRUE_FATAL(file >= 0);
    CU_ASSERT_EQUAL(fchmod(file, mode), 0);
    CU_ASSERT_EQUAL(write(file, digits, str_from(digits).size), (ssize_t)str_from(digits).size);
    close(file);
    return config;
}

#define GOOD_KEY "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"

static void
a_server_without_its_key_is_none(void)
{
    static const struct {
        const char *digits;
        mode_t mode;
    } rows[] = { { GOOD_KEY, 0644 }, { "0011\n", 0600 }, { "", 0600 } };
    struct server *server = NULL;
    struct fault f;
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct config config = config_with_key(rows[i].digits, rows[i].mode);
        CU_ASSERT_EQUAL(server_new(&config, "test", &server, &f), -1);
        CU_ASSERT_EQUAL(f.code, FAULT_CONFIG);
        CU_ASSERT_PTR_NULL(server);
        CU_ASSERT_EQUAL(unlink(config.auth.master_key_file), 0);
        CU_ASSERT_EQUAL(server_new(&config, "test", &server, &f), -1);
        CU_ASSERT_EQUAL(f.code, FAULT_CONFIG);
    }
}

static void
a_server_connects_when_it_is_asked_and_not_before(void)
{
    static const struct fake_step none[] = { END };
    struct config config = config_with_key(GOOD_KEY, 0600);
    struct server *server;
    struct fault f;
    fake_pq_start(none);
    CU_ASSERT_EQUAL_FATAL(server_new(&config, "test", &server, &f), 0);
    CU_ASSERT_EQUAL(server_due_ms(server), -1);
    CU_ASSERT_EQUAL(server_record(server), 0);
    CU_ASSERT_EQUAL(server_abandon(server), 0);
    /* Each purpose has a key of its own. */
    CU_ASSERT_STRING_NOT_EQUAL(server->page_key.id, server->master_key.id);
    CU_ASSERT_STRING_NOT_EQUAL(server->page_key.id, server->session_keys.token.id);
    server_free(server);
    server_free(NULL);
    CU_ASSERT_TRUE(fake_pq_is_finished());
    CU_ASSERT_EQUAL(fake_pq_leaks(), 0);
    CU_ASSERT_EQUAL(unlink(config.auth.master_key_file), 0);
}

static void
note(struct server *server)
{
    const struct caller caller = { .account_id = STR("111111111111") };
    journal_note(server->journal, test_arena(), &caller, NULL, clock_now_ms());
}

static void
what_was_noted_is_recorded_or_given_up_and_counted(void)
{
    static const struct fake_step steps[] = {
        CONNECT,
        PREPARE,
        { .action = FAKE_EXECUTE, .columns = 1, .values = { "1" } },
        STEP_SQLSTATE(EXECUTE, ERROR, "22P02"),
        END
    };
    struct config config = config_with_key(GOOD_KEY, 0600);
    struct server *server;
    struct fault f;
    fake_pq_start(steps);
    CU_ASSERT_EQUAL_FATAL(server_new(&config, "test", &server, &f), 0);
    note(server);
    CU_ASSERT_TRUE(server_due_ms(server) >= 0);
    CU_ASSERT_EQUAL(server_record(server), 0);
    CU_ASSERT_EQUAL(server_due_ms(server), -1);
    note(server);
    note(server);
    CU_ASSERT_EQUAL(server_record(server), 2);
    note(server);
    CU_ASSERT_EQUAL(server_abandon(server), 1);
    CU_ASSERT_EQUAL(server_due_ms(server), -1);
    CU_ASSERT_TRUE(fake_pq_is_finished());
    server_free(server);
    CU_ASSERT_EQUAL(fake_pq_leaks(), 0);
    CU_ASSERT_EQUAL(unlink(config.auth.master_key_file), 0);
}

SUITE(server)
{
    static const struct test_case cases[] = {
        { "a server without its key is none", a_server_without_its_key_is_none },
        { "a server connects when it is asked and not before",
          a_server_connects_when_it_is_asked_and_not_before },
        { "what was noted is recorded or given up, and counted",
          what_was_noted_is_recorded_or_given_up_and_counted },
        { NULL, NULL },
    };
    return cases;
}
