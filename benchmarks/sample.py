"""A data repository of any size for the benchmarks, written by `salesbook demo`."""

import sys
from pathlib import Path
from shutil import copyfile, rmtree
from subprocess import run

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "build" / "bench" / "samples"
"""Where the repositories lie; each is made anew, so that none is older than the program."""
OLD = ROOT / "build" / "bench" / "old"
"""Where outputs of earlier runs wait to be deleted, which is done once nothing is measured."""
SALESBOOK = (sys.executable, "-m", "generator")
"""The command line, as `salesbook` starts it."""


def made(name: str, accounts: int) -> Path:
    """Make a repository with so many accounts and about four other records for each."""
    root = SAMPLES / name
    rmtree(root, ignore_errors=True)
    words = ("--accounts", str(accounts), "--no-history")
    run([*SALESBOOK, "demo", root, *words], cwd=ROOT, check=True)
    copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


def put_aside(folder: Path) -> None:
    """Make a place empty without deleting what was there.

    A file system like ext4 gives no inode out again that was freed a minute ago and searches long
    for others, so whoever writes many files right after many were deleted pays for the deletion.
    """
    if folder.exists():
        OLD.mkdir(parents=True, exist_ok=True)
        folder.rename(OLD / str(sum(1 for _ in OLD.iterdir())))


def records(root: Path) -> list[Path]:
    """List the files of all records, sorted."""
    return sorted(path for path in (root / "data").rglob("*.yml") if path.name != "company.yml")
