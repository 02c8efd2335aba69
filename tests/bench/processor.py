"""Whose processor time a call takes. Unlike calls a second it means something on a machine that does other things too,
and where both sides keep all processors busy the two say the same."""
import os
import resource
from pathlib import Path

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
# Of /proc/PID/stat behind the name: user and system time, its own and of children that ended.
TIMES = slice(11, 15)


def tree_s(pid):
    """The time of a process and of all that it started and still has, or has waited for."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(map(int, fields[TIMES])) / TICKS_PER_S + sum(map(tree_s, children))


class Costs:
    """What the calls of each side took, by program."""

    def __init__(self, bench):
        self.bench, self.spent, self.calls = bench, {}, {}

    def now(self):
        stack = self.bench.stack
        client = resource.getrusage(resource.RUSAGE_CHILDREN)
        return {"postgres": tree_s((stack.record("pg-home") / "data" / "postmaster.pid").read_text().split()[0]),
                "memberhubd": tree_s(stack.master),
                "nginx": tree_s((stack.directory / "run" / "nginx.pid").read_text().strip()),
                "client": client.ru_utime + client.ru_stime}

    def metered(self, side, measure):
        """A function that does what `measure` does, which gives calls a second and how many calls there were, gives
        the first of them, and keeps what they cost."""
        def run():
            before = self.now()
            per_s, calls = measure()
            self.calls[side] = self.calls.get(side, 0) + calls
            spent = self.spent.setdefault(side, dict.fromkeys(before, 0))
            for program, seconds in self.now().items():
                spent[program] += seconds - before[program]
            return per_s
        return run

    def us(self, side):
        """Microseconds of a call, by program."""
        return {program: seconds / self.calls[side] * 1e6 for program, seconds in self.spent[side].items()}

    def told(self):
        return "; ".join(
            f"{side} {sum(self.us(side).values()):.0f} ("
            + ", ".join(f"{program} {cost:.0f}" for program, cost in self.us(side).items() if cost >= 0.5) + ")"
            for side in self.spent)
