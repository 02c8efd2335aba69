/*
 * What memberhubctl prints on standard output: tables for people, JSON for programs.
 * Never buffers: what was printed, a secret perhaps, stays in the arena alone, which is wiped.
 */
#ifndef MEMBERHUB_CLI_OUTPUT_H
#define MEMBERHUB_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "cli/context.h"
#include "db/params.h"

struct output_column {
    const char *title; /* of the table */
    const char *name;  /* of the JSON member */
};

struct output_member {
    const char *name;
    struct str value; /* data NULL: left out */
    bool is_number;   /* the value is a JSON number already */
};

/*
 * Writes text as it is. Gives the exit status: refused, with a complaint, when it cannot be
 * written.
 */
int output_text(struct str text);

/*
 * Prints rows as a table, or as a JSON object whose one member `list` is an array. Gives the exit
 * status.
 */
int output_rows(const struct cli *cli, const char *list, const struct output_column *columns,
                const struct db_rows *rows);

/* Prints `sentence` for people, or a JSON object of the members. Gives the exit status. */
int output_object(const struct cli *cli, struct str sentence, const struct output_member *members,
                  size_t count);

/*
 * Gives `text` fit for a terminal: control characters, which could steer it, are replaced by '?'.
 * In the arena.
 */
struct str output_printable(struct arena *arena, struct str text);

#endif
