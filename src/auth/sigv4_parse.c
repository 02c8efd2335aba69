/*
 * Reads what a request claims about its signature, in the header or the query form: everything
 * before a secret. Must never repeat the Authorization header in a message, nor guess at what a
 * broken claim may have meant.
 */
#include "auth/sigv4.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"

enum form { FORM_HEADER, FORM_QUERY, FORM_COUNT };

enum part {
    PART_ALGORITHM,
    PART_CREDENTIAL,
    PART_SIGNATURE,
    PART_SIGNED_HEADERS,
    PART_DATE,
    PART_EXPIRES,
    PART_TOKEN,
    PART_COUNT
};

/* The parts of a claim: each form's name for one, and what is said when it is missing. */
static const struct part_row {
    const char *names[FORM_COUNT];
    const char *missing[FORM_COUNT];
} part_rows[PART_COUNT] = {
    [PART_ALGORITHM] = { { NULL, "X-Amz-Algorithm" }, { NULL, NULL } },
    [PART_CREDENTIAL] = { { "Credential", "X-Amz-Credential" },
                          { "Authorization header requires 'Credential' parameter.",
                            "AWS query-string parameters must include 'X-Amz-Credential'." } },
    [PART_SIGNATURE] = { { "Signature", "X-Amz-Signature" },
                         { "Authorization header requires 'Signature' parameter.",
                           "AWS query-string parameters must include 'X-Amz-Signature'." } },
    [PART_SIGNED_HEADERS] = { { "SignedHeaders", "X-Amz-SignedHeaders" },
                              { "Authorization header requires 'SignedHeaders' parameter.",
                                "AWS query-string parameters must include "
                                "'X-Amz-SignedHeaders'." } },
    [PART_DATE] = { { NULL, "X-Amz-Date" },
                    { "Authorization header requires existence of either a 'X-Amz-Date' or a "
                      "'Date' header.",
                      "AWS query-string parameters must include 'X-Amz-Date'." } },
    [PART_EXPIRES] = { { NULL, "X-Amz-Expires" },
                       { NULL, "AWS query-string parameters must include 'X-Amz-Expires'." } },
    [PART_TOKEN] = { { NULL, "X-Amz-Security-Token" }, { NULL, NULL } },
};

/* What was found: the last value of each part and how often the part came, values decoded. */
struct parts {
    struct str values[PART_COUNT];
    size_t counts[PART_COUNT];
    bool foreign; /* the Authorization header holds something that is not one of its three parts */
    bool http_date; /* PART_DATE came from the Date header */
};

/* An Expires above a week is refused by every AWS service (IAM User Guide, query parameters). */
enum { EXPIRES_MAX_S = 604800 };
/* key id, date, region, service, terminator */
enum { CREDENTIAL_PARTS = 5 };

static int
refuse(struct fault *f, enum fault_code code, struct str sentence)
{
    fault_set(f, code);
    fault_argument(f, 0, sentence);
    return -1;
}

static void
part_found(struct parts *parts, enum part part, struct str value)
{
    parts->values[part] = value;
    parts->counts[part]++;
}

/* Gives the part that `form` spells `name`, or PART_COUNT. */
static enum part
part_named(enum form form, struct str name)
{
    for (unsigned part = 0; part < PART_COUNT; part++)
        if (part_rows[part].names[form] != NULL &&
            str_equal(name, str_from(part_rows[part].names[form])))
            return (enum part)part;
    return PART_COUNT;
}

/* Check 1, and the parts that the query holds. Names are compared decoded, as the canonical query
 * has them. */
static int
query_parts(struct arena *arena, struct str query, struct parts *ret_parts, struct fault *f)
{
    struct str rest = query, pair, name, value;
    while (str_next(&rest, '&', &pair)) {
        size_t equals = str_find(pair, '=');
        if (percent_decode(arena, str_slice(pair, 0, equals), &name) < 0 ||
            percent_decode(arena, str_slice(pair, equals + 1, pair.size), &value) < 0)
            return fault_set(f, FAULT_MALFORMED_QUERY_STRING);
        enum part part = part_named(FORM_QUERY, name);
        if (part != PART_COUNT)
            part_found(ret_parts, part, value);
    }
    return 0;
}

