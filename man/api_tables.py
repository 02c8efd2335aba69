"""
Reads the tables of operations, fields, shapes, faults and state transitions from their C and SQL sources.
Must never guess: what it does not understand is an error.
"""
import re
from pathlib import Path

STATES = ["None", "Created", "Invited", "Enabled", "Disabled", "Removed", "Resigned"]
COLUMNS = {
    "fault_row": "name level dialects".split(),
    "fault_dialect": "status code type sentence".split(),
}
TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|[A-Za-z_]\w*|\d+|\S')


class Name(str):
    """An identifier, as opposed to a string."""


def camel_case(snake):
    return "".join(word.capitalize() for word in snake.lower().split("_"))


# C -------------------------------------------------------------------------------------------------

def macro_arguments(tokens, start):
    """The arguments of a macro's call whose parenthesis stands at `start`, and where the call ends."""
    arguments, depth = [[]], 0
    for at in range(start, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[at], 0)
        if depth == 0:
            return arguments, at + 1
        if tokens[at] == "," and depth == 1:
            arguments.append([])
        elif at > start:
            arguments[-1].append(tokens[at])
    raise ValueError("a macro's call does not end")


def substitute(body, arguments):
    for before, token in zip([""] + body, body):
        if before == "#":
            yield '"' + "".join(arguments[token]) + '"'
        elif token != "#":
            yield from arguments.get(token, [token])


def expand(tokens, macros):
    at = 0
    while at < len(tokens):
        token, at = tokens[at], at + 1
        if token not in macros:
            yield token
            continue
        parameters, body = macros[token]
        if parameters is not None:
            arguments, at = macro_arguments(tokens, at)
            body = list(substitute(body, dict(zip(parameters, arguments))))
        yield from expand(body, macros)


def parse_value(tokens):
    """One initialiser off the end of the reversed tokens: a list of (designator, value), a text, number or Name."""
    token = tokens.pop()
    if token == "&":
        token = tokens.pop()
    if token == "{":
        items = []
        while tokens[-1] != "}":
            items.append(parse_item(tokens))
            if tokens[-1] == ",":
                tokens.pop()
        tokens.pop()
        return items
    if token.startswith('"'):
        text = token[1:-1]
        while tokens and tokens[-1].startswith('"'):
            text += tokens.pop()[1:-1]
        return text.replace('\\"', '"')
    return int(token) if token.isdigit() else Name(token)


def parse_item(tokens):
    if tokens[-1] not in (".", "["):
        return None, parse_value(tokens)
    closing = 2 if tokens.pop() == "[" else 1
    name = tokens.pop()
    del tokens[-closing:]
    return name, parse_value(tokens)


def columns_of(items, columns):
    """A row's items by their columns, whether designated or in order."""
    return {name or columns[place]: None if value == "NULL" else value for place, (name, value) in enumerate(items)}


def c_tables(path, kind):
    """(name, items) of every table of `struct kind` in a C file."""
    shared = path.parent.parent / "shared/rows.h"  # whose macros the services' rows use
    text = "\n".join(p.read_text() for p in [shared, path] if p.is_file())
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    numbers = {name: number for block in re.findall(r"\benum\s*\{([^}]*)\}", text)
               for name, number in re.findall(r"(\w+)\s*=\s*(\d+)", block)}
    macros = {name: (None, [number]) for name, number in numbers.items()}
    for name, head, parameters, body in re.findall(
            r"^#define (\w+)(\(([^)]*)\))?((?:\\\n|[^\n])*)", text, re.M):
        macros[name] = (re.findall(r"\w+", parameters) if head else None, TOKEN.findall(body.replace("\\\n", " ")))
    for match in re.finditer(rf"^(?:static )?const struct {kind} (\w+)\[\] = ([^\n]*\}};|.*?^\}};)", text, re.M | re.S):
        yield match[1], parse_value(list(expand(TOKEN.findall(match[2]), macros))[::-1])


# SQL -----------------------------------------------------------------------------------------------

def sql_code(text):
    return re.sub(r"--[^\n]*", "", text)


