"""What each operation makes of each state of a relationship, as both accounts see it."""
from dataclasses import dataclass
from typing import Optional

import pytest

from faults import ACCOUNT, refused, unprocessed
from model import invitation_milliseconds
from story import (DECLINE, LEAVE, NO_INVITATION_ID, STATES, accept, accept_invitation,
                   administrator_id, create, create_members, decline_invitations,
                   delete_invitations, delete_members, disassociate_members, hub, invitation_id,
                   invitations, invite, invite_members, leave, members, pair, row, snapshot, status,
                   step, withdraw_invitations)
from wire import Account

@dataclass
class Outcome:
    """Where an operation leads from a state, or why it does not."""
    to: Optional[str] = None        # the MemberStatus afterwards; None: no row
    unprocessed: Optional[str] = None  # name of the fault of the account, or "any"
    fault: Optional[str] = None     # name of the fault of the whole call


def stays(**why):
    """The state does not change: a no-op, or refused with one of Outcome's reasons."""
    return Outcome(to="same", **why)


GONE, CREATED, INVITED, ENABLED, RESIGNED, REMOVED = (
    Outcome(to) for to in (None, "Created", "Invited", "Enabled", "Resigned", "Removed"))
ALREADY_MEMBER = stays(unprocessed="already_member")
ALREADY_INVITED = stays(unprocessed="already_invited")
NO_SUCH_MEMBER = stays(unprocessed="no_such_member")
NO_SUCH_INVITATION = stays(unprocessed="no_such_invitation")
KEPT, LEFT_OUT = stays(unprocessed="invitation_kept"), stays(unprocessed="any")
NO_PENDING, NOT_A_MEMBER = stays(fault="no_pending_invitation"), stays(fault="not_a_member")

COLUMNS = ("none", "created", "invited", "enabled", "declined", "left", "withdrawn", "removed")
TABLE = {
    create_members: (CREATED, *(ALREADY_MEMBER,) * 7),
    invite_members: (NO_SUCH_MEMBER, INVITED, ALREADY_INVITED, ALREADY_INVITED, INVITED, INVITED,
                     INVITED, INVITED),
    disassociate_members: (stays(), stays(), REMOVED, REMOVED, stays(), stays(), stays(), stays()),
    delete_members: (NO_SUCH_MEMBER, GONE, GONE, stays(unprocessed="still_associated"), GONE, GONE,
                     GONE, GONE),
    withdraw_invitations: (LEFT_OUT, LEFT_OUT, CREATED, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT,
                           LEFT_OUT),
    accept_invitation: (NO_PENDING, NO_PENDING, ENABLED, stays(fault="already_a_member"), ENABLED,
                        ENABLED,
                        NO_PENDING, NO_PENDING),
    decline_invitations: (NO_SUCH_INVITATION, NO_SUCH_INVITATION, RESIGNED, LEFT_OUT, None, None,
                          LEFT_OUT, LEFT_OUT),
    delete_invitations: (NO_SUCH_INVITATION, NO_SUCH_INVITATION, KEPT, KEPT, GONE, GONE, GONE,
                         GONE),
    leave: (NOT_A_MEMBER, NOT_A_MEMBER, NOT_A_MEMBER, RESIGNED, NOT_A_MEMBER, NOT_A_MEMBER,
            NOT_A_MEMBER, NOT_A_MEMBER),
}
CASES = [pytest.param(operation, state, outcome, id=f"{operation.__name__}-{state}")
         for operation, outcomes in TABLE.items() for state,
         outcome in zip(COLUMNS, outcomes) if outcome]


def test_the_table_has_every_state():
    assert set(COLUMNS) == set(STATES)
    assert all(len(outcomes) == len(COLUMNS) for outcomes in TABLE.values())


