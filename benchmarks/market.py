"""A market of agents and buyers, from which the forecast is measured apart from its own model.

It is written from what people who sell do, not from what the model believes:

- A buyer takes four steps to a decision, at a pace of their own, and only while somebody calls.
  How much they need the thing stays hidden. Many just stop answering.
- An agent calls large deals more often, lets others lie, and writes down what is new when there is
  time. Some keep deals to themselves until they are nearly won. Stated close dates are what the
  agent hopes for, at the end of a month or a quarter; when one is past it is pushed. Some stages
  are stated too high. A buyer who no longer answers is written off weeks later, or never.
- At the end of a quarter discounts are given, and decisions come sooner; then there is a lull.
- One economy moves the pace, the demand and the losses of all at once, and slowly. Demand has
  seasons.
- Every Monday each agent says what the quarter will bring, as hopeful as they are.

The same seed gives the same market. Weeks run from Monday to Sunday; week 0 is the first one of
which the branch keeps a history. What was open before it came in by one import.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from math import cos, exp, pi
from random import Random
from typing import NamedTuple

from benchmarks.market_book import (
    FIRST_MONDAY,
    LOST,
    STAGES,
    WON,
    Agent,
    Deal,
    Row,
    known,
    monday,
)
from generator.forecast.known import Known

BEFORE = 40
"""So many weeks the market runs before its history begins."""
QUARTER, HALF_YEAR = 13, 26
"""Weeks; twice a year some of somebody's deals go to another."""

PACE = (0.16, 0.13, 0.14, 0.17)
"""The weekly chance of a buyer who is called to take the next step, by step."""
SILENCE = (0.040, 0.028, 0.020, 0.014)
"""The weekly chance of a buyer to stop answering, by step."""
DATES = (16, 12, 8, 4)
"""The weeks that an honest agent thinks a deal still takes, by step."""
SEASON = 0.25
CLINGS, REDATES, HANDED = 0.6, 0.5, 0.2
"""The chances to leave a stage too high, to think about the date with a stage, to be handed on."""
MEDIAN, SPREAD = 20_000.0, 1.1
"""The amounts: lognormal."""
ECONOMY = 0.066
"""The deviation of the economy's mood: so large that what is won in 13 weeks has a common shock of
.10 (`common_shock.py` measures it), a log-normal deviation that no number of deals evens out.

That is what the method was designed for (it begins with .15, more carefully), and what companies
with so many deals that luck hardly counts are said to miss by: 4 to 8 % on average
(pulserevops.com, q402), 5 to 10 % (Xactly 2024). Three quarters of `maven.py` swing by .03; as they
are so few, up to .21 are possible.
"""
HARSH = 0.25
"""The same in a market in which the common shock is four times as large, .42."""
KEPT = 0.95
"""The share of its mood that the economy keeps from week to week."""


class Call(NamedTuple):
    """What an agent said on a Monday that a quarter will bring."""

    agent: int
    day: int
    first: int
    last: int
    amount: float


class Market(NamedTuple):
    """A whole market: all that was ever written down, and all that was called."""

    known: Known
    calls: tuple[Call, ...]

    def until(self, day: int) -> Known:
        """Give what was known by the end of a day, with the seed of that day's commit."""
        tip = hashlib.sha256(self.known.seed + str(day).encode()).digest()
        return self.known.until(day)._replace(seed=tip)


class World(NamedTuple):
    """A market as it truly stands at the end of a week, with all that nobody knows."""

    week: int
    people: list[Agent]
    deals: list[Deal]
    mood: float
    rate: float
    economy: float
    calls: list[Call]

    @property
    def day(self) -> int:
        """The last day of the week."""
        return monday(self.week + 1) - 1

    def ahead(self, weeks: int, chance: Random) -> list[Deal]:
        """Let as many weeks go by as they may; gives the deals that were undecided, and new ones.

        Only buyers and agents act: what is written down decides nothing.
        """
        mood = self.mood
        found = [replace(deal, rows=[*deal.rows]) for deal in self.deals if _undecided(deal)]
        for week in range(self.week + 1, self.week + 1 + weeks):
            mood = _moved(mood, self.economy, chance)
            found += _arrived(week, self.people, self.rate, mood, chance)
            for deal in found:
                if _undecided(deal):
                    _bought(deal, week, self.people[deal.agent], mood, chance)
            if week % HALF_YEAR == HALF_YEAR - 1:
                _handed_over(found, self.people, week, chance)
        return found


def made(
    seed: int, deals: int, weeks: int = 156, agents: int = 5, economy: float = ECONOMY
) -> Market:
    """Run a market with about so many deals over so many weeks."""
    for world in lived(seed, deals, weeks, agents, economy):
        last = world
    return Market(known(last.deals, last.people, weeks, seed), tuple(last.calls))


