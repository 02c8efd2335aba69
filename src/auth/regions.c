/*
 * The regions of AWS. Source: endpoints.json of botocore, all partitions, and AWS's list of
 * regions, 2026-11; a new one is a row, or is named in the setting until then.
 */
#include "auth/regions.h"

#include <stddef.h>

#include "base/attributes.h"

static const char *const regions[] = {
    /* aws: the oldest ones, and those that an account has to opt in to */
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    /* aws-cn */
    "cn-north-1",
    "cn-northwest-1",
    /* aws-us-gov */
    "us-gov-east-1",
    "us-gov-west-1",
    /* aws-eusc */
    "eusc-de-east-1",
    /* aws-iso, -b, -e, -f */
    "us-iso-east-1",
    "us-iso-west-1",
    "us-isob-east-1",
    "us-isob-west-1",
    "eu-isoe-west-1",
    "us-isof-east-1",
    "us-isof-south-1",
};

bool
region_is_known(struct str region)
{
    for (size_t i = 0; i < ARRAY_COUNT(regions); i++)
        if (str_equal(region, str_from(regions[i])))
            return true;
    return false;
}
