"""A proxy between two ends of a stream that loses the connection at a byte of one's choosing.

It knows nothing of what it carries, and never changes a byte: it passes them, or it does not.
"""
import contextlib
import dataclasses
import os
import socket
import struct
import threading

from memberhub_testing import TIMEOUT_S

UP, DOWN = "up", "down"  # from the client to the server, and back

# What happens once `offset` bytes went by in a direction.
CUT = "cut"  # both ends lose the connection
HALF_CLOSE = "half-close"  # that direction ends, in order; the other one goes on
SWALLOW = "swallow"  # nothing passes in that direction any more, its end neither

CHUNK_BYTES = 65536


@dataclasses.dataclass
class Fault:
    direction: str
    offset: int
    kind: str


def stream_socket(address):
    return socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET)


class Link:
    """One client's connection and the one to the server that goes with it."""

    def __init__(self, client, server):
        self.ends = {UP: (client, server), DOWN: (server, client)}

    def cut(self):
        for end in self.ends[UP]:
            with contextlib.suppress(OSError):
                if end.family == socket.AF_INET:  # closed with a reset
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                end.shutdown(socket.SHUT_RDWR)  # wakes whoever waits for it

    def close(self):
        for end in self.ends[UP]:
            end.close()


class CutProxy:
    """Listens as soon as it is made; close() ends it. A context manager."""

    def __init__(self, listen, target):
        """`listen` and `target` are a Unix socket's path or (host, port); port 0 chooses one.
        `target` may be a function that gives it, for a server that moves or is not there yet."""
        self.target = target if callable(target) else lambda: target
        self.lock = threading.Lock()
        self.fault, self.happened = None, threading.Event()
        self.passed = {UP: 0, DOWN: 0}  # bytes since the last arm() or count()
        self.refusing = False  # whether connections are closed as soon as they come
        self.hanging = False  # whether they are left alone, as by a server that is stopped
        self.hung = []
        self.connects = 0
        self.links = set()
        self.listener = stream_socket(listen)
        self.listener.bind(listen)
        self.listener.listen(64)
        self.address = self.listener.getsockname()
        if isinstance(listen, str):
            os.chmod(listen, 0o777)  # who connects may be somebody else
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def arm(self, direction, offset, kind=CUT):
        """Has `kind` happen, once, to the connection that carries byte `offset` from now on: that
        many bytes still pass. 0 acts as soon as there is anything to pass."""
        with self.lock:
            self.count_from_zero()
            self.fault = Fault(direction, offset, kind)
            self.happened.clear()

    def disarm(self):
        """Takes the fault back if it has not begun to happen, else waits until it has. Gives whether it had."""
        with self.lock:
            begun, self.fault = self.fault is None, None
        # Its last byte passes first, and who gets that may ask before the rest has happened.
        return begun and self.happened.wait(TIMEOUT_S)

    def count(self):
        """Starts counting the bytes that pass anew."""
        with self.lock:
            self.count_from_zero()

    def count_from_zero(self):
        self.passed = {UP: 0, DOWN: 0}

    def cut_all(self):
        """Cuts every connection that there is."""
        with self.lock:
            links = list(self.links)
        for link in links:
            link.cut()
        while self.hung:
            self.hung.pop().close()

    def close(self):
        self.refusing = True
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.cut_all()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return  # closed
            self.connects += 1
            if self.hanging:
                self.hung.append(client)
                continue
            server = None if self.refusing else self.connect()
            if server is None:
                client.close()
                continue
            link = Link(client, server)
            with self.lock:
                self.links.add(link)
            threading.Thread(target=self.serve, args=(link,), daemon=True).start()

    def connect(self):
        with contextlib.ExitStack() as undo, contextlib.suppress(OSError):
            target = self.target()
            server = undo.enter_context(stream_socket(target))
            server.connect(target)
            undo.pop_all()
            return server
        return None

    def serve(self, link):
        down = threading.Thread(target=self.carry, args=(link, DOWN), daemon=True)
        down.start()
        self.carry(link, UP)
        down.join()
        with self.lock:
            self.links.discard(link)
        link.close()

    def admit(self, direction, size):
        """Counts `size` bytes that are about to pass. Gives how many may, and the fault that stops the rest."""
        with self.lock:
            before, fault = self.passed[direction], self.fault
            self.passed[direction] += size
            if fault is None or fault.direction != direction or before + size < fault.offset + (fault.offset == 0):
                return size, None
            self.fault = None
            self.passed[direction] = fault.offset
            return fault.offset - before, fault

    def carry(self, link, direction):
        source, sink = link.ends[direction]
        swallowing = False
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK_BYTES):
                if swallowing:
                    continue
                admitted, fault = self.admit(direction, len(data))
                swallowing = fault is not None and fault.kind != CUT
                try:
                    sink.sendall(data[:admitted])
                finally:
                    if fault is not None:
                        self.apply(fault, link, sink)
        if not swallowing:
            with contextlib.suppress(OSError):
                sink.shutdown(socket.SHUT_WR)

    def apply(self, fault, link, sink):
        if fault.kind == CUT:
            link.cut()
        elif fault.kind == HALF_CLOSE:
            with contextlib.suppress(OSError):
                sink.shutdown(socket.SHUT_WR)
        self.happened.set()
