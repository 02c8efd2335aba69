"""Findings as other products make them go in and come back equal, apart from what the service adds."""
import json

import pytest

from finding import EARLY, LATER, finding, partner, product
from model import SECURITYHUB, service_model
from story import hub

# What the service adds, or fills in.
ADDED = {"Region", "AwsAccountName", "ProcessedAt", "CompanyName", "ProductName", "RecordState", "Workflow", "WorkflowState",
         "FindingProviderFields"}


def send(account, path, **body):
    answer = account.send("POST", path, json.dumps(body).encode())
    assert answer.status == 200, answer.body
    return json.loads(answer.body)


def taken(account, *documents):
    answer = send(account, "/findings/import", Findings=documents)
    assert (answer["SuccessCount"], answer["FailedFindings"]) == (len(documents), [])


def found(account, name):
    (document,) = send(account, "/findings", Filters={"Id": [{"Value": name, "Comparison": "EQUALS"}]})["Findings"]
    return document


def without_what_is_added(document, given):
    """A document that was read, with no more than was given where the service fills in."""
    document = {name: value for name, value in document.items() if name in given or name not in ADDED}
    document["ProductFields"] = {name: value for name, value in document["ProductFields"].items()
                                 if not name.startswith("aws/securityhub/")}
    if not document["ProductFields"] and "ProductFields" not in given:
        del document["ProductFields"]
    document["Severity"] = {name: value for name, value in document["Severity"].items() if name in given.get("Severity", {})}
    document["Resources"] = [{name: value for name, value in resource.items() if name in of_given or name not in ("Partition", "Region")}
                             for resource, of_given in zip(document["Resources"], given["Resources"])]
    return document


def prowler(account):
    """A check that failed, of an assessment of the account."""
    return partner(account, "prowler/prowler"), {
        "Id": f"prowler-s3_bucket_default_encryption-{account.id}-{account.region}-1a2b3c4d5",
        "GeneratorId": "prowler-s3_bucket_default_encryption", "Types": ["Software and Configuration Checks"],
        "FirstObservedAt": "2019-02-01T10:00:00Z", "CreatedAt": "2019-02-01T10:00:00Z", "UpdatedAt": "2019-02-01T10:00:00Z",
        "Severity": {"Label": "MEDIUM"}, "Title": "Buckets are encrypted", "Description": "A bucket has no encryption of its own",
        "ProductFields": {"ProviderName": "Prowler", "ProviderVersion": "5.0.0", "ProwlerResourceName": "a-bucket"},
        "RecordState": "ACTIVE",
        "Resources": [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::a-bucket", "Partition": "aws", "Region": account.region,
                       "Tags": {"team": "storage"}}],
        "Compliance": {"Status": "FAILED", "RelatedRequirements": ["CIS-1.4 2.1.1", "ENS-RD2022 mp.si.2.aws.s3.1"],
                       "AssociatedStandards": [{"StandardsId": "CIS-1.4"}, {"StandardsId": "ENS-RD2022"}]},
        "Remediation": {"Recommendation": {"Text": "Encrypt it.", "Url": "https://hub.example/checks/s3"}}}


def trivy(account):
    """A vulnerability of a package of an image; its moments have nanoseconds."""
    return partner(account, "aquasecurity/aquasecurity"), {
        "Id": "registry.example/app:1.0 (debian 12)/CVE-2019-0001", "GeneratorId": "Trivy/CVE-2019-0001",
        "Types": ["Software and Configuration Checks/Vulnerabilities/CVE"],
        "CreatedAt": "2019-03-01T10:00:00.123456789Z", "UpdatedAt": "2019-03-01T10:00:00.123456789Z",
        "Severity": {"Label": "CRITICAL"}, "Title": "Trivy found a vulnerability", "Description": "A buffer is too small ..",
        "Remediation": {"Recommendation": {"Text": "More information on this vulnerability is provided in the hyperlink",
                                           "Url": "https://avd.example/nvd/cve-2019-0001"}},
        "ProductFields": {"Product Name": "Trivy"},
        "Resources": [{"Type": "Container", "Id": "registry.example/app:1.0", "Partition": "aws", "Region": account.region,
                       "Details": {"Container": {"ImageName": "registry.example/app:1.0"},
                                   "Other": {"CVE ID": "CVE-2019-0001", "CVE Title": "A buffer is too small", "PkgName": "libexample",
                                             "Installed Package": "1.0-1", "Patched Package": "1.0-2", "NvdCvssScoreV3": "9.8",
                                             "NvdCvssVectorV3": "CVSS:3.1/AV:N/AC:L", "NvdCvssScoreV2": "0", "NvdCvssVectorV2": ""}}}],
        "RecordState": "ACTIVE"}


