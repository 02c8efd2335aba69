"""Who sees whose findings, on a random walk of relationships in two regions and both services, against a model of it.

The model knows accounts, relationships and findings, and what follows: an account sees its own findings, and those of its
associated members by the invitation that they accepted. After every few steps all accounts read all that there is to read.
"""
import json
import os
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

import memberhub_testing as testing
from configured_stack import ConfiguredStack
from tampering import judged, memberhubctl

REGIONS = (testing.REGION, "us-east-2")
HUB, DETECTOR = "securityhub", "guardduty"
HEADS, MEMBERS = 4, 16
IMPORTS, SAMPLES = 4, 1  # of one account in one region: what a head sees fits a page
SECONDS, ROUNDS_LEAST, ROUNDS_MOST = 25, 8, 60
BEFORE, STEPS = 120, 2  # changes before the first round of reads, and between two of them
RACES, LOOKERS = 60, 3
SEEING = ("Enabled", "Disabled")
READERS = 8


@pytest.fixture(scope="module")
def stack():
    found = ConfiguredStack("memberhub-visibility-")
    try:
        found.up()
        yield found
    finally:
        found.down()


class Place:
    """A service in a region: who is enrolled, who is whose member, and what was found. All of it the model's."""

    def __init__(self, service, region, names):
        self.service, self.region = service, region
        self.enrolled = {}                    # account -> detector, or True
        self.states, self.invitations = {}, {}  # of (head, member)
        self.findings = {name: {} for name in names}  # id -> product
        self.insights = {}

    def head_of(self, member):
        return next((head for (head, other), state in self.states.items() if other == member and state in SEEING), None)

    def sight(self, viewer):
        """Account -> invitation, of whom an enrolled account sees."""
        members = {member: self.invitations[head, member] for (head, member), state in self.states.items()
                   if head == viewer and state in SEEING}
        return {viewer: None, **members}

    def shown(self, viewer):
        """Account -> ids, without those that have none."""
        return {account: set(self.findings[account]) for account in self.sight(viewer) if self.findings[account]}


