/*
 * Reading views out of events. Must never take another form for a view than that of ours.
 */
#include "verify/view_reader.h"

#include <json-c/json.h>
#include <string.h>

#include "base/json.h"

static const char *
member_text(struct json_object *object, const char *name)
{
    struct json_object *value;
    if (!json_object_object_get_ex(object, name, &value) ||
        !json_object_is_type(value, json_type_string))
        return NULL;
    return json_object_get_string(value);
}

/* Reads the first number of "xmin:xmax:running,..": what has a lower one had ended. */
static int
read_snapshot(const char *snapshot, int64_t *ret_seen_below)
{
    struct str rest = str_from(snapshot), first;
    return snapshot != NULL && str_next(&rest, ':', &first)
               ? str_to_int64(first, 0, INT64_MAX, ret_seen_below)
               : -1;
}

int
view_reader_init(struct view_reader *reader, struct arena *arena, const struct audit_event *event)
{
    struct json_object *record, *data, *views;
    *reader = (struct view_reader){ .views = NULL };
    /* Hardly any event has it, and to parse one takes 4 us. */
    if (event->record.data == NULL || strstr(event->record.data, "\"additionalEventData\"") == NULL)
        return 0;
    record = json_parse_own(arena, event->record);
    if (record == NULL || !json_object_is_type(record, json_type_object))
        return -1;
    if (!json_object_object_get_ex(record, "additionalEventData", &data))
        return 0;
    if (!json_object_object_get_ex(data, "views", &views) ||
        !json_object_is_type(views, json_type_array) ||
        read_snapshot(member_text(data, "snapshot"), &reader->seen_below) < 0)
        return -1;
    reader->views = views;
    reader->count = json_object_array_length(views);
    return 0;
}

int
view_next(struct view_reader *reader, struct view *ret_view)
{
    if (reader->next == reader->count)
        return 0;
    struct json_object *view = json_object_array_get_idx(reader->views, reader->next++);
    const char *region = member_text(view, "region"), *account = member_text(view, "accountId");
    if (region == NULL || account == NULL)
        return -1;
    *ret_view = (struct view){ str_from(region), str_from(account) };
    return 1;
}
