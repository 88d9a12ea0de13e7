"""Questions on a terminal, with completion by the tab key; elsewhere nothing is ever asked."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from schema.company import Company
from schema.description import FieldDescription


def able() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty()


def ask(question: str, choices: Sequence[str] = ()) -> str:
    """Ask for a text, of these choices or a free one; no answer is empty."""
    _complete(completer(choices))
    try:
        return input(question).strip()
    except EOFError:
        return ""
    finally:
        _complete(None)


def value(field: FieldDescription, company: Company, choices: Sequence[str] = ()) -> str:
    """Ask for a field's value, saying what it is and what can be answered."""
    known = choices or company.choices.get(field.picklist or "", ()) or field.words
    shown = f"one of {', '.join(known)}" if known else f"for example {field.example}"
    return ask(f"{field.name} - {field.description} ({shown}): ", known)


def completer(choices: Sequence[str]) -> Callable[[str, int], str | None]:
    """Make what the tab key asks for: the choices that begin with what was typed, one by one."""

    def complete(text: str, state: int) -> str | None:
        found = [one for one in choices if one.startswith(text)]
        return found[state] if state < len(found) else None

    return complete


def _complete(by: Callable[[str, int], str | None] | None) -> None:
    """Set what the tab key completes; where there is no line editor, it completes nothing."""
    with suppress(ImportError):
        import readline  # noqa: PLC0415 - only questions need it, and not every system has it

        readline.set_completer_delims("")
        readline.set_completer(by)
        readline.parse_and_bind("tab: complete")
