"""What bad input gets: an error in AWS's shape that says what is wrong, and nothing changed.

Requests are raw, signed by botocore's signer, so that any bytes can be sent.
"""
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "conformance"))

import model  # noqa: E402
from bad_input_cases import (  # noqa: E402
    BAD_ACCOUNT_CASES, BAD_QUERIES, BAD_TAGS, BODIES, BODY_LIMIT, BROKEN_JSON, EMAIL, GOOD,
    GOOD_JSON, LISTS_OF_ACCOUNTS, NO_ACCOUNT_IDS, NOT_UTF_8, OF_THE_INVITED, OMISSIONS, OWN_FAULT,
    STANDARD, SUBSCRIPTION, WRONG_TYPES, accounts_body)
from faults import WITH_REASON, WHOLE, check_fault, unprocessed  # noqa: E402
from story import create, hub, invitation_id, invite, members, pair, row, tags  # noqa: E402
from wire import OTHER_REGION, Account, exchange  # noqa: E402

@dataclass
class World:
    """An administrator with members, which no test may change, and what was last seen of them."""
    administrator: Account
    member: Account     # enabled
    invited: Account
    invitation: str     # the invited one's
    seen: list

    def look(self):
        """The raw answers that show what there is; none of them may differ after a refusal."""
        answers = [account.send(method, target, body) for account, method, target, body in (
            (self.administrator, "GET", "/accounts", b""),
            (self.administrator, "GET", self.administrator.tags_path, b""),
            (self.administrator, "GET", "/members?OnlyAssociated=false", b""),
            (self.administrator, "POST", "/standards/get", b"{}"),
            (self.member, "GET", "/administrator", b""),
            (self.invited, "GET", "/invitations", b""),
        )]
        assert [answer.status for answer in answers] == [200] * len(answers)
        return [answer.body for answer in answers]

    def fill(self, text):
        """Puts ids of this world in place of @NAME@; @NEW@ is an account that is not in it."""
        names = {"NEW": Account().id, "ADMIN": self.administrator.id, "MEMBER": self.member.id,
                 "INVITED": self.invited.id, "INVITATION": self.invitation}
        return re.sub("@([A-Z]+)@", lambda found: names[found[1]], text)

    def check_unchanged(self):
        before, self.seen = self.seen, self.look()
        assert self.seen == before, "something changed"


@pytest.fixture(scope="module")
def module_world():
    administrator, member = pair("enabled")
    invited = hub()
    create(administrator, invited)
    invite(administrator, invited)
    administrator.client.tag_resource(ResourceArn=administrator.arn, Tags={"kept": "as it was"})
    found = World(administrator, member, invited, invitation_id(administrator, invited), [])
    found.seen = found.look()
    return found


@pytest.fixture
def world(module_world):
    """The module's world, checked after each test."""
    yield module_world
    module_world.check_unchanged()


def refuse(caller, method, target, body, fault, *arguments):
    """Sends what must be refused with that fault."""
    check_fault(caller.send(method, target, body), fault, *arguments)


@pytest.mark.parametrize("name", BROKEN_JSON)
def test_broken_json_is_refused(world, name):
    body = world.fill(BROKEN_JSON[name]).encode()
    refuse(world.administrator, "POST", "/members", body, "serialization")


@pytest.mark.parametrize("name", NOT_UTF_8)
def test_bytes_that_are_not_utf_8_are_refused(world, name):
    before, behind = world.fill(EMAIL).encode().split(b"%s")
    refuse(world.administrator, "POST", "/members", before + NOT_UTF_8[name] + behind,
           "serialization")


def test_json_in_utf_16_is_refused(world):
    refuse(world.administrator, "POST", "/members", world.fill(GOOD).encode("utf-16"),
           "serialization")


@pytest.mark.parametrize("name", GOOD_JSON)
def test_strict_json_with_unknown_members_is_read(name):
    """AWS ignores members that it does not know."""
    administrator, new = hub(), Account()
    body = GOOD_JSON[name].replace("@NEW@", new.id).encode()
    assert administrator.send("POST", "/members",
                              body).success("CreateMembers") == {"UnprocessedAccounts": []}
    assert [entry["AccountId"] for entry in members(administrator)] == [new.id]


