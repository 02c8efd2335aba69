"""CloudTrail's LookupEvents: what was done, by boto3, by Debian's AWS CLI and byte by byte."""
import json
import time
from collections import Counter
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError

import cli
import model
from private_stack import wait_for
from story import create, detector, hub, invitation_id, invite
from wire import CONFIG, OTHER_REGION, REGION, SECRET, Account, endpoint, session

CLOUDTRAIL = "cloudtrail"
LOOKUP = "CloudTrail_20131101.LookupEvents"
JSON = "application/x-amz-json-1.1"

REJECTED = "The request is rejected because "
# What each fault says on the wire to a client of CloudTrail. Name: HTTP status, exception, sentence.
FAULTS = {
    "invalid_lookup_attributes": (400, "InvalidLookupAttributesException",
                                  REJECTED + "a lookup attribute is not valid."),
    "invalid_time_range": (400, "InvalidTimeRangeException",
                           REJECTED + "the start time is after the end time, or a time is outside "
                           "the range of possible values."),
    "invalid_event_category": (400, "InvalidEventCategoryException",
                               REJECTED + "events of this category are not recorded."),
    "invalid_max_results": (400, "InvalidMaxResultsException",
                            REJECTED + "the parameter maxResults has an invalid value."),
    "invalid_next_token": (400, "InvalidNextTokenException",
                           REJECTED + "the parameter nextToken has an invalid value."),
    "serialization": (400, "SerializationException",
                      REJECTED + "the JSON could not be processed."),
    "missing_parameter": (400, "ValidationException",
                          "1 validation error detected: AttributeValue is required"),
    "unknown_operation": (400, "UnknownOperationException",
                          "The requested operation is not recognized by the service."),
    "unknown_key": (403, "UnrecognizedClientException",
                    "The security token included in the request is invalid."),
}


# ---- asking

def client_of(service, key_id, secret=SECRET, token=None, region=REGION):
    return session().client(service, region_name=region, endpoint_url=endpoint(), config=CONFIG,
                            aws_access_key_id=key_id, aws_secret_access_key=secret,
                            aws_session_token=token)


def trail_client(account):
    client = client_of(CLOUDTRAIL, account.id, region=account.region)
    client.meta.events.register(f"after-call.{CLOUDTRAIL}.LookupEvents", check_client_answer)
    return client


def check_client_answer(http_response, **_):
    if http_response.status_code == 200:
        check_answer(http_response.headers, http_response.content)


def check_answer(headers, body):
    """Checks a good answer against botocore's own model; gives what it says."""
    assert headers["Content-Type"] == JSON
    assert model.UUID.fullmatch(headers["x-amzn-RequestId"])
    answer = model.parse_strictly(body)
    shape = model.operation_model(CLOUDTRAIL, "LookupEvents").output_shape
    model.check_value(shape, answer, "LookupEvents")
    for event in answer["Events"]:
        check_event(event)
    return answer


def check_event(event):
    """What stands beside the record says the same as the record."""
    record = model.parse_strictly(event["CloudTrailEvent"].encode())
    assert record["eventID"] == event["EventId"] and model.UUID.fullmatch(event["EventId"])
    assert record["eventName"] == event["EventName"]
    assert record["eventSource"] == event["EventSource"]
    assert json.dumps(record["readOnly"]) == event["ReadOnly"]
    assert record["userIdentity"].get("accessKeyId") == event.get("AccessKeyId")
    seconds = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(event["EventTime"]))
    assert record["eventTime"] == seconds


def ask(account, parameters, target=LOOKUP, method="POST"):
    """Sends a request as no client would; `parameters` may be bytes that are no JSON."""
    body = parameters if isinstance(parameters, bytes) else json.dumps(parameters).encode()
    asking = account.in_service(CLOUDTRAIL)
    return asking.send(method, "/", body, {"Content-Type": JSON, "X-Amz-Target": target})


def events(account, **parameters):
    """A page of events, newest first."""
    answer = ask(account, parameters)
    assert answer.status == 200, answer.body
    return check_answer(answer.headers, answer.body)["Events"]


def by(key, value):
    return [{"AttributeKey": key, "AttributeValue": value}]


def names(found):
    return [event["EventName"] for event in found]


def changes(account, **parameters):
    """The changes of an account: what it reads is of no matter, and comes later."""
    return events(account, LookupAttributes=by("ReadOnly", "false"), **parameters)


