/*
 * The file that keeps the seals where the database's superuser cannot reach: one line a seal,
 * appended to and never rewritten. Never knows the database: it is told what to append.
 */
#ifndef MEMBERHUB_DAEMON_SEAL_FILE_H
#define MEMBERHUB_DAEMON_SEAL_FILE_H

#include "audit/seal_line.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"

struct seal_file {
    const char *path;      /* borrowed */
    int fd;                /* locked against other processes; -1 when closed */
    struct seal_line last; /* number 0 while there is none; in the arena */
};

/*
 * Opens the file, making it if it is not there, locks it and reads its last line. The beginning of
 * a line that a crash left at its end is cut off. FAULT_INTERNAL with the cause: it cannot be
 * opened or is somebody else's, another process has it, or its end is no seal; it is left as it is.
 */
int seal_file_open(const char *path, struct arena *arena, struct seal_file *ret_file,
                   struct fault *f) MUST_CHECK;

/* Appends whole lines and has them on the disk when it returns 0. FAULT_INTERNAL. */
int seal_file_append(struct seal_file *file, struct str lines, struct fault *f) MUST_CHECK;

/* Closes the file and gives the lock back. */
void seal_file_close(struct seal_file *file);

#endif
