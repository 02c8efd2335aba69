"""What both sides see of a relationship, and the life of its invitation; with both services."""
import pytest

from faults import refused, unprocessed, why
from model import GUARDDUTY, invitation_milliseconds
from story import (DECLINE, LEAVE, NO_INVITATION_ID, STATES_OF, accept, administrator_id,
                   create, create_members, decline_invitations, delete_invitations, enrolled, hub,
                   invitation_id, invitations, invite, invite_members, members, pair, row, status,
                   status_in, step, withdraw_invitations)
from wire import Account

# Every state of each service.
EVERY = [(service, state) for service, states in STATES_OF.items() for state in states]


@pytest.mark.parametrize("service, state", EVERY)
def test_both_sides_see_the_same_status_and_time(service, state):
    administrator, member = pair(state, service=service)
    invitation = invitations(member).get(administrator.id)
    seen = row(administrator, member)
    if invitation:
        assert (status_in(invitation),
                invitation["InvitedAt"]) == (status_in(seen), seen["InvitedAt"])
    else:
        assert seen is None or status_in(seen) == "Created"


@pytest.mark.parametrize("state", ["declined", "left"])
def test_declining_again_leaves_it_resigned(service, state):
    administrator, member = pair(state, service=service)
    decline_invitations(administrator, member)
    assert status(administrator, member) == "Resigned"
    accept(administrator, member)
    assert status(administrator, member) == "Enabled"


# ---- what each side sees

@pytest.mark.parametrize("service, state", EVERY)
def test_member_row_has_the_members_of_its_state(service, state):
    administrator, member = pair(state, service=service)
    seen = row(administrator, member)
    if state == "none":
        assert seen is None
        return
    assert seen["MasterId"] == seen["AdministratorId"] == administrator.id
    assert seen["Email"] == f"root@{member.id}.example"
    assert ("InvitedAt" in seen) == (state != "created")
    assert seen["UpdatedAt"] >= seen.get("InvitedAt", seen["UpdatedAt"])
    associated = state in ("enabled", "stopped")
    if service == GUARDDUTY and associated:
        assert seen["DetectorId"] == member.detector
    assert members(administrator) == [seen]
    assert administrator.client.list_members()["Members"] == ([seen] if associated else [])


@pytest.mark.parametrize("state, seen, counted", [
    ("none", None, 0), ("created", None, 0), ("invited", "Invited", 1), ("enabled", "Enabled", 0),
    ("declined", "Resigned", 1), ("left", "Resigned", 1), ("removed", "Removed", 1),
    ("withdrawn", "Removed", 1)])
def test_member_sees_the_invitation_of_its_state(service, state, seen, counted):
    """The accepted invitation is listed, and not counted."""
    administrator, member = pair(state, service=service)
    invitation = invitations(member).get(administrator.id)
    assert (invitation and status_in(invitation)) == seen
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

def test_inviting_again_changes_nothing_and_keeps_the_id(service):
    administrator, member = pair("invited", service=service)
    before = invitations(member)
    assert invite_members(administrator, member) == why(service, "already_invited")
    assert invitations(member) == before


def test_creating_again_says_what_clients_match_on(service):
    administrator, member = pair("created", service=service)
    result = create_members(administrator, member)
    assert "already a membe" in result
    assert "given account ID is already a member or associated" in result


@pytest.mark.parametrize("state", ["removed", "withdrawn", "declined", "left"])
def test_a_new_invitation_has_a_new_id_and_a_later_time(service, state):
    administrator, member = pair(state, service=service)
    old = invitations(member)[administrator.id]
    invite(administrator, member)
    new = invitations(member)[administrator.id]
    assert new["InvitationId"] != old["InvitationId"]
    assert new["InvitedAt"] > old["InvitedAt"]
    old_time, new_time = (invitation_milliseconds(one["InvitationId"]) for one in (old, new))
    assert new_time > old_time
    with refused("no_pending_invitation", service=service):
        member.client.accept_administrator_invitation(
            AdministratorId=administrator.id, InvitationId=old["InvitationId"])
    accept(administrator, member)
    assert status(administrator, member) == "Enabled"