# ---- types: each member of each operation's input, in turn, as something else

def call(world, operation, body):
    """Sends a body, an object or bytes, to an operation, as the account that it is for."""
    caller = world.invited if operation in OF_THE_INVITED else world.administrator
    http = model.service_model(model.SECURITYHUB).operation_model(operation).http
    target = caller.tags_path if "{" in http["requestUri"] else http["requestUri"]
    if not isinstance(body, bytes):
        body = world.fill(json.dumps(body)).encode()
    return caller.send(http["method"], target, body)


@pytest.mark.parametrize("operation, body, path", WRONG_TYPES)
def test_a_member_of_the_wrong_type_is_refused(world, operation, body, path):
    answer = call(world, operation, body)
    check_fault(answer, OWN_FAULT.get(path[0], "invalid_input"))
    names = [name for name in path if isinstance(name, str)]
    named = [name for name in names if name.rstrip("s") in answer.reason]
    assert named, f"{answer.reason!r} names none of {names}"


@pytest.mark.parametrize("operation, body", OMISSIONS)
def test_a_required_member_that_is_missing_or_null_is_refused(world, operation, body):
    check_fault(call(world, operation, body), "missing_parameter")


@pytest.mark.parametrize("body", [b"", b"{}"], ids=["empty", "empty object"])
@pytest.mark.parametrize("operation", sorted({case.values[0] for case in OMISSIONS}))
def test_a_body_that_lacks_everything_is_refused(world, operation, body):
    check_fault(call(world, operation, body), "missing_parameter")


@pytest.mark.parametrize("body", [b"null", b"[]", b"{}x", b"{", b"'", b"\0"], ids=repr)
@pytest.mark.parametrize("operation", BODIES)
def test_every_operation_with_a_body_wants_one_json_object(world, operation, body):
    check_fault(call(world, operation, body), "serialization")


@pytest.mark.parametrize("number, fault", [
    ("9223372036854775807", "invalid_max_results"), ("2147483648", "invalid_max_results"),
    ("4294967297", "invalid_max_results"),
    ("-1", "invalid_max_results"), ("0", "invalid_max_results"), ("101", "invalid_max_results"),
    ("1e1", "invalid_max_results"),
    ("1.0", "invalid_max_results"), ("9223372036854775808", "serialization"),
    ("18446744073709551617", "serialization"),
    ("1e400", "serialization"), ("NaN", "serialization")])
def test_a_number_out_of_range_in_a_body_is_refused(world, number, fault):
    check_fault(call(world, "GetEnabledStandards", b'{"MaxResults":%s}' % number.encode()), fault)


@pytest.mark.parametrize("operation", ["EnableSecurityHub", "UpdateSecurityHubConfiguration"])
@pytest.mark.parametrize("generator",
                         ["", "security_control", "SECURITY_CONTROL ",
                          "SECURITY_CONTROL|STANDARD_CONTROL"])
def test_a_choice_that_is_none_is_refused(world, operation, generator):
    check_fault(call(world, operation, {"ControlFindingGenerator": generator}), "invalid_input")


# ---- accounts

@pytest.mark.parametrize("operation, name", BAD_ACCOUNT_CASES)
def test_what_is_no_account_id_is_refused_and_with_it_the_whole_call(world, operation, name):
    good = BODIES[operation].get("AccountIds", ["@NEW@"])[0]
    check_fault(call(world, operation, accounts_body(operation, [good, NO_ACCOUNT_IDS[name]])),
                "invalid_input")


# How many accounts one list may name; DisassociateMembers could tell nobody of a surplus.
MOST_ACCOUNTS = {"DisassociateMembers": 50}


@pytest.mark.parametrize("operation", LISTS_OF_ACCOUNTS)
def test_no_accounts_or_more_than_can_be_answered_are_refused(world, operation):
    good = BODIES[operation].get("AccountIds", ["@NEW@"])[0]
    check_fault(call(world, operation, accounts_body(operation, [])), "invalid_input")
    surplus = [f"{number:012}" for number in range(1, MOST_ACCOUNTS.get(operation, 2500) + 1)]
    body = accounts_body(operation, [good] + surplus)
    check_fault(call(world, operation, body),
                "request_too_large" if len(json.dumps(body)) > 64 * 1024 else "invalid_input")


