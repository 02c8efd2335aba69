"""Who saw whose findings: memberhubctl audit viewers, which asks the trail alone."""
import json
import subprocess

import pytest

import memberhub_testing as testing
from configured_stack import MEMBERHUBCTL, ConfiguredStack
from private_stack import wait_for

REGION = "eu-west-1"


@pytest.fixture(scope="module")
def stack():
    found = ConfiguredStack("memberhub-viewers-")
    try:
        found.up()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MEMBERHUB_ENDPOINT", f"http://127.0.0.1:{found.port}")
            yield found
    finally:
        found.down()


def client(account, service=testing.SERVICE):
    return testing.client(service, account)


@pytest.fixture
def pair(stack, accounts):
    """An administrator and a member of its, with the invitation."""
    administrator, member = accounts.new(), accounts.new()
    for account in (administrator, member):
        client(account).enable_security_hub(EnableDefaultStandards=False)
    client(administrator).create_members(AccountDetails=[{"AccountId": member}])
    client(administrator).invite_members(AccountIds=[member])
    (invitation,) = client(member).list_invitations()["Invitations"]
    client(member).accept_administrator_invitation(AdministratorId=administrator, InvitationId=invitation["InvitationId"])
    return administrator, member, invitation["InvitationId"]


def put(account, name="finding"):
    answer = client(account).batch_import_findings(Findings=[{
        "SchemaVersion": "2018-10-08", "Id": name, "ProductArn": f"arn:aws:securityhub:{REGION}:{account}:product/{account}/default",
        "GeneratorId": "g", "AwsAccountId": account, "CreatedAt": "2019-01-01T00:00:00Z", "UpdatedAt": "2019-01-01T00:00:00Z",
        "Severity": {"Label": "HIGH"}, "Title": "t", "Description": "d", "Resources": [{"Type": "Other", "Id": "x"}]}])
    assert answer["SuccessCount"] == 1, answer


def viewers(stack, account, *arguments):
    done = subprocess.run([MEMBERHUBCTL, "-c", stack.conf, "audit", "viewers", "--account", account, "--json", *arguments],
                          env=stack.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["Views"]


def views(stack, account, *arguments):
    return [(one["AccountId"], one["Operation"], int(one["Findings"]), one.get("InvitationId"))
            for one in viewers(stack, account, *arguments) if one.get("AccountId")]


def verify(stack):
    done = subprocess.run([MEMBERHUBCTL, "-c", stack.conf, "audit", "verify"], env=stack.environment, capture_output=True,
                          text=True, stdin=subprocess.DEVNULL)
    return done.stdout + done.stderr


def test_each_view_is_told_with_who_it_was_and_by_which_invitation(stack, pair):
    administrator, member, invitation = pair
    put(member, "one")
    put(member, "two")
    put(administrator)
    client(administrator).get_findings()
    client(administrator).get_findings(MaxResults=1, SortCriteria=[{"Field": "AwsAccountId", "SortOrder": "asc"}],
                                       Filters={"AwsAccountId": [{"Value": member, "Comparison": "EQUALS"}]})
    client(member).get_findings()
    insight = client(administrator).create_insight(Name="n", Filters={}, GroupByAttribute="AwsAccountId")["InsightArn"]
    client(administrator).get_insight_results(InsightArn=insight)
    client(member).disassociate_from_administrator_account()
    client(administrator).get_findings()
    assert views(stack, member) == [
        (administrator, "GetFindings", 2, invitation), (administrator, "GetFindings", 1, invitation),
        (member, "GetFindings", 2, None), (administrator, "GetInsightResults", 2, invitation)]
    assert views(stack, administrator) == [(administrator, operation, 1, None) for operation in
                                           ("GetFindings", "GetInsightResults", "GetFindings")]
    assert views(stack, member, "--to", "2020-01-01T00:00:00Z") == []
    wait_for(lambda: all(one["Sealed"] for one in viewers(stack, member)), "all is sealed")
    assert "nothing is wrong" in verify(stack)


def test_guardduty_has_views_of_its_own(stack, accounts):
    account = accounts.new()
    detector = client(account, "guardduty").create_detector(Enable=True)["DetectorId"]
    client(account, "guardduty").create_sample_findings(DetectorId=detector, FindingTypes=["Recon:EC2/Portscan"])
    found = client(account, "guardduty").list_findings(DetectorId=detector)["FindingIds"]
    client(account, "guardduty").get_findings(DetectorId=detector, FindingIds=found)
    client(account, "guardduty").get_findings_statistics(DetectorId=detector, FindingStatisticTypes=["COUNT_BY_SEVERITY"])
    assert [operation for _, operation, _, _ in views(stack, account)] == ["ListFindings", "GetFindings", "GetFindingsStatistics"]


def test_contents_stay_out_of_events(stack, pair):
    administrator, member, _ = pair
    put(member, "canary-id")
    client(administrator).get_findings()
    client(administrator).batch_update_findings(
        FindingIdentifiers=[{"Id": "canary-id", "ProductArn": f"arn:aws:securityhub:{REGION}:{member}:product/{member}/default"}],
        Note={"Text": "canary-text", "UpdatedBy": "canary-by"}, UserDefinedFields={"canary-key": "canary-value"})
    done = stack.dev("psql", "-qAtX", "-c", "SELECT string_agg(record, '') FROM memberhub.audit_event")
    for canary in ("canary-text", "canary-by", "canary-key", "canary-value"):
        assert canary not in done.stdout
        assert canary not in (stack.directory / "log" / "memberhubd.log").read_text()


def test_where_reads_leave_no_events_the_trail_says_from_when_to_when(stack, pair):
    administrator, member, _ = pair
    put(member)
    stack.be(audit_reads="off", server_workers=2)
    client(administrator).get_findings()
    client(administrator).get_findings()
    marks = [one["Operation"] for one in viewers(stack, member)]
    assert marks == ["TrailViewsUnrecorded"] and views(stack, member) == []
    stack.be(server_workers=2)
    client(administrator).get_findings()
    assert [one["Operation"] for one in viewers(stack, member)] == ["TrailViewsUnrecorded", "GetFindings"]
    # A minute after the last of them it is over.
    stack.dev("psql", "-qAtX", "-c", "UPDATE memberhub.view_gap SET last_at = last_at - interval '2 minutes'")
    client(administrator).get_findings()
    assert [one["Operation"] for one in viewers(stack, member)] == [
        "TrailViewsUnrecorded", "GetFindings", "GetFindings", "TrailViewsRecorded"] or \
        [one["Operation"] for one in viewers(stack, member)] == [
        "TrailViewsUnrecorded", "GetFindings", "TrailViewsRecorded", "GetFindings"]
    assert "nothing is wrong" in verify(stack)
