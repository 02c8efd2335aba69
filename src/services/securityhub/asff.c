/*
 * THE FORM OF A FINDING: the AWS Security Finding Format, 2018-10-08, as tables. Names, types and
 * words are those of AWS's service model; lengths and counts those of its user guide, which the
 * model has not. Data only: wire/schema.c is the engine. A type stands before what it is used in.
 */
#include "services/securityhub/rows.h"
#include "wire/schema.h"

/* clang-format off */
#define TEXT(least, most) (&(const struct schema){ .kind = SCHEMA_TEXT, .min = least, .max = most })
#define WORD(words) (&(const struct schema){ .kind = SCHEMA_TEXT, .choices = words })
#define NUMBER(least, most) \
    (&(const struct schema){ .kind = SCHEMA_INTEGER, .bounded = true, .min = least, .max = most })
#define LIST_OF(least, most, element) \
    (&(const struct schema){ .kind = SCHEMA_LIST, .min = least, .max = most, .of = element })
#define LIST(least, most, element) LIST_OF(least, most, &element)
#define MAP(most, name_most, value_most) \
    (&(const struct schema){ .kind = SCHEMA_MAP, .max = most, .name_max = name_most, .of = TEXT(0, value_most) })
#define MAY(name, form) { name, form, false }
#define MUST(name, form) { name, form, true }
#define OBJECT(type, ...) \
    static const struct schema type = { .kind = SCHEMA_OBJECT, \
                                        .members = (const struct schema_member[]){ __VA_ARGS__, { NULL, NULL, false } } };

static const struct schema text = { .kind = SCHEMA_TEXT };
static const struct schema some_text = { .kind = SCHEMA_TEXT, .min = 1 };
static const struct schema requirement = { .kind = SCHEMA_TEXT, .min = 1, .max = 64 };
static const struct schema account_id = { .kind = SCHEMA_ACCOUNT };
static const struct schema integer = { .kind = SCHEMA_INTEGER };
static const struct schema number = { .kind = SCHEMA_NUMBER };
static const struct schema truth = { .kind = SCHEMA_SWITCH };
static const struct schema schema_time = { .kind = SCHEMA_TIME };

OBJECT(Severity,
    MAY("Product", &number), MAY("Label", WORD("INFORMATIONAL|LOW|MEDIUM|HIGH|CRITICAL")),
    MAY("Normalized", NUMBER(0, 100)), MAY("Original", TEXT(1, 64)))

OBJECT(Recommendation,
    MAY("Text", TEXT(1, 512)), MAY("Url", &text))

OBJECT(Remediation,
    MAY("Recommendation", &Recommendation))

OBJECT(Malware,
    MUST("Name", TEXT(1, 64)),
    MAY("Type", WORD("ADWARE|BLENDED_THREAT|BOTNET_AGENT|COIN_MINER|EXPLOIT_KIT|KEYLOGGER|MACRO|POTENTIALLY_UNWANTED|SPYWARE|RANSOMWARE|REMOTE_ACCESS|ROOTKIT|TROJAN|VIRUS|WORM")),
    MAY("Path", TEXT(1, 512)), MAY("State", WORD("OBSERVED|REMOVAL_FAILED|REMOVED")))

OBJECT(PortRange,
    MAY("Begin", &integer), MAY("End", &integer))

OBJECT(Network,
    MAY("Direction", WORD("IN|OUT")), MAY("Protocol", TEXT(1, 16)),
    MAY("OpenPortRange", &PortRange), MAY("SourceIpV4", &text), MAY("SourceIpV6", &text),
    MAY("SourcePort", NUMBER(0, 65535)), MAY("SourceDomain", TEXT(1, 128)), MAY("SourceMac", &text),
    MAY("DestinationIpV4", &text), MAY("DestinationIpV6", &text),
    MAY("DestinationPort", NUMBER(0, 65535)), MAY("DestinationDomain", TEXT(1, 128)))

OBJECT(NetworkPathComponentDetails,
    MAY("Address", LIST(0, 0, text)), MAY("PortRanges", LIST(0, 0, PortRange)))

OBJECT(NetworkHeader,
    MAY("Protocol", &text), MAY("Destination", &NetworkPathComponentDetails),
    MAY("Source", &NetworkPathComponentDetails))

OBJECT(NetworkPathComponent,
    MAY("ComponentId", TEXT(1, 32)), MAY("ComponentType", TEXT(1, 32)),
    MAY("Egress", &NetworkHeader), MAY("Ingress", &NetworkHeader))

OBJECT(ProcessDetails,
    MAY("Name", TEXT(1, 64)), MAY("Path", TEXT(1, 512)), MAY("Pid", &integer),
    MAY("ParentPid", &integer), MAY("LaunchedAt", &schema_time), MAY("TerminatedAt", &schema_time))

OBJECT(FilePaths,
    MAY("FilePath", &text), MAY("FileName", &text), MAY("ResourceId", &text), MAY("Hash", &text))

OBJECT(Threat,
    MAY("Name", &text), MAY("Severity", &text), MAY("ItemCount", &integer),
    MAY("FilePaths", LIST(0, 0, FilePaths)))

OBJECT(ThreatIntelIndicator,
   
    MAY("Type", WORD("DOMAIN|EMAIL_ADDRESS|HASH_MD5|HASH_SHA1|HASH_SHA256|HASH_SHA512|IPV4_ADDRESS|IPV6_ADDRESS|MUTEX|PROCESS|URL")),
    MAY("Value", TEXT(1, 512)),
    MAY("Category", WORD("BACKDOOR|CARD_STEALER|COMMAND_AND_CONTROL|DROP_SITE|EXPLOIT_SITE|KEYLOGGER")),
    MAY("LastObservedAt", &schema_time), MAY("Source", TEXT(1, 64)), MAY("SourceUrl", &text))

OBJECT(ClassificationStatus,
    MAY("Code", &text), MAY("Reason", &text))

OBJECT(Range,
    MAY("Start", &integer), MAY("End", &integer), MAY("StartColumn", &integer))

OBJECT(Page,
    MAY("PageNumber", &integer), MAY("LineRange", &Range), MAY("OffsetRange", &Range))

OBJECT(Record,
    MAY("JsonPath", &text), MAY("RecordIndex", &integer))

OBJECT(Cell,
    MAY("Column", &integer), MAY("Row", &integer), MAY("ColumnName", &text),
    MAY("CellReference", &text))

OBJECT(Occurrences,
    MAY("LineRanges", LIST(0, 0, Range)), MAY("OffsetRanges", LIST(0, 0, Range)),
    MAY("Pages", LIST(0, 0, Page)), MAY("Records", LIST(0, 0, Record)),
    MAY("Cells", LIST(0, 0, Cell)))

OBJECT(SensitiveDataDetections,
    MAY("Count", &integer), MAY("Type", &text), MAY("Occurrences", &Occurrences))

OBJECT(SensitiveDataResult,
    MAY("Category", &text), MAY("Detections", LIST(0, 0, SensitiveDataDetections)),
    MAY("TotalCount", &integer))

OBJECT(CustomDataIdentifiersDetections,
    MAY("Count", &integer), MAY("Arn", &text), MAY("Name", &text), MAY("Occurrences", &Occurrences))

OBJECT(CustomDataIdentifiersResult,
    MAY("Detections", LIST(0, 0, CustomDataIdentifiersDetections)), MAY("TotalCount", &integer))

OBJECT(ClassificationResult,
    MAY("MimeType", &text), MAY("SizeClassified", &integer), MAY("AdditionalOccurrences", &truth),
    MAY("Status", &ClassificationStatus), MAY("SensitiveData", LIST(0, 0, SensitiveDataResult)),
    MAY("CustomDataIdentifiers", &CustomDataIdentifiersResult))

OBJECT(DataClassificationDetails,
    MAY("DetailedResultsLocation", &text), MAY("Result", &ClassificationResult))

OBJECT(AwsAutoScalingAutoScalingGroupMixedInstancesPolicyInstancesDistributionDetails,
    MAY("OnDemandAllocationStrategy", &text), MAY("OnDemandBaseCapacity", &integer),
    MAY("OnDemandPercentageAboveBaseCapacity", &integer), MAY("SpotAllocationStrategy", &text),
    MAY("SpotInstancePools", &integer), MAY("SpotMaxPrice", &text))

OBJECT(AwsAutoScalingAutoScalingGroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecification,
    MAY("LaunchTemplateId", &text), MAY("LaunchTemplateName", &text), MAY("Version", &text))

OBJECT(AwsAutoScalingAutoScalingGroupMixedInstancesPolicyLaunchTemplateOverridesListDetails,
    MAY("InstanceType", &text), MAY("WeightedCapacity", &text))

OBJECT(AwsAutoScalingAutoScalingGroupMixedInstancesPolicyLaunchTemplateDetails,
   
    MAY("LaunchTemplateSpecification", &AwsAutoScalingAutoScalingGroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecification),
    MAY("Overrides", LIST(0, 0, AwsAutoScalingAutoScalingGroupMixedInstancesPolicyLaunchTemplateOverridesListDetails)))

OBJECT(AwsAutoScalingAutoScalingGroupMixedInstancesPolicyDetails,
   
    MAY("InstancesDistribution", &AwsAutoScalingAutoScalingGroupMixedInstancesPolicyInstancesDistributionDetails),
    MAY("LaunchTemplate", &AwsAutoScalingAutoScalingGroupMixedInstancesPolicyLaunchTemplateDetails))

OBJECT(AwsAutoScalingAutoScalingGroupAvailabilityZonesListDetails,
    MAY("Value", &text))

OBJECT(AwsAutoScalingAutoScalingGroupLaunchTemplateLaunchTemplateSpecification,
    MAY("LaunchTemplateId", &text), MAY("LaunchTemplateName", &text), MAY("Version", &text))

OBJECT(AwsAutoScalingAutoScalingGroupDetails,
    MAY("LaunchConfigurationName", &text), MAY("LoadBalancerNames", LIST(0, 0, text)),
    MAY("HealthCheckType", &text), MAY("HealthCheckGracePeriod", &integer),
    MAY("CreatedTime", &text),
    MAY("MixedInstancesPolicy", &AwsAutoScalingAutoScalingGroupMixedInstancesPolicyDetails),
    MAY("AvailabilityZones", LIST(0, 0, AwsAutoScalingAutoScalingGroupAvailabilityZonesListDetails)),
    MAY("LaunchTemplate", &AwsAutoScalingAutoScalingGroupLaunchTemplateLaunchTemplateSpecification),
    MAY("CapacityRebalance", &truth))

OBJECT(AwsCodeBuildProjectArtifactsDetails,
    MAY("ArtifactIdentifier", &text), MAY("EncryptionDisabled", &truth), MAY("Location", &text),
    MAY("Name", &text), MAY("NamespaceType", &text), MAY("OverrideArtifactName", &truth),
    MAY("Packaging", &text), MAY("Path", &text), MAY("Type", &text))

OBJECT(AwsCodeBuildProjectEnvironmentEnvironmentVariablesDetails,
    MAY("Name", &text), MAY("Type", &text), MAY("Value", &text))

OBJECT(AwsCodeBuildProjectEnvironmentRegistryCredential,
    MAY("Credential", &text), MAY("CredentialProvider", &text))

OBJECT(AwsCodeBuildProjectEnvironment,
    MAY("Certificate", &text),
    MAY("EnvironmentVariables", LIST(0, 0, AwsCodeBuildProjectEnvironmentEnvironmentVariablesDetails)),
    MAY("PrivilegedMode", &truth), MAY("ImagePullCredentialsType", &text),
    MAY("RegistryCredential", &AwsCodeBuildProjectEnvironmentRegistryCredential),
    MAY("Type", &text))

OBJECT(AwsCodeBuildProjectSource,
    MAY("Type", &text), MAY("Location", &text), MAY("GitCloneDepth", &integer),
    MAY("InsecureSsl", &truth))

OBJECT(AwsCodeBuildProjectLogsConfigCloudWatchLogsDetails,
    MAY("GroupName", &text), MAY("Status", &text), MAY("StreamName", &text))

OBJECT(AwsCodeBuildProjectLogsConfigS3LogsDetails,
    MAY("EncryptionDisabled", &truth), MAY("Location", &text), MAY("Status", &text))

OBJECT(AwsCodeBuildProjectLogsConfigDetails,
    MAY("CloudWatchLogs", &AwsCodeBuildProjectLogsConfigCloudWatchLogsDetails),
    MAY("S3Logs", &AwsCodeBuildProjectLogsConfigS3LogsDetails))

OBJECT(AwsCodeBuildProjectVpcConfig,
    MAY("VpcId", &text), MAY("Subnets", LIST(0, 0, text)),
    MAY("SecurityGroupIds", LIST(0, 0, text)))

OBJECT(AwsCodeBuildProjectDetails,
    MAY("EncryptionKey", &text), MAY("Artifacts", LIST(0, 0, AwsCodeBuildProjectArtifactsDetails)),
    MAY("Environment", &AwsCodeBuildProjectEnvironment), MAY("Name", &text),
    MAY("Source", &AwsCodeBuildProjectSource), MAY("ServiceRole", &text),
    MAY("LogsConfig", &AwsCodeBuildProjectLogsConfigDetails),
    MAY("VpcConfig", &AwsCodeBuildProjectVpcConfig),
    MAY("SecondaryArtifacts", LIST(0, 0, AwsCodeBuildProjectArtifactsDetails)))

OBJECT(AwsCloudFrontDistributionCacheBehavior,
    MAY("ViewerProtocolPolicy", &text))

OBJECT(AwsCloudFrontDistributionCacheBehaviors,
    MAY("Items", LIST(0, 0, AwsCloudFrontDistributionCacheBehavior)))

OBJECT(AwsCloudFrontDistributionDefaultCacheBehavior,
    MAY("ViewerProtocolPolicy", &text))

OBJECT(AwsCloudFrontDistributionLogging,
    MAY("Bucket", &text), MAY("Enabled", &truth), MAY("IncludeCookies", &truth),
    MAY("Prefix", &text))

OBJECT(AwsCloudFrontDistributionOriginS3OriginConfig,
    MAY("OriginAccessIdentity", &text))

OBJECT(AwsCloudFrontDistributionOriginSslProtocols,
    MAY("Items", LIST(0, 0, text)), MAY("Quantity", &integer))

OBJECT(AwsCloudFrontDistributionOriginCustomOriginConfig,
    MAY("HttpPort", &integer), MAY("HttpsPort", &integer), MAY("OriginKeepaliveTimeout", &integer),
    MAY("OriginProtocolPolicy", &text), MAY("OriginReadTimeout", &integer),
    MAY("OriginSslProtocols", &AwsCloudFrontDistributionOriginSslProtocols))

OBJECT(AwsCloudFrontDistributionOriginItem,
    MAY("DomainName", &text), MAY("Id", &text), MAY("OriginPath", &text),
    MAY("S3OriginConfig", &AwsCloudFrontDistributionOriginS3OriginConfig),
    MAY("CustomOriginConfig", &AwsCloudFrontDistributionOriginCustomOriginConfig))

OBJECT(AwsCloudFrontDistributionOrigins,
    MAY("Items", LIST(0, 0, AwsCloudFrontDistributionOriginItem)))

OBJECT(AwsCloudFrontDistributionOriginGroupFailoverStatusCodes,
    MAY("Items", LIST(0, 0, integer)), MAY("Quantity", &integer))

OBJECT(AwsCloudFrontDistributionOriginGroupFailover,
    MAY("StatusCodes", &AwsCloudFrontDistributionOriginGroupFailoverStatusCodes))

OBJECT(AwsCloudFrontDistributionOriginGroup,
    MAY("FailoverCriteria", &AwsCloudFrontDistributionOriginGroupFailover))

OBJECT(AwsCloudFrontDistributionOriginGroups,
    MAY("Items", LIST(0, 0, AwsCloudFrontDistributionOriginGroup)))

OBJECT(AwsCloudFrontDistributionViewerCertificate,
    MAY("AcmCertificateArn", &text), MAY("Certificate", &text), MAY("CertificateSource", &text),
    MAY("CloudFrontDefaultCertificate", &truth), MAY("IamCertificateId", &text),
    MAY("MinimumProtocolVersion", &text), MAY("SslSupportMethod", &text))

OBJECT(AwsCloudFrontDistributionDetails,
    MAY("CacheBehaviors", &AwsCloudFrontDistributionCacheBehaviors),
    MAY("DefaultCacheBehavior", &AwsCloudFrontDistributionDefaultCacheBehavior),
    MAY("DefaultRootObject", &text), MAY("DomainName", &text), MAY("ETag", &text),
    MAY("LastModifiedTime", &text), MAY("Logging", &AwsCloudFrontDistributionLogging),
    MAY("Origins", &AwsCloudFrontDistributionOrigins),
    MAY("OriginGroups", &AwsCloudFrontDistributionOriginGroups),
    MAY("ViewerCertificate", &AwsCloudFrontDistributionViewerCertificate), MAY("Status", &text),
    MAY("WebAclId", &text))

OBJECT(AwsEc2InstanceNetworkInterfacesDetails,
    MAY("NetworkInterfaceId", &text))

OBJECT(AwsEc2InstanceMetadataOptions,
    MAY("HttpEndpoint", &text), MAY("HttpProtocolIpv6", &text),
    MAY("HttpPutResponseHopLimit", &integer), MAY("HttpTokens", &text),
    MAY("InstanceMetadataTags", &text))

OBJECT(AwsEc2InstanceMonitoringDetails,
    MAY("State", &text))

OBJECT(AwsEc2InstanceDetails,
    MAY("Type", &text), MAY("ImageId", &text), MAY("IpV4Addresses", LIST(0, 10, text)),
    MAY("IpV6Addresses", LIST(0, 10, text)), MAY("KeyName", &text),
    MAY("IamInstanceProfileArn", &text), MAY("VpcId", &text), MAY("SubnetId", &text),
    MAY("LaunchedAt", &schema_time),
    MAY("NetworkInterfaces", LIST(0, 0, AwsEc2InstanceNetworkInterfacesDetails)),
    MAY("VirtualizationType", &text), MAY("MetadataOptions", &AwsEc2InstanceMetadataOptions),
    MAY("Monitoring", &AwsEc2InstanceMonitoringDetails))

OBJECT(AwsEc2NetworkInterfaceAttachment,
    MAY("AttachTime", &text), MAY("AttachmentId", &text), MAY("DeleteOnTermination", &truth),
    MAY("DeviceIndex", &integer), MAY("InstanceId", &text), MAY("InstanceOwnerId", &text),
    MAY("Status", &text))

OBJECT(AwsEc2NetworkInterfaceSecurityGroup,
    MAY("GroupName", &text), MAY("GroupId", &text))

OBJECT(AwsEc2NetworkInterfaceIpV6AddressDetail,
    MAY("IpV6Address", &text))

OBJECT(AwsEc2NetworkInterfacePrivateIpAddressDetail,
    MAY("PrivateIpAddress", &text), MAY("PrivateDnsName", &text))

OBJECT(AwsEc2NetworkInterfaceDetails,
    MAY("Attachment", &AwsEc2NetworkInterfaceAttachment), MAY("NetworkInterfaceId", &text),
    MAY("SecurityGroups", LIST(0, 0, AwsEc2NetworkInterfaceSecurityGroup)),
    MAY("SourceDestCheck", &truth),
    MAY("IpV6Addresses", LIST(0, 0, AwsEc2NetworkInterfaceIpV6AddressDetail)),
    MAY("PrivateIpAddresses", LIST(0, 0, AwsEc2NetworkInterfacePrivateIpAddressDetail)),
    MAY("PublicDnsName", &text), MAY("PublicIp", &text))

OBJECT(AwsEc2SecurityGroupUserIdGroupPair,
    MAY("GroupId", &text), MAY("GroupName", &text), MAY("PeeringStatus", &text),
    MAY("UserId", &text), MAY("VpcId", &text), MAY("VpcPeeringConnectionId", &text))

OBJECT(AwsEc2SecurityGroupIpRange,
    MAY("CidrIp", &text))

OBJECT(AwsEc2SecurityGroupIpv6Range,
    MAY("CidrIpv6", &text))

OBJECT(AwsEc2SecurityGroupPrefixListId,
    MAY("PrefixListId", &text))

OBJECT(AwsEc2SecurityGroupIpPermission,
    MAY("IpProtocol", &text), MAY("FromPort", &integer), MAY("ToPort", &integer),
    MAY("UserIdGroupPairs", LIST(0, 0, AwsEc2SecurityGroupUserIdGroupPair)),
    MAY("IpRanges", LIST(0, 0, AwsEc2SecurityGroupIpRange)),
    MAY("Ipv6Ranges", LIST(0, 0, AwsEc2SecurityGroupIpv6Range)),
    MAY("PrefixListIds", LIST(0, 0, AwsEc2SecurityGroupPrefixListId)))

OBJECT(AwsEc2SecurityGroupDetails,
    MAY("GroupName", &text), MAY("GroupId", &text), MAY("OwnerId", &text), MAY("VpcId", &text),
    MAY("IpPermissions", LIST(0, 0, AwsEc2SecurityGroupIpPermission)),
    MAY("IpPermissionsEgress", LIST(0, 0, AwsEc2SecurityGroupIpPermission)))

OBJECT(AwsEc2VolumeAttachment,
    MAY("AttachTime", &text), MAY("DeleteOnTermination", &truth), MAY("InstanceId", &text),
    MAY("Status", &text))

OBJECT(AwsEc2VolumeDetails,
    MAY("CreateTime", &text), MAY("DeviceName", &text), MAY("Encrypted", &truth),
    MAY("Size", &integer), MAY("SnapshotId", &text), MAY("Status", &text), MAY("KmsKeyId", &text),
    MAY("Attachments", LIST(0, 0, AwsEc2VolumeAttachment)), MAY("VolumeId", &text),
    MAY("VolumeType", &text), MAY("VolumeScanStatus", &text))

OBJECT(CidrBlockAssociation,
    MAY("AssociationId", &text), MAY("CidrBlock", &text), MAY("CidrBlockState", &text))

OBJECT(Ipv6CidrBlockAssociation,
    MAY("AssociationId", &text), MAY("Ipv6CidrBlock", &text), MAY("CidrBlockState", &text))

OBJECT(AwsEc2VpcDetails,
    MAY("CidrBlockAssociationSet", LIST(0, 0, CidrBlockAssociation)),
    MAY("Ipv6CidrBlockAssociationSet", LIST(0, 0, Ipv6CidrBlockAssociation)),
    MAY("DhcpOptionsId", &text), MAY("State", &text))

OBJECT(AwsEc2EipDetails,
    MAY("InstanceId", &text), MAY("PublicIp", &text), MAY("AllocationId", &text),
    MAY("AssociationId", &text), MAY("Domain", &text), MAY("PublicIpv4Pool", &text),
    MAY("NetworkBorderGroup", &text), MAY("NetworkInterfaceId", &text),
    MAY("NetworkInterfaceOwnerId", &text), MAY("PrivateIpAddress", &text))

OBJECT(AwsEc2SubnetDetails,
    MAY("AssignIpv6AddressOnCreation", &truth), MAY("AvailabilityZone", &text),
    MAY("AvailabilityZoneId", &text), MAY("AvailableIpAddressCount", &integer),
    MAY("CidrBlock", &text), MAY("DefaultForAz", &truth), MAY("MapPublicIpOnLaunch", &truth),
    MAY("OwnerId", &text), MAY("State", &text), MAY("SubnetArn", &text), MAY("SubnetId", &text),
    MAY("VpcId", &text), MAY("Ipv6CidrBlockAssociationSet", LIST(0, 0, Ipv6CidrBlockAssociation)))

OBJECT(AwsEc2NetworkAclAssociation,
    MAY("NetworkAclAssociationId", &text), MAY("NetworkAclId", &text), MAY("SubnetId", &text))

OBJECT(IcmpTypeCode,
    MAY("Code", &integer), MAY("Type", &integer))

OBJECT(PortRangeFromTo,
    MAY("From", &integer), MAY("To", &integer))

