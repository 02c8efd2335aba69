"""The load driver tells the truth: what was sent, what was answered, and everything that went otherwise."""
import contextlib
import json
import re
import signal
import socket
import subprocess
import threading
import urllib.parse

import pytest

import load_driver
from load_driver import step
from private_stack import wait_for

GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
REFUSED = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"
HANG_UP = b""
SILENCE = None


class Stub:
    """Answers requests with what `answer(number, head)` gives: bytes, HANG_UP or SILENCE."""

    def __init__(self, answer):
        self.answer, self.heads, self.lock = answer, [], threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.open = [self.listener]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                self.open.append(connection)
                threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        text = b""
        with connection, contextlib.suppress(OSError):
            while piece := connection.recv(65536):
                text += piece
                while (end := self.end_of_first(text)) is not None:
                    head, text = text[:end], text[end:]
                    with self.lock:
                        self.heads.append(head)
                        answer = self.answer(len(self.heads), head)
                    if answer == HANG_UP:
                        return
                    if answer is not SILENCE:
                        connection.sendall(answer)

    @staticmethod
    def end_of_first(text):
        head, blank, body = text.partition(b"\r\n\r\n")
        size = int(re.search(rb"\r\nContent-Length: (\d+)", head)[1]) if blank else 0
        return len(head) + 4 + size if blank and len(body) >= size else None

    def close(self):
        for each in self.open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@pytest.fixture
def stub():
    """Makes stubs: stub(answer)."""
    made = []

    def make(answer):
        made.append(Stub(answer))
        return made[-1]
    yield make
    for each in made:
        each.close()


def plan_of(path, count):
    return load_driver.write_plan(path / "plan", [
        step("111111111111", "POST", f"/members/{number}", {"Number": number}) for number in range(count)])


def test_each_request_of_a_plan_is_sent_once_and_in_its_order(stub, tmp_path):
    server = stub(lambda *_: GOOD)
    found = load_driver.drive(server.port, plan_of(tmp_path, 50), "--once", connections=1)
    assert [head.split()[1] for head in server.heads] == [b"/members/%d" % number for number in range(50)]
    assert [json.loads(head.partition(b"\r\n\r\n")[2]) for head in server.heads] == [
        {"Number": number} for number in range(50)]
    assert found["statuses"] == {"200": 50}
    assert found["good"]["answers"] == 50
    assert (found["connections"], found["lost"], found["resent"], found["unexpected"]) == (1, 0, 0, 0)


def test_no_more_requests_are_sent_than_were_asked_for(stub, tmp_path):
    server = stub(lambda *_: GOOD)
    found = load_driver.drive(server.port, plan_of(tmp_path, 3), requests=20, connections=4)
    assert len(server.heads) == 20
    assert found["statuses"] == {"200": 20}


def test_a_status_that_was_not_expected_is_counted_shown_and_told_by_the_exit_status(stub, tmp_path):
    server = stub(lambda number, _: REFUSED if number % 2 == 0 else GOOD)
    with load_driver.started(server.port, plan_of(tmp_path, 10), "--once", connections=1) as load:
        found = load_driver.report(load)
    assert load.returncode == load_driver.UNCLEAN
    assert (found["statuses"], found["unexpected"]) == ({"200": 5, "503": 5}, 5)
    assert "unexpected: POST /members/1 by 111111111111: status 503" in found["shown"]


@pytest.mark.parametrize("expected", ["200,503", "200,5xx"])
def test_a_status_that_was_expected_is_none_of_the_mistakes(stub, tmp_path, expected):
    server = stub(lambda number, _: REFUSED if number % 2 == 0 else GOOD)
    with load_driver.started(server.port, plan_of(tmp_path, 10), "--once", connections=1, expect=expected) as load:
        found = load_driver.report(load)
    assert load.returncode == load_driver.CLEAN
    assert (found["good"]["answers"], found["other"]["answers"], found["unexpected"]) == (5, 5, 0)


def test_an_answer_without_the_expected_text_is_unexpected(stub, tmp_path):
    server = stub(lambda *_: GOOD)
    found = load_driver.drive(server.port, plan_of(tmp_path, 4), "--once", expect_text="UnprocessedAccounts")
    assert (found["statuses"], found["unexpected"]) == ({"200": 4}, 4)


def test_a_new_connection_that_ends_instead_of_an_answer_is_a_lost_request(stub, tmp_path):
    server = stub(lambda number, _: HANG_UP if number <= 2 else GOOD)
    found = load_driver.drive(server.port, plan_of(tmp_path, 5), "--once", connections=1)
    assert (found["lost"], found["statuses"], found["resent"]) == (2, {"200": 3}, 0)


