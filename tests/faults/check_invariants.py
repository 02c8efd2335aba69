#!/usr/bin/python3
"""Checks what must hold after a run of the fault suite: a program of its own, which shares nothing with the server.

It reads the database as its superuser and the clients' logs, and writes report.json. Each invariant is a function whose
first line is its sentence, and which yields what contradicts it: whether a change was lost, doubled, or is unexplained.
self_test.py shows of each that it can fail.
"""
import argparse
import collections
import json
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
import replay  # noqa: E402
from facts import ASSOCIATED, load, unprocessed_of  # noqa: E402

LOST, DOUBLED, UNEXPLAINED = "lost", "doubled", "unexplained"
# A request hangs that a worker has in hand for longer (twice the 5 s of a call to the database), or that waited so long
# in all, behind others of its worker in an outage, that nginx (30 s) gave it up.
IN_HAND_MS, WAITED_S = 10000, 30
# A process that ends otherwise than by our own SIGKILL, or in good order, has crashed.
KILLED = 9
# Whoever names no calls and repeats the same bytes within two seconds, having changed something else, means it.
MEANT_ANEW_S = 2
# What makes an account an administrator.
ACTIVE = ("Created", "Invited", *ASSOCIATED)
# Changes that move every account that they do not leave out.
MOVING = ("CreateMembers", "InviteMembers", "DeleteMembers", "DeleteInvitations", "AcceptAdministratorInvitation")

# operation: every move that it can make of a relationship, by the service's documentation.
LEGAL = {
    "CreateMembers": {("None", "Created")},
    "InviteMembers": {("Created", "Invited"), ("Removed", "Invited"), ("Resigned", "Invited")},
    "DisassociateMembers": {("Invited", "Removed"), ("Enabled", "Removed"), ("Disabled", "Removed")},
    "DeleteMembers": {("Created", "None"), ("Invited", "None"), ("Removed", "None"), ("Resigned", "None")},
    "StartMonitoringMembers": {("Disabled", "Enabled")},
    "StopMonitoringMembers": {("Enabled", "Disabled")},
    "AcceptAdministratorInvitation": {("Invited", "Enabled"), ("Resigned", "Enabled"), ("Invited", "Disabled"),
                                      ("Resigned", "Disabled")},
    "DeclineInvitations": {("Invited", "Resigned")},
    "DeleteInvitations": {("Resigned", "None"), ("Removed", "None"), ("Invited", "Created")},
    "DisassociateFromAdministratorAccount": {("Enabled", "Resigned"), ("Disabled", "Resigned")},
    "UpdateDetector": {("Enabled", "Disabled"), ("Disabled", "Enabled")},
    "DeleteDetector": {("Created", "None"), ("Removed", "None"), ("Resigned", "None"), ("Enabled", "Removed"),
                       ("Disabled", "Removed")},
    "DisableSecurityHub": {("Created", "None"), ("Invited", "None"), ("Removed", "None"), ("Resigned", "None"),
                           ("Enabled", "Resigned")},
}


def associated(facts):
    return [row for row in facts.relationships if row["state"] in ASSOCIATED]


def one_administrator(facts):
    """A member has at most one administrator in a service and region, in the rows and in what administrators see."""
    found = collections.Counter((row["service"], row["region"], row["member"]) for row in associated(facts))
    for key, count in found.items():
        if count > 1:
            yield UNEXPLAINED, f"{key} has {count} administrators"
    seen = collections.Counter((service, member) for (service, _), views in facts.last_views.items()
                               for member, state in views.get("ListMembers", {}).items() if state in ASSOCIATED)
    for key, count in seen.items():
        if count > 1:
            yield UNEXPLAINED, f"{count} administrators see {key} as their member"


