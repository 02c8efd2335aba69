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
from faults import WITH_REASON, WHOLE, check_fault, unprocessed  # noqa: E402
from story import create, hub, invitation_id, members, pair, row  # noqa: E402
from wire import OTHER_REGION, Account, exchange  # noqa: E402

BODY_LIMIT = 64 * 1024
DEPTH_LIMIT = 32


@dataclass
class World:
    """An administrator with members, which no test may change, and what was last seen of them."""
    administrator: Account
    member: Account     # enabled
    invited: Account
    seen: list

    def look(self):
        """The raw answers that show all there is; none of them may differ after a refusal."""
        answers = [account.send(method, target, body) for account, method, target, body in (
            (self.administrator, "GET", "/accounts", b""),
            (self.administrator, "GET", self.administrator.tags_path, b""),
            (self.administrator, "GET", "/members?OnlyAssociated=false", b""),
            (self.administrator, "GET", "/invitations", b""),
            (self.administrator, "POST", "/standards/get", b"{}"),
            (self.member, "GET", "/administrator", b""),
            (self.member, "GET", "/invitations", b""),
            (self.invited, "GET", "/accounts", b""),
            (self.invited, "GET", "/administrator", b""),
            (self.invited, "GET", "/invitations", b""),
        )]
        assert [answer.status for answer in answers] == [200] * len(answers)
        return [answer.body for answer in answers]

    def fill(self, text, new=None):
        """Puts ids of this world in place of @NAME@."""
        names = {"NEW": (new or Account()).id, "ADMIN": self.administrator.id,
                 "MEMBER": self.member.id,
                 "INVITED": self.invited.id, "HUB": self.administrator.hub_arn,
                 "INVITATION": invitation_id(self.administrator, self.invited)
                 if "@INVITATION@" in text else ""}
        return re.sub("@([A-Z]+)@", lambda found: names[found[1]], text)

    def check_unchanged(self):
        before, self.seen = self.seen, self.look()
        assert self.seen == before, "something changed"


@pytest.fixture(scope="module")
def module_world():
    administrator, member = pair("enabled")
    invited = hub()
    create(administrator, invited)
    administrator.client.invite_members(AccountIds=[invited.id])
    administrator.client.tag_resource(ResourceArn=administrator.hub_arn, Tags={"kept": "as it was"})
    found = World(administrator, member, invited, [])
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


# ---- JSON: every case is a body of CreateMembers that would make a member if it were read leniently

GOOD = '{"AccountDetails":[{"AccountId":"@NEW@"}]}'
EMAIL = '{"AccountDetails":[{"AccountId":"@NEW@","Email":"%s"}]}'
OTHER = '{"AccountDetails":[{"AccountId":"@NEW@"}],"Other":%s}'


def nested(depth, opening="[", closing="]"):
    """A body that nests that deep, its own object included."""
    return OTHER % (opening * (depth - 1) + closing * (depth - 1))


def nested_objects(depth):
    return OTHER % ('{"a":' * (depth - 2) + "{}" + "}" * (depth - 2))


