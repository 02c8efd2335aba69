"""STS: who is there, and what a session is given and asked for."""
import functools
import json
import re
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import botocore.credentials
import pytest

from faults import STS_WHOLE, check_fault, refused
from memberhub_testing import SECRET
from model import SECURITYHUB, STS
from private_stack import Stack
from sts import (PROBES, TOLERANCE_S, VERSION, as_session, assume, assumptions, caller, changed,
                 post, request_session, role_arn, somebody, trail)
from wire import CONFIG, FORM, endpoint, exchange
from wire import session as boto3_session

# ---- who is there

def test_an_account_is_told_its_own_id_and_arn():
    account = caller()
    answer = account.client.get_caller_identity()
    assert (answer["Account"], answer["UserId"], answer["Arn"]) \
        == (account.id, account.id, f"arn:aws:iam::{account.id}:root")


@pytest.mark.parametrize("region, partition", [
    ("us-east-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")])
def test_the_partition_is_that_of_the_region(region, partition):
    account = caller(region=region)
    assert account.client.get_caller_identity()["Arn"] == f"arn:{partition}:iam::{account.id}:root"


def test_a_session_is_told_its_role_and_name():
    target = caller()
    answer = request_session(caller(), target, RoleSessionName="me@example.com")
    identity = as_session(answer, target).client.get_caller_identity()
    assert identity["Account"] == target.id
    assert identity["Arn"] == f"arn:aws:sts::{target.id}:assumed-role/demo/me@example.com" \
        == answer["AssumedRoleUser"]["Arn"]
    assert identity["UserId"] == answer["AssumedRoleUser"]["AssumedRoleId"]


@pytest.mark.parametrize("form", [
    "Action=GetCallerIdentity&Version=2011-06-15", "Version=2011-06-15&Action=GetCallerIdentity",
    "Action=%47etCallerIdentity&Version=2011%2D06%2d15",
    "%41ction=GetCallerIdentity&Version=2011-06-15",
    "&&Action=GetCallerIdentity&&Version=2011-06-15&",
    "Action=GetCallerIdentity&Version=2011-06-15&Other=1&Other=2&Another&=&=x"])
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_the_form_comes_in_the_body_or_in_the_query(method, form):
    account = somebody()
    answer = account.send("POST", "/", form.encode()) if method == "POST" \
        else account.send("GET", "/?" + form)
    assert answer.success("GetCallerIdentity")["Account"] == account.id


@pytest.mark.parametrize("content_type", [
    None, "application/x-www-form-urlencoded", FORM, "application/json", "text/plain"])
def test_the_service_of_the_signature_says_that_the_body_is_a_form(content_type):
    account = somebody()
    answer = account.send(*PROBES[STS], {"Content-Type": content_type or "x"})
    assert answer.success("GetCallerIdentity")["Account"] == account.id


@pytest.mark.parametrize("action, read", [
    ("a+b", "a b"), ("a%20b", "a b"), ("a%2Bb", "a+b"), ("a%2bb", "a+b"), ("%61%3D%26", "a=&"),
    ("a=b", "a=b"), ("%2520", "%20")])
def test_a_form_is_decoded_once_and_a_plus_is_a_space(action, read):
    answer = somebody().send("POST", "/", f"Action={action}&Version={VERSION}".encode())
    check_fault(answer, "unknown_operation", read, VERSION)


# ---- presigned URLs

@pytest.fixture(scope="module")
def stack():
    """One of its own, where they are served."""
    directory = Path(tempfile.mkdtemp(prefix="memberhub-sts-"))
    directory.chmod(0o711)  # PostgreSQL's user passes through
    found = Stack(directory, auth_query_form="on")
    found.up()
    try:
        yield found
    finally:
        found.dev("down", "--purge")


@pytest.fixture
def presigning(stack, monkeypatch):
    monkeypatch.setenv("MEMBERHUB_ENDPOINT", f"http://127.0.0.1:{stack.port}")


def presigned(account, **parameters):
    """As the clients of aws-iam-authenticator and of Vault make it."""
    return account.client.generate_presigned_url("get_caller_identity", HttpMethod="GET",
                                                 **parameters)


def fetch(url, **headers):
    """As somebody who has the URL alone."""
    host = {"Host": urlsplit(endpoint()).netloc}
    return exchange("GET", url[len(endpoint()):], b"", {**host, **headers}, STS)