def views_agree(facts):
    """In the end administrators list the members that the rows say, and members name the one that lists them."""
    if not facts.last_views:
        yield UNEXPLAINED, "nobody looked in the end"
    for (service, account), views in facts.last_views.items():
        members = {member: state for (served, owner, member), state in facts.states.items()
                   if (served, owner) == (service, account)}
        administrator = {owner: state for (served, owner, member), state in facts.states.items()
                         if (served, member) == (service, account) and state in ASSOCIATED}
        for operation, expected in (("ListMembers", members), ("GetAdministratorAccount", administrator)):
            if views.get(operation) != expected:
                seen = views.get(operation)
                yield UNEXPLAINED, f"{service} {operation} of {account} says {seen}, the rows {expected}"


def no_member_administrates(facts):
    """No account has associated members and an administrator of its own."""
    members = {(row["service"], row["member"]) for row in associated(facts)}
    for service, account in sorted({(row["service"], row["administrator"]) for row in associated(facts)} & members):
        yield UNEXPLAINED, f"{service} {account} is administrator and member"


def acknowledged_holds(facts):
    """What was acknowledged is in the trail, and the rows are what the trail's last moves made of them."""
    for call in facts.calls.values():
        if not (call.change and call.acknowledged and call.operation in MOVING):
            continue
        left_out = set().union(*(unprocessed_of(call.service, json.loads(body or "{}")) or ()
                                 for status, body in call.answers if status < 300))
        moved = {account for event in facts.events_of[call.invocation] for pair in event.moves for account in pair[:2]}
        for other in sorted(set(call.others) - left_out - moved):
            yield LOST, f"{call} was acknowledged, and nothing moved {other}"
    for key in sorted(facts.states.keys() | facts.chains.keys()):
        last = facts.chains[key][-1][2] if facts.chains.get(key) else "None"
        if facts.states.get(key, "None") != last:
            yield UNEXPLAINED, f"{key} is {facts.states.get(key, 'None')}, its last event made it {last}"


def refused_changed_nothing(facts):
    """A call that was refused moved nothing, and its event says that it was refused."""
    for call in facts.calls.values():
        for event in facts.events_of[call.invocation] if call.refused and not facts.is_repeated(call) else ():
            if event.effects is not None or not event.refused:
                yield UNEXPLAINED, f"{call} was refused, but event {event.sequence} is of a change"
    for event in facts.changes:
        if event.refused and event.effects is not None:
            yield UNEXPLAINED, f"event {event.sequence} is of a refusal, and has effects"


def answered_otherwise(facts, call):
    """Answers of a call that was carried out several times which none of its events tells."""
    told = [(event.refused, event.unprocessed) for event in facts.events_of[call.invocation]]
    for status, body in call.answers:
        left_out = unprocessed_of(call.service, json.loads(body or "{}"))
        if not any(refused == (status >= 400) and unprocessed in (None, left_out) for refused, unprocessed in told):
            yield UNEXPLAINED, f"{call} was answered {status} {body}, as none of its events tells"


def retries_agree(facts):
    """All tries of a change that were answered got one answer, and it is what the event tells."""
    for call in facts.calls.values():
        if not call.change:
            continue
        if facts.is_repeated(call):
            yield from answered_otherwise(facts, call)
            continue
        if len(call.answers) > 1:
            yield DOUBLED, f"{call} was answered in {len(call.answers)} ways: {call.answers}"
        for event in facts.events_of[call.invocation] if call.acknowledged else ():
            told = event.unprocessed
            if event.refused or (told is not None and told != unprocessed_of(call.service, call.answer)):
                yield UNEXPLAINED, f"{call} was answered otherwise than event {event.sequence} tells"


def one_event(facts):
    """An answered change has exactly one event, one of unknown outcome at most one, and each event is a call's."""
    for call in facts.calls.values():
        count = len(facts.events_of[call.invocation])
        if call.change and call.answers and count == 0:
            yield LOST, f"{call} was answered and has no event"
        if count > 1 and call.named:
            yield DOUBLED, f"{call} has {count} events"
    for event in facts.changes:
        call = facts.calls.get(event.invocation)
        if call is None or (call.operation, call.account, call.service) != (event.name, event.account, event.service):
            yield UNEXPLAINED, f"event {event.sequence}, {event.name} of {event.account}, is of no call that was made"


