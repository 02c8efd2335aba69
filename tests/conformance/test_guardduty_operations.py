"""Every operation of GuardDuty once successful through boto3; wire.py checks the raw answers."""
import json

import pytest

from faults import unprocessed, why
from model import GUARDDUTY, SERVED, invitation_milliseconds, milliseconds
from story import (accept, administrator_id, create, detector, invitation_id, invitations, invite,
                   members, pair, row, status, tags)
from wire import Account

SCENARIOS = {}


def scenario(operation):
    """Enters a function into the table of what shows that an operation works."""
    def enter(function):
        assert operation not in SCENARIOS, f"{operation} twice"
        SCENARIOS[operation] = function
        return function
    return enter


def two(state):
    return pair(state, service=GUARDDUTY)


# ---- detectors

@scenario("CreateDetector")
def create_detector():
    account = Account(service=GUARDDUTY)
    account.detector = account.client.create_detector(
        Enable=True, FindingPublishingFrequency="ONE_HOUR", Tags={"team": "blue"})["DetectorId"]
    seen = account.client.get_detector()
    assert (seen["Status"], seen["FindingPublishingFrequency"]) == ("ENABLED", "ONE_HOUR")
    assert seen["Tags"] == {"team": "blue"}
    assert invitation_milliseconds(account.detector) == milliseconds(seen["CreatedAt"])


@scenario("GetDetector")
def get_detector():
    account = detector()
    seen = account.client.get_detector()
    assert seen["Status"] == "ENABLED"
    assert seen["FindingPublishingFrequency"] in ("FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS")
    assert seen["ServiceRole"].startswith(f"arn:aws:iam::{account.id}:role/")
    assert seen["CreatedAt"] == seen["UpdatedAt"]
    assert seen["Tags"] == {}
    for source in ("CloudTrail", "DNSLogs", "FlowLogs"):
        assert seen["DataSources"][source]["Status"] == "ENABLED"
    assert {"S3Logs", "Kubernetes", "MalwareProtection"} <= seen["DataSources"].keys()


@scenario("ListDetectors")
def list_detectors():
    account = Account(service=GUARDDUTY)
    assert account.client.list_detectors()["DetectorIds"] == []
    made = account.client.create_detector(Enable=False)["DetectorId"]
    assert account.client.list_detectors()["DetectorIds"] == [made]


@scenario("UpdateDetector")
def update_detector():
    account = detector()
    before = account.client.get_detector()
    account.client.update_detector(Enable=False, FindingPublishingFrequency="FIFTEEN_MINUTES")
    after = account.client.get_detector()
    assert (after["Status"], after["FindingPublishingFrequency"]) == ("DISABLED",
                                                                     "FIFTEEN_MINUTES")
    assert after["CreatedAt"] == before["CreatedAt"]
    assert milliseconds(after["UpdatedAt"]) > milliseconds(before["UpdatedAt"])


@scenario("DeleteDetector")
def delete_detector():
    account = detector()
    account.client.delete_detector()
    assert account.client.list_detectors()["DetectorIds"] == []


# ---- members

@scenario("CreateMembers")
def create_members():
    administrator, first, second = detector(), Account(), Account()
    answer = administrator.client.create_members(
        AccountDetails=[{"AccountId": first.id, "Email": "first@example.com"},
                        {"AccountId": second.id, "Email": "second@example.com"}])
    assert answer["UnprocessedAccounts"] == []
    assert {entry["AccountId"]: entry["Email"] for entry in members(administrator)} == {
        first.id: "first@example.com", second.id: "second@example.com"}


@scenario("GetMembers")
def get_members():
    administrator, created, unknown = detector(), Account(), Account()
    create(administrator, created)
    answer = administrator.client.get_members(AccountIds=[created.id, unknown.id])
    (entry,) = answer["Members"]
    assert (entry["AccountId"], entry["RelationshipStatus"]) == (created.id, "Created")
    assert entry["MasterId"] == entry["AdministratorId"] == administrator.id
    assert not {"InvitedAt", "DetectorId"} & entry.keys()
    assert unprocessed(answer) == {unknown.id: why(GUARDDUTY, "no_such_member")}


