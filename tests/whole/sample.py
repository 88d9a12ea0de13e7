"""The sample company as files, as trees and as a built site."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

from generator import pipeline, simulation
from generator.history.moment import present
from generator.website import site
from generator.website.site import Engine
from generator.yaml.source import Tree
from tests.whole.reader import Read, pages

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://sales.example.com/"
EDIT = "https://git.example.com/kitahama/sales/edit/main/"
NAME = "Kitahama Instruments"


@dataclass(frozen=True)
class Sample:
    """A data repository and the site that was built from it."""

    root: Path

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return self.root / "build" / "site"

    @cached_property
    def pages(self) -> Mapping[str, Read]:
        """Every page, read."""
        return pages(self.site)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The file of each record, from the root of the repository, by its address on the site."""
        found = (path.relative_to(self.root) for path in self.root.glob("data/*/**/*.yml"))
        return {f"{path.parts[1]}/{path.stem}.html": path.as_posix() for path in sorted(found)}


@cache
def trees() -> dict[str, dict[str, Tree]]:
    """Return what the simulation says of each record, by its address on the site."""
    told = simulation.book(simulation.SEED, simulation.SAMPLE, simulation.TODAY)
    paths = ((PurePosixPath(path), tree) for path, tree in told)
    return {f"{path.parts[0]}/{path.stem}.html": tree for path, tree in paths}


def lay(root: Path) -> Path:
    """Write the sample company's repository, with an address for its site."""
    made = simulation.files(simulation.SEED, simulation.SAMPLE, simulation.TODAY)
    for path, text in made.texts:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return configure(root)


def configure(root: Path) -> Path:
    """Give a repository the configuration of this one, and an address for its site."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert f"# site_url: {ADDRESS}" in settings
    text = settings.replace("# site_url:", "site_url:")
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "site", root / "site", dirs_exist_ok=True)
    return root


def build(root: Path, as_of: date = simulation.TODAY) -> Sample:
    """Write the sample company and build its site."""
    return built(lay(root), as_of)


def built(root: Path, as_of: date = simulation.TODAY, engine: Engine = "mkdocs") -> Sample:
    """Build the site of a repository that is written; the engine has nothing to say about it."""
    portal = pipeline.portal(present(root, as_of))
    assert site.build(root / "mkdocs.yml", portal, engine=engine) == ()
    return Sample(root)
