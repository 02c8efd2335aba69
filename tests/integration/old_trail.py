"""A trail of several months, made in a minute: the database's function for the time is told another one while real
operations run and the real sealer seals. What is dropped of it, retention drops as it does in any installation."""
import contextlib
import datetime
import os
import signal
import subprocess

from private_stack import is_alive, wait_for
from tampering import connector, security_hub_round

UTC = datetime.timezone.utc
CLOCK = ("CREATE OR REPLACE FUNCTION memberhub.now_ms() RETURNS timestamptz LANGUAGE sql VOLATILE "
         "RETURN date_trunc('milliseconds', clock_timestamp()) - interval '{} s'")
TRIGGERS = """DO $$ DECLARE t record; BEGIN
    FOR t IN SELECT g.tgrelid::regclass AS of, g.tgname FROM pg_trigger AS g WHERE g.tgname LIKE 'audit%append_only' LOOP
        EXECUTE format('ALTER TABLE %s {} TRIGGER %I', t.of, t.tgname);
    END LOOP;
END $$;"""
EMPTY = (TRIGGERS.format("DISABLE") + "TRUNCATE memberhub.audit_seal, memberhub.audit_event CASCADE;"
         + TRIGGERS.format("ENABLE ALWAYS"))
DAY_S = 86400
SEALERS_LOCK = 7882826992158143333


def month_before(moment, months):
    """The first day of a month that is so many before a moment's."""
    number = moment.year * 12 + moment.month - 1 - months
    return datetime.datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)


def psql(stack, sql):
    done = stack.dev("psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", sql)
    assert done.returncode == 0, done
    return done.stdout.strip()


def stop(stack):
    master = stack.master
    os.kill(master, signal.SIGTERM)
    wait_for(lambda: not is_alive(master), "the server stops")


def sealed(stack):
    """Waits until all is sealed that has happened, reads too, which workers put on record within a second."""
    settled = ("SELECT max(event_time) < memberhub.now_ms() - interval '1.5 s' AND NOT bool_or(transaction_id >= coalesce("
               "(SELECT max(to_transaction) FROM memberhub.audit_seal), '0')) FROM memberhub.audit_event")
    wait_for(lambda: psql(stack, settled) == "t", "everything is sealed")