/* Checks 2, 3 and the first of 16: which form the request is in. Neither form may widen the other.
 */
static int
choose_form(const struct request *request, const struct parts *query,
            const struct sigv4_rules *rules, enum form *ret_form, struct fault *f)
{
    size_t authorizations = request_header_count(request, STR("authorization"));
    size_t in_query = 0;
    bool repeated = authorizations > 1;
    for (unsigned part = 0; part < PART_COUNT; part++) {
        in_query += query->counts[part];
        repeated = repeated || query->counts[part] > 1;
    }
    if (authorizations == 0 && query->counts[PART_ALGORITHM] == 0)
        return fault_set(f, FAULT_MISSING_AUTHENTICATION);
    if (repeated || (authorizations > 0 && in_query > 0))
        return fault_set(f, FAULT_AMBIGUOUS_AUTHENTICATION);
    if (authorizations == 0 && !rules->query_form)
        return refuse(f, FAULT_INVALID_SIGNATURE,
                      STR("Authentication in the query string is not accepted here; use the "
                          "Authorization header."));
    *ret_form = authorizations > 0 ? FORM_HEADER : FORM_QUERY;
    return 0;
}

/* Check 4 for the Authorization header, and the parts that its key=value list holds. */
static int
header_parts(const struct request *request, struct parts *ret_parts, struct fault *f)
{
    struct str value = str_trim(request_header(request, STR("authorization"))->value);
    size_t space = str_find(value, ' ');
    if (!str_equal(str_slice(value, 0, space), STR("AWS4-HMAC-SHA256")))
        return refuse(f, FAULT_INCOMPLETE_SIGNATURE,
                      STR("Authorization header requires the algorithm 'AWS4-HMAC-SHA256'."));
    struct str rest = str_trim(str_slice(value, space, value.size)), pair;
    if (rest.size == 0)
        return 0;
    while (str_next(&rest, ',', &pair)) {
        pair = str_trim(pair);
        size_t equals = str_find(pair, '=');
        enum part part = part_named(FORM_HEADER, str_slice(pair, 0, equals));
        if (part == PART_COUNT || equals == pair.size)
            ret_parts->foreign = true;
        else
            part_found(ret_parts, part, str_slice(pair, equals + 1, pair.size));
    }
    return 0;
}

/* Adds the date, which the header form keeps in a header of its own. */
static void
header_date(const struct request *request, struct parts *parts)
{
    struct str date = STR("x-amz-date");
    parts->http_date = request_header(request, date) == NULL;
    if (parts->http_date)
        date = STR("date");
    const struct header *header = request_header(request, date);
    if (header != NULL) {
        parts->values[PART_DATE] = str_trim(header->value);
        parts->counts[PART_DATE] = request_header_count(request, date);
    }
}

static void
sentence_add(struct buf *text, const char *sentence)
{
    if (text->size > 0)
        buf_add_char(text, ' ');
    buf_add(text, str_from(sentence));
}

/* Check 5: every part that the form needs, once; the message lists all that is wrong. */
static int
check_complete(struct arena *arena, const struct parts *parts, enum form form, struct fault *f)
{
    struct buf text;
    buf_init(&text, arena);
    if (parts->foreign)
        sentence_add(
            &text,
            "Authorization header must be a list of key=value pairs, which are 'Credential', "
            "'SignedHeaders' and 'Signature'.");
    for (unsigned part = 0; part < PART_COUNT; part++) {
        const struct part_row *row = &part_rows[part];
        if (row->missing[form] != NULL &&
            (parts->counts[part] == 0 || parts->values[part].size == 0))
            sentence_add(&text, row->missing[form]);
        else if (parts->counts[part] > 1)
            buf_add_format(&text, "%s'%s' must be given exactly once.", text.size > 0 ? " " : "",
                           row->names[form] != NULL ? row->names[form] : "X-Amz-Date");
    }
    if (text.size == 0)
        return 0;
    if (form == FORM_QUERY)
        sentence_add(&text, "Re-examine the query-string parameters.");
    return refuse(f, FAULT_INCOMPLETE_SIGNATURE, buf_str(&text));
}

