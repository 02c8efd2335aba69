-- Where a page ends by its size, and how documents are given.
SELECT memberhub.page_bytes(), memberhub.document_page_bytes();
-- With the row that reaches the size: that one is on it, the next is not.
SELECT sizes, memberhub.page_rows(sizes, 100) AS rows
FROM (VALUES ('{}'::integer[]), ('{99}'), ('{100}'), ('{101,1}'), ('{99,1,1}'), ('{99,2,1}'), ('{50,49,1,1}'),
             ('{0,0,0}'), ('{NULL,100,1}'), ('{1000000,1}')) AS s (sizes);
-- One row at least, and sums beyond an integer.
SELECT memberhub.page_rows('{2147483647,2147483647,1}', 1) AS least,
       memberhub.page_rows('{2147483647,2147483647,1}', 2147483647) AS one,
       memberhub.page_rows('{2147483646,2147483647,1}', 2147483647) AS two;
-- Documents, each in its row, and the answer behind them.
CREATE FUNCTION pg_temp.list_documents(p_documents text[], p_refused boolean)
RETURNS SETOF memberhub.document_answer
LANGUAGE plpgsql
AS $$
DECLARE
    v_document text;
BEGIN
    IF p_refused THEN
        RETURN NEXT memberhub.document_end(memberhub.refusal('not_subscribed', '111111111111'));
        RETURN;
    END IF;
    FOREACH v_document IN ARRAY p_documents LOOP
        RETURN NEXT memberhub.document_row(v_document);
    END LOOP;
    RETURN NEXT memberhub.document_end(memberhub.success('{"next": "b"}'));
END
$$;
SELECT * FROM pg_temp.list_documents('{"{ \"A\" : 1 }",""}', false);
SELECT * FROM pg_temp.list_documents('{}', false);
SELECT * FROM pg_temp.list_documents('{a}', true);
