"""The failpoints: which there are by the sources, and that a build has all of them or none."""
import re
from pathlib import Path

TOP = Path(__file__).parents[2]
RELEASED, FOR_TESTS = TOP / "build" / "memberhubd", TOP / "build" / "faults" / "memberhubd"
NAMES = sorted({name for path in (TOP / "src").glob("*/*.c")
                for name in re.findall(r'\bFAILPOINT\("([a-z-]+)"\);', path.read_text())})
LEAST = 12


def names_in(program):
    return sorted({name.decode() for name in re.findall(rb"failpoint:([a-z-]+)", program.read_bytes())})


def problems():
    """Yields a sentence and what speaks against it."""
    yield f"there are at least {LEAST} failpoints", [] if len(NAMES) >= LEAST else NAMES
    yield "the build for tests has every failpoint", sorted(set(NAMES) ^ set(names_in(FOR_TESTS)))
    yield "the build that is shipped has none", names_in(RELEASED)
