"""A stack for the tests of one file, which start it, disturb it and start it again."""
import contextlib
import tempfile
from pathlib import Path

import pytest
from private_stack import Stack


@contextlib.contextmanager
def stack_of_a_module(name, **settings):
    """A stack for the tests of one file, whose endpoint it is; not started yet, and stopped and removed at the end."""
    directory = Path(tempfile.mkdtemp(prefix=f"memberhub-{name}-"))
    directory.chmod(0o711)  # PostgreSQL's user passes through
    found = Stack(directory, **settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEMBERHUB_ENDPOINT", f"http://127.0.0.1:{found.port}")
        try:
            yield found
        finally:
            done = found.dev("down", "--purge")
            assert done.returncode == 0, done.stdout + done.stderr
