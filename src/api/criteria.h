/*
 * GuardDuty's criteria of findings, as conditions: see filter.h. Knows no service's attributes.
 */
#ifndef MEMBERHUB_API_CRITERIA_H
#define MEMBERHUB_API_CRITERIA_H

#include <stdbool.h>

#include "api/filter.h"

/*
 * Reads FindingCriteria (GuardDuty API Reference): an object whose `criterion` has attributes with
 * their Condition. `saved` lets patterns in, which saved filters alone have. Gives conditions. -1
 * with `fault`, whose argument names the place.
 */
int criteria_read(struct arena *arena, const struct filter_attribute *attributes, bool saved,
                  const struct node *criteria, enum fault_code fault, struct str *ret_conditions,
                  struct fault *f) MUST_CHECK;

#endif
