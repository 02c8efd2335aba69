"""What a signature can be wrong in: a sentence, how the request is made, the answer it gets.

A case is given a request that is not signed yet and would create a member if it were let through.
"""
import re
from dataclasses import dataclass
from typing import Callable, Union

from memberhub_testing import REGION, SERVICE
from signer import sha256_hex, timestamp

# The cases of test_signature.py that must be refused: never fewer than this.
FLOOR = 1220

MISSING = ((403,), "MissingAuthenticationTokenException")
INCOMPLETE = ((403,), "IncompleteSignatureException")
INVALID = ((403,), "InvalidSignatureException")
UNKNOWN = ((403,), "UnrecognizedClientException")
MALFORMED_QUERY = ((400,), "MalformedQueryStringException")
HTTP = ((400,), "BadRequestException")
NO_OPERATION = ((404,), "UnknownOperationException")

MISMATCH_TEXT = (
    "The request signature we calculated does not match the signature you provided. Check your AWS "
    "Secret Access Key and signing method. Consult the service documentation for details.")
UNKNOWN_TEXT = "The security token included in the request is invalid."
AMBIGUOUS_TEXT = "The request carries more than one set of authentication parameters."
ALGORITHM_TEXT = "Authorization header requires the algorithm 'AWS4-HMAC-SHA256'."
LIST_TEXT = ("Authorization header must be a list of key=value pairs, which are 'Credential', "
             "'SignedHeaders' and 'Signature'.")
NEEDS = {name: f"Authorization header requires '{name}' parameter."
         for name in ("Credential", "Signature", "SignedHeaders")}
NEEDS_DATE = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
NAMES_TEXT = ("'SignedHeaders' must be a list of header names in lower case, in order, each of "
              "them once, separated by ';'.")
HOST_TEXT = "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
REGION_TEXT = "Credential should be scoped to a valid region. "
SERVICE_TEXT = "Credential should be scoped to correct service. "
UNSERVED_TEXT = ("The requested operation is not recognized by the service: "
                 "{} is not served here.")
TERMINATOR_TEXT = "Credential should be scoped with a valid terminator: 'aws4_request'. "
PARTS_TEXT = ("Credential must have exactly 5 slash-delimited elements, e.g. "
              "keyid/date/region/service/term. ")
HASH_TEXT = ("The 'x-amz-content-sha256' header must be the SHA-256 of the body, once, in 64 "
             "lower-case hex digits.")
OTHER_HASH_TEXT = "The provided 'x-amz-content-sha256' header does not match what was computed."
PRESIGNED_TEXT = ("Authentication in the query string is not accepted here; use the Authorization "
                  "header.")
ANONYMOUS_TEXT = "Missing Authentication Token"
TWO_DATES_TEXT = "'X-Amz-Date' must be given exactly once."
# A time in the basic format, as part of a pattern.
TIME = r"\d{8}T\d{6}Z"
BAD_QUERY_TEXT = "The query string contains a malformed percent-escape."


@dataclass
class Case:
    name: str
    make: Callable
    answer: tuple
    message: Union[str, re.Pattern, None] = None


def authorization(text):
    return lambda r: r.add("X-Amz-Date", timestamp()).add("Authorization", text)


def signed(**claim):
    return lambda r: r.sign(**claim)


def after_signing(change, **claim):
    return lambda r: change(r.sign(**claim))


def template(text):
    return signed(template=text)


def unsigned(name):
    return f"There were headers present in the request which were not signed: '{name}'."


def absent(name):
    return f"'SignedHeaders' names a header that the request does not have: '{name}'."


def needs(*names):
    return " ".join([NEEDS[name] for name in ("Credential", "Signature", "SignedHeaders")
                     if name in names])


C, H, S = "Credential={credential}", "SignedHeaders={signed}", "Signature={signature}"
A = "{algorithm} "


