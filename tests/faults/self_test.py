"""Shows of each invariant that it can fail: a good story passes all of them, and each way to doctor it is named.

The story is made up here: an administrator and two members, a lost answer, a refusal, and reads in between. A doctoring
changes one thing in it, and the invariant that it is for has to find that.
"""
import copy
import json

import check_invariants as checks
from facts import Event, Facts

REGION, SERVICE = "eu-west-1", "securityhub"
A, B, C, D, STRANGER = "400000000001", "400000000002", "400000000003", "400000000004", "499999999999"
INVITATION = "0" * 31 + "1"


class Story:
    """Rows and lines as a run leaves them, made call by call."""

    def __init__(self):
        self.relationships, self.events, self.lines = {}, [], []
        self.enrolled, self.miscounted = [], 0
        self.clock = 0.0
        self.texts = {"memberhubd": '{"event":"worker_gone","how":"killed","code":9}\n',
                      "postgresql": "LOG:  server process (PID 1) was terminated by signal 9: Killed\n"}
        numbers = {"workers": 8, "sessions beyond one a process": 0}
        self.run = {"groups": [{"service": SERVICE, "accounts": [A, B, C, D]}], "unconfirmed": [],
                    "numbers": {"start": numbers, "end": dict(numbers)}}
        self.verified = (0, "")

    def line(self, operation, account, others, status, answer, invocation, **more):
        self.clock += 1
        text = None if answer is None else json.dumps(answer, separators=(",", ":"))
        self.lines.append({"invocation": invocation, "operation": operation, "service": SERVICE, "region": REGION,
                           "account": account, "others": others, "status": status, "answer": text, "request_id": "r",
                           "named": True, "start": self.clock, "end": self.clock + 0.5, **more})

    def event(self, operation, account, invocation, moves, answer, error=None):
        effects = [{"administrator": a, "member": m, "from": before, "to": after} for a, m, before, after in moves]
        record = {"userAgent": f"faults/{invocation}", "readOnly": False, "responseElements": answer or None,
                  "requestID": f"r{len(self.events)}",
                  **({"errorCode": "InvalidInputException", "errorMessage": error} if error else {})}
        row = {"sequence": len(self.events) + 1, "transaction_id": str(1000 + len(self.events)),
               "event_id": f"e{len(self.events)}", "account": account, "service": SERVICE, "region": REGION,
               "name": operation, "time_ms": 1, "effects": json.dumps(effects) if effects else None,
               "record": json.dumps(record), "leaf": ""}
        self.events.append(row)
        self.rehash()

    def rehash(self):
        for row in self.events:
            row["leaf"] = Event(**row).hashed()

    def change(self, operation, account, others=(), moves=(), answer=None, tries=(), status=200, error=None,
               nameless=None):
        """
        A call with its event and rows; `tries` are statuses of tries that came before the answered one. `nameless`:
        what a call is in the logs that has no name.
        """
        invocation = nameless or f"i{len(self.events)}"
        more = {"named": nameless is None, "request_id": f"r{len(self.events)}"}
        for earlier in tries:
            self.line(operation, account, list(others), earlier, None, invocation, attempt=1, **more)
        self.line(operation, account, list(others), status, answer or {}, invocation, **more)
        self.event(operation, account, invocation, moves, answer, error)
        for administrator, member, _, after in moves:
            row = {"service": SERVICE, "region": REGION, "administrator": administrator, "member": member,
                   "state": after, "invitation_id": None if after in ("Created", "None") else INVITATION}
            self.relationships.pop((administrator, member), None)
            if after != "None":
                self.relationships[administrator, member] = row

    def read(self, operation, account, answer, **more):
        self.line(operation, account, [], 200, answer, f"r{len(self.lines)}", **more)

    def facts(self):
        return Facts(self.run, [*self.relationships.values()], [self.enrollment(account) for account in self.enrolled],
                     self.events, self.lines, self.texts, self.verified)

    def enrollment(self, account):
        states = [row["state"] for (administrator, _), row in self.relationships.items() if administrator == account]
        return {"service": SERVICE, "region": REGION, "account": account, "members": len(states) + self.miscounted,
                "members_active": sum(state not in ("Removed", "Resigned") for state in states),
                "members_invited": states.count("Invited")}


def members(**states):
    return {"Members": [{"AccountId": {"C": C, "D": D}[name], "MemberStatus": state} for name, state in states.items()]}


def invitations(*states):
    return {"Invitations": [{"AccountId": A, "InvitationId": INVITATION, "MemberStatus": state} for state in states]}


