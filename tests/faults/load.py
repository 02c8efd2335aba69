"""The clients of the fault suite: few accounts, many clients, answers that get lost, retries, and a log of all of it.

A client behaves as an SDK does: a call has one invocation id, and each try of it a signature of its own. Some calls
have no invocation id, and each try of them is the same signed bytes. A client loses some
answers on purpose (reads and forgets them, or closes the connection before they come) and then tries again one to five
times; what fails it tries again for a while. Every try is a line of the log, which the checker reads.
"""
import contextlib
import json
import multiprocessing
import os
import random
import threading
import time
import uuid
from dataclasses import dataclass, field

import signer
from memberhub_testing import REGION, Accounts

HUB, DUTY = "securityhub", "guardduty"
CLIENTS = 64
PROCESSES = 4
# One in so many calls has its first answers lost, one to five of them.
LOST_ONE_IN = 6
RETRIES_MAX = 5
# One in so many calls has no invocation id.
NAMELESS_ONE_IN = 3
# A try that failed is made again after 20 ms, 40 ms ... 500 ms, for this long: a database that is promoted or
# recovers is back long before, also when the machine has other things to do.
PATIENCE_S = 30
# Clients think up to so long between two calls, and give way: the server, not this program, is to have the processors.
NICENESS = 5
THINK_S = 0.1
# GuardDuty's sentence for a detector that is not there, or not the caller's, has this in it.
NOT_OWNED = b"detectorId is not owned"


@dataclass(frozen=True)
class Group:
    """Accounts that know each other and nobody else: the first two administrate, the rest are members."""
    service: str
    accounts: tuple
    detectors: dict = field(default_factory=dict, hash=False)

    @property
    def administrators(self):
        return self.accounts[:2]

    @property
    def members(self):
        return self.accounts[2:]


def make_groups(seed):
    accounts = Accounts(f"{seed}/accounts")
    return [Group(service, tuple(accounts.new() for _ in range(5))) for service in (HUB, HUB, HUB, DUTY)]


def canary(administrator, member):
    """The address of a member as its administrator knows it. No other account is ever to see it."""
    return f"canary-{administrator}-{member}@example.com"


# name: method and target for Security Hub and for GuardDuty, where {} is the caller's detector. None: not served.
OPERATIONS = {
    "EnableSecurityHub": ("POST", "/accounts", None),
    "DisableSecurityHub": ("DELETE", "/accounts", None),
    "CreateDetector": ("POST", None, "/detector"),
    "UpdateDetector": ("POST", None, "/detector/{}"),
    "DeleteDetector": ("DELETE", None, "/detector/{}"),
    "ListDetectors": ("GET", None, "/detector"),
    "CreateMembers": ("POST", "/members", "/detector/{}/member"),
    "InviteMembers": ("POST", "/members/invite", "/detector/{}/member/invite"),
    "DisassociateMembers": ("POST", "/members/disassociate", "/detector/{}/member/disassociate"),
    "DeleteMembers": ("POST", "/members/delete", "/detector/{}/member/delete"),
    "StartMonitoringMembers": ("POST", None, "/detector/{}/member/start"),
    "StopMonitoringMembers": ("POST", None, "/detector/{}/member/stop"),
    "AcceptAdministratorInvitation": ("POST", "/administrator", "/detector/{}/administrator"),
    "DeclineInvitations": ("POST", "/invitations/decline", "/invitation/decline"),
    "DeleteInvitations": ("POST", "/invitations/delete", "/invitation/delete"),
    "DisassociateFromAdministratorAccount":
        ("POST", "/administrator/disassociate", "/detector/{}/administrator/disassociate"),
    "ListMembers": ("GET", "/members?OnlyAssociated=false", "/detector/{}/member?onlyAssociated=false"),
    "GetAdministratorAccount": ("GET", "/administrator", "/detector/{}/administrator"),
    "ListInvitations": ("GET", "/invitations", "/invitation"),
    "GetInvitationsCount": ("GET", "/invitations/count", "/invitation/count"),
}
READS = ("ListMembers", "GetAdministratorAccount", "ListInvitations", "GetInvitationsCount")

# What is done, and how often beside the others of its side.
BY_ADMINISTRATORS = {"CreateMembers": 4, "InviteMembers": 5, "DisassociateMembers": 2, "DeleteMembers": 2,
                     "DeleteInvitations": 1, "StartMonitoringMembers": 1, "StopMonitoringMembers": 1}
BY_MEMBERS = {"AcceptAdministratorInvitation": 5, "DeclineInvitations": 2, "DeleteInvitations": 1,
              "DisassociateFromAdministratorAccount": 2}


def spell(service, name):
    """A member's name as the service writes it."""
    return name if service == HUB else name[0].lower() + name[1:]


