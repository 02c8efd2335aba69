/*
 * memberhubctl sigv4 explain shows the stages and the first thing that is wrong, and its exit
 * status says which.
 */
#include "cli/cmd_sigv4.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <json-c/json.h>

#include "base/buf.h"
#include "harness.h"
#include "vectors/sigv4_vectors.h"

enum { ARGUMENTS_MAX = 12 };

/* Gives the path of an anonymous file that holds `text`; *ret_fd is to be closed. */
static struct str
file_with(struct str text, int *ret_fd)
{
    *ret_fd = memfd_create("request", 0);
    CU_ASSERT_TRUE_FATAL(*ret_fd >= 0);
    CU_ASSERT_EQUAL_FATAL(write(*ret_fd, text.data, text.size), (ssize_t)text.size);
    CU_ASSERT_EQUAL_FATAL(lseek(*ret_fd, 0, SEEK_SET), 0);
    return arena_format(test_arena(), "/proc/self/fd/%d", *ret_fd);
}

/* Runs the command with `stream` (standard output or error) going to an anonymous file, and gives
 * what it wrote. */
static int
run_captured(FILE *stream, int argc, char **argv, struct str *ret_output)
{
    int file = memfd_create("output", 0);
    int saved = dup(fileno(stream));
    CU_ASSERT_TRUE_FATAL(file >= 0 && saved >= 0);
    fflush(stream);
    CU_ASSERT_TRUE_FATAL(dup2(file, fileno(stream)) >= 0);
    int status = cmd_sigv4_explain(argc, argv);
    fflush(stream);
    CU_ASSERT_TRUE_FATAL(dup2(saved, fileno(stream)) >= 0);
    close(saved);
    CU_ASSERT_EQUAL_FATAL(lseek(file, 0, SEEK_SET), 0);
    struct buf output;
    char block[4096];
    ssize_t size;
    buf_init(&output, test_arena());
    while ((size = read(file, block, sizeof block)) > 0)
        buf_add(&output, (struct str){ block, (size_t)size });
    close(file);
    *ret_output = buf_str(&output);
    return status;
}

/* Runs the command with these words, ended by NULL; gives its status and what it wrote to `stream`.
 */
static int
explain_words(FILE *stream, const char *const *words, struct str *ret_output)
{
    char *argv[ARGUMENTS_MAX + 2] = {
        (char *)arena_copy(test_arena(), STR("memberhubctl sigv4 explain")).data
    };
    int argc = 1;
    for (; words[argc - 1] != NULL && argc <= ARGUMENTS_MAX; argc++)
        argv[argc] = (char *)arena_copy(test_arena(), str_from(words[argc - 1])).data;
    return run_captured(stream, argc, argv, ret_output);
}

/* A file with the vectors' secret, for as long as the program runs. */
static struct str
secret_path(void)
{
    int file;
    return file_with(STR(VECTOR_SECRET "\nwhat follows is not read\n"), &file);
}

/* Explains a request at a time, with the vectors' secret. */
static int
explain(struct str text, struct str at, bool json, struct str *ret_output)
{
    int file;
    struct str path = file_with(text, &file);
    const char *words[] = { "--request",
                            path.data,
                            "--secret-file",
                            secret_path().data,
                            "--at",
                            arena_copy(test_arena(), at).data,
                            json ? "--json" : NULL,
                            NULL };
    int status = explain_words(stdout, words, ret_output);
    close(file);
    return status;
}

static void
release_json(void *object)
{
    json_object_put(object);
}

/* Gives a member of a JSON object, which is released with the arena. */
static struct json_object *
json_of(struct str text, const char *name)
{
    struct json_object *object = json_tokener_parse(text.data), *member = NULL;
    arena_defer(test_arena(), release_json, object);
    CU_ASSERT_TRUE_FATAL(json_object_object_get_ex(object, name, &member));
    return member;
}

static struct str
json_text(struct str text, const char *name)
{
    return str_from(json_object_get_string(json_of(text, name)));
}

