/*
 * THE SERVICE TABLE's rows by name, for what is of one service alone. The engine knows the list
 * only (api/service.h).
 */
#ifndef MEMBERHUB_SERVICES_SERVICES_H
#define MEMBERHUB_SERVICES_SERVICES_H

#include "api/service.h"

extern const struct service service_securityhub;
extern const struct service service_guardduty;
extern const struct service service_sts;
extern const struct service service_cloudtrail;

#endif
