"""Signatures over HTTP: what no key's secret has signed, byte for byte and now, has no effect.

Every refusal is AWS's, in AWS's shape, and nothing has changed behind it. Positive controls show
that the server lets the same requests through when they are right, so that a server that refuses
everything does not pass.
"""
import json
import os
import re
from urllib.parse import quote

import pytest

from memberhub_testing import REGION, SECRET, Accounts
from signature_cases import (CASES, FLOOR, HASH_TEXT, HOST_TEXT, INCOMPLETE, INVALID, MISMATCH_TEXT,
                             MISSING, NO_OPERATION, REGION_TEXT, SERVICE_TEXT, TERMINATOR_TEXT,
                             UNKNOWN, UNKNOWN_TEXT, UNSERVED_TEXT, Case)
from signer import TEMPLATE, Connection, Request, send, sha256_hex, timestamp

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
AUTHENTICATION = {"MissingAuthenticationTokenException", "IncompleteSignatureException",
                  "InvalidSignatureException", "UnrecognizedClientException",
                  "MalformedQueryStringException"}
# Ids mean nothing, so a seed that nobody knows does: no other process may draw the same ones.
_accounts = Accounts(os.urandom(16).hex())

# operation: method, target, body; @HUB@ is the caller's hub, @OTHER@ another account, @ADMIN@ one
# that invited the caller.
OPERATIONS = {
    "EnableSecurityHub": ("POST", "/accounts", {}),
    "DisableSecurityHub": ("DELETE", "/accounts", None),
    "DescribeHub": ("GET", "/accounts", None),
    "UpdateSecurityHubConfiguration": ("PATCH", "/accounts", {"AutoEnableControls": False}),
    "CreateMembers": ("POST", "/members",
                      {"AccountDetails": [{"AccountId": "@OTHER@", "Email": "a@example.com"}]}),
    "GetMembers": ("POST", "/members/get", {"AccountIds": ["@OTHER@"]}),
    "ListMembers": ("GET", "/members", None),
    "DeleteMembers": ("POST", "/members/delete", {"AccountIds": ["@OTHER@"]}),
    "InviteMembers": ("POST", "/members/invite", {"AccountIds": ["@OTHER@"]}),
    "DisassociateMembers": ("POST", "/members/disassociate", {"AccountIds": ["@OTHER@"]}),
    "ListInvitations": ("GET", "/invitations", None),
    "GetInvitationsCount": ("GET", "/invitations/count", None),
    "AcceptInvitation": ("POST", "/master",
                         {"MasterId": "@ADMIN@", "InvitationId": "@INVITATION@"}),
    "AcceptAdministratorInvitation": ("POST", "/administrator",
                                      {"AdministratorId": "@ADMIN@",
                                       "InvitationId": "@INVITATION@"}),
    "DeclineInvitations": ("POST", "/invitations/decline", {"AccountIds": ["@ADMIN@"]}),
    "DeleteInvitations": ("POST", "/invitations/delete", {"AccountIds": ["@ADMIN@"]}),
    "GetMasterAccount": ("GET", "/master", None),
    "GetAdministratorAccount": ("GET", "/administrator", None),
    "DisassociateFromMasterAccount": ("POST", "/master/disassociate", None),
    "DisassociateFromAdministratorAccount": ("POST", "/administrator/disassociate", None),
    "TagResource": ("POST", "/tags/@HUB@", {"Tags": {"changed": "yes"}}),
    "UntagResource": ("DELETE", "/tags/@HUB@?tagKeys=kept", None),
    "ListTagsForResource": ("GET", "/tags/@HUB@", None),
    "BatchEnableStandards": ("POST", "/standards/register", {"StandardsSubscriptionRequests": [
        {"StandardsArn": f"arn:aws:securityhub:{REGION}::standards/"
                         "aws-foundational-security-best-practices/v/1.0.0"}]}),
    "BatchDisableStandards": ("POST", "/standards/deregister",
                              {"StandardsSubscriptionArns": ["@SUBSCRIPTION@"]}),
    "GetEnabledStandards": ("POST", "/standards/get", {}),
    "DescribeStandards": ("GET", "/standards", None),
}


