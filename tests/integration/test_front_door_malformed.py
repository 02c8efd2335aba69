"""Hundreds of requests that are good but for one thing: each gets a 4xx, and changes nothing.

What nginx lets through, untouched or cleaned, is here too: the other side of the same line.
"""
import http.client
import io
import json
import re
from xml.etree import ElementTree

import pytest

import memberhub_testing as testing
from malformed_cases import BASES, BODY_LIMIT, CASES, FLOOR, XML, change, parts_of, read
from signer import Connection, Request, Response, send

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Received(io.BytesIO):
    """Bytes that were received, as http.client wants them."""

    def makefile(self, _mode):
        return self


def parse(data):
    """Gives the first answer in the bytes of a connection, and what is behind it."""
    stream = Received(data)
    stream.close = lambda: None  # http.client closes what it has read to its end
    received = http.client.HTTPResponse(stream)
    received.begin()
    return Response(received), stream.read()


def converse(raw):
    """Sends bytes, and gives all that comes back until the server hangs up."""
    with Connection() as connection:
        try:
            connection.socket.sendall(raw)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before all of it was read: the answer is there
        return b"".join(iter(lambda: connection.socket.recv(65536), b""))


def check_json(answer):
    assert re.fullmatch(r"[A-Z][A-Za-z]+Exception",
                        answer.headers["x-amzn-ErrorType"].split(":")[0])
    body = answer.json()
    message = body.get("Message", body.get("message"))
    assert isinstance(message, str) and message


def check_xml(answer):
    root = ElementTree.fromstring(answer.body)
    namespace = root.tag.rpartition("ErrorResponse")[0]
    assert root.tag == namespace + "ErrorResponse"
    assert root.findtext(f"{namespace}Error/{namespace}Code")
    assert root.findtext(f"{namespace}Error/{namespace}Message")
    assert root.findtext(f"{namespace}RequestId") == answer.headers["x-amzn-RequestId"]


def check_refused(answer, case):
    assert answer.status in case.statuses, answer.body
    assert answer.headers.get_content_type() in case.types
    assert UUID.fullmatch(answer.headers["x-amzn-RequestId"])
    assert b"nginx" not in answer.body
    (check_xml if answer.headers.get_content_type() == XML else check_json)(answer)


@pytest.fixture(scope="module")
def caller():
    """An account with a hub and no member."""
    account = testing.Accounts(None).new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    return account


def members(caller):
    answer = send(Request(caller, "GET", "/members?OnlyAssociated=false").sign())
    assert answer.status == 200
    return answer.json()["Members"]


def test_there_are_as_many_malformed_requests_as_promised():
    assert len({case.name for case in CASES}) == len(CASES) >= FLOOR


@pytest.mark.parametrize("base", BASES)
def test_without_an_oddity_each_base_is_served(accounts, base):
    account, member = accounts.new(), accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    assert send(parts_of(BASES[base](account, member)).raw()).status == 200
    created = [entry["AccountId"] for entry in members(account)]
    assert created == ([member] if base == "a change" else [])


@pytest.mark.parametrize("target", ["/accounts", "/members", "/", "/%zz"])
def test_a_head_request_is_refused_by_its_head_alone(caller, target):
    raw = Request(caller, "HEAD", target).sign().raw()
    with Connection() as connection:
        answer = connection.exchange(raw + read(caller, None).raw(), "HEAD")
        assert 400 <= answer.status < 500 and answer.body == b""
        assert UUID.fullmatch(answer.headers["x-amzn-RequestId"])
        assert answer.headers["x-amzn-ErrorType"]


@pytest.mark.parametrize("base", ["a change", "a form"])
@pytest.mark.parametrize("place", ["first", "second", "last"])
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", ""])
def test_a_second_content_type_is_none_that_was_signed(caller, accounts, base, place, kind):
    parts = parts_of(BASES[base](caller, accounts.new()))
    answer = send(parts.put([b"Content-Type: " + kind.encode()], place).raw())
    assert answer.status == 403, answer.body
    assert members(caller) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_request_is_refused_and_changes_nothing(caller, accounts, case):
    raw = case.make(caller, accounts.new())
    if case.ends:
        # What follows would be a second request, if this one were taken to end where it does not.
        answer, behind = parse(converse(raw + change(caller, accounts.new()).raw()))
        assert behind == b""
    else:
        answer = send(raw)
    check_refused(answer, case)
    assert members(caller) == []


# ---- what passes

# A signed header's value, as it is sent. It passes untouched, or the signature would not fit.
VALUES = {
    "nothing": b"", "an inner space": b"a b", "inner spaces": b"a   b", "an inner tab": b"a\tb",
    "spaces around": b"  a  ", "a tab in front": b"\ta", "a tab behind": b"a\t",
    "all bytes beyond ASCII": bytes(range(0x80, 0x100)), "UTF-8": "\u00fc\u4e2d".encode(),
    "quotes": b'"a" \'b\'', "a colon": b":", "separators": b"a,b;c=d", "4 KB": b"a" * 4096,
}