def first_transitions(text):
    """The machine as the first migration lays it down: a line for each operation and side, a cell for each state."""
    block = re.search(r"INSERT INTO memberhub\.state_transition\b.*?FROM \(VALUES(.*?)\) AS m \(", text, re.S)[1]
    for row in re.findall(r"\(([^()]*)\)", block):
        cells = [quoted if quoted else None for quoted, _ in re.findall(r"'([^']*)'|(NULL)", row)]
        if len(cells) != 3 + len(STATES):
            raise ValueError(f"not a row of transitions: {row}")
        for state, cell in zip(STATES, cells[3:]):
            if cell is not None:
                outcome = {"=": "keep", "-": "remove", "!": "refuse"}.get(cell[0], "change")
                yield (*cells[:3], state), {"outcome": outcome, "to": cell if outcome == "change" else None,
                                            "fault": cell[1:] if outcome == "refuse" else None, "note": None}


def changed_fault(statement, machine):
    match = re.match(r"UPDATE memberhub\.state_transition SET fault = '(\w+)'\s+WHERE service = '(\w+)' "
                     r"AND operation = '(\w+)' AND outcome = 'refuse'$", statement)
    for key, row in machine.items() if match else []:
        if key[:2] == (match[2], match[3]) and row["outcome"] == "refuse":
            row["fault"] = match[1]
    return match


def added_operation(statement, machine):
    """An operation that keeps what is of one kind and refuses the rest."""
    match = re.match(r"INSERT INTO memberhub\.state_transition\s+"
                     r"\(service, operation, caller, from_state, outcome, fault\)\s+"
                     r"SELECT '(\w+)', '(\w+)', '(\w+)', s\.state,\s+"
                     r"CASE WHEN s\.(\w+) THEN '(\w+)' ELSE 'refuse' END,\s+"
                     r"CASE WHEN NOT s\.\4 THEN '(\w+)' END\s+"
                     r"FROM \(VALUES (.*)\) AS s \(state, \4\)$", statement, re.S)
    for state, kept in re.findall(r"\('(\w+)', (true|false)\)", match[7]) if match else []:
        kept = kept == "true"
        machine[(*match.group(1, 2, 3), state)] = {"outcome": match[5] if kept else "refuse", "to": None,
                                                  "fault": None if kept else match[6], "note": None}
    return match


def noted(statement, machine):
    match = re.match(r"UPDATE memberhub\.state_transition AS t SET note = n\.note\s+FROM \(VALUES(.*)\) AS n",
                     statement, re.S)
    for row in re.findall(r"\(('(?:[^']|'')*'(?:,\s*'(?:[^']|'')*'){3})\)", match[1]) if match else []:
        operation, caller, state, note = (cell.replace("''", "'") for cell in re.findall(r"'((?:[^']|'')*)'", row))
        for key, transition in machine.items():
            if key[1:] == (operation, caller, state) and transition["outcome"] != "refuse":
                transition["note"] = note
    return match


def transitions(root):
    """(service, operation, caller, from state) -> outcome, to, fault, note, after all migrations."""
    first, *later = sorted(root.glob("sql/migrations/*.sql"))
    machine = dict(first_transitions(sql_code(first.read_text())))
    written = r"(?:INSERT INTO|UPDATE|DELETE FROM) memberhub\.state_transition\b(?:'[^']*'|[^;'])*"
    for path in [first, *later]:
        for statement in re.findall(written, sql_code(path.read_text())):
            understood = any(kind(statement, machine) for kind in (noted, changed_fault, added_operation))
            if not understood and path != first:
                raise ValueError(f"a migration changes the transitions in an unknown way: {statement[:200]}")
    return machine


def sql_functions(root):
    """name -> (code, comment) of every SQL function."""
    functions = {}
    for path in sorted(root.glob("sql/functions/*/*.sql")):
        text = sql_code(path.read_text())
        for part in re.split(r"^CREATE OR REPLACE FUNCTION memberhub\.", text, flags=re.M)[1:]:
            code, _, comment = part.partition("COMMENT ON FUNCTION")
            functions[re.match(r"\w+", part)[0]] = (code, "".join(re.findall(r"'((?:[^']|'')*)'", comment)))
    return functions


# All of it -----------------------------------------------------------------------------------------

