"""What can be wrong with an import: with the mapping, with a file, or with one of its rows."""

from generator.checks.leaks import holds_secret
from generator.diagnostic import Diagnostic, Rule

RULES = (
    Rule("I01", "error", "A mapping file says what it may say, in the way it must be said."),
    Rule("I02", "error", "A CSV file can be read as its mapping says."),
    Rule("I03", "error", "A column that the mapping names is in the file."),
    Rule("I04", "info", "A column of the file is mapped or ignored."),
    Rule("I05", "error", "A row has as many cells as the file has columns."),
    Rule("I06", "error", "A value is one of those that the mapping translates."),
    Rule("I07", "error", "A day, a number or a flag is written as the mapping says."),
    Rule("I08", "error", "A name stands for one record of its kind."),
    Rule("I09", "error", "A record that a row refers to is not refused itself."),
    Rule("I10", "error", "A cell that must be filled is not empty."),
    Rule("I11", "error", "A key stands for one row."),
    Rule("I12", "error", "Rows with one key agree."),
    Rule("I13", "error", "A new id is allowed, and free."),
)
"""Every code of an import; a record that is refused for its own sake carries the check's codes."""

_SEVERITIES = {rule.code: rule.severity for rule in RULES}


def found(place: tuple[str, int, int], code: str, message: str, hint: str = "") -> Diagnostic:
    """Say what is wrong at a place: path, line, column."""
    return Diagnostic(*place, code, _SEVERITIES[code], message, hint)


def quoted(text: str) -> str:
    """Show a value inside a sentence: shortened, and never one that looks like a secret."""
    if holds_secret(text):
        return SECRET
    return f"`{text if len(text) <= SHOWN else text[:SHOWN] + '…'}`"


def redacted(message: str, value: object) -> str:
    """Take a value that looks like a secret out of a message that shows it."""
    if not isinstance(value, str) or not holds_secret(value):
        return message
    return message.replace(f"`{value}`", SECRET).replace(f"`{value[:SHOWN]}…`", SECRET)


SHOWN = 40
"""Characters of a value that a message shows."""

SECRET = "(a value that looks like a secret)"  # noqa: S105 - stands in the place of one
