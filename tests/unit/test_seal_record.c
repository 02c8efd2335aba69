/*
 * A seal's record: its text, its strict reader, its signature and the chain, against values that
 * were computed elsewhere from the written format.
 */
#include "audit/seal_record.h"

#include "base/attributes.h"
#include "base/buf.h"
#include "base/codec.h"
#include "harness.h"

#define PREVIOUS "6da0633528deaa0144e7b058315f0b753ec0b945163a72bf96a0d18180f9de0d"
#define ROOT "4813494d137e1631bba301d5acab6e7bb7aa74ce1185d456565ef51d737677b2"
#define KEY "ca58baeb8e8025e1"
#define TEXT                                                                             \
    "memberhub-seal-1\nnumber 42\nprevious " PREVIOUS                                    \
    "\nsealed-at 2026-11-22T10:00:00.123Z\nfrom-transaction 1000\nto-transaction 1234\n" \
    "events 17\naccounts 3\nroot " ROOT "\nkey " KEY "\n"
#define STATEMENT "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define SECOND(dropped)                                                                  \
    "memberhub-seal-2\nnumber 42\nprevious " PREVIOUS                                    \
    "\nsealed-at 2026-11-22T10:00:00.123Z\nfrom-transaction 1000\nto-transaction 1234\n" \
    "events 17\naccounts 3\nroot " ROOT "\ndropped " dropped "\nkey " KEY "\n"

static struct str
hex(const void *bytes, size_t size)
{
    return hex_encode(test_arena(), bytes, size);
}

/* The signer of the master key whose bytes are 0 to 31. */
static struct seal_signer
known_signer(void)
{
    struct seal_key master = { .id = "" };
    struct seal_signer signer;
    for (size_t i = 0; i < sizeof master.key; i++)
        master.key[i] = (uint8_t)i;
    seal_signer_init(&signer, &master);
    return signer;
}

static void
known_text_goes_both_ways(void)
{
    struct seal_record record;
    CU_ASSERT_EQUAL_FATAL(seal_record_parse(STR(TEXT), &record), 0);
    CU_ASSERT_EQUAL(record.number, 42);
    CU_ASSERT_STR_EQUAL(hex(record.previous, sizeof record.previous), STR(PREVIOUS));
    CU_ASSERT_EQUAL(record.sealed_at_ms, 1795341600123);
    CU_ASSERT_EQUAL(record.from_transaction, 1000);
    CU_ASSERT_EQUAL(record.to_transaction, 1234);
    CU_ASSERT_EQUAL(record.events, 17);
    CU_ASSERT_EQUAL(record.accounts, 3);
    CU_ASSERT_STR_EQUAL(hex(record.root, sizeof record.root), STR(ROOT));
    CU_ASSERT_STR_EQUAL(str_from(record.key.text), STR(KEY));
    CU_ASSERT_STR_EQUAL(seal_record_render(test_arena(), &record), STR(TEXT));
}

static void
largest_numbers_go_both_ways(void)
{
    struct seal_record record = { .form = SEAL_FORM_TELLS_OF_DROPS,
                                  .number = INT64_MAX,
                                  .from_transaction = INT64_MAX,
                                  .to_transaction = INT64_MAX,
                                  .events = INT64_MAX,
                                  .accounts = INT64_MAX,
                                  .key = { KEY } },
                       again;
    struct str text = seal_record_render(test_arena(), &record);
    CU_ASSERT_EQUAL_FATAL(seal_record_parse(text, &again), 0);
    CU_ASSERT_STR_EQUAL(seal_record_render(test_arena(), &again), text);
}

static void
expect_refused(struct str text)
{
    struct seal_record record = { .number = 7 };
    CU_ASSERT_EQUAL(seal_record_parse(text, &record), -1);
    CU_ASSERT_EQUAL(record.number, 7);
}

