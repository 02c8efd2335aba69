-- How an operation gives documents: RETURN NEXT document_row() for each, and at last RETURN NEXT
-- document_end(). What is large is better kept out of temporary files: such a function has
-- `SET work_mem` above what a page of documents can have.

CREATE OR REPLACE FUNCTION memberhub.document_row(p_document text)
RETURNS memberhub.document_answer
LANGUAGE sql IMMUTABLE
RETURN ROW(NULL, NULL, NULL, p_document)::memberhub.document_answer;
REVOKE ALL ON FUNCTION memberhub.document_row(text) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.document_row(text) IS
    'The row of one document: JSON, spelled as clients get it.';

CREATE OR REPLACE FUNCTION memberhub.document_end(p_answer memberhub.answer)
RETURNS memberhub.document_answer
LANGUAGE sql IMMUTABLE
RETURN ROW((p_answer).fault, (p_answer).arguments, (p_answer).result,
           NULL)::memberhub.document_answer;
REVOKE ALL ON FUNCTION memberhub.document_end(memberhub.answer) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.document_end(memberhub.answer) IS
    'The last row of an answer with documents: whether it is refused, and what else it says.';
