"""Who commits: the people of the company under their names, the bot of the rates, the git site."""

from datetime import datetime
from typing import NamedTuple

from generator.simulation.chance import likely, stream
from generator.simulation.org import DOMAIN, FINANCE, HEAD, Org, mail
from generator.simulation.past.commit import Signature

_SITE = ("Kitahama Git", f"git@{DOMAIN}")
_BOT = ("rates[bot]", f"rates-bot@{DOMAIN}")
_OWN_NAME = 30
"""How often a manager's computer writes the name in its own script, in percent."""


class People(NamedTuple):
    """The people who commit."""

    seed: int
    org: Org

    def sign(self, identity: str, moment: datetime) -> Signature:
        """Sign as a person; managers have two names."""
        person = self.org.person(identity)
        own = likely(stream(self.seed, f"name/{identity}/{moment:%Y-%m-%d}"), _OWN_NAME)
        second = own and person.role == "sales_manager"
        return Signature(person.name.own if second else person.name.latin, mail(person), moment)

    def reviewer(self, identity: str) -> str:
        """Tell who merges somebody's pull requests."""
        return FINANCE if identity == HEAD else self.org.manager(identity)


def site(moment: datetime) -> Signature:
    """Sign as the site on which pull requests are merged."""
    return Signature(*_SITE, moment)


def bot(moment: datetime) -> Signature:
    """Sign as the bot that brings the rates."""
    return Signature(*_BOT, moment)
