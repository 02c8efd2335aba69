"""Findings of GuardDuty: samples, lists, archives, filters, statistics, and their way into the hub."""
import json

import pytest
from botocore import xform_name

import cli
from faults import refused
from finding import equals, seen
from model import FINDINGS, GUARDDUTY, SECURITYHUB
from story import accept, detector, pair
from test_guardduty_faults import trigger
from wire import NO_DETECTOR

PORTSCAN, SSH, POLICY = "Recon:EC2/Portscan", "UnauthorizedAccess:EC2/SSHBruteForce", "Policy:S3/BucketPublicAccessGranted"
SCENARIOS = {}
SCANS = {"Criterion": {"type": {"Eq": [PORTSCAN]}}}
UNKNOWN = "0" * 32


def scenario(operation):
    """Enters a function into the table of what shows that an operation works."""
    def enter(function):
        SCENARIOS[operation] = function
        return function
    return enter


def refusal(name, *arguments):
    return refused(name, *arguments, service=GUARDDUTY)


def found(account, **parameters):
    pages = account.client.get_paginator("list_findings").paginate(DetectorId=account.detector, **parameters)
    return [one for page in pages for one in page["FindingIds"]]


def matching(account, **criterion):
    return found(account, FindingCriteria={"Criterion": criterion})


def samples(account, *types):
    """Makes samples, and gives the new findings."""
    before = set(found(account))
    account.client.create_sample_findings(FindingTypes=list(types))
    new = [one for one in found(account) if one not in before]
    return [one for start in range(0, len(new), 50)
            for one in account.client.get_findings(FindingIds=new[start:start + 50])["Findings"]]


def with_hub(account):
    in_hub = account.in_service(SECURITYHUB)
    in_hub.client.enable_security_hub(EnableDefaultStandards=False)
    return in_hub


# ---- each operation once

@scenario("CreateSampleFindings")
def make_samples():
    account = detector()
    made = samples(account, PORTSCAN, SSH)
    assert sorted(one["Type"] for one in made) == [PORTSCAN, SSH]
    for one in made:
        assert one["AccountId"] == account.id and one["Region"] == account.region and one["SchemaVersion"] == "2.0"
        assert one["Arn"] == f"arn:aws:guardduty:{account.region}:{account.id}:detector/{account.detector}/finding/{one['Id']}"
        assert one["Resource"]["ResourceType"] == "Instance"
        assert one["Service"]["Archived"] is False and not one["Title"].startswith("[SAMPLE]")
        assert json.loads(one["Service"]["AdditionalInfo"]["Value"])["sample"] is True
    assert len({one["Id"] for one in made + samples(account, PORTSCAN)}) == 3


@scenario("ListFindings")
def list_in_pages():
    account = detector()
    account.client.create_sample_findings()
    all_of_them = found(account)
    assert len(all_of_them) == len(set(all_of_them)) == 200
    assert set(found(account, PaginationConfig={"PageSize": 7})) == set(all_of_them)


@scenario("GetFindings")
def get_by_id():
    account = detector()
    made = samples(account, PORTSCAN, POLICY, SSH)
    got = account.client.get_findings(FindingIds=[one["Id"] for one in made] + [UNKNOWN, "none"],
                                      SortCriteria={"AttributeName": "severity", "OrderBy": "ASC"})["Findings"]
    assert [one["Type"] for one in got] == [POLICY, PORTSCAN, SSH]
    assert account.client.get_findings(FindingIds=[])["Findings"] == []


@scenario("ArchiveFindings")
def archive():
    account = detector()
    scan, login = (one["Id"] for one in sorted(samples(account, PORTSCAN, SSH), key=lambda one: one["Type"]))
    account.client.archive_findings(FindingIds=[scan, UNKNOWN])
    assert matching(account, **{"service.archived": {"Eq": ["true"]}}) == [scan]
    assert matching(account, **{"service.archived": {"Eq": ["false"]}}) == [login]
    assert set(found(account)) == {scan, login}