static bool
header_is_signed(struct str signed_headers, struct str name)
{
    struct str rest = signed_headers, token;
    while (str_next(&rest, ';', &token))
        if (str_equal(token, name))
            return true;
    return false;
}

static bool
has_upper_case(struct str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (s.data[i] >= 'A' && s.data[i] <= 'Z')
            return true;
    return false;
}

/* Check 6: lower case, sorted, unique, no empty name, host among them. */
static int
check_signed_names(struct str signed_headers, struct fault *f)
{
    struct str rest = signed_headers, name, previous = STR("");
    while (str_next(&rest, ';', &name)) {
        /* The empty name sorts before or equals any other, so it is refused here too. */
        if (has_upper_case(name) || str_compare(name, previous) <= 0)
            return refuse(
                f, FAULT_INVALID_SIGNATURE,
                STR("'SignedHeaders' must be a list of header names in lower case, in order, "
                    "each of them "
                    "once, separated by ';'."));
        previous = name;
    }
    if (!header_is_signed(signed_headers, STR("host")))
        return refuse(
            f, FAULT_INVALID_SIGNATURE,
            STR("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."));
    return 0;
}

/*
 * Check 7: nobody on the way may add an x-amz-* header. The hash of the body needs no signature of
 * its own: the canonical request's last line covers the body, and sigv4_check_payload() compares.
 * x-amzn-* and x-amzfoo are others.
 */
static int
check_nothing_unsigned(struct arena *arena, const struct request *request,
                       struct str signed_headers, struct fault *f)
{
    for (size_t i = 0; i < request->header_count; i++) {
        struct str name = request->headers[i].name;
        if (!str_starts_with(name, STR("x-amz-")) || str_equal(name, STR("x-amz-content-sha256")))
            continue;
        if (!header_is_signed(signed_headers, name))
            return refuse(
                f, FAULT_INVALID_SIGNATURE,
                arena_format(
                    arena,
                    "There were headers present in the request which were not signed: '%.*s'.",
                    STR_PRINTF(str_slice(name, 0, 64))));
    }
    return 0;
}

/* Check 8: a signed name without a header would sign nothing. */
static int
check_signed_present(struct arena *arena, const struct request *request, struct str signed_headers,
                     struct fault *f)
{
    struct str rest = signed_headers, name;
    while (str_next(&rest, ';', &name))
        if (request_header(request, name) == NULL)
            return refuse(
                f, FAULT_INVALID_SIGNATURE,
                arena_format(
                    arena, "'SignedHeaders' names a header that the request does not have: '%.*s'.",
                    STR_PRINTF(str_slice(name, 0, 64))));
    return 0;
}

/* Check 9. The Date header may also be in HTTP's own form; the string to sign then has it in the
 * basic one. */
static int
read_date(struct arena *arena, const struct parts *parts, struct sigv4_claim *claim,
          struct fault *f)
{
    struct str date = parts->values[PART_DATE];
    if (time_parse_basic(date, &claim->signed_at_s) < 0 &&
        (!parts->http_date || time_parse_http(date, &claim->signed_at_s) < 0))
        return refuse(f, FAULT_INCOMPLETE_SIGNATURE,
                      arena_format(arena,
                                   "Date must be in ISO-8601 'basic format'. Got '%.*s'. See "
                                   "http://en.wikipedia.org/wiki/ISO_8601",
                                   STR_PRINTF(str_slice(date, 0, 64))));
    claim->timestamp = time_format_basic(arena, claim->signed_at_s);
    return 0;
}

