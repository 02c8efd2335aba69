"""GuardDuty's lists page by page; the mechanism is Security Hub's, tried in test_paging.py."""
import pytest

from faults import check_fault, refused
from model import GUARDDUTY
from story import accept, create, detector, invite, pages
from wire import OTHER_REGION, Account

CROWD = 120


@pytest.fixture(scope="module")
def crowded():
    """An administrator of many members, one enabled and one stopped; read only."""
    administrator, associated = detector(), [detector(), detector()]
    administrator.crowd = [*associated, *(Account() for _ in range(CROWD - 2))]
    create(administrator, *administrator.crowd)
    invite(administrator, *associated)
    for member in associated:
        accept(administrator, member)
    administrator.client.stop_monitoring_members(AccountIds=[associated[1].id])
    return administrator


def ids(rows):
    return [entry["AccountId"] for entry in rows]


@pytest.mark.parametrize("size", [50, 40, 7, None])
def test_all_members_are_listed_once_each(crowded, size):
    parameters = {"OnlyAssociated": "false", **({"MaxResults": size} if size else {})}
    full, listed, answer = size or 50, [], {"NextToken": None}
    while "NextToken" in answer:
        token = {"NextToken": answer["NextToken"]} if answer["NextToken"] else {}
        answer = crowded.client.list_members(**parameters, **token)
        assert len(answer["Members"]) == min(full, CROWD - len(listed))
        listed += answer["Members"]
    assert sorted(ids(listed)) == sorted(member.id for member in crowded.crowd)


def test_the_associated_members_are_found_page_by_page(crowded):
    associated = pages(crowded.client.list_members, "Members", MaxResults=1)
    assert sorted(ids(associated)) == sorted(member.id for member in crowded.crowd[:2])
    assert {entry["RelationshipStatus"] for entry in associated} == {"Enabled", "Disabled"}


@pytest.mark.parametrize("size", [None, 20])
def test_boto3_paginator_lists_all_members(crowded, size):
    paginator = crowded.client.get_paginator("list_members")
    listed = paginator.paginate(OnlyAssociated="false",
                                PaginationConfig={"PageSize": size}).build_full_result()
    assert sorted(ids(listed["Members"])) == sorted(member.id for member in crowded.crowd)


@pytest.mark.parametrize("size", [1, 3, 50])
def test_invitations_are_listed_once_each_and_the_newest_last(size):
    member, inviters = detector(), [detector() for _ in range(4)]
    for inviter in inviters:
        create(inviter, member)
        invite(inviter, member)
    listed = pages(member.client.list_invitations, "Invitations", MaxResults=size)
    assert ids(listed) == [inviter.id for inviter in inviters]
    times = [invitation["InvitedAt"] for invitation in listed]
    assert times == sorted(times)


def test_boto3_paginator_lists_detectors(crowded):
    listed = crowded.client.get_paginator("list_detectors").paginate(
        PaginationConfig={"PageSize": 1}).build_full_result()
    assert listed["DetectorIds"] == [crowded.detector]


# ---- tokens that are not this listing's

@pytest.fixture(scope="module")
def token(crowded):
    return crowded.client.list_members(OnlyAssociated="false", MaxResults=5)["NextToken"]


def ask(account, token, **parameters):
    with refused("invalid_next_token", service=GUARDDUTY):
        account.client.list_members(**{"OnlyAssociated": "false", **parameters}, NextToken=token)


def test_a_token_is_good_whatever_the_letter_case_of_its_filter(crowded, token):
    answer = crowded.client.list_members(OnlyAssociated="FALSE", MaxResults=5, NextToken=token)
    assert len(answer["Members"]) == 5


def test_a_token_of_another_account_region_or_filter_is_refused(crowded, token):
    elsewhere = detector(OTHER_REGION)
    for account in (detector(), elsewhere):
        ask(account, token)
    ask(crowded, token, OnlyAssociated="true")
    ask(crowded, token[:-4])
    ask(crowded, token[:9] + ("A" if token[9] != "A" else "B") + token[10:])


@pytest.mark.parametrize("target", ["/invitation", "/detector"])
def test_a_token_of_another_operation_is_refused(crowded, token, target):
    check_fault(crowded.send("GET", f"{target}?nextToken={token}"), "invalid_next_token")
