/*
 * memberhubctl sigv4 explain: the server's own checks, one after the other, on a request from a
 * file. Must never print the secret, nor anything derived from it but the signature.
 */
#include "cli/cmd_sigv4.h"

#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/sigv4.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"
#include "cli/moment.h"
#include "http/request.h"

enum { EXIT_VERIFIES = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2 };
/* More than any signed API call of AWS that is no upload: STS ends at 10 MB, the rest is for
 * headers. */
enum { REQUEST_SIZE_MAX = 11 * 1024 * 1024 };
/* The request, its canonical form with every byte escaped, and both once more as JSON. */
enum { EXPLAIN_ARENA_BYTES = 64 * 1024 * 1024 };
/* The server's default, and AWS's limit. */
enum { EXPLAIN_SKEW_S = 300 };

struct explain_options {
    const char *request_path;
    const char *secret_path; /* NULL: the environment has the secret */
    struct str secret;
    int64_t at_s;
    bool json;
};

struct explanation {
    bool computed; /* the stages are there: the claim could be read */
    struct sigv4_stages stages;
    bool verifies;
    struct fault fault; /* when it does not */
};

static int
usage(const char *command, const char *problem)
{
    fprintf(
        stderr,
        "%s: %s\n"
        "usage: %s --request FILE [--secret-file FILE] [--at TIME] [--json]\n"
        "The request is raw HTTP/1.1; - is standard input. Without --secret-file the environment's\n"
        "MEMBERHUB_SECRET is used. TIME is " MOMENT_FORMS ".\n",
        command, problem, command);
    return EXIT_USAGE;
}

/* Gives what is missing, or cannot be; NULL when nothing is. */
static const char *
check_options(const struct explain_options *options)
{
    if (options->request_path == NULL)
        return "--request is needed";
    if (options->secret_path == NULL && options->secret.size == 0)
        return "--secret-file or MEMBERHUB_SECRET is needed";
    if (options->secret_path != NULL && strcmp(options->secret_path, "-") == 0 &&
        strcmp(options->request_path, "-") == 0)
        return "request and secret cannot both be on standard input";
    return NULL;
}

/* Reads the options; NULL when they are right, else what is wrong. */
static const char *
read_options(int argc, char **argv, struct explain_options *ret_options)
{
    static const struct option table[] = {
        { "request", required_argument, NULL, 'r' },
        { "secret-file", required_argument, NULL, 'f' },
        { "secret", required_argument, NULL,
          's' }, /* as it was: getopt would take it for the above */
        { "at", required_argument, NULL, 't' },
        { "json", no_argument, NULL, 'j' },
        { NULL, 0, NULL, 0 },
    };
    struct explain_options options = { .secret = str_from(getenv("MEMBERHUB_SECRET")),
                                       .at_s = clock_now_ms() / 1000 };
    int64_t at_ms;
    int option;
    optind = 0; /* glibc's way to start over: the command line may have been read before */
    opterr = 0;
    while ((option = getopt_long(argc, argv, "", table, NULL)) != -1) {
        if (option == 'r')
            options.request_path = optarg;
        else if (option == 'f')
            options.secret_path = optarg;
        else if (option == 's')
            return "--secret is not taken, since ps shows it: use --secret-file or MEMBERHUB_SECRET";
        else if (option == 'j')
            options.json = true;
        else if (option != 't')
            return "unknown option, or one without its value";
        else if (moment_parse(optarg, &at_ms) == 0)
            options.at_s = at_ms / 1000;
        else
            return "--at needs a time as " MOMENT_FORMS;
    }
    if (optind < argc)
        return "unexpected argument";
    const char *problem = check_options(&options);
    if (problem == NULL)
        *ret_options = options;
    return problem;
}

/* Reads a whole file into the arena; NULL on success, else what went wrong. */
static const char *
read_file(struct arena *arena, const char *path, struct str *ret_text)
{
    bool standard_input = strcmp(path, "-") == 0;
    FILE *file = standard_input ? stdin : fopen(path, "rb");
    if (file == NULL)
        return strerror(errno);
    struct buf text;
    buf_init(&text, arena);
    char block[16 * 1024];
    size_t size;
    while (text.size <= REQUEST_SIZE_MAX && (size = fread(block, 1, sizeof block, file)) > 0)
        buf_add(&text, (struct str){ block, size });
    bool failed = ferror(file) != 0;
    if (!standard_input)
        fclose(file);
    if (failed)
        return "cannot be read";
    if (text.size > REQUEST_SIZE_MAX)
        return "is larger than any request may be";
    *ret_text = buf_str(&text);
    return NULL;
}

/*
 * The server's order without what only a server can know: which services, regions and keys are its
 * own, and whether it takes the query form. A session token is part of the signature here, and no
 * more.
 */
