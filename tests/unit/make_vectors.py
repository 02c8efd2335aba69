#!/usr/bin/python3
"""Makes vectors/sigv4_vectors.h: requests signed by botocore, an independent signer.

Usage: make_vectors.py > vectors/sigv4_vectors.h
The output depends on this file alone, not on the time.
"""
import json
import sys

from botocore.auth import S3SigV4Auth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEY, SECRET = "AKIDMEMBERHUB0000001", "a secret/with+every=kind of-byte_~\u00e9"
HUB_ARN = "arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault"
JSON_TYPE = [("Content-Type", "application/json")]
ACCOUNTS = {"AccountIds": ["222222222222", "333333333333"]}

# name, method, target, JSON body (None: no body)
OPERATIONS = [
    ("EnableSecurityHub", "POST", "/accounts", {}),
    ("DisableSecurityHub", "DELETE", "/accounts", None),
    ("DescribeHub", "GET", "/accounts", None),
    ("DescribeHub with an ARN", "GET", "/accounts?HubArn=" + HUB_ARN, None),
    ("UpdateSecurityHubConfiguration", "PATCH", "/accounts", {"AutoEnableControls": False}),
    ("CreateMembers", "POST", "/members",
     {"AccountDetails": [{"AccountId": "222222222222", "Email": "a@example.com"}]}),
    ("GetMembers", "POST", "/members/get", ACCOUNTS),
    ("ListMembers", "GET", "/members", None),
    ("ListMembers with all parameters", "GET",
     "/members?OnlyAssociated=false&MaxResults=50&NextToken=a%2Fb%3D", None),
    ("DeleteMembers", "POST", "/members/delete", ACCOUNTS),
    ("InviteMembers", "POST", "/members/invite", ACCOUNTS),
    ("DisassociateMembers", "POST", "/members/disassociate", ACCOUNTS),
    ("ListInvitations", "GET", "/invitations?MaxResults=1", None),
    ("GetInvitationsCount", "GET", "/invitations/count", None),
    ("AcceptInvitation", "POST", "/master",
     {"MasterId": "111111111111", "InvitationId": "2cb097774d0b74808af8fa270f1dc404"}),
    ("AcceptAdministratorInvitation", "POST", "/administrator",
     {"AdministratorId": "111111111111", "InvitationId": "2cb097774d0b74808af8fa270f1dc404"}),
    ("DeclineInvitations", "POST", "/invitations/decline", {"AccountIds": ["111111111111"]}),
    ("DeleteInvitations", "POST", "/invitations/delete", {"AccountIds": ["111111111111"]}),
    ("GetMasterAccount", "GET", "/master", None),
    ("GetAdministratorAccount", "GET", "/administrator", None),
    ("DisassociateFromMasterAccount", "POST", "/master/disassociate", None),
    ("DisassociateFromAdministratorAccount", "POST", "/administrator/disassociate", None),
    ("TagResource", "POST", "/tags/" + HUB_ARN, {"Tags": {"team": "\u00fcber", "a b": ""}}),
    ("UntagResource", "DELETE", "/tags/" + HUB_ARN + "?tagKeys=a&tagKeys=b%20c", None),
    ("ListTagsForResource", "GET", "/tags/" + HUB_ARN, None),
    ("BatchEnableStandards", "POST", "/standards/register",
     {"StandardsSubscriptionRequests": [
         {"StandardsArn": "arn:aws:securityhub:::ruleset/x/v/1.2.0"}]}),
    ("BatchDisableStandards", "POST", "/standards/deregister",
     {"StandardsSubscriptionArns": ["a"]}),
    ("GetEnabledStandards", "POST", "/standards/get", {}),
    ("DescribeStandards", "GET", "/standards?MaxResults=100", None),
]

# name, target
PATHS = [
    ("the root", "/"),
    ("an unreserved byte of each kind", "/-._~0123456789abcABC"),
    ("a path that is encoded once", "/a%20b%2Fc%C3%BC"),
    ("lower-case escapes in the path", "/a%2fb%c3%bc"),
    ("raw UTF-8 in the path", "/\u1234/\u00fc"),
    ("reserved bytes in the path", "/!$&'()*+,;=:@"),
    ("a trailing slash", "/members/"),
    ("a doubled slash", "//members//get"),
    ("only slashes", "///"),
    ("a single dot", "/./members/./get"),
    ("two dots", "/members/x/../get"),
    ("two dots at the end", "/members/get/.."),
    ("two dots above the root", "/../../members"),
    ("dots and a trailing slash", "/members/./get/../"),
    ("names that only begin with dots", "/.members/..get/..."),
    ("escaped dots, which are no dot segments", "/%2E%2E/members/%2e"),
]

