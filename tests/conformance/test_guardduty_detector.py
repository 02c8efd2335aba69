"""A detector's settings, in both of the views that there are, and the token that makes it once."""
import json

import pytest

from model import GUARDDUTY
from story import detector, enrollment_of, pair
from wire import OTHER_REGION, Account

# ---- settings

def test_a_detector_may_be_created_suspended():
    account = detector(Enable=False)
    assert enrollment_of(account)["Status"] == "DISABLED"
    account.client.update_detector(Enable=True)
    assert enrollment_of(account)["Status"] == "ENABLED"


def test_an_update_changes_only_what_it_names():
    account = detector(FindingPublishingFrequency="ONE_HOUR", Tags={"a": "b"})
    before = enrollment_of(account)
    account.client.update_detector(Enable=False)
    after = enrollment_of(account)
    assert {**after, "Status": "ENABLED", "UpdatedAt": before["UpdatedAt"]} == before


# A feature, and the data source that is its older name.
FEATURES = {
    "S3_DATA_EVENTS": ("s3Logs",),
    "EKS_AUDIT_LOGS": ("kubernetes", "auditLogs"),
    "EBS_MALWARE_PROTECTION": ("malwareProtection", "scanEc2InstanceWithFindings", "ebsVolumes"),
}


def both_views(seen, feature):
    """The status of a feature among the features and among the data sources."""
    (status_there,) = [entry["status"] for entry in seen["features"] if entry["name"] == feature]
    source = seen["dataSources"]
    for name in FEATURES[feature]:
        source = source[name]
    return status_there, source["status"]


def as_data_source(feature, on):
    """The input that switches the data source; only of the EBS volumes the last is the switch."""
    *path, last = FEATURES[feature]
    value = {last: on if last == "ebsVolumes" else {"enable": on}}
    for name in reversed(path):
        value = {name: value}
    return {"dataSources": value}


def post(account, target, body):
    return account.send("POST", target, json.dumps(body).encode())


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_and_its_data_source_are_switched_together(feature):
    """Raw: Debian's botocore is older than features."""
    account = detector()
    for wanted in ("DISABLED", "ENABLED", "DISABLED"):
        body = {"features": [{"name": feature, "status": wanted}]}
        post(account, account.path(), body).success("UpdateDetector")
        seen = account.send("GET", account.path()).success("GetDetector")
        assert both_views(seen, feature) == (wanted, wanted)
    post(account, account.path(), as_data_source(feature, True)).success("UpdateDetector")
    seen = account.send("GET", account.path()).success("GetDetector")
    assert both_views(seen, feature) == ("ENABLED", "ENABLED")


@pytest.mark.parametrize("wanted", ["ENABLED", "DISABLED"])
def test_a_detector_is_created_with_its_features(wanted):
    account = Account(service=GUARDDUTY)
    body = {"enable": True, "features": [
        {"name": "RDS_LOGIN_EVENTS", "status": wanted},
        {"name": "RUNTIME_MONITORING", "status": wanted, "additionalConfiguration": [
            {"name": "EC2_AGENT_MANAGEMENT", "status": wanted}]}]}
    account.detector = post(account, "/detector", body).success("CreateDetector")["detectorId"]
    seen = account.send("GET", account.path()).success("GetDetector")
    features = {entry["name"]: entry for entry in seen["features"]}
    assert features["RDS_LOGIN_EVENTS"]["status"] == wanted
    assert features["RUNTIME_MONITORING"]["status"] == wanted
    parts = features["RUNTIME_MONITORING"]["additionalConfiguration"]
    assert {part["name"]: part["status"] for part in parts}["EC2_AGENT_MANAGEMENT"] == wanted


def test_an_administrator_switches_a_feature_of_its_member():
    administrator, member = pair("enabled", service=GUARDDUTY)
    body = {"accountIds": [member.id],
            "features": [{"name": "LAMBDA_NETWORK_LOGS", "status": "ENABLED"}]}
    target = administrator.path("/member/detector/update")
    post(administrator, target, body).success("UpdateMemberDetectors")
    seen = member.send("GET", member.path()).success("GetDetector")
    assert {entry["name"]: entry["status"]
            for entry in seen["features"]}["LAMBDA_NETWORK_LOGS"] == "ENABLED"
    answer = post(administrator, administrator.path("/member/detector/get"),
                  {"accountIds": [member.id]}).success("GetMemberDetectors")
    (entry,) = answer["members"]
    assert {feature["name"]: feature["status"]
            for feature in entry["features"]}["LAMBDA_NETWORK_LOGS"] == "ENABLED"


# ---- the retry token of CreateDetector

def test_the_same_client_token_gets_the_same_detector():
    account = Account(service=GUARDDUTY)
    first, second = (account.client.create_detector(Enable=True, ClientToken="once-only")
                     for _ in range(2))
    assert first["DetectorId"] == second["DetectorId"]
    assert account.client.list_detectors()["DetectorIds"] == [first["DetectorId"]]


def test_a_client_token_is_its_accounts_and_regions_own():
    account = Account(service=GUARDDUTY)
    made = {one.client.create_detector(Enable=True, ClientToken="t" * 64)["DetectorId"]
            for one in (account, account.in_region(OTHER_REGION), Account(service=GUARDDUTY))}
    assert len(made) == 3
