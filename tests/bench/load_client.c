/*
 * A kept connection that nginx ended before a byte of the answer came is nobody's fault: HTTP lets
 * both sides end an idle one at any time, and SDKs send such a request again, with its invocation
 * id. So does this client, and counts it.
 */
#include "load_client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/* As often as SDKs do; and what one look takes off a socket. */
enum { TRIES_MAX = 3, RECEIVE_BYTES = 64 * 1024 };

void
client_close(struct client *client)
{
    if (client->fd >= 0)
        close(client->fd);
    client->fd = -1;
    client->kept = client->writing = false;
}

void
client_release(struct client *client)
{
    client_close(client);
    free(client->out);
    client->out = NULL;
}

static int
open_connection(struct client *client, const struct client_world *world)
{
    const struct sockaddr_in address = { .sin_family = AF_INET,
                                         .sin_port = htons(world->port),
                                         .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct epoll_event event = { .events = EPOLLIN | EPOLLOUT, .data.ptr = client };
    const int on = 1;
    client->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    client->writing = true;
    if (client->fd >= 0 && setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0 &&
        (connect(client->fd, (const struct sockaddr *)&address, sizeof address) == 0 ||
         errno == EINPROGRESS) &&
        epoll_ctl(world->epoll_fd, EPOLL_CTL_ADD, client->fd, &event) == 0) {
        world->tally->connections++;
        return 0;
    }
    client_close(client);
    return -1;
}

static void
watch_writing(struct client *client, const struct client_world *world, bool writing)
{
    struct epoll_event event = { .events = EPOLLIN | (writing ? EPOLLOUT : 0u),
                                 .data.ptr = client };
    if (client->writing == writing)
        return;
    client->writing = writing;
    epoll_ctl(world->epoll_fd, EPOLL_CTL_MOD, client->fd, &event);
}

/* Sends what the socket takes. -1 when the connection has ended. */
static int
send_rest(struct client *client, const struct client_world *world)
{
    while (client->out_sent < client->out_size) {
        ssize_t sent = send(client->fd, client->out + client->out_sent,
                            client->out_size - client->out_sent, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && errno != EAGAIN)
            return -1;
        if (sent < 0)
            break;
        client->out_sent += (size_t)sent;
        world->tally->bytes_sent += (uint64_t)sent;
    }
    watch_writing(client, world, client->out_sent < client->out_size);
    return 0;
}

/* Sends the request, over another connection when a kept one turns out to have ended. */
static enum client_event
try_again(struct client *client, const struct client_world *world)
{
    while (client->tries++ < TRIES_MAX) {
        client->out_sent = 0;
        load_answer_reset(&client->answer);
        if (client->fd < 0 && open_connection(client, world) < 0)
            return CLIENT_LOST;
        if (send_rest(client, world) == 0)
            return CLIENT_WAITS;
        bool kept = client->kept;
        client_close(client);
        if (!kept)
            return CLIENT_LOST;
        world->tally->resent++;
    }
    return CLIENT_LOST;
}

enum client_event
client_send(struct client *client, const struct client_world *world, struct str request)
{
    if (request.size > client->out_capacity) {
        free(client->out);
        client->out = malloc(request.size);
        if (client->out == NULL)
            abort();
        client->out_capacity = request.size;
    }
    bytes_copy(client->out, client->out_capacity, request.data, request.size);
    client->out_size = request.size;
    client->tries = 0;
    return try_again(client, world);
}

/* The connection has ended, or cannot be read. */
static enum client_event
ended(struct client *client, const struct client_world *world)
{
    bool idle_one = client->kept && client->answer.received == 0;
    client_close(client);
    if (!client->busy)
        return CLIENT_WAITS;
    if (!idle_one || client->tries >= TRIES_MAX)
        return CLIENT_LOST;
    world->tally->resent++;
    return try_again(client, world);
}

static enum client_event
answered(struct client *client, enum answer_state state)
{
    /* Answered before all of it was sent, nothing can follow on this connection. */
    bool over = client->answer.close || client->out_sent < client->out_size;
    client->kept = true;
    if (state == ANSWER_MALFORMED || over)
        client_close(client);
    return state == ANSWER_MALFORMED ? CLIENT_MALFORMED : CLIENT_ANSWERED;
}

enum client_event
client_go_on(struct client *client, const struct client_world *world)
{
    char bytes[RECEIVE_BYTES];
    if (client->writing && send_rest(client, world) < 0 && errno != EPIPE)
        return ended(client, world);
    ssize_t size = recv(client->fd, bytes, sizeof bytes, 0);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return CLIENT_WAITS;
    if (size <= 0)
        return ended(client, world);
    world->tally->bytes_received += (uint64_t)size;
    enum answer_state state =
        load_answer_take(&client->answer, (struct str){ bytes, (size_t)size });
    if (!client->busy) /* an answer that nobody asked for, as nginx's 408 */
        client_close(client);
    return state == ANSWER_PARTIAL || !client->busy ? CLIENT_WAITS : answered(client, state);
}
