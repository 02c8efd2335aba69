#!/usr/bin/python3
"""memberhub-api(7) says what the tables say, and the SQL functions' comments name the faults that it derives."""
import difflib
import json
import re
import subprocess
import sys

from tree import ROOT, check, check_some, program_tables, read

sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "man"))
import api_tables

TITLES = {"securityhub": "Security Hub", "guardduty": "GuardDuty"}
MAKE = "build/memberhubd --tables | man/make_api_page.py > man/memberhub-api.7"
TABLES = api_tables.Tables(ROOT, program_tables())


def page_problems():
    made = subprocess.run(["/usr/bin/python3", ROOT / "man/make_api_page.py", ROOT],
                          input=json.dumps(program_tables()), capture_output=True, text=True)
    if made.returncode != 0:
        yield made.stderr.strip().splitlines()[-1]
    elif made.stdout != read("man/memberhub-api.7"):
        yield f"to accept what the tables say now: {MAKE}"
        yield from difflib.unified_diff(read("man/memberhub-api.7").splitlines(), made.stdout.splitlines(),
                                        "man/memberhub-api.7", "the tables", lineterm="", n=0)


def row_problems():
    """Read from the page itself: a generator that loses rows is no better than a page that does."""
    page = read("man/memberhub-api.7")
    for row in TABLES.operations:
        if not re.search(rf"^\.Li {row['method']} {re.escape(row['path'])}\n[^\n]*\n\.It permission\n"
                         rf"(?:[^.][^\n]*\n)*?[^\n]*\b{row['service']}:{row['name']}\b", page, re.M):
            yield f"{row['service']} {row['name']} is missing"
    for fault in TABLES.faults:
        if f"\n.It Li {fault}\n" not in page:
            yield f"the fault {fault} is missing"
    parts = dict(re.findall(r"^\.Ss ([^\n]*)'s transitions\n(.*?)(?=^\.S[hs] )", page, re.M | re.S))
    for service, operation, caller in dict.fromkeys(key[:3] for key in TABLES.machine):
        if f"\n.It {operation}, called by the {caller}\n" not in parts.get(TITLES[service], ""):
            yield f"{service}'s transitions of {operation} by the {caller} are missing"


def comment_problems():
    """A function's contract names the faults of its operations; those of the input are decode.c's."""
    derived, of_input = {}, set()
    for row in TABLES.operations:
        of_input |= TABLES.input_faults(row["fields"])
        derived.setdefault(row["function"], set()).update(TABLES.faults_of(row))
    for function, faults in sorted(derived.items()):
        named = set(re.findall(r"\w+", TABLES.functions[function][1])) & set(TABLES.faults)
        for fault in sorted(named ^ (faults - of_input)):
            yield f"{function}: {'its comment alone' if fault in named else 'all but its comment'} has {fault}"


def main():
    check("memberhub-api(7) is what the tables and its template make", page_problems())
    check_some("memberhub-api(7) has every operation, fault and transition", TABLES.operations, row_problems())
    check_some("an SQL function's comment names its operations' faults", TABLES.functions, comment_problems())


main()
