"""What sealing costs: writes a second, with the sealer running and without it, in turns."""
import statistics

import memberhub_testing as testing
from pgbench import Script, measure

HUBS = 1000
FIRST_HUB = 700000000000
CLIENTS = 4
# Seconds of one phase, and pairs of phases.
SECONDS, PAIRS = 4, 3

CALLER = """ROW({account}, 1, jsonb_build_object('type', 'Root', 'accountId', {account}), 'securityhub',
    '{region}', '{operation}', gen_random_uuid()::text, sha256(uuid_send(gen_random_uuid())), '192.0.2.1', 'bench',
    '{parameters}', 'documented', NULL,
    jsonb_build_object('signature', encode(sha256(uuid_send(gen_random_uuid())), 'hex')))::memberhub.caller"""


def caller(account, operation, parameters="{}"):
    """The SQL of a caller as a worker would send it, with a retry key of its own; `account` is SQL of type text."""
    return CALLER.format(account=account, operation=operation, parameters=parameters,
                         region=testing.REGION).replace("\n", "")


def checked(call):
    """The SQL of a call that fails where its answer is a refusal: those would be cheaper."""
    return f"SELECT 1 / (({call}).fault IS NULL)::integer"


def make_hubs(database):
    enable = checked("memberhub.enable_security_hub(" + caller("a.account_id", "EnableSecurityHub")
                     + ", '{}', false, 'SECURITY_CONTROL')")
    database.query(f"""SET synchronous_commit = off;
        SELECT count(memberhub.account_add(n::text, 'bench'))
        FROM generate_series({FIRST_HUB}, {FIRST_HUB + HUBS - 1}) AS n;
        SELECT count(*) FROM (
            {enable} FROM memberhub.account AS a WHERE a.name = 'bench' ORDER BY a.account_id) AS done""")


def write_script(bench):
    """A pgbench script: one change to one of the hubs, each a transaction and an event."""
    path = bench.directory / "writes.sql"
    # In pieces: pgbench takes a colon and a word for a variable, in a string too.
    arn = f"concat_ws(':', 'arn', 'aws', 'securityhub', '{testing.REGION}', :account::text, 'hub/default')"
    path.write_text(f"\\set account random({FIRST_HUB}, {FIRST_HUB + HUBS - 1})\n" + checked(
        "memberhub.tag_resource(" + caller(":account::text", "TagResource", '{"tags": {"team": "bench"}}')
        + f", {arn}, '{{\"team\": \"bench\"}}')") + ";\n")
    return Script(path, {})


def cost(bench):
    """Writes a second while everything is sealed, against the same without a sealer."""
    make_hubs(bench.database)
    script = write_script(bench)
    figures = {"off": [], "on": []}
    for pair in range(PAIRS):
        for sealing in figures:
            bench.serve(audit_seal=sealing)
            if sealing == "on":
                bench.wait_until_sealed()  # what the phase before left is not this one's to pay
            before = bench.database.value("SELECT count(*) FROM memberhub.audit_seal")
            figures[sealing].append(measure(bench.database, script, "-T", SECONDS, clients=CLIENTS)[0])
            made = int(bench.database.value("SELECT count(*) FROM memberhub.audit_seal")) - int(before)
            assert (made > 0) == (sealing == "on"), f"{made} seals were made with sealing {sealing}"
            bench.say(f"pair {pair + 1} of {PAIRS}, sealing {sealing}: {figures[sealing][-1]:.0f} writes/s")
    bench.wait_until_sealed()
    told = "; ".join(f"{name} " + " ".join(f"{value:.0f}" for value in values) for name, values in figures.items())
    return bench.figure(
        ours=statistics.median(figures["on"]), reference=statistics.median(figures["off"]),
        how=f"medians of {PAIRS} phases of {SECONDS} s each way, in turns; pgbench, {CLIENTS} clients that call "
            f"tag_resource for {HUBS} accounts with prepared statements; writes/s: {told}")
