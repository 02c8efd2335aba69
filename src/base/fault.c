/*
 * THE FAULT TABLE: HTTP statuses, AWS exception names and error sentences of what base to api raise
 * themselves, and how every fault gets its words. Must never hold a sentence that tells one account
 * something of another.
 */
#include "base/fault.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/codec.h"

#define INVALID_INPUT_SENTENCE \
    "The request is rejected because an invalid or out-of-range value is specified as an input parameter."
#define UNKNOWN_OPERATION_SENTENCE "The requested operation is not recognized by the service."

/* clang-format off */
/* Before and beside a service's own rules: `query` is what the protocols with XML answers call it. */
#define FRONT(name, level, status, code, query_status, query, sentence) \
    { name, level, { [MANNER_REST] = { status, code, NULL, sentence }, \
                     [MANNER_QUERY] = { query_status, query, NULL, sentence } } }
#define INTERNAL(name) \
    FRONT(name, FAULT_LEVEL_ERROR, 500, "InternalException", 500, "InternalFailure", "Internal server error.")
#define UNAVAILABLE(name, level) \
    FRONT(name, level, 503, "ServiceUnavailableException", 503, "ServiceUnavailable", \
          "The service is unavailable. Please try again shortly.")
/* What any input can be refused with; {0} is the reason, in the form of a query what AWS says instead. */
#define INPUT(name) \
    { name, FAULT_LEVEL_INFO, \
      { [MANNER_REST] = { 400, "InvalidInputException", NULL, INVALID_INPUT_SENTENCE }, \
        [MANNER_QUERY] = { 400, "ValidationError", NULL, "{0}" }, \
        [MANNER_JSON] = { 400, "ValidationException", NULL, "1 validation error detected: {0}" } } }
/* Likewise, of what JSON 1.1 has an exception for. */
#define NAMED_INPUT(name, json, sentence) \
    { name, FAULT_LEVEL_INFO, { [MANNER_REST] = { 400, "InvalidInputException", NULL, sentence }, \
                                [MANNER_JSON] = { 400, json, NULL, sentence } } }
/* clang-format on */

/* Sentences that clients match on are AWS's, word for word; where AWS's is unknown the row says the
 * cause in the same manner. */
