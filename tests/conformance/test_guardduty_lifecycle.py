"""GuardDuty beside Security Hub, and what multi-account tools do with it."""
import pytest

from faults import check_fault, refused, unprocessed, why
from model import GUARDDUTY, SECURITYHUB
from story import (ACCEPT, CREATE, INVITE, LEAVE, REMOVE, accept, administrator_id, create,
                   detector, disable, enable, enrolled, enrollment_of, hub, invitations, invite,
                   members, pair, snapshot, status, step, tags)
from wire import Account

# ---- two services, nothing in common but the account


def test_an_account_is_administrator_of_one_service_and_member_of_the_other():
    administrator, member = pair("enabled")
    master, servant = member.in_service(GUARDDUTY), administrator.in_service(GUARDDUTY)
    assert enrollment_of(master) is None and enrollment_of(servant) is None
    enable(master)
    enable(servant)
    assert members(master) == members(servant) == [] and invitations(servant) == {}
    before = snapshot(administrator), snapshot(member)
    for name in (CREATE, INVITE, ACCEPT):
        step(name, master, servant)
    assert administrator_id(servant) == master.id == member.id
    assert administrator_id(member) == administrator.id
    assert (snapshot(administrator), snapshot(member)) == before
    before = snapshot(master), snapshot(servant)
    step(LEAVE, administrator, member)
    administrator.client.disable_security_hub()
    assert (snapshot(master), snapshot(servant)) == before
    assert status(master, servant) == "Enabled"


def test_both_services_of_one_pair_go_their_own_ways():
    administrator, member = pair("enabled")
    other_administrator, other_member = (account.in_service(GUARDDUTY)
                                         for account in (administrator, member))
    for account in (other_administrator, other_member):
        enable(account)
    step(CREATE, other_administrator, other_member)
    step(INVITE, other_administrator, other_member)
    assert (status(administrator, member),
            status(other_administrator, other_member)) == ("Enabled", "Invited")
    step(REMOVE, other_administrator, other_member)
    assert (status(administrator, member),
            status(other_administrator, other_member)) == ("Enabled", "Removed")
    (ours,), (theirs,) = invitations(member).values(), invitations(other_member).values()
    assert ours["InvitationId"] != theirs["InvitationId"]
    with refused("no_pending_invitation", service=GUARDDUTY):
        other_member.client.accept_invitation(MasterId=administrator.id,
                                              InvitationId=ours["InvitationId"])


@pytest.mark.parametrize("service, target", [
    (SECURITYHUB, "/detector"), (SECURITYHUB, "/invitation"), (GUARDDUTY, "/accounts"),
    (GUARDDUTY, "/members"), (GUARDDUTY, "/invitations"), (GUARDDUTY, "/administrator")])
def test_the_signature_says_which_service_is_meant(service, target):
    check_fault(enrolled(service).send("GET", target), "unknown_operation")


def test_tags_of_one_service_are_not_found_under_the_other():
    account = hub(Tags={"a": "hub"})
    other = account.in_service(GUARDDUTY)
    enable(other, Tags={"a": "detector"})
    assert (tags(account), tags(other)) == ({"a": "hub"}, {"a": "detector"})
    assert account.send("GET", other.tags_path).status in (400, 404)
    assert other.send("GET", account.tags_path).status == 400
    account.client.tag_resource(ResourceArn=account.arn, Tags={"b": ""})
    assert (tags(account), tags(other)) == ({"a": "hub", "b": ""}, {"a": "detector"})


def test_a_page_token_of_one_service_is_refused_by_the_other():
    account, crowd = hub(), [Account() for _ in range(3)]
    other = account.in_service(GUARDDUTY)
    enable(other)
    create(account, *crowd)
    create(other, *crowd)
    token = account.client.list_members(OnlyAssociated=False, MaxResults=2)["NextToken"]
    with refused("invalid_next_token", service=GUARDDUTY):
        other.client.list_members(OnlyAssociated="false", MaxResults=2, NextToken=token)


# ---- a member and its detector

def test_a_member_that_suspends_its_detector_is_disabled_and_stays_a_member():
    administrator, member = pair("enabled", service=GUARDDUTY)
    member.client.update_detector(Enable=False)
    assert status(administrator, member) == "Disabled"
    assert administrator_id(member) == administrator.id
    member.client.update_detector(Enable=True)
    assert status(administrator, member) == "Enabled"


@pytest.mark.parametrize("state", ["invited", "declined", "removed"])
def test_a_member_in_no_association_is_not_changed_by_its_detector(state):
    administrator, member = pair(state, service=GUARDDUTY)
    before = members(administrator)
    member.client.update_detector(Enable=False)
    member.client.update_detector(Enable=True)
    assert members(administrator) == before