def kube_bench(account):
    """A check of a cluster's node; without a label but with a number of severity."""
    return partner(account, "aquasecurity/kube-bench"), {
        "Id": "arn:aws:eks:cluster-node-4.1.1", "GeneratorId": "arn:aws:securityhub:kube-bench/cis-1.6/4.1.1",
        "Types": ["Software and Configuration Checks/Industry and Regulatory Standards/CIS Kubernetes Benchmark"],
        "CreatedAt": "2019-03-01T10:00:00Z", "UpdatedAt": "2019-03-01T10:00:00Z", "Severity": {"Normalized": 70, "Original": "FAIL"},
        "Title": "4.1.1 The service file's permissions are 644", "Description": "They are wider",
        "Remediation": {"Recommendation": {"Text": "Run chmod 644 on it"}},
        "ProductFields": {"Reason": "", "Actual result": "permissions has value 777", "Expected result": "permissions has value 644",
                          "Section": "4.1", "Subsection": "4.1.1"},
        "Resources": [{"Type": "Other", "Id": "arn:aws:eks:eu-west-1:cluster/one"}]}


def cloud_custodian(account):
    """A policy that posts what it found, of the account's own product."""
    return product(account), {
        "Id": f"{account.region}/{account.id}/0123456789abcdef/fedcba9876543210", "GeneratorId": "a-policy",
        "Types": ["Software and Configuration Checks/AWS Security Best Practices/open"], "Confidence": 99, "Criticality": 10,
        "CreatedAt": "2019-03-01T10:00:00+00:00", "UpdatedAt": "2019-03-01T10:00:00+00:00",
        "Severity": {"Product": 2.5, "Normalized": 25}, "Title": "a policy", "Description": "what the policy is for",
        "ProductFields": {"ProviderName": "CloudCustodian", "ProviderVersion": "0.9", "resource-count": "1"},
        "Resources": [{"Type": "AwsEc2Instance", "Id": f"arn:aws:ec2:{account.region}:{account.id}:instance/i-0123456789abcdef0",
                       "Partition": "aws", "Region": account.region, "Tags": {"Name": "one", "empty": ""},
                       "Details": {"AwsEc2Instance": {"Type": "t3.micro", "ImageId": "ami-1", "IpV4Addresses": ["10.0.0.1", "192.0.2.7"],
                                                      "KeyName": "key", "VpcId": "vpc-1", "SubnetId": "subnet-1",
                                                      "LaunchedAt": "2018-12-01T00:00:00Z"}}}],
        "RecordState": "ACTIVE"}


def intruder(account):
    """What a detector of intrusions tells: an action, and the service's part as fields of the product."""
    return product(account), {
        "Id": f"arn:aws:guardduty:{account.region}:{account.id}:detector/{'0' * 32}/finding/{'1' * 32}",
        "GeneratorId": f"arn:aws:guardduty:{account.region}:{account.id}:detector/{'0' * 32}", "Types": ["TTPs/Initial Access/SSHBruteForce"],
        "FirstObservedAt": "2019-03-01T09:00:00.000Z", "LastObservedAt": "2019-03-01T10:00:00.000Z",
        "CreatedAt": "2019-03-01T09:10:00.000Z", "UpdatedAt": "2019-03-01T10:10:00.000Z",
        # The two disagree in what this one really sends.
        "Severity": {"Product": 2.0, "Label": "LOW", "Normalized": 40}, "Title": "192.0.2.9 tries passwords", "Description": "It tries them",
        "SourceUrl": "https://console.example/findings?fId=1", "Sample": True,
        "ProductFields": {"aws/guardduty/service/archived": "false", "aws/guardduty/service/count": "3",
                          "aws/guardduty/service/action/networkConnectionAction/localPortDetails/portName": "SSH",
                          "aws/guardduty/service/additionalInfo": ""},
        "Action": {"ActionType": "NETWORK_CONNECTION", "NetworkConnectionAction": {
            "ConnectionDirection": "INBOUND", "Protocol": "TCP", "Blocked": False, "LocalPortDetails": {"Port": 22, "PortName": "SSH"},
            "RemoteIpDetails": {"IpAddressV4": "192.0.2.9", "GeoLocation": {"Lat": 1.5, "Lon": -2.25}}}},
        "Resources": [{"Type": "AwsEc2Instance", "Id": f"arn:aws:ec2:{account.region}:{account.id}:instance/i-1"}]}


