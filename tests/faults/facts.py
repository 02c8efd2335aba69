"""What the checker goes by: the rows of the database, and what the clients wrote down of each try."""
import collections
import hashlib
import json
import math
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HUB = "securityhub"
# Told as Members, Invitations and so on, whatever the service calls them.
READS = ("ListMembers", "GetAdministratorAccount", "ListInvitations", "GetInvitationsCount")
# Changes nothing either, and says nothing of relationships.
LOOK_UP = "ListDetectors"
ASSOCIATED = ("Enabled", "Disabled")

RELATIONSHIPS = """SELECT row_to_json(r) FROM (
    SELECT service, region, administrator_id AS administrator, member_id AS member, state, invitation_id
    FROM memberhub.relationship) AS r"""
ENROLLMENTS = """SELECT row_to_json(e) FROM (
    SELECT service, region, account_id AS account, members, members_active, members_invited
    FROM memberhub.enrollment) AS e"""
EVENTS = """SELECT row_to_json(e) FROM (
    SELECT sequence, transaction_id::text, event_id::text, account_id AS account, service, region, event_name AS name,
           (extract(epoch FROM event_time) * 1000)::bigint AS time_ms, effects::text, record,
           encode(leaf, 'hex') AS leaf
    FROM memberhub.audit_event WHERE account_id = ANY ('{{{accounts}}}') AND event_name <> 'TrailBegins'
    ORDER BY sequence) AS e"""


@dataclass
class Event:
    """A row of the trail, as it is stored."""
    sequence: int
    transaction_id: str
    event_id: str
    account: str
    service: str
    region: str
    name: str
    time_ms: int
    effects: str
    record: str
    leaf: str

    @cached_property
    def content(self):
        return json.loads(self.record)

    @property
    def invocation(self):
        """The call's, from the user agent that the clients give."""
        return self.content["userAgent"].partition("/")[2]

    @property
    def request_id(self):
        return self.content["requestID"]

    @property
    def refused(self):
        return "errorCode" in self.content

    @cached_property
    def moves(self):
        """(administrator, member, from, to) of each relationship that the call moved, a row once."""
        first, last = {}, {}
        for effect in json.loads(self.effects or "[]"):
            pair = effect["administrator"], effect["member"]
            first.setdefault(pair, effect["from"])
            last[pair] = effect["to"]
        return [(*pair, first[pair], last[pair]) for pair in first]

    @cached_property
    def unprocessed(self):
        """The accounts that the answer left out; None where the answer does not say."""
        elements = self.content.get("responseElements") or {}
        return unprocessed_of(self.service, elements)

    def hashed(self):
        """The leaf by its definition: a hash over a zero byte and every column as a netstring."""
        parts = ["memberhub-event-1", self.transaction_id, str(self.sequence), self.event_id, self.account,
                 self.service, self.region, self.name, str(self.time_ms), self.effects or "", self.record]
        text = b"".join(b"%d:%s" % (len(part), part) for part in (part.encode() for part in parts))
        return hashlib.sha256(b"\0" + text).hexdigest()


def spell(service, name):
    return name if service == HUB else name[0].lower() + name[1:]


def unprocessed_of(service, answer):
    listed = answer.get(spell(service, "UnprocessedAccounts"))
    return None if listed is None else {entry[spell(service, "AccountId")] for entry in listed}


class Call:
    """One call of a client's, with all its tries."""

    def __init__(self, tries):
        self.tries = sorted(tries, key=lambda line: line["start"])
        first = self.tries[0]
        self.invocation, self.operation, self.service = first["invocation"], first["operation"], first["service"]
        self.account, self.others, self.named = first["account"], first["others"], first["named"]
        self.change = self.operation not in (*READS, LOOK_UP)
        self.start = first["start"]
        answered = [line for line in self.tries if line["status"] is not None and line["status"] < 500]
        self.answers = list(dict.fromkeys((line["status"], line["answer"]) for line in answered))
        # By then it was done, whether the client would hear of it or not.
        self.end = min((line["end"] for line in answered), default=math.inf)
        self.acknowledged = any(status < 300 for status, _ in self.answers)
        self.refused = any(400 <= status < 500 for status, _ in self.answers)

    def __str__(self):
        return f"{self.service} {self.operation} of {self.account} to {','.join(self.others)} ({self.invocation})"

    @cached_property
    def answer(self):
        """What the good answer says, as a dict."""
        return json.loads(next((body for status, body in self.answers if status < 300), "") or "{}")


