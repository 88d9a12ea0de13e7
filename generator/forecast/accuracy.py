"""How good a method's forecasts of a window were, for the company, a team or a person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from generator.forecast import score
from generator.forecast.issued import CLIMATOLOGY, LEVELS, RANGES, Issued, Outcome, Scope
from generator.forecast.score import Floats, Share

NAIVE = "13-week mean"
"""The method that errors are compared with."""

Noise = Mapping[tuple[str, Scope], tuple[float, float]]
"""Expected wins in a window of a name and scope, and the amounts' deviation by their mean."""


class Score(NamedTuple):
    """The accuracy of a method over all its forecasts whose window is over.

    `n` counts forecasts, `independent` windows of which no two overlap: weekly forecasts of 13
    weeks share most of their days. WAPE, bias, MASE (over the 13-week mean) and floor are ratios;
    a bias above 0 is too much. The floor is the WAPE that chance alone leaves. `crps` is money,
    `skill` its gain over the climatology, `pinball` the mean over all levels; `coverage` (as sure
    as `independent` windows make it) and `winkler` belong to RANGES, `width` is the mean width of
    the 80 % range by the mean outcome. All that needs quantiles is empty or nothing where the
    method gives points alone.
    """

    method: str
    scope: Scope
    window: str
    n: int
    independent: int
    forecast: float
    actual: float
    wape: float | None
    bias: float | None
    mase: float | None
    floor: float | None
    crps: float | None
    skill: float | None
    pinball: float | None
    coverage: tuple[Share, ...]
    winkler: tuple[float, ...]
    width: float | None


class Judged(NamedTuple):
    """A forecast and what came."""

    issued: Issued
    actual: float


def judged(issued: Iterable[Issued], outcomes: Iterable[Outcome]) -> list[Judged]:
    """Put forecasts beside what came as it is settled now; those that are not over are left out."""
    came = {(one.origin, one.window, one.scope): one.settled for one in outcomes}
    return [
        Judged(one, came[key])
        for one in issued
        if (key := (one.origin, one.window, one.scope)) in came
    ]


def scores(pairs: Iterable[Judged], noise: Noise | None = None) -> tuple[Score, ...]:
    """Score every method in every scope and window, sorted."""
    groups: dict[tuple[Scope, str], dict[str, list[Judged]]] = defaultdict(dict)
    for pair in pairs:
        methods = groups[pair.issued.scope, pair.issued.window]
        methods.setdefault(pair.issued.method, []).append(pair)
    return tuple(one for _, group in sorted(groups.items()) for one in _compared(group, noise))


def _compared(group: Mapping[str, Sequence[Judged]], noise: Noise | None) -> Iterator[Score]:
    """Score the methods of one scope and window, which are compared with two of them."""
    naive = {pair.issued.origin: pair for pair in group.get(NAIVE, ())}
    usual = group.get(CLIMATOLOGY, ())
    origins = [pair.issued.origin for pair in usual]
    climatology = dict(zip(origins, crps(usual).tolist(), strict=True)) if usual else {}
    for method in sorted(group):
        yield _scored(group[method], naive, climatology, noise)


def _scored(
    pairs: Sequence[Judged],
    naive: Mapping[int, Judged],
    climatology: Mapping[int, float],
    noise: Noise | None,
) -> Score:
    """Score one method in one scope and window."""
    first = pairs[0].issued
    actual = np.array([pair.actual for pair in pairs])
    mean = np.array([pair.issued.mean for pair in pairs])
    expected = (noise or {}).get((first.window, first.scope))
    point = Score(
        first.method,
        first.scope,
        first.window,
        len(pairs),
        score.independent(
            [pair.issued.origin for pair in pairs], [pair.issued.end for pair in pairs]
        ),
        float(mean.sum()),
        float(actual.sum()),
        score.wape(actual, mean),
        score.bias(actual, mean),
        _against(pairs, naive),
        score.floor(*expected) if expected else None,
        *(None, None, None),
        (),
        (),
        None,
    )
    if not all(pair.issued.quantiles for pair in pairs):
        return point
    return _ranged(point, pairs, actual, climatology)


def _against(pairs: Sequence[Judged], naive: Mapping[int, Judged]) -> float | None:
    """Compare the errors with those of the naive method from the same origins."""
    both = [(pair, naive[at]) for pair in pairs if (at := pair.issued.origin) in naive]
    if not both:
        return None
    return score.mase(
        np.array([pair.actual for pair, _ in both]),
        np.array([pair.issued.mean for pair, _ in both]),
        np.array([other.issued.mean for _, other in both]),
    )


def _ranged(
    point: Score, pairs: Sequence[Judged], actual: Floats, climatology: Mapping[int, float]
) -> Score:
    """Add what the quantiles are worth."""
    table = np.array([pair.issued.quantiles for pair in pairs])
    ends = [_ends(table, share) for share in RANGES]
    low, high = ends[RANGES.index(0.80)]
    losses = [score.pinball(actual, table[:, place], level) for place, level in enumerate(LEVELS)]
    missed = crps(pairs)
    return point._replace(
        crps=float(missed.mean()),
        skill=_skill([pair.issued.origin for pair in pairs], missed, climatology),
        pinball=float(np.mean(losses)),
        coverage=tuple(
            found
            for low, high in ends
            if (found := score.coverage(actual, low, high, point.independent))
        ),
        winkler=tuple(
            score.winkler(actual, low, high, share)
            for share, (low, high) in zip(RANGES, ends, strict=True)
        ),
        width=score.ratio(float((high - low).mean()), float(actual.mean())),
    )


def _ends(table: Floats, share: float) -> tuple[Floats, Floats]:
    """Give the columns of a range's two ends."""
    low = LEVELS.index(round((1 - share) / 2, 3))
    return table[:, low], table[:, len(LEVELS) - 1 - low]


def crps(pairs: Sequence[Judged]) -> Floats:
    """Give the CRPS of forecasts that have quantiles."""
    table = np.array([pair.issued.quantiles for pair in pairs])
    return score.crps_of_quantiles(LEVELS, table, np.array([pair.actual for pair in pairs]))


def _skill(
    origins: Sequence[int], missed: Floats, climatology: Mapping[int, float]
) -> float | None:
    """Give the gain in CRPS over the climatology, from the same origins."""
    both = np.array([at in climatology for at in origins])
    if not both.any():
        return None
    theirs = np.array([climatology[at] for at in origins if at in climatology])
    share = score.ratio(float(missed[both].sum()), float(theirs.sum()))
    return None if share is None else 1 - share
