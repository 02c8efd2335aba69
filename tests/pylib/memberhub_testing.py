"""What the black-box tests share: the server under test, fresh accounts, boto3 clients for them."""
import os
import random
import uuid

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


def meant_anew(client):
    """Has a boto3 client sign something new with each try, and gives the client.

    A change that comes again with the same signature, and so within the same second, gets the answer of the first. The
    tests' calls are each meant, however soon they come one after the other; test_one_call.py is about the others.
    """
    def mark(request, signature_version, **event):
        if str(signature_version).endswith("-query"):
            return  # a presigned URL is fetched by whoever has it, without headers
        name, value = anew()
        del request.headers[name]
        request.headers[name] = value
    client.meta.events.register("before-sign", mark)
    return client


def anew():
    """A header, for a signature, that no other call has."""
    return "x-test-call", uuid.uuid4().hex


def client(service, account, region=REGION, **config):
    """A boto3 client of a test account that tries once: a 5xx must be seen, not repaired."""
    settings = Config(retries={"total_max_attempts": 1}, connect_timeout=TIMEOUT_S, read_timeout=TIMEOUT_S,
                      proxies={}, **config)
    return meant_anew(boto3.session.Session().client(
        service, region_name=region, endpoint_url=endpoint(), aws_access_key_id=account, aws_secret_access_key=SECRET,
        config=settings))


def asff(account, name, region=REGION, **members):
    """A finding of Security Hub that the account may import, with nothing but what has to be there."""
    return {"SchemaVersion": "2018-10-08", "Id": name, "GeneratorId": "generator", "AwsAccountId": account,
            "ProductArn": f"arn:aws:securityhub:{region}:{account}:product/{account}/default",
            "CreatedAt": "2019-01-01T00:00:00Z", "UpdatedAt": "2019-01-01T00:00:00Z", "Severity": {"Label": "HIGH"},
            "Title": "title", "Description": "description", "Resources": [{"Type": "Other", "Id": "resource"}], **members}
