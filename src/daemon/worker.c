/*
 * The worker's loop.
 * Must never block in anything but epoll while another connection waits, save in the one request it
 * serves.
 */
#include "daemon/worker.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "api/server.h"
#include "api/size.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/failpoint.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/scoreboard.h"
#include "daemon/months.h"
#include "daemon/process.h"
#include "daemon/serve.h"
#include "http/fastcgi.h"

/* Half of the usual limit of open files (1024); further connections wait in the backlog or at other
 * workers. */
enum { CONNECTIONS_MAX = 512 };
/* How many descriptors one turn looks at; the kernel goes round among those that are ready. */
enum { EVENTS_MAX = 64 };
/* nginx sends a request in one piece and reads the answer at once: longer than this it is not
 * alive. */
enum { PEER_TIMEOUT_S = 5 };
/* So often a worker that has nothing to do shows that it lives. */
enum { BEAT_MS = 1000 };
/* How long to leave the listening socket alone when the system has no more descriptors. */
enum { PAUSE_MS = 100 };

struct connection {
    struct fastcgi fastcgi;
    struct connection *next, *previous; /* in no order: the list is there to close them all */
};

struct worker {
    const struct config *config;
    struct worker_role role;
    struct listener *listener;
    struct server *server;
    struct arena *arena;
    int epoll_fd, signal_fd;
    bool watching; /* the listening socket is in the epoll set */
    bool knocking; /* the last look at the listening socket found somebody */
    bool stopping;
    int64_t deadline_ms;        /* when stopping */
    int64_t served, served_max; /* requests; 0 for no maximum */
    int64_t awake_us;           /* monotonic; since when it has not waited */
    struct connection *connections;
    size_t connection_count;
    struct months months;
};

static int
watch(const struct worker *worker, int fd, uint32_t events, void *which)
{
    struct epoll_event event = { .events = events, .data.ptr = which };
    return epoll_ctl(worker->epoll_fd, EPOLL_CTL_ADD, fd, &event);
}

/* EPOLLEXCLUSIVE: a connection wakes one idle worker, not all of them. */
static void
listener_watch(struct worker *worker)
{
    if (worker->watching || worker->stopping || worker->connection_count >= CONNECTIONS_MAX)
        return;
    worker->watching =
        watch(worker, worker->listener->fd, EPOLLIN | EPOLLEXCLUSIVE, worker->listener) == 0;
}

static void
listener_unwatch(struct worker *worker)
{
    if (worker->watching)
        epoll_ctl(worker->epoll_fd, EPOLL_CTL_DEL, worker->listener->fd, NULL);
    worker->watching = false;
}

static void
count_connections(struct worker *worker, int more)
{
    worker->connection_count += (size_t)more;
    atomic_store(&scoreboard_own()->connections, (int64_t)worker->connection_count);
}

static void
connection_close(struct worker *worker, struct connection *connection)
{
    if (connection->next != NULL)
        connection->next->previous = connection->previous;
    if (connection->previous != NULL)
        connection->previous->next = connection->next;
    else
        worker->connections = connection->next;
    count_connections(worker, -1);
    fastcgi_release(&connection->fastcgi);
    free(connection);
    listener_watch(worker);
}

static int
connection_open(struct worker *worker, int fd)
{
    static const struct timeval timeout = { .tv_sec = PEER_TIMEOUT_S };
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL)
        return -1;
    fastcgi_init(&connection->fastcgi, fd);
    connection->next = worker->connections;
    if (connection->next != NULL)
        connection->next->previous = connection;
    worker->connections = connection;
    count_connections(worker, +1);
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout) < 0 ||
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout) < 0 ||
        watch(worker, fd, EPOLLIN, connection) < 0) {
        log_event(LOG_WARN, "connection_dropped",
                  LOG_FIELD_TEXT("cause", str_from(strerror(errno))));
        connection_close(worker, connection);
    }
    return 0;
}