class Walk:
    """The service under test and the model side by side."""

    def __init__(self, stack, rng):
        self.rng = rng
        accounts = testing.Accounts(rng.random())
        self.names = [accounts.new() for _ in range(HEADS + MEMBERS)]
        self.heads, self.members = self.names[:HEADS], self.names[HEADS:]
        self.places = [Place(service, region, self.names) for region in REGIONS for service in (HUB, DETECTOR)]
        self.numbers = iter(range(10**6))
        self.reads = Counter()  # (viewer, service, region, operation, whose, findings, invitation)
        self.endpoint, self.http = f"http://127.0.0.1:{stack.port}", URLLib3Session(proxies={})
        session, config = boto3.session.Session(), Config(retries={"total_max_attempts": 1}, proxies={})
        self.clients = {(place.service, place.region, name): testing.meant_anew(session.client(
            place.service, region_name=place.region, endpoint_url=self.endpoint,
            aws_access_key_id=name, aws_secret_access_key=testing.SECRET, config=config))
            for place in self.places for name in self.names}

    def client(self, place, name):
        return self.clients[place.service, place.region, name]

    def hub_beside(self, place):
        return next(other for other in self.places if (other.service, other.region) == (HUB, place.region))

    # ---- steps ----------------------------------------------------------------------------------------------------

    def enroll(self, place, name):
        client = self.client(place, name)
        if place.service == DETECTOR:
            place.enrolled[name] = client.create_detector(Enable=True)["DetectorId"]
            return
        client.enable_security_hub(EnableDefaultStandards=False)
        place.enrolled[name] = True
        place.insights[name] = client.create_insight(
            Name="all", Filters={}, GroupByAttribute="AwsAccountId")["InsightArn"]

    def own(self, place, name):
        """The parameter that only GuardDuty's calls have."""
        return {"DetectorId": place.enrolled[name]} if place.service == DETECTOR else {}

    def disable(self, place, _):
        name = self.rng.choice(self.members)
        states = {key: state for key, state in place.states.items() if key[1] == name}
        if name not in place.enrolled or not set(states.values()) <= {"Enabled"}:
            return
        client = self.client(place, name)
        if place.service == DETECTOR:
            client.delete_detector(**self.own(place, name))
            place.findings[name].clear()
        else:
            client.disable_security_hub()
        del place.enrolled[name]
        for key in states:
            place.states[key] = "Removed" if place.service == DETECTOR else "Resigned"

    def enable(self, place, _):
        gone = [name for name in self.names if name not in place.enrolled]
        if gone:
            self.enroll(place, self.rng.choice(gone))

    def invite(self, place, pair):
        head, member = pair
        client = self.client(place, head)
        if pair not in place.states:
            client.create_members(**self.own(place, head),
                                  AccountDetails=[{"AccountId": member, "Email": f"{member}@example.com"}])
            place.states[pair] = "Created"
        answer = client.invite_members(**self.own(place, head), AccountIds=[member])
        if not answer["UnprocessedAccounts"]:
            place.states[pair] = "Invited"

    def accept(self, place, pair):
        head, member = pair
        if place.states.get(pair) != "Invited" or place.head_of(member) or member not in place.enrolled:
            return
        client = self.client(place, member)
        (invitation,) = [one["InvitationId"] for one in client.list_invitations()["Invitations"] if one["AccountId"] == head]
        client.accept_administrator_invitation(**self.own(place, member), AdministratorId=head, InvitationId=invitation)
        place.states[pair], place.invitations[pair] = "Enabled", invitation

    def resign(self, place, pair):
        if place.states.get(pair) in SEEING:
            self.client(place, pair[1]).disassociate_from_administrator_account(**self.own(place, pair[1]))
            place.states[pair] = "Resigned"

    def remove(self, place, pair):
        if place.states.get(pair) in SEEING:
            self.client(place, pair[0]).disassociate_members(**self.own(place, pair[0]), AccountIds=[pair[1]])
            place.states[pair] = "Removed"

    def delete(self, place, pair):
        if pair in place.states and place.states[pair] not in SEEING:
            answer = self.client(place, pair[0]).delete_members(**self.own(place, pair[0]), AccountIds=[pair[1]])
            if not answer["UnprocessedAccounts"]:
                del place.states[pair]

    def suspend(self, place, pair):
        """GuardDuty's alone. The administrator goes on to see what was found."""
        if place.service == DETECTOR and place.states.get(pair) in SEEING:
            is_on = place.states[pair] == "Enabled"
            client = self.client(place, pair[0])
            change = client.stop_monitoring_members if is_on else client.start_monitoring_members
            assert change(**self.own(place, pair[0]), AccountIds=[pair[1]])["UnprocessedAccounts"] == []
            place.states[pair] = "Disabled" if is_on else "Enabled"

    def find(self, place, _):
        """A new finding, in the hub or by the detector; what one finds that is not suspended is in the hub as well."""
        name = self.rng.choice([name for name in self.names if name in place.enrolled])
        client = self.client(place, name)
        if place.service == HUB and len(place.findings[name]) < IMPORTS:
            document = testing.asff(name, f"canary-{name}-{place.region}-{next(self.numbers)}", place.region)
            assert client.batch_import_findings(Findings=[document])["SuccessCount"] == 1
            place.findings[name][document["Id"]] = document["ProductArn"]
        elif place.service == DETECTOR and len(place.findings[name]) < SAMPLES:
            detector, hub = place.enrolled[name], self.hub_beside(place)
            client.create_sample_findings(DetectorId=detector, FindingTypes=["Recon:EC2/Portscan"])
            (found,) = client.list_findings(DetectorId=detector, FindingCriteria={
                "Criterion": {"accountId": {"Eq": [name]}}})["FindingIds"]
            place.findings[name][found] = None
            self.expect(place, name, "ListFindings", {name: {found}})
            if name in hub.enrolled and client.get_detector(DetectorId=detector)["Status"] == "ENABLED":
                arn = f"arn:aws:guardduty:{place.region}:{name}:detector/{detector}/finding/{found}"
                hub.findings[name][arn] = f"arn:aws:securityhub:{place.region}::product/aws/guardduty"

    def standing(self):
        """What a step may change."""
        return [(dict(place.states), dict(place.enrolled), {name: set(ids) for name, ids in place.findings.items()})
                for place in self.places]

    def step(self):
        """Takes steps until one changes something; gives what it was."""
        before = self.standing()
        while True:
            taken = self.try_step()
            if self.standing() != before:
                return taken

    def try_step(self):
        """Takes one step somewhere; those that lead somewhere come more often."""
        kinds = [self.invite] * 4 + [self.accept] * 5 + [self.find] * 5 + \
                [self.resign, self.remove, self.delete, self.suspend, self.disable, self.enable]
        kind, place = self.rng.choice(kinds), self.rng.choice(self.places)
        pairs = [pair for pair in place.states if self.rng.random() < 0.8]
        if kind == self.invite or not pairs:
            head = self.rng.choice([name for name in self.heads if name in place.enrolled])
            pairs = [(head, self.rng.choice(self.members))]
        elif kind == self.accept:
            pairs = [pair for pair in pairs if place.states[pair] == "Invited"] or pairs
        pair = self.rng.choice(pairs)
        kind(place, pair)
        return f"{kind.__name__} {place.service} {place.region} {pair}"

    # ---- reads ----------------------------------------------------------------------------------------------------

    def expect(self, place, viewer, operation, shown):
        """Enters a view into the model's own trail."""
        sight = place.sight(viewer)
        for account, ids in shown.items():
            self.reads[viewer, place.service, place.region, operation, account, len(ids), sight[account]] += 1

    def read_hub(self, place, viewer):
        client, shown = self.client(place, viewer), place.shown(viewer)
        found = client.get_findings(MaxResults=100)
        assert "NextToken" not in found
        ids = {}
        for document in found["Findings"]:
            ids.setdefault(document["AwsAccountId"], set()).add(document["Id"])
        assert ids == shown
        self.expect(place, viewer, "GetFindings", shown)
        results = client.get_insight_results(InsightArn=place.insights[viewer])["InsightResults"]["ResultValues"]
        assert {one["GroupByAttributeValue"]: one["Count"] for one in results} == \
            {account: len(ids) for account, ids in shown.items()}
        self.expect(place, viewer, "GetInsightResults", shown)

    def read_history(self, place, viewer, owner, finding, product):
        # By hand: the oldest boto3 that the tests run with does not know the operation.
        request = AWSRequest("POST", f"{self.endpoint}/findingHistory/get", {}, json.dumps(
            {"FindingIdentifier": {"Id": finding, "ProductArn": product}}))
        SigV4Auth(Credentials(viewer, testing.SECRET), HUB, place.region).add_auth(request)
        answer = self.http.send(request.prepare())
        assert answer.status_code in (200, 404), answer.content
        records = json.loads(answer.content).get("Records", [])
        assert bool(records) == (owner in place.sight(viewer))
        if records:
            self.expect(place, viewer, "GetFindingHistory", {owner: {finding}})

    def read_detector(self, place, viewer):
        client, shown, own = self.client(place, viewer), place.shown(viewer), self.own(place, viewer)
        ids = client.list_findings(**own, MaxResults=50)["FindingIds"]
        assert Counter(ids) == Counter(one for ids in shown.values() for one in ids)
        self.expect(place, viewer, "ListFindings", shown)
        if ids:
            counts = client.get_findings_statistics(**own, FindingStatisticTypes=["COUNT_BY_SEVERITY"])
            assert sum(counts["FindingStatistics"]["CountBySeverity"].values()) == len(ids)
            self.expect(place, viewer, "GetFindingsStatistics", shown)

    def read_all(self, threads):
        reads = []
        for place in self.places:
            known = [(owner, one, product) for owner, found in place.findings.items() for one, product in found.items()]
            for viewer in place.enrolled:
                read = self.read_hub if place.service == HUB else self.read_detector
                reads.append(threads.submit(read, place, viewer))
                if place.service == HUB and known:
                    reads.append(threads.submit(self.read_history, place, viewer, *self.rng.choice(known)))
        for read in reads:
            read.result()


