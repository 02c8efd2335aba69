"""Several administrators, both names of an operation, regions, hubs that go, clients' scripts."""
import json

import pytest

from faults import ACCOUNT, refused, unprocessed
from story import (DECLINE, LEAVE, NO_INVITATION_ID, STATES, accept, administrator_id, create,
                   create_members, delete_members, enable, hub, hub_of, invitation_id, invitations,
                   invite, invite_members, members, pair, row, snapshot, status, step, tags)
from wire import OTHER_REGION, REGION, Account

# ---- several administrators

def test_one_invitation_of_several_is_accepted_and_the_others_stay_pending():
    member, inviters = hub(), [hub() for _ in range(3)]
    for inviter in inviters:
        create(inviter, member)
        invite(inviter, member)
    assert member.client.get_invitations_count()["InvitationsCount"] == 3
    chosen, *others = inviters
    accept(chosen, member)
    assert administrator_id(member) == chosen.id
    assert member.client.get_invitations_count()["InvitationsCount"] == 2
    for other in others:
        with refused("already_a_member"):
            accept(other, member)
        assert status(other, member) == "Invited"
        assert other.client.list_members()["Members"] == []
    step(DECLINE, others[0], member)
    assert [status(inviter, member) for inviter in inviters] == ["Enabled", "Resigned", "Invited"]
    step(LEAVE, chosen, member)
    accept(others[1], member)
    assert [status(inviter, member) for inviter in inviters] == ["Resigned", "Resigned", "Enabled"]
    assert administrator_id(member) == others[1].id


@pytest.mark.parametrize("state, blocked", [("created", True), ("invited", True), ("enabled", True),
                                            ("removed", False), ("left", False), ("none", False)])
def test_who_has_members_cannot_become_one(state, blocked):
    account, _ = pair(state)
    administrator = hub()
    create(administrator, account)
    invite(administrator, account)
    if blocked:
        with refused("has_members"):
            accept(administrator, account)
    else:
        accept(administrator, account)
    assert status(administrator, account) == ("Invited" if blocked else "Enabled")


def test_a_member_invites_nobody():
    _, member = pair("enabled")
    other = hub()
    assert create_members(member, other) == ACCOUNT["creator_is_member"]
    assert invite_members(member, other) == ACCOUNT["caller_is_member"]
    assert members(member) == [] and invitations(other) == {}


def test_in_a_batch_each_account_fares_on_its_own():
    administrator, enabled = pair("enabled")
    created, stranger = Account(), Account()
    create(administrator, created)
    batch_ids = [enabled.id, created.id, stranger.id, administrator.id]
    answer = administrator.client.invite_members(AccountIds=batch_ids)
    assert unprocessed(answer) == {enabled.id: ACCOUNT["already_invited"],
                                   stranger.id: ACCOUNT["no_such_member"],
                                   administrator.id: ACCOUNT["self_invite"]}
    assert status(administrator, created) == "Invited"
    answer = administrator.client.delete_members(AccountIds=[enabled.id, created.id, stranger.id])
    assert unprocessed(answer) == {enabled.id: ACCOUNT["still_associated"],
                                   stranger.id: ACCOUNT["no_such_member"]}
    assert [entry["AccountId"] for entry in members(administrator)] == [enabled.id]


# ---- the deprecated names and the modern ones are one thing

def accept_as_master(administrator, member):
    member.client.accept_invitation(MasterId=administrator.id,
                                    InvitationId=invitation_id(administrator, member))


def leave_master(member):
    member.client.disassociate_from_master_account()


def leave_administrator(member):
    member.client.disassociate_from_administrator_account()


@pytest.mark.parametrize("enter", [accept, accept_as_master])
@pytest.mark.parametrize("depart", [leave_master, leave_administrator])
def test_deprecated_and_modern_operations_do_the_same(enter, depart):
    administrator, member = pair("invited")
    enter(administrator, member)
    for again in (accept, accept_as_master):
        with refused("already_a_member"):
            again(administrator, member)
    assert administrator_id(member) == administrator.id
    depart(member)
    for again in (leave_master, leave_administrator):
        with refused("not_a_member"):
            again(member)
    assert administrator_id(member) is None
    assert status(administrator, member) == "Resigned"


# ---- regions

def test_regions_know_nothing_of_each_other():
    here, member_here = pair("enabled", REGION)
    there, member_there = here.in_region(OTHER_REGION), member_here.in_region(OTHER_REGION)
    with refused("not_subscribed", here.id):
        there.client.list_members()
    enable(there)
    enable(member_there)
    assert members(there) == [] and invitations(member_there) == {}
    assert administrator_id(member_there) is None
    create(there, member_there)
    invite(there, member_there)
    assert (status(here, member_here), status(there, member_there)) == ("Enabled", "Invited")
    with refused("no_pending_invitation"):
        member_there.client.accept_administrator_invitation(
            AdministratorId=there.id, InvitationId=invitation_id(here, member_here))
    step(LEAVE, here, member_here)
    assert (status(here, member_here), status(there, member_there)) == ("Resigned", "Invited")
    there.client.update_security_hub_configuration(AutoEnableControls=False)
    assert hub_of(here)["AutoEnableControls"] is True
    assert hub_of(there)["HubArn"] == there.hub_arn != here.hub_arn


def test_an_account_may_be_administrator_in_one_region_and_member_in_another():
    administrator, member = pair("enabled", REGION)
    turned, other = member.in_region(OTHER_REGION), administrator.in_region(OTHER_REGION)
    enable(turned)
    enable(other)
    for name in STATES["enabled"]:
        step(name, turned, other)
    assert administrator_id(other) == member.id and administrator_id(member) == administrator.id


