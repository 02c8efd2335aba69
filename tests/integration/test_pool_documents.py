"""Large documents, in and out, through nginx, a worker and PostgreSQL: on both sides of each limit, on clients that are
fast, slow and gone. No worker is lost by any of it, and none is larger afterwards.
"""
import contextlib
import hashlib
import json
import os
import re
import select
import socket
import struct
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import memberhub_testing as testing
from document_stack import DocumentStack
from private_stack import TOP, wait_for
from signer import Connection, Request, send

WORKERS = 2
MIB = 1024 * 1024
BODY = 24 * MIB        # of the size class of documents: src/api/size.c
ORDINARY_BODY = 65536  # [limits] body_bytes
PAGE = 6_000_000       # sql/functions/call/_page.sql
DOCUMENT = 240_000     # of a finding, at most
ANSWER_DOCUMENTS = 7 * MIB  # src/db/call.h
ANSWER_TEXT = MIB           # src/wire/writer.h
ANSWER_FILE = 8 * MIB       # fastcgi_max_temp_file_size
# What nginx reads ahead of a file beside the answer: a head, and a chunk.
FILE_SLACK = 512 * 1024


@pytest.fixture(scope="module")
def module_stack():
    directory = Path(tempfile.mkdtemp(prefix="memberhub-documents-"))
    directory.chmod(0o711)  # PostgreSQL's user passes through
    found = DocumentStack(directory, server_workers=WORKERS, server_worker_requests=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEMBERHUB_ENDPOINT", f"http://127.0.0.1:{found.port}")
        try:
            found.up()
            yield found
        finally:
            found.down()


@pytest.fixture
def stack(module_stack):
    """The stack. No test may cost it a worker, nor leave a file behind."""
    before, hung = module_stack.workers(), len(module_stack.events("worker_hung"))
    yield module_stack
    assert module_stack.workers() == before
    assert len(module_stack.events("worker_hung")) == hung
    wait_for(lambda: module_stack.door_files("body") + module_stack.door_files("fastcgi") == [], "no file is left")


@pytest.fixture
def account(accounts):
    return accounts.new()


def sign(request):
    return request.sign(service="documents").raw()


def take(account, body, method="POST"):
    """A body to be taken, which need not be a good one."""
    return sign(Request(account, method, "/documents", body))


def give(account, count=1, size=1, **more):
    """A page of documents."""
    named = {"Count": count, "Bytes": size, **more}
    return sign(Request(account, "GET", "/documents?" + "&".join(f"{name}={value}" for name, value in named.items())))


def text(account, size):
    return sign(Request(account, "GET", f"/texts?Bytes={size}"))


def document(size):
    """What tests/documents/functions.sql makes of a size."""
    return b'{"a":"' + b"x" * (size - 8) + b'"}' if size >= 8 else b"1" * size


def page_of(sizes, left=None):
    more = b"" if left is None else b',"Left":%d' % left
    return b'{"Documents":[' + b",".join(map(document, sizes)) + b"]" + more + b"}"


def documents_of(size):
    """A body of exactly that many bytes, and its list."""
    listed = [document(DOCUMENT)] * min(size // (2 * DOCUMENT), 90)
    frame = len(b'{"Documents":[]}') + sum(map(len, listed)) + len(listed)
    listed = b"[" + b",".join([*listed, document(size - frame)]) + b"]"
    body = b'{"Documents":' + listed + b"}"
    assert len(body) == size
    return body, listed


def check_taken(answer, listed):
    assert answer.status == 200, answer.body
    taken = answer.json()
    assert taken["Bytes"] == len(listed)
    assert taken["Digest"] == hashlib.md5(listed).hexdigest()


def check_too_large(answer):
    assert answer.status == 413
    assert answer.headers["x-amzn-ErrorType"] == "RequestEntityTooLargeException"


def check_internal(stack, account, raw, said):
    """Refused as our own mistake, with a line in the log that says how much it was."""
    answer = send(raw)
    assert answer.status == 500 and answer.headers["x-amzn-ErrorType"] == "InternalException"
    wait_for(lambda: [line for line in stack.events("request")
                      if line["request_id"] == answer.headers["x-amzn-RequestId"] and line["level"] == "error"
                      and said in line["detail"]], "the log says what it was")


def check_served(account, times=4 * WORKERS):
    for _ in range(times):
        answer = send(give(account))
        assert (answer.status, answer.body) == (200, page_of([1]))


# ---- answers

# Around what nginx has in one buffer, in its buffers, and what libfcgi and the socket hold.
SIZES = [1, 2, 7, 8, 4096, 8192, 16 * 1024, 65535, DOCUMENT, 1024 * 1024, 2 * MIB, PAGE]


@pytest.mark.parametrize("size", [size + off for size in SIZES for off in ((-1, 0, 1) if size > 8 else (0,))])
def test_an_answer_of_any_size_arrives_as_its_function_spelled_it(stack, account, size):
    answer = send(give(account, 1, size))
    assert answer.status == 200
    assert answer.body == page_of([size])
    assert answer.headers["Content-Type"] == "application/json"
    assert int(answer.headers["Content-Length"]) == len(answer.body)


@pytest.mark.parametrize("count", [0, 1, 2, 100, 10_000])
def test_documents_are_a_list_however_many_there_are(stack, account, count):
    answer = send(give(account, count, 13))
    assert (answer.status, answer.body) == (200, page_of([13] * count))


@pytest.mark.parametrize("size, wanted", [(DOCUMENT, 25), (DOCUMENT - 1, 26), (DOCUMENT + 1, 25), (PAGE, 1), (PAGE - 1, 2)])
def test_a_page_ends_with_the_document_that_reaches_its_size(stack, account, size, wanted):
    answer = send(give(account, 30, size, LastBytes=1, Page=PAGE))
    assert answer.status == (200 if wanted * size <= ANSWER_DOCUMENTS else 500)
    if answer.status == 200:
        assert answer.body == page_of([size] * wanted, 30 - wanted)


def test_an_answer_has_seven_mebibytes_of_documents_and_beyond_that_there_is_none(stack, account):
    assert send(give(account, 2, ANSWER_DOCUMENTS - 100, LastBytes=100, Page=100_000_000)).status == 200
    check_internal(stack, account, give(account, 2, ANSWER_DOCUMENTS - 100, LastBytes=101, Page=100_000_000),
                   f"answered documents of {ANSWER_DOCUMENTS + 1} bytes")
    check_internal(stack, account, give(account, 1, 60_000_000), "answered documents of 60000000 bytes")
    check_internal(stack, account, give(account, 10_001), "answered 10001 documents")
    check_internal(stack, account, give(account, 600_000), "answered 600001 rows")
    check_served(account)


def test_an_answer_of_text_has_a_mebibyte_and_beyond_that_there_is_none(stack, account):
    around = len('{"text" : ""}')  # as the function's JSON has it
    answer = send(text(account, ANSWER_TEXT - around))
    assert (answer.status, len(answer.json()["Text"])) == (200, ANSWER_TEXT - around)
    check_internal(stack, account, text(account, ANSWER_TEXT - around + 1), f"answered {ANSWER_TEXT + 1} bytes of JSON")
    check_internal(stack, account, text(account, 50_000_000), "answered 50000013 bytes of JSON")
    check_served(account)


# ---- clients that read slowly, or not to the end

@contextlib.contextmanager
def readers(raws):
    """Clients that have asked and read nothing; what they can hold back themselves is little."""
    url = urlsplit(testing.endpoint())
    with contextlib.ExitStack() as opened:
        sockets = []
        for raw in raws:
            reader = opened.enter_context(socket.socket())
            reader.settimeout(testing.TIMEOUT_S)
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.connect((url.hostname, url.port))
            reader.sendall(raw)
            sockets.append(reader)
        yield sockets


def test_readers_that_read_nothing_of_six_megabytes_hold_no_worker(stack, account):
    slow = 8 * WORKERS
    before = len(stack.events("request"))
    with readers([give(account, 25, DOCUMENT) for _ in range(slow)]) as sockets:
        # All are answered: a line of the log each, none of which says that it could not be handed over.
        wait_for(lambda: len(stack.events("request")) >= before + slow, "all are answered")
        assert all("delivery" not in line for line in stack.events("request")[before:])
        check_served(account, 20)
        files = stack.door_files("fastcgi")
        assert len(files) == slow
        assert max(files) <= ANSWER_FILE + FILE_SLACK
        # Then each could have all of it, however late it comes.
        for reader in sockets[:2]:
            received = b""
            while len(received) < PAGE:
                part = reader.recv(MIB)
                assert part
                received += part
            assert received.startswith(b"HTTP/1.1 200 ")


def test_readers_that_vanish_in_the_middle_of_an_answer_cost_nothing(stack, account):
    for read in (0, 1, 100_000, 3_000_000):
        with readers([give(account, 25, DOCUMENT) for _ in range(2 * WORKERS)]) as sockets:
            for reader in sockets:
                left = read
                while left > 0:
                    left -= len(reader.recv(left))
                reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        check_served(account)


# ---- bodies

@pytest.mark.parametrize("size", [1000, ORDINARY_BODY, ORDINARY_BODY + 1, 512 * 1024, 512 * 1024 + 1, MIB, PAGE, BODY - 1, BODY])
def test_a_body_of_documents_arrives_whole_up_to_24_mib(stack, account, size):
    body, listed = documents_of(size)
    check_taken(send(take(account, body)), listed)


def test_a_body_beyond_24_mib_is_refused_before_any_worker_has_it(stack, account):
    before = len(stack.events("request"))
    body, _ = documents_of(BODY + 1)
    check_too_large(send(take(account, body)))
    check_served(account)
    assert all(line["status"] == 200 for line in stack.events("request")[before:])


def test_what_a_path_lets_in_is_held_against_the_operation(stack, account):
    """nginx goes by the path; PUT is an ordinary operation of the same."""
    body, listed = documents_of(ORDINARY_BODY)
    check_taken(send(take(account, body, "PUT")), listed)
    for size in (ORDINARY_BODY + 1, MIB, BODY):
        body, _ = documents_of(size)
        answer = send(take(account, body, "PUT"))
        check_too_large(answer)
        assert answer.headers["x-memberhub-reason"] == f"the body is larger than {ORDINARY_BODY} bytes"
    # Neither does the path help where there is no such operation: another service's, and another path.
    large = Request(account, "POST", "/documents", documents_of(MIB)[0]).sign().raw()
    assert send(large).status == 404
    large = sign(Request(account, "POST", "/texts", documents_of(ORDINARY_BODY + 1)[0]))
    check_too_large(send(large))


def test_a_large_body_is_signed_to_its_last_byte(stack, account):
    body, _ = documents_of(BODY)
    raw = bytearray(take(account, body))
    raw[-3] ^= 1
    answer = send(bytes(raw))
    assert answer.status == 403 and answer.headers["x-amzn-ErrorType"] == "InvalidSignatureException"


def test_a_change_with_a_large_body_is_made_once_for_its_invocation(stack, account):
    body, listed = documents_of(PAGE)
    for _ in range(2):
        request = Request(account, "POST", "/documents", body).add(
            "amz-sdk-invocation-id", "a8b5a1c4-6f1f-4f0c-8f0e-0123456789ab")
        check_taken(send(sign(request)), listed)
    events = stack.dev("psql", "-XqAtc", "SELECT record::json -> 'requestParameters' FROM memberhub.audit_event WHERE "
                       f"account_id = '{account}' AND event_name = 'TakeDocuments'").stdout.splitlines()
    assert [json.loads(event) for event in events] == [{"Documents": "HIDDEN_DUE_TO_SECURITY_REASONS"}]


# What is dear to read. A large body may have a value for each 16 of its bytes: src/wire/json_tree.h.
DEAR = {
    "more values than there may be": (b'{"Documents":[' + b"[]," * (BODY // 3 - 10) + b"{}]}", 400),
    "as many values as there may be": (
        b'{"Documents":[{"a":[' + b",".join([b"0" + b" " * 15] * (BODY // 17 - 10)) + b"]}]}", 200),
    "very many names": (
        b'{"Documents":[{' + b",".join(b'"%08x":1    ' % number for number in range(BODY // 17 - 10)) + b"}]}", 200),
    "as deep as may be": (b'{"Documents":[' + b'{"a":' * 30 + b"1" + b"}" * 30 + b"]}", 200),
    "deeper": (b'{"Documents":[' + b'{"a":' * 31 + b"1" + b"}" * 31 + b"]}", 400),
    "escapes alone": (b'{"Documents":[{"a":"' + rb"\u0041" * (BODY // 6 - 10) + b'"}]}', 200),
    "too many documents": (b'{"Documents":[' + b"{}," * 100 + b"{}]}", 400),
    "no JSON": (b"x" * BODY, 400),
}


@pytest.mark.parametrize("name", DEAR)
def test_a_body_that_is_dear_to_read_is_served_or_refused_and_ends_nobody(stack, account, name):
    body, status = DEAR[name]
    assert len(body) <= BODY
    answer = send(take(account, body))
    assert answer.status == status, (answer.body, answer.headers.get("x-memberhub-reason"))
    check_served(account)


# ---- clients that send slowly, or not to the end

def test_writers_that_keep_back_the_end_of_a_large_body_hold_no_worker(stack, account):
    body, listed = documents_of(PAGE)
    with contextlib.ExitStack() as opened:
        slow = [opened.enter_context(Connection()) for _ in range(8 * WORKERS)]
        raw = take(account, body)
        for connection in slow:
            connection.socket.sendall(raw[:-1])
        check_served(account, 20)
        assert len(stack.door_files("body")) == len(slow)
        for connection in slow:
            check_taken(connection.exchange(raw[-1:]), listed)


def test_an_address_has_so_many_large_requests_in_hand_and_others_beside_them(stack, account):
    """Loopback is exempt; 127.0.0.2 stands for a stranger's address."""
    conf = (TOP / "nginx" / "memberhub-server.conf").read_text()
    limit = int(re.search(r"limit_conn memberhub_documents (\d+);", conf)[1])
    raw = take(account, documents_of(ORDINARY_BODY + 1)[0])
    with contextlib.ExitStack() as opened:
        held = [opened.enter_context(Connection(("127.0.0.2", 0))) for _ in range(limit + 5)]
        for connection in held:
            connection.socket.sendall(raw[:-1])

        def refused():
            return select.select([connection.socket for connection in held], [], [], 0)[0]
        wait_for(lambda: len(refused()) == 5, "those that are too many are refused")
        for one in refused():
            head, _, body = one.recv(65536).partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 503 ") and b"\r\nRetry-After: 1" in head
            assert json.loads(body) == {"message": "The service is unavailable. Please try again shortly."}
        with Connection(("127.0.0.2", 0)) as connection:
            assert connection.exchange(text(account, 10)).status == 200
        with Connection(("127.0.0.3", 0)) as connection:
            assert connection.exchange(raw).status == 200


def test_writers_that_vanish_in_the_middle_of_a_body_change_nothing(stack, account):
    body, _ = documents_of(PAGE)
    raw = take(account, body)
    before = len(stack.events("request"))
    for at in (len(raw) - len(body), 100_000, PAGE // 2, len(raw) - 1):
        for end in (b"", struct.pack("ii", 1, 0)):
            with Connection() as connection:
                connection.socket.sendall(raw[:at])
                if end:
                    connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, end)
    check_served(account)
    assert {line["op"] for line in stack.events("request")[before:]} == {"ListDocuments"}


# ---- memory

def kib_of(pid, name, path):
    try:
        return int(re.search(rf"^{name}:\s+([0-9]+) kB", Path(f"/proc/{pid}/{path}").read_text(), re.M)[1])
    except PermissionError:
        if os.geteuid() == 0:
            raise
        pytest.skip("only root may read how much memory a worker has of its own")


class Memory:
    """What each worker has of its own."""

    def __init__(self, stack):
        self.stack, self.workers = stack, stack.workers()

    def own(self):
        return {pid: kib_of(pid, "Private_Dirty", "smaps_rollup") for pid in self.workers}

    def peak(self):
        return {pid: kib_of(pid, "VmHWM", "status") for pid in self.workers}

    def forget_peak(self):
        self.own()  # skips where this cannot be had
        for pid in self.workers:
            Path(f"/proc/{pid}/clear_refs").write_text("5")


def on_many(raw, check):
    """Asks on more connections at once than there are workers."""
    with contextlib.ExitStack() as opened:
        connections = [opened.enter_context(Connection()) for _ in range(2 * WORKERS)]
        for connection in connections:
            connection.socket.sendall(raw)
        for connection in connections:
            check(connection.exchange(b""))


def is_page(body):
    def check(answer):
        assert (answer.status, answer.body) == (200, body)
    return check


def test_after_the_largest_requests_a_worker_is_as_small_as_before(stack, account):
    memory = Memory(stack)
    large, listed = documents_of(BODY)
    small, small_listed = documents_of(1000)
    dear, _ = DEAR["as many values as there may be"]
    # What is asked, what each worker has at least when it was asked that, and what the answer must be.
    largest = {
        "24 MiB of body": (take(account, large), BODY, lambda answer: check_taken(answer, listed)),
        "the dearest body": (take(account, dear), 2 * BODY, lambda answer: answer.json()["Count"]),
        "6 MB of answer": (give(account, 30, DOCUMENT), PAGE, is_page(page_of([DOCUMENT] * 25, 5))),
        "60 MB that are refused": (give(account, 1, 60_000_000), 60_000_000, lambda answer: answer.headers["Content-Type"]),
    }

    def in_its_stride():
        for _ in range(20):
            on_many(take(account, small), lambda answer: check_taken(answer, small_listed))
            on_many(give(account), is_page(page_of([1])))
        return memory.own()

    before = in_its_stride()
    for name, (raw, least, check) in largest.items():
        memory.forget_peak()

        def had():
            on_many(raw, check)
            return min(memory.peak().values()) > least / 1024
        wait_for(had, f"each worker has had {name}", 4 * testing.TIMEOUT_S)
        peak, after = memory.peak(), in_its_stride()
        print(f"{name}: {before} KiB before, {peak} at most, {after} afterwards")
        for pid in before:
            assert after[pid] <= before[pid] + 1024, name
