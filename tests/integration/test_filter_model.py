"""
The search for findings against a model of it that was written apart, from AWS's words alone: random findings, random
filters, and what each says. The server gets them as clients send them, over HTTP.
"""
import ipaddress
import json
import os
import random
from datetime import datetime, timedelta, timezone

import pytest

import memberhub_testing as testing
from memberhub_testing import REGION
from signer import Request, send

# Each filter is asked about a set of findings at once, so each answer is as many pairs as there are sets in it.
SETS, FINDINGS, FILTERS = 20, 12, int(os.environ.get("FILTER_MODEL_FILTERS", "1000"))
LEAST_TELLING = 0.25

WORDS = ["a", "ab", "abc", "b", "A", "a%", "a_", "", "ä", "a'b"]
LABELS = ["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"]
ADDRESSES = ["192.0.2.1", "192.0.2.129", "198.51.100.7", "2001:db8::1", "2001:db8:1::1", "none"]
DAY = datetime(2019, 1, 1, tzinfo=timezone.utc)
ZONES = ["Z", "+00:00", "+02:00", "-0530", "+18:00"]


# ---- findings

def moment(rng):
    """A moment and how it is spelled."""
    at = DAY + timedelta(minutes=rng.randrange(0, 20) * 30)
    zone = rng.choice(ZONES)
    digits = zone.replace(":", "")
    offset = timedelta() if zone == "Z" else (1 if digits[0] == "+" else -1) * timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
    return (at + offset).strftime("%Y-%m-%dT%H:%M:%S") + rng.choice(["", ".0", ".000"]) + zone


def maybe(rng, make):
    return make() if rng.random() < 0.6 else None


def without_nothing(members):
    return {name: value for name, value in members.items() if value is not None}


def resource(rng):
    return without_nothing({
        "Type": rng.choice(["AwsEc2Instance", "AwsS3Bucket", "AwsIamUser", "Other"]), "Id": rng.choice(WORDS) or "x",
        "Tags": maybe(rng, lambda: {rng.choice("kl"): rng.choice(WORDS) for _ in range(2)}),
        "Details": maybe(rng, lambda: {"AwsEc2Instance": {"Type": rng.choice(WORDS) or "x",
                                                          "IpV4Addresses": rng.sample(ADDRESSES, rng.randrange(1, 3))}})})


def finding(rng, account, number):
    label = rng.choice(LABELS)
    return without_nothing({
        "SchemaVersion": "2018-10-08", "Id": f"f{number}", "ProductArn": f"arn:aws:securityhub:{REGION}:{account}:product/{account}/default",
        "GeneratorId": rng.choice(WORDS) or "x", "AwsAccountId": account, "CreatedAt": moment(rng), "UpdatedAt": moment(rng),
        "FirstObservedAt": maybe(rng, lambda: moment(rng)), "Severity": without_nothing({"Label": label, "Product": maybe(
            rng, lambda: rng.choice([0, 1.5, 2, 40]))}),
        "Title": rng.choice(WORDS) or "x", "Description": "d", "Types": maybe(rng, lambda: rng.sample(["a/b", "a/c", "b"], rng.randrange(0, 3))),
        "Confidence": maybe(rng, lambda: rng.randrange(0, 5) * 25), "RecordState": rng.choice(["ACTIVE", "ARCHIVED"]),
        "Workflow": maybe(rng, lambda: {"Status": rng.choice(["NEW", "NOTIFIED", "RESOLVED"])}),
        "Network": maybe(rng, lambda: {"SourceIpV4": rng.choice(ADDRESSES), "SourcePort": rng.choice([22, 80, 443])}),
        "UserDefinedFields": maybe(rng, lambda: {rng.choice("kl"): rng.choice(WORDS)}), "Sample": maybe(rng, lambda: rng.random() < 0.5),
        "Malware": maybe(rng, lambda: [{"Name": rng.choice(WORDS) or "x"} for _ in range(rng.randrange(0, 3))]),
        "Compliance": maybe(rng, lambda: {"Status": rng.choice(["PASSED", "FAILED"])}),
        "Resources": [resource(rng) for _ in range(rng.randrange(1, 4))]})


# ---- filters

TEXTS = {"Title": ["Title"], "GeneratorId": ["GeneratorId"], "Id": ["Id"], "RecordState": ["RecordState"], "Type": ["Types", "[]"],
         "ResourceType": ["Resources", "[]", "Type"], "ResourceId": ["Resources", "[]", "Id"], "SeverityLabel": ["Severity", "Label"],
         "WorkflowStatus": ["Workflow", "Status"], "MalwareName": ["Malware", "[]", "Name"], "ComplianceStatus": ["Compliance", "Status"],
         "ResourceAwsEc2InstanceType": ["Resources", "[]", "Details", "AwsEc2Instance", "Type"]}
