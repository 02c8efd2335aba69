"""Several administrators, both names of an operation, regions, hubs that go, clients' scripts."""
import json

import pytest

from faults import refused, unprocessed, why
from model import GUARDDUTY, SECURITYHUB
from story import (DECLINE, LEAVE, NO_INVITATION_ID, STATES, STATES_OF, accept, administrator_id,
                   create, create_members, delete_members, disable, enable, enrolled,
                   enrollment_of, hub, invitation_id, invitations, invite, invite_members, members,
                   pair, refused_unenrolled, row, snapshot, status, step, tags)
from wire import OTHER_REGION, REGION, Account

# ---- several administrators

def test_one_invitation_of_several_is_accepted_and_the_others_stay_pending(service):
    member, inviters = enrolled(service), [enrolled(service) for _ in range(3)]
    for inviter in inviters:
        create(inviter, member)
        invite(inviter, member)
    assert member.client.get_invitations_count()["InvitationsCount"] == 3
    chosen, *others = inviters
    accept(chosen, member)
    assert administrator_id(member) == chosen.id
    assert member.client.get_invitations_count()["InvitationsCount"] == 2
    for other in others:
        with refused("already_a_member", service=service):
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
def test_who_has_members_cannot_become_one(service, state, blocked):
    account, _ = pair(state, service=service)
    administrator = enrolled(service)
    create(administrator, account)
    invite(administrator, account)
    if blocked:
        with refused("has_members", service=service):
            accept(administrator, account)
    else:
        accept(administrator, account)
    assert status(administrator, account) == ("Invited" if blocked else "Enabled")


def test_a_member_invites_nobody(service):
    _, member = pair("enabled", service=service)
    other = enrolled(service)
    assert create_members(member, other) == why(service, "creator_is_member")
    assert invite_members(member, other) == why(service, "caller_is_member")
    assert members(member) == [] and invitations(other) == {}


def test_in_a_batch_each_account_fares_on_its_own(service):
    administrator, enabled = pair("enabled", service=service)
    created, stranger = Account(), Account()
    create(administrator, created)
    batch_ids = [enabled.id, created.id, stranger.id, administrator.id]
    answer = administrator.client.invite_members(AccountIds=batch_ids)
    assert unprocessed(answer) == {enabled.id: why(service, "already_invited"),
                                   stranger.id: why(service, "no_such_member"),
                                   administrator.id: why(service, "self_invite")}
    assert status(administrator, created) == "Invited"
    answer = administrator.client.delete_members(AccountIds=[enabled.id, created.id, stranger.id])
    assert unprocessed(answer) == {enabled.id: why(service, "still_associated"),
                                   stranger.id: why(service, "no_such_member")}
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
def test_deprecated_and_modern_operations_do_the_same(service, enter, depart):
    administrator, member = pair("invited", service=service)
    enter(administrator, member)
    for again in (accept, accept_as_master):
        with refused("already_a_member", service=service):
            again(administrator, member)
    assert administrator_id(member) == administrator.id
    depart(member)
    for again in (leave_master, leave_administrator):
        with refused("not_a_member", service=service):
            again(member)
    assert administrator_id(member) is None
    assert status(administrator, member) == "Resigned"


# ---- regions

def test_regions_know_nothing_of_each_other(service):
    here, member_here = pair("enabled", REGION, service)
    there, member_there = here.in_region(OTHER_REGION), member_here.in_region(OTHER_REGION)
    with refused_unenrolled(there):
        there.client.list_members()
    enable(there)
    enable(member_there)
    assert members(there) == [] and invitations(member_there) == {}
    assert administrator_id(member_there) is None
    create(there, member_there)
    invite(there, member_there)
    assert (status(here, member_here), status(there, member_there)) == ("Enabled", "Invited")
    with refused("no_pending_invitation", service=service):
        member_there.client.accept_administrator_invitation(
            AdministratorId=there.id, InvitationId=invitation_id(here, member_here))
    step(LEAVE, here, member_here)
    assert (status(here, member_here), status(there, member_there)) == ("Resigned", "Invited")
    there.client.tag_resource(ResourceArn=there.arn, Tags={"team": "blue"})
    assert (tags(here), tags(there)) == ({}, {"team": "blue"})
    assert here.arn != there.arn


