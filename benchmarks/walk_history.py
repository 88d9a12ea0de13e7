"""Walk the newest commits of a repository with GitPython: `walk_history.py ROOT COMMITS`.

The peer's usual way: each commit compared with its first parent, each new content read.
"""

import sys

from git import Repo


def main(root: str, most: int) -> None:
    """Walk, and say how many contents were read."""
    read = 0
    with Repo(root) as repository:
        for commit in repository.iter_commits("main", first_parent=True, max_count=most):
            for change in commit.diff(commit.parents[0]) if commit.parents else ():
                if change.a_blob is not None:
                    change.a_blob.data_stream.read()
                    read += 1
    print(read)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