static const struct fault_row engine_rows[] = {
    [FAULT_INTERNAL] = INTERNAL("internal"),
    [FAULT_CONFIG] = INTERNAL("config"),
    [FAULT_DATABASE_DOWN] = UNAVAILABLE("database_down", FAULT_LEVEL_ERROR),
    [FAULT_DATABASE_FAILED] = INTERNAL("database_failed"),
    /* Never reaches a client: the worker reloads the credential and tries again. */
    [FAULT_ACCESS_CHANGED] = UNAVAILABLE("access_changed", FAULT_LEVEL_INFO),
    [FAULT_REQUEST_BUSY] = UNAVAILABLE("request_busy", FAULT_LEVEL_WARN),

    /* What SDKs take for throttling, and try again: behind API Gateway 429, elsewhere a code. */
    [FAULT_ACCOUNT_BUSY] = { "account_busy",
                             FAULT_LEVEL_INFO,
                             { [MANNER_REST] = { 429, "TooManyRequestsException", NULL,
                                                 "Too Many Requests" },
                               [MANNER_QUERY] = { 400, "Throttling", NULL, "Rate exceeded" },
                               [MANNER_JSON] = { 400, "ThrottlingException", NULL,
                                                 "Rate exceeded" } } },

    [FAULT_BAD_REQUEST] = FRONT("bad_request", FAULT_LEVEL_INFO, 400, "BadRequestException", 400,
                                "MalformedInput", "Bad Request"),
    [FAULT_REQUEST_TOO_LARGE] =
        FRONT("request_too_large", FAULT_LEVEL_INFO, 413, "RequestEntityTooLargeException", 413,
              "RequestEntityTooLarge", "Request Too Long"),
    [FAULT_MALFORMED_QUERY_STRING] =
        FRONT("malformed_query_string", FAULT_LEVEL_INFO, 400, "MalformedQueryStringException", 400,
              "MalformedQueryString", "The query string contains a malformed percent-escape."),
    [FAULT_MISSING_AUTHENTICATION] = FRONT(
        "missing_authentication", FAULT_LEVEL_INFO, 403, "MissingAuthenticationTokenException", 403,
        "MissingAuthenticationToken", "Missing Authentication Token"),
    [FAULT_AMBIGUOUS_AUTHENTICATION] =
        FRONT("ambiguous_authentication", FAULT_LEVEL_INFO, 403, "IncompleteSignatureException",
              400, "IncompleteSignature",
              "The request carries more than one set of authentication parameters."),
    /* {0} names everything that is missing or malformed. */
    [FAULT_INCOMPLETE_SIGNATURE] =
        FRONT("incomplete_signature", FAULT_LEVEL_INFO, 403, "IncompleteSignatureException", 400,
              "IncompleteSignature", "{0}"),
    [FAULT_INVALID_SIGNATURE] =
        FRONT("invalid_signature", FAULT_LEVEL_INFO, 403, "InvalidSignatureException", 403,
              "SignatureDoesNotMatch", "{0}"),
    [FAULT_SIGNATURE_MISMATCH] = FRONT(
        "signature_mismatch", FAULT_LEVEL_INFO, 403, "InvalidSignatureException", 403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your AWS "
        "Secret Access Key and signing method. Consult the service documentation for details."),
    [FAULT_SIGNATURE_EXPIRED] =
        FRONT("signature_expired", FAULT_LEVEL_INFO, 403, "InvalidSignatureException", 403,
              "SignatureDoesNotMatch", "Signature expired: {0} is now earlier than {1} ({2})"),
    [FAULT_SIGNATURE_NOT_YET] = FRONT(
        "signature_not_yet", FAULT_LEVEL_INFO, 403, "InvalidSignatureException", 403,
        "SignatureDoesNotMatch", "Signature not yet current: {0} is still later than {1} ({2})"),
    /* {0} lists every fault of the scope; each of AWS's sentences ends in a space. */
    [FAULT_CREDENTIAL_SCOPE] =
        FRONT("credential_scope", FAULT_LEVEL_INFO, 403, "InvalidSignatureException", 403,
              "SignatureDoesNotMatch", "{0}"),
    [FAULT_UNKNOWN_KEY] =
        FRONT("unknown_key", FAULT_LEVEL_INFO, 403, "UnrecognizedClientException", 403,
              "InvalidClientTokenId", "The security token included in the request is invalid."),
    [FAULT_EXPIRED_TOKEN] =
        FRONT("expired_token", FAULT_LEVEL_INFO, 403, "ExpiredTokenException", 403, "ExpiredToken",
              "The security token included in the request is expired"),
    [FAULT_ACCESS_DENIED] =
        FRONT("access_denied", FAULT_LEVEL_INFO, 403, "AccessDeniedException", 403, "AccessDenied",
              "User: {0} is not authorized to perform: {1} on resource: {2}"),
    [FAULT_UNKNOWN_OPERATION] = { "unknown_operation",
                                  FAULT_LEVEL_INFO,
                                  { [MANNER_REST] = { 404, "UnknownOperationException", NULL,
                                                      UNKNOWN_OPERATION_SENTENCE },
                                    [MANNER_QUERY] = { 400, "InvalidAction", NULL,
                                                       "Could not find operation {0} for version "
                                                       "{1}" },
                                    [MANNER_JSON] = { 400, "UnknownOperationException", NULL,
                                                      UNKNOWN_OPERATION_SENTENCE } } },
    [FAULT_UNKNOWN_SERVICE] = FRONT(
        "unknown_service", FAULT_LEVEL_INFO, 404, "UnknownOperationException", 400, "InvalidAction",
        "The requested operation is not recognized by the service: {0} is not served here."),
    [FAULT_MISSING_ACTION] = FRONT(
        "missing_action", FAULT_LEVEL_INFO, 400, "MissingAction", 400, "MissingAction",
        "The request must contain the parameter Action, once, with the name of an operation."),
    [FAULT_SERIALIZATION] =
        NAMED_INPUT("serialization", "SerializationException",
                    "The request is rejected because the JSON could not be processed."),

    [FAULT_INVALID_INPUT] = INPUT("invalid_input"),
    [FAULT_MISSING_PARAMETER] = INPUT("missing_parameter"),
    [FAULT_INVALID_NEXT_TOKEN] = NAMED_INPUT(
        "invalid_next_token", "InvalidNextTokenException",
        "The request is rejected because the parameter nextToken has an invalid value."),
};

_Static_assert(ARRAY_COUNT(engine_rows) == FAULT_ENGINE_COUNT, "every fault code has its row");

const struct fault_dialect fault_manners[MANNER_COUNT] = {
    [MANNER_REST] = { .name = "documented", .manner = MANNER_REST },
    [MANNER_QUERY] = { .name = "query", .manner = MANNER_QUERY },
    [MANNER_JSON] = { .name = "json", .manner = MANNER_JSON },
};

static size_t
count_of(const struct fault_row *table)
{
    size_t count = 0;
    while (table[count].name != NULL)
        count++;
    return count;
}

size_t
fault_count(void)
{
    size_t count = FAULT_ENGINE_COUNT;
    for (size_t i = 0; fault_tables[i] != NULL; i++)
        count += count_of(fault_tables[i]);
    return count;
}

const struct fault_row *
fault_row(enum fault_code code)
{
    size_t number = code, table = 0;
    assert(number < fault_count());
    if (number < FAULT_ENGINE_COUNT)
        return &engine_rows[number];
    number -= FAULT_ENGINE_COUNT;
    for (size_t count; number >= (count = count_of(fault_tables[table])); table++)
        number -= count;
    return &fault_tables[table][number];
}