def neighbour(operation):
    names = list(OPERATIONS)
    return names[(names.index(operation) + 1) % len(names)]


# How the authentication of any operation can be bad; each is given a request not signed yet.
FORMS = (
    Case("no authentication", lambda r: r, MISSING, "Missing Authentication Token"),
    Case("garbage for authentication", lambda r: r.add("Authorization", "garbage"), INCOMPLETE),
    Case("basic authentication", lambda r: r.add("Authorization", "Basic dGVzdDp0ZXN0"),
         INCOMPLETE),
    Case("the algorithm alone", lambda r: r.add("Authorization", "AWS4-HMAC-SHA256"), INCOMPLETE),
    Case("another algorithm", lambda r: r.sign(algorithm="AWS4-HMAC-SHA1"), INCOMPLETE),
    Case("a truncated signature", lambda r: r.sign(signature=lambda s: s[:32]), INVALID,
         MISMATCH_TEXT),
    Case("a signature in capitals", lambda r: r.sign(signature=str.upper), INVALID, MISMATCH_TEXT),
    Case("a signature of zeros", lambda r: r.sign(signature="0" * 64), INVALID, MISMATCH_TEXT),
    Case("no signature", lambda r: r.sign(signature=""), INCOMPLETE),
    Case("an unsigned x-amz header", lambda r: r.sign().add("X-Amz-Meta", "x"), INVALID),
    Case("an unsigned host", lambda r: r.sign(signed=lambda names: sorted(set(names) - {"host"})),
         INVALID, HOST_TEXT),
    Case("a signed header that is not there",
         lambda r: r.sign(signed=lambda names: sorted(names + ["x-amz-acl"])), INVALID),
    Case("a wrong secret", lambda r: r.sign(secret="wrong"), INVALID, MISMATCH_TEXT),
    Case("an unknown key", lambda r: r.sign(key="AKIDUNKNOWN"), UNKNOWN, UNKNOWN_TEXT),
    Case("a session token", lambda r: r.add("X-Amz-Security-Token", "t").sign(), UNKNOWN,
         UNKNOWN_TEXT),
    Case("another service", lambda r: r.sign(service="iam"), NO_OPERATION,
         UNSERVED_TEXT.format("iam")),
    Case("no service", lambda r: r.sign(service=""), INVALID, SERVICE_TEXT),
    Case("no region", lambda r: r.sign(region="nowhere"), INVALID, REGION_TEXT),
    Case("another terminator", lambda r: r.sign(terminator="aws4_requestX"), INVALID,
         TERMINATOR_TEXT),
    Case("an expired signature", lambda r: r.sign(date=timestamp(-400)), INVALID),
    Case("a signature of the future", lambda r: r.sign(date=timestamp(400)), INVALID),
    Case("no date", lambda r: r.sign(date_header=None), INCOMPLETE),
    Case("two dates", lambda r: r.sign().add("X-Amz-Date", timestamp()), INCOMPLETE),
    Case("an unsigned body", lambda r: r.add("X-Amz-Content-SHA256", "UNSIGNED-PAYLOAD").sign(),
         INVALID, HASH_TEXT),
    Case("a streamed body and a garbage signature",
         lambda r: r.add("X-Amz-Content-SHA256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER").sign(
             signature="0" * 64), INVALID, HASH_TEXT),
    Case("another body", lambda r: r.sign().change(body=r.body + b" "), INVALID, MISMATCH_TEXT),
    Case("a presigned URL", lambda r: r.presign(), INVALID),
    Case("a presigned URL beside a header", lambda r: r.presign().sign(), INCOMPLETE),
)
MATRIX = [(operation, form) for operation in OPERATIONS for form in FORMS]


