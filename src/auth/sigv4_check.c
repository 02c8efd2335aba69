/*
 * The checks of a claim that need no secret (time, scope, body), and the comparison that ends them
 * all. Must never tell more of a signature than whether it is right.
 */
#include "auth/sigv4.h"

#include "auth/regions.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"

/* The longest region name of any AWS partition has 15 letters; twice that leaves room. */
enum { REGION_SIZE_MAX = 32, SERVICE_SIZE_MAX = 64 };

/* Gives "YYYYMMDDTHHMMSSZ <sign> 5 min.", as AWS explains the limit that it applied. */
static struct str
limit_explained(struct arena *arena, int64_t from_s, char sign, int64_t span_s)
{
    bool minutes = span_s % 60 == 0;
    return arena_format(arena, "%.*s %c %lld %s", STR_PRINTF(time_format_basic(arena, from_s)),
                        sign, (long long)(minutes ? span_s / 60 : span_s),
                        minutes ? "min." : "sec.");
}

/* Sets the fault with AWS's explanation: the signature's time, the limit, how that comes about. */
static int
refuse_time(struct arena *arena, enum fault_code code, int64_t signed_at_s, int64_t now_s,
            int64_t span_s, struct fault *f)
{
    bool late = code == FAULT_SIGNATURE_EXPIRED;
    fault_set(f, code);
    fault_argument(f, 0, time_format_basic(arena, signed_at_s));
    fault_argument(f, 1, time_format_basic(arena, late ? now_s - span_s : now_s + span_s));
    fault_argument(f, 2, limit_explained(arena, now_s, late ? '-' : '+', span_s));
    return -1;
}

int
sigv4_refuse_expired(struct arena *arena, int64_t signed_at_s, int64_t now_s, int64_t lifetime_s,
                     struct fault *f)
{
    return refuse_time(arena, FAULT_SIGNATURE_EXPIRED, signed_at_s, now_s, lifetime_s, f);
}

/* Check 10, and for the query form the last parts of 16: the limits themselves are inside. */
static int
check_time(struct arena *arena, const struct sigv4_claim *claim, const struct sigv4_rules *rules,
           struct fault *f)
{
    int64_t lifetime_s = claim->query_form ? claim->expires_s : rules->skew_s;
    if (claim->signed_at_s < rules->now_s - lifetime_s)
        return refuse_time(arena, FAULT_SIGNATURE_EXPIRED, claim->signed_at_s, rules->now_s,
                           lifetime_s, f);
    if (claim->signed_at_s > rules->now_s + rules->skew_s)
        return refuse_time(arena, FAULT_SIGNATURE_NOT_YET, claim->signed_at_s, rules->now_s,
                           rules->skew_s, f);
    return 0;
}

/* Tells whether a region could be one: lower-case words and digits with single '-' between
 * ("us-gov-east-1"). */
static bool
region_is_well_formed(struct str region)
{
    struct str rest = region, word;
    size_t words = 0;
    if (region.size == 0 || region.size > REGION_SIZE_MAX)
        return false;
    while (str_next(&rest, '-', &word)) {
        for (size_t i = 0; i < word.size; i++)
            if (!(word.data[i] >= 'a' && word.data[i] <= 'z') &&
                !(word.data[i] >= '0' && word.data[i] <= '9'))
                return false;
        if (word.size == 0)
            return false;
        words++;
    }
    return words > 1;
}

static bool
region_is_ours(struct str region, struct str regions)
{
    struct str rest = regions, one;
    if (regions.data == NULL)
        return true;
    if (str_equal(str_trim(regions), STR("*")))
        return region_is_well_formed(region);
    while (str_next(&rest, ',', &one)) {
        one = str_trim(one);
        bool is_it = str_equal(one, STR("aws")) ? region_is_known(region) : str_equal(one, region);
        if (region.size > 0 && is_it)
            return true;
    }
    return false;
}

static bool
service_is_ours(struct str service, const struct sigv4_rules *rules)
{
    return rules->is_ours == NULL || rules->is_ours(service);
}

