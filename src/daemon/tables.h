/*
 * The tables of the server's program, for who reads them from outside: memberhubd --tables.
 */
#ifndef MEMBERHUB_DAEMON_TABLES_H
#define MEMBERHUB_DAEMON_TABLES_H

#include "base/table.h"

/* Ended by NULL. */
extern const struct table *const server_tables[];

#endif