@scenario("UnarchiveFindings")
def unarchive():
    account = detector()
    (scan,) = samples(account, PORTSCAN)
    account.client.archive_findings(FindingIds=[scan["Id"]])
    account.client.unarchive_findings(FindingIds=[scan["Id"]])
    assert account.client.get_findings(FindingIds=[scan["Id"]])["Findings"] == [scan]


@scenario("UpdateFindingsFeedback")
def give_feedback():
    account = detector()
    (scan,) = samples(account, PORTSCAN)
    account.client.update_findings_feedback(FindingIds=[scan["Id"]], Feedback="USEFUL", Comments="text")
    (got,) = account.client.get_findings(FindingIds=[scan["Id"]])["Findings"]
    assert got["Service"]["UserFeedback"] == "USEFUL"


@scenario("GetFindingsStatistics")
def count():
    account = detector()
    samples(account, PORTSCAN, SSH, POLICY)
    samples(account, SSH)
    statistics = account.client.get_findings_statistics(FindingStatisticTypes=["COUNT_BY_SEVERITY"])["FindingStatistics"]
    assert statistics["CountBySeverity"] == {"8.0": 2, "5.0": 1, "2.0": 1}
    statistics = account.client.get_findings_statistics(FindingStatisticTypes=["COUNT_BY_SEVERITY"],
                                                        FindingCriteria=SCANS)["FindingStatistics"]
    assert statistics["CountBySeverity"] == {"5.0": 1}


def keep(account, name="filter", criteria=SCANS, **parameters):
    return account.client.create_filter(Name=name, FindingCriteria=criteria, **parameters)["Name"]


@scenario("CreateFilter")
def suppress():
    account = detector()
    hub = with_hub(account)
    samples(account, PORTSCAN)
    keep(account, Action="ARCHIVE")
    new = {one["Type"]: one["Service"]["Archived"] for one in samples(account, PORTSCAN, SSH)}
    assert new == {PORTSCAN: True, SSH: False}
    assert len(matching(account, **{"service.archived": {"Eq": ["true"]}})) == 1
    assert len(seen(hub)) == 2


@scenario("GetFilter")
def get_a_filter():
    account = detector()
    criteria = {"Criterion": {"severity": {"Gte": 4, "Lt": 8}, "type": {"Neq": [SSH, PORTSCAN]}, "updatedAt": {"GreaterThan": 1486685375000}}}
    keep(account, criteria=criteria, Description="text", Rank=7, Tags={"a": "b"})
    got = account.client.get_filter(FilterName="filter")
    assert (got["Name"], got["Description"], got["Action"], got["Rank"], got["FindingCriteria"], got["Tags"]) \
        == ("filter", "text", "NOOP", 7, criteria, {"a": "b"})


@scenario("ListFilters")
def list_filters():
    account = detector()
    names = [keep(account, f"filter-{n}") for n in range(3)]
    pages = account.client.get_paginator("list_filters").paginate(DetectorId=account.detector, PaginationConfig={"PageSize": 2})
    assert [name for page in pages for name in page["FilterNames"]] == names


@scenario("UpdateFilter")
def update_a_filter():
    account = detector()
    keep(account, Description="text")
    assert account.client.update_filter(FilterName="filter", Action="ARCHIVE")["Name"] == "filter"
    got = account.client.get_filter(FilterName="filter")
    assert (got["Action"], got["Description"], got["FindingCriteria"]) == ("ARCHIVE", "text", SCANS)


@scenario("DeleteFilter")
def delete_a_filter():
    account = detector()
    keep(account)
    account.client.delete_filter(FilterName="filter")
    for gone in (account.client.get_filter, account.client.delete_filter, account.client.update_filter):
        with refusal("no_such_resource"):
            gone(FilterName="filter")


def test_the_table_has_every_operation():
    assert set(SCENARIOS) == set(FINDINGS[GUARDDUTY])


@pytest.mark.parametrize("operation", SCENARIOS)
def test_operation_succeeds_and_its_answers_fit_the_model(operation, exercised):
    SCENARIOS[operation]()
    assert (GUARDDUTY, operation) in exercised, f"{operation} was never carried out"