def check_refused(answer, name):
    status, code, sentence = FAULTS[name]
    assert (answer.status, answer.headers["Content-Type"]) == (status, JSON), answer.body
    assert answer.headers["x-amzn-ErrorType"] == code
    assert model.parse_strictly(answer.body) == {"__type": code, "message": sentence}
    assert model.UUID.fullmatch(answer.headers["x-amzn-RequestId"])


# ---- the story that is looked up

@pytest.fixture(scope="module")
def told():
    """An administrator, its enabled member, and what GuardDuty was asked for; read only."""
    administrator, member = hub(), hub()
    create(administrator, member)
    invite(administrator, member)
    member.client.accept_invitation(MasterId=administrator.id,
                                    InvitationId=invitation_id(administrator, member))
    watched = detector()
    return SimpleNamespace(administrator=administrator, member=member, watched=watched)


ADMINISTRATORS = ["InviteMembers", "CreateMembers", "EnableSecurityHub"]


def test_changes_are_there_at_once_and_the_newest_comes_first(told):
    assert names(changes(told.administrator)) == ADMINISTRATORS
    told.administrator.client.update_security_hub_configuration(AutoEnableControls=False)
    found = changes(told.administrator)
    assert names(found) == ["UpdateSecurityHubConfiguration", *ADMINISTRATORS]
    times = [event["EventTime"] for event in found]
    assert times == sorted(times, reverse=True)


def test_the_acceptance_shows_who_accepted_whom(told):
    (found,) = events(told.member, LookupAttributes=by("EventName", "AcceptInvitation"))
    record = json.loads(found["CloudTrailEvent"])
    assert record["userIdentity"]["accountId"] == told.member.id
    assert record["recipientAccountId"] == told.member.id
    assert record["requestParameters"]["MasterId"] == told.administrator.id
    assert record["sourceIPAddress"] == "127.0.0.1" and "Botocore" in record["userAgent"]
    assert (found["Username"], found["AccessKeyId"]) == ("root", told.member.id)
    assert {"ResourceType": "AWS::SecurityHub::Member",
            "ResourceName": told.member.id} in found["Resources"]


def test_the_command_line_looks_up_the_acceptance(told):
    asking = told.member.in_service(CLOUDTRAIL)
    answer = cli.aws(asking, "lookup-events", "--lookup-attributes",
                     "AttributeKey=EventName,AttributeValue=AcceptInvitation")
    (found,) = answer["Events"]
    assert (found["EventName"], found["Username"]) == ("AcceptInvitation", "root")
    record = json.loads(found["CloudTrailEvent"])
    assert record["userIdentity"]["arn"] == f"arn:aws:iam::{told.member.id}:root"
    refused = cli.run(asking, "lookup-events", "--lookup-attributes",
                      "AttributeKey=Nothing,AttributeValue=x")
    assert refused.returncode == cli.REFUSED
    assert "(InvalidLookupAttributesException)" in refused.stderr


def test_the_command_line_goes_through_all_pages(told):
    answer = cli.aws(told.member.in_service(CLOUDTRAIL), "lookup-events", "--page-size", "1",
                     "--lookup-attributes", "AttributeKey=ReadOnly,AttributeValue=false")
    assert names(answer["Events"]) == ["AcceptInvitation", "EnableSecurityHub"]


# ---- by attribute

@pytest.mark.parametrize("key, value, wanted", [
    ("EventName", "CreateMembers", {"CreateMembers"}),
    ("EventName", "createmembers", set()),
    ("ReadOnly", "false", {*ADMINISTRATORS}),
    ("ReadOnly", "False", set()),
    ("Username", "root", {*ADMINISTRATORS}),
    ("Username", "somebody", set()),
    ("EventSource", "securityhub.amazonaws.com", {*ADMINISTRATORS}),
    ("EventSource", "guardduty.amazonaws.com", set()),
    ("AccessKeyId", "{administrator}", {*ADMINISTRATORS}),
    ("AccessKeyId", "{member}", set()),
    ("ResourceType", "AWS::SecurityHub::Hub", {*ADMINISTRATORS}),
    ("ResourceType", "AWS::SecurityHub::Member", {"CreateMembers", "InviteMembers"}),
    ("ResourceType", "AWS::SecurityHub", set()),
    ("ResourceName", "{member}", {"CreateMembers", "InviteMembers"}),
    ("ResourceName", "{administrator}", set()),
    ("ResourceName", "arn:aws:securityhub:{region}:{administrator}:hub/default", {*ADMINISTRATORS}),
    ("EventId", "no event", set()),
    ("EventName", "' OR true --", set()),
])
def test_events_are_found_by_each_attribute_as_it_is_spelled(told, key, value, wanted):
    administrator = told.administrator
    value = value.format(administrator=administrator.id, member=told.member.id,
                         region=administrator.region)
    found = set(names(events(administrator, LookupAttributes=by(key, value))))
    # Another test may have changed more, and reads come and go.
    assert found & {*ADMINISTRATORS} == wanted


