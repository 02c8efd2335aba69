/*
 * What STS says of values that it refuses, all of them in one sentence: "2 validation errors
 * detected: Value 'x' at 'roleSessionName' failed to satisfy constraint: Member must ...; ...".
 * Source: AWS STS, as its clients quote it.
 */
#ifndef MEMBERHUB_API_CONSTRAINT_H
#define MEMBERHUB_API_CONSTRAINT_H

#include <stddef.h>

#include "api/field.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* What a request's values violate, in the order in which it was found. */
struct violations {
    struct arena *arena;
    struct buf text;
    size_t count;
    struct str otherwise; /* the sentence when nothing was counted; data NULL: there is none */
};

void violations_init(struct violations *violations, struct arena *arena);

/*
 * Adds what keeps a text from its field's row; `path` is its name in the sentence
 * ("tags.1.member.key"). What AWS has no constraint for, such as an ARN that is none, becomes
 * `otherwise`.
 */
void violations_add_text(struct violations *violations, const struct field *field, struct str path,
                         struct str text);

/* Adds that a list of plain texts has elements that its row does not allow. */
void violations_add_elements(struct violations *violations, const struct field *list,
                             struct str path, const struct str *items, size_t count);

/* Adds that a list has more elements than its row allows. */
void violations_add_count(struct violations *violations, const struct field *list, struct str path);

/* Adds that something is not there that must be. */
void violations_add_null(struct violations *violations, struct str path);

/* Gives the sentence, in the arena; data NULL when there is nothing to say. */
struct str violations_sentence(const struct violations *violations);

#endif
