/*
 * Masking for the audit trail. Must never show a hidden value, whatever it stands in.
 */
#include "api/shown.h"

#include "base/codec.h"

static void write_part(struct shown *shown, const struct field *field, const struct node *node);

void
shown_init(struct shown *shown, struct arena *arena, const struct service *service,
           size_t max_bytes)
{
    *shown = (struct shown){ .arena = arena, .service = service, .max_bytes = max_bytes };
    buf_init(&shown->text, arena);
}

/* Forgets what was written, all but its size, once there is more than can be shown: it never takes
 * the room of all that was asked. A tree_piece_fn. */
static void
bound(void *context)
{
    struct shown *shown = context;
    if (shown->text.size <= shown->max_bytes)
        return;
    shown->dropped += shown->text.size;
    shown->text.size = 0;
}

static void
write_name(struct shown *shown, const char *name)
{
    json_quote(&shown->text, str_from(service_trail_spelling(shown->arena, shown->service, name)));
    buf_add_char(&shown->text, ':');
}

static void
write_hidden(struct shown *shown)
{
    /* CloudTrail's own words. */
    json_quote(&shown->text, STR("HIDDEN_DUE_TO_SECURITY_REASONS"));
}

static void
write_object(struct shown *shown, const struct field *table, const struct node *object)
{
    bool first = true;
    if (object->kind != NODE_OBJECT) {
        write_hidden(shown);
        return;
    }
    buf_add_char(&shown->text, '{');
    for (const struct field *member = table->members; member->name != NULL; member++) {
        const char *name = service_spelling(shown->arena, shown->service, member->name);
        const struct node *node = tree_member(object, str_from(name));
        if (node == NULL || node->kind == NODE_NULL)
            continue;
        buf_add(&shown->text, first ? STR("") : STR(","));
        first = false;
        write_name(shown, name);
        write_part(shown, member, node);
    }
    buf_add_char(&shown->text, '}');
}

static void
write_list(struct shown *shown, const struct field *field, const struct node *list)
{
    buf_add_char(&shown->text, '[');
    for (const struct node *child = list->first; child != NULL; child = child->next) {
        buf_add(&shown->text, child == list->first ? STR("") : STR(","));
        if (field->kind->structure == STRUCTURE_TABLE)
            write_object(shown, field, child);
        else
            write_part(shown, field->members, child);
        bound(shown);
    }
    buf_add_char(&shown->text, ']');
}

static void
write_part(struct shown *shown, const struct field *field, const struct node *node)
{
    enum structure structure = field->kind->structure;
    int64_t number;
    if (field->hidden || (structure == STRUCTURE_TABLE && node->kind != NODE_LIST))
        write_hidden(shown);
    else if (structure == STRUCTURE_TABLE ||
             (structure == STRUCTURE_LIST && node->kind == NODE_LIST))
        write_list(shown, field, node);
    else if (node->kind == NODE_LOOSE && field->kind->node == NODE_INTEGER &&
             str_to_int64(node->text, INT64_MIN, INT64_MAX, &number) == 0)
        buf_add_format(&shown->text, "%lld", (long long)number);
    else
        tree_write_pieces(&shown->text, node, bound, shown);
}

void
shown_add(struct shown *shown, const struct field *field, const struct node *node)
{
    if (shown->max_bytes == 0)
        return;
    buf_add_char(&shown->text, shown->text.size + shown->dropped == 0 ? '{' : ',');
    write_name(shown, field->name);
    write_part(shown, field, node);
    bound(shown);
}

struct str
shown_parameters(struct shown *shown)
{
    if (shown->text.size + shown->dropped == 0)
        return (struct str){ NULL, 0 };
    buf_add_char(&shown->text, '}');
    bound(shown);
    if (shown->dropped == 0)
        return buf_str(&shown->text);
    return arena_format(shown->arena, "{\"omitted\":true,\"originalSize\":%zu}",
                        shown->dropped + shown->text.size);
}
