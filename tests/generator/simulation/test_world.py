"""What is drawn hangs together: deals, leads, accounts, targets."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from generator.simulation import (
    campaigns,
    goals,
    offers,
    org,
    plan,
    quotes,
    service,
    world,
)
from generator.simulation.calendar import Calendar, quarter
from generator.simulation.flaws import Open, spread
from generator.simulation.plan import Slot
from generator.simulation.rates import Rates, rounded
from generator.simulation.sizes import SAMPLE, accounts
from generator.simulation.world import World

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def drawn() -> World:
    return world.draw(5, SAMPLE, TODAY)


def test_the_plan_has_the_deals_asked_for_and_wins_what_it_says() -> None:
    calendar = Calendar(TODAY)
    slots = plan.slots(5, SAMPLE, calendar)
    wanted = plan.targets(SAMPLE, calendar)
    assert len(slots) == SAMPLE.deals
    won = sum(slot.budget for slot in slots if slot.outcome == "won" and _now(slot.day))
    gone = plan.elapsed(calendar.now, TODAY)
    assert won == pytest.approx(wanted["FY2026-Q3"] * gone * 1.08, rel=0.05)
    for slot in slots:
        assert slot.day <= TODAY if slot.outcome != "open" else slot.day > TODAY


def _now(day: date) -> bool:
    return quarter(day) == quarter(TODAY)


def test_a_quarter_is_over_from_its_first_to_its_last_day() -> None:
    now = quarter(TODAY)
    assert plan.elapsed(now, now.start) == pytest.approx(1 / 92)
    assert plan.elapsed(now, now.end) == 1
    assert plan.elapsed(now, now.end + timedelta(days=50)) == 1


def test_a_deal_goes_through_its_stages_in_time(drawn: World) -> None:
    for deal in drawn.deals:
        days = [step.day for step in deal.steps]
        assert days == sorted(days), deal.id
        assert days[0] == deal.created
        if deal.outcome != "open":
            assert days[-1] == deal.close <= TODAY
        assert all(deal.created <= push.day <= push.until for push in deal.pushes)
        assert deal.level_on(deal.created - timedelta(days=1)) == -1


def test_what_is_quoted_last_is_what_the_deal_is_worth(drawn: World) -> None:
    quoted = [deal for deal in drawn.deals if deal.offers]
    assert quoted
    for deal in quoted:
        if len(deal.offers) > 1:
            assert offers.total(deal.offers[-1].lines) == offers.total(deal.lines)
            assert offers.total(deal.offers[0].lines) >= offers.total(deal.lines)
        assert deal.primary == f"{deal.id}-v{len(deal.offers)}"


def test_who_takes_accounts_over_takes_their_quotes_over(drawn: World) -> None:
    ground = drawn.ground
    deal = next(deal for deal in drawn.deals if deal.outcome == "open" and deal.offers)
    old = deal.offers[0]._replace(day=ground.org.handover - timedelta(days=9))
    account = deal.account._replace(seller="riku-aoki")
    first, taken = quotes.told(ground, replace(deal, account=account, offers=(old,), flaw=""))
    assert first.change["owner"] == "shota-kondo"
    assert (taken.author, taken.change) == ("riku-aoki", {"owner": "riku-aoki"})
    assert taken.moment.date() == ground.org.handover
    forgotten = replace(deal, account=account, offers=(old,), flaw="left")
    assert len(list(quotes.told(ground, forgotten))) == 1


def test_a_large_company_has_more_people_and_more_campaigns() -> None:
    sizes, calendar = accounts(20_000), Calendar(TODAY)
    people = org.draw(1, sizes, calendar).people
    assert len(people) == 15 + 5 * 20
    assert len({person.id for person in people}) == len(people)
    program = campaigns.draw(sizes, calendar)
    assert len({campaign.id for campaign in program}) == len(program) == sizes.campaigns


def test_without_orders_nobody_has_anything_to_say(drawn: World) -> None:
    assert list(service.cases(drawn.ground.stream("none"), [], drawn.contacts)) == []


def test_a_lead_and_its_deal_know_each_other(drawn: World) -> None:
    converted = {lead.id: lead for lead in drawn.leads if lead.deal}
    assert converted.keys() == {deal.lead for deal in drawn.deals if deal.lead}
    for lead in converted.values():
        assert lead.deal
        assert lead.mql
        assert lead.sql
        assert lead.created <= lead.mql <= lead.sql <= lead.deal.created


def test_an_account_is_there_before_its_deals_and_its_parent_before_it(drawn: World) -> None:
    born = {name: course.born for name, course in drawn.courses.items()}
    assert all(
        deal.created >= born[deal.account.id] or deal.created < drawn.ground.calendar.start
        for deal in drawn.deals
    )
    assert all(born[one.parent] <= born[one.id] for one in drawn.accounts if one.parent)


def test_people_have_a_little_more_to_reach_than_the_company(drawn: World) -> None:
    found = {event.key.id: event.change["amount"] for event in goals.targets(drawn.ground)}
    company = found["kitahama-fy2026-q3-bookings"]
    teams = [found[f"{team}-fy2026-q3-bookings"] for team in ("kansai", "kanto", "overseas")]
    people = [found[f"{person.id}-fy2026-q3-bookings"] for person in drawn.ground.org.sellers]
    assert sum(map(_whole, teams)) == sum(map(_whole, people))
    assert _whole(company) < sum(map(_whole, people)) < _whole(company) * 1.06


def _whole(amount: object) -> int:
    assert isinstance(amount, int)
    return amount


def test_who_left_had_the_targets_until_the_handover(drawn: World) -> None:
    names = {event.key.id for event in goals.targets(drawn.ground)}
    assert {"shota-kondo-fy2026-q1-bookings", "riku-aoki-fy2026-q2-bookings"} <= names
    assert not {"shota-kondo-fy2026-q2-bookings", "riku-aoki-fy2026-q1-bookings"} & names


def test_each_flaw_goes_to_deals_that_can_have_it() -> None:
    far, soon = TODAY + timedelta(days=90), TODAY + timedelta(days=10)
    early = [Open(Slot("open", far, renewal=False, budget=1), "prospect", "a", TODAY)] * 30
    late = [Open(Slot("open", soon, renewal=False, budget=1), "commit", "a", TODAY)] * 30
    found = spread([*early, *late])
    assert {"no amount", "no step"} <= set(found[:30])
    assert not {"passed", "single"} & set(found[:30])
    assert {"passed", "single"} <= set(found[30:])
    assert not {"no amount", "no step", "stale"} & set(found[30:])


def test_amounts_are_converted_at_the_rate_of_their_month() -> None:
    table = {date(2026, 10, 1): {"USD": Decimal(150)}, date(2026, 11, 1): {"USD": Decimal(152)}}
    rates = Rates(table)
    assert rates.yen(Decimal(2), "USD", TODAY) == 304
    assert rates.yen(Decimal(2), "JPY", TODAY) == 2
    assert rates.of("USD", date(2024, 1, 1)) == 150
    assert rates.foreign(Decimal(1000), "USD", date(2026, 10, 9)) == Decimal("6.67")
    assert rounded(Decimal("2.5"), "JPY") == 3
