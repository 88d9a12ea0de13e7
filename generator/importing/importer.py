"""An import from its files to what it would change: the way of the data in one paragraph."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.authoring import edit, record_text
from generator.authoring.proposal import Standing
from generator.book import Key
from generator.diagnostic import Diagnostic
from generator.importing import gather, rule_plan, sheet
from generator.importing.identify import named
from generator.importing.mapping_file import MappingFile
from generator.importing.resolve import resolved
from generator.importing.settle import Candidate, Settled, settled, tree_of
from generator.importing.sheet import Sheet
from generator.reading import contents
from schema import KINDS


class Change(NamedTuple):
    """A file that the import would write; `before` is empty for a new one."""

    key: Key
    path: str
    before: str
    after: str


class Outcome(NamedTuple):
    """What an import comes to: the files to write, and how many records are left or refused."""

    changes: tuple[Change, ...]
    unchanged: tuple[Key, ...]
    refused: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


class Sheets(NamedTuple):
    """The files of a mapping, one for each of its sources."""

    sheets: tuple[Sheet, ...]
    diagnostics: tuple[Diagnostic, ...]
    usable: bool


def opened(file: MappingFile, data: Mapping[str, bytes]) -> Sheets:
    """Take the CSV files apart; `data` holds their bytes by the path that messages show.

    The paths stand in the order of the sources. Without all files and all columns there is no
    use in looking at rows: later sources look up what earlier ones bring.
    """
    sources = file.mapping.sources
    read = [
        sheet.read(data[path], path, one.format)
        for one, path in zip(sources, paths(file, data), strict=True)
    ]
    sheets = tuple(one.sheet for one in read if one.sheet is not None)
    diagnostics = {item for one in read for item in one.diagnostics}
    usable = len(sheets) == len(sources)
    if usable:
        lacking = [item for n, one in enumerate(sheets) for item in rule_plan.lacking(file, n, one)]
        usable = not lacking
        diagnostics |= {*lacking, *_unmapped(file, sheets)}
    return Sheets(sheets, tuple(sorted(diagnostics)), usable)


def paths(file: MappingFile, data: Mapping[str, bytes]) -> Iterator[str]:
    """Give each source the path whose file has its name."""
    for one in file.mapping.sources:
        yield next(path for path in data if Path(path).name == Path(one.file).name)


def _unmapped(file: MappingFile, sheets: tuple[Sheet, ...]) -> Iterator[Diagnostic]:
    for one in {one.path: one for one in sheets}.values():
        pairs = zip(file.mapping.sources, sheets, strict=True)
        yield from rule_plan.unmapped([s for s, held in pairs if held.path == one.path], one)


def outcome(file: MappingFile, sheets: Sheets, stands: Standing, root: Path) -> Outcome:
    """Carry an import through, up to the texts of the files, without writing any."""
    trees = {key: tree_of(entry) for key, entry in stands.entries.items()}
    zone = ZoneInfo(stands.company.time_zone)
    plans = [
        rule_plan.plan(file, one, held, zone)
        for one, held in zip(file.mapping.sources, sheets.sheets, strict=True)
    ]
    drafts = [draft for plan in plans for draft in gather.drafts(plan)]
    known = list(named(drafts, trees, stands.as_of.isoformat()))
    judged = settled(resolved(known, trees, file.mapping), stands)
    return _outcome(judged, sheets, root)


def _outcome(judged: Settled, sheets: Sheets, root: Path) -> Outcome:
    refused = [one.key.folder for one in judged.refused]
    faults = [fault for one in judged.refused for fault in one.faults]
    for nameless in judged.nameless:
        refused.append(nameless.draft.kind)
        faults += [*nameless.draft.faults, *nameless.faults]
    return Outcome(
        tuple(sorted(_change(one, root) for one in judged.accepted if one.record is not None)),
        tuple(sorted(one.key for one in judged.accepted if one.record is None)),
        tuple(refused),
        tuple(sorted({*sheets.diagnostics, *_told_once(faults)})),
    )


def _told_once(faults: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Drop what follows from a name that is not known: the same cell may feed several fields."""
    unknown = {_cell(fault) for fault in faults if fault.code == "I08"}
    for fault in faults:
        if fault.code not in ("I06", "I07") or _cell(fault) not in unknown:
            yield fault


def _cell(fault: Diagnostic) -> tuple[str, int, int]:
    return fault.path, fault.line, fault.column


def _change(one: Candidate, root: Path) -> Change:
    kind = KINDS[one.key.folder]
    if one.before is None:
        return Change(one.key, one.path, "", record_text.write(kind, one.after))
    before = contents(root / one.path).decode()
    return Change(one.key, one.path, before, edit.edited(kind, before, one.before, one.after))
