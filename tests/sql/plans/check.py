#!/usr/bin/python3
"""Looks at the plans of every SQL function that a program calls, in a database with much in it: none reads a table that
grows from end to end, none touches more buffers than its row of cases.py says, and none touches many more because the
caller has much. With the statistics of another time, without any, and with good ones, by plans for any parameter and for
each. Reads what auto_explain says of every statement inside the functions. Needs a superuser's PG variables, and a
database that is migrated and empty.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "pylib")]
sys.dont_write_bytecode = True
from cases import CASES, REGION, SMALL, WORLDS  # noqa: E402  (after the path is set)
from tables import called_functions  # noqa: E402

CALLABLE = """SELECT p.proname FROM pg_proc AS p WHERE p.pronamespace = 'memberhub'::regnamespace
    AND (has_function_privilege('memberhub_app', p.oid, 'EXECUTE')
         OR has_function_privilege('memberhub_sealer', p.oid, 'EXECUTE')
         OR has_function_privilege('memberhub_admin', p.oid, 'EXECUTE'))"""
# As if nothing had ever been analysed.
FORGET = """DELETE FROM pg_statistic WHERE starelid IN (
    SELECT oid FROM pg_class WHERE relnamespace = 'memberhub'::regnamespace);
UPDATE pg_class SET relpages = 0, reltuples = -1 WHERE relnamespace = 'memberhub'::regnamespace AND relkind = 'r';
UPDATE pg_class SET relpages = 0, reltuples = 0 WHERE relnamespace = 'memberhub'::regnamespace AND relkind = 'i'"""
# The functions ask for plans that fit any parameter; here they get one for each call.
CUSTOM = """DO $$ DECLARE v_function regprocedure; BEGIN
    FOR v_function IN SELECT oid FROM pg_proc WHERE pronamespace = 'memberhub'::regnamespace
        AND 'plan_cache_mode=force_generic_plan' = ANY (proconfig)
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET plan_cache_mode = force_custom_plan', v_function);
    END LOOP;
END $$"""
# name, what makes it so
STAGES = (
    ("statistics of before", f"ANALYZE;\n{(HERE / 'accept.sql').read_text()}"),
    ("no statistics", FORGET),
    ("good statistics", "VACUUM ANALYZE"),
    ("a plan for each call", CUSTOM),
)
SETTINGS = """LOAD 'auto_explain';
SET auto_explain.log_nested_statements = on; SET auto_explain.log_analyze = on; SET auto_explain.log_buffers = on;
SET auto_explain.log_timing = off; SET auto_explain.log_format = json; SET client_min_messages = log;
"""
# What a call may touch more where there is more: an index is a level deeper, a page fuller.
MORE_FACTOR, MORE_BUFFERS = 1.5, 30


def psql(script):
    """What psql says on its two outputs."""
    done = subprocess.run(["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1"], input=script, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"psql failed: {done.stderr[-2000:]}")
    return done.stdout, done.stderr


def call(case, words):
    """The SQL of a call, which gives a fault where it gives an answer."""
    arguments = case.arguments.format(**words)
    if case.caller is None:
        return f"SELECT count(*), NULL FROM memberhub.{case.function}({arguments})"
    detector = "repeat('0', 32)" if case.service == "guardduty" and case.caller != "nobody" else "NULL"
    signature = f"{case.known} {words[case.caller]}" if case.known else "signature of this call"
    caller = f"""ROW('{words[case.caller]}', 1, '{{"type": "Root", "arn": "arn:aws:iam::1:root"}}', '{case.service}',
        '{REGION}', 'X', gen_random_uuid()::text, sha256('plans of this call'), '192.0.2.1', 'plans', NULL, 'documented',
        {detector},
        jsonb_build_object('signature', encode(sha256('{signature}'), 'hex')))::memberhub.caller"""
    return (f"SELECT 1, coalesce(fault, result -> 'unprocessed' -> 0 ->> 'fault') "
            f"FROM memberhub.{case.function}({', '.join(filter(None, (caller, arguments)))})")


def script():
    """Every call in every world: twice to warm up, then looked at; nothing of it stays."""
    yield SETTINGS
    for number, case in enumerate(CASES):
        for name, words in WORLDS.items():
            text = call(case, words)
            yield f"BEGIN;\n{text} \\g /dev/null\nROLLBACK;\n" * 2
            yield f"\\warn @{number} {name}\n\\echo @{number} {name}\nBEGIN;\nSET LOCAL auto_explain.log_min_duration = 0;\n"
            yield f"{text};\nROLLBACK;\n"


def sections(text):
    """(number, world): the lines behind a mark."""
    found, lines = {}, None
    for line in text.splitlines():
        mark = re.fullmatch(r"@(\d+) (\w+)", line)
        if mark:
            lines = found[int(mark[1]), mark[2]] = []
        elif lines is not None:
            lines.append(line)
    return found


def plans(lines):
    """The plans in what auto_explain said, the innermost first and the call's own last."""
    begun = None
    for line in lines:
        if line.endswith("plan:"):
            begun = []
        elif begun is not None:
            begun.append(line)
            if line == "}":
                yield json.loads("\n".join(begun))["Plan"]
                begun = None


def nodes(plan):
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def table(node):
    """Without the month of a partition."""
    return re.sub(r"_\d{4}_\d{2}$", "", node["Relation Name"])


def buffers(plan):
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


def problems(case, found, said):
    """What speaks against one call: `found` has its plans in each world, `said` what it answered."""
    touched = {}
    for name, its_plans in found.items():
        fault = said[name].partition("|")[2] or None
        if fault != case.fault:
            yield f"it met the fault {fault}, not {case.fault}, and so did something else than was meant"
        for plan in its_plans:
            for node in nodes(plan):
                if node["Node Type"] == "Seq Scan" and not node["Relation Name"].startswith("pg_"):
                    if table(node) not in SMALL and table(node) not in case.whole:
                        yield f"{name}: reads all of {table(node)}"
        touched[name] = buffers(its_plans[-1])
        if touched[name] > case.most:
            yield f"{name}: touches {touched[name]} buffers, more than {case.most}"
    if not case.grows and touched["much"] > touched["sixty"] * MORE_FACTOR + MORE_BUFFERS:
        yield f"touches {touched['sixty']} buffers for who has sixty, and {touched['much']} for who has much"


def incomplete():
    """Functions without a case, and cases without a function."""
    called = called_functions()
    covered = {case.function for case in CASES}
    for name in sorted(called ^ covered):
        yield f"{name} has {'a case, and no statement' if name in covered else 'a statement, and no case'}"
    for name in sorted(set(psql(CALLABLE + ";")[0].split()) - covered):
        yield f"{name} can be called, and has no case"


def report(what, against):
    print(f"{'not ok' if against else 'ok'} - plans: {what}")
    for line in dict.fromkeys(against):
        print(f"# {line}")


def main():
    report("every function that is called has its plans looked at", list(incomplete()))
    psql((HERE / "load.sql").read_text())
    against = {case.function: [] for case in CASES}
    for stage, prepare in STAGES:
        psql(prepare + ";")
        out, err = map(sections, psql("".join(script())))
        for number, case in enumerate(CASES):
            found = {name: list(plans(err[number, name])) for name in WORLDS}
            said = {name: out[number, name][0] for name in WORLDS}
            against[case.function] += [f"{stage}: {case.caller or ''}({case.arguments[:60]}): {problem}"
                                       for problem in problems(case, found, said)]
    for function, found in against.items():
        report(function, found)


main()