NUMBERS = {"SeverityNormalized": ["Severity", "Normalized"], "SeverityProduct": ["Severity", "Product"], "Confidence": ["Confidence"],
           "NetworkSourcePort": ["Network", "SourcePort"]}
TIMES = {"CreatedAt": ["CreatedAt"], "UpdatedAt": ["UpdatedAt"], "FirstObservedAt": ["FirstObservedAt"]}
BLOCKS = {"NetworkSourceIpV4": ["Network", "SourceIpV4"],
          "ResourceAwsEc2InstanceIpV4Addresses": ["Resources", "[]", "Details", "AwsEc2Instance", "IpV4Addresses", "[]"]}
MAPS = {"UserDefinedFields": ["UserDefinedFields"], "ResourceTags": ["Resources", "[]", "Tags"]}
OPERANDS = WORDS + LABELS + ["ACTIVE", "ARCHIVED", "NEW", "NOTIFIED", "Aws", "AwsEc2Instance", "a/", "a/b", "PASSED", "f1", "x"]


def text_filters(rng):
    family = rng.choice([["EQUALS"], ["EQUALS", "PREFIX"], ["NOT_EQUALS", "PREFIX_NOT_EQUALS"], ["PREFIX", "NOT_EQUALS", "PREFIX_NOT_EQUALS"]])
    return [{"Value": rng.choice(OPERANDS), "Comparison": rng.choice(family)} for _ in range(rng.randrange(1, 5))]


def number_filters(rng):
    return [{name: rng.choice([0, 1, 1.5, 22, 40, 50, 70, 75, 443]) for name in rng.sample(["Eq", "Gt", "Gte", "Lt", "Lte"], rng.randrange(1, 3))}
            for _ in range(rng.randrange(1, 3))]


def time_filters(rng):
    made = []
    for _ in range(rng.randrange(1, 3)):
        if rng.random() < 0.2:
            made.append({"DateRange": {"Value": rng.choice([1, 36500]), "Unit": "DAYS", "Comparison": rng.choice(["WITHIN", "OLDER_THAN"])}})
        else:
            made.append({"Start": moment(rng), "End": moment(rng)})
    return made


def block_filters(rng):
    return [{"Cidr": rng.choice(["192.0.2.0/24", "192.0.2.0/25", "0.0.0.0/0", "2001:db8::/32", "::/0", "192.0.2.1"])} for _ in range(rng.randrange(1, 3))]


def map_filters(rng):
    comparison = rng.choice(["EQUALS", "NOT_EQUALS"])
    return [{"Key": rng.choice("klm"), "Value": rng.choice(WORDS), "Comparison": comparison} for _ in range(rng.randrange(1, 3))]


MAKERS = ((TEXTS, text_filters, 5), (NUMBERS, number_filters, 2), (TIMES, time_filters, 2), (BLOCKS, block_filters, 1), (MAPS, map_filters, 2),
          ({"Sample": ["Sample"]}, lambda rng: [{"Value": rng.random() < 0.5}], 1))


def make_filter(rng):
    chosen = {}
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        attributes, make, _ = rng.choices(MAKERS, [weight for _, _, weight in MAKERS])[0]
        chosen[rng.choice(list(attributes))] = make(rng)
    return chosen


# ---- the model

def values(document, path):
    found = [document]
    for step in path:
        found = [part for one in found for part in (one if step == "[]" else [one[step]] if step in one else [])]
    return found


def instant(text):
    if text.endswith("Z"):
        text = text[:-1] + "+0000"
    text = text[:-6] + text[-6:].replace(":", "")
    base, sign, zone = text[:-5], text[-5], text[-4:]
    at = datetime.strptime(base[:19], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc)
    return at - (1 if sign == "+" else -1) * timedelta(hours=int(zone[:2]), minutes=int(zone[2:]))


TEXT_TESTS = {"EQUALS": lambda value, operand: value == operand, "PREFIX": lambda value, operand: value.startswith(operand)}
NUMBER_TESTS = {"Eq": lambda a, b: a == b, "Gt": lambda a, b: a > b, "Gte": lambda a, b: a >= b, "Lt": lambda a, b: a < b, "Lte": lambda a, b: a <= b}


