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


def length(size):
    return struct.pack("!B", size) if size < 128 else struct.pack("!I", size | 1 << 31)


def parameter(name, value):
    name, value = name.encode("latin-1"), value.encode("latin-1")
    return length(len(name)) + length(len(value)) + name + value


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

    def get(self, target, **parameters):
        """The answer to a GET: (status, body)."""
        return self.exchange({"REQUEST_METHOD": "GET", "REQUEST_URI": target, "REMOTE_ADDR": "127.0.0.1",
                              "HTTP_HOST": "a", **parameters})

    def send(self, request):
        """The answer to a signer.Request: (status, body)."""
        return self.exchange(self.parameters(request), request.body)

    def parameters(self, request):
        headers = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in request.headers}
        return {"REQUEST_METHOD": request.method, "REQUEST_URI": request.target, "REMOTE_ADDR": "127.0.0.1",
                "CONTENT_LENGTH": str(len(request.body)), **headers}

    def ask(self, parameters, content=b""):
        """Sends a request, and leaves it to the caller to read."""
        encoded = b"".join(parameter(*each) for each in parameters.items())
        self.socket.sendall(record(BEGIN_REQUEST, struct.pack("!HB5x", RESPONDER, KEEP_CONN)) + record(PARAMS, encoded)
                            + record(PARAMS) + (record(STDIN, content) if content else b"") + record(STDIN))

    def exchange(self, parameters, content=b""):
        self.ask(parameters, content)
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
