-- What workers of two releases have to agree on while they serve side by side.
-- The type of callers is never altered again: what is new is a member of facts.
SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), E'\n' ORDER BY a.attnum)
    AS caller
FROM pg_attribute AS a
WHERE a.attrelid = 'memberhub.caller'::regclass AND a.attnum > 0 AND NOT a.attisdropped;

-- A name is one function: a new parameter comes last with DEFAULT NULL, and the function without it
-- is dropped in the file of the new one. Of two, a call could fit both, and the old one would stay.
SELECT p.proname AS overloaded, count(*) AS functions
FROM pg_proc AS p WHERE p.pronamespace = 'memberhub'::regnamespace
GROUP BY p.proname HAVING count(*) > 1;