def text_matches(found, filters):
    positive = [one for one in filters if one["Comparison"] in TEXT_TESTS]
    negative = [one for one in filters if one["Comparison"] not in TEXT_TESTS]
    if positive and not any(TEXT_TESTS[one["Comparison"]](value, one["Value"]) for one in positive for value in found):
        return False
    return not any(TEXT_TESTS[one["Comparison"].replace("NOT_", "").replace("PREFIX_", "PREFIX") if one["Comparison"] != "PREFIX_NOT_EQUALS" else "PREFIX"](
        value, one["Value"]) for one in negative for value in found)


def time_matches(found, filters):
    def one_matches(at, one):
        if "DateRange" in one:
            border = datetime.now(timezone.utc) - timedelta(days=one["DateRange"]["Value"])
            return at < border if one["DateRange"].get("Comparison") == "OLDER_THAN" else at >= border
        return instant(one["Start"]) <= at <= instant(one["End"])
    return any(one_matches(instant(value), one) for value in found for one in filters)


def block_matches(found, filters):
    def inside(value, block):
        try:
            return ipaddress.ip_address(value) in ipaddress.ip_network(block)
        except (ValueError, TypeError):
            return False
    return any(inside(value, one["Cidr"]) for value in found for one in filters)


def map_matches(found, filters):
    hits = [value.get(one["Key"]) == one["Value"] for value in found for one in filters]
    return not any(hits) if filters[0]["Comparison"] == "NOT_EQUALS" else any(hits)


def number_matches(found, filters):
    return any(all(NUMBER_TESTS[name](value, operand) for name, operand in one.items()) for value in found for one in filters)


JUDGES = ((TEXTS, text_matches), (NUMBERS, number_matches), (TIMES, time_matches), (BLOCKS, block_matches), (MAPS, map_matches),
          ({"Sample": ["Sample"]}, lambda found, filters: any(value == one["Value"] for value in found for one in filters)))


def matches(document, filters):
    for name, given in filters.items():
        attributes, judge = next((attributes, judge) for attributes, judge in JUDGES if name in attributes)
        if not judge(values(document, attributes[name]), given):
            return False
    return True


# ---- the test

def call(account, path, body):
    answer = send(Request(account, "POST", path, json.dumps(body).encode()).sign())
    assert answer.status == 200, (answer.status, answer.body, body)
    return json.loads(answer.body)


@pytest.fixture
def sets(accounts):
    """Accounts under one administrator, each with a set of findings."""
    administrator = accounts.new()
    members = [accounts.new() for _ in range(SETS)]
    for account in (administrator, *members):
        testing.client("securityhub", account).enable_security_hub(EnableDefaultStandards=False)
    hub = testing.client("securityhub", administrator)
    hub.create_members(AccountDetails=[{"AccountId": member} for member in members])
    hub.invite_members(AccountIds=members)
    for member in members:
        client = testing.client("securityhub", member)
        (invitation,) = client.list_invitations()["Invitations"]
        client.accept_administrator_invitation(AdministratorId=administrator, InvitationId=invitation["InvitationId"])
    return administrator, members


def test_the_search_finds_what_the_model_says(sets):
    administrator, members = sets
    seed = int(os.environ.get("FILTER_MODEL_SEED", random.randrange(2 ** 32)))
    print(f"seed {seed}")
    rng = random.Random(seed)
    for member in members:
        answer = call(member, "/findings/import", {"Findings": [finding(rng, member, number) for number in range(FINDINGS)]})
        assert answer["FailedFindings"] == [], answer
    documents, token = {}, ""
    while token is not None:
        page = call(administrator, "/findings", {"NextToken": token})
        documents.update({(one["AwsAccountId"], one["Id"]): one for one in page["Findings"]})
        token = page.get("NextToken")
    assert len(documents) == SETS * FINDINGS
    telling = 0
    for _ in range(FILTERS):
        filters = make_filter(rng)
        wanted = {key for key, document in documents.items() if matches(document, filters)}
        found, token = set(), ""
        while token is not None:
            page = call(administrator, "/findings", {"Filters": filters, "NextToken": token})
            found |= {(one["AwsAccountId"], one["Id"]) for one in page["Findings"]}
            token = page.get("NextToken")
        assert found == wanted, (seed, filters, [documents[key] for key in sorted(found ^ wanted)][:2])
        of_each = {member: sum(account == member for account, _ in wanted) for member in members}
        telling += sum(0 < count < FINDINGS for count in of_each.values())
    assert telling >= LEAST_TELLING * FILTERS * SETS, telling
