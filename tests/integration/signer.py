"""A small Signature Version 4 signer whose every part can be broken on purpose.

It shares no code with the server or with botocore: hashlib, hmac, and the documented steps. What it
signs it sends byte for byte over a socket of its own, so a request may be as wrong as it likes.
"""
import hashlib
import hmac
import http.client
import json
import socket
import time
from urllib.parse import quote, unquote_to_bytes, urlsplit

from memberhub_testing import REGION, SECRET, SERVICE, TIMEOUT_S, endpoint

TEMPLATE = "{algorithm} Credential={credential}, SignedHeaders={signed}, Signature={signature}"


def timestamp(offset_s=0):
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(time.time() + offset_s))


def sha256_hex(data):
    return hashlib.sha256(data).hexdigest()


def canonical_path(path):
    """The path as Security Hub's clients sign it: normalised, then encoded once more."""
    kept = []
    for segment in path.split("/"):
        if segment == "..":
            kept = kept[:-1]
        elif segment not in ("", "."):
            kept.append(quote(segment.encode("latin-1"), safe="-_.~"))
    return "/" + "/".join(kept) + ("/" if kept and path.endswith("/") else "")


def canonical_query(query):
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    return "&".join("=".join(pair) for pair in sorted(
        tuple(quote(unquote_to_bytes(part.encode("latin-1")), safe="-_.~")
              for part in (name, value))
        for name, _, value in pairs))


def collapse(value):
    """A header's value as it is signed. In text, U+0085 and U+00A0 would be spaces to Python."""
    return b" ".join(value.encode("latin-1").split()).decode("latin-1")


def compute(secret, scope, to_sign):
    """The signature of a string to sign, by the key that is derived for the parts of a scope."""
    step = b"AWS4" + secret.encode()
    for part in scope:
        step = hmac.new(step, part.encode(), hashlib.sha256).digest()
    return hmac.new(step, to_sign.encode("latin-1"), hashlib.sha256).hexdigest()


class Request:
    """An HTTP request. Methods that change it return it, so that a test is one expression."""

    def __init__(self, account, method, target, body=b"", host=None):
        self.account, self.method, self.target, self.body = account, method, target, body
        self.version = "HTTP/1.1"
        self.headers = [("Host", host or urlsplit(endpoint()).netloc)]
        if body:
            self.add("Content-Type", "application/json")

    def add(self, name, value):
        self.headers.append((name, value))
        return self

    def get(self, name):
        return next((value for other, value in self.headers if other.lower() == name.lower()), None)

    def remove(self, name):
        self.headers = [(other, value) for other, value in self.headers
                        if other.lower() != name.lower()]
        return self

    def set(self, name, value):
        return self.remove(name).add(name, value)

    def change(self, **attributes):
        for name, value in attributes.items():
            setattr(self, name, value)
        return self

    def canonical(self, signed):
        path, _, query = self.target.partition("?")
        lines = [self.method, canonical_path(path), canonical_query(query)]
        for name in signed:
            values = [collapse(value) for other, value in self.headers if other.lower() == name]
            lines.append(name + ":" + ",".join(values))
        return "\n".join(lines + ["", ";".join(signed), sha256_hex(self.body)]).encode("latin-1")

    def sign(self, *, key=None, secret=SECRET, date=None, date_header="X-Amz-Date", scope=None,
             service=SERVICE, region=REGION, terminator="aws4_request", scope_date=None,
             algorithm="AWS4-HMAC-SHA256", signed=None, credential=None, signature=None,
             template=TEMPLATE):
        """Adds date and Authorization. `signature`, `signed` may be functions of the right ones."""
        date = date or timestamp()
        if date_header:
            self.add(date_header, date)
        names = sorted({name.lower() for name, _ in self.headers})
        names = signed(names) if callable(signed) else signed or names
        parts = [scope_date if scope_date is not None else date[:8], region, service, terminator]
        scope = scope or "/".join(parts)
        to_sign = "\n".join([algorithm, date, scope, sha256_hex(self.canonical(names))])
        right = compute(secret, parts, to_sign)
        if callable(signature):
            signature = signature(right)
        key = self.account if key is None else key
        return self.add("Authorization", template.format(
            algorithm=algorithm, credential=f"{key}/{scope}" if credential is None else credential,
            signed=";".join(names), signature=right if signature is None else signature))

    def presign(self, expires="3600", secret=SECRET, signature=None, date=None, service=SERVICE):
        """Adds the query form's parameters, good ones."""
        date = date or timestamp()
        parts = [date[:8], REGION, service, "aws4_request"]
        credential = quote("/".join([self.account] + parts), safe="")
        self.target += ("&" if "?" in self.target else "?") + "&".join((
            "X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Credential=" + credential,
            "X-Amz-Date=" + date, "X-Amz-Expires=" + expires, "X-Amz-SignedHeaders=host"))
        to_sign = ["AWS4-HMAC-SHA256", date, "/".join(parts), sha256_hex(self.canonical(["host"]))]
        right = compute(secret, parts, "\n".join(to_sign))
        self.target += "&X-Amz-Signature=" + (signature or right)
        return self

    def raw(self):
        """The bytes of the request. Content-Length is left to a test that sets it itself."""
        lines = [f"{self.method} {self.target} {self.version}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.get("Content-Length") is None and (self.body
                                                   or self.method in ("POST", "PATCH", "PUT")):
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + self.body


class Response:
    """An answer as it came."""

    def __init__(self, received):
        self.status, self.headers, self.body = received.status, received.headers, received.read()

    def json(self):
        return json.loads(self.body)


class Connection:
    """One kept connection to the server under test."""

    def __init__(self, source=None):
        """`source`: the address to come from, as (host, port)."""
        url = urlsplit(endpoint())
        self.socket = socket.create_connection((url.hostname, url.port or 80), timeout=TIMEOUT_S,
                                               source_address=source)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def exchange(self, raw, method="GET"):
        try:
            self.socket.sendall(raw)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before all of it was read: the answer is there
        received = http.client.HTTPResponse(self.socket, method=method)
        received.begin()
        return Response(received)


def send(request):
    """Sends a Request, or raw bytes, on a connection of its own."""
    raw = request if isinstance(request, bytes) else request.raw()
    with Connection() as connection:
        return connection.exchange(raw)