@pytest.mark.parametrize("operation", LISTS_OF_ACCOUNTS)
def test_fifty_unknown_accounts_are_answered_one_by_one(operation):
    account, strangers = hub(), [Account().id for _ in range(50)]
    http = model.service_model(model.SECURITYHUB).operation_model(operation).http
    body = json.dumps(accounts_body(operation, strangers)).encode()
    answer = account.send(http["method"], http["requestUri"], body).success(operation)
    if operation == "CreateMembers":
        assert unprocessed(answer) == {} and len(members(account)) == 50
    elif operation == "DisassociateMembers":
        assert answer == {} and members(account) == []
    else:
        assert list(unprocessed(answer)) == strangers and all(unprocessed(answer).values())
        assert members(account) == []


@pytest.mark.parametrize("operation", LISTS_OF_ACCOUNTS)
def test_the_callers_own_account_is_left_out(world, operation):
    http = model.service_model(model.SECURITYHUB).operation_model(operation).http
    body = world.fill(json.dumps(accounts_body(operation, ["@ADMIN@"]))).encode()
    answer = world.administrator.send(http["method"], http["requestUri"], body).success(operation)
    if operation != "DisassociateMembers":
        assert list(unprocessed(answer)) == [world.administrator.id]


@pytest.mark.parametrize("operation", ["AcceptInvitation", "AcceptAdministratorInvitation"])
@pytest.mark.parametrize("inviter", ["@INVITED@", "@NEW@", "@MEMBER@"])
def test_an_invitation_of_oneself_or_of_a_stranger_cannot_be_accepted(world, operation, inviter):
    check_fault(call(world, operation, accounts_body(operation, [inviter])),
                "no_pending_invitation")


@pytest.mark.parametrize("invitation", ["", " ", "\t\n", "x" * 2049],
                         ids=["empty", "blank", "white space", "too long"])
@pytest.mark.parametrize("operation", ["AcceptInvitation", "AcceptAdministratorInvitation"])
def test_an_invitation_id_that_is_blank_or_endless_is_refused(world, operation, invitation):
    check_fault(call(world, operation, {**BODIES[operation], "InvitationId": invitation}),
                "invalid_input")


# ---- e-mail addresses

@pytest.mark.parametrize("email", ["", " ", "\t", "a" * 255, "ä" * 255],
                         ids=["empty", "blank", "tab", "too long", "too long in characters"])
def test_an_email_that_is_blank_or_too_long_is_refused(world, email):
    check_fault(call(world, "CreateMembers",
                     {"AccountDetails": [{"AccountId": "@NEW@", "Email": email}]}), "invalid_input")


@pytest.mark.parametrize("email", [
    "a@b", "o'brien@example.com", '"quoted \\" local"@example.com', "a+tag@example.com",
    "üser@exämple.com", "😀@example.com",
    "'; DROP TABLE relationship; --@example.com", "a@example.com\u007f", "<b>@example.com",
    "{}@example.com", "%00@example.com",
    "a" * 242 + "@example.com", "ä" * 254], ids=range(13))
def test_an_email_is_kept_as_it_was_sent(email):
    administrator, member = hub(), Account()
    body = json.dumps({"AccountDetails": [{"AccountId": member.id, "Email": email}]}).encode()
    assert administrator.send("POST", "/members",
                              body).success("CreateMembers") == {"UnprocessedAccounts": []}
    assert row(administrator, member)["Email"] == email


# ---- queries

@pytest.mark.parametrize("target, query, fault", BAD_QUERIES,
                         ids=[f"{case[0]}-{case[1][:40]}" for case in BAD_QUERIES])
def test_a_bad_query_is_refused(world, target, query, fault):
    refuse(world.administrator, "GET", f"{target}?{query}", b"", fault)


