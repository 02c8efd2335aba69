/*
 * The glue to libfcgi: its quirks are known here and nowhere else.
 * Must never call libfcgi where it could wait for a peer that has nothing to say.
 */
#include "http/fastcgi.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scoreboard.h"

/*
 * Bytes of a refused body that are read and dropped, so that nginx gets to the answer: more than
 * any body that nginx lets through (documents: 24 MiB).
 */
enum { DRAIN_MAX = 32 * 1024 * 1024 };
enum { BODY_MAX = 1024 * 1024 * 1024 };
/*
 * So much of a body is read between two signs of life, and so long it may take in all: nginx has
 * all of it when it begins, so a large one takes some ten milliseconds.
 */
enum { BODY_PIECE_BYTES = 256 * 1024, BODY_MAX_MS = 10 * 1000 };
/*
 * What is written when the socket says that there is room: a stream socket of Linux says so only
 * when three quarters of its buffer are free (unix_writable()), 156 KiB of the usual 208. Written
 * in pieces of this size nothing waits but poll(), which has our deadline.
 */
enum { PIECE_BYTES = 16 * 1024 };

int
fastcgi_setup(void)
{
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
        return -1;
    return FCGX_Init() == 0 ? 0 : -1;
}

void
fastcgi_init(struct fastcgi *connection, int fd)
{
    /*
     * No listening socket: when FCGX_Accept_r() has closed a broken connection it goes on to accept
     * another one, and must fail there. keepConnection, or else its first act would be to close
     * ours.
     */
    FCGX_InitRequest(&connection->request, -1, 0);
    connection->request.ipcFd = fd;
    connection->request.keepConnection = 1;
}

void
fastcgi_release(struct fastcgi *connection)
{
    FCGX_Free(&connection->request, 0);
    if (connection->request.ipcFd >= 0)
        close(connection->request.ipcFd);
    connection->request.ipcFd = -1;
}

/*
 * nginx hangs up when its client has gone or it waited for too long. Nobody would get the answer to
 * what it has sent before, and in an overload such requests would take the time of those whose
 * clients are still there. Hanging up is more than the end of what the peer sends.
 */
static bool
has_hung_up(int fd)
{
    struct pollfd peer = { .fd = fd };
    return poll(&peer, 1, 0) > 0 && (peer.revents & (POLLHUP | POLLERR)) != 0;
}

enum fastcgi_event
fastcgi_accept(struct fastcgi *connection)
{
    char first;
    if (has_hung_up(connection->request.ipcFd))
        return FASTCGI_CLOSED;
    ssize_t seen = recv(connection->request.ipcFd, &first, sizeof first, MSG_PEEK | MSG_DONTWAIT);
    if (seen == 0)
        return FASTCGI_CLOSED;
    if (seen < 0)
        return errno == EAGAIN || errno == EINTR ? FASTCGI_NOTHING : FASTCGI_CLOSED;
    /* A detached connection is closed at once; any other is shut down and then read for up to 2 s a
     * read. */
    FCGX_Detach(&connection->request);
    return FCGX_Accept_r(&connection->request) == 0 ? FASTCGI_REQUEST : FASTCGI_BROKEN;
}

char **
fastcgi_params(const struct fastcgi *connection)
{
    return connection->request.envp;
}

struct str
fastcgi_param(const struct fastcgi *connection, const char *name)
{
    return str_from(FCGX_GetParam(name, connection->request.envp));
}

/*
 * Reads up to `size` bytes of the body, piece by piece, and gives how many came before its end or
 * the deadline.
 */
static size_t
read_pieces(struct fastcgi *connection, char *data, size_t size, int64_t deadline_ms)
{
    size_t at = 0;
    while (at < size && clock_monotonic_ms() < deadline_ms) {
        size_t left = size - at;
        int wanted = left < BODY_PIECE_BYTES ? (int)left : BODY_PIECE_BYTES;
        int count = FCGX_GetStr(data + at, wanted, connection->request.in);
        at += (size_t)count;
        if (count < wanted)
            break;
        if (at < size)
            scoreboard_beat();
    }
    return at;
}

