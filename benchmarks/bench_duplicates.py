"""Duplicates: 10,000 accounts, each against each; one name while it is typed; what is found."""

import sys
from collections import Counter
from collections.abc import Collection, Mapping
from statistics import median
from time import process_time

from benchmarks import doubled
from benchmarks.measure import Result, write
from generator import simulation
from generator.book import Key
from generator.duplicates import index, near, sheet

ACCOUNTS = 10_000
KNOWN = 1_000
TYPED = 200
TOLD = ("same", "likely")
SHOWN = (*TOLD, "suggest")

Pair = tuple[Key, Key]


def found(made: doubled.Doubled) -> dict[Pair, str]:
    """Compare all records, and give the band of each pair."""
    pairs: dict[Pair, str] = {}
    for kind, one, other, band, *_ in sheet.sheet(made.entries).rows:
        pairs[Key(str(kind), str(one)), Key(str(kind), str(other))] = str(band)
    return pairs


def recall(known: Mapping[Pair, str], told: Collection[Pair]) -> float:
    """Give the share of the known pairs that are told."""
    return sum(pair in told for pair in known) / len(known)


def precision(known: Mapping[Pair, str], told: Collection[Pair]) -> float:
    """Give the share of the told pairs that are known; copies of one record are one, too."""
    return sum(_one(pair, known) for pair in told) / len(told)


def _one(pair: Pair, known: Mapping[Pair, str]) -> bool:
    """Tell whether two records are one, or copies of one."""
    originals = [{one for two in known for one in two if key in two} for key in pair]
    return pair in known or bool(originals[0] & originals[1])


def missed(known: Mapping[Pair, str], told: Collection[Pair]) -> str:
    """Say what is otherwise in the pairs that are not told, the most often missed first."""
    counted = Counter(known[pair] for pair in known if pair not in told)
    return ", ".join(f"{what} ({count})" for what, count in counted.most_common(4)) or "nothing"


def speed() -> tuple[Result, Result]:
    """Measure all accounts against each other, and one that is typed against all."""
    made = doubled.sample(simulation.accounts(ACCOUNTS))
    accounts = [entry for entry in made.entries if entry.key.folder == "accounts"][:ACCOUNTS]
    started = process_time()
    sheet.sheet(accounts)
    whole = process_time() - started
    known = index("accounts", accounts)
    near(known, {"name": "Warm"})
    taken: list[float] = []
    for _, fields in list(known)[:: len(accounts) // TYPED]:
        name = str(fields["name"])
        started = process_time()
        near(known, {"name": name[: max(3, len(name) - 2)]})
        taken.append(process_time() - started)
    return (
        Result("duplicates", f"Duplicates among {len(accounts):,} accounts, each against each",
               10, whole, "s", "cpu of one process, with the reading of their fields"),
        Result("duplicates_near", f"What is near a name being typed, {len(accounts):,} accounts",
               50, 1000 * median(taken), "ms", f"cpu, median of {len(taken)} unfinished names"),
    )  # fmt: skip


def quality() -> tuple[Result, ...]:
    """Measure what is found of what is known to be entered twice."""
    made = doubled.sample(simulation.accounts(KNOWN))
    pairs = found(made)
    told = {pair for pair, band in pairs.items() if band in TOLD}
    shown = {pair for pair, band in pairs.items() if band in SHOWN}
    known = made.pairs
    of = f"{len(known):,} known pairs, {len(made.entries):,} records"
    return (
        _share(
            "duplicates_recall",
            f"Duplicates that `check` tells, of {of}",
            (0.8, recall(known, told)),
            f"missed: {missed(known, told)}",
        ),
        _share(
            "duplicates_shown",
            "Duplicates that the report or a form shows, of the same",
            (0.95, recall(known, shown)),
            f"missed: {missed(known, shown)}",
        ),
        _share(
            "duplicates_precision",
            "Of what `check` tells, what is entered twice",
            (0.95, precision(known, told)),
            f"{len(told):,} pairs told",
        ),
    )


def _share(name: str, what: str, figures: tuple[float, float], how: str) -> Result:
    return Result(name, what, *figures, "of the pairs", how, at_least=True)


def main() -> int:
    """Measure, keep the results; 1 where a goal is missed."""
    results = (*speed(), *quality())
    write(*results)
    return int(not all(one.ok for one in results))


if __name__ == "__main__":
    sys.exit(main())
