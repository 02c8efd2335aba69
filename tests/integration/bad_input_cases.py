"""The tables of test_bad_input.py: inputs that are refused, and the strangest ones that are not."""
import pytest

import model

BODY_LIMIT = 64 * 1024
DEPTH_LIMIT = 32

# ---- JSON: bodies of CreateMembers; each broken one would make a member if it were read leniently

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
    "a brace too many": GOOD + "}", "bytes behind": GOOD + "x", "a NUL behind": GOOD + "\0",
    "two documents": GOOD + GOOD, "a comma behind": GOOD + ",",
    "trailing comma in a list": GOOD.replace("}]", "},]"),
    "trailing comma in an object": GOOD[:-1] + ",}", "no colon": GOOD.replace(":", " ", 1),
    "single quotes": GOOD.replace('"', "'"),
    "unquoted name": GOOD.replace('"AccountDetails"', "AccountDetails"),
    "block comment": "/* a */" + GOOD, "line comment": "// a\n" + GOOD,
    "byte order mark": "\ufeff" + GOOD, "NUL in front": "\0" + GOOD,
    "form encoding": "AccountDetails=@NEW@", "XML": "<AccountDetails>@NEW@</AccountDetails>",
    "blank": "  \n", "other white space": GOOD.replace(":", ":\v"),
    "no-break space": GOOD.replace(":", ":\u00a0"),
    # not an object
    "null": "null", "true": "true", "a number": "5", "a string": '"AccountDetails"',
    "an empty list": "[]", "a list": "[" + GOOD + "]",
    # words and numbers
    "NaN": OTHER % "NaN", "Infinity": OTHER % "Infinity", "-Infinity": OTHER % "-Infinity",
    "nan": OTHER % "nan", "True": OTHER % "True", "None": OTHER % "None",
    "undefined": OTHER % "undefined", "nul": OTHER % "nul", "TRUE": OTHER % "TRUE",
    "1e400": OTHER % "1e400", "-1e400": OTHER % "-1e400", "2^63": OTHER % "9223372036854775808",
    "2^64": OTHER % "18446744073709551616", "-2^63-1": OTHER % "-9223372036854775809",
    "hex": OTHER % "0x10", "plus sign": OTHER % "+1", "leading zero": OTHER % "01",
    "no digit in front": OTHER % ".5", "no digit behind": OTHER % "1.", "no exponent": OTHER % "1e",
    "minus alone": OTHER % "-", "a thousand digits": OTHER % ("1" * 1000),
    "digits grouped": OTHER % "1_000",
    # duplicate keys
    "key twice": '{"AccountDetails":[],"AccountDetails":[{"AccountId":"@NEW@"}]}',
    "key twice, the good one first": GOOD[:-1] + ',"AccountDetails":[]}',
    "key twice in an element": '{"AccountDetails":[{"AccountId":"x","AccountId":"@NEW@"}]}',
    "key twice, once escaped":
        '{"AccountDetails":[{"AccountId":"@NEW@","\\u0041ccountId":"@MEMBER@"}]}',
    "unknown key twice": OTHER % '1,"Other":2',
    "key twice in an unknown member": OTHER % '{"a":1,"a":1}',
    # strings
    "U+0000 in a value": EMAIL % "x\\u0000y", "U+0000 alone": EMAIL % "\\u0000",
    "U+0000 in a key": '{"AccountDetails\\u0000x":1,"AccountDetails":[{"AccountId":"@NEW@"}]}',
    "U+0000 in an unknown member": OTHER % '"\\u0000"', "a raw NUL": EMAIL % "x\0y",
    "high surrogate alone": EMAIL % "\\ud800", "low surrogate alone": EMAIL % "\\udc00",
    "surrogates in the wrong order": EMAIL % "\\udc00\\ud800",
    "high surrogate twice": EMAIL % "\\ud800\\ud800", "unknown escape": EMAIL % "\\x41",
    "hex escape that is none": EMAIL % "\\u12G4", "short escape": EMAIL % "\\u12",
    "escaped quote by a quote": EMAIL % "\\'", "raw newline": EMAIL % "a\nb",
    "raw tab": EMAIL % "a\tb", "raw escape": EMAIL % "a\x1bb", "raw U+001F": EMAIL % "a\x1fb",
    # depth
    "too deep by one": nested(DEPTH_LIMIT + 1),
    "objects too deep by one": nested_objects(DEPTH_LIMIT + 1), "far too deep": nested(20_000),
    "deep and never closed": "[" * 60_000, "deep objects never closed": '{"a":' * 12_000,
}
NOT_UTF_8 = {
    "overlong slash": b"\xc0\xaf", "overlong slash in three": b"\xe0\x80\xaf",
    "overlong NUL": b"\xc0\x80", "surrogate": b"\xed\xa0\x80",
    "beyond U+10FFFF": b"\xf4\x90\x80\x80", "five bytes": b"\xf8\x88\x80\x80\x80",
    "continuation alone": b"\x80", "cut sequence": b"\xc3", "Latin-1": b"caf\xe9", "0xFF": b"\xff",
}

