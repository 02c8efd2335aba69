/*
 * The fault table is whole, and faults say what they were given.
 */
#include "base/fault.h"

#include <string.h>

#include "base/buf.h"
#include "base/codec.h"
#include "harness.h"

/* `size` bytes of 'x'. */
static struct str
exes(size_t size)
{
    struct buf text;
    buf_init(&text, test_arena());
    for (size_t i = 0; i < size; i++)
        buf_add_char(&text, 'x');
    return buf_str(&text);
}

static void
every_row_is_found_by_its_name(void)
{
    for (unsigned code = 0; code < FAULT_COUNT; code++) {
        enum fault_code found = FAULT_COUNT;
        const struct fault_row *row = fault_row((enum fault_code)code);
        CU_ASSERT_PTR_NOT_NULL_FATAL(row->name);
        CU_ASSERT_EQUAL(fault_from_name(str_from(row->name), &found), 0);
        CU_ASSERT_EQUAL(found, (enum fault_code)code);
        for (const char *c = row->name; *c != '\0'; c++)
            CU_ASSERT_TRUE((*c >= 'a' && *c <= 'z') || *c == '_');
    }
}

static void
foreign_names_are_not_found(void)
{
    static const char *const names[] = { "", "INTERNAL", "internal ", "interna", "no_such_fault" };
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        enum fault_code code = FAULT_COUNT;
        CU_ASSERT_EQUAL(fault_from_name(str_from(names[i]), &code), -1);
        CU_ASSERT_EQUAL(code, FAULT_COUNT);
    }
}

/* Rows that nobody is told outside STS have its words in every dialect. */
static bool
is_query_only(enum fault_code code)
{
    return code == FAULT_MISSING_ACTION ||
           (code >= FAULT_ROLE_CHAINING && code <= FAULT_PACKED_POLICY_TOO_LARGE);
}

static void
every_row_can_be_answered(void)
{
    for (unsigned code = 0; code < FAULT_COUNT; code++)
        for (unsigned id = 0; id < DIALECT_COUNT; id++) {
            const struct fault_dialect *dialect =
                fault_dialect((enum fault_code)code, (enum fault_dialect_id)id);
            CU_ASSERT_PTR_NOT_NULL_FATAL(dialect->sentence);
            CU_ASSERT_TRUE(dialect->sentence[0] != '\0');
            CU_ASSERT_TRUE(utf8_valid(str_from(dialect->sentence)));
            if (dialect->status == 0) {
                CU_ASSERT_PTR_NULL(dialect->code);
                continue;
            }
            CU_ASSERT_TRUE(dialect->status >= 400 && dialect->status <= 599);
            CU_ASSERT_PTR_NOT_NULL_FATAL(dialect->code);
            bool named_so = str_ends_with(str_from(dialect->code), STR("Exception"));
            CU_ASSERT_TRUE(named_so || id == DIALECT_QUERY || is_query_only((enum fault_code)code));
        }
}

static void
accounts_have_no_status_and_calls_have_one(void)
{
    for (unsigned code = 0; code < FAULT_COUNT; code++)
        CU_ASSERT_EQUAL(fault_dialect((enum fault_code)code, DIALECT_DOCUMENTED)->status == 0,
                        code >= FAULT_ALREADY_MEMBER);
}

static void
the_observed_dialect_falls_back(void)
{
    CU_ASSERT_EQUAL(fault_dialect(FAULT_NOT_SUBSCRIBED, DIALECT_DOCUMENTED)->status, 401);
    CU_ASSERT_EQUAL(fault_dialect(FAULT_NOT_SUBSCRIBED, DIALECT_OBSERVED)->status, 400);
    CU_ASSERT_STRING_EQUAL(fault_dialect(FAULT_NOT_SUBSCRIBED, DIALECT_OBSERVED)->code,
                           "BadRequestException");
    CU_ASSERT_PTR_EQUAL(fault_dialect(FAULT_UNKNOWN_KEY, DIALECT_OBSERVED),
                        fault_dialect(FAULT_UNKNOWN_KEY, DIALECT_DOCUMENTED));
}

