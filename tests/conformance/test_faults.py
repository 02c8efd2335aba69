"""Each fault that a client can cause, once, word for word."""
import re

import pytest

import test_cloudtrail
import test_findings
import test_guardduty_faults
import test_sts_faults
from faults import ACCOUNT, WHOLE, Triggers, check_fault, refused, unprocessed, why
from model import SECURITYHUB
from story import accept, create, hub, invite, pair
from tables import fault_names
from wire import Account, exchange

# Rows of the fault table that no request can cause while the server is sound.
UNREACHABLE = {
    "internal": "an unforeseen failure",
    "config": "the server does not start",
    "database_down": "needs a database that is down",
    "database_failed": "an unforeseen failure of the database",
    "access_changed": "never reaches a client: the worker tries again",
    "account_busy": "needs every worker busy at the same moment: a test of the pool covers it",
    "request_busy": "needs the same request twice at the same moment",
    "expired_token": "needs a quarter of an hour: a unit test covers it",
}

TRIGGERS = trigger = Triggers()
# As many as the service ever allows an administrator: a limit must show up before that.
MOST_MEMBERS = 11_000


def resign(account, change, **signing):
    """Sends ListInvitations with its signed headers changed."""
    headers = account.sign("GET", "/invitations", b"", {}, **signing)
    change(headers)
    return exchange("GET", "/invitations", b"", headers)


# ---- the front

@trigger("bad_request")
def a_path_with_a_nul():
    check_fault(Account().send("GET", "/members%00"), "bad_request")


@trigger("request_too_large")
def a_body_of_a_megabyte():
    check_fault(Account().send("POST", "/members", b" " * 2**20), "request_too_large")


@trigger("malformed_query_string")
def a_bad_escape_in_the_query():
    check_fault(hub().send("GET", "/invitations?NextToken=%zz"), "malformed_query_string")


@trigger("missing_authentication")
def no_signature():
    answer = resign(Account(), lambda headers: headers.pop("Authorization"))
    check_fault(answer, "missing_authentication")


@trigger("ambiguous_authentication")
def a_signature_in_header_and_query():
    answer = hub().send("GET",
                        "/invitations?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=" + "0" * 64)
    check_fault(answer, "ambiguous_authentication")


@trigger("incomplete_signature")
def no_signature_parameter():
    def cut(headers):
        headers["Authorization"] = re.sub(r", Signature=.*", "", headers["Authorization"])
    status, code, message = resign(hub(), cut).refusal()
    assert (status, code) == WHOLE["incomplete_signature"][:2]
    assert message.startswith("Authorization header requires 'Signature' parameter.")
    assert "'Credential'" not in message


@trigger("invalid_signature")
def a_body_that_is_not_the_declared_one():
    answer = hub().send("POST", "/invitations/decline", b"{}", {"x-amz-content-sha256": "0" * 64})
    status, code, message = answer.refusal()
    assert (status, code) == WHOLE["invalid_signature"][:2] and message


@trigger("signature_mismatch")
def a_wrong_secret():
    check_fault(hub().send("GET", "/invitations", secret="tess"), "signature_mismatch")


TIME = r"\d{8}T\d{6}Z"


@trigger("signature_expired")
def a_signature_of_ten_minutes_ago():
    answer = hub().send("GET", "/invitations", age_s=600)
    check_dated(answer, "signature_expired",
                rf"Signature expired: {TIME} is now earlier than {TIME} \({TIME} - 5 min\.\)")


@trigger("signature_not_yet")
def a_signature_of_the_future():
    answer = hub().send("GET", "/invitations", age_s=-600)
    check_dated(answer, "signature_not_yet",
                rf"Signature not yet current: {TIME} is still later than {TIME} "
                rf"\({TIME} \+ 5 min\.\)")


def check_dated(answer, fault, sentence):
    status, code, message = answer.refusal()
    assert (status, code) == WHOLE[fault][:2]
    assert re.fullmatch(sentence, message), message


@trigger("credential_scope")
def a_scope_of_no_service():
    status, code, message = hub().send("GET", "/invitations", service="not ours").refusal()
    assert (status, code) == WHOLE["credential_scope"][:2]
    assert "Credential should be scoped to correct service" in message


@trigger("unknown_service")
def a_scope_of_another_service():
    check_fault(hub().send("GET", "/invitations", service="notours"), "unknown_service", "notours")


