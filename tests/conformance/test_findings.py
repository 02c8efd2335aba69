"""Findings of Security Hub: taken in, searched, updated, counted, and who sees them."""
import json

import pytest

import cli
from faults import Triggers, check_fault, refused
from finding import (EARLY, LATER, LATEST, equals, finding, ids, imported, named, partner, product,
                     record, seen, the)
from model import FINDINGS, SECURITYHUB
from story import accept, create, hub, invite, pair
from wire import OTHER_REGION, Account

TRIGGERS = trigger = Triggers()
UNREACHABLE = {"filter_too_slow": "needs many findings: a test of SQL covers it"}
SCENARIOS = {}
HIGH = {"SeverityLabel": equals("HIGH")}


def scenario(operation):
    """Enters a function into the table of what shows that an operation works."""
    def enter(function):
        SCENARIOS[operation] = function
        return function
    return enter


def member_of(administrator):
    member = hub(administrator.region)
    create(administrator, member)
    invite(administrator, member)
    accept(administrator, member)
    return member


def failure(account, **members):
    """Why a finding with these members is not taken in, and that the one beside it is."""
    good = finding(account)
    answer = json.loads(account.send("POST", "/findings/import", json.dumps(
        {"Findings": [finding(account, **members), good]}).encode()).body)
    assert (answer["FailedCount"], answer["SuccessCount"]) == (1, 1)
    (failed,) = answer["FailedFindings"]
    assert failed["ErrorCode"] == "InvalidInput"
    assert ids(seen(account, {"Id": equals(good["Id"])})) == [good["Id"]]
    return failed["ErrorMessage"]


# ---- each operation once

@scenario("BatchImportFindings")
def import_one():
    account = hub()
    document = imported(account, finding(account))
    found = the(account, document)
    assert {name: found[name] for name in document.keys() - {"Severity", "Resources"}} \
        == {name: document[name] for name in document.keys() - {"Severity", "Resources"}}
    assert found["Severity"] == {"Label": "HIGH", "Normalized": 70}
    assert found["Workflow"] == {"Status": "NEW"} and found["RecordState"] == "ACTIVE"
    assert (found["CompanyName"], found["ProductName"], found["Region"]) == ("Personal", "Default", account.region)
    assert found["ProductFields"]["aws/securityhub/FindingId"] == f"{product(account)}/{document['Id']}"
    assert found["Resources"] == [{"Type": "Other", "Id": "arn:aws:other", "Partition": "aws", "Region": account.region}]


@scenario("GetFindings")
def get_in_pages():
    account = hub()
    documents = imported(account, *(finding(account) for _ in range(7)))
    assert ids(seen(account, PaginationConfig={"PageSize": 3})) == ids(documents)
    assert ids(account.client.get_findings(NextToken="")["Findings"]) == ids(documents)
    assert len(account.client.get_findings(MaxResults=7)["Findings"]) == 7


@scenario("BatchUpdateFindings")
def update_as_a_customer():
    account = hub()
    document = imported(account, finding(account))
    missing = {"Id": "nothing", "ProductArn": product(account)}
    answer = account.client.batch_update_findings(
        FindingIdentifiers=[named(document), named(document), missing], Note={"Text": "text", "UpdatedBy": "me"},
        Severity={"Label": "LOW"}, Workflow={"Status": "NOTIFIED"}, UserDefinedFields={"a": "b"}, Confidence=7)
    assert answer["ProcessedFindings"] == [named(document)]
    assert [(one["ErrorCode"], one["ErrorMessage"]) for one in answer["UnprocessedFindings"]] == [
        ("DuplicatedFindingIdentifier", "Finding Identifier is duplicated"), ("FindingNotFound", "Finding Not Found")]
    imported(account, {**document, "UpdatedAt": LATER, "Title": "later", "Severity": {"Label": "CRITICAL"}, "Confidence": 1})
    found = the(account, document)
    assert found["Title"] == "later" and found["UpdatedAt"] == LATER
    assert found["Note"]["Text"] == "text" and found["Workflow"] == {"Status": "NOTIFIED"}
    assert found["Severity"] == {"Label": "LOW", "Normalized": 1} and found["Confidence"] == 7
    assert found["UserDefinedFields"] == {"a": "b"}
    assert found["FindingProviderFields"]["Severity"]["Label"] == "CRITICAL"