BROKEN_JSON = {
    # syntax
    "cut": GOOD[:-1], "one brace": "{", "cut in a string": '{"Account',
    "a brace too many": GOOD + "}",
    "bytes behind": GOOD + "x", "a NUL behind": GOOD + "\0", "two documents": GOOD + GOOD,
    "a comma behind": GOOD + ",",
    "trailing comma in a list": GOOD.replace("}]", "},]"),
    "trailing comma in an object": GOOD[:-1] + ",}",
    "no colon": GOOD.replace(":", " ", 1), "single quotes": GOOD.replace('"', "'"),
    "unquoted name": GOOD.replace('"AccountDetails"', "AccountDetails"),
    "block comment": "/* a */" + GOOD,
    "line comment": "// a\n" + GOOD, "byte order mark": "\ufeff" + GOOD,
    "NUL in front": "\0" + GOOD,
    "form encoding": "AccountDetails=@NEW@", "XML": "<AccountDetails>@NEW@</AccountDetails>",
    "blank": "  \n",
    "other white space": GOOD.replace(":", ":\v"), "no-break space": GOOD.replace(":", ":\u00a0"),
    # not an object
    "null": "null", "true": "true", "a number": "5", "a string": '"AccountDetails"',
    "an empty list": "[]",
    "a list": "[" + GOOD + "]",
    # words and numbers
    "NaN": OTHER % "NaN", "Infinity": OTHER % "Infinity", "-Infinity": OTHER % "-Infinity",
    "nan": OTHER % "nan",
    "True": OTHER % "True", "None": OTHER % "None", "undefined": OTHER % "undefined",
    "nul": OTHER % "nul",
    "TRUE": OTHER % "TRUE", "1e400": OTHER % "1e400", "-1e400": OTHER % "-1e400",
    "2^63": OTHER % "9223372036854775808",
    "2^64": OTHER % "18446744073709551616", "-2^63-1": OTHER % "-9223372036854775809",
    "hex": OTHER % "0x10",
    "plus sign": OTHER % "+1", "leading zero": OTHER % "01", "no digit in front": OTHER % ".5",
    "no digit behind": OTHER % "1.", "no exponent": OTHER % "1e", "minus alone": OTHER % "-",
    "a thousand digits": OTHER % ("1" * 1000), "digits grouped": OTHER % "1_000",
    # duplicate keys
    "key twice": '{"AccountDetails":[],"AccountDetails":[{"AccountId":"@NEW@"}]}',
    "key twice, the good one first": '{"AccountDetails":[{"AccountId":"@NEW@"}],"AccountDetails":[]}',
    "key twice in an element": '{"AccountDetails":[{"AccountId":"x","AccountId":"@NEW@"}]}',
    "key twice, once escaped": '{"AccountDetails":[{"AccountId":"@NEW@","\\u0041ccountId":"@MEMBER@"}]}',
    "unknown key twice": OTHER % '1,"Other":2',
    "key twice in an unknown member": OTHER % '{"a":1,"a":1}',
    # strings
    "U+0000 in a value": EMAIL % "x\\u0000y", "U+0000 alone": EMAIL % "\\u0000",
    "U+0000 in a key": '{"AccountDetails\\u0000x":1,"AccountDetails":[{"AccountId":"@NEW@"}]}',
    "U+0000 in an unknown member": OTHER % '"\\u0000"', "a raw NUL": EMAIL % "x\0y",
    "high surrogate alone": EMAIL % "\\ud800", "low surrogate alone": EMAIL % "\\udc00",
    "surrogates in the wrong order": EMAIL % "\\udc00\\ud800",
    "high surrogate twice": EMAIL % "\\ud800\\ud800",
    "unknown escape": EMAIL % "\\x41", "hex escape that is none": EMAIL % "\\u12G4",
    "short escape": EMAIL % "\\u12",
    "escaped quote by a quote": EMAIL % "\\'", "raw newline": EMAIL % "a\nb",
    "raw tab": EMAIL % "a\tb",
    "raw escape": EMAIL % "a\x1bb", "raw U+001F": EMAIL % "a\x1fb",
    # depth
    "too deep by one": nested(DEPTH_LIMIT + 1),
    "objects too deep by one": nested_objects(DEPTH_LIMIT + 1),
    "far too deep": nested(20_000), "deep and never closed": "[" * 60_000,
    "deep objects never closed": '{"a":' * 12_000,
}
NOT_UTF_8 = {
    "overlong slash": b"\xc0\xaf", "overlong slash in three": b"\xe0\x80\xaf",
    "overlong NUL": b"\xc0\x80",
    "surrogate": b"\xed\xa0\x80", "beyond U+10FFFF": b"\xf4\x90\x80\x80",
    "five bytes": b"\xf8\x88\x80\x80\x80",
    "continuation alone": b"\x80", "cut sequence": b"\xc3", "Latin-1": b"caf\xe9", "0xFF": b"\xff",
}


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


GOOD_JSON = {
    "plain": GOOD, "white space around": " \r\n\t" + GOOD.replace(":", " : ") + "\n",
    "as deep as allowed less one": nested(31),
    "as deep as allowed": nested(DEPTH_LIMIT),
    "objects as deep as allowed": nested_objects(DEPTH_LIMIT),
    "unknown members": OTHER % '{"a":[1,2.5,-3e10,true,false,null,"\\ud83d\\ude00"],"b":{}}',
    "unknown members in an element": '{"AccountDetails":[{"AccountId":"@NEW@","Name":["x"]}]}',
    "largest integers": OTHER % "[9223372036854775807,-9223372036854775808]",
    "escaped key": '{"Account\\u0044etails":[{"AccountId":"@NEW@"}]}',
    "null where nothing is required": '{"AccountDetails":[{"AccountId":"@NEW@","Email":null}]}',
    "a key in other letter case is unknown": '{"accountdetails":5,"AccountDetails":[{"AccountId":"@NEW@"}]}',
}


