#!/usr/bin/python3
"""Operations, services and protocols are named where they stand, and nowhere else: what depends on one is a column."""
import re

from tree import check_some, files, name, operations, program_tables, sources, without_comments

# path -> word -> why it stands there.
ALLOWED = {
    "src/auth/principal.c": {"sts": "how IAM spells the ARN of a role's session, whoever serves it"},
    "sql/functions/enrollment/_enrollment.sql": {"guardduty": "its enrollments, detectors, have ids"},
    "sql/functions/finding/_collections_end.sql": {"guardduty": "its findings go with a detector"},
    "sql/functions/finding/_finding_columns.sql": {"guardduty": "its documents have another form"},
    "sql/functions/finding/_sight.sql": {"securityhub": "it has linked regions"},
    "sql/functions/sample/_sample.sql": {"guardduty": "what its findings say of themselves",
                                         "securityhub": "where they appear as well"},
    "sql/functions/finding/_view.sql": {"cloudtrail": "the trail tells of itself as CloudTrail does"},
    "sql/functions/trail/audit_viewers.sql": {"cloudtrail": "the trail tells of itself as CloudTrail does"},
    "sql/functions/finding/findings_expire.sql": {"securityhub": "its archived findings go sooner"},
    "sql/functions/membership/_relationship.sql": {"guardduty": "its members are shown with their detectors"},
    "sql/functions/trail/audit_partition_drop.sql": {"cloudtrail": "the trail tells of itself as CloudTrail does"},
}
ROOMS = ("src/services/", "src/verify/")

SERVICES = {service["name"] for service in program_tables()["services"]}
PRODUCTS = {service["product"] for service in program_tables()["services"]}
OPERATIONS = {operation["name"] for _, operation in operations()}


def names_in_c(path):
    """What a C file calls by name: words of code and texts, whole texts, and enumerators that are made of a name."""
    code = without_comments(path.read_text())
    if not name(path).startswith(ROOMS):
        yield from sorted(set(re.findall(r"\w+", code)) & (OPERATIONS | SERVICES))
        yield from sorted(set(re.findall(r'"([^"\n]*)"', code)) & PRODUCTS)
        yield from sorted(word for word in set(re.findall(r"\b[A-Z]+_\w+\b", code))
                          if word.partition("_")[2].lower() in SERVICES)
    if not name(path).startswith(ROOMS + ("src/wire/",)):
        yield from sorted(set(re.findall(r"\bPROTOCOL_[A-Z_]+\b", code)) - {"PROTOCOL_COUNT"})


def names_in_sql(path):
    """What a function's file names but the operations that it is the function of, and their services. The names of
    state transitions are their table's."""
    # A read that shows findings has a second function, in the file of its name behind an underscore.
    own = {word for service, operation in operations() if operation["function"] in (path.stem, path.stem[1:])
           for word in (operation["name"], service["name"])}
    code = re.sub(r"--[^\n]*|^COMMENT ON FUNCTION\b(?:'[^']*'|[^';])*;", "", path.read_text(), flags=re.M)
    return sorted((set(re.findall(r"'(\w+)'", code)) & (OPERATIONS | SERVICES)) - own)


def name_problems(paths, names):
    for path in paths:
        for word in names(path):
            if word not in ALLOWED.get(name(path), {}):
                yield f"{name(path)} names {word}"


def allowance_problems():
    for relative, words in ALLOWED.items():
        for path in files(relative) or [None]:
            named = set((names_in_sql if relative.endswith(".sql") else names_in_c)(path)) if path else set()
            for word in sorted(set(words) - named):
                yield f"{relative} does not name {word}: take it off the list"


def main():
    sql = files("sql/functions/*/*.sql")
    check_some("operations and services are named in services/ and verify/ alone, protocols also in wire/", OPERATIONS,
               name_problems(sources(), names_in_c))
    check_some("an SQL function names the operations and services that it is for, and no others", sql,
               name_problems(sql, names_in_sql))
    check_some("what may be named elsewhere is", ALLOWED, allowance_problems())


main()
