#!/usr/bin/python3
"""
Prints the manual page memberhub-api(7): the prose of memberhub-api.7.in, and in place of its lines that begin
with @ what the tables say. `memberhubd --tables | make_api_page.py [ROOT]`; the result is committed, and a lint
compares it.
"""
import json
import re
import sys
import textwrap
from pathlib import Path

sys.dont_write_bytecode = True  # man/ is installed and packed as it is
import api_tables
from api_tables import STATES

TITLES = {"securityhub": "Security Hub", "guardduty": "GuardDuty", "sts": "STS", "cloudtrail": "CloudTrail"}
PLACES = {"query": "in the query", "path": "in the path", "form": "in the form"}
SHAPE_WORDS = {"object": "{}", "nullable": "{} or null", "list": "list of {}"}
OUTCOMES = {"keep": "nothing changes", "remove": "the relationship ends"}
DIAGRAM_WIDTH = 72
MADE = '.\\" Made by make_api_page.py of memberhub-api.7.in and the tables: change those.\n'


def paragraph(text):
    """Text as roff lines, each sentence on a line of its own, none of them taken for a request."""
    for sentence in re.split(r"(?<=[^.][.]) (?=[A-Z{])", text.replace("\\", "\\e")):
        for line in textwrap.wrap(sentence, 78, break_long_words=False, break_on_hyphens=False):
            yield r"\&" + line if line[0] in ".'" else line


def spelled(name, lower):
    return name[0].lower() + name[1:] if lower else name


def shape_name(shape, lower):
    if lower and shape["variant"]:
        return shape["variant"]
    return spelled(shape["wire"], lower)


def count(field, what):
    least, most = field["min"], field["max"]
    return f"{least} to {most} {what}" if least else f"at most {most} {what}"


def surplus(field):
    """What becomes of more elements than a list works on."""
    return f"; of as many as {field['surplus_max']} the rest is unprocessed" if field["surplus_max"] else ""


def rule(field, lower):
    """What a field's value must be."""
    kind = field["kind"]
    if kind == "list":
        element = field["members"][0]
        return f"list of {count(field, '').rstrip()}, each {rule(element, lower)}{surplus(field)}"
    return {
        "text": lambda: count({**field, "min": 0}, "characters") + (", not blank" if field["min"] else ""),
        "account": lambda: "twelve digits",
        "arn": lambda: "an ARN",
        "detector": lambda: "32 lower-case hex digits",
        "choice": lambda: " or ".join(field["choices"].split("|")),
        "number": lambda: f"{field['min']} to {field['max']}",
        "page_size": lambda: f"{field['min']} to {field['max']}",
        "retry_token": lambda: count({**field, "min": 0}, "characters"),
        "switch": lambda: "true or false" + (" in any letter case" if field["location"] != "body" else ""),
        "page_token": lambda: f"the {spelled('NextToken', lower)} of the page before",
        "text_map": lambda: f"object of {count(field, 'strings')} of at most 256 characters",
        "tag_map": lambda: f"object of {count(field, 'tags')}",
        "tag_key": lambda: "a tag key",
        "table": lambda: f"list of {count(field, 'objects')}{surplus(field)}",
        "object": lambda: "object",
        "objects": lambda: f"list of {count(field, 'objects')}",
        "role": lambda: "a role's ARN",
        "session_tag": lambda: count(
            field, "letters, digits and separators of any language and " + " ".join(field["choices"].strip())),
        "word": lambda: count(field, "letters, digits and " + " ".join(field["choices"])),
        "time": lambda: "seconds since 1970",
        "findings": lambda: f"list of {count(field, 'findings')}, of 240 KB each",
        "filters": lambda: "object of at most 10 attributes, each with at most 20 filters",
        "insight_filters": lambda: "object of at most 10 attributes, each with at most 20 filters",
        "sort": lambda: f"list of {count(field, 'objects with Field and SortOrder')}",
        "findings_token": lambda: f"the {spelled('NextToken', lower)} of the page before",
        "finding_member": lambda: "as in a finding",
        "moment": lambda: "a timestamp as in a finding",
        "group_by": lambda: "an attribute of the filters",
        "criteria": lambda: "object with a criterion of at most 50 attributes",
        "saved_criteria": lambda: "object with a criterion of at most 50 attributes, which may have patterns",
        "criteria_sort": lambda: "object with attributeName and orderBy",
        "refused": lambda: "refused when it is there",
        "refused_list": lambda: "refused unless it is empty",
    }[kind]()


