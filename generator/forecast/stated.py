"""What the versions of the deals state, read once: columns that hold for every day of a past."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from generator.forecast.known import CATEGORIES, NONE, Flags, Floats, Ints

Tree = Mapping[str, Any]
"""A record as it was written: every scalar is text."""

Shares = tuple[tuple[str, float], ...]
"""What share of a deal each person has by its splits, sorted; 1 is all of it."""

NAN = float("nan")


class Told(NamedTuple):
    """What a commit made of a record, by the commit's number; no tree where it was deleted.

    `arrived` is when an import says that it took place, in seconds since 1970, if one does.
    """

    id: str
    number: int
    tree: Tree | None
    arrived: int = NONE


class Names(NamedTuple):
    """What the columns point into, each sorted; a stage is named after its pipeline, if stated."""

    deals: tuple[str, ...]
    staged: tuple[tuple[str, str], ...]
    owners: tuple[str, ...]
    accounts: tuple[str, ...]
    currencies: tuple[str, ...]
    splits: tuple[Shares, ...]


class Stated(NamedTuple):
    """The versions of all deals as columns of equal length, by deal, then in their order.

    `deal`, `staged`, `owner`, `account`, `currency` and `split` are indexes into `names`, `number`
    is that of the commit, `gone` where it deleted the deal. Days are ordinals, a probability is 0
    to 1.
    What a version does not state is `NONE` or nan.
    """

    names: Names
    deal: Ints
    number: Ints
    gone: Flags
    arrived: Ints
    staged: Ints
    owner: Ints
    account: Ints
    currency: Ints
    split: Ints
    amount: Floats
    probability: Floats
    category: Ints
    expected: Ints
    closed: Ints
    created: Ints
    step: Ints
    contacts: Ints

    def take(self, rows: Flags) -> "Stated":
        """Give some of the versions."""
        return Stated._make((self.names, *(column[rows] for column in self[1:])))


class _Figures(NamedTuple):
    """What needs no names, of one version."""

    amount: float = NAN
    probability: float = NAN
    category: int = NONE
    expected: int = NONE
    closed: int = NONE
    created: int = NONE
    step: int = NONE
    contacts: int = NONE


def stated(told: Iterable[Told]) -> Stated:
    """Read the versions of deals; what has no stage cannot be forecast and is left out."""
    rows = [one for one in told if one.tree is None or "stage" in one.tree]
    trees = [one.tree or {} for one in rows]
    deals, deal = _coded([one.id for one in rows])
    staged, stage = _coded([_staged(tree) for tree in trees])
    owners, owner = _coded([tree.get("owner") for tree in trees])
    accounts, account = _coded([tree.get("account") for tree in trees])
    currencies, currency = _coded([tree.get("currency") for tree in trees])
    splits, split = _coded([_shares(tree) for tree in trees])
    figures = [_figures(one.tree) for one in rows]
    return Stated(
        Names(deals, staged, owners, accounts, currencies, splits),
        deal,
        np.array([one.number for one in rows], np.int64),
        np.array([one.tree is None for one in rows], np.bool_),
        np.array([one.arrived for one in rows], np.int64),
        stage,
        owner,
        account,
        currency,
        split,
        *_columns(figures),
    )


def _coded(values: Sequence[Any]) -> tuple[tuple[Any, ...], Ints]:
    """Sort the different values, and give the place of each; `NONE` where there is none."""
    names = sorted({value for value in values if value is not None})
    places = {name: place for place, name in enumerate(names)}
    return tuple(names), np.array([places.get(value, NONE) for value in values], np.int64)


def _staged(tree: Tree) -> tuple[str, str] | None:
    return (tree.get("pipeline", ""), tree["stage"]) if tree else None


def _shares(tree: Tree) -> Shares | None:
    """Give who shares a deal, a person once; nothing where the owner has all of it."""
    found: dict[str, Decimal] = {}
    for one in tree.get("splits", ()):
        found[one["person"]] = found.get(one["person"], Decimal(0)) + Decimal(one["percent"])
    return tuple((name, float(found[name] / 100)) for name in sorted(found)) or None


def _columns(figures: Sequence[_Figures]) -> list[Any]:
    """Turn rows into columns, each of its type."""
    kinds = _Figures.__annotations__.values()
    columns = zip(*figures, strict=True) if figures else [()] * len(_Figures._fields)
    return [np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]


def _figures(tree: Tree | None) -> _Figures:
    if tree is None:
        return _Figures()
    own = tree.get("forecast_category")
    return _Figures(
        _amount(tree),
        float(tree["probability"]) / 100 if "probability" in tree else NAN,
        CATEGORIES.index(own) if own in CATEGORIES else NONE,
        day_of(tree.get("close_date")),
        day_of(tree.get("closed_on")),
        day_of(tree.get("created_on")),
        day_of(tree.get("next_step_date")),
        len(tree.get("contacts", ())),
    )


def _amount(tree: Tree) -> float:
    """Give the amount that a deal states, else the sum of its lines; nan where it has neither."""
    if "amount" in tree:
        return float(tree["amount"])
    lines = tree.get("lines", ())
    if not lines:
        return NAN
    hundred = Decimal(100)
    return float(
        sum(
            Decimal(one["quantity"]) * Decimal(one["price"])
            * (hundred - Decimal(one.get("discount", "0"))) / hundred
            for one in lines
        )
    )  # fmt: skip


def day_of(text: str | None) -> int:
    """Give a day as its ordinal; `NONE` where there is none."""
    return date.fromisoformat(text).toordinal() if text else NONE