@pytest.mark.parametrize("query, listed", [
    ("", 1), ("?", 1), ("?OnlyAssociated=true", 1), ("?OnlyAssociated=True", 1),
    ("?OnlyAssociated=TRUE", 1),
    ("?OnlyAssociated=false", 2), ("?OnlyAssociated=False", 2), ("?OnlyAssociated=FALSE", 2),
    ("?OnlyAssociated=%66alse", 2), ("?onlyassociated=false", 1),
    ("?Unknown=1&OnlyAssociated=false", 2),
    ("?MaxResults=50&OnlyAssociated=false", 2), ("?MaxResults=1&OnlyAssociated=false", 1),
    ("?MaxResults=1", 1),
    ("?NextToken=&OnlyAssociated=false", 2)])
def test_a_good_query_lists_members(world, query, listed):
    answer = world.administrator.send("GET", "/members" + query).success("ListMembers")
    assert len(answer["Members"]) == listed


# ---- paths and HTTP

@pytest.mark.parametrize("method, target, fault", [
    ("GET", "/members%00", "bad_request"), ("GET", "/%00", "bad_request"),
    ("GET", "/members/%00/get", "bad_request"),
    ("GET", "/tags/arn%3Aaws%00", "bad_request"), ("GET", "/tags/%zz", "bad_request"),
    ("GET", "/%", "bad_request"),
    ("GET", "/../accounts", "bad_request"), ("GET", "/tags/..%2F..%2F..%2Fetc", "bad_request"),
    ("GET", "/tags/x", "invalid_input"), ("GET", "/tags/%20", "invalid_input"),
    ("GET", "/tags/%FF", "invalid_input"),
    ("GET", "/tags/ARN%3Aaws%3Asecurityhub", "invalid_input"),
    ("GET", "/tags/arn%3Aaws", "hub_not_found"),
    ("GET", "/tags/arn%3Aaws" + "x" * 2050, "invalid_input"),
    ("GET", "/tags/arn:aws/hub", "unknown_operation"),
    ("GET", "/tags/" + "x" * 9000, "request_too_large"), ("get", "/members", "bad_request"),
], ids=lambda value: value[:40])
def test_a_bad_path_is_refused(world, method, target, fault):
    refuse(world.administrator, method, target, b"", fault)


def test_a_tag_path_of_another_region_or_account_finds_no_hub(world):
    for other in (world.member, world.administrator.in_region(OTHER_REGION)):
        for method, target, body in (("GET", other.tags_path, b""),
                                     ("POST", other.tags_path, b'{"Tags":{"a":"b"}}'),
                                     ("DELETE", other.tags_path + "?tagKeys=kept", b"")):
            refuse(world.administrator, method, target, body, "hub_not_found")


@pytest.mark.parametrize("size, fault", [(BODY_LIMIT, None), (BODY_LIMIT + 1, "request_too_large"),
                                         (2**20, "request_too_large"),
                                         (8 * 2**20, "request_too_large")])
def test_a_body_beyond_the_limit_is_refused(world, size, fault):
    body = world.fill(GOOD.replace("@NEW@", "12345678901")).encode()
    refuse(world.administrator, "POST", "/members", body + b" " * (size - len(body)),
           fault or "invalid_input")


@pytest.mark.parametrize("element", ["{}", "[]", "0", '""', '{"":{}}'])
def test_a_body_of_many_small_values_is_refused_and_the_server_serves_on(world, element):
    count = (BODY_LIMIT - 100) // (len(element) + 1)
    body = b'{"AccountIds":[' + ",".join([element] * count).encode() + b"]}"
    check_fault(call(world, "InviteMembers", body), "serialization")


def test_a_body_of_many_keys_is_read(world):
    body = json.dumps({"AccountIds": ["@NEW@"], **{f"k{number}": 0 for number in range(4000)}})
    answer = call(world, "GetMembers", world.fill(body).encode())
    assert len(unprocessed(answer.success("GetMembers"))) == 1


