/*
 * Named points at which a build for tests can be told to die. Must be nothing at all in a build
 * that serves anybody: configure --enable-failpoints defines MEMBERHUB_FAILPOINTS.
 */
#ifndef MEMBERHUB_BASE_FAILPOINT_H
#define MEMBERHUB_BASE_FAILPOINT_H

/* The environment variable that says where to die: "after-commit:3" on the third pass there. */
#define FAILPOINT_VARIABLE "MEMBERHUB_FAILPOINT"
/* Begins the name of each point in a program that has them, so that a test can look for it. */
#define FAILPOINT_PREFIX "failpoint:"

/* Marks a point; `name` is a string literal of lower-case words joined by '-'. */
#ifdef MEMBERHUB_FAILPOINTS
#define FAILPOINT(name) failpoint_pass(FAILPOINT_PREFIX name)
#else
#define FAILPOINT(name) ((void)0)
#endif

/*
 * Passes the point of that name, FAILPOINT_PREFIX included. On the pass that the environment names
 * the process says so on stderr, with its title, and is killed as by SIGKILL; one process counts
 * its own passes, a forked one goes on from its parent's. Anything but "NAME:N" with N from 1 on
 * names no point.
 */
void failpoint_pass(const char *point);

#endif
