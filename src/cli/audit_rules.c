/*
 * Which moves which event may report. Must never allow what the table of transitions does not say,
 * but for the events that say how a trail began.
 */
#include "cli/audit_rules.h"

#include <stdlib.h>

#include "api/operation.h"
#include "base/arena.h"
#include "base/attributes.h"
#include "base/buf.h"
#include "cli/audit_source.h"

/* Names of regions come from clients: a trail with more of them than this is no trail of ours. */
enum { RULES_ARENA_BYTES = 256 * 1024 * 1024 };

static const char *const state_names[] = { "None",     "Created", "Invited", "Enabled",
                                           "Disabled", "Removed", "Resigned" };

_Static_assert(ARRAY_COUNT(state_names) == AUDIT_STATES, "every state has its name");

/*
 * What an operation does besides its own rows: who accepts while its detector is suspended is
 * disabled at once.
 */
static const struct {
    const char *operation, *also;
} companions[] = { { "AcceptAdministratorInvitation", "UpdateDetector enable=false" } };

struct transition {
    struct transition *next;
    struct str service, operation;
    enum audit_side side;
    uint8_t from, to;
};

struct scope {
    struct scope *next;
    struct str service, region;
    const char *name;
    uint32_t number;
};

struct rule_node {
    struct rule_node *next;
    struct audit_rule rule;
};

struct audit_rules {
    struct arena *arena;
    uint8_t hash[SHA256_SIZE];
    struct transition *transitions;
    struct scope *scopes; /* the newest first */
    struct rule_node *nodes;
};

int
audit_state_read(struct str name, uint8_t *ret_state)
{
    for (uint8_t state = 0; state < AUDIT_STATES; state++)
        if (str_equal(name, str_from(state_names[state]))) {
            *ret_state = state;
            return 0;
        }
    return -1;
}

const char *
audit_state_name(uint8_t state)
{
    return state_names[state];
}

struct audit_rules *
audit_rules_new(void)
{
    struct audit_rules *rules = calloc(1, sizeof *rules);
    if (rules == NULL)
        abort();
    rules->arena = arena_new(RULES_ARENA_BYTES);
    return rules;
}

void
audit_rules_free(struct audit_rules *rules)
{
    if (rules == NULL)
        return;
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
    for (size_t i = 0; i <= TRANSITION_TO; i++) {
        buf_add_format(&text, "%zu:", row[i].size);
        buf_add(&text, row[i]);
    }
    sha256(buf_str(&text), rules->hash);
    arena_free(scratch);
}

void
audit_rules_hash(const struct audit_rules *rules, uint8_t ret_hash[SHA256_SIZE])
{
    bytes_copy(ret_hash, SHA256_SIZE, rules->hash, sizeof rules->hash);
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
    const struct operation *called = NULL;
    for (size_t i = 0; i < operation_count && called == NULL; i++)
        if (str_equal(name, str_from(operations[i].name)) &&
            str_equal(service, str_from(service_row(operations[i].service)->name)))
            called = &operations[i];
    for (size_t i = 0; i < operation_count && called != NULL; i++)
        if (operations[i].service == called->service &&
            operations[i].statement == called->statement)
            return str_from(operations[i].name);
    return name;
}

/* Tells whether rows of `operation` are those of `name`: the same, or "NAME member=value". */
static bool
is_operation(struct str operation, struct str name)
{
    return str_starts_with(operation, name) &&
           (operation.size == name.size || operation.data[name.size] == ' ');
}

/* Allows the moves of an operation. */
static void
allow(const struct audit_rules *rules, struct audit_rule *rule, struct str operation)
{
    for (const struct transition *t = rules->transitions; t != NULL; t = t->next)
        if (str_equal(t->service, rule->service) && is_operation(t->operation, operation))
            rule->allowed[t->side][t->from][t->to] = true;
}

/*
 * The event of a trail's beginning gives an administrator's relationships their states; where older
 * events were dropped, it repeats them.
 */
static void
allow_beginning(struct audit_rule *rule)
{
    for (size_t to = AUDIT_STATE_NONE + 1; to < AUDIT_STATES; to++) {
        rule->allowed[AUDIT_SIDE_ADMINISTRATOR][AUDIT_STATE_NONE][to] = true;
        rule->allowed[AUDIT_SIDE_ADMINISTRATOR][to][to] = true;
    }
}

/* Allows two moves in one where the second follows the first. */
static void
allow_both(struct audit_rule *rule)
{
    for (size_t side = 0; side < AUDIT_SIDES; side++)
        for (size_t from = 0; from < AUDIT_STATES; from++)
            for (size_t by = 0; by < AUDIT_STATES; by++)
                for (size_t to = 0; to < AUDIT_STATES; to++)
                    rule->allowed[side][from][to] |=
                        rule->allowed[side][from][by] && rule->allowed[side][by][to];
}

static void
fill_rule(struct audit_rules *rules, struct audit_rule *rule)
{
    struct str operation = modern_name(rule->service, rule->event_name);
    allow(rules, rule, operation);
    if (str_equal(rule->event_name, STR("TrailBegins")))
        allow_beginning(rule);
    for (size_t i = 0; i < ARRAY_COUNT(companions); i++)
        if (str_equal(operation, str_from(companions[i].operation))) {
            allow(rules, rule, str_from(companions[i].also));
            allow_both(rule);
        }
}

const struct audit_rule *
audit_rules_find(struct audit_rules *rules, struct str service, struct str region,
                 struct str event_name)
{
    for (const struct rule_node *node = rules->nodes; node != NULL; node = node->next)
        if (str_equal(node->rule.event_name, event_name) && str_equal(node->rule.region, region) &&
            str_equal(node->rule.service, service))
            return &node->rule;
    struct rule_node *node = arena_alloc(rules->arena, sizeof *node);
    node->next = rules->nodes;
    node->rule.service = arena_copy(rules->arena, service);
    node->rule.region = arena_copy(rules->arena, region);
    node->rule.event_name = arena_copy(rules->arena, event_name);
    node->rule.scope = audit_rules_scope(rules, service, region);
    rules->nodes = node;
    fill_rule(rules, &node->rule);
    return &node->rule;
}

bool
audit_rule_allows(const struct audit_rule *rule, bool is_administrator, bool is_member,
                  uint8_t from, uint8_t to)
{
    return (is_administrator && rule->allowed[AUDIT_SIDE_ADMINISTRATOR][from][to]) ||
           (is_member && rule->allowed[AUDIT_SIDE_MEMBER][from][to]);
}

uint32_t
audit_rules_scope(struct audit_rules *rules, struct str service, struct str region)
{
    for (const struct scope *scope = rules->scopes; scope != NULL; scope = scope->next)
        if (str_equal(scope->region, region) && str_equal(scope->service, service))
            return scope->number;
    struct scope *scope = arena_alloc(rules->arena, sizeof *scope);
    scope->service = arena_copy(rules->arena, service);
    scope->region = arena_copy(rules->arena, region);
    scope->name =
        arena_format(rules->arena, "%.*s in %.*s", STR_PRINTF(service), STR_PRINTF(region)).data;
    scope->number = rules->scopes != NULL ? rules->scopes->number + 1 : 1;
    scope->next = rules->scopes;
    rules->scopes = scope;
    return scope->number;
}

const char *
audit_rules_scope_name(const struct audit_rules *rules, uint32_t scope)
{
    for (const struct scope *s = rules->scopes; s != NULL; s = s->next)
        if (s->number == scope)
            return s->name;
    return "";
}
