"""What an import comes to, for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from difflib import unified_diff

from generator import annotate
from generator.diagnostic import Diagnostic
from generator.importing.importer import Change, Outcome
from schema import KINDS

LINES = 5
"""So many lines of a file are named for one fault that stands on many."""


def grouped(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Say what is the same on many rows once, with the number of rows and the first lines."""
    groups: dict[tuple[str, str, str, str], list[Diagnostic]] = {}
    for item in diagnostics:
        groups.setdefault((item.path, item.code, item.message, item.hint), []).append(item)
    for first, *others in groups.values():
        if not others:
            yield first
            continue
        lines = [str(item.line) for item in (first, *others[: LINES - 1])]
        end = ", ..." if len(others) >= LINES else ""
        rows = f"On {len(others) + 1:,} rows: lines {', '.join(lines)}{end}."
        yield replace(first, hint=f"{first.hint} {rows}".strip())


def summary(outcome: Outcome) -> str:
    """Count records by kind: new, changed, as they are, refused."""
    lines: list[tuple[str, ...]] = [("", *WORDS)]
    for kind, counts in counted(outcome).items():
        lines.append((kind, *(f"{counts[word]:,}" for word in WORDS)))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "".join(
        f"{line[0]:<{widths[0]}}"
        + "".join(f"  {cell:>{width}}" for cell, width in zip(line[1:], widths[1:], strict=True))
        + "\n"
        for line in lines
    )


WORDS = ("new", "changed", "unchanged", "refused")


def counted(outcome: Outcome) -> dict[str, Counter[str]]:
    """Count records by kind, in the order of the kinds."""
    counts = {kind: Counter[str]() for kind in KINDS}
    for change in outcome.changes:
        counts[change.key.folder]["changed" if change.before else "new"] += 1
    for key in outcome.unchanged:
        counts[key.folder]["unchanged"] += 1
    for kind in outcome.refused:
        counts[kind]["refused"] += 1
    return {kind: found for kind, found in counts.items() if found}


def difference(change: Change) -> str:
    """Show what would change in a file."""
    lines = unified_diff(
        change.before.splitlines(),
        change.after.splitlines(),
        change.path if change.before else "(new)",
        change.path,
        lineterm="",
    )
    return "".join(f"{annotate.visible(line)}\n" for line in lines)


def as_json(outcome: Outcome, *, written: bool) -> str:
    """Write everything as JSON; findings are those of every row."""
    document = {
        "written": written,
        "counts": {
            kind: {word: counts[word] for word in WORDS}
            for kind, counts in counted(outcome).items()
        },
        "changes": [
            {"path": change.path, "what": "changed" if change.before else "new"}
            for change in outcome.changes
        ],
        "findings": [asdict(item) for item in outcome.diagnostics],
    }
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n"