QUERIES = [
    ("repeated keys in order", "a=1&a=10&a=2"),
    ("repeated keys out of order", "a=2&a=10&a=1"),
    ("keys out of order", "b=2&a=1&C=3"),
    ("an empty value", "a=&b=1"),
    ("a key without a value", "a"),
    ("one key with and without a value", "a=1&a"),
    ("an empty name", "=x"),
    ("a value with equals signs", "a=b%3Dc%3D%3D"),
    ("spaces", "a%20b=c%20d"),
    ("UTF-8", "%E1%88%B4=%C3%BC"),
    ("a literal plus, escaped", "a=1%2B1"),
    ("a semicolon, escaped", "a=1%3Bb%3D2"),
    ("every unreserved byte", "-._~09azAZ=-._~09azAZ"),
    ("a key that sorts by its encoded form", "a%25=1&a-=2&a.=3&a%7C=4"),
    ("a percent sign, escaped", "a=%2541"),
    ("parameters named like the query form's", "x-amz-date=1&amz-signature=2"),
]

HEADERS = [
    ("inner spaces", [("My-Header", "a   b    c")]),
    ("spaces and tabs around and inside", [("My-Header", " \t a \t b\t ")]),
    ("a quoted string with spaces", [("My-Header", '"a   b"')]),
    ("two of a name", [("My-Header", "b"), ("My-Header", "a")]),
    ("two of a name with spaces", [("My-Header", " b  b "), ("MY-HEADER", " a ")]),
    ("an empty value", [("My-Header", "")]),
    ("a value with a comma", [("My-Header", "a, b,c")]),
    ("UTF-8 in a value", [("My-Header", "\u00fc\u1234")]),
    ("names in capitals", [("MY-HEADER", "A"), ("An-Other", "B")]),
    ("names that sort around host", [("G", "1"), ("Host1", "2"), ("Hos", "3")]),
    ("headers that nobody signs",
     [("User-Agent", "x/1"), ("X-Amzn-Trace-Id", "Root=1"), ("Expect", "")]),
    ("the SDK's retry headers",
     [("amz-sdk-invocation-id", "0-1-2"), ("amz-sdk-request", "attempt=1")]),
    ("a host with a port", [("Host", "localhost:4780")]),
    ("a host in capitals", [("Host", "Hub.Example:80")]),
    ("a target header", [("X-Amz-Target", "com.example.Target")]),
    ("a Date header alone", [("Date", "replaced")]),
]

TOKEN = "FwoGZXIvYXdzEBYaD//+token/with=all+"


def cases():
    """Gives (name, method, target, headers, body, options)."""
    for name, method, target, body in OPERATIONS:
        text = b"" if body is None else json.dumps(body).encode()
        yield name, method, target, JSON_TYPE if body is not None else [], text, {}
        if body is None:
            # botocore's presigner takes one value of a parameter only.
            target = target.split("&tagKeys=b")[0]
            yield name + ", presigned", method, target, [], b"", {"query_form": True}
    for name, target in PATHS:
        yield "path: " + name, "GET", target, [], b"", {}
    for name, query in QUERIES:
        yield "query: " + name, "GET", "/members?" + query, [], b"", {}
    for name, headers in HEADERS:
        yield "header: " + name, "GET", "/members", headers, b"", {}
    yield "a session token", "GET", "/members", [], b"", {"token": TOKEN}
    yield "a session token, presigned", "GET", "/members", [], b"", {"token": TOKEN,
                                                                     "query_form": True}
    yield "presigned with a header", "GET", "/members", [("My-Header",
                                                          "a  b")], b"", {"query_form": True}
    yield "presigned for a second", "GET", "/members", [], b"", {"query_form": True, "expires": 1}
    yield "presigned for a week", "GET", "/members", [], b"", {"query_form": True,
                                                               "expires": 604800}
    yield ("presigned with parameters", "GET", "/members?z=%C3%BC&A=b%20c", [], b"",
           {"query_form": True})
    yield "a leap day", "GET", "/members", [], b"", {"timestamp": "20240229T235959Z"}
    yield "beyond 32 bits of seconds", "GET", "/members", [], b"", {"timestamp": "20380119T031408Z"}
    yield "the year 2100", "GET", "/members", [], b"", {"timestamp": "21000301T000000Z"}
    yield "another service and region", "GET", "/detector", [], b"", {"service": "guardduty",
                                                                      "region": "us-gov-west-1"}
    yield "a body that is no text", "POST", "/members", [], bytes(range(1, 256)), {}
    yield "a large body", "POST", "/members", JSON_TYPE, b"[" + b"1," * 500 + b"1]", {}
    yield "a method of its own", "PUT", "/members", [], b"x", {}
    yield "S3 path as it is", "GET", "/a//b/../c%20d", [], b"", {"service": "s3",
                                                                 "signer": S3SigV4Auth}


