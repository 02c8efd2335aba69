CREATE OR REPLACE FUNCTION memberhub.now_ms() RETURNS timestamptz
LANGUAGE sql VOLATILE
RETURN date_trunc('milliseconds', clock_timestamp());
REVOKE ALL ON FUNCTION memberhub.now_ms() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.now_ms() IS
    'The moment, cut to milliseconds. Not the transaction''s start: a call that waited for a lock '
    'must not date its change before the one it waited for.';
