"""Reading /metrics, in a small parser of the text format that shares no code with the server."""
import re
from collections import Counter
from dataclasses import dataclass, field

SAMPLE = re.compile(r'([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?[0-9.]+)')
LABEL = re.compile(r'([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\n"])*)"(?:,|$)')


@dataclass
class Family:
    name: str
    help: str = ""
    type: str = ""
    samples: dict = field(default_factory=dict)  # (name, labels as pairs) -> value


def labels_of(text):
    pairs, rest = [], text or ""
    while rest:
        match = LABEL.match(rest)
        assert match, f"labels cannot be read: {text}"
        pairs.append((match[1], match[2]))
        rest = rest[match.end():]
    return tuple(pairs)


def parse(text):
    """The families of a page, by name. Everything must be in its place: help, type, then the samples."""
    assert text.endswith("\n")
    families, family = {}, None
    for line in text.splitlines():
        if line.startswith("# HELP "):
            name, _, said = line[len("# HELP "):].partition(" ")
            assert name not in families and said, line
            families[name] = family = Family(name, said)
        elif line.startswith("# TYPE "):
            assert family.type == "" and line.startswith(f"# TYPE {family.name} "), line
            family.type = line.rpartition(" ")[2]
        else:
            match = SAMPLE.fullmatch(line)
            assert match and re.fullmatch(rf"{family.name}(_bucket|_sum|_count)?", match[1]), line
            key = (match[1], labels_of(match[2]))
            assert key not in family.samples, line
            family.samples[key] = float(match[3])
    return families


class Page:
    """One answer of /metrics."""

    def __init__(self, text):
        self.text, self.families = text, parse(text)

    def samples(self, name, suffix=""):
        """(labels as a dict, value) of each sample of that name."""
        return [(dict(labels), value) for (sample, labels), value in self.families[name].samples.items()
                if sample == name + suffix]

    def value(self, name, suffix="", **labels):
        """The sum of those samples that have these labels; 0 when there is none."""
        return sum(value for own, value in self.samples(name, suffix)
                   if all(own.get(label) == wanted for label, wanted in labels.items()))

    def counts(self, name, *labels, suffix=""):
        """What was counted, by the values of these labels."""
        counted = Counter()
        for own, value in self.samples(name, suffix):
            counted[tuple(own[label] for label in labels)] += int(value)
        return +counted

    def growing(self):
        """Every sample that may never become less."""
        return {key: value for family in self.families.values() if family.type != "gauge"
                for key, value in family.samples.items()}
