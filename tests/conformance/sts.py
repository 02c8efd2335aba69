"""STS as its clients use it: sessions of roles, probes whether they are good, what is on record."""
import functools
import json
import subprocess
from dataclasses import replace
from urllib.parse import urlencode

from memberhub_testing import TIMEOUT_S, required
from model import GUARDDUTY, SECURITYHUB, STS
from wire import Account

VERSION = "2011-06-15"
# A call may take so long on a machine that is merely slow.
TOLERANCE_S = 5
EVERYWHERE = (STS, SECURITYHUB, GUARDDUTY)
# Reads that need nothing: what each service is asked to find out whether a session is good.
PROBES = {STS: ("POST", "/", b"Action=GetCallerIdentity&Version=2011-06-15"),
          SECURITYHUB: ("GET", "/standards", b""), GUARDDUTY: ("GET", "/detector", b"")}


def caller(**parameters):
    return Account(service=STS, **parameters)


def role_arn(account, name="demo", partition="aws"):
    return f"arn:{partition}:iam::{account.id}:role/{name}"


def post(account, action, **parameters):
    """Sends a form as botocore would write it; names may hold dots: **{"Tags.member.1.Key": ""}."""
    form = urlencode({"Action": action, "Version": VERSION, **parameters})
    return account.send("POST", "/", form.encode())


def request_session(account, target, **parameters):
    return account.in_service(STS).client.assume_role(**{
        "RoleArn": role_arn(target), "RoleSessionName": "tests", **parameters})


def as_session(answer, target):
    """The session's credentials in place of the account's own."""
    credentials = answer["Credentials"]
    return replace(target, service=STS, detector=None, key=credentials["AccessKeyId"],
                   secret=credentials["SecretAccessKey"], token=credentials["SessionToken"])


def assume(account, target, **parameters):
    return as_session(request_session(account, target, **parameters), target)


def probe(account, service, **signing):
    return account.in_service(service).send(*PROBES[service], **signing)


@functools.lru_cache(maxsize=None)
def somebody():
    return caller()


@functools.lru_cache(maxsize=None)
def some_session():
    return assume(caller(), caller())


ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def changed(token, position):
    """The token with the least significant bit of one of its characters flipped."""
    other = ALPHABET[ALPHABET.index(token[position]) ^ 1]
    return token[:position] + other + token[position + 1:]


def memberhubctl(*arguments):
    required("MEMBERHUB_CONF")
    done = subprocess.run(["memberhubctl", *arguments], capture_output=True, text=True,
                          timeout=TIMEOUT_S, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


def trail(account):
    """The events of what was asked; that a test account came to be, the server notes of itself."""
    lines = memberhubctl("audit", "tail", "--account", account.id, "--json").splitlines()
    events = [json.loads(line) for line in lines]
    return [event for event in events if event["userIdentity"]["type"] != "AWSService"]


def assumptions(account):
    """Its AssumeRole events, which commit with the call: an earlier read's event may come behind them."""
    return [event for event in trail(account) if event["eventName"] == "AssumeRole"]
