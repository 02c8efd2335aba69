/*
 * Effects: their names and their order.
 */
#include "verify/effect.h"

void
effect_name(char ret_id[EFFECT_EVENT_ID_SIZE], struct str event_id)
{
    struct str id = str_slice(event_id, 0, EFFECT_EVENT_ID_SIZE - 1);
    bytes_copy(ret_id, EFFECT_EVENT_ID_SIZE, id.data, id.size);
    ret_id[id.size] = '\0';
}

int
effect_order(const void *a, const void *b)
{
    const struct effect *left = a, *right = b;
    if (left->sequence != right->sequence)
        return left->sequence < right->sequence ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}
