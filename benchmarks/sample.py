"""A data repository of any size for the benchmarks, written by `salesbook demo`."""

import sys
from pathlib import Path
from shutil import copyfile, rmtree
from subprocess import run

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "build" / "bench" / "samples"
"""Where the repositories lie; each is made anew, so that none is older than the program."""
SALESBOOK = (sys.executable, "-m", "generator")
"""The command line, as `salesbook` starts it."""


def made(name: str, accounts: int) -> Path:
    """Make a repository with so many accounts and about four other records for each."""
    root = SAMPLES / name
    rmtree(root, ignore_errors=True)
    run([*SALESBOOK, "demo", root, "--accounts", str(accounts)], cwd=ROOT, check=True)
    copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


def records(root: Path) -> list[Path]:
    """List the files of all records, sorted."""
    return sorted(path for path in (root / "data").rglob("*.yml") if path.name != "company.yml")
