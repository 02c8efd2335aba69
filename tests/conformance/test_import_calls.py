"""Imports as calls: what they leave in the trail, what a retry does, and how large they may be."""
import json

import pytest

import cli
from faults import check_fault
from finding import EARLY, LATER, finding, ids, imported, partner, product, seen, the
from story import hub
from test_cloudtrail import by, events
from wire import OTHER_REGION

SECRET_TEXT = "canary-5cf1"


def last_import(account):
    (event, *_) = events(account, LookupAttributes=by("EventName", "BatchImportFindings"))
    return json.loads(event["CloudTrailEvent"]), event["CloudTrailEvent"]


def send(account, *findings, **headers):
    return account.send("POST", "/findings/import", json.dumps({"Findings": findings}).encode(),
                        {name.replace("_", "-"): value for name, value in headers.items()})


def test_an_event_has_ids_and_counts_and_no_contents():
    account = hub()
    good = finding(account, Title=SECRET_TEXT, Resources=[{"Type": "Other", "Id": SECRET_TEXT}])
    bad = finding(account, Description=SECRET_TEXT, ProductFields={SECRET_TEXT: SECRET_TEXT * 200})
    assert json.loads(send(account, good, bad, good).body)["FailedCount"] == 1
    record, text = last_import(account)
    assert record["responseElements"] == {"FailedCount": 1, "SuccessCount": 2, "StoredCount": 1, "Ids": [good["Id"]] * 2}
    assert SECRET_TEXT not in text and "errorCode" not in record


def test_the_event_of_a_refused_import_has_no_contents_either():
    account = hub()
    check_fault(send(account, finding(account, Title=SECRET_TEXT, ProductArn=partner(account))), "import_denied",
                f"arn:aws:iam::{account.id}:root", partner(account))
    record, text = last_import(account)
    assert record["errorCode"] == "AccessDeniedException"
    assert SECRET_TEXT not in text


def test_a_retried_import_gets_the_first_answer_and_changes_nothing():
    account = hub()
    document, same = finding(account), "0d7c3c52-6a3e-4b1c-9f77-1f2f0c7f6a11"
    first = send(account, document, amz_sdk_invocation_id=same)
    before = the(account, document)
    again = send(account, document, amz_sdk_invocation_id=same)
    assert first.body == again.body
    assert the(account, document) == before
    assert len(events(account, LookupAttributes=by("EventName", "BatchImportFindings"))) == 1


@pytest.mark.parametrize("bytes_more, status", [(0, 200), (1, 400)])
def test_a_batch_has_at_most_6_mb(bytes_more, status):
    """The list itself counts, as it stands in the body."""
    account = hub()
    batch = [finding(account, Vulnerabilities=[{"Id": "v", "ReferenceUrls": ["x" * 220_000]}]) for _ in range(27)]
    room = 6_000_000 + bytes_more - len(json.dumps(batch).encode())
    for number, document in enumerate(batch):
        document["Vulnerabilities"][0]["ReferenceUrls"] = ["x" * (220_000 + room // 27 + (number < room % 27))]
    assert len(json.dumps(batch).encode()) == 6_000_000 + bytes_more
    answer = send(account, *batch)
    assert answer.status == status, answer.body
    if status == 400:
        check_fault(answer, "invalid_input")
        assert answer.reason == "Findings must have at most 6000000 bytes"
    assert len(seen(account, MaxResults=1) if status == 400 else json.loads(answer.body)["FailedFindings"]) == 0


def test_one_foreign_finding_refuses_them_all_and_nothing_is_stored():
    account = hub()
    for foreign in ({"AwsAccountId": "999999999999"}, {"ProductArn": product(hub())}, {"ProductArn": partner(account)},
                    {"ProductArn": product(account.in_region(OTHER_REGION))}):
        answer = send(account, finding(account), finding(account, **foreign), finding(account, Title=""))
        assert answer.status == 403
    assert seen(account) == []


def test_a_bad_finding_that_names_another_account_fails_alone():
    """Whose a finding is counts only where it adheres to the format."""
    account = hub()
    good = finding(account)
    answer = json.loads(send(account, good, finding(account, AwsAccountId="999999999999", Title="")).body)
    assert (answer["SuccessCount"], answer["FailedCount"]) == (1, 1)
    assert ids(seen(account)) == [good["Id"]]


def test_findings_of_two_products_with_one_id_are_two():
    account = hub()
    account.client.enable_import_findings_for_product(ProductArn=partner(account))
    document = finding(account)
    imported(account, document, {**document, "ProductArn": partner(account)})
    assert ids(seen(account)) == [document["Id"]] * 2


def test_regions_have_findings_of_their_own():
    account = hub()
    other = hub(OTHER_REGION)
    imported(account, finding(account))
    assert seen(other) == []
    here = account.in_region(OTHER_REGION)
    here.client.enable_security_hub(EnableDefaultStandards=False)
    assert seen(here) == []


def test_a_product_that_is_no_longer_enabled_leaves_its_findings():
    account = hub()
    arn = account.client.enable_import_findings_for_product(ProductArn=partner(account))["ProductSubscriptionArn"]
    document = imported(account, finding(account, ProductArn=partner(account)))
    account.client.disable_import_findings_for_product(ProductSubscriptionArn=arn)
    check_fault(send(account, {**document, "UpdatedAt": LATER}), "import_denied", f"arn:aws:iam::{account.id}:root", partner(account))
    assert the(account, document)["UpdatedAt"] == EARLY


def test_the_cli_tells_what_failed():
    account = hub()
    answer = cli.aws(account, "batch-import-findings", "--cli-input-json", json.dumps(
        {"Findings": [finding(account), finding(account, Id="bad", Title="")]}))
    assert answer == {"FailedCount": 1, "SuccessCount": 1, "FailedFindings": [
        {"Id": "bad", "ErrorCode": "InvalidInput", "ErrorMessage":
         "Finding does not adhere to Amazon Finding Format. data.Title should NOT be shorter than 1 characters."}]}
