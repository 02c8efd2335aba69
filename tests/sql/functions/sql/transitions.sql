-- The state table says what happens in every state, for each service, operation and side.
SELECT o.service, o.operation, o.caller, s.state AS missing
FROM (SELECT DISTINCT service, operation, caller FROM memberhub.state_transition) AS o
CROSS JOIN (VALUES ('None'), ('Created'), ('Invited'), ('Enabled'), ('Disabled'), ('Removed'),
    ('Resigned'))
    AS s (state)
WHERE NOT (o.service = 'securityhub' AND s.state = 'Disabled')
EXCEPT
SELECT service, operation, caller, from_state FROM memberhub.state_transition
ORDER BY 1, 2, 3, 4;
SELECT count(*) AS disabled_in_security_hub FROM memberhub.state_transition
WHERE service = 'securityhub' AND 'Disabled' IN (from_state, to_state);

-- The operations are the ones that there are.
SELECT service, operation, string_agg(DISTINCT caller, ', ') AS callers
FROM memberhub.state_transition GROUP BY 1, 2 ORDER BY 1, 2;

-- The machine itself, to be read.
SELECT service, operation, caller, string_agg(from_state || ' ' || CASE outcome
           WHEN 'change' THEN '-> ' || to_state WHEN 'keep' THEN '=' WHEN 'remove' THEN 'gone'
           ELSE '! ' || fault END, E'\n' ORDER BY from_state) AS transitions
FROM memberhub.state_transition GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3;

-- Every transition of both services, made for real: the answer and the state after it are what the
-- table says.
CREATE FUNCTION pg_temp.attempt(
    p_service text, p_operation text, p_side text, p_from text
) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    v_answer memberhub.answer;
    v_caller memberhub.caller;
    v_other text[] := ARRAY[
        CASE p_side WHEN 'administrator' THEN '222222222222' ELSE '111111111111' END];
    v_emails text[] := CASE p_service WHEN 'guardduty' THEN '{member@example.com}'::text[] END;
    v_state text;
BEGIN
    PERFORM harness.reset('transitions');
    IF p_service = 'guardduty' THEN
        PERFORM harness.detect('transitions', '111111111111', '222222222222');
    ELSE
        PERFORM harness.enable('transitions', '111111111111', '222222222222');
    END IF;
    PERFORM harness.bring('transitions', '111111111111', '222222222222', p_from, p_service);
    v_caller := harness.serve(
        p_service, 'transitions',
        CASE p_side WHEN 'administrator' THEN '111111111111' ELSE '222222222222' END, p_operation);
    v_answer := CASE p_operation
        WHEN 'CreateMembers' THEN memberhub.create_members(v_caller, v_other, v_emails, 1000)
        WHEN 'InviteMembers' THEN memberhub.invite_members(v_caller, v_other, 1000)
        WHEN 'DisassociateMembers' THEN memberhub.disassociate_members(v_caller, v_other)
        WHEN 'DeleteMembers' THEN memberhub.delete_members(v_caller, v_other)
        WHEN 'AcceptAdministratorInvitation' THEN memberhub.accept_administrator_invitation(
            v_caller, v_other[1],
            coalesce(harness.invitation('transitions', '111111111111', '222222222222', p_service),
                     repeat('0', 32)))
        WHEN 'DeclineInvitations' THEN memberhub.decline_invitations(v_caller, v_other)
        WHEN 'DeleteInvitations' THEN memberhub.delete_invitations(v_caller, v_other)
        WHEN 'DisassociateFromAdministratorAccount' THEN
            memberhub.disassociate_from_administrator_account(v_caller)
        WHEN 'DisableSecurityHub' THEN memberhub.disable_security_hub(v_caller)
        WHEN 'StartMonitoringMembers' THEN memberhub.start_monitoring_members(v_caller, v_other)
        WHEN 'StopMonitoringMembers' THEN memberhub.stop_monitoring_members(v_caller, v_other)
        WHEN 'UpdateMemberDetectors' THEN
            memberhub.update_member_detectors(v_caller, v_other, NULL, NULL)
        WHEN 'UpdateDetector enable=true' THEN
            memberhub.update_detector(v_caller, true, NULL, NULL, NULL)
        WHEN 'UpdateDetector enable=false' THEN
            memberhub.update_detector(v_caller, false, NULL, NULL, NULL)
        WHEN 'DeleteDetector' THEN memberhub.delete_detector(v_caller)
    END;
    SELECT s.state INTO v_state FROM harness.states('transitions') AS s;
    RETURN coalesce(v_answer.fault, v_answer.result -> 'unprocessed' -> 0 ->> 'fault',
        'ok') || ', then ' || coalesce(v_state, 'None')
        || coalesce((SELECT ', broken: ' || string_agg(b, ', ')
                     FROM harness.broken('transitions') AS b), '');
END
$$;
SELECT t.service, t.operation, t.caller, t.from_state, a.happened, e.expected
FROM memberhub.state_transition AS t
CROSS JOIN LATERAL (
    SELECT pg_temp.attempt(t.service, t.operation, t.caller, t.from_state)) AS a (happened)
CROSS JOIN LATERAL (SELECT CASE t.outcome
    WHEN 'change' THEN 'ok, then ' || t.to_state WHEN 'keep' THEN 'ok, then ' || t.from_state
    WHEN 'remove' THEN 'ok, then None' ELSE t.fault || ', then ' || t.from_state END)
    AS e (expected)
WHERE a.happened <> e.expected OR a.happened IS NULL;
SELECT service, count(*) AS transitions_tried FROM memberhub.state_transition
GROUP BY service ORDER BY service;
SELECT harness.reset('transitions');
