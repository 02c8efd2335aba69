/*
 * What the database has of the program's tables: its functions name no operation, service or
 * dialect of errors, they look them up there. Never holds what differs from call to call.
 */
#ifndef MEMBERHUB_API_STORED_H
#define MEMBERHUB_API_STORED_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Gives the rows of all stored tables, for STATEMENT_TABLES_STORE: a JSON object whose members are
 * the database's tables, each an array of rows, whose members are columns. In the arena.
 */
struct str stored_tables(struct arena *arena);

#endif