class Page:
    """What the lines that begin with @ stand for, a method each."""

    def __init__(self, tables):
        self.tables = tables
        self.used = []

    # Operations

    def field_lines(self, rows, lower, whole):
        """A list of input members. whole: also what stands in objects that have an entry of their own."""
        yield ".Bl -hang -width 2n -compact"
        for field in rows:
            text = [PLACES.get(field["location"])]
            text.append("required" if field["required"] and field["location"] != "path" else None)
            own = field["kind"] in ("object", "objects") and not whole
            text.append(rule(field, lower) + (", see Objects below" if own else ""))
            text.append(f"default {field['initial']}" if field["initial"] else None)
            yield f".It Ic {spelled(field['name'], lower)} :"
            yield from paragraph("; ".join(filter(None, text)))
            if field["members"] and field["kind"] != "list" and not own:
                yield from self.field_lines(field["members"], lower, whole)
        yield ".El"

    def output_text(self, row):
        """What a row's function gives of its shape, which it may share with others."""
        given = self.tables.words_of(row["function"])
        for shape in row["output"]:
            name = shape_name(shape, row["lower"])
            pattern = SHAPE_WORDS.get(shape["kind"])
            if shape["name"] in given:
                yield f"{name} ({pattern.format(shape['object'])})" if pattern else name

    def fault_lines(self, row):
        found = self.tables.faults_of(row)
        whole = [fault for fault in found if not self.tables.is_single(fault)]
        single = [fault for fault in found if self.tables.is_single(fault)]
        yield ".It faults"
        yield from paragraph(", ".join(whole) or "those of every call alone")
        if single:
            yield ".It unprocessed"
            yield from paragraph(", ".join(single) + ("" if row["output"] else " (not shown)"))

    def permission(self, row):
        """Rows that call the same function are one permission under two names."""
        names = [other["name"] for other in self.tables.operations
                 if (other["service"], other["function"]) == (row["service"], row["function"])]
        return " or ".join(f"{row['service']}:{name}" for name in names)

    def row_lines(self, row):
        fields = row["fields"]
        yield ".Pp"
        yield f".Sy {TITLES[row['service']]} :"
        yield f".Li {row['method']} {row['path']}"
        yield ".Bl -tag -width unprocessed -compact"
        yield ".It permission"
        yield from paragraph(self.permission(row))
        yield ".It input"
        yield from self.field_lines(fields, row["lower"], False) if fields else ["none"]
        yield ".It output"
        status = f"status {row['status']}, " if row["status"] else ""
        output = ", ".join(self.output_text(row)) if row["output"] else "an empty body"
        yield from paragraph(status + output)
        yield from self.fault_lines(row)
        yield ".El"

    def facts(self, name):
        rows = [row for row in self.tables.operations if row["name"] == name]
        if not rows:
            raise ValueError(f"the template has {name}, which is no operation")
        self.used.append(name)
        for row in rows:
            yield from self.row_lines(row)

    def objects_below(self, shapes):
        """(name, members) of every object in an answer."""
        for shape in shapes or []:
            if shape["members"]:
                yield shape["object"], shape["members"]
                yield from self.objects_below(shape["members"])

    def objects(self, _):
        """What answers consist of, in the spelling of the services that have it."""
        cases, shapes = {}, {}
        for row in self.tables.operations:
            for name, members in self.objects_below(row["output"]):
                if shapes.setdefault(name, members) != members:
                    raise ValueError(f"two objects are called {name}")
                cases.setdefault(name, {})[row["lower"]] = TITLES[row["service"]]
        yield ".Bl -tag -width Ds"
        for name, lowers in cases.items():
            yield f".It {name}"
            for place, lower in enumerate(sorted(lowers)):
                if place > 0:
                    yield ".br"
                text = ", ".join(shape_name(shape, lower) for shape in shapes[name])
                yield from paragraph(f"{lowers[lower]}: {text}")
        yield ".El"

    def input_objects(self, _):
        """Objects that are bound whole; GuardDuty alone has them."""
        yield ".Bl -tag -width Ds"
        seen = {}
        for row in self.tables.operations:
            for field in row["fields"]:
                bound_whole = field["kind"] in ("object", "objects")
                if bound_whole and seen.setdefault(field["name"], row["name"]) == row["name"]:
                    yield f".It Ic {spelled(field['name'], row['lower'])}"
                    yield from paragraph(rule(field, row["lower"]) + ":")
                    yield from self.field_lines(field["members"], row["lower"], True)
        yield ".El"

    # States

    def machine_of(self, service):
        return {key[1:]: row for key, row in self.tables.machine.items() if key[0] == service}

    def diagram(self, service):
        """A line for each way from one state to another, with the operations that lead there."""
        ways = {}
        for (operation, caller, state), row in self.machine_of(service).items():
            if row["outcome"] in ("change", "remove"):
                ways.setdefault((state, row["to"] or "None"), []).append(f"{operation} ({caller[0]})")
        yield ".Bd -literal"
        before = None
        for state, to in sorted(ways, key=lambda way: [STATES.index(end) for end in way]):
            start = f"{state if state != before else '':9}--> {to:10}"
            lines = textwrap.wrap(", ".join(way.replace(" ", "~") for way in ways[state, to]),
                                  DIAGRAM_WIDTH - len(start), break_long_words=False)
            for place, line in enumerate(lines):
                yield (start if place == 0 else " " * len(start)) + line.replace("~", " ")
            before = state
        yield ".Ed"

    def transitions(self, service):
        machine = self.machine_of(service)
        yield ".Bl -tag -width Ds"
        for operation, caller in dict.fromkeys(key[:2] for key in machine):
            cells = {state: machine.get((operation, caller, state)) for state in STATES}
            cells = {state: row for state, row in cells.items() if row}
            results = {}
            for state, row in cells.items():
                result = row["to"] or OUTCOMES.get(row["outcome"]) or f"refused, {row['fault']}"
                results.setdefault(result, []).append(state)
            yield f".It {operation}, called by the {caller}"
            yield ".Bl -hang -width 2n -compact"
            for result, states in results.items():
                yield f".It {' '.join(states)} :"
                yield result if result not in STATES else f"becomes {result}"
            yield ".El"
            for state, row in cells.items():
                if row["note"]:
                    yield from paragraph(f"{state}: {row['note']}")
        yield ".El"

    # Errors

    def membership(self, _):
        names = dict.fromkeys(row["name"] for row in self.tables.operations if row["family"] == "membership"
                              and row["service"] == "securityhub")
        yield from paragraph(", ".join(names) + ".")

    def fault_kinds(self):
        """heading -> names: who is told."""
        raised = {}
        for row in self.tables.operations:
            for fault in self.tables.faults_of(row):
                raised.setdefault(fault, set()).add(row["service"])
        for name in self.tables.faults:
            if self.tables.is_single(name):
                yield name, {"single"}
            else:
                yield name, raised.get(name, set())

    def answers(self, fault, services):
        """Status, exception and type of a fault, as each dialect has them."""
        dialects = fault["dialects"]
        if services == {"guardduty"}:
            yield "{status} {code}, {type}".format(**dialects.get("guardduty", dialects["documented"]))
            return
        if services == {"sts"}:
            yield "{status} {code}".format(**dialects.get("query", dialects["documented"]))
            return
        yield "{status} {code}".format(**dialects["documented"])
        if "json" in dialects:
            yield "CloudTrail: {status} {code}".format(**dialects["json"])
        if "observed" in dialects:
            yield "observed: {status} {code}, {type}".format(**dialects["observed"])
        if "guardduty" in dialects and services != {"securityhub"}:
            yield "GuardDuty: {status} {code}, {type}".format(**dialects["guardduty"])
        if "query" in dialects and services != {"securityhub"}:
            yield "in XML: {status} {code}".format(**dialects["query"])

    @staticmethod
    def sentences(dialects):
        """What is said, and where another dialect says something else, that."""
        said = dialects["documented"]["sentence"]
        others = [(word, dialects[name]["sentence"]) for name, word in (("observed", "observed"), ("query", "in XML"))
                  if name in dialects and dialects[name]["sentence"] != said]
        return "; ".join([f"\u201c{said}\u201d"] + [f"{word}: \u201c{other}\u201d" for word, other in others])

    def errors(self, which):
        wanted = {"every": set(), "both": {"securityhub", "guardduty"}}.get(which, {which})
        names = [name for name, services in self.fault_kinds()
                 if services == wanted or which == "both" and services > wanted]
        answers = {name: "; ".join(self.answers(self.tables.faults[name], wanted)) + "." for name in names}
        usual = max(answers.values(), key=list(answers.values()).count)
        if which == "single" or list(answers.values()).count(usual) * 2 < len(names):
            usual = None
        if usual:
            yield from paragraph(f"Unless another answer is given: {usual}")
        yield ".Bl -tag -width Ds"
        for name in names:
            yield f".It Li {name}"
            if which != "single" and answers[name] != usual:
                yield from paragraph(answers[name])
                yield ".br"
            yield from paragraph(self.sentences(self.tables.faults[name]["dialects"]))
        yield ".El"

    def lines(self, template):
        for line in template.splitlines():
            word, _, argument = line.partition(" ")
            if line.startswith("@"):
                yield from getattr(self, word[1:])(argument)
            elif not line.startswith("#"):
                yield line


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1])
    page = Page(api_tables.Tables(root, json.load(sys.stdin)))
    text = MADE + "\n".join(page.lines((root / "man/memberhub-api.7.in").read_text()))
    for row in page.tables.operations:
        places = page.used.count(row["name"])
        if places != 1:
            sys.exit(f"man/memberhub-api.7.in must have one line `@facts {row['name']}`, not {places}")
    print(text.replace("\u201c", r"\(lq").replace("\u201d", r"\(rq"))


main()