/* A line of the known text, and what may not stand in its place. */
static const struct {
    const char *line, *instead;
} other_values[] = {
    { "memberhub-seal-1", "memberhub-seal-2" },
    { "memberhub-seal-1", "memberhub-seal-01" },
    { "memberhub-seal-1", "" },
    { "number 42", "number 0" },
    { "number 42", "number -1" },
    { "number 42", "number 042" },
    { "number 42", "number +42" },
    { "number 42", "number 42 " },
    { "number 42", "number  42" },
    { "number 42", "number\t42" },
    { "number 42", "Number 42" },
    { "number 42", "number 4x" },
    { "number 42", "number " },
    { "number 42", "number" },
    { "number 42", "number 9223372036854775808" },
    { "number 42", "number 42\r" },
    { "number 42", "number 42\nnumber 42" },
    { "number 42", "" },
    { "previous " PREVIOUS, "previous" },
    { "previous " PREVIOUS, "previous 0" },
    { "previous " PREVIOUS, "previous " PREVIOUS "00" },
    { "previous " PREVIOUS,
      "previous 6DA0633528DEAA0144E7B058315F0B753EC0B945163A72BF96A0D18180F9DE0D" },
    { "sealed-at 2026-11-22T10:00:00.123Z", "sealed-at 2026-11-31T10:00:00.123Z" },
    { "sealed-at 2026-11-22T10:00:00.123Z", "sealed-at 2026-11-22T10:00:00Z" },
    { "sealed-at 2026-11-22T10:00:00.123Z", "sealed-at 2026-11-22 10:00:00.123Z" },
    { "sealed-at 2026-11-22T10:00:00.123Z", "sealed-at 2026-11-22T10:00:00,123Z" },
    { "sealed-at 2026-11-22T10:00:00.123Z", "sealed-at 2026-11-22T10:00:00.123+00:00" },
    { "from-transaction 1000", "from-transaction -1" },
    { "from-transaction 1000", "from-transaction 01000" },
    { "to-transaction 1234", "to-transaction 1e3" },
    { "to-transaction 1234", "from-transaction 1234" },
    { "events 17", "events -0" },
    { "events 17", "events 17.0" },
    { "accounts 3", "accounts" },
    { "accounts 3", "accounts three" },
    { "root " ROOT, "root " },
    { "root " ROOT, "root 4813494d137e1631bba301d5acab6e7bb7aa74ce1185d456565ef51d737677bg" },
    { "key " KEY, "key CA58BAEB8E8025E1" },
    { "key " KEY, "key ca58baeb8e8025e" },
    { "key " KEY, "key ca58baeb8e8025e1a" },
    { "key " KEY, "key ca58baeb8e8025e1\nmore 1" },
};

static void
other_values_are_refused(void)
{
    for (size_t i = 0; i < ARRAY_COUNT(other_values); i++) {
        struct str rest = STR(TEXT), line;
        struct buf text;
        bool replaced = false;
        buf_init(&text, test_arena());
        while (str_next(&rest, '\n', &line) && rest.data != NULL) {
            bool meant = str_equal(line, str_from(other_values[i].line));
            buf_add_format(&text, "%.*s\n",
                           STR_PRINTF(meant ? str_from(other_values[i].instead) : line));
            replaced = replaced || meant;
        }
        CU_ASSERT_TRUE(replaced);
        expect_refused(buf_str(&text));
    }
}

/* Both forms, and what the second one may say of a drop. */
static void
the_second_form_tells_of_a_drop(void)
{
    static const char *const good[] = { SECOND("none"), SECOND("2026-01 " STATEMENT),
                                        SECOND("2025-12 " STATEMENT) };
    static const char *const bad[] = {
        SECOND(""),
        SECOND("None"),
        SECOND("none "),
        SECOND("2026-01"),
        SECOND("2026-1 " STATEMENT),
        SECOND("2026-13 " STATEMENT),
        SECOND("2026-00 " STATEMENT),
        SECOND("2026_01 " STATEMENT),
        SECOND("2026-01  " STATEMENT),
        SECOND("2026-01 " STATEMENT " "),
        SECOND("2026-01 " STATEMENT "00"),
        SECOND("none\ndropped none"),
    };
    struct seal_record record;
    for (size_t i = 0; i < ARRAY_COUNT(good); i++) {
        CU_ASSERT_EQUAL_FATAL(seal_record_parse(str_from(good[i]), &record), 0);
        CU_ASSERT_STR_EQUAL(seal_record_render(test_arena(), &record), str_from(good[i]));
    }
    CU_ASSERT_STRING_EQUAL(record.dropped.month, "2025-12");
    CU_ASSERT_STR_EQUAL(hex(record.dropped.hash, sizeof record.dropped.hash), STR(STATEMENT));
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++)
        expect_refused(str_from(bad[i]));
}

static void
months_begin_and_end_in_utc(void)
{
    int64_t from_ms, to_ms;
    CU_ASSERT_EQUAL_FATAL(seal_month_parse(STR("2024-02"), &from_ms, &to_ms), 0);
    CU_ASSERT_EQUAL(from_ms, 1706745600000);
    CU_ASSERT_EQUAL(to_ms, 1709251200000);
    CU_ASSERT_EQUAL_FATAL(seal_month_parse(STR("2025-12"), &from_ms, &to_ms), 0);
    CU_ASSERT_EQUAL(to_ms, 1767225600000);
    CU_ASSERT_EQUAL(seal_month_parse(STR("2025-12-01"), &from_ms, &to_ms), -1);
    CU_ASSERT_EQUAL(seal_month_parse(STR(""), &from_ms, &to_ms), -1);
}

