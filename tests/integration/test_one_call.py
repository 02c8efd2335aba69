"""One call, one change: what is repeated is answered from the first time, what is meant anew is carried out.

Two servers on one database take turns, so that each request is answered by another worker than the one before. The
clock of the stored answers is moved, not waited for: the default of the column that says when a call came.
"""
import contextlib
import functools
import json
import threading
import time
import uuid
from urllib.parse import quote

import memberhub_testing as testing
import pytest
from fastcgi_client import KeptConnection
from memberhub_testing import REGION
from module_stack import stack_of_a_module
from private_stack import wait_for
from signer import Request, sha256_hex, timestamp

SECURITYHUB, GUARDDUTY = testing.SERVICE, "guardduty"
STANDARD = f"arn:aws:securityhub:{REGION}::standards/pci-dss/v/3.2.1"
DAY_S = 24 * 3600
SKEW_S = 300
# All calls of a test fall into one second, which has begun not long ago for the server.
AT_ONCE, LATER = "now() + interval '1 hour'", "now() - interval '2 seconds'"


@pytest.fixture(scope="module")
def stack():
    with stack_of_a_module("once", auth_query_form="on") as found:
        found.up()
        yield found


def connected(path):
    try:
        return KeptConnection(path)
    except OSError:
        return None


@pytest.fixture(scope="module")
def workers(stack):
    """Kept connections to two servers of one worker each."""
    with contextlib.ExitStack() as opened:
        connections = []
        for name in ("a", "b"):
            path = stack.record("sockets") / f"{name}.sock"
            opened.enter_context(stack.memberhubd("-X", server_socket=path))
            connection, _ = wait_for(functools.partial(connected, path), "the server listens")
            connections.append(opened.enter_context(connection))
        yield connections


@pytest.fixture
def turns(workers):
    """Sends a request by the next of the workers in turn; it must be a success."""
    place = iter(range(1 << 30))

    def send(request):
        status, body = workers[next(place) % len(workers)].send(request)
        assert status in (200, 204), body
        return json.loads(body) if body else None
    return send


def sql(stack, text):
    done = stack.dev("psql", "-qAtc", text)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def clock(stack):
    """Moves the clock of stored answers: clock(AT_ONCE), clock(LATER)."""
    def move(arrived_at):
        sql(stack, f"ALTER TABLE memberhub.retry_key ALTER COLUMN arrived_at SET DEFAULT {arrived_at}")
    yield move
    move("now()")


class Caller:
    """An account of a service, and the second in which it signs."""

    def __init__(self, service, account, date=None):
        self.service, self.account, self.date = service, account, date or timestamp()
        self.api = testing.client(service, account)

    def request(self, method, target, body=None, **signing):
        made = Request(self.account, method, target, json.dumps(body).encode() if body is not None else b"")
        return made.sign(service=self.service, date=self.date, **signing)


# ---- every pair of opposite operations ------------------------------------------------------------------------------

class Pair:
    """What does something, what undoes it, and how it stands: True after the one, False after the other."""

    def __init__(self, caller, accounts):
        self.caller, self.member = caller, accounts.new()

    def prepare(self):
        """What has to be there before."""


class Hub(Pair):
    service = SECURITYHUB

    def prepare(self):
        self.caller.api.enable_security_hub(EnableDefaultStandards=False)

    @property
    def arn(self):
        return f"arn:aws:securityhub:{REGION}:{self.caller.account}:hub/default"

    def states(self):
        return [member["MemberStatus"] for member in self.caller.api.list_members(OnlyAssociated=False)["Members"]]

    def members(self, rest, body=None):
        return self.caller.request("POST", "/members" + rest, body or {"AccountIds": [self.member]})


class HubMembers(Hub):
    def do(self):
        return self.members("", {"AccountDetails": [{"AccountId": self.member}]})

    def undo(self):
        return self.members("/delete")

    def stands(self):
        return len(self.states()) == 1


class HubInvitations(Hub):
    def prepare(self):
        super().prepare()
        self.caller.api.create_members(AccountDetails=[{"AccountId": self.member}])

    def do(self):
        return self.members("/invite")

    def undo(self):
        return self.members("/disassociate")

    def stands(self):
        return self.states() == ["Invited"]


class HubTags(Hub):
    tags = "Tags"

    def do(self):
        return self.caller.request("POST", "/tags/" + quote(self.arn, safe=""), {self.tags: {"k": "v"}})

    def undo(self):
        return self.caller.request("DELETE", "/tags/" + quote(self.arn, safe="") + "?tagKeys=k")

    def stands(self):
        return bool(self.caller.api.list_tags_for_resource(ResourceArn=self.arn)["Tags"])


