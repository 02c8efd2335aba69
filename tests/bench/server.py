"""A further memberhubd with a front door of its own, beside the stack's: another database, or none of its workers."""
import os
import shutil
import signal
import socket
import subprocess
import time

import memberhub_testing as testing
from private_stack import MEMBERHUBD, TOP, is_alive, wait_for
from private_standby import Primary

LOOK_S = 0.002
READY = b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def database_of(stack, name):
    """One of the stack's cluster's databases, for queries of the superuser."""
    database = Primary(stack)
    database.name = name
    return database


class Server:
    """A context manager: nginx runs from the beginning, memberhubd from start() on."""

    def __init__(self, bench, name, database="memberhub"):
        self.stack, self.directory = bench.stack, bench.directory / name
        self.database = database_of(self.stack, database)
        sockets = self.stack.record("sockets")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        connect = f"host={sockets}/pg port={self.stack.port} dbname={database} user="
        self.socket_path = sockets / f"{name}.sock"
        self.environment = {
            **self.stack.environment, "MEMBERHUB_SERVER_SOCKET": str(self.socket_path),
            "MEMBERHUB_SERVER_LOG": str(self.directory / "memberhubd.log"),
            "MEMBERHUB_AUDIT_SEAL_FILE": str(self.directory / "seals"),
            "MEMBERHUB_DATABASE_DEFAULT": connect + "memberhub_app",
            "MEMBERHUB_DATABASE_SEALER": connect + "memberhub_sealer",
            "MEMBERHUB_DATABASE_ADMIN": connect + "postgres"}
        self.memberhubd = None

    def __enter__(self):
        self.directory.mkdir()
        subprocess.run([TOP / "dev", "render-nginx", self.directory, self.socket_path, str(self.port)], check=True)
        self.nginx("-q")
        return self

    def __exit__(self, *_):
        self.stop()
        self.nginx("-s", "stop")
        wait_for(lambda: not (self.directory / "run" / "nginx.pid").exists(), "nginx stops")

    def nginx(self, *arguments):
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
        subprocess.run([program, "-p", self.directory, "-c", self.directory / "nginx.conf",
                        "-e", self.directory / "log" / "nginx-error.log", *arguments],
                       check=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def migrate(self):
        """Makes the database, with the whole schema."""
        Primary(self.stack).query(f"CREATE DATABASE {self.database.name}")
        subprocess.run([TOP / "build" / "memberhubctl", "-c", self.stack.directory / "memberhub.conf", "db", "migrate",
                        "--sql-dir", TOP / "sql"], env=self.environment, check=True, capture_output=True)

    def start(self):
        """Starts memberhubd; gives the seconds from there to the first 200 of /readyz."""
        started = time.monotonic()
        self.memberhubd = subprocess.Popen(
            [MEMBERHUBD, "-c", self.stack.directory / "memberhub.conf"], env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self.is_ready():
            assert time.monotonic() - started < testing.TIMEOUT_S and is_alive(self.memberhubd.pid)
            time.sleep(LOOK_S)
        return time.monotonic() - started

    def is_ready(self):
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(READY)
            return connection.recv(64).startswith(b"HTTP/1.1 200 ")

    def stop(self):
        if self.memberhubd is not None:
            self.memberhubd.send_signal(signal.SIGTERM)
            self.memberhubd.wait()
            self.memberhubd = None