OBJECT(AwsEc2NetworkAclEntry,
    MAY("CidrBlock", &text), MAY("Egress", &truth), MAY("IcmpTypeCode", &IcmpTypeCode),
    MAY("Ipv6CidrBlock", &text), MAY("PortRange", &PortRangeFromTo), MAY("Protocol", &text),
    MAY("RuleAction", &text), MAY("RuleNumber", &integer))

OBJECT(AwsEc2NetworkAclDetails,
    MAY("IsDefault", &truth), MAY("NetworkAclId", &text), MAY("OwnerId", &text),
    MAY("VpcId", &text), MAY("Associations", LIST(0, 0, AwsEc2NetworkAclAssociation)),
    MAY("Entries", LIST(0, 0, AwsEc2NetworkAclEntry)))

OBJECT(AvailabilityZone,
    MAY("ZoneName", &text), MAY("SubnetId", &text))

OBJECT(LoadBalancerState,
    MAY("Code", &text), MAY("Reason", &text))

OBJECT(AwsElbv2LoadBalancerAttribute,
    MAY("Key", &text), MAY("Value", &text))

OBJECT(AwsElbv2LoadBalancerDetails,
    MAY("AvailabilityZones", LIST(0, 0, AvailabilityZone)), MAY("CanonicalHostedZoneId", &text),
    MAY("CreatedTime", &text), MAY("DNSName", &text), MAY("IpAddressType", &text),
    MAY("Scheme", &text), MAY("SecurityGroups", LIST(0, 0, text)), MAY("State", &LoadBalancerState),
    MAY("Type", &text), MAY("VpcId", &text),
    MAY("LoadBalancerAttributes", LIST(0, 0, AwsElbv2LoadBalancerAttribute)))

OBJECT(AwsElasticBeanstalkEnvironmentEnvironmentLink,
    MAY("EnvironmentName", &text), MAY("LinkName", &text))

OBJECT(AwsElasticBeanstalkEnvironmentOptionSetting,
    MAY("Namespace", &text), MAY("OptionName", &text), MAY("ResourceName", &text),
    MAY("Value", &text))

OBJECT(AwsElasticBeanstalkEnvironmentTier,
    MAY("Name", &text), MAY("Type", &text), MAY("Version", &text))

OBJECT(AwsElasticBeanstalkEnvironmentDetails,
    MAY("ApplicationName", &text), MAY("Cname", &text), MAY("DateCreated", &text),
    MAY("DateUpdated", &text), MAY("Description", &text), MAY("EndpointUrl", &text),
    MAY("EnvironmentArn", &text), MAY("EnvironmentId", &text),
    MAY("EnvironmentLinks", LIST(0, 0, AwsElasticBeanstalkEnvironmentEnvironmentLink)),
    MAY("EnvironmentName", &text),
    MAY("OptionSettings", LIST(0, 0, AwsElasticBeanstalkEnvironmentOptionSetting)),
    MAY("PlatformArn", &text), MAY("SolutionStackName", &text), MAY("Status", &text),
    MAY("Tier", &AwsElasticBeanstalkEnvironmentTier), MAY("VersionLabel", &text))

OBJECT(AwsElasticsearchDomainDomainEndpointOptions,
    MAY("EnforceHTTPS", &truth), MAY("TLSSecurityPolicy", &text))

OBJECT(AwsElasticsearchDomainElasticsearchClusterConfigZoneAwarenessConfigDetails,
    MAY("AvailabilityZoneCount", &integer))

OBJECT(AwsElasticsearchDomainElasticsearchClusterConfigDetails,
    MAY("DedicatedMasterCount", &integer), MAY("DedicatedMasterEnabled", &truth),
    MAY("DedicatedMasterType", &text), MAY("InstanceCount", &integer), MAY("InstanceType", &text),
    MAY("ZoneAwarenessConfig", &AwsElasticsearchDomainElasticsearchClusterConfigZoneAwarenessConfigDetails),
    MAY("ZoneAwarenessEnabled", &truth))

OBJECT(AwsElasticsearchDomainEncryptionAtRestOptions,
    MAY("Enabled", &truth), MAY("KmsKeyId", &text))

OBJECT(AwsElasticsearchDomainLogPublishingOptionsLogConfig,
    MAY("CloudWatchLogsLogGroupArn", &text), MAY("Enabled", &truth))

OBJECT(AwsElasticsearchDomainLogPublishingOptions,
    MAY("IndexSlowLogs", &AwsElasticsearchDomainLogPublishingOptionsLogConfig),
    MAY("SearchSlowLogs", &AwsElasticsearchDomainLogPublishingOptionsLogConfig),
    MAY("AuditLogs", &AwsElasticsearchDomainLogPublishingOptionsLogConfig))

OBJECT(AwsElasticsearchDomainNodeToNodeEncryptionOptions,
    MAY("Enabled", &truth))

OBJECT(AwsElasticsearchDomainServiceSoftwareOptions,
    MAY("AutomatedUpdateDate", &text), MAY("Cancellable", &truth), MAY("CurrentVersion", &text),
    MAY("Description", &text), MAY("NewVersion", &text), MAY("UpdateAvailable", &truth),
    MAY("UpdateStatus", &text))

OBJECT(AwsElasticsearchDomainVPCOptions,
    MAY("AvailabilityZones", LIST(0, 0, text)), MAY("SecurityGroupIds", LIST(0, 0, text)),
    MAY("SubnetIds", LIST(0, 0, text)), MAY("VPCId", &text))

OBJECT(AwsElasticsearchDomainDetails,
    MAY("AccessPolicies", &text),
    MAY("DomainEndpointOptions", &AwsElasticsearchDomainDomainEndpointOptions),
    MAY("DomainId", &text), MAY("DomainName", &text), MAY("Endpoint", &text),
    MAY("Endpoints", MAP(0, 0, 0)), MAY("ElasticsearchVersion", &text),
    MAY("ElasticsearchClusterConfig", &AwsElasticsearchDomainElasticsearchClusterConfigDetails),
    MAY("EncryptionAtRestOptions", &AwsElasticsearchDomainEncryptionAtRestOptions),
    MAY("LogPublishingOptions", &AwsElasticsearchDomainLogPublishingOptions),
    MAY("NodeToNodeEncryptionOptions", &AwsElasticsearchDomainNodeToNodeEncryptionOptions),
    MAY("ServiceSoftwareOptions", &AwsElasticsearchDomainServiceSoftwareOptions),
    MAY("VPCOptions", &AwsElasticsearchDomainVPCOptions))

OBJECT(AwsS3BucketServerSideEncryptionByDefault,
    MAY("SSEAlgorithm", &text), MAY("KMSMasterKeyID", &text))

OBJECT(AwsS3BucketServerSideEncryptionRule,
    MAY("ApplyServerSideEncryptionByDefault", &AwsS3BucketServerSideEncryptionByDefault))

OBJECT(AwsS3BucketServerSideEncryptionConfiguration,
    MAY("Rules", LIST(0, 0, AwsS3BucketServerSideEncryptionRule)))

OBJECT(AwsS3BucketBucketLifecycleConfigurationRulesAbortIncompleteMultipartUploadDetails,
    MAY("DaysAfterInitiation", &integer))

OBJECT(AwsS3BucketBucketLifecycleConfigurationRulesFilterPredicateOperandsTagDetails,
    MAY("Key", &text), MAY("Value", &text))

OBJECT(AwsS3BucketBucketLifecycleConfigurationRulesFilterPredicateOperandsDetails,
    MAY("Prefix", &text),
    MAY("Tag", &AwsS3BucketBucketLifecycleConfigurationRulesFilterPredicateOperandsTagDetails),
    MAY("Type", &text))

OBJECT(AwsS3BucketBucketLifecycleConfigurationRulesFilterPredicateTagDetails,
    MAY("Key", &text), MAY("Value", &text))

OBJECT(AwsS3BucketBucketLifecycleConfigurationRulesFilterPredicateDetails,
   
    MAY("Operands", LIST(0, 0, AwsS3BucketBucketLifecycleConfigurationRulesFilterPredicateOperandsDetails)),
    MAY("Prefix", &text),
    MAY("Tag", &AwsS3BucketBucketLifecycleConfigurationRulesFilterPredicateTagDetails),
    MAY("Type", &text))

OBJECT(AwsS3BucketBucketLifecycleConfigurationRulesFilterDetails,
    MAY("Predicate", &AwsS3BucketBucketLifecycleConfigurationRulesFilterPredicateDetails))

OBJECT(AwsS3BucketBucketLifecycleConfigurationRulesNoncurrentVersionTransitionsDetails,
    MAY("Days", &integer), MAY("StorageClass", &text))

OBJECT(AwsS3BucketBucketLifecycleConfigurationRulesTransitionsDetails,
    MAY("Date", &text), MAY("Days", &integer), MAY("StorageClass", &text))

OBJECT(AwsS3BucketBucketLifecycleConfigurationRulesDetails,
   
    MAY("AbortIncompleteMultipartUpload", &AwsS3BucketBucketLifecycleConfigurationRulesAbortIncompleteMultipartUploadDetails),
    MAY("ExpirationDate", &text), MAY("ExpirationInDays", &integer),
    MAY("ExpiredObjectDeleteMarker", &truth),
    MAY("Filter", &AwsS3BucketBucketLifecycleConfigurationRulesFilterDetails), MAY("ID", &text),
    MAY("NoncurrentVersionExpirationInDays", &integer),
    MAY("NoncurrentVersionTransitions", LIST(0, 0, AwsS3BucketBucketLifecycleConfigurationRulesNoncurrentVersionTransitionsDetails)),
    MAY("Prefix", &text), MAY("Status", &text),
    MAY("Transitions", LIST(0, 0, AwsS3BucketBucketLifecycleConfigurationRulesTransitionsDetails)))

OBJECT(AwsS3BucketBucketLifecycleConfigurationDetails,
    MAY("Rules", LIST(0, 0, AwsS3BucketBucketLifecycleConfigurationRulesDetails)))

OBJECT(AwsS3AccountPublicAccessBlockDetails,
    MAY("BlockPublicAcls", &truth), MAY("BlockPublicPolicy", &truth),
    MAY("IgnorePublicAcls", &truth), MAY("RestrictPublicBuckets", &truth))

OBJECT(AwsS3BucketLoggingConfiguration,
    MAY("DestinationBucketName", &text), MAY("LogFilePrefix", &text))

OBJECT(AwsS3BucketWebsiteConfigurationRedirectTo,
    MAY("Hostname", &text), MAY("Protocol", &text))

OBJECT(AwsS3BucketWebsiteConfigurationRoutingRuleCondition,
    MAY("HttpErrorCodeReturnedEquals", &text), MAY("KeyPrefixEquals", &text))

OBJECT(AwsS3BucketWebsiteConfigurationRoutingRuleRedirect,
    MAY("Hostname", &text), MAY("HttpRedirectCode", &text), MAY("Protocol", &text),
    MAY("ReplaceKeyPrefixWith", &text), MAY("ReplaceKeyWith", &text))

OBJECT(AwsS3BucketWebsiteConfigurationRoutingRule,
    MAY("Condition", &AwsS3BucketWebsiteConfigurationRoutingRuleCondition),
    MAY("Redirect", &AwsS3BucketWebsiteConfigurationRoutingRuleRedirect))

OBJECT(AwsS3BucketWebsiteConfiguration,
    MAY("ErrorDocument", &text), MAY("IndexDocumentSuffix", &text),
    MAY("RedirectAllRequestsTo", &AwsS3BucketWebsiteConfigurationRedirectTo),
    MAY("RoutingRules", LIST(0, 0, AwsS3BucketWebsiteConfigurationRoutingRule)))

OBJECT(AwsS3BucketNotificationConfigurationS3KeyFilterRule,
    MAY("Name", WORD("Prefix|Suffix")), MAY("Value", &text))

OBJECT(AwsS3BucketNotificationConfigurationS3KeyFilter,
    MAY("FilterRules", LIST(0, 0, AwsS3BucketNotificationConfigurationS3KeyFilterRule)))

OBJECT(AwsS3BucketNotificationConfigurationFilter,
    MAY("S3KeyFilter", &AwsS3BucketNotificationConfigurationS3KeyFilter))

OBJECT(AwsS3BucketNotificationConfigurationDetail,
    MAY("Events", LIST(0, 0, text)), MAY("Filter", &AwsS3BucketNotificationConfigurationFilter),
    MAY("Destination", &text), MAY("Type", &text))

OBJECT(AwsS3BucketNotificationConfiguration,
    MAY("Configurations", LIST(0, 0, AwsS3BucketNotificationConfigurationDetail)))

OBJECT(AwsS3BucketBucketVersioningConfiguration,
    MAY("IsMfaDeleteEnabled", &truth), MAY("Status", &text))

OBJECT(AwsS3BucketObjectLockConfigurationRuleDefaultRetentionDetails,
    MAY("Days", &integer), MAY("Mode", &text), MAY("Years", &integer))

OBJECT(AwsS3BucketObjectLockConfigurationRuleDetails,
    MAY("DefaultRetention", &AwsS3BucketObjectLockConfigurationRuleDefaultRetentionDetails))

OBJECT(AwsS3BucketObjectLockConfiguration,
    MAY("ObjectLockEnabled", &text), MAY("Rule", &AwsS3BucketObjectLockConfigurationRuleDetails))

OBJECT(AwsS3BucketDetails,
    MAY("OwnerId", &text), MAY("OwnerName", &text), MAY("OwnerAccountId", &text),
    MAY("CreatedAt", &text),
    MAY("ServerSideEncryptionConfiguration", &AwsS3BucketServerSideEncryptionConfiguration),
    MAY("BucketLifecycleConfiguration", &AwsS3BucketBucketLifecycleConfigurationDetails),
    MAY("PublicAccessBlockConfiguration", &AwsS3AccountPublicAccessBlockDetails),
    MAY("AccessControlList", &text),
    MAY("BucketLoggingConfiguration", &AwsS3BucketLoggingConfiguration),
    MAY("BucketWebsiteConfiguration", &AwsS3BucketWebsiteConfiguration),
    MAY("BucketNotificationConfiguration", &AwsS3BucketNotificationConfiguration),
    MAY("BucketVersioningConfiguration", &AwsS3BucketBucketVersioningConfiguration),
    MAY("ObjectLockConfiguration", &AwsS3BucketObjectLockConfiguration), MAY("Name", &text))

OBJECT(AwsS3ObjectDetails,
    MAY("LastModified", &text), MAY("ETag", &text), MAY("VersionId", &text),
    MAY("ContentType", &text), MAY("ServerSideEncryption", &text), MAY("SSEKMSKeyId", &text))

OBJECT(AwsSecretsManagerSecretRotationRules,
    MAY("AutomaticallyAfterDays", &integer))

OBJECT(AwsSecretsManagerSecretDetails,
    MAY("RotationRules", &AwsSecretsManagerSecretRotationRules),
    MAY("RotationOccurredWithinFrequency", &truth), MAY("KmsKeyId", &text),
    MAY("RotationEnabled", &truth), MAY("RotationLambdaArn", &text), MAY("Deleted", &truth),
    MAY("Name", &text), MAY("Description", &text))

OBJECT(AwsIamAccessKeySessionContextAttributes,
    MAY("MfaAuthenticated", &truth), MAY("CreationDate", &text))

OBJECT(AwsIamAccessKeySessionContextSessionIssuer,
    MAY("Type", &text), MAY("PrincipalId", &text), MAY("Arn", &text), MAY("AccountId", &text),
    MAY("UserName", &text))

OBJECT(AwsIamAccessKeySessionContext,
    MAY("Attributes", &AwsIamAccessKeySessionContextAttributes),
    MAY("SessionIssuer", &AwsIamAccessKeySessionContextSessionIssuer))

OBJECT(AwsIamAccessKeyDetails,
    MAY("UserName", &text), MAY("Status", WORD("Active|Inactive")), MAY("CreatedAt", &schema_time),
    MAY("PrincipalId", &text), MAY("PrincipalType", &text), MAY("PrincipalName", &text),
    MAY("AccountId", &text), MAY("AccessKeyId", &text),
    MAY("SessionContext", &AwsIamAccessKeySessionContext))

OBJECT(AwsIamAttachedManagedPolicy,
    MAY("PolicyName", &text), MAY("PolicyArn", &text))

OBJECT(AwsIamPermissionsBoundary,
    MAY("PermissionsBoundaryArn", &text), MAY("PermissionsBoundaryType", &text))

OBJECT(AwsIamUserPolicy,
    MAY("PolicyName", &text))

OBJECT(AwsIamUserDetails,
    MAY("AttachedManagedPolicies", LIST(0, 0, AwsIamAttachedManagedPolicy)),
    MAY("CreateDate", &text), MAY("GroupList", LIST(0, 0, text)), MAY("Path", &text),
    MAY("PermissionsBoundary", &AwsIamPermissionsBoundary), MAY("UserId", &text),
    MAY("UserName", &text), MAY("UserPolicyList", LIST(0, 0, AwsIamUserPolicy)))

OBJECT(AwsIamPolicyVersion,
    MAY("VersionId", &text), MAY("IsDefaultVersion", &truth), MAY("CreateDate", &text))

OBJECT(AwsIamPolicyDetails,
    MAY("AttachmentCount", &integer), MAY("CreateDate", &text), MAY("DefaultVersionId", &text),
    MAY("Description", &text), MAY("IsAttachable", &truth), MAY("Path", &text),
    MAY("PermissionsBoundaryUsageCount", &integer), MAY("PolicyId", &text),
    MAY("PolicyName", &text), MAY("PolicyVersionList", LIST(0, 0, AwsIamPolicyVersion)),
    MAY("UpdateDate", &text))

OBJECT(AwsApiGatewayV2RouteSettings,
    MAY("DetailedMetricsEnabled", &truth), MAY("LoggingLevel", &text),
    MAY("DataTraceEnabled", &truth), MAY("ThrottlingBurstLimit", &integer),
    MAY("ThrottlingRateLimit", &number))

OBJECT(AwsApiGatewayAccessLogSettings,
    MAY("Format", &text), MAY("DestinationArn", &text))

OBJECT(AwsApiGatewayV2StageDetails,
    MAY("ClientCertificateId", &text), MAY("CreatedDate", &text), MAY("Description", &text),
    MAY("DefaultRouteSettings", &AwsApiGatewayV2RouteSettings), MAY("DeploymentId", &text),
    MAY("LastUpdatedDate", &text), MAY("RouteSettings", &AwsApiGatewayV2RouteSettings),
    MAY("StageName", &text), MAY("StageVariables", MAP(0, 0, 0)),
    MAY("AccessLogSettings", &AwsApiGatewayAccessLogSettings), MAY("AutoDeploy", &truth),
    MAY("LastDeploymentStatusMessage", &text), MAY("ApiGatewayManaged", &truth))

OBJECT(AwsCorsConfiguration,
    MAY("AllowOrigins", LIST(0, 0, text)), MAY("AllowCredentials", &truth),
    MAY("ExposeHeaders", LIST(0, 0, text)), MAY("MaxAge", &integer),
    MAY("AllowMethods", LIST(0, 0, text)), MAY("AllowHeaders", LIST(0, 0, text)))

OBJECT(AwsApiGatewayV2ApiDetails,
    MAY("ApiEndpoint", &text), MAY("ApiId", &text), MAY("ApiKeySelectionExpression", &text),
    MAY("CreatedDate", &text), MAY("Description", &text), MAY("Version", &text), MAY("Name", &text),
    MAY("ProtocolType", &text), MAY("RouteSelectionExpression", &text),
    MAY("CorsConfiguration", &AwsCorsConfiguration))

OBJECT(AwsDynamoDbTableAttributeDefinition,
    MAY("AttributeName", &text), MAY("AttributeType", &text))

OBJECT(AwsDynamoDbTableBillingModeSummary,
    MAY("BillingMode", &text), MAY("LastUpdateToPayPerRequestDateTime", &text))

OBJECT(AwsDynamoDbTableKeySchema,
    MAY("AttributeName", &text), MAY("KeyType", &text))

OBJECT(AwsDynamoDbTableProjection,
    MAY("NonKeyAttributes", LIST(0, 0, text)), MAY("ProjectionType", &text))

OBJECT(AwsDynamoDbTableProvisionedThroughput,
    MAY("LastDecreaseDateTime", &text), MAY("LastIncreaseDateTime", &text),
    MAY("NumberOfDecreasesToday", &integer), MAY("ReadCapacityUnits", &integer),
    MAY("WriteCapacityUnits", &integer))

OBJECT(AwsDynamoDbTableGlobalSecondaryIndex,
    MAY("Backfilling", &truth), MAY("IndexArn", &text), MAY("IndexName", &text),
    MAY("IndexSizeBytes", &integer), MAY("IndexStatus", &text), MAY("ItemCount", &integer),
    MAY("KeySchema", LIST(0, 0, AwsDynamoDbTableKeySchema)),
    MAY("Projection", &AwsDynamoDbTableProjection),
    MAY("ProvisionedThroughput", &AwsDynamoDbTableProvisionedThroughput))

OBJECT(AwsDynamoDbTableLocalSecondaryIndex,
    MAY("IndexArn", &text), MAY("IndexName", &text),
    MAY("KeySchema", LIST(0, 0, AwsDynamoDbTableKeySchema)),
    MAY("Projection", &AwsDynamoDbTableProjection))

OBJECT(AwsDynamoDbTableProvisionedThroughputOverride,
    MAY("ReadCapacityUnits", &integer))

OBJECT(AwsDynamoDbTableReplicaGlobalSecondaryIndex,
    MAY("IndexName", &text),
    MAY("ProvisionedThroughputOverride", &AwsDynamoDbTableProvisionedThroughputOverride))

OBJECT(AwsDynamoDbTableReplica,
    MAY("GlobalSecondaryIndexes", LIST(0, 0, AwsDynamoDbTableReplicaGlobalSecondaryIndex)),
    MAY("KmsMasterKeyId", &text),
    MAY("ProvisionedThroughputOverride", &AwsDynamoDbTableProvisionedThroughputOverride),
    MAY("RegionName", &text), MAY("ReplicaStatus", &text), MAY("ReplicaStatusDescription", &text))

OBJECT(AwsDynamoDbTableRestoreSummary,
    MAY("SourceBackupArn", &text), MAY("SourceTableArn", &text), MAY("RestoreDateTime", &text),
    MAY("RestoreInProgress", &truth))

OBJECT(AwsDynamoDbTableSseDescription,
    MAY("InaccessibleEncryptionDateTime", &text), MAY("Status", &text), MAY("SseType", &text),
    MAY("KmsMasterKeyArn", &text))

OBJECT(AwsDynamoDbTableStreamSpecification,
    MAY("StreamEnabled", &truth), MAY("StreamViewType", &text))

OBJECT(AwsDynamoDbTableDetails,
    MAY("AttributeDefinitions", LIST(0, 0, AwsDynamoDbTableAttributeDefinition)),
    MAY("BillingModeSummary", &AwsDynamoDbTableBillingModeSummary), MAY("CreationDateTime", &text),
    MAY("GlobalSecondaryIndexes", LIST(0, 0, AwsDynamoDbTableGlobalSecondaryIndex)),
    MAY("GlobalTableVersion", &text), MAY("ItemCount", &integer),
    MAY("KeySchema", LIST(0, 0, AwsDynamoDbTableKeySchema)), MAY("LatestStreamArn", &text),
    MAY("LatestStreamLabel", &text),
    MAY("LocalSecondaryIndexes", LIST(0, 0, AwsDynamoDbTableLocalSecondaryIndex)),
    MAY("ProvisionedThroughput", &AwsDynamoDbTableProvisionedThroughput),
    MAY("Replicas", LIST(0, 0, AwsDynamoDbTableReplica)),
    MAY("RestoreSummary", &AwsDynamoDbTableRestoreSummary),
    MAY("SseDescription", &AwsDynamoDbTableSseDescription),
    MAY("StreamSpecification", &AwsDynamoDbTableStreamSpecification), MAY("TableId", &text),
    MAY("TableName", &text), MAY("TableSizeBytes", &integer), MAY("TableStatus", &text),
    MAY("DeletionProtectionEnabled", &truth))

