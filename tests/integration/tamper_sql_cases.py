"""What a superuser of the database can do to it, and what has to be said of each.

A case gives SQL, in which %(...)s stand for parts of a victim among the events, and the finding that has to be there.
Triggers are switched off before, as a superuser can.
"""
DISABLE_TRIGGERS = """DO $$ DECLARE t regclass; BEGIN
    FOR t IN SELECT g.tgrelid::regclass FROM pg_trigger AS g WHERE g.tgname LIKE 'audit%append_only' LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER ALL', t);
    END LOOP;
END $$;"""
VICTIM = "event_id = '%(event)s'"
REFIT = ("leaf = memberhub.audit_leaf(transaction_id, sequence, event_id, account_id, service, region, event_name, "
         "event_time, effects, {})")
FORGED = """'{"eventName":"CreateMembers"}'"""
INSERTED = {"kind": "event-inserted", "seal": "%(seal)s", "account": "%(account)s", "sequence": "900000"}


def insert(sequence, transaction, time="event_time", more=""):
    """SQL that puts in a copy of the victim."""
    return (f"INSERT INTO memberhub.audit_event SELECT {sequence}, gen_random_uuid(), account_id, service, region, "
            f"event_name, {time}, {transaction}, NULL, record, leaf FROM memberhub.audit_event {more} "
            f"WHERE {VICTIM};")


def update(change):
    return f"UPDATE memberhub.audit_event SET {change} WHERE {VICTIM}"


ALTERED = {"kind": "event-altered", "seal": "%(seal)s", "account": "%(account)s", "event": "%(event)s"}
MISSING = {"kind": "event-missing", "seal": "%(seal)s", "account": "%(account)s"}