/* Splits the credential; one that has not five parts is refused together with the rest of the scope
 * (check 11). */
static void
read_credential(struct str credential, struct sigv4_claim *claim)
{
    struct str *const views[CREDENTIAL_PARTS] = { &claim->access_key_id, &claim->scope_date,
                                                  &claim->region, &claim->service,
                                                  &claim->terminator };
    struct str rest = credential, part;
    while (str_next(&rest, '/', &part))
        claim->credential_parts++;
    if (claim->credential_parts != CREDENTIAL_PARTS)
        return;
    rest = credential;
    for (size_t i = 0; i < CREDENTIAL_PARTS && str_next(&rest, '/', &part); i++)
        *views[i] = part;
}

/* Checks 4 to 5 of either form: all parts that it needs are in *parts. */
static int
gather(struct arena *arena, const struct request *request, enum form form, struct parts *parts,
       struct fault *f)
{
    if (form == FORM_QUERY) {
        if (!str_equal(parts->values[PART_ALGORITHM], STR("AWS4-HMAC-SHA256")))
            return refuse(f, FAULT_INCOMPLETE_SIGNATURE,
                          STR("X-Amz-Algorithm must be 'AWS4-HMAC-SHA256'."));
    } else {
        if (header_parts(request, parts, f) < 0)
            return -1;
        header_date(request, parts);
    }
    return check_complete(arena, parts, form, f);
}

/* Gives the session token, data NULL without one. A header counts in the query form too: it is
 * there to be obeyed. */
static struct str
session_token(const struct request *request, const struct parts *parts)
{
    const struct header *header = request_header(request, STR("x-amz-security-token"));
    struct str token = header != NULL ? header->value : parts->values[PART_TOKEN];
    if (token.size == 0)
        token = header != NULL || parts->counts[PART_TOKEN] > 0 ? STR("") : (struct str){ NULL, 0 };
    return token;
}

int
sigv4_parse(struct arena *arena, const struct request *request, const struct sigv4_rules *rules,
            struct sigv4_claim *ret_claim, struct fault *f)
{
    struct sigv4_claim claim = { 0 };
    struct parts parts = { 0 };
    enum form form = FORM_HEADER;
    if (query_parts(arena, request->query, &parts, f) < 0 ||
        choose_form(request, &parts, rules, &form, f) < 0 ||
        gather(arena, request, form, &parts, f) < 0)
        return -1;
    claim.query_form = form == FORM_QUERY;
    claim.signed_headers = parts.values[PART_SIGNED_HEADERS];
    claim.signature = parts.values[PART_SIGNATURE];
    claim.security_token = session_token(request, &parts);
    if (check_signed_names(claim.signed_headers, f) < 0 ||
        check_nothing_unsigned(arena, request, claim.signed_headers, f) < 0 ||
        check_signed_present(arena, request, claim.signed_headers, f) < 0 ||
        read_date(arena, &parts, &claim, f) < 0)
        return -1;
    if (claim.query_form &&
        str_to_int64(parts.values[PART_EXPIRES], 1, EXPIRES_MAX_S, &claim.expires_s) < 0)
        return refuse(f, FAULT_INVALID_SIGNATURE,
                      STR("X-Amz-Expires must be a whole number of seconds between 1 and 604800."));
    read_credential(parts.values[PART_CREDENTIAL], &claim);
    *ret_claim = claim;
    return 0;
}

struct sigv4_claim
sigv4_claimed(struct arena *arena, const struct request *request)
{
    struct sigv4_claim claim = { 0 };
    struct parts parts = { 0 };
    struct fault ignored;
    bool in_header = request_header(request, STR("authorization")) != NULL;
    if (in_header ? header_parts(request, &parts, &ignored) == 0
                  : query_parts(arena, request->query, &parts, &ignored) == 0)
        read_credential(parts.values[PART_CREDENTIAL], &claim);
    return claim;
}
