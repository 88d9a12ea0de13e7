"""What MkDocs says while it works: kept for the one line at the end, or shown as it comes."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_LOG = logging.getLogger("mkdocs")


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect warnings and errors as text, instead of having them printed."""
    words: list[str] = []
    with _handled(_Collector(words)):
        yield words


@contextmanager
def told() -> Iterator[None]:
    """Show on standard error what MkDocs does: where it serves, and what has changed."""
    shown = logging.StreamHandler()
    shown.setFormatter(logging.Formatter("%(message)s"))
    before = _LOG.level
    _LOG.setLevel(logging.INFO)
    try:
        with _handled(shown):
            yield
    finally:
        _LOG.setLevel(before)


@contextmanager
def _handled(handler: logging.Handler) -> Iterator[None]:
    _LOG.addHandler(handler)
    try:
        yield
    finally:
        _LOG.removeHandler(handler)


class _Collector(logging.Handler):
    """Keeps messages in a list."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._words = words

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self._words.append(record.getMessage())
