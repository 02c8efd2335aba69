"""Requests that are good but for one thing: each is signed, and would have its effect.

A case is a base with an oddity in its request line, its target, its Host, its header lines, the
framing of its body, or its size. So it is the oddity that is refused, and neither a missing
signature nor a request that nobody would serve.
"""
import itertools
import json
from dataclasses import dataclass
from typing import Callable

from signer import Request

BODY_LIMIT = 64 * 1024


@dataclass
class Parts:
    """A request in the pieces that an oddity changes. Its first header is Host."""
    line: bytes
    headers: list
    body: bytes

    def raw(self):
        return b"\r\n".join([self.line, *self.headers]) + b"\r\n\r\n" + self.body

    def put(self, lines, place):
        """Adds header lines in front of all others, behind Host, or at the end."""
        at = {"first": 0, "second": 1, "last": len(self.headers)}[place]
        self.headers[at:at] = lines
        return self

    def frame(self, headers, body):
        """Replaces the length and the body by what says otherwise how long it is."""
        self.headers = [line for line in self.headers if not line.startswith(b"Content-Length:")]
        self.headers += headers
        self.body = body
        return self


def parts_of(request):
    head, _, body = request.raw().partition(b"\r\n\r\n")
    line, *headers = head.split(b"\r\n")
    return Parts(line, headers, body)


def change(caller, member, behind="", body=b"", method="POST"):
    """A CreateMembers: if it is served, the caller has another member."""
    body = body or json.dumps({"AccountDetails": [{"AccountId": member}]}).encode()
    return Request(caller, method, "/members" + behind, body).sign()


def read(caller, _member, behind="", body=b"", method="GET"):
    """A DescribeHub."""
    return Request(caller, method, "/accounts" + behind, body).sign()


FORM = b"Action=GetCallerIdentity&Version=2011-06-15"


def form(caller, _member, behind="", body=FORM, method="POST"):
    """What a client sends that reads XML and nothing else."""
    request = Request(caller, method, "/" + behind, body)
    request.set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
    return request.sign(service="sts")


BASES = {"a change": change, "a read": read, "a form": form}
JSON, XML = "application/json", "text/xml"


@dataclass
class Case:
    name: str
    make: Callable  # of the caller and the member that it would have: the bytes
    statuses: tuple
    types: tuple    # one of these the answer has
    ends: bool      # nobody knows where the next request begins, so none is read


def cases(oddities, apply, statuses=(400,), *, form_is_known=False, ends=False):
    """Each oddity of a table in each base; `apply` puts it in and gives the bytes."""
    for (base, make), (name, oddity) in itertools.product(BASES.items(), oddities.items()):
        def build(caller, member, make=make, oddity=oddity):
            return apply(make, caller, member, oddity)
        # What nginx refuses before it has read that this is a form gets its usual answer.
        types = (JSON,) if base != "a form" else (XML,) if form_is_known else (JSON, XML)
        yield Case(f"{base} with {name}", build, statuses, types, ends)


# ---- request lines: {method} and {target} are the good request's

