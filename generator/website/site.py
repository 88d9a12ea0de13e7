"""The site of a portal, built by the engine that was asked for."""

from pathlib import Path
from typing import Literal

from generator.parallel import uncollected
from generator.website import plugin, zensical
from generator.website.page import Portal

Engine = Literal["mkdocs", "zensical"]


def build(
    config_file: Path, portal: Portal, *, engine: Engine = "mkdocs", strict: bool = False
) -> tuple[str, ...]:
    """Build the site into the folder that mkdocs.yml names, and return the engine's warnings.

    The last good site stays until the new one is whole. `strict` makes a warning an error.
    Raises a SalesbookError of the part that could not go on.
    """
    with uncollected():
        if engine == "zensical":
            return zensical.build(config_file, portal, strict=strict)
        return plugin.build(config_file, portal, strict=strict)


def serve(config_file: Path, address: str, source: plugin.Source, over: plugin.Over) -> None:
    """Serve the site on this machine and follow every change, until interrupted.

    `over` is put over the served site, such as its guard or what edits it.
    """
    plugin.serve(config_file, address, source, over)