@pytest.mark.parametrize("name", GOOD_JSON)
def test_strict_json_with_unknown_members_is_read(name):
    """AWS ignores members that it does not know."""
    administrator, new = hub(), Account()
    body = GOOD_JSON[name].replace("@NEW@", new.id).encode()
    assert administrator.send("POST", "/members",
                              body).success("CreateMembers") == {"UnprocessedAccounts": []}
    assert [entry["AccountId"] for entry in members(administrator)] == [new.id]


# ---- types: each member of each operation's input, in turn, as something else

ACCOUNTS = {"AccountIds": ["@MEMBER@"]}
STANDARD = "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"
SUBSCRIPTION = "arn:aws:securityhub:eu-west-1:@ADMIN@:subscription/cis-aws-foundations-benchmark/v/1.2.0"
BODIES = {
    "EnableSecurityHub": {"Tags": {"a": "b"}, "EnableDefaultStandards": False,
                          "ControlFindingGenerator": "SECURITY_CONTROL"},
    "UpdateSecurityHubConfiguration": {"AutoEnableControls": False,
                                       "ControlFindingGenerator": "STANDARD_CONTROL"},
    "CreateMembers": {"AccountDetails": [{"AccountId": "@NEW@", "Email": "a@example.com"}]},
    "GetMembers": ACCOUNTS, "DeleteMembers": {"AccountIds": ["@INVITED@"]},
    "InviteMembers": ACCOUNTS,
    "DisassociateMembers": ACCOUNTS, "DeclineInvitations": {"AccountIds": ["@ADMIN@"]},
    "DeleteInvitations": {"AccountIds": ["@INVITED@"]},
    "AcceptInvitation": {"MasterId": "@ADMIN@", "InvitationId": "@INVITATION@"},
    "AcceptAdministratorInvitation": {"AdministratorId": "@ADMIN@", "InvitationId": "@INVITATION@"},
    "TagResource": {"Tags": {"a": "b"}},
    "BatchEnableStandards": {"StandardsSubscriptionRequests": [{"StandardsArn": STANDARD,
                                                                "StandardsInput": {"a": "b"}}]},
    "BatchDisableStandards": {"StandardsSubscriptionArns": [SUBSCRIPTION]},
    "GetEnabledStandards": {"StandardsSubscriptionArns": [SUBSCRIPTION], "MaxResults": 5,
                            "NextToken": "x"},
}
# These are answered by the account that was invited.
OF_THE_INVITED = {"AcceptInvitation", "AcceptAdministratorInvitation", "DeclineInvitations"}
WRONG = {
    str: [5, True, [], {}, ["x"]], list: ["x", 5, True, {}], dict: ["x", 5, True, [], [{}]],
    bool: ["true", "yes", 1, 0, [], {}], int: ["5", 1.5, 5.0, True, [], {}],
}
OWN_FAULT = {"MaxResults": "invalid_max_results", "NextToken": "invalid_next_token"}


def replacements(node):
    """Copies of a JSON value with one value inside replaced by one of another type, and the path to it."""
    for key in range(len(node)) if isinstance(node, list) else node:
        for wrong in WRONG[type(node[key])]:
            yield (key,), {**node, key: wrong} if isinstance(node, dict) else [wrong]
        if isinstance(node[key], (list, dict)):
            for path, inner in replacements(node[key]):
                yield (key, *path), {**node, key: inner} if isinstance(node, dict) else [inner]


def omissions():
    """Each required member left out, null, or in another letter case; in the body and in the elements of its lists."""
    for operation, body in BODIES.items():
        shape = model.service_model().operation_model(operation).input_shape
        for name in shape.required_members:
            if name not in body:
                continue  # in the path
            rest = {key: value for key, value in body.items() if key != name}
            yield operation, f"without {name}", rest
            yield operation, f"null {name}", {**rest, name: None}
            yield operation, f"{name.lower()}", {**rest, name.lower(): body[name]}
            element = getattr(shape.members[name], "member", None)
            for inner in getattr(element, "required_members", ()):
                stripped = {key: value for key, value in body[name][0].items() if key != inner}
                yield operation, f"element without {inner}", {**rest, name: [stripped]}
                yield operation, f"null {inner}", {**rest, name: [{**stripped, inner: None}]}


