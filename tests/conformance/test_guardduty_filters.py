"""Saved filters of GuardDuty: as Terraform's provider and the CLI call them, their limits, and what they archive."""
import json
import uuid
from collections import Counter
from datetime import datetime

import pytest
from botocore.exceptions import ClientError

import cli
from faults import check_fault, refused
from model import GUARDDUTY
from story import accept, detector, pair
from test_guardduty_findings import POLICY, PORTSCAN, SSH, found, keep, matching, samples

CALLER = "UnauthorizedAccess:IAMUser/MaliciousIPCaller"
SCANS = {"criterion": {"type": {"equals": [PORTSCAN]}}}


def call(account, method, rest="", **members):
    return account.send(method, account.path(rest), json.dumps(members).encode() if members else b"")


def made(account, name="filter", criteria=SCANS, **members):
    """CreateFilter, as newer clients than the oldest boto3 write it."""
    return call(account, "POST", "/filter", name=name, findingCriteria=criteria, **members)


def read(account, name="filter"):
    """GetFilter; patterns are newer than the oldest boto3."""
    answer = call(account, "GET", f"/filter/{name}")
    if b"atches" not in answer.body:
        answer.success("GetFilter")
    return json.loads(answer.body)


def archived(account, *types):
    """Which of new samples of these types are archived."""
    return {one["Type"] for one in samples(account, *types) if one["Service"]["Archived"]}


# ---- what clients do

def test_terraform_keeps_a_filter():
    """aws_guardduty_filter: apply, an empty plan, another apply, destroy. Go's SDK writes a token, and "" for no text."""
    account = detector()
    criteria = {"criterion": {
        "region": {"equals": [account.region]}, "service.additionalInfo.threatListName": {"notEquals": ["some-threat", "another-threat"]},
        "updatedAt": {"greaterThan": 1577836800000, "lessThan": 1580515200000}, "severity": {"greaterThanOrEqual": 4}}}
    first = {"action": "ARCHIVE", "description": "", "rank": 1}
    answer = made(account, "test-filter", criteria, clientToken=str(uuid.uuid4()), tags={}, **first)
    assert answer.success("CreateFilter") == {"name": "test-filter"}
    kept = {"name": "test-filter", "findingCriteria": criteria, "tags": {}, **first}
    assert read(account, "test-filter") == read(account, "test-filter") == kept
    second = {"action": "NOOP", "description": "text", "rank": 2, "findingCriteria": {"criterion": {
        "region": {"equals": [account.region]}, "type": {"matches": ["Recon:*"], "notMatches": ["*!DNS"]}}}}
    assert call(account, "POST", "/filter/test-filter", **second).success("UpdateFilter") == {"name": "test-filter"}
    assert read(account, "test-filter") == read(account, "test-filter") == {**kept, **second}
    call(account, "DELETE", "/filter/test-filter").success("DeleteFilter")
    for method in ("GET", "DELETE"):
        check_fault(call(account, method, "/filter/test-filter"), "no_such_resource")


def test_the_cli_works_with_findings_and_filters():
    account = detector()
    (scan,) = samples(account, PORTSCAN)
    ours, ids = ("--detector-id", account.detector), ("--finding-ids", scan["Id"])
    filtered, criteria = ("--filter-name", "filter"), ("--finding-criteria", json.dumps({"Criterion": {"type": {"Eq": [PORTSCAN]}}}))

    def aws(*arguments):
        return cli.aws(account, arguments[0], *ours, *arguments[1:])

    for command, is_archived in (("archive-findings", True), ("unarchive-findings", False)):
        assert aws(command, *ids) == {}
        assert aws("get-findings", *ids)["Findings"][0]["Service"]["Archived"] is is_archived
    assert aws("update-findings-feedback", *ids, "--feedback", "NOT_USEFUL", "--comments", "text") == {}
    assert aws("get-findings", *ids)["Findings"][0]["Service"]["UserFeedback"] == "NOT_USEFUL"
    assert aws("get-findings-statistics", "--finding-statistic-types", "COUNT_BY_SEVERITY", *criteria) \
        == {"FindingStatistics": {"CountBySeverity": {"5.0": 1}}}
    assert aws("list-findings", *criteria, "--sort-criteria", "AttributeName=severity,OrderBy=DESC")["FindingIds"] == [scan["Id"]]
    assert aws("create-filter", "--name", "filter", *criteria) == {"Name": "filter"}
    assert aws("list-filters")["FilterNames"] == ["filter"]
    assert aws("update-filter", *filtered, "--rank", "5") == {"Name": "filter"}
    assert aws("get-filter", *filtered)["Rank"] == 5
    assert aws("delete-filter", *filtered) == {}
    failed = cli.run(account, "get-filter", *ours, *filtered)
    assert failed.returncode == cli.REFUSED and "The request is rejected since no such resource found." in failed.stderr


