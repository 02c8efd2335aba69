"""What retention drops is stated by the sealer and proven to the end; and nothing else can have been dropped. Each kind of
tampering is found and named, whatever retention is said to be, in the database and in a dump."""
import copy
import json
import os
import random
import tempfile
from pathlib import Path

import pytest
from drop_cases import CASES
from old_trail import TRIGGERS, OldTrail, psql, sealed, stop
from private_stack import Stack, is_alive, wait_for
from tamper_cases import CASES as OTHER_CASES
from tamper_sql_cases import SQL_CASES
from tampering import Trail, chain_hash, is_named, judged, memberhubctl, read_trail, seal_line, with_field
import memberhub_testing as testing

RETENTIONS = ("0", "365")
# How each kind of row of a dump gets into its table.
LOADS = {
    "drop": ("audit_drop (month, number)", "x.month, x.number::bigint"),
    "drop_line": ("audit_drop_line (month, position, line)", "x.month, x.position::bigint, x.line"),
    "seal": ("audit_seal (number, record, signature, from_transaction, to_transaction, sealed_at)",
             "x.number::bigint, x.record, decode(x.signature, 'hex'), x.from_transaction::xid8, x.to_transaction::xid8, "
             "x.sealed_at::timestamptz"),
    "seal_account": ("audit_seal_account (number, account_id, events, root)",
                     "x.number::bigint, x.account_id, x.events::bigint, decode(x.root, 'hex')"),
    "event": ("audit_event (transaction_id, sequence, event_id, account_id, service, region, event_name, event_time, effects, "
              "record, leaf)", "x.transaction_id::xid8, x.sequence::bigint, x.event_id::uuid, x.account_id, x.service, x.region, "
              "x.event_name, timestamptz 'epoch' + x.event_time_ms::bigint * interval '1 ms', x.effects::json, x.record, "
              "decode(x.leaf, 'hex')"),
    "relationship": ("relationship (service, region, administrator_id, member_id, state, updated_at, created_at)",
                     "x.service, x.region, x.administrator_id, x.member_id, x.state, now(), now()"),
    "account": ("account (account_id, name, status)", "x.account_id, 'loaded', x.status"),
    "key": ("access_key (access_key_id, account_id, secret_sealed, status)", "x.access_key_id, x.account_id, '', x.status"),
    "enrollment": ("enrollment (service, region, account_id, enabled, subscribed_at, detector_id)",
                   "x.service, x.region, x.account_id, true, now(), nullif(x.detector_id, 'enabled')"),
}
UNBIND = """DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT k.conrelid::regclass AS of, k.conname FROM pg_constraint AS k
             WHERE k.connamespace = 'memberhub'::regnamespace AND k.contype IN ('c', 'f') AND k.conparentid = 0
               AND k.coninhcount = 0 ORDER BY k.contype DESC LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', c.of, c.conname);
    END LOOP;
END $$;
CREATE TABLE memberhub.audit_event_other PARTITION OF memberhub.audit_event DEFAULT;"""


class DropTrail(Trail):
    """A dump of a trail with a drop, the same of before it, and the names of who is in it."""

    def __init__(self, *arguments, before=None, words=None):
        super().__init__(*arguments)
        self.before, self.words = before, words

    def copy(self, rng):
        return DropTrail(copy.deepcopy(self.rows), list(self.seal_lines), self.seed, rng, before=self.before, words=self.words)

    def put_back(self, events):
        """Has events of before the drop where a dump has them: by transaction and sequence."""
        for event in events:
            key = int(event["transaction_id"]), int(event["sequence"])
            behind = next(other for other in self.table("event")
                          if (int(other["transaction_id"]), int(other["sequence"])) > key)
            at = self.index("event", behind)
            # Under its own seal: right behind that seal and its accounts.
            number = self.seal_of(event)["number"]
            accounts = [row for row in self.table("seal_account") if row["number"] == number]
            at = min(at, self.index("seal_account", accounts[-1]) + 1) if self.seal_of(behind)["number"] != number else at
            self.rows.insert(at, {"event": dict(event)})

    def append_seal(self, dropped, seed=None):
        """A seal without events that states a drop; gives its number."""
        last = self.table("seal")[-1]
        number = str(int(last["number"]) + 1)
        record = last["record"]
        for name, value in {"number": number, "previous": chain_hash(last), "from-transaction": last["to_transaction"],
                            "events": 0, "accounts": 0, "root": EMPTY_ROOT, "dropped": dropped}.items():
            record = with_field(record, name, value)
        seal = {**last, "number": number, "record": record, "from_transaction": last["to_transaction"]}
        self.sign(seal, seed)
        at = next((i for i, row in enumerate(self.rows) if "relationship" in row), len(self.rows) - 1)
        self.rows.insert(at, {"seal": seal})
        self.seal_lines.append(seal_line(seal))
        return number

    def silent(self, table, where):
        """A relationship of which no event that is left tells."""
        told = {(event["service"], event["region"], effect["administrator"], effect["member"])
                for event in self.table("event") for effect in json.loads(event["effects"] or "[]")}
        return next(row for row in self.table(table) if where(row) and (
            row["service"], row["region"], row["administrator_id"], row["member_id"]) not in told)