def no_claim():
    yield Case("no authentication at all", lambda r: r, MISSING, ANONYMOUS_TEXT)
    yield Case("a date alone", lambda r: r.add("X-Amz-Date", timestamp()), MISSING, ANONYMOUS_TEXT)
    for name in ("X-Authorization", "Proxy-Authorization", "X-Amzn-Authorization", "Cookie",
                 "X-Api-Key"):
        yield Case(f"the claim in {name}", lambda r, name=name: move_authorization(r.sign(), name),
                   MISSING)
    for scheme in ("Basic dXNlcjpwYXNz", "Bearer x", "AWS AKID:c2lnbmF0dXJl", "Negotiate x",
                   "Digest username=x", "x", "AWS3-HTTPS AWSAccessKeyId=x", "Signature keyId=x",
                   "=", ",", "null"):
        yield Case(f"the authorization {scheme!r}", authorization(scheme), INCOMPLETE,
                   ALGORITHM_TEXT)
    for algorithm in ("AWS4-HMAC-SHA1", "AWS4-HMAC-SHA512", "AWS4-ECDSA-P256-SHA256",
                      "aws4-hmac-sha256", "AWS4-HMAC-SHA256X", "AWS4-HMAC-SHA25",
                      "AWS5-HMAC-SHA256", "AWS4-HMAC-SHA256-PAYLOAD", "AWS4-HMAC-SHA256,", "none"):
        yield Case(f"the algorithm {algorithm}", signed(algorithm=algorithm), INCOMPLETE,
                   ALGORITHM_TEXT)


def move_authorization(request, name):
    return request.add(name, request.get("Authorization")).remove("Authorization")


def lists():
    all_parts = {"Credential": C, "SignedHeaders": H, "Signature": S}
    yield Case("nothing but the algorithm, and no date",
               lambda r: r.add("Authorization", "AWS4-HMAC-SHA256"), INCOMPLETE,
               needs(*all_parts) + " " + NEEDS_DATE)
    yield Case("nothing but the algorithm", authorization("AWS4-HMAC-SHA256"), INCOMPLETE,
               needs(*all_parts))
    for name in all_parts:
        rest = [part for other, part in all_parts.items() if other != name]
        yield Case(f"no {name}", template(A + ", ".join(rest)), INCOMPLETE, needs(name))
        yield Case(f"only {name}", template(A + all_parts[name]), INCOMPLETE,
                   needs(*(set(all_parts) - {name})))
        yield Case(f"an empty {name}", template(A + ", ".join(rest + [name + "="])), INCOMPLETE,
                   needs(name))
        yield Case(f"two of {name}",
                   template(A + ", ".join(list(all_parts.values()) + [all_parts[name]])),
                   INCOMPLETE, f"'{name}' must be given exactly once.")
        yield Case(f"{name} in lower case",
                   template(A + ", ".join(rest + [all_parts[name].lower()])), INCOMPLETE,
                   LIST_TEXT + " " + needs(name))
        yield Case(f"{name} without equals sign", template(A + ", ".join(rest + [name])),
                   INCOMPLETE, LIST_TEXT + " " + needs(name))
    for what, text in (("a comma at the end", f"{C}, {H}, {S},"),
                       ("a comma at the start", f", {C}, {H}, {S}"),
                       ("a doubled comma", f"{C},, {H}, {S}"),
                       ("a part of its own", f"{C}, {H}, {S}, Extra=1"),
                       ("an empty name", f"{C}, {H}, {S}, =1"),
                       ("a bare word", f"{C}, {H}, {S}, word"),
                       ("the query form's names", f"{C}, {H}, {S}, X-Amz-Signature=1")):
        yield Case(f"a list with {what}", template(A + text), INCOMPLETE, LIST_TEXT)
    for what, text in (("semicolons", f"{C}; {H}; {S}"), ("spaces", f"{C} {H} {S}"),
                       ("ampersands", f"{C}&{H}&{S}")):
        yield Case(f"a list separated by {what}", template(A + text), INCOMPLETE,
                   needs("Signature", "SignedHeaders"))
    yield Case("a tab behind the algorithm", template("{algorithm}\t" + f"{C}, {H}, {S}"),
               INCOMPLETE, ALGORITHM_TEXT)
    yield Case("no date", signed(date_header=None), INCOMPLETE, NEEDS_DATE)
    yield Case("two Authorization headers",
               after_signing(lambda r: r.add("Authorization", r.get("Authorization"))),
               ((400, 403), None))


