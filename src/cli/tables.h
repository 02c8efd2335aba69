/*
 * The tables of memberhubctl alone, for who reads them from outside: memberhubctl --tables.
 */
#ifndef MEMBERHUB_CLI_TABLES_H
#define MEMBERHUB_CLI_TABLES_H

#include "base/table.h"

/* Ended by NULL. */
extern const struct table *const command_tables[];

#endif
