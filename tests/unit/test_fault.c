/*
 * The fault table is whole, and faults say what they were given.
 */
#include "base/fault.h"

#include <string.h>

#include "api/service.h"
#include "base/buf.h"
#include "base/codec.h"
#include "harness.h"
#include "services/guardduty/rows.h"
#include "services/securityhub/rows.h"
#include "services/sts/rows.h"

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
    for (size_t code = 0; code < fault_count(); code++) {
        enum fault_code found = NO_FAULT;
        const struct fault_row *row = fault_row((enum fault_code)code);
        CU_ASSERT_PTR_NOT_NULL_FATAL(row->name);
        CU_ASSERT_EQUAL(fault_from_name(str_from(row->name), &found), 0);
        CU_ASSERT_EQUAL(found, (enum fault_code)code);
        CU_ASSERT_EQUAL(fault_named(row->name), (enum fault_code)code);
        for (const char *c = row->name; *c != '\0'; c++)
            CU_ASSERT_TRUE((*c >= 'a' && *c <= 'z') || *c == '_');
    }
}

static void
foreign_names_are_not_found(void)
{
    static const char *const names[] = { "", "INTERNAL", "internal ", "interna", "no_such_fault" };
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        enum fault_code code = NO_FAULT;
        CU_ASSERT_EQUAL(fault_from_name(str_from(names[i]), &code), -1);
        CU_ASSERT_EQUAL(code, NO_FAULT);
    }
}

static void
the_services_faults_are_numbered_behind_the_engines(void)
{
    size_t number = FAULT_ENGINE_COUNT;
    for (size_t i = 0; fault_tables[i] != NULL; i++)
        for (const struct fault_row *row = fault_tables[i]; row->name != NULL; row++)
            CU_ASSERT_PTR_EQUAL(fault_row((enum fault_code)number++), row);
    CU_ASSERT_EQUAL(number, fault_count());
    CU_ASSERT_STRING_EQUAL(fault_row(FAULT_INVALID_NEXT_TOKEN)->name, "invalid_next_token");
}

static void
every_row_can_be_answered(void)
{
    const struct fault_dialect *dialect;
    for (size_t code = 0; code < fault_count(); code++)
        for (size_t i = 0; (dialect = service_dialect(i)) != NULL; i++) {
            struct fault_wording told = fault_wording((enum fault_code)code, dialect);
            CU_ASSERT_PTR_NOT_NULL_FATAL(told.sentence);
            CU_ASSERT_TRUE(told.sentence[0] != '\0');
            CU_ASSERT_TRUE(utf8_valid(str_from(told.sentence)));
            if (told.status == 0) {
                CU_ASSERT_PTR_NULL(told.code);
                continue;
            }
            CU_ASSERT_TRUE(told.status >= 400 && told.status <= 599);
            CU_ASSERT_PTR_NOT_NULL_FATAL(told.code);
        }
}

/* Those of single accounts, which are answered in a list. */
static void
a_fault_without_a_status_has_none_in_any_dialect(void)
{
    const struct fault_dialect *dialect;
    for (size_t code = 0; code < fault_count(); code++) {
        bool single = fault_wording((enum fault_code)code, &fault_manners[MANNER_REST]).status == 0;
        CU_ASSERT_FALSE(single && code < FAULT_ENGINE_COUNT);
        for (size_t i = 0; (dialect = service_dialect(i)) != NULL; i++)
            CU_ASSERT_EQUAL(fault_wording((enum fault_code)code, dialect).status == 0, single);
    }
}

/* What REST and JSON 1.1 call an exception ends so; rows of those who speak in XML have their words
 * in every dialect. */
static void
what_is_told_in_json_is_an_exception(void)
{
    const struct fault_row *const xml = sts_faults;
    for (size_t code = 0; code < fault_count(); code++) {
        bool in_xml = code == FAULT_MISSING_ACTION;
        for (const struct fault_row *row = xml; row->name != NULL; row++)
            in_xml = in_xml || row == fault_row((enum fault_code)code);
        for (size_t manner = 0; manner < MANNER_COUNT && !in_xml; manner++) {
            struct fault_wording told =
                fault_wording((enum fault_code)code, &fault_manners[manner]);
            CU_ASSERT_TRUE(manner == MANNER_QUERY || told.status == 0 ||
                           str_ends_with(str_from(told.code), STR("Exception")));
        }
    }
}

static void
every_spelling_is_of_a_fault_that_is_there(void)
{
    const struct fault_dialect *dialect;
    for (size_t i = 0; (dialect = service_dialect(i)) != NULL; i++)
        for (const struct fault_spelling *own = dialect->spellings;
             own != NULL && own->fault != NULL; own++) {
            enum fault_code code;
            CU_ASSERT_EQUAL_FATAL(fault_from_name(str_from(own->fault), &code), 0);
            CU_ASSERT_TRUE(own->wording.status != 0 && own->wording.code != NULL);
            /* Once: the first is the one that is used. */
            CU_ASSERT_STRING_EQUAL(fault_wording(code, dialect).type, own->wording.type);
        }
}