def request_body(service, operation, caller, others, invitation, enable):
    """The JSON of a request, as bytes."""
    def named(**values):
        return {spell(service, name): value for name, value in values.items()}
    if operation == "CreateMembers":
        body = named(AccountDetails=[named(AccountId=other, Email=canary(caller, other)) for other in others])
    elif operation == "AcceptAdministratorInvitation":
        body = named(AdministratorId=others[0], InvitationId=invitation)
    elif operation == "EnableSecurityHub":
        body = named(EnableDefaultStandards=False)
    elif operation in ("CreateDetector", "UpdateDetector"):
        body = named(Enable=enable)
    elif others:
        body = named(AccountIds=list(others))
    else:
        return b""
    return json.dumps(body).encode()


class Log:
    """A client log: one JSON object a line."""

    def __init__(self, path):
        self.file = open(path, "a", buffering=1 << 20)
        self.lock = threading.Lock()

    def write(self, **line):
        text = json.dumps(line, separators=(",", ":"))
        with self.lock:
            self.file.write(text + "\n")

    def close(self):
        self.file.close()


class Client:
    """One client of one group."""

    def __init__(self, group, seed, log, load=None):
        """`load` is what the client is one of; a client without one loses no answers."""
        self.group, self.log, self.load = group, log, load
        self.random = random.Random(seed)
        self.connection = None
        self.raw = None  # what was sent last

    # -- one try

    def exchange(self, raw, method, cut):
        """Gives the answer, or None when there is none; `cut` closes the connection before one can come."""
        try:
            if self.connection is None:
                self.connection = signer.Connection()
            if cut:
                self.connection.socket.sendall(raw)
                self.hang_up()
                return None
            answer = self.connection.exchange(raw, method)
            if answer.headers["Connection"] == "close":
                self.hang_up()
            return answer
        except Exception:  # whatever it was, it was no answer, and the log says so
            self.hang_up()
            return None

    def hang_up(self):
        if self.connection is not None:
            self.connection.socket.close()
            self.connection = None

    def signed(self, call, number):
        """The bytes of a try."""
        request = signer.Request(call["account"], OPERATIONS[call["operation"]][0], call["target"], call["body"].encode())
        if call["named"]:
            request.add("amz-sdk-invocation-id", call["invocation"])
            request.add("amz-sdk-request", f"attempt={number}")
        # The event of the call repeats it: so the checker knows whose event it is.
        request.add("User-Agent", f"faults/{call['invocation']}")
        return request.sign(service=call["service"]).raw()

    def attempt(self, call, number, fate):
        """One signed try of a call, with its line in the log; gives status and body, or None."""
        if call["named"] or number == 1:
            self.raw = self.signed(call, number)
        start = time.monotonic()
        answer = self.exchange(self.raw, OPERATIONS[call["operation"]][0], cut=fate == "cut")
        end = time.monotonic()
        if self.load:
            self.load.count(answer is not None and answer.status < 500)
        self.log.write(**call, attempt=number, fate=fate if answer or fate == "cut" else "broken", start=start, end=end,
                       status=answer and answer.status, request_id=answer and answer.headers["x-amzn-RequestId"],
                       answer=answer and answer.body.decode("utf-8", "backslashreplace"))
        return answer and (answer.status, answer.body)

    # -- one call

    def call(self, operation, account, others=(), invitation=None, enable=True, **more):
        """Makes a call, with as many tries as it takes; gives status and JSON, or None when nothing came of it."""
        _, hub, duty = OPERATIONS[operation]
        # For all tries: one that named another detector would be another request.
        target = (hub if self.group.service == HUB else duty).format(self.group.detectors.get(account))
        call = {"invocation": str(uuid.UUID(int=self.random.getrandbits(128), version=4)), "operation": operation,
                "service": self.group.service, "region": REGION, "account": account, "others": list(others), "target": target,
                "named": self.random.randrange(NAMELESS_ONE_IN) > 0,
                "body": request_body(self.group.service, operation, account, others, invitation, enable).decode(),
                **more}
        lose = 0
        if self.load and self.random.randrange(LOST_ONE_IN) == 0:
            lose = self.random.randint(1, RETRIES_MAX)
        deadline = time.monotonic() + PATIENCE_S
        number, failures = 0, 0
        while time.monotonic() < deadline:
            number += 1
            fate = self.random.choice(("dropped", "cut")) if number <= lose else "kept"
            answer = self.attempt(call, number, fate)
            if answer and answer[0] < 500 and fate == "kept":
                if answer[0] == 400 and NOT_OWNED in answer[1]:
                    self.find_detector(account)
                return answer[0], json.loads(answer[1] or b"{}")
            if fate == "kept":
                failures += 1
                time.sleep(self.random.uniform(0.5, 1) * min(0.02 * 2 ** failures, 0.5))
        return None

    def enroll(self, account):
        if self.group.service == HUB:
            return self.call("EnableSecurityHub", account)
        answer = self.call("CreateDetector", account)
        if answer and answer[0] == 200:
            self.group.detectors[account] = answer[1]["detectorId"]
        return answer

    def find_detector(self, account):
        """Learns of the detector that an account has now: another client made it anew."""
        answer = self.call("ListDetectors", account)
        if answer and answer[0] == 200 and answer[1]["detectorIds"]:
            self.group.detectors[account] = answer[1]["detectorIds"][0]

    def look(self, account):
        """What an account sees in the end."""
        if self.group.service == DUTY:
            self.find_detector(account)
        return [self.call(operation, account, final=True) for operation in READS]

    # -- what a client does all day

    def pick(self, weights):
        served = {name: weight for name, weight in weights.items()
                  if OPERATIONS[name][1 if self.group.service == HUB else 2]}
        return self.random.choices(list(served), list(served.values()))[0]

    def administrate(self, caller, members):
        others = self.random.sample(members, self.random.randint(1, len(members)))
        self.call(self.pick(BY_ADMINISTRATORS), caller, others)

    def answer_invitations(self, caller):
        operation = self.pick(BY_MEMBERS)
        administrator = self.random.choice(self.group.administrators)
        if operation == "DisassociateFromAdministratorAccount":
            self.call(operation, caller)
        elif operation != "AcceptAdministratorInvitation":
            self.call(operation, caller, [administrator])
        else:
            seen = self.call("ListInvitations", caller)
            if not seen or seen[0] != 200:
                return
            name = {word: spell(self.group.service, word) for word in ("Invitations", "AccountId", "InvitationId")}
            invitations = seen[1][name["Invitations"]]
            if invitations:
                chosen = self.random.choice(invitations)
                self.call(operation, caller, [chosen[name["AccountId"]]], chosen[name["InvitationId"]])

    def come_and_go(self, account):
        """Suspends or resumes a detector, or gives hub or detector up and comes back."""
        if self.group.service == DUTY and self.random.randrange(2):
            self.call("UpdateDetector", account, enable=self.random.randrange(2) == 1)
        else:
            self.call("DisableSecurityHub" if self.group.service == HUB else "DeleteDetector", account)
            self.enroll(account)

    def step(self):
        dice = self.random.randrange(100)
        member = self.random.choice(self.group.members)
        if dice < 42:
            self.administrate(self.random.choice(self.group.administrators), self.group.members)
        elif dice < 44:  # who has members of its own cannot become one
            self.administrate(member, [other for other in self.group.members if other != member])
        elif dice < (46 if self.group.service == HUB else 50):  # there are three groups of hubs
            self.come_and_go(self.random.choice(self.group.accounts))
        elif dice < 84:
            self.answer_invitations(member)
        else:
            self.call(self.random.choice(READS), self.random.choice(self.group.accounts))

    def work(self):
        while not self.load.enough.is_set():
            self.load.running.wait()
            self.step()
            self.load.enough.wait(self.random.uniform(0, THINK_S))
        self.hang_up()


