"""Lists page by page: complete, in order, never twice; a page token is its own listing's alone."""
import base64
import re
from urllib.parse import quote

import pytest

from faults import check_fault, refused
from story import accept, create, enable, hub, enrollment_of, invite, pages
from wire import OTHER_REGION, Account

CROWD = 1000


@pytest.fixture(scope="module")
def crowded():
    """An administrator of a thousand members, three of them enabled; read only."""
    administrator, enabled = hub(), [hub() for _ in range(3)]
    administrator.crowd = [*enabled, *(Account() for _ in range(CROWD - len(enabled)))]
    create(administrator, *administrator.crowd)
    invite(administrator, *enabled)
    for member in enabled:
        accept(administrator, member)
    return administrator


@pytest.fixture(scope="module")
def courted():
    """An account with invitations of seven administrators, who invited in that order; read only."""
    member, inviters = hub(), [hub() for _ in range(7)]
    for inviter in inviters:
        create(inviter, member)
        invite(inviter, member)
    member.inviters = inviters
    return member


def ids(rows):
    return [entry["AccountId"] for entry in rows]


def rest_of(administrator, token):
    """What follows the page that gave this token."""
    rows = []
    while token:
        answer = administrator.client.list_members(OnlyAssociated=False, MaxResults=10,
                                                   NextToken=token)
        rows += answer["Members"]
        token = answer.get("NextToken")
    return rows


@pytest.mark.parametrize("size", [50, 49, 7, None])
def test_a_thousand_members_are_listed_once_each(crowded, size):
    parameters = {"OnlyAssociated": False, **({"MaxResults": size} if size else {})}
    full = size or 50
    seen, token = [], {}
    while True:
        answer = crowded.client.list_members(**parameters, **token)
        seen += answer["Members"]
        if "NextToken" not in answer:
            break
        assert len(answer["Members"]) == full
        token = {"NextToken": answer["NextToken"]}
    assert len(answer["Members"]) == (CROWD % full
                                      or full), "the last page is full or the rest, never empty"
    assert len(seen) == CROWD
    assert set(ids(seen)) == {member.id for member in crowded.crowd}


def test_the_associated_members_of_a_thousand_are_found_page_by_page(crowded):
    associated = pages(crowded.client.list_members, "Members", MaxResults=1)
    assert sorted(ids(associated)) == sorted(member.id for member in crowded.crowd[:3])


def test_the_order_does_not_depend_on_the_page_size(crowded):
    by_50 = pages(crowded.client.list_members, "Members", OnlyAssociated=False)
    by_33 = pages(crowded.client.list_members, "Members", OnlyAssociated=False, MaxResults=33)
    assert ids(by_50) == ids(by_33)


@pytest.mark.parametrize("size", [None, 50, 20])
def test_boto3_paginator_lists_a_thousand_members(crowded, size):
    paginator = crowded.client.get_paginator("list_members")
    listed = paginator.paginate(OnlyAssociated=False,
                                PaginationConfig={"PageSize": size}).build_full_result()
    assert sorted(ids(listed["Members"])) == sorted(member.id for member in crowded.crowd)
    assert "NextToken" not in listed


def test_boto3_paginator_resumes_where_it_stopped(crowded):
    paginator = crowded.client.get_paginator("list_members")

    def listed(**config):
        return paginator.paginate(OnlyAssociated=False, PaginationConfig=config).build_full_result()

    first = listed(MaxItems=470)
    rest = listed(StartingToken=first["NextToken"])
    assert len(first["Members"]) == 470
    everybody = ids(first["Members"] + rest["Members"])
    assert sorted(everybody) == sorted(member.id for member in crowded.crowd)


def test_a_page_may_be_asked_for_again(crowded):
    token = crowded.client.list_members(OnlyAssociated=False)["NextToken"]
    once, again = (crowded.client.list_members(OnlyAssociated=False, NextToken=token)
                   for _ in range(2))
    assert once["Members"] == again["Members"]


def test_members_deleted_between_two_pages_hide_nobody():
    administrator, crowd = hub(), [Account() for _ in range(30)]
    create(administrator, *crowd)
    page = administrator.client.list_members(OnlyAssociated=False, MaxResults=10)
    first = ids(page["Members"])
    administrator.client.delete_members(AccountIds=first)
    rest = ids(rest_of(administrator, page["NextToken"]))
    assert sorted(first + rest) == sorted(member.id for member in crowd)


@pytest.mark.parametrize("size", [1, 3, 7, 50])
def test_invitations_are_listed_once_each_and_the_newest_last(courted, size):
    listed = pages(courted.client.list_invitations, "Invitations", MaxResults=size)
    assert ids(listed) == [inviter.id for inviter in courted.inviters]
    times = [invitation["InvitedAt"] for invitation in listed]
    assert times == sorted(times)


def test_boto3_paginator_lists_invitations(courted):
    paginator = courted.client.get_paginator("list_invitations")
    listed = paginator.paginate(PaginationConfig={"PageSize": 2}).build_full_result()["Invitations"]
    assert ids(listed) == [inviter.id for inviter in courted.inviters]


def test_standards_are_listed_page_by_page():
    account = hub()
    standards = account.client.describe_standards()["Standards"]
    assert pages(account.client.describe_standards, "Standards", MaxResults=1) == standards
    paginator = account.client.get_paginator("describe_standards")
    listed = paginator.paginate(PaginationConfig={"PageSize": 1}).build_full_result()
    assert listed["Standards"] == standards