def what_is_meant_anew(facts):
    """A call without a name is carried out again within two seconds of its first, after another change, and else never."""
    for call in facts.calls.values():
        events = facts.events_of[call.invocation] if facts.is_repeated(call) else []
        executed = {line["request_id"]: line["start"] for line in call.tries if line["request_id"]}
        if len(events) > len(call.tries):
            yield DOUBLED, f"{call} was sent {len(call.tries)} times and has {len(events)} events"
        # By then its first had come.
        answered = [line["end"] for line in call.tries if line["status"] is not None and line["status"] < 500]
        for before, event in zip(events, events[1:]):
            between = [other for other in facts.changes if before.sequence < other.sequence < event.sequence
                       and (other.service, other.region, other.account) == (event.service, event.region, event.account)
                       and other.invocation != call.invocation and not other.refused]
            if not between:
                yield DOUBLED, f"{call} has event {event.sequence} after {before.sequence}, and nothing in between"
            if executed.get(event.request_id, 0) > min(answered) + MEANT_ANEW_S:
                yield DOUBLED, f"{call} has event {event.sequence}, and came too late for that"
            if event.time_ms - events[0].time_ms > MEANT_ANEW_S * 1000 + IN_HAND_MS:
                yield DOUBLED, f"{call} has event {event.sequence}, long after {events[0].sequence}"


def moves_are_legal(facts):
    """Each move is one that its operation can make, and begins where the one before ended: none is missing."""
    for key, chain in facts.chains.items():
        state = "None"
        for event, before, after in chain:
            if before != state:
                yield UNEXPLAINED, f"event {event.sequence} moves {key} from {before}, and it was {state}"
            if (before, after) not in LEGAL.get(event.name, ()):
                yield UNEXPLAINED, f"event {event.sequence}, {event.name}, moves {key} from {before} to {after}"
            state = after


def counts_are_right(facts):
    """GetInvitationsCount, ListInvitations and what limits go by say what the rows say."""
    for (service, account), views in facts.last_views.items():
        invited = {row["administrator"]: row["state"] for row in facts.relationships
                   if (row["service"], row["member"]) == (service, account) and row["invitation_id"] is not None}
        pending = sum(state not in ASSOCIATED for state in invited.values())
        for operation, expected in (("ListInvitations", invited), ("GetInvitationsCount", pending)):
            if views.get(operation) != expected:
                seen = views.get(operation)
                yield UNEXPLAINED, f"{service} {operation} of {account} says {seen}, the rows {expected}"
    for row in facts.enrollments:
        states = [other["state"] for other in facts.relationships
                  if (other["service"], other["region"], other["administrator"])
                  == (row["service"], row["region"], row["account"])]
        expected = [len(states), sum(state in ACTIVE for state in states), states.count("Invited")]
        kept = [row["members"], row["members_active"], row["members_invited"]]
        if kept != expected:
            yield UNEXPLAINED, f"{row['service']} {row['account']} counts {kept} of its members, the rows {expected}"


def nothing_leaks(facts):
    """No answer has an account of another group, another administrator's address, or somebody else's invitation."""
    holders = {}
    for line in facts.lines:
        answer, account = line["answer"] or "", line["account"]
        group = facts.accounts[line["service"], account]["accounts"]
        for other in set(re.findall(r"(?<![0-9a-f-])[0-9]{12}(?![0-9a-f])", answer)):
            if other not in group:
                yield UNEXPLAINED, f"{account} was told of {other}"
        for administrator, member in set(re.findall(r"canary-([0-9]+)-([0-9]+)@", answer)):
            if administrator != account:
                yield UNEXPLAINED, f"{account} was told {administrator}'s address of {member}"
        for invitation in set(re.findall(r'"[iI]nvitationId":"([0-9a-f]{32})"', answer)):
            if holders.setdefault(invitation, account) != account:
                yield UNEXPLAINED, f"{account} was told {holders[invitation]}'s invitation"


def history_is_linear(facts):
    """In the trail's order everything could be done and seen so: by the model, by the clock, by what was read."""
    for problem in (*replay.outcome_problems(facts), *replay.order_problems(facts), *replay.read_problems(facts)):
        yield UNEXPLAINED, problem


