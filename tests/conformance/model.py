"""What an answer must look like, by botocore's own service model.

Every answer that a test gets, through boto3 or raw, goes through check_answer() or check_refusal().
"""
import functools
import json
import re
import xml.etree.ElementTree as tree
from datetime import datetime, timezone

import botocore.session

# The services with hub or detector, members and invitations; what they share is tried with both.
SECURITYHUB, GUARDDUTY = SERVICES = ("securityhub", "guardduty")
STS = "sts"

BOTH_SERVE = (
    "CreateMembers", "GetMembers", "ListMembers", "DeleteMembers", "InviteMembers",
    "DisassociateMembers",
    "ListInvitations", "GetInvitationsCount", "AcceptInvitation", "AcceptAdministratorInvitation",
    "DeclineInvitations", "DeleteInvitations", "GetMasterAccount", "GetAdministratorAccount",
    "DisassociateFromMasterAccount", "DisassociateFromAdministratorAccount",
    "TagResource", "UntagResource", "ListTagsForResource",
)
SERVED = {
    SECURITYHUB: (
        "EnableSecurityHub", "DisableSecurityHub", "DescribeHub", "UpdateSecurityHubConfiguration",
        *BOTH_SERVE,
        "BatchEnableStandards", "BatchDisableStandards", "GetEnabledStandards",
        "DescribeStandards",
    ),
    GUARDDUTY: (
        "CreateDetector", "GetDetector", "ListDetectors", "UpdateDetector", "DeleteDetector",
        *BOTH_SERVE,
        "StartMonitoringMembers", "StopMonitoringMembers",
        "GetMemberDetectors", "UpdateMemberDetectors",
    ),
    STS: ("GetCallerIdentity", "AssumeRole"),
}

# Operations of findings, which have tables of their own in test_findings.py and test_guardduty_findings.py.
FINDINGS = {
    SECURITYHUB: (
        "BatchImportFindings", "GetFindings", "BatchUpdateFindings", "UpdateFindings",
        "CreateInsight", "GetInsights", "UpdateInsight", "DeleteInsight", "GetInsightResults",
        "EnableImportFindingsForProduct", "DisableImportFindingsForProduct",
        "ListEnabledProductsForImport", "DescribeProducts",
        "CreateActionTarget", "DescribeActionTargets", "UpdateActionTarget", "DeleteActionTarget",
        "CreateFindingAggregator", "GetFindingAggregator", "ListFindingAggregators",
        "UpdateFindingAggregator", "DeleteFindingAggregator",
    ),
    GUARDDUTY: (
        "CreateSampleFindings", "ListFindings", "GetFindings", "ArchiveFindings",
        "UnarchiveFindings", "UpdateFindingsFeedback", "GetFindingsStatistics",
        "CreateFilter", "GetFilter", "ListFilters", "UpdateFilter", "DeleteFilter",
    ),
    STS: (),
}

# Required members of an output that are there and null where there is nothing to say.
NULLABLE = {("GetMasterAccountResponse", "master"),
            ("GetAdministratorAccountResponse", "administrator")}

# The exceptions of the front end, HTTP and signature.
FRONT_END = {
    "BadRequestException", "RequestEntityTooLargeException", "MalformedQueryStringException",
    "MissingAuthenticationTokenException", "IncompleteSignatureException",
    "InvalidSignatureException",
    "UnrecognizedClientException", "ExpiredTokenException", "UnknownOperationException",
}
# The two exceptions of GuardDuty's model, and what its documentation calls their causes.
GUARDDUTY_TYPES = {
    "BadRequestException": {"InvalidInputException", "LimitExceededException", "AccessDeniedException"},
    "InternalServerErrorException": {"InternalException"},
}

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
INVITATION_ID = re.compile(r"[0-9a-f]{32}")
SCALARS = {"string": str, "boolean": bool, "integer": int, "long": int, "double": float}


@functools.lru_cache(maxsize=None)
def service_model(service):
    return botocore.session.get_session().get_service_model(service)


def operation_model(service, name):
    return service_model(service).operation_model(name)


def unserved(service):
    """The operations of the service that this server does not have."""
    return [name for name in service_model(service).operation_names if name not in SERVED[service] + FINDINGS[service]]


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


# ---- what is newer than the oldest botocore these tests run with (1.29.27 of Debian 12)

def check_text(value):
    assert isinstance(value, str), f"{value!r} is no text"


def check_number(value):
    assert isinstance(value, (int, float)), f"{value!r} is no number"


def check_object(value):
    assert isinstance(value, dict) and value, f"{value!r} is no object"


def check_texts(value):
    assert isinstance(value, list), f"{value!r} is no list"
    for element in value:
        check_text(element)


def check_objects(value):
    assert value and all(isinstance(one, dict) for one in value), f"{value!r} is no list of objects"


