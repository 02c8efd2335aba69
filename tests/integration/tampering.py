"""A trail that real operations wrote, copies of it to tamper with, and how memberhubctl audit verify judges them."""
import copy
import hashlib
import hmac
import json
import os
import signal
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

import boto3
import memberhub_testing as testing
from botocore.config import Config
from private_stack import TOP, wait_for

MEMBERHUBCTL = TOP / "build" / "memberhubctl"
# What comes before a seed in the DER form of an Ed25519 key: RFC 8410 section 7.
ED25519_DER = bytes.fromhex("302e020100300506032b657004220420")
ROUNDS, STRANGERS = 7, 4  # about 45 events a round


# ---- what happened ---------------------------------------------------------------------------------------------------


def security_hub_round(connect, accounts):
    """An administrator and three members of Security Hub; one of them stays."""
    administrator, *members = names = [accounts.new() for _ in range(4)]
    clients = {name: connect("securityhub", name) for name in names}
    for client in clients.values():
        client.enable_security_hub(EnableDefaultStandards=False)
    head = clients[administrator]
    head.create_members(AccountDetails=[{"AccountId": name, "Email": f"{name}@example.com"} for name in members])
    head.create_members(AccountDetails=[{"AccountId": administrator}])  # refused: itself
    head.invite_members(AccountIds=members)
    for name in members[:2]:
        invitation = clients[name].list_invitations()["Invitations"][0]["InvitationId"]
        clients[name].accept_administrator_invitation(AdministratorId=administrator, InvitationId=invitation)
    clients[members[2]].decline_invitations(AccountIds=[administrator])
    for name in names:
        clients[name].batch_import_findings(Findings=[testing.asff(name, "finding")])
    head.get_findings()
    head.disassociate_members(AccountIds=members[1:2])
    head.get_findings()
    head.delete_members(AccountIds=members[1:])
    for stranger in [accounts.new() for _ in range(STRANGERS)]:
        head.create_members(AccountDetails=[{"AccountId": stranger}])
        head.delete_members(AccountIds=[stranger])


def guardduty_round(connect, accounts):
    """An administrator and two members of GuardDuty; one is suspended, one leaves."""
    administrator, *members = names = [accounts.new() for _ in range(3)]
    clients = {name: connect("guardduty", name) for name in names}
    detectors = {name: client.create_detector(Enable=True)["DetectorId"] for name, client in clients.items()}
    head, own = clients[administrator], detectors[administrator]
    head.create_members(DetectorId=own, AccountDetails=[
        {"AccountId": name, "Email": f"{name}@example.com"} for name in members])
    head.invite_members(DetectorId=own, AccountIds=members, DisableEmailNotification=True)
    for name in members:
        invitation = clients[name].list_invitations()["Invitations"][0]["InvitationId"]
        clients[name].accept_invitation(DetectorId=detectors[name], MasterId=administrator, InvitationId=invitation)
    head.stop_monitoring_members(DetectorId=own, AccountIds=members[:1])
    clients[members[1]].create_sample_findings(DetectorId=detectors[members[1]],
                                               FindingTypes=["Recon:EC2/Portscan"])
    head.list_findings(DetectorId=own)
    clients[members[1]].disassociate_from_administrator_account(DetectorId=detectors[members[1]])
    for stranger in [accounts.new() for _ in range(STRANGERS)]:
        head.create_members(DetectorId=own, AccountDetails=[{"AccountId": stranger, "Email": "a@example.com"}])
        head.delete_members(DetectorId=own, AccountIds=[stranger])


def connector(stack):
    """Makes boto3 clients out of one session, which reads the services' models once."""
    session = boto3.session.Session()
    config = Config(retries={"total_max_attempts": 1}, proxies={})

    def connect(service, account):
        return testing.meant_anew(session.client(
            service, region_name=testing.REGION, endpoint_url=f"http://127.0.0.1:{stack.port}",
            aws_access_key_id=account, aws_secret_access_key=testing.SECRET, config=config))
    return connect


def make_trail(stack, accounts):
    """Some hundred events under several seals, all of them sealed; then the server stops."""
    connect = connector(stack)
    seals = stack.directory / "seals"
    for _ in range(ROUNDS):
        before = seals.read_text().count("\n") if seals.exists() else 0
        security_hub_round(connect, accounts)
        guardduty_round(connect, accounts)
        # An account with a single event, under whatever seal it comes.
        stack.dev("psql", "-qAtc", f"SELECT memberhub.account_add('{accounts.new()}', 'an account')", check=True)
        wait_for(lambda: seals.exists() and seals.read_text().count("\n") > before, "the round is sealed")
    settled = ("SELECT max(event_time) < clock_timestamp() - interval '1.5 s' AND NOT bool_or(transaction_id >= "
               "(SELECT max(to_transaction) FROM memberhub.audit_seal)) FROM memberhub.audit_event")
    wait_for(lambda: stack.dev("psql", "-qAtc", settled).stdout.strip() == "t", "everything is sealed")
    os.kill(stack.master, signal.SIGTERM)
    sessions = "SELECT count(*) FROM pg_stat_activity WHERE usename IN ('memberhub_app', 'memberhub_sealer')"
    wait_for(lambda: stack.dev("psql", "-qAtc", sessions).stdout.strip() == "0", "the server has stopped")


