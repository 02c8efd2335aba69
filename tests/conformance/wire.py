"""Accounts as clients use them: boto3 clients, whose answers are checked, and raw requests."""
import functools
import http.client
import os
import time
import uuid
from dataclasses import dataclass, field, replace
from typing import Optional
from urllib.parse import quote, unquote_to_bytes, urlsplit

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

import model
from memberhub_testing import REGION, SECRET, TIMEOUT_S, Accounts, anew, endpoint, meant_anew
from model import SECURITYHUB, STS

OTHER_REGION = "us-east-2"
# For an account that has none.
NO_DETECTOR = "00" * 16

FORM = "application/x-www-form-urlencoded; charset=utf-8"

# The operations that boto3 carried out since this was last cleared, each with its service.
EXERCISED = set()

# One try: a 5xx must be seen, not repaired. No check by the client: the server's own is under test.
CONFIG = Config(retries={"total_max_attempts": 1}, parameter_validation=False,
                connect_timeout=TIMEOUT_S, read_timeout=TIMEOUT_S, proxies={})

# A seed that nobody knows: no other process of this run may draw the same ids.
_accounts = Accounts(os.urandom(16).hex())


@functools.lru_cache(maxsize=None)
def session():
    """One for all clients: a session reads the service model anew, ten times a client's cost."""
    return boto3.session.Session()


@dataclass
class Answer:
    """An HTTP response as it came, of a service."""
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    service: str = SECURITYHUB

    @property
    def reason(self):
        """What the server says is wrong with the input."""
        return self.headers.get("x-memberhub-reason")

    def typed_refusal(self):
        """Checks that this is an error in AWS's shape; gives status, code, message and type."""
        assert self.status >= 400, f"accepted with {self.status} {self.body!r}"
        return (self.status, *model.check_refusal(self.service, self.headers, self.body))

    def refusal(self):
        """The same without the type, which Security Hub does not have."""
        return self.typed_refusal()[:3]

    def success(self, operation_name):
        """Checks that this is a good answer of that operation; gives what it says."""
        return model.check_answer(model.operation_model(self.service, operation_name),
                                  self.status, self.headers, self.body)


def check_client_answer(http_response, **event):
    """boto3's after-call hook: checks the raw answer that boto3 has just parsed."""
    service, operation_name = event["model"].service_model.service_name, event["model"].name
    answer = as_answer(http_response, service)
    if answer.status < 300:
        answer.success(operation_name)
        EXERCISED.add((service, operation_name))
    else:
        answer.refusal()


def as_answer(http_response, service):
    """Turns botocore's response into an Answer; botocore joins headers that came twice."""
    headers = http.client.HTTPMessage()
    for name, value in http_response.headers.items():
        headers[name] = value
    return Answer(http_response.status_code, headers, http_response.content, service)


@dataclass
class Account:
    """A test account in one region, as one service knows it."""
    id: str = field(default_factory=_accounts.new)
    region: str = REGION
    service: str = SECURITYHUB
    detector: Optional[str] = None  # GuardDuty's, once it was created
    # The account's own, or those of a session of one of its roles.
    key: Optional[str] = None
    secret: str = SECRET
    token: Optional[str] = None

    @functools.cached_property
    def client(self):
        client = session().client(self.service, region_name=self.region, endpoint_url=endpoint(),
                                  config=CONFIG, aws_access_key_id=self.key or self.id,
                                  aws_secret_access_key=self.secret,
                                  aws_session_token=self.token)
        meant_anew(client)
        client.meta.events.register(f"after-call.{self.service}", check_client_answer)
        client.meta.events.register(f"provide-client-params.{self.service}", self.add_detector)
        return client

    def add_detector(self, params, model, **_):
        """Names the account's own detector where an operation wants one and the test has none."""
        takes = model.input_shape.members if model.input_shape else {}
        return {"DetectorId": self.detector or NO_DETECTOR, **params} \
            if "DetectorId" in takes else params

    @property
    def arn(self):
        """What can have tags: the hub or the detector."""
        resource = "hub/default" if self.service == SECURITYHUB \
            else f"detector/{self.detector or NO_DETECTOR}"
        return f"arn:aws:{self.service}:{self.region}:{self.id}:{resource}"

    @property
    def tags_path(self):
        return "/tags/" + quote(self.arn, safe="")

    def path(self, rest=""):
        """A path below the account's detector."""
        return f"/detector/{self.detector or NO_DETECTOR}{rest}"

    def in_region(self, region):
        return replace(self, region=region, detector=None)

    def in_service(self, service):
        return replace(self, service=service, detector=None)

    def send(self, method, target, body=b"", headers=None, **signing):
        """Sends a signed request of any bytes; `signing` goes to sign()."""
        named = {name: value for name, value in (("amz-sdk-invocation-id", str(uuid.uuid4())), anew())
                 if not headers or "amz-sdk-invocation-id" not in headers}
        headers = {"Content-Type": FORM if self.service == STS else "application/json", **named,
                   **(headers or {})}
        headers = self.sign(method, target, body, headers, **signing)
        return exchange(method, target, body, headers, self.service)

    @staticmethod
    def as_signed(target):
        """The target with each part of its query percent-encoded as the signature wants it.

        Clients send it so; botocore's signer, which relies on that, leaves it as it is.
        """
        path, mark, query = target.partition("?")
        pairs = (map(unquote_to_bytes, pair.split("=", 1)) for pair in query.split("&") if pair)
        return path + mark + "&".join("=".join(quote(part, safe="-_.~") for part in pair)
                                      for pair in pairs)

    def sign(self, method, target, body, headers, *, key=None, secret=None, service=None,
             age_s=0):
        """Adds the headers of the signature, made by botocore's signer `age_s` seconds ago."""
        request = AWSRequest(method=method, url=endpoint() + self.as_signed(target), data=body,
                             headers={"Host": urlsplit(endpoint()).netloc, **headers})
        credentials = Credentials(key or self.key or self.id, secret or self.secret, self.token)
        signer = SigV4Auth(credentials, service or self.service, self.region)
        request.context["timestamp"] = time.strftime("%Y%m%dT%H%M%SZ",
                                                     time.gmtime(time.time() - age_s))
        signer._modify_request_before_signing(request)
        to_sign = signer.string_to_sign(request, signer.canonical_request(request))
        signer._inject_signature_to_request(request, signer.signature(to_sign, request))
        return dict(request.headers.items())


def exchange(method, target, body, headers, service=SECURITYHUB):
    """Sends the request line, headers and body exactly as given, and reads the response."""
    url = urlsplit(endpoint())
    connect = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = connect(url.netloc, timeout=TIMEOUT_S)
    try:
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body or method in ("POST", "PATCH", "PUT"):
            connection.putheader("Content-Length", str(len(body)))
        try:
            connection.endheaders(body or None)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before all of it was read: the answer is there
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read(), service)
    finally:
        connection.close()
