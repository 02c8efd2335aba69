"""Accounts in the states that tests start from, and everything that can be seen of them."""
from faults import refused, unprocessed
from model import GUARDDUTY, SECURITYHUB
from wire import Account

# The states of a relationship, and how it gets there; the first account is the administrator.
CREATE, INVITE, ACCEPT = "create", "invite", "accept"
DECLINE, LEAVE, REMOVE, STOP = "decline", "leave", "remove", "stop"
STATES = {
    "none": (),
    "created": (CREATE,),
    "invited": (CREATE, INVITE),
    "enabled": (CREATE, INVITE, ACCEPT),
    "declined": (CREATE, INVITE, DECLINE),
    "left": (CREATE, INVITE, ACCEPT, LEAVE),
    "withdrawn": (CREATE, INVITE, REMOVE),
    "removed": (CREATE, INVITE, ACCEPT, REMOVE),
}
# Only GuardDuty's members can be suspended.
STATES_OF = {SECURITYHUB: STATES,
             GUARDDUTY: {**STATES, "stopped": (CREATE, INVITE, ACCEPT, STOP)}}
# What the status of the member says in each.
STATUS = {"none": None, "created": "Created", "invited": "Invited", "enabled": "Enabled",
          "declined": "Resigned",
          "left": "Resigned", "withdrawn": "Removed", "removed": "Removed",
          "stopped": "Disabled"}
# For an account that was never invited by that administrator.
NO_INVITATION_ID = "00" * 16


def enrolled(service, region=None, **parameters):
    """A new account with a hub or detector, in a region of its own choice."""
    account = Account(service=service, **({"region": region} if region else {}))
    enable(account, **parameters)
    return account


def hub(region=None, **parameters):
    return enrolled(SECURITYHUB, region, **parameters)


def detector(region=None, **parameters):
    return enrolled(GUARDDUTY, region, **parameters)


def enable(account, **parameters):
    if account.service == SECURITYHUB:
        account.client.enable_security_hub(**{"EnableDefaultStandards": False, **parameters})
    else:
        answer = account.client.create_detector(**{"Enable": True, **parameters})
        account.detector = answer["DetectorId"]


def disable(account):
    if account.service == SECURITYHUB:
        account.client.disable_security_hub()
    else:
        account.client.delete_detector()
        account.detector = None


def create(administrator, *members, email=True):
    """Creates members, fifty a call."""
    details = [{"AccountId": member.id, **({"Email": f"root@{member.id}.example"} if email else {})}
               for member in members]
    for start in range(0, len(details), 50):
        answer = administrator.client.create_members(AccountDetails=details[start:start + 50])
        assert unprocessed(answer) == {}


def invite(administrator, *members):
    for start in range(0, len(members), 50):
        ids = [member.id for member in members[start:start + 50]]
        assert unprocessed(administrator.client.invite_members(AccountIds=ids)) == {}


def accept(administrator, member):
    member.client.accept_administrator_invitation(
        AdministratorId=administrator.id, InvitationId=invitation_id(administrator, member))


def step(name, administrator, member):
    """Carries one of the steps of STATES out."""
    if name == CREATE:
        create(administrator, member)
    elif name == INVITE:
        invite(administrator, member)
    elif name == ACCEPT:
        accept(administrator, member)
    elif name == DECLINE:
        assert unprocessed(member.client.decline_invitations(AccountIds=[administrator.id])) == {}
    elif name == LEAVE:
        member.client.disassociate_from_administrator_account()
    elif name == STOP:
        assert unprocessed(
            administrator.client.stop_monitoring_members(AccountIds=[member.id])) == {}
    else:
        assert name == REMOVE
        administrator.client.disassociate_members(AccountIds=[member.id])


def pair(state, region=None, service=SECURITYHUB):
    """Two new accounts, enrolled: an administrator, and a member in that state."""
    administrator, member = enrolled(service, region), enrolled(service, region)
    for name in STATES_OF[service][state]:
        step(name, administrator, member)
    assert status(administrator, member) == STATUS[state]
    return administrator, member


def row(administrator, member):
    """The member as its administrator sees it, or None."""
    answer = administrator.client.get_members(AccountIds=[member.id])
    assert [entry["AccountId"]
            for entry in answer["Members"]] + list(unprocessed(answer)) == [member.id]
    return answer["Members"][0] if answer["Members"] else None


