"""pgbench as the reference: the SQL function of an operation, called as a worker calls it, and nothing else."""
import re
from dataclasses import dataclass

import memberhub_testing as testing
from private_stack import WORKERS

# What does not differ between calls. All of it goes as parameters, as a worker's does: as constants in the text it
# would be parsed once instead of with each call.
IDENTITY = ('{{"type":"Root","principalId":"{0}","arn":"arn:aws:iam::{0}:root","accountId":"{0}","accessKeyId":"{0}"}}'
            .format(700000000000))
REQUEST_ID = "7c6f8a4e-9d1b-4d3e-8f5a-2b1c0d9e8f7a"
USER_AGENT = "memberhub-load"
# Calls of a session before its plans are the ones that it keeps: PostgreSQL makes five others first.
UNSETTLED = 6
# The worker's own text of a call, but that one which is refused fails here: it would be cheaper. Account ids are
# pgbench's numbers; `retry_key`, `facts` and
# `arguments` are SQL.
CALL = """SELECT 1 / (fault IS NULL)::integer, arguments, result FROM memberhub.{function}(ROW(
    :account::text, :epoch::bigint, :identity::jsonb, :service::text, :region::text, :operation::text,
    :request::text, {retry_key}, :address::text, :agent::text, {parameters}, :dialect::text, NULL::text, {facts}
    )::memberhub.caller{arguments});
"""


@dataclass(frozen=True)
class Script:
    """A call for pgbench. `choose` are the lines that set :account; `variables` are further ones that SQL names."""
    path: object
    variables: dict

    @classmethod
    def write(cls, path, function, operation, choose, *arguments, retry_key="NULL::bytea", facts="NULL::jsonb",
              parameters=None, **variables):
        path.write_text(choose + CALL.format(
            function=function, retry_key=retry_key, facts=facts, arguments="".join(f", {argument}" for argument in arguments),
            parameters=":parameters::jsonb" if parameters else "NULL::jsonb").replace("\n    ", " "))
        constant = {"epoch": 1, "identity": IDENTITY, "service": testing.SERVICE, "region": testing.REGION,
                    "operation": operation, "request": REQUEST_ID, "address": "127.0.0.1", "agent": USER_AGENT,
                    "dialect": "documented"}
        return cls(path, {**constant, **({"parameters": parameters} if parameters else {}), **variables})


def settled_rate(log):
    """Calls a second, from pgbench's log of each: client, number, latency in us, script, end in s and us. Without the
    first ones of each client, who is a new session each time, as workers are not: it plans and compiles."""
    calls = [list(map(int, line.split()[:6])) for line in log.splitlines()]
    calls = [(seconds + us / 1e6, latency / 1e6) for _, number, latency, _, seconds, us in calls if number > UNSETTLED]
    return len(calls) / (max(end for end, _ in calls) - min(end - latency for end, latency in calls))


def measure(database, script, *bounds, clients=WORKERS):
    """Calls a second of as many connections as there are workers, and how many there were; `bounds`: -T seconds, or -t
    calls of each."""
    defined = [text for name, value in script.variables.items() for text in ("-D", f"{name}={value}")]
    logs = database.data.parent / "pgbench"  # of the user that it runs as
    said = database.run(
        "pgbench", "-n", "-h", str(database.sockets), "-p", str(database.port), "-U", "memberhub_app",
        "-c", str(clients), "-j", "1", "-M", "prepared", "-l", f"--log-prefix={logs}", *map(str, bounds), *defined,
        "-f", str(script.path), "memberhub")
    assert re.search(r"number of failed transactions: 0 ", said), said
    log, = logs.parent.glob(f"{logs.name}.*")
    rate = settled_rate(log.read_text())
    log.unlink()
    return rate, int(re.search(r"^number of transactions actually processed: ([0-9]+)", said, re.M)[1])
