/*
 * Turns calls that have no safe use into compile errors. Every source file includes it first
 * (the build passes -include); it must never be worked around with #undef.
 */
#ifndef MEMBERHUB_BASE_BANNED_H
#define MEMBERHUB_BASE_BANNED_H

#include <alloca.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef alloca
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf
#undef strtok
#undef gets
#undef atoi
#undef atol

#define BANNED(function) banned_use_of_##function
#define alloca(size) BANNED(alloca)
#define strcpy(a, b) BANNED(strcpy)
#define strcat(a, b) BANNED(strcat)
#define strncpy(a, b, n) BANNED(strncpy)
#define strncat(a, b, n) BANNED(strncat)
#define sprintf(...) BANNED(sprintf)
#define vsprintf(a, b, c) BANNED(vsprintf)
#define strtok(a, b) BANNED(strtok)
#define gets(a) BANNED(gets)
#define atoi(a) BANNED(atoi)
#define atol(a) BANNED(atol)

#endif
