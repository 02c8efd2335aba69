"""What it takes to verify a trail of a million events, from a dump."""
import json
import statistics
import subprocess
import sys
from pathlib import Path

import bulk
from private_stack import TOP
from sealing import caller, checked

MEMBERHUBCTL = TOP / "build" / "memberhubctl"
USAGE = Path(__file__).parent / "usage.py"
FULL, QUICK, GOAL = 1000000, 100000, 1000000
RUNS_FULL, RUNS_QUICK = 3, 1
# As long as events are made for; what is verified then is extrapolated.
FILLING_S = 40
# Administrators with so many members each, who stay. The rest of the trail are members that come and go, again and
# again: the verifier's memory grows with the relationships that there ever were, and here are some 35,000.
ADMINISTRATORS, MEMBERS, PAGE = 10, 1000, 50
COMERS = 250
FIRST_ADMINISTRATOR, FIRST_MEMBER, FIRST_FILLER = 710000000000, 720000000000, 730000000000
CHUNK, COMMIT = 10000, 1000
# The real writer of events, so that they are what a server's are; each of them moves a relationship.
FILLER = """CREATE SCHEMA bench;
CREATE PROCEDURE bench.fill(p_account_id text, p_events integer) LANGUAGE plpgsql AS $$
DECLARE
    v_operations text[] := '{{CreateMembers,InviteMembers,DisassociateMembers,DeleteMembers}}';
    v_states text[] := '{{None,Created,Invited,Removed,None}}';
BEGIN
    PERFORM set_config('synchronous_commit', 'off', false);
    FOR n IN 0 .. p_events - 1 LOOP
        PERFORM memberhub.audit_append(ARRAY[ROW(
            {caller}, NULL, NULL, '{{"unprocessed": []}}', json_build_array(json_build_object(
                'administrator', p_account_id, 'member', ({member} + n / 4 % {comers})::text,
                'from', v_states[n % 4 + 1], 'to', v_states[n % 4 + 2])), false, NULL)::memberhub.audit_entry]);
        IF n % {commit} = {commit} - 1 THEN
            COMMIT;
        END IF;
    END LOOP;
END $$"""


def make_relationships(database):
    create = checked("memberhub.create_members(" + caller("a.id", "CreateMembers") + ", m.ids, NULL, 11000)")
    enable = checked("memberhub.enable_security_hub(" + caller("a.id", "EnableSecurityHub")
                     + ", '{}', false, 'SECURITY_CONTROL')")
    administrators = f"generate_series({FIRST_ADMINISTRATOR}, {FIRST_ADMINISTRATOR + ADMINISTRATORS - 1})"
    database.query(f"SELECT memberhub.account_add(n::text, 'bench') FROM {administrators} AS n;"
                   f"{enable} FROM (SELECT n::text FROM {administrators} AS n) AS a (id);"
                   f"{create} FROM (SELECT n::text FROM {administrators} AS n) AS a (id), ("
                   f"SELECT array_agg(({FIRST_MEMBER} + n)::text) FROM generate_series(0, {MEMBERS - 1}) AS n "
                   f"GROUP BY n / {PAGE}) AS m (ids)")


def fill(bench, wanted):
    """Appends events until there are so many, which are the whole trail's: the other benchmarks wrote some too. Fewer
    where the time is over."""
    make_relationships(bench.database)
    operation = caller("p_account_id", "@", '{"accountIds": ["720000000000"]}').replace(
        "'@'", "v_operations[n % 4 + 1]")
    bench.database.query(FILLER.format(caller=operation, member=FIRST_MEMBER, comers=COMERS, commit=COMMIT))
    # Whole lives of members; what is missing to the full number is less than four.
    missing = (wanted - bench.events()) // 4 * 4
    sizes = [min(CHUNK, missing - done) for done in range(0, missing, CHUNK)]

    def call(chunk):
        number, size = chunk
        bench.database.query(f"CALL bench.fill('{FIRST_FILLER + number}', {size})")
        return size

    filled = sum(bulk.make(call, enumerate(sizes), FILLING_S))
    bench.say(f"{filled} of {missing} events were made")


def dump(bench):
    path = bench.directory / "dump"
    with open(path, "wb") as file:
        subprocess.run([MEMBERHUBCTL, "-c", bench.stack.directory / "memberhub.conf", "audit", "dump"],
                       stdin=subprocess.DEVNULL, stdout=file, check=True)
    bench.say(f"the dump has {path.stat().st_size / 1e6:.0f} MB")
    return path


def verify(bench, path):
    """Verifies a dump; gives what it said and what it took."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", USAGE, MEMBERHUBCTL, "-c", bench.stack.directory / "memberhub.conf",
         "audit", "verify", "--json", "--from", path, "--seals", bench.stack.directory / "seals"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    said, used = json.loads(done.stdout), json.loads(done.stderr.splitlines()[-1])
    assert used["status"] == 0 and said["findings"] == [], done
    bench.say(f"verified {said['events']} events in {used['processor_s']:.2f} s of the processor's time, "
              f"{used['peak_mib']:.1f} MiB")
    return said, used


def measure(bench):
    wanted, runs = (QUICK, RUNS_QUICK) if bench.quick else (FULL, RUNS_FULL)
    # Sealed when all of it is there, in seals as large as they get: those take the verifier's memory.
    bench.serve(audit_seal="off")
    fill(bench, wanted)
    bench.serve(audit_seal="on")
    bench.wait_until_sealed()
    path = dump(bench)
    # Nothing but the verifier runs meanwhile.
    bench.stop_server()
    runs = [verify(bench, path) for _ in range(runs)]
    said = runs[0][0]
    assert said["relationships"] >= ADMINISTRATORS * MEMBERS, said
    return said, [used for _, used in runs]


def about(said, runs):
    return (f"{runs} run{'s' if runs > 1 else ''} of audit verify --from a dump of {said['events']} events, "
                f"{said['seals']} seals, {said['accounts']} accounts and {said['relationships']} relationships")


def processor_time(bench):
    said, runs = bench.once(measure)
    scale = GOAL / said["events"]
    took = statistics.median(used["processor_s"] for used in runs)
    extrapolated = "" if abs(scale - 1) < 0.001 else f"; {took:.2f} s were measured and extrapolated to {GOAL} events"
    return bench.figure(ours=took * scale,
                        how=f"user and system time, median of {about(said, len(runs))}{extrapolated}")


def memory(bench):
    said, runs = bench.once(measure)
    not_more = "" if said["events"] >= GOAL * 0.999 else "; not extrapolated: it is one seal's and the relationships'"
    return bench.figure(ours=max(used["peak_mib"] for used in runs),
                        how=f"peak resident memory, {about(said, len(runs))}{not_more}")
