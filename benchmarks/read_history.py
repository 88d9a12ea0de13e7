"""Read the history of a repository, as a process of its own: `read_history.py ROOT [CACHE]`."""

import os
import sys
from pathlib import Path

from generator import history


def main(root: Path, cache: Path | None) -> None:
    """Read it, and say how much there is."""
    found = history.read(root, cache=cache, processes=os.cpu_count() or 1)
    print(len(found.commits), len(found.records))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None)
