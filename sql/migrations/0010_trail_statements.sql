-- What retention drops, the sealer states: in a text of its own, whose hash stands in a seal. And the
-- trail's own events are written by the trail alone.

-- Their rows or arguments are others now, or they are no more; as functions are only ever replaced,
-- the old ones would stay.
DROP FUNCTION IF EXISTS memberhub.audit_append(memberhub.audit_entry[]);
DROP FUNCTION IF EXISTS memberhub.audit_maintain(integer);
DROP FUNCTION IF EXISTS memberhub.audit_partition_drop(text, timestamptz, timestamptz);
DROP FUNCTION IF EXISTS memberhub.audit_effects_kept(timestamptz, timestamptz);

ALTER TABLE memberhub.audit_seal
    DROP CONSTRAINT audit_seal_record_format,
    ADD CONSTRAINT audit_seal_record_format CHECK (record ~ concat(
        '^memberhub-seal-[12]\nnumber [0-9]+\nprevious [0-9a-f]{64}\n',
        'sealed-at [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z\n',
        'from-transaction [0-9]+\nto-transaction [0-9]+\nevents [0-9]+\naccounts [0-9]+\n',
        'root [0-9a-f]{64}\n(dropped (none|[0-9]{4}-[0-9]{2} [0-9a-f]{64})\n)?',
        'key [0-9a-f]{16}\n$')),
    ADD CONSTRAINT audit_seal_second_form_tells_of_drops CHECK (
        (record LIKE 'memberhub-seal-2%') = (strpos(record, concat(chr(10), 'dropped ')) > 0));

CREATE TABLE memberhub.audit_drop (
    month text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT audit_drop_pkey PRIMARY KEY (month),
    CONSTRAINT audit_drop_seal_once UNIQUE (number),
    CONSTRAINT audit_drop_seal_fkey FOREIGN KEY (number) REFERENCES memberhub.audit_seal (number),
    CONSTRAINT audit_drop_month_format CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$')
);
COMMENT ON TABLE memberhub.audit_drop IS
    'The months whose drop was stated, and the seal that has the statement''s hash. The month''s '
    'partition is dropped after that.';
CREATE TRIGGER audit_drop_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON memberhub.audit_drop
    FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();
ALTER TABLE memberhub.audit_drop ENABLE ALWAYS TRIGGER audit_drop_append_only;

CREATE TABLE memberhub.audit_drop_line (
    month text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    line text COLLATE "C" NOT NULL,
    CONSTRAINT audit_drop_line_pkey PRIMARY KEY (month, position),
    CONSTRAINT audit_drop_line_month_format CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    CONSTRAINT audit_drop_line_position_positive CHECK (position > 0)
);
COMMENT ON TABLE memberhub.audit_drop_line IS
    'The lines of the statements of drops. The hash of a month''s lines is in a seal: SHA-256 of the '
    'hash of those before (32 zero bytes before the first) and the line. Until then they are a '
    'draft.';

CREATE FUNCTION memberhub.audit_drop_line_refuse_delete() RETURNS trigger
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, memberhub, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM audit_drop AS d WHERE d.month = old.month) THEN
        RAISE EXCEPTION 'the audit trail is append-only: DELETE of a statement''s line refused'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN old;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_drop_line_refuse_delete() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_drop_line_refuse_delete() IS
    'Lets drafts of statements go, and nothing that was signed.';
CREATE TRIGGER audit_drop_line_append_only BEFORE UPDATE OR TRUNCATE ON memberhub.audit_drop_line
    FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change();
ALTER TABLE memberhub.audit_drop_line ENABLE ALWAYS TRIGGER audit_drop_line_append_only;
CREATE TRIGGER audit_drop_line_kept_append_only BEFORE DELETE ON memberhub.audit_drop_line
    FOR EACH ROW EXECUTE FUNCTION memberhub.audit_drop_line_refuse_delete();
ALTER TABLE memberhub.audit_drop_line ENABLE ALWAYS TRIGGER audit_drop_line_kept_append_only;
CREATE INDEX audit_drop_line_kept ON memberhub.audit_drop_line (month, position)
    WHERE line LIKE 'kept %';
COMMENT ON INDEX memberhub.audit_drop_line_kept IS
    'Which events stayed under seals that had dropped ones too: the next drop needs them.';
