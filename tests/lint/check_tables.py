#!/usr/bin/python3
"""The tables agree with each other, with the manual, with nginx and with the tests."""
import hashlib
import re
import sys

from tree import ROOT, check_some, files, name, program_tables, read, sources, without_comments

sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "man"))
import api_tables

# A row ahead of its rule: GuardDuty's members must have an e-mail address.
RESERVED = ["email_missing"]


def text_of(*patterns, leave_out=()):
    return "\n".join(path.read_text() for path in files(*patterns) if path.name not in leave_out)


TABLES = program_tables()
FAULTS = [row["name"] for row in TABLES["faults"]]
OPERATIONS = [row for service in TABLES["services"] for row in service["operations"]]
SETTINGS = [(row["section"], row["key"]) for row in TABLES["settings"]]
COMMANDS = program_tables("memberhubctl")["commands"]
MACHINES = [row["hash"] for row in program_tables("memberhubctl")["state_machines"]]
NGINX = [re.findall(r"^    (?:\d{3}|default) (.+);$", block, re.M)
         for block in re.findall(r"^map \$status \$memberhub_error_(?:type|code|message) \{\n(.*?)^\}",
                                 read("nginx/memberhub-server.conf"), re.M | re.S)]


def below(rows, column):
    """Rows of a column, and theirs."""
    for row in rows or []:
        yield row
        yield from below(row[column], column)


def struct_body(head, relative):
    return re.search(rf"\n{head} \{{\n(.*?)\n\}};", without_comments(read(relative)), re.S)[1]


def column_problems():
    """A new member of a row's struct is printed, too; functions are not, nor where in memory something is."""
    commands = program_tables("memberhubctl")
    shapes = [shape for row in OPERATIONS for shape in below(row["output"], "members")]
    fields = [field for row in OPERATIONS for field in below(row["input"], "members")]
    resources = [resource for row in OPERATIONS for resource in row["event"]["resources"] or []]
    wordings = [wording for row in TABLES["faults"] for wording in row["wordings"].values()]
    spellings = [spelling for dialect in TABLES["dialects"] for spelling in dialect["spellings"] or []]
    for struct, relative, rows, left_out in (
            ("service", "src/api/service.h", TABLES["services"], ""),
            ("operation", "src/api/operation.h", OPERATIONS, ""),
            ("event_view", "src/api/operation.h", [row["event"] for row in OPERATIONS], ""),
            ("event_resource", "src/api/operation.h", resources, ""),
            ("field", "src/api/field.h", fields, ""),
            ("shape", "src/wire/shape.h", shapes, ""),
            ("fault_row", "src/base/fault.h", TABLES["faults"], ""),
            ("fault_wording", "src/base/fault.h", wordings, ""),
            ("fault_spelling", "src/base/fault.h", spellings, ""),
            ("fault_dialect", "src/base/fault.h", TABLES["dialects"], ""),
            ("protocol_row", "src/wire/protocols.h", TABLES["protocols"], "result error"),
            ("setting", "src/base/config.h", TABLES["settings"], "offset size"),
            ("series", "src/observe/series.h", TABLES["metrics"], "counter"),
            ("role", "src/daemon/role.h", TABLES["roles"], ""),
            ("statement", "src/db/statement.h", TABLES["statements"], "number columns column_count"),
            ("command", "src/cli/command.h", commands["commands"], ""),
            ("option_row", "src/cli/command.h", commands["options"], ""),
            ("top_order", "src/cli/top_view.h", commands["top_orders"], "of_worker of_operation"),
            ("finding_row", "src/verify/finding.h", commands["findings"], ""),
            ("rules_machine", "src/verify/rules.h", commands["state_machines"], ""),
            ("trail_row_kind", "src/verify/source.h", commands["trail_rows"], "")):
        members = {re.search(r"(\w+)(?:\[\w+\])?$", declared.strip())[1]
                   for declaration in struct_body(f"struct {struct}", relative).split(";") if "(*" not in declaration
                   for declared in declaration.split(",") if declared.strip()}
        for column in sorted((members - set(left_out.split())) ^ set(rows[0])):
            yield f"struct {struct} and --tables do not both have {column}"


def fault_name_problems():
    """The engine's rows come first, each named as its enumerator in lower case; no name is there twice."""
    codes = [code.lower() for code in re.findall(r"\bFAULT_(\w+),", struct_body("enum fault_code", "src/base/fault.h"))]
    for place, code in enumerate(codes):
        if FAULTS[place] != code:
            yield f"{code}: the row in its place is named {FAULTS[place]}"
    for fault in sorted(set(FAULTS)):
        if FAULTS.count(fault) > 1:
            yield f"{fault}: there are two rows of this name"


def sql_faults():
    """(file, name) of every fault that an SQL function answers, as far as its text shows."""
    for path in files("sql/functions/*/*.sql"):
        text = re.sub(r"--[^\n]*", "", path.read_text())
        places = [r"\brefusal\('(\w+)'", r"\bcall_end\(p_caller, '(\w+)'", r"fault\s*(?:=|:=|<>)\s*'(\w+)'"]
        if "p_caller memberhub.caller" in text and not path.name.startswith("_"):
            places += [r"\b(?:THEN|ELSE)\s+'([a-z_]+)'"]
        for place in places:
            for fault in re.findall(place, text):
                yield path, fault
    for path in files("sql/migrations/*.sql"):
        # In the table of transitions, what begins with ! refuses.
        for fault in re.findall(r"'!(\w+)'", path.read_text()):
            yield path, fault


