"""The repository's `mkdocs.yml`: the few of its settings that commands other than MkDocs need."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator import source
from generator.errors import UsageError

NAME = "mkdocs.yml"


class SiteFile(NamedTuple):
    """What the plugin's entry in `mkdocs.yml` says."""

    as_of: date | None = None


def read(root: Path) -> SiteFile:
    """Read the settings; a repository without `mkdocs.yml` has none.

    Raises:
        UsageError: The file cannot be understood, or `as_of` is not a day.
    """
    path = root / NAME
    if not path.is_file():
        return SiteFile()
    settings = source.settings(path.read_bytes(), NAME)
    day = _option(settings, "as_of")
    try:
        return SiteFile(None if day is None else date.fromisoformat(str(day)))
    except ValueError as error:
        message = f"{path}: `as_of` must be a day written YYYY-MM-DD; found {str(day)!r}."
        raise UsageError(message) from error


def _option(settings: object, name: str) -> object:
    """Find an option of our plugin, which may stand in a list or in a mapping of plugins."""
    plugins = settings.get("plugins") if isinstance(settings, dict) else None
    named = plugins if isinstance(plugins, list) else [plugins]
    for entry in named:
        options = entry.get("salesbook") if isinstance(entry, dict) else None
        if isinstance(options, dict) and options.get(name) is not None:
            return options[name]
    return None