@scenario("UpdateFindings")
def update_by_filter():
    account = hub()
    document = imported(account, finding(account))
    account.client.update_findings(Filters={"Id": equals(document["Id"])}, RecordState="ARCHIVED",
                                   Note={"Text": "text", "UpdatedBy": "me"})
    assert (the(account, document)["RecordState"], the(account, document)["Note"]["Text"]) == ("ARCHIVED", "text")
    imported(account, {**document, "UpdatedAt": LATER})
    assert the(account, document)["RecordState"] == "ACTIVE"


def insight_of(account, **parameters):
    return account.client.create_insight(
        **{"Name": "name", "Filters": HIGH, "GroupByAttribute": "Id", **parameters})["InsightArn"]


@scenario("CreateInsight")
def create_an_insight():
    account = hub()
    filters = {"CreatedAt": [{"Start": "Mon, 02 Jan 2006 15:04:05 GMT", "End": "2006-01-02T15:04:05.123456Z"}],
               "SeverityNormalized": [{"Gte": 1}], **HIGH}
    arn = insight_of(account, Filters=filters)
    (insight,) = account.client.get_insights(InsightArns=[arn])["Insights"]
    assert insight == {"InsightArn": arn, "Name": "name", "Filters": filters, "GroupByAttribute": "Id"}


@scenario("GetInsights")
def list_insights():
    account = hub()
    own = {insight_of(account) for _ in range(3)}
    pages = account.client.get_paginator("get_insights").paginate(PaginationConfig={"PageSize": 2})
    arns = [insight["InsightArn"] for page in pages for insight in page["Insights"]]
    assert set(arns[:3]) == own and len(set(arns)) == len(arns)
    assert all(arn.startswith("arn:aws:securityhub:::insight/securityhub/default/") for arn in arns[3:]) and arns[3:]


@scenario("UpdateInsight")
def update_an_insight():
    account = hub()
    arn = insight_of(account)
    account.client.update_insight(InsightArn=arn, Name="other", Filters={})
    (insight,) = account.client.get_insights(InsightArns=[arn])["Insights"]
    assert insight == {"InsightArn": arn, "Name": "other", "Filters": {}, "GroupByAttribute": "Id"}


@scenario("DeleteInsight")
def delete_an_insight():
    account = hub()
    arn = insight_of(account)
    assert account.client.delete_insight(InsightArn=arn)["InsightArn"] == arn
    for gone in (account.client.delete_insight, account.client.get_insight_results):
        with refused("no_such_resource"):
            gone(InsightArn=arn)


@scenario("GetInsightResults")
def count_by_an_insight():
    account = hub()
    imported(account, *(finding(account, Resources=[{"Type": "Other", "Id": name} for name in names], Severity={"Label": label})
                        for names, label in (("ab", "HIGH"), ("a", "HIGH"), ("ac", "LOW"))))
    results = account.client.get_insight_results(InsightArn=insight_of(account, GroupByAttribute="ResourceId"))["InsightResults"]
    assert [(value["GroupByAttributeValue"], value["Count"]) for value in results["ResultValues"]] == [("a", 2), ("b", 1)]


def subscriptions(account):
    pages = account.client.get_paginator("list_enabled_products_for_import").paginate()
    return [arn for page in pages for arn in page["ProductSubscriptions"]]


@scenario("EnableImportFindingsForProduct")
def enable_a_product():
    account = hub()
    answer = account.client.enable_import_findings_for_product(ProductArn=partner(account))
    arn = f"arn:aws:securityhub:{account.region}:{account.id}:product-subscription/prowler/prowler"
    assert answer["ProductSubscriptionArn"] == arn and arn in subscriptions(account)
    imported(account, finding(account, ProductArn=partner(account)))
    assert seen(account)[0]["ProductName"] == "Prowler"


@scenario("ListEnabledProductsForImport")
def list_products():
    account = hub()
    assert f"arn:aws:securityhub:{account.region}:{account.id}:product-subscription/aws/guardduty" in subscriptions(account)


