"""A kept FastCGI connection, as nginx has it, to a worker's socket: whoever holds one decides when it ends.

Source: FastCGI Specification 1.0, sections 3 and 5.
"""
import socket
import struct

import memberhub_testing as testing

HEADER = struct.Struct("!BBHHBx")
BEGIN_REQUEST, END_REQUEST, PARAMS, STDIN, STDOUT = 1, 3, 4, 5, 6
RESPONDER, KEEP_CONN = 1, 1


def record(kind, content=b""):
    return HEADER.pack(1, kind, 1, len(content), 0) + content


def parameter(name, value):
    sizes = b"".join(struct.pack("!B", len(text)) if len(text) < 128 else struct.pack("!I", len(text) | 1 << 31)
                     for text in (name, value))
    return sizes + name.encode() + value.encode()


class KeptConnection:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(testing.TIMEOUT_S)
        self.socket.connect(str(path))
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.socket.close()

    def send(self, method, target, body=b"", **parameters):
        """Asks, and leaves it to the caller to read."""
        parameters = {"REQUEST_METHOD": method, "REQUEST_URI": target, "REMOTE_ADDR": "127.0.0.1", **parameters}
        encoded = b"".join(parameter(*each) for each in parameters.items())
        self.socket.sendall(record(BEGIN_REQUEST, struct.pack("!HB5x", RESPONDER, KEEP_CONN)) + record(PARAMS, encoded)
                            + record(PARAMS) + (record(STDIN, body) if body else b"") + record(STDIN))

    def get(self, target, **parameters):
        """The answer to a GET: (status, body)."""
        self.send("GET", target, HTTP_HOST="a", **parameters)
        answer = b""
        while True:
            _, kind, _, size, padding = HEADER.unpack(self.file.read(HEADER.size))
            content = self.file.read(size + padding)[:size]
            if kind == END_REQUEST:
                break
            if kind == STDOUT:
                answer += content
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]), body.decode()