static void
every_vector_verifies_with_its_stages(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(sigv4_vectors); i++) {
        const struct sigv4_vector *vector = &sigv4_vectors[i];
        struct str output;
        CU_ASSERT_EQUAL(explain(vector->request, vector->timestamp, true, &output), 0);
        CU_ASSERT_TRUE(json_object_get_boolean(json_of(output, "verifies")));
        CU_ASSERT_STR_EQUAL(json_text(output, "canonical_request"), vector->canonical_request);
        CU_ASSERT_STR_EQUAL(json_text(output, "string_to_sign"), vector->string_to_sign);
        CU_ASSERT_STR_EQUAL(json_text(output, "expected_signature"), vector->signature);
        CU_ASSERT_PTR_NULL(json_of(output, "wrong"));
    }
}

static void
the_text_has_the_stages_and_the_verdict(void)
{
    const struct sigv4_vector *vector = &sigv4_vectors[0];
    struct str output;
    CU_ASSERT_EQUAL(explain(vector->request, vector->timestamp, false, &output), 0);
    CU_ASSERT_STR_EQUAL(
        output, arena_format(test_arena(),
                             "canonical request:\n%.*s\n\nstring to sign:\n%.*s\n\n"
                             "expected signature:\n%.*s\n\nthe signature verifies\n",
                             STR_PRINTF(vector->canonical_request),
                             STR_PRINTF(vector->string_to_sign), STR_PRINTF(vector->signature)));
}

/* Expects exit status 1, and this check as the first that is wrong. */
static void
assert_wrong(struct str text, struct str at, bool stages_shown, const char *check)
{
    struct str output;
    CU_ASSERT_EQUAL(explain(text, at, true, &output), 1);
    CU_ASSERT_FALSE(json_object_get_boolean(json_of(output, "verifies")));
    CU_ASSERT_EQUAL(json_of(output, "canonical_request") != NULL, stages_shown);
    CU_ASSERT_EQUAL(json_of(output, "expected_signature") != NULL, stages_shown);
    struct json_object *wrong = json_of(output, "wrong"), *member = NULL;
    CU_ASSERT_TRUE_FATAL(json_object_object_get_ex(wrong, "check", &member));
    CU_ASSERT_STR_EQUAL(str_from(json_object_get_string(member)), str_from(check));
    CU_ASSERT_TRUE_FATAL(json_object_object_get_ex(wrong, "message", &member));
    CU_ASSERT_TRUE(json_object_get_string_len(member) > 0);
}

static void
the_first_thing_that_is_wrong_is_named(void)
{
    const struct sigv4_vector *vector = &sigv4_vectors[0];
    struct str cut = vector->request;
    cut.size--;
    assert_wrong(vector->request, STR("20261122T040000Z"), true, "signature_expired");
    assert_wrong(vector->request, STR("20261122T030000Z"), true, "signature_not_yet");
    assert_wrong(STR("GET / HTTP/1.1\nHost: h\n\n"), vector->timestamp, false,
                 "missing_authentication");
    assert_wrong(STR("GET / HTTP/1.1\nHost: h\nAuthorization: Basic x\n\n"), vector->timestamp,
                 false, "incomplete_signature");
    assert_wrong(STR("no request at all"), vector->timestamp, false, "bad_request");
    assert_wrong(STR(""), vector->timestamp, false, "bad_request");
    assert_wrong(cut, vector->timestamp, false, "bad_request");
}

static void
a_changed_body_is_a_mismatch(void)
{
    const struct sigv4_vector *vector = &sigv4_vectors[0];
    struct str changed =
        arena_format(test_arena(), "%.*s[]",
                     STR_PRINTF(str_slice(vector->request, 0, vector->request.size - 2)));
    struct str output;
    assert_wrong(changed, vector->timestamp, true, "signature_mismatch");
    CU_ASSERT_EQUAL(explain(changed, vector->timestamp, false, &output), 1);
    CU_ASSERT_TRUE(str_ends_with(
        output,
        STR("\nwrong: signature_mismatch: The request signature we calculated does not match "
            "the signature you provided. Check your AWS Secret Access Key and signing "
            "method. Consult the service documentation for details.\n")));
}

static void
the_clock_may_be_written_as_iso_8601(void)
{
    const struct sigv4_vector *vector = &sigv4_vectors[0];
    const char *const forms[] = { "20261122T034500Z", "2026-11-22T03:45:00Z",
                                  "2026-11-22T03:45:00.999Z" };
    for (size_t i = 0; i < ARRAY_COUNT(forms); i++) {
        int file;
        struct str output, path = file_with(vector->request, &file);
        const char *const words[] = {
            "--request", path.data, "--secret-file", secret_path().data, "--at", forms[i], NULL
        };
        CU_ASSERT_EQUAL(explain_words(stdout, words, &output), 0);
        CU_ASSERT_TRUE(str_ends_with(output, STR("the signature verifies\n")));
        close(file);
    }
}