@pytest.mark.parametrize("name", VALUES)
def test_a_header_s_value_reaches_the_worker_as_it_was_signed(caller, name):
    value = VALUES[name].decode("latin-1")
    request = Request(caller, "GET", "/accounts").add("X-Odd", value)
    assert send(request.sign()).status == 200
    other = Request(caller, "GET", "/accounts").add("X-Odd", value).sign().set("X-Odd", value + "!")
    assert send(other).status == 403


def test_the_largest_request_is_served(accounts):
    """A target of 8 KiB, 100 headers of 16 KiB, a body of 64 KiB; with a byte more it is not."""
    account = accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    target = "/members?x=" + "x" * (8 * 1024 - len("/members?x="))
    body = json.dumps({"AccountDetails": [{"AccountId": accounts.new()}]}).encode()

    def largest(more):
        request = Request(account, "POST", target, body.ljust(BODY_LIMIT))
        request.add("Content-Length", str(BODY_LIMIT))
        for number in range(100 - len(request.headers) - 3):
            request.add(f"X-{number:02}", "")
        request.sign(signed=["host", "x-amz-date"])
        size = sum(len(name + value) for name, value in request.headers)
        return request.add("X-Odd", "a" * (16 * 1024 - size - len("X-Odd") + more))

    assert len(largest(0).headers) == 100
    assert send(largest(1)).status == 413
    assert send(largest(0).add("X", "")).status == 413
    assert send(largest(0)).status == 200


@pytest.mark.parametrize("host", ["A.Example:81", "a.example.", "[::1]:80", "127.0.0.1"])
def test_the_host_is_the_one_that_was_signed_whatever_nginx_makes_of_it(caller, host):
    assert send(Request(caller, "GET", "/accounts", host=host).sign()).status == 200
    changed = Request(caller, "GET", "/accounts", host=host).sign().headers
    request = Request(caller, "GET", "/accounts", host=host.swapcase() + "0")
    request.headers += changed[1:]
    assert send(request).status == 403


def test_repeated_headers_arrive_in_the_order_in_which_they_were_sent(caller):
    request = Request(caller, "GET", "/accounts").add("X-Odd", "b").add("X-Odd", "a").sign()
    assert send(request).status == 200
    odd = [header for header in request.headers if header[0] == "X-Odd"]
    request.remove("X-Odd").headers[1:1] = reversed(odd)
    assert send(request).status == 403


# Targets that nginx reads otherwise than they are written. Hardly one is an operation's: what is
# asked of the worker is that it verifies what was written.
RAW_TARGETS = [
    "/a%2Fb/./../c//d%20e+f%3Fg;h=1?q=%7a", "/tags/arn%3Aaws%3Asecurityhub", "/members?",
    "/accounts/../accounts", "/%61ccounts", "//accounts", "/a?b=c+d&e=%2B&f", "/a~b!$&'()*,;=:@",
    "/\xfc?\xfc=\xff",
]


@pytest.mark.parametrize("target", RAW_TARGETS)
def test_a_target_reaches_the_worker_as_it_was_signed(caller, target):
    answer = send(Request(caller, "GET", target).sign())
    assert answer.status == 404 or answer.status == 200 and target == "/members?"


# Lines that nginx takes out of a request: none of them reaches the worker under another name.
DROPPED = [
    b"X_Amz_Date: 20000101T000000Z", b"X.Amz.Date: 20000101T000000Z",
    b"X-Amz-Date$: 20000101T000000Z", b"Content_Length: 5", b"Transfer_Encoding: chunked",
    b"HTTP_AUTHORIZATION: a", b"-: a", b"X-\xfc: a", b"(a): b",
]


@pytest.mark.parametrize("line", DROPPED, ids=repr)
@pytest.mark.parametrize("place", ["first", "second", "last"])
def test_a_line_that_is_no_header_has_no_effect(caller, line, place):
    assert send(parts_of(read(caller, None)).put([line], place).raw()).status == 200


@pytest.mark.parametrize("end", [b"\n", b"\r\r\n"], ids=repr)
def test_lines_that_end_otherwise_make_the_same_request(caller, end):
    raw = parts_of(read(caller, None)).raw()
    head, *rest = raw.split(b"\r\n")
    assert send(head + b"\r\n" + end.join(rest[:-2]) + b"\r\n\r\n").status == 200


@pytest.mark.parametrize("line", [
    b"GET /accounts", b"POST /members", b"GET http://a/", b"GET /%zz"])
def test_http_0_9_has_no_header_but_its_body_tells_of_a_refusal(line):
    answer = json.loads(converse(line + b"\r\n"))
    assert answer.get("message") or answer.get("Message")
