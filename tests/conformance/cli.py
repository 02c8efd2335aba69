"""Debian's AWS CLI, unmodified, with an endpoint."""
import json
import os
import subprocess

from wire import SECRET, TIMEOUT_S, endpoint

# Debian's, whatever else is on PATH. It knows no endpoint_url and no AWS_ENDPOINT_URL.
AWS = "/usr/bin/aws"
# What the CLI ends with when the service refused.
REFUSED = 254


def run(account, *arguments):
    """Runs the CLI as that account, with nothing of the surrounding AWS settings."""
    surroundings = {name: value for name,
                    value in os.environ.items() if not name.startswith("AWS_")}
    return subprocess.run(
        [AWS, "--endpoint-url", endpoint(), "--output", "json", account.service, *arguments],
        env={**surroundings, "AWS_ACCESS_KEY_ID": account.id, "AWS_SECRET_ACCESS_KEY": SECRET,
             "AWS_DEFAULT_REGION": account.region, "AWS_CONFIG_FILE": os.devnull,
             "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_EC2_METADATA_DISABLED": "true",
             "AWS_MAX_ATTEMPTS": "1",
             "AWS_PAGER": "", "NO_PROXY": "127.0.0.1,localhost"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)


def aws(account, *arguments):
    """Runs a command that must succeed, and reads what it prints."""
    done = run(account, *arguments)
    assert (done.returncode, done.stderr) == (0,
                                              ""), f"{arguments}: {done.returncode} {done.stderr}"
    return json.loads(done.stdout) if done.stdout.strip() else {}
