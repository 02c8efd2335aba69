"""Debian's AWS CLI, unmodified, with an endpoint: the documented invitation, every operation."""
import re

import pytest
from botocore import xform_name

from cli import REFUSED, aws, run
from model import SECURITYHUB, SERVED
from story import STATES, a_standard, create, hub, invitation_id, pair, status, subscribe
from wire import REGION, Account


def statuses(administrator):
    """The administrator's list as its owner sees it."""
    listed = aws(administrator, "list-members", "--no-only-associated")["Members"]
    return {entry["AccountId"]: entry["MemberStatus"] for entry in listed}


# The commands that the story below runs.
TOLD = {"EnableSecurityHub", "CreateMembers", "InviteMembers", "ListInvitations",
        "AcceptInvitation",
        "DeclineInvitations", "ListMembers"}


def test_an_invitation_is_accepted_by_one_account_and_declined_by_another():
    administrator, accepting, declining = Account(), Account(), Account()
    for account in (administrator, accepting, declining):
        assert aws(account, "enable-security-hub", "--no-enable-default-standards") == {}
    answer = aws(administrator, "create-members", "--account-details",
                 f"AccountId={accepting.id},Email=a@example.com", f"AccountId={declining.id}")
    assert answer == {"UnprocessedAccounts": []}
    answer = aws(administrator, "invite-members", "--account-ids", accepting.id, declining.id)
    assert answer == {"UnprocessedAccounts": []}
    (invitation,) = aws(accepting, "list-invitations")["Invitations"]
    assert (invitation["AccountId"], invitation["MemberStatus"]) == (administrator.id, "Invited")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}000\+00:00", invitation["InvitedAt"])
    assert aws(accepting, "accept-invitation", "--master-id", administrator.id,
               "--invitation-id", invitation["InvitationId"]) == {}
    assert aws(declining, "decline-invitations", "--account-ids",
               administrator.id) == {"UnprocessedAccounts": []}
    assert statuses(administrator) == {accepting.id: "Enabled", declining.id: "Resigned"}


# ---- each other operation: the state it starts from, who calls it, its arguments, what it prints

def subscription(account):
    return subscribe(account)["StandardsSubscriptionArn"]


def no_output(answer, *_):
    assert answer == {}


def nothing_left_out(answer, *_):
    assert answer == {"UnprocessedAccounts": []}


def no_tags(answer, *_):
    assert answer == {"Tags": {}}


def shows(name):
    """Something that is not empty under that name."""
    def check(answer, *_):
        assert answer[name]
    return check


def names_the_administrator(name):
    def check(answer, administrator, _):
        assert (answer[name]["AccountId"],
                answer[name]["MemberStatus"]) == (administrator.id, "Enabled")
    return check


def ends_as(wanted):
    """Nothing is printed, and the relationship is in that state afterwards."""
    def check(answer, administrator, member):
        assert answer == {} and status(administrator, member) == wanted
    return check


ADMINISTRATOR, MEMBER = 0, 1
COMMANDS = {
    "DisableSecurityHub": ("none", MEMBER, lambda a, m: [], no_output),
    "DescribeHub": ("none", MEMBER, lambda a, m: ["--hub-arn", m.arn], shows("HubArn")),
    "UpdateSecurityHubConfiguration": ("none", MEMBER, lambda a, m: ["--no-auto-enable-controls"],
                                       no_output),
    "TagResource": ("none", MEMBER, lambda a,
                    m: ["--resource-arn", m.arn, "--tags", "team=blue"], no_output),
    "UntagResource": ("none", MEMBER, lambda a,
                      m: ["--resource-arn", m.arn, "--tag-keys", "team", "b"], no_output),
    "ListTagsForResource": ("none", MEMBER, lambda a, m: ["--resource-arn", m.arn],
                            no_tags),
    "DescribeStandards": ("none", MEMBER, lambda a, m: [], shows("Standards")),
    "BatchEnableStandards": ("none", ADMINISTRATOR, lambda a,
                             m: ["--standards-subscription-requests",
                                                                  f"StandardsArn={a_standard(a)}"],
                             shows("StandardsSubscriptions")),
    "GetEnabledStandards": ("none", ADMINISTRATOR, lambda a,
                            m: ["--standards-subscription-arns", subscription(a)],
                            shows("StandardsSubscriptions")),
    "BatchDisableStandards": ("none", ADMINISTRATOR, lambda a,
                              m: ["--standards-subscription-arns", subscription(a)],
                              shows("StandardsSubscriptions")),
    "GetMembers": ("created", ADMINISTRATOR, lambda a, m: ["--account-ids", m.id],
                   shows("Members")),
    "DisassociateMembers": ("enabled", ADMINISTRATOR, lambda a, m: ["--account-ids", m.id],
                            ends_as("Removed")),
    "DeleteMembers": ("removed", ADMINISTRATOR, lambda a, m: ["--account-ids", m.id],
                      nothing_left_out),
    "GetInvitationsCount": ("invited", MEMBER, lambda a, m: [], shows("InvitationsCount")),
    "AcceptAdministratorInvitation": ("invited", MEMBER, lambda a,
                                      m: ["--administrator-id", a.id, "--invitation-id",
                                                                       invitation_id(a, m)],
                                      ends_as("Enabled")),
    "DeleteInvitations": ("declined", MEMBER, lambda a, m: ["--account-ids", a.id],
                          nothing_left_out),
    "GetMasterAccount": ("enabled", MEMBER, lambda a, m: [], names_the_administrator("Master")),
    "GetAdministratorAccount": ("enabled", MEMBER, lambda a, m: [],
                                names_the_administrator("Administrator")),
    "DisassociateFromMasterAccount": ("enabled", MEMBER, lambda a, m: [], ends_as("Resigned")),
    "DisassociateFromAdministratorAccount": ("enabled", MEMBER, lambda a, m: [],
                                             ends_as("Resigned")),
}


def test_the_cli_runs_every_operation_somewhere():
    assert TOLD | COMMANDS.keys() == set(SERVED[SECURITYHUB])
    assert {state for state, *_ in COMMANDS.values()} <= STATES.keys()


@pytest.mark.parametrize("operation", COMMANDS)
def test_the_cli_runs_the_operation(operation):
    state, who, arguments, check = COMMANDS[operation]
    accounts = pair(state)
    answer = aws(accounts[who], xform_name(operation, "-"), *arguments(*accounts))
    check(answer, *accounts)


def test_the_cli_prints_the_refusal_of_the_service():
    account = Account()
    done = run(account, "describe-hub")
    assert done.returncode == REFUSED
    assert re.search(r"\(InvalidAccessException\) when calling the DescribeHub operation.*: "
                     f"Account {account.id} is not subscribed to AWS Security Hub", done.stderr)


def test_the_cli_pages_through_a_list_on_its_own():
    administrator, crowd = hub(), [Account() for _ in range(120)]
    create(administrator, *crowd)
    answer = aws(administrator, "list-members", "--no-only-associated", "--page-size", "50")
    assert {entry["AccountId"] for entry in answer["Members"]} == {member.id for member in crowd}
    answer = aws(administrator, "list-members", "--no-only-associated", "--no-paginate",
                 "--max-results", "50")
    assert len(answer["Members"]) == 50 and answer["NextToken"]


def test_the_cli_of_another_region_sees_nothing():
    administrator, _ = pair("enabled", REGION)
    done = run(administrator.in_region("ap-southeast-2"), "list-members")
    assert done.returncode == REFUSED and "is not subscribed to AWS Security Hub" in done.stderr