def test_a_token_makes_one_filter():
    account = detector()
    for _ in range(2):
        assert made(account, clientToken="once-only").success("CreateFilter") == {"name": "filter"}
    check_fault(made(account, clientToken="another"), "filter_exists")
    assert account.client.list_filters()["FilterNames"] == ["filter"]


# ---- limits, both sides

@pytest.mark.parametrize("members, is_good", [
    ({"name": "abc"}, True), ({"name": "ab"}, False), ({"name": "n" * 64}, True), ({"name": "n" * 65}, False),
    ({"name": "a.B_0-"}, True), ({"name": "a b"}, False), ({"name": "a/b"}, False), ({"name": ""}, False), ({"name": 5}, False),
    ({"rank": 1}, True), ({"rank": 100}, True), ({"rank": 0}, False), ({"rank": 101}, False), ({"rank": "1"}, False),
    ({"description": ""}, True), ({"description": "d" * 512}, True), ({"description": "d" * 513}, False),
    ({"action": "NOOP"}, True), ({"action": "DELETE"}, False),
    ({"tags": {"k": "v"}}, True), ({"tags": {"k": 5}}, False),
    ({"clientToken": "t" * 64}, True), ({"clientToken": "t" * 65}, False)])
def test_a_filter_has_its_limits(members, is_good):
    account = detector()
    answer = call(account, "POST", "/filter", **{"name": "filter", "findingCriteria": SCANS, **members})
    if is_good:
        answer.success("CreateFilter")
    else:
        assert answer.status == 400
    assert len(account.client.list_filters()["FilterNames"]) == is_good


@pytest.mark.parametrize("criteria, is_good", [
    ({}, True), ({"criterion": {}}, True), ({"criterion": {"type": {}}}, True), ({"criterion": {"type": {"equals": []}}}, True),
    ({"criterion": {"type": {"equals": ["x"] * 50}}}, True), ({"criterion": {"type": {"equals": ["x"] * 51}}}, False),
    ({"criterion": {"type": {"matches": ["*"] * 5}}}, True), ({"criterion": {"type": {"matches": ["*"] * 6}}}, False),
    ({"criterion": {"type": {"notMatches": ["*"] * 6}}}, False), ({"criterion": {"severity": {"matches": ["5"]}}}, False),
    ({"criterion": {"severity": {"equals": ["4", "5", "6"]}}}, True), ({"criterion": {"severity": {"greaterThan": "x"}}}, False),
    ({"criterion": {"type": {"like": ["x"]}}}, False), ({"criterion": {"type": ["x"]}}, False),
    ({"criterion": {"type": {"equals": "x"}}}, False), ({"criterion": {"type": {"equals": [None]}}}, False),
    ({"criterion": []}, False), ({"criteria": {}}, False), ([], False), (None, False), ("x", False),
    ({"criterion": {"service.count": {"greaterThan": 1}}}, True), ({"criterion": {"Type": {"equals": ["x"]}}}, False)])
def test_criteria_have_their_limits(criteria, is_good):
    account = detector()
    answer = made(account, criteria=criteria)
    if is_good:
        answer.success("CreateFilter")
        assert read(account)["findingCriteria"] == criteria
    else:
        assert answer.status == 400
        assert account.client.list_filters()["FilterNames"] == []


@pytest.mark.parametrize("number, is_good", [(0, False), (1, True), (50, True), (51, False)])
def test_a_page_has_at_most_fifty(number, is_good):
    account = detector()
    for answer in (call(account, "POST", "/findings", maxResults=number), call(account, "GET", f"/filter?maxResults={number}")):
        assert answer.status == (200 if is_good else 400)


