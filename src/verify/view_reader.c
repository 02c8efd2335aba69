/*
 * Reading views out of events.
 * Must never take a form for a view that no event of ours has: it would be believed.
 */
#include "verify/view_reader.h"

#include <json-c/json.h>
#include <string.h>

#include "base/codec.h"
#include "base/json.h"

/* Gives a member of an object, NULL: there is none, or it is no object. */
static struct json_object *
member(struct json_object *object, const char *name)
{
    struct json_object *found;
    if (!json_object_is_type(object, json_type_object) ||
        !json_object_object_get_ex(object, name, &found))
        return NULL;
    return found;
}

/* Gives the text of a member, empty when it is none. */
static struct str
text_of(struct json_object *object, const char *name)
{
    struct json_object *value = member(object, name);
    return json_object_is_type(value, json_type_string) ? json_text(value) : STR("");
}

static int
read_transaction(struct str text, int64_t *ret_transaction)
{
    return str_to_int64(text, 1, INT64_MAX, ret_transaction);
}

/* Reads "10:20:10,14,15". */
static int
read_snapshot(struct arena *arena, struct str text, struct view_snapshot *snapshot)
{
    struct str from, to, one;
    size_t room = 1;
    *snapshot = (struct view_snapshot){ .from = 0 };
    if (!str_next(&text, ':', &from) || !str_next(&text, ':', &to) || text.data == NULL ||
        read_transaction(from, &snapshot->from) < 0 || read_transaction(to, &snapshot->to) < 0 ||
        snapshot->from > snapshot->to)
        return -1;
    for (size_t i = 0; i < text.size; i++)
        room += text.data[i] == ',';
    snapshot->under_way = arena_alloc(arena, room * sizeof *snapshot->under_way);
    if (text.size == 0)
        return 0;
    while (str_next(&text, ',', &one))
        if (read_transaction(one, &snapshot->under_way[snapshot->count++]) < 0)
            return -1;
    return 0;
}

bool
view_snapshot_sees(const struct view_snapshot *snapshot, int64_t transaction)
{
    if (transaction >= snapshot->to)
        return false;
    for (size_t i = 0; i < snapshot->count && transaction >= snapshot->from; i++)
        if (snapshot->under_way[i] == transaction)
            return false;
    return true;
}

int
view_reader_init(struct view_reader *reader, struct arena *arena, const struct audit_event *event)
{
    static const char mark[] = "\"additionalEventData\"";
    struct json_object *data;
    *reader = (struct view_reader){ .list = NULL };
    /* Nearly all events have no views, and parsing costs. */
    if (event->record.size == 0 ||
        memmem(event->record.data, event->record.size, mark, sizeof mark - 1) == NULL)
        return 0;
    data = member(json_parse_own(arena, event->record), "additionalEventData");
    if (member(data, "views") == NULL)
        return 0;
    if (!json_object_is_type(member(data, "views"), json_type_array) ||
        read_snapshot(arena, text_of(data, "snapshot"), &reader->snapshot) < 0)
        return -1;
    reader->list = member(data, "views");
    reader->count = json_object_array_length(reader->list);
    return 0;
}

int
view_next(struct view_reader *reader, struct view *ret_view)
{
    struct view view = { .invitation = { .is_known = false } };
    if (reader->next == reader->count)
        return 0;
    struct json_object *row = json_object_array_get_idx(reader->list, reader->next++);
    view.region = text_of(row, "region");
    view.account = text_of(row, "accountId");
    if (view.region.size == 0 || view.account.size == 0 ||
        !json_object_is_type(member(row, "findings"), json_type_int) ||
        json_object_get_int64(member(row, "findings")) < 0)
        return -1;
    if (member(row, "invitationId") != NULL) {
        if (hex_decode(text_of(row, "invitationId"), view.invitation.id, INVITATION_BYTES) < 0)
            return -1;
        view.invitation.is_known = true;
    }
    *ret_view = view;
    return 1;
}

struct invitation
view_accepted(struct arena *arena, const struct audit_event *event)
{
    /* As each service spells it. */
    static const char *const names[] = { "InvitationId", "invitationId" };
    struct invitation found = { .is_known = false };
    if (event->record.size == 0)
        return found;
    struct json_object *parameters =
        member(json_parse_own(arena, event->record), "requestParameters");
    for (size_t i = 0; i < ARRAY_COUNT(names) && !found.is_known; i++)
        found.is_known = hex_decode(text_of(parameters, names[i]), found.id, INVITATION_BYTES) == 0;
    return found;
}
