"""A replay knows nothing of later, and computes only what is new."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from math import isfinite
from pathlib import Path

import numpy as np
import pytest

from generator import history, load, simulation
from generator import repository as made
from generator.book import Entry
from generator.forecast import backtest, packing, past, replay, share, window
from generator.forecast.backtest import Backtest, Work, noise, replayed
from generator.forecast.issued import COMBINED, COMPANY, MODEL, Issued, Outcome, Scope
from generator.forecast.known import Known, Unconverted
from generator.forecast.replay import Replay
from generator.forecast.unrated import Unrated
from generator.forecast.window import origins
from generator.simulation.past import stream
from generator.simulation.sizes import accounts
from tests.generator.forecast.books import Line, known
from tests.repository import Repository, create

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a small sample company with its history."""
    root = tmp_path_factory.mktemp("sample")
    commits = simulation.history(simulation.SEED, accounts(60), TODAY)
    made.write(root, stream.written(commits))
    return root


def work(root: Path, day: date) -> Work:
    loaded = load.book(root, day)
    found = history.read(root)
    return Work.of(found, loaded.firm(), past.read(found, loaded.firm(), loaded.entries))


@pytest.fixture(scope="module")
def whole(sample: Path) -> Work:
    return work(sample, TODAY)


@pytest.fixture(scope="module")
def days(whole: Work) -> list[int]:
    """Give ten Sundays all over the history, all of them before its last commit."""
    found = origins(whole.line.begin(), TODAY.toordinal())[:-2]
    return [found[place * (len(found) - 1) // 9] for place in range(10)]


def cut(sample: Path, work: Work, day: int, folder: Path) -> Path:
    """Clone the sample company as it was at the end of a day."""
    clone = Repository(folder / str(day))
    Repository(sample).git("clone", "--quiet", "--no-checkout", str(sample), str(clone.root))
    clone.git("reset", "--quiet", "--hard", work.line.at(day).commit)
    return clone.root


@pytest.mark.slow
def test_a_forecast_on_a_clone_cut_off_at_a_week_is_that_of_the_replay(
    sample: Path, whole: Work, days: list[int], tmp_path: Path
) -> None:
    for day in days:
        clone = cut(sample, whole, day, tmp_path)
        then = work(clone, date.fromordinal(day))
        assert then.packed(then.line.at(day)) == whole.packed(whole.line.at(day)), day


@pytest.mark.slow
def test_what_is_shown_then_is_what_is_shown_of_then(
    sample: Path, whole: Work, days: list[int], tmp_path: Path
) -> None:
    day = days[7]
    clone = cut(sample, whole, day, tmp_path)
    then, now = run(clone, date.fromordinal(day)), run(sample, TODAY)
    shown = combined(then, day)
    assert shown == combined(now, day)
    assert {one.window for one in shown} == {"4 weeks", "13 weeks", "quarter"}
    assert then.choices == tuple(one for one in now.choices if one.origin <= day)
    assert {one.window for one in then.choices} == {"4 weeks", "13 weeks", "quarter"}


def run(root: Path, day: date, **more: object) -> Backtest:
    loaded = load.book(root, day)
    found = history.read(root)
    told = past.read(found, loaded.firm(), loaded.entries)
    return backtest.backtest(found, loaded.firm(), told, day, **more)  # type: ignore[arg-type]  # some of them


def combined(found: Backtest, day: int) -> list[Issued]:
    return [one for one in found.issued if one.origin == day and one.method == COMBINED]


def test_only_new_origins_are_forecast_again(whole: Work, days: list[int], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def tell(_what: str, done: int, total: int) -> None:
        told.append((done, total))

    cache = tmp_path / "forecast.sqlite"
    first = replayed(whole, days[:2], cache=cache, progress=tell)
    assert told == [(1, 2), (2, 2)]
    both = replayed(whole, days[:3], cache=cache, processes=2, progress=tell)
    assert told[2:] == [(1, 1)]
    assert told_of(both[:2]) == told_of(first)
    assert told_of(replayed(whole, days[:3], cache=cache, progress=tell)) == told_of(both)
    assert len(told) == 3
    assert told_of(replayed(whole, days[:3], processes=2)) == told_of(both)


def told_of(replays: Sequence[Replay]) -> list[bytes]:
    """Give replays as what can be compared."""
    return [packing.packed(one) for one in replays]


def test_what_lies_there_uncommitted_counts_today_alone(
    sample: Path, whole: Work, days: list[int]
) -> None:
    loaded = load.book(sample, TODAY)
    left = [one for one in loaded.entries if one.key.folder != "deals"]
    found = history.read(sample)
    changed = Work.of(found, loaded.firm(), past.read(found, loaded.firm(), left))
    today, then = TODAY.toordinal(), days[3]
    asked = [whole.line.at(today), whole.line.at(then)]
    both = zip(changed.keys(asked), whole.keys(asked), strict=True)
    assert [new == old for new, old in both] == [False, True]
    assert changed.packed(asked[1]) == whole.packed(asked[1])


def test_what_no_forecast_rests_on_forecasts_nothing_anew(sample: Path, whole: Work) -> None:
    loaded = load.book(sample, TODAY)
    found, now = history.read(sample), whole.line.at(TODAY.toordinal())
    keys = {"": whole.keys([now])}
    for folder, field in (("accounts", "name"), ("people", "role"), ("people", "team")):
        entries = [one for one in loaded.entries if one.key.folder != folder]
        changed = [_with(one, field) for one in loaded.entries if one.key.folder == folder]
        told = past.read(found, loaded.firm(), [*entries, *changed])
        keys[f"{folder} {field}"] = Work.of(found, loaded.firm(), told).keys([now])
    assert keys["accounts name"] == keys["people role"] == keys[""]
    assert keys["people team"] != keys[""]


def _with(entry: Entry, field: str) -> Entry:
    return entry._replace(text=json.dumps({**json.loads(entry.text), field: "other"}))


def test_without_a_history_nothing_is_replayed(tmp_path: Path, sample: Path) -> None:
    company = load.book(sample, TODAY).firm()
    none = history.read(tmp_path)
    found = backtest.backtest(none, company, past.read(none, company, ()), TODAY)
    assert found.refused.startswith("The records must lie in a git repository")
    assert found.issued == ()


def test_a_young_history_has_todays_forecast_alone(tmp_path: Path, sample: Path) -> None:
    young = create(tmp_path / "young")
    company = (sample / "data" / "company.yml").read_text(encoding="utf-8")
    young.write("data/company.yml", company)
    young.commit(when="2026-11-18T09:00:00+09:00")
    found = run(young.root, TODAY)
    assert found.refused == backtest.YOUNG
    assert {one.origin for one in found.issued} <= {TODAY.toordinal()}
    assert (found.outcomes, found.scores, found.calibration) == ((), (), ())


BOOK: list[Line] = [
    ("a", 10, "talk", 50, 40, "ann"),
    ("a", 35, "won", 60, 33, "ann"),
    ("b", 10, "won", 80, 8, "bob"),
    ("c", 10, "offer", 80, 40, "bob"),
    ("c", 75, "won", 90, 34, "bob"),  # written down six weeks late
]


DAYS = (14, 21, 28, 35, 42, 77)


@pytest.fixture(scope="module")
def small() -> Backtest:
    return backtest.assembled(list(_replays(BOOK, DAYS)), known(80, *BOOK))


def _replays(book: list[Line], days: Sequence[int]) -> Iterator[Replay]:
    for day in days:
        asked = (window.weeks(day, 4),)
        yield replay.replay(known(day, *book), "", asked, (), share.spoken)


def many(stage: str, amount: float) -> list[Line]:
    """Give a deal a week, each found on one day and closed a week later."""
    return [
        (
            f"d{week:02}",
            7 * week + late,
            "offer" if not late else stage,
            amount,
            7 * week + 7,
            "ann",
        )
        for week in range(1, 40)
        for late in (0, 7)
    ]


ODD: dict[str, list[Line]] = {
    "no deal": [],
    "one deal": [("a", 10, "talk", 50, 40, "ann")],
    "all won": many("won", 100),
    "all lost": many("lost", 100),
    "none closed": many("talk", 100),
    "no amount": many("won", float("nan")),
    "nothing": many("won", 0),
    "below zero": many("won", -5),
    "a whale": [*many("won", 1), ("w", 100, "offer", 1e12, 300, "bob")],
    "no stage": many("-", 100),
    "deleted": many("gone", 100),
    "nobody's": [(*line[:5], "") for line in many("won", 100)],
}


@pytest.mark.parametrize("name", list(ODD))
def test_odd_pasts_give_finite_figures(name: str) -> None:
    days = range(70, 280, 21)
    found = backtest.assembled(list(_replays(ODD[name], days)), known(280, *ODD[name]))
    for one in found.issued:
        assert all(map(isfinite, (one.mean, one.booked, one.open, one.new, *one.quantiles))), one
        assert list(one.quantiles) == sorted(one.quantiles), one
    for score in found.scores:
        figures = [one for one in score if isinstance(one, float)]
        assert all(map(isfinite, figures)), score


def test_outcomes_are_as_settled_and_as_first_recorded(small: Backtest) -> None:
    company = {one.origin: one for one in small.outcomes if one.scope == COMPANY}
    assert sorted(company) == [14, 21, 28, 35, 42]
    # Days 15 to 42: a for 60, and c for 90, of which nothing was known on day 42.
    assert company[14] == Outcome(14, "4 weeks", 42, COMPANY, 150, 60)
    # Days 29 to 56: the first day on which somebody looked is 77, when c was known.
    assert (company[28].settled, company[28].recorded) == (150, 150)
    assert (company[35].settled, company[35].recorded) == (0, 0)
    bob = {one.origin: one.settled for one in small.outcomes if one.scope == Scope("person", "bob")}
    assert bob == {14: 90, 21: 90, 28: 90, 35: 0, 42: 0}


def unrated(day: int, lines: Sequence[Line], since: int) -> Known:
    """Give what is known on a day of deals in a currency whose rate came on another day."""
    told = known(day, *lines)
    if day >= since:
        return told
    amounts = np.full(len(told.versions.deal), np.nan)
    lacking = tuple(Unconverted(deal, "USD", day) for deal in told.deals)
    versions = told.versions._replace(amount=amounts)
    return told._replace(versions=versions, unconverted=lacking)


def late(lines: list[Line], days: Sequence[int], since: int) -> Iterator[Replay]:
    for day in days:
        asked = (window.weeks(day, 4),)
        yield replay.replay(unrated(day, lines, since), "", asked, (), share.spoken)


WEEKLY = [7 * week for week in range(2, 40)]
LATE = 7 * 16


def test_what_was_said_without_a_rate_is_not_held_against_what_came_with_it() -> None:
    book = many("won", 100)
    found = backtest.assembled(list(late(book, WEEKLY, LATE)), known(280, *book))
    sound = [day for day in WEEKLY if LATE <= day <= 280 - 28]
    assert sorted({one.origin for one in found.outcomes}) == sound
    assert {one.n for one in found.scores if one.method == MODEL} == {len(sound)}
    short = sum(day < LATE for day in WEEKLY)
    assert found.refused == (
        f"Not judged and not learned from, for want of a rate then: {short} of 38 past Mondays."
    )
    # The first deals are known on day 7, the last that is found before the rate on day 105.
    assert found.unrated == tuple(f"d{week:02}" for week in range(1, 16))


def test_nothing_is_learned_from_an_origin_without_a_rate() -> None:
    book = many("won", 100)
    both = [
        backtest.assembled(list(late(book, days, LATE)), known(280, *book)).issued
        for days in (WEEKLY, [day for day in WEEKLY if day >= LATE])
    ]
    shown = [[one for one in issued if one.method == COMBINED] for issued in both]
    assert [one for one in shown[0] if one.origin >= LATE] == shown[1]
    assert {one.mean for one in shown[0] if one.origin < LATE} == {0}


def test_what_came_without_a_rate_is_held_against_nothing() -> None:
    """A win of day 34 has no rate today; the windows from day 14 to 35 and on hold that day."""
    days = (14, 21, 28, 35, 42)
    settled = known(80, *BOOK)._replace(unconverted=(Unconverted("c", "USD", 34),))
    found = backtest.assembled(list(_replays(BOOK, days)), settled)
    assert sorted({one.origin for one in found.outcomes}) == [35, 42]
    assert found.refused == (
        "Not judged, for want of a rate for what was won in them: 3 of 5 past windows."
    )
    assert found.unrated == ()


SWITCH = 7 * 20


def test_another_currency_is_neither_learned_from_nor_held_against_what_came() -> None:
    """The company changed from euros to yen, in which everything is now."""
    book = many("won", 100)
    found = [
        one._replace(currency="EUR" if one.origin < SWITCH else "JPY")
        for one in _replays(book, WEEKLY)
    ]
    both = backtest.assembled(found, known(280, *book))
    before, after = (
        backtest.assembled([one for one in found if one.currency == name], known(280, *book))
        for name in ("EUR", "JPY")
    )
    assert sorted({one.origin for one in both.outcomes}) == list(range(SWITCH, 280 - 27, 7))
    assert both.outcomes == after.outcomes
    assert both.issued == (*before.issued, *after.issued)
    assert both.choices == (*before.choices, *after.choices)
    assert both.scores == after.scores
    assert both.refused == (
        "Not judged and not learned from, being in another currency: 18 of 38 past Mondays."
    )


def test_a_replay_says_in_which_currency_it_is(whole: Work, days: list[int]) -> None:
    made = packing.unpacked(whole.packed(whole.line.at(days[0])))
    assert made.currency == "JPY"


def test_what_was_first_known_is_known_with_its_rate() -> None:
    """On day 42, when the window is over, no rate is there; on day 77 there is."""
    replays = list(_replays(BOOK, DAYS))
    lacking = tuple(
        one._replace(unrated=(Unrated("a", 33),)) if one.origin == 42 else one for one in replays
    )
    found = backtest.assembled(lacking, known(80, *BOOK))
    company = {one.origin: one for one in found.outcomes if one.scope == COMPANY}
    assert (company[14].settled, company[14].recorded) == (150, 150)


def test_chances_are_held_against_what_was_won_in_the_window(small: Backtest) -> None:
    (found,) = small.calibration
    # a and c on the days 14, 21 and 28, c alone on 35 and 42.
    assert (found.window, found.n, found.wins) == ("4 weeks", 8, 6)


def test_all_methods_are_scored(small: Backtest) -> None:
    found = {(one.method, one.scope) for one in small.scores}
    assert {(MODEL, COMPANY), (COMBINED, COMPANY), ("last window", COMPANY)} <= found
    assert small.issued == tuple(sorted(small.issued))


def test_the_noise_is_that_of_the_wins(small: Backtest) -> None:
    found = noise(known(80, *BOOK), small.outcomes)
    # Three wins in the 72 days since the first: 60, 80 and 90, in windows of 28 days.
    wins, spread = found["4 weeks", COMPANY]
    assert wins == pytest.approx(3 / 72 * 28)
    assert spread == pytest.approx(12.4722 / 76.6667, rel=1e-4)
    assert noise(known(80), small.outcomes) == {}