PARAMETERS = {"get_findings": {"FindingIds": []}, "archive_findings": {"FindingIds": []}, "unarchive_findings": {"FindingIds": []},
              "update_findings_feedback": {"FindingIds": [], "Feedback": "USEFUL"},
              "create_filter": {"Name": "filter", "FindingCriteria": SCANS},
              **{name: {"FilterName": "filter"} for name in ("get_filter", "update_filter", "delete_filter")}}


@pytest.mark.parametrize("method", map(xform_name, FINDINGS[GUARDDUTY]))
def test_a_detector_must_be_the_callers_own(method):
    account = detector()
    for name in (NO_DETECTOR, detector().detector):
        with refusal("detector_not_owned"):
            getattr(account.client, method)(DetectorId=name, **PARAMETERS.get(method, {}))


def test_the_cli_makes_samples_and_finds_them():
    account = detector()
    cli.aws(account, "create-sample-findings", "--detector-id", account.detector, "--finding-types", PORTSCAN)
    (one,) = cli.aws(account, "list-findings", "--detector-id", account.detector)["FindingIds"]
    (got,) = cli.aws(account, "get-findings", "--detector-id", account.detector, "--finding-ids", one)["Findings"]
    assert got["Type"] == PORTSCAN


def test_patterns_are_for_saved_filters():
    account = detector()
    body = json.dumps({"name": "filter", "action": "ARCHIVE", "findingCriteria": {"criterion": {
        "type": {"matches": ["Recon:*", "?nauthorizedAccess:EC2/SSH*"], "notMatches": ["%"]}}}}).encode()
    assert account.send("POST", account.path("/filter"), body).status == 200
    assert {one["Type"]: one["Service"]["Archived"] for one in samples(account, PORTSCAN, SSH, POLICY)} \
        == {PORTSCAN: True, SSH: True, POLICY: False}
    body = json.dumps({"findingCriteria": {"criterion": {"type": {"matches": ["*"], "notMatches": ["Policy:*"]}}}}).encode()
    assert account.send("POST", account.path("/filter/filter"), body).status == 200
    assert {one["Type"]: one["Service"]["Archived"] for one in samples(account, PORTSCAN, SSH, POLICY)} \
        == {PORTSCAN: True, SSH: True, POLICY: False}


@pytest.mark.parametrize("criterion, types", [
    ({"severity": {"Eq": ["5"]}}, {PORTSCAN}), ({"severity": {"Gte": 5}}, {PORTSCAN, SSH}), ({"severity": {"GreaterThan": 5}}, {SSH}),
    ({"severity": {"Equals": ["2.0", "8"]}}, {POLICY, SSH}), ({"severity": {"Lte": 5, "Gt": 2}}, {PORTSCAN}),
    ({"type": {"Neq": [SSH]}}, {PORTSCAN, POLICY}), ({"type": {"Eq": []}}, {PORTSCAN, SSH, POLICY}),
    ({"resource.resourceType": {"Eq": ["Instance"]}, "severity": {"Lt": 8}}, {PORTSCAN}),
    ({"resource.instanceDetails.tags.key": {"Eq": ["GeneratedFindingInstaceTag1"]}}, {PORTSCAN, SSH}),
    ({"resource.instanceDetails.tags.key": {"Neq": ["GeneratedFindingInstaceTag1"]}}, {POLICY}),
    ({"service.action.networkConnectionAction.localPortDetails.port": {"Eq": ["39677"]}}, {PORTSCAN, SSH}),
    ({"service.action.networkConnectionAction.blocked": {"Eq": ["false"]}}, {PORTSCAN, SSH}),
    ({"updatedAt": {"GreaterThan": 1000000000000}}, {PORTSCAN, SSH, POLICY}), ({"updatedAt": {"LessThan": 1000000000000}}, set()),
    ({"id": {"Eq": ["none"]}}, set()), ({"region": {"Eq": ["nowhere"]}}, set())])
def test_criteria_pick_findings(criterion, types):
    account = detector()
    names = {one["Id"]: one["Type"] for one in samples(account, PORTSCAN, SSH, POLICY)}
    assert {names[one] for one in matching(account, **criterion)} == types


@pytest.mark.parametrize("group, member", [
    ("ACCOUNT", "accountId"), ("DATE", "date"), ("FINDING_TYPE", "findingType"), ("RESOURCE", "resourceId"), ("SEVERITY", "severity")])
