/*
 * memberhubctl top: looks at the scoreboard again and again.
 * Never connects to the server or to its database, so it shows also what hangs.
 */
#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/top_draw.h"
#include "cli/top_keys.h"
#include "observe/counted.h"

enum {
    INTERVAL_DEFAULT_MS = 2000,
    INTERVAL_ONCE_MS = 1000,
    INTERVAL_MIN_MS = 100,
    INTERVAL_MAX_S = 3600,
    COUNT_MAX = 1000000000,
    /* A sample and its view: 300 bytes a place, of which there are a few hundred, and the counters
     * twice. */
    SAMPLE_BYTES_MAX = 4 * 1024 * 1024,
    /* What every terminal has that does not tell. */
    COLUMNS_DEFAULT = 80,
    LINES_DEFAULT = 24,
};

struct watch {
    struct cli *cli;
    const char *path; /* of the scoreboard */
    const struct top_order *order;
    int64_t interval_ms, count;          /* count 0: without end */
    bool once;                           /* two looks, of which the second is shown */
    bool terminal;                       /* draw over what was drawn before */
    bool seen;                           /* there was a server */
    const struct metrics_layout *layout; /* of the counters that this program understands */
    struct arena *arenas[2]; /* of `view` and its sample, and the ones before, by turns */
    size_t turn;             /* whose turn it is */
    struct top_view *view;   /* the last one; NULL: there is no server, or was not yet */
    const char *notice;      /* what has become of the server; NULL: nothing */
};

/* Reads seconds with at most three decimals. */
static int
read_interval(const char *text, int64_t *ret_ms)
{
    static const int64_t unit_ms[] = { 0, 100, 10, 1 };
    struct str whole, rest = str_from(text);
    int64_t s, part = 0;
    if (!str_next(&rest, '.', &whole) || str_to_int64(whole, 0, INTERVAL_MAX_S, &s) < 0)
        return -1;
    if (rest.data != NULL && (rest.size < 1 || rest.size > 3 || !str_is_digits(rest, rest.size)))
        return -1;
    for (size_t i = 0; i < rest.size; i++)
        part += (rest.data[i] - '0') * unit_ms[i + 1];
    int64_t ms = s * 1000 + part;
    if (ms < INTERVAL_MIN_MS || ms > INTERVAL_MAX_S * 1000)
        return -1;
    *ret_ms = ms;
    return 0;
}

/* Gives the row of that name; NULL, and the complaint is on standard error, when there is none. */
static const struct top_order *
read_order(const struct cli *cli, const char *name)
{
    struct buf names;
    buf_init(&names, cli->arena);
    for (const struct top_order *order = top_orders; order->name != NULL; order++) {
        if (str_equal(str_from(order->name), str_from(name)))
            return order;
        buf_add_format(&names, "%s%s", order > top_orders ? ", " : "", order->name);
    }
    cli_usage("--sort takes one of %.*s", STR_PRINTF(buf_str(&names)));
    return NULL;
}

/* Reads how often to look. */
static int
read_count(const struct cli *cli, int64_t *ret_count)
{
    const char *count = cli->line->values[OPTION_BLOCKS];
    if (cli->line->values[OPTION_ONCE] != NULL) {
        *ret_count = 2;
        return count == NULL ? EXIT_STATUS_OK
                             : cli_usage("--once and --count exclude each other: give one of them");
    }
    if (count != NULL && str_to_int64(str_from(count), 1, COUNT_MAX, ret_count) < 0)
        return cli_usage("--count takes a number from 1 to %d, not \"%s\"", COUNT_MAX, count);
    return EXIT_STATUS_OK;
}

static int
read_options(const struct cli *cli, struct watch *watch)
{
    const char *interval = cli->line->values[OPTION_INTERVAL];
    const char *order = cli->line->values[OPTION_SORT];
    watch->once = cli->line->values[OPTION_ONCE] != NULL;
    watch->interval_ms = watch->once ? INTERVAL_ONCE_MS : INTERVAL_DEFAULT_MS;
    watch->terminal = !watch->once && !cli->json && isatty(STDOUT_FILENO) == 1;
    if (interval != NULL && read_interval(interval, &watch->interval_ms) < 0)
        return cli_usage("--interval takes seconds from 0.1 to %d, not \"%s\"", INTERVAL_MAX_S,
                         interval);
    watch->order = order != NULL ? read_order(cli, order) : NULL;
    if (order != NULL && watch->order == NULL)
        return EXIT_STATUS_USAGE;
    return read_count(cli, &watch->count);
}

/* Adds lines for a terminal: no more than fit, each cut to its width and with nothing left behind
 * it. */
static void
add_fitted(struct buf *buf, struct str text, size_t lines, size_t columns)
{
    struct str line;
    for (size_t i = 0; i < lines && text.size > 0 && str_next(&text, '\n', &line); i++) {
        buf_add(buf, str_slice(line, 0, columns));
        buf_add(buf, STR("\033[K\n"));
    }
}

