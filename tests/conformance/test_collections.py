"""What an account keeps beside its findings, and findings over regions, as clients use them."""
import pytest

import cli
from faults import refused
from finding import equals, finding, ids, imported, named, partner, product, seen, the
from story import accept, create, enable, hub, invite, pages, pair
from wire import OTHER_REGION

THIRD_REGION = "eu-central-1"


def in_hub(account, region):
    """The same account in another region, where it has a hub as well."""
    other = account.in_region(region)
    enable(other)
    return other


def join(administrator, member):
    create(administrator, member)
    invite(administrator, member)
    accept(administrator, member)
    return member


# ---- Terraform: the calls of its provider, in its order. A plan is empty when what is read back is what was written,
# and what is gone must be known by its exception.

EVERY_KIND_OF_FILTER = {
    "AwsAccountId": equals("1234567890"),
    "CreatedAt": [{"DateRange": {"Unit": "DAYS", "Value": 5}}],
    "UpdatedAt": [{"Start": "Mon, 02 Jan 2006 15:04:05 GMT", "End": "2007-01-02T15:04:05Z"}],
    "NetworkSourceIpV4": [{"Cidr": "10.0.0.0/16"}],
    "Keyword": [{"Value": "Apple"}],
    "ProductFields": [{"Key": "key1", "Value": "value1", "Comparison": "EQUALS"}],
    "Confidence": [{"Gte": 80}],
    "WorkflowStatus": equals("NEW", "NOTIFIED"),
}


@pytest.mark.parametrize("name", [*EVERY_KIND_OF_FILTER, "all"])
def test_terraform_keeps_an_insight(name):
    """aws_securityhub_insight: it reads by ARN after each change, and compares the filters as they were written."""
    account = hub()
    written = EVERY_KIND_OF_FILTER if name == "all" else {name: EVERY_KIND_OF_FILTER[name]}

    def read():
        answer = account.client.get_insights(InsightArns=[arn])
        assert "NextToken" not in answer
        (insight,) = answer["Insights"]
        return insight

    arn = account.client.create_insight(Name="a", Filters=written, GroupByAttribute="AwsAccountId")["InsightArn"]
    assert read() == {"InsightArn": arn, "Name": "a", "Filters": written, "GroupByAttribute": "AwsAccountId"}
    assert read() == read()
    other = {"Title": equals("t", comparison="PREFIX")}
    account.client.update_insight(InsightArn=arn, Name="b", Filters=other, GroupByAttribute="ResourceId")
    assert read() == {"InsightArn": arn, "Name": "b", "Filters": other, "GroupByAttribute": "ResourceId"}
    account.client.delete_insight(InsightArn=arn)
    with refused("no_such_resource"):
        read()


def test_terraform_keeps_an_action():
    """aws_securityhub_action_target."""
    account = hub()

    def read():
        (target,) = account.client.describe_action_targets(ActionTargetArns=[arn])["ActionTargets"]
        return target

    arn = account.client.create_action_target(Name="n", Description="d", Id="testaction")["ActionTargetArn"]
    assert read() == read() == {"ActionTargetArn": arn, "Name": "n", "Description": "d"}
    account.client.update_action_target(ActionTargetArn=arn, Name="n2", Description="d2")
    assert read() == {"ActionTargetArn": arn, "Name": "n2", "Description": "d2"}
    account.client.delete_action_target(ActionTargetArn=arn)
    with refused("no_such_resource"):
        read()
    with refused("no_such_resource"):
        account.client.delete_action_target(ActionTargetArn=arn)


@pytest.mark.parametrize("mode, regions, other_mode, other_regions", [
    ("ALL_REGIONS", None, "ALL_REGIONS_EXCEPT_SPECIFIED", [OTHER_REGION]),
    ("SPECIFIED_REGIONS", [OTHER_REGION, THIRD_REGION], "ALL_REGIONS", None),
    ("ALL_REGIONS_EXCEPT_SPECIFIED", [THIRD_REGION], "NO_REGIONS", None)])
