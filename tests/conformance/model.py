"""What an answer must look like, by botocore's own service model.

Every answer that a test gets, through boto3 or raw, goes through check_answer() or check_refusal().
"""
import functools
import json
import re
from datetime import datetime, timezone

import botocore.session

# Issue: "Security Hub, complete on the account side".
SERVED = (
    "EnableSecurityHub", "DisableSecurityHub", "DescribeHub", "UpdateSecurityHubConfiguration",
    "CreateMembers", "GetMembers", "ListMembers", "DeleteMembers", "InviteMembers",
    "DisassociateMembers",
    "ListInvitations", "GetInvitationsCount", "AcceptInvitation", "AcceptAdministratorInvitation",
    "DeclineInvitations", "DeleteInvitations", "GetMasterAccount", "GetAdministratorAccount",
    "DisassociateFromMasterAccount", "DisassociateFromAdministratorAccount",
    "TagResource", "UntagResource", "ListTagsForResource",
    "BatchEnableStandards", "BatchDisableStandards", "GetEnabledStandards", "DescribeStandards",
)

# Members that AWS added after the oldest botocore these tests run with (1.29.27 of Debian 12).
NEWER_MEMBERS = {"DescribeHub": {"ControlFindingGenerator": str}}
# Times that the model calls plain strings.
TEXT_TIMES = {("DescribeHub", "SubscribedAt")}

# The exceptions of the front end, HTTP and signature.
FRONT_END = {
    "BadRequestException", "RequestEntityTooLargeException", "MalformedQueryStringException",
    "MissingAuthenticationTokenException", "IncompleteSignatureException",
    "InvalidSignatureException",
    "UnrecognizedClientException",
}

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
INVITATION_ID = re.compile(r"[0-9a-f]{32}")
SCALARS = {"string": str, "boolean": bool, "integer": int, "long": int, "timestamp": str}


@functools.lru_cache(maxsize=None)
def service_model():
    return botocore.session.get_session().get_service_model("securityhub")


def unserved():
    """The operations of the service that this server does not have."""
    return [name for name in service_model().operation_names if name not in SERVED]


def parse_strictly(text):
    """Reads JSON, refusing what Python's reader is lenient about."""
    def unique(pairs):
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), f"a member name twice among {names}"
        return dict(pairs)

    def no_constant(name):
        raise AssertionError(f"{name} is not JSON")

    return json.loads(text.decode("utf-8"), object_pairs_hook=unique, parse_constant=no_constant)


def milliseconds(text):
    """Milliseconds since the epoch of a time as the wire spells it."""
    assert TIME.fullmatch(text), f"{text!r} is not ISO 8601 with milliseconds and Z"
    moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    return round(moment.timestamp() * 1000)


def invitation_milliseconds(invitation_id):
    """The time in an InvitationId: 7 random bits, a zero, 41 bits of milliseconds, 79 random."""
    assert INVITATION_ID.fullmatch(invitation_id), f"{invitation_id!r} is not 32 hex digits"
    number = int(invitation_id, 16)
    assert number >> 120 & 1 == 0, f"bit 120 of {invitation_id} is set"
    return number >> 79 & (1 << 41) - 1


def check_headers(headers):
    request_ids = headers.get_all("x-amzn-RequestId") or []
    assert len(request_ids) == 1 and UUID.fullmatch(request_ids[0]), f"request ids {request_ids}"
    content_types = headers.get_all("Content-Type") or []
    assert content_types == ["application/json"], f"Content-Type is {content_types}"


def check_answer(operation, headers, body):
    """Checks a good answer to `operation`, an OperationModel. Returns what the body says."""
    check_headers(headers)
    if not operation.output_shape or not operation.output_shape.members:
        assert body in (b"", b"{}"), f"{operation.name} has no output, yet the body is {body!r}"
        return {}
    answer = parse_strictly(body)
    newer = NEWER_MEMBERS.get(operation.name, {})
    known = {name: value for name,
             value in answer.items() if name in operation.output_shape.members}
    for name in answer.keys() - known.keys():
        assert name in newer, f"{operation.name} has no output member {name}"
        assert isinstance(answer[name], newer[name]), f"{name} is {answer[name]!r}"
    check_value(operation.output_shape, known, operation.name)
    for name, shape in operation.output_shape.members.items():
        if shape.type_name in ("list", "map"):
            assert name in answer, f"{operation.name} leaves {name} out"
        if (operation.name, name) in TEXT_TIMES:
            milliseconds(answer[name])
    return answer


def check_value(shape, value, where):
    """Checks a value of the wire against a shape of the model."""
    if shape.type_name == "structure":
        check_structure(shape, value, where)
    elif shape.type_name == "list":
        assert isinstance(value, list), f"{where} is {value!r}"
        for index, element in enumerate(value):
            check_value(shape.member, element, f"{where}[{index}]")
    elif shape.type_name == "map":
        assert isinstance(value, dict), f"{where} is {value!r}"
        for key, element in value.items():
            check_value(shape.key, key, f"key of {where}")
            check_value(shape.value, element, f"{where}[{key}]")
    else:
        check_scalar(shape, value, where)


def check_structure(shape, value, where):
    assert isinstance(value, dict), f"{where} is {value!r}"
    for name in shape.required_members:
        assert name in value, f"{where} leaves {name} out"
    for name, element in value.items():
        assert name in shape.members, f"{where} has no member {name}"
        check_value(shape.members[name], element, f"{where}.{name}")
    if "InvitationId" in value and "InvitedAt" in value:
        inside = invitation_milliseconds(value["InvitationId"])
        assert inside == milliseconds(value["InvitedAt"]), where


def check_scalar(shape, value, where):
    assert type(value) is SCALARS[shape.type_name], f"{where} is {value!r}, not a {shape.type_name}"
    if shape.type_name == "timestamp":
        milliseconds(value)
    if "pattern" in shape.metadata:
        assert re.search(shape.metadata["pattern"], value), f"{where} is {value!r}"
    if shape.type_name == "string" and shape.enum:
        assert value in shape.enum, f"{where} is {value!r}, not one of {shape.enum}"


def check_refusal(headers, body):
    """Checks an error: Security Hub's documented shape, or the front end's. Gives code and message.

    The front end, which refuses before it knows who asks, says the exception in the header alone.
    """
    check_headers(headers)
    codes = headers.get_all("x-amzn-ErrorType") or []
    assert len(codes) == 1 and codes[0].isalpha(), f"x-amzn-ErrorType is {codes}"
    error = parse_strictly(body)
    if error.keys() == {"message"}:
        assert codes[0] in FRONT_END, f"{error} as {codes[0]}"
        return codes[0], error["message"]
    assert error.keys() == {"Message",
                            "Code"} and error["Code"] == codes[0], f"{error} as {codes[0]}"
    return error["Code"], error["Message"]
