CREATE OR REPLACE FUNCTION memberhub.invitation_id_mint(p_at timestamptz) RETURNS text
LANGUAGE sql VOLATILE
BEGIN ATOMIC
    -- Of a version 4 UUID's 32 hex digits the 13th is the version and the 17th holds the variant; the others are
    -- the server's strong random bits. Used here: 1-2, 3, 4, 14-16, 18-32.
    SELECT lpad(to_hex(('x' || substr(r.hex, 1, 2))::bit(8)::integer & 254), 2, '0')
        || lpad(to_hex((round(extract(epoch FROM p_at) * 1000)::bigint << 3)
                       | (('x' || substr(r.hex, 3, 1))::bit(4)::integer & 7)), 11, '0')
        || substr(r.hex, 4, 1) || substr(r.hex, 14, 3) || substr(r.hex, 18, 15)
    FROM (SELECT replace(gen_random_uuid()::text, '-', '')) AS r (hex);
END;
REVOKE ALL ON FUNCTION memberhub.invitation_id_mint(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.invitation_id_mint(timestamptz) IS
    'A new InvitationId: 128 bits in lower-case hex; 7 random bits, a zero, p_at in milliseconds since 1970 (41 bits, '
    'enough until 2039), 79 random bits.';
