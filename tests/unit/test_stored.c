/*
 * What the database is told of the program's tables.
 */
#include "api/stored.h"

#include <json-c/json.h>

#include "api/operation.h"
#include "base/json.h"
#include "harness.h"
#include "services/services.h"

#define NOTHING ((struct str){ NULL, 0 })

static struct json_object *
table(const char *name)
{
    struct json_object *tables = json_parse_own(test_arena(), stored_tables(test_arena()));
    CU_ASSERT_PTR_NOT_NULL_FATAL(tables);
    return json_object_object_get(tables, name);
}

static struct str
text_of(struct json_object *row, const char *column)
{
    struct json_object *value = json_object_object_get(row, column);
    return value == NULL ? NOTHING : json_text(value);
}

/* Gives the row of an operation. */
static struct json_object *
operation(const char *service, const char *name)
{
    struct json_object *rows = table("operation");
    for (size_t i = 0; i < json_object_array_length(rows); i++) {
        struct json_object *row = json_object_array_get_idx(rows, i);
        if (str_equal(text_of(row, "service"), str_from(service)) &&
            str_equal(text_of(row, "name"), str_from(name)))
            return row;
    }
    CU_FAIL_FATAL("there is no such operation");
    return NULL;
}

static struct str
column(struct json_object *row, const char *name)
{
    struct json_object *value = json_object_object_get(row, name);
    return value == NULL ? NOTHING : json_rendered(test_arena(), value);
}

static void
every_service_operation_and_sentence_has_its_row(void)
{
    size_t services_listed = 0, dialects = 0;
    while (services[services_listed] != NULL)
        services_listed++;
    while (service_dialect(dialects) != NULL)
        dialects++;
    CU_ASSERT_EQUAL(json_object_array_length(table("service")), services_listed);
    CU_ASSERT_EQUAL(json_object_array_length(table("operation")), operation_count());
    CU_ASSERT_EQUAL(json_object_array_length(table("fault_catalogue")), fault_count() * dialects);
}

static void
what_has_no_value_is_left_out(void)
{
    struct json_object *sts = json_object_array_get_idx(table("service"), 2);
    CU_ASSERT_STR_EQUAL(json_rendered(test_arena(), sts),
                        STR("{\"name\":\"sts\",\"product\":\"STS\"}"));
    CU_ASSERT_STR_EQUAL(column(operation("guardduty", "ListDetectors"), "unenrolled"), NOTHING);
    CU_ASSERT_STR_EQUAL(column(operation("securityhub", "GetMembers"), "unenrolled"),
                        STR("\"no_such_resource\""));
}

static void
events_have_the_services_own_spelling(void)
{
    CU_ASSERT_STR_EQUAL(
        column(operation("securityhub", "CreateMembers"), "response"),
        STR("[{\"name\":\"unprocessed\",\"spelled\":\"UnprocessedAccounts\",\"kind\":\"list\",\"members\":["
            "{\"name\":\"account_id\",\"spelled\":\"AccountId\",\"kind\":\"value\"},"
            "{\"name\":\"fault\",\"spelled\":\"ProcessingResult\",\"kind\":\"fault\"}]}]"));
    CU_ASSERT_STR_EQUAL(
        column(operation("guardduty", "CreateMembers"), "response"),
        STR("[{\"name\":\"unprocessed\",\"spelled\":\"unprocessedAccounts\",\"kind\":\"list\",\"members\":["
            "{\"name\":\"account_id\",\"spelled\":\"accountId\",\"kind\":\"value\"},"
            "{\"name\":\"fault\",\"spelled\":\"result\",\"kind\":\"fault\"}]}]"));
}

static void
an_event_has_neither_secrets_nor_page_tokens(void)
{
    struct str assumed = column(operation("sts", "AssumeRole"), "response");
    CU_ASSERT_TRUE(str_starts_with(
        assumed,
        STR("[{\"name\":\"credentials\",\"spelled\":\"credentials\",\"kind\":\"object\",\"members\":["
            "{\"name\":\"access_key_id\",\"spelled\":\"accessKeyId\",\"kind\":\"value\"},"
            "{\"name\":\"expiration\",\"spelled\":\"expiration\",\"kind\":\"value\"}]},")));
    CU_ASSERT_PTR_NULL(strstr(assumed.data, "ecret"));
    CU_ASSERT_PTR_NULL(strstr(assumed.data, "oken"));
    CU_ASSERT_PTR_NULL(
        strstr(column(operation("securityhub", "BatchEnableStandards"), "response").data, "oken"));
}

static void
an_event_of_a_read_has_no_answer(void)
{
    CU_ASSERT_STR_EQUAL(column(operation("securityhub", "GetMembers"), "response"), NOTHING);
    CU_ASSERT_STR_EQUAL(column(operation("securityhub", "GetMembers"), "read_only"), STR("true"));
    CU_ASSERT_STR_EQUAL(column(operation("securityhub", "CreateMembers"), "read_only"),
                        STR("false"));
    /* It has an answer, and changes nothing that is kept. */
    CU_ASSERT_STR_EQUAL(column(operation("sts", "AssumeRole"), "read_only"), STR("true"));
}

static void
a_change_without_output_shows_nothing(void)
{
    CU_ASSERT_STR_EQUAL(column(operation("securityhub", "DisassociateMembers"), "response"),
                        NOTHING);
}

SUITE(stored)
{
    static const struct test_case cases[] = {
        { "every service, operation and sentence has its row",
          every_service_operation_and_sentence_has_its_row },
        { "what has no value is left out", what_has_no_value_is_left_out },
        { "events have the service's own spelling", events_have_the_services_own_spelling },
        { "an event has neither secrets nor page tokens",
          an_event_has_neither_secrets_nor_page_tokens },
        { "an event of a read has no answer", an_event_of_a_read_has_no_answer },
        { "a change without output shows nothing", a_change_without_output_shows_nothing },
        { NULL, NULL },
    };
    return cases;
}
