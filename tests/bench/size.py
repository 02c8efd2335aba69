"""What the number of relationships costs: the same calls on a small and on a large database, in turns; and the pages
of a long list."""
import contextlib
import os
import random
import statistics
import time

import bulk
import memberhub_testing as testing
import turns
from load_driver import step
from population import Population
from server import Server
from throughput import CLIENTS, accept_step

# Relationships. Loading ends when its time is over, and the rows tell how many there are.
SMALL, LARGE, LARGE_QUICK = 10000, 5000000, 100000
LOADING_S, LOADING_QUICK_S = 75, 3
# What the rest of it takes: loading is shorter when there is less time left.
REST_S = 60
# Each member has as many; a quarter of the members, those that read, have an administrator.
READER_STATES = ("Enabled", "Resigned", "Removed", "Created", "Resigned")
ACCEPTER_STATES = ("Invited", "Resigned", "Removed", "Created", "Resigned")
PER_MEMBER = len(READER_STATES)
# Of a chunk of the large database, and members to each of its administrators: two pages and all in both sizes.
CHUNK, RING_SHARE = 4000, 20
# One phase's calls: of ten, four ask for the administrator, three for invitations, two for members, one accepts.
CALLS, CALLS_QUICK, PHASE_S = 2000, 800, 6
PAIRS, PAIRS_QUICK = 3, 2
READERS = 200
# One administrator's members, and the pages that are looked at.
LISTED, LISTED_QUICK, PAGE = 10000, 1000, 50
LIST_CALLS, LIST_TURNS = 60, 3


def chunk(number, members):
    """The two populations of one part of a database: who reads and who accepts."""
    readers = members // 4
    return (
        Population(770000000000 + number * CHUNK, readers // RING_SHARE, 771000000000 + number * CHUNK, readers,
                   READER_STATES),
        Population(772000000000 + number * CHUNK, (members - readers) // RING_SHARE, 773000000000 + number * CHUNK,
                   members - readers, ACCEPTER_STATES))