@scenario("DisableImportFindingsForProduct")
def disable_a_product():
    account = hub()
    arn = account.client.enable_import_findings_for_product(ProductArn=partner(account))["ProductSubscriptionArn"]
    account.client.disable_import_findings_for_product(ProductSubscriptionArn=arn)
    assert arn not in subscriptions(account)
    with refused("no_such_resource"):
        account.client.disable_import_findings_for_product(ProductSubscriptionArn=arn)


@scenario("DescribeProducts")
def describe_products():
    account = Account()
    pages = account.client.get_paginator("describe_products").paginate(PaginationConfig={"PageSize": 4})
    arns = [one["ProductArn"] for page in pages for one in page["Products"]]
    assert partner(account) in arns and len(set(arns)) == len(arns)
    (one,) = account.client.describe_products(ProductArn=partner(account))["Products"]
    assert one["ProductName"] == "Prowler"


def action_of(account, name="Abc1"):
    return account.client.create_action_target(Name="name", Description="description", Id=name)["ActionTargetArn"]


@scenario("CreateActionTarget")
def create_an_action():
    account = hub()
    assert action_of(account) == f"arn:aws:securityhub:{account.region}:{account.id}:action/custom/Abc1"


@scenario("DescribeActionTargets")
def describe_actions():
    account = hub()
    arns = [action_of(account, name) for name in ("a1", "a2", "a3")]
    pages = account.client.get_paginator("describe_action_targets").paginate(PaginationConfig={"PageSize": 2})
    assert [one["ActionTargetArn"] for page in pages for one in page["ActionTargets"]] == arns
    (one,) = account.client.describe_action_targets(ActionTargetArns=arns[1:2])["ActionTargets"]
    assert one == {"ActionTargetArn": arns[1], "Name": "name", "Description": "description"}


@scenario("UpdateActionTarget")
def update_an_action():
    account = hub()
    arn = action_of(account)
    account.client.update_action_target(ActionTargetArn=arn, Name="other")
    (one,) = account.client.describe_action_targets()["ActionTargets"]
    assert (one["Name"], one["Description"]) == ("other", "description")


@scenario("DeleteActionTarget")
def delete_an_action():
    account = hub()
    arn = action_of(account)
    assert account.client.delete_action_target(ActionTargetArn=arn)["ActionTargetArn"] == arn
    with refused("no_such_resource"):
        account.client.describe_action_targets(ActionTargetArns=[arn])


@scenario("CreateFindingAggregator")
def aggregate_all_regions():
    home = hub()
    linked = home.in_region(OTHER_REGION)
    linked.client.enable_security_hub(EnableDefaultStandards=False)
    member, elsewhere = member_of(linked), hub(OTHER_REGION)
    documents = [imported(account, finding(account)) for account in (home, linked, member)]
    imported(elsewhere, finding(elsewhere))
    assert ids(seen(home)) == ids(documents[:1])
    home.client.create_finding_aggregator(RegionLinkingMode="ALL_REGIONS")
    assert ids(seen(home)) == ids(documents)
    assert ids(seen(home, {"Region": equals(OTHER_REGION)})) == ids(documents[1:])
    assert ids(seen(linked)) == ids(documents[1:])
    answer = home.client.batch_update_findings(FindingIdentifiers=[named(documents[2])], Workflow={"Status": "NOTIFIED"})
    assert answer["ProcessedFindings"] == [named(documents[2])]
    assert the(member, documents[2])["Workflow"] == {"Status": "NOTIFIED"}


def aggregator_of(account, mode="SPECIFIED_REGIONS", regions=(OTHER_REGION,)):
    return account.client.create_finding_aggregator(RegionLinkingMode=mode, Regions=list(regions))["FindingAggregatorArn"]


@scenario("GetFindingAggregator")
def get_an_aggregator():
    account = hub()
    arn = aggregator_of(account)
    got = account.client.get_finding_aggregator(FindingAggregatorArn=arn)
    assert (got["FindingAggregatorArn"], got["FindingAggregationRegion"], got["RegionLinkingMode"], got["Regions"]) \
        == (arn, account.region, "SPECIFIED_REGIONS", [OTHER_REGION])