def test_findings_are_counted_by_each_group(group, member):
    """Newer than the oldest boto3."""
    account = detector()
    samples(account, PORTSCAN, SSH, POLICY)
    samples(account, SSH)
    body = json.dumps({"groupBy": group, "orderBy": "ASC"}).encode()
    answer = json.loads(account.send("POST", account.path("/findings/statistics"), body).body)
    ((name, groups),) = answer["findingStatistics"].items()
    assert name == "groupedBy" + "".join(word.capitalize() for word in group.split("_"))
    totals = [one["totalFindings"] for one in groups]
    assert totals == sorted(totals) and sum(totals) == 4 and all(member in one for one in groups)


# ---- who may

def test_an_administrator_sees_and_archives_what_a_member_may_not():
    administrator, member = pair("invited", service=GUARDDUTY)
    (scan,) = samples(member, PORTSCAN)
    assert found(administrator) == []
    accept(administrator, member)
    assert found(administrator) == [scan["Id"]]
    for call in (lambda: member.client.archive_findings(FindingIds=[scan["Id"]]),
                 lambda: member.client.unarchive_findings(FindingIds=[scan["Id"]]),
                 lambda: member.client.update_findings_feedback(FindingIds=[scan["Id"]], Feedback="USEFUL"),
                 lambda: keep(member)):
        with refusal("caller_not_authorized"):
            call()
    administrator.client.archive_findings(FindingIds=[scan["Id"]])
    assert member.client.get_findings(FindingIds=[scan["Id"]])["Findings"][0]["Service"]["Archived"] is True
    keep(administrator, Action="ARCHIVE")
    (other,) = samples(member, PORTSCAN)
    assert other["Service"]["Archived"] is True
    member.client.disassociate_from_administrator_account()
    assert found(administrator) == []
    assert administrator.client.get_findings(FindingIds=[scan["Id"]])["Findings"] == []
    member.client.unarchive_findings(FindingIds=[scan["Id"]])
    (third,) = samples(member, PORTSCAN)
    assert third["Service"]["Archived"] is False


def test_findings_go_with_the_detector():
    account = detector()
    samples(account, PORTSCAN)
    keep(account)
    account.client.delete_detector()
    account.detector = account.client.create_detector(Enable=True)["DetectorId"]
    assert found(account) == [] and account.client.list_filters()["FilterNames"] == []


# ---- samples

def test_samples_of_all_types_have_what_their_family_has():
    """Answers are checked against botocore's model as they come."""
    account = detector()
    made = {one["Type"]: one for one in samples(account)}
    assert len(made) == 200
    for one in made.values():
        assert one["Title"] and one["Description"] and one["Service"]["Count"] == 1 and one["Service"]["ResourceRole"] == "TARGET"
        assert one["CreatedAt"] == one["UpdatedAt"] == one["Service"]["EventFirstSeen"] == one["Service"]["EventLastSeen"]
    documents = {one["type"]: one for start in range(0, 200, 50) for one in json.loads(account.send(
        "POST", account.path("/findings/get"),
        json.dumps({"findingIds": [one["Id"] for one in made.values()][start:start + 50]}).encode()).body)["findings"]}
    for name, one in documents.items():
        service, resource = one["service"], one["resource"]
        assert ("runtimeDetails" in service) == (":Runtime/" in name), name
        assert ("detection" in service) == name.startswith("AttackSequence:"), name
        scanned = "ebsVolumeScanDetails" in service or "malwareScanDetails" in service
        assert scanned == name.split("!")[0].endswith(("/MaliciousFile", "/SuspiciousFile")), name
        assert any(member.endswith("Details") for member in resource) or name.startswith("AttackSequence:"), name
    assert "ebsVolumeDetails" in documents["Execution:EC2/MaliciousFile"]["resource"]
    assert {"eksClusterDetails", "kubernetesDetails", "containerDetails"} <= set(
        documents["Execution:Runtime/ReverseShell"]["resource"])