def trail_verifies(facts):
    """Each event's leaf is its hash, and memberhubctl audit verify finds nothing."""
    for event in facts.events:
        if event.leaf != event.hashed():
            yield UNEXPLAINED, f"event {event.sequence} does not have the leaf of its content"
    status, told = facts.verified
    if status != 0:
        yield UNEXPLAINED, f"memberhubctl audit verify: status {status}: {told[-2000:]}"


def nothing_is_left_behind(facts):
    """When the load is over, workers, open files, sessions and locks are as many as before it."""
    start, end = facts.run["numbers"]["start"], facts.run["numbers"]["end"]
    for name, count in start.items():
        if end[name] > count or (name == "workers" and end[name] != count):
            yield UNEXPLAINED, f"{name}: {count} before, {end[name]} in the end"


def nothing_crashed(facts):
    """No process died but by our hand, no sanitizer spoke, the database did not panic, and no request hung."""
    for text in facts.texts["memberhubd"].splitlines():
        if re.search(r'"(worker|sealer)_gone".*"how":"killed"', text) and f'"code":{KILLED}' not in text:
            yield UNEXPLAINED, text
        taken = re.search(r'"event":"request".*"ms":([0-9]+)', text)
        if taken and int(taken[1]) > IN_HAND_MS:
            yield UNEXPLAINED, text
        if re.search(r"Sanitizer|runtime error:|Assertion .* failed", text):
            yield UNEXPLAINED, text
    for text in facts.texts["postgresql"].splitlines():
        if re.search(r"PANIC:|terminated by signal (?!9:|3:)", text):
            yield UNEXPLAINED, text
    for line in facts.lines:
        if line["end"] - line["start"] > WAITED_S:
            yield UNEXPLAINED, f"{line['operation']} of {line['account']} took {line['end'] - line['start']:.1f} s"


INVARIANTS = (one_administrator, views_agree, no_member_administrates, acknowledged_holds, refused_changed_nothing,
              retries_agree, one_event, what_is_meant_anew, moves_are_legal, counts_are_right, nothing_leaks, history_is_linear,
              trail_verifies, nothing_is_left_behind, nothing_crashed)


def check(facts):
    """Gives {function: [(kind, what is wrong)]} of every invariant."""
    return {invariant: list(invariant(facts)) for invariant in INVARIANTS}


def report(facts):
    findings = check(facts)
    changes = [call for call in facts.calls.values() if call.change]
    kinds = collections.Counter(kind for found in findings.values() for kind, _ in found)
    return {
        "findings": [{"name": f"I{number}", "sentence": invariant.__doc__.splitlines()[0],
                      "problems": [f"{kind}: {text}" for kind, text in findings[invariant]]}
                     for number, invariant in enumerate(INVARIANTS, 1)],
        "counts": {"requests": len(facts.lines), "changes asked for": len(changes),
                   "acknowledged": sum(call.acknowledged for call in changes),
                   "retried": sum(len(call.tries) > 1 for call in changes),
                   "without a name": sum(not call.named for call in changes),
                   "of these meant anew": sum(facts.is_repeated(call) for call in changes),
                   "outcome never learnt": sum(not call.answers for call in changes),
                   **{kind: kinds[kind] for kind in (LOST, DOUBLED, UNEXPLAINED)}},
    }


def verify(options):
    """Gives the exit status and output of memberhubctl audit verify."""
    done = subprocess.run([options.memberhubctl, "-c", options.conf, "audit", "verify"], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--directory", required=True, help="of one round: run.json and the clients' logs")
    parser.add_argument("--host", required=True, help="the database's socket directory")
    parser.add_argument("--port", required=True)
    parser.add_argument("--memberhubctl", required=True)
    parser.add_argument("--conf", required=True)
    options = parser.parse_args()
    facts = load(options)
    facts.verified = verify(options)
    told = report(facts)
    (Path(options.directory) / "report.json").write_text(json.dumps(told))
    return any(finding["problems"] for finding in told["findings"])


if __name__ == "__main__":
    sys.exit(main())
