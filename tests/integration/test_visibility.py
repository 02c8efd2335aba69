"""
Who sees whose findings, by a random walk through invitations, in both services and two regions: after each step every
account sees what a model of the relationships says, and nothing of a stranger.
"""
import json
import os
import random

import pytest

import memberhub_testing as testing
from signer import Request, send

REGIONS = ("eu-west-1", "us-east-2")
HUB, DUTY = "securityhub", "guardduty"
ACCOUNTS, ADMINISTRATORS, STEPS = 20, 4, int(os.environ.get("VISIBILITY_STEPS", "40"))


class World:
    """One service in one region, as the model has it."""

    def __init__(self, service, region, accounts):
        self.service, self.region, self.accounts = service, region, accounts
        self.detectors, self.insights = {}, {}
        self.state = {}  # (administrator, member): created, invited, enabled, removed, resigned
        self.found = {account: set() for account in accounts}  # ids of findings
        self.enrolled = set()

    def client(self, account):
        return testing.client(self.service, account, region=self.region)

    def named(self, account, **parameters):
        return {"DetectorId": self.detectors[account], **parameters} if self.service == DUTY else parameters

    def call(self, account, path, body, method="POST"):
        request = Request(account, method, path.replace("DETECTOR", self.detectors.get(account, "")), json.dumps(body).encode() if body is not None else b"")
        answer = send(request.sign(service=self.service, region=self.region))
        assert answer.status == 200, (path, answer.status, answer.body)
        return json.loads(answer.body)

    # what happens

    def enroll(self, account):
        if self.service == HUB:
            self.client(account).enable_security_hub(EnableDefaultStandards=False)
            self.insights[account] = self.client(account).create_insight(Name="n", Filters={}, GroupByAttribute="AwsAccountId")["InsightArn"]
        else:
            self.detectors[account] = self.client(account).create_detector(Enable=True)["DetectorId"]
            self.found[account] = set()  # they went with the one before
        self.enrolled.add(account)

    def administrator_of(self, member):
        return next((a for (a, m), state in self.state.items() if m == member and state == "enabled"), None)

    def members_of(self, account):
        return [m for (a, m), state in self.state.items() if a == account and state == "enabled"]

    def steps(self, rng):
        """All that may happen next, each with what the model makes of it."""
        for administrator in self.accounts[:ADMINISTRATORS]:
            if administrator not in self.enrolled:
                continue
            for member in self.accounts[ADMINISTRATORS:]:
                state = self.state.get((administrator, member))
                if state is None:
                    yield self.create, administrator, member
                if state in ("created", "removed", "resigned"):
                    yield self.invite, administrator, member
                if state == "enabled":
                    yield self.remove, administrator, member
                if state in ("created", "removed", "resigned"):
                    yield self.delete, administrator, member
                if member in self.enrolled:
                    if state == "invited" and self.administrator_of(member) is None:
                        yield self.accept, administrator, member
                        yield self.accept, administrator, member
                    if state == "enabled":
                        yield self.resign, administrator, member
        member = rng.choice(self.accounts[ADMINISTRATORS:])
        yield (self.disable if member in self.enrolled else self.enable), None, member
        for _ in range(8):
            yield self.put, None, rng.choice(sorted(self.enrolled))

    def create(self, administrator, member):
        self.client(administrator).create_members(**self.named(administrator, AccountDetails=[{"AccountId": member, "Email": "m@example.com"}]))
        self.state[administrator, member] = "created"

    def invite(self, administrator, member):
        answer = self.client(administrator).invite_members(**self.named(administrator, AccountIds=[member]))
        assert answer["UnprocessedAccounts"] == [], answer
        self.state[administrator, member] = "invited"

    def accept(self, administrator, member):
        (invitation,) = [one for one in self.client(member).list_invitations()["Invitations"] if one["AccountId"] == administrator]
        self.client(member).accept_administrator_invitation(**self.named(
            member, AdministratorId=administrator, InvitationId=invitation["InvitationId"]))
        self.state[administrator, member] = "enabled"

    def remove(self, administrator, member):
        self.client(administrator).disassociate_members(**self.named(administrator, AccountIds=[member]))
        self.state[administrator, member] = "removed"

    def resign(self, administrator, member):
        self.client(member).disassociate_from_administrator_account(**self.named(member))
        self.state[administrator, member] = "resigned"

    def delete(self, administrator, member):
        answer = self.client(administrator).delete_members(**self.named(administrator, AccountIds=[member]))
        assert answer["UnprocessedAccounts"] == [], answer
        del self.state[administrator, member]

    def disable(self, _, member):
        if self.service == HUB:
            self.client(member).disable_security_hub()
        else:
            self.client(member).delete_detector(DetectorId=self.detectors[member])
        self.enrolled.remove(member)
        for pair, state in list(self.state.items()):
            if pair[1] == member and state in ("enabled",):
                self.state[pair] = "resigned"

    def enable(self, _, member):
        self.enroll(member)

    def put(self, _, account):
        if self.service == DUTY:
            before = set(self.listed(account))
            self.client(account).create_sample_findings(DetectorId=self.detectors[account], FindingTypes=["Recon:EC2/Portscan"])
            (new,) = set(self.listed(account)) - before
            self.found[account].add(new)
            return
        name = f"{account}-{len(self.found[account])}"
        answer = self.call(account, "/findings/import", {"Findings": [{
            "SchemaVersion": "2018-10-08", "Id": name, "GeneratorId": "g", "AwsAccountId": account,
            "ProductArn": f"arn:aws:securityhub:{self.region}:{account}:product/{account}/default",
            "CreatedAt": "2019-01-01T00:00:00Z", "UpdatedAt": "2019-01-01T00:00:00Z", "Severity": {"Label": "HIGH"}, "Title": "t",
            "Description": "d", "Resources": [{"Type": "Other", "Id": "x"}]}]})
        assert answer["SuccessCount"] == 1, answer
        self.found[account].add(name)

    # what is seen

    def wanted(self, account):
        return {(owner, name) for owner in (account, *self.members_of(account)) for name in self.found[owner]}

    def pages(self, account, path, member):
        token, found = "", []
        while token is not None:
            page = self.call(account, path, {("NextToken" if self.service == HUB else "nextToken"): token})
            found += page[member]
            token = page.get("NextToken") or page.get("nextToken")
        return found

    def listed(self, account):
        return self.pages(account, "/detector/DETECTOR/findings", "findingIds")

    def check(self, account):
        wanted = self.wanted(account)
        if self.service == DUTY:
            assert sorted(self.listed(account)) == sorted(name for _, name in wanted)
            return
        found = self.pages(account, "/findings", "Findings")
        assert {(one["AwsAccountId"], one["Id"]) for one in found} == wanted and len(found) == len(wanted)

    def check_closely(self, account):
        """Counts, and what names findings, by the same rule."""
        wanted = self.wanted(account)
        counts = {owner: sum(other == owner for other, _ in wanted) for owner, _ in wanted}
        if self.service == DUTY:
            ids = [name for _, name in sorted(wanted)][:50]
            found = self.call(account, "/detector/DETECTOR/findings/get", {"findingIds": ids})["findings"]
            assert {(one["accountId"], one["id"]) for one in found} == set(sorted(wanted)[:50])
            groups = self.call(account, "/detector/DETECTOR/findings/statistics", {"groupBy": "ACCOUNT", "maxResults": 100})
            assert {one["accountId"]: one["totalFindings"] for one in groups["findingStatistics"]["groupedByAccount"]} == counts
            return
        results = self.call(account, f"/insights/results/{self.insights[account]}", None, "GET")["InsightResults"]["ResultValues"]
        assert {one["GroupByAttributeValue"]: one["Count"] for one in results} == counts
        for owner in self.accounts:
            if self.found[owner]:
                name = sorted(self.found[owner])[0]
                records = self.call(account, "/findingHistory/get", {"FindingIdentifier": {
                    "Id": name, "ProductArn": f"arn:aws:securityhub:{self.region}:{owner}:product/{owner}/default"}})["Records"]
                assert bool(records) == ((owner, name) in wanted)


