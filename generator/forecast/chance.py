"""The chance of each open deal, and in words what moves it away from a fresh deal in its stage.

Only what the model counts with is a reason. The effect of one is the chance as it is, divided by
the chance if the deal stood in this one respect as a fresh one does.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from generator.forecast import course, evidence, model, slip
from generator.forecast.course import Sample
from generator.forecast.evidence import CALLS, Standing
from generator.forecast.known import CATEGORIES, NONE, Floats, Known
from generator.forecast.model import Model
from generator.forecast.outlook import told
from generator.forecast.panel import WEEK

SLIGHT = 0.03
"""An effect below 3 % is not told."""


class Reason(NamedTuple):
    """What moves a chance, in words, and by how much: 0.5 halves it, 1.2 adds a fifth."""

    text: str
    effect: float


class Chance(NamedTuple):
    """The chance of an open deal.

    `won` is that of being won at all, `by_date` by the end of the stated date (none where there is
    no date ahead), `fresh` that of a fresh deal in the same stage. `closes` is the day by which
    half of such deals that are won are won. `reasons` come with the strongest first. `told` says
    whether enough deals have closed for the figures to be shown at all.
    """

    deal: str
    stage: str
    won: float
    by_date: float | None
    fresh: float
    closes: date
    reasons: tuple[Reason, ...]
    told: bool


class _Sign(NamedTuple):
    """A sign: how a deal looks without it, and the words for it."""

    without: Callable[[Model, Standing, Floats], tuple[Standing, Floats]]
    words: Callable[[Model, int], str]


def chances(known: Known) -> tuple[Chance, ...]:
    """Give the chances of all open deals, by their ids."""
    return chances_of(model.learn(known))


def chances_of(learned: Model) -> tuple[Chance, ...]:
    """Give what `chances` does, with a model that is there already."""
    sample, at, shown = course.mean(learned), learned.open, learned.shown
    total = course.cumulated(learned, sample, at, shown)[:, 0]
    won = -np.expm1(-total[-1])
    fresh = _won(learned, sample, *_fresh(learned, at, shown))
    effects = {
        sign: won / np.maximum(_won(learned, sample, *sign.without(learned, at, shown)), 1e-12)
        for sign in SIGNS
    }
    enough, names = told(learned), learned.panel.chart.names
    return tuple(
        Chance(
            learned.known.deals[deal],
            names[at.stage[place]],
            float(won[place]),
            _by_date(learned, total, place),
            float(fresh[place]),
            _closes(learned, total[:, place]),
            tuple(_reasons(learned, effects, place)),
            enough,
        )
        for place, deal in enumerate(at.deal)
    )


def _won(learned: Model, sample: Sample, at: Standing, shown: Floats) -> Floats:
    """Give the chances to be won at all."""
    won: Floats = -np.expm1(-course.cumulated(learned, sample, at, shown)[-1, 0])
    return won


def _by_date(learned: Model, total: Floats, place: int) -> float | None:
    """Give the chance of being won by the end of the stated date, where it lies ahead."""
    ahead = int(learned.open.close[place]) - learned.known.day
    if ahead <= 0:
        return None
    return float(-np.expm1(-course.at_day(total[:, place], ahead)))


def _closes(learned: Model, total: Floats) -> date:
    """Give the day by which half of the chance has come true."""
    chance = -np.expm1(-total)
    half = chance[-1] / 2
    week = int(np.searchsorted(chance, half))
    before, by = chance[week - 1] if week else 0.0, chance[week]
    days = WEEK * (week - 1 + (half - before) / max(by - before, 1e-300)) if week else 1
    return date.fromordinal(learned.known.day + max(round(float(days)), 1))


def _reasons(learned: Model, effects: dict[_Sign, Floats], place: int) -> Iterator[Reason]:
    """Give the reasons of a deal, the strongest first."""
    found = [(float(effect[place]), sign) for sign, effect in effects.items()]
    for effect, sign in sorted(found, key=lambda one: -abs(np.log(max(one[0], 1e-12)))):
        if abs(effect - 1) >= SLIGHT:
            yield Reason(sign.words(learned, place), effect)


def _fresh(learned: Model, at: Standing, shown: Floats) -> tuple[Standing, Floats]:
    """Make every deal a fresh one in its stage, of no owner in particular."""
    for sign in SIGNS:
        at, shown = sign.without(learned, at, shown)
    return at, shown


def _plain(*names: str, usual: bool = False) -> Callable[..., tuple[Standing, Floats]]:
    """Take columns away: to nothing, or to what is usual."""
    places = [evidence.NAMES.index(name) for name in names]

    def without(learned: Model, at: Standing, shown: Floats) -> tuple[Standing, Floats]:
        bare = shown.copy()
        effects = learned.effects
        bare[:, places] = 0.0 if usual else -(effects.mean * effects.varied)[places]
        return at, bare

    return without


def _unaged(_learned: Model, at: Standing, shown: Floats) -> tuple[Standing, Floats]:
    return at._replace(age=np.zeros_like(at.age)), shown


def _unpushed(learned: Model, at: Standing, shown: Floats) -> tuple[Standing, Floats]:
    _, bare = _plain(*evidence.NAMES[evidence.PUSHED])(learned, at, shown)
    return at._replace(pushes=np.zeros_like(at.pushes)), bare


def _undated(learned: Model, at: Standing, shown: Floats) -> tuple[Standing, Floats]:
    ahead = learned.dated[at.stage]
    return at._replace(close=np.where(ahead > 0, learned.known.day + ahead, NONE)), shown


def _unowned(_learned: Model, at: Standing, shown: Floats) -> tuple[Standing, Floats]:
    return at._replace(owner=np.full_like(at.owner, NONE)), shown


def _weeks(number: int) -> str:
    return "1 week" if number == 1 else f"{number} weeks"


def _age(learned: Model, place: int) -> str:
    return f"In this stage for {_weeks(int(learned.open.age[place]))}"


def _pushes(learned: Model, place: int) -> str:
    number = int(learned.open.pushes[place])
    return "Close date pushed once" if number == 1 else f"Close date pushed {number} times"


def _date(learned: Model, place: int) -> str:
    close = int(learned.open.close[place])
    if close == NONE:
        return "No close date"
    week = int(slip.due(np.array([close]), learned.known.day)[0])
    if week > 0:
        return f"Close date in {_weeks(week)}"
    return f"Close date past by {_weeks(1 - week)}"


def _touched(learned: Model, place: int) -> str:
    return f"Untouched for {_weeks(int(learned.untouched[place]) // WEEK)}"


def _step(learned: Model, place: int) -> str:
    step = int(learned.known.versions.step[learned.open.row[place]])
    return "No next step" if step == NONE else "Next step " + (
        "overdue" if step < learned.known.day else "ahead"
    )  # fmt: skip


def _contacts(learned: Model, place: int) -> str:
    number = int(learned.known.versions.contacts[learned.open.row[place]])
    return "1 contact" if number == 1 else f"{number or 'No'} contacts"


def _amount(learned: Model, place: int) -> str:
    ratio = float(learned.open.amount[place]) / learned.effects.usual
    if not ratio > 0:
        return "No amount"
    return f"Amount {ratio:.1f} times the usual"


def _revised(learned: Model, place: int) -> str:
    day = int(evidence.revised(learned.known)[learned.open.row[place]])
    if day == NONE:
        return "Amount never revised"
    weeks = (learned.known.day - day) // WEEK
    return f"Amount revised {_weeks(weeks)} ago" if weeks else "Amount revised this week"


def _found(learned: Model, place: int) -> str:
    created = int(learned.known.versions.created[learned.open.row[place]])
    weeks = max(learned.known.day - created, 0) // WEEK
    return f"Found {_weeks(weeks)} ago" if weeks else "Found this week"


def _own(learned: Model, place: int) -> str:
    row = learned.open.row[place]
    own = learned.known.versions.probability[row]
    stage = learned.known.versions.stage[row]
    usual = learned.known.stages[stage].probability
    return f"Own probability {100 * own:.0f} %, the stage's is {100 * usual:.0f} %"


def _call(learned: Model, place: int) -> str:
    category = CATEGORIES[learned.known.versions.category[learned.open.row[place]]]
    return f"Called {category.replace('_', ' ')}"


def _owner(learned: Model, place: int) -> str:
    owner = int(learned.open.owner[place])
    due, came = (column[owner] for column in learned.effects.owner)
    return f"Owner won {came:.0f} where {due:.0f} were to expect"


SIGNS = (
    _Sign(_unaged, _age),
    _Sign(_unpushed, _pushes),
    _Sign(_undated, _date),
    _Sign(_plain(*(one for one in evidence.NAMES if one.startswith("untouched"))), _touched),
    _Sign(_plain("no next step ahead"), _step),
    _Sign(_plain("fewer than two contacts", "three contacts or more"), _contacts),
    _Sign(_plain("amount above the usual", usual=True), _amount),
    _Sign(_plain("amount revised", "amount revised lately"), _revised),
    _Sign(_plain("found long ago", usual=True), _found),
    _Sign(_plain("own probability"), _own),
    _Sign(_plain(*CALLS), _call),
    _Sign(_unowned, _owner),
)
"""All that moves a chance, besides the stage."""
