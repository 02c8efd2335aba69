-- Answers whose documents go to their client as they are. memberhub.answer has one JSON text, which the program reads to
-- spell its names; large documents are spelled by their function, and read by nobody.

CREATE TYPE memberhub.document_answer AS (fault text, arguments text[], result json, document text);
COMMENT ON TYPE memberhub.document_answer IS
    'A row of what an operation with documents gives: each document in a row of its own, in the order and the spelling '
    'in which clients get it, with nothing beside it; and last the row of the answer itself, which has no document. A '
    'row is a message to the program, so it never has to have all of an answer at once.';
