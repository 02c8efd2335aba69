"""Calls that a client aims at a service that is not served: an error that this client can read."""
import re
import xml.etree.ElementTree as tree
from urllib.parse import urlsplit

import botocore.session
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError, MissingDependencyException
from botocore.tokens import FrozenAuthToken

from memberhub_testing import REGION, SECRET, TIMEOUT_S
from model import GUARDDUTY, SECURITYHUB, STS, check_request_id, parse_strictly
from wire import Account, endpoint, exchange

SESSION = botocore.session.Session()
SERVED = {SECURITYHUB, GUARDDUTY, STS, "cloudtrail"}
NOT_SERVED = "The requested operation is not recognized by the service: {} is not served here."
UNSIGNED_SENTENCE = "Missing Authentication Token"


class BearerToken:
    """For the clients that send a token in place of a signature: without, they send nothing."""

    def load_token(self, **_):
        return self

    def get_frozen_token(self):
        return FrozenAuthToken("a-bearer-token")


SESSION.register_component("token_provider", BearerToken())


# ---- with the clients of all services that botocore knows

OTHERS = [service for service in SESSION.get_available_services() if service not in SERVED]


def client_of(service, **settings):
    config = Config(retries={"total_max_attempts": 1}, parameter_validation=False,
                    inject_host_prefix=False, connect_timeout=TIMEOUT_S, read_timeout=TIMEOUT_S,
                    proxies={}, **settings)
    return SESSION.create_client(service, region_name=REGION, endpoint_url=endpoint(),
                                 aws_access_key_id=Account().id, aws_secret_access_key=SECRET,
                                 config=config)


def some_operation(service):
    """The first operation that is a plain exchange of a request and a response."""
    model = SESSION.get_service_model(service)
    return next(operation for operation in map(model.operation_model, model.operation_names)
                if not operation.has_event_stream_input
                and not operation.has_event_stream_output)


def parameters(operation):
    """The least without which a client cannot write the request line."""
    shape = operation.input_shape
    return {name: "arn:aws:cloudfront::123456789012:key-value-store/x"
            if name.endswith("ARN") else "x"
            for name in (shape.required_members if shape else ())
            if shape.members[name].serialization.get("location") == "uri"
            or shape.members[name].serialization.get("hostLabel")}


def call(client, operation):
    """Makes the call, which must fail in a way that the client understands.

    Gives the parsed answer, and the Authorization header that was sent.
    """
    signatures = []

    def stay_here(request, **_):
        """Some clients put an account before the host's name, whatever they are told."""
        request.url = endpoint() + request.url[len("://".join(urlsplit(request.url)[:2])):]

    def look(request, **_):
        value = request.headers.get("Authorization", "")
        signatures.append(value.decode() if isinstance(value, bytes) else value)

    client.meta.events.register("before-sign", stay_here)
    client.meta.events.register("before-send", look)
    with pytest.raises(ClientError) as caught:
        client._make_api_call(operation.name, parameters(operation))
    [signature] = signatures
    return caught.value.response, signature


@pytest.mark.parametrize("service", OTHERS)
def test_client_of_another_service_learns_that_it_is_not_served(service):
    try:
        response, signature = call(client_of(service), some_operation(service))
    except MissingDependencyException:
        return  # it wants SigV4A, which botocore has from another package: nothing is sent
    error, metadata = response["Error"], response["ResponseMetadata"]
    outcome = (metadata["HTTPStatusCode"], error["Code"])
    if signature.startswith("AWS4-HMAC-SHA256 "):
        assert outcome in ((400, "InvalidAction"), (404, "UnknownOperationException")), response
        assert re.fullmatch(NOT_SERVED.format(r"[A-Za-z0-9.-]+"), error["Message"]), response
    elif signature:
        assert outcome == (403, "IncompleteSignatureException"), response
    else:
        assert outcome in ((403, "MissingAuthenticationToken"),
                           (403, "MissingAuthenticationTokenException")), response
        assert error["Message"] == UNSIGNED_SENTENCE
    assert metadata["RequestId"] == metadata["HTTPHeaders"]["x-amzn-requestid"]


@pytest.mark.parametrize("service", ["s3", "ec2", "sns", "dynamodb", "lambda", "cloudfront"])
def test_client_without_credentials_gets_an_error_that_it_can_read(service):
    response, signature = call(client_of(service, signature_version=UNSIGNED),
                               some_operation(service))
    assert signature == ""
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 403


