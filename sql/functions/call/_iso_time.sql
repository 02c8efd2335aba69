CREATE OR REPLACE FUNCTION memberhub.iso_time(p_time timestamptz) RETURNS text
LANGUAGE sql STABLE
RETURN to_char(p_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
REVOKE ALL ON FUNCTION memberhub.iso_time(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.iso_time(timestamptz) IS
    'A time as every answer spells it: 2020-08-20T17:54:02.841Z.';

CREATE OR REPLACE FUNCTION memberhub.iso_second(p_time timestamptz) RETURNS text
LANGUAGE sql STABLE
RETURN to_char(p_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
REVOKE ALL ON FUNCTION memberhub.iso_second(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.iso_second(timestamptz) IS
    'A time as CloudTrail and STS spell it: 2020-08-20T17:54:02Z.';
