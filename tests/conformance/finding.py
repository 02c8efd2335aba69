"""Findings as providers make them, and what is seen of them."""
import itertools

from model import SECURITYHUB

NUMBERS = itertools.count()
EARLY, LATER, LATEST = (f"2019-0{month}-01T00:00:00.000Z" for month in (1, 2, 3))


def product(account):
    """The account's own product."""
    return f"arn:aws:securityhub:{account.region}:{account.id}:product/{account.id}/default"


def partner(account, name="prowler/prowler"):
    return f"arn:aws:securityhub:{account.region}::product/{name}"


def finding(account, **members):
    """One that adheres to the format, of the account's own product."""
    return {
        "SchemaVersion": "2018-10-08", "Id": f"finding-{next(NUMBERS)}", "ProductArn": product(account),
        "GeneratorId": "generator", "AwsAccountId": account.id, "Types": ["Namespace: TTPs/one"],
        "CreatedAt": EARLY, "UpdatedAt": EARLY, "Severity": {"Label": "HIGH"}, "Title": "title",
        "Description": "description", "Resources": [{"Type": "Other", "Id": "arn:aws:other"}], **members}


def imported(account, *findings):
    """Has findings taken in, all of them."""
    for start in range(0, len(findings), 100):
        batch = list(findings[start:start + 100])
        answer = account.client.batch_import_findings(Findings=batch)
        assert (answer["SuccessCount"], answer["FailedFindings"]) == (len(batch), []), answer
    return findings[0] if len(findings) == 1 else findings


def seen(account, filters=None, **parameters):
    """All findings that the account sees, over all pages."""
    pages = account.client.get_paginator("get_findings").paginate(
        **({"Filters": filters} if filters is not None else {}), **parameters)
    return [found for page in pages for found in page["Findings"]]


def ids(findings):
    return sorted(found["Id"] for found in findings)


def equals(*values, comparison="EQUALS"):
    return [{"Value": value, "Comparison": comparison} for value in values]


def the(account, identity):
    """A finding as the account sees it, by that of a document."""
    (found,) = seen(account, {"Id": equals(identity["Id"]), "ProductArn": equals(identity["ProductArn"])})
    return found


def named(document):
    return {"Id": document["Id"], "ProductArn": document["ProductArn"]}


def record(account, operation, **parameters):
    """Calls what the oldest boto3 does not know yet, as newer ones do."""
    import json
    method, path = {"GetFindingHistory": ("POST", "/findingHistory/get")}[operation]
    answer = account.send(method, path, json.dumps(parameters).encode())
    assert answer.service == SECURITYHUB
    return answer
