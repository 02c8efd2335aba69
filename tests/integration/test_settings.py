"""Settings that change what clients see, on a stack of its own: [compat] errors, [auth] query_form, [limits]."""
import json
import tempfile
from pathlib import Path

import memberhub_testing as testing
import pytest
from botocore.auth import SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from private_stack import Stack
from signer import Request, send

MEMBERS, INVITATIONS = 3, 2


@pytest.fixture(scope="module")
def stack():
    directory = Path(tempfile.mkdtemp(prefix="memberhub-settings-"))
    directory.chmod(0o711)  # PostgreSQL's user passes through
    found = Stack(directory, compat_errors="observed", auth_query_form="on", limits_members=MEMBERS,
                  limits_outstanding_invitations=INVITATIONS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEMBERHUB_ENDPOINT", f"http://127.0.0.1:{found.port}")
        found.up()
        try:
            yield found
        finally:
            found.dev("down", "--purge")


@pytest.fixture
def account(stack, accounts):
    return accounts.new()


@pytest.fixture
def hub(account):
    client = testing.client(testing.SERVICE, account)
    client.enable_security_hub(EnableDefaultStandards=False)
    return client


def refusal(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    answer = caught.value.response
    return answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"], answer["Error"]["Message"]


def test_observed_membership_operations_answer_bad_request(account):
    client = testing.client(testing.SERVICE, account)
    expected = (400, "BadRequestException", "The request is rejected since no such resource found.")
    assert refusal(client.list_members) == expected
    assert refusal(client.get_members, AccountIds=["111111111111"]) == expected


def test_observed_native_operations_keep_their_modelled_exceptions(account):
    client = testing.client(testing.SERVICE, account)
    expected = (401, "InvalidAccessException", f"Account {account} is not subscribed to AWS Security Hub")
    assert refusal(client.describe_hub) == expected
    assert refusal(client.get_administrator_account) == expected


def test_an_observed_body_names_the_documented_type(hub, account):
    answer = send(Request(account, "POST", "/members/invite", b'{"AccountIds":["1"]}').sign())
    assert answer.status == 400
    assert answer.headers["x-amzn-ErrorType"] == "BadRequestException"
    body = json.loads(answer.body)
    assert body["__type"] == "InvalidInputException" and body["message"].startswith("The request is rejected")


def presigned(account, secret=testing.SECRET, expires=60):
    credentials = Credentials(account, secret)
    request = AWSRequest("GET", f"{testing.endpoint()}/accounts")
    SigV4QueryAuth(credentials, testing.SERVICE, testing.REGION, expires=expires).add_auth(request)
    path, _, query = request.url.partition("?")
    unsigned = Request(account, "GET", "/accounts?" + query)
    return unsigned


def test_a_presigned_url_is_served_where_the_query_form_is_on(hub, account):
    answer = send(presigned(account))
    assert answer.status == 200, answer.body
    assert json.loads(answer.body)["HubArn"].endswith(f":{account}:hub/default")


def test_a_presigned_url_with_a_wrong_secret_or_a_changed_parameter_is_refused(hub, account):
    assert send(presigned(account, secret="wrong")).status == 403
    changed = presigned(account)
    changed.target = changed.target.replace("X-Amz-Expires=60", "X-Amz-Expires=61")
    assert send(changed).status == 403


def test_a_presigned_url_and_an_authorization_header_together_are_refused(hub, account):
    assert send(presigned(account).sign()).status == 403


def test_the_member_that_is_one_too_many_stays_out(hub, accounts):
    wanted = [accounts.new() for _ in range(MEMBERS + 1)]
    answer = hub.create_members(AccountDetails=[{"AccountId": one} for one in wanted])
    [left] = answer["UnprocessedAccounts"]
    assert left["AccountId"] == wanted[-1]
    assert "cannot exceed the maximum number of allowed members" in left["ProcessingResult"]
    assert len(hub.list_members(OnlyAssociated=False)["Members"]) == MEMBERS


def test_the_invitation_that_is_one_too_many_is_not_sent(hub, accounts):
    wanted = [accounts.new() for _ in range(INVITATIONS + 1)]
    hub.create_members(AccountDetails=[{"AccountId": one} for one in wanted])
    [left] = hub.invite_members(AccountIds=wanted)["UnprocessedAccounts"]
    assert left["AccountId"] == wanted[-1]
    states = {row["AccountId"]: row["MemberStatus"] for row in hub.list_members(OnlyAssociated=False)["Members"]}
    assert [states[one] for one in wanted] == ["Invited"] * INVITATIONS + ["Created"]
