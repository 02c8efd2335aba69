-- How far ahead the trail has a place for events is told beside how far it is sealed; a function's
-- columns cannot be replaced.
DROP FUNCTION IF EXISTS memberhub.audit_lag();
