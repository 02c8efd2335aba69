CREATE OR REPLACE FUNCTION memberhub.batch_enable_standards(
    p_caller memberhub.caller, p_standards_arns text[], p_inputs jsonb
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_begun record;
    v_unknown text;
    v_result json;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, 'BatchEnableStandards');
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;

    SELECT a.arn INTO v_unknown
    FROM unnest(p_standards_arns) WITH ORDINALITY AS a (arn, position)
    WHERE NOT EXISTS (SELECT FROM standard AS s WHERE standard_arn(p_caller.region, s) = a.arn)
    ORDER BY a.position
    LIMIT 1;
    IF v_unknown IS NOT NULL THEN
        RETURN call_end(p_caller, 'unknown_standard', ARRAY[v_unknown]);
    END IF;
    WITH asked AS (
        SELECT DISTINCT ON (s.standard_id) s.standard_id, a.position,
               coalesce(nullif(p_inputs -> (a.position::integer - 1), 'null'), '{}') AS input
        FROM unnest(p_standards_arns) WITH ORDINALITY AS a (arn, position)
        JOIN standard AS s ON standard_arn(p_caller.region, s) = a.arn
        ORDER BY s.standard_id, a.position
    ), stored AS (
        INSERT INTO standards_subscription AS t
            (service, region, account_id, standard_id, standards_input)
        SELECT p_caller.service, p_caller.region, p_caller.account_id, a.standard_id, a.input
        FROM asked AS a
        ON CONFLICT ON CONSTRAINT standards_subscription_pkey
            DO UPDATE SET standards_input = excluded.standards_input
        RETURNING t.*
    )
    SELECT json_build_object('subscriptions', json_agg(
        subscription_json(t::standards_subscription, 'READY') ORDER BY a.position))
    INTO v_result
    FROM stored AS t JOIN asked AS a USING (standard_id);
    RETURN call_end(p_caller, p_result => v_result);
END
$$;
REVOKE ALL ON FUNCTION memberhub.batch_enable_standards(
    memberhub.caller, text[], jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION memberhub.batch_enable_standards(
    memberhub.caller, text[], jsonb) TO memberhub_app;
COMMENT ON FUNCTION memberhub.batch_enable_standards(memberhub.caller, text[], jsonb) IS
    'BatchEnableStandards: subscribes the caller''s hub to standards; p_inputs is an array of as '
    'many objects (StandardsInput). One that is subscribed already takes the new input. Faults: '
    'not_subscribed; unknown_standard {0}, and then nothing is changed.';
