"""What nginx and the worker's first steps make of requests: every refusal is a 4xx in AWS's shape.

Requests are bytes on a socket, so they may be as wrong as they like.
"""
import configparser
import http.client
import json
import re
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

import memberhub_testing as testing
from signer import Connection, Request, send

BODY_LIMIT = 64 * 1024
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
HEAD = b"Host: 127.0.0.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded; charset=utf-8"


def check_shape(answer):
    """An error as AWS's services give it; gives the exception's name."""
    assert answer.headers.get_content_type() == "application/json"
    assert UUID.fullmatch(answer.headers["x-amzn-RequestId"])
    name = answer.headers["x-amzn-ErrorType"].split(":")[0]
    assert re.fullmatch(r"[A-Z][A-Za-z]+Exception", name)
    body = answer.json()
    message = body.get("Message", body.get("message"))
    assert isinstance(message, str) and message
    assert body.get("Code", name) == name
    assert "nginx" not in answer.body.decode()
    assert answer.headers.get("x-memberhub-reason", "none").isprintable()
    return name


def request(line, *headers, host=True, body=b""):
    """A request's bytes from its request line and header lines."""
    lines = [line] + ([b"Host: 127.0.0.1"] if host else []) + list(headers)
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def get(*headers, path=b"/administrator", host=True):
    return request(b"GET " + path + b" HTTP/1.1", *headers, host=host)


def post(*headers, body=b""):
    return request(b"POST /members HTTP/1.1", *headers, body=body)


