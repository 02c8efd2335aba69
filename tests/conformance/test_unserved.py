"""What an account without hub gets, and what is no operation here: always a refusal, never 200."""
import functools
import re

import pytest

import model
from faults import check_fault, refused
from story import enable, enrolled, snapshot
from wire import OTHER_REGION, Account, endpoint, exchange

# ---- without a hub

NEEDS_HUB = {
    "disable_security_hub": {}, "describe_hub": {},
    "update_security_hub_configuration": {"AutoEnableControls": True},
    "create_members": {"AccountDetails": [{"AccountId": "111111111111"}]}, "list_members": {},
    "delete_members": {"AccountIds": ["111111111111"]},
    "invite_members": {"AccountIds": ["111111111111"]},
    "disassociate_members": {"AccountIds": ["111111111111"]}, "list_invitations": {},
    "get_invitations_count": {},
    "accept_invitation": {"MasterId": "111111111111", "InvitationId": "00" * 16},
    "accept_administrator_invitation": {"AdministratorId": "111111111111",
                                        "InvitationId": "00" * 16},
    "decline_invitations": {"AccountIds": ["111111111111"]},
    "delete_invitations": {"AccountIds": ["111111111111"]},
    "get_master_account": {}, "get_administrator_account": {},
    "disassociate_from_master_account": {},
    "disassociate_from_administrator_account": {}, "get_enabled_standards": {},
    "batch_enable_standards": {
        "StandardsSubscriptionRequests": [{"StandardsArn": "arn:aws:securityhub:::ruleset/x"}]},
    "batch_disable_standards": {
        "StandardsSubscriptionArns": ["arn:aws:securityhub:::subscription/x"]},
}


@pytest.mark.parametrize("method", NEEDS_HUB)
def test_without_hub_the_account_is_not_subscribed(method):
    account = Account()
    enable(account.in_region(OTHER_REGION))
    with refused("not_subscribed", account.id):
        getattr(account.client, method)(**NEEDS_HUB[method])


@pytest.mark.parametrize("method, parameters", [
    ("tag_resource", {"Tags": {"a": "b"}}), ("untag_resource", {"TagKeys": ["a"]}),
    ("list_tags_for_resource", {})])
def test_without_hub_there_is_nothing_to_tag(method, parameters):
    account = Account()
    with refused("hub_not_found"):
        getattr(account.client, method)(ResourceArn=account.arn, **parameters)


# ---- what is no operation

@functools.lru_cache(maxsize=None)
def somebody(service=model.SECURITYHUB):
    """An account that uses the service; nothing here changes it."""
    return enrolled(service)


@pytest.mark.parametrize("service, name", [(service, name) for service in model.SERVICES
                                           for name in model.unserved(service)])
def test_operation_that_is_not_served_is_unknown(service, name):
    account = somebody(service)
    http = model.operation_model(service, name).http
    target = re.sub(r"\{\w+\+?\}", "x", http["requestUri"])
    body = b"" if http["method"] in ("GET", "DELETE") else b"{}"
    target = target.replace("/detector/x", account.path())
    check_fault(account.send(http["method"], target, body), "unknown_operation")


@pytest.mark.parametrize("method, parameters", [
    ("describe_standards_controls", {"StandardsSubscriptionArn": "arn:aws:x"}), ("list_organization_admin_accounts", {}),
    ("enable_organization_admin_account", {"AdminAccountId": "1" * 12}),
    ("describe_organization_configuration", {}), ("disable_organization_admin_account", {"AdminAccountId": "1" * 12})])
def test_client_of_an_operation_that_is_not_served_gets_a_client_error(method, parameters):
    account = somebody()
    with refused("unknown_operation"):
        getattr(account.client, method)(**parameters)


@pytest.mark.parametrize("method, target", [
    ("PUT", "/members"), ("HEAD", "/members"), ("GET", "/members/"), ("GET", "/"), ("POST", "/"),
    ("GET", "/Members"),
    ("GET", "//members"), ("GET", "/members/get"), ("GET", "/./members"),
    ("GET", "/accounts/../members"),
    ("GET", "/%6Dembers"), ("GET", "/members;a=b"), ("POST", "/members/invite/now"),
    ("FOO-BAR", "/members"),
    ("OPTIONS", "/members"), ("DELETE", "/members"), ("GET", "/invitations/count/x"),
    ("GET", "/tags"),
    ("GET", "/tags/a/b"), ("GET", "/detector"),
])
def test_path_or_method_of_no_operation_is_unknown(method, target):
    account = somebody()
    before = snapshot(account)
    answer = account.send(method, target,
                          b"" if method in ("GET", "HEAD", "DELETE", "OPTIONS") else b"{}")
    if method == "HEAD":
        assert (answer.status,
                answer.headers["x-amzn-ErrorType"]) == (404, "UnknownOperationException")
    else:
        check_fault(answer, "unknown_operation")
    assert snapshot(account) == before


def test_an_unsigned_request_does_not_learn_what_is_an_operation():
    for target in ("/members", "/nothing", "/tags/x"):
        check_fault(exchange("GET", target, b"", {"Host": endpoint().split("//")[1]}),
                    "missing_authentication")
