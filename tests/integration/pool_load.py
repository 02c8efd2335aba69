"""Load for the pool's tests: clients that notice every request that is lost."""
import contextlib
import json
import threading

from private_stack import wait_for
from signer import Connection, Request


def read(account):
    return Request(account, "GET", "/accounts").sign().raw()


def create(account, member):
    body = json.dumps({"AccountDetails": [{"AccountId": member}]}).encode()
    return Request(account, "POST", "/members", body).sign().raw()


class Load:
    """Clients that each send one request after the other, until told to stop."""

    def __init__(self, clients, next_request):
        self.next_request = next_request  # gives a name and the request's bytes
        self.answers, self.broken = [], []
        self.enough = threading.Event()
        self.threads = [threading.Thread(target=self.run) for _ in range(clients)]

    def run(self):
        connection = Connection()
        while not self.enough.is_set():
            name, raw = self.next_request()
            try:
                answer = connection.exchange(raw)
            except Exception as error:  # whatever it is, it is a request without an answer
                self.broken.append((name, repr(error)))
                connection = Connection()
                continue
            self.answers.append((name, answer))
            if answer.headers["Connection"] == "close":
                connection = Connection()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        wait_for(lambda: len(self.answers) > len(self.threads), "the load begins")
        return self

    def __exit__(self, *_):
        self.enough.set()
        for thread in self.threads:
            thread.join()

    def names(self, status):
        return {name for name, answer in self.answers if answer.status == status}

    def statuses(self):
        return {answer.status for _, answer in self.answers}


def check_unavailable(answer):
    """Of a worker, or of nginx for a server that cannot be reached or went away."""
    assert answer.status == 503
    assert answer.headers.get_content_type() == "application/json"
    assert answer.headers["x-amzn-ErrorType"] == "ServiceUnavailableException"
    assert int(answer.headers["Retry-After"]) >= 1
    assert answer.headers["x-amzn-RequestId"]
    body = answer.json()
    assert body.get("Message", body.get("message"))


def exchange_all(requests, rounds=1):
    """Sends all requests at once, each on its own connection, and again when all are answered."""
    answers = []
    with contextlib.ExitStack() as opened:
        connections = [opened.enter_context(Connection()) for _ in requests]
        for _ in range(rounds):
            for connection, raw in zip(connections, requests):
                connection.socket.sendall(raw)
            answers += [connection.exchange(b"") for connection in connections]
    return answers