class World:
    """A caller with a hub, a tag and an invitation: something for each operation to change."""

    def __init__(self):
        self.caller, self.other, self.admin = _accounts.new(), _accounts.new(), _accounts.new()
        hub_arn = f"arn:aws:securityhub:{REGION}:{self.caller}:hub/default"
        self.names = {"HUB": quote(hub_arn, safe=""), "OTHER": self.other, "ADMIN": self.admin,
                      "INVITATION": "", "SUBSCRIPTION": ""}
        for account in (self.caller, self.other, self.admin):
            self.call(account, "POST", "/accounts", {"EnableDefaultStandards": False})
        self.call(self.caller, "POST", "/tags/@HUB@", {"Tags": {"kept": "as it was"}})
        self.call(self.admin, "POST", "/members", {"AccountDetails": [{"AccountId": self.caller}]})
        self.call(self.admin, "POST", "/members/invite", {"AccountIds": [self.caller]})
        invitations = self.call(self.caller, "GET", "/invitations")["Invitations"]
        self.names["INVITATION"] = invitations[0]["InvitationId"]

    def add_member_and_standard(self):
        self.call(self.caller, "POST", "/members", {"AccountDetails": [{"AccountId": self.other}]})
        answer = self.call(self.caller, *OPERATIONS["BatchEnableStandards"])
        self.names["SUBSCRIPTION"] = answer["StandardsSubscriptions"][0]["StandardsSubscriptionArn"]
        return self

    def fill(self, text):
        return re.sub("@([A-Z]+)@", lambda found: self.names[found[1]], text)

    def request(self, account, method, target, body=None):
        data = b"" if body is None else self.fill(json.dumps(body)).encode()
        return Request(account, method, self.fill(target), data)

    def operation(self, name):
        return self.request(self.caller, *OPERATIONS[name])

    def call(self, account, method, target, body=None):
        answer = send(self.request(account, method, target, body).sign())
        assert answer.status == 200, answer.body
        return answer.json() if answer.body else {}

    def look(self):
        """All that can be seen of the caller."""
        names = ("DescribeHub", "ListTagsForResource", "ListInvitations", "GetAdministratorAccount",
                 "GetEnabledStandards")
        return [*(self.call(self.caller, *OPERATIONS[name]) for name in names),
                self.call(self.caller, "GET", "/members?OnlyAssociated=false")]


@pytest.fixture(scope="module")
def module_world():
    found = World().add_member_and_standard()
    found.seen = found.look()
    return found


@pytest.fixture
def world(module_world):
    """The module's world, looked at again after each test: nothing in it may have changed."""
    yield module_world
    before, module_world.seen = module_world.seen, module_world.look()
    assert module_world.seen == before, "something changed"


def check_refused(answer, case):
    """The case's status, exception and sentence, in AWS's shape."""
    statuses, exception = case.answer
    assert answer.status in statuses, f"{answer.status} {answer.body!r}"
    assert len(answer.headers.get_all("x-amzn-RequestId") or []) == 1
    assert UUID.fullmatch(answer.headers["x-amzn-RequestId"])
    assert answer.headers["Content-Type"] == "application/json"
    types = answer.headers.get_all("x-amzn-ErrorType") or []
    assert len(types) == 1, types
    assert exception in (None, types[0]), f"{types} {answer.body!r}"
    error = answer.json()
    message = error["message"] if "message" in error else error["Message"]
    assert error.get("Code", types[0]) == types[0]
    if isinstance(case.message, str):
        assert message == case.message
    elif case.message is not None:
        assert case.message.match(message), message
    else:
        assert message


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_a_bad_signature_is_refused_and_changes_nothing(world, case):
    body = json.dumps({"AccountDetails": [{"AccountId": "444444444444"}]}).encode()
    check_refused(send(case.make(Request(world.caller, "POST", "/members", body))), case)


@pytest.mark.parametrize("operation, form", MATRIX,
                         ids=[f"{operation} with {form.name}" for operation, form in MATRIX])
def test_every_operation_refuses_every_kind_of_bad_authentication(world, operation, form):
    check_refused(send(form.make(world.operation(operation))), form)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_signature_of_one_operation_is_none_of_another(world, operation):
    other = world.operation(neighbour(operation))
    forged = world.operation(operation).sign()
    forged.change(method=other.method, target=other.target, body=other.body)
    check_refused(send(forged), Case("", None, INVALID, MISMATCH_TEXT))