/* Accepts one connection. False when there is none, or none can be had. */
static bool
accept_one(struct worker *worker)
{
    int fd = accept4(worker->listener->fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd >= 0 && connection_open(worker, fd) == 0) {
        if (worker->connection_count >= CONNECTIONS_MAX)
            listener_unwatch(worker);
        return true;
    }
    if (fd >= 0)
        close(fd);
    else if (errno == EAGAIN || errno == EINTR || errno == ECONNABORTED)
        return false;
    /* No descriptors, no memory: without the pause the socket would stay ready and the loop spin.
     */
    log_event(LOG_WARN, "accept_paused", LOG_FIELD_TEXT("cause", str_from(strerror(errno))));
    listener_unwatch(worker);
    return false;
}

/*
 * Accepts one connection, and remembers whether there may be more. Somebody is let in after each
 * request while they knock: one in each turn would take thirty turns, each longer than the one
 * before, when nginx opens thirty connections at once; all in one turn would take them from idle
 * workers.
 */
static void
let_in(struct worker *worker)
{
    worker->knocking = worker->watching && accept_one(worker);
}

/*
 * From here on nobody new is accepted, but for those already waiting: the kernel may have woken
 * this worker alone for them.
 */
static void
stop(struct worker *worker)
{
    if (worker->stopping)
        return;
    worker->stopping = true;
    worker->deadline_ms = clock_monotonic_ms() + worker->config->server.stop_timeout_ms;
    scoreboard_show(SCOREBOARD_LEAVING);
    process_tell_master();
    if (worker->role.alone) {
        atomic_store(&scoreboard_all()->draining, 1);
        listener_refuse(worker->listener);
    }
    listener_unwatch(worker);
    while (worker->connection_count < CONNECTIONS_MAX && accept_one(worker))
        continue;
    listener_close(worker->listener);
    log_event(LOG_INFO, "worker_stopping", LOG_FIELD_NUMBER("worker", worker->role.number),
              LOG_FIELD_NUMBER("pid", getpid()),
              LOG_FIELD_NUMBER("connections", (int64_t)worker->connection_count));
}

static void
take_signal(struct worker *worker)
{
    struct signalfd_siginfo info;
    if (read(worker->signal_fd, &info, sizeof info) != (ssize_t)sizeof info)
        return;
    switch (info.ssi_signo) {
    case SIGTERM:
    case SIGINT:
        stop(worker);
        break;
    case SIGQUIT: /* a terminal sends it to all: in a pool the master says what follows */
        if (worker->role.alone)
            stop(worker);
        break;
    case SIGUSR1:
        process_log_reopen(worker->config);
        break;
    default: /* the master's affair */
        break;
    }
}

/* Shows whether anybody waits for the worker, a sign of life. One that leaves does so whatever it
 * is at. */
static void
show(const struct worker *worker, enum scoreboard_state state)
{
    scoreboard_show(worker->stopping ? SCOREBOARD_LEAVING : state);
}

static bool
serve(struct worker *worker, struct connection *connection)
{
    bool kept = serve_request(&connection->fastcgi, worker->config, worker->server, worker->arena);
    atomic_store(&scoreboard_own()->served, ++worker->served);
    return kept;
}

static void
take_request(struct worker *worker, struct connection *connection)
{
    show(worker, SCOREBOARD_BUSY);
    switch (fastcgi_accept(&connection->fastcgi)) {
    case FASTCGI_REQUEST:
        FAILPOINT("request-accepted");
        if (!serve(worker, connection))
            connection_close(worker, connection);
        break;
    case FASTCGI_BROKEN:
        log_event(LOG_WARN, "fastcgi_broken", LOG_FIELD_NUMBER("worker", worker->role.number));
        connection_close(worker, connection);
        break;
    case FASTCGI_CLOSED:
        connection_close(worker, connection);
        break;
    case FASTCGI_NOTHING:
        break;
    }
    if (worker->served == worker->served_max && worker->served > 0)
        stop(worker);
}

/* Gives how long to wait for something to do. */
static int
wait_ms(const struct worker *worker)
{
    int64_t due_ms = server_due_ms(worker->server);
    int64_t most_ms = worker->watching ? BEAT_MS : PAUSE_MS;
    return (int)(due_ms < 0 || due_ms > most_ms ? most_ms : due_ms);
}