OBJECT(AwsApiGatewayMethodSettings,
    MAY("MetricsEnabled", &truth), MAY("LoggingLevel", &text), MAY("DataTraceEnabled", &truth),
    MAY("ThrottlingBurstLimit", &integer), MAY("ThrottlingRateLimit", &number),
    MAY("CachingEnabled", &truth), MAY("CacheTtlInSeconds", &integer),
    MAY("CacheDataEncrypted", &truth), MAY("RequireAuthorizationForCacheControl", &truth),
    MAY("UnauthorizedCacheControlHeaderStrategy", &text), MAY("HttpMethod", &text),
    MAY("ResourcePath", &text))

OBJECT(AwsApiGatewayCanarySettings,
    MAY("PercentTraffic", &number), MAY("DeploymentId", &text),
    MAY("StageVariableOverrides", MAP(0, 0, 0)), MAY("UseStageCache", &truth))

OBJECT(AwsApiGatewayStageDetails,
    MAY("DeploymentId", &text), MAY("ClientCertificateId", &text), MAY("StageName", &text),
    MAY("Description", &text), MAY("CacheClusterEnabled", &truth), MAY("CacheClusterSize", &text),
    MAY("CacheClusterStatus", &text),
    MAY("MethodSettings", LIST(0, 0, AwsApiGatewayMethodSettings)), MAY("Variables", MAP(0, 0, 0)),
    MAY("DocumentationVersion", &text), MAY("AccessLogSettings", &AwsApiGatewayAccessLogSettings),
    MAY("CanarySettings", &AwsApiGatewayCanarySettings), MAY("TracingEnabled", &truth),
    MAY("CreatedDate", &text), MAY("LastUpdatedDate", &text), MAY("WebAclArn", &text))

OBJECT(AwsApiGatewayEndpointConfiguration,
    MAY("Types", LIST(0, 0, text)))

OBJECT(AwsApiGatewayRestApiDetails,
    MAY("Id", &text), MAY("Name", &text), MAY("Description", &text), MAY("CreatedDate", &text),
    MAY("Version", &text), MAY("BinaryMediaTypes", LIST(0, 0, text)),
    MAY("MinimumCompressionSize", &integer), MAY("ApiKeySource", &text),
    MAY("EndpointConfiguration", &AwsApiGatewayEndpointConfiguration))

OBJECT(AwsCloudTrailTrailDetails,
    MAY("CloudWatchLogsLogGroupArn", &text), MAY("CloudWatchLogsRoleArn", &text),
    MAY("HasCustomEventSelectors", &truth), MAY("HomeRegion", &text),
    MAY("IncludeGlobalServiceEvents", &truth), MAY("IsMultiRegionTrail", &truth),
    MAY("IsOrganizationTrail", &truth), MAY("KmsKeyId", &text),
    MAY("LogFileValidationEnabled", &truth), MAY("Name", &text), MAY("S3BucketName", &text),
    MAY("S3KeyPrefix", &text), MAY("SnsTopicArn", &text), MAY("SnsTopicName", &text),
    MAY("TrailArn", &text))

OBJECT(AwsSsmComplianceSummary,
    MAY("Status", &text), MAY("CompliantCriticalCount", &integer),
    MAY("CompliantHighCount", &integer), MAY("CompliantMediumCount", &integer),
    MAY("ExecutionType", &text), MAY("NonCompliantCriticalCount", &integer),
    MAY("CompliantInformationalCount", &integer), MAY("NonCompliantInformationalCount", &integer),
    MAY("CompliantUnspecifiedCount", &integer), MAY("NonCompliantLowCount", &integer),
    MAY("NonCompliantHighCount", &integer), MAY("CompliantLowCount", &integer),
    MAY("ComplianceType", &text), MAY("PatchBaselineId", &text), MAY("OverallSeverity", &text),
    MAY("NonCompliantMediumCount", &integer), MAY("NonCompliantUnspecifiedCount", &integer),
    MAY("PatchGroup", &text))

OBJECT(AwsSsmPatch,
    MAY("ComplianceSummary", &AwsSsmComplianceSummary))

OBJECT(AwsSsmPatchComplianceDetails,
    MAY("Patch", &AwsSsmPatch))

OBJECT(AwsCertificateManagerCertificateResourceRecord,
    MAY("Name", &text), MAY("Type", &text), MAY("Value", &text))

OBJECT(AwsCertificateManagerCertificateDomainValidationOption,
    MAY("DomainName", &text),
    MAY("ResourceRecord", &AwsCertificateManagerCertificateResourceRecord),
    MAY("ValidationDomain", &text), MAY("ValidationEmails", LIST(0, 0, text)),
    MAY("ValidationMethod", &text), MAY("ValidationStatus", &text))

OBJECT(AwsCertificateManagerCertificateExtendedKeyUsage,
    MAY("Name", &text), MAY("OId", &text))

OBJECT(AwsCertificateManagerCertificateKeyUsage,
    MAY("Name", &text))

OBJECT(AwsCertificateManagerCertificateOptions,
    MAY("CertificateTransparencyLoggingPreference", &text))

OBJECT(AwsCertificateManagerCertificateRenewalSummary,
   
    MAY("DomainValidationOptions", LIST(0, 0, AwsCertificateManagerCertificateDomainValidationOption)),
    MAY("RenewalStatus", &text), MAY("RenewalStatusReason", &text), MAY("UpdatedAt", &text))

OBJECT(AwsCertificateManagerCertificateDetails,
    MAY("CertificateAuthorityArn", &text), MAY("CreatedAt", &text), MAY("DomainName", &text),
    MAY("DomainValidationOptions", LIST(0, 0, AwsCertificateManagerCertificateDomainValidationOption)),
    MAY("ExtendedKeyUsages", LIST(0, 0, AwsCertificateManagerCertificateExtendedKeyUsage)),
    MAY("FailureReason", &text), MAY("ImportedAt", &text), MAY("InUseBy", LIST(0, 0, text)),
    MAY("IssuedAt", &text), MAY("Issuer", &text), MAY("KeyAlgorithm", &text),
    MAY("KeyUsages", LIST(0, 0, AwsCertificateManagerCertificateKeyUsage)), MAY("NotAfter", &text),
    MAY("NotBefore", &text), MAY("Options", &AwsCertificateManagerCertificateOptions),
    MAY("RenewalEligibility", &text),
    MAY("RenewalSummary", &AwsCertificateManagerCertificateRenewalSummary), MAY("Serial", &text),
    MAY("SignatureAlgorithm", &text), MAY("Status", &text), MAY("Subject", &text),
    MAY("SubjectAlternativeNames", LIST(0, 0, text)), MAY("Type", &text))

OBJECT(AwsRedshiftClusterClusterNode,
    MAY("NodeRole", &text), MAY("PrivateIpAddress", &text), MAY("PublicIpAddress", &text))

OBJECT(AwsRedshiftClusterClusterParameterStatus,
    MAY("ParameterName", &text), MAY("ParameterApplyStatus", &text),
    MAY("ParameterApplyErrorDescription", &text))

OBJECT(AwsRedshiftClusterClusterParameterGroup,
    MAY("ClusterParameterStatusList", LIST(0, 0, AwsRedshiftClusterClusterParameterStatus)),
    MAY("ParameterApplyStatus", &text), MAY("ParameterGroupName", &text))

OBJECT(AwsRedshiftClusterClusterSecurityGroup,
    MAY("ClusterSecurityGroupName", &text), MAY("Status", &text))

OBJECT(AwsRedshiftClusterClusterSnapshotCopyStatus,
    MAY("DestinationRegion", &text), MAY("ManualSnapshotRetentionPeriod", &integer),
    MAY("RetentionPeriod", &integer), MAY("SnapshotCopyGrantName", &text))

OBJECT(AwsRedshiftClusterDeferredMaintenanceWindow,
    MAY("DeferMaintenanceEndTime", &text), MAY("DeferMaintenanceIdentifier", &text),
    MAY("DeferMaintenanceStartTime", &text))

OBJECT(AwsRedshiftClusterElasticIpStatus,
    MAY("ElasticIp", &text), MAY("Status", &text))

OBJECT(AwsRedshiftClusterEndpoint,
    MAY("Address", &text), MAY("Port", &integer))

OBJECT(AwsRedshiftClusterHsmStatus,
    MAY("HsmClientCertificateIdentifier", &text), MAY("HsmConfigurationIdentifier", &text),
    MAY("Status", &text))

OBJECT(AwsRedshiftClusterIamRole,
    MAY("ApplyStatus", &text), MAY("IamRoleArn", &text))

OBJECT(AwsRedshiftClusterPendingModifiedValues,
    MAY("AutomatedSnapshotRetentionPeriod", &integer), MAY("ClusterIdentifier", &text),
    MAY("ClusterType", &text), MAY("ClusterVersion", &text), MAY("EncryptionType", &text),
    MAY("EnhancedVpcRouting", &truth), MAY("MaintenanceTrackName", &text),
    MAY("MasterUserPassword", &text), MAY("NodeType", &text), MAY("NumberOfNodes", &integer),
    MAY("PubliclyAccessible", &truth))

OBJECT(AwsRedshiftClusterResizeInfo,
    MAY("AllowCancelResize", &truth), MAY("ResizeType", &text))

OBJECT(AwsRedshiftClusterRestoreStatus,
    MAY("CurrentRestoreRateInMegaBytesPerSecond", &number), MAY("ElapsedTimeInSeconds", &integer),
    MAY("EstimatedTimeToCompletionInSeconds", &integer), MAY("ProgressInMegaBytes", &integer),
    MAY("SnapshotSizeInMegaBytes", &integer), MAY("Status", &text))

OBJECT(AwsRedshiftClusterVpcSecurityGroup,
    MAY("Status", &text), MAY("VpcSecurityGroupId", &text))

OBJECT(AwsRedshiftClusterLoggingStatus,
    MAY("BucketName", &text), MAY("LastFailureMessage", &text), MAY("LastFailureTime", &text),
    MAY("LastSuccessfulDeliveryTime", &text), MAY("LoggingEnabled", &truth),
    MAY("S3KeyPrefix", &text))

OBJECT(AwsRedshiftClusterDetails,
    MAY("AllowVersionUpgrade", &truth), MAY("AutomatedSnapshotRetentionPeriod", &integer),
    MAY("AvailabilityZone", &text), MAY("ClusterAvailabilityStatus", &text),
    MAY("ClusterCreateTime", &text), MAY("ClusterIdentifier", &text),
    MAY("ClusterNodes", LIST(0, 0, AwsRedshiftClusterClusterNode)),
    MAY("ClusterParameterGroups", LIST(0, 0, AwsRedshiftClusterClusterParameterGroup)),
    MAY("ClusterPublicKey", &text), MAY("ClusterRevisionNumber", &text),
    MAY("ClusterSecurityGroups", LIST(0, 0, AwsRedshiftClusterClusterSecurityGroup)),
    MAY("ClusterSnapshotCopyStatus", &AwsRedshiftClusterClusterSnapshotCopyStatus),
    MAY("ClusterStatus", &text), MAY("ClusterSubnetGroupName", &text), MAY("ClusterVersion", &text),
    MAY("DBName", &text),
    MAY("DeferredMaintenanceWindows", LIST(0, 0, AwsRedshiftClusterDeferredMaintenanceWindow)),
    MAY("ElasticIpStatus", &AwsRedshiftClusterElasticIpStatus),
    MAY("ElasticResizeNumberOfNodeOptions", &text), MAY("Encrypted", &truth),
    MAY("Endpoint", &AwsRedshiftClusterEndpoint), MAY("EnhancedVpcRouting", &truth),
    MAY("ExpectedNextSnapshotScheduleTime", &text),
    MAY("ExpectedNextSnapshotScheduleTimeStatus", &text),
    MAY("HsmStatus", &AwsRedshiftClusterHsmStatus),
    MAY("IamRoles", LIST(0, 0, AwsRedshiftClusterIamRole)), MAY("KmsKeyId", &text),
    MAY("MaintenanceTrackName", &text), MAY("ManualSnapshotRetentionPeriod", &integer),
    MAY("MasterUsername", &text), MAY("NextMaintenanceWindowStartTime", &text),
    MAY("NodeType", &text), MAY("NumberOfNodes", &integer), MAY("PendingActions", LIST(0, 0, text)),
    MAY("PendingModifiedValues", &AwsRedshiftClusterPendingModifiedValues),
    MAY("PreferredMaintenanceWindow", &text), MAY("PubliclyAccessible", &truth),
    MAY("ResizeInfo", &AwsRedshiftClusterResizeInfo),
    MAY("RestoreStatus", &AwsRedshiftClusterRestoreStatus),
    MAY("SnapshotScheduleIdentifier", &text), MAY("SnapshotScheduleState", &text),
    MAY("VpcId", &text), MAY("VpcSecurityGroups", LIST(0, 0, AwsRedshiftClusterVpcSecurityGroup)),
    MAY("LoggingStatus", &AwsRedshiftClusterLoggingStatus))

OBJECT(AwsElbLoadBalancerBackendServerDescription,
    MAY("InstancePort", &integer), MAY("PolicyNames", LIST(0, 0, text)))

OBJECT(AwsElbLoadBalancerHealthCheck,
    MAY("HealthyThreshold", &integer), MAY("Interval", &integer), MAY("Target", &text),
    MAY("Timeout", &integer), MAY("UnhealthyThreshold", &integer))

OBJECT(AwsElbLoadBalancerInstance,
    MAY("InstanceId", &text))

OBJECT(AwsElbLoadBalancerListener,
    MAY("InstancePort", &integer), MAY("InstanceProtocol", &text),
    MAY("LoadBalancerPort", &integer), MAY("Protocol", &text), MAY("SslCertificateId", &text))

OBJECT(AwsElbLoadBalancerListenerDescription,
    MAY("Listener", &AwsElbLoadBalancerListener), MAY("PolicyNames", LIST(0, 0, text)))

OBJECT(AwsElbLoadBalancerAccessLog,
    MAY("EmitInterval", &integer), MAY("Enabled", &truth), MAY("S3BucketName", &text),
    MAY("S3BucketPrefix", &text))

OBJECT(AwsElbLoadBalancerConnectionDraining,
    MAY("Enabled", &truth), MAY("Timeout", &integer))

OBJECT(AwsElbLoadBalancerConnectionSettings,
    MAY("IdleTimeout", &integer))

OBJECT(AwsElbLoadBalancerCrossZoneLoadBalancing,
    MAY("Enabled", &truth))

OBJECT(AwsElbLoadBalancerAdditionalAttribute,
    MAY("Key", &text), MAY("Value", &text))

OBJECT(AwsElbLoadBalancerAttributes,
    MAY("AccessLog", &AwsElbLoadBalancerAccessLog),
    MAY("ConnectionDraining", &AwsElbLoadBalancerConnectionDraining),
    MAY("ConnectionSettings", &AwsElbLoadBalancerConnectionSettings),
    MAY("CrossZoneLoadBalancing", &AwsElbLoadBalancerCrossZoneLoadBalancing),
    MAY("AdditionalAttributes", LIST(0, 0, AwsElbLoadBalancerAdditionalAttribute)))

OBJECT(AwsElbAppCookieStickinessPolicy,
    MAY("CookieName", &text), MAY("PolicyName", &text))

OBJECT(AwsElbLbCookieStickinessPolicy,
    MAY("CookieExpirationPeriod", &integer), MAY("PolicyName", &text))

OBJECT(AwsElbLoadBalancerPolicies,
    MAY("AppCookieStickinessPolicies", LIST(0, 0, AwsElbAppCookieStickinessPolicy)),
    MAY("LbCookieStickinessPolicies", LIST(0, 0, AwsElbLbCookieStickinessPolicy)),
    MAY("OtherPolicies", LIST(0, 0, text)))

OBJECT(AwsElbLoadBalancerSourceSecurityGroup,
    MAY("GroupName", &text), MAY("OwnerAlias", &text))

OBJECT(AwsElbLoadBalancerDetails,
    MAY("AvailabilityZones", LIST(0, 0, text)),
    MAY("BackendServerDescriptions", LIST(0, 0, AwsElbLoadBalancerBackendServerDescription)),
    MAY("CanonicalHostedZoneName", &text), MAY("CanonicalHostedZoneNameID", &text),
    MAY("CreatedTime", &text), MAY("DnsName", &text),
    MAY("HealthCheck", &AwsElbLoadBalancerHealthCheck),
    MAY("Instances", LIST(0, 0, AwsElbLoadBalancerInstance)),
    MAY("ListenerDescriptions", LIST(0, 0, AwsElbLoadBalancerListenerDescription)),
    MAY("LoadBalancerAttributes", &AwsElbLoadBalancerAttributes), MAY("LoadBalancerName", &text),
    MAY("Policies", &AwsElbLoadBalancerPolicies), MAY("Scheme", &text),
    MAY("SecurityGroups", LIST(0, 0, text)),
    MAY("SourceSecurityGroup", &AwsElbLoadBalancerSourceSecurityGroup),
    MAY("Subnets", LIST(0, 0, text)), MAY("VpcId", &text))

OBJECT(AwsIamGroupPolicy,
    MAY("PolicyName", &text))

OBJECT(AwsIamGroupDetails,
    MAY("AttachedManagedPolicies", LIST(0, 0, AwsIamAttachedManagedPolicy)),
    MAY("CreateDate", &text), MAY("GroupId", &text), MAY("GroupName", &text),
    MAY("GroupPolicyList", LIST(0, 0, AwsIamGroupPolicy)), MAY("Path", &text))

OBJECT(AwsIamInstanceProfileRole,
    MAY("Arn", &text), MAY("AssumeRolePolicyDocument", &text), MAY("CreateDate", &text),
    MAY("Path", &text), MAY("RoleId", &text), MAY("RoleName", &text))

OBJECT(AwsIamInstanceProfile,
    MAY("Arn", &text), MAY("CreateDate", &text), MAY("InstanceProfileId", &text),
    MAY("InstanceProfileName", &text), MAY("Path", &text),
    MAY("Roles", LIST(0, 0, AwsIamInstanceProfileRole)))

OBJECT(AwsIamRolePolicy,
    MAY("PolicyName", &text))

OBJECT(AwsIamRoleDetails,
    MAY("AssumeRolePolicyDocument", &text),
    MAY("AttachedManagedPolicies", LIST(0, 0, AwsIamAttachedManagedPolicy)),
    MAY("CreateDate", &text), MAY("InstanceProfileList", LIST(0, 0, AwsIamInstanceProfile)),
    MAY("PermissionsBoundary", &AwsIamPermissionsBoundary), MAY("RoleId", &text),
    MAY("RoleName", &text), MAY("RolePolicyList", LIST(0, 0, AwsIamRolePolicy)),
    MAY("MaxSessionDuration", &integer), MAY("Path", &text))

OBJECT(AwsKmsKeyDetails,
    MAY("AWSAccountId", &text), MAY("CreationDate", &number), MAY("KeyId", &text),
    MAY("KeyManager", &text), MAY("KeyState", &text), MAY("Origin", &text),
    MAY("Description", &text), MAY("KeyRotationStatus", &truth))

OBJECT(AwsLambdaFunctionCode,
    MAY("S3Bucket", &text), MAY("S3Key", &text), MAY("S3ObjectVersion", &text),
    MAY("ZipFile", &text))

OBJECT(AwsLambdaFunctionDeadLetterConfig,
    MAY("TargetArn", &text))

OBJECT(AwsLambdaFunctionEnvironmentError,
    MAY("ErrorCode", &text), MAY("Message", &text))

OBJECT(AwsLambdaFunctionEnvironment,
    MAY("Variables", MAP(0, 0, 0)), MAY("Error", &AwsLambdaFunctionEnvironmentError))

OBJECT(AwsLambdaFunctionLayer,
    MAY("Arn", &text), MAY("CodeSize", &integer))

OBJECT(AwsLambdaFunctionTracingConfig,
    MAY("Mode", &text))

OBJECT(AwsLambdaFunctionVpcConfig,
    MAY("SecurityGroupIds", LIST(0, 0, text)), MAY("SubnetIds", LIST(0, 0, text)),
    MAY("VpcId", &text))

OBJECT(AwsLambdaFunctionDetails,
    MAY("Code", &AwsLambdaFunctionCode), MAY("CodeSha256", &text),
    MAY("DeadLetterConfig", &AwsLambdaFunctionDeadLetterConfig),
    MAY("Environment", &AwsLambdaFunctionEnvironment), MAY("FunctionName", &text),
    MAY("Handler", &text), MAY("KmsKeyArn", &text), MAY("LastModified", &text),
    MAY("Layers", LIST(0, 0, AwsLambdaFunctionLayer)), MAY("MasterArn", &text),
    MAY("MemorySize", &integer), MAY("RevisionId", &text), MAY("Role", &text),
    MAY("Runtime", &text), MAY("Timeout", &integer),
    MAY("TracingConfig", &AwsLambdaFunctionTracingConfig),
    MAY("VpcConfig", &AwsLambdaFunctionVpcConfig), MAY("Version", &text),
    MAY("Architectures", LIST(0, 0, text)), MAY("PackageType", &text))

OBJECT(AwsLambdaLayerVersionDetails,
    MAY("Version", &integer), MAY("CompatibleRuntimes", LIST(0, 0, text)),
    MAY("CreatedDate", &text))

OBJECT(AwsRdsDbInstanceAssociatedRole,
    MAY("RoleArn", &text), MAY("FeatureName", &text), MAY("Status", &text))

OBJECT(AwsRdsDbInstanceEndpoint,
    MAY("Address", &text), MAY("Port", &integer), MAY("HostedZoneId", &text))

OBJECT(AwsRdsDbInstanceVpcSecurityGroup,
    MAY("VpcSecurityGroupId", &text), MAY("Status", &text))

OBJECT(AwsRdsDbParameterGroup,
    MAY("DbParameterGroupName", &text), MAY("ParameterApplyStatus", &text))

OBJECT(AwsRdsDbSubnetGroupSubnetAvailabilityZone,
    MAY("Name", &text))

OBJECT(AwsRdsDbSubnetGroupSubnet,
    MAY("SubnetIdentifier", &text),
    MAY("SubnetAvailabilityZone", &AwsRdsDbSubnetGroupSubnetAvailabilityZone),
    MAY("SubnetStatus", &text))

OBJECT(AwsRdsDbSubnetGroup,
    MAY("DbSubnetGroupName", &text), MAY("DbSubnetGroupDescription", &text), MAY("VpcId", &text),
    MAY("SubnetGroupStatus", &text), MAY("Subnets", LIST(0, 0, AwsRdsDbSubnetGroupSubnet)),
    MAY("DbSubnetGroupArn", &text))

OBJECT(AwsRdsPendingCloudWatchLogsExports,
    MAY("LogTypesToEnable", LIST(0, 0, text)), MAY("LogTypesToDisable", LIST(0, 0, text)))

OBJECT(AwsRdsDbProcessorFeature,
    MAY("Name", &text), MAY("Value", &text))

OBJECT(AwsRdsDbPendingModifiedValues,
    MAY("DbInstanceClass", &text), MAY("AllocatedStorage", &integer),
    MAY("MasterUserPassword", &text), MAY("Port", &integer), MAY("BackupRetentionPeriod", &integer),
    MAY("MultiAZ", &truth), MAY("EngineVersion", &text), MAY("LicenseModel", &text),
    MAY("Iops", &integer), MAY("DbInstanceIdentifier", &text), MAY("StorageType", &text),
    MAY("CaCertificateIdentifier", &text), MAY("DbSubnetGroupName", &text),
    MAY("PendingCloudWatchLogsExports", &AwsRdsPendingCloudWatchLogsExports),
    MAY("ProcessorFeatures", LIST(0, 0, AwsRdsDbProcessorFeature)))

OBJECT(AwsRdsDbOptionGroupMembership,
    MAY("OptionGroupName", &text), MAY("Status", &text))

OBJECT(AwsRdsDbStatusInfo,
    MAY("StatusType", &text), MAY("Normal", &truth), MAY("Status", &text), MAY("Message", &text))

OBJECT(AwsRdsDbDomainMembership,
    MAY("Domain", &text), MAY("Status", &text), MAY("Fqdn", &text), MAY("IamRoleName", &text))