GOOD_JSON = {
    "plain": GOOD, "white space around": " \r\n\t" + GOOD.replace(":", " : ") + "\n",
    "as deep as allowed less one": nested(31), "as deep as allowed": nested(DEPTH_LIMIT),
    "objects as deep as allowed": nested_objects(DEPTH_LIMIT),
    "unknown members": OTHER % '{"a":[1,2.5,-3e10,true,false,null,"\\ud83d\\ude00"],"b":{}}',
    "unknown members in an element": '{"AccountDetails":[{"AccountId":"@NEW@","Name":["x"]}]}',
    "largest integers": OTHER % "[9223372036854775807,-9223372036854775808]",
    "escaped key": '{"Account\\u0044etails":[{"AccountId":"@NEW@"}]}',
    "null where nothing is required": '{"AccountDetails":[{"AccountId":"@NEW@","Email":null}]}',
    "a key in other letter case is unknown": '{"accountdetails":5,' + GOOD[1:],
}


# ---- types: each member of each operation's input, in turn, as something else

ACCOUNTS = {"AccountIds": ["@MEMBER@"]}
CIS = "cis-aws-foundations-benchmark/v/1.2.0"
STANDARD = f"arn:aws:securityhub:::ruleset/{CIS}"
SUBSCRIPTION = f"arn:aws:securityhub:eu-west-1:@ADMIN@:subscription/{CIS}"
BODIES = {
    "EnableSecurityHub": {
        "Tags": {"a": "b"}, "EnableDefaultStandards": False,
        "ControlFindingGenerator": "SECURITY_CONTROL"},
    "UpdateSecurityHubConfiguration": {
        "AutoEnableControls": False, "ControlFindingGenerator": "STANDARD_CONTROL"},
    "CreateMembers": {"AccountDetails": [{"AccountId": "@NEW@", "Email": "a@example.com"}]},
    "GetMembers": ACCOUNTS, "DeleteMembers": {"AccountIds": ["@INVITED@"]},
    "InviteMembers": ACCOUNTS, "DisassociateMembers": ACCOUNTS,
    "DeclineInvitations": {"AccountIds": ["@ADMIN@"]},
    "DeleteInvitations": {"AccountIds": ["@INVITED@"]},
    "AcceptInvitation": {"MasterId": "@ADMIN@", "InvitationId": "@INVITATION@"},
    "AcceptAdministratorInvitation": {"AdministratorId": "@ADMIN@", "InvitationId": "@INVITATION@"},
    "TagResource": {"Tags": {"a": "b"}},
    "BatchEnableStandards": {
        "StandardsSubscriptionRequests": [
            {"StandardsArn": STANDARD, "StandardsInput": {"a": "b"}}]},
    "BatchDisableStandards": {"StandardsSubscriptionArns": [SUBSCRIPTION]},
    "GetEnabledStandards": {
        "StandardsSubscriptionArns": [SUBSCRIPTION], "MaxResults": 5, "NextToken": "x"},
}
# These are answered by the account that was invited.
OF_THE_INVITED = {"AcceptInvitation", "AcceptAdministratorInvitation", "DeclineInvitations"}
WRONG = {
    str: [5, True, [], {}, ["x"]], list: ["x", 5, True, {}], dict: ["x", 5, True, [], [{}]],
    bool: ["true", "yes", 1, 0, [], {}], int: ["5", 1.5, 5.0, True, [], {}],
}
OWN_FAULT = {"MaxResults": "invalid_max_results", "NextToken": "invalid_next_token"}


def replacements(node):
    """Copies of a JSON value with one value in it replaced by one of another type, and its path."""
    for key in range(len(node)) if isinstance(node, list) else node:
        for wrong in WRONG[type(node[key])]:
            yield (key,), {**node, key: wrong} if isinstance(node, dict) else [wrong]
        if isinstance(node[key], (list, dict)):
            for path, inner in replacements(node[key]):
                yield (key, *path), {**node, key: inner} if isinstance(node, dict) else [inner]