# name, SQL, finding
SQL_CASES = [
    ("the record of an event changed", update("record = replace(record, '127.0.0.1', '192.0.2.1')"), ALTERED),
    ("an event renamed", update("event_name = 'DescribeHub'"), ALTERED),
    ("an event backdated", update("event_time = event_time - interval '1 ms'"), ALTERED),
    ("an event that did nothing to relationships any more", update("effects = '[]'"), ALTERED),
    ("a record and its hash changed", update(f"record = {FORGED}, " + REFIT.format(FORGED)),
     {"kind": "event-altered", "seal": "%(seal)s", "account": "%(account)s"}),
    ("a hash changed", update("leaf = sha256('')"), {**ALTERED, "kind": "leaf-altered"}),
    ("an event deleted", f"DELETE FROM memberhub.audit_event WHERE {VICTIM}", MISSING),
    ("an account's events under a seal deleted",
     "DELETE FROM memberhub.audit_event WHERE account_id = '%(account)s' AND transaction_id >= '%(from)s' "
     "AND transaction_id < '%(to)s'", MISSING),
    ("all events truncated", "TRUNCATE memberhub.audit_event", {"kind": "event-missing"}),
    ("a partition dropped", "DO $$ BEGIN EXECUTE 'DROP TABLE ' || (SELECT tableoid::regclass FROM memberhub.audit_event "
     "LIMIT 1); END $$", {"kind": "event-missing"}),
    ("an event put in afterwards",
     "INSERT INTO memberhub.audit_event SELECT 900000, gen_random_uuid(), account_id, service, region, event_name, "
     f"event_time, transaction_id, NULL, record, leaf FROM memberhub.audit_event WHERE {VICTIM}; "
     "UPDATE memberhub.audit_event SET " + REFIT.format("record") + " WHERE sequence = 900000", INSERTED),
    ("an event put in afterwards with the hash of another",
     "INSERT INTO memberhub.audit_event SELECT 900000, gen_random_uuid(), account_id, service, region, event_name, "
     f"event_time, transaction_id, NULL, record, leaf FROM memberhub.audit_event WHERE {VICTIM}", INSERTED),
    ("two events exchanged, hashes made to fit",
     "UPDATE memberhub.audit_event SET sequence = -sequence, transaction_id = CASE event_id "
     "WHEN '%(event)s' THEN '%(other_transaction)s' ELSE '%(transaction)s' END::xid8 "
     "WHERE event_id IN ('%(event)s', '%(other)s'); "
     "UPDATE memberhub.audit_event SET sequence = CASE event_id "
     "WHEN '%(event)s' THEN %(other_sequence)s ELSE %(sequence)s END WHERE sequence < 0; "
     "UPDATE memberhub.audit_event SET " + REFIT.format("record") + " WHERE event_id IN ('%(event)s', '%(other)s')",
     {"kind": "event-reordered", "seal": "%(seal)s", "account": "%(account)s", "event": "%(other)s"}),
    ("an event that waits for its seal since yesterday",
     "INSERT INTO memberhub.audit_event SELECT 900000, gen_random_uuid(), account_id, service, region, event_name, "
     f"event_time - interval '1 day', pg_current_xact_id(), NULL, record, leaf FROM memberhub.audit_event WHERE {VICTIM}",
     {"kind": "unsealed-old"}),
    ("an event before all others", insert(-1, "'0'"), {"kind": "event-malformed", "sequence": "-1"}),
    ("an event behind all others", insert(900000, "'9223372036854775807'"),
     {"kind": "event-inserted", "sequence": "900000"}),
    ("an event behind all numbers", insert(900000, "'18446744073709551615'"), {"kind": "event-inserted"}),
    ("an event of no transaction", "ALTER TABLE memberhub.audit_event ALTER transaction_id DROP NOT NULL; "
     + insert(900000, "NULL"), {"kind": "rows-hidden"}),
    ("so many events with one number that a page ends among them", insert(
        "sequence", "transaction_id", "event_time + n * interval '1 ms'", more="CROSS JOIN generate_series(1, 1000) AS n"),
     {"kind": "rows-hidden"}),
    ("a relationship before all others", "ALTER TABLE memberhub.relationship DISABLE TRIGGER ALL; "
     "DO $$ DECLARE c name; BEGIN FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = "
     "'memberhub.relationship'::regclass AND contype IN ('c', 'f') LOOP "
     "EXECUTE format('ALTER TABLE memberhub.relationship DROP CONSTRAINT %%I', c); END LOOP; END $$; "
     "UPDATE memberhub.relationship SET service = '', region = '', administrator_id = '', member_id = '' "
     "WHERE state = 'Enabled' AND administrator_id = '%(administrator)s'", {"kind": "rows-hidden"}),
    ("an event of a transaction that has not begun", insert(900000, "'1000000000'", "clock_timestamp()"),
     {"kind": "event-inserted", "sequence": "900000"}),
    ("an event that is still to come", insert(900000, "pg_current_xact_id()", "clock_timestamp() + interval '10 min'"),
     {"kind": "event-inserted", "sequence": "900000"}),
    ("a drop where everything is kept", insert(900000, "pg_current_xact_id()", "clock_timestamp()")
     + "UPDATE memberhub.audit_event SET event_name = 'TrailPartitionDropped', account_id = '000000000000' "
     "WHERE sequence = 900000", {"kind": "drop-unexpected"}),
    ("a rule put into the state machine", "INSERT INTO memberhub.state_transition (service, operation, caller, "
     "from_state, outcome, to_state) VALUES ('securityhub', 'DescribeHub', 'administrator', 'Created', 'change', "
     "'Enabled')", {"kind": "transitions-altered"}),
    ("a seal deleted", "DELETE FROM memberhub.audit_seal_account WHERE number = %(seal)s; "
     "DELETE FROM memberhub.audit_seal WHERE number = %(seal)s", {"kind": "seal-missing", "seal": "%(seal)s"}),
    ("the last seal deleted",
     "DELETE FROM memberhub.audit_seal_account WHERE number = (SELECT max(number) FROM memberhub.audit_seal); "
     "DELETE FROM memberhub.audit_seal WHERE number = (SELECT max(number) FROM memberhub.audit_seal)",
     {"kind": "seal-missing", "seal": "%(last)s"}),
    ("all seals deleted", "TRUNCATE memberhub.audit_seal CASCADE", {"kind": "seal-missing", "seal": "1"}),
    ("a signature changed", "UPDATE memberhub.audit_seal SET signature = set_byte(signature, 7, "
     "get_byte(signature, 7) # 1) WHERE number = %(seal)s", {"kind": "seal-signature", "seal": "%(seal)s"}),
    ("the record of a seal changed", "UPDATE memberhub.audit_seal SET record = regexp_replace(record, 'events \\d+', "
     "'events 1000') WHERE number = %(seal)s", {"kind": "seal-signature", "seal": "%(seal)s"}),
    ("a seal's time changed", "UPDATE memberhub.audit_seal SET sealed_at = sealed_at - interval '1 h' "
     "WHERE number = %(seal)s", {"kind": "seal-altered", "seal": "%(seal)s"}),
    ("the root of an account changed", "UPDATE memberhub.audit_seal_account SET root = sha256('') "
     "WHERE number = %(seal)s AND account_id = '%(account)s'",
     {"kind": "seal-accounts", "seal": "%(seal)s", "account": "%(account)s"}),
    ("a relationship changed", "UPDATE memberhub.relationship SET state = 'Removed' WHERE state = 'Enabled' "
     "AND administrator_id = '%(administrator)s'", {"kind": "state-unexplained", "account": "%(administrator)s"}),
    ("a relationship deleted", "DELETE FROM memberhub.relationship WHERE administrator_id = '%(administrator)s'",
     {"kind": "state-unexplained", "account": "%(administrator)s"}),
    ("an event and what it did to a relationship undone",
     "DELETE FROM memberhub.audit_event WHERE account_id = '%(administrator)s'; "
     "DELETE FROM memberhub.relationship WHERE administrator_id = '%(administrator)s'",
     {"kind": "event-missing"}),
]
