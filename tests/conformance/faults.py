"""What each fault says on the wire in the documented dialect; the sentences are AWS's.

The names are those of the rows in src/base/fault.c. A sentence's {} stands for what a test
fills in.
"""
import contextlib

import pytest
from botocore.exceptions import ClientError

import model
from model import GUARDDUTY, SECURITYHUB, STS

INVALID = ("The request is rejected because an invalid or out-of-range value is specified as an "
           "input parameter.")
NO_SUCH = "The request is rejected since no such resource found."

# Security Hub's and the front end's. Name: HTTP status, exception, sentence.
WHOLE = {
    "bad_request": (400, "BadRequestException", "Bad Request"),
    "request_too_large": (413, "RequestEntityTooLargeException", "Request Too Long"),
    "malformed_query_string": (
        400, "MalformedQueryStringException",
        "The query string contains a malformed percent-escape."),
    "missing_authentication": (
        403, "MissingAuthenticationTokenException",
        "Missing Authentication Token"),
    "ambiguous_authentication": (
        403, "IncompleteSignatureException",
        "The request carries more than one set of authentication parameters."),
    "incomplete_signature": (403, "IncompleteSignatureException", "{}"),
    "invalid_signature": (403, "InvalidSignatureException", "{}"),
    "signature_mismatch": (
        403, "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided. Check "
        "your AWS Secret Access Key and signing method. Consult the service documentation for "
        "details."),
    "signature_expired": (
        403, "InvalidSignatureException",
        "Signature expired: {} is now earlier than {} ({})"),
    "signature_not_yet": (
        403, "InvalidSignatureException",
        "Signature not yet current: {} is still later than {} ({})"),
    "credential_scope": (403, "InvalidSignatureException", "{}"),
    "unknown_key": (
        403, "UnrecognizedClientException",
        "The security token included in the request is invalid."),
    "unknown_operation": (
        404, "UnknownOperationException",
        "The requested operation is not recognized by the service."),
    "unknown_service": (
        404, "UnknownOperationException",
        "The requested operation is not recognized by the service: {} is not served here."),
    "serialization": (
        400, "InvalidInputException",
        "The request is rejected because the JSON could not be processed."),
    "invalid_input": (400, "InvalidInputException", INVALID),
    "missing_parameter": (400, "InvalidInputException", INVALID),
    "invalid_max_results": (
        400, "InvalidInputException",
        "The request is rejected because the parameter maxResults has an invalid value."),
    "invalid_only_associated": (
        400, "InvalidInputException",
        "The request is rejected because the parameter onlyAssociated has an invalid value."),
    "invalid_next_token": (
        400, "InvalidInputException",
        "The request is rejected because the parameter nextToken has an invalid value."),
    "no_such_resource": (404, "ResourceNotFoundException", NO_SUCH),
    "not_subscribed": (
        401, "InvalidAccessException",
        "Account {} is not subscribed to AWS Security Hub"),
    "already_subscribed": (
        409, "ResourceConflictException",
        "Account is already subscribed to Security Hub"),
    "disable_administrator": (
        400, "InvalidInputException",
        "Cannot disable Security Hub on the Security Hub administrator"),
    "inviter_is_member": (
        400, "InvalidInputException",
        "The request is rejected because the current account cannot accept invitation from the "
        "given account ID since the latter is an associated member of another master account."),
    "has_members": (
        400, "InvalidInputException",
        "The request is rejected because the current account cannot accept invitations since it "
        "still has created, invited or associated members."),
    "already_a_member": (
        400, "InvalidInputException",
        "The request is rejected because the current account cannot accept invitations since it "
        "is already an associated member of some master account."),
    "no_pending_invitation": (
        400, "InvalidInputException",
        "The request is rejected because the current account has no pending invitation from the "
        "given master account ID or is already an associated member of another master account."),
    "not_a_member": (
        400, "InvalidInputException",
        "The request is rejected because the current account is not associated to a master "
        "account."),
    "hub_not_found": (404, "ResourceNotFoundException", NO_SUCH),
    "tag_limit": (
        400, "InvalidInputException",
        "The request is rejected because a resource can have at most 50 tags."),
    "unknown_standard": (
        400, "InvalidInputException",
        "Invalid parameter: {} is not a standard that is available here."),
    "unknown_subscription": (
        400, "InvalidInputException",
        "Invalid parameter: {} is not a standards subscription of this account."),
    "import_denied": (
        403, "AccessDeniedException",
        "User: {} is not authorized to perform: securityhub:BatchImportFindings on resource: {}"),
    "product_arn_malformed": (
        400, "InvalidInputException", "Invalid parameter 'Findings'. productArn: \"{}\""),
    "invalid_filters": (400, "InvalidInputException", "Invalid Filters in the input: {}"),
    "findings_token_invalid": (400, "InvalidInputException", "Invalid NextToken"),
    "findings_query_changed": (
        400, "InvalidInputException", "Invalid NextToken: Input Query has changed"),
    "filter_too_slow": (
        400, "InvalidInputException",
        "The search takes too long for its filter of {}. Ask for less, or for other attributes as "
        "well."),
    "invalid_update": (400, "InvalidInputException", "Invalid input: {}"),
    "insight_limit": (
        429, "LimitExceededException", "An account can have at most 100 insights."),
    "already_enabled_product": (
        409, "ResourceConflictException", "The product {} is already enabled for import."),
    "unknown_product": (
        400, "InvalidInputException",
        "Invalid parameter: {} is not a product that is available here."),
    "not_a_subscription": (
        403, "AccessDeniedException",
        "User: {} is not authorized to perform: securityhub:DisableImportFindingsForProduct on "
        "resource: {}"),
    "action_target_exists": (
        409, "ResourceConflictException", "An action target with id {} already exists."),
    "action_target_limit": (
        429, "LimitExceededException", "An account can have at most 50 action targets."),
    "aggregator_exists": (
        400, "InvalidInputException",
        "A finding aggregator already exists for this account, in {}."),
    "aggregator_of_member": (
        400, "InvalidInputException",
        "A finding aggregator cannot be created by a member account."),
    "aggregator_regions": (
        400, "InvalidInputException",
        "Regions must be given with ALL_REGIONS_EXCEPT_SPECIFIED and SPECIFIED_REGIONS, and with "
        "no other RegionLinkingMode, and never name the home Region."),
}