WRONG_TYPES = [
    pytest.param(operation, body, path, id=f"{operation}-{'.'.join(map(str, path))}-{number}")
    for operation, good in BODIES.items() for number, (path, body) in enumerate(replacements(good))]
OMISSIONS = [pytest.param(operation, body, id=f"{operation}-{what}") for operation, what,
             body in omissions()]


def call(world, operation, body):
    """Sends a body, an object or bytes, to an operation, as the account that it is for; gives the raw answer."""
    caller = world.invited if operation in OF_THE_INVITED else world.administrator
    http = model.service_model().operation_model(operation).http
    target = caller.tags_path if "{" in http["requestUri"] else http["requestUri"]
    if not isinstance(body, bytes):
        body = world.fill(json.dumps(body)).encode()
    return caller.send(http["method"], target, body)


@pytest.mark.parametrize("operation, body, path", WRONG_TYPES)
def test_a_member_of_the_wrong_type_is_refused(world, operation, body, path):
    answer = call(world, operation, body)
    check_fault(answer, OWN_FAULT.get(path[0], "invalid_input"))
    names = [name for name in path if isinstance(name, str)]
    assert any(name.rstrip("s") in answer.reason
               for name in names), f"{answer.reason!r} names none of {names}"


@pytest.mark.parametrize("operation, body", OMISSIONS)
def test_a_required_member_that_is_missing_or_null_is_refused(world, operation, body):
    check_fault(call(world, operation, body), "missing_parameter")


@pytest.mark.parametrize("body", [b"", b"{}"], ids=["empty", "empty object"])
@pytest.mark.parametrize("operation", sorted(
    operation for operation in BODIES
    if set(model.service_model().operation_model(operation).input_shape.required_members) & BODIES[operation].keys()))
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

LISTS_OF_ACCOUNTS = ("CreateMembers", "GetMembers", "DeleteMembers", "InviteMembers",
                     "DisassociateMembers",
                     "DeclineInvitations", "DeleteInvitations")
NO_ACCOUNT_IDS = {
    "eleven digits": "12345678901", "thirteen digits": "1234567890123", "a letter": "12345678901a",
    "empty": "",
    "blank": "            ", "a space in front": " 12345678901", "a space behind": "123456789012 ",
    "a newline behind": "123456789012\n", "a minus": "-12345678901", "a plus": "+12345678901",
    "hex": "0x1234567890",
    "Arabic digits": "١٢٣٤٥٦٧٨٩٠١٢", "full-width digits": "１２３４５６７８９０１２",
    "dashes": "1234-5678-9012",
    "an ARN": "arn:aws:iam::123456789012:root", "SQL": "1' OR '1'='1",
    "SQL in twelve": "'; SELECT 1;", "a wildcard": "%",
    "a point": "123456.89012", "exponent": "1e1100000000", "very long": "1" * 20_000,
}
BAD_ACCOUNT_CASES = [
    (operation, name)
    for operation in (*LISTS_OF_ACCOUNTS, "AcceptInvitation", "AcceptAdministratorInvitation")
    for name in (NO_ACCOUNT_IDS
                 if operation in ("CreateMembers", "DeleteMembers", "AcceptInvitation")
                 else ("eleven digits", "thirteen digits", "a letter", "empty", "SQL"))]


def accounts_body(operation, ids):
    if operation == "CreateMembers":
        return {"AccountDetails": [{"AccountId": account_id} for account_id in ids]}
    if operation.startswith("Accept"):
        (name,) = BODIES[operation].keys() - {"InvitationId"}
        return {name: ids[-1], "InvitationId": "@INVITATION@"}
    return {"AccountIds": ids}


@pytest.mark.parametrize("operation, name", BAD_ACCOUNT_CASES)
def test_what_is_no_account_id_is_refused_and_with_it_the_whole_call(world, operation, name):
    good = BODIES[operation].get("AccountIds", ["@NEW@"])[0]
    check_fault(call(world, operation, accounts_body(operation, [good, NO_ACCOUNT_IDS[name]])),
                "invalid_input")


@pytest.mark.parametrize("count", [0, 51, 100, 1500])
@pytest.mark.parametrize("operation", LISTS_OF_ACCOUNTS)
def test_no_accounts_or_more_than_fifty_are_refused(world, operation, count):
    good = BODIES[operation].get("AccountIds", ["@NEW@"])[0]
    ids = ([good] + [Account().id for _ in range(count - 1)])[:count]
    check_fault(call(world, operation, accounts_body(operation, ids)), "invalid_input")


