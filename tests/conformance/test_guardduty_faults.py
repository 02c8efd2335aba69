"""Each fault that a client of GuardDuty can cause, once, word for word."""
import json
import pytest

from faults import (GUARDDUTY_ACCOUNT, GUARDDUTY_WHOLE, Triggers, check_fault, refused,
                    unprocessed, why)
from model import GUARDDUTY
from story import accept, create, detector, invitation_id, invite, pair, status
from wire import Account

TRIGGERS = trigger = Triggers()

# Faults of single accounts that GuardDuty's own operations cannot cause.
UNREACHABLE = {"email_missing": "CreateMembers wants an address of each account"}
# As many as the service ever allows an administrator by invitation.
MOST_MEMBERS = 11_000


def two(state):
    return pair(state, service=GUARDDUTY)


def refusal(name, *arguments):
    return refused(name, *arguments, service=GUARDDUTY)


# ---- whole calls

@trigger("serialization")
def no_json():
    answer = detector().send("POST", "/invitation/decline", b"{'accountIds': []}")
    check_fault(answer, "serialization")


@trigger("invalid_input")
def an_account_of_eleven_digits():
    account = detector()
    with refusal("invalid_input"):
        account.client.get_members(AccountIds=["1" * 11])


@trigger("too_many_accounts")
def fifty_one_accounts():
    account = detector()
    with refusal("too_many_accounts", "accountDetails", 51, 50):
        account.client.create_members(AccountDetails=[
            {"AccountId": Account().id, "Email": "a@example.com"} for _ in range(51)])


# Raw: Debian's botocore is older than features.
BOTH = {"dataSources": {"s3Logs": {"enable": True}},
        "features": [{"name": "S3_DATA_EVENTS", "status": "ENABLED"}]}
TWICE = {"features": [{"name": name, "status": "ENABLED"} for name in (
    "RUNTIME_MONITORING", "S3_DATA_EVENTS", "EKS_RUNTIME_MONITORING")]}


def check_detectors_input(bad, good, fault):
    """Whatever would say how a detector is to be: bad input changes nothing, good input is taken."""
    account, fresh = detector(), Account(service=GUARDDUTY)
    update, members = account.path(), account.path("/member/detector/update")
    ids = {"accountIds": [Account().id]}
    for who, target, body in ((fresh, "/detector", {"enable": True}), (account, update, {}),
                              (account, members, ids)):
        check_fault(who.send("POST", target, json.dumps({**body, **bad}).encode()), fault)
        assert fresh.client.list_detectors()["DetectorIds"] == []
    assert account.send("POST", update, json.dumps(good).encode()).status == 200


@trigger("features_and_data_sources")
def both_views_of_a_detector():
    check_detectors_input(BOTH, {**BOTH, "features": []}, "features_and_data_sources")


@trigger("runtime_monitoring_twice")
def both_names_of_runtime_monitoring():
    check_detectors_input(TWICE, {"features": TWICE["features"][:2]}, "runtime_monitoring_twice")


@trigger("missing_parameter")
def no_accounts():
    account = detector()
    with refusal("missing_parameter"):
        account.client.invite_members()


@trigger("invalid_max_results")
def a_page_of_none():
    account = detector()
    with refusal("invalid_max_results"):
        account.client.list_members(MaxResults=0)


@trigger("invalid_only_associated")
def neither_true_nor_false():
    account = detector()
    with refusal("invalid_only_associated"):
        account.client.list_members(OnlyAssociated="maybe")


@trigger("invalid_next_token")
def a_token_of_nobody():
    account = detector()
    with refusal("invalid_next_token"):
        account.client.list_members(NextToken="AAAA")


@trigger("no_such_resource")
def decline_without_detector():
    administrator, member = detector(), Account(service=GUARDDUTY)
    create(administrator, member)
    invite(administrator, member)
    with refusal("no_such_resource"):
        member.client.decline_invitations(AccountIds=[administrator.id])


