/*
 * What events say of how things stand, and the lines of statements that repeat it.
 */
#include "verify/fact_reader.h"

#include "audit/drop_statement.h"
#include "base/attributes.h"
#include "base/buf.h"
#include "base/codec.h"
#include "harness.h"

#define ACCOUNT "111111111111"
#define KNOWN_HASH "abccbe9b24d2bbd3aa1360d605147a841dd051130131c6929d6004e1ae4796e8"
#define KEPT                  \
    "kept 17 111111111111 3 " \
    "4813494d137e1631bba301d5acab6e7bb7aa74ce1185d456565ef51d737677b2"

/* Gives the facts of an event, "kind words value" a line; "?" at the end when it cannot be read. */
static struct str
facts_of(const char *service, const char *name, const char *effects, const char *record)
{
    struct audit_event event = { .account_id = STR(ACCOUNT),
                                 .service = str_from(service),
                                 .region = STR("eu-west-1"),
                                 .event_name = str_from(name),
                                 .effects = str_from(effects),
                                 .record = str_from(record) };
    struct fact_reader reader;
    struct fact fact;
    struct buf text;
    int found;
    buf_init(&text, test_arena());
    buf_add(&text, STR(""));
    fact_reader_init(&reader, test_arena(), &event);
    while ((found = fact_next(&reader, &fact)) > 0) {
        buf_add_format(&text, "%s", fact_kind_name(fact.kind));
        for (size_t i = 0; i < fact_words(fact.kind); i++)
            buf_add_format(&text, " %.*s", STR_PRINTF(fact.of[i]));
        buf_add_format(&text, " %.*s>%.*s\n", STR_PRINTF(fact.from), STR_PRINTF(fact.value));
    }
    buf_add(&text, found < 0 ? STR("?") : STR(""));
    return buf_str(&text);
}

