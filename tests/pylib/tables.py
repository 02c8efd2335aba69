"""The tables of the programs, as they print them themselves: the build's of this checkout, or else those on PATH."""
import functools
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "build"


@functools.lru_cache
def program_tables(program="memberhubd"):
    """Table name -> its rows, each a dictionary by column."""
    path = shutil.which(program, path=os.pathsep.join([str(BUILD), os.environ.get("PATH", os.defpath)]))
    if path is None:
        raise FileNotFoundError(f"{program} is neither built nor on PATH: make -C build {program}")
    return json.loads(subprocess.run([path, "--tables"], check=True, capture_output=True, text=True).stdout)


def fault_names():
    return [row["name"] for row in program_tables()["faults"]]


def operations():
    """(service's row, operation's row) of everything that is served."""
    return [(service, operation) for service in program_tables()["services"] for operation in service["operations"]]


def called_functions():
    """The SQL functions that programs call: statements', and operations' own."""
    texts = [row["text"] for row in program_tables()["statements"]]
    return ({name for text in texts for name in re.findall(r"\bFROM memberhub\.(\w+)\(", text)}
            | {operation["function"] for _, operation in operations()})