def query_form():
    parameters = ("Algorithm=AWS4-HMAC-SHA256", "Credential=x", "Signature=x", "SignedHeaders=host",
                  "Date=20201122T000000Z", "Expires=60", "Security-Token=x")
    yield Case("a good presigned URL where they are off", lambda r: r.presign(), INVALID,
               PRESIGNED_TEXT)
    yield Case("a presigned URL with a bad signature", lambda r: r.presign(signature="0" * 64),
               INVALID, PRESIGNED_TEXT)
    yield Case("a presigned URL with a wrong secret", lambda r: r.presign(secret="x"), INVALID,
               PRESIGNED_TEXT)
    yield Case("a good presigned URL and a good header", lambda r: r.presign().sign(), INCOMPLETE,
               AMBIGUOUS_TEXT)
    yield Case("a bad presigned URL and a good header",
               lambda r: r.presign(signature="0" * 64).sign(), INCOMPLETE, AMBIGUOUS_TEXT)
    yield Case("a good presigned URL and a bad header", lambda r: r.presign().sign(secret="x"),
               INCOMPLETE, AMBIGUOUS_TEXT)
    yield Case("a presigned URL of which a part came twice",
               lambda r: r.presign().change(target=r.target + "&X-Amz-Signature=" + "0" * 64),
               INCOMPLETE, AMBIGUOUS_TEXT)
    for parameter in parameters:
        name = parameter.partition("=")[0]
        yield Case(f"X-Amz-{name} in the query beside a good header",
                   lambda r, p=parameter: r.change(target=r.target + "?X-Amz-" + p).sign(),
                   INCOMPLETE, AMBIGUOUS_TEXT)
        answer, text = MISSING, ANONYMOUS_TEXT
        if name == "Algorithm":
            answer, text = INVALID, PRESIGNED_TEXT
        yield Case(f"X-Amz-{name} in the query and nothing else",
                   lambda r, p=parameter: r.change(target=r.target + "?X-Amz-" + p), answer, text)
    yield Case("an escaped X-Amz-Signature in the query beside a good header",
               lambda r: r.change(target=r.target + "?X%2DAmz%2DSignature=x").sign(), INCOMPLETE,
               AMBIGUOUS_TEXT)
    for query in ("%zz", "a=%", "a=%4", "%=b", "a=1&b=%G0", "a=%%41"):
        yield Case(f"the query {query}",
                   lambda r, q=query: r.change(target=r.target + "?" + q).sign(), MALFORMED_QUERY,
                   BAD_QUERY_TEXT)


def signed_headers():
    good = ["content-type", "host", "x-amz-date"]
    for names in (["content-type", "host", "x-amz-date", ""],
                  ["", "content-type", "host", "x-amz-date"],
                  ["content-type", "host", "", "x-amz-date"], ["", ""],
                  ["host", "content-type", "x-amz-date"], ["content-type", "x-amz-date", "host"],
                  ["content-type", "host", "host", "x-amz-date"],
                  ["content-type", "host", "x-amz-date", "x-amz-date"],
                  ["Content-Type", "Host", "X-Amz-Date"], ["content-type", "hosT", "x-amz-date"],
                  ["content-type", "host", "X-AMZ-DATE"]):
        yield Case(f"SignedHeaders={';'.join(names)}", signed(signed=names), INVALID, NAMES_TEXT)
    for names in (["content-type", "x-amz-date"], ["x-amz-date"],
                  ["content-type", "host ", "x-amz-date"], ["content-type", "hostx", "x-amz-date"],
                  ["content-type", "host:x-amz-date"]):
        yield Case(f"SignedHeaders={';'.join(names)}", signed(signed=names), INVALID, HOST_TEXT)
    yield Case("SignedHeaders separated by commas",
               template(A + C + ", SignedHeaders=content-type,host,x-amz-date, " + S), INCOMPLETE,
               LIST_TEXT)
    yield Case("an unsigned X-Amz-Date", signed(signed=["content-type", "host"]), INVALID,
               unsigned("x-amz-date"))
    for name in ("accept", "content-length-x", "date", "x-amz-security-token", "x-amz-target",
                 "zzz", "user-agent", "x-amz-content-sha256"):
        yield Case(f"a signed {name} that is not there",
                   lambda r, n=name: r.remove("User-Agent").sign(signed=sorted(good + [n])),
                   INVALID, absent(name))
    for name in ("Security-Token", "Target", "Acl", "Meta-Owner", "User-Agent", "Request-Id",
                 "Expected-Bucket-Owner", "Copy-Source", "Date-Override", "Account-Id",
                 "Sdk-Checksum-Algorithm", "Storage-Class", "Tagging"):
        yield Case(f"X-Amz-{name} added after signing",
                   after_signing(lambda r, n=name: r.add("X-Amz-" + n, "x")), INVALID,
                   unsigned("x-amz-" + name.lower()))
    yield Case("x-amz-target added in capitals after signing",
               after_signing(lambda r: r.add("X-AMZ-TARGET", "x")), INVALID,
               unsigned("x-amz-target"))


