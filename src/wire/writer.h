/*
 * Writers: from a value and its shape to a body in one of the wire protocols, and from an error to
 * an error body. They know names and forms, never an operation, a service or who asks.
 */
#ifndef MEMBERHUB_WIRE_WRITER_H
#define MEMBERHUB_WIRE_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/str.h"
#include "wire/protocol.h"
#include "wire/shape.h"

struct json_object;

/*
 * Gives what a member says where that is a text (in the writer's arena, or borrowed from `json`);
 * data NULL where it is not. FAULT_INTERNAL for a value that its kind cannot have.
 */
typedef int writer_text_fn(void *context, const struct shape *shape, struct json_object *json,
                           struct str *ret_text, struct fault *f);

struct writer {
    struct arena *arena;
    bool lower_camel;     /* names begin with a small letter */
    writer_text_fn *text; /* of members whose text is made, such as page tokens */
    void *context;        /* of `text` */
    /* what an XML result says around its members */
    const char *operation;
    const char *xml_namespace;
    struct str request_id;
    /* what was written: where the documents go that stand in no body, each behind a comma but the
       first; NO_DOCUMENTS when the shape has no place for them */
    size_t documents_at;
};
enum { NO_DOCUMENTS = 0 }; /* an object is around them, so none stands at the beginning */

/* More text than this, and it is no answer. */
enum { WRITER_BODY_MAX = 1024 * 1024 };

/*
 * Writes the body of a result: `object` by the rows of `shape` (NULL: there is no output). Adds
 * nothing but a part of the body on -1: FAULT_INTERNAL for a result that does not fit its shape, or
 * whose text is beyond WRITER_BODY_MAX.
 */
typedef int writer_result_fn(struct writer *writer, const struct shape *shape,
                             struct json_object *object, struct buf *body, struct fault *f);
writer_result_fn write_json_result, write_xml_result;

/* Which members the body of a REST-JSON error has. */
enum error_form {
    ERROR_FRONT,            /* {"message"}: what stands before every service says so */
    ERROR_MESSAGE_AND_CODE, /* {"Message","Code"} */
    ERROR_TYPED,            /* {"message","__type","type"} */
};

struct error {
    enum protocol protocol;
    enum error_form form; /* where the protocol is REST-JSON */
    uint16_t status;      /* HTTP */
    const char *code;     /* the exception */
    const char *type;     /* what the body calls it beside that; NULL: code */
    struct str sentence;
    struct str request_id;
};

/* Writes the body of an error. */
typedef void writer_error_fn(const struct error *error, struct buf *body);
writer_error_fn write_rest_json_error, write_json_error, write_cbor_error, write_xml_error;

/* Gives a name of a table, which begins with a capital letter, as a writer spells it: borrowed, or
 * in the arena. */
const char *writer_spelling(struct arena *arena, bool lower_camel, const char *name);

/* Tells whether a table (NULL: there is none) has a place for documents. */
bool shape_has_documents(const struct shape *shape);

/* Sets FAULT_INTERNAL when the body is beyond WRITER_BODY_MAX. For writers, after each member. */
int writer_check(const struct buf *body, struct fault *f) MUST_CHECK;

/* Gives a member's name on the wire: the variant where the writer's spelling has one. */
const char *writer_name(const struct writer *writer, const struct shape *shape);

#endif