/* Gives a dialect's own words for a fault, or NULL. */
static const struct fault_wording *
spelled(const struct fault_dialect *dialect, const char *fault)
{
    const struct fault_spelling *own = dialect->spellings;
    for (; own != NULL && own->fault != NULL; own++)
        if (str_equal(str_from(own->fault), str_from(fault)))
            return &own->wording;
    return NULL;
}

struct fault_wording
fault_wording(enum fault_code code, const struct fault_dialect *dialect)
{
    const struct fault_row *row = fault_row(code);
    const struct fault_wording *usual = &row->wordings[dialect->manner];
    const struct fault_wording *own = spelled(dialect, row->name);
    if (usual->sentence == NULL)
        usual = &row->wordings[MANNER_REST];
    struct fault_wording told = own != NULL ? *own : *usual;
    if (told.sentence == NULL)
        told.sentence = usual->sentence;
    return told;
}

bool
fault_passes(enum fault_code code)
{
    /* A quota's 429 stays until somebody makes room. */
    const struct fault_wording *wording = &fault_row(code)->wordings[MANNER_REST];
    return wording->status == 503 ||
           (wording->status == 429 &&
            !str_equal(str_from(wording->code), STR("LimitExceededException")));
}

int
fault_from_name(struct str name, enum fault_code *ret_code)
{
    size_t number = 0;
    for (; number < FAULT_ENGINE_COUNT; number++)
        if (str_equal(str_from(engine_rows[number].name), name)) {
            *ret_code = (enum fault_code)number;
            return 0;
        }
    for (size_t i = 0; fault_tables[i] != NULL; i++)
        for (const struct fault_row *row = fault_tables[i]; row->name != NULL; row++, number++)
            if (str_equal(str_from(row->name), name)) {
                *ret_code = (enum fault_code)number;
                return 0;
            }
    return -1;
}

enum fault_code
fault_named(const char *name)
{
    enum fault_code code = FAULT_INTERNAL;
    int found = fault_from_name(str_from(name), &code);
    assert(found == 0);
    (void)found;
    return code;
}

int
fault_set(struct fault *f, enum fault_code code)
{
    *f = (struct fault){ .code = code };
    return -1;
}

int
fault_set_reason(struct fault *f, enum fault_code code, const char *format, ...)
{
    va_list arguments;
    fault_set(f, code);
    va_start(arguments, format);
    vsnprintf(f->reason, sizeof f->reason, format, arguments);
    va_end(arguments);
    fault_argument(f, 0, str_from(f->reason));
    return -1;
}

int
fault_set_detail(struct fault *f, enum fault_code code, const char *format, ...)
{
    va_list arguments;
    fault_set(f, code);
    va_start(arguments, format);
    vsnprintf(f->detail, sizeof f->detail, format, arguments);
    va_end(arguments);
    return -1;
}

void
fault_argument(struct fault *f, unsigned index, struct str text)
{
    char *argument = f->arguments[index];
    bool valid = utf8_valid(text);
    text = valid ? utf8_cut(text, FAULT_ARGUMENT_SIZE - 1)
                 : str_slice(text, 0, FAULT_ARGUMENT_SIZE - 1);
    snprintf(argument, FAULT_ARGUMENT_SIZE, "%.*s", STR_PRINTF(text));
    /* Whatever it is said in must be text: of what is none, the ASCII is left. */
    for (; !valid && *argument != '\0'; argument++)
        if ((unsigned char)*argument >= 0x80)
            *argument = '?';
}

/* Gives what stands for the placeholder `name`, or false for text that only looks like one. */
static bool
placeholder(const struct fault *f, struct str name, struct str product, struct str *ret_text)
{
    if (str_equal(name, STR("product"))) {
        *ret_text = product;
        return true;
    }
    if (name.size != 1 || name.data[0] < '0' || name.data[0] >= '0' + FAULT_ARGUMENTS)
        return false;
    *ret_text = str_from(f->arguments[name.data[0] - '0']);
    return true;
}

struct str
fault_sentence(struct arena *arena, const struct fault *f, const struct fault_dialect *dialect,
               struct str product)
{
    struct str rest = str_from(fault_wording(f->code, dialect).sentence);
    struct buf text;
    buf_init(&text, arena);
    while (rest.size > 0) {
        size_t open = str_find(rest, '{');
        buf_add(&text, str_slice(rest, 0, open));
        rest = str_slice(rest, open, rest.size);
        size_t close = str_find(rest, '}');
        struct str value;
        if (close < rest.size && placeholder(f, str_slice(rest, 1, close - 1), product, &value)) {
            buf_add(&text, value);
            rest = str_slice(rest, close + 1, rest.size);
        } else {
            buf_add(&text, str_slice(rest, 0, 1));
            rest = str_slice(rest, 1, rest.size);
        }
    }
    return buf_str(&text);
}
