-- Where a page of an answer ends, by its size: with the row that reaches it. So a page has at least
-- one row, and one row more than its size at most.

CREATE OR REPLACE FUNCTION memberhub.page_bytes() RETURNS integer
LANGUAGE sql IMMUTABLE
RETURN 256 * 1024;
REVOKE ALL ON FUNCTION memberhub.page_bytes() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.page_bytes() IS
    'The size of a page of rows that the program spells, as they go out.';

CREATE OR REPLACE FUNCTION memberhub.document_page_bytes() RETURNS integer
LANGUAGE sql IMMUTABLE
RETURN 6 * 1000 * 1000;
REVOKE ALL ON FUNCTION memberhub.document_page_bytes() FROM PUBLIC;
COMMENT ON FUNCTION memberhub.document_page_bytes() IS
    'The size of a page of documents, which is that of a batch on AWS.';

CREATE OR REPLACE FUNCTION memberhub.page_rows(p_sizes integer[], p_bytes integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    v_rows integer := 0;
    v_bytes bigint := 0;
    v_size integer;
BEGIN
    FOREACH v_size IN ARRAY p_sizes LOOP
        EXIT WHEN v_bytes >= p_bytes;
        v_rows := v_rows + 1;
        v_bytes := v_bytes + coalesce(v_size, 0);
    END LOOP;
    RETURN v_rows;
END
$$;
REVOKE ALL ON FUNCTION memberhub.page_rows(integer[], integer) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.page_rows(integer[], integer) IS
    'How many of the rows with these sizes, in their order, are on a page of p_bytes.';
