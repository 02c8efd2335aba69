"""A stack whose settings a test changes while it serves."""
import configparser
import mmap
import os
import shutil
import signal
import struct
import tempfile
from pathlib import Path

from private_stack import Stack, is_alive, wait_for

HEADER = struct.Struct("16sQqiiqq")  # struct scoreboard of src/base/scoreboard.h
PLACE = struct.Struct("iii4xqqq")    # the beginning of struct scoreboard_place
WORKER, SEALER = range(2)
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
        found = sorted(self.staying())
        wanted = parser.getint("server", "workers")
        return found if len(found) == wanted and STARTING not in dict(self.states()).values() else []

    def await_whole(self):
        return wait_for(self.whole, "the pool is whole")[0]

    def await_settled(self):
        """Waits until the pool is whole and nobody is leaving any more, who would serve by older settings."""
        wait_for(lambda: set(self.workers()) == set(self.whole()) and len(self.sealers()) <= 1, "nobody is leaving")
        return self.whole()

    def places(self):
        """What the scoreboard shows: (pid, role, state, number, started_ms, beat_ms) of each place."""
        with (self.directory / "run" / "memberhub.scoreboard").open("rb") as file, \
                mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as content:
            _, size, _, _, count, _, _ = HEADER.unpack_from(content)
            assert size == len(content)
            step = (size - HEADER.size) // count
            return [PLACE.unpack_from(content, HEADER.size + step * i) for i in range(count)]

    def states(self):
        return [(place[0], place[2]) for place in self.places() if place[0] != 0]

    def staying(self, role=WORKER):
        """The workers that are ready and do not leave, as the scoreboard shows them; or sealers."""
        return {place[0] for place in self.places() if place[1] == role and place[2] in (IDLE, BUSY)}
