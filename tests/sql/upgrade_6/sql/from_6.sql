-- What a database of version 6 held is there after the upgrade, and goes on.
SELECT account_id, name, status FROM memberhub.account ORDER BY account_id;
SELECT account_id, status, octet_length(secret_sealed) > 40 AS sealed FROM memberhub.access_key;
SELECT service, account_id, enabled, tags, members, members_active, members_invited
FROM memberhub.enrollment ORDER BY service, account_id;
SELECT administrator_id, member_id, email, state FROM memberhub.relationship ORDER BY member_id;
SELECT (SELECT count(*) FROM memberhub.audit_event WHERE transaction_id < '1000') AS events,
       (SELECT count(*) FROM memberhub.audit_seal WHERE sealed_at < '2020-12-31') AS seals,
       (SELECT count(*) FROM memberhub.standards_subscription) AS subscriptions;
SELECT * FROM harness.unexplained('eu-west-1');
SELECT * FROM harness.broken('eu-west-1');

-- Whoever asks again under the key of then gets the answer of then, and nothing is done.
CREATE FUNCTION harness.create_detector_again(p_key bytea) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, memberhub, pg_temp
AS $$
DECLARE
    v_caller memberhub.caller :=
        harness.caller('eu-west-1', '111111111111', 'CreateDetector', 'x', NULL, 'guardduty', 'guardduty');
BEGIN
    v_caller.retry_key := p_key;
    RETURN memberhub.create_detector(v_caller, true, NULL, NULL, NULL, NULL);
END
$$;
SELECT count(*) AS before FROM memberhub.audit_event \gset
SELECT (a.again).fault IS NULL AS done, (a.again).result::jsonb = a.result::jsonb AS the_same
FROM (SELECT k.result, harness.create_detector_again(k.key) AS again
      FROM memberhub.retry_key AS k
      WHERE k.account_id = '111111111111' AND k.result::jsonb ? 'detector_id') AS a;
SELECT count(*) - :before AS events_more FROM memberhub.audit_event;
-- Under another it is a new call, which finds what is there.
SELECT harness.show(harness.create_detector_again(sha256('another')));

-- And everybody goes on: the member that declined is asked again, the other one leaves.
SET ROLE memberhub_app;
SELECT harness.show(memberhub.invite_members(
    harness.caller('eu-west-1', '111111111111', 'InviteMembers', 'on'), '{333333333333}', 100));
SELECT harness.show(memberhub.disassociate_from_administrator_account(
    harness.caller('eu-west-1', '222222222222', 'DisassociateFromAdministratorAccount', 'off')));
RESET ROLE;
SELECT member_id, state FROM memberhub.relationship ORDER BY member_id;
SELECT * FROM harness.unexplained('eu-west-1');
SELECT * FROM harness.broken('eu-west-1');
