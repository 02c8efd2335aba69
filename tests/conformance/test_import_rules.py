"""Which of a finding's importers and customers says what of it: against a model written apart from the server's rules."""
import copy
import json
import os
import random
from datetime import datetime, timedelta, timezone

import pytest

from finding import finding, named, product
from story import hub

SEED = os.environ.get("MEMBERHUB_SEED") or os.urandom(8).hex()
SEQUENCES, STEPS = 12, 40
FIRST_DAY = datetime(2019, 1, 1, tzinfo=timezone.utc)

# What both the finding itself and FindingProviderFields say, and what imports never change.
SHARED = ("Confidence", "Criticality", "RelatedFindings", "Severity", "Types")
CUSTOMERS = ("Note", "UserDefinedFields", "VerificationState", "Workflow", "WorkflowState")
LABELS = {"INFORMATIONAL": 0, "LOW": 1, "MEDIUM": 40, "HIGH": 70, "CRITICAL": 90}


# ---- the model

def is_graded(severity):
    return bool(severity) and ("Label" in severity or "Normalized" in severity)


def graded(severity, other=None):
    """A severity with its label and its number."""
    if severity is None:
        return None
    severity = dict(severity) if is_graded(severity) or not other else {**other, **severity}
    if "Normalized" not in severity:
        severity["Normalized"] = LABELS[severity["Label"]]
    if "Label" not in severity:
        severity["Label"] = [label for label, least in LABELS.items() if severity["Normalized"] >= least][-1]
    return severity


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class Finding:
    """A finding, what its customers set in it, and what its first import gave them."""

    def __init__(self, region):
        self.region = region
        self.seen = None
        self.kept = {}

    def take(self, given):
        """An import."""
        old = self.seen
        if old and instant(given["UpdatedAt"]) <= instant(old["UpdatedAt"]):
            return
        new = copy.deepcopy(given)
        provided = new.setdefault("FindingProviderFields", {})
        for name in SHARED:
            self.share(new, provided, given, name, first=old is None)
        new.setdefault("RecordState", "ACTIVE")
        new.setdefault("CompanyName", "Personal")
        new.setdefault("ProductName", "Default")
        new.update(Region=self.region, AwsAccountName="test account")
        new["ProductFields"] = {
            **given.get("ProductFields", {}), "aws/securityhub/CompanyName": "Personal",
            "aws/securityhub/FindingId": f"{given['ProductArn']}/{given['Id']}", "aws/securityhub/ProductName": "Default"}
        for resource in new["Resources"]:
            resource.setdefault("Partition", "aws")
            resource.setdefault("Region", self.region)
        if old is None:
            self.kept = {"Workflow": {"Status": "NEW"}, "WorkflowState": "NEW",
                         **{name: new[name] for name in CUSTOMERS if name in new}}
        elif self.comes_back(old, new) and self.kept["Workflow"]["Status"] in ("NOTIFIED", "RESOLVED"):
            self.kept["Workflow"] = {"Status": "NEW"}
        for name in CUSTOMERS:
            new.pop(name, None)
        self.seen = {**new, **copy.deepcopy(self.kept)}

    @staticmethod
    def share(new, provided, given, name, first):
        own, theirs = given.get(name), given.get("FindingProviderFields", {}).get(name)
        if name == "Severity":
            own, theirs = graded(own, theirs), graded(theirs, own)
        if own is None and theirs is None:
            return
        provided[name] = own if theirs is None else theirs
        new[name] = theirs if own is None or (first and theirs is not None) else own

    @staticmethod
    def comes_back(old, new):
        was, now = old.get("Compliance", {}).get("Status"), new.get("Compliance", {}).get("Status")
        return (old["RecordState"], new["RecordState"]) == ("ARCHIVED", "ACTIVE") or (was == "PASSED" and now in ("FAILED", "WARNING"))

    def set(self, changes):
        """BatchUpdateFindings."""
        for name, value in copy.deepcopy(changes).items():
            if name == "Severity":
                rest = {key: old for key, old in self.seen[name].items() if key not in ("Label", "Normalized")}
                value = {**rest, **graded(value, self.seen[name])}
            self.seen[name] = value
            self.kept[name] = copy.deepcopy(value)

    def overwrite(self, changes):
        """UpdateFindings: what it sets is the provider's to change."""
        self.seen.update(copy.deepcopy(changes))


# ---- what happens to it

def some(chance, **members):
    """Each of the members, or not."""
    return {name: make() for name, make in members.items() if chance.random() < 0.4}


def a_severity(chance):
    number = chance.choice([0, 1, 39, 40, 69, 70, 89, 90, 100])
    return {**chance.choice([{"Label": chance.choice(list(LABELS))}, {"Normalized": number},
                             {"Label": chance.choice(list(LABELS)), "Normalized": number}]),
            **some(chance, Original=lambda: f"original {chance.randrange(9)}", Product=lambda: chance.randrange(9) / 2)}


def shared(chance, account, severity):
    return some(chance, Confidence=lambda: chance.randrange(101), Criticality=lambda: chance.randrange(101),
                Types=lambda: [f"TTPs/{chance.randrange(9)}"], Severity=lambda: severity(chance),
                RelatedFindings=lambda: [{"ProductArn": product(account), "Id": f"related {chance.randrange(9)}"}])


