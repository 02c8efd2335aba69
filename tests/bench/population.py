"""Accounts with hubs and the relationships between them, made for a benchmark: rows of the real tables, through all
of their indexes and checks. They have no events, so they come after what verifies the trail."""
from dataclasses import dataclass

import memberhub_testing as testing

ENROLL = """INSERT INTO memberhub.account (account_id, name)
    SELECT n::text, 'bench' FROM generate_series({first}, {last}) AS n ON CONFLICT DO NOTHING;
INSERT INTO memberhub.enrollment (service, region, account_id, enabled, subscribed_at)
    SELECT '{service}', '{region}', n::text, true, now() FROM generate_series({first}, {last}) AS n;"""
# Member n with the administrators n, n + 1 and so on of the ring; the first state is of the first of them.
RELATE = """INSERT INTO memberhub.relationship (service, region, administrator_id, member_id, state, invitation_id,
        invited_at, updated_at, created_at)
    SELECT '{service}', '{region}', ({administrator} + (n + k.place - 1) % {administrators})::text,
           ({member} + n)::text, k.state, CASE WHEN k.state <> 'Created' THEN lpad(to_hex(n), 32, '0') END,
           CASE WHEN k.state <> 'Created' THEN now() END, now(), now()
    FROM generate_series({first}, {last}) AS n
    CROSS JOIN unnest('{{{states}}}'::text[]) WITH ORDINALITY AS k (state, place);"""
# What relationship_transition() keeps of each administrator. Each look by the whole key: nothing is analysed yet, and
# the planner thinks that a region has two rows.
COUNT = """UPDATE memberhub.enrollment AS e
    SET members = c.members, members_active = c.active, members_invited = c.invited
    FROM generate_series({first}, {last}) AS n
    CROSS JOIN LATERAL (
        SELECT count(*) AS members,
               count(*) FILTER (WHERE r.state IN ('Created', 'Invited', 'Enabled', 'Disabled')) AS active,
               count(*) FILTER (WHERE r.state = 'Invited') AS invited
        FROM memberhub.relationship AS r
        WHERE r.service = '{service}' AND r.region = '{region}' AND r.administrator_id = n::text) AS c
    CROSS JOIN LATERAL (
        SELECT l.ctid AS tuple_id FROM memberhub.enrollment AS l
        WHERE l.service = '{service}' AND l.region = '{region}' AND l.account_id = n::text
        LIMIT 1) AS t
    WHERE e.ctid = t.tuple_id;"""
SETTLE = "VACUUM ANALYZE memberhub.account, memberhub.enrollment, memberhub.relationship"


@dataclass(frozen=True)
class Population:
    """Members, each with a relationship in each of `states`, to that many administrators in a row of a ring."""
    administrator: int  # the account id of the ring's first
    administrators: int
    member: int  # the account id of the first
    members: int
    states: tuple

    def enroll(self, account, count):
        """The SQL that gives so many accounts in a row a hub each."""
        return ENROLL.format(service=testing.SERVICE, region=testing.REGION, first=account, last=account + count - 1)

    def add(self, first, count):
        """The SQL that adds so many members with what is theirs."""
        return self.enroll(self.member + first, count) + RELATE.format(
            service=testing.SERVICE, region=testing.REGION, states=",".join(self.states),
            administrator=self.administrator, administrators=self.administrators, member=self.member, first=first,
            last=first + count - 1)

    def count(self):
        """The SQL that counts the administrators' members anew."""
        return COUNT.format(service=testing.SERVICE, region=testing.REGION, first=self.administrator,
                            last=self.administrator + self.administrators - 1)

    def insert(self, database, first=0, count=None):
        """Inserts members, all by default; with the first of them, the administrators too."""
        # Foreign keys, which hold here, are not looked up: it would take as long again.
        sql = "SET synchronous_commit = off; SET session_replication_role = replica;"
        if first == 0:
            sql += self.enroll(self.administrator, self.administrators)
        database.query(sql + self.add(first, self.members if count is None else count) + self.count())

    def make(self, database, first=0, count=None):
        """The same, and what autovacuum would do some time later."""
        self.insert(database, first, count)
        database.query(SETTLE)

    def administrator_of(self, number, place=0):
        """The account id of a member's administrator, who has the state of that place."""
        return f"{self.administrator + (number + place) % self.administrators}"

    def member_id(self, number):
        return f"{self.member + number}"


def invitation_id(number):
    """Of a member's invitations: these digits are as good as those of one that was minted."""
    return f"{number:032x}"