@pytest.mark.parametrize("service", [HUB, DUTY])
def test_everybody_sees_what_the_relationships_of_the_moment_let_him_see(accounts, service):
    seed = int(os.environ.get("VISIBILITY_SEED", random.randrange(2 ** 32)))
    print(f"seed {seed}")
    rng = random.Random(seed)
    names = [accounts.new() for _ in range(ACCOUNTS)]
    worlds = [World(service, region, names) for region in REGIONS]
    for world in worlds:
        for account in names:
            world.enroll(account)
    accepted = 0
    for number in range(STEPS):
        world = rng.choice(worlds)
        happens, administrator, member = rng.choice(list(world.steps(rng)))
        if rng.random() < 0.5:  # to the end of an invitation rather than to many beginnings
            later = [step for step in world.steps(rng) if step[0] in (world.invite, world.accept, world.resign, world.remove)]
            happens, administrator, member = rng.choice(later) if later else (happens, administrator, member)
        happens(administrator, member)
        accepted += happens == world.accept
        try:
            for account in sorted(world.enrolled):
                world.check(account)
            for account in sorted({administrator, member} & world.enrolled):
                world.check_closely(account)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, step {number}: {happens.__name__} {administrator} {member}: {error}") from error
    assert accepted > 0
    for world in worlds:
        for account in sorted(world.enrolled):
            world.check_closely(account)
