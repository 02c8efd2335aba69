"""A machine to install on: this one's files with a layer of memory over them, which goes with the last process.

It has its own processes, its own loopback and nothing else of a network; what is written in it is written nowhere else. It
needs root and a kernel that lets it mount.
"""
import os
import shlex
import subprocess
import tempfile
from pathlib import Path

INSIDE = """
set -eu
mount -t tmpfs -o mode=755 tmpfs {at}
mkdir {at}/upper {at}/work {at}/root
mount -t overlay overlay -o lowerdir=/,upperdir={at}/upper,workdir={at}/work {at}/root
mount -t proc proc {at}/root/proc
mount -t sysfs -o ro sysfs {at}/root/sys
mount --rbind /dev {at}/root/dev
mount -t tmpfs -o mode=755 tmpfs {at}/root/run
mount -t tmpfs -o mode=1777 tmpfs {at}/root/tmp
exec chroot {at}/root /usr/bin/env -i HOME=/root LANG=C.UTF-8 MAKEFLAGS=-j2 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash -c {command}
"""
# Without ip(8), which need not be there: SIOCSIFFLAGS, IFF_UP.
LOOPBACK = ("import fcntl, socket, struct; fcntl.ioctl(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), 0x8914, "
            "struct.pack('16sH', b'lo', 1))")


def run(script, cwd, timeout_s):
    """Runs a script of bash's in such a machine; gives what subprocess.run() does."""
    command = f"/usr/bin/python3 -c {shlex.quote(LOOPBACK)} && cd {shlex.quote(str(cwd))} && {{ {script}\n}}"
    with tempfile.TemporaryDirectory(prefix="memberhub-machine-") as at:
        return subprocess.run(["unshare", "--mount", "--pid", "--fork", "--net", "--propagation", "private", "--kill-child",
                               "sh", "-c", INSIDE.format(at=at, command=shlex.quote(command))],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout_s, check=False)


def why_not():
    """Why there can be no such machine here, or None."""
    if os.geteuid() != 0:
        return "only root can make a machine to install on"
    done = run("true", Path("/"), 60)
    return None if done.returncode == 0 else f"no machine to install on can be made here: {done.stderr.strip()}"