def test_of_several_attributes_the_first_is_used(told):
    name, user = by("EventName", "CreateMembers"), by("Username", "nobody")
    first = events(told.administrator, LookupAttributes=name + user)
    assert names(first) and {*names(first)} == {"CreateMembers"}
    assert events(told.administrator, LookupAttributes=user + name) == []


def test_an_event_is_found_by_its_id(told):
    for event in changes(told.administrator):
        assert events(told.administrator,
                      LookupAttributes=by("EventId", event["EventId"])) == [event]
        assert events(told.member, LookupAttributes=by("EventId", event["EventId"])) == []


def test_a_detector_is_the_resource_of_what_made_it(told):
    watched = told.watched
    for key, value in (("ResourceName", watched.detector),
                       ("ResourceType", "AWS::GuardDuty::Detector")):
        assert "CreateDetector" in names(events(watched, LookupAttributes=by(key, value)))


def test_what_a_role_did_is_found_by_the_name_and_the_key_of_its_session():
    account, other = Account(), Account()
    given = client_of("sts", account.id).assume_role(
        RoleArn=f"arn:aws:iam::{other.id}:role/any", RoleSessionName="somebody")["Credentials"]
    client_of("securityhub", given["AccessKeyId"], given["SecretAccessKey"],
              given["SessionToken"]).enable_security_hub(EnableDefaultStandards=False)
    (taken,) = events(other, LookupAttributes=by("EventName", "AssumeRole"))
    assert "Username" not in taken
    for key, value in (("Username", "somebody"), ("AccessKeyId", given["AccessKeyId"])):
        (found,) = events(other, LookupAttributes=by(key, value))
        assert (found["EventName"], found["Username"]) == ("EnableSecurityHub", "somebody")
    (found,) = events(account, LookupAttributes=by("EventSource", "sts.amazonaws.com"))
    assert (found["EventName"], found["Username"]) == ("AssumeRole", "root")
    assert given["AccessKeyId"] in found["CloudTrailEvent"]
    for secret in (given["SecretAccessKey"], given["SessionToken"]):
        assert secret not in found["CloudTrailEvent"]


# ---- by time

def test_times_are_milliseconds_and_both_ends_belong(told):
    newest, *_, oldest = changes(told.administrator)
    for moment in (newest["EventTime"], oldest["EventTime"]):
        found = changes(told.administrator, StartTime=moment, EndTime=moment)
        assert {event["EventTime"] for event in found} == {moment}
    before, after = oldest["EventTime"] - 0.001, newest["EventTime"] + 0.001
    assert oldest not in changes(told.administrator, EndTime=before)
    assert newest not in changes(told.administrator, StartTime=after)
    whole = changes(told.administrator)
    assert changes(told.administrator, StartTime=before, EndTime=after) == whole
    assert changes(told.administrator, StartTime=0, EndTime=253402300799) == whole


def test_boto3_looks_up_by_attribute_and_time(told):
    client = trail_client(told.administrator)
    now = time.time()
    answer = client.lookup_events(StartTime=now - 3600, EndTime=now + 60, MaxResults=50,
                                  LookupAttributes=by("EventName", "InviteMembers"))
    assert names(answer["Events"]) == ["InviteMembers"]
    answer = client.lookup_events(EndTime=now - 3600)
    assert answer["Events"] == [] and "NextToken" not in answer


# ---- reads

def test_a_read_is_soon_there_with_what_was_asked():
    account = hub()
    account.client.list_members(OnlyAssociated=False, MaxResults=7)

    def seen():
        return events(account, LookupAttributes=by("EventName", "ListMembers"))

    (found,), _ = wait_for(seen, "the read is there")
    record = json.loads(found["CloudTrailEvent"])
    assert found["ReadOnly"] == "true" and record["readOnly"] is True
    assert record["requestParameters"] == {"OnlyAssociated": "false", "MaxResults": 7}
    assert record["responseElements"] is None and "errorCode" not in record


