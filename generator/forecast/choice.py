"""Which method is shown in a window: the default, until another has passed the gate against it.

The default is `combined`: it is a belief, and is said to be one. At every origin the gate compares
it with each other method that gives ranges, over the company's windows that were over by then, with
what was known then of how they ended. Where one passes, it is shown in that window, for teams and
people as well; of several, that with the lowest score in relation to the default's. With fewer than
eight windows of which no two overlap none can pass.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.forecast import gate, score, unrated
from generator.forecast.accuracy import Judged
from generator.forecast.issued import COMBINED, COMPANY, MODEL, Issued, Scope
from generator.forecast.replay import Replay

SHOWN = "shown"
"""The name under which what was shown at each origin is scored, whatever its method was."""

Said = Mapping[str, Sequence[Issued]]
"""What methods that give ranges said of the company's windows of a name, each by origin."""


class Choice(NamedTuple):
    """The method that is shown at an origin in a window of a name.

    `windows` are those of which no two overlap that were over by then.
    """

    origin: int
    window: str
    method: str
    windows: int


def words(one: Choice) -> str:
    """Say why a method is shown."""
    if one.method != COMBINED:
        return f"shown in the place of {COMBINED}: it has passed the gate"
    if one.windows < gate.WINDOWS:
        few = f"{one.windows} of {gate.WINDOWS}"
        return f"shown by default: not yet enough windows for the gate, {few}"
    return "shown by default: no other method has passed the gate"


def choices(replays: Sequence[Replay], issued: Iterable[Issued]) -> tuple[Choice, ...]:
    """Choose at every origin in every window that the default speaks of; by origin and window."""
    said = _said(issued)
    first = {
        (one.origin, each.name): each.first
        for one in replays
        if not one.short
        for each in one.windows
    }
    found = (
        _chosen(one, window, first, said[window])
        for one in replays
        for window in sorted(said)
        if any(each.origin == one.origin for each in said[window].get(COMBINED, ()))
    )
    return tuple(sorted(found))


def _said(issued: Iterable[Issued]) -> Mapping[str, Said]:
    found: dict[str, dict[str, list[Issued]]] = {}
    for one in sorted(issued):
        if one.scope == COMPANY and one.quantiles:
            found.setdefault(one.window, {}).setdefault(one.method, []).append(one)
    return found


def _chosen(at: Replay, window: str, first: Mapping[tuple[int, str], int], said: Said) -> Choice:
    """Ask the gate about every other method, from what was known at an origin.

    `first` has the first day of windows by origin and name, but of origins that lacked a rate.
    """
    taken = at.takings(COMPANY)

    def judged(method: str) -> list[Judged]:
        told = ((one, first.get((one.origin, window))) for one in said[method])
        return [
            Judged(one, taken.between(day, one.end))
            for one, day in told
            if day and one.end <= at.origin and not unrated.within(at.unrated, day, one.end)
        ]

    default = judged(COMBINED)
    origins, ends = ([getattr(pair.issued, name) for pair in default] for name in ("origin", "end"))
    windows = score.independent(origins, ends)
    others = sorted(set(said) - {COMBINED}) if windows >= gate.WINDOWS else ()
    told = ((method, judged(method)) for method in others)
    passed = [(gate.ratio(new, default), one) for one, new in told if gate.passes(new, default)]
    return Choice(at.origin, window, min(passed)[1] if passed else COMBINED, windows)


def shown(issued: Iterable[Issued], chosen: Iterable[Choice]) -> Iterator[Issued]:
    """Give what was shown of each scope: what the choice says, else the model; as one method."""
    method = {(one.origin, one.window): one.method for one in chosen}
    found: dict[tuple[int, str, Scope], Issued] = {}
    for one in issued:
        wanted = method.get((one.origin, one.window))
        key = (one.origin, one.window, one.scope)
        if wanted and (one.method == wanted or (one.method == MODEL and key not in found)):
            found[key] = one
    yield from (one._replace(method=SHOWN) for one in found.values())
