#!/usr/bin/python3
"""The front door lets in and takes what the rows of operations say, and no more."""
import re

from tree import check, program_tables, read

TABLES = program_tables()
SIZES = {row["name"]: row for row in TABLES["sizes"]}
CONF = re.sub(r"^ *#.*\n", "", read("nginx/memberhub-server.conf"), flags=re.M)
DOCUMENTS = re.search(r'^    location ~ "\^(.*)\$" \{\n((?:        .*\n)*?        client_max_body_size .*\n(?:        .*\n)*?)    \}$',
                      CONF, re.M)
UNITS = {"": 1, "k": 1024, "m": 1024 * 1024}
# For what nginx itself answers, whatever was asked for.
UNCHECKED = 0
# A negative lookahead for nothing: no path is one.
NO_PATH = "(?!)"


def sizes(directive, text):
    return [int(number) * UNITS[unit] for number, unit in re.findall(rf"\b{directive} (\d+)([km]?);", text)]


def pattern(path):
    """A row's path as nginx has to match it: "{Name}" is one segment, "{Name+}" some."""
    parts = re.split(r"(\{\w+\+?\})", path)
    return "".join(re.escape(part) if not part.startswith("{") else ".+" if part.endswith("+}") else "[^/]+"
                   for part in parts)


def path_problems():
    """Paths of document operations have a location of their own. Those of "/" are told apart inside the request."""
    paths = {pattern(operation["path"]) for service in TABLES["services"] for operation in service["operations"]
             if operation["size"] == "documents" and operation["path"] != "/"}
    wanted = "|".join(sorted(paths)) or NO_PATH
    wanted = f"({wanted})" if len(paths) > 1 else wanted
    if DOCUMENTS is None:
        yield "memberhub-server.conf has no location with a client_max_body_size of its own"
    elif DOCUMENTS[1] != wanted:
        yield f'memberhub-server.conf: the location of document operations has to be: location ~ "^{wanted}$" {{'


def body_problems():
    """What is larger than its class the worker would refuse; what nginx refuses no worker is asked about."""
    [usual] = [row["initial"] for row in TABLES["settings"] if (row["section"], row["key"]) == ("limits", "body_bytes")]
    outside = CONF.replace(DOCUMENTS[0], "")
    for where, text, wanted in (("documents", DOCUMENTS[0], SIZES["documents"]["body_bytes"]),
                                ("all else", outside, int(usual))):
        found = [size for size in sizes("client_max_body_size", text) if size != UNCHECKED]
        if found != [wanted]:
            yield f"client_max_body_size of {where} is {found}, and the size class has {wanted}"


def answer_problems():
    """nginx has to take the largest answer at once, or a worker waits for its client."""
    most = max(row["answer_bytes"] for row in TABLES["sizes"])
    found = sizes("fastcgi_max_temp_file_size", CONF)
    if found != [most]:
        yield f"fastcgi_max_temp_file_size is {found}, and answers have up to {most} bytes"


def main():
    check("paths of document operations have their location of nginx", path_problems())
    check("nginx lets in the bodies that workers read", body_problems())
    check("nginx takes the largest answer at once", answer_problems())


main()
