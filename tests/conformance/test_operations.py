"""Every operation of Security Hub once successful through boto3; wire.py checks the answers."""
import json
from datetime import timedelta

import pytest

from faults import unprocessed, why
from model import SECURITYHUB, SERVED, milliseconds
from story import (a_standard, accept, administrator_id, create, enable, enrollment_of, hub,
                   invitation_id, invitations, invite, members, pair, row, snapshot, status,
                   subscribe, tags)
from sts import trail
from wire import Account, exchange

SCENARIOS = {}


def scenario(operation):
    """Enters a function into the table of what shows that an operation works."""
    def enter(function):
        assert operation not in SCENARIOS, f"{operation} twice"
        SCENARIOS[operation] = function
        return function
    return enter


@scenario("EnableSecurityHub")
def enable_security_hub():
    account = Account()
    account.client.enable_security_hub(Tags={"team": "blue"}, EnableDefaultStandards=False)
    assert enrollment_of(account)["HubArn"] == account.arn
    assert tags(account) == {"team": "blue"}
    assert account.client.get_enabled_standards()["StandardsSubscriptions"] == []


@scenario("DisableSecurityHub")
def disable_security_hub():
    account = hub()
    account.client.disable_security_hub()
    assert enrollment_of(account) is None


@scenario("DescribeHub")
def describe_hub():
    account = hub()
    seen = enrollment_of(account)
    assert seen["AutoEnableControls"] is True
    named = account.client.describe_hub(HubArn=account.arn)
    assert named["SubscribedAt"] == seen["SubscribedAt"]


@scenario("UpdateSecurityHubConfiguration")
def update_security_hub_configuration():
    account = hub()
    before = enrollment_of(account)
    account.client.update_security_hub_configuration(AutoEnableControls=False)
    assert enrollment_of(account) == {**before, "AutoEnableControls": False}


@scenario("CreateMembers")
def create_members():
    administrator, first, second = hub(), Account(), Account()
    answer = administrator.client.create_members(
        AccountDetails=[{"AccountId": first.id, "Email": "first@example.com"},
                        {"AccountId": second.id}])
    assert answer["UnprocessedAccounts"] == []
    assert {entry["AccountId"]: entry.get("Email") for entry in members(administrator)} == {
        first.id: "first@example.com", second.id: None}


@scenario("GetMembers")
def get_members():
    administrator, created, unknown = hub(), Account(), Account()
    create(administrator, created)
    answer = administrator.client.get_members(AccountIds=[created.id, unknown.id])
    (entry,) = answer["Members"]
    assert (entry["AccountId"], entry["MemberStatus"]) == (created.id, "Created")
    assert entry["MasterId"] == entry["AdministratorId"] == administrator.id
    assert "InvitedAt" not in entry
    assert list(unprocessed(answer)) == [unknown.id]


@scenario("ListMembers")
def list_members():
    administrator, member = pair("invited")
    assert administrator.client.list_members()["Members"] == []
    assert administrator.client.list_members(OnlyAssociated=True)["Members"] == []
    (entry,) = administrator.client.list_members(OnlyAssociated=False)["Members"]
    assert (entry["AccountId"], entry["MemberStatus"]) == (member.id, "Invited")
    assert entry["InvitedAt"] == entry["UpdatedAt"]
    accept(administrator, member)
    (entry,) = administrator.client.list_members()["Members"]
    assert entry["MemberStatus"] == "Enabled"
    assert entry["UpdatedAt"] >= entry["InvitedAt"]


@scenario("DeleteMembers")
def delete_members():
    administrator, member = pair("created")
    assert administrator.client.delete_members(AccountIds=[member.id])["UnprocessedAccounts"] == []
    assert members(administrator) == []


@scenario("InviteMembers")
def invite_members():
    administrator, member = pair("created")
    assert administrator.client.invite_members(AccountIds=[member.id])["UnprocessedAccounts"] == []
    assert status(administrator, member) == "Invited"


