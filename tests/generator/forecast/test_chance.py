import numpy as np
import pytest

from generator.forecast.chance import SIGNS, SLIGHT, Chance, chances
from generator.forecast.known import CATEGORIES, NONE, Known
from generator.forecast.model import learn
from tests.generator.forecast.books import Line, known
from tests.generator.forecast.markets import BEGIN, lines, market

MARKET = market(deals=300)
DAY = MARKET.day


def beside(*told: Line) -> dict[str, Chance]:
    """Give the chances of some deals beside a market."""
    return {one.deal: one for one in chances(after(*told))}


def after(*told: Line) -> Known:
    return known(DAY, *lines(deals=300), *told, begin=BEGIN)


def reasons(found: Chance) -> list[str]:
    return [one.text for one in found.reasons]


def test_every_open_deal_has_a_chance() -> None:
    found = chances(MARKET)
    assert [one.deal for one in found] == sorted(one.deal for one in found)
    for one in found:
        assert 0 < one.won < 1
        assert 0 < one.fresh < 1
        assert one.by_date is None or 0 <= one.by_date <= one.won
        assert one.closes.toordinal() > DAY
        assert one.told
        effects = [abs(np.log(reason.effect)) for reason in one.reasons]
        assert effects == sorted(effects, reverse=True)
        assert all(abs(reason.effect - 1) >= SLIGHT for reason in one.reasons)


def test_a_deal_far_on_has_the_better_chance() -> None:
    found = beside(
        ("x", DAY - 1, "talk", 8000.0, DAY + 60, "ann"),
        ("y", DAY - 1, "offer", 8000.0, DAY + 60, "ann"),
    )
    assert found["x"].won < found["y"].won
    assert (found["x"].stage, found["y"].stage) == ("talk", "offer")
    assert found["x"].closes > found["y"].closes


def test_a_deal_that_stood_still_has_less_and_it_says_so() -> None:
    old = beside(("x", DAY - 280, "offer", 8000.0, DAY - 100, "ann"))["x"]
    assert old.won < old.fresh
    assert "In this stage for 40 weeks" in reasons(old)
    assert old.by_date is None


def test_moving_the_date_to_and_fro_does_not_raise_a_chance() -> None:
    start = DAY - 30
    still: list[Line] = [("x", start, "offer", 8000.0, DAY + 50, "ann")]
    moved = [*still]
    for turn in range(5):
        moved += [
            ("x", start + 1 + 4 * turn, "offer", 8000.0, DAY + 120, "ann"),
            ("x", start + 3 + 4 * turn, "offer", 8000.0, DAY + 50, "ann"),
        ]
    calm, fro = beside(*still)["x"], beside(*moved)["x"]
    assert fro.won <= calm.won * 1.001  # the market is learned from the deal's own weeks, too
    assert calm.by_date is not None
    assert fro.by_date is not None
    assert fro.by_date <= calm.by_date * 1.001


@pytest.mark.parametrize(
    ("close", "words"),
    [
        (NONE, "No close date"),
        (DAY + 7, "Close date in 1 week"),
        (DAY + 80, "Close date in 12 weeks"),
        (DAY - 60, "Close date past by 9 weeks"),
    ],
)
def test_a_date_is_a_reason(close: int, words: str) -> None:
    found = beside(("x", DAY - 10, "offer", 8000.0, close, "ann"))["x"]
    assert any(text.startswith(("Close date", "No close date")) for text in reasons(found)) <= (
        words in reasons(found)
    )


def lacking(column: str, good: float, bad: float) -> Chance:
    """Give a deal that lacks what all won deals had and no other one."""
    then = after(("x", DAY - 1, "offer", 8000.0, DAY + 30, "bob"))
    won = {line[0] for line in lines(deals=300) if line[2] == "won"}
    of = np.array([then.deals[deal] in won for deal in then.versions.deal])
    getattr(then.versions, column)[:] = np.where(of, good, bad)
    return next(one for one in chances(then) if one.deal == "x")


@pytest.mark.parametrize(
    ("column", "good", "bad", "words"),
    [
        ("contacts", 3, 1, "1 contact"),
        ("contacts", 3, 0, "No contacts"),
        ("step", DAY + 9, NONE, "No next step"),
        ("step", DAY + 9, DAY - 800, "Next step overdue"),
        ("probability", 0.9, 0.3, "Own probability 30 %, the stage's is 60 %"),
        ("category", CATEGORIES.index("commit"), 0, "Called omitted"),
    ],
)
def test_what_a_deal_lacks_is_a_reason(column: str, good: float, bad: float, words: str) -> None:
    found = lacking(column, good, bad)
    effects = {one.text: one.effect for one in found.reasons}
    assert effects[words] < 0.9
    assert found.won < found.fresh


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("x", DAY - 1, "offer", 0.0, DAY + 30, "bob"), "No amount"),
        (("x", DAY - 120, "offer", 9000.0, DAY + 30, "bob"), "Found 17 weeks ago"),
        (("x", DAY - 6, "offer", 9000.0, DAY + 30, "bob"), "Found this week"),
        (("x", DAY - 120, "offer", 9000.0, DAY + 30, "bob"), "Untouched for 17 weeks"),
        (("x", DAY - 1, "offer", 9e5, DAY + 30, "bob"), "Amount "),
    ],
)
def test_words_of_signs(line: Line, words: str) -> None:
    said = [sign.words(learn(after(line)), -1) for sign in SIGNS]
    assert any(text.startswith(words) for text in said)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (3, "Amount revised this week"),
        (15, "Amount revised 2 weeks ago"),
        (0, "Amount never revised"),
    ],
)
def test_words_of_a_revision(days: int, words: str) -> None:
    told: list[Line] = [("x", DAY - 90, "offer", 9e3, DAY + 30, "bob")]
    told += [("x", DAY - days, "offer", 8e3, DAY + 30, "bob")] if days else []
    said = [sign.words(learn(after(*told)), -1) for sign in SIGNS]
    assert any(text == words for text in said)


def test_few_deals_tell_no_chance() -> None:
    assert not chances(known(DAY, ("x", DAY - 9, "talk", 1.0, DAY + 9, "ann")))[0].told
    assert chances(known(DAY)) == ()