def good_story():
    story = Story()
    for account in (A, B, C, D):
        story.change("EnableSecurityHub", account)
        story.enrolled.append(account)
    nobody = {"UnprocessedAccounts": []}
    story.change("CreateMembers", A, [C, D], [(A, C, "None", "Created"), (A, D, "None", "Created")], nobody)
    story.read("ListMembers", A, members(C="Created", D="Created"))
    story.change("InviteMembers", A, [C], [(A, C, "Created", "Invited")], nobody, tries=[None, 502])
    story.read("ListInvitations", C, invitations("Invited"))
    story.change("InviteMembers", A, [C], [], {"UnprocessedAccounts": [{"AccountId": C}]})
    story.change("AcceptAdministratorInvitation", D, [A], [], {"Message": "no"}, status=400, error="no")
    story.change("AcceptAdministratorInvitation", C, [A], [(A, C, "Invited", "Enabled")])
    story.read("ListMembers", A, members(C="Enabled", D="Created"))
    story.line("DeleteMembers", A, [C], 503, None, "never", attempt=1)
    # The same bytes again, without a name: the first time as a retry, then because of what was done in between.
    story.change("CreateMembers", B, [D], [(B, D, "None", "Created")], nobody, tries=[None], nameless="again")
    story.change("DeleteMembers", B, [D], [(B, D, "Created", "None")], nobody)
    story.change("CreateMembers", B, [D], [(B, D, "None", "Created")], nobody, nameless="again")
    story.change("DeleteMembers", B, [D], [(B, D, "Created", "None")], nobody)
    for account, listed, own, invited in (
            (A, members(C="Enabled", D="Created"), {}, invitations()), (B, members(), {}, invitations()),
            (C, members(), {"Administrator": {"AccountId": A, "MemberStatus": "Enabled"}}, invitations("Enabled")),
            (D, members(), {}, invitations())):
        story.read("ListMembers", account, listed, final=True)
        story.read("GetAdministratorAccount", account, own, final=True)
        story.read("ListInvitations", account, invited, final=True)
        story.read("GetInvitationsCount", account, {"InvitationsCount": 0}, final=True)
    return story


# -- what can be wrong with it: each changes the story, and is named after what then must be found

def find(story, operation, place=0):
    return [line for line in story.lines if line["operation"] == operation][place]


def event_of(story, operation, place=0):
    return [row for row in story.events if row["name"] == operation][place]


def edit_answer(line, old, new):
    assert old in line["answer"], line["answer"]
    line["answer"] = line["answer"].replace(old, new)


def edit_record(row, **values):
    row["record"] = json.dumps({**json.loads(row["record"]), **values})


def second_administrator(story):
    story.relationships[B, C] = {**story.relationships[A, C], "administrator": B}


def seen_by_two(story):
    story.lines[-12]["answer"] = json.dumps(members(C="Enabled"))  # B's last ListMembers


def other_view(story):
    edit_answer(find(story, "GetAdministratorAccount", 2), "Enabled", "Disabled")


def nobody_looked(story):
    story.lines = [line for line in story.lines if not line.get("final")]


def member_administrates(story):
    story.relationships[C, D] = {**story.relationships[A, C], "administrator": C, "member": D}


def effect_missing(story):
    event_of(story, "InviteMembers")["effects"] = None


def row_differs(story):
    story.relationships[A, C]["state"] = "Removed"


def row_missing(story):
    del story.relationships[A, D]


def refusal_moved(story):
    event_of(story, "AcceptAdministratorInvitation")["effects"] = json.dumps(
        [{"administrator": A, "member": D, "from": "Created", "to": "Enabled"}])


def refusal_done(story):
    row = event_of(story, "AcceptAdministratorInvitation")
    row["record"] = json.dumps({"userAgent": json.loads(row["record"])["userAgent"], "readOnly": False})


def two_answers(story):
    line = copy.deepcopy(find(story, "AcceptAdministratorInvitation", 1))
    story.lines.append({**line, "status": 400})


def other_answer(story):
    edit_answer(find(story, "InviteMembers", 3), C, D)


def event_missing(story):
    story.events.remove(event_of(story, "InviteMembers", 1))


def event_twice(story):
    story.events.append({**event_of(story, "InviteMembers", 1), "sequence": 99})


def unknown_twice(story):
    for _ in range(2):
        story.event("DeleteMembers", A, "never", [], {"UnprocessedAccounts": [{"AccountId": C}]})


def event_of_nobody(story):
    story.event("DeleteMembers", A, "somebody", [], None)


def event_of_another_call(story):
    event_of(story, "InviteMembers")["name"] = "DeleteMembers"


def nothing_in_between(story):
    edit_record(event_of(story, "DeleteMembers"), errorCode="InvalidInputException")


def between_of_another(story):
    event_of(story, "DeleteMembers")["account"] = A


def again_too_late(story):
    line = [line for line in story.lines if line["invocation"] == "again"][-1]
    line["start"] += 10


def again_long_after(story):
    event_of(story, "CreateMembers", 2)["time_ms"] += 60000


def more_often_than_asked(story):
    """As if what a worker sends again were a new call."""
    tries = [line for line in story.lines if line["invocation"] == "again"]
    story.lines = [line for line in story.lines if line not in tries[:-1]]
    tries[-1]["start"] = tries[0]["start"]


def answered_as_neither(story):
    line = [line for line in story.lines if line["invocation"] == "again"][-1]
    edit_answer(line, "[]", json.dumps([{"AccountId": D}]))


def illegal_move(story):
    event_of(story, "AcceptAdministratorInvitation", 1)["effects"] = json.dumps(
        [{"administrator": A, "member": C, "from": "Invited", "to": "Removed"}])


