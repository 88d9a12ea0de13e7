"""`salesbook build` of 50,000 record pages, to plain MkDocs Material and to Hugo on the same pages.

The pages are those that Salesbook makes: the body of each, as it stands in the site, is written out
as a Markdown file with the page's title, and both others build a site from these files. Both are
spared what would slow them down: neither lists the pages in a navigation, Hugo makes no search
index, no feeds and no taxonomies, and its only template is the finished page of one record, so that
it writes about the same bytes.

Both write a page as a file, `accounts/acme.html`, as Salesbook does, and not as a folder with a
file in it, as they would by themselves. That is in their favour: it saves them 50,000 folders. What
this makes of Hugo is measured too, and Salesbook is compared with the faster of the two.

Plain MkDocs takes many minutes for 50,000 pages. So it is measured at two sizes, and what the pages
between them took is taken for the rest; that is in its favour as long as no page gets cheaper the
more there are, which the table shows. With `BENCH_WHOLE=1` it is measured on all pages.
"""

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from benchmarks import sample
from benchmarks.measure import Command, Pair, Result, Run, middle, run, write

ACCOUNTS = 10_000
"""The simulation makes about four other records for each: 51,000 pages in all."""
SIZES = (1_000, 2_000, 4_000)
"""So many pages plain MkDocs builds: a warm-up and the two that are compared."""
TURNS = 3

BIN = Path(sys.executable).parent
_BODY = '<article class="md-content__inner md-typeset">'
_END = "</article>"

_ENVIRONMENT = {"XDG_CACHE_HOME": str(sample.SAMPLES / "cache"), "CI": "1"}

MKDOCS = """\
site_name: Plain
theme: {name: material, font: false}
plugins: [search]
use_directory_urls: false
markdown_extensions: [admonition, attr_list, md_in_html, tables, toc]
nav: [index.md]
not_in_nav: "*"
"""
HUGO = """\
title = "Hugo"
uglyURLs = UGLY
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
noClasses = false
"""

ADDRESSES = {"a file a page": "true", "a folder a page": "false"}
"""What Hugo is told as `uglyURLs`, by what it makes of a page; the second is its default."""

Ours = tuple[tuple[str, str, tuple[Run, ...]], ...]
"""Ways to build: what each adds to a result's name, what it says in words, and its runs."""

Hugos = Mapping[str, tuple[Run, ...]]
"""Hugo's runs by what it makes of a page."""


class Body(NamedTuple):
    """A page of a record: where it lies in the site, its title, and the inside of its article."""

    place: str
    title: str
    html: str

    @property
    def markdown(self) -> str:
        """The page as a file of Markdown."""
        title = self.title.replace("\\", "\\\\").replace('"', '\\"')
        return f'---\ntitle: "{title}"\n---\n\n{self.html}\n'


class Plain(NamedTuple):
    """How many pages plain MkDocs built, and how many seconds it took."""

    pages: int
    wall: float


def body(site: Path, page: Path) -> Body:
    """Take a finished page apart."""
    html = page.read_text(encoding="utf-8")
    inside = html[html.index(_BODY) + len(_BODY) : html.rindex(_END)]
    place = page.relative_to(site).with_suffix("").as_posix()
    return Body(place, place.rpartition("/")[2], inside.strip())


def pages(root: Path) -> list[Path]:
    """Return the pages of all records in a built site, those of all kinds well mixed."""
    site = root / "build" / "site"
    names = ((path.relative_to(root / "data").parts[0], path.stem) for path in sample.records(root))
    found = [site / kind / f"{name}.html" for kind, name in names]
    step = 7_919  # a prime: every kind has its share among the first thousand
    return [found[number * step % len(found)] for number in range(len(found))]


def export(bodies: Iterable[Body], folder: Path) -> None:
    """Write pages as Markdown files."""
    for one in bodies:
        file = folder / f"{one.place}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(one.markdown, encoding="utf-8")


def fresh(folder: Path) -> Path:
    """Empty a folder."""
    sample.put_aside(folder)
    folder.mkdir(parents=True)
    return folder


def bodies(root: Path, chosen: list[Path]) -> Iterator[Body]:
    """Take the chosen pages of a built site apart."""
    return (body(root / "build" / "site", page) for page in chosen)


def hugo(root: Path, chosen: list[Path], folder: Path) -> dict[str, Command]:
    """Make a site for Hugo whose only template is the page of a record, and say how to build it.

    There are as many ways as there are `ADDRESSES`.
    """
    export(bodies(root, chosen), fresh(folder) / "content")
    html = chosen[0].read_text(encoding="utf-8")
    title = body(root / "build" / "site", chosen[0]).title
    head, rest = html.split(_BODY)
    shell = f"{head}{_BODY}{{{{ .Content }}}}{_END}{rest.rpartition(_END)[2]}"
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        text = shell.replace(escape(title), "{{ .Title }}")
        (layouts / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: _hugo(folder, ugly) for name, ugly in ADDRESSES.items()}


