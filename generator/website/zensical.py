"""Zensical, the other engine: it reads the same docs folder and the same mkdocs.yml.

It runs no plugins, so what the plugin sets is written into a small file that inherits mkdocs.yml.
Everything after the rendering is the same as with MkDocs. Of the search settings Zensical reads the
separator alone.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from generator.errors import SalesbookError, UsageError
from generator.website import docs, navigation, publish, write
from generator.website.finish import Rendered, begun, finish
from generator.website.page import Page, Portal
from generator.website.plugin import OVERRIDES, Settings, settings

_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_WARNING = re.compile(r"(?:Warning|Error): (.+)\n.*\[ ?(\S+:\d+:\d+) ?\]")
"""How Zensical words a warning: what it is, and on the next line where."""

_CONFIG, _THEME, _RENDERED = "zensical.yml", "zensical-theme", "zensical-site"


class ZensicalError(SalesbookError):
    """A site that Zensical could not build, in its own words."""

    def __init__(self, words: str) -> None:
        super().__init__(f"zensical: {words or 'it ended without a word'}")


def build(config_file: Path, portal: Portal, *, strict: bool = False) -> tuple[str, ...]:
    """Build the site of a portal with Zensical, and return its warnings.

    Raises UsageError if it is not installed, ZensicalError if it cannot build, and whatever a part
    of ours raises.
    """
    if find_spec("zensical") is None:
        message = (
            "The engine zensical is not installed. Add it: pip install 'zensical>=0.0.73,<0.2'."
        )
        raise UsageError(message)
    site, own = settings(config_file), config_file.parent / "site"
    with publish.locked(site.docs.parent), begun(portal) as work:
        files = docs.files(portal, own)
        write.sync(site.docs, files)
        _prepare(config_file, site, docs.navigable(portal, own))
        words = _rendered(site.docs.parent, strict=strict)
        with publish.staged(site.site) as fresh:
            with write.writing(fresh):
                fresh.rmdir()
                shutil.move(site.docs.parent / _RENDERED, fresh)
            rendered = Rendered(fresh, docs.rendered(files))
            finish(rendered, portal, work, address=site.address, policy=True)
            publish.publish(fresh, site.site)
    return words


def _prepare(config_file: Path, site: Settings, pages: list[Page]) -> None:
    """Write what Zensical reads besides the docs folder, and remove what it rendered before."""
    work = site.docs.parent
    _write_theme(work / _THEME, site.overrides)
    with write.writing(work):
        shutil.rmtree(work / _RENDERED, ignore_errors=True)
        config = json.dumps(_config(config_file, site, pages), ensure_ascii=False, indent=1)
        write.replace(work / _CONFIG, config.encode())


def _rendered(work: Path, *, strict: bool) -> tuple[str, ...]:
    """Have Zensical render the docs folder, and return its warnings."""
    call = [sys.executable, "-m", "zensical", "build", "--clean", "-f", os.fspath(work / _CONFIG)]
    done = subprocess.run(
        [*call, "--strict"] if strict else call,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    said = _COLOUR.sub("", f"{done.stdout}\n{done.stderr}")
    words = tuple(f"{place}: {what}" for what, place in _WARNING.findall(said))
    if done.returncode or not (work / _RENDERED).is_dir():
        raise ZensicalError(words[-1] if words else said.strip().rpartition("\n")[2])
    return words


def _config(config_file: Path, site: Settings, pages: list[Page]) -> dict[str, object]:
    """Return what is said besides mkdocs.yml; JSON is YAML."""
    found: dict[str, object] = {
        "INHERIT": os.path.relpath(config_file, site.docs.parent),
        "docs_dir": site.docs.name,
        "site_dir": _RENDERED,
        "use_directory_urls": False,
        "theme": {"variant": "classic", "custom_dir": _THEME},
        "extra": {"edit_base": site.edit_base},
    }
    return found if site.has_nav else {**found, "nav": navigation.derived(pages)}


def _write_theme(folder: Path, own: Path | None) -> None:
    """Lay the company's overrides over ours, since Zensical takes one folder of them."""
    files = {
        file.relative_to(layer).as_posix(): file.read_bytes()
        for layer in (OVERRIDES, own)
        if layer
        for file in sorted(layer.rglob("*"))
        if file.is_file()
    }
    write.sync(folder, files)
