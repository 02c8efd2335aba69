#!/usr/bin/python3
"""The fault suite: clients race on the same accounts while workers, backends and databases are killed under them.

Each kind of fault alone, then all of them mixed; then check_invariants.py, a program of its own, reads the database and
what the clients wrote down. The last lines tell the counts. The seed decides what the clients do and what is killed
when; how the processes interleave it cannot decide.
"""
import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
TOP = HERE.parents[1]
sys.path[:0] = [str(HERE), str(TOP / "tests/pylib"), str(TOP / "tests/integration")]

import memberhub_testing as testing  # noqa: E402  (after the path is set)

testing.clean_environment()

import failpoints  # noqa: E402
import self_test  # noqa: E402
from load import Client, Load, Log, make_groups  # noqa: E402
from private_stack import wait_for  # noqa: E402
from stack import FaultStack, adopt_orphans, age_s, kill  # noqa: E402

# What a run has to reach, whatever the machine.
FLOORS = {"workers killed": 300, "nginx workers killed": 10, "backends killed": 15, "postmasters killed": 10, "promotions": 3}
AT_RANDOM, AT_EACH_POINT, MIXED, DOORS = 120, 9, 40, 12
BACKENDS_TERMINATED, BACKENDS_KILLED, POSTMASTERS, PROMOTIONS = 12, 4, 10, 2
# A worker that dies younger waits for its successor: the master takes it for one that cannot live.
YOUNG_S = 1.05
# After a fault, until the next: the service must have answered so many calls again.
ANSWERS_BETWEEN = 20
DEADLINE_S = 60
# The mix goes on for so long at most, on a machine that is busy with other things.
MIXED_S = 25
# How often commits are given up on while the standby is cut off, and for how long more without new calls: the sealer
# looks each second.
UNCONFIRMED, QUIET_SEALER_S = 5, 4
# What is left of the load when it ends: nginx's kept connections live two seconds.
QUIET_S = 10


class Tally(dict):
    """Counts, in the order in which they are told."""

    def add(self, what, count=1):
        self[what] = self.get(what, 0) + count


