/*
 * THE OPTIONS TABLE of the load driver; help is printed from it.
 */
#include "load_options.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum option_kind { OPTION_TEXT, OPTION_NUMBER, OPTION_SWITCH };

struct load_option {
    const char *name;
    enum option_kind kind;
    size_t offset; /* in struct load_options */
    const char *initial;
    int64_t min, max; /* of a number */
    const char *help;
};

#define MEMBER(name) offsetof(struct load_options, name)

/* clang-format off */
static const struct load_option table[] = {
    { "port", OPTION_NUMBER, MEMBER(port), "4780", 1, 65535,
      "port on 127.0.0.1; no other address is ever connected to" },
    { "connections", OPTION_NUMBER, MEMBER(connections), "8", 1, 20000,
      "clients, each with one kept connection and one request at a time" },
    { "seconds", OPTION_NUMBER, MEMBER(seconds), "10", 1, 3600,
      "when no more requests are sent; what is under way is waited for" },
    { "warmup", OPTION_NUMBER, MEMBER(warmup_s), "0", 0, 3600,
      "seconds at the beginning that count for nothing" },
    { "requests", OPTION_NUMBER, MEMBER(requests), "100000000", 1, 100000000,
      "how many requests are sent at most" },
    { "rate", OPTION_NUMBER, MEMBER(rate), "0", 0, 1000000,
      "requests a second of all clients together, sent when they are due; latencies count from then. "
      "0: each client sends when it was answered" },
    { "timeout", OPTION_NUMBER, MEMBER(timeout_s), "30", 1, 3600,
      "seconds to wait for an answer" },
    { "once", OPTION_SWITCH, MEMBER(once), NULL, 0, 0,
      "end with the plan's last request; else it begins anew" },
    { "obey", OPTION_SWITCH, MEMBER(obey), NULL, 0, 0,
      "a client stays away as long as Retry-After says" },
    { "expect", OPTION_TEXT, MEMBER(expect), "200", 0, 0,
      "statuses of a right answer, as in 200,4xx,503" },
    { "expect-text", OPTION_TEXT, MEMBER(expect_text), "", 0, 0,
      "what the body of a right 2xx answer has in it" },
    { "service", OPTION_TEXT, MEMBER(service), "securityhub", 0, 0, "service that is signed for" },
    { "region", OPTION_TEXT, MEMBER(region), "eu-west-1", 0, 0, "region that is signed for" },
    { "secret", OPTION_TEXT, MEMBER(secret), "test", 0, 0,
      "secret of the plan's keys; the default is every test account's" },
};
/* clang-format on */

enum { OPTION_HELP = ARRAY_COUNT(table) };

static void
print_help(void)
{
    printf("usage: load [OPTIONS] PLAN\n\n"
           "Sends signed requests to a memberhub on this machine and reports one JSON object.\n"
           "PLAN is a file with a request on each line: KEY_ID METHOD TARGET [BODY]; the key id -\n"
           "sends it unsigned. Requests are taken in the plan's order.\n\n");
    for (size_t i = 0; i < ARRAY_COUNT(table); i++)
        printf("  --%s%s  %s%s%s%s\n", table[i].name, table[i].kind == OPTION_SWITCH ? "" : " X",
               table[i].help, table[i].initial != NULL ? " (" : "",
               table[i].initial != NULL ? table[i].initial : "",
               table[i].initial != NULL ? ")" : "");
    printf(
        "\nExit status: 0 every request was answered as expected; 1 not every one, see unexpected,\n"
        "malformed, timeouts and lost; 2 usage; 3 it could not run; 130 interrupted, with a report\n"
        "of what there was.\n");
}

/* Sets the member of one option. -1 for a number that is none, or beyond its range. */
static int
set_option(struct load_options *options, const struct load_option *option, const char *text)
{
    char *member = (char *)options + option->offset;
    if (option->kind == OPTION_NUMBER)
        return str_to_int64(str_from(text), option->min, option->max, (int64_t *)(void *)member);
    if (option->kind == OPTION_SWITCH)
        *(bool *)member = true;
    else
        *(struct str *)(void *)member = str_from(text);
    return 0;
}

static int
read_each(int argc, char **argv, struct load_options *options)
{
    struct option names[ARRAY_COUNT(table) + 2] = { { 0 } };
    int index;
    for (size_t i = 0; i < ARRAY_COUNT(table); i++)
        names[i] = (struct option){ table[i].name, table[i].kind != OPTION_SWITCH, NULL, (int)i };
    names[OPTION_HELP] = (struct option){ "help", no_argument, NULL, OPTION_HELP };
    while ((index = getopt_long(argc, argv, "", names, NULL)) != -1) {
        if (index == OPTION_HELP) {
            print_help();
            return 1;
        }
        if (index == '?')
            return -1;
        if (set_option(options, &table[index], optarg) < 0) {
            fprintf(stderr, "load: --%s takes a number from %lld to %lld, not '%s'\n",
                    table[index].name, (long long)table[index].min, (long long)table[index].max,
                    optarg);
            return -1;
        }
    }
    return 0;
}

int
load_options_read(int argc, char **argv, struct load_options *ret_options)
{
    struct load_options options = { 0 };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++)
        if (table[i].initial != NULL && set_option(&options, &table[i], table[i].initial) < 0)
            abort(); /* the table's own mistake */
    int result = read_each(argc, argv, &options);
    if (result != 0)
        return result;
    if (optind != argc - 1) {
        fprintf(stderr, "load: one plan is needed; see load --help\n");
        return -1;
    }
    if (options.warmup_s >= options.seconds) {
        fprintf(stderr, "load: --warmup is not shorter than --seconds\n");
        return -1;
    }
    options.plan_path = argv[optind];
    *ret_options = options;
    return 0;
}

bool
load_options_expect(const struct load_options *options, unsigned status)
{
    const char digits[] = { (char)('0' + status / 100), (char)('0' + status / 10 % 10),
                            (char)('0' + status % 10) };
    struct str rest = options->expect, one;
    while (str_next(&rest, ',', &one)) {
        bool matches = one.size == sizeof digits;
        for (size_t i = 0; matches && i < sizeof digits; i++)
            matches = one.data[i] == digits[i] || (i > 0 && one.data[i] == 'x');
        if (matches)
            return true;
    }
    return false;
}