# GuardDuty's: the type in the body and the sentence; BadRequestException 400 says the header.
GUARDDUTY_WHOLE = {
    **{name: ("InvalidInputException", WHOLE[name][2]) for name in (
        "serialization", "invalid_input", "missing_parameter", "invalid_max_results",
        "invalid_only_associated", "invalid_next_token", "no_such_resource", "inviter_is_member",
        "has_members", "already_a_member", "no_pending_invitation", "not_a_member", "tag_limit")},
    "invalid_finding_type": (
        "InvalidInputException",
        "The request is rejected because an invalid finding type is specified."),
    "invalid_criteria": (
        "InvalidInputException",
        "The request is rejected because the parameter findingCriteria has an invalid value."),
    "invalid_sort": (
        "InvalidInputException",
        "The request is rejected because the parameter sortCriteria has an invalid value."),
    "invalid_statistic_type": (
        "InvalidInputException",
        "The request is rejected because an invalid finding statistic type is specified."),
    "too_many_ids": (
        "InvalidInputException",
        "The request is rejected because the number of requested finding Ids is out of bounds."),
    "caller_not_authorized": (
        "AccessDeniedException",
        "The request is rejected because the caller is not authorized to call this API."),
    "filter_exists": (
        "InvalidInputException",
        "The request is rejected because a filter with the given name already exists."),
    "filter_limit": (
        "LimitExceededException",
        "The request is rejected because the maximum number of filters has been reached."),
    "invalid_detector_id": (
        "InvalidInputException",
        "The request is rejected because the parameter detectorId has an invalid value."),
    "detector_not_owned": (
        "InvalidInputException",
        "The request is rejected because the input detectorId is not owned by the current "
        "account."),
    "detector_exists": (
        "LimitExceededException",
        "The request is rejected because a detector already exists for the current account."),
    "delete_detector_refused": (
        "InvalidInputException",
        "The request is rejected because the current account cannot delete detector while it has "
        "invited or associated members."),
    "too_many_accounts": (
        "InvalidInputException",
        "The request failed because the length provided for the {} array was {}. Max allowed "
        "length is {}."),
    "features_and_data_sources": (
        "InvalidInputException",
        "The request failed because both data sources and features were provided. You can provide "
        "only one; it is recommended to use features."),
    "runtime_monitoring_twice": (
        "InvalidInputException",
        "The request failed because EKS_RUNTIME_MONITORING and RUNTIME_MONITORING cannot be "
        "provided in the same request."),
}

