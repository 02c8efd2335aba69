"""What other tenants' calls take beside one that asks for far more than its share, or reads slowly: p99, against without."""
import contextlib
import select
import socket
import threading

import everyday
import load_driver
import memberhub_testing as testing
import turns
from signer import Request

GREEDY = "792000000000"
# As many connections as fifty shares, which are half of the workers; readers, for each worker.
SHARES, READERS_A_WORKER = 50, 4
OTHERS = 8
SECONDS, SECONDS_QUICK, WARMUP_S = 5, 2, 1
PAIRS, PAIRS_QUICK = 3, 1
SLOW_BYTES, SLOW_EVERY_S = 1024, 0.5
# Forty events of 20 KB: a page of them ends by its size.
TALK = f"""INSERT INTO memberhub.account (account_id, name) VALUES ('{GREEDY}', 'bench');
INSERT INTO memberhub.enrollment (service, region, account_id, enabled, subscribed_at)
VALUES ('securityhub', '{testing.REGION}', '{GREEDY}', true, now());
SELECT memberhub.audit_append(array_agg(ROW(ROW('{GREEDY}', 1, jsonb_build_object('type', 'Root'), 'securityhub',
    '{testing.REGION}', 'TagResource', gen_random_uuid()::text, NULL, '127.0.0.1', 'bench',
    jsonb_build_object('a', repeat('x', 20000)), 'documented', NULL, NULL)::memberhub.caller, NULL, NULL, NULL, NULL,
    false, NULL)::memberhub.audit_entry)) FROM generate_series(1, 40)"""


def prepare(bench):
    bench.once(everyday.prepare)
    bench.database.query(TALK)


def workers(bench):
    return int(bench.stack.environment["MEMBERHUB_SERVER_WORKERS"])


def others_p99(bench):
    seconds = SECONDS_QUICK if bench.quick else SECONDS
    report = load_driver.drive(bench.stack.port, bench.plan(everyday.mixed()), connections=OTHERS, warmup=WARMUP_S,
                               seconds=seconds + WARMUP_S)
    bench.failures += sum(report[name] for name in ("unexpected", "malformed", "timeouts", "lost"))
    return report["good"]["p99_ms"]


def compare(bench, beside, what):
    """The others' p99 with and without what `beside` keeps going, in turns."""
    bench.once(prepare)
    bench.failures = 0
    bench.serve(limits_account_workers=0)

    def with_it():
        with beside(bench):
            return others_p99(bench)
    found = turns.take(bench, "p99 in ms", PAIRS_QUICK if bench.quick else PAIRS,
                       alone=lambda: others_p99(bench), beside=with_it)
    bench.serve(limits_account_workers=256)
    middle = turns.medians(found)
    return bench.figure(ours=middle["beside"], reference=middle["alone"],
                        how=f"{OTHERS} clients of other tenants, nine reads to one TagResource; {what}; {bench.failures} of "
                            f"their calls failed; load driver, nginx and PostgreSQL share the processors; "
                            f"p99 in ms: {turns.told(found)}")


@contextlib.contextmanager
def greedy(bench):
    """The greedy account, which never waits before it asks again, as SDKs would."""
    plan = load_driver.write_plan(bench.directory / "greedy", [load_driver.step(GREEDY, "GET", "/accounts"),
                                                               everyday.tag(GREEDY)])
    with load_driver.started(bench.stack.port, plan, connections=SHARES * workers(bench) // 2, seconds=60,
                             expect="200,429,503"):
        yield


@contextlib.contextmanager
def slow_readers(bench):
    enough, readers = threading.Event(), []
    for _ in range(READERS_A_WORKER * workers(bench)):
        request = Request(GREEDY, "POST", "/", b"{}").set("Content-Type", "application/x-amz-json-1.1")
        request.set("X-Amz-Target", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents")
        reader = socket.socket()
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.settimeout(testing.TIMEOUT_S)
        reader.connect(("127.0.0.1", bench.stack.port))
        reader.sendall(request.sign(service="cloudtrail").raw())
        reader.recv(1, socket.MSG_PEEK)  # one after the other: the account has a share as well
        readers.append(reader)

    def read():
        while not enough.wait(SLOW_EVERY_S):
            for reader in select.select(readers, [], [], 0)[0]:
                reader.recv(SLOW_BYTES)
    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()
        for reader in readers:
            reader.close()


def greedy_p99(bench):
    return compare(bench, greedy, f"one account on {SHARES * workers(bench) // 2} connections that asks again at once")


def slow_p99(bench):
    return compare(bench, slow_readers,
                   f"{READERS_A_WORKER * workers(bench)} connections that take {SLOW_BYTES} bytes of LookupEvents each "
                   f"{SLOW_EVERY_S} s")