def move_from_elsewhere(story):
    event_of(story, "AcceptAdministratorInvitation", 1)["effects"] = json.dumps(
        [{"administrator": A, "member": C, "from": "Resigned", "to": "Enabled"}])


def wrong_count(story):
    edit_answer(find(story, "GetInvitationsCount", 2), "0", "1")


def members_miscounted(story):
    story.miscounted = 1


def invitation_unlisted(story):
    find(story, "ListInvitations", 3)["answer"] = json.dumps(invitations())


def stranger_seen(story):
    edit_answer(find(story, "ListMembers"), D, STRANGER)


def address_seen(story):
    find(story, "ListMembers")["answer"] = json.dumps({**members(C="Created", D="Created"), "x": f"canary-{B}-{C}@e"})


def invitation_seen(story):
    story.read("ListInvitations", D, invitations("Invited"))


def outcome_differs(story):
    """The trail says that an account was left out which the model invites."""
    row = event_of(story, "InviteMembers")
    row["effects"] = None
    edit_record(row, responseElements={"UnprocessedAccounts": [{"AccountId": C}]})


def order_turned(story):
    one, other = event_of(story, "EnableSecurityHub", 0), event_of(story, "CreateMembers")
    one["sequence"], other["sequence"] = other["sequence"], one["sequence"]
    story.events.sort(key=lambda row: row["sequence"])


def begun_after_the_end(story):
    """Everything fits but the clock: the two calls of one administrator swap their times."""
    first, second = find(story, "InviteMembers", 3), find(story, "ListMembers")
    first["start"], first["end"], second["start"], second["end"] = 0.1, 0.2, first["start"], first["end"]


def stale_read(story):
    line = find(story, "ListMembers", 1)
    edit_answer(line, "Enabled", "Created")


def read_of_the_future(story):
    edit_answer(find(story, "ListInvitations"), "Invited", "Enabled")


def leaf_differs(story):
    event_of(story, "CreateMembers")["leaf"] = "00" * 32


def record_changed(story):
    edit_record(event_of(story, "CreateMembers"), sourceIPAddress="192.0.2.1")


def verify_finds(story):
    story.verified = (1, "event-altered")


def worker_missing(story):
    story.run["numbers"]["end"]["workers"] = 7


def session_left(story):
    story.run["numbers"]["end"]["sessions beyond one a process"] = 1


def worker_crashed(story):
    story.texts["memberhubd"] += '{"event":"worker_gone","how":"killed","code":11}\n'


def sanitizer_spoke(story):
    story.texts["memberhubd"] += "==1==ERROR: AddressSanitizer: heap-use-after-free\n"


def database_panicked(story):
    story.texts["postgresql"] += "PANIC:  could not write to file\n"


def database_crashed(story):
    story.texts["postgresql"] += "LOG:  server process (PID 2) was terminated by signal 11: Segmentation fault\n"


def request_hung(story):
    find(story, "ListMembers")["end"] += 100


def call_hung(story):
    story.texts["memberhubd"] += '{"event":"request","status":200,"ms":10001,"db_ms":1}\n'


DOCTORINGS = {
    checks.one_administrator: (second_administrator, seen_by_two),
    checks.views_agree: (other_view, nobody_looked, row_missing),
    checks.no_member_administrates: (member_administrates,),
    checks.acknowledged_holds: (effect_missing, row_differs, row_missing),
    checks.refused_changed_nothing: (refusal_moved, refusal_done),
    checks.retries_agree: (two_answers, other_answer, answered_as_neither),
    checks.one_event: (event_missing, event_twice, unknown_twice, event_of_nobody, event_of_another_call),
    checks.what_is_meant_anew: (nothing_in_between, between_of_another, again_too_late, again_long_after,
                                more_often_than_asked),
    checks.moves_are_legal: (illegal_move, move_from_elsewhere),
    checks.counts_are_right: (wrong_count, invitation_unlisted, members_miscounted),
    checks.nothing_leaks: (stranger_seen, address_seen, invitation_seen),
    checks.history_is_linear: (outcome_differs, order_turned, begun_after_the_end, stale_read, read_of_the_future),
    checks.trail_verifies: (leaf_differs, record_changed, verify_finds),
    checks.nothing_is_left_behind: (worker_missing, session_left),
    checks.nothing_crashed: (worker_crashed, sanitizer_spoke, database_panicked, database_crashed, request_hung,
                             call_hung),
}


def problems():
    """Yields a sentence and what speaks against it."""
    good = {invariant.__name__: found for invariant, found in checks.check(good_story().facts()).items() if found}
    yield "a good story contradicts no invariant", [str(good)] if good else []
    yield "every invariant has a story that contradicts it", [
        invariant.__name__ for invariant in checks.INVARIANTS if invariant not in DOCTORINGS]
    for invariant, doctorings in DOCTORINGS.items():
        missed = []
        for doctor in doctorings:
            story = good_story()
            doctor(story)
            if not list(invariant(story.facts())):
                missed.append(doctor.__name__)
        yield f"{invariant.__name__} finds what it is for, {len(doctorings)} kinds", missed
