"""Every command of README.md works as it stands, in README's own order."""
import os
import re
import subprocess

import pytest

from module_stack import stack_of_a_module
from private_stack import TOP

# Debian's AWS CLI on a machine that others use as well: a command takes seconds, and there are some fifty.
LIMIT_S = 600
# What README runs before a part of it has been written for another place: the rest is for a machine of its own.
END = "## Installing it"


def blocks():
    """The blocks for a shell, in their order."""
    text = (TOP / "README.md").read_text().split(f"\n{END}\n")[0]
    return re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S)


@pytest.fixture
def checkout(tmp_path):
    """A directory whose ./dev is that of the checkout, for a stack of the test's own."""
    with stack_of_a_module("readme") as stack:
        shim = tmp_path / "dev"
        shim.write_text(f"""#!/bin/bash
command=$1
shift
case $command in up) set -- --port {stack.port} "$@" ;; esac
exec {TOP}/dev "$command" --dir {stack.directory} "$@"
""")
        shim.chmod(0o755)
        stack.shim_directory = tmp_path
        yield stack


def paste(stack, text):
    """Runs text as it would be pasted into one shell, but stops at the first command that fails."""
    path = f"{os.path.dirname('/usr/bin/aws')}:/bin:/usr/sbin:/sbin"
    environment = {**{name: value for name, value in stack.environment.items() if not name.startswith("AWS_")},
                   "PATH": path}
    return subprocess.run(["bash", "-euo", "pipefail", "-c", text.replace("127.0.0.1:4780", f"127.0.0.1:{stack.port}")],
                          cwd=stack.shim_directory, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=LIMIT_S)


def test_readme_from_top_to_bottom(checkout):
    assert len(blocks()) >= 8
    # A line before each block, by which its output is found again.
    script = "".join(f"echo '### {number}'\n{block}" for number, block in enumerate(blocks()))
    # And README's story once more, as README says it can be.
    [story] = [block for block in blocks() if "securityhub invite-members" in block]
    script += f"echo '### again'\n./dev reset\n{story}"
    done = paste(checkout, script)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    outputs = re.split(r"^### \w+\n", done.stdout, flags=re.M)[1:]
    told = dict(zip(blocks(), outputs[:-1]))

    def output_of(command):
        [found] = [output for block, output in told.items() if command in block]
        return found

    assert "Done in " in output_of("./dev demo")
    assert '"MemberStatus": "Enabled"' in output_of("securityhub list-members")
    assert output_of("import boto3") == "111111111111\n"
    assert "arn:aws:iam::444444444444:root" in output_of("key create")
    assert "account 444444444444 is suspended" in output_of("key create")
    assert "nothing is wrong" in output_of("audit verify")
    assert outputs[-1].startswith("Empty, ") and '"MemberStatus": "Enabled"' in outputs[-1]
    assert output_of("sigv4 explain").endswith("the signature verifies\n")