@scenario("DisassociateMembers")
def disassociate_members():
    administrator, member = pair("enabled")
    administrator.client.disassociate_members(AccountIds=[member.id])
    assert status(administrator, member) == "Removed"
    assert administrator_id(member) is None


@scenario("ListInvitations")
def list_invitations():
    administrator, member = pair("invited")
    (invitation,) = member.client.list_invitations()["Invitations"]
    assert (invitation["AccountId"], invitation["MemberStatus"]) == (administrator.id, "Invited")
    assert invitation["InvitedAt"] == row(administrator, member)["InvitedAt"]
    assert invitation["InvitedAt"].utcoffset() == timedelta(0)


@scenario("GetInvitationsCount")
def get_invitations_count():
    _, member = pair("invited")
    assert member.client.get_invitations_count()["InvitationsCount"] == 1


@scenario("AcceptInvitation")
def accept_invitation():
    administrator, member = pair("invited")
    member.client.accept_invitation(MasterId=administrator.id,
                                    InvitationId=invitation_id(administrator, member))
    assert status(administrator, member) == "Enabled"


@scenario("AcceptAdministratorInvitation")
def accept_administrator_invitation():
    administrator, member = pair("invited")
    accept(administrator, member)
    assert status(administrator, member) == "Enabled"


@scenario("DeclineInvitations")
def decline_invitations():
    administrator, member = pair("invited")
    answer = member.client.decline_invitations(AccountIds=[administrator.id])
    assert answer["UnprocessedAccounts"] == []
    assert status(administrator, member) == "Resigned"


@scenario("DeleteInvitations")
def delete_invitations():
    administrator, member = pair("declined")
    answer = member.client.delete_invitations(AccountIds=[administrator.id])
    assert answer["UnprocessedAccounts"] == []
    assert invitations(member) == {}


@scenario("GetMasterAccount")
def get_master_account():
    administrator, member = pair("enabled")
    master = member.client.get_master_account()["Master"]
    assert master == invitations(member)[administrator.id]
    assert master["MemberStatus"] == "Enabled"


@scenario("GetAdministratorAccount")
def get_administrator_account():
    administrator, member = pair("enabled")
    seen = member.client.get_administrator_account()["Administrator"]
    assert (seen["AccountId"], seen["MemberStatus"]) == (administrator.id, "Enabled")
    assert seen["InvitedAt"] == row(administrator, member)["InvitedAt"]


@scenario("DisassociateFromMasterAccount")
def disassociate_from_master_account():
    administrator, member = pair("enabled")
    member.client.disassociate_from_master_account()
    assert status(administrator, member) == "Resigned"


@scenario("DisassociateFromAdministratorAccount")
def disassociate_from_administrator_account():
    administrator, member = pair("enabled")
    member.client.disassociate_from_administrator_account()
    assert status(administrator, member) == "Resigned"


@scenario("TagResource")
def tag_resource():
    account = hub(Tags={"a": "1", "b": "2"})
    account.client.tag_resource(ResourceArn=account.arn, Tags={"b": "3", "c": ""})
    assert tags(account) == {"a": "1", "b": "3", "c": ""}


@scenario("UntagResource")
def untag_resource():
    account = hub(Tags={"a": "1", "b": "2", "c/d:e": "3"})
    account.client.untag_resource(ResourceArn=account.arn,
                                  TagKeys=["a", "c/d:e", "never-there"])
    assert tags(account) == {"b": "2"}


@scenario("ListTagsForResource")
def list_tags_for_resource():
    account = hub()
    assert tags(account) == {}