def test_the_detector_of_a_member_is_shown_while_it_is_associated():
    administrator, member = pair("enabled", service=GUARDDUTY)
    answer = administrator.client.get_members(AccountIds=[member.id])
    assert answer["Members"][0]["DetectorId"] == member.detector
    member.client.delete_detector()
    answer = administrator.client.get_members(AccountIds=[member.id])
    assert answer["Members"][0]["RelationshipStatus"] == "Removed"
    assert answer["Members"][0].get("DetectorId", member.detector) == member.detector


def test_a_new_detector_has_a_new_id_and_nothing_of_the_old():
    account = detector(Tags={"a": "b"}, FindingPublishingFrequency="ONE_HOUR")
    old, default = account.detector, enrollment_of(detector())["FindingPublishingFrequency"]
    account.client.delete_detector()
    enable(account)
    assert account.detector != old
    seen = enrollment_of(account)
    assert (seen["Tags"], seen["FindingPublishingFrequency"]) == ({}, default)
    with refused("detector_not_owned", service=GUARDDUTY):
        account.client.get_detector(DetectorId=old)


def test_invitations_are_seen_and_deleted_without_a_detector():
    administrator, member = detector(), Account(service=GUARDDUTY)
    create(administrator, member)
    invite(administrator, member)
    assert list(invitations(member)) == [administrator.id]
    assert member.client.get_invitations_count()["InvitationsCount"] == 1
    answer = member.client.delete_invitations(AccountIds=[administrator.id])
    assert unprocessed(answer) == {administrator.id: why(GUARDDUTY, "invitation_kept")}
    step(REMOVE, administrator, member)
    answer = member.client.delete_invitations(AccountIds=[administrator.id])
    assert unprocessed(answer) == {}
    assert invitations(member) == {} and members(administrator) == []


# ---- tools that poll without pause

def test_what_was_written_is_read_at_once_and_the_newest_is_last():
    member, inviters = detector(), [detector() for _ in range(5)]
    for count, inviter in enumerate(inviters, start=1):
        create(inviter, member)
        inviter.client.invite_members(AccountIds=[member.id])
        (entry,) = inviter.client.list_members(OnlyAssociated="False")["Members"]
        assert entry["RelationshipStatus"] == "Invited"
        listed = member.client.list_invitations()["Invitations"]
        assert len(listed) == count and listed[-1]["AccountId"] == inviter.id
    first = inviters[0]
    step(REMOVE, first, member)
    first.client.invite_members(AccountIds=[member.id])
    assert member.client.list_invitations()["Invitations"][-1]["AccountId"] == first.id
    accept(first, member)
    (entry,) = first.client.list_members()["Members"]
    assert entry["RelationshipStatus"] == "Enabled"


def own_detector(account):
    """The account's detector, made when there is none: how scripts begin."""
    found = account.client.list_detectors()["DetectorIds"]
    account.detector = found[0] if found \
        else account.client.create_detector(Enable=True)["DetectorId"]
    return account.detector


def enable_like_the_script(administrator, member):
    """The steps of AWS's multi-account script for one member; each run ends with it associated."""
    own_detector(administrator)
    own_detector(member)
    administrator.client.create_members(
        AccountDetails=[{"AccountId": member.id, "Email": "a@example.com"}])
    for _ in range(5):
        (entry,) = administrator.client.list_members(OnlyAssociated="False")["Members"]
        if entry["RelationshipStatus"] == "Enabled":
            return
        if entry["RelationshipStatus"] in ("Created", "Removed"):
            administrator.client.invite_members(AccountIds=[member.id],
                                                DisableEmailNotification=True)
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
    assert administrator.client.list_members(OnlyAssociated="FALSE")["Members"] == []
    for account in (member, administrator):
        disable(account)


def test_the_second_run_of_an_enabling_script_changes_nothing():
    administrator, member = Account(service=GUARDDUTY), Account(service=GUARDDUTY)
    enable_like_the_script(administrator, member)
    before = snapshot(administrator), snapshot(member)
    enable_like_the_script(administrator, member)
    assert (snapshot(administrator), snapshot(member)) == before
    disable_like_the_script(administrator, member)
    assert enrollment_of(administrator) is None and enrollment_of(member) is None


def test_a_script_takes_a_resigned_member_back_with_the_standing_invitation():
    administrator, member = Account(service=GUARDDUTY), Account(service=GUARDDUTY)
    enable_like_the_script(administrator, member)
    standing = invitations(member)[administrator.id]["InvitationId"]
    step(LEAVE, administrator, member)
    enable_like_the_script(administrator, member)
    assert invitations(member)[administrator.id]["InvitationId"] == standing