@scenario("ListFindingAggregators")
def list_aggregators():
    account = hub()
    assert account.client.list_finding_aggregators()["FindingAggregators"] == []
    arn = aggregator_of(account)
    assert account.client.list_finding_aggregators()["FindingAggregators"] == [{"FindingAggregatorArn": arn}]


@scenario("UpdateFindingAggregator")
def update_an_aggregator():
    account = hub()
    arn = aggregator_of(account)
    answer = account.client.update_finding_aggregator(FindingAggregatorArn=arn, RegionLinkingMode="ALL_REGIONS")
    assert answer["RegionLinkingMode"] == "ALL_REGIONS"


@scenario("DeleteFindingAggregator")
def delete_an_aggregator():
    account = hub()
    arn = aggregator_of(account)
    account.client.delete_finding_aggregator(FindingAggregatorArn=arn)
    with refused("no_such_resource"):
        account.client.get_finding_aggregator(FindingAggregatorArn=arn)


def test_the_table_has_every_operation():
    assert set(SCENARIOS) == set(FINDINGS[SECURITYHUB])


@pytest.mark.parametrize("operation", SCENARIOS)
def test_operation_succeeds_and_its_answers_fit_the_model(operation, exercised):
    SCENARIOS[operation]()
    assert (SECURITYHUB, operation) in exercised, f"{operation} was never carried out"


def test_history_tells_what_changed_newest_first():
    account = hub()
    document = imported(account, finding(account))
    account.client.batch_update_findings(FindingIdentifiers=[named(document)], Workflow={"Status": "NOTIFIED"})
    imported(account, {**document, "UpdatedAt": LATER})  # its time alone is no change
    imported(account, {**document, "UpdatedAt": LATEST, "Title": "later"})
    answer = record(account, "GetFindingHistory", FindingIdentifier=named(document))
    assert answer.status == 200
    records = json.loads(answer.body)["Records"]
    assert [(one["UpdateSource"]["Type"], one.get("FindingCreated"),
             [(u["UpdatedField"], u.get("OldValue"), u.get("NewValue")) for u in one["Updates"]]) for one in records] == [
        ("BATCH_IMPORT_FINDINGS", None, [("Title", "title", "later")]),
        ("BATCH_UPDATE_FINDINGS", None, [("Workflow.Status", "NEW", "NOTIFIED")]),
        ("BATCH_IMPORT_FINDINGS", True, [])]
    first = json.loads(record(account, "GetFindingHistory", FindingIdentifier=named(document), MaxResults=2).body)
    rest = json.loads(record(account, "GetFindingHistory", FindingIdentifier=named(document), MaxResults=2,
                             NextToken=first["NextToken"]).body)
    assert first["Records"] + rest["Records"] == records and "NextToken" not in rest
    stranger = hub()
    assert json.loads(record(stranger, "GetFindingHistory", FindingIdentifier=named(document)).body) == {"Records": []}


@pytest.mark.parametrize("command", ["get-findings", "get-insights", "list-enabled-products-for-import", "describe-products",
                                     "describe-action-targets", "list-finding-aggregators"])
def test_the_cli_lists(command):
    answer = cli.aws(hub(), command)
    assert [value for value in answer.values() if isinstance(value, list)]


def test_the_cli_imports_and_searches():
    account = hub()
    document = finding(account)
    answer = cli.aws(account, "batch-import-findings", "--findings", json.dumps([document]))
    assert answer == {"FailedCount": 0, "SuccessCount": 1, "FailedFindings": []}
    answer = cli.aws(account, "get-findings", "--filters", json.dumps(HIGH), "--sort-criteria", "Field=UpdatedAt,SortOrder=desc")
    assert ids(answer["Findings"]) == [document["Id"]]


# ---- who sees

