-- The index of associated members has a condition of its own words. It said what relationship_one_administrator says,
-- `state IN (...)`, so the planner could walk either, and where both seemed to cost the same it took the smaller one:
-- then a page of an administrator's members read the members of all others.

DROP INDEX memberhub.relationship_associated;
CREATE INDEX relationship_associated
    ON memberhub.relationship (service, region, administrator_id, member_id)
    WHERE state || '' IN ('Enabled', 'Disabled');
COMMENT ON INDEX memberhub.relationship_associated IS
    'The associated members of an administrator, in pages. A query that says `state || '''' IN (...)` walks it, and no '
    'other does.';
