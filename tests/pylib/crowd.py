"""Many clients in one thread: each sends one request after the other on a connection that is kept."""
import collections
import re
import selectors
import socket
import time
from urllib.parse import urlsplit

from memberhub_testing import TIMEOUT_S, endpoint

LENGTH = re.compile(rb"\r\nContent-Length: (\d+)\r\n", re.IGNORECASE)


class Client:
    """One connection, with at most one request under way."""

    def __init__(self, crowd):
        self.crowd = crowd
        self.name = self.raw = self.socket = None
        self.received, self.answered = b"", 0
        self.connect()

    def connect(self):
        """Connects anew. What it had asked is asked again."""
        if self.socket is not None:
            self.crowd.selector.unregister(self.socket)
            self.socket.close()
        self.received, self.answered = b"", 0
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.connect_ex(self.crowd.address)
        self.crowd.selector.register(self.socket, selectors.EVENT_WRITE, self)

    def send(self):
        """Sends the next request, or the one that is unanswered. Whole: it is far smaller than a socket's buffer."""
        self.crowd.selector.modify(self.socket, selectors.EVENT_READ, self)
        if self.raw is None and self.crowd.leaving:
            return
        if self.raw is None:
            self.name, self.raw = self.crowd.next_request()
        try:
            assert self.socket.send(self.raw) == len(self.raw)
        except (ConnectionError, BlockingIOError):
            self.gone()

    def gone(self):
        """The connection was closed without an answer."""
        kind = "cut" if self.received else "closed" if self.answered else "refused"
        self.crowd.unanswered[kind] += 1
        self.connect()

    def receive(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionError:
            data = b""
        if not data:
            self.gone()
            return
        self.received += data
        head, behind, body = self.received.partition(b"\r\n\r\n")
        if not behind or len(body) < int(LENGTH.search(head + b"\r\n")[1]):
            return
        status = int(head[9:12])
        self.crowd.answers.append((self.name, status, self.received))
        self.crowd.statuses[status] += 1
        self.raw, self.received = None, b""
        self.answered += 1
        if b"\r\nConnection: close" in head:
            self.connect()
        elif not self.crowd.leaving:
            self.send()


class Crowd:
    """So many clients. What came is in `answers`: name, status, and the bytes; `statuses` counts."""

    def __init__(self, count, next_request):
        """`next_request` gives a name and the request's bytes."""
        url = urlsplit(endpoint())
        self.address = (url.hostname, url.port)
        self.next_request = next_request
        self.selector = selectors.DefaultSelector()
        self.answers, self.statuses, self.leaving = [], collections.Counter(), False
        # Connections that ended while an answer was due: one that had brought none (refused), one that had (closed:
        # HTTP's race between a server that ends a kept connection and a client that uses it), one within it (cut).
        self.unanswered = collections.Counter()
        self.clients = [Client(self) for _ in range(count)]

    def run(self, condition, what, deadline_s=TIMEOUT_S):
        """Goes on until the condition holds."""
        started = time.monotonic()
        while not condition():
            assert time.monotonic() - started < deadline_s, f"not within {deadline_s} s: {what}"
            for key, events in self.selector.select(0.01):
                if events & selectors.EVENT_WRITE:
                    key.data.send()
                else:
                    key.data.receive()

    def leave(self):
        """Asks for nothing more, and waits for what is unanswered."""
        self.leaving = True
        self.run(lambda: not any(client.raw for client in self.clients), "the last answers come")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for client in self.clients:
            client.socket.close()
        self.selector.close()
