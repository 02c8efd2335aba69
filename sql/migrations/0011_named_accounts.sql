-- Rows go when nobody names them any more, the account of nobody is not there, and what more the
-- functions take.

-- They take another argument now. As functions are only ever replaced, the old ones would stay, and
-- a call could fit both.
DROP FUNCTION IF EXISTS memberhub.create_members(memberhub.caller, text[], text[], integer);
DROP FUNCTION IF EXISTS memberhub.get_members(memberhub.caller, text[]);
DROP FUNCTION IF EXISTS memberhub.delete_members(memberhub.caller, text[]);
DROP FUNCTION IF EXISTS memberhub.invite_members(memberhub.caller, text[], integer);
DROP FUNCTION IF EXISTS memberhub.decline_invitations(memberhub.caller, text[]);
DROP FUNCTION IF EXISTS memberhub.delete_invitations(memberhub.caller, text[]);
DROP FUNCTION IF EXISTS memberhub.relationship_call(
    memberhub.caller, text, text[], text[], boolean, jsonb, jsonb);
DROP FUNCTION IF EXISTS memberhub.call_begin_as_member(memberhub.caller, text);
DROP FUNCTION IF EXISTS memberhub.assume_role(
    memberhub.caller, text, text, integer, text, boolean);

-- The account of nobody ---------------------------------------------------------------------------

-- The trail keeps what strangers did under 000000000000, so it can be nobody's. A key would go
-- without its event here; memberhubctl writes one.
DO $$
DECLARE
    v_keys text := (SELECT string_agg(k.access_key_id, ', ' ORDER BY k.access_key_id)
                    FROM memberhub.access_key AS k WHERE k.account_id = '000000000000');
BEGIN
    IF v_keys IS NOT NULL THEN
        RAISE EXCEPTION 'account 000000000000 is nobody''s and has access keys: %', v_keys
            USING HINT = 'Delete each with memberhubctl key delete, then migrate again.';
    END IF;
END
$$;
DELETE FROM memberhub.account AS a WHERE a.account_id = '000000000000';
ALTER TABLE memberhub.account
    ADD CONSTRAINT account_is_somebody CHECK (account_id <> '000000000000');

-- Accounts that are only named --------------------------------------------------------------------

-- Of all relationships now: whether one names an account must be a look-up, for the foreign key too.
DROP INDEX memberhub.relationship_invitations;
CREATE INDEX relationship_by_member
    ON memberhub.relationship (service, region, member_id, invited_at, administrator_id);
COMMENT ON INDEX memberhub.relationship_by_member IS
    'The invitations of a member, in pages; and whether a relationship names an account, which the '
    'foreign key asks when an enrollment goes.';

COMMENT ON TABLE memberhub.enrollment IS
    'An account''s use of a service in a region, and the row that is locked before its '
    'relationships change. enabled = false: the account was only named by an administrator, or '
    'has left the service, and a relationship names it: with the last one the row goes. The account '
    'needs no row in account: an administrator may name one that does not exist yet.';
DELETE FROM memberhub.enrollment AS e
WHERE NOT e.enabled
  AND NOT EXISTS (SELECT FROM memberhub.relationship AS r
                  WHERE r.service = e.service AND r.region = e.region
                    AND r.administrator_id = e.account_id)
  AND NOT EXISTS (SELECT FROM memberhub.relationship AS r
                  WHERE r.service = e.service AND r.region = e.region
                    AND r.member_id = e.account_id);