@pytest.mark.parametrize("operation, state, outcome", CASES)
def test_operation_does_to_a_relationship_what_the_table_says(operation, state, outcome):
    administrator, member = pair(state)
    before = snapshot(administrator), snapshot(member)
    if outcome.fault:
        with refused(outcome.fault):
            operation(administrator, member)
    else:
        result = operation(administrator, member)
        if outcome.unprocessed == "any":
            assert result
        else:
            assert result == (outcome.unprocessed and ACCOUNT[outcome.unprocessed])
    if outcome.to == "same":
        assert (snapshot(administrator), snapshot(member)) == before
    else:
        assert status(administrator, member) == outcome.to
        assert administrator_id(member) == (administrator.id if outcome.to == "Enabled" else None)
        check_both_views_agree(administrator, member)


def check_both_views_agree(administrator, member):
    """The member's invitation carries the status and the time that the administrator sees."""
    invitation = invitations(member).get(administrator.id)
    seen = row(administrator, member)
    if invitation:
        assert (invitation["MemberStatus"],
                invitation["InvitedAt"]) == (seen["MemberStatus"], seen["InvitedAt"])
    else:
        assert seen is None or seen["MemberStatus"] == "Created"


@pytest.mark.parametrize("state", ["declined", "left"])
def test_declining_again_leaves_it_resigned(state):
    administrator, member = pair(state)
    decline_invitations(administrator, member)
    assert status(administrator, member) == "Resigned"
    accept(administrator, member)
    assert status(administrator, member) == "Enabled"


# ---- what each side sees

@pytest.mark.parametrize("state", STATES)
def test_member_row_has_the_members_of_its_state(state):
    administrator, member = pair(state)
    seen = row(administrator, member)
    if state == "none":
        assert seen is None
        return
    assert seen["MasterId"] == seen["AdministratorId"] == administrator.id
    assert seen["Email"] == f"root@{member.id}.example"
    assert ("InvitedAt" in seen) == (state != "created")
    assert seen["UpdatedAt"] >= seen.get("InvitedAt", seen["UpdatedAt"])
    assert members(administrator) == [seen]
    associated = administrator.client.list_members()["Members"]
    assert associated == ([seen] if state == "enabled" else [])


@pytest.mark.parametrize("state, seen, counted", [
    ("none", None, 0), ("created", None, 0), ("invited", "Invited", 1), ("enabled", "Enabled", 0),
    ("declined", "Resigned", 1), ("left", "Resigned", 1), ("removed", "Removed", 1),
    ("withdrawn", "Removed", 1)])
def test_member_sees_the_invitation_of_its_state(state, seen, counted):
    """The accepted invitation is listed, and not counted."""
    administrator, member = pair(state)
    invitation = invitations(member).get(administrator.id)
    assert (invitation and invitation["MemberStatus"]) == seen
    assert member.client.get_invitations_count()["InvitationsCount"] == counted
    assert administrator_id(member) == (administrator.id if state == "enabled" else None)


def test_member_without_email_has_no_email():
    administrator, member = hub(), Account()
    create(administrator, member, email=False)
    assert "Email" not in row(administrator, member)


def test_without_administrator_the_answers_are_empty():
    account = hub()
    for target, operation in (("/master", "GetMasterAccount"),
                              ("/administrator", "GetAdministratorAccount")):
        answer = account.send("GET", target)
        assert answer.success(operation) == {}
        assert answer.body == b"{}"


# ---- invitation ids

def test_inviting_again_changes_nothing_and_keeps_the_id():
    administrator, member = pair("invited")
    before = invitations(member)
    result = invite_members(administrator, member)
    assert "has already invited or is already the SecurityHub" in result
    assert invitations(member) == before


def test_creating_again_says_what_clients_match_on():
    administrator, member = pair("created")
    result = create_members(administrator, member)
    assert "already a membe" in result
    assert "given account ID is already a member or associated" in result