OBJECT(AwsRdsDbInstanceDetails,
    MAY("AssociatedRoles", LIST(0, 0, AwsRdsDbInstanceAssociatedRole)),
    MAY("CACertificateIdentifier", &text), MAY("DBClusterIdentifier", &text),
    MAY("DBInstanceIdentifier", &text), MAY("DBInstanceClass", &text),
    MAY("DbInstancePort", &integer), MAY("DbiResourceId", &text), MAY("DBName", &text),
    MAY("DeletionProtection", &truth), MAY("Endpoint", &AwsRdsDbInstanceEndpoint),
    MAY("Engine", &text), MAY("EngineVersion", &text),
    MAY("IAMDatabaseAuthenticationEnabled", &truth), MAY("InstanceCreateTime", &text),
    MAY("KmsKeyId", &text), MAY("PubliclyAccessible", &truth), MAY("StorageEncrypted", &truth),
    MAY("TdeCredentialArn", &text),
    MAY("VpcSecurityGroups", LIST(0, 0, AwsRdsDbInstanceVpcSecurityGroup)), MAY("MultiAz", &truth),
    MAY("EnhancedMonitoringResourceArn", &text), MAY("DbInstanceStatus", &text),
    MAY("MasterUsername", &text), MAY("AllocatedStorage", &integer),
    MAY("PreferredBackupWindow", &text), MAY("BackupRetentionPeriod", &integer),
    MAY("DbSecurityGroups", LIST(0, 0, text)),
    MAY("DbParameterGroups", LIST(0, 0, AwsRdsDbParameterGroup)), MAY("AvailabilityZone", &text),
    MAY("DbSubnetGroup", &AwsRdsDbSubnetGroup), MAY("PreferredMaintenanceWindow", &text),
    MAY("PendingModifiedValues", &AwsRdsDbPendingModifiedValues),
    MAY("LatestRestorableTime", &text), MAY("AutoMinorVersionUpgrade", &truth),
    MAY("ReadReplicaSourceDBInstanceIdentifier", &text),
    MAY("ReadReplicaDBInstanceIdentifiers", LIST(0, 0, text)),
    MAY("ReadReplicaDBClusterIdentifiers", LIST(0, 0, text)), MAY("LicenseModel", &text),
    MAY("Iops", &integer), MAY("OptionGroupMemberships", LIST(0, 0, AwsRdsDbOptionGroupMembership)),
    MAY("CharacterSetName", &text), MAY("SecondaryAvailabilityZone", &text),
    MAY("StatusInfos", LIST(0, 0, AwsRdsDbStatusInfo)), MAY("StorageType", &text),
    MAY("DomainMemberships", LIST(0, 0, AwsRdsDbDomainMembership)),
    MAY("CopyTagsToSnapshot", &truth), MAY("MonitoringInterval", &integer),
    MAY("MonitoringRoleArn", &text), MAY("PromotionTier", &integer), MAY("Timezone", &text),
    MAY("PerformanceInsightsEnabled", &truth), MAY("PerformanceInsightsKmsKeyId", &text),
    MAY("PerformanceInsightsRetentionPeriod", &integer),
    MAY("EnabledCloudWatchLogsExports", LIST(0, 0, text)),
    MAY("ProcessorFeatures", LIST(0, 0, AwsRdsDbProcessorFeature)),
    MAY("ListenerEndpoint", &AwsRdsDbInstanceEndpoint), MAY("MaxAllocatedStorage", &integer))

OBJECT(AwsSnsTopicSubscription,
    MAY("Endpoint", &text), MAY("Protocol", &text))

OBJECT(AwsSnsTopicDetails,
    MAY("KmsMasterKeyId", &text), MAY("Subscription", LIST(0, 0, AwsSnsTopicSubscription)),
    MAY("TopicName", &text), MAY("Owner", &text), MAY("SqsSuccessFeedbackRoleArn", &text),
    MAY("SqsFailureFeedbackRoleArn", &text), MAY("ApplicationSuccessFeedbackRoleArn", &text),
    MAY("FirehoseSuccessFeedbackRoleArn", &text), MAY("FirehoseFailureFeedbackRoleArn", &text),
    MAY("HttpSuccessFeedbackRoleArn", &text), MAY("HttpFailureFeedbackRoleArn", &text))

OBJECT(AwsSqsQueueDetails,
    MAY("KmsDataKeyReusePeriodSeconds", &integer), MAY("KmsMasterKeyId", &text),
    MAY("QueueName", &text), MAY("DeadLetterTargetArn", &text))

OBJECT(WafAction,
    MAY("Type", &text))

OBJECT(WafExcludedRule,
    MAY("RuleId", &text))

OBJECT(WafOverrideAction,
    MAY("Type", &text))

OBJECT(AwsWafWebAclRule,
    MAY("Action", &WafAction), MAY("ExcludedRules", LIST(0, 0, WafExcludedRule)),
    MAY("OverrideAction", &WafOverrideAction), MAY("Priority", &integer), MAY("RuleId", &text),
    MAY("Type", &text))

OBJECT(AwsWafWebAclDetails,
    MAY("Name", &text), MAY("DefaultAction", &text), MAY("Rules", LIST(0, 0, AwsWafWebAclRule)),
    MAY("WebAclId", &text))

OBJECT(AwsRdsDbSnapshotDetails,
    MAY("DbSnapshotIdentifier", &text), MAY("DbInstanceIdentifier", &text),
    MAY("SnapshotCreateTime", &text), MAY("Engine", &text), MAY("AllocatedStorage", &integer),
    MAY("Status", &text), MAY("Port", &integer), MAY("AvailabilityZone", &text),
    MAY("VpcId", &text), MAY("InstanceCreateTime", &text), MAY("MasterUsername", &text),
    MAY("EngineVersion", &text), MAY("LicenseModel", &text), MAY("SnapshotType", &text),
    MAY("Iops", &integer), MAY("OptionGroupName", &text), MAY("PercentProgress", &integer),
    MAY("SourceRegion", &text), MAY("SourceDbSnapshotIdentifier", &text), MAY("StorageType", &text),
    MAY("TdeCredentialArn", &text), MAY("Encrypted", &truth), MAY("KmsKeyId", &text),
    MAY("Timezone", &text), MAY("IamDatabaseAuthenticationEnabled", &truth),
    MAY("ProcessorFeatures", LIST(0, 0, AwsRdsDbProcessorFeature)), MAY("DbiResourceId", &text))

OBJECT(AwsRdsDbClusterSnapshotDbClusterSnapshotAttribute,
    MAY("AttributeName", &text), MAY("AttributeValues", LIST(0, 0, text)))

OBJECT(AwsRdsDbClusterSnapshotDetails,
    MAY("AvailabilityZones", LIST(0, 0, text)), MAY("SnapshotCreateTime", &text),
    MAY("Engine", &text), MAY("AllocatedStorage", &integer), MAY("Status", &text),
    MAY("Port", &integer), MAY("VpcId", &text), MAY("ClusterCreateTime", &text),
    MAY("MasterUsername", &text), MAY("EngineVersion", &text), MAY("LicenseModel", &text),
    MAY("SnapshotType", &text), MAY("PercentProgress", &integer), MAY("StorageEncrypted", &truth),
    MAY("KmsKeyId", &text), MAY("DbClusterIdentifier", &text),
    MAY("DbClusterSnapshotIdentifier", &text), MAY("IamDatabaseAuthenticationEnabled", &truth),
    MAY("DbClusterSnapshotAttributes", LIST(0, 0, AwsRdsDbClusterSnapshotDbClusterSnapshotAttribute)))

OBJECT(AwsRdsDbClusterAssociatedRole,
    MAY("RoleArn", &text), MAY("Status", &text))

OBJECT(AwsRdsDbClusterOptionGroupMembership,
    MAY("DbClusterOptionGroupName", &text), MAY("Status", &text))

OBJECT(AwsRdsDbClusterMember,
    MAY("IsClusterWriter", &truth), MAY("PromotionTier", &integer),
    MAY("DbInstanceIdentifier", &text), MAY("DbClusterParameterGroupStatus", &text))

OBJECT(AwsRdsDbClusterDetails,
    MAY("AllocatedStorage", &integer), MAY("AvailabilityZones", LIST(0, 0, text)),
    MAY("BackupRetentionPeriod", &integer), MAY("DatabaseName", &text), MAY("Status", &text),
    MAY("Endpoint", &text), MAY("ReaderEndpoint", &text), MAY("CustomEndpoints", LIST(0, 0, text)),
    MAY("MultiAz", &truth), MAY("Engine", &text), MAY("EngineVersion", &text),
    MAY("Port", &integer), MAY("MasterUsername", &text), MAY("PreferredBackupWindow", &text),
    MAY("PreferredMaintenanceWindow", &text), MAY("ReadReplicaIdentifiers", LIST(0, 0, text)),
    MAY("VpcSecurityGroups", LIST(0, 0, AwsRdsDbInstanceVpcSecurityGroup)),
    MAY("HostedZoneId", &text), MAY("StorageEncrypted", &truth), MAY("KmsKeyId", &text),
    MAY("DbClusterResourceId", &text),
    MAY("AssociatedRoles", LIST(0, 0, AwsRdsDbClusterAssociatedRole)),
    MAY("ClusterCreateTime", &text), MAY("EnabledCloudWatchLogsExports", LIST(0, 0, text)),
    MAY("EngineMode", &text), MAY("DeletionProtection", &truth), MAY("HttpEndpointEnabled", &truth),
    MAY("ActivityStreamStatus", &text), MAY("CopyTagsToSnapshot", &truth),
    MAY("CrossAccountClone", &truth),
    MAY("DomainMemberships", LIST(0, 0, AwsRdsDbDomainMembership)),
    MAY("DbClusterParameterGroup", &text), MAY("DbSubnetGroup", &text),
    MAY("DbClusterOptionGroupMemberships", LIST(0, 0, AwsRdsDbClusterOptionGroupMembership)),
    MAY("DbClusterIdentifier", &text), MAY("DbClusterMembers", LIST(0, 0, AwsRdsDbClusterMember)),
    MAY("IamDatabaseAuthenticationEnabled", &truth), MAY("AutoMinorVersionUpgrade", &truth))

OBJECT(AwsEcsClusterClusterSettingsDetails,
    MAY("Name", &text), MAY("Value", &text))

OBJECT(AwsEcsClusterConfigurationExecuteCommandConfigurationLogConfigurationDetails,
    MAY("CloudWatchEncryptionEnabled", &truth), MAY("CloudWatchLogGroupName", &text),
    MAY("S3BucketName", &text), MAY("S3EncryptionEnabled", &truth), MAY("S3KeyPrefix", &text))

OBJECT(AwsEcsClusterConfigurationExecuteCommandConfigurationDetails,
    MAY("KmsKeyId", &text),
    MAY("LogConfiguration", &AwsEcsClusterConfigurationExecuteCommandConfigurationLogConfigurationDetails),
    MAY("Logging", &text))

OBJECT(AwsEcsClusterConfigurationDetails,
   
    MAY("ExecuteCommandConfiguration", &AwsEcsClusterConfigurationExecuteCommandConfigurationDetails))

OBJECT(AwsEcsClusterDefaultCapacityProviderStrategyDetails,
    MAY("Base", &integer), MAY("CapacityProvider", &text), MAY("Weight", &integer))

OBJECT(AwsEcsClusterDetails,
    MAY("ClusterArn", &text), MAY("ActiveServicesCount", &integer),
    MAY("CapacityProviders", LIST(0, 0, text)),
    MAY("ClusterSettings", LIST(0, 0, AwsEcsClusterClusterSettingsDetails)),
    MAY("Configuration", &AwsEcsClusterConfigurationDetails),
    MAY("DefaultCapacityProviderStrategy", LIST(0, 0, AwsEcsClusterDefaultCapacityProviderStrategyDetails)),
    MAY("ClusterName", &text), MAY("RegisteredContainerInstancesCount", &integer),
    MAY("RunningTasksCount", &integer), MAY("Status", &text))

OBJECT(AwsMountPoint,
    MAY("SourceVolume", &text), MAY("ContainerPath", &text))

OBJECT(AwsEcsContainerDetails,
    MAY("Name", &text), MAY("Image", &text), MAY("MountPoints", LIST(0, 0, AwsMountPoint)),
    MAY("Privileged", &truth))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsDependsOnDetails,
    MAY("Condition", &text), MAY("ContainerName", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsEnvironmentDetails,
    MAY("Name", &text), MAY("Value", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsEnvironmentFilesDetails,
    MAY("Type", &text), MAY("Value", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsExtraHostsDetails,
    MAY("Hostname", &text), MAY("IpAddress", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsFirelensConfigurationDetails,
    MAY("Options", MAP(0, 0, 0)), MAY("Type", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsHealthCheckDetails,
    MAY("Command", LIST(0, 0, text)), MAY("Interval", &integer), MAY("Retries", &integer),
    MAY("StartPeriod", &integer), MAY("Timeout", &integer))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsLinuxParametersCapabilitiesDetails,
    MAY("Add", LIST(0, 0, text)), MAY("Drop", LIST(0, 0, text)))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsLinuxParametersDevicesDetails,
    MAY("ContainerPath", &text), MAY("HostPath", &text), MAY("Permissions", LIST(0, 0, text)))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsLinuxParametersTmpfsDetails,
    MAY("ContainerPath", &text), MAY("MountOptions", LIST(0, 0, text)), MAY("Size", &integer))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsLinuxParametersDetails,
   
    MAY("Capabilities", &AwsEcsTaskDefinitionContainerDefinitionsLinuxParametersCapabilitiesDetails),
    MAY("Devices", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsLinuxParametersDevicesDetails)),
    MAY("InitProcessEnabled", &truth), MAY("MaxSwap", &integer), MAY("SharedMemorySize", &integer),
    MAY("Swappiness", &integer),
    MAY("Tmpfs", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsLinuxParametersTmpfsDetails)))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsLogConfigurationSecretOptionsDetails,
    MAY("Name", &text), MAY("ValueFrom", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsLogConfigurationDetails,
    MAY("LogDriver", &text), MAY("Options", MAP(0, 0, 0)),
    MAY("SecretOptions", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsLogConfigurationSecretOptionsDetails)))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsMountPointsDetails,
    MAY("ContainerPath", &text), MAY("ReadOnly", &truth), MAY("SourceVolume", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsPortMappingsDetails,
    MAY("ContainerPort", &integer), MAY("HostPort", &integer), MAY("Protocol", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsRepositoryCredentialsDetails,
    MAY("CredentialsParameter", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsResourceRequirementsDetails,
    MAY("Type", &text), MAY("Value", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsSecretsDetails,
    MAY("Name", &text), MAY("ValueFrom", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsSystemControlsDetails,
    MAY("Namespace", &text), MAY("Value", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsUlimitsDetails,
    MAY("HardLimit", &integer), MAY("Name", &text), MAY("SoftLimit", &integer))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsVolumesFromDetails,
    MAY("ReadOnly", &truth), MAY("SourceContainer", &text))

OBJECT(AwsEcsTaskDefinitionContainerDefinitionsDetails,
    MAY("Command", LIST(0, 0, text)), MAY("Cpu", &integer),
    MAY("DependsOn", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsDependsOnDetails)),
    MAY("DisableNetworking", &truth), MAY("DnsSearchDomains", LIST(0, 0, text)),
    MAY("DnsServers", LIST(0, 0, text)), MAY("DockerLabels", MAP(0, 0, 0)),
    MAY("DockerSecurityOptions", LIST(0, 0, text)), MAY("EntryPoint", LIST(0, 0, text)),
    MAY("Environment", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsEnvironmentDetails)),
    MAY("EnvironmentFiles", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsEnvironmentFilesDetails)),
    MAY("Essential", &truth),
    MAY("ExtraHosts", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsExtraHostsDetails)),
    MAY("FirelensConfiguration", &AwsEcsTaskDefinitionContainerDefinitionsFirelensConfigurationDetails),
    MAY("HealthCheck", &AwsEcsTaskDefinitionContainerDefinitionsHealthCheckDetails),
    MAY("Hostname", &text), MAY("Image", &text), MAY("Interactive", &truth),
    MAY("Links", LIST(0, 0, text)),
    MAY("LinuxParameters", &AwsEcsTaskDefinitionContainerDefinitionsLinuxParametersDetails),
    MAY("LogConfiguration", &AwsEcsTaskDefinitionContainerDefinitionsLogConfigurationDetails),
    MAY("Memory", &integer), MAY("MemoryReservation", &integer),
    MAY("MountPoints", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsMountPointsDetails)),
    MAY("Name", &text),
    MAY("PortMappings", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsPortMappingsDetails)),
    MAY("Privileged", &truth), MAY("PseudoTerminal", &truth), MAY("ReadonlyRootFilesystem", &truth),
    MAY("RepositoryCredentials", &AwsEcsTaskDefinitionContainerDefinitionsRepositoryCredentialsDetails),
    MAY("ResourceRequirements", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsResourceRequirementsDetails)),
    MAY("Secrets", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsSecretsDetails)),
    MAY("StartTimeout", &integer), MAY("StopTimeout", &integer),
    MAY("SystemControls", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsSystemControlsDetails)),
    MAY("Ulimits", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsUlimitsDetails)),
    MAY("User", &text),
    MAY("VolumesFrom", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsVolumesFromDetails)),
    MAY("WorkingDirectory", &text))

OBJECT(AwsEcsTaskDefinitionInferenceAcceleratorsDetails,
    MAY("DeviceName", &text), MAY("DeviceType", &text))

OBJECT(AwsEcsTaskDefinitionPlacementConstraintsDetails,
    MAY("Expression", &text), MAY("Type", &text))

OBJECT(AwsEcsTaskDefinitionProxyConfigurationProxyConfigurationPropertiesDetails,
    MAY("Name", &text), MAY("Value", &text))

OBJECT(AwsEcsTaskDefinitionProxyConfigurationDetails,
    MAY("ContainerName", &text),
    MAY("ProxyConfigurationProperties", LIST(0, 0, AwsEcsTaskDefinitionProxyConfigurationProxyConfigurationPropertiesDetails)),
    MAY("Type", &text))

OBJECT(AwsEcsTaskDefinitionVolumesDockerVolumeConfigurationDetails,
    MAY("Autoprovision", &truth), MAY("Driver", &text), MAY("DriverOpts", MAP(0, 0, 0)),
    MAY("Labels", MAP(0, 0, 0)), MAY("Scope", &text))

OBJECT(AwsEcsTaskDefinitionVolumesEfsVolumeConfigurationAuthorizationConfigDetails,
    MAY("AccessPointId", &text), MAY("Iam", &text))

OBJECT(AwsEcsTaskDefinitionVolumesEfsVolumeConfigurationDetails,
   
    MAY("AuthorizationConfig", &AwsEcsTaskDefinitionVolumesEfsVolumeConfigurationAuthorizationConfigDetails),
    MAY("FilesystemId", &text), MAY("RootDirectory", &text), MAY("TransitEncryption", &text),
    MAY("TransitEncryptionPort", &integer))

OBJECT(AwsEcsTaskDefinitionVolumesHostDetails,
    MAY("SourcePath", &text))

OBJECT(AwsEcsTaskDefinitionVolumesDetails,
    MAY("DockerVolumeConfiguration", &AwsEcsTaskDefinitionVolumesDockerVolumeConfigurationDetails),
    MAY("EfsVolumeConfiguration", &AwsEcsTaskDefinitionVolumesEfsVolumeConfigurationDetails),
    MAY("Host", &AwsEcsTaskDefinitionVolumesHostDetails), MAY("Name", &text))

OBJECT(AwsEcsTaskDefinitionDetails,
    MAY("ContainerDefinitions", LIST(0, 0, AwsEcsTaskDefinitionContainerDefinitionsDetails)),
    MAY("Cpu", &text), MAY("ExecutionRoleArn", &text), MAY("Family", &text),
    MAY("InferenceAccelerators", LIST(0, 0, AwsEcsTaskDefinitionInferenceAcceleratorsDetails)),
    MAY("IpcMode", &text), MAY("Memory", &text), MAY("NetworkMode", &text), MAY("PidMode", &text),
    MAY("PlacementConstraints", LIST(0, 0, AwsEcsTaskDefinitionPlacementConstraintsDetails)),
    MAY("ProxyConfiguration", &AwsEcsTaskDefinitionProxyConfigurationDetails),
    MAY("RequiresCompatibilities", LIST(0, 0, text)), MAY("TaskRoleArn", &text),
    MAY("Volumes", LIST(0, 0, AwsEcsTaskDefinitionVolumesDetails)), MAY("Status", &text))

OBJECT(VolumeMount,
    MAY("Name", &text), MAY("MountPath", &text))

OBJECT(ContainerDetails,
    MAY("ContainerRuntime", &text), MAY("Name", &text), MAY("ImageId", &text),
    MAY("ImageName", &text), MAY("LaunchedAt", &schema_time),
    MAY("VolumeMounts", LIST(0, 0, VolumeMount)), MAY("Privileged", &truth))

OBJECT(AwsRdsEventSubscriptionDetails,
    MAY("CustSubscriptionId", &text), MAY("CustomerAwsId", &text), MAY("Enabled", &truth),
    MAY("EventCategoriesList", LIST(0, 0, text)), MAY("EventSubscriptionArn", &text),
    MAY("SnsTopicArn", &text), MAY("SourceIdsList", LIST(0, 0, text)), MAY("SourceType", &text),
    MAY("Status", &text), MAY("SubscriptionCreationTime", &text))

OBJECT(AwsEcsServiceCapacityProviderStrategyDetails,
    MAY("Base", &integer), MAY("CapacityProvider", &text), MAY("Weight", &integer))

OBJECT(AwsEcsServiceDeploymentConfigurationDeploymentCircuitBreakerDetails,
    MAY("Enable", &truth), MAY("Rollback", &truth))

OBJECT(AwsEcsServiceDeploymentConfigurationDetails,
   
    MAY("DeploymentCircuitBreaker", &AwsEcsServiceDeploymentConfigurationDeploymentCircuitBreakerDetails),
    MAY("MaximumPercent", &integer), MAY("MinimumHealthyPercent", &integer))

OBJECT(AwsEcsServiceDeploymentControllerDetails,
    MAY("Type", &text))

OBJECT(AwsEcsServiceLoadBalancersDetails,
    MAY("ContainerName", &text), MAY("ContainerPort", &integer), MAY("LoadBalancerName", &text),
    MAY("TargetGroupArn", &text))

OBJECT(AwsEcsServiceNetworkConfigurationAwsVpcConfigurationDetails,
    MAY("AssignPublicIp", &text), MAY("SecurityGroups", LIST(0, 0, text)),
    MAY("Subnets", LIST(0, 0, text)))

OBJECT(AwsEcsServiceNetworkConfigurationDetails,
    MAY("AwsVpcConfiguration", &AwsEcsServiceNetworkConfigurationAwsVpcConfigurationDetails))

OBJECT(AwsEcsServicePlacementConstraintsDetails,
    MAY("Expression", &text), MAY("Type", &text))

OBJECT(AwsEcsServicePlacementStrategiesDetails,
    MAY("Field", &text), MAY("Type", &text))

OBJECT(AwsEcsServiceServiceRegistriesDetails,
    MAY("ContainerName", &text), MAY("ContainerPort", &integer), MAY("Port", &integer),
    MAY("RegistryArn", &text))

OBJECT(AwsEcsServiceDetails,
    MAY("CapacityProviderStrategy", LIST(0, 0, AwsEcsServiceCapacityProviderStrategyDetails)),
    MAY("Cluster", &text),
    MAY("DeploymentConfiguration", &AwsEcsServiceDeploymentConfigurationDetails),
    MAY("DeploymentController", &AwsEcsServiceDeploymentControllerDetails),
    MAY("DesiredCount", &integer), MAY("EnableEcsManagedTags", &truth),
    MAY("EnableExecuteCommand", &truth), MAY("HealthCheckGracePeriodSeconds", &integer),
    MAY("LaunchType", &text), MAY("LoadBalancers", LIST(0, 0, AwsEcsServiceLoadBalancersDetails)),
    MAY("Name", &text), MAY("NetworkConfiguration", &AwsEcsServiceNetworkConfigurationDetails),
    MAY("PlacementConstraints", LIST(0, 0, AwsEcsServicePlacementConstraintsDetails)),
    MAY("PlacementStrategies", LIST(0, 0, AwsEcsServicePlacementStrategiesDetails)),
    MAY("PlatformVersion", &text), MAY("PropagateTags", &text), MAY("Role", &text),
    MAY("SchedulingStrategy", &text), MAY("ServiceArn", &text), MAY("ServiceName", &text),
    MAY("ServiceRegistries", LIST(0, 0, AwsEcsServiceServiceRegistriesDetails)),
    MAY("TaskDefinition", &text))

