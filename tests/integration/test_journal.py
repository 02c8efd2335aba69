"""Events of reads and of refused signatures: kept by a worker for a moment, and never lost by a stop.

The server, its database and its settings are disturbed, so all happens to a stack of its own. It
has one worker: the limits are a worker's.
"""
import contextlib
import itertools
import json
import os
import re
import signal
import time

import pytest

import memberhub_testing as testing
from crowd import Crowd
from module_stack import stack_of_a_module
from private_stack import is_alive, wait_for
from signer import Connection, Request, send

# Of strangers, a worker notes so many at once; then one a second.
STRANGERS = 100
NOBODY = "000000000000"


@pytest.fixture(scope="module")
def module_stack():
    with stack_of_a_module("journal", server_workers=1) as found:
        yield found


@pytest.fixture
def stack(module_stack):
    """The stack, serving, whatever the test before did to it."""
    module_stack.up()
    return module_stack


@pytest.fixture
def hub(stack, accounts):
    account = accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    return account


def psql(stack, text):
    done = stack.dev("psql", "-v", "ON_ERROR_STOP=1", "-qAtc", text)
    assert done.returncode == 0, done.stderr
    return done.stdout


def trail(stack, account):
    """The records of an account's events, in the order in which they were recorded."""
    return [json.loads(line) for line in psql(
        stack, "SELECT record FROM memberhub.audit_event "
               f"WHERE account_id = '{account}' ORDER BY sequence").splitlines()]


def reads(stack, account):
    return [record for record in trail(stack, account) if record["readOnly"]
            and record["eventName"] == "DescribeHub"]


def read(account, times=1):
    """Reads so often, one after the other; gives the request ids of the answers."""
    request_ids = []
    with Connection() as connection:
        for _ in range(times):
            answer = connection.exchange(Request(account, "GET", "/accounts").sign().raw())
            assert answer.status == 200, answer.body
            request_ids.append(answer.headers["x-amzn-RequestId"])
    return request_ids


def check_recorded_once(stack, account, request_ids):
    """Whatever else was read, each of these is there, once."""
    def recorded():
        return [record["requestID"] for record in reads(stack, account)
                if record["requestID"] in request_ids]
    wait_for(lambda: set(recorded()) == set(request_ids), "every read is on record")
    assert sorted(recorded()) == sorted(request_ids)


def stop_server(stack):
    master = stack.master
    os.kill(master, signal.SIGTERM)
    wait_for(lambda: not is_alive(master), "memberhubd stops")


@contextlib.contextmanager
def restarted(stack, **settings):
    """The stack with other settings, for a while."""
    usual = dict(stack.environment)
    stack.environment.update(
        {f"MEMBERHUB_{name.upper()}": value for name, value in settings.items()})
    try:
        stop_server(stack)
        stack.up()
        yield
    finally:
        stack.environment.clear()
        stack.environment.update(usual)
        stop_server(stack)


def lost(stack):
    """How many events the server says were lost."""
    return sum(event["events"] for event in stack.events("events_lost"))


def unsigned():
    return b"GET /accounts HTTP/1.1\r\nHost: a\r\n\r\n"


def stranger(stack, raw, fits):
    """Sends a request until a record of it is there: earlier tests may have used the limit up."""
    def seen():
        assert send(raw).status == 403
        # Longer than it takes for one to be allowed again, and for it to be recorded.
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline:
            found = [record for record in trail(stack, NOBODY) if fits(record)]
            if found:
                return found[-1]
        return None
    return wait_for(seen, "the refused signature is on record")[0]


# ---- on and off

def test_reads_and_refused_signatures_are_on_record_with_who_and_why(stack, hub):
    (request_id,) = read(hub)
    check_recorded_once(stack, hub, [request_id])
    (record,) = reads(stack, hub)
    assert record["userIdentity"]["accountId"] == hub
    assert record["eventType"] == "AwsApiCall" and record["readOnly"] is True

    forged = Request(hub, "GET", "/accounts").sign(secret="wrong").raw()
    record = stranger(stack, forged,
                      lambda record: record["userIdentity"].get("accessKeyId") == hub)
    assert record["eventName"] == "RefusedSignature"
    assert record["errorCode"] == "InvalidSignatureException"
    assert record["userIdentity"] == {"type": "Unknown", "accessKeyId": hub}
    assert (record["eventSource"], record["awsRegion"]) == ("securityhub.amazonaws.com",
                                                             testing.REGION)


def test_what_is_switched_off_leaves_no_event_and_a_change_still_does(stack, accounts):
    account = accounts.new()
    before = len(trail(stack, NOBODY))
    with restarted(stack, audit_reads="off", audit_refusals="off"):
        testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
        read(account, 5)
        for _ in range(5):
            assert send(unsigned()).status == 403
    # What was kept would have been recorded by the stop.
    assert [record["eventName"] for record in trail(stack, account)] == ["CreateAccount", "EnableSecurityHub"]
    assert len(trail(stack, NOBODY)) == before