REQUEST_LINES = {
    "a method in lower case": b"{lower} {target} HTTP/1.1",
    "a method in mixed case": b"{mixed} {target} HTTP/1.1",
    "a method with a sign": b"{method}@ {target} HTTP/1.1",
    "a method with a digit": b"{method}1 {target} HTTP/1.1",
    "a method with a colon": b"{method}: {target} HTTP/1.1",
    "a method in quotes": b'"{method}" {target} HTTP/1.1',
    "a method with NUL": b"{method}\0 {target} HTTP/1.1",
    "a method with a byte beyond ASCII": b"{method}\xc3\xa9 {target} HTTP/1.1",
    "no method": b" {target} HTTP/1.1",
    "no target": b"{method} HTTP/1.1",
    "a tab for a space": b"{method}\t{target} HTTP/1.1",
    "a tab before the version": b"{method} {target}\tHTTP/1.1",
    "a form feed for a space": b"{method}\x0c{target} HTTP/1.1",
    "two targets": b"{method} {target} {target} HTTP/1.1",
    "a target without its slash": b"{method} members HTTP/1.1",
    "a target in quotes": b'{method} "{target}" HTTP/1.1',
    "a target in angle brackets": b"{method} <{target}> HTTP/1.1",
    "an asterisk for a target": b"{method} * HTTP/1.1",
    "a host and port for a target": b"{method} other.example:80 HTTP/1.1",
    "an absolute target": b"{method} http://other.example{target} HTTP/1.1",
    "an absolute target of TLS": b"{method} https://other.example{target} HTTP/1.1",
    "an absolute target of a file": b"{method} file://{target} HTTP/1.1",
    "an absolute target with a user": b"{method} http://a:b@other.example{target} HTTP/1.1",
    "a scheme that is none": b"{method} 1x://{target} HTTP/1.1",
    "NUL behind the target": b"{method} {target}\0 HTTP/1.1",
    "a carriage return in the target": b"{method} {target}\r HTTP/1.1",
    "a control character in the target": b"{method} {target}\x01 HTTP/1.1",
    "DEL in the target": b"{method} {target}\x7f HTTP/1.1",
    "a version in lower case": b"{method} {target} http/1.1",
    "a word for a version": b"{method} {target} HTTQ/1.1",
    "a version of another protocol": b"{method} {target} ICY/1.1",
    "a letter for a version": b"{method} {target} HTTP/x",
    "a version without a point": b"{method} {target} HTTP/11",
    "a version of three parts": b"{method} {target} HTTP/1.1.1",
    "a version with a minus": b"{method} {target} HTTP/-1.1",
    "a version with a space": b"{method} {target} HTTP/ 1.1",
    "a version of a thousand": b"{method} {target} HTTP/1.1000",
    "a comma in the version": b"{method} {target} HTTP/1,1",
    "HTTP/0.9 by name": b"{method} {target} HTTP/0.9",
    "HTTP/2 by name": b"{method} {target} HTTP/2.0",
    "HTTP/3 by name": b"{method} {target} HTTP/3.0",
    "HTTP/10": b"{method} {target} HTTP/10.1",
    "something behind the version": b"{method} {target} HTTP/1.1 x",
    "NUL behind the version": b"{method} {target} HTTP/1.1\0",
    "a carriage return behind the version": b"{method} {target} HTTP/1.1\r",
}


def with_line(make, caller, member, line):
    parts = parts_of(make(caller, member))
    method, target, _ = parts.line.split(b" ")
    words = {b"{method}": method, b"{lower}": method.lower(), b"{mixed}": method.title(),
             b"{target}": target}
    for word, value in words.items():
        line = line.replace(word, value)
    parts.line = line
    return parts.raw()


# ---- methods, signed as they are

METHODS = {method: method for method in (
    "FOO-BAR", "PUT", "OPTIONS", "PROPFIND", "M-SEARCH", "TRACE", "CONNECT", "GETX", "POST-", "P_T",
    "X" * 33, "X" * 3000)}


def with_method(make, caller, member, method):
    return make(caller, member, method=method).raw()


# ---- targets, signed as they are

TARGETS = {
    "NUL": "\0", "an escaped NUL": "%00", "half an escape": "%4", "an escape's sign alone": "%",
    "an escape of no hex digits": "%zz", "an escape of Unicode": "%u0041",
    "a way above the root": "/../../x", "an escaped way above the root": "/%2e%2e/%2e%2e/x",
    "a fragment": "#top", "an escaped line end": "%0d%0aX-Odd:a", "a slash at the end": "/",
    "an escaped slash": "%2F", "a parameter of the path": ";a=b", "a backslash": "\\x",
    "bytes of no UTF-8": "\xff\xfe", "an overlong escape": "%c0%af",
    "half an escape in the query": "?a=%4", "an escape of no hex digits in the query": "?%zz=a",
    "a target of 9 KB": "?" + "a" * 9000, "a target of 40 KB": "/" + "a" * 40000,
}