def status(administrator, member):
    found = row(administrator, member)
    return found and status_in(found)


def status_in(entry):
    """The status in a member, invitation or administrator, under the service's own name."""
    return entry["MemberStatus" if "MemberStatus" in entry else "RelationshipStatus"]


def invitations(member):
    """The invitations that the account sees, by inviter; there is never more than one of each."""
    listed = pages(member.client.list_invitations, "Invitations")
    by_inviter = {invitation["AccountId"]: invitation for invitation in listed}
    assert len(by_inviter) == len(listed), "two invitations of one administrator"
    return by_inviter


def invitation_id(administrator, member):
    """The id of that administrator's invitation as the member sees it, or one that nobody has."""
    return invitations(member).get(administrator.id,
                                   {"InvitationId": NO_INVITATION_ID})["InvitationId"]


def administrator_id(member):
    """The account's administrator under the modern and the deprecated name, which must agree."""
    modern = member.client.get_administrator_account().get("Administrator")
    assert member.client.get_master_account().get("Master") == modern
    return modern and modern["AccountId"]


def pages(call, name, **parameters):
    """All elements of a list, page by page."""
    elements, token = [], {}
    while True:
        answer = call(**parameters, **token)
        elements += answer[name]
        if "NextToken" not in answer:
            return elements
        token = {"NextToken": answer["NextToken"]}


def tags(account):
    return account.client.list_tags_for_resource(ResourceArn=account.arn)["Tags"]


def a_standard(account):
    """The ARN of one of the standards that there are."""
    return account.client.describe_standards()["Standards"][0]["StandardsArn"]


def subscribe(account, **parameters):
    """Enables one standard; gives the subscription."""
    answer = account.client.batch_enable_standards(
        StandardsSubscriptionRequests=[{"StandardsArn": a_standard(account), **parameters}])
    (made,) = answer["StandardsSubscriptions"]
    return made


def members(account):
    return pages(account.client.list_members, "Members", OnlyAssociated=False)


def enrollment_of(account):
    """What DescribeHub or GetDetector says, or None without hub or detector."""
    client = account.client
    if account.service == GUARDDUTY:
        if not account.detector and not client.list_detectors()["DetectorIds"]:
            return None
        seen = client.get_detector()
    else:
        try:
            seen = client.describe_hub()
        except client.exceptions.InvalidAccessException:
            return None
    return {name: value for name, value in seen.items() if name != "ResponseMetadata"}


def snapshot(account):
    """All that an account sees of itself; two of them are equal when nothing changed in between."""
    client, seen = account.client, enrollment_of(account)
    return seen and {
        "enrollment": seen,
        "tags": tags(account),
        "members": members(account),
        "invitations": invitations(account),
        "count": client.get_invitations_count()["InvitationsCount"],
        "administrator": client.get_administrator_account().get("Administrator"),
        **({"standards": pages(client.get_enabled_standards, "StandardsSubscriptions")}
           if account.service == SECURITYHUB else {}),
    }


def refused_unenrolled(account):
    """What calls get of an account without hub or detector."""
    if account.service == GUARDDUTY:
        return refused("detector_not_owned", service=GUARDDUTY)
    return refused("not_subscribed", account.id)


# ---- the operations, each called by the administrator or by the member of a pair


def batch(caller, method, other):
    """Calls a batch operation for one account; gives why it was not processed, or None."""
    return unprocessed(getattr(caller.client, method)(AccountIds=[other.id])).get(other.id)


def create_members(administrator, member):
    answer = administrator.client.create_members(
        AccountDetails=[{"AccountId": member.id, "Email": f"root@{member.id}.example"}])
    return unprocessed(answer).get(member.id)


def invite_members(administrator, member):
    return batch(administrator, "invite_members", member)


def delete_members(administrator, member):
    return batch(administrator, "delete_members", member)


def withdraw_invitations(administrator, member):
    return batch(administrator, "delete_invitations", member)


def decline_invitations(administrator, member):
    return batch(member, "decline_invitations", administrator)


def delete_invitations(administrator, member):
    return batch(member, "delete_invitations", administrator)
