CREATE OR REPLACE FUNCTION memberhub.aggregator_json(p_row memberhub.finding_aggregator) RETURNS json
LANGUAGE sql IMMUTABLE
RETURN json_strip_nulls(json_build_object(
    'aggregator_arn', memberhub.aggregator_arn((p_row).region, (p_row).account_id, (p_row).id),
    'home_region', (p_row).region, 'linking_mode', (p_row).linking_mode,
    'regions', (p_row).regions));
REVOKE ALL ON FUNCTION memberhub.aggregator_json(memberhub.finding_aggregator) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.aggregator_json(memberhub.finding_aggregator) IS
    'A finding aggregator as clients see it.';

CREATE OR REPLACE FUNCTION memberhub.linking_refused(
    p_caller memberhub.caller, p_linking_mode text, p_regions text[]
) RETURNS boolean
LANGUAGE sql IMMUTABLE
RETURN (coalesce(cardinality(p_regions), 0) > 0)
       <> (p_linking_mode IN ('ALL_REGIONS_EXCEPT_SPECIFIED', 'SPECIFIED_REGIONS'))
       OR (p_caller).region = ANY (coalesce(p_regions, '{}'));
REVOKE ALL ON FUNCTION memberhub.linking_refused(memberhub.caller, text, text[]) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.linking_refused(memberhub.caller, text, text[]) IS
    'Whether regions do not fit how they are linked: two modes need some, the others have none, and none has the home.';