def omissions():
    """Each required member left out, null, or in other letter case; in elements of lists too."""
    for operation, body in BODIES.items():
        shape = model.service_model(model.SECURITYHUB).operation_model(operation).input_shape
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
OMISSIONS = [pytest.param(operation, body, id=f"{operation}-{what}")
             for operation, what, body in omissions()]


# ---- accounts

LISTS_OF_ACCOUNTS = ("CreateMembers", "GetMembers", "DeleteMembers", "InviteMembers",
                     "DisassociateMembers", "DeclineInvitations", "DeleteInvitations")
NO_ACCOUNT_IDS = {
    "eleven digits": "12345678901", "thirteen digits": "1234567890123", "a letter": "12345678901a",
    "empty": "", "blank": "            ", "a space in front": " 12345678901",
    "a space behind": "123456789012 ", "a newline behind": "123456789012\n",
    "a minus": "-12345678901", "a plus": "+12345678901", "hex": "0x1234567890",
    "Arabic digits": "١٢٣٤٥٦٧٨٩٠١٢",
    "full-width digits": "１２３４５６７８９０１２",
    "dashes": "1234-5678-9012", "an ARN": "arn:aws:iam::123456789012:root", "SQL": "1' OR '1'='1",
    "SQL in twelve": "'; SELECT 1;", "a wildcard": "%", "a point": "123456.89012",
    "exponent": "1e1100000000", "very long": "1" * 20_000,
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


# ---- queries and tags

NO_PAGE_SIZES = ("0", "51", "-1", "abc", "", "1.5", "1e1", "0x10", "%2B5", "+5", "%205", "5%20",
                 "5%00", "%D9%A5", "99999999999999999999", "2147483648", "4294967297", "NaN",
                 "5;", "%ff")
NO_SWITCHES = ("maybe", "1", "0", "yes", "", "true%00", "true%20", "false,true", "null", "tru",
               "trueX", "%ff")
BAD_QUERIES = [
    *((target, f"MaxResults={value}", "invalid_max_results")
      for target in ("/members", "/invitations") for value in NO_PAGE_SIZES),
    ("/standards", "MaxResults=0", "invalid_max_results"),
    ("/standards", "MaxResults=101", "invalid_max_results"),
    ("/standards", "MaxResults=abc", "invalid_max_results"),
    ("/members", "MaxResults=5&MaxResults=6", "invalid_max_results"),
    *(("/members", f"OnlyAssociated={value}", "invalid_only_associated") for value in NO_SWITCHES),
    ("/members", "OnlyAssociated=true&OnlyAssociated=false", "invalid_only_associated"),
    ("/members", "NextToken=%00", "invalid_next_token"),
    ("/members", "NextToken=a&NextToken=b", "invalid_next_token"),
    ("/accounts", "HubArn=", "invalid_input"), ("/accounts", "HubArn=hub", "invalid_input"),
    ("/accounts", "HubArn=arn:aws:" + "x" * 2050, "invalid_input"),
    ("/accounts", "HubArn=arn:aws:%00", "invalid_input"),
    ("/accounts", "HubArn=arn:aws:securityhub:eu-west-1:111111111111:hub/default", "hub_not_found"),
    ("/members", "MaxResults=%zz", "malformed_query_string"),
    ("/members", "a=%", "malformed_query_string"), ("/members", "%4", "malformed_query_string"),
    ("/members", "OnlyAssociated=%u0041", "malformed_query_string"),
]

BAD_TAGS = {
    "empty key": {"": "v"}, "key of 129": {"k" * 129: "v"}, "value of 257": {"k": "v" * 257},
    "none": {}, "value of 257 in two bytes each": {"k": "é" * 257},
    "fifty-one": {f"k{number}": "v" for number in range(51)}, "reserved prefix": {"aws:x": "v"},
    "reserved prefix beside a good one": {"a": "v", "aws:cloudformation:stack": "v"},
    "a space": {"a b": "v"}, "an at sign": {"a@b": "v"}, "a letter beyond ASCII": {"é": "v"},
    "a quote": {"a'b": "v"}, "a newline": {"a\n": "v"}, "a bracket": {"a[0]": "v"},
    "value null": {"a": None}, "value a number": {"a": 1}, "value an object": {"a": {}},
}
