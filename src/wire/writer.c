/*
 * What the writers share: names, and the size of a text.
 */
#include "wire/writer.h"

#include <string.h>

const char *
writer_spelling(struct arena *arena, bool lower_camel, const char *name)
{
    if (!lower_camel || name[0] < 'A' || name[0] > 'Z')
        return name;
    size_t size = strlen(name) + 1;
    char *spelled = arena_alloc(arena, size);
    bytes_copy(spelled, size, name, size);
    spelled[0] = (char)(name[0] - 'A' + 'a');
    return spelled;
}

const char *
writer_name(const struct writer *writer, const struct shape *shape)
{
    if (writer->lower_camel && shape->variant != NULL)
        return shape->variant;
    return writer_spelling(writer->arena, writer->lower_camel, shape->wire);
}

int
writer_check(const struct buf *body, struct fault *f)
{
    if (body->size > WRITER_BODY_MAX)
        return fault_set_detail(f, FAULT_INTERNAL, "the answer has more than %d bytes of text",
                                WRITER_BODY_MAX);
    return 0;
}

bool
shape_has_documents(const struct shape *shape)
{
    while (shape != NULL && shape->name != NULL && shape->kind != SHAPE_DOCUMENTS)
        shape++;
    return shape != NULL && shape->name != NULL;
}