EMPTY_ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture(scope="module")
def rng():
    return random.Random(f"{os.environ['MEMBERHUB_TEST_SEED']} drops")


@pytest.fixture(scope="module")
def stack():
    directory = Path(tempfile.mkdtemp(prefix="memberhub-drops-"))
    directory.chmod(0o711)  # PostgreSQL's user passes through
    found = Stack(directory)
    found.environment["MEMBERHUB_SERVER_WORKERS"] = "2"
    found.up()
    try:
        yield found
    finally:
        found.dev("down", "--purge")


@pytest.fixture(scope="module")
def old(stack, rng):
    """The trail of before the drop, and then of after it, the server having stopped."""
    trail = OldTrail(stack, testing.Accounts(rng.random()))
    trail.begin()
    trail.write()
    trail.before = read_trail(stack, rng)
    trail.drop()
    stop(stack)
    return trail


@pytest.fixture(scope="module")
def trail(stack, old, rng):
    read = read_trail(stack, rng)
    words = {**old.words, "drop_seal": read.table("drop")[0]["number"]}
    return DropTrail(read.rows, read.seal_lines, read.seed, rng, before=old.before, words=words)


@pytest.fixture(scope="module")
def database(stack, old):
    """A database without rules, to load dumps into; its connection string."""
    psql(stack, "CREATE DATABASE loaded TEMPLATE memberhub")
    run_sql(stack, TRIGGERS.format("DISABLE") + UNBIND)
    yield f"host={stack.record('sockets')}/pg port={stack.port} dbname=loaded user=postgres"
    psql(stack, "DROP DATABASE loaded")


def run_sql(stack, sql):
    with tempfile.NamedTemporaryFile("w", suffix=".sql", dir=stack.directory) as file:
        file.write(sql)
        file.flush()
        os.chmod(file.name, 0o644)
        done = stack.dev("psql", "-d", "loaded", "-qAtX", "-v", "ON_ERROR_STOP=1", "-f", file.name)
    assert done.returncode == 0, done


def load(stack, trail):
    """Has the database hold what a dump does."""
    sql = ["BEGIN; TRUNCATE " + ", ".join("memberhub." + into.partition(" ")[0] for into, _ in LOADS.values()) + " CASCADE;"]
    for name, (into, columns) in LOADS.items():
        rows = trail.table(name)
        if rows:
            text = json.dumps(rows).replace("'", "''")
            names = ", ".join(f"{column} text" for column in rows[0])
            sql.append(f"INSERT INTO memberhub.{into} SELECT {columns} FROM json_to_recordset('{text}') AS x ({names});")
    run_sql(stack, "\n".join(sql) + "COMMIT;")


@pytest.fixture
def verify(stack, database, tmp_path):
    """Verifies a trail in each way: gives the findings by the way."""
    def run(trail, *retentions):
        (tmp_path / "dump").write_text(trail.text())
        (tmp_path / "seals").write_text("".join(trail.seal_lines))
        load(stack, trail)
        found = {}
        for days in retentions:
            arguments = ["audit", "verify", "--seals", tmp_path / "seals", "--retention", days, "--json"]
            found["dump", days] = judged(memberhubctl(stack, *arguments, "--from", tmp_path / "dump"))
            found["database", days] = judged(memberhubctl(stack, *arguments, MEMBERHUB_DATABASE_ADMIN=database))
        return found
    return run


def test_the_statement_says_what_goes_and_what_stays(trail):
    lines = [row["line"].split() for row in trail.table("drop_line")]
    left = {event["event_id"] for event in trail.table("event")}
    dropped = sum(event["event_id"] not in left for event in trail.before.table("event"))
    said = {line[0]: line[1:] for line in lines}
    assert said["month"] == [trail.words["goes"]] and said["events"] == [str(dropped)] and dropped > 50
    assert sum(int(line[2]) for line in lines if line[0] == "account") == dropped
    assert {"kept", "state"} <= set(said) and "lacked" not in said


def test_an_honest_drop_of_an_old_month_is_no_finding(trail, old, verify):
    for way, findings in verify(trail, str(old.retention_days), "1").items():
        assert findings == [], way


def test_a_drop_before_its_time_is_a_finding(trail, old, verify):
    for way, findings in verify(trail, str(old.retention_days + 1), "365", "0").items():
        assert [(finding["kind"], finding["seal"]) for finding in findings] == [
            ("drop-unexpected", trail.words["drop_seal"])], way


