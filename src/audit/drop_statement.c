/*
 * Lines of statements. Must never read two texts as one line, nor one in two ways.
 */
#include "audit/drop_statement.h"

#include "base/buf.h"
#include "base/codec.h"

/* What follows a line's name: n a number, t a text, r a root, f a fact. */
static const struct {
    const char *name, *form;
} kinds[DROP_LINE_KINDS] = {
    [DROP_FORMAT] = { "memberhub-drop", "n" }, [DROP_MONTH] = { "month", "t" },
    [DROP_EVENTS] = { "events", "n" },         [DROP_SEALS] = { "seals", "nn" },
    [DROP_KEPT] = { "kept", "ntnr" },          [DROP_LACKED] = { "lacked", "ntn" },
    [DROP_ACCOUNT] = { "account", "tn" },      [DROP_STATE] = { "state", "nf" },
};

static void
add_fact(struct buf *text, const struct fact *fact)
{
    buf_add_format(text, " %s", fact_kind_name(fact->kind));
    for (size_t i = 0; i < fact_words(fact->kind); i++)
        buf_add_format(text, " %.*s", STR_PRINTF(fact->of[i]));
    buf_add_format(text, " %.*s", STR_PRINTF(fact->value));
}

struct str
drop_line_render(struct arena *arena, const struct drop_line *line)
{
    struct buf text;
    size_t number = 0;
    buf_init(&text, arena);
    buf_add(&text, str_from(kinds[line->kind].name));
    for (const char *part = kinds[line->kind].form; *part != '\0'; part++) {
        if (*part == 'n')
            buf_add_format(&text, " %lld", (long long)line->numbers[number++]);
        else if (*part == 't')
            buf_add_format(&text, " %.*s", STR_PRINTF(line->text));
        else if (*part == 'r')
            buf_add_format(&text, " %.*s",
                           STR_PRINTF(hex_encode(arena, line->root, sizeof line->root)));
        else
            add_fact(&text, &line->fact);
    }
    return buf_str(&text);
}

/* Reads a fact of the words that are left. */
static int
parse_fact(struct str *rest, struct fact *ret_fact)
{
    struct str name;
    struct fact fact = { .from = STR("") };
    size_t kind = 0;
    if (!str_next(rest, ' ', &name))
        return -1;
    while (kind < FACT_KINDS && !str_equal(name, str_from(fact_kind_name((enum fact_kind)kind))))
        kind++;
    if (kind == FACT_KINDS)
        return -1;
    fact.kind = (enum fact_kind)kind;
    for (size_t i = 0; i < fact_words(fact.kind); i++)
        if (!str_next(rest, ' ', &fact.of[i]) || fact.of[i].size == 0)
            return -1;
    if (!str_next(rest, ' ', &fact.value) || fact.value.size == 0)
        return -1;
    *ret_fact = fact;
    return 0;
}

/* Reads one part of a line; `number` counts the numbers so far. */
static int
parse_part(char part, struct str *rest, size_t *number, struct drop_line *line)
{
    struct str word;
    if (part == 'f')
        return parse_fact(rest, &line->fact);
    if (!str_next(rest, ' ', &word) || word.size == 0)
        return -1;
    if (part == 'n')
        return str_to_int64(word, 0, INT64_MAX, &line->numbers[(*number)++]);
    if (part == 'r')
        return hex_decode(word, line->root, sizeof line->root);
    line->text = word;
    return 0;
}

int
drop_line_parse(struct str text, struct drop_line *ret_line)
{
    struct str rest = text, name;
    struct drop_line line = { .numbers = { 0 } };
    size_t kind = 0, number = 0;
    if (!str_next(&rest, ' ', &name))
        return -1;
    while (kind < DROP_LINE_KINDS && !str_equal(name, str_from(kinds[kind].name)))
        kind++;
    if (kind == DROP_LINE_KINDS)
        return -1;
    line.kind = (enum drop_line_kind)kind;
    for (const char *part = kinds[kind].form; *part != '\0'; part++)
        if (parse_part(*part, &rest, &number, &line) < 0)
            return -1;
    if (rest.data != NULL)
        return -1;
    *ret_line = line;
    return 0;
}

void
drop_hash_add(uint8_t hash[SHA256_SIZE], struct str line)
{
    uint8_t before[SHA256_SIZE];
    bytes_copy(before, sizeof before, hash, SHA256_SIZE);
    const struct str parts[] = { { (const char *)before, sizeof before }, line };
    sha256_parts(parts, ARRAY_COUNT(parts), hash);
}
