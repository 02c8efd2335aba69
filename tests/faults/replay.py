"""The trail told again to a model of the service: each event, in its order, must have had the outcome it records.

The model is the one that the conformance tests have from AWS's documentation. It shares nothing with the server.
"""
import collections
import heapq
import json
import math
import re
import sys
from pathlib import Path

from facts import ASSOCIATED, HUB, READS, view_of

sys.path.insert(0, str(Path(__file__).parents[1] / "conformance"))
import membership  # noqa: E402  (after the path is set)


class World(membership.World):
    """A group's accounts and relationships, all unborn."""

    def __init__(self, service):
        self.service, self.enrolled, self.suspended = service, set(), set()
        self.relation = collections.defaultdict(lambda: None)
        self.detectors = {}

    def enable(self, event):
        if event.account in self.enrolled:
            raise membership.Refused("already_subscribed")
        self.enrolled.add(event.account)
        self.detectors[event.account] = (event.content.get("responseElements") or {}).get("detectorId")

    def leave(self, caller):
        """Gives up hub or detector, unless an invitation or a member stands in the way: the services differ in that."""
        blocking, left = ((("Enabled",), "Resigned") if self.service == HUB else
                          (("Invited", *ASSOCIATED), "Removed"))
        if any(state in blocking for (owner, _), state in self.relation.items() if owner == caller):
            raise membership.Refused("still an administrator")
        for (owner, member), state in list(self.relation.items()):
            if owner == caller:
                self.relation[owner, member] = None
            elif member == caller and state in ASSOCIATED:
                self.relation[owner, member] = left
        self.enrolled.remove(caller)
        self.suspended.discard(caller)

    def may(self, event):
        """Whether the caller has the hub, or the detector that it names. Invitations can be deleted without one."""
        named = (event.content.get("requestParameters") or {}).get("detectorId")
        if self.service != HUB and event.name == "DeleteInvitations":
            return True
        return event.account in self.enrolled and named in (None, self.detectors[event.account])

    def administrator(self, caller):
        return next((owner for (owner, member), state in self.relation.items()
                     if member == caller and state in ASSOCIATED), None)

    def accept(self, caller, other):
        self.accept_administrator_invitation(caller, other)
        if caller in self.suspended:
            self.relation[other, caller] = "Disabled"

    def switch(self, caller, enable):
        (self.suspended.discard if enable else self.suspended.add)(caller)
        self.suspension(caller, self.administrator(caller), "Enabled" if enable else "Disabled")

    def monitor(self, caller, other, status):
        super().monitor(caller, other, status)
        (self.suspended.add if status == "Disabled" else self.suspended.discard)(other)

    def perform(self, event, others):
        """Does what the event says was done; gives the accounts that it leaves out."""
        caller, left_out = event.account, set()
        if event.name in ("EnableSecurityHub", "CreateDetector"):
            self.enable(event)
        elif not self.may(event):
            raise membership.Refused("not_subscribed")
        elif event.name in ("DisableSecurityHub", "DeleteDetector"):
            self.leave(caller)
        elif event.name == "UpdateDetector":
            self.switch(caller, event.content["requestParameters"]["enable"])
        elif event.name == "DisassociateFromAdministratorAccount":
            self.disassociate_from_administrator_account(caller, self.administrator(caller))
        elif event.name == "AcceptAdministratorInvitation":
            self.accept(caller, others[0])
        else:
            method = getattr(self, re.sub(r"(?<!^)([A-Z])", r"_\1", event.name).lower())
            for other in others:
                try:
                    method(caller, other)
                except membership.LeftOut:
                    left_out.add(other)
        return left_out

    def tell(self, event, others):
        """Gives what speaks against the event as the next thing that happened, or None."""
        before, refused, left_out = dict(self.relation), False, set()
        try:
            left_out = self.perform(event, others)
        except membership.Refused:
            refused = True
        if event.refused and not refused and "no pending invitation" in event.content.get("errorMessage", ""):
            # It named an invitation that another one had taken the place of, which the model does not count.
            self.relation = collections.defaultdict(lambda: None, before)
            refused = True
        if event.refused != refused:
            return f"is {'refused' if event.refused else 'done'}, where the model says otherwise"
        told = event.unprocessed
        if told is not None and told != left_out:
            return f"left out {sorted(told)}, the model {sorted(left_out)}"
        moves = {(*pair, before.get(pair) or "None", state or "None") for pair, state in self.relation.items()
                 if before.get(pair) != state}
        if moves != set(event.moves):
            return f"moved {sorted(event.moves)}, the model {sorted(moves)}"
        return None