@trigger("unknown_key")
def an_unknown_key():
    check_fault(Account().send("GET", "/invitations", key="AKIAIOSFODNN7EXAMPLE"), "unknown_key")


@trigger("unknown_operation")
def a_path_that_is_none():
    check_fault(hub().send("GET", "/nothing"), "unknown_operation")


@trigger("serialization")
def no_json():
    check_fault(hub().send("POST", "/invitations/decline", b"{'AccountIds': []}"), "serialization")


# ---- whole calls

@trigger("invalid_input")
def fifty_one_accounts_whom_nobody_could_be_told_of():
    account = hub()
    with refused("invalid_input"):
        account.client.disassociate_members(AccountIds=[Account().id for _ in range(51)])


@trigger("missing_parameter")
def no_accounts():
    account = hub()
    with refused("missing_parameter"):
        account.client.invite_members()


@trigger("invalid_max_results")
def a_page_of_none():
    account = hub()
    with refused("invalid_max_results"):
        account.client.list_members(MaxResults=0)


@trigger("invalid_only_associated")
def neither_true_nor_false():
    check_fault(hub().send("GET", "/members?OnlyAssociated=maybe"), "invalid_only_associated")


@trigger("invalid_next_token")
def a_token_of_nobody():
    account = hub()
    with refused("invalid_next_token"):
        account.client.list_members(NextToken="AAAA")


@trigger("no_such_resource")
def get_members_without_hub():
    account = Account()
    with refused("no_such_resource"):
        account.client.get_members(AccountIds=[Account().id])


@trigger("not_subscribed")
def describe_hub_without_hub():
    account = Account()
    with refused("not_subscribed", account.id):
        account.client.describe_hub()


@trigger("already_subscribed")
def enable_twice():
    account = hub()
    with refused("already_subscribed"):
        account.client.enable_security_hub()


@trigger("disable_administrator")
def disable_with_a_member():
    administrator, _ = pair("enabled")
    with refused("disable_administrator"):
        administrator.client.disable_security_hub()


@trigger("inviter_is_member")
def accept_from_a_member():
    """The inviter joins another administrator once its invitation is declined; that one stands."""
    inviter, member = pair("declined")
    other = hub()
    create(other, inviter)
    invite(other, inviter)
    accept(other, inviter)
    with refused("inviter_is_member"):
        accept(inviter, member)


@trigger("has_members")
def accept_with_members_of_ones_own():
    administrator, member = pair("invited")
    create(member, Account())
    with refused("has_members"):
        accept(administrator, member)


@trigger("already_a_member")
def accept_a_second_administrator():
    first, member = pair("invited")
    second = hub()
    create(second, member)
    invite(second, member)
    accept(first, member)
    with refused("already_a_member"):
        accept(second, member)


@trigger("no_pending_invitation")
def accept_what_was_never_sent():
    stranger, member = pair("none")
    with refused("no_pending_invitation"):
        accept(stranger, member)


@trigger("not_a_member")
def leave_nobody():
    account = hub()
    with refused("not_a_member"):
        account.client.disassociate_from_administrator_account()


@trigger("hub_not_found")
def tags_of_somebody_elses_hub():
    account, other = hub(), hub(Tags={"secret": "yes"})
    with refused("hub_not_found"):
        account.client.list_tags_for_resource(ResourceArn=other.arn)


@trigger("tag_limit")
def a_fifty_first_tag():
    account = hub(Tags={f"key{number}": "" for number in range(50)})
    with refused("tag_limit"):
        account.client.tag_resource(ResourceArn=account.arn, Tags={"one-more": ""})


@trigger("unknown_standard")
def a_standard_that_is_none():
    account, arn = hub(), "arn:aws:securityhub:::ruleset/no-such-thing/v/1.0.0"
    with refused("unknown_standard", arn):
        account.client.batch_enable_standards(StandardsSubscriptionRequests=[{"StandardsArn": arn}])


@trigger("unknown_subscription")
def a_subscription_that_is_none():
    account = hub()
    arn = f"arn:aws:securityhub:{account.region}:{account.id}:subscription/no-such-thing/v/1.0.0"
    with refused("unknown_subscription", arn):
        account.client.batch_disable_standards(StandardsSubscriptionArns=[arn])


# ---- single accounts of a batch

def check_unprocessed(answer, account, fault):
    assert unprocessed(answer) == {account.id: why(SECURITYHUB, fault)}