def test_an_account_may_be_administrator_in_one_region_and_member_in_another(service):
    administrator, member = pair("enabled", REGION, service=service)
    turned, other = member.in_region(OTHER_REGION), administrator.in_region(OTHER_REGION)
    enable(turned)
    enable(other)
    for name in STATES["enabled"]:
        step(name, turned, other)
    assert administrator_id(other) == member.id and administrator_id(member) == administrator.id


# ---- enabling and disabling

def test_invitation_waits_until_the_member_is_enrolled(service):
    """An account may be invited before it uses the service; to answer it needs hub or detector."""
    administrator, member = enrolled(service), Account(service=service)
    create(administrator, member)
    invite(administrator, member)
    with refused_unenrolled(member):
        member.client.accept_administrator_invitation(
            AdministratorId=administrator.id, InvitationId=NO_INVITATION_ID)
    with refused("no_such_resource", service=service) if service == GUARDDUTY \
            else refused_unenrolled(member):
        member.client.decline_invitations(AccountIds=[administrator.id])
    assert status(administrator, member) == "Invited"
    enable(member)
    accept(administrator, member)
    assert status(administrator, member) == "Enabled"


# What its administrator sees of a member without hub or detector.
GONE_AS = {SECURITYHUB: "Resigned", GUARDDUTY: "Removed"}


def test_a_member_that_disables_the_service_is_no_member_any_more(service):
    administrator, member = pair("enabled", service=service)
    disable(member)
    assert status(administrator, member) == GONE_AS[service]
    assert administrator.client.list_members()["Members"] == []
    assert enrollment_of(member) is None
    enable(member)
    assert administrator_id(member) is None
    assert status(administrator, member) == GONE_AS[service]


def test_a_pending_invitation_waits_for_the_member_to_return(service):
    administrator, member = pair("invited", service=service)
    disable(member)
    assert status(administrator, member) == "Invited"
    enable(member)
    accept(administrator, member)
    assert status(administrator, member) == "Enabled"


# In which states a member keeps its administrator from disabling, and what that is then told.
KEEPING = {SECURITYHUB: ("disable_administrator", ("enabled",)),
           GUARDDUTY: ("delete_detector_refused", ("invited", "enabled", "stopped"))}


@pytest.mark.parametrize("service, state", [
    (service, state) for service in STATES_OF for state in STATES_OF[service]
    if state not in KEEPING[service][1]])
def test_an_administrator_that_disables_takes_its_invitations_along(service, state):
    administrator, member = pair(state, service=service)
    disable(administrator)
    assert invitations(member) == {}
    enable(administrator)
    assert members(administrator) == []
    assert row(administrator, member) is None


@pytest.mark.parametrize("service, state", [
    (service, state) for service in KEEPING for state in KEEPING[service][1]])
def test_an_administrator_disables_once_its_members_are_gone(service, state):
    administrator, member = pair(state, service=service)
    before = snapshot(administrator), snapshot(member)
    with refused(KEEPING[service][0], service=service):
        disable(administrator)
    assert (snapshot(administrator), snapshot(member)) == before
    administrator.client.disassociate_members(AccountIds=[member.id])
    assert delete_members(administrator, member) is None
    disable(administrator)
    assert enrollment_of(administrator) is None
    with refused_unenrolled(administrator):
        disable(administrator)


def test_disabling_forgets_tags_and_standards():
    account = hub(Tags={"a": "b"}, EnableDefaultStandards=True)
    account.client.disable_security_hub()
    enable(account)
    assert tags(account) == {}
    assert account.client.get_enabled_standards()["StandardsSubscriptions"] == []


def test_enabling_twice_changes_nothing(service):
    account = enrolled(service, Tags={"a": "b"})
    before = snapshot(account)
    with refused("detector_exists" if service == GUARDDUTY else "already_subscribed",
                 service=service):
        enable(account, Tags={"c": "d"})
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
    assert enrollment_of(administrator) is None and enrollment_of(member) is None


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
