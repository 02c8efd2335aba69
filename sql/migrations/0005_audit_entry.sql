-- What the writer of the audit trail is given of an event: it appends many in one statement.

CREATE TYPE memberhub.audit_entry AS (
    caller memberhub.caller,
    fault text,
    arguments text[],
    result json,
    effects json,
    read_only boolean,
    event_time timestamptz
);
COMMENT ON TYPE memberhub.audit_entry IS
    'A call, or its refusal (fault, with its arguments), for the audit trail. effects: the '
    'relationships that it moved, or NULL. event_time: NULL for now, which it is for all but '
    'reads.';

-- Its function takes entries now; a call with the old arguments would fit an old one that stayed.
DROP FUNCTION IF EXISTS memberhub.audit_append(
    memberhub.caller, text, text[], json, json, boolean, timestamptz);