@trigger("already_member")
def create_twice():
    administrator, member = pair("created")
    answer = administrator.client.create_members(AccountDetails=[{"AccountId": member.id}])
    check_unprocessed(answer, member, "already_member")


@trigger("results_exceeded")
def create_fifty_one():
    account, crowd = hub(), [Account() for _ in range(51)]
    answer = account.client.create_members(AccountDetails=[{"AccountId": one.id} for one in crowd])
    check_unprocessed(answer, crowd[-1], "results_exceeded")


@trigger("self_create")
def create_oneself():
    account = hub()
    answer = account.client.create_members(AccountDetails=[{"AccountId": account.id}])
    check_unprocessed(answer, account, "self_create")


@trigger("creator_is_member")
def create_as_a_member():
    _, member = pair("enabled")
    other = Account()
    answer = member.client.create_members(AccountDetails=[{"AccountId": other.id}])
    check_unprocessed(answer, other, "creator_is_member")


@trigger("member_limit")
def create_too_many():
    administrator = hub()
    for _ in range(MOST_MEMBERS // 50 + 1):
        crowd = [Account() for _ in range(50)]
        answer = administrator.client.create_members(AccountDetails=[{"AccountId": one.id}
                                                                     for one in crowd])
        if answer["UnprocessedAccounts"]:
            break
    assert set(unprocessed(answer).values()) == {why(SECURITYHUB, "member_limit")}


@trigger("already_invited")
def invite_twice():
    administrator, member = pair("invited")
    check_unprocessed(administrator.client.invite_members(AccountIds=[member.id]), member,
                      "already_invited")


@trigger("self_invite")
def invite_oneself():
    account = hub()
    check_unprocessed(account.client.invite_members(AccountIds=[account.id]), account,
                      "self_invite")


@trigger("caller_is_member")
def invite_as_a_member():
    _, member = pair("enabled")
    other = Account()
    check_unprocessed(member.client.invite_members(AccountIds=[other.id]), other,
                      "caller_is_member")


@trigger("invitation_limit")
def invite_too_many():
    """A thousand outstanding invitations is the documented limit."""
    administrator, crowd = hub(), [Account() for _ in range(1001)]
    create(administrator, *crowd)
    invite(administrator, *crowd[:1000])
    answer = administrator.client.invite_members(AccountIds=[crowd[1000].id])
    check_unprocessed(answer, crowd[1000], "invitation_limit")


@trigger("still_associated")
def delete_an_enabled_member():
    administrator, member = pair("enabled")
    check_unprocessed(administrator.client.delete_members(AccountIds=[member.id]), member,
                      "still_associated")


@trigger("invitation_kept")
def delete_a_pending_invitation():
    administrator, member = pair("invited")
    answer = member.client.delete_invitations(AccountIds=[administrator.id])
    check_unprocessed(answer, administrator, "invitation_kept")


@trigger("no_such_member")
def get_a_stranger():
    account, stranger = hub(), Account()
    check_unprocessed(account.client.get_members(AccountIds=[stranger.id]), stranger,
                      "no_such_member")


@trigger("no_such_invitation")
def decline_a_stranger():
    account, stranger = hub(), Account()
    check_unprocessed(account.client.decline_invitations(AccountIds=[stranger.id]), stranger,
                      "no_such_invitation")


@pytest.mark.parametrize("fault", TRIGGERS)
def test_fault_has_its_status_exception_and_sentence(fault):
    TRIGGERS[fault]()


def test_each_row_of_the_fault_table_is_caused_or_known_to_be_out_of_reach():
    names = set(fault_names())
    caused = TRIGGERS.keys() | test_findings.TRIGGERS.keys() | test_guardduty_faults.TRIGGERS.keys() | test_sts_faults.TRIGGERS.keys()
    unreachable = UNREACHABLE.keys() | test_findings.UNREACHABLE.keys() | test_guardduty_faults.UNREACHABLE.keys()
    caused |= {fault for fault, _ in test_cloudtrail.REFUSED}
    assert not caused & unreachable
    assert names == caused | unreachable


def test_what_this_suite_expects_is_in_one_of_its_tables():
    assert not WHOLE.keys() & ACCOUNT.keys()
    assert WHOLE.keys() | ACCOUNT.keys() == TRIGGERS.keys() | test_findings.TRIGGERS.keys() | test_findings.UNREACHABLE.keys()
