"""Tabs that stand between values, where only spaces may."""

import re
from collections.abc import Iterator

from generator.yaml.fault import Fault, also, positions
from generator.yaml.steps import Broken, Step
from generator.yaml.syntax import next_key

_TAB = re.compile(r"\t")
_MARGIN = re.compile(r"^ *\t", re.MULTILINE)


def faults(text: str, steps: list[Step], broken: Broken | None) -> Iterator[Fault]:
    """One fault for all stray tabs of a text, at the first of them.

    Behind the place where libyaml gave up nobody knows what is quoted, so only tabs that begin a
    line count there; and none, if it was looking for the end of a quoted text.
    """
    found = list(_stray(text, steps, broken)) if "\t" in text else []
    if found:
        first, *rest = positions(text, found)
        lines = [place.line for place in rest if place.line != first.line]
        message = f"There must be no tabs between values; one stands here{also(lines)}."
        yield Fault(
            first, "Y10", message, "Indent with two spaces a level; quote a text with tabs."
        )


def _stray(text: str, steps: list[Step], broken: Broken | None) -> Iterator[int]:
    """Indexes of the tabs outside of quotes and blocks."""
    end = broken.start if broken and broken.in_quotes else broken.stop + 1 if broken else len(text)
    begin = 0
    for step in steps:
        if step.style in ("'", '"', "|", ">"):
            yield from _found(_TAB, text, begin, _inner(text, step))
            begin = step.stop
    yield from _found(_TAB, text, begin, end)
    if broken and not broken.in_quotes:
        yield from _found(_MARGIN, text, end, next_key(text, broken))


def _inner(text: str, step: Step) -> int:
    """Where the text itself begins: a block does so under the line of its mark."""
    if step.style in ("'", '"'):
        return step.start
    return step.start + len(text[step.start : step.stop].partition("\n")[0])


def _found(pattern: re.Pattern[str], text: str, begin: int, end: int) -> Iterator[int]:
    return (found.end() - 1 for found in pattern.finditer(text, begin, end))