def dates():
    # Fixed, so that every process collects the same names.
    today = "20200704"
    for date in (today, today + "T000000", today + "T000000z", today + " 000000Z",
                 today + "t000000Z", today + "T0000Z", today + "T240000Z", today + "T236000Z",
                 today + "T235960Z", today[:4] + "1301T000000Z", today[:4] + "0001T000000Z",
                 today[:4] + "0230T000000Z", today[:4] + "0431T000000Z", "21000229T000000Z",
                 "00000101T000000Z", today + "T000000+0000", today + "T000000.000Z",
                 f"{today[:4]}-{today[4:6]}-{today[6:]}T00:00:00Z", "-" + today[1:] + "T000000Z",
                 "now", "0", "1795319100", today + "T00000\u00b2Z", "+0261122T000000Z",
                 "Sun, 22 Nov 2020 03:45:00 GMT"):
        yield Case(f"the date {date!a}", signed(date=date, scope_date=today), INCOMPLETE,
                   re.compile(r"Date must be in ISO-8601 'basic format'\. Got '.*'\. "
                              r"See http://en\.wikipedia\.org/wiki/ISO_8601"))
    for date in ("yesterday", "Sun, 32 Nov 2020 03:45:00 GMT", "Sun, 22 Nov 2020 03:45:00 CET",
                 "2020-11-22"):
        yield Case(f"the Date header {date!r} alone",
                   signed(date=date, date_header="Date", scope_date=today), INCOMPLETE,
                   re.compile("Date must be in ISO-8601 'basic format'"))
    yield Case("X-Amz-Date twice, the same",
               after_signing(lambda r: r.add("X-Amz-Date", r.get("X-Amz-Date"))), INCOMPLETE,
               TWO_DATES_TEXT)
    yield Case("X-Amz-Date twice, the second another",
               after_signing(lambda r: r.add("X-Amz-Date", timestamp(-1))), INCOMPLETE,
               TWO_DATES_TEXT)
    yield Case("X-Amz-Date twice and signed so",
               lambda r: r.add("X-Amz-Date", timestamp(-1)).sign(), INCOMPLETE, TWO_DATES_TEXT)
    yield Case("X_Amz_Date with underscores",
               signed(date_header="X_Amz_Date", signed=["content-type", "host"]), INCOMPLETE,
               NEEDS_DATE)
    for offset_s in (-360, -600, -3600, -86400, -31536000):
        yield Case(f"a signature {-offset_s} seconds old",
                   lambda r, o=offset_s: r.sign(date=timestamp(o)), INVALID,
                   re.compile(rf"Signature expired: {TIME} is now earlier than {TIME} "
                              rf"\({TIME} - 5 min\.\)"))
    for date in ("19700101T000000Z", "20000229T000000Z", "00010101T000000Z"):
        yield Case(f"a signature of {date}", signed(date=date), INVALID,
                   re.compile(f"Signature expired: {date} is now earlier"))
    for offset_s in (360, 600, 3600, 86400, 31536000):
        yield Case(f"a signature of in {offset_s} seconds",
                   lambda r, o=offset_s: r.sign(date=timestamp(o)), INVALID,
                   re.compile(rf"Signature not yet current: {TIME} is still later than {TIME} "
                              rf"\({TIME} \+ 5 min\.\)"))
    for date in ("20990101T000000Z", "21000301T000000Z", "99991231T235959Z"):
        yield Case(f"a signature of {date}", signed(date=date), INVALID,
                   re.compile(f"Signature not yet current: {date} is still later"))