def test_an_administrator_sees_a_members_findings_while_it_is_one():
    administrator, member = pair("invited")
    stranger = hub()
    own = imported(administrator, finding(administrator))
    old = imported(member, finding(member))
    imported(stranger, finding(stranger))
    assert ids(seen(administrator)) == ids([own])
    accept(administrator, member)
    assert ids(seen(administrator)) == ids([own, old])
    answer = administrator.client.batch_update_findings(FindingIdentifiers=[named(old)], Workflow={"Status": "NOTIFIED"})
    assert answer["UnprocessedFindings"] == []
    assert the(member, old)["Workflow"] == {"Status": "NOTIFIED"}
    assert ids(seen(member)) == ids([old])
    member.client.disassociate_from_administrator_account()
    assert ids(seen(administrator)) == ids([own])
    answer = administrator.client.batch_update_findings(FindingIdentifiers=[named(old)], Workflow={"Status": "RESOLVED"})
    assert answer["UnprocessedFindings"][0]["ErrorCode"] == "FindingNotFound"
    assert the(member, old)["Workflow"] == {"Status": "NOTIFIED"}


def test_a_hub_that_was_disabled_has_its_findings_again_and_its_collections_not():
    account = hub()
    document = imported(account, finding(account))
    arn = insight_of(account)
    action_of(account)
    aggregator_of(account)
    account.client.disable_security_hub()
    with refused("not_subscribed", account.id):
        account.client.get_findings()
    account.client.enable_security_hub(EnableDefaultStandards=False)
    assert ids(seen(account)) == [document["Id"]]
    with refused("no_such_resource"):
        account.client.get_insights(InsightArns=[arn])
    assert account.client.describe_action_targets()["ActionTargets"] == []
    assert account.client.list_finding_aggregators()["FindingAggregators"] == []


# ---- imports

@pytest.mark.parametrize("updated, changes", [
    (EARLY, False), ("2018-12-31T23:00:00.000Z", False), ("2019-01-01T02:00:00+02:00", False),
    ("2019-01-01T01:00:00-00:01", True), ("2019-01-01T00:00:00.001Z", True)])
def test_only_a_later_moment_updates_a_finding(updated, changes):
    account = hub()
    document = imported(account, finding(account))
    account.client.batch_import_findings(Findings=[{**document, "UpdatedAt": updated, "Title": "later"}])
    assert len(account.client.get_findings(Filters={"Title": equals("later")})["Findings"]) == changes


@pytest.mark.parametrize("before, after, status", [
    ({"RecordState": "ARCHIVED"}, {"RecordState": "ACTIVE"}, "NEW"),
    ({"RecordState": "ACTIVE"}, {"RecordState": "ACTIVE"}, "RESOLVED"),
    ({"Compliance": {"Status": "PASSED"}}, {"Compliance": {"Status": "FAILED"}}, "NEW"),
    ({"Compliance": {"Status": "FAILED"}}, {"Compliance": {"Status": "FAILED"}}, "RESOLVED")])
def test_a_finding_that_comes_back_is_work_again(before, after, status):
    account = hub()
    document = imported(account, finding(account, **before))
    account.client.batch_update_findings(FindingIdentifiers=[named(document)], Workflow={"Status": "RESOLVED"})
    imported(account, {**document, **after, "UpdatedAt": LATER})
    assert the(account, document)["Workflow"] == {"Status": status}


def test_what_was_read_can_be_imported_again():
    account = hub()
    document = imported(account, finding(account))
    found = {**the(account, document), "RecordState": "ARCHIVED", "UpdatedAt": LATER}
    imported(account, found)
    again = the(account, document)
    assert {**again, "ProcessedAt": 0} == {**found, "ProcessedAt": 0}


def test_a_finding_that_is_twice_in_a_batch_ends_as_one_in_order():
    account = hub()
    document = finding(account)
    imported(account, {**document, "UpdatedAt": LATER, "Title": "b"}, {**document, "UpdatedAt": EARLY, "Title": "c"},
             {**document, "UpdatedAt": LATEST, "Title": "d"})
    assert [found["Title"] for found in seen(account)] == ["d"]


