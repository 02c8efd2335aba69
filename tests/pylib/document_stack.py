"""A stack that serves one service more, whose documents have any size: tests/documents/."""
import os
import re
import signal
import subprocess

from private_stack import TOP, Stack, is_alive, wait_for

MEMBERHUBD = TOP / "build" / "tests" / "documents" / "memberhubd"
PATHS = "/documents"


class DocumentStack(Stack):
    """What ./dev up starts, with a memberhubd that knows the service and an nginx that knows its paths."""

    process = None

    def up(self):
        super().up()
        done = self.dev("psql", "-Xqv", "ON_ERROR_STOP=1", "-f", TOP / "tests/documents/functions.sql")
        assert done.returncode == 0, done.stderr
        self.open_front_door()
        master = self.master
        os.kill(master, signal.SIGTERM)
        wait_for(lambda: not is_alive(master), "the stack's own memberhubd leaves")
        with open(self.directory / "log" / "memberhubd.out", "a") as out:
            self.process = subprocess.Popen([MEMBERHUBD, "-c", self.directory / "memberhub.conf"], env=self.environment,
                                            stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        wanted = int(self.environment["MEMBERHUB_SERVER_WORKERS"])
        wait_for(lambda: self.process.poll() is not None or len(self.workers()) == wanted, "the workers run")
        assert self.process.poll() is None, f"memberhubd does not start: {out.name}"

    def open_front_door(self):
        """Puts the service's paths where a lint has it that the rows' paths stand; there are none in production yet."""
        conf = self.directory / "nginx" / "memberhub-server.conf"
        text, found = re.subn(r'(location ~ "\^)(.*)(\$" \{\n(?: +.*\n)*? +client_max_body_size )',
                              lambda match: match[1] + PATHS + match[3], conf.read_text(), count=1)
        assert found == 1
        conf.write_text(text)
        before = self.doors()
        os.kill(self.door_master, signal.SIGHUP)
        wait_for(lambda: self.doors() and not self.doors() & before, "nginx has taken its configuration again")

    @property
    def door_master(self):
        return int((self.directory / "run" / "nginx.pid").read_text())

    def doors(self):
        """The pids of nginx's workers."""
        return set(map(int, self.children_of(self.door_master)))

    @staticmethod
    def children_of(pid):
        with open(f"/proc/{pid}/task/{pid}/children") as children:
            return children.read().split()

    def door_files(self, folder):
        """The sizes of nginx's temporary files of that folder ("body", "fastcgi") that are open; they have no name."""
        sizes = []
        for pid in self.doors():
            for name in os.listdir(f"/proc/{pid}/fd"):
                path = f"/proc/{pid}/fd/{name}"
                try:
                    if os.readlink(path).startswith(f"{self.directory}/nginx/{folder}/"):
                        sizes.append(os.stat(path).st_size)
                except FileNotFoundError:
                    pass  # closed meanwhile
        return sizes

    def down(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
        done = self.dev("down", "--purge")
        assert done.returncode == 0, done.stdout + done.stderr
