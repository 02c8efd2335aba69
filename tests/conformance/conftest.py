"""Fixtures of the conformance tests."""
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "pylib"))
import memberhub_testing  # noqa: E402  (after the path is set)

memberhub_testing.clean_environment()

import model  # noqa: E402  (after the environment is clean)
import wire  # noqa: E402


@pytest.fixture(autouse=True)
def exercised():
    """The operations that boto3 carried out in this test."""
    wire.EXERCISED.clear()
    return wire.EXERCISED


@pytest.fixture(params=model.SERVICES)
def service(request):
    """What both services do alike is tried with both."""
    return request.param