class Round:
    """One run of every fault against fresh accounts, and its check."""

    def __init__(self, stack, seed, directory, tally):
        self.stack, self.directory, self.tally = stack, directory, tally
        self.random = random.Random(f"{seed}/faults")
        self.groups = make_groups(seed)
        self.load = Load(self.groups, seed, directory)
        self.views = Log(directory / "views.ndjson")
        self.unconfirmed = []
        self.viewers = [Client(group, f"{seed}/view/{i}", self.views) for i, group in enumerate(self.groups)]

    # -- killing one thing

    def served(self, answers=ANSWERS_BETWEEN):
        """Waits until the clients have been answered again."""
        before = self.load.answered
        wait_for(lambda: self.load.answered >= before + answers, "the clients are answered", DEADLINE_S)

    def kill_worker(self):
        """Kills a worker that has lived a while."""
        def grown():
            return [pid for pid in self.stack.workers() if (age_s(pid) or 0) > YOUNG_S]
        pids, _ = wait_for(grown, "a worker to kill", DEADLINE_S)
        self.tally.add("workers killed", kill(self.random.choice(pids)))

    def kill_sealer(self):
        """Kills the sealer, unless another kill has: the trail must be whole all the same, and sealed in the end."""
        self.tally.add("sealers killed", sum(map(kill, self.stack.sealers())))

    def kill_door(self):
        """Kills a worker of nginx, with all the calls that it has in hand: their clients hear nothing."""
        pids, _ = wait_for(self.stack.doors, "a worker of nginx to kill", DEADLINE_S)
        self.tally.add("nginx workers killed", kill(self.random.choice(pids)))

    def kill_backend(self, how):
        """Kills a session: SIGKILL makes the server end all others and recover."""
        pids, _ = wait_for(self.stack.primary.backends, "a backend to kill", DEADLINE_S)
        self.tally.add("backends killed", kill(self.random.choice(pids), how))

    def kill_postmaster(self):
        self.stack.primary.kill_postmaster(self.random.choice((signal.SIGKILL, signal.SIGQUIT)))
        self.tally.add("postmasters killed")
        self.stack.primary.restart()

    def add_standby(self):
        if self.stack.standby is None:
            with self.load.paused():  # making it is no fault
                self.stack.add_standby()
            self.served()

    def promote(self):
        """Makes a standby and fails over to it, by sudden death or by a shutdown that gives nobody time."""
        self.add_standby()
        self.stack.wait_synchronous()
        self.stack.fail_over(self.random.choice((signal.SIGKILL, signal.SIGQUIT, signal.SIGINT)))
        self.tally.add("promotions")
        self.served()

    def give_up_commits(self):
        """Cancels whoever waits for the standby; gives how many, or None when the server does not answer."""
        found = self.stack.primary.ask("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity "
                                       "WHERE wait_event = 'SyncRep' AND usename = 'memberhub_app'")
        self.tally.add("commits given up", int(found or 0))
        return found and int(found)

    def leave_unconfirmed(self):
        """Gives up on commits that the standby has not seen, and then fails over: they never were.

        The server calls such a commit done, with a warning. Whoever believes it has acknowledged what is lost.
        """
        self.add_standby()
        started = time.monotonic()
        self.stack.cut_off_standby()
        for _ in range(UNCONFIRMED):
            wait_for(self.give_up_commits, "a commit waits")
        with self.load.paused():
            # When no call comes any more, the sealer has nothing to seal and only looks at what it sealed.
            quiet = time.monotonic() + QUIET_SEALER_S
            wait_for(lambda: self.give_up_commits() is None or time.monotonic() > quiet, "the sealer has looked")
            self.stack.fail_over(signal.SIGQUIT)
        self.tally.add("promotions")
        self.served()
        # What was read in between may include what then never was: PostgreSQL shows such commits.
        self.unconfirmed.append([started, time.monotonic()])

    # -- each fault alone

    def workers_at_random(self):
        for number in range(AT_RANDOM):
            self.kill_worker()
            if number % 10 == 0:
                self.kill_sealer()

    def workers_at_points(self):
        """At each point some workers die, on a pass that the seed chooses."""
        for point in failpoints.NAMES:
            self.tally.add("workers killed", self.stack.end_process())
            before = self.stack.deaths(point)
            self.stack.serve(f"{point}:{self.random.randint(1, 8)}")
            wait_for(lambda: self.stack.deaths(point) >= before + AT_EACH_POINT, f"workers die at {point}", DEADLINE_S)
            self.tally.add("workers killed", self.stack.deaths(point) - before)
        self.tally.add("workers killed", self.stack.end_process())
        self.stack.serve()
        self.served()

    def doors(self):
        for _ in range(DOORS):
            self.kill_door()
            self.served()

    def backends(self):
        for _ in range(BACKENDS_TERMINATED):
            self.kill_backend(signal.SIGTERM)
            self.served()
        for _ in range(BACKENDS_KILLED):
            self.kill_backend(signal.SIGKILL)
            self.served()

    def postmasters(self):
        for _ in range(POSTMASTERS):
            self.kill_postmaster()
            self.served()

    def promotions(self):
        for _ in range(PROMOTIONS):
            self.promote()
        self.leave_unconfirmed()

    def mixed(self):
        """Whatever comes next, without waiting for what came before to be over."""
        self.add_standby()
        kinds = [self.kill_worker] * 9 + [lambda: self.kill_backend(signal.SIGTERM)] * 3 + [
            lambda: self.kill_backend(signal.SIGKILL), self.kill_postmaster, self.kill_sealer, self.kill_door]
        enough = time.monotonic() + MIXED_S
        for _ in range(MIXED):
            if time.monotonic() < enough:
                self.random.choice(kinds)()
        self.promote()

    PHASES = (workers_at_random, workers_at_points, doors, backends, postmasters, promotions, mixed)

    # -- the round

    def run(self):
        for viewer in self.viewers:
            for account in viewer.group.accounts:
                viewer.enroll(account)
        start = self.numbers()
        logs = {kind: {str(path): path.stat().st_size if path.exists() else 0 for path in paths}
                for kind, paths in self.stack.logs().items()}
        self.load.start()
        self.served(100)
        try:
            for phase in self.PHASES:
                began = time.monotonic()
                phase(self)
                print(f"# {phase.__name__}: {time.monotonic() - began:.1f} s; {dict(self.tally)}", flush=True)
        finally:
            self.load.stop()
        end = self.settled(start)
        for viewer in self.viewers:
            for account in viewer.group.accounts:
                viewer.look(account)
            viewer.hang_up()
        self.views.close()
        self.write_run(start, end, logs)

    def numbers(self):
        """What a leak would make grow: processes, open files of a worker, sessions, transactions, locks."""
        workers = self.stack.workers()
        files = [len(os.listdir(f"/proc/{pid}/fd")) for pid in workers] if os.geteuid() == 0 else [0]
        served = len(workers) + len(self.stack.sealers())
        return {"workers": len(workers), "open files of a worker": max(files),
                "sessions beyond one a process": max(0, len(self.stack.primary.backends()) - served),
                "prepared transactions": int(self.stack.primary.value("SELECT count(*) FROM pg_prepared_xacts")),
                "locks": int(self.stack.primary.value("SELECT count(*) FROM pg_locks WHERE mode <> 'AccessShareLock' "
                                                      "AND mode <> 'ExclusiveLock' AND pid <> pg_backend_pid()"))}

    def settled(self, start):
        """Waits until nothing is left of the load, at most for so long; gives the numbers then."""
        deadline = time.monotonic() + QUIET_S
        while True:
            end = self.numbers()
            if time.monotonic() > deadline or all(end[name] <= start[name] for name in start):
                return end
            time.sleep(0.2)

    def write_run(self, start, end, logs):
        (self.directory / "run.json").write_text(json.dumps({
            "groups": [{"service": group.service, "accounts": group.accounts} for group in self.groups],
            "numbers": {"start": start, "end": end},
            "logs": logs,  # and how long each was before the round
            "unconfirmed": self.unconfirmed,
        }))

    def check(self, tally):
        """Has the checker read the database and the logs; gives its findings and adds its counts."""
        primary = self.stack.primary
        done = subprocess.run(
            [sys.executable, HERE / "check_invariants.py", "--directory", self.directory, "--host", primary.sockets,
             "--port", str(primary.port), "--memberhubctl", TOP / "build" / "memberhubctl",
             "--conf", self.stack.directory / "memberhub.conf"],
            env={**os.environ, "MEMBERHUB_DATABASE_ADMIN": self.stack.conninfo("postgres")},
            capture_output=True, text=True)
        sys.stdout.write(done.stdout)
        sys.stderr.write(done.stderr)
        report = json.loads((self.directory / "report.json").read_text())
        for name, count in report["counts"].items():
            tally.add(name, count)
        return report["findings"]


