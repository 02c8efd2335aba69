"""A session at work: it acts as its role's account, and its token is good with its own key alone."""
import base64
import json
import re
import uuid
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

import model
from faults import STS_WHOLE, refused
from memberhub_testing import required
from model import GUARDDUTY, SECURITYHUB, STS
from story import create, enable, invite, members
from sts import (EVERYWHERE, PROBES, VERSION, as_session, assume, caller, changed, memberhubctl,
                 probe, request_session, role_arn, some_session, somebody, trail)
from wire import FORM, Account, exchange

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
        assert probe(session, service).refusal() == UNKNOWN_KEY[service]
        assert probe(assume(caller(), target), service).status == 200


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
    [assumed, event] = trail(target)
    assert (assumed["eventName"], assumed["userIdentity"]["type"]) == ("AssumeRole", "AWSAccount")
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