class Hubs(Hub):
    def prepare(self):
        pass

    def do(self):
        return self.caller.request("POST", "/accounts", {"EnableDefaultStandards": False})

    def undo(self):
        return self.caller.request("DELETE", "/accounts")

    def stands(self):
        try:
            return bool(self.caller.api.describe_hub())
        except self.caller.api.exceptions.InvalidAccessException:
            return False


class HubStandards(Hub):
    def do(self):
        return self.caller.request("POST", "/standards/register",
                                   {"StandardsSubscriptionRequests": [{"StandardsArn": STANDARD}]})

    def undo(self):
        arn = f"arn:aws:securityhub:{REGION}:{self.caller.account}:subscription/pci-dss/v/3.2.1"
        return self.caller.request("POST", "/standards/deregister", {"StandardsSubscriptionArns": [arn]})

    def stands(self):
        return bool(self.caller.api.get_enabled_standards()["StandardsSubscriptions"])


class Detector(Hub):
    service = GUARDDUTY

    def prepare(self):
        self.caller.api.create_detector(Enable=True)

    @property
    def detector(self):
        return next(iter(self.caller.api.list_detectors()["DetectorIds"]), None)

    @property
    def arn(self):
        return f"arn:aws:guardduty:{REGION}:{self.caller.account}:detector/{self.detector}"

    @property
    def details(self):
        return [{"accountId": self.member, "email": "member@example.com"}]

    def states(self):
        found = self.caller.api.list_members(DetectorId=self.detector, OnlyAssociated="false")
        return [member["RelationshipStatus"] for member in found["Members"]]

    def members(self, rest, body=None):
        return self.caller.request("POST", f"/detector/{self.detector}/member{rest}",
                                   body or {"accountIds": [self.member]})


class DetectorTags(Detector, HubTags):
    tags = "tags"


class DetectorMembers(Detector):
    def do(self):
        return self.members("", {"accountDetails": self.details})

    def undo(self):
        return self.members("/delete")

    def stands(self):
        return len(self.states()) == 1


class DetectorInvitations(Detector, HubInvitations):
    def prepare(self):
        Detector.prepare(self)
        self.caller.api.create_members(DetectorId=self.detector, AccountDetails=[
            {"AccountId": self.member, "Email": "member@example.com"}])


class DetectorMonitoring(DetectorInvitations):
    def prepare(self):
        super().prepare()
        self.caller.api.invite_members(DetectorId=self.detector, AccountIds=[self.member])
        member = testing.client(GUARDDUTY, self.member)
        [invitation] = member.list_invitations()["Invitations"]
        member.accept_administrator_invitation(
            DetectorId=member.create_detector(Enable=True)["DetectorId"], AdministratorId=self.caller.account,
            InvitationId=invitation["InvitationId"])

    def do(self):
        return self.members("/stop")

    def undo(self):
        return self.members("/start")

    def stands(self):
        return self.states() == ["Disabled"]


class Suspension(Detector):
    def do(self):
        return self.caller.request("POST", f"/detector/{self.detector}", {"enable": False})

    def undo(self):
        return self.caller.request("POST", f"/detector/{self.detector}", {"enable": True})

    def stands(self):
        return self.caller.api.get_detector(DetectorId=self.detector)["Status"] == "DISABLED"


class Detectors(Detector):
    def prepare(self):
        pass

    def do(self):
        return self.caller.request("POST", "/detector", {"enable": True})

    def undo(self):
        return self.caller.request("DELETE", f"/detector/{self.detector}")

    def stands(self):
        return self.detector is not None


PAIRS = [HubMembers, HubInvitations, HubTags, Hubs, HubStandards, DetectorMembers, DetectorInvitations, DetectorTags,
         DetectorMonitoring, Suspension, Detectors]


@pytest.fixture(params=PAIRS, ids=lambda kind: kind.__name__)
def pair(request, stack, accounts):
    made = request.param(Caller(request.param.service, accounts.new()), accounts)
    made.prepare()
    return made


@pytest.mark.parametrize("named", [False, True], ids=["without an invocation id", "with an invocation id"])
def test_the_same_bytes_within_a_second_are_a_new_call_where_something_else_was_done(pair, turns, clock, named):
    clock(AT_ONCE)
    for _ in range(3):
        for call, stands in ((pair.do, True), (pair.undo, False)):
            request = call()
            if named:
                request.add("amz-sdk-invocation-id", str(uuid.uuid4()))
            turns(request)
            assert pair.stands() is stands


