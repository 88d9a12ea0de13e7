"""Daily reports (日報): what a seller did, heard and plans; some days are missing."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from generator.book import Key
from generator.simulation.activities import Activity
from generator.simulation.chance import likely
from generator.simulation.event import Event, Fields
from generator.simulation.ground import Ground
from generator.simulation.names import Language
from generator.simulation.texts import reports as texts

_WRITTEN = 86
_COMMENTED = 48
_ISSUES = 30


def told(ground: Ground, activities: Sequence[Activity]) -> Iterator[Event]:
    """Tell of the reports of the latest days on which people did something."""
    rng = ground.stream("reports")
    days = _days(activities)
    kept = [key for key in sorted(days, reverse=True) if likely(rng, _WRITTEN)]
    for day, person in reversed(kept[: ground.sizes.reports]):
        yield from _report(rng, ground, (day, person), days[day, person])


def _days(activities: Sequence[Activity]) -> dict[tuple[date, str], list[Activity]]:
    """Gather what each seller did on each day."""
    found: dict[tuple[date, str], list[Activity]] = {}
    for one in activities:
        if not one.planned:
            found.setdefault((one.when.date(), one.person), []).append(one)
    return found


def _report(
    rng: Random, ground: Ground, day_person: tuple[date, str], done: Sequence[Activity]
) -> Iterator[Event]:
    """Tell of a report in the evening, and perhaps of the manager's comment a day later."""
    day, person = day_person
    key = Key("daily_reports", f"{person}-{day:%Y%m%d}")
    language = _language(ground, person)
    moment = datetime.combine(day, time(18, 50))
    text = f"Daily report of {ground.org.person(person).name.latin}, {day}"
    yield Event(moment, key, person, text, _fields(rng, (day, person), done, language))
    after = ground.calendar.on_or_after(day + timedelta(days=1))
    if likely(rng, _COMMENTED) and after <= ground.calendar.today:
        manager = ground.org.manager(person)
        comment: Fields = {
            "manager": manager,
            "manager_comment": rng.choice(texts.COMMENTS[language]),
        }
        yield Event(datetime.combine(after, time(8, 40)), key, manager, f"Comment: {text}", comment)


def _language(ground: Ground, person: str) -> Language:
    return ground.org.person(person).name.language


def _fields(
    rng: Random, day_person: tuple[date, str], done: Sequence[Activity], language: Language
) -> Fields:
    day, person = day_person
    return {
        "person": person,
        "date": day,
        "activities": [one.id for one in done],
        "said": "\n".join(dict.fromkeys(one.note.summary for one in done)),
        "reaction": rng.choice(texts.REACTIONS[language]),
        "results": rng.choice(texts.RESULTS[language]),
        "tomorrow": rng.choice(texts.TOMORROW[language]),
        "issues": rng.choice(texts.ISSUES[language]) if likely(rng, _ISSUES) else None,
    }