static int
explain(struct arena *arena, struct str text, const struct explain_options *options,
        struct explanation *explanation, struct fault *f)
{
    const struct sigv4_rules rules = { .now_s = options->at_s,
                                       .skew_s = EXPLAIN_SKEW_S,
                                       .query_form = true };
    struct request request;
    struct sigv4_claim claim;
    if (request_from_text(arena, text, &request, f) < 0 ||
        sigv4_parse(arena, &request, &rules, &claim, f) < 0)
        return -1;
    const struct credential_scope scope = sigv4_scope(&claim);
    uint8_t signing_key[SHA256_SIZE];
    sigv4_signing_key(arena, options->secret, &scope, signing_key);
    sigv4_compute(arena, &request, &claim, signing_key, &explanation->stages);
    bytes_wipe(signing_key, sizeof signing_key);
    explanation->computed = claim.credential_parts == 5;
    if (sigv4_check_scope(arena, &claim, &rules, f) < 0 ||
        sigv4_check_payload(&request, &explanation->stages, f) < 0)
        return -1;
    if (!sigv4_matches(&claim, &explanation->stages))
        return fault_set(f, FAULT_SIGNATURE_MISMATCH);
    return 0;
}

/* What the client would be told, with the reason where the sentence alone does not say it. */
static struct str
explain_message(struct arena *arena, const struct fault *fault)
{
    struct buf message;
    buf_init(&message, arena);
    /* No sentence about a signature names the service. */
    buf_add(&message, fault_sentence(arena, fault, &fault_manners[MANNER_REST], STR("")));
    if (fault->reason[0] != '\0')
        buf_add_format(&message, ": %s", fault->reason);
    return buf_str(&message);
}

static void
json_member(struct buf *out, const char *name, bool present, struct str value)
{
    buf_add_format(out, ", \"%s\": ", name);
    if (present)
        json_quote(out, value);
    else
        buf_add(out, STR("null"));
}

static struct str
render_json(struct arena *arena, const struct explanation *explanation, struct str signature)
{
    const struct sigv4_stages *stages = &explanation->stages;
    struct buf out;
    buf_init(&out, arena);
    buf_add_format(&out, "{\"verifies\": %s", explanation->verifies ? "true" : "false");
    json_member(&out, "canonical_request", explanation->computed, stages->canonical_request);
    json_member(&out, "string_to_sign", explanation->computed, stages->string_to_sign);
    json_member(&out, "expected_signature", explanation->computed, signature);
    if (explanation->verifies) {
        buf_add(&out, STR(", \"wrong\": null}\n"));
        return buf_str(&out);
    }
    buf_add(&out, STR(", \"wrong\": {\"check\": "));
    json_quote(&out, str_from(fault_row(explanation->fault.code)->name));
    json_member(&out, "message", true, explain_message(arena, &explanation->fault));
    buf_add(&out, STR("}}\n"));
    return buf_str(&out);
}

static struct str
render_text(struct arena *arena, const struct explanation *explanation, struct str signature)
{
    struct buf out;
    buf_init(&out, arena);
    if (explanation->computed) {
        const struct {
            const char *title;
            struct str text;
        } stages[] = {
            { "canonical request", explanation->stages.canonical_request },
            { "string to sign", explanation->stages.string_to_sign },
            { "expected signature", signature },
        };
        for (size_t i = 0; i < ARRAY_COUNT(stages); i++) {
            buf_add_format(&out, "%s:\n", stages[i].title);
            buf_add(&out, stages[i].text);
            buf_add(&out, STR("\n\n"));
        }
    }
    if (explanation->verifies) {
        buf_add(&out, STR("the signature verifies\n"));
    } else {
        buf_add_format(&out, "wrong: %s: ", fault_row(explanation->fault.code)->name);
        buf_add(&out, explain_message(arena, &explanation->fault));
        buf_add_char(&out, '\n');
    }
    return buf_str(&out);
}

static int
complain(const char *command, const char *path, const char *problem)
{
    fprintf(stderr, "%s: %s: %s\n", command, path, problem);
    return EXIT_USAGE;
}

/* Has the secret of the file that was named: its first line. NULL on success. */
static const char *
read_secret(struct arena *arena, struct explain_options *options)
{
    struct str text;
    if (options->secret_path == NULL)
        return NULL;
    const char *problem = read_file(arena, options->secret_path, &text);
    if (problem != NULL)
        return problem;
    options->secret = str_slice(text, 0, str_find(text, '\n'));
    return options->secret.size > 0 ? NULL : "holds no secret in its first line";
}

static int
run(struct arena *arena, const char *command, struct explain_options *options)
{
    struct explanation explanation = { .computed = false };
    struct str text;
    const char *problem = read_secret(arena, options);
    if (problem != NULL)
        return complain(command, options->secret_path, problem);
    problem = read_file(arena, options->request_path, &text);
    if (problem != NULL)
        return complain(command, options->request_path, problem);
    explanation.verifies = explain(arena, text, options, &explanation, &explanation.fault) == 0;
    struct str signature = hex_encode(arena, explanation.stages.signature, SHA256_SIZE);
    struct str out = options->json ? render_json(arena, &explanation, signature)
                                   : render_text(arena, &explanation, signature);
    if (fwrite(out.data, 1, out.size, stdout) != out.size || fflush(stdout) != 0) {
        fprintf(stderr, "%s: standard output: %s\n", command, strerror(errno));
        return EXIT_USAGE;
    }
    return explanation.verifies ? EXIT_VERIFIES : EXIT_REFUSED;
}

int
cmd_sigv4_explain(int argc, char **argv)
{
    struct explain_options options;
    const char *problem = read_options(argc, argv, &options);
    if (problem != NULL)
        return usage(argv[0], problem);
    struct arena *arena = arena_new(EXPLAIN_ARENA_BYTES);
    int status = run(arena, argv[0], &options);
    arena_free(arena);
    return status;
}
