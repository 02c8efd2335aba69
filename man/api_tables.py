"""
What the page is made of: the program's tables, as memberhubd --tables prints them, and of SQL the state transitions
and what faults and members functions speak of. Must never guess: what it does not understand is an error.
"""
import re
from pathlib import Path

STATES = ["None", "Created", "Invited", "Enabled", "Disabled", "Removed", "Resigned"]


def camel_case(snake):
    return "".join(word.capitalize() for word in snake.lower().split("_"))


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

    def __init__(self, root, document):
        root = Path(root)
        self.operations = [self._operation(service, row)
                           for service in document["services"] for row in service["operations"]]
        self.faults = {row["name"]: self._fault(row, document["dialects"]) for row in document["faults"]}
        self.machine = transitions(root)
        self.functions = sql_functions(root)

    @staticmethod
    def _fault(row, dialects):
        """A fault with its words by dialect: the documented ones, and what others have beside them."""
        words = row["wordings"]
        said = {dialect["name"]: words[dialect["manner"]] for dialect in dialects
                if dialect["manner"] in words and dialect["spellings"] is None}
        for dialect in dialects:
            for own in dialect["spellings"] or []:
                if own["fault"] == row["name"]:
                    sentence = own["wording"]["sentence"] or words.get(dialect["manner"], words["rest"])["sentence"]
                    said[dialect["name"]] = {**own["wording"], "sentence": sentence}
        return {**row, "dialects": {"documented": words["rest"], **said}}

    @staticmethod
    def _operation(service, row):
        """An operation with what it has of its service, and as `fields` what the path names and the input; not what the
        server supplies."""
        in_path = {field["name"]: field for field in service["path_fields"] or []}
        fields = [in_path[name] for name in re.findall(r"\{(\w+)\+?\}", row["path"])] + (row["input"] or [])
        return {**row, "service": service["name"], "lower": service["lower_camel"],
                "fields": [field for field in fields if field["location"] != "supplied"]}

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
        for field in fields or []:
            found |= {field["fault"] or "invalid_input", field["too_many"], field["instead_fault"], field["apart_fault"]}
            if field["location"] == "body":
                found.add("serialization")
            if field["required"] and field["location"] != "path":
                found.add("missing_parameter")
            if field["kind"] != "list":  # whose elements are scalars, never absent
                found |= self.input_faults(field["members"])
        return found - {None}

    def faults_of(self, row):
        """Names of the faults of one operation's row, in the fault table's order, without those of every call."""
        found = self.input_faults(row["fields"])
        found |= self.words_of(row["function"]) & set(self.faults) | {row["unenrolled"]}
        if not any(field["surplus_max"] for field in row["fields"]):
            found.discard("results_exceeded")  # it shares its function with one that has a surplus
        found |= {to["fault"] for key, to in self.machine.items()
                  if key[0] == row["service"] and key[1].split()[0] == camel_case(row["function"])}
        if row["service"] != "guardduty":
            found -= set(re.findall(r"(\w+) \(GuardDuty\)", self.functions[row["function"]][1]))
        return [name for name, fault in self.faults.items()
                if name in found and fault["level"] == "info" and name != "access_changed"]
