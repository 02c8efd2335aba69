/*
 * Targets for the forms that input has: JSON, forms, tokens of ours that a client hands back.
 */
#include <json-c/json.h>

#include "auth/role_session.h"
#include "base/attributes.h"
#include "fuzz.h"
#include "wire/form.h"
#include "wire/json_scan.h"
#include "wire/page_token.h"

void
fuzz_json(struct arena *arena, struct str input)
{
    struct json_object *object;
    struct fault f;
    size_t members;
    int scanned = json_scan(input, &members, &f);
    if (json_parse_object(arena, input, &object, &f) < 0)
        return;
    /* What was read is written as what can be read. */
    MUST(scanned == 0 && members <= JSON_VALUES_MAX);
    struct str again = str_from(json_object_to_json_string(object));
    MUST(json_scan(again, &members, &f) == 0);
}

void
fuzz_form(struct arena *arena, struct str input)
{
    const struct request bodies[] = { { .method = STR("POST"), .body = input },
                                      { .method = STR("GET"), .query = input } };
    struct form form;
    struct fault f;
    for (size_t i = 0; i < ARRAY_COUNT(bodies); i++) {
        if (form_read(arena, &bodies[i], &form, &f) < 0)
            continue;
        MUST(form.count <= FORM_PAIRS_MAX);
        for (size_t pair = 0; pair < form.count; pair++) {
            struct str value;
            MUST(form_has(&form, form.pairs[pair].name));
            (void)form_has_empty_list(&form, form.pairs[pair].name);
            if (form_value(&form, form.pairs[pair].name, &value) == 0)
                MUST(value.data != NULL);
        }
    }
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
