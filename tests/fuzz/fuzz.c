/*
 * The fuzzer: `run --target=NAME` and libFuzzer's own options; `run --list` names the targets.
 * Each input has an arena of its own, as a request has.
 */
#include "fuzz.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/attributes.h"

/* As much as a worker has for a request. */
enum { FUZZ_ARENA_BYTES = 32 * 1024 * 1024 };

static const struct fuzz_target targets[] = {
    { "request", fuzz_request },     /* an HTTP message as memberhubctl reads it */
    { "params", fuzz_params },       /* a request as nginx hands it on */
    { "signature", fuzz_signature }, /* the claim, the canonical request, the resource */
    { "operation", fuzz_operation }, /* path, form or target to a row, and its input */
    { "json", fuzz_json },           /* the scan before json-c, and json-c */
    { "form", fuzz_form },           /* pairs of a body or a query */
    { "token", fuzz_token },         /* of pages and of sessions */
    { "finding", fuzz_finding },     /* a document beside the tables of its form */
    { "dump", fuzz_dump },           /* a trail as the verifier gets it from strangers */
};

static const struct fuzz_target *target;

/* libFuzzer calls these by their names. */
int LLVMFuzzerInitialize(int *count, char ***words);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *count, char ***words)
{
    static const char option[] = "--target=";
    for (int i = 1; i < *count; i++) {
        const char *word = (*words)[i];
        for (size_t t = 0; t < ARRAY_COUNT(targets); t++) {
            if (strcmp(word, "--list") == 0)
                puts(targets[t].name);
            else if (strncmp(word, option, sizeof option - 1) == 0 &&
                     strcmp(word + sizeof option - 1, targets[t].name) == 0)
                target = &targets[t];
        }
        if (strcmp(word, "--list") == 0)
            exit(EXIT_SUCCESS);
    }
    if (target == NULL) {
        fputs("--target=NAME names none that --list has\n", stderr);
        exit(EXIT_FAILURE);
    }
    /* What the verifier prints of a dump is not looked at; libFuzzer tells all on the other one. */
    if (freopen("/dev/null", "we", stdout) == NULL)
        exit(EXIT_FAILURE);
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new(FUZZ_ARENA_BYTES);
    /* A copy of just that size: what reads beyond it is found. */
    char *copy = malloc(size > 0 ? size : 1);
    MUST(copy != NULL);
    bytes_copy(copy, size, (const char *)data, size);
    target->run(arena, (struct str){ copy, size });
    arena_free(arena);
    free(copy);
    return 0;
}