def outcome_problems(facts):
    """Events that did not do what the model does in their place. After the first of a group, nothing is known."""
    for group in facts.groups:
        world = World(group["service"])
        for event in facts.changes:
            if event.service == group["service"] and event.account in group["accounts"]:
                call = facts.calls.get(event.invocation)
                problem = world.tell(event, call.others if call else [])
                if problem:
                    yield f"event {event.sequence}, {event.name} of {event.account}, {problem}"
                    break


def order_problems(facts):
    """Events that stand behind one whose call began when theirs was over. Both held the lock of a common account."""
    latest = {}
    for event in facts.changes:
        call = facts.calls.get(event.invocation)
        if call is None:
            continue
        locked = {event.account} | {administrator for administrator, *_ in event.moves}
        for account in sorted(locked):
            began, other = latest.get((event.service, account), (-math.inf, None))
            if call.end < began:
                yield f"event {event.sequence} of {call} was over before event {other} began"
            latest[event.service, account] = max((began, other), (call.start, event.sequence), key=lambda pair: pair[0])


def seen(operation, view, other):
    """What a read says of one relationship: a test of states."""
    if operation == "ListMembers":
        return lambda state: state == view.get(other, "None")
    if operation == "GetAdministratorAccount":
        return lambda state: (state if state in ASSOCIATED else None) == view.get(other)
    return lambda state: (None if state in ("None", "Created") else state) == view.get(other)


def reads_of(facts):
    """{(service, administrator, member): [(start, end, test, line)]} of all reads that say something of it."""
    found = collections.defaultdict(list)
    for line in facts.lines:
        if line["operation"] not in READS[:3] or line["status"] != 200:
            continue
        if any(line["end"] > begin and line["start"] < end for begin, end in facts.run["unconfirmed"]):
            continue
        service, account = line["service"], line["account"]
        view = view_of(service, line["operation"], json.loads(line["answer"]))
        for other in facts.accounts[service, account]["accounts"]:
            pair = (account, other) if line["operation"] == "ListMembers" else (other, account)
            if other != account:
                found[(service, *pair)].append((line["start"], line["end"], seen(line["operation"], view, other), line))
    return found


def read_problems(facts):
    """Reads that saw a state which was over, or not yet there, or older than what an earlier read saw."""
    for key, reads in sorted(reads_of(facts).items()):
        chain = facts.chains.get(key, [])
        states = ["None"] + [after for _, _, after in chain]
        calls = [facts.calls.get(event.invocation) for event, _, _ in chain]
        ended = sorted((call.end, place) for place, call in enumerate(calls, 1) if call)
        begun = [(call.start, place) for place, call in enumerate(calls, 1) if call]
        least, known, floor = 0, [], 0
        ends = iter(ended + [(math.inf, 0)])
        end, place = next(ends)
        for start, over, test, line in sorted(reads, key=lambda read: read[0]):
            while end < start:
                least, (end, place) = max(least, place), next(ends)
            while known and known[0][0] < start:
                floor = max(floor, heapq.heappop(known)[1])
            last = min((place for began, place in begun if began > over), default=len(states)) - 1
            fits = [at for at in range(max(least, floor), last + 1) if test(states[at])]
            if not fits:
                yield (f"{line['operation']} of {line['account']} ({line['request_id']}) does not fit "
                       f"{key[1]} and {key[2]}, {states[max(least, floor):last + 1]} at that time")
                break
            heapq.heappush(known, (over, fits[0]))