@pytest.mark.parametrize("named", [False, True], ids=["without an invocation id", "with an invocation id"])
def test_whoever_has_the_bytes_changes_nothing_later(pair, turns, clock, named):
    clock(LATER)
    request = pair.do()
    if named:
        request.add("amz-sdk-invocation-id", str(uuid.uuid4()))
    first = turns(request)
    turns(pair.undo())
    captured = [request.set("amz-sdk-invocation-id", str(uuid.uuid4())), request.remove("amz-sdk-invocation-id"),
                request.add("amz-sdk-invocation-id", "none"), request]
    for again in captured:
        assert turns(again) == first
        assert pair.stands() is False


# ---- how it may be spelled ------------------------------------------------------------------------------------------

def respelled(request):
    """The same request, signature and all, with other bytes in its target."""
    path, mark, query = request.target.partition("?")
    pairs = query.split("&") if query else []
    encoded = ["%" + format(ord(pair[0]), "02X") + pair[1:] for pair in pairs]
    for target in (path + "?" + query + "&", path + "?&&" + query, path + "?" + "&&".join(reversed(pairs)),
                   path + "?" + "&".join(encoded)):
        copy = Request(request.account, request.method, target, request.body)
        yield copy.change(headers=list(request.headers))


def test_a_target_that_is_spelled_otherwise_is_the_same_call(stack, turns, clock, accounts):
    clock(LATER)
    for kind in (HubMembers, HubTags, Detectors, Hubs):
        pair = kind(Caller(kind.service, accounts.new()), accounts)
        pair.prepare()
        request = pair.do()
        first = turns(request)
        turns(pair.undo())
        for again in respelled(request):
            assert turns(again) == first and pair.stands() is False
    # Where there is a query, its order and its encoding.
    hub = HubTags(Caller(SECURITYHUB, accounts.new()), accounts)
    hub.prepare()
    path = "/tags/" + quote(hub.arn, safe="")
    turns(hub.caller.request("POST", path, {"Tags": {"M": "1", "n": "2"}}))
    removal = hub.caller.request("DELETE", path + "?tagKeys=M&tagKeys=n")
    turns(removal)
    assert not hub.stands()
    hub.caller.api.tag_resource(ResourceArn=hub.arn, Tags={"M": "3", "n": "4"})
    for again in respelled(removal):
        turns(again)
        assert hub.stands()


def test_two_accounts_that_ask_for_the_same_are_not_one(stack, turns, clock, accounts):
    """Their secrets are the same, and so are the signatures of the same request in the same second."""
    clock(LATER)
    date = timestamp()
    hubs = [Hubs(Caller(SECURITYHUB, accounts.new(), date), accounts) for _ in range(2)]
    requests = [hub.do() for hub in hubs]
    assert len({request.get("Authorization").rpartition("=")[2] for request in requests}) == 1
    for hub, request in zip(hubs, requests):
        turns(request)
        assert hub.stands()


# ---- both at once ---------------------------------------------------------------------------------------------------