def arguments():
    parser = argparse.ArgumentParser(prog="./dev test faults", description=__doc__.splitlines()[0])
    parser.add_argument("--seed", default=os.environ.get("FAULTS_SEED") or str(int.from_bytes(os.urandom(4), "big")))
    parser.add_argument("--long", type=float, metavar="SECONDS",
                        help="rounds of all faults until so much time has passed")
    return parser.parse_args()


class Results:
    """Prints what holds and what does not, and counts both."""

    def __init__(self):
        self.passed = self.failed = 0

    def add(self, sentence, problems):
        print(f"{'not ok' if problems else 'ok'} - {sentence}", flush=True)
        for problem in problems[:20]:
            print(f"#   {problem}")
        self.failed += bool(problems)
        self.passed += not problems


def run_rounds(options, work, tally, results):
    """Runs rounds until the time is over, or one in the bounded form, or until one found something."""
    stack = FaultStack(work / "stack")
    (work / "stack").mkdir(mode=0o711)
    deadline = time.monotonic() + (options.long or 0)
    number = 0
    try:
        stack.up()
        os.environ["MEMBERHUB_ENDPOINT"] = f"http://127.0.0.1:{stack.port}"
        while number == 0 or (time.monotonic() < deadline and results.failed == 0):
            directory = work / f"round-{number}"
            directory.mkdir()
            this = Round(stack, f"{options.seed}/{number}" if number else options.seed, directory, tally)
            this.run()
            for finding in this.check(tally):
                results.add(f"{finding['name']}: {finding['sentence']}", finding["problems"])
            if results.failed == 0:
                shutil.rmtree(directory)  # a long run would fill the disk with good news
            number += 1
    finally:
        if results.failed or sys.exc_info()[0]:
            shutil.copytree(stack.directory / "log", work / "log", dirs_exist_ok=True)
            for path in filter(Path.exists, stack.logs()["postgresql"]):
                shutil.copy(path, work / "log")
        stack.down()


def main():
    options = arguments()
    print(f"# FAULTS_SEED={options.seed}: ./dev test faults --seed {options.seed} repeats it", flush=True)
    adopt_orphans()
    results, tally = Results(), Tally.fromkeys([*FLOORS], 0)
    work = Path(tempfile.mkdtemp(prefix="memberhub-faults-"))
    work.chmod(0o711)  # PostgreSQL's user passes through
    for sentence, problems in failpoints.problems():
        results.add(sentence, problems)
    for sentence, problems in self_test.problems():
        results.add(sentence, problems)
    try:
        run_rounds(options, work, tally, results)
    except Exception as error:  # the counts are told all the same
        results.add("the run comes to its end", [repr(error)])
    for name, floor in FLOORS.items():
        results.add(f"at least {floor} {name}", [] if tally[name] >= floor else [f"{tally[name]}"])
    if results.failed:
        print(f"# what is left of the run: {work}")
    else:
        shutil.rmtree(work)
    print(f"# seed {options.seed}")
    for name, count in tally.items():
        print(f"# {name}: {count}")
    print(f"{results.passed} passed, {results.failed} failed")
    return results.failed > 0


if __name__ == "__main__":
    sys.exit(main())
