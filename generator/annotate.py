"""Diagnostics for readers: text, JSON, annotations for GitHub and GitLab, a job summary."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Literal

from generator.diagnostic import Diagnostic, Severity

Format = Literal["text", "json", "github", "gitlab"]
FORMATS: tuple[Format, ...] = ("text", "json", "github", "gitlab")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

SHOWN_BY_GITHUB = 10
"""GitHub shows so many annotations of each level for a step; the rest goes to the summary."""

_LEVEL = {"error": "error", "warning": "warning", "info": "notice"}
_GITLAB = {"error": "major", "warning": "minor", "info": "info"}
_COLOUR = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
_PLAIN = "\x1b[0m"


def text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Write one finding a line, `path:line:column: CODE severity: what; what to do`."""
    return "".join(f"{_line(item, colour=colour)}\n" for item in diagnostics)


def _line(item: Diagnostic, *, colour: bool) -> str:
    place = f"{visible(item.path)}:{item.line}:{item.column}"
    label = f"{item.code} {item.severity}"
    shown = f"{_COLOUR[item.severity]}{label}{_PLAIN}" if colour else label
    return f"{place}: {shown}: {_words(item)}"


def _words(item: Diagnostic) -> str:
    return visible(f"{item.message} {item.hint}".strip())


def visible(words: str) -> str:
    """Make control characters visible, so that no value can steer a terminal or a log."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in words)


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Write all findings and their counts as JSON."""
    document = {"findings": [asdict(item) for item in diagnostics], "counts": counts(diagnostics)}
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n"


def counts(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """Count findings by severity."""
    found = Counter(item.severity for item in diagnostics)
    return {severity: found[severity] for severity in SEVERITIES}


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """Write workflow commands that GitHub shows beside the lines; most severe first."""
    return "".join(f"{_command(item)}\n" for item in most_severe_first(diagnostics))


def _command(item: Diagnostic) -> str:
    place = f"file={_property(item.path)},line={item.line},col={item.column}"
    title = f"title={_property(item.code)}"
    return f"::{_LEVEL[item.severity]} {place},{title}::{_data(_words(item))}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """Write a code quality report as GitLab reads it; most severe first."""
    found = [
        {
            "description": f"{item.code}: {_words(item)}",
            "check_name": item.code,
            "fingerprint": _fingerprint(item),
            "severity": _GITLAB[item.severity],
            "location": {"path": item.path, "lines": {"begin": item.line}},
        }
        for item in most_severe_first(diagnostics)
    ]
    return f"{json.dumps(found, ensure_ascii=False, indent=2)}\n"


def _fingerprint(item: Diagnostic) -> str:
    """Name a finding by what it says, not by its line, so that it lasts while lines move."""
    words = f"{item.path}\n{item.code}\n{item.message}"
    return hashlib.sha256(words.encode()).hexdigest()[:40]


def most_severe_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Order findings so that what a hosting site cuts off is the least severe."""
    return sorted(diagnostics, key=lambda item: (SEVERITIES.index(item.severity), item))


def summary(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """Write a job summary in Markdown: every finding, also those that annotations leave out."""
    head = f"## Salesbook check\n\n{total(diagnostics, files)}\n"
    if not diagnostics:
        return head
    rows = "".join(
        f"| {item.severity} | {item.code} | {cell(f'{item.path}:{item.line}')} "
        f"| {cell(_words(item))} |\n"
        for item in most_severe_first(diagnostics)
    )
    return f"{head}\n| severity | code | place | finding |\n| --- | --- | --- | --- |\n{rows}"


def cell(value: str) -> str:
    """Keep a value inside its table cell, out of Markdown and HTML, and without a link.

    Hosting sites look for people, numbers and addresses in the text after it was made HTML, where
    an entity no longer hides them; so an invisible joiner stands after what such a thing begins
    with.
    """
    return _LINKED.sub(_JOINED, "".join(f"&#{ord(c)};" if c in _SPECIAL else c for c in value))


_SPECIAL = "\\`*_{}[]()#+!|~<>&@$:"
_JOINER = "&#8288;"
_LINKED = re.compile(
    r"&#(?:64|35|33|126|38);(?=[\w&])"  # @name, #1, !1, ~label, &1
    r"|&#58;(?=//)|\bwww(?=\.)|\bgh-(?=\d)|%(?=\w)"  # http://, www.x, GH-1, %milestone
    r"|&#43;(?=\S)",  # no link, but a sign that must not stay behind on a line
    re.IGNORECASE,
)
_JOINED = rf"\g<0>{_JOINER}"


def total(diagnostics: Iterable[Diagnostic], files: int) -> str:
    """Say in one line how many findings there are in how many files."""
    found = counts(diagnostics)
    said = [_found(found[severity], severity) for severity in SEVERITIES if found[severity]]
    records = counted(files, "record")
    return f"{records}: {', '.join(said)}." if said else f"{records}, no findings."


def counted(number: int, noun: str) -> str:
    """Say how many there are of something: `1 file`, `1,240 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _found(number: int, severity: Severity) -> str:
    return f"{number:,} info" if severity == "info" else counted(number, severity)