@scenario("ListMembers")
def list_members():
    administrator, member = two("invited")
    assert administrator.client.list_members()["Members"] == []
    assert administrator.client.list_members(OnlyAssociated="true")["Members"] == []
    (entry,) = administrator.client.list_members(OnlyAssociated="false")["Members"]
    assert (entry["AccountId"], entry["RelationshipStatus"]) == (member.id, "Invited")
    assert entry["InvitedAt"] == entry["UpdatedAt"]
    accept(administrator, member)
    (entry,) = administrator.client.list_members()["Members"]
    assert (entry["RelationshipStatus"], entry["DetectorId"]) == ("Enabled", member.detector)
    assert entry["UpdatedAt"] >= entry["InvitedAt"]


@scenario("DeleteMembers")
def delete_members():
    administrator, member = two("created")
    assert administrator.client.delete_members(AccountIds=[member.id])["UnprocessedAccounts"] == []
    assert members(administrator) == []


@scenario("InviteMembers")
def invite_members():
    administrator, member = two("created")
    answer = administrator.client.invite_members(
        AccountIds=[member.id], DisableEmailNotification=True, Message="Join us, please.")
    assert answer["UnprocessedAccounts"] == []
    assert status(administrator, member) == "Invited"


@scenario("DisassociateMembers")
def disassociate_members():
    administrator, member = two("enabled")
    answer = administrator.client.disassociate_members(AccountIds=[member.id])
    assert answer["UnprocessedAccounts"] == []
    assert status(administrator, member) == "Removed"
    assert administrator_id(member) is None


@scenario("StopMonitoringMembers")
def stop_monitoring_members():
    administrator, member = two("enabled")
    answer = administrator.client.stop_monitoring_members(AccountIds=[member.id])
    assert answer["UnprocessedAccounts"] == []
    (entry,) = administrator.client.list_members()["Members"]
    assert (entry["RelationshipStatus"], entry["DetectorId"]) == ("Disabled", member.detector)
    assert administrator_id(member) == administrator.id


@scenario("StartMonitoringMembers")
def start_monitoring_members():
    administrator, member = two("stopped")
    answer = administrator.client.start_monitoring_members(AccountIds=[member.id])
    assert answer["UnprocessedAccounts"] == []
    assert status(administrator, member) == "Enabled"


@scenario("GetMemberDetectors")
def get_member_detectors():
    administrator, member = two("enabled")
    stranger = Account()
    answer = administrator.client.get_member_detectors(AccountIds=[member.id, stranger.id])
    (entry,) = answer["MemberDataSourceConfigurations"]
    assert entry["AccountId"] == member.id
    assert entry["DataSources"] == member.client.get_detector()["DataSources"]
    assert list(unprocessed(answer)) == [stranger.id]


@scenario("UpdateMemberDetectors")
def update_member_detectors():
    administrator, member = two("enabled")
    stranger = Account()
    for on, wanted in ((False, "DISABLED"), (True, "ENABLED")):
        answer = administrator.client.update_member_detectors(
            AccountIds=[member.id, stranger.id], DataSources={"S3Logs": {"Enable": on}})
        assert unprocessed(answer) == {stranger.id: why(GUARDDUTY, "not_associated")}
        assert member.client.get_detector()["DataSources"]["S3Logs"]["Status"] == wanted


# ---- invitations

@scenario("ListInvitations")
def list_invitations():
    administrator, member = two("invited")
    (invitation,) = member.client.list_invitations()["Invitations"]
    assert (invitation["AccountId"],
            invitation["RelationshipStatus"]) == (administrator.id, "Invited")
    assert invitation["InvitedAt"] == row(administrator, member)["InvitedAt"]


@scenario("GetInvitationsCount")
def get_invitations_count():
    _, member = two("invited")
    assert member.client.get_invitations_count()["InvitationsCount"] == 1


@scenario("AcceptInvitation")
def accept_invitation():
    administrator, member = two("invited")
    member.client.accept_invitation(MasterId=administrator.id,
                                    InvitationId=invitation_id(administrator, member))
    assert status(administrator, member) == "Enabled"


@scenario("AcceptAdministratorInvitation")
def accept_administrator_invitation():
    administrator, member = two("invited")
    accept(administrator, member)
    assert status(administrator, member) == "Enabled"


@scenario("DeclineInvitations")
def decline_invitations():
    administrator, member = two("invited")
    answer = member.client.decline_invitations(AccountIds=[administrator.id])
    assert answer["UnprocessedAccounts"] == []
    assert status(administrator, member) == "Resigned"


@scenario("DeleteInvitations")
def delete_invitations():
    administrator, member = two("declined")
    answer = member.client.delete_invitations(AccountIds=[administrator.id])
    assert answer["UnprocessedAccounts"] == []
    assert invitations(member) == {}
    assert members(administrator) == []


