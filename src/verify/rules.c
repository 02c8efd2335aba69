/*
 * Which moves which event may report. Must never allow what the table of transitions does not say,
 * but for the events that say how a trail began.
 */
#include "verify/rules.h"

#include <stdlib.h>

#include "api/operation.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/buf.h"
#include "base/codec.h"
#include "base/text_map.h"
#include "verify/source.h"

/* Names of regions come from clients: a trail with more of them than this is no trail of ours. */
enum { RULES_ARENA_BYTES = 1024 * 1024 * 1024 };

/*
 * THE STATE MACHINES: what a migration made of memberhub.state_transition, the last one as it is
 * now. Who tampers with the table could make any move look right, so nothing else is believed. Who
 * changes the state machine adds a row; a lint says which one.
 */
static const struct rules_machine machines[] = {
    { 2, "c47ff6a1ee9f02091dc6401d8abed766830b00d82938b930215670385dc39dbe" },
};

struct transition {
    struct transition *next;
    struct str service, operation;
    enum audit_side side;
    uint8_t from, to;
};

struct scope {
    const char *name;
    uint32_t number;
};

struct audit_rules {
    struct arena *arena, *scratch; /* scratch: of one key */
    uint8_t hash[SHA256_SIZE];
    struct transition *transitions;
    struct text_map scopes; /* of service and region: struct scope, in the order of numbers */
    struct text_map names;  /* of service and event's name: struct audit_rule */
};

struct audit_rules *
audit_rules_new(void)
{
    struct audit_rules *rules = calloc(1, sizeof *rules);
    if (rules == NULL)
        abort();
    rules->arena = arena_new(RULES_ARENA_BYTES);
    rules->scratch = arena_new(RULES_ARENA_BYTES);
    text_map_init(&rules->scopes, sizeof(struct scope), RULES_ARENA_BYTES);
    text_map_init(&rules->names, sizeof(struct audit_rule), RULES_ARENA_BYTES);
    return rules;
}

void
audit_rules_free(struct audit_rules *rules)
{
    if (rules == NULL)
        return;
    text_map_release(&rules->scopes);
    text_map_release(&rules->names);
    arena_free(rules->scratch);
    arena_free(rules->arena);
    free(rules);
}

/* Takes a row into the hash. */
static void
hash_row(struct audit_rules *rules, const struct str *row)
{
    struct arena *scratch = arena_new(RULES_ARENA_BYTES);
    struct buf text;
    buf_init(&text, scratch);
    buf_add(&text, (struct str){ (const char *)rules->hash, sizeof rules->hash });
    for (size_t i = 0; i < AUDIT_TRANSITIONS_COLUMNS_COUNT; i++) {
        buf_add_format(&text, "%zu:", row[i].size);
        buf_add(&text, row[i]);
    }
    sha256(buf_str(&text), rules->hash);
    arena_free(scratch);
}

const struct rules_machine *
audit_rules_machine(size_t index)
{
    return index < ARRAY_COUNT(machines) ? &machines[index] : NULL;
}

bool
audit_rules_are_known(const struct audit_rules *rules, struct arena *arena, bool or_earlier,
                      struct str *ret_hash, struct str *ret_wanted)
{
    size_t last = ARRAY_COUNT(machines) - 1;
    *ret_hash = hex_encode(arena, rules->hash, sizeof rules->hash);
    *ret_wanted = str_from(machines[last].hash);
    for (size_t i = or_earlier ? 0 : last; i <= last; i++)
        if (str_equal(*ret_hash, str_from(machines[i].hash)))
            return true;
    return false;
}

void
audit_rules_add(struct audit_rules *rules, const struct str *row)
{
    struct transition transition = { .to = AUDIT_STATE_NONE };
    bool removes = str_equal(row[TRANSITION_OUTCOME], STR("remove"));
    bool changes = str_equal(row[TRANSITION_OUTCOME], STR("change"));
    hash_row(rules, row);
    if (audit_state_read(row[TRANSITION_FROM], &transition.from) < 0 || (!removes && !changes) ||
        (changes && audit_state_read(row[TRANSITION_TO], &transition.to) < 0))
        return;
    transition.service = arena_copy(rules->arena, row[TRANSITION_SERVICE]);
    transition.operation = arena_copy(rules->arena, row[TRANSITION_OPERATION]);
    transition.side = str_equal(row[TRANSITION_CALLER], STR("administrator"))
                          ? AUDIT_SIDE_ADMINISTRATOR
                          : AUDIT_SIDE_MEMBER;
    transition.next = rules->transitions;
    rules->transitions = arena_alloc(rules->arena, sizeof transition);
    *rules->transitions = transition;
}

