"""Names of kinds as people type them."""

from collections.abc import Iterable
from difflib import get_close_matches

from generator.errors import UsageError
from schema import KINDS


def known(name: str, *others: str) -> str:
    """Give the name back if it is a kind's folder or one of the others.

    Raises:
        UsageError: It is neither; the message names what was probably meant.
    """
    names = (*others, *KINDS)
    if name in names:
        return name
    message = f"there is no kind `{name}`. {meant(name, names)}"
    raise UsageError(message)


def meant(name: str, names: Iterable[str]) -> str:
    """Guess which name was meant, or list all of them."""
    listed = list(names)
    near = get_close_matches(name, listed, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"The kinds are {', '.join(listed)}."
