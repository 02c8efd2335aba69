/*
 * Buffers that grow inside an arena.
 */
#include "base/buf.h"

#include "harness.h"

static void
an_empty_buffer_is_an_empty_text(void)
{
    struct buf buf;
    buf_init(&buf, test_arena());
    CU_ASSERT_EQUAL(buf_str(&buf).size, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(buf_str(&buf).data);
    CU_ASSERT_EQUAL(buf_str(&buf).data[0], '\0');
    buf_add(&buf, (struct str){ NULL, 0 });
    CU_ASSERT_EQUAL(buf_str(&buf).size, 0);
    CU_ASSERT_EQUAL(buf_str(&buf).data[0], '\0');
}

static void
pieces_come_in_order(void)
{
    struct buf buf;
    buf_init(&buf, test_arena());
    buf_add(&buf, STR("a\0b"));
    buf_add_char(&buf, 'c');
    buf_add_format(&buf, "%d%s", 7, "x");
    CU_ASSERT_STR_EQUAL(buf_str(&buf), STR("a\0bc7x"));
    CU_ASSERT_EQUAL(buf_str(&buf).data[6], '\0');
}

/* Around the first capacity, 256 with the NUL, and far beyond it. */
static void
growth_keeps_the_bytes(void)
{
    static const size_t sizes[] = { 254, 255, 256, 257, 511, 512, 100000 };
    for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) {
        struct buf single, formatted;
        buf_init(&single, test_arena());
        for (size_t j = 0; j < sizes[i]; j++)
            buf_add_char(&single, (char)('a' + j % 26));
        struct str text = buf_str(&single);
        CU_ASSERT_EQUAL(text.size, sizes[i]);
        size_t wrong = 0;
        for (size_t j = 0; j < text.size; j++)
            wrong += text.data[j] != (char)('a' + j % 26);
        CU_ASSERT_EQUAL(wrong, 0);
        CU_ASSERT_EQUAL(text.data[text.size], '\0');
        buf_init(&formatted, test_arena());
        buf_add_format(&formatted, "%.*s", STR_PRINTF(text));
        CU_ASSERT_STR_EQUAL(buf_str(&formatted), text);
    }
}

static void
a_buffer_can_add_itself(void)
{
    struct buf buf;
    buf_init(&buf, test_arena());
    buf_add_format(&buf, "%200s", "x");
    buf_add(&buf, buf_str(&buf));
    CU_ASSERT_EQUAL(buf_str(&buf).size, 400);
    CU_ASSERT_EQUAL(buf_str(&buf).data[199], 'x');
    CU_ASSERT_EQUAL(buf_str(&buf).data[399], 'x');
}

SUITE(buf)
{
    static const struct test_case cases[] = {
        { "an empty buffer gives an empty text with its NUL", an_empty_buffer_is_an_empty_text },
        { "bytes, characters and formatted text come in order", pieces_come_in_order },
        { "growth keeps every byte", growth_keeps_the_bytes },
        { "a buffer can be added to itself", a_buffer_can_add_itself },
        { .name = NULL },
    };
    return cases;
}