/* One turn: whatever is ready, each once, so that none waits for two requests of another. */
static void
turn(struct worker *worker)
{
    struct epoll_event events[EVENTS_MAX];
    metrics_count(scoreboard_metrics(), METRICS_BUSY_US, 0,
                  (uint64_t)(clock_monotonic_us() - worker->awake_us));
    show(worker, SCOREBOARD_IDLE);
    int count = epoll_wait(worker->epoll_fd, events, EVENTS_MAX, wait_ms(worker));
    worker->awake_us = clock_monotonic_us();
    bool records = count == 0 && server_due_ms(worker->server) == 0;
    show(worker, count > 0 || records ? SCOREBOARD_BUSY : SCOREBOARD_IDLE);
    if (count == 0) {
        listener_watch(worker);
        months_look(&worker->months, worker->server);
    }
    for (int i = 0; i < count; i++) {
        void *which = events[i].data.ptr;
        if (which == &worker->signal_fd)
            take_signal(worker);
        else if (which != worker->listener)
            take_request(worker, which);
        else if ((events[i].events & EPOLLHUP) == 0)
            worker->knocking = true;
        else
            stop(worker); /* the master closed it for good; its signal is on the way */
        /* After each: one turn may bring more than the journal has room for. */
        if (server_due_ms(worker->server) == 0)
            serve_record(worker->server);
        if (worker->knocking)
            let_in(worker);
    }
    if (records)
        serve_record(worker->server);
}

static bool
is_done(const struct worker *worker)
{
    if (!worker->stopping)
        return false;
    return worker->connection_count == 0 || clock_monotonic_ms() >= worker->deadline_ms;
}

/*
 * Gives after how many requests this worker leaves. Those that were started together get about as
 * many requests: they leave one after the other, over the last tenth.
 */
static int64_t
served_max(const struct config *config, struct worker_role role)
{
    int64_t most = config->server.worker_requests;
    if (role.alone)
        return 0;
    return most - most * (config->server.workers - role.number) / (10 * config->server.workers);
}

static int
start(struct worker *worker, struct fault *f)
{
    sigset_t signals;
    process_signals(&signals);
    memory_settle();
    if (fastcgi_setup() < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "libfcgi does not start");
    if (server_new(worker->config, "memberhubd", &worker->server, f) < 0)
        return -1;
    worker->arena = arena_new(size_row(SIZE_ORDINARY)->arena_bytes);
    worker->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    worker->signal_fd = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    if (worker->epoll_fd < 0 || worker->signal_fd < 0 ||
        watch(worker, worker->signal_fd, EPOLLIN, &worker->signal_fd) < 0)
        return fault_set_detail(f, FAULT_INTERNAL, "epoll: %s", strerror(errno));
    months_init(&worker->months);
    listener_watch(worker);
    return 0;
}

static void
release(struct worker *worker)
{
    while (worker->connections != NULL)
        connection_close(worker, worker->connections);
    if (worker->signal_fd >= 0)
        close(worker->signal_fd);
    if (worker->epoll_fd >= 0)
        close(worker->epoll_fd);
    arena_free(worker->arena);
    server_free(worker->server);
}

int
worker_run(const struct config *config, struct worker_role role, struct listener *listener,
           struct fault *f)
{
    struct worker worker = {
        .config = config,
        .role = role,
        .listener = listener,
        .epoll_fd = -1,
        .signal_fd = -1,
        .served_max = served_max(config, role),
        .awake_us = clock_monotonic_us(),
    };
    int result = start(&worker, f);
    if (result == 0) {
        metrics_count(scoreboard_metrics(), METRICS_WORKER_STARTS, 0, 1);
        log_event(LOG_INFO, "worker_started", LOG_FIELD_NUMBER("worker", role.number),
                  LOG_FIELD_NUMBER("pid", getpid()));
        scoreboard_show(SCOREBOARD_IDLE);
        process_tell_master();
        while (!is_done(&worker))
            turn(&worker);
        serve_record(worker.server);
        serve_abandon(worker.server);
        log_event(LOG_INFO, "worker_stopped", LOG_FIELD_NUMBER("worker", role.number),
                  LOG_FIELD_NUMBER("pid", getpid()),
                  LOG_FIELD_NUMBER("abandoned", (int64_t)worker.connection_count));
    }
    release(&worker);
    return result;
}