def with_target(make, caller, member, behind):
    return make(caller, member, behind=behind).raw()


# ---- header lines

HEADER_LINES = {
    "a space before the colon": [b"X-Odd : a"],
    "a tab before the colon": [b"X-Odd\t: a"],
    "a space in the name": [b"X Odd: a"],
    "NUL in the name": [b"X-\0dd: a"],
    "NUL in the value": [b"X-Odd: a\0b"],
    "NUL for a value": [b"X-Odd: \0"],
    "a control character in the name": [b"X-\x01dd: a"],
    "a carriage return in the name": [b"X-\rOdd: a"],
    "a carriage return in the value": [b"X-Odd: a\rb"],
    "a header folded with a space": [b"X-Odd: a", b" b"],
    "a header folded with a tab": [b"X-Odd: a", b"\tb"],
    "a folded Content-Length": [b"Content-Length:", b" 0"],
    "a second Host": [b"Host: other.example"],
    "a second Host in capitals": [b"HOST: other.example"],
    "the same Host again": [b"Host: 127.0.0.1"],
    "an empty second Host": [b"Host:"],
    "a second Authorization": [b"Authorization: AWS4-HMAC-SHA256 Credential=a"],
    "a second Authorization in small letters": [b"authorization: Basic YTpi"],
    "an empty second Authorization": [b"Authorization:"],
    "a second date": [b"X-Amz-Date: 20000101T000000Z"],
    "a length of no number": [b"Content-Length: x"],
    "a coding that nobody knows": [b"Transfer-Encoding: xchunked"],
    "a line without a colon": [b"X-Amz-Date"],
    "a line of a colon and a value": [b": a"],
    "a space and a coding": [b"Transfer-Encoding : chunked"],
}


def with_headers(place):
    def apply(make, caller, member, lines):
        return parts_of(make(caller, member)).put(lines, place).raw()
    return apply


# ---- Host

HOSTS = {
    "no Host": [], "an empty Host": [b"Host:"], "a blank Host": [b"Host:  \t"],
    "a Host with a slash": [b"Host: a/b"], "a Host with a backslash": [b"Host: a\\b"],
    "a Host with NUL": [b"Host: a\0b"], "a Host with a space": [b"Host: a b"],
    "a Host with an at sign": [b"Host: a@b"],
    "a Host of two points": [b"Host: a..b"], "a Host of a point": [b"Host: ."],
    "a Host with an open bracket": [b"Host: [::1"],
    "a Host with a control character": [b"Host: a\x01b"],
    "a Host with a port of letters": [b"Host: 127.0.0.1:http"],
    "a Host with a port beyond 65535": [b"Host: 127.0.0.1:65536"],
    "another Host": [b"Host: other.example"],
    "a Host with a comma": [b"Host: 127.0.0.1, other.example"],
    "a Host in a URL": [b"Host: http://127.0.0.1"],
    "a Host of 2 KB": [b"Host: " + b"a" * 2048],
}


def with_host(version):
    def apply(make, caller, member, lines):
        parts = parts_of(make(caller, member))
        parts.line = parts.line.replace(b"HTTP/1.1", version)
        parts.headers[:1] = lines
        return parts.raw()
    return apply


# ---- framing

def chunked(body, size=b"%x", behind=b""):
    return size % len(body) + behind + b"\r\n" + body + b"\r\n0\r\n\r\n"


