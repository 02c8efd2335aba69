/*
 * The load driver: signed requests of many clients at once through nginx, bounded in time and
 * count, and one report. Must never talk to another machine.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "load_client.h"
#include "load_options.h"
#include "load_plan.h"
#include "load_request.h"
#include "load_tally.h"

enum { EXIT_CLEAN = 0, EXIT_UNCLEAN = 1, EXIT_USAGE = 2, EXIT_CANNOT_RUN = 3, EXIT_SIGINT = 130 };
enum { EVENTS_MAX = 256 };
/* A body of 64 KiB with its canonical form, many times over. */
enum { ARENA_BYTES = 8 * 1024 * 1024 };
/* How exactly a request goes out when it is due, and what others than clients take of files. */
enum { TICK_MS = 1, FILES_BESIDE = 16 };
/* How many unexpected answers are shown, and how much of each. */
enum { SHOWN_MAX = 5, SHOWN_BYTES = 200 };
/* How long a client stays away that could not connect: nobody shall be hammered. */
enum { LOST_PAUSE_MS = 100 };

#define NS_PER_MS 1000000ll
#define NS_PER_S 1000000000ll

struct load {
    const struct load_options *options;
    struct load_plan plan;
    struct load_signer signer;
    struct load_tally tally;
    struct client_world world;
    struct arena *arena;
    struct client *clients;
    size_t step;        /* the next one */
    int64_t sent, busy; /* requests sent; clients that await an answer */
    int64_t period_ns;  /* between two requests of one client; 0: none is set */
    int64_t warm_ns, end_ns, looked_ns;
    bool counting; /* the warm-up is over */
    bool stopping, interrupted;
    unsigned shown;
    int signal_fd;
};

static int64_t
now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * NS_PER_S + now.tv_nsec;
}

/* Shows an answer that was not expected, as far as it can be printed. */
static void
show(struct load *load, const struct client *client, const char *what)
{
    const struct load_step *step = client->step;
    struct str body = str_slice(load_answer_body(&client->answer), 0, SHOWN_BYTES);
    if (load->shown++ >= SHOWN_MAX)
        return;
    fprintf(stderr, "load: %s: %.*s %.*s by %.*s: status %u: ", what, STR_PRINTF(step->method),
            STR_PRINTF(step->target), STR_PRINTF(step->key_id), (unsigned)client->answer.status);
    for (size_t i = 0; i < body.size; i++)
        fputc(body.data[i] >= ' ' && body.data[i] <= '~' ? body.data[i] : '.', stderr);
    fputc('\n', stderr);
}

/* Puts what one request came to on the books. */
static void
count(struct load *load, const struct client *client, enum client_event event, int64_t at_ns)
{
    struct load_tally *tally = &load->tally;
    const struct load_answer *answer = &client->answer;
    tally->ended_ns = at_ns;
    if (event == CLIENT_LOST) {
        tally->lost++;
        show(load, client, "lost");
        return;
    }
    if (event == CLIENT_MALFORMED) {
        tally->malformed++;
        show(load, client, "no HTTP answer");
        return;
    }
    load_tally_answer(tally, answer->status, (at_ns - client->due_ns) / 1000);
    struct str text = load->options->expect_text, body = load_answer_body(answer);
    bool said = answer->status / 100 != 2 || text.size == 0 ||
                memmem(body.data, body.size, text.data, text.size) != NULL;
    if (said && load_options_expect(load->options, answer->status))
        return;
    tally->unexpected++;
    show(load, client, "unexpected");
}

static bool
nothing_left(const struct load *load)
{
    return load->sent >= load->options->requests ||
           (load->options->once && load->step >= load->plan.count);
}

/* Says when the client has to send next: at once, or in its turn, or when it may come back. */
static void
plan_next(struct load *load, struct client *client, int64_t at_ns, int64_t pause_ns)
{
    client->due_ns = load->period_ns > 0 ? client->due_ns + load->period_ns : at_ns;
    if (pause_ns > 0 && client->due_ns < at_ns + pause_ns)
        client->due_ns = at_ns + pause_ns;
}

/* Ends a request whose end has come, and has the client go on. */
static void
settle(struct load *load, struct client *client, enum client_event event)
{
    if (event == CLIENT_WAITS)
        return;
    int64_t at_ns = now_ns(), pause_ns = 0;
    count(load, client, event, at_ns);
    client->busy = false;
    load->busy--;
    if (event != CLIENT_ANSWERED)
        pause_ns = LOST_PAUSE_MS * NS_PER_MS;
    else if (load->options->obey)
        pause_ns = client->answer.retry_after_s * NS_PER_S;
    plan_next(load, client, at_ns, pause_ns);
}

/* Has a client send the next request, if there is one. */
static void
start(struct load *load, struct client *client, int64_t at_ns)
{
    if (load->stopping || nothing_left(load)) {
        load->stopping = true;
        return;
    }
    if (load->step >= load->plan.count)
        load->step = 0;
    client->step = &load->plan.steps[load->step++];
    client->busy = true;
    if (load->period_ns == 0)
        client->due_ns = at_ns;
    client->expires_ns = at_ns + load->options->timeout_s * NS_PER_S;
    load->sent++;
    load->busy++;
    struct str request = load_request_make(&load->signer, load->arena, client->step);
    enum client_event event = client_send(client, &load->world, request);
    arena_reset(load->arena);
    settle(load, client, event);
}

