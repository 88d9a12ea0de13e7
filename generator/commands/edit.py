"""`salesbook edit`: a record in one's own editor, checked when it is saved."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generator import annotate
from generator.authoring import change, named, telling
from generator.authoring.atomic import ChangedMeanwhileError
from generator.authoring.change import Change, Opened
from generator.authoring.commit import NoCommitError
from generator.authoring.proposal import Standing
from generator.commands import asking, editing, saving, surroundings
from generator.errors import NotWritableError, SalesbookError, UsageError
from generator.reading import contents
from generator.yaml import source

HELP = "Open a record in $EDITOR; it is checked when you save, and written if nothing is wrong."
EXAMPLE = "salesbook edit line-5-7k3q --commit"


class EditedError(SalesbookError):
    """A text that was edited and not written; it is kept, so that nothing is lost."""

    def __init__(self, why: str, kept: Path) -> None:
        super().__init__(f"{why} Nothing was written; your text is in {kept}.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    editing.declare(parser)
    saving.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Let the person edit a copy; write it back where it is right, and keep it where it is not."""
    known = named.listing(options.root)
    key = editing.chosen(options.record, known)
    stands = saving.standing(options)
    record = Opened(key, known[key], contents(options.root / known[key]), {})
    editor = _editor()
    folder = Path(tempfile.mkdtemp(prefix="salesbook-"))
    copy = folder / f"{key.id}.yml"
    copy.write_bytes(record.data)
    found = _edited(options, stands, record, (editor, copy))
    try:
        code = _saved(options, stands, record, found)
    except (ChangedMeanwhileError, NoCommitError, NotWritableError) as error:
        raise EditedError(str(error).removesuffix(" Nothing was written."), copy) from error
    shutil.rmtree(folder, ignore_errors=True)
    return code


def _edited(
    options: argparse.Namespace, stands: Standing, record: Opened, at: tuple[list[str], Path]
) -> Change | None:
    """Open the editor until nothing is wrong; nothing where nothing was changed."""
    editor, copy = at
    while True:
        _open(editor, copy)
        data = contents(copy)
        if data == record.data:
            return None
        try:
            made = Change(record.key, record.path, record.data, data.decode())
        except UnicodeDecodeError as error:
            why = "The file must be UTF-8."
            raise EditedError(why, copy) from error
        wrong = change.judged(options.root, stands, [made])
        if not any(item.severity == "error" for item in wrong):
            return made
        print(annotate.text(wrong, colour=surroundings.colour(sys.stdout)), end="")
        if not asking.able() or asking.ask("Edit again? (yes, no): ", ("yes", "no")) == "no":
            why = f"{record.key}: has errors."
            raise EditedError(why, copy)


def _editor() -> list[str]:
    """Find the editor of the person's choice."""
    words = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    program = shutil.which(words[0]) if words else None
    if program is None:
        message = "EDITOR must name the editor to use, such as `export EDITOR=nano`."
        raise UsageError(message)
    return [program, *words[1:]]


def _open(editor: list[str], copy: Path) -> None:
    done = subprocess.run([*editor, os.fspath(copy)], check=False)
    if done.returncode:
        why = f"{Path(editor[0]).name}: ended with {done.returncode}."
        raise EditedError(why, copy)


def _saved(
    options: argparse.Namespace, stands: Standing, record: Opened, made: Change | None
) -> int:
    if made is None or made.after is None:
        return saving.run(options, stands, [], saving.Told([], ""))
    before, _ = source.read(record.data, record.path)
    after, _ = source.read(made.after.encode(), record.path)
    told = telling.told(stands, record.key, before or {}, after or {})
    said = saving.Told([f"{record.key}  {told.title}", *told.lines], telling.message(told))
    return saving.run(options, stands, [made], said)