def test_a_presigned_url_says_who_signed_it(presigning):
    account, target = caller(), caller()
    session = assume(account, target)
    for signer in (account, session):
        identity = fetch(presigned(signer, ExpiresIn=60)).success("GetCallerIdentity")
        assert identity == {name: value for name, value
                            in signer.client.get_caller_identity().items()
                            if name != "ResponseMetadata"}


def test_a_token_in_a_presigned_url_is_not_logged(stack, presigning):
    session = assume(caller(), caller())
    fetch(presigned(session)).success("GetCallerIdentity")
    assert fetch(presigned(replace(session, secret="wrong"))).status == 403
    for path in (stack.directory / "log").iterdir():
        assert session.token[20:60].encode() not in path.read_bytes(), path.name


def test_a_presigned_url_of_which_anything_is_changed_is_refused(presigning):
    account = caller()
    session, other = assume(account, caller()), assume(account, caller())
    url = presigned(session)
    token = quote(session.token, safe="")
    assert token in url
    changes = {
        "action": (url.replace("GetCallerIdentity", "AssumeRole"), "signature_mismatch"),
        "version": (url.replace(VERSION, "2011-06-16"), "signature_mismatch"),
        "signature": (url[:-1] + ("0" if url[-1] != "0" else "1"), "signature_mismatch"),
        "another token": (url.replace(token, quote(other.token, safe="")), "unknown_key"),
        "a changed token": (url.replace(token, quote(changed(session.token, 50), safe="")),
                            "unknown_key"),
        "no token": (url.replace("&X-Amz-Security-Token=" + token, ""), "unknown_key"),
        "an account with a token": (
            presigned(account) + "&X-Amz-Security-Token=" + token, "unknown_key"),
    }
    for name, (wrong, fault) in changes.items():
        status, code, _ = fetch(wrong).refusal()
        assert (status, code) == STS_WHOLE[fault][:2], name


def test_a_presigned_url_is_refused_in_xml_where_the_query_form_is_off():
    status, code, _ = fetch(presigned(somebody())).refusal()
    assert (status, code) == STS_WHOLE["invalid_signature"][:2]


# ---- a session: what is given

def test_the_parts_of_a_session_have_the_form_of_awss():
    target = caller()
    answer = request_session(caller(), target, RoleSessionName="a-name")
    credentials, user = answer["Credentials"], answer["AssumedRoleUser"]
    assert re.fullmatch("ASIA[A-Z2-7]{16}", credentials["AccessKeyId"])
    assert re.fullmatch("[A-Za-z0-9/+_-]{40}", credentials["SecretAccessKey"])
    assert 100 < len(credentials["SessionToken"]) < 4096
    assert re.fullmatch("AROA[A-Z0-9]{17}:a-name", user["AssumedRoleId"])
    assert user["Arn"] == f"arn:aws:sts::{target.id}:assumed-role/demo/a-name"
    assert answer.keys() == {"Credentials", "AssumedRoleUser", "ResponseMetadata"}


def test_the_role_has_one_id_and_each_session_has_keys_of_its_own():
    first, second, target = caller(), caller(), caller()
    answers = [request_session(account, target) for account in (first, second, first)]
    assert len({answer["AssumedRoleUser"]["AssumedRoleId"] for answer in answers}) == 1
    for name in ("AccessKeyId", "SecretAccessKey", "SessionToken"):
        assert len({answer["Credentials"][name] for answer in answers}) == 3
    other = request_session(first, target, RoleArn=role_arn(target, "other"))
    assert other["AssumedRoleUser"]["AssumedRoleId"] \
        != answers[0]["AssumedRoleUser"]["AssumedRoleId"]


@pytest.mark.parametrize("parameters, seconds", [
    ({}, 3600), ({"DurationSeconds": 900}, 900), ({"DurationSeconds": 43_200}, 43_200)], ids=str)
def test_a_session_expires_when_its_duration_is_over(parameters, seconds):
    started = time.time()
    expiration = request_session(caller(), caller(), **parameters)["Credentials"]["Expiration"]
    assert abs(expiration.timestamp() - started - seconds) <= TOLERANCE_S


def test_a_session_can_be_asked_for_in_the_query():
    account, target = caller(), caller()
    form = urlencode({"Action": "AssumeRole", "Version": VERSION, "RoleArn": role_arn(target),
                      "RoleSessionName": "a+b"})
    session = as_session(account.send("GET", "/?" + form).success("AssumeRole"), target)
    assert session.client.get_caller_identity()["UserId"].endswith(":a+b")


