"""README's "Installing it", command by command, on a machine that is thrown away; and what it then lets whom do."""
import json
import re
import textwrap

import pytest

import throwaway_root
from private_stack import TOP

TIMEOUT_S = 600
USERS = ("root", "www-data", "memberhub", "memberhub-seal", "nobody")
ROLES = ("memberhub_app", "memberhub_sealer", "memberhub_admin", "memberhub_owner", "postgres")
FILES = ("/etc/memberhub/master.key", "/etc/memberhub/seal.key", "/run/credentials/memberhub.service/master.key",
         "/run/credentials/memberhub-sealer.service/seal.key", "/var/lib/memberhub-seal/seals")

# As a machine is that has nothing but Debian's packages, with stand-ins for what talks to the world or to systemd.
PREPARE = """
install -m 755 tests/pylib/fake_systemctl.py /usr/local/bin/systemctl
cat >/usr/local/bin/apt-get <<'END'
#!/bin/sh
# They are there, or they are named wrongly.
[ "$1 $2" = "install --yes" ] && shift 2 && exec dpkg-query -W -f '${Package} ${db:Status-Status}\\n' "$@"
END
chmod 755 /usr/local/bin/apt-get
rm -rf /etc/postgresql/15 /var/lib/postgresql/15 /etc/memberhub
# What a release of before left, and this one does not have: were it applied, db migrate would fail.
mkdir -p /usr/local/share/memberhub/sql/functions/call
echo 'no SQL' | tee /usr/local/share/memberhub/sql/functions/left.sql >/usr/local/share/memberhub/sql/functions/call/left.sql
mkdir -p /var/log/nginx /run/postgresql && chown postgres /run/postgresql
pg_createcluster 15 main >/dev/null && systemctl reload postgresql
ln -sf ../sites-available/default /etc/nginx/sites-enabled/default
"""

LOOK = """
import json, re, socket, subprocess, sys, time, urllib.request
import boto3

def run(*command, user=None):
    as_user = ["setpriv", "--reuid", user, "--regid", user_group(user), "--init-groups"] if user else []
    return subprocess.run([*as_user, *command], capture_output=True, text=True, cwd="/")

def user_group(user):
    return subprocess.run(["id", "-g", user], capture_output=True, text=True).stdout.strip()

def works(*command, user):
    return run(*command, user=user).returncode == 0

USERS, ROLES, FILES = json.loads(sys.argv[1])
CONNECT = "import socket; socket.socket(socket.AF_UNIX).connect('/run/memberhub/memberhub.sock')"
said = open("/tmp/readme.out").read()
key = json.loads(re.search(r'^{"AccessKeyId".*}$', said, re.M)[0])
hub = boto3.client("securityhub", region_name="eu-west-1", endpoint_url="http://127.0.0.1",
                   aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"])
hub.enable_security_hub()
deadline = time.monotonic() + 30
while "no event waits for a seal" not in (verified := run("memberhubctl", "audit", "verify").stdout):
    assert time.monotonic() < deadline, verified
    time.sleep(0.1)
print("FACTS " + json.dumps({
    "hub": hub.describe_hub()["HubArn"],
    "ready": urllib.request.urlopen("http://127.0.0.1/readyz").read().decode(),
    "verified": verified,
    "status": run("memberhubctl", "db", "status").stderr,
    "logs": run("sh", "-c", "cat /var/log/memberhub*.log").stdout,
    "reads": {u: [f for f in FILES if works("head", "-c", "1", f, user=u)] for u in USERS},
    "logs in": {u: [r for r in ROLES if works("psql", "-qAt", "-d", "memberhub", "-U", r, "-c", "SELECT 1", user=u)]
                for u in USERS},
    "sql": run("sh", "-c", "cd /usr/local/share/memberhub && find sql -name '*.sql'").stdout.split(),
    "reaches": [u for u in USERS if works("python3", "-c", CONNECT, user=u)],
    "servers": sorted(set(run("ps", "-o", "user:20=", "-C", "memberhubd,memberhub-seal,memberhub-count").stdout.split())),
}))
"""


def readme_commands():
    text = (TOP / "README.md").read_text()
    section = re.search(r"^## Installing it\n(.*?)(?=^## |\Z)", text, re.M | re.S)[1]
    return "\n".join(re.findall(r"^```sh\n(.*?)^```$", section, re.M | re.S))


@pytest.fixture(scope="module")
def facts():
    """What a machine shows on which README's commands were run."""
    reason = throwaway_root.why_not()
    if reason is not None:
        pytest.skip(reason)
    arguments = json.dumps([USERS, ROLES, FILES])
    script = textwrap.dedent(f"""
        {{ set -eu; {PREPARE} }} >/tmp/prepare.out 2>&1 || {{ cat /tmp/prepare.out; exit 1; }}
        cat >/tmp/readme.sh <<'END_OF_README'\n""") + readme_commands() + f"""
END_OF_README
bash -eu -o pipefail /tmp/readme.sh >/tmp/readme.out 2>&1 ||
    {{ tail -n 40 /tmp/readme.out; cat /var/log/memberhub*.log; exit 1; }}
cat >/tmp/look.py <<'END_OF_LOOK'
{LOOK}
END_OF_LOOK
python3 /tmp/look.py '{arguments}'
"""
    done = throwaway_root.run(script, TOP, TIMEOUT_S)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return json.loads(re.search(r"^FACTS (.*)$", done.stdout, re.M)[1])


def test_readme_installs_a_server_that_serves(facts):
    assert facts["hub"] == "arn:aws:securityhub:eu-west-1:111111111111:hub/default"
    assert facts["ready"] == '{"status":"ready"}\n'


def test_an_installation_over_one_of_before_leaves_no_sql_of_it(facts):
    # What lies beside the folders is for whoever writes the next release.
    assert sorted(facts["sql"]) == sorted(str(path.relative_to(TOP)) for folder in ("migrations", "functions")
                                          for path in (TOP / "sql" / folder).rglob("*.sql"))


def test_the_trail_is_sealed_and_verifies_with_its_seal_file(facts):
    assert "compared with the seal file /var/lib/memberhub-seal/seals" in facts["verified"]
    assert facts["verified"].endswith("nothing is wrong\n")


def test_nothing_is_warned_of(facts):
    assert facts["status"] == ""
    assert not re.search(r'"level":"(warn|error)"', facts["logs"]), facts["logs"]


def test_servers_and_sealer_are_users_of_their_own(facts):
    assert facts["servers"] == ["memberhub", "memberhub-seal"]


def test_keys_are_read_by_root_and_each_by_the_one_that_it_was_given_to(facts):
    assert facts["reads"] == {
        "root": list(FILES), "www-data": [], "memberhub": [FILES[2]], "memberhub-seal": [FILES[3], FILES[4]], "nobody": []}


def test_each_user_has_its_own_role_in_the_database_and_no_other(facts):
    assert facts["logs in"] == {"root": ["memberhub_admin"], "www-data": [], "memberhub": ["memberhub_app"],
                                "memberhub-seal": ["memberhub_sealer"], "nobody": []}


def test_nginx_alone_reaches_the_socket_beside_its_owner(facts):
    assert facts["reaches"] == ["root", "www-data", "memberhub"]
