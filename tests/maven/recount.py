"""Counts the deals of the export from its CSV files, with nothing but the csv module.

It shares no code with the program: what both say of the same files is what is there. It can be
run by itself: `python tests/maven/recount.py DIR`.
"""

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

Row = dict[str, str]


def rows(folder: Path, name: str) -> list[Row]:
    """Return the rows of one file."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def product(row: Row) -> str:
    """Return the product by the name it has in products.csv."""
    return "GTX Pro" if row["product"] == "GTXPro" else row["product"]


def agent(row: Row) -> str:
    """Return who sold."""
    return row["sales_agent"]


def quarter(row: Row) -> str:
    """Return the calendar quarter in which the deal was decided."""
    year, month, _ = row["close_date"].split("-")
    return f"{year}-Q{(int(month) - 1) // 3 + 1}"


def won(deals: list[Row], by: Callable[[Row], str]) -> dict[str, tuple[int, int]]:
    """Return how many deals were won, and for how much, by what a row says."""
    counts: Counter[str] = Counter()
    amounts: Counter[str] = Counter()
    for row in deals:
        if row["deal_stage"] == "Won":
            counts[by(row)] += 1
            amounts[by(row)] += int(row["close_value"])
    return {name: (counts[name], amounts[name]) for name in sorted(counts)}


def win_rates(deals: list[Row], by: Callable[[Row], str]) -> dict[str, tuple[int, int]]:
    """Return how many deals were won, and how many were decided, by what a row says."""
    decided = Counter(by(row) for row in deals if row["deal_stage"] in ("Won", "Lost"))
    gained = Counter(by(row) for row in deals if row["deal_stage"] == "Won")
    return {name: (gained[name], decided[name]) for name in sorted(decided)}


def stages(deals: list[Row]) -> dict[str, int]:
    """Return how many deals stand in each stage."""
    return dict(sorted(Counter(row["deal_stage"].lower() for row in deals).items()))


def pipeline(deals: list[Row], prices: list[Row]) -> dict[str, int]:
    """Return what the open deals of each stage are worth at the suggested retail prices."""
    price = {row["product"]: int(row["sales_price"]) for row in prices}
    worth: Counter[str] = Counter()
    for row in deals:
        if row["deal_stage"] in ("Prospecting", "Engaging"):
            worth[row["deal_stage"].lower()] += price[product(row)]
    return dict(sorted(worth.items()))


def told(folder: Path) -> Iterator[str]:
    """Yield all figures as lines."""
    deals, prices = rows(folder, "sales_pipeline.csv"), rows(folder, "products.csv")
    for name, by in (("product", product), ("agent", agent), ("quarter", quarter)):
        for key, (count, amount) in won(deals, by).items():
            yield f"won by {name}\t{key}\t{count}\t{amount}"
    for name, by in (("product", product), ("agent", agent)):
        for key, (gained, decided) in win_rates(deals, by).items():
            yield f"win rate by {name}\t{key}\t{gained}/{decided}\t{gained / decided:.4f}"
    for stage, count in stages(deals).items():
        yield f"deals in stage\t{stage}\t{count}\t{pipeline(deals, prices).get(stage, '')}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in told(Path(sys.argv[1])))
