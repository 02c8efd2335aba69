"""A verifier of the audit trail's seals that shares no code with the server: hashlib, hmac and the written format."""
import hashlib
import hmac
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

EMPTY_ROOT = hashlib.sha256(b"").digest()
SEALS = "SELECT number, record, encode(signature, 'hex') AS signature FROM memberhub.audit_seal ORDER BY number"
ACCOUNTS = "SELECT number, account_id, events, encode(root, 'hex') AS root FROM memberhub.audit_seal_account"
EVENTS = """SELECT transaction_id::text, sequence::text, event_id::text, account_id, service, region, event_name,
    round(extract(epoch FROM event_time) * 1000)::bigint::text AS event_time_ms, effects::text, record,
    encode(leaf, 'hex') AS leaf FROM memberhub.audit_event"""
UNSEALED = """SELECT count(*) FROM memberhub.audit_event WHERE transaction_id >= coalesce(
    (SELECT to_transaction FROM memberhub.audit_seal ORDER BY number DESC LIMIT 1), '0')"""


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def merkle_root(leaves):
    """RFC 6962, section 2.1, word for word: the left tree has the largest power of two below the count."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    left = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01", merkle_root(leaves[:left]), merkle_root(leaves[left:]))


def leaf(event):
    members = ["memberhub-event-1"] + [event[name] or "" for name in (
        "transaction_id", "sequence", "event_id", "account_id", "service", "region", "event_name", "event_time_ms",
        "effects", "record")]
    return sha256(b"\x00", *(b"%d:%s" % (len(text), text) for text in map(str.encode, members)))


def signing_key(master_key_hex):
    """HKDF-SHA-256 (RFC 5869) without salt, of one block, makes the seed."""
    extracted = hmac.digest(bytes(32), bytes.fromhex(master_key_hex), "sha256")
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(extracted, b"audit-seal\x01", "sha256"))


def file_line(seal):
    return json.dumps({name: seal[name] for name in ("number", "record", "signature")}, separators=(",", ":"))


class Trail:
    """What the trail of a private stack holds, read by its superuser."""

    def __init__(self, stack):
        self.stack = stack

    def value(self, sql):
        done = self.stack.dev("psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", sql, check=True)
        return done.stdout.strip()

    def rows(self, sql):
        return [json.loads(line) for line in self.value(f"SELECT row_to_json(t) FROM ({sql}) AS t").splitlines()]

    def last_number(self):
        return int(self.value("SELECT coalesce(max(number), 0) FROM memberhub.audit_seal"))

    def unsealed(self):
        return int(self.value(UNSEALED))

    def file_lines(self):
        return (self.stack.directory / "seals").read_text().splitlines()

    def check(self):
        """Checks every seal against the one before, its accounts and its events. Gives seals and sealed events."""
        # The seals first: what is sealed while the rest is read is beyond the last of them.
        seals, accounts, events = self.rows(SEALS), self.rows(ACCOUNTS), self.rows(EVENTS)
        public_key = signing_key((self.stack.directory / "master.key").read_text().strip()).public_key()
        key_id = hashlib.sha256(public_key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]
        assert [seal["number"] for seal in seals] == list(range(1, len(seals) + 1))
        for event in events:
            assert leaf(event).hex() == event["leaf"]
        previous, reached, sealed = bytes(32), 0, 0
        for seal in seals:
            signature = bytes.fromhex(seal["signature"])
            public_key.verify(signature, seal["record"].encode())
            said = self.split(seal["record"])
            assert said["previous"] == previous.hex()
            assert int(said["from-transaction"]) == reached
            assert said["key"] == key_id and int(said["number"]) == seal["number"]
            reached, previous = int(said["to-transaction"]), sha256(seal["record"].encode(), signature)
            sealed += self.check_trees(said, [row for row in accounts if row["number"] == seal["number"]], [
                event for event in events
                if int(said["from-transaction"]) <= int(event["transaction_id"]) < reached])
        return len(seals), sealed

    @staticmethod
    def split(record):
        lines = record.split("\n")
        assert lines[0] == "memberhub-seal-2" and lines[-1] == ""
        said = dict(line.split(" ", 1) for line in lines[1:-1])
        assert list(said) == ["number", "previous", "sealed-at", "from-transaction", "to-transaction", "events",
                              "accounts", "root", "dropped", "key"]
        return said

    @staticmethod
    def check_trees(said, accounts, events):
        by_account = {}
        for event in sorted(events, key=lambda event: int(event["sequence"])):
            by_account.setdefault(event["account_id"], []).append(leaf(event))
        roots = {account: merkle_root(leaves) for account, leaves in by_account.items()}
        assert {row["account_id"]: (row["events"], row["root"]) for row in accounts} == {
            account: (len(by_account[account]), root.hex()) for account, root in roots.items()}
        assert said["root"] == merkle_root([
            sha256(b"\x00", account.encode(), b"\x00", len(by_account[account]).to_bytes(8, "big"), roots[account])
            for account in sorted(roots)]).hex()
        assert (int(said["events"]), int(said["accounts"])) == (len(events), len(roots))
        return len(events)
