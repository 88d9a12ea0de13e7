"""A public data set of 8,800 deals of 35 people over 14 months, as it would have been known.

"CRM Sales Opportunities" by Maven Analytics. It has the days on which deals began and closed, but
no history: an open deal stands at its product's list price, and states no close date. Deals that
nobody has engaged in yet have no date at all and are left out.
"""

import csv
import hashlib
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.measure import ROOT
from generator.forecast.known import CATEGORIES, NONE, Known, Stage, columns

FOLDER = ROOT.parent / "shared" / "datasets" / "maven-crm"
STAGES = (
    Stage("sales", "engaging", 0, "open", 0.5, "pipeline"),
    Stage("sales", "won", 1, "won", 1.0, "closed"),
    Stage("sales", "lost", 2, "lost", 0.0, "omitted"),
)
_MISSPELT = {"GTXPro": "GTX Pro"}


class _Deal(NamedTuple):
    name: str
    agent: str
    account: str
    price: float
    began: int
    closed: int | None
    value: float


def known(folder: Path = FOLDER) -> Known:
    """Read the data set as what was known at its last day."""
    deals = _deals(folder)
    managers = {row["sales_agent"]: row["manager"] for row in _rows(folder, "sales_teams.csv")}
    people = sorted(managers)
    accounts = sorted({deal.account for deal in deals if deal.account})
    table = columns(len(deals) + sum(deal.closed is not None for deal in deals))
    place = 0
    for number, deal in enumerate(deals):
        lines = [(deal.began, 0, deal.price, NONE)]
        if deal.closed is not None:
            lines.append((deal.closed, 1 if deal.value else 2, deal.value, deal.closed))
        for day, stage, amount, close in lines:
            table.deal[place], table.day[place], table.happened[place] = number, day, day
            table.stage[place], table.amount[place], table.close[place] = stage, amount, close
            table.owner[place], table.created[place] = people.index(deal.agent), deal.began
            table.account[place] = accounts.index(deal.account) if deal.account else NONE
            place += 1
    whole = table._replace(
        category=np.array([CATEGORIES.index(stage.category) for stage in STAGES])[table.stage],
        probability=np.array([stage.probability for stage in STAGES])[table.stage],
    )
    return Known(
        int(whole.day.max()),
        int(whole.day.min()),
        tuple(deal.name for deal in deals),
        tuple(people),
        tuple(managers[agent] for agent in people),
        tuple(accounts),
        STAGES,
        whole,
        (),
        hashlib.sha256(b"maven").digest(),
    )


def _deals(folder: Path) -> list[_Deal]:
    prices = {row["product"]: float(row["sales_price"]) for row in _rows(folder, "products.csv")}
    return sorted(
        _Deal(
            row["opportunity_id"],
            row["sales_agent"],
            row["account"],
            prices[_MISSPELT.get(row["product"], row["product"])],
            _day(row["engage_date"]),
            _day(row["close_date"]) if row["close_date"] else None,
            float(row["close_value"] or 0) if row["deal_stage"] == "Won" else 0.0,
        )
        for row in _rows(folder, "sales_pipeline.csv")
        if row["engage_date"]
    )


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()
