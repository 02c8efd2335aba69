"""The detector in the path, and the limits of what clients of GuardDuty may send."""
import json

import pytest
from botocore import xform_name

from faults import check_fault, refused, unprocessed
from model import GUARDDUTY, SERVED, operation_model
from story import create, detector, pair
from wire import NO_DETECTOR, OTHER_REGION, Account

# ---- the detector that the path names

# Each operation with a detector in its path, and what else it wants.
ONE = {"AccountIds": ["111111111111"]}
WITH_DETECTOR = {
    "get_detector": {}, "update_detector": {"Enable": False}, "delete_detector": {},
    "create_members": {"AccountDetails": [{"AccountId": "111111111111", "Email": "a@b.example"}]},
    "get_members": ONE, "list_members": {}, "delete_members": ONE, "invite_members": ONE,
    "disassociate_members": ONE, "start_monitoring_members": ONE, "stop_monitoring_members": ONE,
    "get_member_detectors": ONE,
    "update_member_detectors": {**ONE, "DataSources": {"S3Logs": {"Enable": True}}},
    "accept_invitation": {"MasterId": "111111111111", "InvitationId": "00" * 16},
    "accept_administrator_invitation": {"AdministratorId": "111111111111",
                                        "InvitationId": "00" * 16},
    "get_master_account": {}, "get_administrator_account": {},
    "disassociate_from_master_account": {}, "disassociate_from_administrator_account": {},
}


def refusal(name, *arguments):
    return refused(name, *arguments, service=GUARDDUTY)


def rest_of(method):
    """What a batch operation wants beside the accounts."""
    return {name: value for name, value in WITH_DETECTOR.get(method, {}).items()
            if name != "AccountIds"}


@pytest.fixture(scope="module")
def owner():
    """An account with a detector of its own; read only."""
    return detector()


def test_the_table_has_every_operation_with_a_detector_in_its_path():
    paths = {xform_name(name): operation_model(GUARDDUTY, name).http["requestUri"]
             for name in SERVED[GUARDDUTY]}
    assert WITH_DETECTOR.keys() == {name for name, path in paths.items() if "{" in path
                                    and not path.startswith("/tags")}


@pytest.mark.parametrize("method", WITH_DETECTOR)
def test_a_detector_must_be_the_callers_own_in_that_region(owner, method):
    elsewhere = owner.in_region(OTHER_REGION)
    for account, name in ((owner, Account().id * 2 + "0" * 8), (owner, NO_DETECTOR),
                          (Account(service=GUARDDUTY), owner.detector),
                          (elsewhere, owner.detector)):
        with refusal("detector_not_owned"):
            getattr(account.client, method)(DetectorId=name, **WITH_DETECTOR[method])
    assert owner.client.list_detectors()["DetectorIds"] == [owner.detector]


@pytest.mark.parametrize("method", WITH_DETECTOR)
def test_a_detector_id_must_look_like_one(owner, method):
    for name in ("x", "0" * 31, "0" * 33, "A" * 32, "g" * 32, "a" * 301):
        with refusal("invalid_detector_id"):
            getattr(owner.client, method)(DetectorId=name, **WITH_DETECTOR[method])


# ---- limits of input

BATCHES = [name for name, parameters in WITH_DETECTOR.items() if "AccountIds" in parameters]


@pytest.mark.parametrize("method", [*BATCHES, "decline_invitations", "delete_invitations"])
@pytest.mark.parametrize("ids, fault", [
    ([], "invalid_input"),
    (["1" * 11], "invalid_input"), (["1" * 13], "invalid_input"),
    (["11111111111a"], "invalid_input"),
], ids=["0", "11 digits", "13 digits", "a letter"])
def test_a_list_has_one_to_fifty_accounts_of_twelve_digits(owner, method, ids, fault):
    rest = rest_of(method)
    with refusal(fault):
        getattr(owner.client, method)(AccountIds=ids, **rest)


@pytest.mark.parametrize("method", [*BATCHES, "decline_invitations", "delete_invitations"])
def test_more_than_fifty_accounts_are_refused(owner, method):
    with refusal("too_many_accounts", "accountIds", 51, 50):
        getattr(owner.client, method)(AccountIds=[Account().id for _ in range(51)],
                                      **rest_of(method))


@pytest.mark.parametrize("method", [*BATCHES, "decline_invitations", "delete_invitations"])
def test_fifty_accounts_are_accepted(owner, method):
    ids = [Account().id for _ in range(50)]
    rest = rest_of(method)
    answer = getattr(owner.client, method)(AccountIds=ids, **rest)
    assert sorted(unprocessed(answer)) == sorted(ids)


def test_empty_tags_are_no_tags():
    account = Account(service=GUARDDUTY)
    name = account.client.create_detector(Enable=True, Tags={})["DetectorId"]
    assert "Tags" not in account.client.get_detector(DetectorId=name) or \
        account.client.get_detector(DetectorId=name)["Tags"] == {}


def test_members_are_created_fifty_at_most_and_one_at_least():
    account = detector()
    with refusal("invalid_input"):
        account.client.create_members(AccountDetails=[])
    with refusal("missing_parameter"):
        account.client.create_members()
    assert account.client.list_members(OnlyAssociated="false")["Members"] == []


