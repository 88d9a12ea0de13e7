"""Who had what before a part of the market went to another territory."""

from datetime import date

from generator.book import Key
from generator.simulation import SAMPLE, SEED, TODAY, accounts, reorganisation, world
from generator.simulation.event import Fields


def test_owners_territories_and_splits_are_those_of_before_and_other_fields_stay() -> None:
    beliefs = list(reorganisation.beliefs(world.draw(SEED, SAMPLE, TODAY)))
    deals = [belief for belief in beliefs if belief.key.folder == "deals"]
    assert deals
    assert {belief.instead for belief in deals} == {("ben-ortiz", "mei-lin")}
    change: Fields = {
        "name": "ben-ortiz",
        "owner": "ben-ortiz",
        "territory": "japan-east",
        "splits": [{"person": "ben-ortiz", "percent": 80}, {"person": "daichi-ueda"}],
    }
    assert deals[0].said(change) == {
        "name": "ben-ortiz",
        "owner": "mei-lin",
        "territory": "japan-west",
        "splits": [{"person": "mei-lin", "percent": 80}, {"person": "daichi-ueda"}],
    }
    assert deals[0].said({"splits": None}) == {"splits": None}


def test_accounts_that_changed_hands_later_stay_where_they_are() -> None:
    drawn = world.draw(SEED, accounts(200), TODAY)
    moved = {belief.key for belief in reorganisation.beliefs(drawn)}
    sellers = {one.seller for one in drawn.accounts if Key("accounts", one.id) in moved}
    assert sellers == {"ben-ortiz"}


def test_before_its_day_there_is_none() -> None:
    saturday = date(2028, 4, 1)  # the fiscal year begins, but nobody works
    assert list(reorganisation.beliefs(world.draw(2, accounts(30), saturday))) == []
