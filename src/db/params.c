/*
 * Text forms of parameters and results. Quotes every array element, so that no text is taken for
 * NULL or syntax.
 */
#include "db/params.h"

#include <assert.h>
#include <inttypes.h>

#include "base/buf.h"
#include "base/codec.h"

void
db_param(struct db_params *params, struct str value)
{
    assert(params->count < DB_PARAMS_MAX);
    params->verbatim[params->count] = false;
    params->values[params->count++] = value;
}

void
db_param_verbatim(struct db_params *params, struct str value)
{
    db_param(params, value);
    params->verbatim[params->count - 1] = true;
}

void
db_param_null(struct db_params *params)
{
    db_param(params, (struct str){ NULL, 0 });
}

void
db_param_int(struct arena *arena, struct db_params *params, int64_t value)
{
    db_param(params, arena_format(arena, "%" PRId64, value));
}

void
db_param_bool(struct db_params *params, bool value)
{
    db_param(params, value ? STR("true") : STR("false"));
}

static void
add_element(struct buf *buf, struct str element)
{
    if (element.data == NULL) {
        buf_add(buf, STR("NULL"));
        return;
    }
    buf_add_char(buf, '"');
    for (size_t i = 0; i < element.size; i++) {
        if (element.data[i] == '"' || element.data[i] == '\\')
            buf_add_char(buf, '\\');
        buf_add_char(buf, element.data[i]);
    }
    buf_add_char(buf, '"');
}

struct str
db_text_array(struct arena *arena, const struct str *elements, size_t count)
{
    struct buf buf;
    buf_init(&buf, arena);
    buf_add_char(&buf, '{');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_add_char(&buf, ',');
        add_element(&buf, elements[i]);
    }
    buf_add_char(&buf, '}');
    return buf_str(&buf);
}

/* Cuts a quoted element, its opening quote already gone, off `*rest`, undoing the backslashes. */
static int
parse_quoted(struct arena *arena, struct str *rest, struct str *ret_element)
{
    struct buf buf;
    buf_init(&buf, arena);
    buf_add(&buf, STR(""));
    for (size_t i = 0; i < rest->size; i++) {
        if (rest->data[i] == '"') {
            *rest = str_slice(*rest, i + 1, rest->size);
            *ret_element = buf.size > 0 ? buf_str(&buf) : STR("");
            return 0;
        }
        if (rest->data[i] == '\\' && ++i == rest->size)
            return -1;
        buf_add_char(&buf, rest->data[i]);
    }
    return -1;
}

/* Cuts an element without quotes off `*rest`: NULL, or text that needs none. */
static int
parse_plain(struct str *rest, struct str *ret_element)
{
    size_t size = str_find(*rest, ',');
    struct str element = str_slice(*rest, 0, size);
    bool has_syntax = str_find(element, '{') < size || str_find(element, '"') < size ||
                      str_find(element, '\\') < size;
    if (size == 0 || has_syntax)
        return -1;
    *rest = str_slice(*rest, size, rest->size);
    *ret_element = str_equal(element, STR("NULL")) ? (struct str){ NULL, 0 } : element;
    return 0;
}

/*
 * Counts what an array's body can hold at most: a comma inside quotes only makes the count too
 * high.
 */
static size_t
count_elements(struct str body)
{
    size_t count = 1;
    for (size_t i = 0; i < body.size; i++)
        count += body.data[i] == ',';
    return count;
}

int
db_text_array_parse(struct arena *arena, struct str text, const struct str **ret_elements,
                    size_t *ret_count)
{
    if (text.size < 2 || text.data[0] != '{' || text.data[text.size - 1] != '}')
        return -1;
    struct str rest = str_slice(text, 1, text.size - 2);
    struct str *elements = arena_array(arena, count_elements(rest), sizeof *elements);
    size_t count = 0;
    bool more = rest.size > 0;
    while (more) {
        bool quoted = rest.size > 0 && rest.data[0] == '"';
        if (quoted)
            rest = str_slice(rest, 1, rest.size);
        if ((quoted ? parse_quoted(arena, &rest, &elements[count])
                    : parse_plain(&rest, &elements[count])) < 0)
            return -1;
        count++;
        more = rest.size > 0;
        if (more && rest.data[0] != ',')
            return -1;
        if (more)
            rest = str_slice(rest, 1, rest.size);
    }
    *ret_elements = elements;
    *ret_count = count;
    return 0;
}

struct str
db_bytea(struct arena *arena, struct str bytes)
{
    if (bytes.data == NULL)
        return bytes;
    struct str hex = hex_encode(arena, bytes.data, bytes.size);
    return arena_format(arena, "\\x%.*s", STR_PRINTF(hex));
}

int
db_bytea_parse(struct arena *arena, struct str text, struct str *ret_bytes)
{
    if (!str_starts_with(text, STR("\\x")))
        return -1;
    struct str hex = str_slice(text, 2, text.size);
    size_t size = hex.size / 2;
    uint8_t *bytes = arena_alloc(arena, size);
    if (hex.size % 2 != 0 || hex_decode(hex, bytes, size) < 0)
        return -1;
    *ret_bytes = (struct str){ (const char *)bytes, size };
    return 0;
}

const struct str *
db_row(const struct db_rows *rows, size_t row)
{
    assert(row < rows->count);
    return rows->values + row * rows->columns;
}

struct str
db_value(const struct db_rows *rows, size_t row, size_t column)
{
    assert(column < rows->columns);
    return db_row(rows, row)[column];
}

bool
db_is_true(const struct db_rows *rows, size_t column)
{
    return str_equal(db_value(rows, 0, column), STR("t"));
}

struct str
db_only(const struct db_rows *rows, size_t row)
{
    assert(rows->columns == 1);
    return db_value(rows, row, 0);
}

bool
db_says_yes(const struct db_rows *rows)
{
    return rows->count == 1 && rows->columns == 1 && db_is_true(rows, 0);
}