def sign(method, target, headers, body, options):
    """Gives (raw request, canonical request, string to sign, signature, timestamp)."""
    timestamp = options.get("timestamp", "20261122T034500Z")
    credentials = Credentials(KEY, SECRET, options.get("token"))
    arguments = [credentials, options.get("service", "securityhub"),
                 options.get("region", "eu-west-1")]
    if options.get("query_form"):
        signer = SigV4QueryAuth(*arguments, expires=options.get("expires", 3600))
    else:
        signer = options.get("signer", SigV4Auth)(*arguments)
    request = AWSRequest(method=method, url="http://hub.example:8080" + target, data=body)
    for name, value in headers:
        request.headers.add_header(name, value)
    request.context["timestamp"] = timestamp
    request.context["payload_signing_enabled"] = True
    signer._modify_request_before_signing(request)
    if "Date" in request.headers:
        # botocore writes RFC 5322's zone there; HTTP's form has GMT (RFC 9110 section 5.6.7).
        request.headers.replace_header("Date", request.headers["Date"].replace("-0000", "GMT"))
    canonical = signer.canonical_request(request)
    to_sign = signer.string_to_sign(request, canonical)
    signature = signer.signature(to_sign, request)
    signer._inject_signature_to_request(request, signature)
    lines = [f"{method} {request.url[len('http://hub.example:8080'):]} HTTP/1.1"]
    if "Host" not in request.headers:
        lines.append("Host: hub.example:8080")
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    raw = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    return raw, canonical.encode(), to_sign.encode(), signature.encode(), timestamp.encode()


def c_string(data, indent):
    """Gives C string literals, one for each line or 80 columns of the data."""
    literals, line = [], ""
    for position, byte in enumerate(data):
        char = chr(byte)
        if char in '"\\?':
            line += "\\" + char
        elif 0x20 <= byte < 0x7F:
            line += char
        else:
            # Always three octal digits: the next byte cannot become part of the escape.
            line += {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(char, f"\\{byte:03o}")
        if char == "\n" or len(line) > 80 or position == len(data) - 1:
            literals.append(f'"{line}"')
            line = ""
    return ("\n" + " " * indent).join(literals or ['""'])


def main():
    print("/*\n * Requests signed by botocore. Made by make_vectors.py; never edited by hand.\n */")
    print("#ifndef MEMBERHUB_TESTS_SIGV4_VECTORS_H\n#define MEMBERHUB_TESTS_SIGV4_VECTORS_H\n")
    print('#include "base/str.h"\n')
    print("/* clang-format off */")
    print(f"#define VECTOR_KEY {c_string(KEY.encode(), 0)}")
    print(f"#define VECTOR_SECRET {c_string(SECRET.encode(), 0)}\n")
    print("struct sigv4_vector {\n    const char *name;\n"
          "    struct str request, canonical_request, string_to_sign, signature, timestamp;\n};\n")
    print("static const struct sigv4_vector sigv4_vectors[] = {")
    for name, method, target, headers, body, options in cases():
        fields = sign(method, target, headers, body, options)
        print(f'    {{ {c_string(name.encode(), 0)},')
        print(",\n".join(f"      {{ {c_string(field, 8)},\n        {len(field)} }}"
                         for field in fields) + " },")
    print("};\n/* clang-format on */\n\n#endif")


if __name__ == "__main__":
    sys.exit(main())