def test_terraform_keeps_an_aggregator(mode, regions, other_mode, other_regions):
    """aws_securityhub_finding_aggregator: Regions are in the call only where the mode has some."""
    account = hub()

    def linking(to_mode, to_regions):
        return {"RegionLinkingMode": to_mode, **({"Regions": to_regions} if to_regions else {})}

    def read():
        got = account.client.get_finding_aggregator(FindingAggregatorArn=arn)
        return got["FindingAggregationRegion"], got["RegionLinkingMode"], sorted(got.get("Regions", []))

    arn = account.client.create_finding_aggregator(**linking(mode, regions))["FindingAggregatorArn"]
    assert read() == read() == (account.region, mode, sorted(regions or []))
    account.client.update_finding_aggregator(FindingAggregatorArn=arn, **linking(other_mode, other_regions))
    assert read() == (account.region, other_mode, sorted(other_regions or []))
    account.client.delete_finding_aggregator(FindingAggregatorArn=arn)
    for gone in (account.client.get_finding_aggregator, account.client.delete_finding_aggregator):
        with refused("no_such_resource"):
            gone(FindingAggregatorArn=arn)


def test_terraform_keeps_a_subscription():
    """aws_securityhub_product_subscription: it looks for the pair of ARNs in pages of the list."""
    account = hub()
    of_product = partner(account)

    def listed():
        return arn in pages(account.client.list_enabled_products_for_import, "ProductSubscriptions", MaxResults=2)

    arn = account.client.enable_import_findings_for_product(ProductArn=of_product)["ProductSubscriptionArn"]
    assert listed() and listed()
    with refused("already_enabled_product", of_product):
        account.client.enable_import_findings_for_product(ProductArn=of_product)
    account.client.disable_import_findings_for_product(ProductSubscriptionArn=arn)
    assert not listed()


def test_the_cli_keeps_insights_actions_and_aggregators():
    account = hub()
    arn = cli.aws(account, "create-insight", "--name", "a", "--filters", "SeverityLabel=[{Value=HIGH,Comparison=EQUALS}]",
                  "--group-by-attribute", "Id")["InsightArn"]
    assert cli.aws(account, "get-insight-results", "--insight-arn", arn)["InsightResults"]["ResultValues"] == []
    cli.aws(account, "update-insight", "--insight-arn", arn, "--name", "b")
    (insight,) = cli.aws(account, "get-insights", "--insight-arns", arn)["Insights"]
    assert insight["Name"] == "b"
    assert cli.aws(account, "delete-insight", "--insight-arn", arn) == {"InsightArn": arn}
    arn = cli.aws(account, "create-action-target", "--name", "n", "--description", "d", "--id", "one")["ActionTargetArn"]
    cli.aws(account, "update-action-target", "--action-target-arn", arn, "--name", "m")
    assert cli.aws(account, "describe-action-targets")["ActionTargets"][0]["Name"] == "m"
    assert cli.aws(account, "delete-action-target", "--action-target-arn", arn) == {"ActionTargetArn": arn}
    arn = cli.aws(account, "create-finding-aggregator", "--region-linking-mode", "SPECIFIED_REGIONS",
                  "--regions", OTHER_REGION)["FindingAggregatorArn"]
    got = cli.aws(account, "get-finding-aggregator", "--finding-aggregator-arn", arn)
    assert got["Regions"] == [OTHER_REGION]
    cli.aws(account, "update-finding-aggregator", "--finding-aggregator-arn", arn, "--region-linking-mode", "ALL_REGIONS")
    assert cli.aws(account, "list-finding-aggregators")["FindingAggregators"] == [{"FindingAggregatorArn": arn}]
    cli.aws(account, "delete-finding-aggregator", "--finding-aggregator-arn", arn)


# ---- Insights

def results(account, arn):
    answer = account.client.get_insight_results(InsightArn=arn)["InsightResults"]
    return [(value["GroupByAttributeValue"], value["Count"]) for value in answer["ResultValues"]]


def insight(account, group_by, filters=None):
    return account.client.create_insight(Name="a", Filters=filters or {}, GroupByAttribute=group_by)["InsightArn"]