@pytest.mark.parametrize("on, off, events", [("audit_reads", "audit_refusals", (1, 0)),
                                             ("audit_refusals", "audit_reads", (0, 1))])
def test_each_is_switched_alone(stack, hub, on, off, events):
    before = len(trail(stack, NOBODY))
    with restarted(stack, **{on: "on", off: "off"}):
        read(hub)
        assert send(unsigned()).status == 403
    assert (len(reads(stack, hub)), len(trail(stack, NOBODY)) - before) == events


# ---- strangers

def test_a_flood_of_strangers_is_bounded_and_the_count_of_the_rest_is_on_record(stack):
    stop_server(stack)
    stack.up()  # with the whole limit
    before = len(trail(stack, NOBODY))
    total, started = 1000, time.monotonic()
    with contextlib.ExitStack() as opened:
        connection = opened.enter_context(Connection())
        for _ in range(total):
            answer = connection.exchange(unsigned())
            assert answer.status == 403
            if answer.headers["Connection"] == "close":
                connection = opened.enter_context(Connection())

    def noted():
        return trail(stack, NOBODY)[before:]

    def not_noted(records):
        return sum((record["requestParameters"] or {}).get("refusalsNotRecorded", 0)
                   for record in records)

    def all_counted():
        nonlocal total
        assert send(unsigned()).status == 403
        total += 1
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline:
            records = noted()
            if len(records) + not_noted(records) == total:
                return records
        return None

    records, _ = wait_for(all_counted, "every refusal is on record or counted")
    allowed = STRANGERS + (time.monotonic() - started) + 1
    assert STRANGERS <= len(records) <= allowed
    assert not_noted(records) >= 1000 - allowed


def test_claims_that_are_no_text_do_not_stop_the_record(stack, hub):
    """PostgreSQL can hold neither; a batch with such an event would be refused for ever."""
    before = lost(stack)
    for odd in ("%00", "%ff", "%ed%a0%80"):
        target = (f"/accounts?X-Amz-Credential=AK{odd}/20200101/eu{odd}/security{odd}hub/"
                  "aws4_request&X-Amz-Algorithm=AWS4-HMAC-SHA256")
        assert send(f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode()).status == 403
    raw = b"AWS4-HMAC-SHA256 Credential=A\xff/20200101/e\xff/s\xff/aws4_request, SignedHeaders=host"
    send(b"GET /accounts HTTP/1.1\r\nHost: a\r\nUser-Agent: \xff\r\nAuthorization: " + raw
         + b"\r\n\r\n")
    check_recorded_once(stack, hub, read(hub, 3))
    assert lost(stack) == before


@pytest.mark.parametrize("number", ["1e-17000", "1e99999", "0e-20000", "1" * 64])
def test_a_read_that_asks_with_an_impossible_number_does_not_stop_the_record(stack, hub, number):
    before = lost(stack)
    body = f'{{"AccountIds":[{number}]}}'.encode()
    assert send(Request(hub, "POST", "/members/get", body).sign()).status == 400
    check_recorded_once(stack, hub, read(hub, 3))
    assert lost(stack) == before


def test_nobody_can_hide_reads_by_asking_for_too_much(stack, hub):
    """Of what no call needs only the size is kept, so there is always room for the next."""
    before = lost(stack)
    body = json.dumps({"AccountIds": ["x" * 60000]}).encode()
    with Connection() as connection:
        for _ in range(50):
            raw = Request(hub, "POST", "/members/get", body).sign().raw()
            assert connection.exchange(raw).status == 400
    check_recorded_once(stack, hub, read(hub, 3))
    padded = [record for record in trail(stack, hub) if record["eventName"] == "GetMembers"]
    assert [record["requestParameters"]["omitted"] for record in padded] == [True] * 50
    assert lost(stack) == before