@pytest.mark.parametrize("members, sentence", [
    ({"Resources": []}, "data.Resources should NOT have fewer than 1 items."),
    ({"Resources": [{"Type": "", "Id": "x"}]}, "data.Resources[0].Type should NOT be shorter than 1 characters."),
    ({"Resources": [{"Type": "Other", "Id": "x"}] * 33}, "data.Resources should NOT have more than 32 items."),
    ({"Remediation": {"Recommendation": {"Text": "x" * 513}}},
     "data.Remediation.Recommendation.Text should NOT be longer than 512 characters."),
    ({"Resources": [{"Type": "Other", "Id": "x", "Details": {"Other": {"Destinations": "x" * 1025}}}]},
     "data.Resources[0].Details.Other['Destinations'] should NOT be longer than 1024 characters."),
    ({"Resources": [{"Type": "AwsEc2Instance", "Id": "x", "Details": {"AwsEc2Instance": {"IpV4Addresses": ["x"] * 11}}}]},
     "data.Resources[0].Details.AwsEc2Instance.IpV4Addresses should NOT have more than 10 items."),
    ({"Severity": {"Label": "high"}}, "data.Severity.Label should be equal to one of the allowed values."),
    ({"Severity": {"Normalized": 101}}, "data.Severity.Normalized should be <= 100."),
    ({"Severity": {"Normalized": "5"}}, "data.Severity.Normalized should be integer."),
    ({"Title": 5}, "data.Title should be string."), ({"Title": "x" * 257}, "data.Title should NOT be longer than 256 characters."),
    ({"Resources": {}}, "data.Resources should be array."), ({"Network": []}, "data.Network should be object."),
    ({"Severity": {}}, "data should have required property 'FindingProviderFields', data should match some schema in anyOf."),
])
def test_a_bad_finding_fails_alone_and_says_where(members, sentence):
    assert failure(hub(), **members) == "Finding does not adhere to Amazon Finding Format. " + sentence


@pytest.mark.parametrize("moment, good", [
    ("2019-01-01T00:00:00Z", True), ("2019-01-01T00:00:00.123456789Z", True), ("2019-01-01T00:00:00+05:30", True),
    ("2019-01-01T00:00:00.5+0530", True), ("2019-01-01t00:00:00z", True), ("2018-12-31T23:59:60Z", True),
    ("2019-01-01T00:00:00+18:00", True), ("2019-01-01 00:00:00Z", False), ("2019-01-01T00:00:00", False),
    ("2019-02-29T00:00:00Z", False), ("2019-01-01T24:00:00Z", False), ("2019-01-01T00:00:00+18:01", False),
    ("2019-01-01", False), ("", False), ("now", False), ("2019-01-01T00:00:00.Z", False)])
def test_timestamps_have_the_forms_that_are_documented(moment, good):
    account = hub()
    answer = account.send("POST", "/findings/import", json.dumps({"Findings": [finding(account, UpdatedAt=moment)]}).encode())
    assert json.loads(answer.body)["SuccessCount"] == good, answer.body


def test_fractions_are_cut_to_milliseconds():
    account = hub()
    account.send("POST", "/findings/import", json.dumps(
        {"Findings": [finding(account, FirstObservedAt="2019-01-01T00:00:00.123999999+02:00")]}).encode())
    body = json.loads(account.send("POST", "/findings", b"{}").body)
    assert body["Findings"][0]["FirstObservedAt"] == "2019-01-01T00:00:00.123+02:00"


@pytest.mark.parametrize("bytes_more, good", [(0, True), (1, False)])
def test_a_finding_may_have_240_kb(bytes_more, good):
    account = hub()
    document = finding(account, Resources=[{"Type": "Other", "Id": "", "Partition": "aws"}])
    size = len(json.dumps(document).encode())
    document["Resources"][0]["Id"] = "x" * (240 * 1024 - size + bytes_more)
    answer = account.send("POST", "/findings/import", json.dumps({"Findings": [document]}).encode())
    assert json.loads(answer.body)["SuccessCount"] == good, answer.body
    assert len(json.loads(account.send("POST", "/findings", b"{}").body)["Findings"]) == good


def test_a_member_that_the_format_does_not_know_is_left_out():
    account = hub()
    document = finding(account, Unknown={"x": 1}, Resources=[{"Type": "Other", "Id": "x", "Unknown": [1]}])
    account.send("POST", "/findings/import", json.dumps({"Findings": [document]}).encode())
    (found,) = seen(account)
    assert "Unknown" not in found and "Unknown" not in found["Resources"][0]


@pytest.mark.parametrize("count", [0, 101])
def test_a_batch_has_one_to_a_hundred_findings(count):
    account = hub()
    with refused("invalid_input"):
        account.client.batch_import_findings(Findings=[finding(account) for _ in range(count)])
    assert seen(account) == []