@trigger("inviter_is_member")
def accept_from_a_member():
    """The inviter joins another administrator once its invitation is declined; that one stands."""
    inviter, member = two("declined")
    other = detector()
    create(other, inviter)
    invite(other, inviter)
    accept(other, inviter)
    with refusal("inviter_is_member"):
        accept(inviter, member)


@trigger("has_members")
def accept_with_members_of_ones_own():
    administrator, member = two("invited")
    create(member, Account())
    with refusal("has_members"):
        accept(administrator, member)


@trigger("already_a_member")
def accept_a_second_administrator():
    first, member = two("invited")
    second = detector()
    create(second, member)
    invite(second, member)
    accept(first, member)
    with refusal("already_a_member"):
        accept(second, member)


@trigger("no_pending_invitation")
def accept_what_was_never_sent():
    stranger, member = two("none")
    with refusal("no_pending_invitation"):
        accept(stranger, member)


@trigger("not_a_member")
def leave_nobody():
    account = detector()
    with refusal("not_a_member"):
        account.client.disassociate_from_administrator_account()


@trigger("tag_limit")
def a_fifty_first_tag():
    account = detector(Tags={f"key{number}": "" for number in range(50)})
    with refusal("tag_limit"):
        account.client.tag_resource(ResourceArn=account.arn, Tags={"one-more": ""})


@trigger("invalid_detector_id")
def a_detector_id_that_is_none():
    account = detector()
    with refusal("invalid_detector_id"):
        account.client.get_detector(DetectorId="x")


@trigger("detector_not_owned")
def a_detector_of_somebody_else():
    account, other = detector(), detector()
    with refusal("detector_not_owned"):
        account.client.get_detector(DetectorId=other.detector)


@trigger("detector_exists")
def a_second_detector():
    account = detector()
    with refusal("detector_exists"):
        account.client.create_detector(Enable=True)


@trigger("delete_detector_refused")
def delete_with_an_invited_member():
    administrator, _ = two("invited")
    with refusal("delete_detector_refused"):
        administrator.client.delete_detector()


# ---- single accounts of a batch

def check_unprocessed(answer, account, fault):
    assert unprocessed(answer) == {account.id: why(GUARDDUTY, fault)}


def create_one(administrator, account):
    return administrator.client.create_members(
        AccountDetails=[{"AccountId": account.id, "Email": "a@example.com"}])


@trigger("already_member")
def create_twice():
    administrator, member = two("created")
    check_unprocessed(create_one(administrator, member), member, "already_member")


@trigger("self_create")
def create_oneself():
    account = detector()
    check_unprocessed(create_one(account, account), account, "self_create")


@trigger("creator_is_member")
def create_as_a_member():
    _, member = two("enabled")
    other = Account()
    check_unprocessed(create_one(member, other), other, "creator_is_member")