static void
each_kind_of_event_has_its_facts(void)
{
    static const struct {
        const char *service, *name, *effects, *record, *facts;
    } table[] = {
        { "securityhub", "ListMembers", NULL, "{}", "" },
        { "securityhub", "CreateMembers",
          "[{\"administrator\" : \"1\", \"member\" : \"2\", \"from\" : \"None\", \"to\" : "
          "\"Created\"}, {\"administrator\":\"1\",\"member\":\"3\",\"from\":\"A\",\"to\":\"B\"}]",
          "{}",
          "relationship securityhub eu-west-1 1 2 None>Created\n"
          "relationship securityhub eu-west-1 1 3 A>B\n" },
        { "iam", "CreateAccount", NULL, "{}", "account " ACCOUNT " >active\n" },
        { "iam", "SuspendAccount", NULL, "{}", "account " ACCOUNT " >suspended\n" },
        { "iam", "ResumeAccount", NULL, "{}", "account " ACCOUNT " >active\n" },
        { "iam", "CreateAccessKey", NULL, "{\"requestParameters\":{\"accessKeyId\":\"AKIA\"}}",
          "key AKIA " ACCOUNT " >active\n" },
        { "iam", "UpdateAccessKey", NULL,
          "{\"requestParameters\":{\"accessKeyId\":\"AKIA\",\"status\":\"disabled\"}}",
          "key AKIA " ACCOUNT " >disabled\n" },
        { "iam", "DeleteAccessKey", NULL, "{\"requestParameters\":{\"accessKeyId\":\"AKIA\"}}",
          "key AKIA " ACCOUNT " >None\n" },
        { "securityhub", "EnableSecurityHub", NULL, "{\"requestParameters\":null}",
          "enrollment securityhub eu-west-1 " ACCOUNT " hub >enabled\n" },
        { "securityhub", "DisableSecurityHub", NULL, "{}",
          "enrollment securityhub eu-west-1 " ACCOUNT " hub >None\n" },
        { "guardduty", "CreateDetector", NULL, "{\"responseElements\":{\"detectorId\":\"d\"}}",
          "enrollment guardduty eu-west-1 " ACCOUNT " d >enabled\n" },
        { "guardduty", "DeleteDetector", NULL, "{\"requestParameters\":{\"detectorId\":\"d\"}}",
          "enrollment guardduty eu-west-1 " ACCOUNT " d >None\n" },
        /* Refused: nothing came of it. */
        { "securityhub", "EnableSecurityHub", NULL, "{\"errorCode\":\"X\"}", "" },
        /* Of another service it is another operation. */
        { "guardduty", "EnableSecurityHub", NULL, "{}", "" },
        /* No event of ours. */
        { "securityhub", "EnableSecurityHub", NULL, "", "?" },
        { "securityhub", "EnableSecurityHub", NULL, "[]", "?" },
        { "guardduty", "CreateDetector", NULL, "{\"responseElements\":{\"detectorId\":7}}", "?" },
        { "guardduty", "CreateDetector", NULL, "{\"responseElements\":{\"detectorId\":\"a b\"}}",
          "?" },
        { "iam", "CreateAccessKey", NULL, "{}", "?" },
        { "securityhub", "CreateMembers", "[", "{}", "?" },
        { "securityhub", "CreateMembers", "{}", "{}", "?" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++)
        CU_ASSERT_STR_EQUAL(
            facts_of(table[i].service, table[i].name, table[i].effects, table[i].record),
            str_from(table[i].facts));
}

static void
lines_of_statements_go_both_ways(void)
{
    static const char *const lines[] = {
        "memberhub-drop 1",
        "month 2026-01",
        "events 0",
        "seals 17 4711",
        KEPT,
        "lacked 17 111111111111 3",
        "account 111111111111 9223372036854775807",
        "state 3 relationship securityhub eu-west-1 111111111111 222222222222 Enabled",
        "state 4 account 111111111111 suspended",
        "state 5 key AKIAIOSFODNN7EXAMPLE 111111111111 None",
        "state 6 enrollment securityhub eu-west-1 111111111111 hub enabled",
    };
    for (size_t i = 0; i < ARRAY_COUNT(lines); i++) {
        struct drop_line line;
        CU_ASSERT_EQUAL_FATAL(drop_line_parse(str_from(lines[i]), &line), 0);
        CU_ASSERT_STR_EQUAL(drop_line_render(test_arena(), &line), str_from(lines[i]));
    }
}

static void
other_lines_are_refused(void)
{
    static const char *const lines[] = {
        "",
        "events",
        "events ",
        "events 07",
        "events -1",
        "events 1 ",
        "events  1",
        "Events 1",
        "seals 1",
        "seals 1 2 3",
        "kept 17 111111111111 3",
        "kept 17 111111111111 3 00",
        "state 3 membership a b c",
        "state 3 account 111111111111",
        "state 3 account 111111111111 active active",
    };
    struct drop_line line;
    for (size_t i = 0; i < ARRAY_COUNT(lines); i++)
        CU_ASSERT_EQUAL(drop_line_parse(str_from(lines[i]), &line), -1);
}

static void
the_hash_of_lines_knows_their_order(void)
{
    /* SHA-256(SHA-256(zeros || "a") || "b"), by Python's hashlib. */
    uint8_t one[SHA256_SIZE] = { 0 }, other[SHA256_SIZE] = { 0 };
    drop_hash_add(one, STR("a"));
    drop_hash_add(one, STR("b"));
    drop_hash_add(other, STR("b"));
    drop_hash_add(other, STR("a"));
    CU_ASSERT_STR_EQUAL(hex_encode(test_arena(), one, sizeof one), STR(KNOWN_HASH));
    CU_ASSERT_FALSE(bytes_equal(one, other, sizeof one));
}

SUITE(fact_reader)
{
    static const struct test_case cases[] = {
        { "each kind of event has its facts", each_kind_of_event_has_its_facts },
        { "lines of statements go both ways", lines_of_statements_go_both_ways },
        { "other lines are refused", other_lines_are_refused },
        { "the hash of lines knows their order", the_hash_of_lines_knows_their_order },
        { .name = NULL },
    };
    return cases;
}