def test_a_refused_read_says_what_it_was_refused_with():
    account = hub()
    with pytest.raises(ClientError) as caught:
        account.client.get_members(AccountIds=["1"])
    found, _ = wait_for(lambda: events(account, LookupAttributes=by("EventName", "GetMembers")),
                        "the read is there")
    record = json.loads(found[0]["CloudTrailEvent"])
    assert record["errorCode"] == "InvalidInputException"
    assert record["errorMessage"] == caught.value.response["Error"]["Message"]
    assert record["requestID"] == caught.value.response["ResponseMetadata"]["RequestId"]


def test_looking_up_is_on_record_itself():
    account = Account()
    assert events(account, LookupAttributes=by("Username", "x")) == []

    def looked_up():
        """What was looked up so far. Two workers do not record in the order in which they were asked."""
        found = events(account, LookupAttributes=by("EventSource", "cloudtrail.amazonaws.com"))
        records = [json.loads(event["CloudTrailEvent"]) for event in found]
        assert {record["eventName"] for record in records} <= {"LookupEvents"}
        return [record["requestParameters"] for record in records]

    wait_for(lambda: {"LookupAttributes": by("Username", "x")} in looked_up(), "the look-up is there")


# ---- whose

def test_nobody_sees_events_of_another_account_or_region(told):
    for account in (Account(), told.administrator.in_region(OTHER_REGION)):
        assert changes(account) == []
    owners = {json.loads(event["CloudTrailEvent"])["recipientAccountId"]
              for event in events(told.administrator)}
    assert owners == {told.administrator.id}
    elsewhere = hub(OTHER_REGION)
    assert names(changes(elsewhere)) == ["EnableSecurityHub"]
    assert changes(Account(elsewhere.id)) == []


# ---- pages

@pytest.fixture(scope="module")
def busy():
    """An account with seven changes; read only."""
    account = hub()
    for number in range(6):
        account.client.tag_resource(ResourceArn=account.arn, Tags={"number": str(number)})
    return account


def pages(account, **parameters):
    found, token = [], {}
    while True:
        answer = ask(account, {**parameters, **token})
        page = check_answer(answer.headers, answer.body)
        found.append(page["Events"])
        if "NextToken" not in page:
            return found
        token = {"NextToken": page["NextToken"]}


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_of_every_size_hold_all_events_once_and_in_order(busy, size):
    whole = changes(busy)
    assert Counter(names(whole)) == {"EnableSecurityHub": 1, "TagResource": 6}
    found = pages(busy, MaxResults=size, LookupAttributes=by("ReadOnly", "false"))
    assert [event for page in found for event in page] == whole
    assert all(len(page) == size for page in found[:-1]) and len(found[-1]) <= size


def test_boto3_pages_through_all_events(busy):
    pager = trail_client(busy).get_paginator("lookup_events")
    found = [event for page in pager.paginate(LookupAttributes=by("EventName", "TagResource"),
                                              PaginationConfig={"PageSize": 2})
             for event in page["Events"]]
    assert len({event["EventId"] for event in found}) == len(found) == 6


def token_of(account, **parameters):
    answer = ask(account, {"MaxResults": 1, **parameters})
    return check_answer(answer.headers, answer.body)["NextToken"]


def test_a_token_is_good_for_its_own_account_region_and_question_alone(busy):
    question = {"LookupAttributes": by("ReadOnly", "false"), "StartTime": 1000, "EndTime": 9e10}
    token = token_of(busy, **question)
    good = {"MaxResults": 1, "NextToken": token, **question}
    assert ask(busy, good).status == 200
    for account in (Account(), busy.in_region(OTHER_REGION)):
        check_refused(ask(account, good), "invalid_next_token")
    for other in ({"LookupAttributes": by("ReadOnly", "true")}, {"StartTime": 1001},
                  {"LookupAttributes": by("EventName", "false")}, {"EndTime": 8e10}):
        check_refused(ask(busy, {**good, **other}), "invalid_next_token")
    for left_out in question:
        less = {name: value for name, value in good.items() if name != left_out}
        check_refused(ask(busy, less), "invalid_next_token")


def test_an_altered_token_is_refused(busy):
    token = token_of(busy)
    for place in range(len(token)):
        altered = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1:]
        check_refused(ask(busy, {"NextToken": altered}), "invalid_next_token")
    for altered in (token[:-1], token + "A", "x", "0 0"):
        check_refused(ask(busy, {"NextToken": altered}), "invalid_next_token")


