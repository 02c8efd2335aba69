/*
 * One client of the load: a kept connection with one request at a time.
 * Connects to 127.0.0.1 and to nothing else, and never blocks.
 */
#ifndef MEMBERHUB_BENCH_LOAD_CLIENT_H
#define MEMBERHUB_BENCH_LOAD_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "load_answer.h"
#include "load_plan.h"
#include "load_tally.h"

struct client {
    int fd;             /* -1: not connected */
    bool busy;          /* an answer is awaited */
    bool kept;          /* something was answered over this connection before */
    bool writing;       /* epoll tells when there is room to send */
    unsigned tries;     /* of the request */
    int64_t due_ns;     /* busy: when its request had to go out; else when the next has to */
    int64_t expires_ns; /* when the answer is given up */
    const struct load_step *step;
    char *out; /* the request */
    size_t out_size, out_sent, out_capacity;
    struct load_answer answer;
};

enum client_event {
    CLIENT_WAITS,
    CLIENT_ANSWERED,  /* see answer */
    CLIENT_MALFORMED, /* what came is no answer, see answer.text */
    CLIENT_LOST,      /* the connection could not be made, or ended */
};

/* Where the clients connect to, and who watches them. */
struct client_world {
    int epoll_fd;
    uint16_t port;
    struct load_tally *tally; /* bytes, connections, what is sent again */
};

/*
 * Sends a request, over a new connection where there is none. CLIENT_WAITS or CLIENT_LOST. Of other
 * events epoll tells, with the client as its data, and client_go_on() finds out.
 */
enum client_event client_send(struct client *client, const struct client_world *world,
                              struct str request);

/* Goes on after epoll's word: sends what is left, takes what is there. */
enum client_event client_go_on(struct client *client, const struct client_world *world);

/* Ends the connection, if there is one. */
void client_close(struct client *client);

void client_release(struct client *client);

#endif
