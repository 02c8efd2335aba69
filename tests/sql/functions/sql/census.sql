-- Counting relationships: the parts are the whole, however large they are, and end.
\set region census
CREATE FUNCTION pg_temp.census(p_pages integer)
RETURNS TABLE (service text, state text, relationships bigint) LANGUAGE plpgsql AS $$
DECLARE
    v_page bigint := 0;
BEGIN
    WHILE v_page IS NOT NULL LOOP
        RETURN QUERY SELECT c.service, c.state, c.relationships
        FROM memberhub.relationship_census(v_page, p_pages) AS c WHERE c.service IS NOT NULL;
        v_page := (SELECT c.next_page FROM memberhub.relationship_census(v_page, p_pages) AS c
                   LIMIT 1);
    END LOOP;
END
$$;
SELECT harness.enable(:'region', '111111111111', '222222222222');
-- More than two pages of them.
SELECT count(*) AS calls FROM (
    SELECT memberhub.create_members(
        harness.caller(:'region', '111111111111', 'CreateMembers'),
        ARRAY(SELECT to_char(call * 50 + n, 'FM700000000000') FROM generate_series(1, 50) AS n),
        NULL, 1000)
    FROM generate_series(1, 8) AS call) AS c;
SELECT harness.show(memberhub.invite_members(
    harness.caller(:'region', '111111111111', 'InviteMembers'),
    ARRAY(SELECT to_char(700000000050 + n, 'FM000000000000') FROM generate_series(1, 3) AS n),
    100));
CREATE TEMPORARY VIEW whole AS
SELECT r.service, r.state, count(*)::numeric AS relationships
FROM memberhub.relationship AS r GROUP BY r.service, r.state;
SELECT count(*) > 0 AS rows, sum(relationships) >= 400 AS many FROM whole;
SELECT pages, (SELECT count(*) FROM (
    TABLE whole
    EXCEPT
    SELECT c.service, c.state, sum(c.relationships) FROM pg_temp.census(pages) AS c GROUP BY 1, 2
    ) AS d) AS wrong
FROM (VALUES (1), (2), (1000)) AS size (pages);
SELECT bool_and(next_page = 1) AS goes_on
FROM memberhub.relationship_census(0, 1);
SELECT * FROM memberhub.relationship_census(1000000, 1000);