@scenario("BatchEnableStandards")
def batch_enable_standards():
    account = hub()
    made = subscribe(account, StandardsInput={"depth": "two"})
    assert made["StandardsArn"] == a_standard(account)
    assert made["StandardsInput"] == {"depth": "two"}
    assert made["StandardsStatus"] in ("PENDING", "READY")
    assert made["StandardsSubscriptionArn"].startswith(
        f"arn:aws:securityhub:{account.region}:{account.id}:subscription/")
    (listed,) = account.client.get_enabled_standards()["StandardsSubscriptions"]
    assert listed == {**made, "StandardsStatus": "READY"}


@scenario("BatchDisableStandards")
def batch_disable_standards():
    account = hub()
    arn = subscribe(account)["StandardsSubscriptionArn"]
    answer = account.client.batch_disable_standards(StandardsSubscriptionArns=[arn])
    (disabled,) = answer["StandardsSubscriptions"]
    assert (disabled["StandardsSubscriptionArn"], disabled["StandardsStatus"]) == (arn, "DELETING")
    assert account.client.get_enabled_standards()["StandardsSubscriptions"] == []


@scenario("GetEnabledStandards")
def get_enabled_standards():
    account = hub(EnableDefaultStandards=True)
    default = {standard["StandardsArn"]
               for standard in account.client.describe_standards()["Standards"]
               if standard["EnabledByDefault"]}
    enabled = account.client.get_enabled_standards()["StandardsSubscriptions"]
    assert default and {subscription["StandardsArn"] for subscription in enabled} == default
    first = enabled[0]["StandardsSubscriptionArn"]
    assert account.client.get_enabled_standards(
        StandardsSubscriptionArns=[first])["StandardsSubscriptions"] == enabled[:1]


@scenario("DescribeStandards")
def describe_standards():
    standards = hub().client.describe_standards()["Standards"]
    arns = [standard["StandardsArn"] for standard in standards]
    assert len(arns) == len(set(arns)) > 1
    for standard in standards:
        assert {"Name", "Description", "EnabledByDefault"} <= standard.keys()
        assert standard["StandardsManagedBy"].keys() == {"Company", "Product"}


def test_the_table_has_every_operation():
    assert set(SCENARIOS) == set(SERVED[SECURITYHUB])


@pytest.mark.parametrize("operation", SCENARIOS)
def test_operation_succeeds_and_its_answers_fit_the_model(operation, exercised):
    SCENARIOS[operation]()
    assert (SECURITYHUB, operation) in exercised, f"{operation} was never carried out"


def test_standards_are_enabled_by_default():
    account = Account()
    account.client.enable_security_hub()
    assert account.client.get_enabled_standards()["StandardsSubscriptions"]


@pytest.mark.parametrize("generator", ["STANDARD_CONTROL", "SECURITY_CONTROL"])
def test_control_finding_generator_is_kept(generator):
    """Raw: Debian's botocore is older than this member."""
    account = Account()
    other = {"STANDARD_CONTROL": "SECURITY_CONTROL",
             "SECURITY_CONTROL": "STANDARD_CONTROL"}[generator]
    for method, operation, value in (("POST", "EnableSecurityHub", other),
                                     ("PATCH", "UpdateSecurityHubConfiguration", generator)):
        body = json.dumps({"ControlFindingGenerator": value}).encode()
        account.send(method, "/accounts", body).success(operation)
        seen = account.send("GET", "/accounts").success("DescribeHub")
        assert seen["ControlFindingGenerator"] == value


def test_subscribed_at_is_the_time_of_enabling_and_stays():
    account = hub()
    first = milliseconds(enrollment_of(account)["SubscribedAt"])
    account.client.update_security_hub_configuration(AutoEnableControls=False)
    assert milliseconds(enrollment_of(account)["SubscribedAt"]) == first
    account.client.disable_security_hub()
    enable(account)
    assert milliseconds(enrollment_of(account)["SubscribedAt"]) > first