OBJECT(AwsAutoScalingLaunchConfigurationBlockDeviceMappingsEbsDetails,
    MAY("DeleteOnTermination", &truth), MAY("Encrypted", &truth), MAY("Iops", &integer),
    MAY("SnapshotId", &text), MAY("VolumeSize", &integer), MAY("VolumeType", &text))

OBJECT(AwsAutoScalingLaunchConfigurationBlockDeviceMappingsDetails,
    MAY("DeviceName", &text),
    MAY("Ebs", &AwsAutoScalingLaunchConfigurationBlockDeviceMappingsEbsDetails),
    MAY("NoDevice", &truth), MAY("VirtualName", &text))

OBJECT(AwsAutoScalingLaunchConfigurationInstanceMonitoringDetails,
    MAY("Enabled", &truth))

OBJECT(AwsAutoScalingLaunchConfigurationMetadataOptions,
    MAY("HttpEndpoint", &text), MAY("HttpPutResponseHopLimit", &integer), MAY("HttpTokens", &text))

OBJECT(AwsAutoScalingLaunchConfigurationDetails,
    MAY("AssociatePublicIpAddress", &truth),
    MAY("BlockDeviceMappings", LIST(0, 0, AwsAutoScalingLaunchConfigurationBlockDeviceMappingsDetails)),
    MAY("ClassicLinkVpcId", &text), MAY("ClassicLinkVpcSecurityGroups", LIST(0, 0, text)),
    MAY("CreatedTime", &text), MAY("EbsOptimized", &truth), MAY("IamInstanceProfile", &text),
    MAY("ImageId", &text),
    MAY("InstanceMonitoring", &AwsAutoScalingLaunchConfigurationInstanceMonitoringDetails),
    MAY("InstanceType", &text), MAY("KernelId", &text), MAY("KeyName", &text),
    MAY("LaunchConfigurationName", &text), MAY("PlacementTenancy", &text), MAY("RamdiskId", &text),
    MAY("SecurityGroups", LIST(0, 0, text)), MAY("SpotPrice", &text), MAY("UserData", &text),
    MAY("MetadataOptions", &AwsAutoScalingLaunchConfigurationMetadataOptions))

OBJECT(AwsEc2VpnConnectionVgwTelemetryDetails,
    MAY("AcceptedRouteCount", &integer), MAY("CertificateArn", &text),
    MAY("LastStatusChange", &text), MAY("OutsideIpAddress", &text), MAY("Status", &text),
    MAY("StatusMessage", &text))

OBJECT(AwsEc2VpnConnectionOptionsTunnelOptionsDetails,
    MAY("DpdTimeoutSeconds", &integer), MAY("IkeVersions", LIST(0, 0, text)),
    MAY("OutsideIpAddress", &text), MAY("Phase1DhGroupNumbers", LIST(0, 0, integer)),
    MAY("Phase1EncryptionAlgorithms", LIST(0, 0, text)),
    MAY("Phase1IntegrityAlgorithms", LIST(0, 0, text)), MAY("Phase1LifetimeSeconds", &integer),
    MAY("Phase2DhGroupNumbers", LIST(0, 0, integer)),
    MAY("Phase2EncryptionAlgorithms", LIST(0, 0, text)),
    MAY("Phase2IntegrityAlgorithms", LIST(0, 0, text)), MAY("Phase2LifetimeSeconds", &integer),
    MAY("PreSharedKey", &text), MAY("RekeyFuzzPercentage", &integer),
    MAY("RekeyMarginTimeSeconds", &integer), MAY("ReplayWindowSize", &integer),
    MAY("TunnelInsideCidr", &text))

OBJECT(AwsEc2VpnConnectionOptionsDetails,
    MAY("StaticRoutesOnly", &truth),
    MAY("TunnelOptions", LIST(0, 0, AwsEc2VpnConnectionOptionsTunnelOptionsDetails)))

OBJECT(AwsEc2VpnConnectionRoutesDetails,
    MAY("DestinationCidrBlock", &text), MAY("State", &text))

OBJECT(AwsEc2VpnConnectionDetails,
    MAY("VpnConnectionId", &text), MAY("State", &text), MAY("CustomerGatewayId", &text),
    MAY("CustomerGatewayConfiguration", &text), MAY("Type", &text), MAY("VpnGatewayId", &text),
    MAY("Category", &text), MAY("VgwTelemetry", LIST(0, 0, AwsEc2VpnConnectionVgwTelemetryDetails)),
    MAY("Options", &AwsEc2VpnConnectionOptionsDetails),
    MAY("Routes", LIST(0, 0, AwsEc2VpnConnectionRoutesDetails)), MAY("TransitGatewayId", &text))

OBJECT(AwsEcrContainerImageDetails,
    MAY("RegistryId", &text), MAY("RepositoryName", &text), MAY("Architecture", &text),
    MAY("ImageDigest", &text), MAY("ImageTags", LIST(0, 0, text)), MAY("ImagePublishedAt", &text))

OBJECT(AwsOpenSearchServiceDomainEncryptionAtRestOptionsDetails,
    MAY("Enabled", &truth), MAY("KmsKeyId", &text))

OBJECT(AwsOpenSearchServiceDomainNodeToNodeEncryptionOptionsDetails,
    MAY("Enabled", &truth))

OBJECT(AwsOpenSearchServiceDomainServiceSoftwareOptionsDetails,
    MAY("AutomatedUpdateDate", &text), MAY("Cancellable", &truth), MAY("CurrentVersion", &text),
    MAY("Description", &text), MAY("NewVersion", &text), MAY("UpdateAvailable", &truth),
    MAY("UpdateStatus", &text), MAY("OptionalDeployment", &truth))

OBJECT(AwsOpenSearchServiceDomainClusterConfigZoneAwarenessConfigDetails,
    MAY("AvailabilityZoneCount", &integer))

OBJECT(AwsOpenSearchServiceDomainClusterConfigDetails,
    MAY("InstanceCount", &integer), MAY("WarmEnabled", &truth), MAY("WarmCount", &integer),
    MAY("DedicatedMasterEnabled", &truth),
    MAY("ZoneAwarenessConfig", &AwsOpenSearchServiceDomainClusterConfigZoneAwarenessConfigDetails),
    MAY("DedicatedMasterCount", &integer), MAY("InstanceType", &text), MAY("WarmType", &text),
    MAY("ZoneAwarenessEnabled", &truth), MAY("DedicatedMasterType", &text))

OBJECT(AwsOpenSearchServiceDomainDomainEndpointOptionsDetails,
    MAY("CustomEndpointCertificateArn", &text), MAY("CustomEndpointEnabled", &truth),
    MAY("EnforceHTTPS", &truth), MAY("CustomEndpoint", &text), MAY("TLSSecurityPolicy", &text))

OBJECT(AwsOpenSearchServiceDomainVpcOptionsDetails,
    MAY("SecurityGroupIds", LIST(0, 0, text)), MAY("SubnetIds", LIST(0, 0, text)))

OBJECT(AwsOpenSearchServiceDomainLogPublishingOption,
    MAY("CloudWatchLogsLogGroupArn", &text), MAY("Enabled", &truth))

OBJECT(AwsOpenSearchServiceDomainLogPublishingOptionsDetails,
    MAY("IndexSlowLogs", &AwsOpenSearchServiceDomainLogPublishingOption),
    MAY("SearchSlowLogs", &AwsOpenSearchServiceDomainLogPublishingOption),
    MAY("AuditLogs", &AwsOpenSearchServiceDomainLogPublishingOption))

OBJECT(AwsOpenSearchServiceDomainMasterUserOptionsDetails,
    MAY("MasterUserArn", &text), MAY("MasterUserName", &text), MAY("MasterUserPassword", &text))

OBJECT(AwsOpenSearchServiceDomainAdvancedSecurityOptionsDetails,
    MAY("Enabled", &truth), MAY("InternalUserDatabaseEnabled", &truth),
    MAY("MasterUserOptions", &AwsOpenSearchServiceDomainMasterUserOptionsDetails))

OBJECT(AwsOpenSearchServiceDomainDetails,
    MAY("Arn", &text), MAY("AccessPolicies", &text), MAY("DomainName", &text), MAY("Id", &text),
    MAY("DomainEndpoint", &text), MAY("EngineVersion", &text),
    MAY("EncryptionAtRestOptions", &AwsOpenSearchServiceDomainEncryptionAtRestOptionsDetails),
    MAY("NodeToNodeEncryptionOptions", &AwsOpenSearchServiceDomainNodeToNodeEncryptionOptionsDetails),
    MAY("ServiceSoftwareOptions", &AwsOpenSearchServiceDomainServiceSoftwareOptionsDetails),
    MAY("ClusterConfig", &AwsOpenSearchServiceDomainClusterConfigDetails),
    MAY("DomainEndpointOptions", &AwsOpenSearchServiceDomainDomainEndpointOptionsDetails),
    MAY("VpcOptions", &AwsOpenSearchServiceDomainVpcOptionsDetails),
    MAY("LogPublishingOptions", &AwsOpenSearchServiceDomainLogPublishingOptionsDetails),
    MAY("DomainEndpoints", MAP(0, 0, 0)),
    MAY("AdvancedSecurityOptions", &AwsOpenSearchServiceDomainAdvancedSecurityOptionsDetails))

OBJECT(AwsEc2VpcEndpointServiceServiceTypeDetails,
    MAY("ServiceType", &text))

OBJECT(AwsEc2VpcEndpointServiceDetails,
    MAY("AcceptanceRequired", &truth), MAY("AvailabilityZones", LIST(0, 0, text)),
    MAY("BaseEndpointDnsNames", LIST(0, 0, text)), MAY("ManagesVpcEndpoints", &truth),
    MAY("GatewayLoadBalancerArns", LIST(0, 0, text)),
    MAY("NetworkLoadBalancerArns", LIST(0, 0, text)), MAY("PrivateDnsName", &text),
    MAY("ServiceId", &text), MAY("ServiceName", &text), MAY("ServiceState", &text),
    MAY("ServiceType", LIST(0, 0, AwsEc2VpcEndpointServiceServiceTypeDetails)))

OBJECT(AwsXrayEncryptionConfigDetails,
    MAY("KeyId", &text), MAY("Status", &text), MAY("Type", &text))

OBJECT(AwsWafRateBasedRuleMatchPredicate,
    MAY("DataId", &text), MAY("Negated", &truth), MAY("Type", &text))

OBJECT(AwsWafRateBasedRuleDetails,
    MAY("MetricName", &text), MAY("Name", &text), MAY("RateKey", &text), MAY("RateLimit", &integer),
    MAY("RuleId", &text), MAY("MatchPredicates", LIST(0, 0, AwsWafRateBasedRuleMatchPredicate)))

OBJECT(AwsWafRegionalRateBasedRuleMatchPredicate,
    MAY("DataId", &text), MAY("Negated", &truth), MAY("Type", &text))

OBJECT(AwsWafRegionalRateBasedRuleDetails,
    MAY("MetricName", &text), MAY("Name", &text), MAY("RateKey", &text), MAY("RateLimit", &integer),
    MAY("RuleId", &text),
    MAY("MatchPredicates", LIST(0, 0, AwsWafRegionalRateBasedRuleMatchPredicate)))

OBJECT(AwsEcrRepositoryImageScanningConfigurationDetails,
    MAY("ScanOnPush", &truth))

OBJECT(AwsEcrRepositoryLifecyclePolicyDetails,
    MAY("LifecyclePolicyText", &text), MAY("RegistryId", &text))

OBJECT(AwsEcrRepositoryDetails,
    MAY("Arn", &text),
    MAY("ImageScanningConfiguration", &AwsEcrRepositoryImageScanningConfigurationDetails),
    MAY("ImageTagMutability", &text),
    MAY("LifecyclePolicy", &AwsEcrRepositoryLifecyclePolicyDetails), MAY("RepositoryName", &text),
    MAY("RepositoryPolicyText", &text))

OBJECT(AwsEksClusterResourcesVpcConfigDetails,
    MAY("SecurityGroupIds", LIST(0, 0, text)), MAY("SubnetIds", LIST(0, 0, text)),
    MAY("EndpointPublicAccess", &truth))

OBJECT(AwsEksClusterLoggingClusterLoggingDetails,
    MAY("Enabled", &truth), MAY("Types", LIST(0, 0, text)))

OBJECT(AwsEksClusterLoggingDetails,
    MAY("ClusterLogging", LIST(0, 0, AwsEksClusterLoggingClusterLoggingDetails)))

OBJECT(AwsEksClusterDetails,
    MAY("Arn", &text), MAY("CertificateAuthorityData", &text), MAY("ClusterStatus", &text),
    MAY("Endpoint", &text), MAY("Name", &text),
    MAY("ResourcesVpcConfig", &AwsEksClusterResourcesVpcConfigDetails), MAY("RoleArn", &text),
    MAY("Version", &text), MAY("Logging", &AwsEksClusterLoggingDetails))

OBJECT(FirewallPolicyStatefulRuleGroupReferencesDetails,
    MAY("ResourceArn", &text))

OBJECT(StatelessCustomPublishMetricActionDimension,
    MAY("Value", &text))

OBJECT(StatelessCustomPublishMetricAction,
    MAY("Dimensions", LIST(0, 0, StatelessCustomPublishMetricActionDimension)))

OBJECT(StatelessCustomActionDefinition,
    MAY("PublishMetricAction", &StatelessCustomPublishMetricAction))

OBJECT(FirewallPolicyStatelessCustomActionsDetails,
    MAY("ActionDefinition", &StatelessCustomActionDefinition), MAY("ActionName", &text))

OBJECT(FirewallPolicyStatelessRuleGroupReferencesDetails,
    MAY("Priority", &integer), MAY("ResourceArn", &text))

OBJECT(FirewallPolicyDetails,
   
    MAY("StatefulRuleGroupReferences", LIST(0, 0, FirewallPolicyStatefulRuleGroupReferencesDetails)),
    MAY("StatelessCustomActions", LIST(0, 0, FirewallPolicyStatelessCustomActionsDetails)),
    MAY("StatelessDefaultActions", LIST(0, 0, text)),
    MAY("StatelessFragmentDefaultActions", LIST(0, 0, text)),
    MAY("StatelessRuleGroupReferences", LIST(0, 0, FirewallPolicyStatelessRuleGroupReferencesDetails)))

OBJECT(AwsNetworkFirewallFirewallPolicyDetails,
    MAY("FirewallPolicy", &FirewallPolicyDetails), MAY("FirewallPolicyArn", &text),
    MAY("FirewallPolicyId", &text), MAY("FirewallPolicyName", &text), MAY("Description", &text))

OBJECT(AwsNetworkFirewallFirewallSubnetMappingsDetails,
    MAY("SubnetId", &text))

OBJECT(AwsNetworkFirewallFirewallDetails,
    MAY("DeleteProtection", &truth), MAY("Description", &text), MAY("FirewallArn", &text),
    MAY("FirewallId", &text), MAY("FirewallName", &text), MAY("FirewallPolicyArn", &text),
    MAY("FirewallPolicyChangeProtection", &truth), MAY("SubnetChangeProtection", &truth),
    MAY("SubnetMappings", LIST(0, 0, AwsNetworkFirewallFirewallSubnetMappingsDetails)),
    MAY("VpcId", &text))

OBJECT(RuleGroupVariablesIpSetsDetails,
    MAY("Definition", LIST(0, 0, text)))

OBJECT(RuleGroupVariablesPortSetsDetails,
    MAY("Definition", LIST(0, 0, text)))

OBJECT(RuleGroupVariables,
    MAY("IpSets", &RuleGroupVariablesIpSetsDetails),
    MAY("PortSets", &RuleGroupVariablesPortSetsDetails))

OBJECT(RuleGroupSourceListDetails,
    MAY("GeneratedRulesType", &text), MAY("TargetTypes", LIST(0, 0, text)),
    MAY("Targets", LIST(0, 0, text)))

OBJECT(RuleGroupSourceStatefulRulesHeaderDetails,
    MAY("Destination", &text), MAY("DestinationPort", &text), MAY("Direction", &text),
    MAY("Protocol", &text), MAY("Source", &text), MAY("SourcePort", &text))

OBJECT(RuleGroupSourceStatefulRulesOptionsDetails,
    MAY("Keyword", &text), MAY("Settings", LIST(0, 0, text)))

OBJECT(RuleGroupSourceStatefulRulesDetails,
    MAY("Action", &text), MAY("Header", &RuleGroupSourceStatefulRulesHeaderDetails),
    MAY("RuleOptions", LIST(0, 0, RuleGroupSourceStatefulRulesOptionsDetails)))

OBJECT(RuleGroupSourceCustomActionsDetails,
    MAY("ActionDefinition", &StatelessCustomActionDefinition), MAY("ActionName", &text))

OBJECT(RuleGroupSourceStatelessRuleMatchAttributesDestinationPorts,
    MAY("FromPort", &integer), MAY("ToPort", &integer))

OBJECT(RuleGroupSourceStatelessRuleMatchAttributesDestinations,
    MAY("AddressDefinition", &text))

OBJECT(RuleGroupSourceStatelessRuleMatchAttributesSourcePorts,
    MAY("FromPort", &integer), MAY("ToPort", &integer))

OBJECT(RuleGroupSourceStatelessRuleMatchAttributesSources,
    MAY("AddressDefinition", &text))

OBJECT(RuleGroupSourceStatelessRuleMatchAttributesTcpFlags,
    MAY("Flags", LIST(0, 0, text)), MAY("Masks", LIST(0, 0, text)))

OBJECT(RuleGroupSourceStatelessRuleMatchAttributes,
   
    MAY("DestinationPorts", LIST(0, 0, RuleGroupSourceStatelessRuleMatchAttributesDestinationPorts)),
    MAY("Destinations", LIST(0, 0, RuleGroupSourceStatelessRuleMatchAttributesDestinations)),
    MAY("Protocols", LIST(0, 0, integer)),
    MAY("SourcePorts", LIST(0, 0, RuleGroupSourceStatelessRuleMatchAttributesSourcePorts)),
    MAY("Sources", LIST(0, 0, RuleGroupSourceStatelessRuleMatchAttributesSources)),
    MAY("TcpFlags", LIST(0, 0, RuleGroupSourceStatelessRuleMatchAttributesTcpFlags)))

OBJECT(RuleGroupSourceStatelessRuleDefinition,
    MAY("Actions", LIST(0, 0, text)),
    MAY("MatchAttributes", &RuleGroupSourceStatelessRuleMatchAttributes))

OBJECT(RuleGroupSourceStatelessRulesDetails,
    MAY("Priority", &integer), MAY("RuleDefinition", &RuleGroupSourceStatelessRuleDefinition))

OBJECT(RuleGroupSourceStatelessRulesAndCustomActionsDetails,
    MAY("CustomActions", LIST(0, 0, RuleGroupSourceCustomActionsDetails)),
    MAY("StatelessRules", LIST(0, 0, RuleGroupSourceStatelessRulesDetails)))

OBJECT(RuleGroupSource,
    MAY("RulesSourceList", &RuleGroupSourceListDetails), MAY("RulesString", &text),
    MAY("StatefulRules", LIST(0, 0, RuleGroupSourceStatefulRulesDetails)),
    MAY("StatelessRulesAndCustomActions", &RuleGroupSourceStatelessRulesAndCustomActionsDetails))

OBJECT(RuleGroupDetails,
    MAY("RuleVariables", &RuleGroupVariables), MAY("RulesSource", &RuleGroupSource))

OBJECT(AwsNetworkFirewallRuleGroupDetails,
    MAY("Capacity", &integer), MAY("Description", &text), MAY("RuleGroup", &RuleGroupDetails),
    MAY("RuleGroupArn", &text), MAY("RuleGroupId", &text), MAY("RuleGroupName", &text),
    MAY("Type", &text))

OBJECT(AwsRdsDbSecurityGroupEc2SecurityGroup,
    MAY("Ec2SecurityGroupId", &text), MAY("Ec2SecurityGroupName", &text),
    MAY("Ec2SecurityGroupOwnerId", &text), MAY("Status", &text))

OBJECT(AwsRdsDbSecurityGroupIpRange,
    MAY("CidrIp", &text), MAY("Status", &text))

OBJECT(AwsRdsDbSecurityGroupDetails,
    MAY("DbSecurityGroupArn", &text), MAY("DbSecurityGroupDescription", &text),
    MAY("DbSecurityGroupName", &text),
    MAY("Ec2SecurityGroups", LIST(0, 0, AwsRdsDbSecurityGroupEc2SecurityGroup)),
    MAY("IpRanges", LIST(0, 0, AwsRdsDbSecurityGroupIpRange)), MAY("OwnerId", &text),
    MAY("VpcId", &text))

OBJECT(AwsKinesisStreamStreamEncryptionDetails,
    MAY("EncryptionType", &text), MAY("KeyId", &text))

OBJECT(AwsKinesisStreamDetails,
    MAY("Name", &text), MAY("Arn", &text),
    MAY("StreamEncryption", &AwsKinesisStreamStreamEncryptionDetails), MAY("ShardCount", &integer),
    MAY("RetentionPeriodHours", &integer))

OBJECT(AwsEc2TransitGatewayDetails,
    MAY("Id", &text), MAY("Description", &text), MAY("DefaultRouteTablePropagation", &text),
    MAY("AutoAcceptSharedAttachments", &text), MAY("DefaultRouteTableAssociation", &text),
    MAY("TransitGatewayCidrBlocks", LIST(0, 0, text)), MAY("AssociationDefaultRouteTableId", &text),
    MAY("PropagationDefaultRouteTableId", &text), MAY("VpnEcmpSupport", &text),
    MAY("DnsSupport", &text), MAY("MulticastSupport", &text), MAY("AmazonSideAsn", &integer))

OBJECT(AwsEfsAccessPointPosixUserDetails,
    MAY("Gid", &text), MAY("SecondaryGids", LIST(0, 0, text)), MAY("Uid", &text))

OBJECT(AwsEfsAccessPointRootDirectoryCreationInfoDetails,
    MAY("OwnerGid", &text), MAY("OwnerUid", &text), MAY("Permissions", &text))

OBJECT(AwsEfsAccessPointRootDirectoryDetails,
    MAY("CreationInfo", &AwsEfsAccessPointRootDirectoryCreationInfoDetails), MAY("Path", &text))

OBJECT(AwsEfsAccessPointDetails,
    MAY("AccessPointId", &text), MAY("Arn", &text), MAY("ClientToken", &text),
    MAY("FileSystemId", &text), MAY("PosixUser", &AwsEfsAccessPointPosixUserDetails),
    MAY("RootDirectory", &AwsEfsAccessPointRootDirectoryDetails))

OBJECT(AwsCloudFormationStackDriftInformationDetails,
    MAY("StackDriftStatus", &text))

OBJECT(AwsCloudFormationStackOutputsDetails,
    MAY("Description", &text), MAY("OutputKey", &text), MAY("OutputValue", &text))

OBJECT(AwsCloudFormationStackDetails,
    MAY("Capabilities", LIST(0, 0, text)), MAY("CreationTime", &text), MAY("Description", &text),
    MAY("DisableRollback", &truth),
    MAY("DriftInformation", &AwsCloudFormationStackDriftInformationDetails),
    MAY("EnableTerminationProtection", &truth), MAY("LastUpdatedTime", &text),
    MAY("NotificationArns", LIST(0, 0, text)),
    MAY("Outputs", LIST(0, 0, AwsCloudFormationStackOutputsDetails)), MAY("RoleArn", &text),
    MAY("StackId", &text), MAY("StackName", &text), MAY("StackStatus", &text),
    MAY("StackStatusReason", &text), MAY("TimeoutInMinutes", &integer))

OBJECT(AwsCloudWatchAlarmDimensionsDetails,
    MAY("Name", &text), MAY("Value", &text))

