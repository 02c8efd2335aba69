"""A mix of calls that can be made again and again: nine reads and a change."""
from urllib.parse import quote

import memberhub_testing as testing
from load_driver import step
from population import Population

CALLERS = 1000
EVERYDAY = Population(administrator=790000000000, administrators=50, member=791000000000, members=CALLERS,
                      states=("Enabled", "Resigned"))


def prepare(bench):
    EVERYDAY.make(bench.database)


def tag(account):
    """The change: the account's hub gets a tag, which it may have."""
    hub = quote(f"arn:aws:securityhub:{testing.REGION}:{account}:hub/default", safe="")
    return step(account, "POST", f"/tags/{hub}", {"Tags": {"team": "bench"}})


def writing():
    """A change of each caller's."""
    return [tag(EVERYDAY.member_id(number)) for number in range(CALLERS)]


def mixed():
    """Ten calls of each caller's."""
    plan = []
    for number in range(CALLERS):
        account = EVERYDAY.member_id(number)
        read = [step(account, "GET", "/administrator"), step(account, "GET", "/invitations")] * 4
        plan += [*read, step(EVERYDAY.administrator_of(number), "GET", "/members?OnlyAssociated=false"), tag(account)]
    return plan
