/*
 * The files of sql/ and how they stand against what a database says was applied.
 * Never executes anything: cmd_db.c does.
 */
#ifndef MEMBERHUB_CLI_MIGRATION_H
#define MEMBERHUB_CLI_MIGRATION_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
#include "db/params.h"

/* One file. Views live in the arena and are followed by a NUL. */
struct script {
    int64_t version; /* of a migration; else 0 */
    struct str name; /* of the file, of a function's with its topic before it: "call/_call.sql" */
    struct str text;
    struct str sha256; /* lower-case hex */
};

struct scripts {
    const struct script *list; /* in the order of their files' names as bytes, whatever the topic */
    size_t count;
};

enum migration_state {
    MIGRATION_APPLIED,
    MIGRATION_PENDING,
    MIGRATION_CHANGED, /* applied, but the file is another one by now */
    MIGRATION_GONE,    /* applied, but there is no such file any more */
    MIGRATION_NEWER,   /* applied by a newer program */
    MIGRATION_STATE_COUNT
};

/* How one migration stands: a file, a row of the database, or both. */
struct migration {
    int64_t version;
    struct str name;
    enum migration_state state;
    struct str applied_at;       /* data NULL unless applied */
    const struct script *script; /* NULL when there is no file */
};

struct migrations {
    const struct migration *list; /* by version */
    size_t count;
};

/* Reads every *.sql of `directory`. FAULT_CONFIG when that cannot be done. */
int scripts_read(struct arena *arena, const char *directory, struct scripts *ret_scripts,
                 struct fault *f) MUST_CHECK;

/*
 * Reads functions: every *.sql of the folders in `directory`, the topics. Their order is that of
 * their files' names, so that helpers, whose names begin with an underscore, are there before who
 * names them. Files beside the topics are passed over: releases had functions there before there
 * were topics. FAULT_CONFIG when that cannot be done, or two topics have a file of the same name.
 */
int functions_read(struct arena *arena, const char *directory, struct scripts *ret_scripts,
                   struct fault *f) MUST_CHECK;

/*
 * Reads migrations: as for scripts_read(), and their names must be NNNN_name.sql with the versions
 * 1, 2, 3 ... and no gap. FAULT_CONFIG with the file that is out of line.
 */
int migrations_read(struct arena *arena, const char *directory, struct scripts *ret_scripts,
                    struct fault *f) MUST_CHECK;

/* Puts files and applied rows together. `applied` are the rows of STATEMENT_MIGRATION_LIST. */
void migrations_compare(struct arena *arena, const struct scripts *scripts,
                        const struct db_rows *applied, struct migrations *ret_migrations);

/* Gives the word for a state, for people and JSON. */
const char *migration_state_name(enum migration_state state);

#endif
