"""STS: who is there, and sessions of roles, by the query protocol."""
import base64
import functools
import json
import re
import subprocess
import tempfile
import time
import uuid
import xml.etree.ElementTree as tree
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import botocore.credentials
import botocore.parsers
import pytest

import model
from faults import STS_WHOLE, Triggers, check_fault, refused
from memberhub_testing import SECRET, TIMEOUT_S, required
from model import GUARDDUTY, SECURITYHUB, STS
from private_stack import Stack
from story import create, enable, invite, members
from wire import CONFIG, FORM, Account, endpoint, exchange
from wire import session as boto3_session

VERSION = "2011-06-15"
SOURCE = Path(__file__).parents[2] / "src/base/fault.c"
# A call may take so long on a machine that is merely slow.
TOLERANCE_S = 5
EVERYWHERE = (STS, SECURITYHUB, GUARDDUTY)
# Reads that need nothing: what each service is asked to find out whether a session is good.
PROBES = {STS: ("POST", "/", b"Action=GetCallerIdentity&Version=2011-06-15"),
          SECURITYHUB: ("GET", "/standards", b""), GUARDDUTY: ("GET", "/detector", b"")}


def caller(**parameters):
    return Account(service=STS, **parameters)


def role_arn(account, name="demo", partition="aws"):
    return f"arn:{partition}:iam::{account.id}:role/{name}"


def post(account, action, **parameters):
    """Sends a form as botocore would write it; names may hold dots: **{"Tags.member.1.Key": ""}."""
    form = urlencode({"Action": action, "Version": VERSION, **parameters})
    return account.send("POST", "/", form.encode())


def request_session(account, target, **parameters):
    return account.in_service(STS).client.assume_role(**{
        "RoleArn": role_arn(target), "RoleSessionName": "tests", **parameters})


def as_session(answer, target):
    """The session's credentials in place of the account's own."""
    credentials = answer["Credentials"]
    return replace(target, service=STS, detector=None, key=credentials["AccessKeyId"],
                   secret=credentials["SecretAccessKey"], token=credentials["SessionToken"])


def assume(account, target, **parameters):
    return as_session(request_session(account, target, **parameters), target)


def probe(account, service, **signing):
    return account.in_service(service).send(*PROBES[service], **signing)


@functools.lru_cache(maxsize=None)
def somebody():
    return caller()


@functools.lru_cache(maxsize=None)
def some_session():
    return assume(caller(), caller())


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
    assert answer.refusal()[:2] == (400, "ValidationError"), answer.body
    assert name in answer.reason
    check_fault(answer, "invalid_input", answer.reason)


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