# ---- verifying -------------------------------------------------------------------------------------------------------


def memberhubctl(stack, *arguments, **environment):
    """Runs it with a stack's settings, or with those of a file."""
    settings = stack if isinstance(stack, str) else stack.directory / "memberhub.conf"
    return subprocess.run([MEMBERHUBCTL, "-c", settings, *arguments],
                          env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=testing.TIMEOUT_S)


def judged(done):
    """The findings of a run; its exit status has to say the same."""
    assert done.returncode in (0, 1) and done.stderr == "", done
    findings = json.loads(done.stdout)["findings"]
    assert done.returncode == (1 if findings else 0), done
    return findings


def is_named(findings, expected):
    """Whether one finding has everything that is expected."""
    return any(all(finding.get(name) == value for name, value in expected.items()) for finding in findings)


# ---- the form of a trail -----------------------------------------------------------------------------------------------


def leaf(event):
    """The event's hash, by the contract alone."""
    parts = ["memberhub-event-1"] + [event[name] for name in (
        "transaction_id", "sequence", "event_id", "account_id", "service", "region", "event_name", "event_time_ms")]
    parts += [event["effects"] or "", event["record"]]
    encoded = [part.encode() for part in parts]
    return hashlib.sha256(b"\0" + b"".join(b"%d:%s" % (len(part), part) for part in encoded)).hexdigest()


def merkle(leaves):
    """The root of RFC 6962 section 2.1."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + merkle(leaves[:half]) + merkle(leaves[half:])).digest()


def chain_hash(seal):
    return hashlib.sha256(seal["record"].encode() + bytes.fromhex(seal["signature"])).hexdigest()


def field(record, name):
    return dict(line.split(" ", 1) for line in record.splitlines()[1:])[name]


def with_field(record, name, value):
    return record.replace(f"\n{name} {field(record, name)}\n", f"\n{name} {value}\n")


def hkdf(key, label):
    """RFC 5869 for one block, without salt."""
    return hmac.digest(hmac.digest(bytes(32), key, "sha256"), label + b"\x01", "sha256")


def signature(seed, text):
    """openssl's Ed25519 signature, in hex."""
    with tempfile.TemporaryDirectory() as directory:
        key, message = Path(directory, "key.der"), Path(directory, "message")
        key.write_bytes(ED25519_DER + seed)
        message.write_text(text)
        return subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", key, "-in", message],
                              check=True, capture_output=True).stdout.hex()


def drop_hash(lines):
    """Of the lines of a statement, by the contract alone."""
    found = bytes(32)
    for line in lines:
        found = hashlib.sha256(found + line.encode()).digest()
    return found.hex()


def seal_line(seal):
    return json.dumps({"number": int(seal["number"]), "record": seal["record"], "signature": seal["signature"]},
                      separators=(",", ":")) + "\n"