@scenario("GetMasterAccount")
def get_master_account():
    administrator, member = two("enabled")
    master = member.client.get_master_account()["Master"]
    assert master == invitations(member)[administrator.id]
    assert master["RelationshipStatus"] == "Enabled"


@scenario("GetAdministratorAccount")
def get_administrator_account():
    administrator, member = two("enabled")
    seen = member.client.get_administrator_account()["Administrator"]
    assert (seen["AccountId"], seen["RelationshipStatus"]) == (administrator.id, "Enabled")
    assert seen["InvitedAt"] == row(administrator, member)["InvitedAt"]


@scenario("DisassociateFromMasterAccount")
def disassociate_from_master_account():
    administrator, member = two("enabled")
    member.client.disassociate_from_master_account()
    assert status(administrator, member) == "Resigned"


@scenario("DisassociateFromAdministratorAccount")
def disassociate_from_administrator_account():
    administrator, member = two("enabled")
    member.client.disassociate_from_administrator_account()
    assert status(administrator, member) == "Resigned"


# ---- tags

@scenario("TagResource")
def tag_resource():
    account = detector(Tags={"a": "1", "b": "2"})
    account.client.tag_resource(ResourceArn=account.arn, Tags={"b": "3", "c": ""})
    assert tags(account) == {"a": "1", "b": "3", "c": ""}
    assert account.client.get_detector()["Tags"] == tags(account)


@scenario("UntagResource")
def untag_resource():
    account = detector(Tags={"a": "1", "b": "2", "c/d:e": "3"})
    account.client.untag_resource(ResourceArn=account.arn, TagKeys=["a", "c/d:e", "never-there"])
    assert tags(account) == {"b": "2"}


@scenario("ListTagsForResource")
def list_tags_for_resource():
    assert tags(detector()) == {}


def test_the_table_has_every_operation():
    assert set(SCENARIOS) == set(SERVED[GUARDDUTY])


@pytest.mark.parametrize("operation", SCENARIOS)
def test_operation_succeeds_and_its_answers_fit_the_model(operation, exercised):
    SCENARIOS[operation]()
    assert (GUARDDUTY, operation) in exercised, f"{operation} was never carried out"


# ---- what an answer is, to the byte

def test_without_administrator_the_answer_is_null():
    account = detector()
    for name, operation in (("master", "GetMasterAccount"),
                            ("administrator", "GetAdministratorAccount")):
        answer = account.send("GET", account.path(f"/{name}"))
        assert answer.success(operation) == {name: None}
        assert answer.body == b'{"%s":null}' % name.encode()


def test_empty_lists_are_there():
    account = detector()
    assert account.send("GET", "/invitation").body == b'{"invitations":[]}'
    assert account.send("GET", account.path("/member")).body == b'{"members":[]}'
    assert account.send("GET", Account(service=GUARDDUTY).tags_path).status == 400
    nobody = Account(service=GUARDDUTY)
    assert nobody.send("GET", "/detector").body == b'{"detectorIds":[]}'
    body = json.dumps({"accountDetails": [{"accountId": nobody.id,
                                           "email": "a@example.com"}]}).encode()
    answer = account.send("POST", account.path("/member"), body)
    assert answer.body == b'{"unprocessedAccounts":[]}'


@pytest.mark.parametrize("target, operation", [
    ("/administrator/disassociate", "DisassociateFromAdministratorAccount"),
    ("/master/disassociate", "DisassociateFromMasterAccount"),
])
def test_a_call_without_body_and_content_type_is_accepted(target, operation):
    administrator, member = two("enabled")
    member.send("POST", member.path(target), headers={"Content-Type": ""}).success(operation)
    assert status(administrator, member) == "Resigned"


def test_fifty_accounts_in_one_call_are_all_processed():
    administrator, crowd = detector(), [Account() for _ in range(50)]
    ids = [account.id for account in crowd]
    create(administrator, *crowd)
    invite(administrator, *crowd)
    answer = administrator.client.disassociate_members(AccountIds=ids)
    assert answer["UnprocessedAccounts"] == []
    answer = administrator.client.get_members(AccountIds=ids)
    assert [entry["RelationshipStatus"] for entry in answer["Members"]] == ["Removed"] * 50
    answer = administrator.client.delete_members(AccountIds=ids)
    assert answer["UnprocessedAccounts"] == []
    assert members(administrator) == []