class Load:
    """All clients, in a few processes, from `start` to `stop`."""

    def __init__(self, groups, seed, directory):
        self.groups, self.seed, self.directory = groups, seed, directory
        self.enough, self.running = multiprocessing.Event(), multiprocessing.Event()
        self.counts = multiprocessing.Array("q", 2)  # tries, and answers that were no 5xx
        self.processes = [multiprocessing.Process(target=self.run, args=(number,)) for number in range(PROCESSES)]

    def run(self, number):
        os.nice(NICENESS)
        log = Log(self.directory / f"clients-{number}.ndjson")
        # Each group has clients in each process, so that the races are real ones.
        threads = [threading.Thread(target=Client(self.groups[i // PROCESSES % len(self.groups)],
                                                  f"{self.seed}/client/{i}", log, self).work)
                   for i in range(number, CLIENTS, PROCESSES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        log.close()

    def count(self, answered):
        with self.counts.get_lock():
            self.counts[0] += 1
            self.counts[1] += answered

    @contextlib.contextmanager
    def paused(self):
        """No new calls; those that are under way go on."""
        self.running.clear()
        try:
            yield
        finally:
            self.running.set()

    def start(self):
        self.running.set()
        for process in self.processes:
            process.start()

    def stop(self):
        self.enough.set()
        for process in self.processes:
            process.join()
        assert all(process.exitcode == 0 for process in self.processes), "a process of clients failed"

    @property
    def tries(self):
        return self.counts[0]

    @property
    def answered(self):
        return self.counts[1]
