"""Laws across records, one subject a file, one function a law."""

from generator.checks import references
from generator.checks.law import Finding, Law
from schema import KINDS

LAWS: tuple[Law, ...] = (Law("L101", "error", tuple(KINDS.values()), references.reference_exists),)
"""Every law, in the order of its code."""

__all__ = ["LAWS", "Finding", "Law"]