def test_boto3_gets_its_credentials_from_a_role():
    """The way of a profile with role_arn, over two roles."""
    account, second, third = caller(), caller(), caller()
    credentials = botocore.credentials.Credentials(account.id, SECRET)
    for target in (second, third):
        fetcher = botocore.credentials.AssumeRoleCredentialFetcher(
            client_creator=functools.partial(boto3_session().client, config=CONFIG,
                                             endpoint_url=endpoint(),
                                             region_name=account.region),
            source_credentials=credentials, role_arn=role_arn(target))
        credentials = botocore.credentials.DeferredRefreshableCredentials(
            fetcher.fetch_credentials, "assume-role")
    frozen = credentials.get_frozen_credentials()
    session = replace(third, key=frozen.access_key, secret=frozen.secret_key, token=frozen.token)
    assert session.client.get_caller_identity()["Account"] == third.id
    assert not credentials.refresh_needed()


def test_a_session_of_ones_own_account_is_given_too():
    account = caller()
    assert assume(account, account).client.get_caller_identity()["Account"] == account.id


def test_a_role_is_known_by_its_name_without_the_path():
    account, target = caller(), caller()
    plain = request_session(account, target)
    deep = request_session(account, target, RoleArn=role_arn(target, "a/b.c/demo"))
    assert deep["AssumedRoleUser"] == plain["AssumedRoleUser"]


# ---- a session: what is asked for

def good_parameters(**changes):
    given = {"RoleArn": role_arn(caller()), "RoleSessionName": "tests", **changes}
    return {name: value for name, value in given.items() if value is not None}


LIMITS = {
    "DurationSeconds": (
        ["900", "3600", "43200"],
        ["899", "43201", "0", "-900", "", "abc", "900.0", "9e2", "900 ", " 900", "0x384",
         "99999999999999999999", "\u0669\u0660\u0660"]),
    "RoleSessionName": (
        ["ab", "a" * 64, "a_+=,.@-", "AZaz09", "--"],
        ["", "a", "a" * 65, "a b", "a/b", "a:b", "a*b", "a%b", "a\nb", "ab\n", "a\0b", "a'b",
         "a\"b", "<b>", "caf\u00e9", "\u0430\u0431"]),
    "ExternalId": (
        ["ab", "a" * 1224, "a_+=,.@:/-"],
        ["", "a", "a" * 1225, "a b", "a\nb", "a*b", "caf\u00e9"]),
    "RoleArn": (
        ["arn:aws:iam::{}:role/x", "arn:aws-cn:iam::{}:role/x", "arn:aws-us-gov:iam::{}:role/x",
         "arn:aws:iam::{}:role/" + "x" * 64, "arn:aws:iam::{}:role/a_+=,.@-",
         "arn:aws:iam::{}:role/path/x", "arn:aws:iam::{}:role/a/b/c/x",
         "arn:aws:iam::{}:role/" + "p" * 510 + "/x"],
        ["", "x", "arn:aws:iam", "arn:aws:iam::{}:role", "arn:aws:iam::{}:role/",
         "arn:aws:iam::{}:role/x/", "arn:aws:iam::{}:role/" + "x" * 65,
         "arn:aws:iam::{}:role/a b", "arn:aws:iam::{}:role/a:b", "arn:aws:iam::{}:role/x\n",
         "arn:aws:iam::{}:role/<x>", "arn:aws:iam::{}:role/caf\u00e9",
         "arn:aws:iam::{}:user/x", "arn:aws:iam::{}:roles/x", "arn:aws:iam::{}:Role/x",
         "arn:aws:iam::{}:root", "arn:aws:iam::{}:group/role/x",
         "arn:aws:iam:us-east-1:{}:role/x", "arn:aws:sts::{}:assumed-role/x/y",
         "arn:aws:sts::{}:role/x", "arn:aws:iam:::role/x", "arn:aws:iam::12345678901:role/x",
         "arn:aws:iam::1234567890123:role/x", "arn:aws:iam::12345678901a:role/x",
         "arn:aws:iam::{}:role/x:y", "arn:gcp:iam::{}:role/x", "arn:awsome:iam::{}:role/x",
         "arn:aws:iam::{}:role/a\x01/x", "arn:aws:iam::{}:role/a b/x",
         "arn:aws:iam::{}:role/caf\u00e9/x", "arn:aws:iam::{}:role/" + "p" * 511 + "/x",
         "arn:aws<:iam::{}:role/x", "ARN:aws:iam::{}:role/x", " arn:aws:iam::{}:role/x",
         "arn:aws:iam::{}:role/" + "p" * 2048 + "/x"]),
}