static void
other_frames_are_refused(void)
{
    struct str text = STR(TEXT);
    expect_refused((struct str){ NULL, 0 });
    for (size_t size = 0; size < text.size; size++)
        expect_refused(str_slice(text, 0, size));
    expect_refused(str_slice(text, 1, text.size));
    expect_refused(STR(TEXT "\n"));
    expect_refused(STR(TEXT " "));
    expect_refused(STR(TEXT "\0"));
    expect_refused(STR("\n" TEXT));
    expect_refused(STR("\xef\xbb\xbf" TEXT));
    expect_refused(STR(TEXT TEXT));
}

static void
no_changed_byte_has_the_same_meaning(void)
{
    struct str text = arena_copy(test_arena(), STR(TEXT));
    struct seal_record record;
    /* arena_copy() gave memory of ours to change. */
    char *bytes = (char *)(uintptr_t)text.data;
    for (size_t i = 0; i < text.size; i++)
        for (unsigned change = 1; change < 256; change++) {
            char kept = bytes[i];
            bytes[i] = (char)(kept ^ (char)change);
            if (seal_record_parse(text, &record) == 0)
                CU_ASSERT_STR_EQUAL(seal_record_render(test_arena(), &record), text);
            bytes[i] = kept;
        }
    CU_ASSERT_STR_EQUAL(text, STR(TEXT));
}

static void
known_signer_signs(void)
{
    struct seal_signer signer = known_signer();
    uint8_t signature[ED25519_SIGNATURE_SIZE];
    CU_ASSERT_STR_EQUAL(hex(signer.public_key, sizeof signer.public_key),
                        STR("f3dce32a1ecccc6c24bab47dd38621dfc9de8c33db8e44756dabde6cb80da5fa"));
    CU_ASSERT_STR_EQUAL(str_from(signer.id.text), STR(KEY));
    CU_ASSERT_STR_EQUAL(str_from(seal_signer_id(signer.public_key).text), STR(KEY));
    seal_signer_sign(&signer, STR(TEXT), signature);
    CU_ASSERT_STR_EQUAL(hex(signature, sizeof signature),
                        STR("633e24da775cad396e7145138b10d6c20a891a769358dedc15cff340698315fa"
                            "70b1b394edbce6c6022dd8efc247a7672be42a9738c04a0b3f67e62cb45abc07"));
    CU_ASSERT_TRUE(ed25519_verify(signer.public_key, STR(TEXT), signature));
    seal_signer_release(&signer);
    const struct seal_signer wiped = { .id = { "" } };
    CU_ASSERT_TRUE(bytes_equal(&signer, &wiped, sizeof signer));
}

static void
chain_is_over_text_and_signature(void)
{
    struct seal_signer signer = known_signer();
    uint8_t signature[ED25519_SIGNATURE_SIZE], hash[SHA256_SIZE];
    seal_signer_sign(&signer, STR(TEXT), signature);
    seal_chain_hash(STR(TEXT), signature, hash);
    CU_ASSERT_STR_EQUAL(hex(hash, sizeof hash),
                        STR("8ef2946d38c54cbdb5411facbb8ed6c32b37ad631bc991bbde9c84e0b2f12ce9"));
    signature[0] ^= 1;
    uint8_t other[SHA256_SIZE];
    seal_chain_hash(STR(TEXT), signature, other);
    CU_ASSERT_FALSE(bytes_equal(hash, other, sizeof hash));
}

SUITE(seal_record)
{
    static const struct test_case cases[] = {
        { "a known text goes both ways", known_text_goes_both_ways },
        { "the largest numbers go both ways", largest_numbers_go_both_ways },
        { "a value in any other spelling is refused", other_values_are_refused },
        { "the second form tells of a drop", the_second_form_tells_of_a_drop },
        { "months begin and end in UTC", months_begin_and_end_in_utc },
        { "a text that is cut, longer or doubled is refused", other_frames_are_refused },
        { "a text with one byte changed is refused or means something else",
          no_changed_byte_has_the_same_meaning },
        { "the key of a known master key signs as RFC 8032 says", known_signer_signs },
        { "the chain is over a record's text and its signature", chain_is_over_text_and_signature },
        { .name = NULL },
    };
    return cases;
}