static void
take_signal(struct load *load)
{
    struct signalfd_siginfo info;
    if (read(load->signal_fd, &info, sizeof info) == (ssize_t)sizeof info)
        load->stopping = load->interrupted = true;
}

/* Looks through all clients: who is due sends, who has waited too long gives up. */
static void
look_around(struct load *load, int64_t at_ns)
{
    for (int64_t i = 0; i < load->options->connections; i++) {
        struct client *client = &load->clients[i];
        if (!client->busy && client->due_ns <= at_ns) {
            start(load, client, at_ns);
        } else if (client->busy && client->expires_ns <= at_ns) {
            load->tally.timeouts++;
            load->tally.ended_ns = at_ns;
            client_close(client);
            client->busy = false;
            load->busy--;
            plan_next(load, client, at_ns, LOST_PAUSE_MS * NS_PER_MS);
        }
    }
    load->looked_ns = at_ns;
}

static void
look_at_clock(struct load *load, int64_t at_ns)
{
    if (!load->counting && at_ns >= load->warm_ns) {
        load->tally = (struct load_tally){ .started_ns = at_ns, .ended_ns = at_ns };
        load->counting = true;
    }
    if (at_ns >= load->end_ns)
        load->stopping = true;
    if (at_ns - load->looked_ns >= TICK_MS * NS_PER_MS)
        look_around(load, at_ns);
}

static void
run(struct load *load)
{
    struct epoll_event events[EVENTS_MAX];
    while (!load->stopping || load->busy > 0) {
        look_at_clock(load, now_ns());
        int ready = epoll_wait(load->world.epoll_fd, events, EVENTS_MAX, TICK_MS);
        for (int i = 0; i < ready; i++) {
            struct client *client = events[i].data.ptr;
            if (client == NULL) {
                take_signal(load);
                continue;
            }
            settle(load, client, client_go_on(client, &load->world));
            if (!client->busy && load->period_ns == 0 && client->due_ns <= now_ns())
                start(load, client, now_ns());
        }
    }
}

/* A file for each client, as far as the system lets us. */
static int
raise_files(int64_t clients)
{
    struct rlimit limit;
    rlim_t wanted = (rlim_t)clients + FILES_BESIDE;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
        return -1;
    if (limit.rlim_cur >= wanted)
        return 0;
    limit.rlim_cur = wanted;
    if (limit.rlim_max < wanted)
        limit.rlim_max = wanted; /* for root alone */
    return setrlimit(RLIMIT_NOFILE, &limit);
}

static int
prepare_signals(struct load *load)
{
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = NULL };
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    if (sigprocmask(SIG_BLOCK, &signals, NULL) < 0)
        return -1;
    load->signal_fd = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    if (load->signal_fd < 0)
        return -1;
    return epoll_ctl(load->world.epoll_fd, EPOLL_CTL_ADD, load->signal_fd, &event);
}

/* Spreads the clients over one period, so that a rate has no bursts. */
static void
prepare_clients(struct load *load)
{
    const struct load_options *options = load->options;
    int64_t at_ns = now_ns();
    if (options->rate > 0)
        load->period_ns = NS_PER_S * options->connections / options->rate;
    for (int64_t i = 0; i < options->connections; i++) {
        load->clients[i].fd = -1;
        load->clients[i].due_ns = at_ns + load->period_ns * i / options->connections;
    }
    load->warm_ns = at_ns + options->warmup_s * NS_PER_S;
    load->end_ns = at_ns + options->seconds * NS_PER_S;
}

static int
prepare(struct load *load)
{
    const struct load_options *options = load->options;
    load_signer_init(&load->signer, options->secret, options->region, options->service,
                     (uint16_t)options->port);
    load->arena = arena_new(ARENA_BYTES);
    load->clients = calloc((size_t)options->connections, sizeof *load->clients);
    load->world = (struct client_world){ epoll_create1(EPOLL_CLOEXEC), (uint16_t)options->port,
                                         &load->tally };
    if (load->clients == NULL || load->world.epoll_fd < 0 || prepare_signals(load) < 0 ||
        raise_files(options->connections) < 0) {
        fprintf(stderr, "load: %lld clients cannot be had: %s\n", (long long)options->connections,
                strerror(errno));
        return -1;
    }
    prepare_clients(load);
    return 0;
}

static int
report(const struct load *load)
{
    load_tally_print(&load->tally, (unsigned)load->options->connections, stdout);
    if (load->interrupted)
        return EXIT_SIGINT;
    return load_tally_is_clean(&load->tally) ? EXIT_CLEAN : EXIT_UNCLEAN;
}

static void
release(struct load *load)
{
    for (int64_t i = 0; load->clients != NULL && i < load->options->connections; i++)
        client_release(&load->clients[i]);
    free(load->clients);
    arena_free(load->arena);
    load_signer_release(&load->signer);
    load_plan_release(&load->plan);
}

int
main(int argc, char **argv)
{
    struct load_options options;
    struct load load = { .options = &options, .signal_fd = -1 };
    int result = EXIT_CANNOT_RUN;
    int read = load_options_read(argc, argv, &options);
    if (read != 0)
        return read > 0 ? EXIT_CLEAN : EXIT_USAGE;
    if (load_plan_read(options.plan_path, &load.plan) < 0)
        return EXIT_CANNOT_RUN;
    if (prepare(&load) == 0) {
        run(&load);
        result = report(&load);
    }
    release(&load);
    return result;
}