def view_of(service, operation, answer):
    """What a read's answer says: {account: state}, or the number of invitations."""
    status = "MemberStatus" if service == HUB else "relationshipStatus"
    if operation == "GetInvitationsCount":
        return answer[spell(service, "InvitationsCount")]
    if operation == "GetAdministratorAccount":
        found = answer.get(spell(service, "Administrator")) or {}
        return {found[spell(service, "AccountId")]: found[status]} if found else {}
    listed = answer[spell(service, "Members" if operation == "ListMembers" else "Invitations")]
    return {entry[spell(service, "AccountId")]: entry[status] for entry in listed}


class Facts:
    """Everything of one round."""

    def __init__(self, run, relationships, enrollments, events, lines, texts, verified=(0, "")):
        self.run, self.texts, self.verified = run, texts, verified
        self.groups = run["groups"]
        self.accounts = {(group["service"], account): group for group in self.groups for account in group["accounts"]}
        self.relationships = [row for row in relationships if (row["service"], row["administrator"]) in self.accounts]
        self.enrollments = [row for row in enrollments if (row["service"], row["account"]) in self.accounts]
        self.events = [event for event in (Event(**row) for row in events)
                       if (event.service, event.account) in self.accounts]
        self.changes = [event for event in self.events if not event.content["readOnly"]]
        self.lines = lines
        tries = collections.defaultdict(list)
        for line in lines:
            tries[line["invocation"]].append(line)
        self.calls = {invocation: Call(found) for invocation, found in tries.items()}
        self.events_of = collections.defaultdict(list)
        for event in self.changes:
            self.events_of[event.invocation].append(event)
        for call in self.calls.values():
            if self.is_repeated(call):
                call.end = math.inf  # of each of its events it is not known

    def is_repeated(self, call):
        """Whether a call without a name was carried out anew: its answers are then those of several calls."""
        return not call.named and len(self.events_of[call.invocation]) > 1

    @cached_property
    def chains(self):
        """The moves of each relationship in order: {(service, administrator, member): [(event, from, to)]}."""
        found = collections.defaultdict(list)
        for event in self.changes:
            for administrator, member, before, after in event.moves:
                found[event.service, administrator, member].append((event, before, after))
        return found

    @cached_property
    def states(self):
        return {(row["service"], row["administrator"], row["member"]): row["state"] for row in self.relationships}

    @cached_property
    def last_views(self):
        """What each account saw when all was over: {(service, account): {operation: view}}; none without a hub."""
        found = collections.defaultdict(dict)
        for line in self.lines:
            if line.get("final") and line["operation"] in READS and line["status"] == 200:
                view = view_of(line["service"], line["operation"], json.loads(line["answer"]))
                found[line["service"], line["account"]][line["operation"]] = view
        return found


def text_from(path, offset):
    """What a log says behind an offset."""
    with open(path, "rb") as log:
        log.seek(offset)
        return log.read().decode("utf-8", "replace")


def load(options):
    """Reads a round's directory and its database."""
    directory = Path(options.directory)
    run = json.loads((directory / "run.json").read_text())

    def rows(text):
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "postgres",
                               "-h", options.host, "-p", options.port, "-d", "memberhub", "-c", text],
                              capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]
    lines = [json.loads(line) for path in sorted(directory.glob("*.ndjson")) for line in path.read_text().splitlines()]
    texts = {kind: "".join(text_from(path, offset) for path, offset in places.items())
             for kind, places in run["logs"].items()}
    accounts = ",".join(account for group in run["groups"] for account in group["accounts"])
    return Facts(run, rows(RELATIONSHIPS), rows(ENROLLMENTS), rows(EVENTS.format(accounts=accounts)), lines, texts)
