/*
 * Filters of findings: which attributes there are, what may be asked of them, and what was asked,
 * as conditions that the database understands. Knows no service's attributes.
 * THE ATTRIBUTE TABLES are in src/services/.
 */
#ifndef MEMBERHUB_API_FILTER_H
#define MEMBERHUB_API_FILTER_H

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
#include "wire/tree.h"

/* What a filter of an attribute is made of. */
enum filter_kind {
    FILTER_TEXT,    /* {Value, Comparison}: EQUALS, PREFIX, NOT_EQUALS, PREFIX_NOT_EQUALS */
    FILTER_NUMBER,  /* {Eq, Gt, Gte, Lt, Lte} */
    FILTER_TIME,    /* {Start, End} or {DateRange} */
    FILTER_ADDRESS, /* {Cidr} */
    FILTER_ENTRY,   /* {Key, Value, Comparison} */
    FILTER_SWITCH,  /* {Value} */
    FILTER_MENTION, /* {Value} */
    /* GuardDuty's conditions: see criteria.h */
    CRITERION_TEXT,
    CRITERION_NUMBER,
    CRITERION_TIME,
    CRITERION_SWITCH,
    CRITERION_ARCHIVED, /* a switch that finding.record_state has */
    FILTER_KINDS
};

struct filter_attribute {
    const char *name; /* as clients call it; NULL ends a table */
    enum filter_kind kind;
    const char *path; /* "Resources[].Type": where it stands in the document; NULL: as its name */
    /* Of table finding, which has it as well; NULL: none has. "resource_key" where finding_resource
     * has it, by which EQUALS is looked up. */
    const char *column;
};

/*
 * A comparison as a test in SQL. {value} is a value of the attribute as text, or its column; of
 * numbers and moments it is one. {operand} is the first operand and {operands} all of them.
 */
struct filter_comparison {
    const char *name; /* NULL ends the table */
    enum filter_kind kind;
    bool negative; /* true where no value of the attribute passes the test */
    const char *test;
};

/* THE COMPARISONS. */
extern const struct filter_comparison filter_comparisons[];

/* Gives a kind's name, as the database knows it. */
const char *filter_kind_name(enum filter_kind kind);

/* Gives the attribute of that name, or NULL. */
const struct filter_attribute *filter_attribute(const struct filter_attribute *attributes,
                                                struct str name);

/*
 * Reads AwsSecurityFindingFilters (Security Hub API Reference): at most ten attributes, each with
 * at most twenty filters, by the rules for how they combine. Gives conditions, a list in JSON,
 * which are met together:
 *   {"attribute": NAME, "any": [[{"comparison": NAME, "operands": [TEXT, ..]}, ..], ..]}
 * is met where all tests of one of the lists are. -1 with `fault`, whose argument names the place.
 */
int filter_read(struct arena *arena, const struct filter_attribute *attributes,
                const struct node *filters, enum fault_code fault, struct str *ret_conditions,
                struct fault *f) MUST_CHECK;

#endif
