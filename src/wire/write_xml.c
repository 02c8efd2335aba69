/*
 * XML bodies: results and errors of the query protocol, and errors of the other services that
 * answer in XML.
 * Source: Smithy, "AWS query protocol", "AWS EC2 query protocol", "AWS REST XML protocol".
 */
#include "wire/writer.h"

#include <json-c/json.h>

/* The noncharacters U+FFFE and U+FFFF, in UTF-8, begin so. */
#define NONCHARACTER STR("\xef\xbf")
#define REPLACEMENT STR("\xef\xbf\xbd")

/* Tells whether text begins with a character that XML 1.0 cannot hold (section 2.2), and how long
 * that is. */
static size_t
unfit_size(struct str text)
{
    unsigned char c = (unsigned char)text.data[0];
    if (c < ' ' && c != '\n' && c != '\t' && c != '\r')
        return 1;
    if (text.size >= 3 && str_starts_with(text, NONCHARACTER) && (text.data[2] & 0x3e) == 0x3e)
        return 3;
    return 0;
}

/* Adds text as the content of an element. What XML cannot hold becomes U+FFFD. */
static void
add_text(struct buf *body, struct str text)
{
    while (text.size > 0) {
        size_t unfit = unfit_size(text);
        char c = text.data[0];
        if (unfit > 0)
            buf_add(body, REPLACEMENT);
        else if (c == '<')
            buf_add(body, STR("&lt;"));
        else if (c == '>')
            buf_add(body, STR("&gt;"));
        else if (c == '&')
            buf_add(body, STR("&amp;"));
        else if (c == '\r')
            buf_add(body, STR("&#xD;"));
        else
            buf_add_char(body, c);
        text = str_slice(text, unfit > 0 ? unfit : 1, text.size);
    }
}

static void
add_element(struct buf *body, const char *name, struct str text)
{
    buf_add_format(body, "<%s>", name);
    add_text(body, text);
    buf_add_format(body, "</%s>", name);
}

/* Adds the members that the object has, in the table's order. */
static int
add_members(struct writer *writer, struct buf *body, const struct shape *shape,
            struct json_object *object, struct fault *f)
{
    struct str text;
    if (!json_object_is_type(object, json_type_object))
        return fault_set_detail(f, FAULT_INTERNAL, "an element before %s is no object",
                                shape->name);
    for (; shape->name != NULL; shape++) {
        struct json_object *json = json_object_object_get(object, shape->name);
        const char *name = writer_name(writer, shape);
        if (json == NULL)
            continue;
        if (shape->kind == SHAPE_OBJECT) {
            buf_add_format(body, "<%s>", name);
            if (add_members(writer, body, shape->members, json, f) < 0)
                return -1;
            buf_add_format(body, "</%s>", name);
            continue;
        }
        if (writer->text(writer->context, shape, json, &text, f) < 0)
            return -1;
        if (text.data == NULL)
            return fault_set_detail(f, FAULT_INTERNAL, "%s has no form in XML", shape->name);
        add_element(body, name, text);
        if (writer_check(body, f) < 0)
            return -1;
    }
    return 0;
}

int
write_xml_result(struct writer *writer, const struct shape *shape, struct json_object *object,
                 struct buf *body, struct fault *f)
{
    const char *name = writer->operation;
    buf_add_format(body, "<%sResponse xmlns=\"%s\"><%sResult>", name, writer->xml_namespace, name);
    if (add_members(writer, body, shape, object, f) < 0)
        return -1;
    buf_add_format(body, "</%sResult><ResponseMetadata>", name);
    add_element(body, "RequestId", writer->request_id);
    buf_add_format(body, "</ResponseMetadata></%sResponse>", name);
    return 0;
}

void
write_xml_error(const struct error *error, struct buf *body)
{
    static const struct {
        const char *before, *after, *request_id, *end;
    } frames[] = {
        [PROTOCOL_QUERY] = { "<ErrorResponse><Error>", "</Error>", "RequestId",
                             "</ErrorResponse>" },
        [PROTOCOL_REST_XML] = { "<ErrorResponse><Error>", "</Error>", "RequestId",
                                "</ErrorResponse>" },
        [PROTOCOL_EC2] = { "<Response><Errors><Error>", "</Error></Errors>", "RequestID",
                           "</Response>" },
        [PROTOCOL_S3] = { "<Error>", "", "RequestId", "</Error>" },
    };
    buf_add(body, str_from(frames[error->protocol].before));
    add_element(body, "Type", error->status < 500 ? STR("Sender") : STR("Receiver"));
    add_element(body, "Code", str_from(error->code));
    add_element(body, "Message", error->sentence);
    buf_add(body, str_from(frames[error->protocol].after));
    add_element(body, frames[error->protocol].request_id, error->request_id);
    buf_add(body, str_from(frames[error->protocol].end));
}