# STS's, in whose protocol some of the front end's have other names. Status, code, sentence.
STS_WHOLE = {
    "request_too_large": (413, "RequestEntityTooLarge", WHOLE["request_too_large"][2]),
    "malformed_query_string": (400, "MalformedQueryString", WHOLE["malformed_query_string"][2]),
    "missing_authentication": (
        403, "MissingAuthenticationToken", WHOLE["missing_authentication"][2]),
    "ambiguous_authentication": (
        400, "IncompleteSignature", WHOLE["ambiguous_authentication"][2]),
    "incomplete_signature": (400, "IncompleteSignature", "{}"),
    **{name: (403, "SignatureDoesNotMatch", WHOLE[name][2]) for name in (
        "invalid_signature", "signature_mismatch", "signature_expired", "signature_not_yet",
        "credential_scope")},
    "unknown_key": (403, "InvalidClientTokenId", WHOLE["unknown_key"][2]),
    "access_denied": (
        403, "AccessDenied", "User: {} is not authorized to perform: {} on resource: {}"),
    "unknown_operation": (
        400, "InvalidAction", "Could not find operation {} for version {}"),
    "missing_action": (
        400, "MissingAction",
        "The request must contain the parameter Action, once, with the name of an operation."),
    "invalid_input": (400, "ValidationError", "{}"),
    "missing_parameter": (400, "ValidationError", "{}"),
    **{name: (400, "InvalidParameterValue", sentence) for name, sentence in {
        "duplicate_tag_keys":
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
        "reserved_tag_key": "Tag keys that begin with aws: are reserved.",
        "transitive_tag_conflict":
            "One of the specified transitive tag keys can't be set because it conflicts with a "
            "transitive tag key from the calling session.",
        "transitive_tag_missing":
            "The specified transitive tag key must be included in the requested tags.",
    }.items()},
    "packed_policy_too_large": (
        400, "PackedPolicyTooLarge",
        "Packed size of session tags consumes {}% of allotted space."),
    "role_chaining": (
        400, "ValidationError",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role "
        "chaining"),
}

# Of single accounts, with {} for the product: what a batch says of an account it left out.
ACCOUNT = {
    "already_member":
        "The request is rejected because the given account ID is already a member or associated "
        "member of the current account.",
    "results_exceeded": "Maximum number of results exceeded",
    "self_create": "The request is rejected because an account cannot become a member of itself.",
    "creator_is_member":
        "The request is rejected because the current account cannot create members since it is "
        "already an associated member of another master account.",
    "member_limit":
        "The request is rejected because the current account cannot create anymore members since "
        "it cannot exceed the maximum number of allowed members.",
    "already_invited":
        "The request is rejected because the current account has already invited or is already "
        "the {} master of the given member account ID.",
    "self_invite": "The request is rejected because the current account cannot invite itself.",
    "caller_is_member":
        "The request is rejected because the current account cannot invite other accounts since "
        "it is already an associated member of another master account.",
    "invitation_limit":
        "The request is rejected because the current account cannot send anymore invitations "
        "since it cannot exceed the maximum number of outstanding invitations.",
    "still_associated":
        "The request is rejected because the current account cannot delete the given member "
        "account ID since it is still associated to it.",
    "invitation_kept":
        "The request is rejected because the current account cannot delete the invitation from "
        "the given master account ID since it is still associated to it or has not declined their"
        " invitation yet.",
    "no_such_member": NO_SUCH,
    "no_such_invitation": NO_SUCH,
}
GUARDDUTY_ACCOUNT = {
    **{name: sentence for name, sentence in ACCOUNT.items() if name != "results_exceeded"},
    "email_missing":
        "The request is rejected because member account's email address is missing.",
    "not_yet_associated":
        "The request is rejected because the current account cannot disassociate the given member "
        "account ID since the latter is not yet associated to it.",
    "not_associated":
        "The request is rejected because the given account ID is not an associated member of "
        "account the current account.",
}