# ---- enabling and disabling

def test_invitation_waits_until_the_member_has_a_hub():
    """An account may be invited before it uses the service; to answer it needs a hub."""
    administrator, member = hub(), Account()
    create(administrator, member)
    invite(administrator, member)
    with refused("not_subscribed", member.id):
        member.client.accept_administrator_invitation(
            AdministratorId=administrator.id, InvitationId=NO_INVITATION_ID)
    with refused("not_subscribed", member.id):
        member.client.decline_invitations(AccountIds=[administrator.id])
    assert status(administrator, member) == "Invited"
    enable(member)
    accept(administrator, member)
    assert status(administrator, member) == "Enabled"


def test_a_member_that_disables_its_hub_resigns():
    administrator, member = pair("enabled")
    member.client.disable_security_hub()
    assert status(administrator, member) == "Resigned"
    assert administrator.client.list_members()["Members"] == []
    assert hub_of(member) is None
    enable(member)
    assert administrator_id(member) is None
    assert status(administrator, member) == "Resigned"


def test_a_pending_invitation_waits_for_the_hub_to_return():
    administrator, member = pair("invited")
    member.client.disable_security_hub()
    assert status(administrator, member) == "Invited"
    enable(member)
    accept(administrator, member)
    assert status(administrator, member) == "Enabled"


@pytest.mark.parametrize("state",
                         ["none", "created", "invited", "declined", "left", "withdrawn", "removed"])
def test_an_administrator_without_enabled_members_takes_its_invitations_along(state):
    administrator, member = pair(state)
    administrator.client.disable_security_hub()
    assert invitations(member) == {}
    enable(administrator)
    assert members(administrator) == []
    assert row(administrator, member) is None


def test_an_administrator_disables_once_its_members_are_gone():
    administrator, member = pair("enabled")
    with refused("disable_administrator"):
        administrator.client.disable_security_hub()
    assert hub_of(administrator) and status(administrator, member) == "Enabled"
    administrator.client.disassociate_members(AccountIds=[member.id])
    assert delete_members(administrator, member) is None
    administrator.client.disable_security_hub()
    assert hub_of(administrator) is None
    with refused("not_subscribed", administrator.id):
        administrator.client.disable_security_hub()


def test_disabling_forgets_tags_and_standards():
    account = hub(Tags={"a": "b"}, EnableDefaultStandards=True)
    account.client.disable_security_hub()
    enable(account)
    assert tags(account) == {}
    assert account.client.get_enabled_standards()["StandardsSubscriptions"] == []


def test_enabling_twice_changes_nothing():
    account = hub(Tags={"a": "b"})
    before = snapshot(account)
    with refused("already_subscribed"):
        account.client.enable_security_hub(Tags={"c": "d"})
    assert snapshot(account) == before


# ---- the way that AWS's own scripts go, twice

def enable_like_the_script(administrator, member):
    """The steps of AWS's multi-account script for one member; each run ends with it associated."""
    for account in (administrator, member):
        try:
            enable(account)
        except account.client.exceptions.ResourceConflictException:
            pass
    listed = administrator.client.list_members(OnlyAssociated=False)["Members"]
    if member.id not in [entry["AccountId"] for entry in listed]:
        administrator.client.create_members(AccountDetails=[{"AccountId": member.id,
                                                             "Email": "a@example.com"}])
    for _ in range(5):
        (entry,) = administrator.client.list_members(OnlyAssociated=False)["Members"]
        if entry["MemberStatus"] == "Enabled":
            return
        if entry["MemberStatus"] == "Created":
            administrator.client.invite_members(AccountIds=[member.id])
        else:
            newest = member.client.list_invitations()["Invitations"][-1]
            member.client.accept_invitation(InvitationId=newest["InvitationId"],
                                            MasterId=administrator.id)
    pytest.fail("the member was never associated")


def disable_like_the_script(administrator, member):
    if member.client.get_master_account().get("Master"):
        member.client.disassociate_from_master_account()
    administrator.client.disassociate_members(AccountIds=[member.id])
    administrator.client.delete_members(AccountIds=[member.id])
    assert administrator.client.list_members(OnlyAssociated=False)["Members"] == []
    member.client.disable_security_hub()


def test_the_second_run_of_an_enabling_script_changes_nothing():
    administrator, member = Account(), Account()
    enable_like_the_script(administrator, member)
    before = snapshot(administrator), snapshot(member)
    enable_like_the_script(administrator, member)
    assert (snapshot(administrator), snapshot(member)) == before
    disable_like_the_script(administrator, member)
    administrator.client.disable_security_hub()
    assert hub_of(administrator) is None and hub_of(member) is None


def test_terraform_destroys_a_member_that_was_never_invited():
    """It disassociates, then deletes, and wants no account unprocessed."""
    administrator, member = pair("created")
    administrator.client.disassociate_members(AccountIds=[member.id])
    assert delete_members(administrator, member) is None


def test_an_account_id_twice_in_a_call_makes_one_member():
    administrator, member = hub(), Account()
    body = json.dumps({"AccountDetails": [{"AccountId": member.id}] * 2}).encode()
    administrator.send("POST", "/members", body).success("CreateMembers")
    assert [entry["AccountId"] for entry in members(administrator)] == [member.id]
    for _ in range(2):
        body = json.dumps({"AccountIds": [member.id] * 2}).encode()
        administrator.send("POST", "/members/invite", body).success("InviteMembers")
    assert [entry["MemberStatus"] for entry in members(administrator)] == ["Invited"]
