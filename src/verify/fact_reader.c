/*
 * Reading facts out of events.
 * Must never take a form for a fact that no event of ours has: it would be believed.
 */
#include "verify/fact_reader.h"

#include <json-c/json.h>

#include "base/json.h"
#include "base/json_take.h"

/* What an event of a name says, and where its record has what the columns beside it have not. */
struct source {
    const char *service, *event_name;
    enum fact_kind kind;
    const char *value;  /* NULL: requestParameters.status */
    const char *object; /* has the id that the fact is of: this member; NULL: a hub's, or none */
    const char *member;
};

static const struct source sources[] = {
    { "iam", "CreateAccount", FACT_ACCOUNT, "active", NULL, NULL },
    { "iam", "SuspendAccount", FACT_ACCOUNT, "suspended", NULL, NULL },
    { "iam", "ResumeAccount", FACT_ACCOUNT, "active", NULL, NULL },
    { "iam", "CreateAccessKey", FACT_KEY, "active", "requestParameters", "accessKeyId" },
    { "iam", "UpdateAccessKey", FACT_KEY, NULL, "requestParameters", "accessKeyId" },
    { "iam", "DeleteAccessKey", FACT_KEY, "None", "requestParameters", "accessKeyId" },
    { "securityhub", "EnableSecurityHub", FACT_ENROLLMENT, "enabled", NULL, NULL },
    { "securityhub", "DisableSecurityHub", FACT_ENROLLMENT, "None", NULL, NULL },
    { "guardduty", "CreateDetector", FACT_ENROLLMENT, "enabled", "responseElements", "detectorId" },
    { "guardduty", "DeleteDetector", FACT_ENROLLMENT, "None", "requestParameters", "detectorId" },
};

void
fact_reader_init(struct fact_reader *reader, struct arena *arena, const struct audit_event *event)
{
    *reader = (struct fact_reader){ .arena = arena, .event = event, .rest = event->effects };
}

/* Takes a string off the front of *text: nothing here needs an escape. */
static bool
take_text(struct str *text, struct str *ret_string)
{
    return json_take_mark(text, '"') && json_take_string(text, NULL, ret_string);
}

/* Takes `name`, a colon and a text off the front of *text. */
static bool
take_member(struct str *text, const char *name, struct str *ret_value)
{
    struct str given;
    return take_text(text, &given) && str_equal(given, str_from(name)) &&
           json_take_mark(text, ':') && take_text(text, ret_value);
}

/*
 * Takes one element of an event's effects off the front of *text: these members in this order, as
 * relationship_transition() writes them.
 */
static int
take_element(struct str *text, const struct audit_event *event, struct fact *ret_fact)
{
    struct fact fact = { .kind = FACT_RELATIONSHIP, .of = { event->service, event->region } };
    const struct {
        const char *name;
        struct str *value;
    } members[] = { { "administrator", &fact.of[2] },
                    { "member", &fact.of[3] },
                    { "from", &fact.from },
                    { "to", &fact.value } };
    for (size_t i = 0; i < ARRAY_COUNT(members); i++)
        if (!json_take_mark(text, i == 0 ? '{' : ',') ||
            !take_member(text, members[i].name, members[i].value))
            return -1;
    if (!json_take_mark(text, '}'))
        return -1;
    *ret_fact = fact;
    return 1;
}

/* Takes the next effect; 0 when there is none any more. */
static int
next_effect(struct fact_reader *reader, struct fact *ret_fact)
{
    struct str *rest = &reader->rest;
    if (!reader->in_list && rest->size == 0)
        return 0;
    if (!reader->in_list) {
        reader->in_list = true;
        return json_take_mark(rest, '[') ? take_element(rest, reader->event, ret_fact) : -1;
    }
    if (json_take_mark(rest, ','))
        return take_element(rest, reader->event, ret_fact);
    bool is_end = json_take_mark(rest, ']') && rest->size == 0;
    reader->in_list = false;
    *rest = (struct str){ NULL, 0 };
    return is_end ? 0 : -1;
}

/* Gives the text of a member, one word; an empty view when it is none. */
static struct str
word_of(struct json_object *record, const char *object, const char *member)
{
    struct json_object *inner, *value;
    if (!json_object_object_get_ex(record, object, &inner) ||
        !json_object_object_get_ex(inner, member, &value) ||
        !json_object_is_type(value, json_type_string))
        return STR("");
    struct str text = json_text(value);
    bool is_word = str_find(text, ' ') == text.size && str_find(text, '\n') == text.size;
    return is_word ? text : STR("");
}

/* Fills what a fact is of. */
static void
fill_words(struct fact_reader *reader, const struct source *source, struct json_object *record,
           struct fact *fact)
{
    const struct audit_event *event = reader->event;
    struct str id =
        source->object != NULL ? word_of(record, source->object, source->member) : STR("hub");
    if (fact->kind == FACT_ENROLLMENT) {
        fact->of[0] = event->service;
        fact->of[1] = event->region;
        fact->of[2] = event->account_id;
        fact->of[3] = id;
    } else if (fact->kind == FACT_KEY) {
        fact->of[0] = id;
        fact->of[1] = event->account_id;
    } else {
        fact->of[0] = event->account_id;
    }
}

static int
read_record(struct fact_reader *reader, const struct source *source, struct json_object *record,
            struct fact *ret_fact)
{
    struct fact fact = { .kind = source->kind, .from = STR("") };
    if (record == NULL || !json_object_is_type(record, json_type_object))
        return -1;
    if (json_object_object_get_ex(record, "errorCode", NULL))
        return 0;
    fill_words(reader, source, record, &fact);
    fact.value = source->value != NULL ? str_from(source->value)
                                       : word_of(record, "requestParameters", "status");
    for (size_t i = 0; i < fact_words(fact.kind); i++)
        if (fact.of[i].size == 0)
            return -1;
    if (fact.value.size == 0)
        return -1;
    *ret_fact = fact;
    return 1;
}

/* Gives the one fact that an event's record tells of, if it is of a kind that tells of one. */
static int
record_fact(struct fact_reader *reader, struct fact *ret_fact)
{
    const struct audit_event *event = reader->event;
    for (size_t i = 0; i < ARRAY_COUNT(sources); i++) {
        if (!str_equal(event->event_name, str_from(sources[i].event_name)) ||
            !str_equal(event->service, str_from(sources[i].service)))
            continue;
        return read_record(reader, &sources[i], json_parse_own(reader->arena, event->record),
                           ret_fact);
    }
    return 0;
}

int
fact_next(struct fact_reader *reader, struct fact *ret_fact)
{
    if (reader->is_done)
        return 0;
    int found = next_effect(reader, ret_fact);
    if (found > 0)
        return found;
    reader->is_done = true;
    return found < 0 ? -1 : record_fact(reader, ret_fact);
}
