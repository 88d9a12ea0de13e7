"""A market by dice: deals that move, close, slip and are forgotten, as lines of versions."""

import random

from generator.forecast.known import Known
from tests.generator.forecast.books import PEOPLE, Line, known

BEGIN = 738000
WEEKS = 104


def lines(seed: int = 1, deals: int = 150, weeks: int = WEEKS, won: float = 0.1) -> list[Line]:
    """Give the versions of deals that come over so many weeks; `won` is the chance of a week."""
    dice = random.Random(seed)  # noqa: S311 - a market, not a secret
    found: list[Line] = []
    for number in range(deals):
        day = BEGIN + 1 + dice.randrange(7 * weeks)
        amount = round(dice.lognormvariate(9, 0.8))
        close = day + dice.randrange(30, 90)
        owner, stage = dice.choice(PEOPLE), "talk"
        name = f"d{number:03}"
        found.append((name, day, stage, amount, close, owner))
        while stage in {"talk", "offer"} and day < BEGIN + 7 * weeks:
            day += 7
            lot = dice.random()
            if stage == "talk" and lot < 0.12:
                stage = "offer"
            elif stage == "offer" and lot < won:
                stage, close, amount = "won", day, round(amount * 0.9)
            elif lot > 0.96:
                stage, close = "lost", day
            elif day > close:
                close = day + dice.randrange(20, 60)
            else:
                continue
            found.append((name, day, stage, amount, close, owner))
    return found


def market(seed: int = 1, deals: int = 150, weeks: int = WEEKS, won: float = 0.1) -> Known:
    """Give what is known of such a market at its end."""
    return known(BEGIN + 7 * weeks, *lines(seed, deals, weeks, won), begin=BEGIN)
