/*
 * Tables as JSON: each kind of column, what is empty, and where rows end.
 */
#include "base/table.h"

#include <stdlib.h>
#include <string.h>

#include "harness.h"

enum colour { RED, GREEN, COLOURS };

struct part {
    const char *word;
    int64_t weight;
};

struct whole {
    const char *name;
    char letter;
    bool flag;
    int number;
    int64_t large;
    uint16_t small;
    enum colour colour;
    const struct part *named;
    struct part own;
    const struct part *parts;
    unsigned set;
    const char *texts[3];
    struct part by_colour[COLOURS];
};

static const char *
colour_word(size_t colour)
{
    return colour == RED ? "red" : colour == GREEN ? "green" : NULL;
}

static const struct part parts[] = {
    { "one", 1 }, { "two", -2 }, { .word = NULL }, { "behind the end", 3 }
};

static const void *
part_at(size_t index)
{
    return parts[index].word != NULL ? &parts[index] : NULL;
}

static const struct column part_columns[] = {
    COLUMN(part, word),
    COLUMN(part, weight),
    { .name = NULL },
};
static const struct row_type part_type = { sizeof(struct part), part_columns };
static const struct table part_table = { "parts", part_at, &part_type };

static const struct column whole_columns[] = {
    COLUMN(whole, name),
    COLUMN(whole, letter),
    COLUMN(whole, flag),
    COLUMN(whole, number),
    COLUMN(whole, large),
    COLUMN(whole, small),
    COLUMN_WORD(whole, colour, colour_word),
    COLUMN_NAME(whole, named),
    COLUMN_ROW(whole, own, part_type),
    COLUMN_ROWS(whole, parts, part_type),
    COLUMN_SET(whole, set, part_table),
    COLUMN_TEXTS(whole, texts),
    COLUMN_ROWS_BY_WORD(whole, by_colour, part_type, colour_word),
    { .name = NULL },
};
static const struct row_type whole_type = { sizeof(struct whole), whole_columns };

static struct whole whole;

static const void *
whole_at(size_t index)
{
    return index == 0 ? &whole : NULL;
}

static const struct table whole_table = { "wholes", whole_at, &whole_type };

static const void *
nothing_at(size_t index)
{
    (void)index;
    return NULL;
}

static const struct table empty_table = { "empty", nothing_at, &whole_type };

/* Gives what is printed, without line ends and indents, which are there for people. */
static struct str
printed(const struct table *const *tables)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    tables_print(out, tables);
    CU_ASSERT_EQUAL_FATAL(fclose(out), 0);
    char *kept = arena_alloc(test_arena(), size + 1), *end = kept;
    for (size_t i = 0; i < size; i++)
        if (text[i] == '\n')
            while (text[i + 1] == ' ')
                i++;
        else
            *end++ = text[i];
    free(text);
    return str_from(kept);
}

static void
a_row_is_an_object_of_its_columns_in_order(void)
{
    whole = (struct whole){ .name = "a \"name\"",
                            .letter = 'x',
                            .flag = true,
                            .number = -7,
                            .large = INT64_MIN,
                            .small = UINT16_MAX,
                            .colour = GREEN,
                            .named = &parts[1],
                            .own = { "own", 4 },
                            .parts = parts,
                            .set = 1U << 1,
                            .texts = { "a", "b" },
                            .by_colour = { [GREEN] = { NULL, 5 } } };
    CU_ASSERT_STR_EQUAL(
        printed((const struct table *[]){ &whole_table, NULL }),
        STR("{\"wholes\": [{\"name\": \"a \\\"name\\\"\",\"letter\": \"x\",\"flag\": true,"
            "\"number\": -7,\"large\": -9223372036854775808,\"small\": 65535,"
            "\"colour\": \"green\",\"named\": \"two\",\"own\": {\"word\": \"own\",\"weight\": 4},"
            "\"parts\": [{\"word\": \"one\",\"weight\": 1},{\"word\": \"two\",\"weight\": -2}],"
            "\"set\": [{\"word\": \"two\",\"weight\": -2}],\"texts\": [\"a\",\"b\"],"
            "\"by_colour\": {\"green\": {\"word\": null,\"weight\": 5}}}]}"));
}

static void
what_a_row_does_not_say_is_there_all_the_same(void)
{
    whole = (struct whole){ .name = NULL };
    CU_ASSERT_STR_EQUAL(
        printed((const struct table *[]){ &whole_table, NULL }),
        STR("{\"wholes\": [{\"name\": null,\"letter\": null,\"flag\": false,\"number\": 0,"
            "\"large\": 0,\"small\": 0,\"colour\": \"red\",\"named\": null,"
            "\"own\": {\"word\": null,\"weight\": 0},\"parts\": null,\"set\": [],\"texts\": [],"
            "\"by_colour\": {}}]}"));
}

static void
tables_stand_in_the_order_of_the_list_also_empty_ones(void)
{
    CU_ASSERT_STR_EQUAL(printed((const struct table *[]){ &empty_table, &part_table, NULL }),
                        STR("{\"empty\": [],\"parts\": [{\"word\": \"one\",\"weight\": 1},"
                            "{\"word\": \"two\",\"weight\": -2}]}"));
    CU_ASSERT_STR_EQUAL(printed((const struct table *[]){ NULL }), STR("{}"));
}

SUITE(table)
{
    static const struct test_case cases[] = {
        { "a row is an object of its columns, in order",
          a_row_is_an_object_of_its_columns_in_order },
        { "what a row does not say is there all the same",
          what_a_row_does_not_say_is_there_all_the_same },
        { "tables stand in the order of the list, also empty ones",
          tables_stand_in_the_order_of_the_list_also_empty_ones },
        { NULL, NULL },
    };
    return cases;
}