def inspector(account):
    """A vulnerability with its packages and scores."""
    return product(account), {
        "Id": f"arn:aws:inspector2:{account.region}:{account.id}:finding/0123", "GeneratorId": "AWSInspector",
        "Types": ["Software and Configuration Checks/Vulnerabilities/CVE"], "CreatedAt": EARLY, "UpdatedAt": EARLY,
        "Severity": {"Label": "HIGH", "Normalized": 70}, "Title": "CVE-2019-0002 - openssl", "Description": "It reads too far",
        "FindingProviderFields": {"Severity": {"Label": "HIGH"}, "Types": ["Software and Configuration Checks/Vulnerabilities/CVE"]},
        "Vulnerabilities": [{"Id": "CVE-2019-0002", "Cvss": [{"Version": "3.1", "BaseScore": 7.5, "BaseVector": "CVSS:3.1/AV:N", "Source": "NVD"}],
                             "VulnerablePackages": [{"Name": "openssl", "Version": "1.1.1", "Epoch": "0", "Release": "1", "Architecture": "X86_64",
                                                     "PackageManager": "OS", "FixedInVersion": "0:1.1.2"}],
                             "RelatedVulnerabilities": ["CVE-2019-0003"], "ReferenceUrls": ["https://nvd.example/CVE-2019-0002"],
                             "Vendor": {"Name": "NVD", "Url": "https://nvd.example", "VendorSeverity": "HIGH", "VendorCreatedAt": EARLY,
                                        "VendorUpdatedAt": EARLY}}],
        "Resources": [{"Type": "AwsEcrContainerImage", "Id": f"arn:aws:ecr:{account.region}:{account.id}:repository/app/sha256:00",
                       "Partition": "aws", "Region": account.region,
                       "Details": {"AwsEcrContainerImage": {"RegistryId": account.id, "RepositoryName": "app", "Architecture": "amd64",
                                                            "ImageDigest": "sha256:00", "ImageTags": ["1.0"]}}}]}


PRODUCTS = (prowler, trivy, kube_bench, cloud_custodian, intruder, inspector)


def of_product(make):
    """A hub that takes that product's findings in, and one of them."""
    account = hub()
    arn, members = make(account)
    if "::product/" in arn:
        account.client.enable_import_findings_for_product(ProductArn=arn)
    return account, {"SchemaVersion": "2018-10-08", "ProductArn": arn, "AwsAccountId": account.id, **members}


@pytest.mark.parametrize("make", PRODUCTS)
def test_what_a_product_sends_comes_back(make):
    account, document = of_product(make)
    taken(account, document)
    given = json.loads(json.dumps(document).replace(".123456789Z", ".123Z"))
    # Fields with the prefix aws/securityhub/ are the service's; it adds FindingProviderFields' severity.
    read = without_what_is_added(found(account, document["Id"]), given)
    if "FindingProviderFields" in given:
        read["FindingProviderFields"]["Severity"].pop("Normalized")
    assert read == given


@pytest.mark.parametrize("make", PRODUCTS)
def test_what_was_read_is_taken_again_whole(make):
    account, document = of_product(make)
    taken(account, document)
    archived = {**found(account, document["Id"]), "RecordState": "ARCHIVED", "UpdatedAt": LATER.replace("2019-02", "2019-12")}
    taken(account, archived)
    again = found(account, document["Id"])
    assert {**again, "ProcessedAt": None} == {**archived, "ProcessedAt": None}


# ---- every member of AWS's model

SHORT = {"Region": "region", "Protocol": "tcp", "Partition": "aws", "AwsAccountId": "111111111111", "Status": None}


def value_of(shape, name="", path=()):
    """A value that has every member of a shape; where it contains itself, once."""
    if shape.type_name == "structure":
        return {member: value_of(of, member, (*path, shape.name)) for member, of in shape.members.items()
                if not (of.type_name in ("structure", "list") and (of.name in path or getattr(of, "member", of).name in (*path, shape.name)))}
    if shape.type_name == "list":
        return [value_of(shape.member, name, path)]
    if shape.type_name == "map":
        return {"key": value_of(shape.value, name, path)}
    if shape.type_name == "string":
        return shape.enum[0] if shape.enum else SHORT.get(name) or "2019-01-01T00:00:00.000Z"
    return {"integer": 1, "long": 1, "double": 0.5, "boolean": True}[shape.type_name]


def model_of(name):
    return service_model(SECURITYHUB).shape_for(name).members


@pytest.mark.parametrize("member", sorted(model_of("AwsSecurityFinding").keys() - {
    "Id", "ProductArn", "AwsAccountId", "SchemaVersion", "Resources", "Region", "AwsAccountName", "ProcessedAt"}))
def test_every_member_of_the_model_comes_back(member):
    account = hub()
    value = value_of(model_of("AwsSecurityFinding")[member], member)
    document = finding(account, **{member: value})
    taken(account, document)
    read = found(account, document["Id"])[member]
    if member == "FindingProviderFields":
        read["Severity"].pop("Normalized")
    assert read == (value if member != "ProductFields" else {**read, **value})


def test_details_of_every_type_of_resource_come_back():
    account = hub()
    details = model_of("ResourceDetails")
    documents = [finding(account, Resources=[{"Type": name, "Id": name, "Details": {name: value_of(shape, name)}}])
                 for name, shape in details.items()]
    for start in range(0, len(documents), 50):
        taken(account, *documents[start:start + 50])
    for document in documents:
        assert found(account, document["Id"])["Resources"][0]["Details"] == document["Resources"][0]["Details"]
