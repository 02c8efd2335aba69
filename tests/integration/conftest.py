"""Fixtures of the integration tests. Each test has accounts of its own, so tests run in any order and in parallel."""
import os
import sys
import zlib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "pylib"))
import memberhub_testing as testing  # noqa: E402  (after the path is set)
from configured_stack import ConfiguredStack  # noqa: E402

testing.clean_environment()


def pytest_configure(config):
    # Before pytest-xdist starts its workers, which inherit it: all of them show and use one seed.
    os.environ.setdefault("MEMBERHUB_TEST_SEED", str(int.from_bytes(os.urandom(4), "big")))


def pytest_report_header(config):
    return f"MEMBERHUB_TEST_SEED={os.environ['MEMBERHUB_TEST_SEED']}"


@pytest.fixture(scope="session")
def session_stack():
    """A stack for tests that start, stop and change its server; each file of them does so in its own way."""
    found = ConfiguredStack("memberhub-pool-")
    try:
        found.up()
        yield found
    finally:
        found.down()


@pytest.fixture
def endpoint():
    """The URL of the server under test."""
    return testing.endpoint()


@pytest.fixture
def accounts(request):
    """Makes account ids: `accounts.new()`. The same seed and test give the same ids again."""
    name = zlib.crc32(request.node.nodeid.encode())
    return testing.Accounts(f"{os.environ['MEMBERHUB_TEST_SEED']}/{name}")


@pytest.fixture
def client():
    """Makes boto3 clients: client("securityhub", account, region)."""
    return testing.client
