/*
 * Writing conditions, which the database searches findings by: a list in JSON, see filter.h. What a
 * client wrote is an operand, and its text stands nowhere else.
 */
#ifndef MEMBERHUB_API_CONDITION_H
#define MEMBERHUB_API_CONDITION_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* Begin and end the list; the end gives its text. */
void conditions_begin(struct buf *conditions, struct arena *arena);
struct str conditions_end(struct buf *conditions);

/* Begin and end the condition of an attribute: one of the lists of tests in it has to be met. */
void condition_begin(struct buf *conditions, const char *attribute);
void condition_end(struct buf *conditions);

/* Begin and end a list of tests, all of which have to be met. */
void condition_begin_tests(struct buf *conditions);
void condition_end_tests(struct buf *conditions);

/* Begin a test, add its operands, end it; or all of that with one operand. */
void condition_begin_test(struct buf *conditions, const char *comparison);
void condition_operand(struct buf *conditions, struct str operand);
void condition_end_test(struct buf *conditions);
void condition_test(struct buf *conditions, const char *comparison, struct str operand);

#endif
