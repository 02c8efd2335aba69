"""memberhubctl audit verify finds and names what anybody changed: in a dump, in the seal file, in the database itself."""
import json
import os
import random
import tempfile
from pathlib import Path

import pytest
from private_stack import Stack
from tamper_cases import CASES
from tampering import judged, leaf, make_trail, memberhubctl, is_named, read_trail
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
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEMBERHUB_ENDPOINT", f"http://127.0.0.1:{found.port}")
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
    assert len(trail.table("event")) > 200 and len(trail.table("seal")) >= 8
    assert len(trail.table("relationship")) > 10


def test_an_untampered_database_is_clean(stack):
    assert judged(memberhubctl(stack, "audit", "verify", "--json")) == []


def test_an_untampered_dump_is_clean(trail, verify_dump):
    assert verify_dump(trail) == []


def test_an_auditor_needs_neither_settings_nor_database(stack, trail, tmp_path):
    (tmp_path / "dump").write_text(trail.text())
    key = memberhubctl(stack, "audit", "key").stdout.strip()
    arguments = ["audit", "verify", "--json", "--from", tmp_path / "dump", "--key"]
    nowhere = {"MEMBERHUB_CONF": "/dev/null"}
    settings = ["-c", "/dev/null"]
    assert judged(memberhubctl(stack, *settings[:0], *arguments, key, **nowhere)) == []
    other = memberhubctl(stack, *arguments, "00" * 32, **nowhere)
    assert is_named(judged(other), {"kind": "seal-key", "seal": "1"})


def test_the_summary_counts_what_was_read(stack, trail):
    summary = json.loads(memberhubctl(stack, "audit", "verify", "--json").stdout)
    assert summary["events"] == len(trail.table("event")) and summary["seals"] == len(trail.table("seal"))
    assert summary["accounts"] == len({event["account_id"] for event in trail.table("event")})
    assert summary["unsealed"] == 0 and summary["relationships"] == len(trail.table("relationship"))


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