/*
 * Drops what is left of the body, and gives its size. The end of the body must be read too: left in
 * the socket it would be taken for the next request. What goes on beyond DRAIN_MAX or the deadline
 * costs the connection.
 */
static size_t
drain(struct fastcgi *connection, int64_t deadline_ms)
{
    char waste[4096];
    size_t dropped = 0;
    while (dropped < DRAIN_MAX && clock_monotonic_ms() < deadline_ms) {
        int count = FCGX_GetStr(waste, (int)sizeof waste, connection->request.in);
        dropped += (size_t)count;
        if (count < (int)sizeof waste)
            return dropped;
    }
    connection->request.keepConnection = 0;
    return dropped;
}

int64_t
fastcgi_body_bytes(const struct fastcgi *connection)
{
    int64_t length = 0;
    struct str declared = fastcgi_param(connection, "CONTENT_LENGTH");
    if (declared.size > 0 && str_to_int64(declared, 0, INT64_MAX, &length) < 0)
        return -1;
    return length;
}

int
fastcgi_body(struct fastcgi *connection, struct arena *arena, int64_t length, int64_t limit_bytes,
             struct str *ret_body, struct fault *f)
{
    assert(limit_bytes >= 0 && limit_bytes <= BODY_MAX);
    int64_t deadline_ms = clock_monotonic_ms() + BODY_MAX_MS;
    if (length < 0) {
        drain(connection, deadline_ms);
        return fault_set_reason(f, FAULT_BAD_REQUEST, "Content-Length is not a number");
    }
    if (length > limit_bytes) {
        drain(connection, deadline_ms);
        return fault_set_reason(f, FAULT_REQUEST_TOO_LARGE, "the body is larger than %lld bytes",
                                (long long)limit_bytes);
    }
    char *data = arena_alloc(arena, (size_t)length + 1);
    size_t size = read_pieces(connection, data, (size_t)length, deadline_ms);
    if (drain(connection, deadline_ms) > 0 || size < (size_t)length ||
        FCGX_GetError(connection->request.in) != 0)
        return fault_set_reason(f, FAULT_BAD_REQUEST,
                                "the body is not as long as Content-Length says");
    *ret_body = (struct str){ data, size };
    return 0;
}

/* Waits until a piece can be written without waiting; not at all when the deadline has passed. */
static bool
has_room(const struct fastcgi *connection, int64_t deadline_ms)
{
    for (;;) {
        int64_t left_ms = deadline_ms - clock_monotonic_ms();
        struct pollfd peer = { .fd = connection->request.ipcFd, .events = POLLOUT };
        int ready = poll(&peer, 1, left_ms > 0 ? (int)left_ms : 0);
        if (ready > 0)
            return true; /* hung up as well: then the write says so at once */
        if (ready == 0 || errno != EINTR)
            return false;
    }
}

bool
fastcgi_send(struct fastcgi *connection, struct message *message, int64_t deadline_ms)
{
    size_t room = 0;
    while (message->count > 0) {
        struct str *part = &message->parts[0];
        if (room == 0 && !has_room(connection, deadline_ms))
            return false;
        room = room > 0 ? room : PIECE_BYTES;
        struct str piece = str_slice(*part, 0, room);
        /* What fails stays failed, and fastcgi_end() tells. */
        FCGX_PutStr(piece.data, (int)piece.size, connection->request.out);
        room -= piece.size;
        *part = str_slice(*part, piece.size, part->size);
        message->count -= part->size == 0;
        message->parts += part->size == 0;
    }
    return has_room(connection, deadline_ms);
}

void
fastcgi_give_up(struct fastcgi *connection)
{
    connection->request.keepConnection = 0;
    shutdown(connection->request.ipcFd, SHUT_RDWR);
}

int
fastcgi_end(struct fastcgi *connection)
{
    FCGX_Request *request = &connection->request;
    /* The error stream first: the one that is closed last carries the end of the request. */
    int failed = FCGX_FClose(request->err);
    failed |= FCGX_FClose(request->out);
    return failed == 0 ? 0 : -1;
}

bool
fastcgi_finish(struct fastcgi *connection)
{
    FCGX_Detach(&connection->request);
    FCGX_Finish_r(&connection->request);
    return connection->request.ipcFd >= 0;
}