@pytest.mark.parametrize("rest, more", [
    ("get", {}), ("archive", {}), ("unarchive", {}), ("feedback", {"feedback": "USEFUL"})])
def test_fifty_findings_can_be_named(rest, more):
    account = detector()
    path = f"/findings/{rest}"
    assert call(account, "POST", path, findingIds=["0" * 32] * 50, **more).status == 200
    check_fault(call(account, "POST", path, findingIds=["0" * 32] * 51, **more), "too_many_ids")
    assert call(account, "POST", path, **{"findingIds": ["0" * 129], **more}).status == 400


def test_a_token_of_another_query_is_refused():
    account = detector()
    samples(account, PORTSCAN, SSH)
    token = account.client.list_findings(MaxResults=1)["NextToken"]
    criteria = {"Criterion": {"type": {"Eq": [SSH]}}}
    for parameters in ({"FindingCriteria": criteria}, {"SortCriteria": {"AttributeName": "severity"}}):
        with pytest.raises(ClientError) as refusal:
            account.client.list_findings(MaxResults=1, NextToken=token, **parameters)
        assert refusal.value.response["Error"]["Code"] == "BadRequestException"
    assert len(account.client.list_findings(MaxResults=1, NextToken=token)["FindingIds"]) == 1


@pytest.mark.parametrize("attribute", ["severity", "type", "updatedAt", "service.count", "service.archived", "resource.instanceDetails.tags.key",
                                       "service.action.networkConnectionAction.blocked"])
@pytest.mark.parametrize("order", ["ASC", "DESC"])
def test_a_sorted_list_has_each_finding_once(attribute, order):
    account = detector()
    everything = samples(account, PORTSCAN, SSH, POLICY) + samples(account, SSH)
    by = {"AttributeName": attribute, "OrderBy": order}
    walked = found(account, SortCriteria=by, PaginationConfig={"PageSize": 1})
    assert sorted(walked) == sorted(one["Id"] for one in everything) and walked == found(account, SortCriteria=by)
    if attribute == "severity":
        severities = {one["Id"]: one["Severity"] for one in everything}
        told = [severities[one] for one in walked]
        assert told == sorted(told, reverse=order == "DESC")


# ---- suppression

def test_only_filters_that_archive_suppress_and_only_what_comes_later():
    account = detector()
    samples(account, PORTSCAN)
    made(account, "keeps", action="NOOP").success("CreateFilter")
    assert archived(account, PORTSCAN) == set()
    call(account, "POST", "/filter/keeps", action="ARCHIVE").success("UpdateFilter")
    assert archived(account, PORTSCAN, SSH) == {PORTSCAN}
    call(account, "DELETE", "/filter/keeps").success("DeleteFilter")
    assert archived(account, PORTSCAN) == set()
    assert len(matching(account, **{"service.archived": {"Eq": ["true"]}})) == 1


def test_a_filter_without_criteria_archives_all_and_two_filters_what_either_matches():
    account = detector()
    for rank, name in enumerate((PORTSCAN, SSH), 1):
        made(account, f"filter-{rank}", {"criterion": {"type": {"equals": [name]}}}, action="ARCHIVE", rank=rank).success("CreateFilter")
    assert archived(account, PORTSCAN, SSH, POLICY) == {PORTSCAN, SSH}
    made(account, "all", {}, action="ARCHIVE").success("CreateFilter")
    assert archived(account, PORTSCAN, SSH, POLICY) == {PORTSCAN, SSH, POLICY}


def test_a_members_filters_sleep_while_it_has_an_administrator():
    administrator, member = pair("invited", service=GUARDDUTY)
    keep(member, Action="ARCHIVE")
    accept(administrator, member)
    assert archived(member, PORTSCAN) == set()
    assert member.client.get_filter(FilterName="filter")["Action"] == "ARCHIVE"
    for change in (member.client.update_filter, member.client.delete_filter):
        with refused("caller_not_authorized", service=GUARDDUTY):
            change(FilterName="filter")
    made(administrator, criteria={"criterion": {"accountId": {"equals": [member.id]}}}, action="ARCHIVE").success("CreateFilter")
    assert archived(member, SSH) == {SSH} and archived(administrator, SSH) == set()
    member.client.disassociate_from_administrator_account()
    assert archived(member, PORTSCAN, SSH) == {PORTSCAN}