# Refusals of the front end, which may come before the service is known: a body without type.
FRONT = {name for name in WHOLE if name not in GUARDDUTY_WHOLE}

# Refusals of the input: these say in a header which member broke which rule.
WITH_REASON = {"serialization", "invalid_input", "missing_parameter", "invalid_max_results",
               "invalid_only_associated", "invalid_next_token", "invalid_detector_id"}


class Triggers(dict):
    """The functions that cause each fault, by its name; a decorator enters them."""

    def __call__(self, fault):
        def enter(function):
            assert fault not in self, f"{fault} twice"
            self[fault] = function
            return function
        return enter


def whole(service, name):
    """Status, exception, sentence and type of a fault of the whole call."""
    if service == GUARDDUTY and name in GUARDDUTY_WHOLE:
        error_type, sentence = GUARDDUTY_WHOLE[name]
        return 400, "BadRequestException", sentence, error_type
    if service == STS:
        return (*STS_WHOLE[name], "Sender")
    status, code, sentence = WHOLE[name]
    return status, code, sentence, code if service == GUARDDUTY else None


def why(service, name):
    """What the service says of an account that a batch left out because of that fault."""
    table, product = {SECURITYHUB: (ACCOUNT, "SecurityHub"),
                      GUARDDUTY: (GUARDDUTY_ACCOUNT, "GuardDuty")}[service]
    return table[name].format(product)


def check_fault(answer, name, *arguments):
    """Checks that a raw answer is that fault, word for word."""
    status, code, sentence, error_type = whole(answer.service, name)
    *seen, seen_type = answer.typed_refusal()
    assert seen == [status, code, sentence.format(*arguments)]
    assert seen_type == error_type or (name in FRONT and seen_type is None)
    if name in WITH_REASON:
        assert answer.reason, f"{name} does not say what was wrong"


@contextlib.contextmanager
def refused(name, *arguments, service=SECURITYHUB):
    """The boto3 call inside must fail with that fault: exception class, code, message, status."""
    status, code, sentence, error_type = whole(service, name)
    with pytest.raises(ClientError) as caught:
        yield caught
    error, response = caught.value, caught.value.response
    modelled = {shape.name for shape in model.service_model(service).error_shapes}
    exception = next((name for name in (code, f"{code}Exception") if name in modelled), "ClientError")
    assert type(error).__name__ == exception
    assert response["Error"]["Code"] == code
    assert response["Error"]["Message"] == sentence.format(*arguments)
    if service == STS:
        assert response["Error"]["Type"] == error_type
    elif code in modelled:
        assert response.get("Type") == error_type
    metadata = response["ResponseMetadata"]
    assert (metadata["HTTPStatusCode"], metadata["RetryAttempts"]) == (status, 0)
    assert metadata["RequestId"] == metadata["HTTPHeaders"]["x-amzn-requestid"]
    if name in WITH_REASON:
        assert metadata["HTTPHeaders"].get("x-memberhub-reason")


def unprocessed(answer):
    """The accounts that a batch left out, each with why."""
    results = {row["AccountId"]: row["ProcessingResult" if "ProcessingResult" in row else "Result"]
               for row in answer["UnprocessedAccounts"]}
    assert len(results) == len(answer["UnprocessedAccounts"]), "an account is there twice"
    return results
