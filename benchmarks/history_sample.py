"""A repository with a long history for the benchmarks, written by `git fast-import`.

The same seed gives the same commits: nothing is taken from the clock or the machine.
"""

import os
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from shutil import copyfile, rmtree
from typing import NamedTuple

from benchmarks.sample import ROOT, SAMPLES

BEGAN = 1_600_000_000
"""The moment of the first commit, in seconds since 1970; one follows every 20 minutes."""
STEP = 1200
SEVERITIES = "severities: {L101: 'off', L301: 'off', L401: 'off', L402: 'off', L501: 'off'}\n"
"""What these records are not: a sound book. They name records that are not there, and so on."""
FOLDER = 100
"""So many records lie in a sub-folder."""
PEOPLE = ("aiko-tanaka", "ben-ortiz", "minseo-kim", "grace-okafor", "naomi-hayashi")
STAGES = ("qualify", "demo", "proposal", "negotiation", "won", "lost")
ENVIRONMENT = {
    "PATH": os.environ.get("PATH", ""),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


class Size(NamedTuple):
    """How large a history is: commits, records, and contents that were ever written."""

    commits: int
    records: int
    blobs: int


ASKED = Size(50_000, 20_000, 114_000)


def made(name: str, size: Size, seed: int = 20261122) -> Path:
    """Make a repository, packed as a clone from a server is, with its files checked out."""
    root = SAMPLES / name
    rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    stream = b"".join(commits(size, Random(seed)))  # noqa: S311 - the same history every time
    git(root, "fast-import", "--quiet", said=stream)
    git(root, "gc", "--quiet")
    git(root, "reset", "--quiet", "--hard", "main")
    copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


def git(root: Path, *arguments: str, said: bytes = b"") -> bytes:
    """Run git in a folder and return what it wrote."""
    done = subprocess.run(
        ["git", "-C", root, *arguments],  # noqa: S607 - the git on PATH is measured
        env=ENVIRONMENT,
        input=said,
        capture_output=True,
        check=True,
    )
    return done.stdout


def commits(size: Size, chance: Random) -> Iterator[bytes]:
    """Write the stream: first most commits bring records, later ones change several."""
    company = (ROOT / "data" / "company.yml").read_bytes() + SEVERITIES.encode()
    yield _commit(0, "Begin", [("data/company.yml", company)])
    states: list[dict[str, str]] = []
    left = size.blobs - 1
    for number in range(1, size.commits):
        share = left / (size.commits - number)
        files = int(share) + (chance.random() < share % 1)
        files = min(files, left) if number < size.commits - 1 else left
        changed = [_write(states, size.records, chance) for _ in range(files)]
        left -= files
        told = f"Merge pull request #{number} from branch" if number % 3 else "Correct records"
        yield _commit(number, told, changed)


def grow(root: Path, number: int, chance: Random) -> None:
    """Add commits, each of which writes a note into one deal."""
    tip = git(root, "rev-parse", "main").decode().strip()
    moment = int(git(root, "log", "-1", "--format=%ct", "main"))
    names = git(root, "ls-tree", "--name-only", "main", "data/deals/0000/").decode().split()
    parts: list[bytes] = []
    for step in range(1, number + 1):
        path = chance.choice(names)
        lines = git(root, "show", f"main:{path}").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(b"notes:")]
        text = b"".join([*kept, f"notes: Call {chance.random()}\n".encode()])
        made = _commit((moment - BEGAN) // STEP + step, "Call", [(path, text)])
        if step == 1:
            made = made.replace(b"\nM ", f"\nfrom {tip}\nM ".encode(), 1)
        parts.append(made)
    git(root, "fast-import", "--quiet", said=b"".join(parts))


def _write(states: list[dict[str, str]], records: int, chance: Random) -> tuple[str, bytes]:
    """Bring a new record, or change one that is there."""
    if len(states) < records and (not states or chance.random() < 0.5):  # noqa: PLR2004 - half
        states.append(_begun(len(states), chance))
        number = len(states) - 1
    else:
        number = chance.randrange(len(states))
        _changed(states[number], chance)
    kind = KINDS[number % len(KINDS)]
    state = states[number]
    text = "".join(f"{name}: {value}\n" for name, value in state.items() if name != "pieces")
    path = f"data/{kind}/{number // FOLDER:04}/{kind[0]}-{number}.yml"
    return path, (text + LISTS[kind].format(state.get("pieces", "12"))).encode()


KINDS = ("deals", "accounts", "deals", "contacts")
LISTS = {
    "deals": "lines:\n  - product: camera-3d\n    quantity: {0}\n    price: 13073000\n"
    "  - product: reference-gauge\n    quantity: 12\n    price: 1976000\n    discount: 5\n"
    "contacts:\n  - contact: taehyun-song\n    role: economic_buyer\n",
    "accounts": "addresses:\n  - label: Head office\n    country: JP\n    city: Osaka\n"
    "    street: Doshomachi {0}\ncustom:\n  plant_count: 2\n",
    "contacts": "tags:\n  - fair\n  - wave-{0}\n",
}


def _begun(number: int, chance: Random) -> dict[str, str]:
    owner, day = chance.choice(PEOPLE), _day(chance)
    account = f"a-{number - number % len(KINDS) + 1}"
    deal = {
        "name": f"Inspection of line {number}", "account": account, "owner": owner,
        "pipeline": "new-business", "stage": "qualify", "type": "expansion", "created_on": day,
        "amount": str(chance.randrange(10**6, 10**8)), "currency": "JPY", "close_date": day,
        "next_step": f"Call {chance.randrange(10**6)}",
    }  # fmt: skip
    firm = {
        "name": f"Works {number}", "owner": owner, "type": "prospect", "industry": "machinery",
        "size": "310", "currency": "JPY", "rating": "b", "phone": f"+81 6 {number}",
    }  # fmt: skip
    contact = {
        "name": f"Contact {number}", "account": account, "owner": owner, "title": "Buyer",
        "mail": f"c{number}@works.example", "phone": f"+81 6 {number}",
    }  # fmt: skip
    return {"deals": deal, "accounts": firm, "contacts": contact}[KINDS[number % len(KINDS)]]


def _changed(state: dict[str, str], chance: Random) -> None:
    """Change what is often changed: one or two fields, now and then the first line."""
    if "stage" not in state:
        state["phone"] = f"+81 6 {chance.randrange(10**8)}"
    elif chance.random() < 0.4:  # noqa: PLR2004 - so many changes are of the stage
        state["stage"] = chance.choice(STAGES)
        state["close_date"] = _day(chance)
    elif chance.random() < 0.5:  # noqa: PLR2004 - half of the others are of the amount
        state["amount"] = str(chance.randrange(10**6, 10**8))
        state["pieces"] = str(chance.randrange(1, 90))
    else:
        state["next_step"] = f"Call {chance.randrange(10**6)}"
    if chance.random() < 0.05:  # noqa: PLR2004 - owners change rarely
        state["owner"] = chance.choice(PEOPLE)


def _day(chance: Random) -> str:
    return (date(2021, 1, 1) + timedelta(days=chance.randrange(1500))).isoformat()


def _commit(number: int, message: str, files: list[tuple[str, bytes]]) -> bytes:
    """Write one commit of the stream."""
    person = PEOPLE[number % len(PEOPLE)]
    who = f"{person} <{person}@kitahama.example> {BEGAN + number * STEP} +0900"
    said = f"{message}\n".encode()
    parts = [
        f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(said)}\n".encode(), said
    ]  # fmt: skip
    for path, content in files:
        parts.append(f"M 100644 inline {path}\ndata {len(content)}\n".encode())
        parts.extend((content, b"\n"))
    return b"".join(parts)
