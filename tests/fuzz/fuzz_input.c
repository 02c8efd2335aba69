/*
 * Targets for the forms that input has: JSON, forms, documents, tokens of ours that a client hands
 * back.
 */
#include "auth/role_session.h"
#include "base/attributes.h"
#include "base/codec.h"
#include "fuzz.h"
#include "services/securityhub/rows.h"
#include "wire/form.h"
#include "wire/json_tree.h"
#include "wire/page_token.h"

/* What holds of every tree. */
static void
check_tree(const struct node *node, size_t depth)
{
    size_t count = 0;
    MUST(depth <= TREE_DEPTH_MAX + 1);
    MUST(node->broken || utf8_is_text(node->text));
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        check_tree(child, depth + 1);
        count++;
    }
    MUST(count == node->count);
}

void
fuzz_json(struct arena *arena, struct str input)
{
    struct node *object, *again;
    struct fault f;
    if (json_tree(arena, input, &object, &f) < 0)
        return;
    check_tree(object, 0);
    /* A large one may have as many values as its white space makes room for. */
    if (input.size > (size_t)JSON_VALUES_MAX * JSON_BYTES_A_VALUE)
        return;
    /* What was read is written as what can be read, and says the same. */
    struct str text = tree_json(arena, object);
    MUST(json_tree(arena, text, &again, &f) == 0);
    MUST(str_equal(tree_json(arena, again), text));
}

void
fuzz_form(struct arena *arena, struct str input)
{
    const struct request bodies[] = { { .method = STR("POST"), .body = input },
                                      { .method = STR("GET"), .query = input } };
    struct node *form;
    struct fault f;
    check_tree(query_tree(arena, input), 0);
    for (size_t i = 0; i < ARRAY_COUNT(bodies); i++) {
        if (form_tree(arena, &bodies[i], &form, &f) < 0)
            continue;
        check_tree(form, 0);
        MUST(form->count <= FORM_PAIRS_MAX);
        for (const struct node *pair = form->first; pair != NULL; pair = pair->next) {
            struct str value;
            const struct node *list = tree_numbered(arena, pair);
            MUST(tree_again(pair) == NULL);
            MUST(list == NULL || list->count == pair->count);
            if (form_value(form, pair->name, &value) == 0)
                MUST(value.data != NULL);
        }
    }
}

/* Writes a finding; gives how much is wrong with it. */
static size_t
write_finding(struct arena *arena, const struct node *finding, struct str *ret_text)
{
    struct schema_faults faults;
    struct buf text;
    buf_init(&text, arena);
    schema_faults_init(&faults, arena);
    schema_write(schema_finding, finding, STR("data"), &text, &faults);
    MUST((faults.count == 0) == (faults.text.size == 0));
    MUST(utf8_is_text(buf_str(&faults.text)));
    *ret_text = buf_str(&text);
    return faults.count;
}

void
fuzz_finding(struct arena *arena, struct str input)
{
    struct node *finding, *again;
    struct str text, same;
    struct fault f;
    if (json_tree(arena, input, &finding, &f) < 0 || write_finding(arena, finding, &text) > 0)
        return;
    if (input.size > (size_t)JSON_VALUES_MAX * JSON_BYTES_A_VALUE)
        return;
    /* What was taken is a document that adheres, and is taken as it is. */
    MUST(json_tree(arena, text, &again, &f) == 0);
    MUST(write_finding(arena, again, &same) == 0);
    MUST(str_equal(same, text));
}

void
fuzz_token(struct arena *arena, struct str input)
{
    static const struct seal_key master = { .key = { 1, 2, 3 }, .id = "01234567" };
    const struct str listing = STR("ListMembers 111111111111");
    const struct str key_id = STR("ASIAABCDEFGHIJKLMNOP");
    struct role_session_keys keys;
    struct role_session session;
    struct str after;
    /* Nobody but us can make one. */
    MUST(page_token_open(arena, &master, listing, input, &after) < 0);
    struct str token = page_token_make(arena, &master, listing, input);
    MUST(page_token_open(arena, &master, listing, token, &after) == 0);
    MUST(str_equal(after, input));
    role_session_keys_derive(&master, &keys);
    MUST(role_session_token_open(arena, &keys, key_id, input, &session) < 0);
    role_session_keys_release(&keys);
}