def sql_fault_problems():
    for path, fault in sql_faults():
        if fault not in FAULTS:
            yield f"{name(path)}: there is no fault {fault}"


def unraised_problems():
    sql = text_of("sql/functions/*/*.sql", "sql/migrations/*.sql")
    c = "\n".join(path.read_text() for path in sources() if path.stem != "fault")
    for fault in FAULTS:
        if fault in RESERVED or f"'{fault}'" in sql or f"'!{fault}'" in sql:
            continue
        if not re.search(rf"\bFAULT_{fault.upper()}\b|\.\w+ = \"{fault}\"|fault_named\(\"{fault}\"\)", c):
            yield f"nothing answers {fault}"


def untested_fault_problems():
    # conformance/faults.py says how each looks and test_fault.c how sentences are made: neither produces one.
    tests = text_of("tests/*/*.py", "tests/unit/*.c", "tests/sql/**/*.sql", "tests/sql/**/*.spec",
                    leave_out=["faults.py", "test_fault.c"])
    for fault in FAULTS:
        if fault not in RESERVED and not re.search(rf"[\"'/]{fault}[\"'/]|\bFAULT_{fault.upper()}\b", tests):
            yield f"no test produces {fault}"


def operation_function_problems():
    functions = [path.stem for path in files("sql/functions/*/*.sql")]
    for operation in OPERATIONS:
        if operation["function"] not in functions:
            yield f"{operation['name']}: no file of sql/functions is called {operation['function']}.sql"


def untested_operation_problems():
    tests = text_of("tests/conformance/*.py")
    for operation in sorted({row["name"] for row in OPERATIONS}):
        snake = re.sub(r"(?<!^)([A-Z])", r"_\1", operation).lower()
        if not re.search(rf"\b({operation}|{snake}|{snake.replace('_', '-')})\b", tests):
            yield f"no conformance test calls {operation}"


def setting_problems(relative, section_pattern, key_pattern):
    """Every setting stands in its section of a file, and no other does."""
    sections = re.split(section_pattern, read(relative), flags=re.M)
    found = {(section, key) for section, text in zip(sections[1::2], sections[2::2])
             for key in re.findall(key_pattern, text, re.M)}
    for section, key in sorted(set(SETTINGS) - found):
        yield f"{relative} does not have [{section}] {key}"
    for section, key in sorted(found - set(SETTINGS)):
        yield f"{relative} has [{section}] {key}, which is no setting"


def manual_setting_problems():
    manual = read("man/memberhub.conf.5")
    for section, key in SETTINGS:
        if not re.search(rf"^\.(It|B|IP)\b.*\b{key}\b", manual, re.M):
            yield f"memberhub.conf(5) does not have [{section}] {key}"


def manual_command_problems():
    manual = re.sub(r"\\-", "-", read("man/memberhubctl.8"))
    for row in COMMANDS:
        if not re.search(rf"\b{row['noun']}\b\W+(\w\w \W*)?{row['verb'] or ''}\b", manual):
            yield f"memberhubctl(8) does not have {row['noun']} {row['verb']}"


def machine_hash():
    """The hash of the state machine as the migrations make it: see audit_rules_are_known()."""
    machine, digest = api_tables.transitions(ROOT), bytes(32)
    for key in sorted(machine):
        columns = [(column or "").encode() for column in (*key, machine[key]["outcome"], machine[key]["to"])]
        digest = hashlib.sha256(digest + b"".join(b"%d:%s" % (len(column), column) for column in columns)).digest()
    return digest.hex()


def machine_problems():
    if MACHINES[-1:] != [machine_hash()]:
        last = max(path.stem[:4] for path in files("sql/migrations/*.sql") if "state_transition" in path.read_text())
        yield f'src/verify/rules.c: the migrations make another state machine: add {{ {int(last)}, "{machine_hash()}" }}'
        yield "to machines[]; an older row stays, for dumps that are older"


def nginx_problems():
    known = {str(word) for row in TABLES["faults"] for wording in row["wordings"].values() for word in wording.values()}
    for word in sorted({word.strip('"') for block in NGINX for word in block}):
        if word not in known:
            yield f"nginx answers {word!r}, which no fault says"


def main():
    check_some("every column of every table is printed", OPERATIONS, column_problems())
    check_some("every fault's row has its enumerator's name", FAULTS, fault_name_problems())
    check_some("every fault that SQL answers is in the fault table", list(sql_faults()), sql_fault_problems())
    check_some("every fault is answered somewhere", FAULTS, unraised_problems())
    check_some("every fault is produced by a test", FAULTS, untested_fault_problems())
    check_some("every operation has its SQL function", OPERATIONS, operation_function_problems())
    check_some("every operation has a conformance test", OPERATIONS, untested_operation_problems())
    check_some("every setting is in memberhub.conf(5)", SETTINGS, manual_setting_problems())
    check_some("the sample configuration has every setting and no other", SETTINGS,
               setting_problems("memberhub.conf.sample", r"^\[(\w+)\]$", r"^#?(\w+) ="))
    check_some("every memberhubctl command is in memberhubctl(8)", COMMANDS, manual_command_problems())
    check_some("the verifier knows the state machine of the migrations", MACHINES, machine_problems())
    check_some("what nginx itself answers is in the fault table", [word for block in NGINX for word in block],
               nginx_problems())


main()