@trigger("member_limit")
def create_too_many():
    administrator = detector()
    for _ in range(MOST_MEMBERS // 50 + 1):
        crowd = [{"AccountId": Account().id, "Email": "a@example.com"} for _ in range(50)]
        answer = administrator.client.create_members(AccountDetails=crowd)
        if answer["UnprocessedAccounts"]:
            break
    assert set(unprocessed(answer).values()) == {why(GUARDDUTY, "member_limit")}


@trigger("already_invited")
def invite_twice():
    administrator, member = two("invited")
    check_unprocessed(administrator.client.invite_members(AccountIds=[member.id]), member,
                      "already_invited")


@trigger("self_invite")
def invite_oneself():
    account = detector()
    check_unprocessed(account.client.invite_members(AccountIds=[account.id]), account,
                      "self_invite")


@trigger("caller_is_member")
def invite_as_a_member():
    _, member = two("enabled")
    other = Account()
    check_unprocessed(member.client.invite_members(AccountIds=[other.id]), other,
                      "caller_is_member")


@trigger("invitation_limit")
def invite_too_many():
    """A thousand outstanding invitations is the documented limit."""
    administrator, crowd = detector(), [Account() for _ in range(1001)]
    create(administrator, *crowd)
    invite(administrator, *crowd[:1000])
    answer = administrator.client.invite_members(AccountIds=[crowd[1000].id])
    check_unprocessed(answer, crowd[1000], "invitation_limit")


@trigger("still_associated")
def delete_a_stopped_member():
    administrator, member = two("stopped")
    check_unprocessed(administrator.client.delete_members(AccountIds=[member.id]), member,
                      "still_associated")


@trigger("not_yet_associated")
def disassociate_a_created_member():
    administrator, member = two("created")
    check_unprocessed(administrator.client.disassociate_members(AccountIds=[member.id]), member,
                      "not_yet_associated")


@trigger("not_associated")
def stop_an_invited_member():
    administrator, member = two("invited")
    check_unprocessed(administrator.client.stop_monitoring_members(AccountIds=[member.id]), member,
                      "not_associated")


@trigger("invitation_kept")
def delete_a_pending_invitation():
    administrator, member = two("invited")
    answer = member.client.delete_invitations(AccountIds=[administrator.id])
    check_unprocessed(answer, administrator, "invitation_kept")


@trigger("no_such_member")
def get_a_stranger():
    account, stranger = detector(), Account()
    check_unprocessed(account.client.get_members(AccountIds=[stranger.id]), stranger,
                      "no_such_member")


@trigger("no_such_invitation")
def decline_a_stranger():
    account, stranger = detector(), Account()
    check_unprocessed(account.client.decline_invitations(AccountIds=[stranger.id]), stranger,
                      "no_such_invitation")


@pytest.mark.parametrize("fault", TRIGGERS)
def test_fault_has_its_status_type_and_sentence(fault):
    TRIGGERS[fault]()


def test_each_fault_of_guardduty_is_caused_or_known_to_be_out_of_reach():
    assert not TRIGGERS.keys() & UNREACHABLE.keys()
    assert TRIGGERS.keys() | UNREACHABLE.keys() \
        == GUARDDUTY_WHOLE.keys() | GUARDDUTY_ACCOUNT.keys()


# ---- the front end, which knows the service by the signature alone

def test_a_wrong_signature_is_refused_as_everywhere():
    check_fault(detector().send("GET", "/invitation", secret="tess"), "signature_mismatch")


# ---- all that AcceptInvitation may be refused for

SENDERS = {"accept_invitation": "MasterId",
           "accept_administrator_invitation": "AdministratorId"}


def without(parameters, name):
    return {key: value for key, value in parameters.items() if key != name}


@pytest.mark.parametrize("operation", SENDERS)
def test_every_reason_not_to_accept_is_told_from_the_others(operation):
    """Sentence, or the reason beside it: AWS has one sentence for all that is wrong with input."""
    sender = SENDERS[operation]
    administrator, member = two("invited")
    good = {sender: administrator.id, "InvitationId": invitation_id(administrator, member)}
    told = set()
    causes = [
        ("missing_parameter", without(good, sender)),
        ("missing_parameter", without(good, "InvitationId")),
        ("invalid_input", {**good, "InvitationId": ""}),
        ("invalid_input", {**good, sender: "12345"}),
        ("invalid_detector_id", {**good, "DetectorId": "x"}),
        ("detector_not_owned", {**good, "DetectorId": administrator.detector}),
        ("no_pending_invitation", {**good, "InvitationId": "00" * 16}),
    ]
    for fault, parameters in causes:
        with refusal(fault) as caught:
            getattr(member.client, operation)(**parameters)
        response = caught.value.response
        told.add((response["Error"]["Message"],
                  response["ResponseMetadata"]["HTTPHeaders"].get("x-memberhub-reason")))
    assert len(told) == len(causes), told
    assert status(administrator, member) == "Invited"


def test_the_states_that_forbid_accepting_have_sentences_of_their_own():
    names = ("inviter_is_member", "has_members", "already_a_member", "no_pending_invitation",
             "detector_not_owned", "invalid_detector_id", "missing_parameter")
    assert len({GUARDDUTY_WHOLE[name][1] for name in names}) == len(names)