class OldTrail:
    """The months before the last of which all is kept: the oldest one goes, the next one stays."""

    def __init__(self, stack, accounts):
        self.stack, self.accounts = stack, accounts
        self.now = datetime.datetime.now(UTC)
        self.goes, self.stays = month_before(self.now, 3), month_before(self.now, 2)
        # So that the one has ended as long ago as retention asks, and the other has not.
        self.words = {"goes": f"{self.goes:%Y-%m}", "now": f"{self.now:%Y-%m}", "this": f"audit_event_{self.now:%Y_%m}"}
        self.retention_days = int((self.now - self.stays).total_seconds() // DAY_S)

    def be(self, moment):
        shift = 0 if moment is None else (datetime.datetime.now(UTC) - moment).total_seconds()
        psql(self.stack, CLOCK.format(shift))

    @contextlib.contextmanager
    def session(self, sql, meanwhile=lambda: None):
        """Another session of the superuser, after this SQL, and what is done while it waits."""
        with subprocess.Popen([self.stack.dev_path, "psql", "--dir", self.stack.directory, "-qAtX"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            other.stdin.write(sql + "; SELECT 'done';\n")
            other.stdin.flush()
            meanwhile()
            while other.stdout.readline().strip() != "done":
                assert other.poll() is None
            yield
            other.stdin.write("COMMIT;\n")

    def end_sealer(self):
        """Whoever waits for the sealer's lock has it then, before the next sealer."""
        waits = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        wait_for(lambda: psql(self.stack, waits) == "1", "somebody waits for the sealer's lock")
        for pid in self.stack.sealers():
            os.kill(pid, signal.SIGKILL)

    def begin(self):
        """Empties the trail, and has it begin in the month that goes."""
        with self.session(f"BEGIN; SELECT pg_advisory_lock({SEALERS_LOCK})", self.end_sealer):
            psql(self.stack, EMPTY)
            for months in range(1, 4):
                psql(self.stack, "SET ROLE memberhub_owner; SELECT memberhub.audit_partition_make("
                     f"'{month_before(self.now, months):%Y-%m-%d}')")
            self.be(self.goes + datetime.timedelta(days=10))
            (self.stack.directory / "seals").unlink(missing_ok=True)
        wait_for(lambda: psql(self.stack, "SELECT count(*) FROM memberhub.audit_seal") != "0", "the trail begins")

    def operate(self, connect, when):
        """Accounts, keys, hubs and detectors of a time, whose names begin with it."""
        words = {f"{when}_{name}": self.accounts.new() for name in ("active", "suspended", "hub", "off", "detector")}
        words |= {f"{when}_{name}": f"AKIA{self.accounts.new()}{name[0].upper()}AAA" for name in
                  ("key", "disabled", "deleted")}
        for name in ("active", "suspended"):
            psql(self.stack, f"SELECT memberhub.account_add('{words[f'{when}_{name}']}', 'an account')")
        psql(self.stack, f"SELECT memberhub.account_set_status('{words[f'{when}_suspended']}', 'suspended')")
        for name, account in (("key", "active"), ("disabled", "active"), ("deleted", "suspended")):
            psql(self.stack, f"SELECT memberhub.key_create('{words[f'{when}_{name}']}', "
                 f"'{words[f'{when}_{account}']}', 'sealed')")
        psql(self.stack, f"SELECT memberhub.key_set_status('{words[f'{when}_disabled']}', 'disabled')")
        psql(self.stack, f"SELECT memberhub.key_delete('{words[f'{when}_deleted']}')")
        for name in ("hub", "off"):
            connect("securityhub", words[f"{when}_{name}"]).enable_security_hub(EnableDefaultStandards=False)
        connect("securityhub", words[f"{when}_off"]).disable_security_hub()
        connect("guardduty", words[f"{when}_detector"]).create_detector(Enable=True)
        self.words |= words

    def write(self):
        """Some rounds of operations in the month that goes, over its end, in the next one, and now."""
        connect = connector(self.stack)
        self.words["hub"] = self.accounts.new()
        hub = connect("securityhub", self.words["hub"])
        self.operate(connect, "old")
        hub.enable_security_hub(EnableDefaultStandards=False)
        security_hub_round(connect, self.accounts)
        sealed(self.stack)
        # As long as this transaction is open, nothing is sealed that comes after it.
        with self.session("BEGIN; SELECT pg_current_xact_id()"):
            self.be(self.stays - datetime.timedelta(minutes=2))
            security_hub_round(connect, self.accounts)
            hub.create_members(AccountDetails=[{"AccountId": self.accounts.new()}])
            self.be(self.stays + datetime.timedelta(minutes=1))
            for _ in range(3):  # of one account under one seal on both sides of the month's end
                hub.create_members(AccountDetails=[{"AccountId": self.accounts.new()}])
            security_hub_round(connect, self.accounts)
        sealed(self.stack)
        self.be(self.stays + datetime.timedelta(days=12))
        security_hub_round(connect, self.accounts)
        hub.create_members(AccountDetails=[{"AccountId": self.accounts.new()}])
        sealed(self.stack)
        self.be(None)
        self.operate(connect, "new")
        security_hub_round(connect, self.accounts)
        sealed(self.stack)

    def keep(self, days):
        """The server, with this retention."""
        if is_alive(self.stack.master):
            stop(self.stack)
        self.stack.environment["MEMBERHUB_AUDIT_RETENTION_DAYS"] = str(days)
        self.stack.up()

    def partitions(self):
        return psql(self.stack, "SELECT string_agg(month, ' ') FROM memberhub.audit_partitions()").split()

    def drop(self):
        """Has retention drop the month that goes."""
        self.keep(self.retention_days)
        wait_for(lambda: f"{self.goes:%Y-%m}" not in self.partitions(), "the month is dropped")
        assert f"{self.stays:%Y-%m}" in self.partitions()
        sealed(self.stack)
