"""Every operation on every state of a relationship, called by either side, of both services.

What must come of it says membership.py, which knows nothing of the server's own table.
"""
import pytest

from faults import refused, unprocessed, why
from membership import LeftOut, Refused, World
from model import GUARDDUTY, SECURITYHUB, SERVICES
from story import (STATES_OF, STATUS, disable, enrollment_of, invitation_id, invitations, members,
                   pair, status_in)

# ---- how each operation is called; what it says of the account that it left out, or None


def batch(name):
    def call(caller, other):
        answer = getattr(caller.client, name)(AccountIds=[other.id])
        return unprocessed({"UnprocessedAccounts": [], **answer}).get(other.id)
    return call


def create_members(caller, other):
    answer = caller.client.create_members(
        AccountDetails=[{"AccountId": other.id, "Email": "a@example.com"}])
    return unprocessed(answer).get(other.id)


def accept(caller, other):
    caller.client.accept_administrator_invitation(
        AdministratorId=other.id, InvitationId=invitation_id(other, caller))


def accept_as_master(caller, other):
    caller.client.accept_invitation(MasterId=other.id, InvitationId=invitation_id(other, caller))


def leave(caller, _):
    caller.client.disassociate_from_administrator_account()


def leave_master(caller, _):
    caller.client.disassociate_from_master_account()


def end(caller, _):
    disable(caller)


def switch(enable):
    def call(caller, _):
        caller.client.update_detector(Enable=enable)
    return call


# Operation: what the model calls it, and how it is called here.
BOTH = {
    "CreateMembers": ("create_members", create_members),
    "InviteMembers": ("invite_members", batch("invite_members")),
    "DisassociateMembers": ("disassociate_members", batch("disassociate_members")),
    "DeleteMembers": ("delete_members", batch("delete_members")),
    "DeclineInvitations": ("decline_invitations", batch("decline_invitations")),
    "DeleteInvitations": ("delete_invitations", batch("delete_invitations")),
    "AcceptInvitation": ("accept_administrator_invitation", accept_as_master),
    "AcceptAdministratorInvitation": ("accept_administrator_invitation", accept),
    "DisassociateFromMasterAccount": ("disassociate_from_administrator_account", leave_master),
    "DisassociateFromAdministratorAccount": ("disassociate_from_administrator_account", leave),
}
OPERATIONS = {
    SECURITYHUB: {**BOTH, "DisableSecurityHub": ("disable", end)},
    GUARDDUTY: {
        **BOTH,
        "DeleteDetector": ("disable", end),
        "StartMonitoringMembers": ("start_monitoring_members", batch("start_monitoring_members")),
        "StopMonitoringMembers": ("stop_monitoring_members", batch("stop_monitoring_members")),
        "UpdateDetector-enable": ("resume", switch(True)),
        "UpdateDetector-disable": ("suspend", switch(False)),
    },
}
# These change the caller's own enrollment whatever becomes of a relationship.
OWN_SETTINGS = {"DisableSecurityHub", "DeleteDetector", "UpdateDetector-enable",
                "UpdateDetector-disable"}
ADMINISTRATOR, MEMBER = "administrator", "member"
TRIPLES = [pytest.param(service, state, operation, caller,
                        id=f"{service}-{state}-{operation}-{caller}")
           for service in SERVICES for state in STATES_OF[service]
           for operation in OPERATIONS[service] for caller in (ADMINISTRATOR, MEMBER)]


def look(account):
    """All that an account sees of its relationships, and its own settings; None if not enrolled."""
    own = enrollment_of(account)
    return own and {
        "own": own,
        "members": members(account),
        "associated": account.client.list_members()["Members"],
        "invitations": invitations(account),
        "count": account.client.get_invitations_count()["InvitationsCount"],
        "administrator": account.client.get_administrator_account().get("Administrator"),
    }


def states(seen):
    """What World.view() predicts, of what was seen."""
    return seen and {
        "members": {entry["AccountId"]: status_in(entry) for entry in seen["members"]},
        "associated": {entry["AccountId"] for entry in seen["associated"]},
        "invitations": {inviter: status_in(invitation)
                        for inviter, invitation in seen["invitations"].items()},
        "count": seen["count"],
        "administrator": seen["administrator"] and seen["administrator"]["AccountId"],
    }


def check_outcome(service, outcome, call):
    """The call must say what the model says: nothing, that an account is left out, or refuse."""
    if isinstance(outcome, Refused):
        with refused(str(outcome), service=service):
            call()
    else:
        assert call() == (outcome and why(service, str(outcome)))


def outcome_of(world, operation, by, other):
    """Performs the operation in the model; gives what it raises."""
    try:
        getattr(world, operation)(by.id, other.id)
    except (Refused, LeftOut) as outcome:
        return outcome
    return None


# Pairs in a state, with what they see, that no operation has changed yet: most triples have no
# effect, and each that has none proves it before the next one gets the pair.
UNTOUCHED = {}


def pair_in(service, state):
    if (service, state) in UNTOUCHED:
        return UNTOUCHED.pop((service, state))
    accounts = pair(state, service=service)
    return accounts, [look(account) for account in accounts]


@pytest.mark.parametrize("service, state, operation, caller", TRIPLES)
def test_operation_does_what_is_documented(service, state, operation, caller):
    accounts, before = pair_in(service, state)
    by, other = accounts if caller == ADMINISTRATOR else accounts[::-1]
    world = World(service, *(account.id for account in accounts), STATUS[state])
    relation = dict(world.relation)
    documented, call = OPERATIONS[service][operation]
    outcome = outcome_of(world, documented, by, other)
    check_outcome(service, outcome, lambda: call(by, other))
    after = [look(account) for account in accounts]
    assert [states(seen) for seen in after] == [world.view(account.id) for account in accounts]
    if outcome or (world.relation == relation and operation not in OWN_SETTINGS):
        assert after == before, "what has no effect leaves no trace"
        UNTOUCHED[service, state] = accounts, before