@pytest.mark.parametrize("operation", LISTS_OF_ACCOUNTS)
def test_fifty_unknown_accounts_are_answered_one_by_one(operation):
    account, strangers = hub(), [Account().id for _ in range(50)]
    http = model.service_model().operation_model(operation).http
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
    http = model.service_model().operation_model(operation).http
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

BAD_QUERIES = [
    *((target, f"MaxResults={value}", "invalid_max_results")
      for target in ("/members", "/invitations")
      for value in ("0", "51", "-1", "abc", "", "1.5", "1e1", "0x10", "%2B5", "+5", "%205", "5%20",
                    "5%00", "%D9%A5",
                    "99999999999999999999", "2147483648", "4294967297", "NaN", "5;", "%ff")),
    ("/standards", "MaxResults=0", "invalid_max_results"),
    ("/standards", "MaxResults=101", "invalid_max_results"),
    ("/standards", "MaxResults=abc", "invalid_max_results"),
    ("/members", "MaxResults=5&MaxResults=6", "invalid_max_results"),
    *(("/members", f"OnlyAssociated={value}", "invalid_only_associated")
      for value in ("maybe", "1", "0", "yes", "", "true%00", "true%20", "false,true", "null", "tru",
                    "trueX", "%ff")),
    ("/members", "OnlyAssociated=true&OnlyAssociated=false", "invalid_only_associated"),
    ("/members", "NextToken=%00", "invalid_next_token"),
    ("/members", "NextToken=a&NextToken=b", "invalid_next_token"),
    ("/accounts", "HubArn=", "invalid_input"), ("/accounts", "HubArn=hub", "invalid_input"),
    ("/accounts", "HubArn=arn:aws:" + "x" * 2050, "invalid_input"),
    ("/accounts", "HubArn=arn:aws:%00", "invalid_input"),
    ("/accounts", "HubArn=arn:aws:securityhub:eu-west-1:111111111111:hub/default", "hub_not_found"),
    ("/members", "MaxResults=%zz", "malformed_query_string"),
    ("/members", "a=%", "malformed_query_string"),
    ("/members", "%4", "malformed_query_string"),
    ("/members", "OnlyAssociated=%u0041", "malformed_query_string"),
]


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
    check_fault(call(world, "InviteMembers", body), "invalid_input")


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

def tags(account):
    return account.send("GET", account.tags_path).success("ListTagsForResource")["Tags"]


def tag(account, new):
    return account.send("POST", account.tags_path, json.dumps({"Tags": new}).encode())


BAD_TAGS = {
    "empty key": {"": "v"}, "key of 129": {"k" * 129: "v"}, "value of 257": {"k": "v" * 257},
    "none": {},
    "value of 257 in two bytes each": {"k": "é" * 257},
    "fifty-one": {f"k{number}": "v" for number in range(51)},
    "reserved prefix": {"aws:x": "v"},
    "reserved prefix beside a good one": {"a": "v", "aws:cloudformation:stack": "v"},
    "a space": {"a b": "v"}, "an at sign": {"a@b": "v"}, "a letter beyond ASCII": {"é": "v"},
    "a quote": {"a'b": "v"},
    "a newline": {"a\n": "v"}, "a bracket": {"a[0]": "v"}, "value null": {"a": None},
    "value a number": {"a": 1},
    "value an object": {"a": {}},
}


@pytest.mark.parametrize("operation", ["TagResource", "EnableSecurityHub"])
@pytest.mark.parametrize("name", BAD_TAGS)
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
    """The ARN comes back inside a JSON string and a header: quotes and line ends must not escape."""
    account, arn = hub(), 'arn:aws:"}\r\nx-evil: 1\r\n\r\n{"😀'
    body = json.dumps({"StandardsSubscriptionRequests": [{"StandardsArn": arn}]}).encode()
    answer = account.send("POST", "/standards/register", body)
    assert answer.refusal()[:2] == WHOLE["unknown_standard"][:2]
    assert answer.headers["x-evil"] is None


@pytest.mark.parametrize("letters",
                         ["arn:aws:" + "é" * 200, "arn:aws:x" + "é" * 200, "arn:aws:" + "😀" * 100,
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
    with_body = {name for name in model.SERVED
                 if any(not shape.serialization.get("location")
                        for shape in model.service_model().operation_model(name).input_shape.members.values())}
    assert with_body == BODIES.keys()


def test_reasons_are_expected_of_faults_that_there_are():
    assert WITH_REASON <= WHOLE.keys()