@pytest.mark.parametrize("severities, types", [(["1", "2", "3"], {POLICY}), (["4", "5", "6"], {PORTSCAN}), (["7", "8"], {SSH})])
def test_a_severity_is_told_by_its_whole_part(severities, types):
    account = detector()
    made(account, criteria={"criterion": {"severity": {"equals": severities}}}, action="ARCHIVE").success("CreateFilter")
    assert archived(account, PORTSCAN, SSH, POLICY) == types


# ---- statistics

def resource_id(one):
    resource = one["Resource"]
    return (resource.get("InstanceDetails", {}).get("InstanceId") or resource.get("S3BucketDetails", [{}])[0].get("Name")
            or resource.get("AccessKeyDetails", {}).get("AccessKeyId"))


# What a finding is counted under, and the members of a group that say so.
GROUPS = {
    "ACCOUNT": (("accountId",), lambda one: (one["AccountId"],)),
    "DATE": (("date", "severity"), lambda one: (day(one["UpdatedAt"]), one["Severity"])),
    "FINDING_TYPE": (("findingType",), lambda one: (one["Type"],)),
    "RESOURCE": (("accountId", "resourceId", "resourceType"),
                 lambda one: (one["AccountId"], resource_id(one), one["Resource"]["ResourceType"])),
    "SEVERITY": (("severity",), lambda one: (one["Severity"],))}


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def day(text):
    return moment(text) // 86400 * 86400


@pytest.mark.parametrize("group", GROUPS)
def test_statistics_are_what_counting_gives(group):
    administrator, member = pair("enabled", service=GUARDDUTY)
    everything = samples(administrator, PORTSCAN, SSH, POLICY, CALLER) + samples(member, SSH, POLICY) + samples(member, SSH)
    for least, caller in ((1, administrator), (3, administrator), (1, member)):
        counted, last = Counter(), {}
        members, key = GROUPS[group]
        for one in everything:
            if one["Severity"] >= least and (caller is administrator or one["AccountId"] == member.id):
                counted[key(one)] += 1
                last[key(one)] = max(last.get(key(one), 0), moment(one["UpdatedAt"]) // 1)
        answer = call(caller, "POST", "/findings/statistics", groupBy=group,
                      findingCriteria={"criterion": {"severity": {"gte": least}}})
        ((_, groups),) = json.loads(answer.body)["findingStatistics"].items()
        assert {tuple(one[name] for name in members): (one["totalFindings"], one["lastGeneratedAt"]) for one in groups} \
            == {name: (number, last[name]) for name, number in counted.items()}
        assert [one["totalFindings"] for one in groups] == sorted(counted.values(), reverse=True)


def test_groups_are_limited_and_severities_are_not():
    account = detector()
    samples(account, PORTSCAN, SSH, POLICY)
    answer = call(account, "POST", "/findings/statistics", groupBy="FINDING_TYPE", maxResults=1)
    assert len(json.loads(answer.body)["findingStatistics"]["groupedByFindingType"]) == 1
    answer = call(account, "POST", "/findings/statistics", findingStatisticTypes=["COUNT_BY_SEVERITY"], maxResults=1)
    assert json.loads(answer.body)["findingStatistics"] == {"countBySeverity": {"2.0": 1, "5.0": 1, "8.0": 1}}


@pytest.mark.parametrize("members, is_good", [
    ({"groupBy": "ACCOUNT"}, True), ({"groupBy": "COLOUR"}, False), ({}, False), ({"findingStatisticTypes": []}, False),
    ({"groupBy": "ACCOUNT", "findingStatisticTypes": ["COUNT_BY_SEVERITY"]}, False),
    *(({"groupBy": "ACCOUNT", "maxResults": number}, 1 <= number <= 100) for number in (0, 1, 100, 101)),
    ({"groupBy": "ACCOUNT", "orderBy": "UP"}, False)])
def test_statistics_are_of_one_kind(members, is_good):
    answer = call(detector(), "POST", "/findings/statistics", **members)
    assert answer.status == (200 if is_good else 400), answer.body