CHUNKED = [b"Transfer-Encoding: chunked"]
# headers, and the body from the good one
FRAMINGS = {
    "two equal lengths": ([b"Content-Length: {n}"] * 2, lambda b: b),
    "two lengths, the first right": ([b"Content-Length: {n}", b"Content-Length: 0"], lambda b: b),
    "two lengths, the last right": ([b"Content-Length: 0", b"Content-Length: {n}"], lambda b: b),
    "two lengths in a line": ([b"Content-Length: {n}, {n}"], lambda b: b),
    "a length with a plus": ([b"Content-Length: +{n}"], lambda b: b),
    "a negative length": ([b"Content-Length: -{n}"], lambda b: b),
    "a length in hex": ([b"Content-Length: 0x{n}"], lambda b: b),
    "a length with a point": ([b"Content-Length: {n}.0"], lambda b: b),
    "a length with an exponent": ([b"Content-Length: {n}e0"], lambda b: b),
    "a length with a unit": ([b"Content-Length: {n}b"], lambda b: b),
    "a length in quotes": ([b'Content-Length: "{n}"'], lambda b: b),
    "a length with a space inside": ([b"Content-Length: 1 {n}"], lambda b: b),
    "a length with a tab behind": ([b"Content-Length: {n}\t"], lambda b: b),
    "a length with a vertical tab": ([b"Content-Length: \x0b{n}"], lambda b: b),
    "an empty length": ([b"Content-Length:"], lambda b: b),
    "a length beyond 63 bits": ([b"Content-Length: 9223372036854775808"], lambda b: b),
    "a length that wraps around at 64 bits": (
        [b"Content-Length: 18446744073709551616"], lambda b: b),
    "a length of a thousand digits": ([b"Content-Length: " + b"9" * 1000], lambda b: b),
    "a length and chunks": ([b"Content-Length: {n}"] + CHUNKED, chunked),
    "chunks and a length": (CHUNKED + [b"Content-Length: {n}"], chunked),
    "no length and chunks": ([b"Content-Length: 0"] + CHUNKED, chunked),
    "chunked twice": (CHUNKED * 2, chunked),
    "chunked twice in a line": ([b"Transfer-Encoding: chunked, chunked"], chunked),
    "chunks and identity": ([b"Transfer-Encoding: chunked, identity"], chunked),
    "identity and chunks": ([b"Transfer-Encoding: identity, chunked"], chunked),
    "identity": ([b"Transfer-Encoding: identity", b"Content-Length: {n}"], lambda b: b),
    "gzip and chunks": ([b"Transfer-Encoding: gzip, chunked"], chunked),
    "gzip": ([b"Transfer-Encoding: gzip"], lambda b: b),
    "an empty coding": ([b"Transfer-Encoding:"], chunked),
    "xchunked": ([b"Transfer-Encoding: xchunked"], chunked),
    "chunked in quotes": ([b'Transfer-Encoding: "chunked"'], chunked),
    "chunked with a parameter": ([b"Transfer-Encoding: chunked;a=b"], chunked),
    "chunked with a comma behind": ([b"Transfer-Encoding: chunked,"], chunked),
    "chunked with a comma in front": ([b"Transfer-Encoding: ,chunked"], chunked),
    "chunked with a tab in front": ([b"Transfer-Encoding: \tchunked"], chunked),
    "chunked with a vertical tab in front": ([b"Transfer-Encoding: \x0bchunked"], chunked),
    "chunked with a tab behind": ([b"Transfer-Encoding: chunked\t"], chunked),
    "chunked with NUL behind": ([b"Transfer-Encoding: chunked\0"], chunked),
    "chunked folded": ([b"Transfer-Encoding:", b" chunked"], chunked),
    "a chunk of no hex size": (CHUNKED, lambda b: chunked(b, b"z%x")),
    "a chunk of a negative size": (CHUNKED, lambda b: chunked(b, b"-%x")),
    "a chunk of a size with a plus": (CHUNKED, lambda b: chunked(b, b"+%x")),
    "a chunk of a size with 0x": (CHUNKED, lambda b: chunked(b, b"0x%x")),
    "a chunk of a size in quotes": (CHUNKED, lambda b: chunked(b, b'"%x"')),
    "a chunk of an empty size": (CHUNKED, lambda b: b"\r\n" + b + b"\r\n0\r\n\r\n"),
    "a chunk with a space before its size": (CHUNKED, lambda b: chunked(b, b" %x")),
    "a chunk of a size beyond 64 bits": (CHUNKED, lambda b: b"f" * 17 + b"\r\n" + b),
    "a chunk of a size that wraps around": (CHUNKED, lambda b: chunked(b, b"10000000000000000%x")),
    "a chunk of a size with NUL": (CHUNKED, lambda b: chunked(b, b"%x", b"\0")),
    "a chunk that is longer than its size": (
        CHUNKED, lambda b: b"%x\r\n" % (len(b) - 1) + b + b"\r\n0\r\n\r\n"),
    "a chunk that is shorter than its size": (
        CHUNKED, lambda b: b"%x\r\n" % (len(b) + 2) + b + b"\r\n0\r\n\r\n"),
    "a chunk without its end": (CHUNKED, lambda b: b"%x\r\n" % len(b) + b + b"0\r\n\r\n"),
    "a carriage return alone behind a chunk": (
        CHUNKED, lambda b: b"%x\r\n" % len(b) + b + b"\rx0\r\n\r\n"),
    "a carriage return alone behind a size": (
        CHUNKED, lambda b: b"%x\rx" % len(b) + b + b"\r\n0\r\n\r\n"),
    "a trailer without its end": (
        CHUNKED, lambda b: b"%x\r\n" % len(b) + b + b"\r\n0\r\nX-Odd: a\rb\r\n\r\n"),
}


