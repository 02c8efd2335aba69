"""What the black-box tests share: the server under test, fresh accounts, boto3 clients for them."""
import os
import random

import boto3
import pytest
from botocore.config import Config

SERVICE = "securityhub"
REGION = "eu-west-1"
# The secret of every test account; its access key id is its account id.
SECRET = "test"
# Nothing here takes longer on a machine that is merely slow.
TIMEOUT_S = 60


def clean_environment():
    """Takes away every AWS setting of the person who runs the tests."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ["AWS_CONFIG_FILE"] = os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
    os.environ["AWS_EC2_METADATA_DISABLED"] = "true"


def required(variable):
    """A variable that ./dev env sets. Its absence fails the test: a skipped test proves nothing."""
    value = os.environ.get(variable)
    if not value:
        pytest.fail(f"{variable} is not set: run the tests with ./dev test, or after eval \"$(./dev env)\"", pytrace=False)
    return value


def endpoint():
    return required("MEMBERHUB_ENDPOINT").rstrip("/")


class Accounts:
    """Account ids that no other test uses: sixty billion to choose from, by a seed that can be given again."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def new(self):
        return f"{self.random.randrange(400000000000, 1000000000000)}"


def client(service, account, region=REGION, **config):
    """A boto3 client of a test account that tries once: a 5xx must be seen, not repaired."""
    settings = Config(retries={"total_max_attempts": 1}, connect_timeout=TIMEOUT_S, read_timeout=TIMEOUT_S,
                      proxies={}, **config)
    return boto3.session.Session().client(service, region_name=region, endpoint_url=endpoint(),
                                          aws_access_key_id=account, aws_secret_access_key=SECRET, config=settings)
