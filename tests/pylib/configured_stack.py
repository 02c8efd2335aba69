"""A stack whose settings a test changes while it serves."""
import configparser
import json
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from private_stack import TOP, Stack, is_alive, wait_for

MEMBERHUBCTL = TOP / "build" / "memberhubctl"
SERVING = ("idle", "busy")


class ConfiguredStack(Stack):
    """Its number of workers is in its file too, so that a reload can change it."""

    def __init__(self, prefix):
        directory = Path(tempfile.mkdtemp(prefix=prefix))
        directory.chmod(0o711)  # PostgreSQL's user passes through
        super().__init__(directory)
        del self.environment["MEMBERHUB_SERVER_WORKERS"]
        self.original = None  # the settings of ./dev up
        self.served = None    # what is changed of them in the server, as far as it is known

    @property
    def conf(self):
        return self.directory / "memberhub.conf"

    def up(self):
        done = self.dev("up", "--port", str(self.port))
        assert done.returncode == 0, done.stdout + done.stderr
        self.original = self.original or self.conf.read_text()
        self.served = None

    def down(self):
        self.dev("down", "--purge")
        shutil.rmtree(self.directory, ignore_errors=True)

    def write(self, **settings):
        """Writes ./dev's settings with these changed: server_workers=4."""
        parser = configparser.RawConfigParser()
        parser.read_string(self.original)
        for name, value in settings.items():
            section, _, key = name.partition("_")
            if section not in parser:
                parser.add_section(section)
            parser[section][key] = str(value)
        # At once: who reads it at this moment, as a new master does, has the one or the other, whole.
        fresh = self.conf.with_suffix(".new")
        with fresh.open("w") as file:
            parser.write(file)
        if self.conf.exists():
            shutil.copystat(self.conf, fresh)
        fresh.rename(self.conf)

    def be(self, **settings):
        """Has the server serve with these settings, and nobody with others any more, whatever was done to it."""
        if not is_alive(self.master):
            self.up()
        if self.served == settings:
            self.write(**settings)
        else:
            self.reload(**settings)
        return self.await_settled()

    def hang_up(self):
        self.served = None
        os.kill(self.master, signal.SIGHUP)

    def stop(self):
        master = self.master
        if is_alive(master):
            os.kill(master, signal.SIGTERM)
        wait_for(lambda: not is_alive(master), "the server stops")

    def reload(self, **settings):
        """Has the server take these settings. The processes of before may still be leaving then."""
        self.write(**settings)
        seen = len(self.events("reloaded"))
        self.hang_up()
        wait_for(lambda: len(self.events("reloaded")) > seen, "the reload is done")
        self.served = settings

    def refused(self, **settings):
        """Has the server refuse these settings; gives what it says of them."""
        served, seen = self.served, len(self.events("reload_refused"))
        self.write(**settings)
        self.hang_up()
        wait_for(lambda: len(self.events("reload_refused")) > seen, "the master refuses")
        self.served = served
        return self.events("reload_refused")[-1]["detail"]

    def whole(self):
        """The workers that stay, when they are as many as the settings say and none is being started."""
        parser = configparser.RawConfigParser()
        parser.read_string(self.conf.read_text())
        states = self.states()
        found = sorted(pid for pid, state in states.items() if state in SERVING)
        wanted = parser.getint("server", "workers")
        return found if len(found) == wanted and "starting" not in states.values() else []

    def await_whole(self):
        return wait_for(self.whole, "the pool is whole")[0]

    def settled(self):
        """The workers, when the pool is whole and nobody is leaving."""
        found = self.whole()
        return found if set(self.workers()) == set(found) and len(self.sealers()) <= 1 else []

    def await_settled(self):
        """
        Waits until nobody is leaving any more. Until then nginx may still send a request to one that leaves, over a
        connection that it has kept, and older settings answer it.
        """
        return wait_for(self.settled, "the pool is whole and nobody is leaving")[0]

    def shown(self):
        """What memberhubctl top shows of the processes; nothing while no server runs."""
        good = self.directory / "memberhub-top.conf"  # whatever a test has made of the server's
        good.write_text(self.original)
        done = subprocess.run([MEMBERHUBCTL, "--config", good, "top", "--count", "1", "--json"], env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        return json.loads(done.stdout) if done.returncode == 0 else {"workers": [], "sealer": None}

    def states(self):
        """The workers' states by pid."""
        return {worker["pid"]: worker["state"] for worker in self.shown()["workers"]}

    def staying(self):
        """The workers that are ready and do not leave."""
        return {pid for pid, state in self.states().items() if state in SERVING}