def test_an_insight_is_its_accounts_own_and_counts_what_that_account_sees_now():
    administrator, member = pair("invited")
    arn = insight(administrator, "AwsAccountId")
    imported(administrator, finding(administrator))
    imported(member, finding(member), finding(member))
    assert results(administrator, arn) == [(administrator.id, 1)]
    accept(administrator, member)
    assert results(administrator, arn) == [(member.id, 2), (administrator.id, 1)]
    with refused("no_such_resource"):
        member.client.get_insight_results(InsightArn=arn)
    member.client.disassociate_from_administrator_account()
    assert results(administrator, arn) == [(administrator.id, 1)]


def test_an_insight_has_a_hundred_values_most_first():
    account = hub()
    documents = [finding(account, GeneratorId=f"g{n:03}") for n in range(105)] + [finding(account, GeneratorId="g104")]
    imported(account, *documents)
    found = results(account, insight(account, "GeneratorId"))
    assert len(found) == 100 and found[0] == ("g104", 2)
    assert {count for _, count in found[1:]} == {1} and len(set(found)) == 100


def test_a_finding_counts_once_under_each_of_its_values():
    account = hub()
    imported(account, finding(account, Types=["TTPs/a", "TTPs/b", "TTPs/a"]), finding(account, Types=["TTPs/b"]),
             finding(account))
    assert results(account, insight(account, "Type", {"Type": equals("TTPs/", comparison="PREFIX")})) \
        == [("TTPs/b", 2), ("TTPs/a", 1)]
    assert results(account, insight(account, "ComplianceStatus")) == []  # nothing has one


def test_managed_insights_are_there_without_being_made_and_stay():
    account = hub()
    managed = pages(account.client.get_insights, "Insights", MaxResults=1)
    imported(account, finding(account))
    for one in managed:
        assert one["InsightArn"].startswith("arn:aws:securityhub:::insight/securityhub/default/")
        assert account.client.get_insights(InsightArns=[one["InsightArn"]])["Insights"] == [one]
        with refused("no_such_resource"):
            account.client.delete_insight(InsightArn=one["InsightArn"])
        with refused("no_such_resource"):
            account.client.update_insight(InsightArn=one["InsightArn"], Name="a")
    (most,) = (one["InsightArn"] for one in managed if one["InsightArn"].endswith("/1"))
    assert results(account, most) == [("arn:aws:other", 1)]


@pytest.mark.parametrize("parameters", [{"GroupByAttribute": "Foo"}, {"GroupByAttribute": ""}, {"Name": ""}])
def test_an_insight_by_what_is_no_attribute_is_refused(parameters):
    with refused("invalid_input"):
        hub().client.create_insight(**{"Name": "a", "Filters": {}, "GroupByAttribute": "Id", **parameters})


# ---- Aggregation

def three_regions():
    """An account with a hub in each of three regions, with a member of its own and findings in each."""
    home = hub()
    places = [home, in_hub(home, OTHER_REGION), in_hub(home, THIRD_REGION)]
    told = {}
    for place in places:
        member = join(place, hub(place.region))
        told[place.region] = (imported(place, finding(place)), imported(member, finding(member)))
    return places, told


def told_in(told, *regions):
    return ids(document for region in regions for document in told[region])


@pytest.mark.parametrize("mode, regions, linked", [
    ("ALL_REGIONS", [], [OTHER_REGION, THIRD_REGION]),
    ("ALL_REGIONS_EXCEPT_SPECIFIED", [OTHER_REGION], [THIRD_REGION]),
    ("SPECIFIED_REGIONS", [OTHER_REGION], [OTHER_REGION]),
    ("NO_REGIONS", [], [])])
def test_the_home_region_shows_the_linked_ones_and_no_other_region_does(mode, regions, linked):
    (home, other, third), told = three_regions()
    arn = home.client.create_finding_aggregator(RegionLinkingMode=mode, Regions=regions)["FindingAggregatorArn"]
    assert ids(seen(home)) == told_in(told, home.region, *linked)
    assert ids(seen(home, PaginationConfig={"PageSize": 1})) == told_in(told, home.region, *linked)
    for place in (other, third):
        assert ids(seen(place)) == told_in(told, place.region)
        assert ids(seen(home, {"Region": equals(place.region)})) \
            == (told_in(told, place.region) if place.region in linked else [])
    assert sorted(results(home, insight(home, "Region"))) == sorted((region, 2) for region in [home.region, *linked])
    home.client.delete_finding_aggregator(FindingAggregatorArn=arn)
    assert ids(seen(home)) == told_in(told, home.region)


