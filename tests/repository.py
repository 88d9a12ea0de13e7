"""A real git repository for a test to fill."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

WHEN = "2026-04-01T09:00:00+09:00"
AUTHOR = "Mori Aya"
MAIL = "aya.mori@example.com"

# No configuration of the person's or the machine's: the same history has the same hashes anywhere.
HARDENED = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C.UTF-8",
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository whose commits have the author and the date that the test gives them."""

    root: Path

    def git(self, *arguments: str, **environment: str) -> str:
        """Run git in the repository and return what it printed, without the last line break."""
        done = self.tried(*arguments, **environment)
        assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
        return done.stdout.removesuffix("\n")

    def tried(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run git in the repository, whether it succeeds or not."""
        return subprocess.run(
            ["git", "-C", os.fspath(self.root), *arguments],  # noqa: S607 - the git on PATH is meant
            env={"PATH": os.environ["PATH"], **HARDENED, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def write(self, path: str, text: str) -> Path:
        """Write one file, with the folders that it needs, and return its place."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return file

    def commit(
        self, message: str = "Change", *, when: str = WHEN, author: str = AUTHOR, mail: str = MAIL
    ) -> str:
        """Commit everything as it lies, even if nothing changed, and return the commit's hash."""
        self.git("add", "--all")
        self.git(
            "commit",
            "--quiet",
            "--allow-empty",
            f"--message={message}",
            **{
                f"GIT_{role}_{part}": value
                for role in ("AUTHOR", "COMMITTER")
                for part, value in (("NAME", author), ("EMAIL", mail), ("DATE", when))
            },
        )
        return self.git("rev-parse", "HEAD")


def create(root: Path) -> Repository:
    """Make an empty repository with the branch main."""
    root.mkdir(parents=True)
    made = Repository(root)
    made.git("init", "--quiet", "--initial-branch=main")
    return made
