"""The forecast against a simulated market and a public data set, and how long its replay takes.

The market is `benchmarks/market.py`, run with the seeds below: so many times that chance leaves
little of a difference. Every figure is that of all forecasts of all markets together, the sum of
what was missed by the sum of what came or by what the climatology missed. A mean of the markets'
own ratios would let those count most in which little was sold (skill is a ratio of mean scores:
Murphy 1973); it is told beside it, with the standard error that a jackknife over the markets gives.

Beside the usual market stands a harsh one, whose economy swings four times as much; the same is
asked of both. A year goes by before the first origin that counts. Errors are those of the forecast
that is combined; CRPS is compared with the climatology from the same origins.
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
from benchmarks.many import Market, together, unsure
from benchmarks.measure import ROOT, Command, Result, Run, runs, write
from generator.forecast import accuracy, equal_weights, packing, replay
from generator.forecast.accuracy import Judged, Score
from generator.forecast.backtest import Backtest, assembled
from generator.forecast.baseline import BASELINES
from generator.forecast.called import Call
from generator.forecast.issued import CLIMATOLOGY, COMBINED, COMPANY, MODEL, Issued
from generator.forecast.known import Known
from generator.forecast.share import spoken
from generator.forecast.window import LONG, SHORT, origins, weeks
from generator.parallel import each

SEEDS = range(1, 101)
DEALS, MANY, MONDAYS = 300, 1000, 104
STEP = 3
"""The weeks between two origins of a market; windows of 13 weeks overlap anyway."""
SETTLING = 8 * 7
"""So many days at the end only show what was written down late."""
YEAR = 52 * 7
HALF = YEAR // 2
FEW = 24
"""The markets for which what is possible is measured: each takes as long as forty forecasts."""
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


def one_market(seed: int, economy: float = market.ECONOMY) -> Market:
    """Forecast one market."""
    made = market.made(seed, DEALS, economy=economy)
    begin = made.known.begin
    days = origins(begin + HALF, made.known.day - SETTLING - 13 * 7, STEP)
    found = tried(made.until, days, made.known, begin + YEAR).backtest
    said = [one for one in found.issued if one.scope == COMPANY and one.window == LONG]
    late = [one for one in said if one.origin >= begin + YEAR]
    (brier,) = (line.skill or 0.0 for line in found.calibration if line.window == LONG)
    return Market(accuracy.judged(late, found.outcomes), brier)


def markets(found: Sequence[Market]) -> tuple[Result, ...]:
    """Return the lines of the table on the markets."""
    scores = together(found)
    ours, model = scores[COMBINED], scores[MODEL]
    best = _rival(scores, found)
    errors = [(one.wape or 0, _skill(one)) for one in _each(found, COMBINED)]
    theirs = [one.wape or 0 for one in _each(found, best)]
    said = f"{len(found)} markets of {DEALS} deals in three years, 13 weeks"
    covered, many = ours.coverage[EIGHTY].share, f"{ours.n} forecasts of {ours.independent} windows"
    return (
        Result(
            "forecast_wape", f"{said}: WAPE to the best baseline's", 0.80,
            _ratio(scores, best), "times",
            f"{ours.wape:.3f} (model alone {model.wape:.3f}) to {scores[best].wape:.3f} of "
            f"`{best}`, ± {unsure(found, lambda some: _ratio(together(some), best)):.3f}; "
            f"mean of the markets {fmean(one for one, _ in errors) / fmean(theirs):.3f}",
        ),
        Result(
            "forecast_bias", "the same: bias, without its sign", 0.10, abs(ours.bias or 0),
            "of what came", f"± {unsure(found, lambda some: _bias(together(some))):.3f}; {many}",
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
            "forecast_crps", "the same: CRPS skill over the climatology", 0.25, _skill(ours), "",
            f"± {unsure(found, lambda some: _skill(together(some)[COMBINED])):.3f} (model alone "
            f"{_skill(model):.3f}); mean of the markets {fmean(one for _, one in errors):.3f}",
            at_least=True,
        ),
        Result(
            "forecast_brier", "the same: Brier skill of deals", 0.10,
            fmean(one.brier for one in found), "",
            "chance to be won within 13 weeks, all open deals of all origins", at_least=True,
        ),
    )  # fmt: skip


def harsh(found: Sequence[Market]) -> tuple[Result, ...]:
    """Return the same lines on harsh markets, of which the same is asked."""
    return tuple(
        replace(
            one,
            name=one.name.replace("forecast", "forecast_harsh"),
            what=one.what.replace("markets of", "harsh markets of").replace("same", "same, harsh"),
        )
        for one in markets(found)
    )


def _rival(scores: dict[str, Score], found: Sequence[Market]) -> str:
    """Name the best of the naive and CRM-style baselines that could forecast in all markets."""
    said = [{pair.issued.method for pair in one.pairs} for one in found]
    names = set(BASELINES).intersection(*said) - {CLIMATOLOGY}
    return min(sorted(names), key=lambda name: scores[name].wape or 9.0)


def _each(found: Sequence[Market], method: str) -> list[Score]:
    return [together([one])[method] for one in found]


def _ratio(scores: dict[str, Score], best: str) -> float:
    return (scores[COMBINED].wape or 9.0) / (scores[best].wape or 9.0)


def _bias(scores: dict[str, Score]) -> float:
    return scores[COMBINED].bias or 0.0


def _skill(score: Score) -> float:
    return score.skill or 0.0


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
    del by_agent[equal_weights.NAME]  # no single method
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


def told_ceiling(found: Sequence[Market], best: Sequence[Sequence[Judged]]) -> str:
    """Say what part of what is possible is reached: beside one who knows all but the future."""
    seen = [one._replace(pairs=[*one.pairs, *also]) for one, also in zip(found, best, strict=True)]
    scores = together(seen)
    ours, possible = scores[COMBINED], scores[ceiling.NAME]
    rival = scores[_rival(scores, found)]
    return (
        f"  {len(found)} markets: CRPS skill of the ceiling {_skill(possible):.3f} (WAPE "
        f"{(possible.wape or 0) / (rival.wape or 9.0):.3f} times the best baseline's), ours "
        f"{_skill(ours):.3f}: {_skill(ours) / _skill(possible):.0%} of what is possible"
    )


def main() -> None:
    """Measure everything, keep the results; with `--ceiling` measure what is possible as well."""
    for economy, named in ((market.ECONOMY, markets), (market.HARSH, harsh)):
        found = [one_market(seed, economy) for seed in SEEDS]
        write(*named(found))
        if "--ceiling" in sys.argv:
            some = list(zip(SEEDS, [one.pairs for one in found], strict=True))[:FEW]
            best = each(partial(ceiling.judged, DEALS, economy), some, PROCESSES)
            print(told_ceiling(found[:FEW], list(best)))
    write(*public())
    write(*replaying())


if __name__ == "__main__":
    main()