def test_a_drop_is_a_finding_in_a_dump_of_unknown_retention(stack, trail, tmp_path):
    (tmp_path / "dump").write_text(trail.text())
    findings = judged(memberhubctl(stack, "audit", "verify", "--from", tmp_path / "dump", "--json"))
    assert [finding["kind"] for finding in findings] == ["drop-unexpected"]


def test_a_drop_that_is_stated_and_not_done_is_told(stack, trail, old, tmp_path):
    """As a sealer leaves it that is killed between the two."""
    undone = trail.copy(random.Random(1))
    seals = [i for i, row in enumerate(undone.rows) if "seal" in row]
    stated = next(n for n, i in enumerate(seals) if undone.rows[i]["seal"]["number"] == trail.words["drop_seal"])
    # All of before the drop, and the seals up to the one that states it; statements come before the transitions.
    rows = copy.deepcopy(trail.before.rows)
    first = next(i for i, row in enumerate(rows) if "transition" in row)
    last = next(i for i, row in enumerate(rows) if "relationship" in row)
    undone.rows = rows[:first] + [row for row in undone.rows if "drop" in row or "drop_line" in row] + rows[first:last] \
        + undone.rows[seals[len(trail.before.table("seal"))]:seals[stated + 1]] + rows[last:]
    undone.rows[0]["taken_at_ms"] = trail.rows[0]["taken_at_ms"]
    (tmp_path / "dump").write_text(undone.text())
    arguments = ["audit", "verify", "--from", tmp_path / "dump", "--retention", str(old.retention_days)]
    assert judged(memberhubctl(stack, *arguments, "--json")) == []
    assert f"the drop of {trail.words['goes']} is stated, and not done yet\n" in memberhubctl(stack, *arguments).stdout


def test_there_are_at_least_seventy_kinds():
    assert len({case.__name__ for case in CASES}) == len(CASES)
    assert len(CASES) + len(OTHER_CASES) + len(SQL_CASES) >= 70 and len(CASES) >= 50


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_tampering_is_found_and_named(case, trail, verify):
    tampered = trail.copy(random.Random(f"{os.environ['MEMBERHUB_TEST_SEED']} {case.__name__}"))
    expected = case(tampered)
    assert expected
    for way, findings in verify(tampered, *RETENTIONS).items():
        for finding in expected:
            assert is_named(findings, finding), (way, finding, findings)


# ---- the real sealer goes on ----------------------------------------------------------------------------------------------


FORGE = TRIGGERS.format("DISABLE") + """
    WITH gone AS (DELETE FROM memberhub.audit_event WHERE account_id = '{account}' AND transaction_id < (
        SELECT max(to_transaction) FROM memberhub.audit_seal) RETURNING *)
    SELECT memberhub.system_event('TrailPartitionDropped', '000000000000', 'cloudtrail', 'us-east-1', jsonb_build_object(
        'partition', 'audit_event_' || to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM'), 'events', count(*),
        'firstSequence', min(g.sequence), 'lastSequence', max(g.sequence),
        'toTransaction', max(g.transaction_id)::text::bigint + 1)) FROM gone AS g;""" + TRIGGERS.format("ENABLE ALWAYS")


@pytest.mark.parametrize("retention", RETENTIONS)
def test_one_forged_event_hides_nothing(stack, trail, old, retention):
    account = old.words["new_active" if retention == "0" else "new_suspended"]
    if not is_alive(stack.master):
        stack.up()
    psql(stack, FORGE.format(account=account))
    sealed(stack)
    findings = judged(memberhubctl(stack, "audit", "verify", "--json", "--retention", retention))
    assert is_named(findings, {"kind": "event-missing", "account": account}), findings
    assert is_named(findings, {"kind": "drop-unexpected"}), findings


def test_a_month_that_was_tampered_with_is_not_dropped(stack, trail, old):
    """It would take the evidence along."""
    old.keep(0)
    psql(stack, TRIGGERS.format("DISABLE") + "DELETE FROM memberhub.audit_event WHERE sequence = (SELECT max(sequence) "
         f"FROM memberhub.audit_event WHERE event_time < timestamptz '{old.stays:%Y-%m-%d}Z' + interval '20 days');"
         + TRIGGERS.format("ENABLE ALWAYS"))
    failed = len(stack.events("audit_maintain_failed"))
    old.keep(1)
    wait_for(lambda: len(stack.events("audit_maintain_failed")) > failed, "the sealer refuses")
    assert "its events are not what was sealed" in stack.events("audit_maintain_failed")[-1]["detail"]
    assert f"{old.stays:%Y-%m}" in old.partitions()