# What is wrong -> the bytes, and the statuses that may answer it; 403 is for want of a signature.
MALFORMED = {
    # request line
    "a lower-case method": (request(b"get / HTTP/1.1"), 400),
    "a method with a sign": (request(b"G@T / HTTP/1.1"), 400),
    "a method that nobody knows": (request(b"FOO-BAR / HTTP/1.1"), 403),
    "no method": (request(b" / HTTP/1.1"), 400),
    "no target": (request(b"GET HTTP/1.1"), 400),
    "a space in the target": (request(b"GET /a b HTTP/1.1"), 400),
    "a word for a version": (request(b"GET / HTTQ/1.1"), 400),
    "a letter for a version": (request(b"GET / HTTP/x"), 400),
    "an unknown version": (request(b"GET / HTTP/3.0"), 400),
    "something behind the version": (request(b"GET / HTTP/1.1 x"), 400),
    "control characters for a request": (b"\x00\x01\x02\r\n\r\n", 400),
    "TLS on the plain port": (bytes.fromhex("16030100c8010000c40303") + b"a" * 200, 400),
    "HTTP/2's first line": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "an asterisk for a target": (request(b"OPTIONS * HTTP/1.1"), 400),
    "CONNECT": (request(b"CONNECT a:80 HTTP/1.1"), 400),
    "TRACE": (request(b"TRACE / HTTP/1.1"), 405),
    "an absolute target of another host": (get(path=b"http://other.example/administrator"), 400),
    # paths
    "%00 in the path": (get(path=b"/members%00"), 400),
    "NUL in the path": (get(path=b"/members\0"), 400),
    "half an escape at the end of the path": (get(path=b"/members%4"), 400),
    "an escape of no hex digits": (get(path=b"/members%zz"), 400),
    "a path above the root": (get(path=b"/../../etc/passwd"), 400),
    "an escaped path above the root": (get(path=b"/%2e%2e/%2e%2e/etc/passwd"), 400),
    "a path without a slash": (get(path=b"members"), 400),
    "a target of 17 KB": (get(path=b"/" + b"a" * 17000), (414, 413)),
    "a target of 9 KB": (get(path=b"/" + b"a" * 9000), (414, 413)),
    "a query of 9 KB": (get(path=b"/members?" + b"a" * 9000), (414, 413)),
    "a bad escape in the query": (get(path=b"/members?NextToken=%zz"), (400, 403)),
    "a fragment": (get(path=b"/members#top"), (400, 403)),
    # Host
    "no Host": (get(host=False), 400),
    "no Host in HTTP/1.0": (request(b"GET / HTTP/1.0", host=False), 400),
    "an empty Host": (get(b"Host:", host=False), 400),
    "two Hosts": (get(b"Host: b"), 400),
    "a Host with a slash": (get(b"Host: a/b", host=False), 400),
    "a Host with NUL": (get(b"Host: a\0b", host=False), 400),
    # header lines
    "a header of 17 KB": (get(b"X-A: " + b"a" * 17000), 413),
    "a header of 28 KB": (get(b"X-A: " + b"a" * 28000), 431),
    "headers of 16 KB in all": (get(*(b"X-A%d: " % i + b"a" * 1000 for i in range(17))), 413),
    "101 headers": (get(*(b"X-A%d: b" % i for i in range(100))), 413),
    "a folded header": (get(b"X-A: a", b" b"), 400),
    "a space before the colon": (get(b"X-A : a"), 400),
    "NUL in a header's value": (get(b"X-A: a\0b"), 400),
    "NUL in a header's name": (get(b"X-\0A: a"), 400),
    "a carriage return within a header": (get(b"X-A: a\rb"), 400),
    "a header line without a colon": (get(b"X-A a"), (400, 403)),
    "two Authorization headers": (get(b"Authorization: a", b"Authorization: b"), 400),
    # bodies
    "a body of 1 MB": (post(b"Content-Length: 1048576", body=b"a" * 1048576), 413),
    "a body that is announced with 1 TB": (post(b"Content-Length: 1099511627776"), 413),
    "two lengths": (post(b"Content-Length: 2", b"Content-Length: 2", body=b"{}"), 400),
    "two different lengths": (post(b"Content-Length: 2", b"Content-Length: 3", body=b"{} "), 400),
    "a negative length": (post(b"Content-Length: -1"), 400),
    "a length with a sign": (post(b"Content-Length: +2", body=b"{}"), 400),
    "a length in hex": (post(b"Content-Length: 0x2", body=b"{}"), 400),
    "two lengths in one line": (post(b"Content-Length: 2, 2", body=b"{}"), 400),
    "a length beyond 64 bits": (post(b"Content-Length: 99999999999999999999999"), 400),
    "a length and chunks": (
        post(b"Content-Length: 5", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"), 400),
    "chunks in HTTP/1.0": (
        request(b"POST / HTTP/1.0", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"), 400),
    "a chunk of no hex size": (post(b"Transfer-Encoding: chunked", body=b"zz\r\n\r\n"), 400),
    "a negative chunk": (post(b"Transfer-Encoding: chunked", body=b"-1\r\n\r\n"), 400),
    "a chunk beyond 64 bits": (post(b"Transfer-Encoding: chunked", body=b"f" * 17 + b"\r\n"), 400),
    "a chunk that is longer than its size": (
        post(b"Transfer-Encoding: chunked", body=b"2\r\n{}x\r\n0\r\n\r\n"), 400),
    "chunks of 1 MB": (
        post(b"Transfer-Encoding: chunked", body=b"100000\r\n" + b"a" * 1048576 + b"\r\n0\r\n\r\n"),
        413),
    "an unknown coding": (post(b"Transfer-Encoding: xchunked"), 400),
    "two codings": (post(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked",
                         body=b"0\r\n\r\n"), (400, 403)),
    # nothing that could be verified
    "no signature": (get(), 403),
    "an Authorization of another kind": (get(b"Authorization: Basic YTpi"), 403),
    "an empty Authorization": (get(b"Authorization:"), 403),
}
FLOOR = 60


def test_there_are_as_many_malformed_requests_as_promised():
    assert len(MALFORMED) >= FLOOR
    assert len({raw for raw, _ in MALFORMED.values()}) == len(MALFORMED)


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_request_is_refused_in_the_shape_of_aws(name):
    raw, expected = MALFORMED[name]
    answer = send(raw)
    assert answer.status in (expected if isinstance(expected, tuple) else (expected,))
    check_shape(answer)


@pytest.mark.parametrize("raw, status, code", [
    (request(b"POST / HTTP/1.1", FORM, b"Content-Length: 70000", body=b"x" * 70000), 413,
     "RequestEntityTooLarge"),
    (request(b"POST / HTTP/1.1", FORM, b"Transfer-Encoding: gzip"), 400, "MalformedInput"),
    (request(b"POST / HTTP/1.1", FORM, b"Content-Length: 0"), 403, "MissingAuthenticationToken"),
    (request(b"POST http://x/ HTTP/1.1", FORM, b"Content-Length: 0"), 400, "MalformedInput"),
    (request(b"POST / HTTP/1.1", FORM, b"Content-Length: 0", *[b"X-A: b"] * 101), 413,
     "RequestEntityTooLarge"),
    (request(b"POST / HTTP/1.1", FORM, b"Content-Length: 0", *[b"X-A: " + b"b" * 9000] * 2), 413,
     "RequestEntityTooLarge"),
    (request(b"POST / HTTP/1.1", FORM, b"Content-Length: 0", b"X-Amz-Date: 2026\xff",
             b"Authorization: AWS4-HMAC-SHA256 Credential=K/20200101/eu-west-1/sts/aws4_request, "
             b"SignedHeaders=host;x-amz-date, Signature=x"), 400, "IncompleteSignature"),
], ids=["too large", "an unknown coding", "unsigned", "another host", "many headers",
        "large headers", "no text"])
def test_a_form_is_refused_in_xml_by_nginx_and_worker_alike(raw, status, code):
    answer = send(raw)
    assert (answer.status, answer.headers.get_content_type()) == (status, "text/xml")
    root = ElementTree.fromstring(answer.body)
    assert (root.tag, root.findtext("Error/Code")) == ("ErrorResponse", code)
    assert root.findtext("Error/Message")
    assert root.findtext("RequestId") == answer.headers["x-amzn-RequestId"]


def test_a_refused_request_leaves_the_server_as_it_was():
    for raw, _ in MALFORMED.values():
        send(raw)
    assert send(get(path=b"/readyz")).status == 200


@pytest.fixture
def hub(accounts):
    """An account with a hub."""
    account = accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    return account


def padded_body(member, size):
    """CreateMembers' body of exactly that many bytes."""
    body = json.dumps({"AccountDetails": [{"AccountId": member}]}).encode()
    return body + b" " * (size - len(body))


@pytest.mark.parametrize("size", range(BODY_LIMIT - 9, BODY_LIMIT + 1))
def test_a_body_up_to_the_limit_arrives_intact(hub, accounts, size):
    """The signature covers the body: a byte lost or changed would be refused."""
    answer = send(Request(hub, "POST", "/members", padded_body(accounts.new(), size)).sign())
    assert (answer.status, answer.json()) == (200, {"UnprocessedAccounts": []})


@pytest.mark.parametrize("size", range(BODY_LIMIT + 1, BODY_LIMIT + 9))
def test_a_body_beyond_the_limit_is_refused_and_changes_nothing(hub, accounts, size):
    answer = send(Request(hub, "POST", "/members", padded_body(accounts.new(), size)).sign())
    assert answer.status == 413
    assert check_shape(answer) == "RequestEntityTooLargeException"
    found = testing.client(testing.SERVICE, hub).list_members(OnlyAssociated=False)
    assert found["Members"] == []


def test_a_body_in_chunks_arrives_as_one(hub, accounts):
    body = padded_body(accounts.new(), 1000)
    signed = Request(hub, "POST", "/members", body).sign()
    chunks = b"".join(b"%x\r\n" % len(body[at:at + 300]) + body[at:at + 300] + b"\r\n"
                      for at in range(0, len(body), 300))
    raw = signed.add("Transfer-Encoding", "chunked").raw()
    head = re.sub(rb"Content-Length: \d+\r\n", b"", raw[:-len(body)])
    answer = send(head + chunks + b"0\r\n\r\n")
    assert (answer.status, answer.json()) == (200, {"UnprocessedAccounts": []})


# Paths that programs read differently, or that mean something elsewhere.
EXOTIC_PATHS = [
    b"/", b"//", b"///members", b"/members/", b"/members//", b"/./members", b"/a/../members",
    b"/members;a=b", b"/members%2F", b"/%6dembers", b"/MEMBERS", b"/members?", b"/members??",
    b"/members?&&&", b"/members?=", b"/members?a=b=c", b"/members?MaxResults=%00", b"/members?%",
    b"/members?%ff%fe", b"/members%ff", b"/\xff\xfe", b"/members%c0%af", b"/%e2%80%ae",
    b"/a%0d%0aSet-Cookie:x", b"/~root", b"/.git/config", b"/wp-login.php", b"/members\\..\\x",
    b"/%252e%252e/", b"/members*", b"/members|x", b"/members'--", b"/members%22%3E%3Cscript%3E",
    b"/${jndi:ldap://x}", b"/" + b"a/" * 2000, b"/" + b"%2e/" * 1000, b"/tags/", b"/tags/%",
    b"/tags/arn%3Aaws", b"/tags/" + b"a" * 4000, b"/detector", b"/healthz/", b"/readyz/x",
    b"/healthz%2e", b"/metrics/..", b"/fcgi?SCRIPT_NAME=x", b"/nginx_status", b"/@memberhub_error",
]


@pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed"])
def test_an_exotic_path_is_never_the_server_s_fault(accounts, signed):
    account = accounts.new()
    for path in EXOTIC_PATHS:
        if signed:
            raw = Request(account, "GET", path.decode("latin-1")).sign().raw()
        else:
            raw = get(path=path)
        answer = send(raw)
        assert 400 <= answer.status < 500, path
        check_shape(answer)


@pytest.mark.parametrize("path, said", [(b"/healthz", "ok"), (b"/readyz", "ready")])
def test_the_operator_s_routes_answer_on_loopback(path, said):
    answer = send(get(path=path))
    assert (answer.status, answer.json()) == (200, {"status": said})
    assert UUID.fullmatch(answer.headers["x-amzn-RequestId"])


@pytest.mark.parametrize("path", [b"/healthz", b"/readyz", b"/metrics"])
def test_the_operator_s_routes_are_closed_to_other_machines(path):
    """To nginx any other address is another machine, one of loopback too."""
    answers = {}
    for source in ("127.0.0.1", "127.0.0.2"):
        with Connection((source, 0)) as connection:
            answers[source] = connection.exchange(get(path=path))
    assert answers["127.0.0.1"].status == 200
    assert answers["127.0.0.2"].status == 403
    assert check_shape(answers["127.0.0.2"]) == "MissingAuthenticationTokenException"


@pytest.mark.parametrize("header", [
    b"MEMBERHUB_OPERATOR: 1", b"Memberhub-Operator: 1", b"X-Original-URL: /healthz",
    b"X-Rewrite-URL: /healthz", b"REQUEST_URI: /healthz", b"Request-Uri: /healthz",
])
def test_no_header_makes_a_request_the_operator_s(header):
    answer = send(get(header))
    assert answer.status == 403
    assert check_shape(answer) == "MissingAuthenticationTokenException"


def log_line(request_id):
    """The request's line in memberhubd's log, once it is there."""
    conf = configparser.ConfigParser(interpolation=None)
    conf.read(testing.required("MEMBERHUB_CONF"))
    deadline = time.monotonic() + testing.TIMEOUT_S
    while time.monotonic() < deadline:
        for line in Path(conf["server"]["log"]).read_text(errors="strict").splitlines():
            if request_id in line:
                return line
        time.sleep(0.02)
    raise AssertionError(f"no line of {request_id} in the log")


def test_what_proxies_say_has_no_effect(hub):
    claims = [("Proxy", "http://other.example:3128"), ("X-Forwarded-For", "192.0.2.7"),
              ("X-Forwarded-Host", "other.example"), ("X-Forwarded-Proto", "https"),
              ("X-Forwarded-Port", "443"), ("X-Forwarded-Prefix", "/other"),
              ("Forwarded", "for=192.0.2.7;host=other.example"), ("X-Real-IP", "192.0.2.7"),
              ("X-HTTP-Method-Override", "DELETE"), ("X-Host", "other.example")]
    plain = Request(hub, "GET", "/accounts").sign()
    expected = send(plain)
    assert expected.status == 200
    for name, value in claims:
        plain.add(name, value)
    answer = send(plain)
    assert (answer.status, answer.body) == (200, expected.body)
    line = json.loads(log_line(answer.headers["x-amzn-RequestId"]))
    assert line["remote"] == "127.0.0.1"


def test_a_header_with_underscores_is_not_taken_for_another(hub):
    signed = Request(hub, "GET", "/accounts").sign()
    assert send(signed.add("X_Amz_Date", "20000101T000000Z")).status == 200


def test_the_log_has_one_line_a_request_with_who_and_what_and_no_signature(hub):
    signed = Request(hub, "GET", "/accounts").sign()
    answer = send(signed)
    line = log_line(answer.headers["x-amzn-RequestId"])
    fields = json.loads(line)
    expected = {"event": "request", "op": "DescribeHub", "service": "securityhub", "account": hub,
                "region": testing.REGION, "key": hub, "principal": f"arn:aws:iam::{hub}:root",
                "status": 200, "bytes": len(answer.body)}
    assert {name: fields.get(name) for name in expected} == expected
    assert fields["ms"] >= fields["db_ms"] >= 0
    assert signed.get("Authorization").rpartition("Signature=")[2] not in line
    assert "Authorization" not in line


TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.mark.parametrize("headers, expected", [
    ([("traceparent", TRACE), ("amz-sdk-request", "attempt=2; max=3")], {"traceparent": TRACE, "attempt": 2}),
    ([("traceparent", TRACE.replace("-01", "-01-more")), ("amz-sdk-request", "attempt=x; max=3")], {}),
    ([("traceparent", TRACE), ("traceparent", TRACE)], {}),
    ([], {}),
])
def test_the_log_has_what_clients_say_beside_a_request_only_in_a_known_form(hub, headers, expected):
    signed = Request(hub, "GET", "/accounts").sign()
    for name, value in headers:
        signed.add(name, value)
    fields = json.loads(log_line(send(signed).headers["x-amzn-RequestId"]))
    assert {name: fields[name] for name in ("traceparent", "attempt") if name in fields} == expected


def test_each_answer_has_an_id_of_its_own(hub):
    """Good and refused ones in turn, from the worker and from nginx."""
    good = Request(hub, "GET", "/accounts").sign().raw()
    seen = []
    for _ in range(20):
        for raw, status in ((good, 200), (get(), 403), (request(b"TRACE / HTTP/1.1"), 405)):
            answer = send(raw)
            assert answer.status == status
            seen.append(answer.headers["x-amzn-RequestId"])
    assert all(UUID.fullmatch(one) for one in seen)
    assert len(set(seen)) == len(seen)


def test_requests_sent_in_one_piece_are_answered_in_order(hub):
    good = Request(hub, "GET", "/accounts").sign().raw()
    with Connection() as connection:
        connection.socket.sendall(good + get() + good)
        stream = connection.socket.makefile("rb")
        statuses = []
        for _ in range(3):
            statuses.append(int(stream.readline().split()[1]))
            headers = http.client.parse_headers(stream)
            stream.read(int(headers["Content-Length"]))
    assert statuses == [200, 403, 200]


def test_a_client_that_waits_for_100_continue_is_told_to_go_on(hub, accounts):
    body = padded_body(accounts.new(), 100)
    raw = Request(hub, "POST", "/members", body).sign().add("Expect", "100-continue").raw()
    with Connection() as connection:
        connection.socket.sendall(raw[:-len(body)])
        assert connection.socket.recv(12) == b"HTTP/1.1 100"
        connection.socket.recv(len(b" Continue\r\n\r\n"))
        assert connection.exchange(body).status == 200


# ---- somebody with a browser ----------------------------------------------------------------------------------------

BROWSER = b"Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


@pytest.mark.parametrize("accept", [BROWSER, b"Accept: text/html", b"accept: TEXT/HTML;q=0.9", b"Accept: */*, text/html"])
def test_a_browser_is_told_where_it_is_and_what_to_do(accept):
    answer = send(get(accept, path=b"/"))
    assert (answer.status, answer.headers.get_content_type()) == (200, "text/html")
    page = answer.body.decode()
    assert "<h1>memberhub</h1>" in page and "--endpoint-url" in page and "memberhubctl key create" in page
    # Nothing in it runs or comes from elsewhere, and nobody is shown what was asked for.
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Vary"] == "Accept, Authorization"
    assert UUID.fullmatch(answer.headers["x-amzn-RequestId"])
    assert not re.search(r"<(script|style|img|link|form)|https?:|127\.0\.0\.1", page)


# What differs from a browser's request in one thing -> is the API's, as it was.
NO_BROWSER = {
    "no Accept": get(path=b"/"),
    "any answer": get(b"Accept: */*", path=b"/"),
    "JSON": get(b"Accept: application/json", path=b"/"),
    "a type that begins alike": get(b"Accept: text/html-of-mine", path=b"/"),
    "a query": get(BROWSER, path=b"/?Action=GetCallerIdentity"),
    "an empty query": get(BROWSER, path=b"/?"),
    "two slashes": get(BROWSER, path=b"//"),
    "a dot": get(BROWSER, path=b"/."),
    "another path": get(BROWSER, path=b"/accounts"),
    "its own name": get(BROWSER, path=b"/.memberhub/welcome"),
    "a form": request(b"POST / HTTP/1.1", BROWSER, FORM, b"Content-Length: 0"),
    "another method": request(b"DELETE / HTTP/1.1", BROWSER),
    "a signature": get(BROWSER, b"Authorization: AWS4-HMAC-SHA256 Credential=x", path=b"/"),
}


@pytest.mark.parametrize("raw", NO_BROWSER.values(), ids=NO_BROWSER)
def test_what_is_no_browser_is_answered_by_the_api(raw):
    answer = send(raw)
    assert 400 <= answer.status < 500
    assert answer.headers.get_content_type() in ("application/json", "text/xml")
    assert "Content-Security-Policy" not in answer.headers and b"<h1>" not in answer.body


def test_a_signed_request_that_would_take_a_page_is_answered_by_the_api(accounts):
    raw = Request(accounts.new(), "GET", "/accounts").sign().raw().replace(b"\r\n", b"\r\n" + BROWSER + b"\r\n", 1)
    answer = send(raw)
    assert answer.headers.get_content_type() == "application/json" and answer.status == 401  # there is no hub yet


def test_a_browser_that_asks_for_the_head_alone_gets_no_page():
    connection = http.client.HTTPConnection(testing.endpoint().removeprefix("http://"), timeout=testing.TIMEOUT_S)
    connection.request("HEAD", "/", headers={"Accept": "text/html"})
    answer = connection.getresponse()
    assert (answer.status, answer.headers.get_content_type(), answer.read()) == (200, "text/html", b"")
    connection.close()