OBJECT(AwsCloudWatchAlarmDetails,
    MAY("ActionsEnabled", &truth), MAY("AlarmActions", LIST(0, 0, text)), MAY("AlarmArn", &text),
    MAY("AlarmConfigurationUpdatedTimestamp", &text), MAY("AlarmDescription", &text),
    MAY("AlarmName", &text), MAY("ComparisonOperator", &text), MAY("DatapointsToAlarm", &integer),
    MAY("Dimensions", LIST(0, 0, AwsCloudWatchAlarmDimensionsDetails)),
    MAY("EvaluateLowSampleCountPercentile", &text), MAY("EvaluationPeriods", &integer),
    MAY("ExtendedStatistic", &text), MAY("InsufficientDataActions", LIST(0, 0, text)),
    MAY("MetricName", &text), MAY("Namespace", &text), MAY("OkActions", LIST(0, 0, text)),
    MAY("Period", &integer), MAY("Statistic", &text), MAY("Threshold", &number),
    MAY("ThresholdMetricId", &text), MAY("TreatMissingData", &text), MAY("Unit", &text))

OBJECT(VpcInfoCidrBlockSetDetails,
    MAY("CidrBlock", &text))

OBJECT(VpcInfoIpv6CidrBlockSetDetails,
    MAY("Ipv6CidrBlock", &text))

OBJECT(VpcInfoPeeringOptionsDetails,
    MAY("AllowDnsResolutionFromRemoteVpc", &truth),
    MAY("AllowEgressFromLocalClassicLinkToRemoteVpc", &truth),
    MAY("AllowEgressFromLocalVpcToRemoteClassicLink", &truth))

OBJECT(AwsEc2VpcPeeringConnectionVpcInfoDetails,
    MAY("CidrBlock", &text), MAY("CidrBlockSet", LIST(0, 0, VpcInfoCidrBlockSetDetails)),
    MAY("Ipv6CidrBlockSet", LIST(0, 0, VpcInfoIpv6CidrBlockSetDetails)), MAY("OwnerId", &text),
    MAY("PeeringOptions", &VpcInfoPeeringOptionsDetails), MAY("Region", &text), MAY("VpcId", &text))

OBJECT(AwsEc2VpcPeeringConnectionStatusDetails,
    MAY("Code", &text), MAY("Message", &text))

OBJECT(AwsEc2VpcPeeringConnectionDetails,
    MAY("AccepterVpcInfo", &AwsEc2VpcPeeringConnectionVpcInfoDetails), MAY("ExpirationTime", &text),
    MAY("RequesterVpcInfo", &AwsEc2VpcPeeringConnectionVpcInfoDetails),
    MAY("Status", &AwsEc2VpcPeeringConnectionStatusDetails), MAY("VpcPeeringConnectionId", &text))

OBJECT(AwsWafRegionalRuleGroupRulesActionDetails,
    MAY("Type", &text))

OBJECT(AwsWafRegionalRuleGroupRulesDetails,
    MAY("Action", &AwsWafRegionalRuleGroupRulesActionDetails), MAY("Priority", &integer),
    MAY("RuleId", &text), MAY("Type", &text))

OBJECT(AwsWafRegionalRuleGroupDetails,
    MAY("MetricName", &text), MAY("Name", &text), MAY("RuleGroupId", &text),
    MAY("Rules", LIST(0, 0, AwsWafRegionalRuleGroupRulesDetails)))

OBJECT(AwsWafRegionalRulePredicateListDetails,
    MAY("DataId", &text), MAY("Negated", &truth), MAY("Type", &text))

OBJECT(AwsWafRegionalRuleDetails,
    MAY("MetricName", &text), MAY("Name", &text),
    MAY("PredicateList", LIST(0, 0, AwsWafRegionalRulePredicateListDetails)), MAY("RuleId", &text))

OBJECT(AwsWafRegionalWebAclRulesListActionDetails,
    MAY("Type", &text))

OBJECT(AwsWafRegionalWebAclRulesListOverrideActionDetails,
    MAY("Type", &text))

OBJECT(AwsWafRegionalWebAclRulesListDetails,
    MAY("Action", &AwsWafRegionalWebAclRulesListActionDetails),
    MAY("OverrideAction", &AwsWafRegionalWebAclRulesListOverrideActionDetails),
    MAY("Priority", &integer), MAY("RuleId", &text), MAY("Type", &text))

OBJECT(AwsWafRegionalWebAclDetails,
    MAY("DefaultAction", &text), MAY("MetricName", &text), MAY("Name", &text),
    MAY("RulesList", LIST(0, 0, AwsWafRegionalWebAclRulesListDetails)), MAY("WebAclId", &text))

OBJECT(AwsWafRulePredicateListDetails,
    MAY("DataId", &text), MAY("Negated", &truth), MAY("Type", &text))

OBJECT(AwsWafRuleDetails,
    MAY("MetricName", &text), MAY("Name", &text),
    MAY("PredicateList", LIST(0, 0, AwsWafRulePredicateListDetails)), MAY("RuleId", &text))

OBJECT(AwsWafRuleGroupRulesActionDetails,
    MAY("Type", &text))

OBJECT(AwsWafRuleGroupRulesDetails,
    MAY("Action", &AwsWafRuleGroupRulesActionDetails), MAY("Priority", &integer),
    MAY("RuleId", &text), MAY("Type", &text))

OBJECT(AwsWafRuleGroupDetails,
    MAY("MetricName", &text), MAY("Name", &text), MAY("RuleGroupId", &text),
    MAY("Rules", LIST(0, 0, AwsWafRuleGroupRulesDetails)))

OBJECT(AwsEcsTaskVolumeHostDetails,
    MAY("SourcePath", &text))

OBJECT(AwsEcsTaskVolumeDetails,
    MAY("Name", &text), MAY("Host", &AwsEcsTaskVolumeHostDetails))

OBJECT(AwsEcsTaskDetails,
    MAY("ClusterArn", &text), MAY("TaskDefinitionArn", &text), MAY("Version", &text),
    MAY("CreatedAt", &text), MAY("StartedAt", &text), MAY("StartedBy", &text), MAY("Group", &text),
    MAY("Volumes", LIST(0, 0, AwsEcsTaskVolumeDetails)),
    MAY("Containers", LIST(0, 0, AwsEcsContainerDetails)))

OBJECT(AwsBackupBackupVaultNotificationsDetails,
    MAY("BackupVaultEvents", LIST(0, 0, text)), MAY("SnsTopicArn", &text))

OBJECT(AwsBackupBackupVaultDetails,
    MAY("BackupVaultArn", &text), MAY("BackupVaultName", &text), MAY("EncryptionKeyArn", &text),
    MAY("Notifications", &AwsBackupBackupVaultNotificationsDetails), MAY("AccessPolicy", &text))

OBJECT(AwsBackupBackupPlanAdvancedBackupSettingsDetails,
    MAY("BackupOptions", MAP(0, 0, 0)), MAY("ResourceType", &text))

OBJECT(AwsBackupBackupPlanLifecycleDetails,
    MAY("DeleteAfterDays", &integer), MAY("MoveToColdStorageAfterDays", &integer))

OBJECT(AwsBackupBackupPlanRuleCopyActionsDetails,
    MAY("DestinationBackupVaultArn", &text), MAY("Lifecycle", &AwsBackupBackupPlanLifecycleDetails))

OBJECT(AwsBackupBackupPlanRuleDetails,
    MAY("TargetBackupVault", &text), MAY("StartWindowMinutes", &integer),
    MAY("ScheduleExpression", &text), MAY("RuleName", &text), MAY("RuleId", &text),
    MAY("EnableContinuousBackup", &truth), MAY("CompletionWindowMinutes", &integer),
    MAY("CopyActions", LIST(0, 0, AwsBackupBackupPlanRuleCopyActionsDetails)),
    MAY("Lifecycle", &AwsBackupBackupPlanLifecycleDetails))

OBJECT(AwsBackupBackupPlanBackupPlanDetails,
    MAY("BackupPlanName", &text),
    MAY("AdvancedBackupSettings", LIST(0, 0, AwsBackupBackupPlanAdvancedBackupSettingsDetails)),
    MAY("BackupPlanRule", LIST(0, 0, AwsBackupBackupPlanRuleDetails)))

OBJECT(AwsBackupBackupPlanDetails,
    MAY("BackupPlan", &AwsBackupBackupPlanBackupPlanDetails), MAY("BackupPlanArn", &text),
    MAY("BackupPlanId", &text), MAY("VersionId", &text))

OBJECT(AwsBackupRecoveryPointCalculatedLifecycleDetails,
    MAY("DeleteAt", &text), MAY("MoveToColdStorageAt", &text))

OBJECT(AwsBackupRecoveryPointCreatedByDetails,
    MAY("BackupPlanArn", &text), MAY("BackupPlanId", &text), MAY("BackupPlanVersion", &text),
    MAY("BackupRuleId", &text))

OBJECT(AwsBackupRecoveryPointLifecycleDetails,
    MAY("DeleteAfterDays", &integer), MAY("MoveToColdStorageAfterDays", &integer))

OBJECT(AwsBackupRecoveryPointDetails,
    MAY("BackupSizeInBytes", &integer), MAY("BackupVaultArn", &text), MAY("BackupVaultName", &text),
    MAY("CalculatedLifecycle", &AwsBackupRecoveryPointCalculatedLifecycleDetails),
    MAY("CompletionDate", &text), MAY("CreatedBy", &AwsBackupRecoveryPointCreatedByDetails),
    MAY("CreationDate", &text), MAY("EncryptionKeyArn", &text), MAY("IamRoleArn", &text),
    MAY("IsEncrypted", &truth), MAY("LastRestoreTime", &text),
    MAY("Lifecycle", &AwsBackupRecoveryPointLifecycleDetails), MAY("RecoveryPointArn", &text),
    MAY("ResourceArn", &text), MAY("ResourceType", &text), MAY("SourceBackupVaultArn", &text),
    MAY("Status", &text), MAY("StatusMessage", &text), MAY("StorageClass", &text))

OBJECT(AwsEc2LaunchTemplateDataBlockDeviceMappingSetEbsDetails,
    MAY("DeleteOnTermination", &truth), MAY("Encrypted", &truth), MAY("Iops", &integer),
    MAY("KmsKeyId", &text), MAY("SnapshotId", &text), MAY("Throughput", &integer),
    MAY("VolumeSize", &integer), MAY("VolumeType", &text))

OBJECT(AwsEc2LaunchTemplateDataBlockDeviceMappingSetDetails,
    MAY("DeviceName", &text), MAY("Ebs", &AwsEc2LaunchTemplateDataBlockDeviceMappingSetEbsDetails),
    MAY("NoDevice", &text), MAY("VirtualName", &text))

OBJECT(AwsEc2LaunchTemplateDataCapacityReservationSpecificationCapacityReservationTargetDetails,
    MAY("CapacityReservationId", &text), MAY("CapacityReservationResourceGroupArn", &text))

OBJECT(AwsEc2LaunchTemplateDataCapacityReservationSpecificationDetails,
    MAY("CapacityReservationPreference", &text),
    MAY("CapacityReservationTarget", &AwsEc2LaunchTemplateDataCapacityReservationSpecificationCapacityReservationTargetDetails))

OBJECT(AwsEc2LaunchTemplateDataCpuOptionsDetails,
    MAY("CoreCount", &integer), MAY("ThreadsPerCore", &integer))

OBJECT(AwsEc2LaunchTemplateDataCreditSpecificationDetails,
    MAY("CpuCredits", &text))

OBJECT(AwsEc2LaunchTemplateDataElasticGpuSpecificationSetDetails,
    MAY("Type", &text))

OBJECT(AwsEc2LaunchTemplateDataElasticInferenceAcceleratorSetDetails,
    MAY("Count", &integer), MAY("Type", &text))

OBJECT(AwsEc2LaunchTemplateDataEnclaveOptionsDetails,
    MAY("Enabled", &truth))

OBJECT(AwsEc2LaunchTemplateDataHibernationOptionsDetails,
    MAY("Configured", &truth))

OBJECT(AwsEc2LaunchTemplateDataIamInstanceProfileDetails,
    MAY("Arn", &text), MAY("Name", &text))

OBJECT(AwsEc2LaunchTemplateDataInstanceMarketOptionsSpotOptionsDetails,
    MAY("BlockDurationMinutes", &integer), MAY("InstanceInterruptionBehavior", &text),
    MAY("MaxPrice", &text), MAY("SpotInstanceType", &text), MAY("ValidUntil", &text))

OBJECT(AwsEc2LaunchTemplateDataInstanceMarketOptionsDetails,
    MAY("MarketType", &text),
    MAY("SpotOptions", &AwsEc2LaunchTemplateDataInstanceMarketOptionsSpotOptionsDetails))

OBJECT(AwsEc2LaunchTemplateDataInstanceRequirementsAcceleratorCountDetails,
    MAY("Max", &integer), MAY("Min", &integer))

OBJECT(AwsEc2LaunchTemplateDataInstanceRequirementsAcceleratorTotalMemoryMiBDetails,
    MAY("Max", &integer), MAY("Min", &integer))

OBJECT(AwsEc2LaunchTemplateDataInstanceRequirementsBaselineEbsBandwidthMbpsDetails,
    MAY("Max", &integer), MAY("Min", &integer))

OBJECT(AwsEc2LaunchTemplateDataInstanceRequirementsMemoryGiBPerVCpuDetails,
    MAY("Max", &number), MAY("Min", &number))

OBJECT(AwsEc2LaunchTemplateDataInstanceRequirementsMemoryMiBDetails,
    MAY("Max", &integer), MAY("Min", &integer))

OBJECT(AwsEc2LaunchTemplateDataInstanceRequirementsNetworkInterfaceCountDetails,
    MAY("Max", &integer), MAY("Min", &integer))

OBJECT(AwsEc2LaunchTemplateDataInstanceRequirementsTotalLocalStorageGBDetails,
    MAY("Max", &number), MAY("Min", &number))

OBJECT(AwsEc2LaunchTemplateDataInstanceRequirementsVCpuCountDetails,
    MAY("Max", &integer), MAY("Min", &integer))

OBJECT(AwsEc2LaunchTemplateDataInstanceRequirementsDetails,
    MAY("AcceleratorCount", &AwsEc2LaunchTemplateDataInstanceRequirementsAcceleratorCountDetails),
    MAY("AcceleratorManufacturers", LIST(0, 0, text)), MAY("AcceleratorNames", LIST(0, 0, text)),
    MAY("AcceleratorTotalMemoryMiB", &AwsEc2LaunchTemplateDataInstanceRequirementsAcceleratorTotalMemoryMiBDetails),
    MAY("AcceleratorTypes", LIST(0, 0, text)), MAY("BareMetal", &text),
    MAY("BaselineEbsBandwidthMbps", &AwsEc2LaunchTemplateDataInstanceRequirementsBaselineEbsBandwidthMbpsDetails),
    MAY("BurstablePerformance", &text), MAY("CpuManufacturers", LIST(0, 0, text)),
    MAY("ExcludedInstanceTypes", LIST(0, 0, text)), MAY("InstanceGenerations", LIST(0, 0, text)),
    MAY("LocalStorage", &text), MAY("LocalStorageTypes", LIST(0, 0, text)),
    MAY("MemoryGiBPerVCpu", &AwsEc2LaunchTemplateDataInstanceRequirementsMemoryGiBPerVCpuDetails),
    MAY("MemoryMiB", &AwsEc2LaunchTemplateDataInstanceRequirementsMemoryMiBDetails),
    MAY("NetworkInterfaceCount", &AwsEc2LaunchTemplateDataInstanceRequirementsNetworkInterfaceCountDetails),
    MAY("OnDemandMaxPricePercentageOverLowestPrice", &integer),
    MAY("RequireHibernateSupport", &truth), MAY("SpotMaxPricePercentageOverLowestPrice", &integer),
    MAY("TotalLocalStorageGB", &AwsEc2LaunchTemplateDataInstanceRequirementsTotalLocalStorageGBDetails),
    MAY("VCpuCount", &AwsEc2LaunchTemplateDataInstanceRequirementsVCpuCountDetails))

OBJECT(AwsEc2LaunchTemplateDataLicenseSetDetails,
    MAY("LicenseConfigurationArn", &text))

OBJECT(AwsEc2LaunchTemplateDataMaintenanceOptionsDetails,
    MAY("AutoRecovery", &text))

OBJECT(AwsEc2LaunchTemplateDataMetadataOptionsDetails,
    MAY("HttpEndpoint", &text), MAY("HttpProtocolIpv6", &text), MAY("HttpTokens", &text),
    MAY("HttpPutResponseHopLimit", &integer), MAY("InstanceMetadataTags", &text))

OBJECT(AwsEc2LaunchTemplateDataMonitoringDetails,
    MAY("Enabled", &truth))

OBJECT(AwsEc2LaunchTemplateDataNetworkInterfaceSetIpv4PrefixesDetails,
    MAY("Ipv4Prefix", &text))

OBJECT(AwsEc2LaunchTemplateDataNetworkInterfaceSetIpv6AddressesDetails,
    MAY("Ipv6Address", &text))

OBJECT(AwsEc2LaunchTemplateDataNetworkInterfaceSetIpv6PrefixesDetails,
    MAY("Ipv6Prefix", &text))

OBJECT(AwsEc2LaunchTemplateDataNetworkInterfaceSetPrivateIpAddressesDetails,
    MAY("Primary", &truth), MAY("PrivateIpAddress", &text))

OBJECT(AwsEc2LaunchTemplateDataNetworkInterfaceSetDetails,
    MAY("AssociateCarrierIpAddress", &truth), MAY("AssociatePublicIpAddress", &truth),
    MAY("DeleteOnTermination", &truth), MAY("Description", &text), MAY("DeviceIndex", &integer),
    MAY("Groups", LIST(0, 0, text)), MAY("InterfaceType", &text), MAY("Ipv4PrefixCount", &integer),
    MAY("Ipv4Prefixes", LIST(0, 0, AwsEc2LaunchTemplateDataNetworkInterfaceSetIpv4PrefixesDetails)),
    MAY("Ipv6AddressCount", &integer),
    MAY("Ipv6Addresses", LIST(0, 0, AwsEc2LaunchTemplateDataNetworkInterfaceSetIpv6AddressesDetails)),
    MAY("Ipv6PrefixCount", &integer),
    MAY("Ipv6Prefixes", LIST(0, 0, AwsEc2LaunchTemplateDataNetworkInterfaceSetIpv6PrefixesDetails)),
    MAY("NetworkCardIndex", &integer), MAY("NetworkInterfaceId", &text),
    MAY("PrivateIpAddress", &text),
    MAY("PrivateIpAddresses", LIST(0, 0, AwsEc2LaunchTemplateDataNetworkInterfaceSetPrivateIpAddressesDetails)),
    MAY("SecondaryPrivateIpAddressCount", &integer), MAY("SubnetId", &text))

OBJECT(AwsEc2LaunchTemplateDataPlacementDetails,
    MAY("Affinity", &text), MAY("AvailabilityZone", &text), MAY("GroupName", &text),
    MAY("HostId", &text), MAY("HostResourceGroupArn", &text), MAY("PartitionNumber", &integer),
    MAY("SpreadDomain", &text), MAY("Tenancy", &text))

OBJECT(AwsEc2LaunchTemplateDataPrivateDnsNameOptionsDetails,
    MAY("EnableResourceNameDnsAAAARecord", &truth), MAY("EnableResourceNameDnsARecord", &truth),
    MAY("HostnameType", &text))

OBJECT(AwsEc2LaunchTemplateDataDetails,
    MAY("BlockDeviceMappingSet", LIST(0, 0, AwsEc2LaunchTemplateDataBlockDeviceMappingSetDetails)),
    MAY("CapacityReservationSpecification", &AwsEc2LaunchTemplateDataCapacityReservationSpecificationDetails),
    MAY("CpuOptions", &AwsEc2LaunchTemplateDataCpuOptionsDetails),
    MAY("CreditSpecification", &AwsEc2LaunchTemplateDataCreditSpecificationDetails),
    MAY("DisableApiStop", &truth), MAY("DisableApiTermination", &truth),
    MAY("EbsOptimized", &truth),
    MAY("ElasticGpuSpecificationSet", LIST(0, 0, AwsEc2LaunchTemplateDataElasticGpuSpecificationSetDetails)),
    MAY("ElasticInferenceAcceleratorSet", LIST(0, 0, AwsEc2LaunchTemplateDataElasticInferenceAcceleratorSetDetails)),
    MAY("EnclaveOptions", &AwsEc2LaunchTemplateDataEnclaveOptionsDetails),
    MAY("HibernationOptions", &AwsEc2LaunchTemplateDataHibernationOptionsDetails),
    MAY("IamInstanceProfile", &AwsEc2LaunchTemplateDataIamInstanceProfileDetails),
    MAY("ImageId", &text), MAY("InstanceInitiatedShutdownBehavior", &text),
    MAY("InstanceMarketOptions", &AwsEc2LaunchTemplateDataInstanceMarketOptionsDetails),
    MAY("InstanceRequirements", &AwsEc2LaunchTemplateDataInstanceRequirementsDetails),
    MAY("InstanceType", &text), MAY("KernelId", &text), MAY("KeyName", &text),
    MAY("LicenseSet", LIST(0, 0, AwsEc2LaunchTemplateDataLicenseSetDetails)),
    MAY("MaintenanceOptions", &AwsEc2LaunchTemplateDataMaintenanceOptionsDetails),
    MAY("MetadataOptions", &AwsEc2LaunchTemplateDataMetadataOptionsDetails),
    MAY("Monitoring", &AwsEc2LaunchTemplateDataMonitoringDetails),
    MAY("NetworkInterfaceSet", LIST(0, 0, AwsEc2LaunchTemplateDataNetworkInterfaceSetDetails)),
    MAY("Placement", &AwsEc2LaunchTemplateDataPlacementDetails),
    MAY("PrivateDnsNameOptions", &AwsEc2LaunchTemplateDataPrivateDnsNameOptionsDetails),
    MAY("RamDiskId", &text), MAY("SecurityGroupIdSet", LIST(0, 0, text)),
    MAY("SecurityGroupSet", LIST(0, 0, text)), MAY("UserData", &text))

OBJECT(AwsEc2LaunchTemplateDetails,
    MAY("LaunchTemplateName", &text), MAY("Id", &text),
    MAY("LaunchTemplateData", &AwsEc2LaunchTemplateDataDetails),
    MAY("DefaultVersionNumber", &integer), MAY("LatestVersionNumber", &integer))

OBJECT(AwsSageMakerNotebookInstanceMetadataServiceConfigurationDetails,
    MAY("MinimumInstanceMetadataServiceVersion", &text))

OBJECT(AwsSageMakerNotebookInstanceDetails,
    MAY("AcceleratorTypes", LIST(0, 0, text)), MAY("AdditionalCodeRepositories", LIST(0, 0, text)),
    MAY("DefaultCodeRepository", &text), MAY("DirectInternetAccess", &text),
    MAY("FailureReason", &text),
    MAY("InstanceMetadataServiceConfiguration", &AwsSageMakerNotebookInstanceMetadataServiceConfigurationDetails),
    MAY("InstanceType", &text), MAY("KmsKeyId", &text), MAY("NetworkInterfaceId", &text),
    MAY("NotebookInstanceArn", &text), MAY("NotebookInstanceLifecycleConfigName", &text),
    MAY("NotebookInstanceName", &text), MAY("NotebookInstanceStatus", &text),
    MAY("PlatformIdentifier", &text), MAY("RoleArn", &text), MAY("RootAccess", &text),
    MAY("SecurityGroups", LIST(0, 0, text)), MAY("SubnetId", &text), MAY("Url", &text),
    MAY("VolumeSizeInGB", &integer))

OBJECT(AwsWafv2WebAclCaptchaConfigImmunityTimePropertyDetails,
    MAY("ImmunityTime", &integer))

OBJECT(AwsWafv2WebAclCaptchaConfigDetails,
    MAY("ImmunityTimeProperty", &AwsWafv2WebAclCaptchaConfigImmunityTimePropertyDetails))

OBJECT(AwsWafv2CustomHttpHeader,
    MAY("Name", &text), MAY("Value", &text))