def a_customers_severity(chance):
    severity = {name: value for name, value in a_severity(chance).items() if name != "Original"}
    return chance.choice([severity, {"Product": chance.randrange(9) / 2}])


def only_named(chance):
    """What the provider calls it, and not how severe that is."""
    return {"Original": f"named {chance.randrange(9)}"}


def a_moment(chance):
    """Few, so that they often meet; each spelled in several zones."""
    moment = FIRST_DAY + timedelta(minutes=chance.randrange(40))
    zone = timezone(timedelta(minutes=chance.choice([-480, 0, 0, 330])))
    return moment.astimezone(zone).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def a_document(chance, account, name):
    top = shared(chance, account, a_severity)
    provided = shared(chance, account, a_severity if chance.random() < 0.7 else only_named)
    # The model of AWS's lets a provider say no Product.
    provided.get("Severity", {}).pop("Product", None)
    if not is_graded(top.get("Severity")) and not is_graded(provided.get("Severity")):
        top["Severity"] = a_severity(chance)
    document = finding(account, Id=name, UpdatedAt=a_moment(chance), Title=f"title {chance.randrange(99)}", **some(
        chance, Note=lambda: {"Text": f"imported {chance.randrange(9)}", "UpdatedBy": "importer", "UpdatedAt": a_moment(chance)},
        UserDefinedFields=lambda: {"key": str(chance.randrange(9))}, VerificationState=lambda: chance.choice(["UNKNOWN", "TRUE_POSITIVE"]),
        Workflow=lambda: {"Status": chance.choice(["NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED"])},
        RecordState=lambda: chance.choice(["ACTIVE", "ARCHIVED"]), ProductFields=lambda: {"field": str(chance.randrange(9))},
        ProductName=lambda: "A name of its own", Confidence=lambda: 1,
        Compliance=lambda: {"Status": chance.choice(["PASSED", "FAILED", "WARNING"])}))
    for member in SHARED:
        document.pop(member, None)
    return {**document, **top, **({"FindingProviderFields": provided} if provided else {})}


def changes_of_a_customer(chance, account):
    return {**some(
        chance, Note=lambda: {"Text": f"set {chance.randrange(9)}", "UpdatedBy": "customer"}, UserDefinedFields=lambda: {"set": "x"},
        VerificationState=lambda: chance.choice(["FALSE_POSITIVE", "BENIGN_POSITIVE"]),
        **{name: (lambda made=value: made) for name, value in shared(chance, account, a_customers_severity).items()}),
        "Workflow": {"Status": chance.choice(["NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED"])}}


def raw(account, path, **body):
    """boto3's model does not know the severity that answers have in FindingProviderFields."""
    answer = account.send("POST", path, json.dumps(body).encode())
    assert answer.status == 200, answer.body
    return json.loads(answer.body)


def comparable(document):
    """Without the times at which the service did something."""
    document = {name: value for name, value in document.items() if name != "ProcessedAt"}
    if "Note" in document:
        document["Note"] = {name: value for name, value in document["Note"].items() if name != "UpdatedAt"}
    return document


def step(chance, account, findings):
    kind = chance.choices(["import", "update", "overwrite"], [6, 3, 1])[0]
    names = [f"finding {n}" for n in range(5)]
    known = [name for name in names if name in findings]
    if kind == "import" or not known:
        batch = [a_document(chance, account, name) for name in chance.choices(names, k=chance.randrange(1, 7))]
        assert raw(account, "/findings/import", Findings=batch)["SuccessCount"] == len(batch)
        for document in batch:
            findings.setdefault(document["Id"], Finding(account.region)).take(document)
    elif kind == "update":
        chosen, changes = chance.sample(known, min(2, len(known))), changes_of_a_customer(chance, account)
        answer = account.client.batch_update_findings(
            FindingIdentifiers=[named({"Id": name, "ProductArn": product(account)}) for name in chosen], **changes)
        assert answer["UnprocessedFindings"] == []
        for name in chosen:
            findings[name].set(changes)
    else:
        chosen, changes = chance.choice(known), {"RecordState": chance.choice(["ACTIVE", "ARCHIVED"]),
                                                 "Note": {"Text": "overwritten", "UpdatedBy": "customer"}}
        account.client.update_findings(Filters={"Id": [{"Value": chosen, "Comparison": "EQUALS"}]}, **changes)
        findings[chosen].overwrite(changes)


@pytest.mark.parametrize("sequence", range(SEQUENCES))
def test_a_finding_is_what_its_importers_and_customers_made_of_it(sequence):
    chance = random.Random(f"{SEED} {sequence}")
    account, findings = hub(), {}
    print(f"MEMBERHUB_SEED={SEED}")
    for number in range(STEPS):
        step(chance, account, findings)
        found = {document["Id"]: comparable(document) for document in raw(account, "/findings")["Findings"]}
        wanted = {name: comparable(one.seen) for name, one in findings.items()}
        wrong = [(name, member, found.get(name, {}).get(member), wanted.get(name, {}).get(member))
                 for name in found | wanted for member in found.get(name, {}) | wanted.get(name, {})
                 if found.get(name, {}).get(member) != wanted.get(name, {}).get(member)]
        assert not wrong, f"MEMBERHUB_SEED={SEED}, step {number}: {wrong}"
