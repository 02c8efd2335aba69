-- What each call counted anew is kept beside the administrator's lock, and each index says which
-- look-ups it is for.
-- The functions before keep no counts, so nobody may call one until those of this version are there:
-- they come in a transaction of their own, which gives the permission anew.

-- It gives fewer columns now, which replacing it cannot do.
DROP FUNCTION IF EXISTS memberhub.audit_seal_last();

ALTER TABLE memberhub.enrollment
    ADD COLUMN members bigint NOT NULL DEFAULT 0,
    ADD COLUMN members_active bigint NOT NULL DEFAULT 0,
    ADD COLUMN members_invited bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT enrollment_counts_agree
        CHECK (0 <= members_invited AND members_invited <= members_active
               AND members_active <= members);
COMMENT ON COLUMN memberhub.enrollment.members IS
    'How many relationships the account has as administrator, in any state. Kept with the other '
    'two by relationship_transition(), under this row''s lock, so that no limit has to count.';
COMMENT ON COLUMN memberhub.enrollment.members_active IS
    'How many of them are Created, Invited, Enabled or Disabled.';
COMMENT ON COLUMN memberhub.enrollment.members_invited IS
    'How many of them are Invited.';
UPDATE memberhub.enrollment AS e
SET members = c.members, members_active = c.active, members_invited = c.invited
FROM (SELECT r.service, r.region, r.administrator_id, count(*) AS members,
             count(*) FILTER (WHERE r.state IN ('Created', 'Invited', 'Enabled', 'Disabled'))
                 AS active,
             count(*) FILTER (WHERE r.state = 'Invited') AS invited
      FROM memberhub.relationship AS r
      GROUP BY r.service, r.region, r.administrator_id) AS c
WHERE e.service = c.service AND e.region = c.region AND e.account_id = c.administrator_id;

-- Counted and asked for existence no more: one index less to write with each change of a state.
DROP INDEX memberhub.relationship_active;

-- Two indexes over the same rows: while they are small, or were when they were last looked at, the
-- planner takes either for any look-up, and then reads all of the wrong one for each member. This
-- one is for who names an administrator, and says so.
DROP INDEX memberhub.relationship_associated;
CREATE INDEX relationship_associated
    ON memberhub.relationship (service, region, administrator_id, member_id)
    WHERE state IN ('Enabled', 'Disabled') AND administrator_id > '';
COMMENT ON INDEX memberhub.relationship_associated IS
    'The associated members of an administrator, in pages. Partial, as every index here but the '
    'key is: an index that begins like the key tempts the planner to look for one row among all '
    'of an administrator''s. A query must say administrator_id > '''' to use it.';

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA memberhub FROM memberhub_app;
