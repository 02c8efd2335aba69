"""What AWS documents of two accounts and the relationships between them, in Python.

Written from the documentation, never from the server's tables: the two are compared with each
other by test_transitions.py, operation by operation.
"""
from model import GUARDDUTY, SECURITYHUB

CREATED, INVITED, ENABLED, DISABLED = "Created", "Invited", "Enabled", "Disabled"
REMOVED, RESIGNED = "Removed", "Resigned"
ASSOCIATED = (ENABLED, DISABLED)
# "It still has created, invited or associated members" is what the service says of these.
HAS_MEMBER = (CREATED, INVITED, *ASSOCIATED)
LEFT = (REMOVED, RESIGNED)


class Refused(Exception):
    """The whole call is refused, for the fault of that name."""


class LeftOut(Exception):
    """The call succeeds and does not process the account, for the fault of that name."""


class World:
    """Two accounts that use a service; `relation` has one's status as a member of the other."""

    def __init__(self, service, administrator, member, status):
        self.service = service
        self.enrolled = {administrator, member}
        self.relation = {(administrator, member): status, (member, administrator): None}

    # -- what holds of an account

    def is_member(self, account):
        return any(status in ASSOCIATED for (_, member), status in self.relation.items()
                   if member == account)

    def has_members(self, account):
        return any(status in HAS_MEMBER for (owner, _), status in self.relation.items()
                   if owner == account)

    # -- what an account sees

    def view(self, account):
        """Members, associated members, invitations, their count and the administrator."""
        if account not in self.enrolled:
            return None
        own = {member: status for (owner, member), status in self.relation.items()
               if owner == account and status}
        received = {owner: status for (owner, member), status in self.relation.items()
                    if member == account and status not in (None, CREATED)}
        administrators = [owner for owner, status in received.items() if status in ASSOCIATED]
        return {
            "members": own,
            "associated": {member for member, status in own.items() if status in ASSOCIATED},
            "invitations": received,
            "count": len(received) - len(administrators),
            "administrator": (administrators + [None])[0],
        }

    # -- operations of an administrator, for one account

    def create_members(self, caller, other):
        if self.is_member(caller):
            raise LeftOut("creator_is_member")
        if self.relation[caller, other]:
            raise LeftOut("already_member")
        self.relation[caller, other] = CREATED

    def invite_members(self, caller, other):
        if self.is_member(caller):
            raise LeftOut("caller_is_member")
        status = self.relation[caller, other]
        if status is None:
            raise LeftOut("no_such_member")
        if status not in (CREATED, *LEFT):
            raise LeftOut("already_invited")
        self.relation[caller, other] = INVITED

    def disassociate_members(self, caller, other):
        """Security Hub has no way to say that it left an account out."""
        if self.relation[caller, other] in (INVITED, *ASSOCIATED):
            self.relation[caller, other] = REMOVED
        elif self.service == GUARDDUTY:
            raise LeftOut("not_yet_associated")

    def delete_members(self, caller, other):
        status = self.relation[caller, other]
        if status is None:
            raise LeftOut("no_such_member")
        if status in ASSOCIATED:
            raise LeftOut("still_associated")
        self.relation[caller, other] = None

    def start_monitoring_members(self, caller, other):
        self.monitor(caller, other, ENABLED)

    def stop_monitoring_members(self, caller, other):
        self.monitor(caller, other, DISABLED)

    def monitor(self, caller, other, status):
        if self.relation[caller, other] not in ASSOCIATED:
            raise LeftOut("not_associated")
        self.relation[caller, other] = status

    # -- operations of a member

    def accept_administrator_invitation(self, caller, other):
        status = self.relation[other, caller]
        if status not in (None, CREATED) and self.is_member(other):
            raise Refused("inviter_is_member")
        if self.has_members(caller):
            raise Refused("has_members")
        if self.is_member(caller):
            raise Refused("already_a_member")
        if status not in (INVITED, RESIGNED):
            raise Refused("no_pending_invitation")
        self.relation[other, caller] = ENABLED

    def decline_invitations(self, caller, other):
        """Once more is no error: the answer to the first may have been lost."""
        if self.relation[other, caller] not in (INVITED, RESIGNED):
            raise LeftOut("no_such_invitation")
        self.relation[other, caller] = RESIGNED

    def disassociate_from_administrator_account(self, caller, other):
        if not self.is_member(caller):
            raise Refused("not_a_member")
        self.relation[other, caller] = RESIGNED

    # -- operations of either

    def delete_invitations(self, caller, other):
        """A received invitation that may go does; else a pending one that was sent is withdrawn."""
        received, sent = self.relation[other, caller], self.relation[caller, other]
        if received in LEFT:
            self.relation[other, caller] = None
        elif sent == INVITED:
            self.relation[caller, other] = CREATED
        elif received in (None, CREATED):
            raise LeftOut("no_such_invitation")
        else:
            raise LeftOut("invitation_kept")

    def disable(self, caller, other):
        """Security Hub gives way to enabled members only, GuardDuty to invited ones as well."""
        blocking, fault, leaves_as = {
            SECURITYHUB: ((ENABLED,), "disable_administrator", RESIGNED),
            GUARDDUTY: ((INVITED, *ASSOCIATED), "delete_detector_refused", REMOVED),
        }[self.service]
        if self.relation[caller, other] in blocking:
            raise Refused(fault)
        self.relation[caller, other] = None
        if self.relation[other, caller] in ASSOCIATED:
            self.relation[other, caller] = leaves_as
        self.enrolled.remove(caller)

    def suspend(self, caller, other):
        """UpdateDetector with enable=false: the administrator of the caller sees it Disabled."""
        self.suspension(caller, other, DISABLED)

    def resume(self, caller, other):
        self.suspension(caller, other, ENABLED)

    def suspension(self, caller, other, status):
        if self.relation[other, caller] in ASSOCIATED:
            self.relation[other, caller] = status
