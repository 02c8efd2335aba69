-- What the program's tables say of services, operations and answers is here too: the functions look it up by name and
-- name none themselves. memberhubctl db migrate stores the rows behind this, with the functions, from the tables.

CREATE TABLE memberhub.service (
    name text COLLATE "C" NOT NULL,
    product text NOT NULL,
    enrollment_type text,
    enrollment_arn text,
    member_type text,
    CONSTRAINT service_pkey PRIMARY KEY (name)
);
COMMENT ON TABLE memberhub.service IS
    'A copy of the program''s table of services. product is as AWS spells it in sentences. What events call an '
    'enrollment and a member: enrollment_arn names it, with {partition}, {region} and {account}; where it is NULL, its id '
    'does. All NULL where accounts are not enrolled.';

CREATE TABLE memberhub.operation (
    service text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    unenrolled text,
    read_only boolean NOT NULL,
    response jsonb,
    resources jsonb,
    CONSTRAINT operation_pkey PRIMARY KEY (service, name),
    CONSTRAINT operation_service FOREIGN KEY (service) REFERENCES memberhub.service (name)
);
COMMENT ON TABLE memberhub.operation IS
    'A copy of the program''s tables of operations, each by its name as called. Of a change, what its event shows.';
COMMENT ON COLUMN memberhub.operation.unenrolled IS
    'The fault that refuses a caller without enrollment; NULL: none is needed.';
COMMENT ON COLUMN memberhub.operation.read_only IS 'Whether it changes nothing that is kept.';
COMMENT ON COLUMN memberhub.operation.response IS
    'What responseElements have of the result, in this order, secrets never: [{name, spelled, kind, members}], kind being '
    'value, number (from text), object, list (of objects) or fault (shown as its sentence). NULL: there are none.';
COMMENT ON COLUMN memberhub.operation.resources IS
    'What the event is found by: [{type, place}], place leading to the name in {parameters, result}. They are in the '
    'account that the first one, an ARN, names. NULL: the record has no list of them.';

-- The dialects of errors are the program's: what it stores is what there is.
ALTER TABLE memberhub.fault_catalogue DROP CONSTRAINT fault_catalogue_dialect_known;
DROP FUNCTION IF EXISTS memberhub.fault_store(text, text, text, text);
