"""A simulated market as records with their history, by `git fast-import`: a commit a day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import rmtree

import numpy as np

from benchmarks.history_sample import git
from benchmarks.market import Market
from benchmarks.market_book import LOST, STAGES, WON
from benchmarks.sample import SAMPLES
from generator.forecast.known import Known

MORNING = 9 * 3600
_UNIX = date(1970, 1, 1).toordinal()
_COMPANY = """\
name: Market
base_currency: EUR
time_zone: UTC
fiscal_year: {start_month: 4, named_by: start}
working_days: [monday, tuesday, wednesday, thursday, friday]
pipelines:
  - id: new
    name: New business
    stages:
"""


def made(name: str, market: Market) -> Path:
    """Make a repository of a market, packed, with its files checked out."""
    root = SAMPLES / name
    rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "fast-import", "--quiet", said=b"".join(_stream(market.known)))
    git(root, "reset", "--quiet", "--hard", "main")
    return root


def _stream(known: Known) -> Iterator[bytes]:
    """Write the commits: on the first day the company and its people, then what changed."""
    files = {"data/company.yml": _COMPANY + "".join(_stages())}
    for person, team in zip(known.people, known.teams, strict=True):
        files[f"data/people/{person}.yml"] = f"name: {person}\nteam: {team}\n"
        files[f"data/teams/{team}.yml"] = f"name: {team}\n"
    rows = known.versions
    for day in sorted({known.begin, *rows.day.tolist()}):
        for row in np.flatnonzero(rows.day == day).tolist():
            deal = known.deals[rows.deal[row]]
            files[f"data/deals/{deal}.yml"] = _deal(known, row)
        yield _commit(day, files)
        files = {}


def _stages() -> Iterator[str]:
    for stage in STAGES:
        yield (
            f"      - {{id: {stage.name}, name: {stage.name}, outcome: {stage.outcome},"
            f" probability: {stage.probability * 100:.0f}, category: {stage.category}}}\n"
        )


def _deal(known: Known, row: int) -> str:
    rows = known.versions
    stage = int(rows.stage[row])
    closing = date.fromordinal(int(rows.close[row]))
    lines = {
        "name": known.deals[rows.deal[row]],
        "account": known.accounts[rows.account[row]],
        "owner": known.people[rows.owner[row]],
        "pipeline": "new",
        "stage": STAGES[stage].name,
        "created_on": date.fromordinal(int(rows.created[row])),
        "amount": f"{rows.amount[row]:.2f}",
        "currency": "EUR",
        "close_date": closing,
        "next_step": "Call",
        "next_step_date": date.fromordinal(int(rows.step[row])),
    }
    if stage in {WON, LOST}:
        lines["closed_on"] = closing
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    contacts = "".join(f"  - contact: c-{number}\n" for number in range(int(rows.contacts[row])))
    return f"{text}contacts:\n{contacts}"


def _commit(day: int, files: dict[str, str]) -> bytes:
    """Write one commit of the stream, at nine in the morning."""
    who = f"market <market@market.example> {(day - _UNIX) * 86400 + MORNING} +0000"
    said = b"Write down what is new\n"
    parts = [
        f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(said)}\n".encode(), said
    ]  # fmt: skip
    for path, text in files.items():
        content = text.encode()
        parts.append(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")
    return b"".join(parts)