def test_a_request_over_a_kept_connection_that_ended_is_sent_again_with_its_invocation_id(stub, tmp_path):
    server = stub(lambda number, _: HANG_UP if number == 3 else GOOD)
    found = load_driver.drive(server.port, plan_of(tmp_path, 5), "--once", connections=1)
    assert (found["lost"], found["statuses"], found["resent"]) == (0, {"200": 5}, 1)
    assert server.heads[2] == server.heads[3]
    ids = [re.search(rb"\r\nAmz-Sdk-Invocation-Id: (\S+)", head)[1] for head in server.heads]
    assert len(set(ids)) == 5


def test_half_an_answer_is_none(stub, tmp_path):
    server = stub(lambda *_: GOOD[:-1])
    with load_driver.started(server.port, plan_of(tmp_path, 1), "--once", connections=1, timeout=1) as load:
        found = load_driver.report(load)
    assert load.returncode == load_driver.UNCLEAN
    assert (found["timeouts"], found["statuses"]) == (1, {})


@pytest.mark.parametrize("answer", [b"220 smtp.example.com ready\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n{}",
                                    b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{}"])
def test_what_is_no_whole_answer_is_malformed(stub, tmp_path, answer):
    server = stub(lambda *_: answer)
    found = load_driver.drive(server.port, plan_of(tmp_path, 2), "--once", connections=1)
    assert (found["malformed"], found["statuses"]) == (2, {})


def test_a_request_without_answer_is_given_up_in_its_time(stub, tmp_path):
    server = stub(lambda number, _: SILENCE if number == 1 else GOOD)
    found = load_driver.drive(server.port, plan_of(tmp_path, 3), "--once", connections=1, timeout=1)
    assert (found["timeouts"], found["statuses"]) == (1, {"200": 2})


def test_a_client_that_obeys_stays_away_as_long_as_it_is_told(stub, tmp_path):
    server = stub(lambda number, _: REFUSED if number == 1 else GOOD)
    found = load_driver.drive(server.port, plan_of(tmp_path, 2), "--once", "--obey", connections=1,
                              expect="200,503")
    assert found["statuses"] == {"200": 1, "503": 1}
    assert found["seconds"] >= 1


def test_an_interrupted_load_reports_what_there_was(stub, tmp_path):
    server = stub(lambda *_: GOOD)
    with load_driver.started(server.port, plan_of(tmp_path, 1), connections=2, seconds=600) as load:
        wait_for(lambda: server.heads, "a request is sent")
        load.send_signal(signal.SIGINT)
        found = load_driver.report(load)
    assert load.returncode == load_driver.INTERRUPTED
    assert found["statuses"] == {"200": len(server.heads)}


@pytest.mark.parametrize("arguments, status", [
    (["--help"], 0), (["--connections=0", "plan"], 2), (["--port=x", "plan"], 2), (["--nothing", "plan"], 2), ([], 2),
    (["--seconds=2", "--warmup=2", "plan"], 2), (["/nonexistent"], 3)])
def test_the_command_line_says_what_is_wrong(arguments, status):
    done = subprocess.run([load_driver.LOAD, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == status
    assert (done.stdout if status == 0 else done.stderr) != ""


@pytest.mark.parametrize("text", ["", "111111111111 GET\n", "111111111111 GET members\n", " GET /members\n"])
def test_a_plan_that_is_none_is_refused(tmp_path, text):
    (tmp_path / "plan").write_text(text)
    done = subprocess.run([load_driver.LOAD, tmp_path / "plan"], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)
    assert done.returncode == 3
    assert str(tmp_path / "plan") in done.stderr


def test_the_server_takes_its_signatures_over_body_path_and_query(endpoint, accounts, tmp_path):
    account = accounts.new()
    hub = urllib.parse.quote(f"arn:aws:securityhub:eu-west-1:{account}:hub/default", safe="")
    plan = load_driver.write_plan(tmp_path / "plan", [
        step(account, "POST", "/accounts", {"EnableDefaultStandards": False}),
        step(account, "GET", "/members?MaxResults=5&OnlyAssociated=false"),
        step(account, "POST", f"/tags/{hub}", {"Tags": {"team": "load"}}),
        step(account, "GET", f"/tags/{hub}")])
    found = load_driver.drive(urllib.parse.urlsplit(endpoint).port, plan, "--once", connections=1)
    assert (found["statuses"], found["shown"]) == ({"200": 4}, "")