def lived(
    seed: int, deals: int, weeks: int = 156, agents: int = 5, economy: float = ECONOMY
) -> Iterator[World]:
    """Run the same market, and give it as it stands at the end of every week."""
    chance = Random(seed)  # noqa: S311 - the same market every time
    people = [_agent(number, chance) for number in range(agents)]
    moods = _moods(BEFORE + weeks, economy, chance)
    world: list[Deal] = []
    calls: list[Call] = []
    for week in range(-BEFORE, weeks):
        mood = moods[week + BEFORE]
        world += _arrived(week, people, deals / weeks, mood, chance)
        for deal in world:
            if not deal.over:
                _week(deal, week, people[deal.agent], mood, chance)
        if week >= 0:
            calls += _calls(world, people, week)
        if week % HALF_YEAR == HALF_YEAR - 1:
            _handed_over(world, people, week, chance)
        yield World(week, people, world, mood, deals / weeks, economy, calls)


def _undecided(deal: Deal) -> bool:
    return deal.silent is None and deal.decided is None and not deal.over


def _arrived(
    week: int, people: list[Agent], rate: float, mood: float, chance: Random
) -> list[Deal]:
    expected = rate * _season(week) * exp(0.5 * mood)
    return [_deal(week, people, chance) for _ in range(_poisson(expected, chance))]


def _agent(number: int, chance: Random) -> Agent:
    return Agent(
        f"agent-{number}",
        ("east", "west")[number % 2],
        skill=chance.gauss(0, 0.3),
        calls=chance.uniform(0.55, 0.95),
        writes=chance.uniform(0.45, 0.9),
        hope=chance.lognormvariate(0.25, 0.3),
        hides=chance.uniform(0.02, 0.22),
        patience=chance.uniform(3, 9),
    )


def _moods(weeks: int, economy: float, chance: Random) -> list[float]:
    """Give the mood of every week: it comes back to nothing slowly, with a deviation."""
    mood, found = chance.gauss(0, economy), []
    for _ in range(weeks):
        mood = _moved(mood, economy, chance)
        found.append(mood)
    return found


def _moved(mood: float, economy: float, chance: Random) -> float:
    return KEPT * mood + chance.gauss(0, economy * (1 - KEPT**2) ** 0.5)


def _season(week: int) -> float:
    return 1 + SEASON * cos(2 * pi * (week - 44) / 52)


def _poisson(expected: float, chance: Random) -> int:
    count, left = 0, chance.expovariate(1)
    while left < expected:
        count, left = count + 1, left + chance.expovariate(1)
    return count


def _deal(week: int, people: list[Agent], chance: Random) -> Deal:
    agent = chance.randrange(len(people))
    return Deal(
        agent,
        chance.lognormvariate(0, SPREAD) * MEDIAN,
        chance.gauss(0, 1),
        chance.random() < people[agent].hides,
        chance.random() < 0.15,  # noqa: PLR2004 - of those who fall silent, so many stay open
        monday(week) + chance.randrange(5),
    )


def _week(deal: Deal, week: int, agent: Agent, mood: float, chance: Random) -> None:
    """Let a week go by between a buyer and an agent, and then for the book."""
    if deal.silent is None and deal.decided is None:
        _bought(deal, week, agent, mood, chance)
    _written(deal, week, agent, chance)


def _bought(deal: Deal, week: int, agent: Agent, mood: float, chance: Random) -> None:
    """Let the buyer fall silent, or take a step if somebody calls."""
    if chance.random() < SILENCE[deal.step] * exp(-0.4 * deal.need - mood):
        deal.silent = week
        return
    attention = min(1.0, agent.calls * (deal.amount / MEDIAN) ** 0.15)
    pace = PACE[deal.step] * exp(0.25 * deal.need + agent.skill + mood) * _haste(deal, week)
    if chance.random() > attention or chance.random() > pace:
        return
    if deal.step < WON - 1:
        deal.step += 1
        return
    deal.decided = max(monday(week) + chance.randrange(5), deal.began)
    if _ending(week) and chance.random() < 0.5:  # noqa: PLR2004 - half of them ask for it
        deal.price *= chance.uniform(0.80, 0.97)
    wins = 1 / (1 + exp(-0.7 - 0.6 * deal.need - agent.skill - mood))
    deal.step = WON if chance.random() < wins else LOST


def _ending(week: int) -> bool:
    return week % QUARTER >= QUARTER - 3


def _haste(deal: Deal, week: int) -> float:
    """Tell how much sooner a deal in negotiation is decided at the end of a quarter."""
    if deal.step < WON - 1:
        return 1
    return 1.6 if _ending(week) else 0.7 if week % QUARTER < 2 else 1.0  # noqa: PLR2004 - two weeks