def test_login_attributes_are_found_under_the_criterias_name():
    account = detector()
    (login, _) = sorted(samples(account, "Discovery:RDS/TorIPCaller", PORTSCAN), key=lambda one: one["Type"])
    name = "service.action.rdsLoginAttemptAction.loginAttributes.user"
    assert matching(account, **{name: {"Eq": ["GeneratedFindingUserName"]}}) == [login["Id"]]


def test_a_type_that_is_named_twice_is_one_finding():
    assert len(samples(detector(), PORTSCAN, PORTSCAN)) == 1


def test_fifty_types_are_the_most():
    account = detector()
    names = [one["Type"] for one in samples(account)]
    assert len(samples(account, *names[:50])) == 50
    body = json.dumps({"findingTypes": names[:51]}).encode()
    assert account.send("POST", account.path("/findings/create"), body).status == 400
    assert len(found(account)) == 250


# ---- the hub

@pytest.mark.parametrize("name, hub_type, resource, severity", [
    (PORTSCAN, "TTPs/Discovery/Recon:EC2-Portscan", "AwsEc2Instance", ("MEDIUM", 50)),
    (SSH, "TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce", "AwsEc2Instance", ("HIGH", 80)),
    (POLICY, "TTPs/Policy:S3-BucketPublicAccessGranted", "AwsS3Bucket", ("LOW", 40)),
    ("Policy:S3/BucketBlockPublicAccessDisabled", "Effects/Data Exposure/Policy:S3-BucketBlockPublicAccessDisabled", "AwsS3Bucket", ("LOW", 40)),
    ("PenTest:IAMUser/KaliLinux", "TTPs/PenTest:IAMUser/KaliLinux", "AwsIamAccessKey", ("MEDIUM", 50)),
    ("Persistence:IAMUser/AnomalousBehavior", "TTPs/Persistence/IAMUser-AnomalousBehavior", "AwsIamAccessKey", ("HIGH", 80)),
    ("Execution:Runtime/ReverseShell", "TTPs/Execution/Execution:Runtime-ReverseShell", "AwsEksCluster", ("HIGH", 80)),
    ("Discovery:RDS/TorIPCaller", "TTPs/Discovery/RDS-TorIPCaller", "AwsRdsDbInstance", ("MEDIUM", 50)),
    ("Trojan:EC2/DropPoint", "Effects/Data Exfiltration/Trojan:EC2-DropPoint", "AwsEc2Instance", ("HIGH", 80)),
    ("AttackSequence:S3/CompromisedData", "TTPs/AttackSequence:S3/CompromisedData", "AwsAccount", ("CRITICAL", 90)),
    ("Behavior:EC2/NetworkPortUnusual", "Unusual Behaviors/VM/Behavior:EC2-NetworkPortUnusual", "AwsEc2Instance", ("MEDIUM", 50))])
def test_a_finding_appears_in_the_hub_as_awss_mapping_has_it(name, hub_type, resource, severity):
    account = detector()
    hub = with_hub(account)
    (made,) = samples(account, name)
    (one,) = seen(hub, {"ProductName": equals("GuardDuty")})
    assert one["Id"] == made["Arn"] and one["Types"] == [hub_type] and one["Sample"] is True
    assert (one["Severity"]["Label"], one["Severity"]["Normalized"]) == severity and one["Severity"]["Product"] == made["Severity"]
    assert one["ProductArn"] == f"arn:aws:securityhub:{account.region}::product/aws/guardduty" and one["CompanyName"] == "Amazon"
    assert one["GeneratorId"] == f"arn:aws:guardduty:{account.region}:{account.id}:detector/{account.detector}"
    assert one["Resources"][0]["Type"] == resource and one["Workflow"] == {"Status": "NEW"}
    assert one["ProductFields"]["aws/guardduty/service/archived"] == "false"
    assert one["ProductFields"]["aws/securityhub/FindingId"] == f"{one['ProductArn']}/{one['Id']}"


def test_all_types_are_good_findings_of_the_hub():
    account = detector()
    hub = with_hub(account)
    account.client.create_sample_findings()
    documents = seen(hub)
    assert len(documents) == 200
    own = f"arn:aws:securityhub:{account.region}:{account.id}:product/{account.id}/default"
    for start in range(0, 200, 100):
        answer = hub.client.batch_import_findings(Findings=[{**one, "ProductArn": own} for one in documents[start:start + 100]])
        assert answer["FailedFindings"] == [], answer


