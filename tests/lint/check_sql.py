#!/usr/bin/python3
"""Rules for sql/: what a function file must say, and that it says it of every function in it."""
import re

from tree import check, check_some, files, lines_matching, name, read

FUNCTIONS = files("sql/functions/*/*.sql")
# Names of helpers' files begin with an underscore; helpers are for functions, never for the program's roles.
CALLABLE = [path for path in FUNCTIONS if not path.name.startswith("_")]
# Called by memberhubctl db migrate as the schema's owner, and by nobody else.
OWNERS_OWN = ["tables_store"]
MIGRATIONS = files("sql/migrations/*.sql")


def without_comments(text):
    return re.sub(r"--[^\n]*", "", text)


def definitions(path):
    """(name, head up to the body) of each function that a file makes."""
    text = without_comments(path.read_text())
    for match in re.finditer(r"CREATE (OR REPLACE )?FUNCTION memberhub\.(\w+)\s*\((.*?)(\bAS \$|\bRETURN\b|BEGIN ATOMIC)",
                             text, re.S):
        yield match[2], match[0], bool(match[1])


def place_problems():
    """db migrate reads the folders of topics, in the order of the files' names, whatever the topic."""
    for path in files("sql/functions/**/*.sql"):
        if path not in FUNCTIONS:
            yield f"{name(path)}: is not in a topic's folder, and would not be applied"
        for other in FUNCTIONS:
            if other.name == path.name and other < path:
                yield f"{name(path)}: {name(other)} has the same name"


def own_name_problems():
    for path in CALLABLE:
        if path.stem not in [defined for defined, _, _ in definitions(path)]:
            yield f"{name(path)}: does not define memberhub.{path.stem}"


def replaceable_problems():
    for path in FUNCTIONS:
        for defined, _, replaces in definitions(path):
            if not replaces:
                yield f"{name(path)}: {defined} is not CREATE OR REPLACE: it cannot be applied again"


def head_problems(pattern, what, paths, only_own=False):
    for path in paths:
        for defined, head, _ in definitions(path):
            if (not only_own or defined == path.stem) and not re.search(pattern, head):
                yield f"{name(path)}: {defined} lacks {what}"


def statement_problems(pattern, what, paths, only_own=False):
    """What must stand beside each function: `pattern` has %s for its name."""
    for path in paths:
        text = without_comments(path.read_text())
        for defined, _, _ in definitions(path):
            if (not only_own or defined == path.stem) and not re.search(pattern % defined, text):
                yield f"{name(path)}: {defined} has no {what}"


def grant_problems():
    helpers = [path for path in FUNCTIONS if path not in CALLABLE]
    yield from statement_problems(r"GRANT EXECUTE ON FUNCTION memberhub\.%s\b", "GRANT EXECUTE",
                                  [path for path in CALLABLE if path.stem not in OWNERS_OWN], only_own=True)
    yield from lines_matching(r"^\s*GRANT\b", helpers)
    yield from lines_matching(r"\bTO PUBLIC\b|^\s*GRANT\b(?!.* ON (FUNCTION|SCHEMA|TYPE)\b)", FUNCTIONS + MIGRATIONS)


def number_problems():
    for place, path in enumerate(MIGRATIONS, 1):
        if not re.fullmatch(rf"{place:04d}_[a-z0-9_]+\.sql", path.name):
            yield f"{name(path)}: migration {place} is called {place:04d}_something.sql"
    needed = re.findall(r"\bSERVER_SCHEMA_VERSION = (\d+)", read("src/api/server.h"))
    if needed != [str(len(MIGRATIONS))]:
        yield f"src/api/server.h: SERVER_SCHEMA_VERSION is {needed}, and the last migration {len(MIGRATIONS)}"


def main():
    language_sql = r"LANGUAGE sql\b"
    check_some("a function's file is in the folder of its topic", FUNCTIONS, place_problems())
    check_some("a function's file has its function's name", CALLABLE, own_name_problems())
    check("a function can be applied again", replaceable_problems())
    check("a function that a program calls is SECURITY DEFINER",
          head_problems(r"\bSECURITY DEFINER\b", "SECURITY DEFINER", CALLABLE, only_own=True))
    # A body that is parsed when it is made (RETURN, BEGIN ATOMIC) has no names left to search for. Helpers run with
    # their callers' settings.
    check("the search_path of a function that a program calls is pinned",
          head_problems(rf"SET search_path = pg_catalog, memberhub, pg_temp\b|{language_sql}(?s:.*)(RETURN|BEGIN ATOMIC)$",
                        "its search_path", CALLABLE))
    check("a function says whether it is IMMUTABLE, STABLE or VOLATILE",
          head_problems(r"\b(IMMUTABLE|STABLE|VOLATILE)\b", "its volatility", FUNCTIONS))
    check("a function's comment is in its file",
          statement_problems(r"COMMENT ON FUNCTION memberhub\.%s\b", "COMMENT", FUNCTIONS))
    check("a function is taken from PUBLIC in its file",
          statement_problems(r"REVOKE ALL ON FUNCTION memberhub\.%s\b[^;]*FROM PUBLIC", "REVOKE ... FROM PUBLIC", FUNCTIONS))
    check("a function that a program calls is granted in its file, helpers and tables are never", grant_problems())
    check_some("migrations are numbered without a gap, and the program needs the last", MIGRATIONS, number_problems())
    check("SQL has no tab, no carriage return and no blank at a line's end",
          lines_matching(r"[\t\r]|\s$", FUNCTIONS + MIGRATIONS))


main()
