/*
 * The datagrams to the service manager.
 * Must never be called in a process that is not the master: the manager believes that one alone.
 */
#include "daemon/notify.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/str.h"

enum { MESSAGE_SIZE = 1024 };

/* Gives the length of the manager's address; 0 when there is none that it could have. */
static socklen_t
manager_address(struct sockaddr_un *ret_address)
{
    struct str name = str_from(getenv("NOTIFY_SOCKET"));
    *ret_address = (struct sockaddr_un){ .sun_family = AF_UNIX };
    bool is_abstract = str_starts_with(name, STR("@"));
    if ((!is_abstract && !str_starts_with(name, STR("/"))) ||
        name.size >= sizeof ret_address->sun_path)
        return 0;
    bytes_copy(ret_address->sun_path, sizeof ret_address->sun_path, name.data, name.size);
    if (is_abstract)
        ret_address->sun_path[0] = '\0';
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + name.size);
}

/* `type` is SOCK_NONBLOCK, or 0 to wait for a manager that is behind. */
static void PRINTF_LIKE(2, 0) send_lines(int type, const char *format, va_list arguments)
{
    static const struct timeval patience = { .tv_sec = 1 };
    struct sockaddr_un address;
    char message[MESSAGE_SIZE];
    socklen_t size = manager_address(&address);
    if (size == 0)
        return;
    int length = vsnprintf(message, sizeof message, format, arguments);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | type, 0);
    if (fd < 0)
        return;
    if (length > 0 && length < MESSAGE_SIZE &&
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) == 0)
        (void)sendto(fd, message, (size_t)length, MSG_NOSIGNAL, (struct sockaddr *)&address, size);
    close(fd);
}

void
notify_send(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    send_lines(SOCK_NONBLOCK, format, arguments);
    va_end(arguments);
}

void
notify_send_surely(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    send_lines(0, format, arguments);
    va_end(arguments);
}

void
notify_clean(char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7f)
            *text = ' ';
}

int64_t
notify_watchdog_ms(void)
{
    int64_t period_us, pid;
    const char *of = getenv("WATCHDOG_PID");
    if (of != NULL && (str_to_int64(str_from(of), 1, INT32_MAX, &pid) < 0 || pid != getpid()))
        return 0;
    if (str_to_int64(str_from(getenv("WATCHDOG_USEC")), 2000, INT64_MAX, &period_us) < 0)
        return 0;
    return period_us / 2000;
}
