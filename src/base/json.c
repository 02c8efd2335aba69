/*
 * json-c's objects as views, as text, and in the arena's care.
 */
#include "base/json.h"

#include <json-c/json.h>
#include <stdlib.h>

struct str
json_text(struct json_object *json)
{
    return (struct str){ json_object_get_string(json), (size_t)json_object_get_string_len(json) };
}

struct str
json_rendered(struct arena *arena, struct json_object *json)
{
    int flags = JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE;
    return arena_copy(arena, str_from(json_object_to_json_string_ext(json, flags)));
}

static void
release(void *json)
{
    json_object_put(json);
}

void
json_defer(struct arena *arena, struct json_object *json)
{
    arena_defer(arena, release, json);
}

struct json_object *
json_parse_own(struct arena *arena, struct str text)
{
    struct json_tokener *tokener = json_tokener_new();
    if (tokener == NULL)
        abort();
    struct json_object *json = json_tokener_parse_ex(tokener, text.data, (int)text.size);
    bool whole = json_tokener_get_error(tokener) == json_tokener_success;
    json_tokener_free(tokener);
    json_defer(arena, json);
    return whole ? json : NULL;
}