def test_one_request_that_two_workers_have_at_once_is_one_change(stack, workers, accounts):
    """With a row of the caller's to lock, and without one; whether or not the client names the call."""
    for round_ in range(24):
        pair = (HubMembers if round_ % 2 else Hubs)(Caller(SECURITYHUB, accounts.new()), accounts)
        pair.prepare()
        request, answers = pair.do(), []
        if round_ % 4 < 2:
            request.add("amz-sdk-invocation-id", str(uuid.uuid4()))
        together = threading.Barrier(len(workers))

        def send(worker):
            together.wait(testing.TIMEOUT_S)
            answers.append(worker.send(request))
        threads = [threading.Thread(target=send, args=(worker,)) for worker in workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(testing.TIMEOUT_S)
        assert [status for status, _ in answers] == [200, 200] and len({body for _, body in answers}) == 1
        name = "CreateMembers" if round_ % 2 else "EnableSecurityHub"
        assert sql(stack, f"""SELECT count(*) FROM memberhub.audit_event WHERE account_id = '{pair.caller.account}'
                              AND event_name = '{name}'""") == "1"


# ---- SDKs' own retries, as they are on the wire ---------------------------------------------------------------------

class Sdk:
    """What an SDK sends beside the operation's own, and what of it it signs, which is what it does not leave out."""

    def __init__(self, name, headers, unsigned=()):
        self.name, self.headers, self.unsigned = name, headers, unsigned

    def attempt(self, account, target, body, invocation, number, date):
        request = Request(account, "POST", target, body)
        request.add("Content-Length", str(len(body))).add("amz-sdk-invocation-id", invocation)
        request.add("amz-sdk-request", f"attempt={number}; max=3")
        for name, value in self.headers.items():
            request.add(name, value(body) if callable(value) else value)
        return request.sign(date=date, signed=lambda names: [name for name in names if name not in self.unsigned])


SDKS = [
    # Signs Content-Type, Host and X-Amz-Date.
    Sdk("botocore", {"User-Agent": "Boto3/1.26.27 Python/3.11.2 Botocore/1.29.27"},
        ("amz-sdk-invocation-id", "amz-sdk-request", "content-length", "user-agent")),
    # Both sign all but a few, the invocation id and the number of the attempt among them.
    Sdk("JS v3", {"User-Agent": "aws-sdk-js/3.500.0", "X-Amz-User-Agent": "aws-sdk-js/3.500.0",
                  "X-Amz-Content-Sha256": sha256_hex}, ("user-agent",)),
    Sdk("Go v2", {"User-Agent": "aws-sdk-go-v2/1.24.1", "Accept-Encoding": "gzip"},
        ("user-agent", "accept-encoding")),
]


@pytest.mark.parametrize("sdk", SDKS, ids=lambda sdk: sdk.name)
def test_an_sdks_retry_has_another_signature_and_is_the_same_call(sdk, stack, turns, clock, accounts):
    clock(LATER)
    account, member, now = accounts.new(), accounts.new(), time.time()
    hub = testing.client(SECURITYHUB, account)
    hub.enable_security_hub(EnableDefaultStandards=False)
    body = json.dumps({"AccountDetails": [{"AccountId": member}]}).encode()
    invocation = str(uuid.uuid4())

    def attempt(number, name=invocation):
        return sdk.attempt(account, "/members", body, name, number, timestamp(number + time.time() - now))
    attempts = [attempt(number) for number in range(3)]
    assert len({request.get("Authorization") for request in attempts}) == 3
    first = turns(attempts[0])
    hub.delete_members(AccountIds=[member])
    for request in attempts[1:]:
        assert turns(request) == first
        assert hub.list_members(OnlyAssociated=False)["Members"] == []
    # Each of them is known by its bytes from then on, whatever else it is called where that is not signed.
    if "amz-sdk-invocation-id" in sdk.unsigned:
        for request in attempts:
            assert turns(request.set("amz-sdk-invocation-id", str(uuid.uuid4()))) == first
            assert hub.list_members(OnlyAssociated=False)["Members"] == []
    # Another call of the same is another.
    turns(attempt(0, str(uuid.uuid4())) if "amz-sdk-invocation-id" not in sdk.unsigned
          else attempt(5, str(uuid.uuid4())))
    assert [found["AccountId"] for found in hub.list_members(OnlyAssociated=False)["Members"]] == [member]


# ---- presigned changes ----------------------------------------------------------------------------------------------

def presigned(caller, method, target, body, age_s):
    made = Request(caller.account, method, target, body)
    made.headers = made.headers[:1]
    return made.presign(expires=str(7 * DAY_S), date=timestamp(-age_s), service=caller.service)


def test_a_presigned_change_is_refused_before_its_stored_answer_could_have_expired(stack, workers, accounts):
    caller = Caller(SECURITYHUB, accounts.new())
    caller.api.enable_security_hub(EnableDefaultStandards=False)
    body = json.dumps({"AccountDetails": [{"AccountId": accounts.new()}]}).encode()
    limit_s = DAY_S - 2 * SKEW_S
    worker = workers[0]
    assert worker.send(presigned(caller, "GET", "/accounts", b"", limit_s + 60))[0] == 200
    status, text = worker.send(presigned(caller, "POST", "/members", body, limit_s + 60))
    assert status == 403 and "Signature expired: " in text and "- 1430 min." in text
    assert caller.api.list_members(OnlyAssociated=False)["Members"] == []
    event = sql(stack, f"""SELECT record::json ->> 'errorCode' FROM memberhub.audit_event
                           WHERE account_id = '{caller.account}' AND event_name = 'CreateMembers'""")
    assert event == "InvalidSignatureException"
    assert worker.send(presigned(caller, "POST", "/members", body, limit_s - 60))[0] == 200
    assert len(caller.api.list_members(OnlyAssociated=False)["Members"]) == 1


def test_a_presigned_change_is_carried_out_once_while_it_lives(stack, turns, clock, accounts):
    clock(LATER)
    pair = HubMembers(Caller(SECURITYHUB, accounts.new()), accounts)
    pair.prepare()
    body = json.dumps({"AccountDetails": [{"AccountId": pair.member}]}).encode()
    request = presigned(pair.caller, "POST", "/members", body, 0)
    first = turns(request)
    assert pair.stands()
    turns(pair.undo())
    sql(stack, f"""UPDATE memberhub.retry_key SET created_at = created_at - interval '23 hours 59 minutes'
                   WHERE account_id = '{pair.caller.account}'""")
    for again in (request, *respelled(request)):
        assert turns(again) == first
        assert not pair.stands()