# ---- refusals: the fault, and each request that must end so

NAME = {"AttributeKey": "EventName", "AttributeValue": "x"}
REFUSED = [
    ("invalid_max_results", {"MaxResults": 0}),
    ("invalid_max_results", {"MaxResults": 51}),
    ("invalid_max_results", {"MaxResults": "50"}),
    ("invalid_lookup_attributes", {"LookupAttributes": [NAME] * 9}),
    ("invalid_lookup_attributes", {"LookupAttributes": by("eventname", "x")}),
    ("invalid_lookup_attributes", {"LookupAttributes": by("EventName", "")}),
    ("invalid_lookup_attributes", {"LookupAttributes": by("EventName", "x" * 2001)}),
    ("invalid_lookup_attributes", {"LookupAttributes": NAME}),
    ("missing_parameter", {"LookupAttributes": [{"AttributeKey": "EventName"}]}),
    ("invalid_time_range", {"StartTime": 2000000001, "EndTime": 2000000000}),
    ("invalid_time_range", {"StartTime": 1000.002, "EndTime": 1000.001}),
    ("invalid_time_range", {"StartTime": -1}),
    ("invalid_time_range", {"EndTime": 253402300800}),
    ("invalid_time_range", {"EndTime": "2020-01-01T00:00:00Z"}),
    ("invalid_event_category", {"EventCategory": "insight"}),
    ("invalid_next_token", {"NextToken": "x" * 60000}),
    ("serialization", b"{"),
    ("serialization", b"[]"),
    ("serialization", b'{"StartTime":NaN}'),
]


@pytest.mark.parametrize("fault, parameters", REFUSED,
                         ids=[f"{fault}-{number}" for number, (fault, _) in enumerate(REFUSED)])
def test_what_is_wrong_is_refused_with_cloudtrails_own_exception(fault, parameters):
    check_refused(ask(Account(), parameters), fault)


@pytest.mark.parametrize("parameters", [
    {}, b"", {"MaxResults": 1}, {"MaxResults": 50}, {"LookupAttributes": []},
    {"LookupAttributes": by("EventName", "x" * 2000)}, {"StartTime": 1000, "EndTime": 1000},
    {"StartTime": None}, {"Unknown": 1},
], ids=str)
def test_what_is_within_the_limits_is_answered(parameters):
    answer = ask(Account(), parameters)
    assert answer.status == 200
    assert check_answer(answer.headers, answer.body)["Events"] == []


def test_every_exception_of_the_model_is_one_that_boto3_knows():
    client = trail_client(Account())
    for parameters, name in (({"MaxResults": 51}, "InvalidMaxResultsException"),
                             ({"NextToken": "x"}, "InvalidNextTokenException"),
                             ({"EventCategory": "insight"}, "InvalidEventCategoryException"),
                             ({"StartTime": 2, "EndTime": 1}, "InvalidTimeRangeException"),
                             ({"LookupAttributes": [NAME] * 9},
                              "InvalidLookupAttributesException")):
        with pytest.raises(getattr(client.exceptions, name)):
            client.lookup_events(**parameters)


@pytest.mark.parametrize("target", [
    "CloudTrail_20131101.DescribeTrails", "CloudTrail_20131101.lookupevents", "LookupEvents",
    "CloudTrail_20131102.LookupEvents", "CloudTrail_20131101.LookupEvents.", "", ".",
    "CloudTrail_20131101/LookupEvents"])
def test_another_operation_or_target_is_not_recognized(target):
    check_refused(ask(Account(), {}, target), "unknown_operation")


def test_a_namespace_before_the_target_is_understood():
    target = "com.amazonaws.cloudtrail.v20131101." + LOOKUP
    assert ask(Account(), {}, target).status == 200


def test_an_unserved_operation_is_refused_to_boto3():
    with pytest.raises(ClientError) as caught:
        trail_client(Account()).describe_trails()
    assert caught.value.response["Error"]["Code"] == "UnknownOperationException"


def test_nobody_can_sign_as_the_account_whose_trail_tells_of_strangers():
    check_refused(ask(Account("000000000000"), {}), "unknown_key")


def test_a_stranger_is_refused_in_cloudtrails_protocol():
    answer = Account("AKIAIOSFODNN7EXAMPLE", service=CLOUDTRAIL).send(
        "POST", "/", b"{}", {"Content-Type": JSON, "X-Amz-Target": LOOKUP})
    check_refused(answer, "unknown_key")