/* Draws from the top of the terminal on, in one piece so that it does not flicker. */
static int
draw_terminal(const struct watch *watch)
{
    struct winsize size = { .ws_row = 0 };
    struct buf text, screen;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0 || size.ws_col == 0)
        size = (struct winsize){ .ws_row = LINES_DEFAULT, .ws_col = COLUMNS_DEFAULT };
    size_t lines = size.ws_row > 1 ? size.ws_row - 1U : 1; /* the cursor stands in the last one */
    buf_init(&text, watch->cli->arena);
    buf_init(&screen, watch->cli->arena);
    if (watch->notice != NULL)
        buf_add_format(&text, "%s\n", watch->notice);
    if (watch->view != NULL)
        top_draw_text(&text, watch->view, lines - (watch->notice != NULL));
    buf_add(&screen, STR("\033[H"));
    add_fitted(&screen, buf_str(&text), lines, size.ws_col);
    buf_add(&screen, STR("\033[J"));
    return output_text(buf_str(&screen));
}

/* Prints the next block, if there is a server. */
static int
print_block(const struct watch *watch)
{
    struct buf text;
    buf_init(&text, watch->cli->arena);
    if (watch->notice != NULL)
        cli_refuse("%s", watch->notice);
    if (watch->view == NULL)
        return EXIT_STATUS_OK;
    if (watch->cli->json) {
        top_draw_json(&text, watch->view);
    } else {
        top_draw_text(&text, watch->view, TOP_LINES_ALL);
        if (watch->count != 1 && !watch->once)
            buf_add_char(&text, '\n');
    }
    return output_text(buf_str(&text));
}

static int
show(const struct watch *watch)
{
    int shown = watch->terminal ? draw_terminal(watch) : print_block(watch);
    arena_reset(watch->cli->arena);
    return shown;
}

/* Nobody shows anything: that is an end before the first look, and a pause between two servers. */
static int
see_nobody(struct watch *watch)
{
    if (!watch->seen)
        return cli_refuse("no server runs here: %s is not there; see server.scoreboard",
                          watch->path);
    watch->view = NULL;
    watch->notice = "the server has stopped; waiting for another";
    return EXIT_STATUS_OK;
}

/* Looks once. Gives the exit status. */
static int
look(struct watch *watch)
{
    const struct top_sample *before = watch->view != NULL ? watch->view->sample : NULL;
    struct scoreboard_view scoreboard;
    struct fault f;
    if (scoreboard_open(watch->path, watch->layout, &scoreboard, &f) < 0)
        return access(watch->path, F_OK) < 0 && errno == ENOENT ? see_nobody(watch) : cli_fault(&f);
    watch->turn = 1 - watch->turn;
    struct arena *arena = watch->arenas[watch->turn];
    arena_reset(arena);
    watch->view = top_view_make(arena, before, top_sample_take(arena, &scoreboard), watch->order);
    scoreboard_close(&scoreboard);
    watch->notice = watch->seen && watch->view->since_start ? "the server was started anew" : NULL;
    watch->seen = true;
    return EXIT_STATUS_OK;
}

/* Waits, and draws again when the terminal changes its size. False when told to end. */
static bool
wait_until(const struct watch *watch, struct top_keys *keys, int64_t due_ms)
{
    enum top_event event;
    while ((event = top_keys_wait(keys, due_ms)) == TOP_REDRAW)
        if (watch->terminal)
            (void)show(watch); /* the next one tells if it cannot */
    return event != TOP_END;
}

/*
 * Shows what the `looks`th look saw. Of two looks the first is kept back: it tells of hours, in
 * which a second's rates are lost.
 */
static int
show_look(const struct watch *watch, int64_t looks)
{
    if (watch->once && watch->view == NULL)
        return cli_refuse("the server has stopped");
    return watch->once && looks == 1 ? EXIT_STATUS_OK : show(watch);
}

/* Looks and shows, in step with the clock, until told to end or as often as was asked for. */
static int
watch_on(struct watch *watch, struct top_keys *keys)
{
    int64_t due_ms = clock_monotonic_ms();
    for (int64_t looks = 1;; looks++) {
        int status = look(watch);
        if (status == EXIT_STATUS_OK)
            status = show_look(watch, looks);
        if (status != EXIT_STATUS_OK || looks == watch->count)
            return status;
        /* Who was stopped meanwhile does not catch up. */
        int64_t now_ms = clock_monotonic_ms();
        due_ms = due_ms + watch->interval_ms > now_ms ? due_ms + watch->interval_ms : now_ms;
        if (!wait_until(watch, keys, due_ms)) /* "^C" stands where the shell will go on */
            return watch->terminal ? output_text(STR("\n")) : EXIT_STATUS_OK;
    }
}

static int
watch_run(struct watch *watch)
{
    struct top_keys keys;
    if (top_keys_begin(&keys, watch->terminal) < 0)
        return cli_refuse("cannot wait for signals: %m");
    int status = watch_on(watch, &keys);
    top_keys_end(&keys);
    return status;
}

int
cmd_top(struct cli *cli)
{
    struct watch watch = { .cli = cli, .path = cli->config.server.scoreboard };
    int status = read_options(cli, &watch);
    if (status != EXIT_STATUS_OK)
        return status;
    if (watch.path[0] == '\0')
        return cli_refuse("server.scoreboard is empty: the server shows nothing");
    for (size_t i = 0; i < ARRAY_COUNT(watch.arenas); i++)
        watch.arenas[i] = arena_new(SAMPLE_BYTES_MAX);
    struct arena *kept = arena_new(SAMPLE_BYTES_MAX); /* the command's own is reset at each look */
    watch.layout = counted_layout(kept);
    status = watch_run(&watch);
    arena_free(kept);
    for (size_t i = 0; i < ARRAY_COUNT(watch.arenas); i++)
        arena_free(watch.arenas[i]);
    return status;
}