@pytest.mark.parametrize("headers", [
    {f"x-many-{number}": "1" for number in range(120)}, {"x-long": "x" * 17_000},
    {f"x-{n}": "x" * 4000 for n in range(5)},
], ids=["too many", "one too long", "too long together"])
def test_headers_beyond_the_limit_are_refused(world, headers):
    status, code, _ = world.administrator.send("GET", "/members", b"", headers).refusal()
    assert 400 <= status < 500 and code in ("RequestEntityTooLargeException", "BadRequestException")


def test_an_unsigned_change_changes_nothing(world):
    headers = world.administrator.sign("DELETE", "/accounts", b"", {})
    del headers["Authorization"]
    check_fault(exchange("DELETE", "/accounts", b"", headers), "missing_authentication")


def test_a_changed_body_changes_nothing(world):
    body = json.dumps({"AccountIds": [world.invited.id]}).encode()
    headers = world.administrator.sign("POST", "/members/delete", b'{"AccountIds":[]}', {})
    check_fault(exchange("POST", "/members/delete", body, headers), "signature_mismatch")


# ---- tags

def tag(account, new):
    return account.send("POST", account.tags_path, json.dumps({"Tags": new}).encode())


# None at all is bad where tags are all that is asked for.
@pytest.mark.parametrize("operation, name", [
    (operation, name) for operation in ("TagResource", "EnableSecurityHub") for name in BAD_TAGS
    if (operation, name) != ("EnableSecurityHub", "none")])
def test_bad_tags_are_refused(world, operation, name):
    check_fault(call(world, operation, {"Tags": BAD_TAGS[name]}), "invalid_input")


@pytest.mark.parametrize("new", [
    {"k" * 128: "v"}, {"k": "v" * 256}, {"k": "é" * 256}, {"k": ""}, {"k": " "},
    {"+,-./0:;<=_Az9": "v"}, {"Aws:x": "v"},
    {"kaws:": "v"}, {f"k{number}": "v" for number in range(50)},
    {"k": "'; DROP TABLE enrollment; --"},
    {"k": '"\\/\b\f\n\r\t\u0001\u007f\u2028😀'}, {"a": "1", "A": "2"},
], ids=range(12))
def test_tags_within_the_limits_are_kept_as_they_were_sent(new):
    account = hub()
    tag(account, new).success("TagResource")
    assert tags(account) == new
    enabled = Account()
    body = json.dumps({"Tags": new, "EnableDefaultStandards": False}).encode()
    enabled.send("POST", "/accounts", body).success("EnableSecurityHub")
    assert tags(enabled) == new


def test_a_fifty_first_tag_is_refused_and_a_replaced_one_is_not():
    account = hub()
    fifty = {f"k{number}": "v" for number in range(50)}
    tag(account, fifty).success("TagResource")
    check_fault(tag(account, {"one-more": "v"}), "tag_limit")
    check_fault(tag(account, {"k1": "new", "one-more": "v"}), "tag_limit")
    assert tags(account) == fifty
    tag(account, {"k1": "new"}).success("TagResource")
    assert tags(account) == {**fifty, "k1": "new"}


@pytest.mark.parametrize("query, fault", [
    ("", "missing_parameter"), ("?tagkeys=kept", "missing_parameter"),
    ("?tagKeys=", "invalid_input"),
    ("?tagKeys=" + "k" * 129, "invalid_input"), ("?tagKeys=aws:x", "invalid_input"),
    ("?tagKeys=a%20b", "invalid_input"),
    ("?tagKeys=kept&tagKeys=a%00b", "invalid_input"),
    ("?tagKeys=kept&tagKeys=%C3%A9", "invalid_input"),
    ("?" + "&".join(f"tagKeys=k{number}" for number in range(51)), "invalid_input"),
    ("?tagKeys=%zz", "malformed_query_string"),
], ids=range(10))
def test_bad_tag_keys_are_refused(world, query, fault):
    refuse(world.administrator, "DELETE", world.administrator.tags_path + query, b"", fault)


# ---- standards