class Trail:
    """A dump and a seal file as tests take them apart."""

    def __init__(self, rows, seal_lines, seed, rng):
        self.rows, self.seal_lines, self.seed, self.rng = rows, seal_lines, seed, rng
        self.is_counted = True  # the counts are those of the rows, as in a dump of a database that was tampered with

    def copy(self, rng):
        return Trail(copy.deepcopy(self.rows), list(self.seal_lines), self.seed, rng)

    def table(self, name):
        return [row[name] for row in self.rows if name in row]

    def text(self):
        if self.is_counted:
            for counts in self.table("counts"):
                counts.update({name + "s": str(len(self.table(name))) for name in (
                    "transition", "seal", "seal_account", "event", "relationship")})
            for counts in self.table("state_counts"):
                counts.update({name + "s": str(len(self.table(name))) for name in (
                    "drop", "drop_line", "account", "key", "enrollment")})
        return "".join(json.dumps(row, separators=(",", ":"), ensure_ascii=False) + "\n" for row in self.rows)

    def seal_of(self, event):
        """The seal that covers an event."""
        return next(seal for seal in self.table("seal") if int(seal["from_transaction"])
                    <= int(event["transaction_id"]) < int(seal["to_transaction"]))

    def bundles(self):
        """(seal number, account) -> its events."""
        found = defaultdict(list)
        for event in self.table("event"):
            found[self.seal_of(event)["number"], event["account_id"]].append(event)
        return found

    def pick(self, least=1, most=10**6, where=lambda event: True):
        """Some event among so many of its account under its seal, and where a finding has to see it."""
        events = [event for _, bundle in sorted(self.bundles().items()) if least <= len(bundle) <= most
                  for event in bundle if where(event)]
        event = self.rng.choice(events)
        return event, self.place(event)

    def place(self, event):
        return {"seal": str(self.seal_of(event)["number"]), "account": event["account_id"],
                "sequence": event["sequence"], "event": event["event_id"]}

    def index(self, table, row):
        return next(i for i, other in enumerate(self.rows) if other.get(table) is row)

    def remove(self, table, row):
        del self.rows[self.index(table, row)]

    def insert_behind(self, event, new):
        """A new event where a dump has it: by transaction and sequence."""
        key = (int(new["transaction_id"]), int(new["sequence"]))
        at = self.index("event", event)
        while at < len(self.rows) and "event" in self.rows[at] and \
                (int(self.rows[at]["event"]["transaction_id"]), int(self.rows[at]["event"]["sequence"])) < key:
            at += 1
        self.rows.insert(at, {"event": new})

    def append_unsealed(self, **changed):
        """An event that no seal covers yet, made as a superuser can; gives it."""
        last, sealed = self.table("event")[-1], self.table("seal")[-1]
        event = {**last, "sequence": str(max(int(other["sequence"]) for other in self.table("event")) + 1),
                 "transaction_id": sealed["to_transaction"],
                 "event_id": "00000000-0000-4000-8000-000000000001", "effects": None, **changed}
        event["leaf"] = leaf(event)
        at = next((i for i, row in enumerate(self.rows) if "relationship" in row), len(self.rows) - 1)
        self.rows.insert(at, {"event": event})
        return event

    def seal_rest(self):
        """Puts what no seal covers under a new one, as the sealer does."""
        last = self.table("seal")[-1]
        events = [event for event in self.table("event") if int(event["transaction_id"]) >= int(last["to_transaction"])]
        accounts = defaultdict(list)
        for event in sorted(events, key=lambda event: int(event["sequence"])):
            accounts[event["account_id"]].append(bytes.fromhex(event["leaf"]))
        number, to = str(int(last["number"]) + 1), str(max(int(event["transaction_id"]) for event in events) + 1)
        roots = {account: merkle(leaves) for account, leaves in sorted(accounts.items())}
        root = merkle([hashlib.sha256(b"\0" + account.encode() + b"\0" + len(accounts[account]).to_bytes(8, "big") + top)
                       .digest() for account, top in roots.items()])
        record = with_field(last["record"], "dropped", "none") if "\ndropped " in last["record"] else last["record"]
        for name, value in {"number": number, "previous": chain_hash(last), "from-transaction": last["to_transaction"],
                            "to-transaction": to, "events": len(events), "accounts": len(accounts),
                            "root": root.hex()}.items():
            record = with_field(record, name, value)
        seal = {**last, "number": number, "record": record, "from_transaction": last["to_transaction"],
                "to_transaction": to}
        self.sign(seal)
        at = self.index("event", events[0])
        self.rows[at:at] = [{"seal": seal}] + [{"seal_account": {
            "number": number, "account_id": account, "events": str(len(accounts[account])), "root": top.hex()}}
            for account, top in roots.items()]
        self.seal_lines.append(seal_line(seal))

    def sign(self, seal, seed=None):
        seal["signature"] = signature(seed or self.seed, seal["record"])

    def in_first_form(self):
        """The trail as sealers made it that did not state drops: in seals of the first form."""
        previous, self.seal_lines = "0" * 64, []
        for seal in self.table("seal"):
            record = seal["record"].replace("memberhub-seal-2", "memberhub-seal-1")
            seal["record"] = with_field(record.replace("dropped none\n", ""), "previous", previous)
            self.sign(seal)
            self.seal_lines.append(seal_line(seal))
            previous = chain_hash(seal)
        return self

    def free_sequence(self):
        return str(max(int(event["sequence"]) for event in self.table("event")) + 1000)


def read_trail(stack, rng):
    done = memberhubctl(stack, "audit", "dump")
    assert (done.returncode, done.stderr) == (0, ""), done
    key = bytes.fromhex((stack.directory / "master.key").read_text().strip())
    trail = Trail([json.loads(line) for line in done.stdout.splitlines()],
                  (stack.directory / "seals").read_text().splitlines(keepends=True), hkdf(key, b"audit-seal"), rng)
    assert trail.text() == done.stdout, "the dump is written as memberhubctl writes it"
    return trail
