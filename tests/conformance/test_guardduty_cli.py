"""Debian's AWS CLI walks two accounts through all of an invitation of GuardDuty, and back."""
from cli import REFUSED, aws, run
from model import GUARDDUTY
from story import create, pair, status
from wire import Account


def detector_command(account, command, *arguments):
    """Runs a command on the account's detector, which must print that no account is left out."""
    answer = aws(account, command, "--detector-id", account.detector, *arguments)
    assert answer.get("UnprocessedAccounts", []) == []
    return answer


def invite(administrator, member):
    """Invites with the CLI; gives the invitation's id as the member's CLI lists it."""
    detector_command(administrator, "invite-members", "--account-ids", member.id,
                     "--disable-email-notification", "--message", "Please join")
    (seen,) = aws(member, "list-invitations")["Invitations"]
    assert (seen["AccountId"], seen["RelationshipStatus"]) == (administrator.id, "Invited")
    return seen["InvitationId"]


def test_two_accounts_go_all_the_way():
    administrator, member = Account(service=GUARDDUTY), Account(service=GUARDDUTY)
    for account in (administrator, member):
        account.detector = aws(account, "create-detector", "--enable")["DetectorId"]
    detector_command(administrator, "create-members", "--account-details",
                     f"AccountId={member.id},Email=a@example.com")
    first = invite(administrator, member)
    assert detector_command(member, "accept-invitation", "--master-id", administrator.id,
                            "--invitation-id", first) == {}
    seen = detector_command(member, "get-administrator-account")["Administrator"]
    assert (seen["AccountId"], seen["RelationshipStatus"]) == (administrator.id, "Enabled")
    for command, wanted in (("stop-monitoring-members", "Disabled"),
                            ("start-monitoring-members", "Enabled"),
                            ("disassociate-members", "Removed")):
        detector_command(administrator, command, "--account-ids", member.id)
        assert status(administrator, member) == wanted
    assert invite(administrator, member) != first
    answer = aws(member, "decline-invitations", "--account-ids", administrator.id)
    assert answer == {"UnprocessedAccounts": []}
    assert status(administrator, member) == "Resigned"
    answer = aws(member, "delete-invitations", "--account-ids", administrator.id)
    assert answer == {"UnprocessedAccounts": []}
    assert status(administrator, member) is None
    create(administrator, member)
    detector_command(administrator, "delete-members", "--account-ids", member.id)
    assert status(administrator, member) is None
    detector_command(administrator, "delete-detector")
    assert administrator.client.list_detectors()["DetectorIds"] == []


def test_the_cli_lists_the_members_of_a_filter():
    administrator, member = pair("invited", service=GUARDDUTY)
    answer = detector_command(administrator, "list-members", "--only-associated", "False")
    assert [entry["AccountId"] for entry in answer["Members"]] == [member.id]
    assert detector_command(administrator, "list-members")["Members"] == []


def test_the_cli_prints_the_refusal_and_its_type():
    account = Account(service=GUARDDUTY)
    done = run(account, "get-detector", "--detector-id", "00" * 16)
    assert done.returncode == REFUSED
    assert "(BadRequestException) when calling the GetDetector operation" in done.stderr
    assert "the input detectorId is not owned by the current account." in done.stderr
