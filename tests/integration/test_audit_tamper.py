"""memberhubctl audit verify finds and names what anybody changed: in a dump, in the seal file, in the database itself."""
import json
import os
import random
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from private_stack import Stack
from tamper_cases import CASES, drop_first_events
from tamper_sql_cases import DISABLE_TRIGGERS, SQL_CASES
from tampering import ROUNDS, field, is_named, judged, make_trail, memberhubctl, read_trail, seal_line, with_field
import memberhub_testing as testing

FLIPS, FLIPS_A_RUN = 1000, 20


@pytest.fixture(scope="module")
def rng():
    return random.Random(f"{os.environ['MEMBERHUB_TEST_SEED']} tampering")


@pytest.fixture(scope="module")
def stack(rng):
    directory = Path(tempfile.mkdtemp(prefix="memberhub-tamper-"))
    directory.chmod(0o711)  # PostgreSQL's user passes through
    found = Stack(directory)
    found.up()
    try:
        make_trail(found, testing.Accounts(rng.random()))
        yield found
    finally:
        found.dev("down", "--purge")


@pytest.fixture(scope="module")
def trail(stack, rng):
    return read_trail(stack, rng)


@pytest.fixture
def verify_dump(stack, tmp_path):
    def verify(trail, *arguments):
        (tmp_path / "dump").write_text(trail.text())
        (tmp_path / "seals").write_text("".join(trail.seal_lines))
        return judged(memberhubctl(stack, "audit", "verify", "--from", tmp_path / "dump", "--seals", tmp_path / "seals",
                                   "--json", *arguments))
    return verify


# ---- nothing is wrong ------------------------------------------------------------------------------------------------


def test_the_trail_is_large_enough_to_show_something(trail):
    assert len(trail.table("event")) > 200 and len(trail.table("seal")) >= ROUNDS
    assert len(trail.table("relationship")) > 10


def test_an_untampered_database_is_clean(stack):
    assert judged(memberhubctl(stack, "audit", "verify", "--json")) == []


def test_an_untampered_dump_is_clean(trail, verify_dump):
    assert verify_dump(trail) == []


def test_an_auditor_needs_neither_settings_nor_database(stack, trail, tmp_path):
    (tmp_path / "dump").write_text(trail.text())
    key = memberhubctl(stack, "audit", "key").stdout.strip()
    arguments = ["audit", "verify", "--json", "--from", tmp_path / "dump", "--key"]
    assert judged(memberhubctl("/dev/null", *arguments, key)) == []
    other = memberhubctl("/dev/null", *arguments, "00" * 32)
    assert is_named(judged(other), {"kind": "seal-key", "seal": "1"})


def test_the_summary_counts_what_was_read(stack, trail):
    summary = json.loads(memberhubctl(stack, "audit", "verify", "--json").stdout)
    assert summary["events"] == len(trail.table("event")) and summary["seals"] == len(trail.table("seal"))
    assert summary["accounts"] == len({event["account_id"] for event in trail.table("event")})
    assert summary["unsealed"] == 0 and summary["relationships"] == len(trail.table("relationship"))


# ---- a superuser was in the database --------------------------------------------------------------------------------


def psql(stack, database, sql):
    done = stack.dev("psql", "-d", database, "-qAt", "-v", "ON_ERROR_STOP=1", "-c", sql)
    assert done.returncode == 0, done
    return done.stdout.strip()


@pytest.fixture
def database(stack):
    """A copy of the database, and the connection string that memberhubctl takes."""
    name = f"tampered_{os.urandom(4).hex()}"
    psql(stack, "postgres", f"CREATE DATABASE {name} TEMPLATE memberhub")
    yield name, f"host={stack.record('sockets')}/pg port={stack.port} dbname={name} user=postgres"
    psql(stack, "postgres", f"DROP DATABASE {name}")


def victim(trail):
    """An event that has a neighbour of the same account under the same seal, in the words of the SQL cases."""
    event, place = trail.pick(least=2, most=12, where=lambda event: trail.seal_of(event)["number"] != "1" and
                              "127.0.0.1" in event["record"])
    seal = trail.seal_of(event)
    other = next(e for e in trail.bundles()[place["seal"], place["account"]] if e is not event)
    return {**place, "transaction": event["transaction_id"], "from": seal["from_transaction"],
            "to": seal["to_transaction"], "other": other["event_id"], "other_sequence": other["sequence"],
            "other_transaction": other["transaction_id"], "last": trail.table("seal")[-1]["number"],
            "administrator": next(row["administrator_id"] for row in trail.table("relationship")
                                  if row["state"] == "Enabled")}


@pytest.mark.parametrize("name, sql, expected", SQL_CASES, ids=[case[0] for case in SQL_CASES])
def test_a_superuser_is_caught(name, sql, expected, stack, trail, database):
    words = victim(trail.copy(random.Random(f"{os.environ['MEMBERHUB_TEST_SEED']} {name}")))
    psql(stack, database[0], DISABLE_TRIGGERS + sql % words)
    findings = judged(memberhubctl(stack, "audit", "verify", "--json", MEMBERHUB_DATABASE_ADMIN=database[1]))
    finding = {member: text % words for member, text in expected.items()}
    assert is_named(findings, finding), (finding, findings)


