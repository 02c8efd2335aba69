CREATE OR REPLACE FUNCTION memberhub.invitation_id_mint(p_at timestamptz) RETURNS text
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    -- Of a version 4 UUID's 32 hex digits the 13th is the version and the 17th holds the variant;
    -- the others are the server's strong random bits. Used here: 1-2, 3, 4, 14-16, 18-32.
    v_random text := replace(gen_random_uuid()::text, '-', '');
    v_first integer := ('x' || substr(v_random, 1, 2))::bit(8)::integer & 254;
    v_third integer := ('x' || substr(v_random, 3, 1))::bit(4)::integer & 7;
    v_ms bigint := round(extract(epoch FROM p_at) * 1000);
BEGIN
    RETURN lpad(to_hex(v_first), 2, '0') || lpad(to_hex((v_ms << 3) | v_third), 11, '0')
        || substr(v_random, 4, 1) || substr(v_random, 14, 3) || substr(v_random, 18, 15);
END
$$;
REVOKE ALL ON FUNCTION memberhub.invitation_id_mint(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.invitation_id_mint(timestamptz) IS
    'A new InvitationId: 128 bits in lower-case hex; 7 random bits, a zero, p_at in milliseconds '
    'since 1970 (41 bits, enough until 2039), 79 random bits.';
