"""The repository's `mkdocs.yml`: the few of its settings that commands other than MkDocs need."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.errors import UsageError
from generator.reading import contents
from generator.yaml import source

NAME = "mkdocs.yml"


class SiteFile(NamedTuple):
    """The day that the plugin's entry fixes, the folder that the site is built into, the hosting.

    `repository` and `editor` are `repo_url` and `edit_uri`: empty where they are not given.
    """

    as_of: date | None = None
    site: str = "site"
    repository: str = ""
    editor: str = ""


def place(root: Path) -> Path:
    """Return where the settings of a repository are. Raises UsageError where there are none."""
    path = root / NAME
    if not path.is_file():
        message = f"{path}: there is no such file. `salesbook init DIR` makes one."
        raise UsageError(message)
    return path


def read(root: Path) -> SiteFile:
    """Read the settings of a repository; one without `mkdocs.yml` has none.

    Raises:
        UsageError: The file cannot be understood, or `as_of` is not a day.
        NotReadableError: The file cannot be opened.
    """
    path = root / NAME
    if not path.is_file():
        return SiteFile()
    settings = source.settings(contents(path), str(path))
    known = settings if isinstance(settings, dict) else {}
    return SiteFile(
        _day(path, _option(known, "as_of")),
        str(known.get("site_dir", "site")),
        str(known.get("repo_url") or ""),
        str(known.get("edit_uri") or ""),
    )


def _day(path: Path, value: object) -> date | None:
    try:
        return None if value is None else date.fromisoformat(str(value))
    except ValueError as error:
        message = f"{path}: `as_of` must be a day written YYYY-MM-DD; found {str(value)!r}."
        raise UsageError(message) from error


def _option(settings: Mapping[str, object], name: str) -> object:
    """Find an option of our plugin, which may stand in a list or in a mapping of plugins."""
    plugins = settings.get("plugins")
    named = plugins if isinstance(plugins, list) else [plugins]
    for entry in named:
        options = entry.get("salesbook") if isinstance(entry, dict) else None
        if isinstance(options, dict) and options.get(name) is not None:
            return options[name]
    return None