# ---- byte by byte, a protocol at a time

FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
CBOR = {"Content-Type": "application/cbor", "smithy-protocol": "rpc-v2-cbor",
        "Accept": "application/cbor"}
QUERY_ERROR = ("<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code>"
               "<Message>{message}</Message></Error><RequestId>{id}</RequestId></ErrorResponse>")
EC2_ERROR = ("<Response><Errors><Error><Type>Sender</Type><Code>{code}</Code>"
             "<Message>{message}</Message></Error></Errors><RequestID>{id}</RequestID></Response>")
S3_ERROR = ("<Error><Type>Sender</Type><Code>{code}</Code>"
            "<Message>{message}</Message><RequestId>{id}</RequestId></Error>")
JSON_ERROR = '{{"__type":"{code}","message":"{message}"}}'
REST_JSON_ERROR = '{{"message":"{message}"}}'


def target(version):
    return {"Content-Type": f"application/x-amz-json-{version}",
            "X-Amz-Target": "DynamoDB_20120810.ListTables"}


# Service in the scope; request; content type and body of the error, signed and not: without a
# signature nobody knows what REST was meant.
FAMILIES = {
    "query": ("iam", "POST", "/", b"Action=ListUsers&Version=2010-05-08", FORM,
              ("text/xml", QUERY_ERROR), ("text/xml", QUERY_ERROR)),
    "query, large": ("iam", "POST", "/", b"Action=ListUsers&X=" + b"y" * 60_000, FORM,
                     ("text/xml", QUERY_ERROR), ("text/xml", QUERY_ERROR)),
    "ec2": ("ec2", "POST", "/", b"Action=DescribeRegions&Version=2016-11-15", FORM,
            ("text/xml", EC2_ERROR), ("text/xml", QUERY_ERROR)),
    "s3": ("s3", "GET", "/bucket/key", b"", {},
           ("application/xml", S3_ERROR), ("application/json", REST_JSON_ERROR)),
    "s3, with a body": ("s3", "PUT", "/bucket/key", b"\x00\xff", {},
                        ("application/xml", S3_ERROR), ("application/json", REST_JSON_ERROR)),
    "rest-xml": ("route53", "GET", "/2013-04-01/hostedzone", b"", {},
                 ("text/xml", QUERY_ERROR), ("application/json", REST_JSON_ERROR)),
    "json 1.0": ("dynamodb", "POST", "/", b"{}", target("1.0"),
                 ("application/x-amz-json-1.1", JSON_ERROR),
                 ("application/x-amz-json-1.1", JSON_ERROR)),
    "json 1.1": ("ecs", "POST", "/", b"{}", target("1.1"),
                 ("application/x-amz-json-1.1", JSON_ERROR),
                 ("application/x-amz-json-1.1", JSON_ERROR)),
    "cbor": ("cloudwatch", "POST", "/service/GraniteServiceVersion20100801/operation/ListMetrics",
             b"\xbf\xff", CBOR, ("application/cbor", None), ("application/cbor", None)),
    "rest-json": ("lambda", "GET", "/2015-03-31/functions/", b"", {},
                  ("application/json", REST_JSON_ERROR), ("application/json", REST_JSON_ERROR)),
    "rest-json, with a body": ("lambda", "POST", "/2015-03-31/functions", b"{}",
                               {"Content-Type": "application/json"},
                               ("application/json", REST_JSON_ERROR),
                               ("application/json", REST_JSON_ERROR)),
}
IN_XML = (QUERY_ERROR, EC2_ERROR, S3_ERROR)


def cbor_map(body):
    """Reads a map of short texts: what is in an error's body, and no more."""
    assert body[0] & 0xe0 == 0xa0, body
    texts, rest = [], body[1:]
    for _ in range(2 * (body[0] & 0x1f)):
        assert rest[0] & 0xe0 == 0x60, rest
        size = rest[0] & 0x1f
        bytes_of_size = {24: 1, 25: 2}.get(size, 0)
        if bytes_of_size:
            size = int.from_bytes(rest[1:1 + bytes_of_size], "big")
        rest = rest[1 + bytes_of_size:]
        texts.append(rest[:size].decode())
        rest = rest[size:]
    assert rest == b"", rest
    return dict(zip(texts[::2], texts[1::2]))