def test_the_number_of_negative_cases_never_falls():
    assert len(CASES) + len(MATRIX) + len(OPERATIONS) >= FLOOR
    assert len({case.name for case in CASES}) == len(CASES), "two cases have one name"
    assert len(OPERATIONS) == 27


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_good_signature_reaches_every_operation(operation):
    own = World()
    if operation in ("DeleteMembers", "GetMembers", "InviteMembers", "DisassociateMembers",
                     "BatchDisableStandards"):
        own.add_member_and_standard()
    if operation.startswith("DisassociateFrom"):
        own.call(own.caller, *OPERATIONS["AcceptInvitation"])
    if operation == "EnableSecurityHub":
        own.call(own.caller, *OPERATIONS["DisableSecurityHub"])
    answer = send(own.operation(operation).sign())
    assert answer.status == 200, answer.body


def test_a_good_signature_has_its_effect():
    own = World()
    before = own.look()
    assert send(own.operation("CreateMembers").sign()).status == 200
    assert own.look() != before


GOOD = {
    "spaces and tabs in the authorization": lambda r: r.sign(
        template="{algorithm}   Credential={credential} , "
                 "SignedHeaders={signed} ,\tSignature={signature}"),
    "no spaces in the authorization": lambda r: r.sign(
        template=TEMPLATE.replace(", ", ",")),
    "the parts in another order": lambda r: r.sign(
        template="{algorithm} Signature={signature}, "
                 "Credential={credential}, SignedHeaders={signed}"),
    "header names in capitals": lambda r: r.change(
        headers=[(name.upper(), value) for name, value in r.headers]).sign(),
    "the host alone signed beside the date": lambda r: r.sign(signed=["host", "x-amz-date"]),
    "a Date header alone": lambda r: r.sign(date_header="Date"),
    "spaces around and inside a signed value": lambda r: r.add("My-Header", "  a   b ").sign(),
    "two signed headers of a name": lambda r: r.add("My-Header", "b").add("My-Header", "a").sign(),
    "an empty signed header": lambda r: r.add("My-Header", "").sign(),
    "bytes beyond ASCII in a signed header": lambda r: r.add("My-Header", "\u00c3\u00bc").sign(),
    "a signature four minutes old": lambda r: r.sign(date=timestamp(-240)),
    "a signature of in four minutes": lambda r: r.sign(date=timestamp(240)),
    "the right body hash, signed": lambda r: r.add("X-Amz-Content-SHA256",
                                                   sha256_hex(r.body)).sign(),
    "the right body hash, unsigned": lambda r: r.sign().add("X-Amz-Content-SHA256",
                                                            sha256_hex(r.body)),
    "a signed x-amz header": lambda r: r.add("X-Amz-Meta", "x").sign(),
    "another region": lambda r: r.sign(region="us-east-2"),
    "an unknown parameter signed": lambda r: r.change(
        target=r.target + "?b=1;c=2&a=1+1&a=0&d").sign(),
}
# Headers that nobody signs and nothing obeys.
IGNORED = {
    "X-Amzn-Trace-Id": "Root=1-5759e988-bd862e3fe1be46a994272793", "X-Amzfoo": "x",
    "amz-sdk-invocation-id": "1",
    "amz-sdk-request": "attempt=1; max=3", "User-Agent": "x/1", "X-Forwarded-Host": "evil.example",
    "X-Forwarded-For": "203.0.113.1", "X-Forwarded-Proto": "https",
    "Forwarded": "host=evil.example", "X-Real-IP": "203.0.113.1",
    "X-Original-URL": "/accounts", "X-Rewrite-URL": "/accounts", "X-HTTP-Method-Override": "DELETE",
    "Proxy": "http://evil.example",
    "X-Account-Id": "@ADMIN@", "X-Principal": "@ADMIN@", "Remote-User": "@ADMIN@",
    "Auth-User": "@ADMIN@",
    "Account-Id": "@ADMIN@", "Userid": "@ADMIN@", "Username": "root", "Principaltype": "Account",
    "Memberhub-Operator": "1",
    "Request-Uri": "/accounts", "Request-Method": "DELETE", "Query-String": "a=1",
    "Remote-Addr": "127.0.0.1",
    "Script-Name": "/accounts", "Content-Md5": "x", "Connection": "X-Amz-Date",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_signature_is_accepted_with(world, name):
    request = GOOD[name](world.request(world.caller, "POST", "/standards/get", {}))
    answer = send(request)
    kind = answer.headers.get("x-amzn-ErrorType")
    assert kind not in AUTHENTICATION, answer.body
    refused_otherwise = ("another region", "an unknown parameter signed")
    assert answer.status == 200 or name in refused_otherwise, answer.body


@pytest.mark.parametrize("name", IGNORED)
def test_an_unsigned_header_that_nobody_obeys_changes_nothing(world, name):
    expected = world.call(world.caller, "GET", "/accounts")
    answer = send(world.operation("DescribeHub").sign().add(name, world.fill(IGNORED[name])))
    assert answer.status == 200, answer.body
    assert answer.json() == expected


@pytest.mark.parametrize("query",
                         ("MaxResults=10&OnlyAssociated=false",
                          "OnlyAssociated=false&MaxResults=10",
                          "OnlyAssociated=%66alse&MaxResults=1%30",
                          "&OnlyAssociated=false&&MaxResults=10&"))
def test_a_query_is_signed_in_one_canonical_form_whatever_its_spelling(world, query):
    answer = send(world.request(world.caller, "GET", "/members?" + query).sign())
    assert answer.headers.get("x-amzn-ErrorType") not in AUTHENTICATION, answer.body


@pytest.mark.parametrize("query",
                         ("tagKeys=a&tagKeys=b%2Fc", "tagKeys=b%2Fc&tagKeys=a",
                          "tagKeys=b&tagKeys=b/c&tagKeys=a", "tagKeys=a"))
def test_each_value_of_a_repeated_parameter_is_signed(query):
    own = World()
    assert send(own.request(own.caller, "DELETE", "/tags/@HUB@?" + query).sign()).status == 200


def test_a_good_request_lends_nothing_to_a_bad_one_on_its_connection(world):
    good = world.operation("DescribeHub").sign().raw()
    bad = world.operation("DisableSecurityHub")
    with Connection() as connection:
        for form in FORMS:
            assert connection.exchange(good).status == 200
            again = Request(bad.account, bad.method, bad.target, bad.body)
            check_refused(connection.exchange(form.make(again).raw(), bad.method), form)
            assert connection.exchange(good).status == 200


def test_a_request_sent_twice_is_carried_out_once():
    own = World()
    raw = own.operation("CreateMembers").sign().raw()
    first, second = send(raw), send(raw)
    assert (first.status, second.status) == (200, 200)
    assert first.body == second.body, "the second answer is not the first one's"
    members = own.call(own.caller, "GET", "/members?OnlyAssociated=false")["Members"]
    assert [member["AccountId"] for member in members] == [own.other]


def test_an_invocation_id_that_is_no_uuid_makes_no_two_calls_one():
    """A proxy or a script that sends a constant one must not be given an old answer for a new call."""
    own = World()
    for constant in ("", "x", "0" * 36):
        answers = [send(own.operation("CreateMembers").add("amz-sdk-invocation-id", constant)
                        .sign(date=timestamp(-seconds))) for seconds in (2, 1)]
        assert [answer.status for answer in answers] == [200, 200]
        assert b"already a member" in answers[1].body


def test_a_refusal_repeats_nothing_of_the_authorization_header(world):
    marked = world.operation("DescribeHub").sign()
    header = marked.get("Authorization")
    for broken in (header.replace("Signature=", "Signatur="), header + ", Secret=" + SECRET * 8,
                   "Bearer " + "s3cret" * 8):
        request = Request(world.caller, "GET", "/accounts").add("Authorization", broken)
        answer = send(request.add("X-Amz-Date", marked.get("X-Amz-Date")))
        assert answer.status == 403
        assert header[-64:].encode() not in answer.body and b"s3cret" not in answer.body
        assert world.caller.encode() not in answer.body and (SECRET * 8).encode() not in answer.body


def test_an_unknown_path_needs_a_signature_like_any_other(world):
    check_refused(send(Request(world.caller, "GET", "/nothing/here")),
                  Case("", None, MISSING, "Missing Authentication Token"))
    check_refused(send(Request(world.caller, "GET", "/nothing/here").sign(secret="x")),
                  Case("", None, INVALID, MISMATCH_TEXT))
    check_refused(send(Request(world.caller, "GET", "/nothing/here").sign()),
                  Case("", None, NO_OPERATION))
