"""`salesbook schema`: JSON Schemas of all kinds, and settings that make editors use them."""

import argparse
import json
import sys
from pathlib import Path

from generator import load
from generator.authoring import atomic, editors, kinds, live, snippets
from generator.authoring.live import Ids
from generator.errors import UsageError
from generator.website.write import replace
from schema import KINDS
from schema.company import Company
from schema.jsonschema import Json, company_schema, record_schema

HELP = "Write JSON Schemas and settings, so that editors complete and check."
EXAMPLE = "salesbook schema            (or `salesbook schema deals` to print one)"
FOLDER = "build/schema"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("kind", nargs="?", metavar="KIND", help="print the schema of this kind")
    parser.add_argument(
        "--out", default=FOLDER, metavar="DIR", help=f"where to write (default: {FOLDER})"
    )


def run(options: argparse.Namespace) -> int:
    """Print one schema, or write all of them and the settings."""
    company = _company(options.root)
    if options.kind is not None:
        print(_text(_schema(kinds.known(options.kind, editors.COMPANY), company, {})), end="")
        return 0
    folder = _inside(options.root, options.out)
    texts = _schemas(options.root, folder, company)
    settings = _settings(options.root, folder, company)
    others = {f"{folder}/{editors.NEOVIM}": editors.neovim(folder)}
    atomic.write(options.root, texts | others | settings)
    print(f"Wrote {len(texts)} schemas to {folder}/, with the ids of the records that there are.")
    _tell(options.root, folder, settings)
    return 0


def _company(root: Path) -> Company | None:
    """Read the company; without it, the default picklists are taken."""
    company, faults = load.company(root)
    if company is None:
        print(f"The default picklists are taken: {faults[0].message}", file=sys.stderr)
    return company


def refresh(root: Path) -> None:
    """Write the schemas anew where they lie already: there are other ids by now."""
    if (root / FOLDER).is_dir():
        company, _ = load.company(root)
        for path, text in _schemas(root, FOLDER, company).items():
            replace(root / path, text.encode())


def _schemas(root: Path, folder: str, company: Company | None) -> dict[str, str]:
    """Write the schemas of all kinds, with the ids that there are, by their paths."""
    known = live.ids(root)
    names = (editors.COMPANY, *KINDS)
    return {f"{folder}/{name}.json": _text(_schema(name, company, known)) for name in names}


def _schema(name: str, company: Company | None, known: Ids) -> dict[str, Json]:
    if name == editors.COMPANY:
        return company_schema()
    return live.completed(record_schema(KINDS[name], company), KINDS[name], known)


def _text(schema: dict[str, Json]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _inside(root: Path, out: str) -> str:
    """Name the folder from the root; editors find schemas only inside the repository."""
    folder = (root / out).resolve()
    if not folder.is_relative_to(root.resolve()):
        message = f"--out must lie inside {root.resolve()}; found {out}."
        raise UsageError(message)
    return folder.relative_to(root.resolve()).as_posix()


def _settings(root: Path, folder: str, company: Company | None) -> dict[str, str]:
    """Gather the settings that may be written and differ from what is there."""
    wanted = {
        editors.VSCODE: editors.vscode(_before(root / editors.VSCODE), folder),
        editors.VSCODE_TASKS: _before(root / editors.VSCODE_TASKS) or editors.tasks(),
        snippets.PATH: snippets.text(company),
        editors.JETBRAINS: _before(root / editors.JETBRAINS) or editors.jetbrains(folder),
    }
    return {
        path: text
        for path, text in wanted.items()
        if text is not None and text != _before(root / path)
    }


def _before(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _tell(root: Path, folder: str, written: dict[str, str]) -> None:
    """Say what was written, and what is left to do by hand."""
    for path in written:
        print(f"Wrote {path}.")
    if editors.vscode(_before(root / editors.VSCODE), folder) is None:
        print(f"{editors.VSCODE} is not plain JSON and was left alone; add to it:")
        print(editors.to_add(folder), end="")
    if _before(root / editors.JETBRAINS) != editors.jetbrains(folder):
        print(f"{editors.JETBRAINS} has mappings already and was left alone.")
        print(f"Map the schemas of {folder}/ to data/KIND/ in the editor's settings.")
    print("VS Code needs the extension `redhat.vscode-yaml`; JetBrains editors need nothing.")
    print(f'Neovim: give yaml-language-server `settings = dofile("{folder}/{editors.NEOVIM}")`.')