def test_a_seal_of_the_file_is_in_the_database_whatever_its_date(stack, trail, tmp_path):
    copy = trail.copy(random.Random(1))
    seal = copy.table("seal")[-1]
    ahead = datetime.now(timezone.utc) + timedelta(minutes=4)
    number = str(int(seal["number"]) + 1)
    for name, value in {"number": number, "sealed-at": ahead.strftime("%Y-%m-%dT%H:%M:%S.000Z")}.items():
        seal["record"] = with_field(seal["record"], name, value)
    copy.sign(seal)
    (tmp_path / "seals").write_text("".join(trail.seal_lines) + seal_line({**seal, "number": number}))
    findings = judged(memberhubctl(stack, "audit", "verify", "--seals", tmp_path / "seals", "--json"))
    assert is_named(findings, {"kind": "seal-missing", "seal": number}), findings


def test_a_dump_that_is_older_than_the_seal_file_says_so(stack, trail, verify_dump, tmp_path):
    copy = trail.copy(random.Random(1))
    last = copy.table("seal")[-1]
    taken = datetime.strptime(field(last["record"], "sealed-at"), "%Y-%m-%dT%H:%M:%S.%f%z")
    copy.rows[0]["taken_at_ms"] = round(taken.timestamp() * 1000) - 1
    copy.rows = [row for row in copy.rows if row.get("seal") is not last
                 and row.get("seal_account", {}).get("number") != last["number"]]
    verify_dump(copy)
    said = memberhubctl(stack, "audit", "verify", "--from", tmp_path / "dump", "--seals", tmp_path / "seals").stdout
    assert "THE DUMP IS OLDER: 1 seals of the file were made after it\n" in said


def test_triggers_refuse_who_does_not_switch_them_off(stack, database):
    for sql in ("UPDATE memberhub.audit_event SET record = ''", "DELETE FROM memberhub.audit_seal",
                "TRUNCATE memberhub.audit_seal_account"):
        done = stack.dev("psql", "-d", database[0], "-qAtc", sql)
        assert "append-only" in done.stderr, done


# ---- a dump, or the seal file, was changed ---------------------------------------------------------------------------


def test_there_are_at_least_forty_kinds():
    assert len({case.__name__ for case in CASES}) == len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_tampering_is_found_and_named(case, trail, verify_dump):
    copy = trail.copy(random.Random(f"{os.environ['MEMBERHUB_TEST_SEED']} {case.__name__}"))
    expected = case(copy)
    findings = verify_dump(copy)
    assert expected
    for finding in expected:
        assert is_named(findings, finding), (finding, findings)


def test_a_drop_of_before_statements_is_told_and_not_proven(trail, verify_dump, tmp_path, stack):
    copy = trail.copy(random.Random(1))
    drop_first_events(copy, 20, 20)
    assert verify_dump(copy, "--retention", "90") == []
    said = memberhubctl(stack, "audit", "verify", "--from", tmp_path / "dump", "--retention", "90").stdout
    assert "UNPROVEN: 20 events are said to have been dropped before the sealer stated drops\n" in said


@pytest.mark.parametrize("arguments", [("--retention", "0"), ()], ids=["everything is kept", "nobody knows"])
def test_a_drop_is_a_finding_unless_retention_lets_it(trail, verify_dump, arguments):
    copy = trail.copy(random.Random(1))
    drop_first_events(copy, 20, 20)
    assert [finding["kind"] for finding in verify_dump(copy, *arguments)] == ["drop-unexpected"]


def test_a_trail_of_before_statements_is_as_clean_as_it_was(trail, verify_dump):
    assert verify_dump(trail.copy(random.Random(1)).in_first_form()) == []


def test_a_dump_of_before_statements_is_read(trail, verify_dump):
    copy = trail.copy(random.Random(1)).in_first_form()
    copy.rows = [row for row in copy.rows if not {"state_counts", "account", "key", "enrollment"} & set(row)]
    copy.rows[0]["memberhub_dump"] = 1
    assert verify_dump(copy) == []


def flipped(text, rng):
    """The text with one of its bits the other way; always a character of ASCII, and never NUL."""
    while True:
        at, bit = rng.randrange(len(text)), rng.randrange(7)
        other = chr(ord(text[at]) ^ 1 << bit)
        if ord(text[at]) < 0x80 and other != "\0":
            return text[:at] + other + text[at + 1:]


def flip_some(trail, rng):
    """Flips a bit in some events and seals, no two of them the same; gives what has to be named."""
    events = rng.sample(trail.table("event"), FLIPS_A_RUN - 4)
    seals = rng.sample(trail.table("seal"), 4)
    expected = []
    for row, columns in [(event, ("record", "leaf")) for event in events] + \
                        [(seal, ("record", "signature")) for seal in seals]:
        expected.append({"event": row["event_id"]} if "leaf" in row else {"seal": row["number"]})
        column = rng.choice(columns)
        row[column] = flipped(row[column], rng)
    return expected


def test_every_flipped_bit_is_found(trail, verify_dump):
    rng = random.Random(f"{os.environ['MEMBERHUB_TEST_SEED']} flips")
    found = 0
    while found < FLIPS:
        copy = trail.copy(rng)
        expected = flip_some(copy, rng)
        findings = verify_dump(copy)
        for place in expected:
            assert is_named(findings, place), (place, findings)
        found += len(expected)