def test_more_than_twenty_five_standards_are_refused(world):
    for operation, name, element in (
            ("BatchEnableStandards", "StandardsSubscriptionRequests", {"StandardsArn": STANDARD}),
            ("BatchDisableStandards", "StandardsSubscriptionArns", SUBSCRIPTION),
            ("GetEnabledStandards", "StandardsSubscriptionArns", SUBSCRIPTION)):
        for count in (0, 26):
            check_fault(call(world, operation, {name: [element] * count}), "invalid_input")


def test_twenty_five_standards_are_looked_at_one_by_one(world):
    """One that does not exist refuses them all."""
    unknown = "arn:aws:securityhub:::ruleset/unknown/v/24"
    requests = [{"StandardsArn": STANDARD}] * 24 + [{"StandardsArn": unknown}]
    answer = call(world, "BatchEnableStandards", {"StandardsSubscriptionRequests": requests})
    check_fault(answer, "unknown_standard", unknown)
    arns = [f"{SUBSCRIPTION}{number}" for number in range(25)]
    answer = call(world, "BatchDisableStandards", {"StandardsSubscriptionArns": arns})
    check_fault(answer, "unknown_subscription", world.fill(arns[0]))
    answer = call(world, "GetEnabledStandards",
                  {"StandardsSubscriptionArns": arns}).success("GetEnabledStandards")
    assert answer == {"StandardsSubscriptions": []}


@pytest.mark.parametrize("arn",
                         ["", " ", "x", "cis-aws-foundations-benchmark/v/1.2.0", "ARN:AWS:x",
                          "arn:aws:" + "x" * 2050],
                         ids=["empty", "blank", "no ARN", "the end of one", "capitals", "too long"])
def test_what_is_no_arn_is_refused(world, arn):
    check_fault(call(world, "BatchEnableStandards",
                     {"StandardsSubscriptionRequests": [{"StandardsArn": arn}]}), "invalid_input")
    check_fault(call(world, "BatchDisableStandards", {"StandardsSubscriptionArns": [arn]}),
                "invalid_input")


def test_a_sentence_carries_what_the_client_sent_and_nothing_breaks():
    """The ARN comes back in a JSON string: quotes and line ends must not get out of it."""
    account, arn = hub(), 'arn:aws:"}\r\nx-evil: 1\r\n\r\n{"😀'
    body = json.dumps({"StandardsSubscriptionRequests": [{"StandardsArn": arn}]}).encode()
    answer = account.send("POST", "/standards/register", body)
    assert answer.refusal()[:2] == WHOLE["unknown_standard"][:2]
    assert answer.headers["x-evil"] is None


@pytest.mark.parametrize("letters", [
    "arn:aws:" + "é" * 200, "arn:aws:x" + "é" * 200, "arn:aws:" + "😀" * 100,
    "arn:aws:" + '"' * 300, "arn:aws:" + "\\" * 300], ids=range(5))
def test_a_long_text_is_cut_between_characters_where_a_sentence_repeats_it(letters):
    account = hub()
    for target, body in (("/standards/register",
                          {"StandardsSubscriptionRequests": [{"StandardsArn": letters}]}),
                         ("/standards/deregister", {"StandardsSubscriptionArns": [letters]})):
        answer = account.send("POST", target, json.dumps(body).encode())
        status, _, message = answer.refusal()
        assert status == 400 and letters[:60] in message and "\ufffd" not in message


@pytest.mark.parametrize("name", ["k" * 257, "😀" * 257], ids=["ASCII", "beyond"])
def test_a_standards_input_value_that_is_too_long_is_refused(world, name):
    request = {"StandardsArn": STANDARD, "StandardsInput": {"k": name}}
    check_fault(call(world, "BatchEnableStandards", {"StandardsSubscriptionRequests": [request]}),
                "invalid_input")


# ---- the table itself

def test_every_operation_with_a_body_is_among_the_bodies():
    def has_body(name):
        members_of = model.service_model(model.SECURITYHUB).operation_model(name).input_shape.members
        return any("location" not in shape.serialization for shape in members_of.values())

    assert {name for name in model.SERVED[model.SECURITYHUB] if has_body(name)} == BODIES.keys()


def test_reasons_are_expected_of_faults_that_there_are():
    assert WITH_REASON - {"invalid_detector_id"} <= WHOLE.keys()