def _written(deal: Deal, week: int, agent: Agent, chance: Random) -> None:
    """Let the agent write down what is new, if there is time and nothing to hide."""
    day = max(monday(week) + chance.randrange(5), deal.began)
    if deal.decided is not None:
        late = 0.75 if deal.step == WON else 0.4
        if day >= deal.decided and chance.random() < late:
            _closed(deal, day)
        return
    if deal.silent is not None:
        gone = chance.random() < 1 / agent.patience
        if deal.shown >= 0 and gone and not deal.zombie:
            deal.step = LOST
            _closed(deal, day)
        elif deal.shown < 0 and gone:
            deal.over = True  # nobody else ever heard of it
        elif deal.shown >= 0:
            _pushed(deal, day, agent, chance)
        return
    if not (deal.hidden and deal.step < WON - 1) and chance.random() < agent.writes:
        _updated(deal, day, agent, chance)


def _closed(deal: Deal, day: int) -> None:
    """Write down that a deal is won or lost; the day on which it was decided is told truly."""
    won = deal.step == WON
    closing = deal.decided if deal.decided is not None else day
    amount = round(deal.amount * (deal.price if won else deal.guess), 2)
    _row(deal, day, deal.step, amount, closing)
    deal.over = True


def _updated(deal: Deal, day: int, agent: Agent, chance: Random) -> None:
    """Write down where a deal stands, often with a little too much hope."""
    if deal.shown < 0:
        deal.guess = chance.lognormvariate(0.08, 0.25)
        deal.close = _hoped(day, deal.step, agent, chance)
    ahead = chance.random() < 0.08 * agent.hope and deal.step < WON - 1
    shown = deal.shown if chance.random() < CLINGS else 0
    stage = max(deal.step + ahead, shown)
    if deal.step == WON - 1:
        deal.guess = 1 + (deal.guess - 1) * 0.3
    if stage != deal.shown and deal.shown >= 0 and chance.random() < REDATES:
        deal.close = _hoped(day, deal.step, agent, chance)
    _dated(deal, day, agent, chance)
    touched = stage != deal.shown or chance.random() < 0.3  # noqa: PLR2004 - a note now and then
    deal.shown = stage
    amount = round(deal.amount * deal.guess * deal.price, 2)
    if touched or (deal.rows and deal.rows[-1].close != deal.close):
        _row(deal, day, stage, amount, deal.close)


def _pushed(deal: Deal, day: int, agent: Agent, chance: Random) -> None:
    """Push the close date of a deal whose buyer no longer answers, and say nothing else."""
    if chance.random() < agent.writes * 0.6 and deal.close < day:
        _dated(deal, day, agent, chance)
        last = deal.rows[-1]
        _row(deal, day, deal.shown, last.amount, deal.close)


def _dated(deal: Deal, day: int, agent: Agent, chance: Random) -> None:
    if deal.close < day:
        deal.close = _hoped(day, max(deal.step, 1), agent, chance)


def _hoped(day: int, step: int, agent: Agent, chance: Random) -> int:
    """Give the date that an agent hopes for, mostly the end of a month or a quarter."""
    weeks = DATES[min(step, WON - 1)] / agent.hope * chance.lognormvariate(0, 0.4)
    hoped = day + max(3, round(weeks * 7))
    into = (hoped - FIRST_MONDAY) % (7 * QUARTER)
    fancy = chance.random()
    if fancy < 0.35:  # noqa: PLR2004 - so many dates are the end of the quarter
        return hoped - into + 7 * QUARTER - 3
    return hoped - hoped % 30 + 29 if fancy < 0.75 else hoped  # noqa: PLR2004 - of a month


def _row(deal: Deal, day: int, stage: int, amount: float, close: int) -> None:
    created = deal.rows[0].created if deal.rows else day
    contacts = 1 + (deal.step >= 1) + (deal.need > 0)
    deal.rows.append(Row(day, stage, amount, close, deal.agent, created, day + 10, contacts))


def _handed_over(world: list[Deal], people: list[Agent], week: int, chance: Random) -> None:
    """Give a fifth of somebody's open deals to another."""
    giver, taker = chance.sample(range(len(people)), 2)
    day = monday(week) + 4
    for deal in world:
        if deal.agent == giver and not deal.over and deal.rows and chance.random() < HANDED:
            deal.agent = taker
            last = deal.rows[-1]
            _row(deal, max(day, last.day), deal.shown, last.amount, deal.close)


def _calls(world: list[Deal], people: list[Agent], week: int) -> Iterator[Call]:
    """Let everybody say what the quarter brings: what they have, and what they believe in."""
    first = monday(week // QUARTER * QUARTER)
    last = first + 7 * QUARTER - 1
    for number, agent in enumerate(people):
        own = [deal for deal in world if deal.agent == number and deal.rows]
        had = sum(d.rows[-1].amount for d in own if d.rows[-1].stage == WON and _in(d, first, last))
        believed = sum(
            deal.rows[-1].amount * min(1.0, agent.hope * STAGES[deal.shown].probability)
            for deal in own
            if not deal.over and deal.shown >= 1 and deal.close <= last
        )
        yield Call(number, monday(week) + 4, first, last, round(had + believed, 2))


def _in(deal: Deal, first: int, last: int) -> bool:
    return first <= deal.rows[-1].close <= last
