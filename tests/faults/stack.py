"""A stack of ./dev's whose parts can be killed: a memberhubd that dies on command, and two clusters that take turns."""
import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
from pathlib import Path

import private_stack
import private_standby
from private_stack import TOP, is_alive, wait_for

MEMBERHUBD = TOP / "build" / "faults" / "memberhubd"
PR_SET_CHILD_SUBREAPER = 36  # <linux/prctl.h>


def children(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def adopt_orphans():
    """Makes whatever a dead parent leaves this process's: it is buried at once, wherever init takes its time."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def bury(pids):
    """Waits for the end of processes that were killed. To the next postmaster, one that is not buried looks alive."""
    wait_for(lambda: not any(map(is_alive, pids)), "what was killed ends")
    for pid in pids:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def kill(pid, how=signal.SIGKILL):
    """Sends a signal; False when there was nobody to take it."""
    try:
        os.kill(pid, how)
        return True
    except ProcessLookupError:
        return False


def is_stopped(pid):
    """Whether a process stands still, as after SIGSTOP: it has no children that it did not have then."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def stop(pid):
    """Holds a process, so that nobody is born between the look at its children and their end."""
    kill(pid, signal.SIGSTOP)
    wait_for(lambda: is_stopped(pid), f"process {pid} stands still")


def age_s(pid):
    """How long a process has lived; None when it is gone."""
    try:
        started = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
    except (FileNotFoundError, ProcessLookupError):
        return None
    return float(Path("/proc/uptime").read_text().split()[0]) - started / os.sysconf("SC_CLK_TCK")


class Cluster(private_standby.Cluster):
    """One of the two clusters; which of them serves changes."""

    @property
    def postmaster(self):
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def kill_postmaster(self, how):
        """Ends the cluster as `how` says, with every process that it has: nobody of it commits anything any more."""
        postmaster = self.postmaster
        if how == signal.SIGKILL:
            stop(postmaster)
        everybody = children(postmaster)
        kill(postmaster, how)
        bury([postmaster])
        for pid in everybody:
            # Those of a killed postmaster leave when they notice; a backend that works may not for a while.
            kill(pid)
        bury(everybody)

    def starts(self):
        with contextlib.suppress(AssertionError):
            self.start()
            return True

    def restart(self):
        """Starts it again, as a supervisor would: until it works."""
        wait_for(self.starts, "PostgreSQL starts again")

    def ask(self, sql):
        """The one value that the superuser's SQL gives; None when there is none, or the server does not answer."""
        with contextlib.suppress(AssertionError, IndexError):
            return self.value(sql)

    def configure(self, setting):
        self.query(f"ALTER SYSTEM SET {setting}")
        self.query("SELECT pg_reload_conf()")

    def backends(self):
        """The pids of the sessions of workers and sealer."""
        pids = self.ask("SELECT string_agg(pid::text, ' ') FROM pg_stat_activity "
                        "WHERE usename IN ('memberhub_app', 'memberhub_sealer')")
        return [int(pid) for pid in (pids or "").split()]


class FaultStack(private_stack.Stack):
    """`primary` is the cluster that serves; `standby`, when there is one, has everything that was acknowledged."""

    def __init__(self, directory, **settings):
        super().__init__(directory, **settings)
        self.primary = self.standby = None
        self.process = None

    def up(self):
        super().up()
        home = self.record("pg-home")
        self.primary = Cluster(self, home / "data", self.port)
        self.spare = Cluster(self, home / "standby", private_standby.STANDBY_PORT)
        # A standby that is being made needs what was written meanwhile.
        self.primary.configure("wal_keep_size = '128MB'")
        kill(self.master, signal.SIGTERM)
        wait_for(lambda: not is_alive(self.master), "the stack's own memberhubd leaves")
        self.serve()

    def down(self):
        if self.process and self.process.poll() is None:
            self.end_process()
        for cluster in filter(None, (self.primary, self.standby)):
            if (cluster.data / "postmaster.pid").exists():
                cluster.kill_postmaster(signal.SIGQUIT)
                (cluster.data / "postmaster.pid").unlink(missing_ok=True)
        self.dev("down", "--purge")

    def logs(self):
        """The logs that are looked into, by who writes them. Some are there only once there is something in them."""
        log = self.directory / "log"
        return {"memberhubd": [log / "memberhubd.log", log / "memberhubd.out"],
                "postgresql": [self.record("pg-home") / name for name in ("postgres.log", "data.log", "standby.log")]}

    # -- memberhubd

    def conninfo(self, user):
        clusters = (self.primary, self.spare)
        return (f"host={','.join(str(self.primary.sockets) for _ in clusters)} "
                f"port={','.join(str(port) for port in sorted(cluster.port for cluster in clusters))} "
                f"dbname=memberhub user={user} target_session_attrs=read-write")

    def serve(self, failpoint=""):
        """Starts memberhubd, its workers told to die at a point: "after-commit:3"."""
        out = open(self.directory / "log" / "memberhubd.out", "a")
        self.process = subprocess.Popen(
            [MEMBERHUBD, "-c", self.directory / "memberhub.conf"], stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            env={**self.environment, "MEMBERHUB_DATABASE_DEFAULT": self.conninfo("memberhub_app"),
                 "MEMBERHUB_DATABASE_SEALER": self.conninfo("memberhub_sealer"),
                 "MEMBERHUB_FAILPOINT": failpoint})
        out.close()
        (self.directory / "run" / "memberhubd.pid").write_text(f"{self.process.pid}\n")
        # Of those that are to die, some are dead before all are there.
        least = 1 if failpoint else private_stack.WORKERS
        wait_for(lambda: len(self.workers()) >= least or self.process.poll() is not None, "the workers run")
        assert self.process.poll() is None, f"memberhubd does not start: {out.name}"

    def end_process(self):
        """Kills memberhubd, all of it at once; gives how many workers that were."""
        stop(self.process.pid)
        workers, sealers = self.workers(), self.sealers()
        self.process.kill()
        self.process.wait()
        killed = sum(map(kill, workers))
        for pid in sealers:
            kill(pid)
        bury(workers + sealers)
        return killed

    def deaths(self, point):
        """How many workers have died at a point so far."""
        return (self.directory / "log" / "memberhubd.out").read_text().count(f"memberhubd died at failpoint:{point}\n")

    # -- nginx

    def doors(self):
        """The pids of nginx's workers."""
        return children(int((self.directory / "run" / "nginx.pid").read_text()))

    # -- standby and promotion

    def add_standby(self):
        """Makes the spare cluster a synchronous standby, anew, and waits until it takes part."""
        primary, standby = self.primary, self.spare
        shutil.rmtree(standby.data, ignore_errors=True)
        primary.run("pg_basebackup", "-h", str(primary.sockets), "-p", str(primary.port), "-U", "postgres",
                    "-D", str(standby.data), "-R", "-c", "fast", "-X", "stream", "--no-sync", "--no-manifest")
        with open(standby.data / "postgresql.auto.conf", "a") as settings:
            # Once promoted it serves alone; and a primary that was away for a moment is looked for at once.
            settings.write("synchronous_standby_names = ''\nwal_retrieve_retry_interval = '200ms'\n")
        standby.restart()
        primary.configure("synchronous_standby_names = '*'")
        self.standby = standby
        self.wait_synchronous()

    def wait_synchronous(self):
        """Waits until the standby has all that is committed now, and whatever comes will wait for it."""
        now, _ = wait_for(lambda: self.primary.ask("SELECT pg_current_wal_flush_lsn()"), "the primary answers")
        wait_for(lambda: self.primary.ask(
            "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync' AND state = 'streaming' "
            f"AND flush_lsn >= '{now}'") == "1", "the standby confirms what is committed")

    def cut_off_standby(self):
        """Takes the standby's link away: from here on nothing that is committed reaches it."""
        self.standby.configure("primary_conninfo = ''")
        wait_for(lambda: self.primary.ask("SELECT count(*) FROM pg_stat_replication") == "0", "the standby is cut off")

    def fail_over(self, how):
        """Ends the primary for good and lets the standby take over; the old one's place is free for a new standby."""
        old = self.primary
        old.kill_postmaster(how)
        (old.data / "postmaster.pid").unlink(missing_ok=True)
        self.primary, self.standby, self.spare = self.standby, None, old
        self.primary.pg_ctl("promote")
