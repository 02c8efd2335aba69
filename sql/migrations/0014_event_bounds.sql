-- An event belongs to an account that can be one, and is no longer than any call makes it. The program's role could
-- append others, which the sealer sealed and no verifier could read: the trail then had a fault for ever, among which
-- those of a tamperer are not seen.

ALTER TABLE memberhub.audit_event
    ADD CONSTRAINT audit_event_account_digits CHECK (account_id ~ '^[0-9]{12}$') NOT VALID,
    ADD CONSTRAINT audit_event_size CHECK (
        octet_length(service) <= 256 AND octet_length(region) <= 256 AND octet_length(event_name) <= 256
        AND octet_length(record) <= 1048576) NOT VALID;

-- What was appended before stays as it was sealed, whatever it is.
DO $$
BEGIN
    ALTER TABLE memberhub.audit_event VALIDATE CONSTRAINT audit_event_account_digits;
    ALTER TABLE memberhub.audit_event VALIDATE CONSTRAINT audit_event_size;
EXCEPTION WHEN check_violation THEN
    RAISE WARNING 'the trail has events that no call of memberhub''s made; audit verify names them';
END
$$;