def test_hundreds_of_clients_that_ask_with_much_lose_no_event(stack, hub):
    """A turn of the worker may bring more of them than its journal has room for."""
    before, clients = lost(stack), 300
    # As much as an event shows of a read; and a token that is refused, of which only the size is shown.
    wide = {"LookupAttributes": [{"AttributeKey": "ResourceName", "AttributeValue": "\x01" * 1300}]}
    bodies = itertools.cycle([json.dumps(wide).encode(), json.dumps({"NextToken": "x" * 20_000}).encode()])

    def lookup():
        request = Request(hub, "POST", "/", next(bodies)).set("Content-Type", "application/x-amz-json-1.1")
        request.add("X-Amz-Target", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents")
        return "lookup", request.sign(service="cloudtrail").raw()
    with Crowd(clients, lookup) as crowd:
        crowd.run(lambda: len(crowd.answers) >= 2 * clients, "they are answered")
        crowd.leave()
    assert set(crowd.statuses) == {200, 400} and not crowd.unanswered
    ids = {re.search(rb"x-amzn-RequestId: (\S+)", received)[1].decode() for _, _, received in crowd.answers}

    def recorded():
        return [record["requestID"] for record in trail(stack, hub) if record["requestID"] in ids]
    wait_for(lambda: len(recorded()) >= len(ids), "every event is on record")
    assert sorted(recorded()) == sorted(ids)
    assert lost(stack) == before


# ---- stops

def test_a_stop_records_what_is_kept(stack, hub):
    request_ids = read(hub, 30)
    stop_server(stack)
    check_recorded_once(stack, hub, request_ids)


def test_a_worker_that_is_told_to_leave_records_what_it_keeps(stack, hub):
    request_ids = read(hub, 30)
    (worker,) = stack.workers()
    os.kill(worker, signal.SIGTERM)
    wait_for(lambda: not is_alive(worker), "the worker leaves")
    check_recorded_once(stack, hub, request_ids)


def test_what_is_kept_while_the_database_restarts_is_recorded_once_it_is_back(
        stack, hub, accounts):
    request_ids = read(hub, 30)
    stack.stop_database()
    # An account that is not there yet: of its call nothing is known but that it failed.
    for account in (hub, accounts.new()):
        assert send(Request(account, "GET", "/accounts").sign()).status == 503
    stack.up()
    wait_for(stack.database_answers, "PostgreSQL starts")
    check_recorded_once(stack, hub, request_ids)
    wait_for(lambda: send(Request(hub, "GET", "/accounts").sign()).status == 200, "serving")
    check_recorded_once(stack, hub, read(hub, 3))


def test_who_could_not_be_looked_up_is_no_stranger(stack, hub, accounts):
    check_recorded_once(stack, hub, read(hub))
    account = accounts.new()
    stack.stop_database()
    assert send(Request(account, "GET", "/accounts").sign()).status == 503
    stack.up()
    wait_for(lambda: send(Request(hub, "GET", "/accounts").sign()).status == 200, "serving")
    check_recorded_once(stack, hub, read(hub, 3))
    claimed = [record["userIdentity"].get("accessKeyId") for record in trail(stack, NOBODY)]
    assert account not in claimed


def test_a_session_that_is_cut_costs_no_event_and_doubles_none(stack, hub):
    for _ in range(5):
        request_ids = read(hub, 10)
        cut = psql(stack, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                          "WHERE usename = 'memberhub_app'")
        assert set(cut.split()) == {"t"}
        check_recorded_once(stack, hub, request_ids)


# ---- what no event may hold

def test_no_event_holds_a_secret_a_signature_a_token_an_address_or_a_message(
        stack, hub, accounts):
    address, message = "somebody.private@example.com", "meet me where nobody reads along"
    token, member = "IQoJb3JpZ2luX2VjEXAMPLETOKEN", accounts.new()
    secrets = {address, message, token}

    def signed(service, method, target, body, **signing):
        request = Request(hub, method, target, json.dumps(body).encode() if body else b"")
        request.sign(service=service, **signing)
        secrets.add(request.get("Authorization").rpartition("Signature=")[2])
        return send(request)

    details = {"AccountId": member, "Email": address}
    assert signed("securityhub", "POST", "/members", {"AccountDetails": [details]}).status == 200
    made = signed("guardduty", "POST", "/detector", {"enable": True}).json()["detectorId"]
    details = {"accountId": member, "email": address}
    path = f"/detector/{made}/member"
    assert signed("guardduty", "POST", path, {"accountDetails": [details]}).status == 200
    invitation = {"accountIds": [member], "message": message}
    assert signed("guardduty", "POST", path + "/invite", invitation).status == 200
    # Also where it does not belong, and in what is refused.
    for odd in ({"AccountDetails": address}, {"AccountDetails": [address]},
                {"AccountDetails": [{"AccountId": "1", "Email": address}]}):
        assert signed("securityhub", "POST", "/members", odd).status == 400
    assert signed("guardduty", "POST", path + "/invite",
                  {"accountIds": ["1"], "message": [message]}).status == 400
    assert signed("securityhub", "GET", "/accounts", None).status == 200
    assert signed("securityhub", "GET", "/accounts", None, secret="guessed").status == 403
    presigned = Request(hub, "GET", "/accounts").presign()
    secrets.add(presigned.target.rpartition("X-Amz-Signature=")[2])
    send(presigned)
    with_token = Request(hub, "GET", "/accounts").add("X-Amz-Security-Token", token)
    assert send(with_token.sign()).status == 403
    secrets.add(with_token.get("Authorization").rpartition("Signature=")[2])

    sts = testing.client("sts", hub)
    given = sts.assume_role(RoleArn=f"arn:aws:iam::{hub}:role/any", RoleSessionName="somebody",
                            ExternalId="known-to-two")["Credentials"]
    secrets |= {given["SecretAccessKey"], given["SessionToken"], "known-to-two"}
    check_recorded_once(stack, hub, read(hub))
    stop_server(stack)

    everything = psql(stack, "SELECT e::text FROM memberhub.audit_event AS e")
    for word in ("InviteMembers", "AssumeRole", "RefusedSignature",
                 "HIDDEN_DUE_TO_SECURITY_REASONS"):
        assert word in everything
    assert {secret for secret in secrets if secret in everything} == set()