static void
setting_a_fault_forgets_the_one_before(void)
{
    struct fault f;
    CU_ASSERT_EQUAL(fault_set_reason(&f, FAULT_BAD_REQUEST, "%s %d", "member", 7), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_BAD_REQUEST);
    CU_ASSERT_STRING_EQUAL(f.reason, "member 7");
    CU_ASSERT_STRING_EQUAL(f.detail, "");
    fault_argument(&f, 2, STR("argument"));
    CU_ASSERT_EQUAL(fault_set_detail(&f, FAULT_INTERNAL, "%s", "for the log"), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_INTERNAL);
    CU_ASSERT_STRING_EQUAL(f.reason, "");
    CU_ASSERT_STRING_EQUAL(f.detail, "for the log");
    CU_ASSERT_STRING_EQUAL(f.arguments[2], "");
    CU_ASSERT_EQUAL(fault_set(&f, FAULT_CONFIG), -1);
    CU_ASSERT_EQUAL(f.code, FAULT_CONFIG);
    CU_ASSERT_STRING_EQUAL(f.detail, "");
}

static void
a_reason_is_the_first_argument_too(void)
{
    struct fault f;
    fault_set_reason(&f, FAULT_INVALID_INPUT, "%s is wrong", "Name");
    CU_ASSERT_STR_EQUAL(fault_sentence(test_arena(), &f, DIALECT_QUERY, STR("STS")),
                        STR("Name is wrong"));
    CU_ASSERT_STR_EQUAL(fault_sentence(test_arena(), &f, DIALECT_JSON, STR("CloudTrail")),
                        STR("1 validation error detected: Name is wrong"));
}

static void
long_texts_are_cut_to_their_place(void)
{
    struct fault f;
    fault_set_reason(&f, FAULT_BAD_REQUEST, "%s", exes(FAULT_TEXT_SIZE - 1).data);
    CU_ASSERT_EQUAL(strlen(f.reason), FAULT_TEXT_SIZE - 1);
    fault_set_reason(&f, FAULT_BAD_REQUEST, "%s", exes(5000).data);
    CU_ASSERT_EQUAL(strlen(f.reason), FAULT_TEXT_SIZE - 1);
    fault_set_detail(&f, FAULT_BAD_REQUEST, "%s", exes(5000).data);
    CU_ASSERT_EQUAL(strlen(f.detail), FAULT_TEXT_SIZE - 1);
    fault_argument(&f, 0, exes(FAULT_ARGUMENT_SIZE - 1));
    CU_ASSERT_EQUAL(strlen(f.arguments[0]), FAULT_ARGUMENT_SIZE - 1);
    fault_argument(&f, 1, exes(5000));
    CU_ASSERT_EQUAL(strlen(f.arguments[1]), FAULT_ARGUMENT_SIZE - 1);
    CU_ASSERT_EQUAL(strlen(f.arguments[0]), FAULT_ARGUMENT_SIZE - 1);
}

static void
arguments_are_cut_between_characters(void)
{
    struct fault f;
    struct buf text;
    buf_init(&text, test_arena());
    while (text.size < 2 * (size_t)FAULT_ARGUMENT_SIZE)
        buf_add(&text, STR("\xf0\x9f\x98\x80"));
    for (size_t start = 0; start < 4; start++) {
        struct str shifted =
            arena_format(test_arena(), "%.*s%.*s", (int)start, "xxxx", STR_PRINTF(buf_str(&text)));
        fault_set(&f, FAULT_INVALID_INPUT);
        fault_argument(&f, 0, shifted);
        CU_ASSERT_TRUE(utf8_valid(str_from(f.arguments[0])));
        CU_ASSERT_TRUE(strlen(f.arguments[0]) >= FAULT_ARGUMENT_SIZE - 4);
    }
}

static void
an_argument_is_text_whatever_it_was_made_of(void)
{
    struct fault f;
    fault_set(&f, FAULT_INCOMPLETE_SIGNATURE);
    fault_argument(&f, 0, STR("2026\xff\xc3x\xed\xa0\x80y"));
    CU_ASSERT_STRING_EQUAL(f.arguments[0], "2026\x3f\x3fx\x3f\x3f\x3fy");
    fault_argument(&f, 0, STR("caf\xc3\xa9"));
    CU_ASSERT_STRING_EQUAL(f.arguments[0], "caf\xc3\xa9");
}