OBJECT(AwsWafv2CustomRequestHandlingDetails,
    MAY("InsertHeaders", LIST(0, 0, AwsWafv2CustomHttpHeader)))

OBJECT(AwsWafv2ActionAllowDetails,
    MAY("CustomRequestHandling", &AwsWafv2CustomRequestHandlingDetails))

OBJECT(AwsWafv2CustomResponseDetails,
    MAY("CustomResponseBodyKey", &text), MAY("ResponseCode", &integer),
    MAY("ResponseHeaders", LIST(0, 0, AwsWafv2CustomHttpHeader)))

OBJECT(AwsWafv2ActionBlockDetails,
    MAY("CustomResponse", &AwsWafv2CustomResponseDetails))

OBJECT(AwsWafv2WebAclActionDetails,
    MAY("Allow", &AwsWafv2ActionAllowDetails), MAY("Block", &AwsWafv2ActionBlockDetails))

OBJECT(AwsWafv2RulesActionCaptchaDetails,
    MAY("CustomRequestHandling", &AwsWafv2CustomRequestHandlingDetails))

OBJECT(AwsWafv2RulesActionCountDetails,
    MAY("CustomRequestHandling", &AwsWafv2CustomRequestHandlingDetails))

OBJECT(AwsWafv2RulesActionDetails,
    MAY("Allow", &AwsWafv2ActionAllowDetails), MAY("Block", &AwsWafv2ActionBlockDetails),
    MAY("Captcha", &AwsWafv2RulesActionCaptchaDetails),
    MAY("Count", &AwsWafv2RulesActionCountDetails))

OBJECT(AwsWafv2VisibilityConfigDetails,
    MAY("CloudWatchMetricsEnabled", &truth), MAY("MetricName", &text),
    MAY("SampledRequestsEnabled", &truth))

OBJECT(AwsWafv2RulesDetails,
    MAY("Action", &AwsWafv2RulesActionDetails), MAY("Name", &text), MAY("OverrideAction", &text),
    MAY("Priority", &integer), MAY("VisibilityConfig", &AwsWafv2VisibilityConfigDetails))

OBJECT(AwsWafv2WebAclDetails,
    MAY("Name", &text), MAY("Arn", &text), MAY("ManagedbyFirewallManager", &truth),
    MAY("Id", &text), MAY("Capacity", &integer),
    MAY("CaptchaConfig", &AwsWafv2WebAclCaptchaConfigDetails),
    MAY("DefaultAction", &AwsWafv2WebAclActionDetails), MAY("Description", &text),
    MAY("Rules", LIST(0, 0, AwsWafv2RulesDetails)),
    MAY("VisibilityConfig", &AwsWafv2VisibilityConfigDetails))

OBJECT(AwsWafv2RuleGroupDetails,
    MAY("Capacity", &integer), MAY("Description", &text), MAY("Id", &text), MAY("Name", &text),
    MAY("Arn", &text), MAY("Rules", LIST(0, 0, AwsWafv2RulesDetails)), MAY("Scope", &text),
    MAY("VisibilityConfig", &AwsWafv2VisibilityConfigDetails))

OBJECT(AssociationStateDetails,
    MAY("State", &text), MAY("StatusMessage", &text))

OBJECT(AssociationSetDetails,
    MAY("AssociationState", &AssociationStateDetails), MAY("GatewayId", &text), MAY("Main", &truth),
    MAY("RouteTableAssociationId", &text), MAY("RouteTableId", &text), MAY("SubnetId", &text))

OBJECT(PropagatingVgwSetDetails,
    MAY("GatewayId", &text))

OBJECT(RouteSetDetails,
    MAY("CarrierGatewayId", &text), MAY("CoreNetworkArn", &text),
    MAY("DestinationCidrBlock", &text), MAY("DestinationIpv6CidrBlock", &text),
    MAY("DestinationPrefixListId", &text), MAY("EgressOnlyInternetGatewayId", &text),
    MAY("GatewayId", &text), MAY("InstanceId", &text), MAY("InstanceOwnerId", &text),
    MAY("LocalGatewayId", &text), MAY("NatGatewayId", &text), MAY("NetworkInterfaceId", &text),
    MAY("Origin", &text), MAY("State", &text), MAY("TransitGatewayId", &text),
    MAY("VpcPeeringConnectionId", &text))

OBJECT(AwsEc2RouteTableDetails,
    MAY("AssociationSet", LIST(0, 0, AssociationSetDetails)), MAY("OwnerId", &text),
    MAY("PropagatingVgwSet", LIST(0, 0, PropagatingVgwSetDetails)), MAY("RouteTableId", &text),
    MAY("RouteSet", LIST(0, 0, RouteSetDetails)), MAY("VpcId", &text))

OBJECT(AwsAmazonMqBrokerEncryptionOptionsDetails,
    MAY("KmsKeyId", &text), MAY("UseAwsOwnedKey", &truth))

OBJECT(AwsAmazonMqBrokerLdapServerMetadataDetails,
    MAY("Hosts", LIST(0, 0, text)), MAY("RoleBase", &text), MAY("RoleName", &text),
    MAY("RoleSearchMatching", &text), MAY("RoleSearchSubtree", &truth),
    MAY("ServiceAccountUsername", &text), MAY("UserBase", &text), MAY("UserRoleName", &text),
    MAY("UserSearchMatching", &text), MAY("UserSearchSubtree", &truth))

OBJECT(AwsAmazonMqBrokerLogsPendingDetails,
    MAY("Audit", &truth), MAY("General", &truth))

OBJECT(AwsAmazonMqBrokerLogsDetails,
    MAY("Audit", &truth), MAY("General", &truth), MAY("AuditLogGroup", &text),
    MAY("GeneralLogGroup", &text), MAY("Pending", &AwsAmazonMqBrokerLogsPendingDetails))

OBJECT(AwsAmazonMqBrokerMaintenanceWindowStartTimeDetails,
    MAY("DayOfWeek", &text), MAY("TimeOfDay", &text), MAY("TimeZone", &text))

OBJECT(AwsAmazonMqBrokerUsersDetails,
    MAY("PendingChange", &text), MAY("Username", &text))

OBJECT(AwsAmazonMqBrokerDetails,
    MAY("AuthenticationStrategy", &text), MAY("AutoMinorVersionUpgrade", &truth),
    MAY("BrokerArn", &text), MAY("BrokerName", &text), MAY("DeploymentMode", &text),
    MAY("EncryptionOptions", &AwsAmazonMqBrokerEncryptionOptionsDetails), MAY("EngineType", &text),
    MAY("EngineVersion", &text), MAY("HostInstanceType", &text), MAY("BrokerId", &text),
    MAY("LdapServerMetadata", &AwsAmazonMqBrokerLdapServerMetadataDetails),
    MAY("Logs", &AwsAmazonMqBrokerLogsDetails),
    MAY("MaintenanceWindowStartTime", &AwsAmazonMqBrokerMaintenanceWindowStartTimeDetails),
    MAY("PubliclyAccessible", &truth), MAY("SecurityGroups", LIST(0, 0, text)),
    MAY("StorageType", &text), MAY("SubnetIds", LIST(0, 0, text)),
    MAY("Users", LIST(0, 0, AwsAmazonMqBrokerUsersDetails)))

OBJECT(AwsAppSyncGraphQlApiOpenIdConnectConfigDetails,
    MAY("AuthTtL", &integer), MAY("ClientId", &text), MAY("IatTtL", &integer), MAY("Issuer", &text))

OBJECT(AwsAppSyncGraphQlApiLambdaAuthorizerConfigDetails,
    MAY("AuthorizerResultTtlInSeconds", &integer), MAY("AuthorizerUri", &text),
    MAY("IdentityValidationExpression", &text))

OBJECT(AwsAppSyncGraphQlApiUserPoolConfigDetails,
    MAY("AppIdClientRegex", &text), MAY("AwsRegion", &text), MAY("DefaultAction", &text),
    MAY("UserPoolId", &text))

OBJECT(AwsAppSyncGraphQlApiLogConfigDetails,
    MAY("CloudWatchLogsRoleArn", &text), MAY("ExcludeVerboseContent", &truth),
    MAY("FieldLogLevel", &text))

OBJECT(AwsAppSyncGraphQlApiAdditionalAuthenticationProvidersDetails,
    MAY("AuthenticationType", &text),
    MAY("LambdaAuthorizerConfig", &AwsAppSyncGraphQlApiLambdaAuthorizerConfigDetails),
    MAY("OpenIdConnectConfig", &AwsAppSyncGraphQlApiOpenIdConnectConfigDetails),
    MAY("UserPoolConfig", &AwsAppSyncGraphQlApiUserPoolConfigDetails))

OBJECT(AwsAppSyncGraphQlApiDetails,
    MAY("ApiId", &text), MAY("Id", &text),
    MAY("OpenIdConnectConfig", &AwsAppSyncGraphQlApiOpenIdConnectConfigDetails), MAY("Name", &text),
    MAY("LambdaAuthorizerConfig", &AwsAppSyncGraphQlApiLambdaAuthorizerConfigDetails),
    MAY("XrayEnabled", &truth), MAY("Arn", &text),
    MAY("UserPoolConfig", &AwsAppSyncGraphQlApiUserPoolConfigDetails),
    MAY("AuthenticationType", &text), MAY("LogConfig", &AwsAppSyncGraphQlApiLogConfigDetails),
    MAY("AdditionalAuthenticationProviders", LIST(0, 0, AwsAppSyncGraphQlApiAdditionalAuthenticationProvidersDetails)),
    MAY("WafWebAclArn", &text))

OBJECT(AwsEventSchemasRegistryDetails,
    MAY("Description", &text), MAY("RegistryArn", &text), MAY("RegistryName", &text))

OBJECT(AwsGuardDutyDetectorDataSourcesCloudTrailDetails,
    MAY("Status", &text))

OBJECT(AwsGuardDutyDetectorDataSourcesDnsLogsDetails,
    MAY("Status", &text))

OBJECT(AwsGuardDutyDetectorDataSourcesFlowLogsDetails,
    MAY("Status", &text))

OBJECT(AwsGuardDutyDetectorDataSourcesKubernetesAuditLogsDetails,
    MAY("Status", &text))

OBJECT(AwsGuardDutyDetectorDataSourcesKubernetesDetails,
    MAY("AuditLogs", &AwsGuardDutyDetectorDataSourcesKubernetesAuditLogsDetails))

OBJECT(AwsGuardDutyDetectorDataSourcesMalwareProtectionScanEc2InstanceWithFindingsEbsVolumesDetails,
    MAY("Reason", &text), MAY("Status", &text))

OBJECT(AwsGuardDutyDetectorDataSourcesMalwareProtectionScanEc2InstanceWithFindingsDetails,
   
    MAY("EbsVolumes", &AwsGuardDutyDetectorDataSourcesMalwareProtectionScanEc2InstanceWithFindingsEbsVolumesDetails))

OBJECT(AwsGuardDutyDetectorDataSourcesMalwareProtectionDetails,
   
    MAY("ScanEc2InstanceWithFindings", &AwsGuardDutyDetectorDataSourcesMalwareProtectionScanEc2InstanceWithFindingsDetails),
    MAY("ServiceRole", &text))

OBJECT(AwsGuardDutyDetectorDataSourcesS3LogsDetails,
    MAY("Status", &text))

OBJECT(AwsGuardDutyDetectorDataSourcesDetails,
    MAY("CloudTrail", &AwsGuardDutyDetectorDataSourcesCloudTrailDetails),
    MAY("DnsLogs", &AwsGuardDutyDetectorDataSourcesDnsLogsDetails),
    MAY("FlowLogs", &AwsGuardDutyDetectorDataSourcesFlowLogsDetails),
    MAY("Kubernetes", &AwsGuardDutyDetectorDataSourcesKubernetesDetails),
    MAY("MalwareProtection", &AwsGuardDutyDetectorDataSourcesMalwareProtectionDetails),
    MAY("S3Logs", &AwsGuardDutyDetectorDataSourcesS3LogsDetails))

OBJECT(AwsGuardDutyDetectorFeaturesDetails,
    MAY("Name", &text), MAY("Status", &text))

OBJECT(AwsGuardDutyDetectorDetails,
    MAY("DataSources", &AwsGuardDutyDetectorDataSourcesDetails),
    MAY("Features", LIST(0, 0, AwsGuardDutyDetectorFeaturesDetails)),
    MAY("FindingPublishingFrequency", &text), MAY("ServiceRole", &text), MAY("Status", &text))

OBJECT(AwsStepFunctionStateMachineLoggingConfigurationDestinationsCloudWatchLogsLogGroupDetails,
    MAY("LogGroupArn", &text))

OBJECT(AwsStepFunctionStateMachineLoggingConfigurationDestinationsDetails,
   
    MAY("CloudWatchLogsLogGroup", &AwsStepFunctionStateMachineLoggingConfigurationDestinationsCloudWatchLogsLogGroupDetails))

OBJECT(AwsStepFunctionStateMachineLoggingConfigurationDetails,
   
    MAY("Destinations", LIST(0, 0, AwsStepFunctionStateMachineLoggingConfigurationDestinationsDetails)),
    MAY("IncludeExecutionData", &truth), MAY("Level", &text))

OBJECT(AwsStepFunctionStateMachineTracingConfigurationDetails,
    MAY("Enabled", &truth))

OBJECT(AwsStepFunctionStateMachineDetails,
    MAY("Label", &text),
    MAY("LoggingConfiguration", &AwsStepFunctionStateMachineLoggingConfigurationDetails),
    MAY("Name", &text), MAY("RoleArn", &text), MAY("StateMachineArn", &text), MAY("Status", &text),
    MAY("TracingConfiguration", &AwsStepFunctionStateMachineTracingConfigurationDetails),
    MAY("Type", &text))

OBJECT(AwsAthenaWorkGroupConfigurationResultConfigurationEncryptionConfigurationDetails,
    MAY("EncryptionOption", &text), MAY("KmsKey", &text))

OBJECT(AwsAthenaWorkGroupConfigurationResultConfigurationDetails,
   
    MAY("EncryptionConfiguration", &AwsAthenaWorkGroupConfigurationResultConfigurationEncryptionConfigurationDetails))

OBJECT(AwsAthenaWorkGroupConfigurationDetails,
    MAY("ResultConfiguration", &AwsAthenaWorkGroupConfigurationResultConfigurationDetails))

OBJECT(AwsAthenaWorkGroupDetails,
    MAY("Name", &text), MAY("Description", &text), MAY("State", &text),
    MAY("Configuration", &AwsAthenaWorkGroupConfigurationDetails))

OBJECT(AwsEventsEventbusDetails,
    MAY("Arn", &text), MAY("Name", &text), MAY("Policy", &text))

OBJECT(AwsDmsEndpointDetails,
    MAY("CertificateArn", &text), MAY("DatabaseName", &text), MAY("EndpointArn", &text),
    MAY("EndpointIdentifier", &text), MAY("EndpointType", &text), MAY("EngineName", &text),
    MAY("ExternalId", &text), MAY("ExtraConnectionAttributes", &text), MAY("KmsKeyId", &text),
    MAY("Port", &integer), MAY("ServerName", &text), MAY("SslMode", &text), MAY("Username", &text))

OBJECT(AwsEventsEndpointEventBusesDetails,
    MAY("EventBusArn", &text))

OBJECT(AwsEventsEndpointReplicationConfigDetails,
    MAY("State", &text))

OBJECT(AwsEventsEndpointRoutingConfigFailoverConfigPrimaryDetails,
    MAY("HealthCheck", &text))

OBJECT(AwsEventsEndpointRoutingConfigFailoverConfigSecondaryDetails,
    MAY("Route", &text))

OBJECT(AwsEventsEndpointRoutingConfigFailoverConfigDetails,
    MAY("Primary", &AwsEventsEndpointRoutingConfigFailoverConfigPrimaryDetails),
    MAY("Secondary", &AwsEventsEndpointRoutingConfigFailoverConfigSecondaryDetails))

OBJECT(AwsEventsEndpointRoutingConfigDetails,
    MAY("FailoverConfig", &AwsEventsEndpointRoutingConfigFailoverConfigDetails))

OBJECT(AwsEventsEndpointDetails,
    MAY("Arn", &text), MAY("Description", &text), MAY("EndpointId", &text),
    MAY("EndpointUrl", &text), MAY("EventBuses", LIST(0, 0, AwsEventsEndpointEventBusesDetails)),
    MAY("Name", &text), MAY("ReplicationConfig", &AwsEventsEndpointReplicationConfigDetails),
    MAY("RoleArn", &text), MAY("RoutingConfig", &AwsEventsEndpointRoutingConfigDetails),
    MAY("State", &text), MAY("StateReason", &text))

OBJECT(AwsDmsReplicationTaskDetails,
    MAY("CdcStartPosition", &text), MAY("CdcStartTime", &text), MAY("CdcStopPosition", &text),
    MAY("MigrationType", &text), MAY("Id", &text), MAY("ResourceIdentifier", &text),
    MAY("ReplicationInstanceArn", &text), MAY("ReplicationTaskIdentifier", &text),
    MAY("ReplicationTaskSettings", &text), MAY("SourceEndpointArn", &text),
    MAY("TableMappings", &text), MAY("TargetEndpointArn", &text), MAY("TaskData", &text))

OBJECT(AwsDmsReplicationInstanceReplicationSubnetGroupDetails,
    MAY("ReplicationSubnetGroupIdentifier", &text))

OBJECT(AwsDmsReplicationInstanceVpcSecurityGroupsDetails,
    MAY("VpcSecurityGroupId", &text))

OBJECT(AwsDmsReplicationInstanceDetails,
    MAY("AllocatedStorage", &integer), MAY("AutoMinorVersionUpgrade", &truth),
    MAY("AvailabilityZone", &text), MAY("EngineVersion", &text), MAY("KmsKeyId", &text),
    MAY("MultiAZ", &truth), MAY("PreferredMaintenanceWindow", &text),
    MAY("PubliclyAccessible", &truth), MAY("ReplicationInstanceClass", &text),
    MAY("ReplicationInstanceIdentifier", &text),
    MAY("ReplicationSubnetGroup", &AwsDmsReplicationInstanceReplicationSubnetGroupDetails),
    MAY("VpcSecurityGroups", LIST(0, 0, AwsDmsReplicationInstanceVpcSecurityGroupsDetails)))

OBJECT(AwsRoute53HostedZoneConfigDetails,
    MAY("Comment", &text))

OBJECT(AwsRoute53HostedZoneObjectDetails,
    MAY("Id", &text), MAY("Name", &text), MAY("Config", &AwsRoute53HostedZoneConfigDetails))

OBJECT(AwsRoute53HostedZoneVpcDetails,
    MAY("Id", &text), MAY("Region", &text))

OBJECT(CloudWatchLogsLogGroupArnConfigDetails,
    MAY("CloudWatchLogsLogGroupArn", &text), MAY("HostedZoneId", &text), MAY("Id", &text))

OBJECT(AwsRoute53QueryLoggingConfigDetails,
    MAY("CloudWatchLogsLogGroupArn", &CloudWatchLogsLogGroupArnConfigDetails))

OBJECT(AwsRoute53HostedZoneDetails,
    MAY("HostedZone", &AwsRoute53HostedZoneObjectDetails),
    MAY("Vpcs", LIST(0, 0, AwsRoute53HostedZoneVpcDetails)), MAY("NameServers", LIST(0, 0, text)),
    MAY("QueryLoggingConfig", &AwsRoute53QueryLoggingConfigDetails))

OBJECT(AwsMskClusterClusterInfoEncryptionInfoEncryptionInTransitDetails,
    MAY("InCluster", &truth), MAY("ClientBroker", &text))

OBJECT(AwsMskClusterClusterInfoEncryptionInfoEncryptionAtRestDetails,
    MAY("DataVolumeKMSKeyId", &text))

OBJECT(AwsMskClusterClusterInfoEncryptionInfoDetails,
    MAY("EncryptionInTransit", &AwsMskClusterClusterInfoEncryptionInfoEncryptionInTransitDetails),
    MAY("EncryptionAtRest", &AwsMskClusterClusterInfoEncryptionInfoEncryptionAtRestDetails))

OBJECT(AwsMskClusterClusterInfoClientAuthenticationSaslIamDetails,
    MAY("Enabled", &truth))

OBJECT(AwsMskClusterClusterInfoClientAuthenticationSaslScramDetails,
    MAY("Enabled", &truth))

OBJECT(AwsMskClusterClusterInfoClientAuthenticationSaslDetails,
    MAY("Iam", &AwsMskClusterClusterInfoClientAuthenticationSaslIamDetails),
    MAY("Scram", &AwsMskClusterClusterInfoClientAuthenticationSaslScramDetails))

OBJECT(AwsMskClusterClusterInfoClientAuthenticationUnauthenticatedDetails,
    MAY("Enabled", &truth))

OBJECT(AwsMskClusterClusterInfoClientAuthenticationTlsDetails,
    MAY("CertificateAuthorityArnList", LIST(0, 0, text)), MAY("Enabled", &truth))

OBJECT(AwsMskClusterClusterInfoClientAuthenticationDetails,
    MAY("Sasl", &AwsMskClusterClusterInfoClientAuthenticationSaslDetails),
    MAY("Unauthenticated", &AwsMskClusterClusterInfoClientAuthenticationUnauthenticatedDetails),
    MAY("Tls", &AwsMskClusterClusterInfoClientAuthenticationTlsDetails))

OBJECT(AwsMskClusterClusterInfoDetails,
    MAY("EncryptionInfo", &AwsMskClusterClusterInfoEncryptionInfoDetails),
    MAY("CurrentVersion", &text), MAY("NumberOfBrokerNodes", &integer), MAY("ClusterName", &text),
    MAY("ClientAuthentication", &AwsMskClusterClusterInfoClientAuthenticationDetails),
    MAY("EnhancedMonitoring", &text))

OBJECT(AwsMskClusterDetails,
    MAY("ClusterInfo", &AwsMskClusterClusterInfoDetails))

OBJECT(AwsS3AccessPointVpcConfigurationDetails,
    MAY("VpcId", &text))

OBJECT(AwsS3AccessPointDetails,
    MAY("AccessPointArn", &text), MAY("Alias", &text), MAY("Bucket", &text),
    MAY("BucketAccountId", &text), MAY("Name", &text), MAY("NetworkOrigin", &text),
    MAY("PublicAccessBlockConfiguration", &AwsS3AccountPublicAccessBlockDetails),
    MAY("VpcConfiguration", &AwsS3AccessPointVpcConfigurationDetails))

OBJECT(AwsEc2ClientVpnEndpointAuthenticationOptionsActiveDirectoryDetails,
    MAY("DirectoryId", &text))

OBJECT(AwsEc2ClientVpnEndpointAuthenticationOptionsMutualAuthenticationDetails,
    MAY("ClientRootCertificateChain", &text))

OBJECT(AwsEc2ClientVpnEndpointAuthenticationOptionsFederatedAuthenticationDetails,
    MAY("SamlProviderArn", &text), MAY("SelfServiceSamlProviderArn", &text))

OBJECT(AwsEc2ClientVpnEndpointAuthenticationOptionsDetails,
    MAY("Type", &text),
    MAY("ActiveDirectory", &AwsEc2ClientVpnEndpointAuthenticationOptionsActiveDirectoryDetails),
    MAY("MutualAuthentication", &AwsEc2ClientVpnEndpointAuthenticationOptionsMutualAuthenticationDetails),
    MAY("FederatedAuthentication", &AwsEc2ClientVpnEndpointAuthenticationOptionsFederatedAuthenticationDetails))

OBJECT(AwsEc2ClientVpnEndpointConnectionLogOptionsDetails,
    MAY("Enabled", &truth), MAY("CloudwatchLogGroup", &text), MAY("CloudwatchLogStream", &text))

OBJECT(AwsEc2ClientVpnEndpointClientConnectOptionsStatusDetails,
    MAY("Code", &text), MAY("Message", &text))

OBJECT(AwsEc2ClientVpnEndpointClientConnectOptionsDetails,
    MAY("Enabled", &truth), MAY("LambdaFunctionArn", &text),
    MAY("Status", &AwsEc2ClientVpnEndpointClientConnectOptionsStatusDetails))