@pytest.mark.parametrize("departure", [LEAVE, DECLINE])
def test_after_resigning_the_standing_invitation_is_accepted_again(service, departure):
    administrator, member = pair("enabled" if departure == LEAVE else "invited", service=service)
    standing = invitation_id(administrator, member)
    invited_at = row(administrator, member)["InvitedAt"]
    step(departure, administrator, member)
    assert member.client.get_invitations_count()["InvitationsCount"] == 1
    assert invitation_id(administrator, member) == standing
    member.client.accept_administrator_invitation(AdministratorId=administrator.id,
                                                  InvitationId=standing)
    seen = row(administrator, member)
    assert (status_in(seen), seen["InvitedAt"]) == ("Enabled", invited_at)


@pytest.mark.parametrize("wrong", [NO_INVITATION_ID, "x", "X" * 32, "' OR ''='", "ä"])
def test_a_wrong_invitation_id_is_refused(service, wrong):
    administrator, member = pair("invited", service=service)
    with refused("no_pending_invitation", service=service):
        member.client.accept_invitation(MasterId=administrator.id, InvitationId=wrong)
    assert status(administrator, member) == "Invited"


def test_an_invitation_of_one_administrator_is_not_good_for_another(service):
    first, member = pair("invited", service=service)
    second = enrolled(service)
    create(second, member)
    invite(second, member)
    with refused("no_pending_invitation", service=service):
        member.client.accept_administrator_invitation(
            AdministratorId=first.id, InvitationId=invitation_id(second, member))


def test_somebody_elses_invitation_cannot_be_accepted(service):
    administrator, member = pair("invited", service=service)
    thief = enrolled(service)
    with refused("no_pending_invitation", service=service):
        thief.client.accept_administrator_invitation(
            AdministratorId=administrator.id, InvitationId=invitation_id(administrator, member))
    assert status(administrator, member) == "Invited"


# ---- both readings of DeleteInvitations

def test_member_deletes_a_declined_invitation_and_it_is_gone_on_both_sides(service):
    administrator, member = pair("invited", service=service)
    assert delete_invitations(administrator, member) == why(service, "invitation_kept")
    step(DECLINE, administrator, member)
    assert delete_invitations(administrator, member) is None
    assert invitations(member) == {}
    assert members(administrator) == []
    with refused("no_pending_invitation", service=service):
        accept(administrator, member)


def test_administrator_withdraws_a_pending_invitation(service):
    administrator, member = pair("invited", service=service)
    standing = invitation_id(administrator, member)
    assert withdraw_invitations(administrator, member) is None
    assert invitations(member) == {}
    assert member.client.get_invitations_count()["InvitationsCount"] == 0
    seen = row(administrator, member)
    assert status_in(seen) == "Created" and "InvitedAt" not in seen
    with refused("no_pending_invitation", service=service):
        member.client.accept_administrator_invitation(AdministratorId=administrator.id,
                                                      InvitationId=standing)
    invite(administrator, member)
    assert invitation_id(administrator, member) != standing
    accept(administrator, member)


def test_a_received_invitation_goes_before_a_sent_one(service):
    """Two accounts that invited each other: the one that may be deleted as a member goes first."""
    one, other = pair("invited", service=service)
    create(other, one)
    invite(other, one)
    step(DECLINE, other, one)
    assert unprocessed(one.client.delete_invitations(AccountIds=[other.id])) == {}
    assert invitations(one) == {}, "the declined invitation from the other is gone"
    assert status(one, other) == "Invited", "the invitation to the other stands"
    assert unprocessed(one.client.delete_invitations(AccountIds=[other.id])) == {}
    assert status(one, other) == "Created"
    assert invitations(other) == {}