ALWAYS_ON = {"FLOW_LOGS", "CLOUD_TRAIL", "DNS_LOGS"}


def check_features(features):
    """What a detector can watch, each once: whether it does, and since when."""
    for feature in features:
        assert feature.keys() <= {"name", "status", "updatedAt", "additionalConfiguration"}
        for part in (feature, *feature.get("additionalConfiguration", [])):
            assert part["status"] in ("ENABLED", "DISABLED"), feature
            check_epoch(part["updatedAt"])
    names = [feature["name"] for feature in features]
    assert len(set(names)) == len(names), "a feature is there twice"
    return {feature["name"]: feature["status"] for feature in features}


def check_detector_features(features):
    status = check_features(features)
    for name in ALWAYS_ON:
        assert status.get(name) == "ENABLED", f"{name} is {status.get(name)}"


def check_member_features(features):
    """Only those that an administrator may switch."""
    assert not ALWAYS_ON & check_features(features).keys()


# Structure and member on the wire: what must hold of it, whether the model knows it or not.
NEWER_MEMBERS = {
    ("DescribeHubResponse", "ControlFindingGenerator"): check_text,
    ("GetDetectorResponse", "features"): check_detector_features,
    ("MemberDataSourceConfiguration", "features"): check_member_features,
    ("AwsSecurityFinding", "ProcessedAt"): check_text,
    ("AwsSecurityFinding", "AwsAccountName"): check_text,
    ("FindingProviderSeverity", "Normalized"): check_number,
    ("FindingProviderSeverity", "Product"): check_number,
    ("Resource", "lambdaDetails"): check_object,
    ("Resource", "rdsDbInstanceDetails"): check_object,
    ("Resource", "rdsDbUserDetails"): check_object,
    ("S3BucketDetail", "s3ObjectDetails"): check_objects,
    ("Resource", "ebsSnapshotDetails"): check_object,
    ("Resource", "ec2ImageDetails"): check_object,
    ("Resource", "recoveryPointDetails"): check_object,
    ("Action", "rdsLoginAttemptAction"): check_object,
    ("DnsRequestAction", "domainWithSuffix"): check_text,
    ("KubernetesApiCallAction", "sourceIPs"): check_texts,
    ("EcsTaskDetails", "launchType"): check_text,
    ("Service", "runtimeDetails"): check_object,
    ("Service", "detection"): check_object,
    ("Service", "malwareScanDetails"): check_object,
    ("Service", "featureName"): check_text,
    ("EbsVolumeScanDetails", "scanType"): check_text,
}


# ---- answers

def check_request_id(headers):
    request_ids = headers.get_all("x-amzn-RequestId") or []
    assert len(request_ids) == 1 and UUID.fullmatch(request_ids[0]), f"request ids {request_ids}"


def check_headers(headers, content_type="application/json"):
    check_request_id(headers)
    content_types = headers.get_all("Content-Type") or []
    assert content_types == [content_type], f"Content-Type is {content_types}"


def check_answer(operation, status, headers, body):
    """Checks a good answer to `operation`, an OperationModel. Returns what the body says."""
    wanted = int(operation.http.get("responseCode", 200))
    assert status == wanted, f"{operation.name} answers {status} {body!r}"
    if speaks_xml(operation.service_model.service_name):
        return check_xml_answer(operation, headers, body)
    if wanted == 204:
        check_request_id(headers)
        assert body == b"", f"a body with 204: {body!r}"
        return {}
    check_headers(headers)
    if not operation.output_shape or not operation.output_shape.members:
        assert body in (b"", b"{}"), f"{operation.name} has no output, yet the body is {body!r}"
        return {}
    answer = parse_strictly(body)
    check_value(operation.output_shape, answer, operation.name)
    for name, shape in wire_members(operation.output_shape).items():
        if shape.type_name in ("list", "map"):
            assert name in answer, f"{operation.name} leaves {name} out"
    return answer


def wire_members(structure):
    """The members of a structure by their names on the wire."""
    return {shape.serialization.get("name", name): shape
            for name, shape in structure.members.items()}


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
    members = wire_members(shape)
    for name in shape.required_members:
        wire = shape.members[name].serialization.get("name", name)
        assert wire in value, f"{where} leaves {wire} out"
    for name, element in value.items():
        newer = NEWER_MEMBERS.get((shape.name, name))
        assert newer or name in members, f"{where} has no member {name}"
        if newer:
            newer(element)
        if name in members and not (element is None and (shape.name, name) in NULLABLE):
            check_value(members[name], element, f"{where}.{name}")
        # Of findings providers say when, in a form of their choice.
        if name.endswith("At") and isinstance(element, str) and not where.startswith("GetFindings."):
            milliseconds(element)
    check_invitation({name[0].lower() + name[1:]: element for name, element in value.items()})