@pytest.mark.parametrize("body, fault", [(b"{", "serialization"), (b'{"Findings":{}}', "invalid_input"),
                                         (b'{"Findings":"x"}', "invalid_input"), (b"{}", "missing_parameter"), (b"[]", "serialization")])
def test_what_is_no_list_of_findings_is_refused(body, fault):
    check_fault(hub().send("POST", "/findings/import", body), fault)


# ---- filters

@pytest.mark.parametrize("filters, sentence", [
    ({"CreatedAt": [{"DateRange": {"Value": "7", "Unit": "DAYS"}}]}, "data.CreatedAt[0].DateRange.Value should be number"),
    ({"CreatedAt": [{"Start": EARLY}]}, "data.CreatedAt[0] should have both Start and End, or DateRange alone"),
    ({"Title": equals("a") + equals("b", comparison="NOT_EQUALS")},
     "data.Title should not have both EQUALS and NOT_EQUALS or PREFIX_NOT_EQUALS"),
    ({"Title": equals("a", comparison="CONTAINS")},
     "data.Title should not be compared by CONTAINS or NOT_CONTAINS, which are for rules alone"),
    ({"Title": equals(*map(str, range(21)))}, "data.Title should NOT have more than 20 items"),
    ({"Title": equals("a", comparison="LIKE")}, "data.Title[0].Comparison should be equal to one of the allowed values"),
    ({"NoSuchThing": equals("a")}, "data.NoSuchThing should NOT be there: it is no attribute"),
    ({"SeverityNormalized": [{}]}, "data.SeverityNormalized[0] should have one of Eq, Gt, Gte, Lt and Lte"),
    ({"NetworkSourceIpV4": [{"Cidr": "300.1.1.1"}]}, "data.NetworkSourceIpV4[0] should have a block of addresses in Cidr"),
    ({name: equals("x") for name in ("Title", "Id", "ProductArn", "GeneratorId", "Region", "Type", "SeverityLabel", "Description",
                                     "SourceUrl", "ProductName", "CompanyName")}, "data should NOT have more than 10 properties"),
])
def test_a_bad_filter_is_refused_with_its_place(filters, sentence):
    check_fault(hub().send("POST", "/findings", json.dumps({"Filters": filters}).encode()), "invalid_filters", sentence)


def test_an_operand_is_text_and_nothing_else():
    account = hub()
    evil = "'; DROP TABLE memberhub.finding; -- %_\\ {operand} $1 \u00e9"
    imported(account, finding(account, Title=evil), finding(account))
    assert len(seen(account, {"Title": equals(evil)})) == 1
    assert seen(account, {"Title": equals("%", comparison="PREFIX")}) == []
    assert len(seen(account, {"ResourceTags": [{"Key": evil, "Value": evil, "Comparison": "NOT_EQUALS"}]})) == 2


def test_sorting_walks_through_all_both_ways():
    account = hub()
    documents = imported(account, *(finding(account, Title=f"t{n % 3}", UpdatedAt=f"2019-01-01T00:00:0{n % 5}Z", **(
        {"Confidence": n} if n % 2 else {})) for n in range(20)))
    for order in ("asc", "desc"):
        found = seen(account, SortCriteria=[{"Field": "Title", "SortOrder": order}, {"Field": "UpdatedAt", "SortOrder": order}],
                     PaginationConfig={"PageSize": 3})
        keys = [(one["Title"], one["UpdatedAt"]) for one in found]
        assert ids(found) == ids(documents) and keys == sorted(keys, reverse=order == "desc")
        found = seen(account, SortCriteria=[{"Field": "Confidence", "SortOrder": order}], PaginationConfig={"PageSize": 3})
        values = [one.get("Confidence") for one in found]
        assert values == sorted(values[:10], reverse=order == "desc") + [None] * 10


# ---- faults