def with_framing(make, caller, member, framing):
    headers, frame = framing
    parts = parts_of(make(caller, member, body=b"{}"))
    size = b"%d" % len(parts.body)
    return parts.frame([line.replace(b"{n}", size) for line in headers], frame(parts.body)).raw()


# ---- sizes

SIZES = {
    "a body of a byte too many": ([], b" " * (BODY_LIMIT + 1)),
    "a body of a megabyte": ([], b" " * 1048576),
    "101 headers more": ([b"X-Odd-%d: a" % number for number in range(101)], b""),
    "5,000 headers of three bytes": ([b"a:"] * 5000, b""),
    "8,200 headers of three bytes": ([b"a:"] * 8200, b""),
    "12,000 headers of three bytes": ([b"a:"] * 12000, b""),
    "headers of 17 KB": ([b"X-Odd-%d: " % number + b"a" * 1000 for number in range(17)], b""),
    "headers of 40 KB": ([b"X-Odd-%d: " % number + b"a" * 1000 for number in range(40)], b""),
    "a header of 17 KB": ([b"X-Odd: " + b"a" * 17000], b""),
    "a header of 40 KB": ([b"X-Odd: " + b"a" * 40000], b""),
    "a header's name of 17 KB": ([b"X-" + b"a" * 17000 + b": a"], b""),
}


def with_size(make, caller, member, size):
    headers, body = size
    request = make(caller, member, body=body) if body else make(caller, member)
    return parts_of(request).put(headers, "last").raw()


CASES = [
    *cases(REQUEST_LINES, with_line, ends=True),
    *cases({f"a method {name[:40]}": method for name, method in METHODS.items()},
           with_method, (400, 403, 404, 405)),
    *cases(TARGETS, with_target, (400, 403, 404, 413, 414)),
    *(case for place in ("first", "second", "last")
      for case in cases({f"{name}, {place}": lines for name, lines in HEADER_LINES.items()},
                        with_headers(place), (400, 403), form_is_known=place == "last")),
    *(case for version in (b"HTTP/1.1", b"HTTP/1.0")
      for case in cases({f"{name} in {version.decode()}": lines for name, lines in HOSTS.items()},
                        with_host(version), (400, 403))),
    *cases(FRAMINGS, with_framing, form_is_known=True, ends=True),
    *cases(SIZES, with_size, (413, 431)),
]
# Fewer than these would be a table that somebody has cut.
FLOOR = 300