def test_enabled_standards_are_listed_page_by_page():
    account = hub()
    every = [{"StandardsArn": standard["StandardsArn"]}
             for standard in account.client.describe_standards()["Standards"]]
    account.client.batch_enable_standards(StandardsSubscriptionRequests=every)
    enabled = account.client.get_enabled_standards()["StandardsSubscriptions"]
    assert len(enabled) == len(every)
    assert pages(account.client.get_enabled_standards, "StandardsSubscriptions",
                 MaxResults=1) == enabled


# ---- tokens that are not this listing's

@pytest.fixture(scope="module")
def token(crowded):
    return crowded.client.list_members(OnlyAssociated=False, MaxResults=5)["NextToken"]


def check_token_refused(answer, *accounts):
    """The token is refused, and the answer says nothing of any account."""
    check_fault(answer, "invalid_next_token")
    said = set(re.findall(r"\d{12}", f"{answer.body} {answer.headers}"))
    assert not said & {account.id for account in accounts}


def ask(account, target, token):
    return account.send("GET", f"{target}{'&' if '?' in target else '?'}NextToken={token}")


def escaped(token):
    return quote(token, safe="")


def test_a_token_is_good_for_its_owner(crowded, token):
    assert ask(crowded, "/members?OnlyAssociated=false",
               escaped(token)).success("ListMembers")["Members"]


def test_a_token_of_somebody_elses_listing_is_refused(crowded, token):
    other = hub()
    create(other, *(Account() for _ in range(10)))
    answer = ask(other, "/members?OnlyAssociated=false", escaped(token))
    check_token_refused(answer, crowded, *crowded.crowd)


def test_a_token_of_another_region_is_refused(crowded, token):
    elsewhere = crowded.in_region(OTHER_REGION)
    if enrollment_of(elsewhere) is None:
        enable(elsewhere)
    check_token_refused(ask(elsewhere, "/members?OnlyAssociated=false", escaped(token)),
                        *crowded.crowd)


@pytest.mark.parametrize("target", ["/invitations", "/standards"])
def test_a_token_of_another_operation_is_refused(crowded, token, target):
    check_token_refused(ask(crowded, target, escaped(token)), *crowded.crowd)


def test_a_token_of_another_operation_is_refused_in_a_body(crowded, token):
    with refused("invalid_next_token"):
        crowded.client.get_enabled_standards(NextToken=token)


def test_a_token_of_an_invitations_listing_is_refused_by_the_members(courted):
    token = courted.client.list_invitations(MaxResults=2)["NextToken"]
    check_token_refused(ask(courted, "/members", escaped(token)), *courted.inviters)


@pytest.mark.parametrize("target", ["/members", "/members?OnlyAssociated=true"])
def test_a_token_of_another_filter_is_refused(crowded, token, target):
    check_token_refused(ask(crowded, target, escaped(token)), *crowded.crowd)


def flip(token, index):
    """Puts another character of the same alphabet at an index."""
    return token[:index] + ("A" if token[index] != "A" else "B") + token[index + 1:]


def test_a_token_with_one_character_changed_is_refused(crowded, token):
    """Not the last one: of it, base64 may not use every bit."""
    for index in range(0, len(token) - 1, 3):
        check_token_refused(ask(crowded, "/members?OnlyAssociated=false",
                                escaped(flip(token, index))), *crowded.crowd)


def test_a_truncated_token_is_refused(crowded, token):
    for size in {1, 2, len(token) // 4, len(token) // 2, len(token) - 4, len(token) - 1}:
        answer = ask(crowded, "/members?OnlyAssociated=false", escaped(token[:size]))
        check_token_refused(answer, *crowded.crowd)


def test_two_tokens_spliced_are_refused(crowded, token):
    page = crowded.client.list_members(OnlyAssociated=False, MaxResults=5, NextToken=token)
    half = len(token) // 2
    spliced = token[:half] + page["NextToken"][half:]
    assert spliced not in (token, page["NextToken"])
    check_token_refused(ask(crowded, "/members?OnlyAssociated=false", escaped(spliced)),
                        *crowded.crowd)


@pytest.mark.parametrize("forged", [
    "x", "null", "0", "-1", "%20", "%27%20OR%201%3D1--", "..%2F..%2Fetc%2Fpasswd", "%C3%A9",
    "%F0%9F%98%80", "%FF%FE",
    "A" * 4000, "%3D" * 8, escaped(base64.b64encode(b"999999999999").decode()),
    escaped(base64.b64encode(b"\0" * 64).decode()),
    escaped('{"after":"000000000000"}'),
])
def test_a_forged_token_is_refused(crowded, forged):
    check_token_refused(ask(crowded, "/members?OnlyAssociated=false", forged), *crowded.crowd)


def test_a_longer_token_is_refused(crowded, token):
    for longer in (token + "A", token + token, "A" + token, token + " ", token + "\n", token + "="):
        check_token_refused(ask(crowded, "/members?OnlyAssociated=false", escaped(longer)),
                            *crowded.crowd)


def test_a_token_still_serves_after_its_member_was_deleted():
    administrator, crowd = hub(), [Account() for _ in range(6)]
    create(administrator, *crowd)
    page = administrator.client.list_members(OnlyAssociated=False, MaxResults=3)
    administrator.client.delete_members(AccountIds=[page["Members"][-1]["AccountId"]])
    assert len(rest_of(administrator, page["NextToken"])) == 3