def check_error(answer, content_type, shape, status, code, message):
    assert answer.status == status, answer
    check_request_id(answer.headers)
    assert answer.headers.get_all("Content-Type") == [content_type]
    assert answer.headers["smithy-protocol"] == (None if shape else "rpc-v2-cbor")
    if shape is None:
        assert cbor_map(answer.body) == {"__type": code, "message": message}
        return
    assert answer.body.decode() == shape.format(code=code, message=message,
                                                id=answer.headers["x-amzn-RequestId"])
    if shape in IN_XML:
        tree.fromstring(answer.body)
    else:
        parse_strictly(answer.body)
        assert answer.headers.get_all("x-amzn-ErrorType") == [code]


@pytest.mark.parametrize("family", FAMILIES)
def test_error_has_the_shape_of_the_other_services_protocol(family):
    service, method, path, body, headers, (content_type, shape), _ = FAMILIES[family]
    status, code = (400, "InvalidAction") if shape in IN_XML \
        else (404, "UnknownOperationException")
    answer = Account().send(method, path, body, {"Content-Type": "x/y", **headers}, service=service)
    check_error(answer, content_type, shape, status, code, NOT_SERVED.format(service))


@pytest.mark.parametrize("family", FAMILIES)
def test_unsigned_call_gets_an_error_in_the_protocol_that_it_shows(family):
    _, method, path, body, headers, _, (content_type, shape) = FAMILIES[family]
    answer = exchange(method, path, body, {"Host": urlsplit(endpoint()).netloc, **headers})
    code = "MissingAuthenticationToken" if shape in IN_XML \
        else "MissingAuthenticationTokenException"
    check_error(answer, content_type, shape, 403, code, UNSIGNED_SENTENCE)


def test_signature_of_another_kind_is_refused():
    """SigV4A, as the client of CloudFront's key-value store makes it."""
    answer = exchange("GET", "/key-value-stores/x/keys", b"", {
        "Host": urlsplit(endpoint()).netloc, "X-Amz-Date": "20201122T000000Z",
        "Authorization": f"AWS4-ECDSA-P256-SHA256 Credential={Account().id}/20201122/"
                         "cloudfront-keyvaluestore/aws4_request, SignedHeaders=host, Signature=00"})
    check_error(answer, "application/json", REST_JSON_ERROR, 403, "IncompleteSignatureException",
                "Authorization header requires the algorithm 'AWS4-HMAC-SHA256'.")


@pytest.mark.parametrize("signing", [{"secret": "wrong"}, {"key": "AKIAIOSFODNN7EXAMPLE"},
                                     {"key": "x"}], ids=str)
def test_who_means_another_service_learns_so_whatever_the_key(signing):
    answer = Account().send("POST", "/", b"Action=ListUsers&Version=2010-05-08", FORM,
                            service="iam", **signing)
    check_error(answer, "text/xml", QUERY_ERROR, 400, "InvalidAction", NOT_SERVED.format("iam"))


@pytest.mark.parametrize("service", ["SecurityHub", "STS", "securityhub2", "x", "a" * 64,
                                     "a.b-c_d"])
def test_name_that_could_be_a_services_is_repeated(service):
    answer = Account().send("GET", "/nothing", service=service)
    check_error(answer, "application/json", REST_JSON_ERROR, 404, "UnknownOperationException",
                NOT_SERVED.format(service))


@pytest.mark.parametrize("service", ["a" * 65, "<b>", "a b", "a'b", "a\"b", "{0}", "a&b", "a%41"])
def test_name_that_could_not_be_a_services_is_not_repeated(service):
    answer = Account().send("GET", "/nothing", service=service)
    check_error(answer, "application/json", REST_JSON_ERROR, 403, "InvalidSignatureException",
                "Credential should be scoped to correct service. ")


def test_body_beyond_the_limit_is_refused_in_xml_where_the_body_is_a_form():
    """Before the worker sees it."""
    answer = Account().send("POST", "/", b"Action=X&Y=" + b"y" * 2**17, FORM, service="iam")
    check_error(answer, "text/xml", QUERY_ERROR, 413, "RequestEntityTooLarge", "Request Too Long")


def test_no_operation_of_a_served_service_is_done_for_another(exercised):
    account = Account()
    answer = account.send("POST", "/accounts", b"{}", service="iam")
    assert answer.status in (400, 404)
    with pytest.raises(ClientError, match="is not subscribed"):
        account.client.describe_hub()