def scopes():
    today = "20200704"
    tail = f"{today}/{REGION}/{SERVICE}/aws4_request"
    for credential in ("x", "x/y", f"111111111111/{today}", f"111111111111/{today}/{REGION}",
                       f"111111111111/{today}/{REGION}/{SERVICE}", f"111111111111/{tail}/x",
                       f"a/b/111111111111/{tail}", f"/111111111111/{tail}", f"111111111111/{tail}/",
                       "/", "//////"):
        yield Case(f"the credential {credential}", signed(credential=credential), INVALID,
                   PARTS_TEXT)
    for region in ("", "nowhere", "EU-WEST-1", "eu_west_1", "eu-west-1 ", "*", "eu--west-1", "-",
                   "eu-west-1;us-east-1", "..", "%65u-west-1", "eu-west-1'", "a-" + "b" * 40):
        yield Case(f"the region {region!r}", signed(region=region), INVALID, REGION_TEXT)
    for service in ("", "securityhub ", "*", "securityhub+iam", "<sts>", "x" * 65):
        yield Case(f"the service {service!r}", signed(service=service), INVALID, SERVICE_TEXT)
    for service in ("iam", "execute-api", "SecurityHub", "SECURITYHUB", "securityhubx",
                    "xsecurityhub", "security-hub", "x" * 64):
        yield Case(f"the service {service!r}", signed(service=service), NO_OPERATION,
                   UNSERVED_TEXT.format(service))
    for terminator in ("", "aws4_requestX", "xaws4_request", "AWS4_REQUEST", "aws4-request",
                       "aws4_request+", "aws3_request"):
        yield Case(f"the terminator {terminator!r}", signed(terminator=terminator), INVALID,
                   TERMINATOR_TEXT)
    yield Case("the terminator in the region's place",
               signed(region="aws4_request", terminator=REGION), INVALID,
               REGION_TEXT + TERMINATOR_TEXT)
    for what, date in (("yesterday", timestamp(-86400)[:8]),
                       ("the day after tomorrow", timestamp(2 * 86400)[:8]), ("1970", "19700101"),
                       ("nothing", ""), ("letters", "yyyymmdd"), ("a time", today + "T000000Z"),
                       ("six digits", today[2:]), ("nine digits", today + "0")):
        yield Case(f"a scope date of {what}", signed(scope_date=date), INVALID,
                   re.compile("Date in Credential scope does not match YYYYMMDD from ISO-8601 "
                              rf"version of date from HTTP: '{date[:16]}' != '\d{{8}}', "
                              rf"from '{TIME}'\. "))
    yield Case("everything wrong in the scope",
               signed(region="x", service="*", terminator="z", scope_date="0"), INVALID,
               re.compile(re.escape(REGION_TEXT + SERVICE_TEXT + TERMINATOR_TEXT) + "Date in "))
    yield Case("an expired signature of another service",
               lambda r: r.sign(date=timestamp(-900), service="iam"), INVALID,
               re.compile("Signature expired"))


def keys_and_secrets():
    for key in ("AKIDUNKNOWN000000001", "AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE",
                "11111111111", "1111111111111", "11111111111a", "admin", "root", "memberhub",
                "postgres", "test", "*", "%", "_", "' OR ''='", "1;DROP", "111111111111 ",
                "\u00e4\u00f6", "x" * 128, "x" * 129, "null", "NULL", "0", "-1", "1e12", ""):
        yield Case(f"the key {key[:20]!a} of {len(key)} characters", signed(key=key), UNKNOWN,
                   UNKNOWN_TEXT)
    yield Case("an unknown key with a broken signature", signed(key="AKIDUNKNOWN", signature="x"),
               UNKNOWN, UNKNOWN_TEXT)
    for secret in ("", "Test", "TEST", "tes", "testt", " test", "test ", "AWS4test", "test\n",
                   "tset", "password", "secret", "111111111111"):
        yield Case(f"the secret {secret!r}", signed(secret=secret), INVALID, MISMATCH_TEXT)
    yield Case("a signed session token", lambda r: r.add("X-Amz-Security-Token", "token").sign(),
               UNKNOWN, UNKNOWN_TEXT)
    yield Case("a signed session token of 2 KB",
               lambda r: r.add("X-Amz-Security-Token", "t" * 2048).sign(), UNKNOWN, UNKNOWN_TEXT)
    yield Case("a signed session token with a wrong secret",
               lambda r: r.add("X-Amz-Security-Token", "t").sign(secret="x"), UNKNOWN, UNKNOWN_TEXT)


def add_body_hash(request):
    return request.add("x-amz-content-sha256", sha256_hex(request.body))