def test_findings_of_linked_regions_are_updated_from_home_until_they_are_linked_no_more():
    (home, other, _), told = three_regions()
    theirs = told[OTHER_REGION][1]
    arn = home.client.create_finding_aggregator(RegionLinkingMode="ALL_REGIONS")["FindingAggregatorArn"]
    answer = home.client.batch_update_findings(FindingIdentifiers=[named(theirs)], Workflow={"Status": "NOTIFIED"})
    assert answer["ProcessedFindings"] == [named(theirs)]
    assert the(other, theirs)["Workflow"] == {"Status": "NOTIFIED"}
    home.client.update_finding_aggregator(FindingAggregatorArn=arn, RegionLinkingMode="NO_REGIONS")
    answer = home.client.batch_update_findings(FindingIdentifiers=[named(theirs)], Workflow={"Status": "RESOLVED"})
    assert answer["UnprocessedFindings"][0]["ErrorCode"] == "FindingNotFound"
    assert the(other, theirs)["Workflow"] == {"Status": "NOTIFIED"}


def test_a_region_without_the_callers_hub_or_without_a_relationship_is_not_seen():
    (home, other, third), told = three_regions()
    home.client.create_finding_aggregator(RegionLinkingMode="ALL_REGIONS")
    (member_id,) = (one["AccountId"] for one in other.client.list_members()["Members"])
    other.client.disassociate_members(AccountIds=[member_id])
    own = told[OTHER_REGION][:1]
    assert ids(seen(home)) == sorted(told_in(told, home.region, THIRD_REGION) + ids(own))
    other.client.delete_members(AccountIds=[member_id])
    other.client.disable_security_hub()
    assert ids(seen(home)) == told_in(told, home.region, THIRD_REGION)
    assert ids(seen(third)) == told_in(told, THIRD_REGION)


def test_an_account_that_becomes_a_member_sees_its_own_region_alone():
    administrator, account = pair("invited")
    linked = in_hub(account, OTHER_REGION)
    here, there = imported(account, finding(account)), imported(linked, finding(linked))
    account.client.create_finding_aggregator(RegionLinkingMode="ALL_REGIONS")
    assert ids(seen(account)) == ids([here, there])
    accept(administrator, account)
    assert ids(seen(account)) == ids(seen(administrator)) == ids([here])
    account.client.disassociate_from_administrator_account()
    assert ids(seen(account)) == ids([here, there])


def test_there_is_one_aggregator_in_all_regions_and_its_home_alone_changes_it():
    home = hub()
    other = in_hub(home, OTHER_REGION)
    arn = home.client.create_finding_aggregator(RegionLinkingMode="ALL_REGIONS")["FindingAggregatorArn"]
    with refused("aggregator_exists", home.region):
        other.client.create_finding_aggregator(RegionLinkingMode="ALL_REGIONS")
    assert other.client.list_finding_aggregators()["FindingAggregators"] == [{"FindingAggregatorArn": arn}]
    assert other.client.get_finding_aggregator(FindingAggregatorArn=arn)["FindingAggregationRegion"] == home.region
    with refused("no_such_resource"):
        other.client.delete_finding_aggregator(FindingAggregatorArn=arn)
    stranger = hub()
    with refused("no_such_resource"):
        stranger.client.get_finding_aggregator(FindingAggregatorArn=arn)
    other.client.disable_security_hub()
    assert home.client.list_finding_aggregators()["FindingAggregators"] == [{"FindingAggregatorArn": arn}]
    home.client.disable_security_hub()
    enable(home)
    assert home.client.list_finding_aggregators()["FindingAggregators"] == []


def test_a_product_of_its_own_is_one_in_each_region():
    home = hub()
    other = in_hub(home, OTHER_REGION)
    same = "the same id in both regions"
    imported(home, finding(home, Id=same))
    imported(other, finding(other, Id=same))
    home.client.create_finding_aggregator(RegionLinkingMode="ALL_REGIONS")
    assert sorted(one["ProductArn"] for one in seen(home, {"Id": equals(same)})) == sorted([product(home), product(other)])
