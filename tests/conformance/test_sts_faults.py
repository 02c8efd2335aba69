"""What STS does not serve, and each fault of the query protocol, once, word for word."""
import json
import re
import xml.etree.ElementTree as tree
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

import botocore.parsers
import pytest

import model
from faults import STS_WHOLE, Triggers, check_fault, refused
from model import STS
from sts import (PROBES, VERSION, as_session, assumptions, caller, memberhubctl, post, probe,
                 request_session, role_arn, some_session, somebody)
from tables import program_tables
from wire import FORM, endpoint, exchange

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


@pytest.mark.parametrize("name", model.unserved(STS))
def test_client_of_an_operation_that_is_not_served_gets_a_client_error(name):
    with refused("unknown_operation", name, VERSION, service=STS):
        somebody().client._make_api_call(name, {})


# Whoever calls these has no key yet.
UNSIGNED = ("AssumeRoleWithSAML", "AssumeRoleWithWebIdentity")


def unsigned(form, method="POST", target="/", **headers):
    host = {"Host": urlsplit(endpoint()).netloc}
    return exchange(method, target, form.encode(), {**host, "Content-Type": FORM, **headers}, STS)


@pytest.mark.parametrize("name", UNSIGNED)
def test_what_never_has_a_signature_is_not_looked_at_for_one(name):
    check_fault(unsigned(urlencode({"Action": name, "Version": VERSION, "RoleArn": "x"})),
                "unknown_operation", name, VERSION)


@pytest.mark.parametrize("form", [
    f"Action=AssumeRole&Version={VERSION}", f"Action=GetCallerIdentity&Version={VERSION}",
    f"Action=assumerolewithsaml&Version={VERSION}", "Action=AssumeRoleWithSAML",
    "Action=AssumeRoleWithSAML&Version=2011-06-16",
    f"Action=AssumeRoleWithSAML&Action=AssumeRole&Version={VERSION}",
    f"Action=AssumeRole&Action=AssumeRoleWithSAML&Version={VERSION}", "",
    "&".join(["a=b"] * 300) + f"&Action=AssumeRoleWithSAML&Version={VERSION}"])
def test_nothing_else_is_done_or_told_without_a_signature(form):
    check_fault(unsigned(form), "missing_authentication")


@pytest.mark.parametrize("method, target", [("POST", "/members"), ("PUT", "/"), ("POST", "/accounts")])
def test_an_unsigned_form_elsewhere_stays_unsigned(method, target):
    answer = unsigned(f"Action=AssumeRoleWithSAML&Version={VERSION}", method, target)
    assert answer.refusal()[:2] == (403, "MissingAuthenticationToken")


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
    "account_busy": "needs every worker busy at the same moment: a test of the pool covers it",
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
    assert assumptions(account)[-1]["errorCode"] == "AccessDenied"


@trigger("unknown_operation")
def an_action_of_nobody():
    check_fault(post(somebody(), "Nothing"), "unknown_operation", "Nothing", VERSION)


@trigger("missing_action")
def no_action():
    check_fault(somebody().send("POST", "/"), "missing_action")


@trigger("invalid_input")
def a_duration_of_a_second():
    with refused("invalid_input", "1 validation error detected: Value '1' at 'durationSeconds' "
                 "failed to satisfy constraint: Member must have value greater than or equal to "
                 "900", service=STS):
        request_session(caller(), caller(), DurationSeconds=1)


@trigger("missing_parameter")
def no_role():
    answer = post(somebody(), "AssumeRole", RoleSessionName="tests")
    check_fault(answer, "missing_parameter", "1 validation error detected: Value null at 'roleArn' "
                "failed to satisfy constraint: Member must not be null")


def tags(**pairs):
    return [{"Key": key, "Value": value} for key, value in pairs.items()]


@trigger("duplicate_tag_keys")
def one_key_in_two_spellings():
    with refused("duplicate_tag_keys", service=STS):
        request_session(caller(), caller(), Tags=tags(Team="1", TEAM="2"))


@trigger("reserved_tag_key")
def a_tag_of_awss():
    with refused("reserved_tag_key", service=STS):
        request_session(caller(), caller(), Tags=tags(**{"aws:team": "1"}))


@trigger("transitive_tag_missing")
def a_transitive_tag_that_is_not_there():
    with refused("transitive_tag_missing", service=STS):
        request_session(caller(), caller(), Tags=tags(Team="1"), TransitiveTagKeys=["Cost"])


@trigger("transitive_tag_conflict")
def a_transitive_tag_again():
    account, target = caller(), caller()
    session = as_session(request_session(account, target, Tags=tags(Team="1"),
                                         TransitiveTagKeys=["Team"]), target)
    for given in ({"Tags": tags(team="2")},
                  {"Tags": tags(Team="1"), "TransitiveTagKeys": ["Team"]}):
        with refused("transitive_tag_conflict", service=STS):
            request_session(session, account, **given)


@trigger("packed_policy_too_large")
def tags_for_which_there_is_no_room():
    crowd = {f"k{number}": "a" * 250 for number in range(9)}
    with refused("packed_policy_too_large", 498, service=STS):
        request_session(caller(), caller(), Tags=tags(**crowd))


def test_a_source_identity_stays():
    account, target = caller(), caller()
    session = as_session(request_session(account, target, SourceIdentity="jo"), target)
    arn = session.client.get_caller_identity()["Arn"]
    with refused("access_denied", arn, "sts:SetSourceIdentity", role_arn(account), service=STS):
        request_session(session, account, SourceIdentity="ed")


@trigger("role_chaining")
def a_chain_of_two_hours():
    with refused("role_chaining", service=STS):
        request_session(some_session(), caller(), DurationSeconds=7200)


@pytest.mark.parametrize("fault", TRIGGERS)
def test_fault_has_its_status_code_and_sentence(fault):
    TRIGGERS[fault]()


def test_each_fault_of_the_query_protocol_is_caused_or_known_to_be_out_of_reach():
    """Those rows of the fault table that have a column for it."""
    names = {row["name"] for row in program_tables()["faults"] if "query" in row["wordings"]}
    assert not TRIGGERS.keys() & UNREACHABLE.keys()
    assert names == TRIGGERS.keys() | UNREACHABLE.keys()
    assert TRIGGERS.keys() == STS_WHOLE.keys()
