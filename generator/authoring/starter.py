"""A data repository of one's own, as the texts of its files."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from generator.authoring import editors, snippets
from generator.yaml import canonical

SCAFFOLD = Path(__file__).parent / "scaffold"
_DOT = "dot-"
"""A file whose name begins so begins with a dot where it is written."""

TOOL = "salesbook @ git+https://git.example.com/you/salesbook.git@main"
SCHEMAS = "build/schema"


class Starter(NamedTuple):
    """What a new repository is told: the company, and the day on which its examples are set."""

    name: str
    currency: str
    start_month: int
    tool: str
    today: date


def texts(starter: Starter) -> dict[str, str]:
    """Write all files, by their paths from the root."""
    values = dict(_values(starter))
    files = {
        _path(file): _filled(file.read_text(encoding="utf-8"), values)
        for file in sorted(SCAFFOLD.rglob("*"))
        if file.is_file()
    }
    return {**files, **_editors()}


def _values(starter: Starter) -> Iterator[tuple[str, str]]:
    """Say what stands for what; the name is quoted where YAML needs it."""
    yield "@NAME@", canonical.text({"name": starter.name}).removeprefix("name: ").rstrip("\n")
    yield "@TITLE@", starter.name
    yield "@CURRENCY@", starter.currency
    yield "@MONTH@", str(starter.start_month)
    yield "@TOOL@", starter.tool
    for days in (90, 30, 7):
        yield f"@AGO_{days}@", (starter.today - timedelta(days)).isoformat()
        yield f"@IN_{days}@", (starter.today + timedelta(days)).isoformat()


def _path(file: Path) -> str:
    parts = file.relative_to(SCAFFOLD).parts
    return "/".join(f".{part[len(_DOT) :]}" if part.startswith(_DOT) else part for part in parts)


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def _editors() -> dict[str, str]:
    """Give the settings of editors; the schemas themselves are made, not kept."""
    return {
        editors.VSCODE: editors.vscode("", SCHEMAS) or "",
        editors.VSCODE_EXTENSIONS: editors.extensions(),
        editors.VSCODE_TASKS: editors.tasks(),
        snippets.PATH: snippets.text(None),
        editors.JETBRAINS: editors.jetbrains(SCHEMAS),
    }
