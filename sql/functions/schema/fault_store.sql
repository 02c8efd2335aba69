CREATE OR REPLACE FUNCTION memberhub.fault_store(
    p_name text, p_dialect text, p_error_code text, p_sentence text
) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, memberhub, pg_temp
AS $$
    INSERT INTO fault_catalogue (name, dialect, error_code, sentence)
    VALUES (p_name, p_dialect, p_error_code, p_sentence)
    ON CONFLICT ON CONSTRAINT fault_catalogue_pkey
        DO UPDATE SET error_code = excluded.error_code, sentence = excluded.sentence;
$$;
REVOKE ALL ON FUNCTION memberhub.fault_store(text, text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.fault_store(text, text, text, text) IS
    'Stores one row of the program''s fault table. For memberhubctl db migrate, as the schema''s '
    'owner: nobody else may say what the audit trail says.';