def cases(index):
    return [pytest.param(name, value, id=f"{name}-{value[:50]}-{len(value)}")
            for name in LIMITS for value in LIMITS[name][index]]


@pytest.mark.parametrize("name, value", cases(0))
def test_value_within_the_limits_is_taken(name, value):
    answer = post(somebody(), "AssumeRole",
                  **good_parameters(**{name: value.replace("{}", caller().id)}))
    answer.success("AssumeRole")


@pytest.mark.parametrize("name, value", cases(1))
def test_value_beyond_the_limits_is_refused_and_named(name, value):
    answer = post(somebody(), "AssumeRole",
                  **good_parameters(**{name: value.replace("{}", caller().id)}))
    check_validation_error(answer, name)


def check_validation_error(answer, name):
    status, code, sentence = answer.refusal()
    assert (status, code) == (400, "ValidationError"), answer.body
    assert name in answer.reason
    constraint = f"'{name[0].lower()}{name[1:]}' failed to satisfy constraint: Member must "
    assert f"detected: Value " in sentence and constraint in sentence \
        or sentence == answer.reason or sentence.endswith(" is invalid"), sentence


@pytest.mark.parametrize("name", ["RoleArn", "RoleSessionName"])
def test_required_parameter_that_is_missing_is_named(name):
    check_validation_error(post(somebody(), "AssumeRole", **good_parameters(**{name: None})), name)


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("bad", ["%ff", "%zz", "%", "a%4", "%c3%28", "%ed%a0%80", "%00"])
def test_value_that_is_no_text_is_refused(name, bad):
    form = urlencode({"Action": "AssumeRole", "Version": VERSION,
                      **good_parameters(**{name: None})})
    status, code, _ = somebody().send("POST", "/", f"{form}&{name}={bad}".encode()).refusal()
    assert (status, code) in ((400, "ValidationError"), (400, "MalformedQueryString"),
                              (400, "MalformedInput"))


@pytest.mark.parametrize("name, value", [
    ("RoleArn", "arn:aws:iam::111111111111:role/demo"), ("RoleSessionName", "tests"),
    ("DurationSeconds", "900"), ("ExternalId", "ab")])
def test_parameter_that_comes_twice_is_refused(name, value):
    form = urlencode([*good_parameters(**{name: value}).items(), (name, value)])
    answer = somebody().send("POST", "/", f"Action=AssumeRole&Version={VERSION}&{form}".encode())
    check_validation_error(answer, name)


# AWS's own, as its clients quote them.
SENTENCES = [
    ({"RoleSessionName": "Power/User"},
     "1 validation error detected: Value 'Power/User' at 'roleSessionName' failed to satisfy "
     "constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*"),
    ({"RoleSessionName": "s" * 65},
     f"1 validation error detected: Value '{'s' * 65}' at 'roleSessionName' failed to satisfy "
     "constraint: Member must have length less than or equal to 64"),
    ({"DurationSeconds": "123"},
     "1 validation error detected: Value '123' at 'durationSeconds' failed to satisfy constraint: "
     "Member must have value greater than or equal to 900"),
    ({"DurationSeconds": "86400", "RoleSessionName": None},
     "2 validation errors detected: Value null at 'roleSessionName' failed to satisfy constraint: "
     "Member must not be null; Value '86400' at 'durationSeconds' failed to satisfy constraint: "
     "Member must have value less than or equal to 43200"),
    ({"RoleArn": "nothing-valid-in-here"}, "nothing-valid-in-here is invalid"),
    ({"Tags.member.1.Key": "a", "Tags.member.1.Value": "x", "Tags.member.2.Key": "b",
      "Tags.member.2.Value": "1, 2"},
     "1 validation error detected: Value '1, 2' at 'tags.2.member.value' failed to satisfy "
     "constraint: Member must satisfy regular expression pattern: "
     "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"),
]


@pytest.mark.parametrize("parameters, sentence", SENTENCES)
def test_all_that_is_wrong_is_said_as_aws_says_it(parameters, sentence):
    account = caller()
    answer = post(account, "AssumeRole", **good_parameters(**parameters))
    assert answer.refusal() == (400, "ValidationError", sentence)
    [event] = trail(account)
    assert event["errorMessage"] == sentence


