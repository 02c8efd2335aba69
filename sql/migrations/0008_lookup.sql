-- What LookupEvents looks for is a column of the event, computed once, from the sealed record and
-- nothing else, so it can never say otherwise. Looking through a thousand events parses no record.
-- The table is written anew, a million events in about a minute; calls wait for that.

DROP FUNCTION IF EXISTS memberhub.audit_event_json(memberhub.audit_event);
DROP FUNCTION IF EXISTS memberhub.audit_matches(memberhub.audit_event, text, text);
DROP FUNCTION IF EXISTS memberhub.audit_resources(memberhub.audit_event);
DROP FUNCTION IF EXISTS memberhub.audit_username(json);

CREATE TYPE memberhub.audit_attributes AS (
    username text,
    access_key_id text,
    read_only text,
    detector_id text,
    key_id text,
    members text[],
    resources jsonb
);
COMMENT ON TYPE memberhub.audit_attributes IS
    'What LookupEvents finds an event by, beside its own columns: the caller''s name and access '
    'key, whether it only read; and what the call was about: the detector and the key that it '
    'named or made, the members whose relationships it moved (at most fifty), and the record''s '
    'own list of resources where it has one.';

-- One jsonb for all of it: each path into a text would parse that again.
CREATE FUNCTION memberhub.audit_attributes_of(
    p_effects json, p_record text
) RETURNS memberhub.audit_attributes
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_record jsonb := p_record::jsonb;
    v_identity jsonb := v_record -> 'userIdentity';
    v_requested jsonb := v_record -> 'requestParameters';
    v_members text[];
BEGIN
    IF p_effects IS NOT NULL THEN
        -- A call names at most fifty accounts; what the program notes of itself may name all.
        v_members := ARRAY(SELECT e.value ->> 'member'
                           FROM json_array_elements(p_effects) AS e LIMIT 50);
    END IF;
    RETURN ROW(
        CASE v_identity ->> 'type'
            WHEN 'Root' THEN 'root'
            -- AROA...:session-name
            WHEN 'AssumedRole' THEN split_part(v_identity ->> 'principalId', ':', 2)
            ELSE coalesce(v_identity ->> 'userName', v_identity ->> 'invokedBy') END,
        v_identity ->> 'accessKeyId',
        v_record ->> 'readOnly',
        coalesce(v_requested ->> 'detectorId', v_record #>> '{responseElements,detectorId}'),
        v_requested ->> 'accessKeyId',
        v_members,
        CASE jsonb_typeof(v_record -> 'resources') WHEN 'array' THEN v_record -> 'resources' END
    )::audit_attributes;
END
$$;
REVOKE ALL ON FUNCTION memberhub.audit_attributes_of(json, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.audit_attributes_of(json, text) IS
    'What LookupEvents finds an event by. Here and not among the functions, for it can never '
    'change: stored events carry what it gave.';

-- Partitions are made with the columns that are computed.
CREATE OR REPLACE FUNCTION memberhub.audit_partition_make(p_month date) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, memberhub, pg_temp
AS $$
DECLARE
    v_name text := 'audit_event_' || to_char(p_month, 'YYYY_MM');
BEGIN
    IF to_regclass('memberhub.' || v_name) IS NOT NULL THEN
        RETURN NULL;
    END IF;
    -- Attached, not made in place: that would wait for every call that is under way, and all later
    -- ones for it.
    EXECUTE format('CREATE TABLE memberhub.%I (LIKE memberhub.audit_event INCLUDING CONSTRAINTS '
                   'INCLUDING GENERATED)', v_name);
    -- Triggers of statements are not inherited: whoever names the partition meets its own.
    EXECUTE format('CREATE TRIGGER audit_event_append_only '
                   'BEFORE UPDATE OR DELETE OR TRUNCATE ON memberhub.%I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION memberhub.audit_refuse_change()', v_name);
    EXECUTE format('ALTER TABLE memberhub.%I ENABLE ALWAYS TRIGGER audit_event_append_only',
                   v_name);
    EXECUTE format('ALTER TABLE memberhub.audit_event ATTACH PARTITION memberhub.%I '
                   'FOR VALUES FROM (%L) TO (%L)', v_name, to_char(p_month, 'YYYY-MM-01 00:00Z'),
                   to_char(p_month + interval '1 month', 'YYYY-MM-01 00:00Z'));
    RETURN v_name;
END
$$;

ALTER TABLE memberhub.audit_event
    ADD COLUMN attributes memberhub.audit_attributes
        GENERATED ALWAYS AS (memberhub.audit_attributes_of(effects, record)) STORED;
COMMENT ON COLUMN memberhub.audit_event.attributes IS
    'What LookupEvents finds the event by; computed from effects and record, which are sealed.';