def _hugo(folder: Path, ugly: str) -> Command:
    """Say how Hugo builds the site in a folder with these addresses, into a folder of their own."""
    config, public = folder / f"{ugly}.toml", folder / f"public-{ugly}"
    config.write_text(HUGO.replace("UGLY", ugly), encoding="utf-8")
    binary = next(Path(sysconfig.get_path("purelib")).glob("hugo/binaries/hugo*"))
    return Command(
        [binary, "--quiet", "--source", folder, "--config", config, "--destination", public],
        before=lambda: sample.put_aside(public),
        weighed=False,
    )


def mkdocs(root: Path, chosen: list[Path], folder: Path) -> Plain:
    """Build pages with plain MkDocs Material."""
    export(bodies(root, chosen), fresh(folder) / "docs")
    (folder / "docs" / "index.md").write_text("# Plain\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    command = Command([BIN / "mkdocs", "build", "--quiet", "--config-file", folder / "mkdocs.yml"])
    return Plain(len(chosen), run(command).wall)


def salesbook(root: Path) -> Command:
    """Build a repository of which nothing is known from before."""

    def forget() -> None:
        sample.put_aside(sample.SAMPLES / "cache")
        sample.put_aside(root / "build")

    return Command(
        [*sample.SALESBOOK, "--root", root, "build"],
        environment=_ENVIRONMENT,
        before=forget,
        weighed=False,
    )


def after_check(root: Path) -> Command:
    """Build a repository that was checked just before, as `make site` and a CI job do."""
    check = Command([*sample.SALESBOOK, "--root", root, "check"], environment=_ENVIRONMENT)

    cold = salesbook(root)

    def checked() -> None:
        if cold.before:
            cold.before()
        run(check)

    return replace(cold, before=checked)


def at(size: int, less: Plain, more: Plain) -> float:
    """Return what so many pages take, if each further one takes what those in between took."""
    return more.wall + (size - more.pages) * each(less, more)


def each(less: Plain, more: Plain) -> float:
    """Return the seconds that each page beyond the smaller size took."""
    return (more.wall - less.wall) / (more.pages - less.pages)


def to_mkdocs(root: Path, chosen: list[Path], ours: Ours) -> Iterator[Result]:
    """Compare with plain MkDocs, at two sizes or on all pages."""
    folder = sample.SAMPLES / "mkdocs"
    whole = os.environ.get("BENCH_WHOLE") == "1"
    first, less, more = (mkdocs(root, chosen[:size], folder) for size in SIZES)
    last = mkdocs(root, chosen, folder) if whole else more
    wall = at(len(chosen), less, last)
    steps = f"{1000 * each(first, less):.0f} and {1000 * each(less, more):.0f} ms for each page"
    sizes = f"{first.pages:,} to {less.pages:,} and {less.pages:,} to {more.pages:,}"
    way = (
        "measured whole" if whole else f"carried on from {more.pages:,} pages in {more.wall:.0f} s"
    )
    for name, when, taken in ours:
        mine = middle(taken).wall
        yield Result(
            name=f"build{name}",
            what=f"`build`{when}, {len(chosen):,} record pages, to plain MkDocs Material",
            asked=1 / 20,
            measured=mine / wall,
            unit="of the time",
            how=f"wall {mine:.1f} s to {wall:.0f} s, {way} ({steps} from {sizes} pages)",
        )


def to_hugo(chosen: list[Path], ours: Ours, hugos: Hugos) -> Iterator[Result]:
    """Compare with the faster of Hugo's ways."""
    fastest = min(hugos, key=lambda way: middle(hugos[way]).wall)
    theirs = middle(hugos[fastest])
    walls = " and ".join(f"{middle(runs).wall:.1f} s ({way})" for way, runs in hugos.items())
    for name, when, taken in ours:
        mine = middle(taken)
        yield Result(
            name=f"build{name}_hugo",
            what=f"`build`{when}, {len(chosen):,} record pages, to Hugo",
            asked=1,
            measured=Pair(taken, hugos[fastest]).ratio,
            unit="of the time",
            how=f"wall {mine.wall:.1f} s to {walls}, medians of {len(taken)} turns; compared with "
            f"{fastest}, CPU {mine.cpu:.1f} s to {theirs.cpu:.1f} s",
        )


def main() -> None:
    """Make the records, build them, write their pages out, build those with the others."""
    rmtree(sample.OLD, ignore_errors=True)
    root = sample.made("build", ACCOUNTS)
    cold, checked = salesbook(root), after_check(root)
    run(cold)
    chosen = pages(root)
    other = hugo(root, chosen, sample.SAMPLES / "hugo")
    turns = [[run(one) for one in (cold, *other.values(), checked)] for _ in range(TURNS)]
    first, *both, again = (tuple(runs) for runs in zip(*turns, strict=True))
    hugos = dict(zip(other, both, strict=True))
    ours = (("", "", first), ("_checked", " after `check`", again))
    for result in (*to_hugo(chosen, ours, hugos), *to_mkdocs(root, chosen, ours)):
        write(result)
    rmtree(sample.OLD, ignore_errors=True)


if __name__ == "__main__":
    main()
