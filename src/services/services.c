/*
 * THE SERVICE TABLE: the list of what is served. A service is its folder and its line here.
 */
#include "services/services.h"

#include <stddef.h>

const struct service *const services[] = {
    &service_securityhub, &service_guardduty, &service_sts, &service_cloudtrail, NULL,
};
