#!/usr/bin/python3
"""Rules that hold line by line: layers, headers, sizes, who may call what, where SQL may stand."""
import re
import subprocess

from tree import (LAYERS, ROOT, check, check_some, files, lines_matching, name, read, sources, without_comments,
                  without_strings)

FILE_LINES_MAX = 450
# Of src/services; what has code there, such as kinds, is a file like any other.
ROW_FILES = ["operations", "fields", "shapes", "faults", "asff", "criteria"]
BANNED = "alloca strcpy strcat strncpy strncat sprintf vsprintf strtok gets atoi atol".split()
# Private to one folder each: the database's client library, and the FastCGI library.
LIBRARIES = {"libpq-fe.h": ["db"], "fcgiapp.h": ["http", "daemon"], "fcgi_stdio.h": []}
# For what this program and its SQL functions wrote, never for what clients sent.
JSON_PARSERS = ["src/base/json.c"]
# Spelt in pieces, so that this file is not among the places.
FORBIDDEN = ["/wor" + "k/", "shared/" + "reference", "../sha" + "red", "Clau" + "de", "Anthro" + "pic", "Chat" + "GPT",
             "Open" + "AI", "Copi" + "lot"]
SQL = r'"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE|ALTER|DROP|GRANT|BEGIN|COMMIT|ROLLBACK|SET LOCAL)\b'


def folder(path):
    """The room: the services' have folders of their own in it."""
    return path.relative_to(ROOT / "src").parts[0]


def includes(path):
    """(line number, name, is quoted) of every include."""
    for number, line in enumerate(without_comments(path.read_text()).splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
        if match:
            yield number, match[2], match[1] == '"'


def layer_problems():
    for path in sources():
        allowed = LAYERS[:LAYERS.index(folder(path)) + 1]
        for number, included, quoted in includes(path):
            if quoted and included.split("/")[0] not in allowed:
                yield f"{name(path)}:{number}: {folder(path)}/ must not include {included}"


def library_problems():
    for path in sources():
        for number, included, _ in includes(path):
            if folder(path) not in LIBRARIES.get(included, [folder(path)]):
                yield f"{name(path)}:{number}: {included} in {folder(path)}/"


def own_header_problems():
    for path in sources():
        own = str(path.relative_to(ROOT / "src").with_suffix(".h"))
        first = next(includes(path), (0, "", True))[1]
        if path.suffix == ".c" and (ROOT / "src" / own).is_file() and first != own:
            yield f"{name(path)}: the first include is {first}, not {own}"


def guard_problems():
    for path in sources():
        guard = "MEMBERHUB_" + re.sub(r"\W", "_", str(path.relative_to(ROOT / "src"))).upper()
        if path.suffix != ".h":
            continue
        if not re.search(rf"^#ifndef {guard}\n#define {guard}$", path.read_text(), re.M):
            yield f"{name(path)}: no guard {guard}"


def purpose_problems():
    for path in sources() + files("tests/unit/*.c", "tests/bench/*.c", "tests/documents/*.c", "tests/fuzz/*.c"):
        if not path.read_text().startswith("/*\n * "):
            yield f"{name(path)}: does not begin with a comment that says what it is for"


def size_problems():
    """Files of rows are as long as there are rows."""
    rows = [path for path in sources() if folder(path) == "services" and path.stem in ROW_FILES]
    for path in [path for path in sources() if path not in rows] + files("tests/unit/*.[ch]", "tests/bench/*.[ch]", "tests/documents/*.c", "tests/fuzz/*.[ch]"):
        count = len(path.read_text().splitlines())
        if count > FILE_LINES_MAX:
            yield f"{name(path)}: {count} lines"


def unlisted_problems():
    listed = set(re.findall(r"[\w/.]+", read("Makefile.am")))
    for path in sources() + files("tests/unit/*.c", "tests/bench/*.c", "tests/documents/*.c", "tests/fuzz/*.c"):
        if name(path) not in listed:
            yield f"{name(path)} is not in Makefile.am"
    for entry in sorted(listed):
        if re.fullmatch(r"(src|tests)/[\w/]+\.[ch]", entry) and not (ROOT / entry).is_file():
            yield f"Makefile.am lists {entry}, which does not exist"


def goto_problems():
    for found in lines_matching(r"\bgoto\b", sources(), without_strings):
        if not re.match(r"src/(db|daemon)/.*\bgoto out;", found):
            yield found


def text_files():
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if not path.is_file() or parts[0] in (".git", "build", "build-aux", "autom4te.cache") or "__pycache__" in parts:
            continue
        if parts[0] in ("configure", "configure~", "Makefile.in", "aclocal.m4"):
            continue
        yield path


def forbidden_problems():
    words = [word.encode().lower() for word in FORBIDDEN]
    for path in text_files():
        content = path.read_bytes().lower()
        for word in words:
            if word in content:
                yield f"{name(path)}: says {word.decode()}"


def exercise_problems():
    done = subprocess.run(["git", "apply", "--check", "docs/new-operation.patch"], cwd=ROOT, capture_output=True, text=True)
    yield from done.stderr.splitlines()


def main():
    c_files = files("src/*/*.c", "src/services/*/*.c", "tests/unit/*.c", "tests/bench/*.c", "tests/documents/*.c", "tests/fuzz/*.c")
    all_c = sources() + files("tests/unit/*.[ch]", "tests/bench/*.[ch]", "tests/documents/*.c", "tests/fuzz/*.[ch]")
    check_some("a file includes its own folder and those above it only", sources(), layer_problems())
    check("libpq stays in db/ and FastCGI in http/ and daemon/", library_problems())
    check("a source file includes its own header first", own_header_problems())
    check("a header has a guard named after its path", guard_problems())
    check("a file begins with what it is for", purpose_problems())
    check(f"a C file has at most {FILE_LINES_MAX} lines", size_problems())
    check("every C file is in Makefile.am and every listed file exists", unlisted_problems())
    check("the exercise of HACKING.md can be applied", exercise_problems())
    check("no banned function is called",
          lines_matching(rf"\b({'|'.join(BANNED)})\s*\(",
                         [path for path in all_c if path.name != "banned.h"], without_strings))
    check("memcpy and memmove are called in str.c alone",
          lines_matching(r"\b(memcpy|memmove)\s*\(", [path for path in c_files if name(path) != "src/base/str.c"],
                         without_strings))
    check("arrays grow in array.c alone",
          lines_matching(r"\brealloc(array)?\s*\(", [path for path in sources() if name(path) != "src/base/array.c"],
                         without_strings))
    check("json-c parses in json.c alone",
          lines_matching(r"\bjson_token(er|ize)",
                         [path for path in sources() if name(path) not in JSON_PARSERS], without_strings))
    check("goto leads to `out` alone, in db/ and daemon/ alone", goto_problems())
    check("SQL stands in statements.c alone",
          lines_matching(SQL, [path for path in sources() if name(path) != "src/db/statements.c"], without_comments))
    check("a value of a row is taken by the name of its column",
          lines_matching(r"\bdb_value\([^,]*,[^,]*, [0-9]|\bdb_is_true\([^,]*, [0-9]|[.>]values\b.*[.>]columns\b",
                         [path for path in sources() if folder(path) != "db"]))
    check("nothing names a place or a tool of whoever wrote it", forbidden_problems())


main()