static void
the_secret_may_come_from_the_environment(void)
{
    const struct sigv4_vector *vector = &sigv4_vectors[0];
    int file;
    struct str output, path = file_with(vector->request, &file);
    const char *const words[] = { "--request", path.data, "--at", "20261122T034500Z", NULL };
    CU_ASSERT_EQUAL_FATAL(setenv("MEMBERHUB_SECRET", VECTOR_SECRET, 1), 0);
    CU_ASSERT_EQUAL(explain_words(stdout, words, &output), 0);
    CU_ASSERT_EQUAL_FATAL(unsetenv("MEMBERHUB_SECRET"), 0);
    CU_ASSERT_TRUE(str_ends_with(output, STR("the signature verifies\n")));
    close(file);
}

static void
a_dash_is_standard_input(void)
{
    const char *const words[] = {
        "--request", "-", "--secret-file", secret_path().data, "--at", "20261122T034500Z", NULL
    };
    int file, saved = dup(STDIN_FILENO);
    struct str output;
    (void)file_with(sigv4_vectors[0].request, &file);
    CU_ASSERT_TRUE_FATAL(dup2(file, STDIN_FILENO) >= 0);
    CU_ASSERT_EQUAL(explain_words(stdout, words, &output), 0);
    if (saved >= 0)
        CU_ASSERT_TRUE(dup2(saved, STDIN_FILENO) >= 0);
    close(file);
}

static void
wrong_usage_is_explained_on_standard_error(void)
{
    const char *const table[][ARGUMENTS_MAX] = {
        { NULL },
        { "--request", "/dev/null", NULL },
        { "--secret-file", "/dev/null", NULL },
        { "--request", "/dev/null", "--secret-file", "/dev/null", "--at", "now", NULL },
        { "--request", "/dev/null", "--secret-file", "/dev/null", "--at", "20260230T000000Z",
          NULL },
        { "--request", "/dev/null", "--secret-file", "/dev/null", "extra", NULL },
        { "--request", "/dev/null", "--secret-file", "/dev/null", "--frobnicate", NULL },
        { "--request", NULL },
        { "--request", "/dev/null", "--secret", "s", NULL },
        { "--request", "/dev/null", "--secret=s", NULL },
        { "--request", "-", "--secret-file", "-", NULL },
        { "--request", "/dev/null", "--secret-file", "/dev/null", NULL },
        { "--request", "/dev/null", "--secret-file", "/nonexistent/secret", NULL },
    };
    CU_ASSERT_EQUAL_FATAL(unsetenv("MEMBERHUB_SECRET"), 0);
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        struct str output;
        CU_ASSERT_EQUAL(explain_words(stderr, table[i], &output), 2);
        CU_ASSERT_TRUE(str_starts_with(output, STR("memberhubctl sigv4 explain: ")));
    }
}

static void
a_file_that_cannot_be_read_is_named(void)
{
    const char *const words[] = { "--request", "/nonexistent/request", "--secret-file",
                                  secret_path().data, NULL };
    struct str output;
    CU_ASSERT_EQUAL(explain_words(stderr, words, &output), 2);
    CU_ASSERT_STR_EQUAL(
        output,
        STR("memberhubctl sigv4 explain: /nonexistent/request: No such file or directory\n"));
}

SUITE(cmd_sigv4)
{
    static const struct test_case cases[] = {
        { "every vector verifies with its stages", every_vector_verifies_with_its_stages },
        { "the text has the stages and the verdict", the_text_has_the_stages_and_the_verdict },
        { "the first thing that is wrong is named", the_first_thing_that_is_wrong_is_named },
        { "a changed body is a mismatch", a_changed_body_is_a_mismatch },
        { "the clock may be written as ISO 8601", the_clock_may_be_written_as_iso_8601 },
        { "the secret may come from the environment", the_secret_may_come_from_the_environment },
        { "a dash is standard input", a_dash_is_standard_input },
        { "wrong usage is explained on standard error",
          wrong_usage_is_explained_on_standard_error },
        { "a file that cannot be read is named", a_file_that_cannot_be_read_is_named },
        { NULL, NULL },
    };
    return cases;
}