def payloads():
    words = ("UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
             "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
             "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
             "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER", "STREAMING-SOMETHING-ELSE",
             "unsigned-payload", "required", "x", "0",
             "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85", "0" * 65)
    for word in words:
        header = "x-amz-content-sha256"
        yield Case(f"the body hash {word[:50]}, signed", lambda r, w=word: r.add(header, w).sign(),
                   INVALID, HASH_TEXT)
        yield Case(f"the body hash {word[:50]} with a garbage signature",
                   lambda r, w=word: r.add(header, w).sign(signature="0" * 64), INVALID, HASH_TEXT)
        yield Case(f"the body hash {word[:50]} added after signing",
                   after_signing(lambda r, w=word: r.add(header, w)), INVALID, HASH_TEXT)
    yield Case("the empty body's hash with a body",
               lambda r: r.add("x-amz-content-sha256", sha256_hex(b"")).sign(), INVALID,
               OTHER_HASH_TEXT)
    yield Case("another body's hash",
               lambda r: r.add("x-amz-content-sha256", sha256_hex(b"{}")).sign(), INVALID,
               OTHER_HASH_TEXT)
    yield Case("the body's hash in capitals",
               lambda r: r.add("x-amz-content-sha256", sha256_hex(r.body).upper()).sign(), INVALID,
               HASH_TEXT)
    yield Case("the body's hash twice",
               after_signing(lambda r: add_body_hash(add_body_hash(r))), INVALID, HASH_TEXT)
    yield Case("a wrong hash and an unknown key",
               lambda r: r.add("x-amz-content-sha256", "x").sign(key="AKIDX"), UNKNOWN,
               UNKNOWN_TEXT)


def another_digit(signature, position):
    digit = "0" if signature[position] != "0" else "1"
    return signature[:position] + digit + signature[position + 1:]


def signatures():
    for what, change in (
            ("one digit", lambda s: s[0]), ("63 digits", lambda s: s[:63]),
            ("the last 63 digits", lambda s: s[1:]),
            ("65 digits", lambda s: s + "0"), ("it twice", lambda s: s + s),
            ("capitals", lambda s: s.upper()),
            ("zeros", lambda s: "0" * 64), ("f's", lambda s: "f" * 64),
            ("no hex", lambda s: "g" * 64),
            ("0x before it", lambda s: "0x" + s), ("quotes around it", lambda s: f'"{s}"'),
            ("a sign", lambda s: "+" + s[1:]),
            ("an inner space", lambda s: s[:32] + " " + s[32:]),
            ("its halves swapped", lambda s: s[32:] + s[:32]),
            ("it backwards", lambda s: s[::-1]), ("a percent sign", lambda s: "%" + s[1:]),
            ("a NUL escaped", lambda s: s + "%00"), ("base64", lambda s: "c2lnbmF0dXJl"),
            ("a star", lambda s: "*")):
        yield Case(f"a signature of {what}", signed(signature=change), INVALID, MISMATCH_TEXT)
    for position in range(0, 64, 3):
        yield Case(f"a signature whose digit {position} is another",
                   signed(signature=lambda s, p=position: another_digit(s, p)), INVALID,
                   MISMATCH_TEXT)
    yield Case("a signature that names another method",
               lambda r: r.change(method="GET").sign().change(method="POST"), INVALID,
               MISMATCH_TEXT)


def change_query(signed_query, sent_query):
    return lambda r: r.change(target="/members?" + signed_query).sign().change(
        target="/members?" + sent_query)


def tampering():
    changes = {
        "the method": lambda r: r.change(method="PUT"),
        "the path": lambda r: r.change(target="/members/delete"),
        "the path's case": lambda r: r.change(target="/Members"),
        "an escape in the path": lambda r: r.change(target="/%6dembers"),
        "a slash at the end": lambda r: r.change(target="/members/"),
        "a parameter": lambda r: r.change(target="/members?a=1"),
        "a parameter without value": lambda r: r.change(target="/members?a"),
        "the host": lambda r: r.set("Host", "evil.example"),
        "the host's case": lambda r: r.set("Host", "LOCALHOST"),
        "the port": lambda r: r.set("Host", "127.0.0.1:1"),
        "the date": lambda r: r.set("X-Amz-Date", another_digit(r.get("X-Amz-Date"), 14)),
        "the content type": lambda r: r.set("Content-Type", "text/plain"),
        "a second content type": lambda r: r.add("Content-Type", "text/plain"),
        "a byte more of the body": lambda r: r.change(body=r.body + b" "),
        "a byte less of the body": lambda r: r.change(body=r.body[:-1]),
        "a digit of the body": lambda r: r.change(body=r.body.replace(b"4", b"5", 1)),
        "an empty body": lambda r: r.change(body=b""),
        "the region": lambda r: r.set("Authorization",
                                      r.get("Authorization").replace(REGION, "us-east-1")),
    }
    for what, change in changes.items():
        yield Case(f"{what} changed after signing", after_signing(change), INVALID, MISMATCH_TEXT)
    yield Case("a signed header taken out after signing",
               after_signing(lambda r: r.remove("Content-Type")), INVALID, absent("content-type"))
    queries = {"a value": "a=2&b=2", "a name": "c=1&b=2", "one parameter fewer": "a=1",
               "one more": "a=1&b=2&c=3", "a repeated one": "a=1&a=1&b=2",
               "an empty value for one": "a=&b=2", "a semicolon more": "a=1&b=2;", "none": ""}
    for what, query in queries.items():
        yield Case(f"a query of {what} after signing", change_query("a=1&b=2", query), INVALID,
                   MISMATCH_TEXT)
    yield Case("a plus that was signed as a space",
               change_query("a=b%20c", "a=b+c"), INVALID, MISMATCH_TEXT)
    yield Case("the values of a repeated header swapped",
               lambda r: swap_last_two(r.add("My-Header", "1").add("My-Header", "2").sign()),
               INVALID, MISMATCH_TEXT)


