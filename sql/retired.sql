-- Helpers that no function calls any more. Calls that began under the release before still may, also when its functions are
-- replaced while they wait: so db migrate does not read this file. What is here is the beginning of the next release's
-- first migration, and then this file is empty but for these lines.

DROP FUNCTION IF EXISTS memberhub.audit_response(memberhub.caller, json);
DROP FUNCTION IF EXISTS memberhub.audit_assumed(memberhub.caller, text, json);
DROP FUNCTION IF EXISTS memberhub.json_joined(text, json);
DROP FUNCTION IF EXISTS memberhub.audit_resources(
    memberhub.caller, text, memberhub.audit_attributes);
DROP FUNCTION IF EXISTS memberhub.audit_is_about(
    memberhub.caller, text, memberhub.audit_attributes, text, text);
DROP FUNCTION IF EXISTS memberhub.audit_event_text(
    memberhub.caller, uuid, timestamptz, text, text, memberhub.audit_attributes, text);
