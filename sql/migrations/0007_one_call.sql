-- One call, one change: a stored answer is known by the call's signature as well as by its name,
-- and the caller gets its last attribute.
-- Must run as a whole with the functions applied after it: the caller's type grows by a member, for
-- the last time, so workers of the version before must be stopped.

ALTER TYPE memberhub.caller ADD ATTRIBUTE facts jsonb;
COMMENT ON TYPE memberhub.caller IS
    'Who calls: first argument of every operation. operation is the name as called, parameters are '
    'CloudTrail''s requestParameters, retry_key is NULL for reads. detector_id is the detector '
    'that the path names, NULL where it names none. facts is an object, or NULL: what else is '
    'known of the call. This type is never altered again, since that stops the workers of the '
    'version before: what is new is a member of facts.';

-- Stored answers ----------------------------------------------------------------------------------

-- With the account, so that what one caller did lately is found among all that was done.
DROP INDEX memberhub.retry_key_by_age;
CREATE INDEX retry_key_by_age ON memberhub.retry_key (created_at, account_id);
ALTER TABLE memberhub.retry_key
    ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN arrived_at timestamptz(3) NOT NULL DEFAULT now(),
    ADD COLUMN access_key_id text COLLATE "C",
    ADD COLUMN service text COLLATE "C",
    ADD COLUMN region text COLLATE "C",
    ADD COLUMN signature bytea,
    ADD COLUMN successor bytea,
    ADD CONSTRAINT retry_key_signature_size CHECK (octet_length(signature) = 32),
    ADD CONSTRAINT retry_key_successor_size CHECK (octet_length(successor) = 32);
-- Partial, so that it is no key that a foreign key could name: whoever takes a signature over does
-- not wait for those who hold the row FOR KEY SHARE.
CREATE UNIQUE INDEX retry_key_by_signature ON memberhub.retry_key (signature)
    WHERE signature IS NOT NULL;
COMMENT ON TABLE memberhub.retry_key IS
    'The first answer to each change of the last day, by the key of its call and by its signature: '
    'a repetition gets it and changes nothing. Of two tries of one call at once, the loser is run '
    'again as a whole.';
COMMENT ON COLUMN memberhub.retry_key.key IS
    'What the client names the call by, with all that it asks for; of a call that has no name its '
    'request id. A retry that came with another signature has a row of its own, whose key is that '
    'signature.';
COMMENT ON COLUMN memberhub.retry_key.signature IS
    'A hash of the access key and the signature. It stands in the row of the last call that was '
    'carried out under it; NULL where a later one took it over, and in batches of the journal.';
COMMENT ON COLUMN memberhub.retry_key.number IS
    'Goes up with each answer, also where the clock stands still or goes back.';
COMMENT ON COLUMN memberhub.retry_key.arrived_at IS
    'When the first call under this signature began.';
COMMENT ON COLUMN memberhub.retry_key.successor IS
    'The key of the call that takes this row''s signature over.';
