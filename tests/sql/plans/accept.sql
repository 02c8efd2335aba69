-- In the order of the plan, whatever was sampled for statistics: what an index grows to depends on the order, and which
-- index the planner takes on how large each is.
SET enable_hashjoin = off;
SET enable_mergejoin = off;
-- What was invited in the load and is Enabled in the end accepts.
UPDATE memberhub.relationship AS r SET state = 'Enabled'
FROM public.planned AS p
WHERE p.state = 'Enabled' AND r.administrator_id = p.administrator AND r.member_id = p.member
  AND r.region = 'eu-west-1';
