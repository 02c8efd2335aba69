/*
 * Writing and removing the process id's file.
 * Must never leave half a number, nor remove that of a master that has taken over.
 */
#include "daemon/pid_file.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int
write_number(const char *path)
{
    unlink(path); /* of a process that had our number, or a link to what is not ours to write */
    FILE *file = fopen(path, "wxe");
    if (file == NULL)
        return -1;
    int written = fprintf(file, "%d\n", (int)getpid());
    return fclose(file) == 0 && written > 0 ? 0 : -1;
}

int
pid_file_write(const char *path, struct fault *f)
{
    char fresh[PATH_MAX];
    if (path[0] == '\0')
        return 0;
    snprintf(fresh, sizeof fresh, "%s.%d", path, (int)getpid());
    if (write_number(fresh) == 0 && rename(fresh, path) == 0)
        return 0;
    fault_set_detail(f, FAULT_CONFIG, "server.pid_file: %s: %s", path, strerror(errno));
    unlink(fresh);
    return -1;
}

pid_t
pid_file_read(const char *path)
{
    int pid = 0;
    FILE *file = path[0] == '\0' ? NULL : fopen(path, "re");
    if (file == NULL)
        return 0;
    int found = fscanf(file, "%d", &pid);
    fclose(file);
    return found == 1 ? pid : 0;
}

void
pid_file_remove(const char *path)
{
    if (pid_file_read(path) == getpid())
        unlink(path);
}