def test_of_a_hidden_value_nothing_is_said():
    account = caller()
    answer = post(account, "AssumeRole", **good_parameters(ExternalId="a secret"))
    assert answer.refusal()[2].startswith(
        "1 validation error detected: Value at 'externalId' failed to satisfy constraint: ")
    assert "a secret" not in json.dumps(trail(account))


REFUSED = {
    "Policy": {"Policy": json.dumps({"Version": "2012-10-17", "Statement": []})},
    "PolicyArns": {"PolicyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}]},
    "SerialNumber": {"SerialNumber": "arn:aws:iam::111111111111:mfa/x"},
    "TokenCode": {"TokenCode": "123456"},
}
LISTS = ("PolicyArns", "Tags", "TransitiveTagKeys", "ProvidedContexts")
REFUSED_FORMS = {
    **{f"{name}, empty": (name, {name: ""}) for name in REFUSED if name not in LISTS},
    "ProvidedContexts": ("ProvidedContexts", {
        "ProvidedContexts.member.1.ProviderArn": "arn:aws:iam::aws:contextProvider/x",
        "ProvidedContexts.member.1.ContextAssertion": "abcd"}),
    "PolicyArns without member": ("PolicyArns", {"PolicyArns.1.arn": "x"}),
}


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_asks_for_nothing(name):
    answer = post(caller(), "AssumeRole", **good_parameters(), **{name: ""})
    assert answer.success("AssumeRole")["Credentials"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_session_would_have_to_obey_is_refused(name):
    account = caller()
    parameters = {"RoleArn": role_arn(caller()), "RoleSessionName": "tests", **REFUSED[name]}
    with refused("invalid_input", f"{name} is not supported here", service=STS) as caught:
        account.client.assume_role(**parameters)
    assert "Credentials" not in caught.value.response
    [event] = trail(account)
    assert (event["eventName"], event["errorCode"]) == ("AssumeRole", "ValidationError")
    assert event["responseElements"] is None


@pytest.mark.parametrize("case", REFUSED_FORMS)
def test_however_it_is_written_it_is_refused(case):
    name, parameters = REFUSED_FORMS[case]
    check_validation_error(post(somebody(), "AssumeRole", **good_parameters(**parameters)), name)


@pytest.mark.parametrize("name", ["PolicyX", "tags", "Tag", "SerialNumbers", "x.Policy"])
def test_a_name_that_only_looks_alike_is_no_parameter(name):
    post(somebody(), "AssumeRole", **good_parameters(**{name: "x"})).success("AssumeRole")


# ---- tags and source identity

def tag_list(**tags):
    return [{"Key": key, "Value": value} for key, value in tags.items()]


# What the action configure-aws-credentials asks for when a workflow says nothing else, as the AWS
# SDK for JavaScript writes it.
WORKFLOW = {"GitHub": "Actions", "Repository": "octo/app", "Workflow": "release it", "Action": "__run",
            "Actor": "octo_cat", "Commit": "0" * 40, "Branch": "refs/heads/main"}


def workflow_form(account, target):
    form = {"RoleArn": role_arn(target), "RoleSessionName": "GitHubActions",
            "DurationSeconds": "3600"}
    for number, (key, value) in enumerate(WORKFLOW.items(), 1):
        form[f"Tags.member.{number}.Key"] = key
        form[f"Tags.member.{number}.Value"] = value
    for number, key in enumerate(WORKFLOW, 1):
        form[f"TransitiveTagKeys.member.{number}"] = key
    form["ExternalId"] = "ext/1"
    return post(account, "AssumeRole", **form)


def test_a_workflow_gets_its_session_and_what_it_said_is_on_record():
    account, target = caller(), caller()
    answer = workflow_form(account, target).success("AssumeRole")
    assert 0 < int(answer["PackedPolicySize"]) <= 100
    assert answer["AssumedRoleUser"]["Arn"].endswith("/GitHubActions")
    [event] = trail(account)
    asked = event["requestParameters"]
    assert {row["key"]: row["value"] for row in asked["tags"]} == WORKFLOW
    assert asked["transitiveTagKeys"] == list(WORKFLOW)
    assert event["responseElements"]["packedPolicySize"] == int(answer["PackedPolicySize"])


def test_transitive_tags_and_the_source_identity_go_on_from_session_to_session():
    first, second, third = caller(), caller(), caller()
    answer = request_session(first, second, Tags=tag_list(Team="blue", Cost="42"),
                             TransitiveTagKeys=["Team"], SourceIdentity="jo")
    assert answer["SourceIdentity"] == "jo"
    session = as_session(answer, second)
    chained = request_session(session, third, Tags=tag_list(Cost="43"))
    assert chained["SourceIdentity"] == "jo"
    asked = assumptions(second)[-1]["requestParameters"]
    assert asked["incomingTransitiveTags"] == {"Team": "blue"}
    assert asked["sourceIdentity"] == "jo"
    last = as_session(chained, third)
    assert request_session(last, first, SourceIdentity="jo")["SourceIdentity"] == "jo"
    event = assumptions(third)[-1]
    assert event["userIdentity"]["sessionContext"]["sourceIdentity"] == "jo"
    assert event["requestParameters"]["incomingTransitiveTags"] == {"Team": "blue"}


def test_what_a_session_does_names_its_source_identity():
    account, target = caller(), caller()
    session = assume(account, target, SourceIdentity="jo").in_service(SECURITYHUB)
    session.client.enable_security_hub(EnableDefaultStandards=False)
    assert trail(target)[-1]["userIdentity"]["sessionContext"]["sourceIdentity"] == "jo"


# ---- two accounts

def test_both_accounts_have_the_event_of_a_role_that_was_assumed():
    account, target = caller(), caller()
    answer = request_session(account, target, SourceIdentity="jo")
    [own], [theirs] = trail(account), trail(target)
    assert own["userIdentity"]["type"] == "Root"
    assert theirs["userIdentity"] == {"type": "AWSAccount", "accountId": account.id}
    assert own["sharedEventID"] == theirs["sharedEventID"]
    assert own["eventID"] != theirs["eventID"]
    assert (own["recipientAccountId"], theirs["recipientAccountId"]) == (account.id, target.id)
    resources = [("AWS::IAM::Role", role_arn(target)),
                 ("AWS::STS::AssumedRole", answer["AssumedRoleUser"]["Arn"]),
                 ("AWS::IAM::AccessKey", answer["Credentials"]["AccessKeyId"])]
    for event in (own, theirs):
        assert event["readOnly"] is True
        assert event["resources"] == [{"accountId": target.id, "type": kind, "ARN": name}
                                      for kind, name in resources]
        assert event["responseElements"]["sourceIdentity"] == "jo"
        assert event["responseElements"]["credentials"]["accessKeyId"] == \
            answer["Credentials"]["AccessKeyId"]
        assert answer["Credentials"]["SessionToken"] not in json.dumps(event)
    asked = {"LookupAttributes": [{"AttributeKey": "ResourceName",
                                   "AttributeValue": role_arn(target)}]}
    found = boto3_session().client(
        "cloudtrail", region_name=target.region, endpoint_url=endpoint(), config=CONFIG,
        aws_access_key_id=target.id, aws_secret_access_key=SECRET).lookup_events(**asked)["Events"]
    assert [row["EventId"] for row in found] == [theirs["eventID"]]
    assert [(row["ResourceType"], row["ResourceName"]) for row in found[0]["Resources"]] == resources


def test_a_role_that_is_refused_or_ones_own_is_no_event_of_another_account():
    account, target = caller(), caller()
    with refused("reserved_tag_key", service=STS):
        request_session(account, target, Tags=tag_list(**{"aws:x": "y"}))
    request_session(account, account)
    assert trail(target) == []
    assert ["sharedEventID" in event for event in trail(account)] == [False, False]


def test_nobodys_account_has_no_role():
    account, arn = caller(), "arn:aws:iam::000000000000:role/X"
    with refused("access_denied", f"arn:aws:iam::{account.id}:root", "sts:AssumeRole", arn,
                 service=STS):
        account.client.assume_role(RoleArn=arn, RoleSessionName="tests")


# ---- chains

def test_a_session_assumes_the_next_role_for_an_hour_at_most():
    first, second, third = caller(), caller(), caller()
    session = assume(first, second, DurationSeconds=43_200)
    for parameters in ({}, {"DurationSeconds": 900}, {"DurationSeconds": 3600}):
        chained = assume(session, third, **parameters)
        assert chained.client.get_caller_identity()["Account"] == third.id
    for seconds in (3601, 43_200):
        with refused("role_chaining", service=STS):
            request_session(session, third, DurationSeconds=seconds)
    assert assume(chained, first).client.get_caller_identity()["Account"] == first.id