@pytest.mark.parametrize("email, fault", [
    (None, "missing_parameter"), ("", "invalid_input"),
    ("a" * 53 + "@example.com", "invalid_input"),
])
def test_an_email_is_wanted_and_has_at_most_64_characters(email, fault):
    account, other = detector(), Account()
    details = [{"AccountId": other.id, **({} if email is None else {"Email": email})}]
    with refusal(fault):
        account.client.create_members(AccountDetails=details)
    assert account.client.list_members(OnlyAssociated="false")["Members"] == []


def test_an_email_of_64_characters_is_kept():
    account, other, email = detector(), Account(), "a" * 52 + "@example.com"
    assert len(email) == 64
    answer = account.client.create_members(AccountDetails=[{"AccountId": other.id,
                                                            "Email": email}])
    assert answer["UnprocessedAccounts"] == []
    (entry,) = account.client.list_members(OnlyAssociated="false")["Members"]
    assert entry["Email"] == email


@pytest.mark.parametrize("value, shown", [
    ("true", 1), ("True", 1), ("TRUE", 1), ("tRuE", 1), (None, 1),
    ("false", 2), ("False", 2), ("FALSE", 2), ("fAlSe", 2)])
def test_only_associated_is_read_in_every_letter_case(two_members, value, shown):
    parameters = {} if value is None else {"OnlyAssociated": value}
    assert len(two_members.client.list_members(**parameters)["Members"]) == shown


@pytest.fixture(scope="module")
def two_members():
    """An administrator of an enabled and a created member; read only."""
    administrator, _ = pair("enabled", service=GUARDDUTY)
    create(administrator, Account())
    return administrator


@pytest.mark.parametrize("value", ["maybe", "yes", "1", "0", "truefalse", "true%20", "null"])
def test_only_associated_is_nothing_else(two_members, value):
    answer = two_members.send("GET", two_members.path(f"/member?onlyAssociated={value}"))
    check_fault(answer, "invalid_only_associated")


@pytest.mark.parametrize("target", ["/invitation", "/detector", None])
@pytest.mark.parametrize("value", ["0", "51", "-1", "x", "1.5", "99999999999999999999"])
def test_a_page_has_one_to_fifty_rows(owner, target, value):
    target = target or owner.path("/member")
    check_fault(owner.send("GET", f"{target}?maxResults={value}"), "invalid_max_results")


@pytest.mark.parametrize("body, fault", [
    ({}, "missing_parameter"),
    ({"enable": "yes"}, "invalid_input"),
    ({"enable": True, "findingPublishingFrequency": "HOURLY"}, "invalid_input"),
    ({"enable": True, "clientToken": "t" * 65}, "invalid_input"),
    ({"enable": True, "features": [{"name": "COFFEE", "status": "ENABLED"}]}, "invalid_input"),
    ({"enable": True, "features": [{"name": "S3_DATA_EVENTS", "status": "ON"}]}, "invalid_input"),
    ({"enable": True, "dataSources": {"s3Logs": {"enable": "yes"}}}, "invalid_input"),
    ({"enable": True, "tags": {"aws:a": "b"}}, "invalid_input"),
    ({"enable": True, "tags": {f"k{number}": "" for number in range(201)}}, None),
])
def test_a_detector_is_not_created_of_bad_input(body, fault):
    account = Account(service=GUARDDUTY)
    answer = account.send("POST", "/detector", json.dumps(body).encode())
    if fault:
        check_fault(answer, fault)
    else:
        assert answer.refusal()[0] == 400
    assert account.client.list_detectors()["DetectorIds"] == []


# ---- what is no operation

@pytest.mark.parametrize("method, target", [
    ("PUT", "/detector"), ("GET", "/detector/"), ("GET", "/Detector"), ("DELETE", "/detector"),
    ("GET", "/invitation/"), ("GET", "/invitations"), ("POST", "/invitation/accept"),
    ("GET", "/detector/{}/Member"), ("GET", "/detector/{}/member/"), ("PUT", "/detector/{}/member"),
    ("GET", "/detector/{}/member/get"), ("POST", "/detector//member"), ("GET", "//detector"),
    ("GET", "/detector/{}/administrator/disassociate"), ("GET", "/tags"), ("GET", "/"),
])
def test_path_or_method_of_no_operation_is_unknown(owner, method, target):
    answer = owner.send(method, target.replace("{}", owner.detector),
                        b"" if method in ("GET", "DELETE") else b"{}")
    check_fault(answer, "unknown_operation")


@pytest.mark.parametrize("method", ["tag_resource", "untag_resource", "list_tags_for_resource"])
def test_only_the_callers_own_detector_has_tags(owner, method):
    parameters = {"tag_resource": {"Tags": {"a": "b"}}, "untag_resource": {"TagKeys": ["a"]},
                  "list_tags_for_resource": {}}[method]
    other = detector(Tags={"a": "secret"})
    for arn in (other.arn, owner.arn.replace(owner.region, OTHER_REGION),
                owner.arn.replace(owner.detector, NO_DETECTOR)):
        with refusal("no_such_resource"):
            getattr(owner.client, method)(ResourceArn=arn, **parameters)
    assert other.client.get_detector()["Tags"] == {"a": "secret"}
