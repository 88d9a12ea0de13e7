"""The structure of a record: one mapping of texts, lists and mappings, and nothing else of YAML."""

from collections.abc import Iterator

from generator.diagnostic import Position, Rule
from generator.yaml import syntax, tabs, value
from generator.yaml.fault import Fault
from generator.yaml.steps import DEPTH, Broken, Step, Visit, visits
from generator.yaml.syntax import KEY_LENGTH
from generator.yaml.text import nested

RULES = (
    Rule("Y13", "error", "A file is YAML."),
    Rule("Y14", "error", "A file holds a record; it is not empty."),
    Rule("Y15", "error", "A record is a mapping: lines of the form `key: value`."),
    Rule("Y16", "error", "A file holds one record; at most one `---` begins it and none ends it."),
    Rule("Y17", "error", "A record has no anchors and aliases."),
    Rule("Y18", "error", "A record has no tags."),
    Rule("Y19", "error", "A record has no merge keys."),
    Rule("Y20", "error", "A key stands once in its mapping."),
    Rule("Y21", "error", "A key is a text on one line."),
    Rule("Y22", "error", "A key is at most 128 characters long."),
    Rule("Y23", "error", "Mappings and lists are nested at most 12 deep."),
    Rule("Y24", "error", "A record has at most 5,000 parts."),
    Rule("Y25", "error", "An item of a list is not empty."),
)

FLOW_DEPTH = 6

_SHOWN = 40

# Message and hint of each code whose fault is said in one way.
_SAID = {
    "Y14": (
        "The file must hold a record; it is empty.",
        "Write its fields as `key: value`, one a line, or delete the file.",
    ),
    "Y17": (
        "Every value must be written out; here YAML would make or follow an anchor.",
        "Write the value itself; a text that begins with `&` or `*` needs quotes.",
    ),
    "Y18": (
        "A value must be written without a tag; `!` begins one.",
        "Delete the tag: the field knows its type. A text that begins with `!` needs quotes.",
    ),
    "Y19": (
        "Every field must be written out; `<<` would merge another mapping into this one.",
        "Copy the fields that are meant.",
    ),
    "Y21": ("A key must be a text on one line, with no `?` before it.", "Write `key: value`."),
    "Y22": (
        f"A key must be at most {KEY_LENGTH} characters long.",
        "If this is a text, put it in quotes behind a key.",
    ),
    "Y23": (
        f"Mappings and lists must be nested at most {DEPTH} deep; this one is deeper.",
        "Give it a record of its own, or fewer levels.",
    ),
    "Y25": (
        "An item of a list must not be empty.",
        'Delete the dash, or write "" for an empty text.',
    ),
}


def faults(taken: list[Step | Broken], text: str, most: int) -> Iterator[Fault]:
    """Everything that is wrong with the structure of a text, which has at most so many steps."""
    steps = [step for step in taken if isinstance(step, Step)]
    broken = next((step for step in taken if isinstance(step, Broken)), None)
    nodes = list(visits(steps))
    yield from tabs.faults(text, steps, broken)
    yield from _documents(steps)
    for visit in nodes:
        yield from _node(visit, text)
        yield from value.faults(visit.step, text)
    yield from _whole(text, nodes, broken)
    if len(taken) > most:
        yield _too_many(steps[-1].place, most)


def _whole(text: str, nodes: list[Visit], broken: Broken | None) -> Iterator[Fault]:
    """What the file is, where it is no record, and where libyaml gave up on it."""
    tab = broken and text.startswith("\t", broken.stop)  # which has its own fault
    problem = syntax.fault(text, broken) if broken and not tab else None
    if problem and (not nodes or nodes[0].step.kind == "map" or problem.code != "Y13"):
        yield problem
    elif broken is None and (not nodes or nodes[0].step.empty):
        yield _said("Y14", Position(1, 1))
    elif nodes and nodes[0].step.kind != "map":
        yield _not_a_mapping(nodes[0].step)


def _said(code: str, place: Position) -> Fault:
    return Fault(place, code, *_SAID[code])


def _too_many(place: Position, most: int) -> Fault:
    return Fault(
        place,
        "Y24",
        f"A record must have at most {most:,} keys, texts and lists; here begins one more.",
        "Split it into several records.",
    )


def _documents(steps: list[Step]) -> Iterator[Fault]:
    """What stands around the record: another document, an end."""
    begins = [step for step in steps if step.kind == "begin"]
    for step in begins[1:]:
        message = "A file must hold one record; here begins another."
        yield Fault(step.place, "Y16", message, "Put it into a file of its own, or delete `---`.")
    for step in steps:
        if step.kind == "finish" and step.explicit:
            message = "A record must end with its file; `...` stands here."
            yield Fault(step.place, "Y16", message, "Delete the line.")


def _node(visit: Visit, text: str) -> Iterator[Fault]:
    step = visit.step
    if step.anchor or step.kind == "alias":
        yield _said("Y17", step.place)
    if step.tag:
        yield _said("Y18", step.place)
    if visit.role == "item" and step.empty:
        yield _said("Y25", step.place)
    if visit.role == "key":
        yield from _key(visit, text)
    if visit.depth > DEPTH:
        yield _said("Y23", step.place)
    if step.style == "[" and visit.flow == FLOW_DEPTH + 1:
        yield nested(step.place)


def _not_a_mapping(step: Step) -> Fault:
    what, hint = "a single text", "Begin with a key and a colon, and a space behind the colon."
    if step.kind == "list":
        what, hint = "a list", "Put each record into a file of its own."
    message = f"A record must be lines of the form `key: value`; this is {what}."
    return Fault(step.place, "Y15", message, hint)


def _key(visit: Visit, text: str) -> Iterator[Fault]:
    step, key = visit.step, visit.step.value
    before = text[text.rfind("\n", 0, step.start) + 1 : step.start]
    if step.kind != "text" or not key or "\n" in key or before.rstrip().endswith("?"):
        yield _said("Y21", step.place)
    elif key == "<<":
        yield _said("Y19", step.place)
    elif len(key) > KEY_LENGTH:
        yield _said("Y22", step.place)
    if visit.first:
        yield Fault(
            step.place,
            "Y20",
            f"`{key[:_SHOWN]}` must stand once here; it stands on line {visit.first.line} too.",
            "Keep the one that is right and delete the other.",
        )