OBJECT(AwsEc2ClientVpnEndpointClientLoginBannerOptionsDetails,
    MAY("Enabled", &truth), MAY("BannerText", &text))

OBJECT(AwsEc2ClientVpnEndpointDetails,
    MAY("ClientVpnEndpointId", &text), MAY("Description", &text), MAY("ClientCidrBlock", &text),
    MAY("DnsServer", LIST(0, 0, text)), MAY("SplitTunnel", &truth), MAY("TransportProtocol", &text),
    MAY("VpnPort", &integer), MAY("ServerCertificateArn", &text),
    MAY("AuthenticationOptions", LIST(0, 0, AwsEc2ClientVpnEndpointAuthenticationOptionsDetails)),
    MAY("ConnectionLogOptions", &AwsEc2ClientVpnEndpointConnectionLogOptionsDetails),
    MAY("SecurityGroupIdSet", LIST(0, 0, text)), MAY("VpcId", &text),
    MAY("SelfServicePortalUrl", &text),
    MAY("ClientConnectOptions", &AwsEc2ClientVpnEndpointClientConnectOptionsDetails),
    MAY("SessionTimeoutHours", &integer),
    MAY("ClientLoginBannerOptions", &AwsEc2ClientVpnEndpointClientLoginBannerOptionsDetails))

OBJECT(CodeRepositoryDetails,
    MAY("ProviderType", &text), MAY("ProjectName", &text), MAY("CodeSecurityIntegrationArn", &text))

OBJECT(ResourceDetails,
    MAY("AwsAutoScalingAutoScalingGroup", &AwsAutoScalingAutoScalingGroupDetails),
    MAY("AwsCodeBuildProject", &AwsCodeBuildProjectDetails),
    MAY("AwsCloudFrontDistribution", &AwsCloudFrontDistributionDetails),
    MAY("AwsEc2Instance", &AwsEc2InstanceDetails),
    MAY("AwsEc2NetworkInterface", &AwsEc2NetworkInterfaceDetails),
    MAY("AwsEc2SecurityGroup", &AwsEc2SecurityGroupDetails),
    MAY("AwsEc2Volume", &AwsEc2VolumeDetails), MAY("AwsEc2Vpc", &AwsEc2VpcDetails),
    MAY("AwsEc2Eip", &AwsEc2EipDetails), MAY("AwsEc2Subnet", &AwsEc2SubnetDetails),
    MAY("AwsEc2NetworkAcl", &AwsEc2NetworkAclDetails),
    MAY("AwsElbv2LoadBalancer", &AwsElbv2LoadBalancerDetails),
    MAY("AwsElasticBeanstalkEnvironment", &AwsElasticBeanstalkEnvironmentDetails),
    MAY("AwsElasticsearchDomain", &AwsElasticsearchDomainDetails),
    MAY("AwsS3Bucket", &AwsS3BucketDetails),
    MAY("AwsS3AccountPublicAccessBlock", &AwsS3AccountPublicAccessBlockDetails),
    MAY("AwsS3Object", &AwsS3ObjectDetails),
    MAY("AwsSecretsManagerSecret", &AwsSecretsManagerSecretDetails),
    MAY("AwsIamAccessKey", &AwsIamAccessKeyDetails), MAY("AwsIamUser", &AwsIamUserDetails),
    MAY("AwsIamPolicy", &AwsIamPolicyDetails),
    MAY("AwsApiGatewayV2Stage", &AwsApiGatewayV2StageDetails),
    MAY("AwsApiGatewayV2Api", &AwsApiGatewayV2ApiDetails),
    MAY("AwsDynamoDbTable", &AwsDynamoDbTableDetails),
    MAY("AwsApiGatewayStage", &AwsApiGatewayStageDetails),
    MAY("AwsApiGatewayRestApi", &AwsApiGatewayRestApiDetails),
    MAY("AwsCloudTrailTrail", &AwsCloudTrailTrailDetails),
    MAY("AwsSsmPatchCompliance", &AwsSsmPatchComplianceDetails),
    MAY("AwsCertificateManagerCertificate", &AwsCertificateManagerCertificateDetails),
    MAY("AwsRedshiftCluster", &AwsRedshiftClusterDetails),
    MAY("AwsElbLoadBalancer", &AwsElbLoadBalancerDetails), MAY("AwsIamGroup", &AwsIamGroupDetails),
    MAY("AwsIamRole", &AwsIamRoleDetails), MAY("AwsKmsKey", &AwsKmsKeyDetails),
    MAY("AwsLambdaFunction", &AwsLambdaFunctionDetails),
    MAY("AwsLambdaLayerVersion", &AwsLambdaLayerVersionDetails),
    MAY("AwsRdsDbInstance", &AwsRdsDbInstanceDetails), MAY("AwsSnsTopic", &AwsSnsTopicDetails),
    MAY("AwsSqsQueue", &AwsSqsQueueDetails), MAY("AwsWafWebAcl", &AwsWafWebAclDetails),
    MAY("AwsRdsDbSnapshot", &AwsRdsDbSnapshotDetails),
    MAY("AwsRdsDbClusterSnapshot", &AwsRdsDbClusterSnapshotDetails),
    MAY("AwsRdsDbCluster", &AwsRdsDbClusterDetails), MAY("AwsEcsCluster", &AwsEcsClusterDetails),
    MAY("AwsEcsContainer", &AwsEcsContainerDetails),
    MAY("AwsEcsTaskDefinition", &AwsEcsTaskDefinitionDetails), MAY("Container", &ContainerDetails),
    MAY("Other", MAP(50, 128, 1024)),
    MAY("AwsRdsEventSubscription", &AwsRdsEventSubscriptionDetails),
    MAY("AwsEcsService", &AwsEcsServiceDetails),
    MAY("AwsAutoScalingLaunchConfiguration", &AwsAutoScalingLaunchConfigurationDetails),
    MAY("AwsEc2VpnConnection", &AwsEc2VpnConnectionDetails),
    MAY("AwsEcrContainerImage", &AwsEcrContainerImageDetails),
    MAY("AwsOpenSearchServiceDomain", &AwsOpenSearchServiceDomainDetails),
    MAY("AwsEc2VpcEndpointService", &AwsEc2VpcEndpointServiceDetails),
    MAY("AwsXrayEncryptionConfig", &AwsXrayEncryptionConfigDetails),
    MAY("AwsWafRateBasedRule", &AwsWafRateBasedRuleDetails),
    MAY("AwsWafRegionalRateBasedRule", &AwsWafRegionalRateBasedRuleDetails),
    MAY("AwsEcrRepository", &AwsEcrRepositoryDetails), MAY("AwsEksCluster", &AwsEksClusterDetails),
    MAY("AwsNetworkFirewallFirewallPolicy", &AwsNetworkFirewallFirewallPolicyDetails),
    MAY("AwsNetworkFirewallFirewall", &AwsNetworkFirewallFirewallDetails),
    MAY("AwsNetworkFirewallRuleGroup", &AwsNetworkFirewallRuleGroupDetails),
    MAY("AwsRdsDbSecurityGroup", &AwsRdsDbSecurityGroupDetails),
    MAY("AwsKinesisStream", &AwsKinesisStreamDetails),
    MAY("AwsEc2TransitGateway", &AwsEc2TransitGatewayDetails),
    MAY("AwsEfsAccessPoint", &AwsEfsAccessPointDetails),
    MAY("AwsCloudFormationStack", &AwsCloudFormationStackDetails),
    MAY("AwsCloudWatchAlarm", &AwsCloudWatchAlarmDetails),
    MAY("AwsEc2VpcPeeringConnection", &AwsEc2VpcPeeringConnectionDetails),
    MAY("AwsWafRegionalRuleGroup", &AwsWafRegionalRuleGroupDetails),
    MAY("AwsWafRegionalRule", &AwsWafRegionalRuleDetails),
    MAY("AwsWafRegionalWebAcl", &AwsWafRegionalWebAclDetails),
    MAY("AwsWafRule", &AwsWafRuleDetails), MAY("AwsWafRuleGroup", &AwsWafRuleGroupDetails),
    MAY("AwsEcsTask", &AwsEcsTaskDetails),
    MAY("AwsBackupBackupVault", &AwsBackupBackupVaultDetails),
    MAY("AwsBackupBackupPlan", &AwsBackupBackupPlanDetails),
    MAY("AwsBackupRecoveryPoint", &AwsBackupRecoveryPointDetails),
    MAY("AwsEc2LaunchTemplate", &AwsEc2LaunchTemplateDetails),
    MAY("AwsSageMakerNotebookInstance", &AwsSageMakerNotebookInstanceDetails),
    MAY("AwsWafv2WebAcl", &AwsWafv2WebAclDetails),
    MAY("AwsWafv2RuleGroup", &AwsWafv2RuleGroupDetails),
    MAY("AwsEc2RouteTable", &AwsEc2RouteTableDetails),
    MAY("AwsAmazonMqBroker", &AwsAmazonMqBrokerDetails),
    MAY("AwsAppSyncGraphQlApi", &AwsAppSyncGraphQlApiDetails),
    MAY("AwsEventSchemasRegistry", &AwsEventSchemasRegistryDetails),
    MAY("AwsGuardDutyDetector", &AwsGuardDutyDetectorDetails),
    MAY("AwsStepFunctionStateMachine", &AwsStepFunctionStateMachineDetails),
    MAY("AwsAthenaWorkGroup", &AwsAthenaWorkGroupDetails),
    MAY("AwsEventsEventbus", &AwsEventsEventbusDetails),
    MAY("AwsDmsEndpoint", &AwsDmsEndpointDetails),
    MAY("AwsEventsEndpoint", &AwsEventsEndpointDetails),
    MAY("AwsDmsReplicationTask", &AwsDmsReplicationTaskDetails),
    MAY("AwsDmsReplicationInstance", &AwsDmsReplicationInstanceDetails),
    MAY("AwsRoute53HostedZone", &AwsRoute53HostedZoneDetails),
    MAY("AwsMskCluster", &AwsMskClusterDetails), MAY("AwsS3AccessPoint", &AwsS3AccessPointDetails),
    MAY("AwsEc2ClientVpnEndpoint", &AwsEc2ClientVpnEndpointDetails),
    MAY("CodeRepository", &CodeRepositoryDetails))

OBJECT(Resource,
    MUST("Type", TEXT(1, 256)), MUST("Id", &some_text),
    MAY("Partition", WORD("aws|aws-cn|aws-us-gov")), MAY("Region", TEXT(1, 16)),
    MAY("ResourceRole", &text), MAY("Tags", MAP(50, 128, 256)),
    MAY("DataClassification", &DataClassificationDetails), MAY("Details", &ResourceDetails),
    MAY("ApplicationName", &text), MAY("ApplicationArn", &text))

OBJECT(StatusReason,
    MUST("ReasonCode", &text), MAY("Description", &text))

OBJECT(AssociatedStandard,
    MAY("StandardsId", &text))

OBJECT(SecurityControlParameter,
    MAY("Name", &text), MAY("Value", LIST(0, 0, text)))

OBJECT(Compliance,
    MAY("Status", WORD("PASSED|WARNING|FAILED|NOT_AVAILABLE")),
    MAY("RelatedRequirements", LIST(0, 32, requirement)),
    MAY("StatusReasons", LIST(0, 0, StatusReason)), MAY("SecurityControlId", &text),
    MAY("AssociatedStandards", LIST(0, 20, AssociatedStandard)),
    MAY("SecurityControlParameters", LIST(0, 0, SecurityControlParameter)))

OBJECT(Workflow,
    MAY("Status", WORD("NEW|NOTIFIED|RESOLVED|SUPPRESSED")))

OBJECT(RelatedFinding,
    MUST("ProductArn", TEXT(1, 2048)), MUST("Id", TEXT(1, 512)))

OBJECT(Note,
    MUST("Text", TEXT(1, 512)), MUST("UpdatedBy", TEXT(1, 512)), MUST("UpdatedAt", &schema_time))

OBJECT(SoftwarePackage,
    MAY("Name", &text), MAY("Version", &text), MAY("Epoch", &text), MAY("Release", &text),
    MAY("Architecture", &text), MAY("PackageManager", &text), MAY("FilePath", &text),
    MAY("FixedInVersion", &text), MAY("Remediation", &text), MAY("SourceLayerHash", &text),
    MAY("SourceLayerArn", &text))

OBJECT(Adjustment,
    MAY("Metric", &text), MAY("Reason", &text))

OBJECT(Cvss,
    MAY("Version", &text), MAY("BaseScore", &number), MAY("BaseVector", &text),
    MAY("Source", &text), MAY("Adjustments", LIST(0, 0, Adjustment)))

OBJECT(VulnerabilityVendor,
    MUST("Name", &text), MAY("Url", &text), MAY("VendorSeverity", &text),
    MAY("VendorCreatedAt", &text), MAY("VendorUpdatedAt", &text))

OBJECT(CodeVulnerabilitiesFilePath,
    MAY("EndLine", &integer), MAY("FileName", &text), MAY("FilePath", &text),
    MAY("StartLine", &integer))

OBJECT(VulnerabilityCodeVulnerabilities,
    MAY("Cwes", LIST(0, 0, text)), MAY("FilePath", &CodeVulnerabilitiesFilePath),
    MAY("SourceArn", &text))

OBJECT(Vulnerability,
    MUST("Id", &text), MAY("VulnerablePackages", LIST(0, 0, SoftwarePackage)),
    MAY("Cvss", LIST(0, 0, Cvss)), MAY("RelatedVulnerabilities", LIST(0, 0, text)),
    MAY("Vendor", &VulnerabilityVendor), MAY("ReferenceUrls", LIST(0, 0, text)),
    MAY("FixAvailable", WORD("YES|NO|PARTIAL")), MAY("EpssScore", &number),
    MAY("ExploitAvailable", WORD("YES|NO")), MAY("LastKnownExploitAt", &text),
    MAY("CodeVulnerabilities", LIST(0, 0, VulnerabilityCodeVulnerabilities)))

OBJECT(PatchSummary,
    MUST("Id", TEXT(1, 256)), MAY("InstalledCount", NUMBER(0, 100000)),
    MAY("MissingCount", NUMBER(0, 100000)), MAY("FailedCount", NUMBER(0, 100000)),
    MAY("InstalledOtherCount", NUMBER(0, 100000)), MAY("InstalledRejectedCount", NUMBER(0, 100000)),
    MAY("InstalledPendingReboot", NUMBER(0, 100000)), MAY("OperationStartTime", &schema_time),
    MAY("OperationEndTime", &schema_time), MAY("RebootOption", &text), MAY("Operation", &text))

OBJECT(IpOrganizationDetails,
    MAY("Asn", &integer), MAY("AsnOrg", &text), MAY("Isp", &text), MAY("Org", &text))

OBJECT(Country,
    MAY("CountryCode", &text), MAY("CountryName", &text))

OBJECT(City,
    MAY("CityName", &text))

OBJECT(GeoLocation,
    MAY("Lon", &number), MAY("Lat", &number))

OBJECT(ActionRemoteIpDetails,
    MAY("IpAddressV4", &text), MAY("Organization", &IpOrganizationDetails),
    MAY("Country", &Country), MAY("City", &City), MAY("GeoLocation", &GeoLocation))

OBJECT(ActionRemotePortDetails,
    MAY("Port", &integer), MAY("PortName", &text))

OBJECT(ActionLocalPortDetails,
    MAY("Port", &integer), MAY("PortName", &text))

OBJECT(NetworkConnectionAction,
    MAY("ConnectionDirection", &text), MAY("RemoteIpDetails", &ActionRemoteIpDetails),
    MAY("RemotePortDetails", &ActionRemotePortDetails),
    MAY("LocalPortDetails", &ActionLocalPortDetails), MAY("Protocol", &text),
    MAY("Blocked", &truth))

OBJECT(AwsApiCallActionDomainDetails,
    MAY("Domain", &text))

OBJECT(AwsApiCallAction,
    MAY("Api", &text), MAY("ServiceName", &text), MAY("CallerType", &text),
    MAY("RemoteIpDetails", &ActionRemoteIpDetails),
    MAY("DomainDetails", &AwsApiCallActionDomainDetails), MAY("AffectedResources", MAP(0, 0, 0)),
    MAY("FirstSeen", &text), MAY("LastSeen", &text))

OBJECT(DnsRequestAction,
    MAY("Domain", &text), MAY("Protocol", &text), MAY("Blocked", &truth))

OBJECT(ActionLocalIpDetails,
    MAY("IpAddressV4", &text))

OBJECT(PortProbeDetail,
    MAY("LocalPortDetails", &ActionLocalPortDetails), MAY("LocalIpDetails", &ActionLocalIpDetails),
    MAY("RemoteIpDetails", &ActionRemoteIpDetails))

OBJECT(PortProbeAction,
    MAY("PortProbeDetails", LIST(0, 0, PortProbeDetail)), MAY("Blocked", &truth))

OBJECT(Action,
    MAY("ActionType", &text), MAY("NetworkConnectionAction", &NetworkConnectionAction),
    MAY("AwsApiCallAction", &AwsApiCallAction), MAY("DnsRequestAction", &DnsRequestAction),
    MAY("PortProbeAction", &PortProbeAction))

OBJECT(FindingProviderSeverity,
    MAY("Label", WORD("INFORMATIONAL|LOW|MEDIUM|HIGH|CRITICAL")), MAY("Original", TEXT(1, 64)),
    MAY("Normalized", NUMBER(0, 100)), MAY("Product", &number))

OBJECT(FindingProviderFields,
    MAY("Confidence", NUMBER(0, 100)), MAY("Criticality", NUMBER(0, 100)),
    MAY("RelatedFindings", LIST(0, 10, RelatedFinding)), MAY("Severity", &FindingProviderSeverity),
    MAY("Types", LIST(0, 50, text)))

OBJECT(GeneratorDetails,
    MAY("Name", &text), MAY("Description", &text), MAY("Labels", LIST(0, 0, text)))

OBJECT(UserAccount,
    MAY("Uid", &text), MAY("Name", &text))

OBJECT(ActorUser,
    MAY("Name", &text), MAY("Uid", &text), MAY("Type", &text), MAY("CredentialUid", &text),
    MAY("Account", &UserAccount))

OBJECT(ActorSession,
    MAY("Uid", &text), MAY("MfaStatus", WORD("ENABLED|DISABLED")), MAY("CreatedTime", &integer),
    MAY("Issuer", &text))

OBJECT(Actor,
    MAY("Id", &text), MAY("User", &ActorUser), MAY("Session", &ActorSession))

OBJECT(NetworkGeoLocation,
    MAY("City", &text), MAY("Country", &text), MAY("Lat", &number), MAY("Lon", &number))

OBJECT(NetworkAutonomousSystem,
    MAY("Name", &text), MAY("Number", &integer))

OBJECT(NetworkConnection,
    MAY("Direction", WORD("INBOUND|OUTBOUND")))

OBJECT(NetworkEndpoint,
    MAY("Id", &text), MAY("Ip", &text), MAY("Domain", &text), MAY("Port", &integer),
    MAY("Location", &NetworkGeoLocation), MAY("AutonomousSystem", &NetworkAutonomousSystem),
    MAY("Connection", &NetworkConnection))

OBJECT(Indicator,
    MAY("Key", &text), MAY("Values", LIST(0, 0, text)), MAY("Title", &text), MAY("Type", &text))

OBJECT(Signal,
    MAY("Type", &text), MAY("Id", &text), MAY("Title", &text), MAY("ProductArn", &text),
    MAY("ResourceIds", LIST(0, 0, text)), MAY("SignalIndicators", LIST(0, 0, Indicator)),
    MAY("Name", &text), MAY("CreatedAt", &integer), MAY("UpdatedAt", &integer),
    MAY("FirstSeenAt", &integer), MAY("LastSeenAt", &integer), MAY("Severity", &number),
    MAY("Count", &integer), MAY("ActorIds", LIST(0, 0, text)), MAY("EndpointIds", LIST(0, 0, text)))

OBJECT(Sequence,
    MAY("Uid", &text), MAY("Actors", LIST(0, 0, Actor)),
    MAY("Endpoints", LIST(0, 0, NetworkEndpoint)), MAY("Signals", LIST(0, 0, Signal)),
    MAY("SequenceIndicators", LIST(0, 0, Indicator)))

OBJECT(Detection,
    MAY("Sequence", &Sequence))

OBJECT(AwsSecurityFinding,
    MUST("SchemaVersion", WORD("2018-10-08")), MUST("Id", TEXT(1, 512)),
    MUST("ProductArn", TEXT(12, 2048)), MAY("ProductName", TEXT(1, 128)),
    MAY("CompanyName", TEXT(1, 128)), MAY("Region", TEXT(1, 16)), MUST("GeneratorId", TEXT(1, 512)),
    MUST("AwsAccountId", &account_id), MAY("Types", LIST(0, 50, text)),
    MAY("FirstObservedAt", &schema_time), MAY("LastObservedAt", &schema_time),
    MUST("CreatedAt", &schema_time), MUST("UpdatedAt", &schema_time), MAY("Severity", &Severity),
    MAY("Confidence", NUMBER(0, 100)), MAY("Criticality", NUMBER(0, 100)),
    MUST("Title", TEXT(1, 256)), MUST("Description", TEXT(1, 1024)),
    MAY("Remediation", &Remediation), MAY("SourceUrl", &text),
    MAY("ProductFields", MAP(50, 128, 2048)), MAY("UserDefinedFields", MAP(50, 128, 1024)),
    MAY("Malware", LIST(0, 5, Malware)), MAY("Network", &Network),
    MAY("NetworkPath", LIST(0, 0, NetworkPathComponent)), MAY("Process", &ProcessDetails),
    MAY("Threats", LIST(0, 32, Threat)),
    MAY("ThreatIntelIndicators", LIST(0, 5, ThreatIntelIndicator)),
    MUST("Resources", LIST(1, 32, Resource)), MAY("Compliance", &Compliance),
    MAY("VerificationState", WORD("UNKNOWN|TRUE_POSITIVE|FALSE_POSITIVE|BENIGN_POSITIVE")),
    MAY("WorkflowState", WORD("NEW|ASSIGNED|IN_PROGRESS|DEFERRED|RESOLVED")),
    MAY("Workflow", &Workflow), MAY("RecordState", WORD("ACTIVE|ARCHIVED")),
    MAY("RelatedFindings", LIST(0, 10, RelatedFinding)), MAY("Note", &Note),
    MAY("Vulnerabilities", LIST(0, 0, Vulnerability)), MAY("PatchSummary", &PatchSummary),
    MAY("Action", &Action), MAY("FindingProviderFields", &FindingProviderFields),
    MAY("Sample", &truth), MAY("GeneratorDetails", &GeneratorDetails),
    MAY("ProcessedAt", &schema_time), MAY("AwsAccountName", TEXT(1, 50)),
    MAY("Detection", &Detection))

OBJECT(NoteUpdate,
    MUST("Text", TEXT(1, 512)), MUST("UpdatedBy", TEXT(1, 512)))

OBJECT(SeverityUpdate,
    MAY("Normalized", NUMBER(0, 100)), MAY("Product", &number),
    MAY("Label", WORD("INFORMATIONAL|LOW|MEDIUM|HIGH|CRITICAL")))

/* What BatchUpdateFindings and UpdateFindings set, by the names of their members. */
OBJECT(finding_update,
    MAY("Note", &NoteUpdate), MAY("Severity", &SeverityUpdate),
    MAY("VerificationState", WORD("UNKNOWN|TRUE_POSITIVE|FALSE_POSITIVE|BENIGN_POSITIVE")),
    MAY("Confidence", NUMBER(0, 100)), MAY("Criticality", NUMBER(0, 100)), MAY("Types", LIST(0, 50, text)),
    MAY("UserDefinedFields", MAP(50, 128, 1024)), MAY("Workflow", &Workflow),
    MAY("RelatedFindings", LIST(0, 10, RelatedFinding)), MAY("RecordState", WORD("ACTIVE|ARCHIVED")))

/* clang-format on */

const struct schema *const schema_finding = &AwsSecurityFinding;
const struct schema *const schema_finding_update = &finding_update;
