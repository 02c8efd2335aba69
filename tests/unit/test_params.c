/*
 * Values go to PostgreSQL and come back as they were, whatever is in them.
 */
#include "db/params.h"

#include "db/sqlstate.h"
#include "harness.h"

#define SQL_NULL ((struct str){ NULL, 0 })

static void
parameters_keep_their_order_and_their_nulls(void)
{
    struct db_params params = { .count = 0 };
    db_param(&params, STR("text"));
    db_param_null(&params);
    db_param_int(test_arena(), &params, INT64_MIN);
    db_param_bool(&params, true);
    db_param_bool(&params, false);
    CU_ASSERT_EQUAL_FATAL(params.count, 5);
    CU_ASSERT_STR_EQUAL(params.values[0], STR("text"));
    CU_ASSERT_PTR_NULL(params.values[1].data);
    CU_ASSERT_STR_EQUAL(params.values[2], STR("-9223372036854775808"));
    CU_ASSERT_STR_EQUAL(params.values[3], STR("true"));
    CU_ASSERT_STR_EQUAL(params.values[4], STR("false"));
}

static void
an_array_quotes_every_element(void)
{
    static const struct str elements[] = { { "a", 1 },    { NULL, 0 },   { "NULL", 4 }, { "", 0 },
                                           { "b\"c", 3 }, { "d\\e", 3 }, { "f,{}", 4 } };
    CU_ASSERT_STR_EQUAL(db_text_array(test_arena(), elements, ARRAY_COUNT(elements)),
                        STR("{\"a\",NULL,\"NULL\",\"\",\"b\\\"c\",\"d\\\\e\",\"f,{}\"}"));
    CU_ASSERT_STR_EQUAL(db_text_array(test_arena(), elements, 0), STR("{}"));
}

static void
an_array_that_was_written_reads_the_same(void)
{
    static const struct str elements[] = { { "", 0 },      { "NULL", 4 },     { NULL, 0 },
                                           { "\\\"", 2 },  { "a,b", 3 },      { "{", 1 },
                                           { " x\n ", 4 }, { "\303\274", 2 }, { "}", 1 } };
    const struct str *read = NULL;
    size_t count = 0;
    struct str text = db_text_array(test_arena(), elements, ARRAY_COUNT(elements));
    CU_ASSERT_EQUAL_FATAL(db_text_array_parse(test_arena(), text, &read, &count), 0);
    CU_ASSERT_EQUAL_FATAL(count, ARRAY_COUNT(elements));
    for (size_t i = 0; i < count; i++) {
        CU_ASSERT_EQUAL(read[i].data == NULL, elements[i].data == NULL);
        CU_ASSERT_STR_EQUAL(read[i], elements[i]);
    }
}

static void
an_array_as_postgresql_prints_it_is_read(void)
{
    const struct str *read = NULL;
    size_t count = 9;
    CU_ASSERT_EQUAL(db_text_array_parse(test_arena(), STR("{}"), &read, &count), 0);
    CU_ASSERT_EQUAL(count, 0);
    CU_ASSERT_EQUAL_FATAL(
        db_text_array_parse(test_arena(), STR("{111111111111,NULL,\"a b\"}"), &read, &count), 0);
    CU_ASSERT_EQUAL_FATAL(count, 3);
    CU_ASSERT_STR_EQUAL(read[0], STR("111111111111"));
    CU_ASSERT_PTR_NULL(read[1].data);
    CU_ASSERT_STR_EQUAL(read[2], STR("a b"));
}

static void
what_is_no_array_of_one_dimension_is_refused(void)
{
    static const char *const texts[] = {
        "",     "{",     "}",       "a",        "{a",    "a}",          "{,}",     "{a,}",
        "{,a}", "{\"a}", "{\"a\\}", "{\"a\"b}", "{{a}}", "[0:1]={a,b}", "{a\"b\"}"
    };
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        const struct str *read = NULL;
        size_t count = 9;
        CU_ASSERT_EQUAL(db_text_array_parse(test_arena(), str_from(texts[i]), &read, &count), -1);
        CU_ASSERT_EQUAL(count, 9);
    }
}

static void
bytes_go_as_hex_and_come_back(void)
{
    struct str bytes = STR("\0\377a");
    struct str read = SQL_NULL;
    CU_ASSERT_STR_EQUAL(db_bytea(test_arena(), bytes), STR("\\x00ff61"));
    CU_ASSERT_PTR_NULL(db_bytea(test_arena(), SQL_NULL).data);
    CU_ASSERT_EQUAL(db_bytea_parse(test_arena(), STR("\\x00ff61"), &read), 0);
    CU_ASSERT_STR_EQUAL(read, bytes);
    CU_ASSERT_EQUAL(db_bytea_parse(test_arena(), STR("\\x"), &read), 0);
    CU_ASSERT_EQUAL(read.size, 0);
}