def swap_last_two(request):
    values = [position for position, (name, _) in enumerate(request.headers) if name == "My-Header"]
    first, second = values
    headers = request.headers
    headers[first], headers[second] = headers[second], headers[first]
    return request


def paths():
    """Other spellings of /members, each signed as it is sent: another path, or no request."""
    for path in ("/members/", "//members", "/members//", "/./members", "/members/.", "/members/./",
                 "/x/../members", "/members/x/..", "/members/..", "/%6dembers", "/%6Dembers",
                 "/members%2F", "/members%2f", "/%2Fmembers", "/members%20", "/%20members",
                 "/members+", "/members;", "/members;x=1", "/members,", "/Members", "/MEMBERS",
                 "/members.json", "/members%2E", "/members/%2e%2e/members", "/%2e/members",
                 "/members%3F", "/members%23", "/members&", "/members=", "/members:", "/members@",
                 "/m%65mbers", "/members%C3%BC", "/members\u00fc", "/members~", "/members*",
                 "/members'", "/members\"", "/members|", "/members\\", "/members%5C", "/members%09",
                 "/v1/members", "/members/create", "/member", "/memberss", "/"):
        yield Case(f"the path {path!a}", lambda r, p=path: r.change(target=p).sign(), NO_OPERATION)
    for path in ("/members%00", "/members%", "/members%zz", "/members%4", "/../members",
                 "/../../members", "/members#x"):
        yield Case(f"the path {path}", lambda r, p=path: r.change(target=p).sign(),
                   ((400, 403, 404), None))
    for method in ("HEAD-X", "TRACE", "OPTIONS", "CONNECT", "PUT", "DELETE", "PATCH", "get",
                   "Post"):
        yield Case(f"the method {method}", lambda r, m=method: r.change(method=m).sign(),
                   ((400, 404, 405), None))


def add_headers(request, count):
    for number in range(count):
        request.add(f"My-{number}", "x")
    return request


def http_forms():
    yield Case("two Host headers", after_signing(lambda r: r.add("Host", "evil.example")),
               ((400,), None))
    yield Case("no Host header", after_signing(lambda r: r.remove("Host")), ((400,), None))
    yield Case("HTTP/1.0 without a Host header",
               after_signing(lambda r: r.remove("Host").change(version="HTTP/1.0")), ((400,), None))
    yield Case("the target in absolute form",
               lambda r: r.sign().change(target="http://evil.example" + r.target),
               ((400, 403, 404), None))
    yield Case("a blank before the colon of a header",
               after_signing(lambda r: r.add("X-Amz-Foo ", "x")), ((400,), None))
    yield Case("a folded header", after_signing(lambda r: r.add("My-Header", "x\r\n y")),
               ((400,), None))
    yield Case("a NUL in a header", after_signing(lambda r: r.add("My-Header", "x\0y")),
               ((400,), None))
    yield Case("a length and chunks at once", after_signing(
        lambda r: r.add("Content-Length", str(len(r.body))).add("Transfer-Encoding", "chunked")),
               ((400,), None))
    yield Case("101 headers", lambda r: add_headers(r, 101).sign(), ((400, 413, 431), None))


GROUPS = (no_claim, lists, query_form, signed_headers, dates, scopes, keys_and_secrets, payloads,
          signatures, tampering, paths, http_forms)
CASES = [case for group in GROUPS for case in group()]
