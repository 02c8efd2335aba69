-- The functions of tests/documents/services.c, for the database of a test's own stack.

-- Documents that look like findings: one member that fills up to the size, in bytes. A document of less than {"a":""}
-- is a number of that many digits.
CREATE OR REPLACE FUNCTION memberhub.test_document(p_bytes integer) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN p_bytes >= 8 THEN '{"a":"' || repeat('x', p_bytes - 8) || '"}' ELSE repeat('1', p_bytes) END;

CREATE OR REPLACE FUNCTION memberhub.test_list_documents(
    p_caller memberhub.caller, p_count integer, p_bytes integer, p_last_bytes integer, p_page_bytes integer
) RETURNS SETOF memberhub.document_answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp SET work_mem = '16MB'
AS $$
DECLARE
    v_sizes integer[] := array_fill(p_bytes, ARRAY[p_count]);
    v_rows integer;
BEGIN
    IF NOT access_holds(p_caller) THEN
        RETURN NEXT document_end(refusal('access_changed'));
        RETURN;
    END IF;
    IF p_last_bytes IS NOT NULL THEN
        v_sizes[p_count] := p_last_bytes;
    END IF;
    v_rows := page_rows(v_sizes, coalesce(p_page_bytes, document_page_bytes()));
    FOR v_row IN 1 .. v_rows LOOP
        RETURN NEXT document_row(test_document(v_sizes[v_row]));
    END LOOP;
    RETURN NEXT document_end(success(json_strip_nulls(json_build_object('left', nullif(p_count - v_rows, 0)))));
END
$$;

CREATE OR REPLACE FUNCTION memberhub.test_take_documents(p_caller memberhub.caller, p_documents json)
RETURNS memberhub.answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
DECLARE
    v_begun record;
    v_text text := p_documents::text;
BEGIN
    SELECT * INTO v_begun FROM call_begin(p_caller, NULL);
    IF NOT v_begun.proceed THEN
        RETURN v_begun.stored;
    END IF;
    RETURN call_end(p_caller, p_result => json_build_object(
        'count', json_array_length(p_documents), 'bytes', octet_length(v_text),
        'digest', md5(v_text)));
END
$$;

CREATE OR REPLACE FUNCTION memberhub.test_give_text(p_caller memberhub.caller, p_bytes integer)
RETURNS memberhub.answer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, memberhub, pg_temp
AS $$
BEGIN
    IF NOT access_holds(p_caller) THEN
        RETURN refusal('access_changed');
    END IF;
    RETURN success(json_build_object('text', repeat('x', p_bytes)));
END
$$;

ALTER FUNCTION memberhub.test_document(integer) OWNER TO memberhub_owner;
ALTER FUNCTION memberhub.test_list_documents(memberhub.caller, integer, integer, integer, integer)
    OWNER TO memberhub_owner;
ALTER FUNCTION memberhub.test_take_documents(memberhub.caller, json) OWNER TO memberhub_owner;
ALTER FUNCTION memberhub.test_give_text(memberhub.caller, integer) OWNER TO memberhub_owner;
GRANT EXECUTE ON FUNCTION memberhub.test_list_documents(memberhub.caller, integer, integer, integer, integer),
    memberhub.test_take_documents(memberhub.caller, json), memberhub.test_give_text(memberhub.caller, integer)
    TO memberhub_app;