def check_invitation(value):
    """The id of an invitation carries the time of the invitation."""
    if "invitationId" in value and "invitedAt" in value:
        inside = invitation_milliseconds(value["invitationId"])
        assert inside == milliseconds(value["invitedAt"]), value


def check_epoch(value):
    assert type(value) in (int, float), f"{value!r} is not a number of seconds"
    assert 1.5e9 < value < 1e11, f"{value!r} is not seconds since the epoch"


def check_scalar(shape, value, where):
    if shape.type_name == "timestamp":
        if shape.serialization.get("timestampFormat") == "iso8601":
            milliseconds(value)
        else:
            check_epoch(value)
        return
    if shape.type_name == "double" and type(value) is int:
        value = float(value)
    assert type(value) is SCALARS[shape.type_name], f"{where} is {value!r}, not a {shape.type_name}"
    if "pattern" in shape.metadata:
        assert re.search(shape.metadata["pattern"], value), f"{where} is {value!r}"
    if shape.type_name == "string" and shape.enum:
        assert value in shape.enum, f"{where} is {value!r}, not one of {shape.enum}"


# ---- the query protocol

def speaks_xml(service):
    return service_model(service).metadata["protocol"] == "query"


def children(element, namespace=""):
    """The elements in an element by name, which must be there once each, beside no text."""
    found = {}
    assert not (element.text or "").strip() and not element.attrib, tree.tostring(element)
    for child in element:
        assert child.tag.startswith(namespace) and not (child.tail or "").strip(), child.tag
        name = child.tag[len(namespace):]
        assert name not in found, f"{name} twice in {element.tag}"
        found[name] = child
    return found


def text_of(element):
    assert len(element) == 0 and not element.attrib, tree.tostring(element)
    return element.text or ""


def json_value(shape, element, namespace):
    """What JSON would have for an element of that shape."""
    if shape.type_name == "structure":
        return {name: json_value(shape.members[name], child, namespace)
                if name in shape.members else text_of(child)
                for name, child in children(element, namespace).items()}
    text = text_of(element)
    if shape.type_name == "timestamp":
        assert SECOND.fullmatch(text), f"{text!r} is not ISO 8601 with seconds and Z"
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").timestamp()
    return int(text) if shape.type_name == "integer" else text


def check_xml_answer(operation, headers, body):
    """Checks a good answer: the result in its two envelopes, and the request's id beside it."""
    check_headers(headers, "text/xml")
    namespace = f"{{{operation.service_model.metadata['xmlNamespace']}}}"
    root = tree.fromstring(body)
    assert root.tag == f"{namespace}{operation.name}Response", root.tag
    outer = children(root, namespace)
    assert outer.keys() == {f"{operation.name}Result", "ResponseMetadata"}, outer
    metadata = children(outer["ResponseMetadata"], namespace)
    assert metadata.keys() == {"RequestId"}, metadata
    assert text_of(metadata["RequestId"]) == headers["x-amzn-RequestId"]
    answer = json_value(operation.output_shape, outer[f"{operation.name}Result"], namespace)
    check_value(operation.output_shape, answer, operation.name)
    return answer


def check_xml_refusal(headers, body):
    """Checks an error of the query protocol. Gives code, message and type."""
    check_headers(headers, "text/xml")
    assert headers["x-amzn-ErrorType"] is None, "the code is in the body"
    root = tree.fromstring(body)
    assert root.tag == "ErrorResponse", root.tag
    outer = children(root)
    assert outer.keys() == {"Error", "RequestId"}, outer
    assert text_of(outer["RequestId"]) == headers["x-amzn-RequestId"]
    error = {name: text_of(child) for name, child in children(outer["Error"]).items()}
    assert error.keys() == {"Type", "Code", "Message"}, error
    assert error["Type"] in ("Sender", "Receiver"), error
    return error["Code"], error["Message"], error["Type"]


# ---- refusals

def check_refusal(service, headers, body):
    """Checks an error: the service's own shape, or the front end's. Gives code, message and type.

    The front end, which refuses before it knows who asks, says the exception in the header alone.
    """
    if speaks_xml(service):
        return check_xml_refusal(headers, body)
    check_headers(headers)
    codes = headers.get_all("x-amzn-ErrorType") or []
    assert len(codes) == 1 and codes[0].isalpha(), f"x-amzn-ErrorType is {codes}"
    (code,), error = codes, parse_strictly(body)
    if error.keys() == {"message"}:
        assert code in FRONT_END, f"{error} as {code}"
        return code, error["message"], None
    if service == GUARDDUTY:
        assert error.keys() == {"message", "__type", "type"}, f"{error} as {code}"
        assert error["__type"] == error["type"], error
        assert error["type"] in GUARDDUTY_TYPES.get(code, ()) or error["type"] == code, error
        return code, error["message"], error["type"]
    assert error.keys() == {"Message", "Code"} and error["Code"] == code, f"{error} as {code}"
    return code, error["Message"], None