REFUSED = {
    "Policy": {"Policy": json.dumps({"Version": "2012-10-17", "Statement": []})},
    "PolicyArns": {"PolicyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}]},
    "Tags": {"Tags": [{"Key": "a", "Value": "b"}]},
    "TransitiveTagKeys": {"TransitiveTagKeys": ["a"]},
    "SerialNumber": {"SerialNumber": "arn:aws:iam::111111111111:mfa/x"},
    "TokenCode": {"TokenCode": "123456"},
    "SourceIdentity": {"SourceIdentity": "somebody"},
}
REFUSED_FORMS = {
    **{f"{name}, empty": (name, {name: ""}) for name in REFUSED},
    "ProvidedContexts": ("ProvidedContexts", {
        "ProvidedContexts.member.1.ProviderArn": "arn:aws:iam::aws:contextProvider/x",
        "ProvidedContexts.member.1.ContextAssertion": "abcd"}),
    "PolicyArns without member": ("PolicyArns", {"PolicyArns.1.arn": "x"}),
    "an incomplete tag": ("Tags", {"Tags.member.1.Value": "b"}),
}


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


# ---- a session at work

def test_a_session_is_its_roles_account_at_security_hub():
    person, account, member = Account(), Account(), Account()
    session = assume(person, account).in_service(SECURITYHUB)
    enable(session)
    assert f":{account.id}:" in account.client.describe_hub()["HubArn"]
    with refused("not_subscribed", person.id):
        person.client.describe_hub()
    create(session, member)
    invite(session, member)
    assert [row["AccountId"] for row in members(account)] == [member.id]
    assert members(session) == members(account)


def test_a_session_is_its_roles_account_at_guardduty():
    person, account = caller(), Account(service=GUARDDUTY)
    session = assume(person, account).in_service(GUARDDUTY)
    enable(session)
    assert account.client.list_detectors()["DetectorIds"] == [session.detector]
    assert person.in_service(GUARDDUTY).client.list_detectors()["DetectorIds"] == []


def test_a_session_is_good_in_every_region():
    session = some_session()
    for region in ("us-east-1", "eu-central-1"):
        assert session.in_region(region).client.get_caller_identity()["Account"] == session.id


# ---- a token is good with its own key alone

UNKNOWN_KEY = {
    STS: (403, "InvalidClientTokenId", STS_WHOLE["unknown_key"][2]),
    SECURITYHUB: (403, "UnrecognizedClientException", STS_WHOLE["unknown_key"][2]),
    GUARDDUTY: (403, "UnrecognizedClientException", STS_WHOLE["unknown_key"][2]),
}
MISMATCH = {
    STS: (403, "SignatureDoesNotMatch", STS_WHOLE["signature_mismatch"][2]),
    SECURITYHUB: (403, "InvalidSignatureException", STS_WHOLE["signature_mismatch"][2]),
    GUARDDUTY: (403, "InvalidSignatureException", STS_WHOLE["signature_mismatch"][2]),
}
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def changed(token, position):
    """The token with the least significant bit of one of its characters flipped."""
    other = ALPHABET[ALPHABET.index(token[position]) ^ 1]
    return token[:position] + other + token[position + 1:]


def foreign_tokens():
    session = some_session()
    token = session.token
    middle = len(token) // 2
    return {
        "of another session of the role": assume(caller(), session).token,
        "of a session of another role": assume(caller(), caller()).token,
        "without its end": token[:-1], "without four characters": token[:-4],
        "the first half": token[:middle], "the second half": token[middle:],
        "one character": token[:1], "with a character more": token + "A",
        "with four characters more": token + "AAAA", "padded": token + "=",
        "twice": token + token, "with a space inside": token[:9] + " " + token[9:],
        "in capitals": token.upper(), "the key": session.key, "the secret": session.secret,
        "no base64": "!!!!", "no ASCII": "\xe9\xff",
        "zeros": base64.b64encode(bytes(300)).decode(),
        "of a JWT's look": "eyJhbGciOiJub25lIn0.e30.",
    }


@pytest.mark.parametrize("service", EVERYWHERE)
def test_the_session_itself_is_good(service):
    assert probe(some_session(), service).status == 200


@pytest.mark.parametrize("service", EVERYWHERE)
def test_a_token_that_is_not_this_keys_is_refused(service):
    session, wrong = some_session(), {}
    for name, token in foreign_tokens().items():
        answer = probe(replace(session, token=token), service)
        if answer.refusal() != UNKNOWN_KEY[service]:
            wrong[name] = answer.refusal()
    assert not wrong


@pytest.mark.parametrize("service", EVERYWHERE)
def test_a_token_with_any_character_changed_is_refused(service):
    session = some_session()
    last = len(session.token) - 1
    positions = {*range(0, last, 7 if service == STS else 41), 1, 2, 3, last - 2, last - 1, last}
    for position in sorted(positions):
        answer = probe(replace(session, token=changed(session.token, position)), service)
        assert answer.refusal() == UNKNOWN_KEY[service], f"position {position} of {last}"


@pytest.mark.parametrize("service", EVERYWHERE)
def test_key_and_token_that_do_not_belong_together_are_refused(service):
    session, account = some_session(), somebody()
    cases = {
        "a session's key without a token": replace(session, token=None),
        "a session's key that is nobody's": replace(session, key="ASIA" + "A" * 16),
        "an account with a token": replace(account, token=session.token),
        "an account with the secret of a session": replace(
            account, token=session.token, secret=session.secret),
        "the role's account with its session's token": replace(
            session, key=session.id, secret="test"),
    }
    for name, wrong in cases.items():
        assert probe(wrong, service).refusal() == UNKNOWN_KEY[service], name


@pytest.mark.parametrize("service", EVERYWHERE)
@pytest.mark.parametrize("who", [some_session, somebody])
def test_an_empty_token_is_refused(service, who):
    method, target, body = PROBES[service]
    account = replace(who(), token=None).in_service(service)
    answer = account.send(method, target, body, {"X-Amz-Security-Token": ""})
    assert answer.refusal() == UNKNOWN_KEY[service]


@pytest.mark.parametrize("service", EVERYWHERE)
def test_a_session_with_another_secret_is_refused(service):
    session, other = some_session(), assume(caller(), caller())
    for secret in (other.secret, "test", session.secret[:-1], session.key):
        answer = probe(replace(session, secret=secret), service)
        assert answer.refusal() == MISMATCH[service]


@pytest.mark.parametrize("service", EVERYWHERE)
def test_a_token_that_is_not_signed_is_refused(service):
    session = some_session()
    method, target, body = PROBES[service]
    unsigned = replace(session, token=None).in_service(service)
    headers = unsigned.sign(method, target, body, {"Content-Type": FORM})
    headers["X-Amz-Security-Token"] = session.token
    answer = exchange(method, target, body, headers, service)
    assert answer.status in (400, 403)
    assert answer.refusal()[1] in ("SignatureDoesNotMatch", "InvalidSignatureException",
                                   "IncompleteSignature", "IncompleteSignatureException")


@pytest.mark.parametrize("service", EVERYWHERE)
def test_a_token_that_comes_twice_is_refused(service):
    session = some_session()
    method, target, body = PROBES[service]
    account = replace(session, token=f"{session.token},{session.token}").in_service(service)
    assert account.send(method, target, body).refusal() == UNKNOWN_KEY[service]


@pytest.mark.parametrize("size", [1000, 4000, 8000])
@pytest.mark.parametrize("service", EVERYWHERE)
def test_a_long_token_is_refused_as_any_other(service, size):
    answer = probe(replace(some_session(), token="A" * size), service)
    assert answer.refusal() == UNKNOWN_KEY[service]


def test_a_session_ends_when_its_account_is_suspended():
    target = caller()
    session = assume(caller(), target)
    memberhubctl("account", "suspend", target.id)
    for service in EVERYWHERE:
        assert probe(session, service).refusal() == UNKNOWN_KEY[service]
    memberhubctl("account", "resume", target.id)
    for service in EVERYWHERE:
        assert probe(session, service).status == 200


# ---- a call that is made again

def test_a_repeated_call_gives_the_same_session():
    account, target, invocation = caller(), caller(), str(uuid.uuid4())
    form = urlencode({"Action": "AssumeRole", "Version": VERSION, "RoleArn": role_arn(target),
                      "RoleSessionName": "tests"}).encode()
    answers = [account.send("POST", "/", form, {"amz-sdk-invocation-id": invocation})
               .success("AssumeRole") for _ in range(3)]
    for name in ("AccessKeyId", "SecretAccessKey", "Expiration"):
        assert len({answer["Credentials"][name] for answer in answers}) == 1, name
    for answer in answers:
        assert as_session(answer, target).client.get_caller_identity()["Account"] == target.id
    assert len(trail(account)) == 1
    another = account.send("POST", "/", form).success("AssumeRole")
    assert another["Credentials"]["AccessKeyId"] != answers[0]["Credentials"]["AccessKeyId"]


def test_the_invocation_of_another_call_or_caller_repeats_nothing():
    account, target, invocation = caller(), caller(), str(uuid.uuid4())
    keys = set()
    for who, name in ((account, "one"), (account, "two"), (caller(), "one")):
        form = urlencode({"Action": "AssumeRole", "Version": VERSION,
                          "RoleArn": role_arn(target), "RoleSessionName": name}).encode()
        answer = who.send("POST", "/", form, {"amz-sdk-invocation-id": invocation})
        keys.add(answer.success("AssumeRole")["Credentials"]["AccessKeyId"])
    assert len(keys) == 3


# ---- on record

def memberhubctl(*arguments):
    required("MEMBERHUB_CONF")
    done = subprocess.run(["memberhubctl", *arguments], capture_output=True, text=True,
                          timeout=TIMEOUT_S, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


def trail(account):
    lines = memberhubctl("audit", "tail", "--account", account.id, "--json").splitlines()
    return [json.loads(line) for line in lines]


def test_a_session_that_was_given_is_on_record():
    account, target = caller(), caller()
    answer = request_session(account, target, DurationSeconds=900, ExternalId="external-1")
    [event] = trail(account)
    assert (event["eventSource"], event["eventName"]) == ("sts.amazonaws.com", "AssumeRole")
    assert (event["userIdentity"]["type"], event["userIdentity"]["accountId"]) \
        == ("Root", account.id)
    assert event["requestID"] == answer["ResponseMetadata"]["RequestId"]
    requested = event["requestParameters"]
    assert requested["roleArn"] == role_arn(target)
    assert requested["roleSessionName"] == "tests"
    assert requested["durationSeconds"] in (900, "900")
    response = event["responseElements"]
    assert response["credentials"]["accessKeyId"] == answer["Credentials"]["AccessKeyId"]
    assert response["credentials"].keys() <= {"accessKeyId", "expiration"}
    assert response["assumedRoleUser"] == {
        "assumedRoleId": answer["AssumedRoleUser"]["AssumedRoleId"],
        "arn": answer["AssumedRoleUser"]["Arn"]}


def test_what_a_session_does_is_on_record_as_its_own():
    target = Account()
    answer = request_session(Account(), target, RoleSessionName="worker")
    session = as_session(answer, target).in_service(SECURITYHUB)
    enable(session)
    [event] = trail(target)
    assert (event["eventName"], event["recipientAccountId"]) == ("EnableSecurityHub", target.id)
    role_id = answer["AssumedRoleUser"]["AssumedRoleId"].split(":")[0]
    identity = event["userIdentity"]
    created = identity["sessionContext"]["attributes"].pop("creationDate")
    assert identity == {
        "type": "AssumedRole", "principalId": f"{role_id}:worker",
        "arn": f"arn:aws:sts::{target.id}:assumed-role/demo/worker", "accountId": target.id,
        "accessKeyId": session.key,
        "sessionContext": {
            "sessionIssuer": {"type": "Role", "principalId": role_id, "arn": role_arn(target),
                              "accountId": target.id, "userName": "demo"},
            "attributes": {"mfaAuthenticated": "false"}}}
    assert model.SECOND.fullmatch(created)


def logs():
    """All that the stack has written: the worker's log, nginx's, PostgreSQL's."""
    conf = Path(required("MEMBERHUB_CONF"))
    [directory] = re.findall(r"^log = (.*)/[^/]*$", conf.read_text(), re.M)
    return {path.name: path.read_bytes() for path in Path(directory).iterdir() if path.is_file()}


def test_neither_a_secret_nor_a_token_is_written_anywhere():
    account, target = caller(), caller()
    session = assume(account, target)
    chained = assume(session, target)
    enable(chained.in_service(SECURITYHUB))
    probe(replace(chained, secret="wrong"), STS)
    probe(replace(chained, token=changed(chained.token, 9)), STS)
    session.send("GET", "/?" + urlencode({"Action": chained.secret, "Version": chained.token}))
    written = {"the trail": json.dumps(trail(account) + trail(target)).encode(), **logs()}
    assert "memberhubd.log" in written and chained.key.encode() in written["memberhubd.log"]
    for place, text in written.items():
        for one in (session, chained):
            assert one.secret.encode() not in text, place
            assert one.token[20:60].encode() not in text, place


# ---- what is no operation

@pytest.mark.parametrize("form", [
    "", f"Version={VERSION}", f"action=GetCallerIdentity&Version={VERSION}",
    f"Action=GetCallerIdentity&Action=GetCallerIdentity&Version={VERSION}",
    f"Action=GetCallerIdentity&%41ction=AssumeRole&Version={VERSION}",
    f"Action=%zz&Version={VERSION}", f"Action=%ff&Version={VERSION}",
    f"Action=a%00b&Version={VERSION}", '{"Action":"GetCallerIdentity"}', "\x00\xff"])
def test_without_one_action_nothing_is_done(form):
    answer = somebody().send("POST", "/", form.encode("latin-1"))
    check_fault(answer, "missing_action")


@pytest.mark.parametrize("action, version", [
    ("GetCallerIdentit", VERSION), ("getcalleridentity", VERSION), ("GetCallerIdentity ", VERSION),
    ("EnableSecurityHub", VERSION), ("ListMembers", VERSION), ("CreateDetector", VERSION),
    ("GetCallerIdentity", "2011-06-16"), ("GetCallerIdentity", "2011-06-1"),
    ("AssumeRole", "2018-10-26"), *((name, VERSION) for name in model.unserved(STS))])
def test_action_or_version_that_is_not_served_is_named(action, version):
    form = urlencode({"Action": action, "Version": version}).encode()
    check_fault(somebody().send("POST", "/", form), "unknown_operation", action, version)


@pytest.mark.parametrize("form", ["", "&Versio=2011-06-15",
                                  f"&Version={VERSION}&Version={VERSION}"])
def test_a_version_that_is_not_there_once_is_none(form):
    answer = somebody().send("POST", "/", f"Action=GetCallerIdentity{form}".encode())
    check_fault(answer, "unknown_operation", "GetCallerIdentity", "NO_VERSION_SPECIFIED")


# Whoever calls these has no key yet.
UNSIGNED = ("AssumeRoleWithSAML", "AssumeRoleWithWebIdentity")


@pytest.mark.parametrize("name", model.unserved(STS))
def test_client_of_an_operation_that_is_not_served_gets_a_client_error(name):
    fault = ("missing_authentication",) if name in UNSIGNED \
        else ("unknown_operation", name, VERSION)
    with refused(*fault, service=STS):
        somebody().client._make_api_call(name, {})


@pytest.mark.parametrize("method, target", [
    ("POST", "/x"), ("POST", "//"), ("POST", "/sts"), ("POST", "/members"), ("GET", "/detector"),
    ("POST", "/accounts"), ("POST", "/%2F"), ("GET", "/standards"), ("POST", "/."),
    ("PUT", "/"), ("DELETE", "/"), ("PATCH", "/"), ("FOO-BAR", "/")])
def test_path_or_method_of_no_operation_is_refused(method, target):
    _, _, body = PROBES[STS]
    answer = somebody().send(method, target, body)
    assert answer.refusal()[:2] in ((400, "InvalidAction"), (400, "MissingAction"))


SPECIAL = ["<b>&amp;</b>", "\"quoted\"", "'quoted'", "]]>", "<![CDATA[", "<!-- -->", "&#0;",
           "caf\u00e9", "\u65e5\u672c", "\U0001f600", "a\tb", "a\nb", "a\rb", "\x01\x1f", "\x7f",
           "\x85\u2028", "\ufffd", "\ufffe", "\uffff", "{0}{1}", "%s%n", "{product}"]


@pytest.mark.parametrize("action", SPECIAL)
def test_error_is_well_formed_whatever_it_repeats(action):
    answer = post(somebody(), action)
    seen = tree.fromstring(answer.body).find("Error/Message").text
    shown = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", action)
    assert seen == STS_WHOLE["unknown_operation"][2].format(shown, VERSION)
    parsed = botocore.parsers.create_parser("query").parse(
        {"body": answer.body, "headers": dict(answer.headers), "status_code": answer.status}, None)
    assert parsed["Error"] == {"Type": "Sender", "Code": "InvalidAction", "Message": seen}
    assert parsed["ResponseMetadata"]["RequestId"] == answer.headers["x-amzn-RequestId"]


@pytest.mark.parametrize("letter", ["a", "\u00e9", "\u65e5", "\U0001f600"])
@pytest.mark.parametrize("length", [100, 255, 256, 257, 5000])
def test_long_names_are_cut_between_characters(letter, length):
    answer = post(somebody(), letter * length)
    status, code, message = answer.refusal()
    assert (status, code) == (400, "InvalidAction")
    assert re.fullmatch(f"Could not find operation {letter}+ for version {VERSION}", message)


# ---- each fault

TRIGGERS = trigger = Triggers()
UNREACHABLE = {
    "bad_request": "is said before the request was read far enough to know who asks",
    "internal": "an unforeseen failure",
    "config": "the server does not start",
    "database_down": "needs a database that is down",
    "database_failed": "an unforeseen failure of the database",
    "access_changed": "never reaches a client: the worker tries again",
    "request_busy": "needs the same request twice at the same moment",
    "expired_token": "needs a quarter of an hour: a unit test covers it",
    "unknown_service": "is said to clients of other services",
}


def resign(change, **signing):
    """Sends GetCallerIdentity with its signed headers changed."""
    account = somebody()
    method, target, body = PROBES[STS]
    headers = account.sign(method, target, body, {"Content-Type": FORM}, **signing)
    change(headers)
    return exchange(method, target, body, headers, STS)


@trigger("request_too_large")
def a_body_of_a_megabyte():
    check_fault(somebody().send("POST", "/", b" " * 2**20), "request_too_large")


@trigger("malformed_query_string")
def a_bad_escape_in_the_query():
    check_fault(somebody().send("GET", "/?Action=%zz"), "malformed_query_string")


@trigger("missing_authentication")
def no_signature():
    check_fault(resign(lambda headers: headers.pop("Authorization")), "missing_authentication")


@trigger("ambiguous_authentication")
def a_signature_in_header_and_query():
    answer = somebody().send("POST", "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature="
                             + "0" * 64, PROBES[STS][2])
    check_fault(answer, "ambiguous_authentication")


@trigger("incomplete_signature")
def no_signature_parameter():
    def cut(headers):
        headers["Authorization"] = re.sub(r", Signature=.*", "", headers["Authorization"])
    status, code, message = resign(cut).refusal()
    assert (status, code) == STS_WHOLE["incomplete_signature"][:2]
    assert message.startswith("Authorization header requires 'Signature' parameter.")


@trigger("invalid_signature")
def a_body_that_is_not_the_declared_one():
    answer = somebody().send(*PROBES[STS], {"x-amz-content-sha256": "0" * 64})
    status, code, message = answer.refusal()
    assert (status, code) == STS_WHOLE["invalid_signature"][:2] and message


@trigger("signature_mismatch")
def a_wrong_secret():
    check_fault(probe(somebody(), STS, secret="tess"), "signature_mismatch")


def check_dated(fault, age_s, sentence):
    status, code, message = probe(somebody(), STS, age_s=age_s).refusal()
    assert (status, code) == STS_WHOLE[fault][:2]
    assert re.match(sentence, message), message


@trigger("signature_expired")
def a_signature_of_an_hour_ago():
    check_dated("signature_expired", 3600, r"Signature expired: \d{8}T\d{6}Z is now earlier than ")


@trigger("signature_not_yet")
def a_signature_of_the_future():
    check_dated("signature_not_yet", -3600,
                r"Signature not yet current: \d{8}T\d{6}Z is still later than ")


@trigger("credential_scope")
def a_scope_of_no_region():
    answer = probe(caller(region="no region"), STS)
    check_fault(answer, "credential_scope", "Credential should be scoped to a valid region. ")


@trigger("unknown_key")
def an_unknown_key():
    check_fault(probe(somebody(), STS, key="AKIAIOSFODNN7EXAMPLE"), "unknown_key")


@trigger("access_denied")
def a_role_of_a_suspended_account():
    account, target = caller(), caller()
    memberhubctl("account", "add", target.id)
    memberhubctl("account", "suspend", target.id)
    with refused("access_denied", f"arn:aws:iam::{account.id}:root", "sts:AssumeRole",
                 role_arn(target), service=STS):
        request_session(account, target)


def test_an_account_that_is_no_test_account_may_assume_nothing():
    account, target = caller(), caller()
    memberhubctl("account", "add", account.id)
    key = json.loads(memberhubctl("key", "create", "--account", account.id))
    person = replace(account, key=key["AccessKeyId"], secret=key["SecretAccessKey"])
    assert person.client.get_caller_identity()["Account"] == account.id
    with refused("access_denied", f"arn:aws:iam::{account.id}:root", "sts:AssumeRole",
                 role_arn(target), service=STS):
        request_session(person, target)
    assert trail(account)[-1]["errorCode"] == "AccessDenied"


@trigger("unknown_operation")
def an_action_of_nobody():
    check_fault(post(somebody(), "Nothing"), "unknown_operation", "Nothing", VERSION)


@trigger("missing_action")
def no_action():
    check_fault(somebody().send("POST", "/"), "missing_action")


@trigger("invalid_input")
def a_duration_of_a_second():
    with refused("invalid_input", "DurationSeconds must be a whole number from 900 to 43200",
                 service=STS):
        request_session(caller(), caller(), DurationSeconds=1)


@trigger("missing_parameter")
def no_role():
    answer = post(somebody(), "AssumeRole", RoleSessionName="tests")
    check_fault(answer, "missing_parameter", answer.reason)


@trigger("role_chaining")
def a_chain_of_two_hours():
    with refused("role_chaining", service=STS):
        request_session(some_session(), caller(), DurationSeconds=7200)


@pytest.mark.parametrize("fault", TRIGGERS)
def test_fault_has_its_status_code_and_sentence(fault):
    TRIGGERS[fault]()


def test_each_fault_of_the_query_protocol_is_caused_or_known_to_be_out_of_reach():
    """Those rows of the fault table that have a column for it."""
    table = SOURCE.read_text().partition("fault_rows[] = {")[2].partition("\n};")[0]
    rows = re.split(r"(?m)^    (?=\[FAULT_)", table)[1:]
    names = {re.search(r'"(\w+)"', row).group(1) for row in rows
             if re.search(r"= *\s*(FRONT|UNAVAILABLE|INTERNAL|INPUT|STS)\(|DIALECT_QUERY", row)}
    assert not TRIGGERS.keys() & UNREACHABLE.keys()
    assert names == TRIGGERS.keys() | UNREACHABLE.keys()
    assert TRIGGERS.keys() == STS_WHOLE.keys()
