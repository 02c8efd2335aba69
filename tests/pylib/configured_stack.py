"""A stack whose settings a test changes while it serves."""
import configparser
import os
import shutil
import signal
import struct
import tempfile
from pathlib import Path

from private_stack import Stack, is_alive, wait_for

HEADER = struct.Struct("16sQqiiqq")  # struct scoreboard of src/base/scoreboard.h
PLACE = struct.Struct("iii4xqqq")    # the beginning of struct scoreboard_place
EMPTY, STARTING, IDLE, BUSY, LEAVING = range(5)


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
        with self.conf.open("w") as file:
            parser.write(file)

    def be(self, **settings):
        """Has the server serve with these settings, whatever was done to it."""
        if not is_alive(self.master):
            self.up()
        if self.served == settings:
            self.write(**settings)
        else:
            self.reload(**settings)
        return self.await_whole()

    def hang_up(self):
        self.served = None
        os.kill(self.master, signal.SIGHUP)

    def reload(self, **settings):
        """Has the server take these settings, and waits until the processes of before are gone."""
        before = self.workers() + self.sealers()
        self.write(**settings)
        seen = len(self.events("reloaded"))
        self.hang_up()
        wait_for(lambda: len(self.events("reloaded")) > seen, "the reload is done")
        wait_for(lambda: not set(before) & set(self.workers() + self.sealers()), "the old ones leave")
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
        """The workers that serve, when there are as many as the settings say and no others."""
        parser = configparser.RawConfigParser()
        parser.read_string(self.conf.read_text())
        found = self.workers()
        ready = [pid for pid, state in self.states() if state in (IDLE, BUSY)]
        if len(found) == parser.getint("server", "workers") and set(found) <= set(ready):
            return found
        return []

    def await_whole(self):
        return wait_for(self.whole, "the pool is whole")[0]

    def places(self):
        """What the scoreboard shows: (pid, role, state, number, started_ms, beat_ms) of each place."""
        content = (self.directory / "run" / "memberhub.scoreboard").read_bytes()
        _, size, _, _, count, _, _ = HEADER.unpack_from(content)
        assert size == len(content)
        step = (size - HEADER.size) // count
        return [PLACE.unpack_from(content, HEADER.size + step * i) for i in range(count)]

    def states(self):
        return [(place[0], place[2]) for place in self.places() if place[0] != 0]