@pytest.mark.parametrize("state", ["removed", "withdrawn", "declined", "left"])
def test_a_new_invitation_has_a_new_id_and_a_later_time(state):
    administrator, member = pair(state)
    old = invitations(member)[administrator.id]
    invite(administrator, member)
    new = invitations(member)[administrator.id]
    assert new["InvitationId"] != old["InvitationId"]
    assert new["InvitedAt"] > old["InvitedAt"]
    old_time, new_time = (invitation_milliseconds(one["InvitationId"]) for one in (old, new))
    assert new_time > old_time
    with refused("no_pending_invitation"):
        member.client.accept_administrator_invitation(
            AdministratorId=administrator.id, InvitationId=old["InvitationId"])
    accept(administrator, member)
    assert status(administrator, member) == "Enabled"


@pytest.mark.parametrize("departure", [LEAVE, DECLINE])
def test_after_resigning_the_standing_invitation_is_accepted_again(departure):
    administrator, member = pair("enabled" if departure == LEAVE else "invited")
    standing = invitation_id(administrator, member)
    invited_at = row(administrator, member)["InvitedAt"]
    step(departure, administrator, member)
    assert member.client.get_invitations_count()["InvitationsCount"] == 1
    assert invitation_id(administrator, member) == standing
    member.client.accept_administrator_invitation(AdministratorId=administrator.id,
                                                  InvitationId=standing)
    seen = row(administrator, member)
    assert (seen["MemberStatus"], seen["InvitedAt"]) == ("Enabled", invited_at)


@pytest.mark.parametrize("wrong", [NO_INVITATION_ID, "x", "X" * 32, "' OR ''='", "ä"])
def test_a_wrong_invitation_id_is_refused(wrong):
    administrator, member = pair("invited")
    with refused("no_pending_invitation"):
        member.client.accept_invitation(MasterId=administrator.id, InvitationId=wrong)
    assert status(administrator, member) == "Invited"


def test_an_invitation_of_one_administrator_is_not_good_for_another():
    first, member = pair("invited")
    second = hub()
    create(second, member)
    invite(second, member)
    with refused("no_pending_invitation"):
        member.client.accept_administrator_invitation(
            AdministratorId=first.id, InvitationId=invitation_id(second, member))


def test_somebody_elses_invitation_cannot_be_accepted():
    administrator, member = pair("invited")
    thief = hub()
    with refused("no_pending_invitation"):
        thief.client.accept_administrator_invitation(
            AdministratorId=administrator.id, InvitationId=invitation_id(administrator, member))
    assert status(administrator, member) == "Invited"


# ---- both readings of DeleteInvitations

def test_member_deletes_a_declined_invitation_and_it_is_gone_on_both_sides():
    administrator, member = pair("invited")
    assert delete_invitations(administrator, member) == ACCOUNT["invitation_kept"]
    step(DECLINE, administrator, member)
    assert delete_invitations(administrator, member) is None
    assert invitations(member) == {}
    assert members(administrator) == []
    with refused("no_pending_invitation"):
        accept(administrator, member)


def test_administrator_withdraws_a_pending_invitation():
    administrator, member = pair("invited")
    standing = invitation_id(administrator, member)
    assert withdraw_invitations(administrator, member) is None
    assert invitations(member) == {}
    assert member.client.get_invitations_count()["InvitationsCount"] == 0
    seen = row(administrator, member)
    assert seen["MemberStatus"] == "Created" and "InvitedAt" not in seen
    with refused("no_pending_invitation"):
        member.client.accept_administrator_invitation(AdministratorId=administrator.id,
                                                      InvitationId=standing)
    invite(administrator, member)
    assert invitation_id(administrator, member) != standing
    accept(administrator, member)


def test_a_received_invitation_goes_before_a_sent_one():
    """Two accounts that invited each other: the one that may be deleted as a member goes first."""
    one, other = pair("invited")
    create(other, one)
    invite(other, one)
    step(DECLINE, other, one)
    assert unprocessed(one.client.delete_invitations(AccountIds=[other.id])) == {}
    assert invitations(one) == {}, "the declined invitation from the other is gone"
    assert status(one, other) == "Invited", "the invitation to the other stands"
    assert unprocessed(one.client.delete_invitations(AccountIds=[other.id])) == {}
    assert status(one, other) == "Created"
    assert invitations(other) == {}