def test_a_type_may_be_two_in_the_hub():
    account = detector()
    hub = with_hub(account)
    samples(account, "CryptoCurrency:Lambda/BitcoinTool.B")
    (one,) = seen(hub)
    assert one["Types"] == ["TTPs/Command and Control/CryptoCurrency:Lambda-BitcoinTool.B",
                            "Effects/Resource Consumption/CryptoCurrency:Lambda-BitcoinTool.B"]


def test_what_is_suppressed_stays_out_of_the_hub():
    account = detector()
    hub = with_hub(account)
    keep(account, Action="ARCHIVE")
    made = samples(account, PORTSCAN, POLICY)
    kept = [one["Arn"] for one in made if not one["Service"]["Archived"]]
    assert len(made) == 2 and [one["Id"] for one in seen(hub)] == kept


def test_members_and_administrators_make_samples_for_themselves():
    administrator, member = pair("enabled", service=GUARDDUTY)
    (of_member,), (of_administrator,) = samples(member, PORTSCAN), samples(administrator, PORTSCAN)
    assert (of_member["AccountId"], of_administrator["AccountId"]) == (member.id, administrator.id)
    assert set(found(administrator)) == {of_member["Id"], of_administrator["Id"]} and found(member) == [of_member["Id"]]


def test_a_suspended_detector_keeps_and_makes_findings_that_the_hub_does_not_get():
    account = detector()
    hub = with_hub(account)
    (before,) = samples(account, PORTSCAN)
    account.client.update_detector(Enable=False)
    (after,) = samples(account, SSH)
    assert set(found(account)) == {before["Id"], after["Id"]} and [one["Id"] for one in seen(hub)] == [before["Arn"]]
    account.client.update_detector(Enable=True)
    assert len(seen(hub)) == 1


def test_what_happens_without_a_hub_does_not_come_later():
    account = detector()
    samples(account, PORTSCAN)
    assert seen(with_hub(account)) == []


# ---- faults

@trigger("invalid_finding_type")
def a_sample_of_no_type():
    account = detector()
    for types in (["Recon:EC2/Nothing"], [PORTSCAN, "x"], ["Recon:EC2/Nothing"] * 50):
        with refusal("invalid_finding_type"):
            account.client.create_sample_findings(FindingTypes=types)
    assert found(account) == []


@trigger("invalid_criteria")
def criteria_of_no_attribute():
    account = detector()
    for criterion in ({"no.such": {"Eq": ["x"]}}, {"severity": {"Eq": ["high"]}}, {"updatedAt": {"Eq": ["yesterday"]}},
                      {"service.archived": {"Eq": ["maybe"]}}, {"type": {"Gt": 5}}, {"type": {"Eq": ["x"] * 51}}):
        with refusal("invalid_criteria"):
            matching(account, **criterion)


@trigger("invalid_sort")
def sort_by_nothing():
    with refusal("invalid_sort"):
        detector().client.list_findings(SortCriteria={"AttributeName": "no.such"})


@trigger("invalid_statistic_type")
def statistics_of_nothing():
    account = detector()
    for types in ([], ["COUNT_BY_COLOUR"]):
        with refusal("invalid_statistic_type"):
            account.client.get_findings_statistics(FindingStatisticTypes=types)


@trigger("too_many_ids")
def fifty_one_ids():
    with refusal("too_many_ids"):
        detector().client.get_findings(FindingIds=[UNKNOWN] * 51)


@trigger("caller_not_authorized")
def a_member_archives():
    _, member = pair("enabled", service=GUARDDUTY)
    with refusal("caller_not_authorized"):
        member.client.archive_findings(FindingIds=[UNKNOWN])


@trigger("filter_exists")
def the_same_filter_twice():
    account = detector()
    keep(account)
    with refusal("filter_exists"):
        keep(account)


@trigger("filter_limit")
def the_101st_filter():
    account = detector()
    for number in range(100):
        keep(account, f"filter-{number}")
    with refusal("filter_limit"):
        keep(account)