static void
sentences_carry_their_arguments(void)
{
    struct fault f;
    fault_set(&f, FAULT_ACCESS_DENIED);
    fault_argument(&f, 0, STR("arn:aws:iam::111111111111:root"));
    fault_argument(&f, 1, STR("securityhub:GetMembers"));
    fault_argument(&f, 2, STR("*"));
    CU_ASSERT_STR_EQUAL(fault_sentence(test_arena(), &f, DIALECT_DOCUMENTED, STR("SecurityHub")),
                        STR("User: arn:aws:iam::111111111111:root is not authorized to perform: "
                            "securityhub:GetMembers on resource: *"));
    fault_set(&f, FAULT_ALREADY_INVITED);
    struct str sentence = fault_sentence(test_arena(), &f, DIALECT_DOCUMENTED, STR("SecurityHub"));
    CU_ASSERT_PTR_NOT_NULL(strstr(sentence.data, " the SecurityHub master of "));
    fault_set(&f, FAULT_UNKNOWN_KEY);
    CU_ASSERT_STR_EQUAL(fault_sentence(test_arena(), &f, DIALECT_OBSERVED, STR("SecurityHub")),
                        str_from(fault_dialect(FAULT_UNKNOWN_KEY, DIALECT_DOCUMENTED)->sentence));
}

static void
an_argument_is_not_read_for_placeholders(void)
{
    struct fault f;
    fault_set(&f, FAULT_INVALID_SIGNATURE);
    fault_argument(&f, 0, STR("{1} {product} {0} {"));
    fault_argument(&f, 1, STR("secret"));
    CU_ASSERT_STR_EQUAL(fault_sentence(test_arena(), &f, DIALECT_DOCUMENTED, STR("SecurityHub")),
                        STR("{1} {product} {0} {"));
}

static void
no_placeholder_is_left_in_any_sentence(void)
{
    for (unsigned code = 0; code < FAULT_COUNT; code++)
        for (unsigned id = 0; id < DIALECT_COUNT; id++) {
            struct fault f;
            fault_set(&f, (enum fault_code)code);
            struct str sentence =
                fault_sentence(test_arena(), &f, (enum fault_dialect_id)id, STR("SecurityHub"));
            CU_ASSERT_EQUAL(str_find(sentence, '{'), sentence.size);
            CU_ASSERT_EQUAL(str_find(sentence, '}'), sentence.size);
        }
}

static void
who_is_to_come_again_is_told_so_in_a_way_that_sdks_obey(void)
{
    static const struct {
        enum fault_dialect_id dialect;
        int status;
        const char *code;
    } rows[] = { { DIALECT_DOCUMENTED, 429, "TooManyRequestsException" },
                 { DIALECT_OBSERVED, 429, "TooManyRequestsException" },
                 { DIALECT_GUARDDUTY, 429, "TooManyRequestsException" },
                 { DIALECT_QUERY, 400, "Throttling" },
                 { DIALECT_JSON, 400, "ThrottlingException" } };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        const struct fault_dialect *said = fault_dialect(FAULT_ACCOUNT_BUSY, rows[i].dialect);
        CU_ASSERT_EQUAL(said->status, rows[i].status);
        CU_ASSERT_STR_EQUAL(str_from(said->code), str_from(rows[i].code));
    }
    for (unsigned code = 0; code < FAULT_COUNT; code++)
        CU_ASSERT_EQUAL(fault_passes((enum fault_code)code),
                        code == FAULT_DATABASE_DOWN || code == FAULT_ACCESS_CHANGED ||
                            code == FAULT_REQUEST_BUSY || code == FAULT_ACCOUNT_BUSY);
}

SUITE(fault)
{
    static const struct test_case cases[] = {
        { "every row is found by its name", every_row_is_found_by_its_name },
        { "names that no row has are not found", foreign_names_are_not_found },
        { "every row has what an answer needs, in every dialect", every_row_can_be_answered },
        { "faults of single accounts have no status, all others have one",
          accounts_have_no_status_and_calls_have_one },
        { "the observed dialect falls back on the documented one",
          the_observed_dialect_falls_back },
        { "setting a fault forgets the one before", setting_a_fault_forgets_the_one_before },
        { "a reason is the first argument too", a_reason_is_the_first_argument_too },
        { "long texts are cut to their place", long_texts_are_cut_to_their_place },
        { "arguments are cut between characters", arguments_are_cut_between_characters },
        { "an argument is text, whatever it was made of",
          an_argument_is_text_whatever_it_was_made_of },
        { "sentences carry their arguments and the product", sentences_carry_their_arguments },
        { "an argument is not read for placeholders", an_argument_is_not_read_for_placeholders },
        { "no placeholder is left in any sentence", no_placeholder_is_left_in_any_sentence },
        { "who is to come again is told so in a way that SDKs obey",
          who_is_to_come_again_is_told_so_in_a_way_that_sdks_obey },
        { .name = NULL },
    };
    return cases;
}