def test_fifty_accounts_in_one_call_are_all_processed():
    administrator, crowd = hub(), [Account() for _ in range(50)]
    create(administrator, *crowd)
    invite(administrator, *crowd)
    administrator.client.disassociate_members(AccountIds=[account.id for account in crowd])
    answer = administrator.client.get_members(AccountIds=[account.id for account in crowd])
    assert [entry["MemberStatus"] for entry in answer["Members"]] == ["Removed"] * 50
    answer = administrator.client.delete_members(AccountIds=[account.id for account in crowd])
    assert answer["UnprocessedAccounts"] == []
    assert members(administrator) == []


def test_of_more_than_fifty_accounts_the_first_are_processed_and_the_rest_are_told():
    administrator, crowd = hub(), [Account() for _ in range(70)]
    ids = [account.id for account in crowd]
    surplus = {one: why(SECURITYHUB, "results_exceeded") for one in ids[50:]}
    answer = administrator.client.create_members(AccountDetails=[{"AccountId": one}
                                                                 for one in ids])
    assert unprocessed(answer) == surplus
    assert [row["AccountId"] for row in answer["UnprocessedAccounts"]] == ids[50:]
    for call in ("invite_members", "get_members", "delete_members"):
        assert unprocessed(getattr(administrator.client, call)(AccountIds=ids)) == surplus
    for call in ("decline_invitations", "delete_invitations"):
        told = unprocessed(getattr(administrator.client, call)(AccountIds=ids))
        assert {one: told[one] for one in ids[50:]} == surplus
    assert members(administrator) == []


def test_who_named_more_than_fifty_finds_all_of_them_on_record():
    administrator, ids = hub(), [Account().id for _ in range(51)]
    administrator.client.create_members(AccountDetails=[{"AccountId": one} for one in ids])
    event = trail(administrator)[-1]
    assert [row["AccountId"] for row in event["requestParameters"]["AccountDetails"]] == ids
    assert event["responseElements"]["UnprocessedAccounts"] == [
        {"AccountId": ids[-1], "ProcessingResult": why(SECURITYHUB, "results_exceeded")}]


def test_empty_tags_are_no_tags():
    account = Account()
    account.client.enable_security_hub(Tags={}, EnableDefaultStandards=False)
    assert account.client.list_tags_for_resource(ResourceArn=account.arn)["Tags"] == {}


@pytest.mark.parametrize("method, target, operation", [
    ("POST", "/administrator/disassociate", "DisassociateFromAdministratorAccount"),
    ("POST", "/master/disassociate", "DisassociateFromMasterAccount"),
    ("DELETE", "/accounts", "DisableSecurityHub"),
])
def test_a_call_without_body_and_content_type_is_accepted(method, target, operation):
    administrator, member = pair("enabled")
    headers = member.sign(method, target, b"", {})
    assert "Content-Type" not in headers
    exchange(method, target, b"", headers).success(operation)
    assert status(administrator, member) == "Resigned"


def test_a_retried_call_gets_the_first_answer_and_changes_nothing():
    """SDKs repeat a POST whose answer was lost, under the same invocation id."""
    administrator, member = hub(), Account()
    body = json.dumps({"AccountDetails": [{"AccountId": member.id}]}).encode()
    same = {"amz-sdk-invocation-id": "5f0bd1a8-55d4-4a5f-9a73-2f2d0d1c8f11"}
    first = administrator.send("POST", "/members", body, same)
    assert first.success("CreateMembers") == {"UnprocessedAccounts": []}
    before = snapshot(administrator)
    second = administrator.send("POST", "/members", body, same)
    assert second.success("CreateMembers") == {"UnprocessedAccounts": []}
    assert second.headers["x-amzn-RequestId"] != first.headers["x-amzn-RequestId"]
    assert snapshot(administrator) == before
    third = administrator.send("POST", "/members", body)
    assert list(unprocessed(third.success("CreateMembers"))) == [member.id]


def test_request_ids_are_never_the_same():
    account = hub()
    ids = [account.client.get_invitations_count()["ResponseMetadata"]["RequestId"]
           for _ in range(20)]
    assert len(set(ids)) == len(ids)
