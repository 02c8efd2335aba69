-- Views: who was shown whose findings. A read that shows findings, or counts of them, has its event
-- in its own transaction, so that nothing is shown that is not on record. Such an operation is two
-- functions: an inner one, STABLE, that reads all in one snapshot and says in "views" of its last
-- row what it shows, and the operation's own, which hands on its rows and ends with view_end().

CREATE OR REPLACE FUNCTION memberhub.view_gap_begin() RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_now timestamptz := now_ms();
BEGIN
    -- A row that many write is written twice a minute.
    UPDATE view_gap AS g SET last_at = v_now WHERE g.last_at < v_now - interval '30 seconds';
    IF FOUND OR EXISTS (SELECT FROM view_gap) THEN
        RETURN;
    END IF;
    INSERT INTO view_gap (began_at, last_at) VALUES (v_now, v_now) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        PERFORM system_event('TrailViewsUnrecorded', '000000000000', 'cloudtrail', 'us-east-1', '{}');
    END IF;
END
$$;
REVOKE ALL ON FUNCTION memberhub.view_gap_begin() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.view_gap_begin() IS
    'Says in the trail, before the first view that leaves no event is answered, that there are such views from now on.';

CREATE OR REPLACE FUNCTION memberhub.view_gap_end() RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    v_gap memberhub.view_gap;
BEGIN
    -- One server may leave views out while another does not: it is over when there was none for a while.
    IF NOT EXISTS (SELECT FROM view_gap AS g WHERE g.last_at < now_ms() - interval '60 seconds') THEN
        RETURN;
    END IF;
    DELETE FROM view_gap AS g WHERE g.last_at < now_ms() - interval '60 seconds' RETURNING g.* INTO v_gap;
    IF FOUND THEN
        PERFORM system_event('TrailViewsRecorded', '000000000000', 'cloudtrail', 'us-east-1',
                             jsonb_build_object('since', iso_time(v_gap.began_at)));
    END IF;
END
$$;
REVOKE ALL ON FUNCTION memberhub.view_gap_end() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.view_gap_end() IS
    'Says in the trail that views leave events again, where the last that left none is a minute ago.';

CREATE OR REPLACE FUNCTION memberhub.view_end(
    p_caller memberhub.caller, p_answer memberhub.answer, p_snapshot text
) RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    c_accounts CONSTANT integer := 2000;
    v_views json := (p_answer).result -> 'views';
BEGIN
    IF (p_answer).fault = 'access_changed' THEN
        RETURN p_answer;
    ELSIF p_caller.facts ->> 'unrecorded' = 'true' THEN
        IF v_views IS NOT NULL THEN
            PERFORM view_gap_begin();
        END IF;
        RETURN p_answer;
    END IF;
    PERFORM view_gap_end();
    -- An event has its bound, and an administrator thousands of members: then there are several.
    PERFORM audit_append(ARRAY(
        SELECT ROW(p_caller, (p_answer).fault, (p_answer).arguments,
                   CASE WHEN v_views IS NOT NULL THEN json_build_object('snapshot', p_snapshot, 'views', e.views) END,
                   NULL, true, NULL)::audit_entry
        FROM (SELECT coalesce(json_agg(v.value ORDER BY v.place) FILTER (WHERE v.value IS NOT NULL), '[]') AS views
              FROM (SELECT) AS one
              LEFT JOIN json_array_elements(v_views) WITH ORDINALITY AS v (value, place) ON true
              GROUP BY (v.place - 1) / c_accounts ORDER BY (v.place - 1) / c_accounts) AS e));
    RETURN p_answer;
END
$$;
REVOKE ALL ON FUNCTION memberhub.view_end(memberhub.caller, memberhub.answer, text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.view_end(memberhub.caller, memberhub.answer, text) IS
    'Last call of an operation that shows findings, refused or not: appends its event, of which there are more where it shows '
    'those of more than 2,000 accounts, with what its result says in '
    '"views" ([{region, accountId, invitationId, findings}]) and the snapshot that it was read in; gives the answer.';