/*
 * Gives the name that the table of transitions has for an operation: of two that share a function,
 * such as AcceptInvitation, the one of the operation table's first row.
 */
static struct str
modern_name(struct str service, struct str name)
{
    const struct service *its = service_named(service);
    const struct operation *called = its != NULL ? operation_named(its, name) : NULL;
    for (const struct operation *row = its != NULL ? its->operations : NULL;
         called != NULL && row->name != NULL; row++)
        if (str_equal(str_from(row->function), str_from(called->function)))
            return str_from(row->name);
    return name;
}

/* Tells whether rows of `operation` are those of `name`: the same, or "NAME member=value". */
static bool
is_operation(struct str operation, struct str name)
{
    return str_starts_with(operation, name) &&
           (operation.size == name.size || operation.data[name.size] == ' ');
}

/* Allows the moves of an operation, and those of all as further ones. */
static void
allow(const struct audit_rules *rules, struct audit_rule *rule, struct str operation)
{
    for (const struct transition *t = rules->transitions; t != NULL; t = t->next) {
        if (!str_equal(t->service, rule->service))
            continue;
        rule->further[t->side][t->from][t->to] = true;
        if (is_operation(t->operation, operation))
            rule->own[t->side][t->from][t->to] = true;
    }
}

/*
 * The event of a trail's beginning gives an administrator's relationships their states; where older
 * events were dropped, it repeats them.
 */
static void
allow_beginning(struct audit_rule *rule)
{
    for (size_t to = AUDIT_STATE_NONE + 1; to < AUDIT_STATES; to++) {
        rule->own[AUDIT_SIDE_ADMINISTRATOR][AUDIT_STATE_NONE][to] = true;
        rule->own[AUDIT_SIDE_ADMINISTRATOR][to][to] = true;
    }
}

/* Gives the key of two texts, which no other two have; valid until the next one. */
static struct str
key_of(struct audit_rules *rules, struct str first, struct str second)
{
    arena_reset(rules->scratch);
    return arena_format(rules->scratch, "%zu:%.*s%.*s", first.size, STR_PRINTF(first),
                        STR_PRINTF(second));
}

const struct audit_rule *
audit_rules_find(struct audit_rules *rules, struct str service, struct str event_name)
{
    bool made;
    struct audit_rule *rule =
        text_map_get(&rules->names, key_of(rules, service, event_name), &made);
    if (!made)
        return rule;
    rule->service = arena_copy(rules->arena, service);
    rule->event_name = arena_copy(rules->arena, event_name);
    allow(rules, rule, modern_name(service, event_name));
    if (str_equal(event_name, STR("TrailBegins")))
        allow_beginning(rule);
    return rule;
}

bool
audit_rule_allows(const struct audit_rule *rule, bool is_administrator, bool is_member,
                  uint8_t from, uint8_t to, bool is_further)
{
    const bool is_side[AUDIT_SIDES] = {
        [AUDIT_SIDE_ADMINISTRATOR] = is_administrator, [AUDIT_SIDE_MEMBER] = is_member
    };
    for (size_t side = 0; side < AUDIT_SIDES; side++)
        if (is_side[side] &&
            (rule->own[side][from][to] || (is_further && rule->further[side][from][to])))
            return true;
    return false;
}

uint32_t
audit_rules_scope(struct audit_rules *rules, struct str service, struct str region)
{
    bool made;
    struct scope *scope = text_map_get(&rules->scopes, key_of(rules, service, region), &made);
    if (made) {
        scope->name =
            arena_format(rules->arena, "%.*s in %.*s", STR_PRINTF(service), STR_PRINTF(region))
                .data;
        scope->number = (uint32_t)rules->scopes.count;
    }
    return scope->number;
}

const char *
audit_rules_scope_name(const struct audit_rules *rules, uint32_t scope)
{
    if (scope == 0 || scope > rules->scopes.count)
        return "";
    return ((const struct scope *)rules->scopes.entries[scope - 1].value)->name;
}
