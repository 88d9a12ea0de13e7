"""`salesbook rm`: a record goes, if no other record refers to it."""

import argparse
import sys

from generator.authoring import change, named, references, telling
from generator.authoring.change import Change
from generator.commands import editing, saving
from generator.files import COMPANY
from schema import KINDS

HELP = "Remove a record; while others refer to it nothing is removed, and they are listed."
EXAMPLE = "salesbook rm accounts/test-account --commit"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    editing.declare(parser)
    saving.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Remove the file, or list what refers to the record."""
    known = named.listing(options.root)
    key = editing.chosen(options.record, known)
    stands = saving.standing(options, with_faults=False)
    found = [one for one in references.referring(stands, key) if one.key != key]
    held = [f"{one.path}: {references.paths(one.places)}" for one in found]
    held += [f"{COMPANY}: audiences"] if references.in_company(stands, key) else []
    if held:
        for line in held:
            print(line)
        said = f"{key}: must not be removed while {len(held)} refer to it. Nothing was written."
        print(said, file=sys.stderr)
        return 1
    record = change.opened(options.root, key, known[key])
    title = telling.title(stands, *key)
    told = saving.Told(
        [f"{key}  {title}", f"removed {record.path}"],
        telling.listed(f"Remove {KINDS[key.folder].noun} {title}", []),
    )
    return saving.run(options, stands, [Change(key, record.path, record.data, None)], told)
