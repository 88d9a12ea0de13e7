"""The forecast against a simulated market and a public data set, and how long its replay takes.

The market is `benchmarks/market.py`, with the seeds below; every figure is the mean over them.
Beside the usual market stands a harsh one, whose economy swings four times as much; the same is
asked of both. A year goes by before the first origin that counts. Errors are those of the forecast
that is shown (`combined`); CRPS is compared with the climatology from the same origins.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from benchmarks import ceiling, market, market_records, maven, replay_forecast
from benchmarks.measure import ROOT, Command, Result, Run, runs, write
from generator.forecast import accuracy, packing, replay
from generator.forecast.accuracy import Score
from generator.forecast.backtest import Backtest, assembled
from generator.forecast.baseline import BASELINES
from generator.forecast.called import Call
from generator.forecast.issued import CLIMATOLOGY, COMBINED, COMPANY, MODEL, Issued
from generator.forecast.known import Known
from generator.forecast.share import spoken
from generator.forecast.window import LONG, SHORT, origins, weeks
from generator.parallel import each

SEEDS = range(1, 25)
DEALS, MANY, MONDAYS = 300, 1000, 104
STEP = 3
"""The weeks between two origins of a market; windows of 13 weeks overlap anyway."""
SETTLING = 8 * 7
"""So many days at the end only show what was written down late."""
YEAR = 52 * 7
HALF = YEAR // 2
FIRST = 736_484  # 4 June 2017: a quarter after the data set's first win
PROCESSES = 2
EIGHTY = 1  # the place of 80 % in RANGES

At = Callable[[int], Known]


class Tried(NamedTuple):
    """What came of one market or data set."""

    backtest: Backtest
    scores: Sequence[Score]

    def of(self, window: str, method: str) -> Score:
        """Give the score of a method in a window, for the company."""
        wanted = (window, method, COMPANY)
        return next(one for one in self.scores if (one.window, one.method, one.scope) == wanted)


def tried(
    at: At, days: Sequence[int], settled: Known, begin: int, calls: Sequence[Call] = ()
) -> Tried:
    """Replay some origins, and score those from a day on."""
    work = partial(_packed, at, calls)
    found = assembled([packing.unpacked(one) for one in each(work, days, PROCESSES)], settled)
    late = [one for one in found.issued if one.origin >= begin]
    return Tried(found, accuracy.scores(accuracy.judged(late, found.outcomes)))


def _packed(at: At, calls: Sequence[Call], day: int) -> bytes:
    known = at(day)
    return packing.packed(replay.replay(known, "", (weeks(day, 4), weeks(day, 13)), calls, spoken))


def one_market(seed: int, economy: float = market.ECONOMY) -> Tried:
    """Forecast one market."""
    made = market.made(seed, DEALS, economy=economy)
    begin = made.known.begin
    days = origins(begin + HALF, made.known.day - SETTLING - 13 * 7, STEP)
    return tried(made.until, days, made.known, begin + YEAR)


def markets(found: Sequence[Tried]) -> tuple[Result, ...]:
    """Return the lines of the table on the markets."""
    ours = [one.of(LONG, COMBINED) for one in found]
    rivals = _rivals(found)
    best = min(rivals, key=rivals.__getitem__)
    wape = fmean(one.wape or 0 for one in ours)
    brier = [line.skill or 0 for one in found for line in one.backtest.calibration
             if line.window == LONG]  # fmt: skip
    covered = fmean(one.coverage[EIGHTY].share for one in ours)
    model = fmean(one.of(LONG, MODEL).wape or 0 for one in found)
    said = f"{len(found)} markets of {DEALS} deals in three years, 13 weeks"
    windows = sum(one.independent for one in ours)
    many = f"{sum(one.n for one in ours)} forecasts of {windows} windows apart"
    return (
        Result(
            "forecast_wape", f"{said}: WAPE to the best baseline's", 0.80, wape / rivals[best],
            "times", f"{wape:.3f} (model alone {model:.3f}) to {rivals[best]:.3f} of `{best}`",
        ),
        Result(
            "forecast_bias", "the same: bias, without its sign", 0.10,
            abs(fmean(one.bias or 0 for one in ours)), "of what came", many,
        ),
        Result(
            "forecast_covered_least", "the same: the 80 % range holds at least", 0.72, covered,
            "of outcomes", many, at_least=True,
        ),
        Result(
            "forecast_covered_most", "the same: the 80 % range holds at most", 0.90, covered,
            "of outcomes", many,
        ),
        Result(
            "forecast_crps", "the same: CRPS skill over the climatology", 0.25,
            fmean(one.skill or 0 for one in ours), "", many, at_least=True,
        ),
        Result(
            "forecast_brier", "the same: Brier skill of deals", 0.10, fmean(brier), "",
            "chance to be won within 13 weeks, all open deals of all origins", at_least=True,
        ),
    )  # fmt: skip


def harsh(found: Sequence[Tried]) -> tuple[Result, ...]:
    """Return the same lines on harsh markets, of which the same is asked."""
    return tuple(
        replace(
            one,
            name=one.name.replace("forecast", "forecast_harsh"),
            what=one.what.replace("markets of", "harsh markets of").replace("same", "same, harsh"),
        )
        for one in markets(found)
    )


def _rivals(found: Sequence[Tried]) -> dict[str, float]:
    """Give the WAPE of every naive or CRM-style baseline that could forecast in all markets."""
    names = set(BASELINES) - {CLIMATOLOGY}
    return {
        name: fmean(one.of(LONG, name).wape or 9.0 for one in found)
        for name in sorted(names)
        if all(any(score.method == name for score in one.scores) for one in found)
    }


def public() -> tuple[Result, ...]:
    """Return the lines of the table on the public data set; none where it is not there."""
    if not maven.FOLDER.is_dir():
        print(f"  {maven.FOLDER} is not there: the public data set is not measured.")
        return ()
    known = maven.known()
    days = range(FIRST - HALF // 2, known.day - 27, 7)
    found = tried(partial(_maven, known), days, known, FIRST)
    by_agent = {one: _together(found, SHORT, one) for one in _methods(found)}
    ours = by_agent.pop(COMBINED)
    best = min(by_agent, key=lambda name: by_agent[name].wape or 9.0)
    total = found.of(LONG, COMBINED)
    many = f"{ours.n} forecasts, weekly origins from June 2017 on"
    return (
        Result(
            "forecast_maven_agent", "maven-crm, 4 weeks by single agent: WAPE", 0.38,
            ours.wape or 9.0, "of what came", many,
        ),
        Result(
            "forecast_maven_best", "the same, to the best single method's", 1.05,
            (ours.wape or 9.0) / (by_agent[best].wape or 9.0), "times",
            f"`{best}` has {by_agent[best].wape or 0:.3f}",
        ),
        Result(
            "forecast_maven_covered", "the same: the 80 % range holds", 0.75,
            ours.coverage[EIGHTY].share, "of outcomes", many, at_least=True,
        ),
        Result(
            "forecast_maven_total", "maven-crm, 13 weeks in total: WAPE", 0.08,
            total.wape or 9.0, "of what came", f"{total.n} weekly origins",
        ),
    )  # fmt: skip


def _maven(known: Known, day: int) -> Known:
    seed = hashlib.sha256(f"maven {day}".encode()).digest()
    return known.until(day)._replace(seed=seed)


def _methods(found: Tried) -> list[str]:
    return sorted({one.method for one in found.scores if one.scope.kind == "person"})


def _together(found: Tried, window: str, method: str) -> Score:
    """Score a method over all people as if they were one."""
    late = (one for one in found.backtest.issued if one.origin >= FIRST)
    mine = [one for one in late if _is(one, window, method)]
    pairs = accuracy.judged(mine, found.backtest.outcomes)
    (together,) = accuracy.scores(
        pair._replace(issued=pair.issued._replace(scope=COMPANY)) for pair in pairs
    )
    return together


def _is(one: Issued, window: str, method: str) -> bool:
    return (one.window, one.method, one.scope.kind) == (window, method, "person")


def replaying() -> Iterator[Result]:
    """Return the lines of the table on the time of a replay, and on what it may know."""
    root = market_records.made("forecast", market.made(1, MANY))
    script = ROOT / "benchmarks" / "replay_forecast.py"
    words: list[str | Path] = [sys.executable, script, root, str(MONDAYS), str(PROCESSES)]
    taken: Run = runs(Command(words, environment={"PYTHONPATH": str(ROOT)}), 1, warm=0)[0]
    yield Result(
        "forecast_replay", f"{MONDAYS} weekly origins over {MANY:,} deals, nothing cached", 60,
        taken.wall, "s", f"wall on {PROCESSES} processes, cpu {taken.cpu:.0f} s, with the history",
    )  # fmt: skip
    number, same = replay_forecast.as_then(root, MONDAYS, times=10)
    yield Result(
        "forecast_future", "forecasts on clones cut off at a week, the same bytes as the replay's",
        number, same, "of them", f"{number} weeks apart evenly", at_least=True,
    )  # fmt: skip


def told_ceiling(found: Sequence[Tried], best: Sequence[Score]) -> str:
    """Say what part of what is possible is reached: beside one who knows all but the future."""
    ours = fmean(one.of(LONG, COMBINED).skill or 0 for one in found)
    possible = fmean(one.skill or 0 for one in best)
    error = fmean(one.wape or 0 for one in best)
    return (
        f"  CRPS skill of the ceiling {possible:.3f} (WAPE {error:.3f}), ours {ours:.3f}:"
        f" {ours / possible:.0%} of what is possible"
    )


def main() -> None:
    """Measure everything, keep the results; with `--ceiling` measure what is possible as well."""
    for economy, named in ((market.ECONOMY, markets), (market.HARSH, harsh)):
        found = [one_market(seed, economy) for seed in SEEDS]
        write(*named(found))
        if "--ceiling" in sys.argv:
            seeded = zip(SEEDS, [one.backtest for one in found], strict=True)
            best = each(partial(ceiling.scored, DEALS, economy), list(seeded), PROCESSES)
            print(told_ceiling(found, list(best)))
    write(*public())
    write(*replaying())


if __name__ == "__main__":
    main()