/* Tells whether a name could be a service's, and may be repeated to the client. */
static bool
service_is_well_formed(struct str service)
{
    for (size_t i = 0; i < service.size; i++) {
        char c = service.data[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            c != '-' && c != '.' && c != '_')
            return false;
    }
    return service.size > 0 && service.size <= SERVICE_SIZE_MAX;
}

/* Check 11: each of AWS's sentences ends in a space, the last one too. */
static int
check_credential(struct arena *arena, const struct sigv4_claim *claim,
                 const struct sigv4_rules *rules, struct fault *f)
{
    bool foreign =
        service_is_well_formed(claim->service) && !service_is_ours(claim->service, rules);
    struct buf text;
    buf_init(&text, arena);
    if (claim->credential_parts != 5) {
        buf_add(&text, STR("Credential must have exactly 5 slash-delimited elements, e.g. "
                           "keyid/date/region/service/term. "));
    } else {
        struct str day = str_slice(claim->timestamp, 0, 8);
        /* Which regions there are is ours to say for our services alone. */
        if (!foreign && !region_is_ours(claim->region, rules->regions))
            buf_add(&text, STR("Credential should be scoped to a valid region. "));
        if (!service_is_well_formed(claim->service))
            buf_add(&text, STR("Credential should be scoped to correct service. "));
        if (!str_equal(claim->terminator, STR("aws4_request")))
            buf_add(&text,
                    STR("Credential should be scoped with a valid terminator: 'aws4_request'. "));
        if (!str_equal(claim->scope_date, day))
            buf_add_format(
                &text,
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of "
                "date from "
                "HTTP: '%.*s' != '%.*s', from '%.*s'. ",
                STR_PRINTF(str_slice(claim->scope_date, 0, 16)), STR_PRINTF(day),
                STR_PRINTF(claim->timestamp));
    }
    if (text.size > 0) {
        fault_set(f, FAULT_CREDENTIAL_SCOPE);
        fault_argument(f, 0, buf_str(&text));
        return -1;
    }
    /* Whoever meant another service learns so whatever key they have: it is no secret. */
    if (foreign) {
        fault_set(f, FAULT_UNKNOWN_SERVICE);
        fault_argument(f, 0, claim->service);
        return -1;
    }
    return 0;
}

int
sigv4_check_scope(struct arena *arena, const struct sigv4_claim *claim,
                  const struct sigv4_rules *rules, struct fault *f)
{
    if (check_time(arena, claim, rules, f) < 0)
        return -1;
    return check_credential(arena, claim, rules, f);
}

static int
refuse_payload(struct fault *f, struct str sentence)
{
    fault_set(f, FAULT_INVALID_SIGNATURE);
    fault_argument(f, 0, sentence);
    return -1;
}

/*
 * The special words (UNSIGNED-PAYLOAD, STREAMING-...) are S3's; here they would only say that a
 * body need not be checked, so they are refused like any other text that is no hash.
 */
int
sigv4_check_payload(const struct request *request, const struct sigv4_stages *stages,
                    struct fault *f)
{
    const struct str name = STR("x-amz-content-sha256");
    const struct header *header = request_header(request, name);
    uint8_t claimed[SHA256_SIZE];
    if (header == NULL)
        return 0;
    if (request_header_count(request, name) != 1 ||
        hex_decode(str_trim(header->value), claimed, sizeof claimed) < 0)
        return refuse_payload(
            f, STR("The 'x-amz-content-sha256' header must be the SHA-256 of the body, once, in "
                   "64 lower-case hex digits."));
    if (!bytes_equal(claimed, stages->body_hash, sizeof claimed))
        return refuse_payload(
            f, STR("The provided 'x-amz-content-sha256' header does not match what was computed."));
    return 0;
}

bool
sigv4_matches(const struct sigv4_claim *claim, const struct sigv4_stages *stages)
{
    uint8_t claimed[SHA256_SIZE];
    return hex_decode(claim->signature, claimed, sizeof claimed) == 0 &&
           bytes_equal(claimed, stages->signature, sizeof claimed);
}
