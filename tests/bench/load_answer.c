/*
 * Reads answers without allocating. Must never wait for more than was announced.
 */
#include "load_answer.h"

#include <string.h>

#include "base/attributes.h"

/* "HTTP/1.1 200" */
enum { STATUS_OFFSET = 9, STATUS_DIGITS = 3 };
/* An answer is at most a page of members; a day is long enough to stay away. */
enum { BODY_MAX = 64 * 1024 * 1024, RETRY_AFTER_MAX_S = 86400 };

void
load_answer_reset(struct load_answer *answer)
{
    /* Not the text: it is as long as text_size says. */
    answer->received = answer->head_size = answer->body_size = answer->text_size = 0;
    answer->retry_after_s = 0;
    answer->status = 0;
    answer->close = false;
}

static int
read_status(struct load_answer *answer, struct str line)
{
    int64_t status;
    if (!str_starts_with(line, STR("HTTP/1.1 ")) ||
        str_to_int64(str_slice(line, STATUS_OFFSET, STATUS_DIGITS), 100, 599, &status) < 0)
        return -1;
    answer->status = (uint16_t)status;
    return 0;
}

/* Reads a header that matters here; others are passed over. */
static int
read_header(struct load_answer *answer, struct str line, bool *has_length)
{
    size_t colon = str_find(line, ':');
    struct str name = str_slice(line, 0, colon);
    struct str value = str_trim(str_slice(line, colon + 1, line.size));
    int64_t number;
    if (str_equal_nocase(name, STR("content-length"))) {
        if (str_to_int64(value, 0, BODY_MAX, &number) < 0)
            return -1;
        answer->body_size = (size_t)number;
        *has_length = true;
    } else if (str_equal_nocase(name, STR("retry-after"))) {
        if (str_to_int64(value, 0, RETRY_AFTER_MAX_S, &number) < 0)
            return -1;
        answer->retry_after_s = number;
    } else if (str_equal_nocase(name, STR("connection"))) {
        answer->close = str_equal_nocase(value, STR("close"));
    }
    return 0;
}

static int
read_head(struct load_answer *answer)
{
    struct str rest = { answer->text, answer->head_size }, line;
    bool has_length = false, first = true;
    while (str_next(&rest, '\n', &line)) {
        line = str_slice(line, 0, str_find(line, '\r'));
        if (line.size == 0)
            break;
        if ((first ? read_status(answer, line) : read_header(answer, line, &has_length)) < 0)
            return -1;
        first = false;
    }
    return has_length ? 0 : -1;
}

enum answer_state
load_answer_take(struct load_answer *answer, struct str bytes)
{
    struct str kept = str_slice(bytes, 0, ANSWER_TEXT_MAX - answer->text_size);
    bytes_copy(answer->text + answer->text_size, ANSWER_TEXT_MAX - answer->text_size, kept.data,
               kept.size);
    answer->text_size += kept.size;
    answer->received += bytes.size;
    if (answer->head_size == 0) {
        const char *end = memmem(answer->text, answer->text_size, "\r\n\r\n", 4);
        if (end == NULL)
            return answer->text_size < ANSWER_TEXT_MAX ? ANSWER_PARTIAL : ANSWER_MALFORMED;
        answer->head_size = (size_t)(end - answer->text) + 4;
        if (read_head(answer) < 0)
            return ANSWER_MALFORMED;
    }
    size_t whole = answer->head_size + answer->body_size;
    if (answer->received > whole)
        return ANSWER_MALFORMED;
    return answer->received == whole ? ANSWER_COMPLETE : ANSWER_PARTIAL;
}

struct str
load_answer_body(const struct load_answer *answer)
{
    return (struct str){ answer->text + answer->head_size, answer->text_size - answer->head_size };
}
