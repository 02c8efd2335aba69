/*
 * One HTTP/1.1 answer, as it comes in pieces. Knows what nginx sends here, a Content-Length always,
 * and calls everything else malformed.
 */
#ifndef MEMBERHUB_BENCH_LOAD_ANSWER_H
#define MEMBERHUB_BENCH_LOAD_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Holds nginx's largest header block, and of the body what is worth a look. */
enum { ANSWER_TEXT_MAX = 16 * 1024 };

enum answer_state { ANSWER_PARTIAL, ANSWER_COMPLETE, ANSWER_MALFORMED };

struct load_answer {
    size_t received;       /* bytes, head and body */
    size_t head_size;      /* 0 until the head's last line is there */
    size_t body_size;      /* as announced */
    int64_t retry_after_s; /* 0: none was named */
    uint16_t status;       /* valid once head_size is set */
    bool close;            /* the connection ends with this answer */
    size_t text_size;
    char text[ANSWER_TEXT_MAX]; /* the beginning of what was received */
};

/* Makes room for the next answer. */
void load_answer_reset(struct load_answer *answer);

/* Takes the next bytes that were received, and tells how far the answer is. */
enum answer_state load_answer_take(struct load_answer *answer, struct str bytes);

/* Gives the body, or as much of its beginning as was kept. */
struct str load_answer_body(const struct load_answer *answer);

#endif