class Tables:
    """What the page is made of."""

    def __init__(self, root):
        root = Path(root)
        self.fields, self.shapes, self.operations = {}, {}, []
        for path in sorted(root.glob("src/services/*/fields.c")):
            self.fields |= dict(self._tables(path, "field"))
        for path in sorted(root.glob("src/services/*/shapes.c")):
            self.shapes |= dict(self._tables(path, "shape"))
        listed = re.findall(r"&service_(\w+),", (root / "src/services/services.c").read_text())
        for folder in (root / "src/services" / name for name in listed):
            self.operations += self._operations(folder)
        self.faults = {row["name"]: row for row in self._faults(root / "src/base/fault.c")}
        self.machine = transitions(root)
        self.functions = sql_functions(root)

    @staticmethod
    def _tables(path, kind):
        """Each table's rows, without the one that ends it."""
        for name, items in c_tables(path, kind):
            rows = [columns_of(row, []) for _, row in items]
            yield name, [row for row in rows if row.get("name") is not None]

    def _operations(self, folder):
        body = re.search(r"const struct service \w+ = (\{.*?^\};)", (folder / "service.c").read_text(), re.M | re.S)[1]
        service = columns_of(parse_value(TOKEN.findall(body)[::-1]), [])
        for row in dict(self._tables(folder / "operations.c", "operation"))[service["operations"]]:
            row["lower"] = "lower_camel" in service
            row["action"] = service.get("protocol") == "PROTOCOL_QUERY"
            row["service"] = service["name"]
            row["fields"] = self._input(row, service.get("path_fields"))
            yield row

    def _input(self, row, path_fields):
        """What the path names, and the input; not what the server supplies."""
        in_path = {field["name"]: field for field in self.fields.get(path_fields, [])}
        fields = [in_path[name] for name in re.findall(r"\{(\w+)\+?\}", row["path"])]
        fields += self.fields.get(row.get("input"), [])
        return [field for field in fields if field.get("location") != "FIELD_SUPPLIED"]

    @staticmethod
    def _faults(path):
        for _, items in next(c_tables(path, "fault_row"))[1]:
            row = columns_of(items, COLUMNS["fault_row"])
            row["dialects"] = {name.removeprefix("DIALECT_").lower(): columns_of(dialect, COLUMNS["fault_dialect"])
                               for name, dialect in row["dialects"]}
            yield row

    def is_single(self, fault):
        """Whether a fault concerns one account of a batch."""
        return self.faults[fault]["dialects"]["documented"]["status"] == 0

    def words_of(self, function, seen=None):
        """The quoted words of a function and of all that it calls, but for how it refuses who is not enrolled."""
        seen = set() if seen is None else seen
        if function in seen or function == "unenrolled":
            return set()
        seen.add(function)
        code = self.functions[function][0]
        found = set(re.findall(r"'(\w+)'", code))
        for called in set(re.findall(r"\b(\w+)\(", code)) & set(self.functions):
            found |= self.words_of(called, seen)
        return found

    def input_faults(self, fields):
        """Faults of members that are missing or not as they must be."""
        found = set()
        for field in fields:
            place = field.get("location", "FIELD_IN_BODY")
            found.add(field.get("fault", "FAULT_INVALID_INPUT").removeprefix("FAULT_").lower())
            found |= {field[column].removeprefix("FAULT_").lower()
                      for column in ("too_many", "instead_fault", "apart_fault") if column in field}
            if place == "FIELD_IN_BODY":
                found.add("serialization")
            if field.get("required") == "true" and place != "FIELD_IN_PATH":
                found.add("missing_parameter")
            if field["kind"] != "kind_list":  # whose elements are scalars, never absent
                found |= self.input_faults(self.fields.get(field.get("members"), []))
        return found

    def faults_of(self, row):
        """Names of the faults of one operation's row, in the fault table's order, without those of every call."""
        found = self.input_faults(row["fields"])
        found |= self.words_of(row["function"]) & set(self.faults) | {row.get("unenrolled")} - {None}
        if not any("surplus_max" in field for field in row["fields"]):
            found.discard("results_exceeded")  # it shares its function with one that has a surplus
        found |= {to["fault"] for key, to in self.machine.items()
                  if key[0] == row["service"] and key[1].split()[0] == camel_case(row["function"])} - {None}
        if row["service"] != "guardduty":
            found -= set(re.findall(r"(\w+) \(GuardDuty\)", self.functions[row["function"]][1]))
        return [name for name, fault in self.faults.items()
                if name in found and fault["level"] == "FAULT_LEVEL_INFO" and name != "access_changed"]
