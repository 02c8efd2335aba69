/*
 * The file with the master's process id, for scripts. Never read by the server to find a process:
 * such a number may be anybody's by then. A symbolic link at its path is replaced, not followed.
 */
#ifndef MEMBERHUB_DAEMON_PID_FILE_H
#define MEMBERHUB_DAEMON_PID_FILE_H

#include <sys/types.h>

#include "base/attributes.h"
#include "base/fault.h"

/* Writes this process's id to the file at `path`, as a whole or not at all; "": does nothing.
 * FAULT_CONFIG. */
int pid_file_write(const char *path, struct fault *f) MUST_CHECK;

/* Gives the process id in the file; 0 when there is none, and for "". */
pid_t pid_file_read(const char *path);

/* Removes the file, unless it holds another process's id. */
void pid_file_remove(const char *path);

#endif
