"""Calls a second of the whole way, nginx, worker and database, against pgbench calling the same SQL function over as
many connections as there are workers; and what fifty accounts in a call cost."""
import math

import pgbench
import turns
from load_driver import step
from population import Population, invitation_id
from private_stack import WORKERS
from processor import Costs

# Enough to keep 8 workers busy while answers are on their way through nginx.
CLIENTS = 32
# Seconds of one phase, and phases each way.
FULL, QUICK = (3, 3), (1, 2)
# Calls that tell how many a phase needs, and warm both sides up.
TRIAL = 400
# So many that two calls of one administrator seldom meet, whose row both lock.
ADMINISTRATORS = 1000
# Few enough that the workers' credential caches know all of them, as they would know callers that come again.
READERS = 200
WARMUP_S = 1
# Calls of one account and of fifty, in each of the turns.
BATCH, BATCH_CALLS, BATCH_TURNS = 50, 20, 3

INVITED = Population(administrator=740000000000, administrators=ADMINISTRATORS, member=741000000000, members=0,
                     states=("Invited",))
READING = Population(administrator=750000000000, administrators=100, member=751000000000, members=READERS,
                     states=("Enabled", "Resigned"))


def accept_step(population, number):
    return step(population.member_id(number), "POST", "/master",
                {"MasterId": population.administrator_of(number), "InvitationId": invitation_id(number)})


def rate(report):
    """Calls a second, and how many there were."""
    return report["good"]["per_s"], report["good"]["answers"]


class Acceptances:
    """AcceptInvitation, each by another member: members are used up from the first on, by either side."""

    def __init__(self, bench):
        self.bench, self.made, self.used = bench, 0, 0

    def make(self, count):
        """Adds so many invited members."""
        INVITED.make(self.bench.database, self.made, count)
        self.made += count

    def through_nginx(self, count):
        """Accepts of so many, a second, and how many there were."""
        numbers = range(self.used, self.used + count)
        self.used += count
        return rate(self.bench.drive([accept_step(INVITED, number) for number in numbers], "--once",
                                     connections=CLIENTS, seconds=300))

    def through_pgbench(self, count):
        choose = (f"\\set call :call + 1\n\\set number {self.used} + :call * {WORKERS} + :client_id\n"
                  f"\\set account {INVITED.member} + :number\n"
                  f"\\set administrator {INVITED.administrator} + :number % {INVITED.administrators}\n")
        self.used += count
        script = pgbench.Script.write(
            self.bench.directory / "accept.sql", "accept_administrator_invitation", "AcceptInvitation", choose,
            ":administrator::text", "lpad(to_hex(:number::bigint), 32, '0')", call=-1,
            retry_key="sha256(:account::text::bytea)",
            facts="json_build_object('signature', encode(sha256(('s' || :account)::bytea), 'hex'))::jsonb",
            parameters=f'{{"MasterId": "{INVITED.administrator}", "InvitationId": "{invitation_id(0)}"}}')
        return pgbench.measure(self.bench.database, script, "-t", count // WORKERS)


def writes(bench):
    seconds, pairs = QUICK if bench.quick else FULL
    acceptances = Acceptances(bench)
    acceptances.make(2 * TRIAL)
    fastest, _ = max(acceptances.through_pgbench(TRIAL), acceptances.through_nginx(TRIAL))
    count = math.ceil(fastest * seconds / WORKERS) * WORKERS
    acceptances.make(2 * pairs * count)
    bench.say(f"{2 * pairs * count} members are invited")
    costs = Costs(bench)
    found = turns.take(bench, "writes/s", pairs,
                       pgbench=costs.metered("pgbench", lambda: acceptances.through_pgbench(count)),
                       memberhub=costs.metered("memberhub", lambda: acceptances.through_nginx(count)))
    middle = turns.medians(found)
    return bench.figure(
        ours=middle["memberhub"], reference=middle["pgbench"],
        how=f"medians of {pairs} phases of {count} AcceptInvitation each way, in turns, each call by a member that "
            f"never called before; {CLIENTS} clients against {WORKERS} connections of pgbench; writes/s: "
            f"{turns.told(found)}; us of processor time a write, with the start of pgbench's sessions: {costs.told()}")


def read(bench, operation, function, target, *arguments):
    """One of the read rows."""
    seconds, pairs = QUICK if bench.quick else FULL
    bench.once(make_readers)
    plan = [step(READING.member_id(number), "GET", target) for number in range(READERS)]
    script = pgbench.Script.write(
        bench.directory / f"{function}.sql", function, operation,
        f"\\set account random({READING.member}, {READING.member + READERS - 1})\n", *arguments)
    bench.drive(plan, connections=CLIENTS, seconds=WARMUP_S)
    costs = Costs(bench)
    found = turns.take(
        bench, "reads/s", pairs,
        pgbench=costs.metered("pgbench", lambda: pgbench.measure(bench.database, script, "-T", seconds)),
        memberhub=costs.metered("memberhub",
                                lambda: rate(bench.drive(plan, connections=CLIENTS, seconds=seconds))))
    middle = turns.medians(found)
    return bench.figure(
        ours=middle["memberhub"], reference=middle["pgbench"],
        how=f"medians of {pairs} phases of {seconds} s each way, in turns; {READERS} members with an "
            f"administrator and {len(READING.states)} invitations each; {CLIENTS} clients against {WORKERS} "
            f"connections of pgbench; reads/s: {turns.told(found)}; us of processor time a read: {costs.told()}")


def make_readers(bench):
    READING.make(bench.database)


def get_administrator_account(bench):
    return read(bench, "GetAdministratorAccount", "get_administrator_account", "/administrator")


def list_invitations(bench):
    return read(bench, "ListInvitations", "list_invitations", "/invitations", "50::integer", "NULL::text")


def fifty(bench):
    """One InviteMembers of fifty accounts against one of one account: an administrator for each call."""
    calls = BATCH_CALLS * BATCH_TURNS
    ones = Population(administrator=760000000000, administrators=calls, member=761000000000, members=calls,
                      states=("Created",))
    fifties = Population(administrator=762000000000, administrators=calls, member=763000000000,
                         members=calls * BATCH, states=("Created",))
    used = {ones: 0, fifties: 0}
    for population in used:
        population.make(bench.database)

    def latency_ms(population):
        first, used[population] = used[population], used[population] + BATCH_CALLS
        plan = [step(population.administrator_of(number), "POST", "/members/invite", {
            "AccountIds": [population.member_id(member) for member in range(number, population.members, calls)]})
            for number in range(first, used[population])]
        return bench.drive(plan, "--once", connections=1, expect_text='"UnprocessedAccounts":[]')["good"]["p50_ms"]

    found = turns.take(bench, "ms", BATCH_TURNS, fifty=lambda: latency_ms(fifties), one=lambda: latency_ms(ones))
    middle = turns.medians(found)
    return bench.figure(
        ours=middle["fifty"], reference=middle["one"],
        how=f"medians of {BATCH_TURNS} turns of {BATCH_CALLS} InviteMembers each way, one at a time; median "
            f"latencies in ms: {turns.told(found)}")
