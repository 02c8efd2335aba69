"""How soon an acknowledged call can be seen and is sealed, as a client sees it through nginx."""
import json
import random
import threading
import time

import memberhub_testing as testing
from private_stack import wait_for

SAMPLES = 20
# Between two calls at most: samples meet the sealer at any moment of its round.
PAUSE_S = 0.4
LOOK_S = 0.005
# Looks from inside the database, for a look through LookupEvents is a read itself: its event would hurry the others.
UNTIL_RECORDED = """SET statement_timeout = '60s';
DO $$ BEGIN
    WHILE NOT EXISTS (SELECT FROM memberhub.audit_event AS e WHERE e.account_id = '{account}'
                      AND e.record::json ->> 'requestID' = '{request_id}') LOOP
        PERFORM pg_sleep({pause});
    END LOOP;
END $$"""


def request_id(answer):
    return answer["ResponseMetadata"]["RequestId"]


def request_ids(client, **arguments):
    """The request ids of all the caller's events, as LookupEvents tells them."""
    pages = client.get_paginator("lookup_events").paginate(**arguments)
    return {json.loads(event["CloudTrailEvent"])["requestID"] for page in pages for event in page["Events"]}


class SealFile:
    """Watches the seal file: when which transactions were sealed and on file."""

    def __init__(self, path):
        self.path, self.seals, self.enough = path, [], threading.Event()
        self.thread = threading.Thread(target=self.watch)

    def watch(self):
        with open(self.path, encoding="utf-8") as file:
            text = file.read().rpartition("\n")[2]
            while not self.enough.wait(LOOK_S):
                *lines, text = (text + file.read()).split("\n")
                now = time.monotonic()
                for line in lines:
                    record = json.loads(line)["record"]
                    self.seals.append((now, int(record.partition("to-transaction ")[2].split("\n")[0])))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.enough.set()
        self.thread.join()

    def sealed_at(self, transaction):
        """When the seal that covers a transaction was there; None when it is not yet."""
        return next((at for at, to_transaction in self.seals if to_transaction > transaction), None)


class Sampler:
    """Makes one change and one read after the other, and looks for their events."""

    def __init__(self, bench):
        self.bench, self.random, accounts = bench, random.Random("visibility"), testing.Accounts("visibility")
        self.hub, self.new_member = accounts.new(), accounts.new
        self.hub_client = testing.client(testing.SERVICE, self.hub)
        self.trail_client = testing.client("cloudtrail", self.hub)
        self.hub_client.enable_security_hub(EnableDefaultStandards=False)
        self.seen, self.read_seen, self.acknowledged = [], [], {}

    def change(self):
        details = [{"AccountId": self.new_member(), "Email": "member@example.com"}]
        made = request_id(self.hub_client.create_members(AccountDetails=details))
        at = self.acknowledged[made] = time.monotonic()
        newest = {"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "CreateMembers"}],
                  "PaginationConfig": {"MaxItems": 10}}
        wait_for(lambda: made in request_ids(self.trail_client, **newest), "the change is seen")
        self.seen.append(time.monotonic() - at)

    def read(self):
        """Gives the read's request id."""
        made = request_id(self.hub_client.describe_hub())
        at = time.monotonic()
        self.bench.database.query(UNTIL_RECORDED.format(account=self.hub, request_id=made, pause=LOOK_S))
        self.read_seen.append(time.monotonic() - at)
        return made

    def pause(self):
        time.sleep(self.random.uniform(0, PAUSE_S))

    def transactions(self):
        """Each change's transaction, by request id."""
        return {made: int(transaction) for made, transaction in self.bench.database.query(
            "SELECT e.record::json ->> 'requestID', e.transaction_id::text FROM memberhub.audit_event AS e "
            f"WHERE e.account_id = '{self.hub}' AND e.event_name = 'CreateMembers'")}


def measure(bench):
    """All samples; the rows below take what is theirs."""
    bench.serve(audit_seal="on")
    bench.wait_until_sealed()
    sampler, reads = Sampler(bench), set()
    with SealFile(bench.stack.directory / "seals") as seal_file:
        for _ in range(SAMPLES):
            sampler.change()
            sampler.pause()
        bench.say(f"{SAMPLES} changes were made and seen")
        for number in range(1, SAMPLES + 1):
            reads.add(sampler.read())
            if number % 10 == 0:
                bench.say(f"{number} of {SAMPLES} reads were made and seen")
        transactions = sampler.transactions()
        wait_for(lambda: seal_file.sealed_at(max(transactions.values())), "everything is sealed")
    assert reads <= request_ids(sampler.trail_client), "LookupEvents does not tell of every read"
    sealed = [seal_file.sealed_at(transactions[made]) - at for made, at in sampler.acknowledged.items()]
    return {"change seen": sampler.seen, "change sealed": sealed, "read seen": sampler.read_seen}


def longest(bench, name, how):
    samples = bench.once(measure)[name]
    told = sorted(samples)
    return bench.figure(ours=told[-1], how=f"longest of {len(told)}, median {told[len(told) // 2]:.3f} s; {how}")


def change_seen(bench):
    return longest(bench, "change seen", "from CreateMembers' answer to the end of LookupEvents' answer that has it")


def change_sealed(bench):
    return longest(bench, "change sealed", "from CreateMembers' answer to its seal's line in the seal file")


def read_seen(bench):
    return longest(bench, "read seen", "from DescribeHub's answer to its event's row, which LookupEvents shows")