class Town:
    """A database with so many relationships at most, and a server for it."""

    def __init__(self, bench, name, relationships, loading_s):
        self.bench, self.server = bench, Server(bench, name, f"memberhub_{name}")
        self.random, self.chunks = random.Random(name), []
        self.wanted, self.loading_s, self.accepted = relationships // PER_MEMBER, loading_s, 0

    def load(self):
        """Makes the database and fills it, chunk by chunk."""
        self.server.migrate()
        started, size = time.monotonic(), min(CHUNK, self.wanted)

        def make(number):
            made = chunk(number, size)
            for population in made:
                population.insert(self.server.database)
            return made

        # In no order: indexes grow in all places, as they do when accounts come by and by.
        numbers = self.random.sample(range(self.wanted // size), self.wanted // size)
        self.chunks = bulk.make(make, numbers, self.loading_s)
        self.server.database.query("VACUUM ANALYZE")
        self.bench.say(f"{self.relationships} relationships were made in {time.monotonic() - started:.0f} s")
        # Each accepts once, so they are drawn once.
        self.accepters = self.draw(1, min(CALLS * (PAIRS + 1) // 10, sum(p.members for _, p in self.chunks)))
        self.readers = self.draw(0, READERS)

    @property
    def relationships(self):
        return sum(population.members * PER_MEMBER for made in self.chunks for population in made)

    def draw(self, kind, count):
        """Members from anywhere in the database, each once: (population, number)."""
        size = self.chunks[0][kind].members
        return [(self.chunks[place // size][kind], place % size)
                for place in self.random.sample(range(size * len(self.chunks)), count)]

    def calls(self, count):
        """The steps of one phase."""
        def reader(target):
            population, number = self.random.choice(self.readers)
            return step(population.member_id(number), "GET", target)

        def lister():
            population, number = self.random.choice(self.readers)
            return step(population.administrator_of(number), "GET", "/members?OnlyAssociated=false")

        steps = []
        for _ in range(count // 10):
            steps += [reader("/administrator"), reader("/invitations"), lister(), reader("/administrator"),
                      reader("/invitations"), accept_step(*self.accepters[self.accepted]), reader("/administrator"),
                      reader("/invitations"), lister(), reader("/administrator")]
            self.accepted += 1
        return steps

    def phase(self, count):
        return self.bench.drive(self.calls(count), "--once", port=self.server.port, connections=CLIENTS,
                                seconds=PHASE_S)["good"]


@contextlib.contextmanager
def towns(bench):
    large = ((LARGE_QUICK, LOADING_QUICK_S) if bench.quick
             else (LARGE, min(LOADING_S, bench.seconds_left() - REST_S)))
    both = Town(bench, "large", *large), Town(bench, "small", SMALL, LOADING_S)
    with both[0].server, both[1].server:
        for town in both:
            town.load()
            town.server.start()
        yield both


def last_token(client):
    """The token of the last page of a list of members."""
    token = None
    while True:
        page = client.list_members(OnlyAssociated=True, MaxResults=PAGE, **({"NextToken": token} if token else {}))
        if "NextToken" not in page:
            assert len(page["Members"]) == PAGE
            return token
        token = page["NextToken"]


def measure_pages(bench, server):
    """Latencies of the first and the last page of a long list."""
    listed = Population(780000000000, 1, 781000000000, LISTED_QUICK if bench.quick else LISTED, ("Enabled",))
    listed.make(server.database)
    administrator = listed.administrator_of(0)
    before = os.environ["MEMBERHUB_ENDPOINT"]
    os.environ["MEMBERHUB_ENDPOINT"] = f"http://127.0.0.1:{server.port}"
    token = last_token(testing.client(testing.SERVICE, administrator))
    os.environ["MEMBERHUB_ENDPOINT"] = before

    def latency_ms(more):
        plan = [step(administrator, "GET", f"/members?MaxResults={PAGE}{more}&OnlyAssociated=true")]
        return bench.drive(plan, port=server.port, connections=1, requests=LIST_CALLS)["good"]["p50_ms"]

    found = turns.take(bench, "ms", LIST_TURNS, last=lambda: latency_ms(f"&NextToken={token}"),
                       first=lambda: latency_ms(""))
    return listed.members, found


def measure(bench):
    calls, pairs = (CALLS_QUICK, PAIRS_QUICK) if bench.quick else (CALLS, PAIRS)
    with towns(bench) as (large, small):
        for town in (large, small):
            town.phase(calls)  # so that caches are warm
        phases = {"large": [], "small": []}

        def rate(town, name):
            phases[name].append(town.phase(calls))
            return phases[name][-1]["per_s"]

        turns.take(bench, "calls/s", pairs, large=lambda: rate(large, "large"), small=lambda: rate(small, "small"))
        return {"phases": phases, "relationships": (large.relationships, small.relationships),
                "pages": measure_pages(bench, large.server), "calls": calls}


def compared(bench, figure, unit):
    """One figure of the phases, of the large database against the small one."""
    measured = bench.once(measure)
    found = {name: [phase[figure] for phase in phases] for name, phases in measured["phases"].items()}
    large, small = measured["relationships"]
    return bench.figure(
        ours=statistics.median(found["large"]), reference=statistics.median(found["small"]),
        what=f"{large:,} relationships, against {small:,}",
        how=f"medians of {len(found['large'])} phases each way of "
            f"{measured['calls']} calls or {PHASE_S} s, nine reads to one AcceptInvitation, {CLIENTS} clients; {unit}: "
            f"{turns.told(found)}")


def throughput(bench):
    return compared(bench, "per_s", "calls/s")


def slowest(bench):
    return compared(bench, "p99_ms", "p99 in ms")


def last_page(bench):
    measured = bench.once(measure)
    members, pages = measured["pages"]
    middle = turns.medians(pages)
    return bench.figure(
        ours=middle["last"], reference=middle["first"],
        how=f"ListMembers, {PAGE} of {members} members, among {measured['relationships'][0]} relationships; medians of "
            f"{LIST_TURNS} turns of {LIST_CALLS} calls, one at a time; median latencies in ms: "
            f"{turns.told(pages)}")
