-- What the program's tables say of services and operations is looked up here, and nothing of it is
-- known to the functions.
\set region tables
BEGIN;
SELECT memberhub.tables_store('{
    "service": [{"name": "teapot", "product": "TeaPot", "enrollment_type": "Tea::Pot",
                 "enrollment_arn": "arn:{partition}:teapot:{region}:{account}:pot",
                 "member_type": "Tea::Cup"},
                {"name": "kettle", "product": "Kettle"}],
    "operation": [
        {"service": "teapot", "name": "Brew", "unenrolled": "no_pot", "read_only": false,
         "response": [
            {"name": "tea", "spelled": "theTea", "kind": "object", "members": [
                {"name": "sort", "spelled": "sort", "kind": "value"},
                {"name": "grams", "spelled": "grams", "kind": "number"}]},
            {"name": "cups", "spelled": "cups", "kind": "list", "members": [
                {"name": "why", "spelled": "why", "kind": "fault"},
                {"name": "sips", "spelled": "sips", "kind": "list", "members": [
                    {"name": "n", "spelled": "N", "kind": "value"}]}]}]},
        {"service": "teapot", "name": "Pour", "read_only": false, "response": [
            {"name": "cups", "spelled": "cups", "kind": "list", "members": [
                {"name": "n", "spelled": "n", "kind": "value"}]}]},
        {"service": "kettle", "name": "Boil", "read_only": true,
         "resources": [{"type": "Tea::Leaf", "place": "parameters.leaf"},
                       {"type": "Tea::Cup", "place": "result.cup.arn"}]}],
    "fault_catalogue": [
        {"name": "no_pot", "dialect": "steamed", "error_code": "NoPot", "sentence": "No {product} for {0}{1}."},
        {"name": "cold", "dialect": "steamed", "sentence": "The {product} is cold."}]}') AS rows;
-- What there was before is gone.
SELECT (SELECT array_agg(name ORDER BY name) FROM memberhub.service) AS services,
       (SELECT array_agg(name ORDER BY name) FROM memberhub.operation) AS operations,
       (SELECT array_agg(name ORDER BY name) FROM memberhub.fault_catalogue) AS faults;
-- How the unenrolled are refused is a row's to say; a row that is missing lets nobody in.
SET LOCAL search_path = pg_catalog, memberhub;
SELECT s.service, s.operation,
       harness.show(memberhub.read_begin(
           harness.caller(:'region', '111111111111', 'X', p_service => s.service), s.operation)) AS answer
FROM (VALUES ('teapot', 'Brew'), ('teapot', 'Pour'), ('kettle', 'Boil'), ('kettle', NULL))
    AS s (service, operation);
SAVEPOINT unknown;
SELECT memberhub.read_begin(harness.caller(:'region', '111111111111', 'X', p_service => 'kettle'), 'Brew');
ROLLBACK TO unknown;
-- Events spell the result as the rows do. What it does not have is left out, what they do not have too.
CREATE TEMPORARY TABLE result (number integer, service text, operation text, result json);
INSERT INTO result VALUES
    (1, 'teapot', 'Brew', '{"tea": {"grams": "12", "sort": "a\"b", "secret": "s"}, "cups": [
        {"why": "cold", "sips": [{"n": 1}, {"n": null}, {}]}, {"why": "none"}, {}]}'),
    (2, 'teapot', 'Brew', '{"cups": [], "other": 1}'),
    (3, 'teapot', 'Brew', '{"other": 1}'),
    (4, 'teapot', 'Pour', '{"cups": [{"n": [1,  2]}, {"n": {"a" : null}}]}'),
    (5, 'teapot', 'Pour', '{"cups": []}'),
    (6, 'teapot', 'Nothing', '{"cups": []}'),
    (7, 'kettle', 'Boil', '{"cup": {"arn": "arn:aws:tea:::cup"}}'),
    (8, 'unknown', 'Boil', '{"cups": []}');
SELECT memberhub.audit_append(ARRAY[ROW(
    harness.caller(:'region', '111111111111', r.operation, p_service => r.service, p_dialect => 'steamed',
                   p_parameters => '{"leaf": "arn:aws:tea::222222222222:leaf"}'),
    NULL, NULL, r.result, NULL, false, NULL)::memberhub.audit_entry])
FROM result AS r ORDER BY r.number;
SELECT event_name, record::json ->> 'readOnly' AS read_only, record::json ->> 'responseElements' AS response,
       record::json ->> 'resources' AS resources, record::json ->> 'sharedEventID' AS shared
FROM memberhub.audit_event WHERE region = :'region' ORDER BY sequence;
-- Of a refusal, the service's product and the caller's dialect; of a dialect that is not there, the fault.
SELECT t.* FROM (VALUES ('teapot', 'no_pot', 'steamed'), ('kettle', 'no_pot', 'steamed'), ('x', 'cold', 'steamed'),
                        ('kettle', 'cold', 'boiled'), ('kettle', 'none', 'steamed')) AS f (service, fault, dialect)
CROSS JOIN LATERAL memberhub.fault_text(harness.caller(
    :'region', '111111111111', 'X', p_service => f.service, p_dialect => f.dialect), f.fault, '{you}') AS t;
-- LookupEvents finds them by what the service's row calls an enrollment.
SELECT a.key, a.value, (
    SELECT string_agg(concat_ws(' ', e.value ->> 'event_name', e.value ->> 'resources'), '; ')
    FROM json_array_elements((memberhub.lookup_events(
        harness.caller(:'region', '111111111111', 'LookupEvents'), a.key, a.value, NULL, NULL, 50, NULL)).result
        -> 'events') AS e) AS found
FROM (VALUES ('ResourceType', 'Tea::Pot'), ('ResourceType', 'Tea::Cup'), ('ResourceType', 'Tea::Leaf'),
             ('ResourceName', 'arn:aws:teapot:tables:111111111111:pot'), ('ResourceType', 'AWS::SecurityHub::Hub'))
    AS a (key, value);
ROLLBACK;
-- The program's rows are back. Its template names a hub as the hub names itself.
SELECT memberhub.arn_of(s.enrollment_arn, r.region, '111111111111')
           = memberhub.hub_arn(r.region, '111111111111') AS same
FROM memberhub.service AS s, (VALUES ('eu-west-1'), ('cn-north-1'), ('us-gov-west-1')) AS r (region)
WHERE s.name = 'securityhub';
