"""Sizes: how many records of each kind a simulated company has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each kind; kinds that follow from others (quotes, stock) are not counted here."""

    accounts: int
    contacts: int
    leads: int
    deals: int
    orders: int
    activities: int
    reports: int
    tickets: int
    feedback: int
    campaigns: int
    squads: int
    """Selling teams of five people each, besides the three that the sample company has."""

    @property
    def filed(self) -> bool:
        """Are there so many records that the quiet kinds need sub-folders too?"""
        return self.accounts > _FLAT


_FLAT = 200

SAMPLE = Sizes(
    accounts=60,
    contacts=150,
    leads=90,
    deals=160,
    orders=130,
    activities=250,
    reports=90,
    tickets=40,
    feedback=40,
    campaigns=14,
    squads=0,
)
"""The sample company of `data/`."""


def accounts(count: int) -> Sizes:
    """Give the sizes of a company with so many accounts and about four other records for each."""
    return Sizes(
        accounts=count,
        contacts=round(count * 1.2),
        leads=round(count * 0.25),
        deals=round(count * 0.4),
        orders=round(count * 0.4),
        activities=round(count * 0.75),
        reports=round(count * 0.15),
        tickets=round(count * 0.12),
        feedback=round(count * 0.12),
        campaigns=14 + count // 200,
        squads=count // 1000,
    )
