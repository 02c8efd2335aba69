-- Views: who was shown whose findings. A read that shows findings, or counts of them, has its event
-- in its own transaction, so that nothing is shown that is not on record. Such an operation is two
-- functions: an inner one, STABLE, that reads all in one snapshot and says in "views" of its last
-- row what it shows, and the operation's own, which hands on its rows and ends with view_end().

CREATE OR REPLACE FUNCTION memberhub.view_end(
    p_caller memberhub.caller, p_answer memberhub.answer, p_snapshot text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_views json := (p_answer).result -> 'views';
BEGIN
    IF (p_answer).fault IN ('access_changed') OR (p_caller).facts ->> 'unrecorded' = 'true' THEN
        RETURN p_answer;
    END IF;
    PERFORM audit_append(ARRAY[ROW(
        p_caller, (p_answer).fault, (p_answer).arguments,
        CASE WHEN v_views IS NOT NULL THEN json_build_object('snapshot', p_snapshot, 'views', v_views) END,
        NULL, true, NULL)::audit_entry]);
    RETURN p_answer;
END
$$;
REVOKE ALL ON FUNCTION memberhub.view_end(memberhub.caller, memberhub.answer, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.view_end(memberhub.caller, memberhub.answer, text) IS
    'Last call of an operation that shows findings, refused or not: appends its one event, with what its result says in '
    '"views" ([{region, accountId, invitationId, findings}]) and the snapshot that it was read in; gives the answer.';
