/*
 * Names for the compiler attributes that the headers use. Holds no code.
 */
#ifndef MEMBERHUB_BASE_ATTRIBUTES_H
#define MEMBERHUB_BASE_ATTRIBUTES_H

/* The caller must look at the result. */
#define MUST_CHECK __attribute__((warn_unused_result))
/* Argument number NUMBER is a printf format for the arguments from number FIRST on. */
#define PRINTF_LIKE(number, first) __attribute__((format(printf, number, first)))

#define ARRAY_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
