CREATE OR REPLACE FUNCTION memberhub.tables_store(p_tables json) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    -- Whoever reads meanwhile has the rows of before.
    DELETE FROM fault_catalogue;
    DELETE FROM operation;
    DELETE FROM filter_attribute;
    DELETE FROM filter_comparison;
    DELETE FROM service;
    INSERT INTO service
    SELECT * FROM json_populate_recordset(NULL::service, p_tables -> 'service');
    INSERT INTO operation
    SELECT * FROM json_populate_recordset(NULL::operation, p_tables -> 'operation');
    INSERT INTO fault_catalogue
    SELECT * FROM json_populate_recordset(NULL::fault_catalogue, p_tables -> 'fault_catalogue');
    INSERT INTO filter_attribute
    SELECT * FROM json_populate_recordset(NULL::filter_attribute, p_tables -> 'filter_attribute');
    INSERT INTO filter_comparison
    SELECT * FROM json_populate_recordset(NULL::filter_comparison, p_tables -> 'filter_comparison');
    RETURN (SELECT sum(json_array_length(t.value)) FROM json_each(p_tables) AS t);
END
$$;
REVOKE ALL ON FUNCTION memberhub.tables_store(json) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.tables_store(json) IS
    'Makes the rows of the program''s tables the only rows of their copies here, whose names are the members of p_tables '
    'and whose columns those of its rows. Gives how many there are. For memberhubctl db migrate, as the schema''s owner: '
    'nobody else may say what the audit trail says.';
