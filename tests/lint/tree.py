"""What the Python lints share: the source tree, C without its comments and strings, and the report."""
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "pylib"))
from tables import operations, program_tables  # noqa: E402,F401  (after the path is set; for the checks)

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
# Dependency order: a file includes its own folder and those before it.
LAYERS = ["base", "http", "auth", "audit", "db", "wire", "api", "services", "observe", "verify", "daemon", "cli"]
# Problems that one check prints.
SHOWN_MAX = 40


def name(path):
    """The path as the reports spell it."""
    return str(path.relative_to(ROOT))


def files(*patterns):
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())


def sources():
    return files("src/*/*.[ch]", "src/services/*/*.[ch]")


def read(relative):
    path = ROOT / relative
    return path.read_text() if path.is_file() else ""


def without_comments(text):
    """C without comments; strings stay, and so do line numbers."""
    def keep_lines(match):
        token = match.group(0)
        return token if token[0] in "\"'" else "\n" * token.count("\n") + " "
    return re.sub(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/\*.*?\*/|//[^\n]*', keep_lines, text, flags=re.S)


def without_strings(text):
    """C without comments and with every string empty."""
    return re.sub(r'"(?:\\.|[^"\\\n])*"', '""', without_comments(text))


def lines_matching(pattern, paths, view=lambda text: text):
    """Where a pattern stands: `file:line: the line`."""
    for path in paths:
        for number, line in enumerate(view(path.read_text()).splitlines(), 1):
            if re.search(pattern, line):
                yield f"{name(path)}:{number}: {line.strip()}"


def check(sentence, problems):
    """Prints one result: the sentence holds when there are no problems."""
    problems = list(problems)
    print(f"{'not ' if problems else ''}ok - {sentence}")
    for problem in problems[:SHOWN_MAX]:
        print(f"# {problem}")
    if len(problems) > SHOWN_MAX:
        print(f"# ... and {len(problems) - SHOWN_MAX} more")


def check_some(sentence, subjects, problems):
    """As check(), but a check that found nothing to look at has failed."""
    check(sentence, problems if subjects else ["there is nothing to check: has it moved?"])