@trigger("import_denied")
def import_for_another():
    administrator, member = pair("enabled")
    arn = f"arn:aws:iam::{administrator.id}:root"
    for document in (finding(administrator, AwsAccountId=member.id), finding(administrator, ProductArn=product(member)),
                     finding(administrator, ProductArn=partner(administrator)),
                     finding(administrator, ProductArn=partner(administrator, "aws/guardduty")),
                     finding(administrator, ProductArn=product(administrator.in_region(OTHER_REGION)))):
        with refused("import_denied", arn, document["ProductArn"]):
            administrator.client.batch_import_findings(Findings=[finding(administrator), document])
    assert seen(administrator) == []


@trigger("product_arn_malformed")
def import_without_a_region():
    account = hub()
    arn = "arn:aws:securityhub:::product/aquasecurity/aquasecurity"
    with refused("product_arn_malformed", arn):
        account.client.batch_import_findings(Findings=[finding(account, ProductArn=arn)])


@trigger("invalid_filters")
def filter_by_nothing():
    check_fault(hub().send("POST", "/findings", b'{"Filters":{"Foo":[]}}'), "invalid_filters",
                "data.Foo should NOT be there: it is no attribute")


@trigger("findings_token_invalid")
def a_token_that_is_none():
    with refused("findings_token_invalid"):
        hub().client.get_findings(NextToken="x")


@trigger("findings_query_changed")
def a_token_of_another_query():
    account = hub()
    imported(account, finding(account), finding(account))
    token = account.client.get_findings(MaxResults=1)["NextToken"]
    assert len(account.client.get_findings(MaxResults=5, NextToken=token)["Findings"]) == 1
    for other in ({"Filters": HIGH}, {"SortCriteria": [{"Field": "Id", "SortOrder": "asc"}]}):
        with refused("findings_query_changed"):
            account.client.get_findings(NextToken=token, **other)
    with refused("findings_query_changed"):
        hub().client.get_findings(NextToken=token)


@trigger("invalid_update")
def update_to_what_is_none():
    account = hub()
    document = imported(account, finding(account))
    with refused("invalid_update", "data.Workflow.Status should be equal to one of the allowed values"):
        account.client.batch_update_findings(FindingIdentifiers=[named(document)], Workflow={"Status": "DONE"})


@trigger("insight_limit")
def the_101st_insight():
    account = hub()
    for _ in range(100):
        insight_of(account)
    with refused("insight_limit"):
        insight_of(account)


@trigger("already_enabled_product")
def enable_a_product_twice():
    account = hub()
    account.client.enable_import_findings_for_product(ProductArn=partner(account))
    with refused("already_enabled_product", partner(account)):
        account.client.enable_import_findings_for_product(ProductArn=partner(account))


@trigger("unknown_product")
def enable_what_is_no_product():
    account = hub()
    with refused("unknown_product", partner(account, "a/b")):
        account.client.enable_import_findings_for_product(ProductArn=partner(account, "a/b"))


@trigger("not_a_subscription")
def disable_a_product_by_its_own_name():
    account = hub()
    with refused("not_a_subscription", f"arn:aws:iam::{account.id}:root", partner(account)):
        account.client.disable_import_findings_for_product(ProductSubscriptionArn=partner(account))


@trigger("action_target_exists")
def the_same_action_twice():
    account = hub()
    action_of(account)
    with refused("action_target_exists", "Abc1"):
        action_of(account)


@trigger("action_target_limit")
def the_51st_action():
    account = hub()
    for number in range(50):
        action_of(account, f"a{number}")
    with refused("action_target_limit"):
        action_of(account, "another")


@trigger("aggregator_exists")
def a_second_aggregator():
    account = hub()
    aggregator_of(account)
    with refused("aggregator_exists", account.region):
        aggregator_of(account)


@trigger("aggregator_of_member")
def an_aggregator_of_a_member():
    _, member = pair("enabled")
    with refused("aggregator_of_member"):
        aggregator_of(member)


@trigger("aggregator_regions")
def an_aggregator_of_its_own_region():
    account = hub()
    for mode, regions in (("ALL_REGIONS", [OTHER_REGION]), ("SPECIFIED_REGIONS", []), ("SPECIFIED_REGIONS", [account.region])):
        with refused("aggregator_regions"):
            aggregator_of(account, mode, regions)


@pytest.mark.parametrize("fault", TRIGGERS)
def test_fault_has_its_status_exception_and_sentence(fault):
    TRIGGERS[fault]()