def views_on_record(stack, names):
    """The views that the trail tells of, in the words of Walk.reads."""
    done = memberhubctl(stack, "audit", "dump")
    assert done.returncode == 0, done.stderr
    found = Counter()
    for line in done.stdout.splitlines():
        event = json.loads(line).get("event")
        if event is None or event["account_id"] not in names:
            continue
        for view in json.loads(event["record"]).get("additionalEventData", {}).get("views", []):
            found[event["account_id"], event["service"], view["region"], event["event_name"], view["accountId"],
                  view["findings"], view.get("invitationId")] += 1
    return found


def test_everyone_sees_just_what_the_relationships_of_the_moment_grant(stack):
    seed = f"{os.environ['MEMBERHUB_TEST_SEED']} visibility"
    print(f"seed: {seed}")
    walk = Walk(stack, random.Random(seed))
    for place in walk.places:
        for name in walk.names:
            walk.enroll(place, name)
    for _ in range(BEFORE):
        walk.step()
    steps, until = [], time.monotonic() + SECONDS
    with ThreadPoolExecutor(READERS) as threads:
        while len(steps) < ROUNDS_MOST and (len(steps) < ROUNDS_LEAST or time.monotonic() < until):
            steps.append([walk.step() for _ in range(STEPS)])
            try:
                walk.read_all(threads)
            except AssertionError as difference:
                raise AssertionError(f"seed {seed!r}, after {steps[-1]}, round {len(steps)}") from difference
    assert any(invitation for *_, invitation in walk.reads), "somebody saw findings of others"
    assert judged(memberhubctl(stack, "audit", "verify", "--json")) == []
    assert views_on_record(stack, walk.names) == walk.reads


def test_views_beside_the_end_of_a_relationship_are_never_objected_to(stack):
    walk = Walk(stack, random.Random(f"{os.environ['MEMBERHUB_TEST_SEED']} races"))
    place, head, member = walk.places[0], walk.heads[0], walk.members[0]
    for name in (head, member):
        walk.enroll(place, name)
    walk.client(place, member).batch_import_findings(Findings=[testing.asff(member, "finding")])
    is_over = threading.Event()

    def look():
        seen = Counter()
        while not is_over.is_set():
            seen[len(walk.client(place, head).get_findings()["Findings"])] += 1
        return seen

    with ThreadPoolExecutor(LOOKERS) as threads:
        lookers = [threads.submit(look) for _ in range(LOOKERS)]
        try:
            for race in range(RACES):
                walk.invite(place, (head, member))
                walk.accept(place, (head, member))
                (walk.resign if race % 2 else walk.remove)(place, (head, member))
        finally:
            is_over.set()
        seen = sum((looker.result() for looker in lookers), Counter())
    assert seen[0] and seen[1], "there were views on both sides of an end"
    assert judged(memberhubctl(stack, "audit", "verify", "--json")) == []
    on_record = views_on_record(stack, [head])
    assert sum(on_record.values()) == seen[1], "what was shown is on record, and nothing else"
    assert len({invitation for *_, invitation in on_record}) > 1
