"""What people of the sample company write, in the three languages of its market."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

from generator.simulation.chance import likely
from generator.simulation.names import Language

Said = TypeVar("Said")
Texts = Mapping[Language, Sequence[Said]]

_OWN = 62
"""How often a note is in the language of the account, in percent; else it is in English."""


def said(rng: Random, texts: Texts[Said], language: Language) -> Said:
    """Draw one of the texts, mostly in the language of the account."""
    return rng.choice(texts[language if likely(rng, _OWN) else "en"])