static void
who_has_no_words_of_its_own_speaks_as_its_protocol_does(void)
{
    enum fault_code refused = fault_named("not_subscribed");
    const struct fault_dialect *documented = &fault_manners[MANNER_REST];
    CU_ASSERT_EQUAL(fault_wording(refused, documented).status, 401);
    CU_ASSERT_EQUAL(fault_wording(refused, &securityhub_observed).status, 400);
    CU_ASSERT_STRING_EQUAL(fault_wording(refused, &securityhub_observed).code,
                           "BadRequestException");
    CU_ASSERT_STRING_EQUAL(fault_wording(FAULT_UNKNOWN_KEY, &securityhub_observed).code,
                           fault_wording(FAULT_UNKNOWN_KEY, documented).code);
    /* Its own exception, with the sentence of all. */
    CU_ASSERT_STRING_EQUAL(fault_wording(FAULT_SERIALIZATION, &guardduty_dialect).code,
                           "BadRequestException");
    CU_ASSERT_STRING_EQUAL(fault_wording(FAULT_SERIALIZATION, &guardduty_dialect).sentence,
                           fault_wording(FAULT_SERIALIZATION, documented).sentence);
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
    CU_ASSERT_STR_EQUAL(fault_sentence(test_arena(), &f, &fault_manners[MANNER_QUERY], STR("STS")),
                        STR("Name is wrong"));
    CU_ASSERT_STR_EQUAL(
        fault_sentence(test_arena(), &f, &fault_manners[MANNER_JSON], STR("CloudTrail")),
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
    CU_ASSERT_STR_EQUAL(
        fault_sentence(test_arena(), &f, &fault_manners[MANNER_REST], STR("SecurityHub")),
        STR("User: arn:aws:iam::111111111111:root is not authorized to perform: "
            "securityhub:GetMembers on resource: *"));
    fault_set(&f, fault_named("already_invited"));
    struct str sentence =
        fault_sentence(test_arena(), &f, &fault_manners[MANNER_REST], STR("SecurityHub"));
    CU_ASSERT_PTR_NOT_NULL(strstr(sentence.data, " the SecurityHub master of "));
    fault_set(&f, FAULT_UNKNOWN_KEY);
    CU_ASSERT_STR_EQUAL(
        fault_sentence(test_arena(), &f, &securityhub_observed, STR("SecurityHub")),
        str_from(fault_wording(FAULT_UNKNOWN_KEY, &fault_manners[MANNER_REST]).sentence));
}

static void
an_argument_is_not_read_for_placeholders(void)
{
    struct fault f;
    fault_set(&f, FAULT_INVALID_SIGNATURE);
    fault_argument(&f, 0, STR("{1} {product} {0} {"));
    fault_argument(&f, 1, STR("secret"));
    CU_ASSERT_STR_EQUAL(
        fault_sentence(test_arena(), &f, &fault_manners[MANNER_REST], STR("SecurityHub")),
        STR("{1} {product} {0} {"));
}

static void
no_placeholder_is_left_in_any_sentence(void)
{
    const struct fault_dialect *dialect;
    for (size_t code = 0; code < fault_count(); code++)
        for (size_t i = 0; (dialect = service_dialect(i)) != NULL; i++) {
            struct fault f;
            fault_set(&f, (enum fault_code)code);
            struct str sentence = fault_sentence(test_arena(), &f, dialect, STR("SecurityHub"));
            CU_ASSERT_EQUAL(str_find(sentence, '{'), sentence.size);
            CU_ASSERT_EQUAL(str_find(sentence, '}'), sentence.size);
        }
}

static void
who_is_to_come_again_is_told_so_in_a_way_that_sdks_obey(void)
{
    static const struct {
        const struct fault_dialect *dialect;
        int status;
        const char *code;
    } rows[] = { { &fault_manners[MANNER_REST], 429, "TooManyRequestsException" },
                 { &securityhub_observed, 429, "TooManyRequestsException" },
                 { &guardduty_dialect, 429, "TooManyRequestsException" },
                 { &fault_manners[MANNER_QUERY], 400, "Throttling" },
                 { &fault_manners[MANNER_JSON], 400, "ThrottlingException" } };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct fault_wording said = fault_wording(FAULT_ACCOUNT_BUSY, rows[i].dialect);
        CU_ASSERT_EQUAL(said.status, rows[i].status);
        CU_ASSERT_STR_EQUAL(str_from(said.code), str_from(rows[i].code));
    }
    for (size_t code = 0; code < fault_count(); code++)
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
        { "the services' faults are numbered behind the engine's",
          the_services_faults_are_numbered_behind_the_engines },
        { "a fault that has no status has none in any dialect, and an engine's has one",
          a_fault_without_a_status_has_none_in_any_dialect },
        { "what is told in JSON is an exception", what_is_told_in_json_is_an_exception },
        { "every spelling is of a fault that is there",
          every_spelling_is_of_a_fault_that_is_there },
        { "who has no words of its own speaks as its protocol does",
          who_has_no_words_of_its_own_speaks_as_its_protocol_does },
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