static void
what_is_no_hex_bytea_is_refused(void)
{
    static const char *const texts[] = { "", "00", "\\x0", "\\xzz", "\\000a" };
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        struct str read = SQL_NULL;
        CU_ASSERT_EQUAL(db_bytea_parse(test_arena(), str_from(texts[i]), &read), -1);
    }
}

static void
a_value_is_found_by_row_and_column(void)
{
    static const struct str values[] = { { "a", 1 }, { "t", 1 }, { "b", 1 }, { "f", 1 } };
    struct db_rows rows = { .count = 2, .columns = 2, .values = values };
    CU_ASSERT_STR_EQUAL(db_value(&rows, 1, 0), STR("b"));
    CU_ASSERT_STR_EQUAL(db_row(&rows, 1)[1], STR("f"));
    CU_ASSERT_TRUE(db_is_true(&rows, 1));
    CU_ASSERT_FALSE(db_is_true(&rows, 0));
}

static void
one_value_says_yes_when_it_is_the_only_one_and_true(void)
{
    static const struct str values[] = { { "t", 1 }, { "t", 1 }, { "f", 1 }, { NULL, 0 } };
    const struct db_rows yes = { .count = 1, .columns = 1, .values = values };
    const struct db_rows two_rows = { .count = 2, .columns = 1, .values = values };
    const struct db_rows two_columns = { .count = 1, .columns = 2, .values = values };
    const struct db_rows no = { .count = 1, .columns = 1, .values = values + 2 };
    const struct db_rows null = { .count = 1, .columns = 1, .values = values + 3 };
    const struct db_rows none = { .count = 0, .columns = 1 };
    CU_ASSERT_TRUE(db_says_yes(&yes));
    CU_ASSERT_FALSE(db_says_yes(&two_rows));
    CU_ASSERT_FALSE(db_says_yes(&two_columns));
    CU_ASSERT_FALSE(db_says_yes(&no));
    CU_ASSERT_FALSE(db_says_yes(&null));
    CU_ASSERT_FALSE(db_says_yes(&none));
    CU_ASSERT_STR_EQUAL(db_only(&two_rows, 1), STR("t"));
}

static void
an_sqlstate_is_judged_by_its_code(void)
{
    static const struct {
        const char *sqlstate;
        enum sqlstate_class class;
    } rows[] = {
        { "08000", SQLSTATE_DOWN },      { "57P03", SQLSTATE_DOWN },   { "40003", SQLSTATE_DOWN },
        { "25006", SQLSTATE_READ_ONLY }, { "57P04", SQLSTATE_FAILED }, /* database_dropped: an
                                                                          operator's business */
        { "40001", SQLSTATE_AGAIN },     { "40002", SQLSTATE_FAILED }, { "23505", SQLSTATE_FAILED },
        { "55P03", SQLSTATE_BUSY },      { "57014", SQLSTATE_BUSY },   { "26000", SQLSTATE_STALE },
        { "XX000", SQLSTATE_FAILED },    { "", SQLSTATE_FAILED },      { NULL, SQLSTATE_FAILED },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
        CU_ASSERT_EQUAL(sqlstate_classify(rows[i].sqlstate), rows[i].class);
}

SUITE(params)
{
    static const struct test_case cases[] = {
        { "parameters keep their order and their NULLs",
          parameters_keep_their_order_and_their_nulls },
        { "an array quotes every element", an_array_quotes_every_element },
        { "an array that was written reads the same", an_array_that_was_written_reads_the_same },
        { "an array as PostgreSQL prints it is read", an_array_as_postgresql_prints_it_is_read },
        { "what is no array of one dimension is refused",
          what_is_no_array_of_one_dimension_is_refused },
        { "bytes go as hex and come back", bytes_go_as_hex_and_come_back },
        { "what is no hex bytea is refused", what_is_no_hex_bytea_is_refused },
        { "a value is found by row and column", a_value_is_found_by_row_and_column },
        { "one value says yes when it is the only one, and true",
          one_value_says_yes_when_it_is_the_only_one_and_true },
        { "an SQLSTATE is judged by its code", an_sqlstate_is_judged_by_its_code },
        { NULL, NULL },
    };
    return cases;
}
