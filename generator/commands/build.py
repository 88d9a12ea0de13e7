"""`salesbook build`: check the records, and build the portal from them."""

import argparse
import sys
from time import perf_counter

from generator import annotate, pipeline, site_file
from generator.commands import manual, surroundings
from generator.parallel import uncollected
from generator.website import site
from generator.website.page import Portal

HELP = "Check the records and build the portal into build/site."
EXAMPLE = "salesbook build --engine zensical"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--engine",
        choices=("mkdocs", "zensical"),
        default="mkdocs",
        help="what renders the pages (default: mkdocs)",
    )
    parser.add_argument("--strict", action="store_true", help="a warning of the engine is an error")
    surroundings.declare_moment(parser)


def run(options: argparse.Namespace) -> int:
    """Build the site; with errors in the records the last good one stays."""
    with uncollected():
        return _built(options)


def _built(options: argparse.Namespace) -> int:
    started = perf_counter()
    settings, folder = site_file.place(options.root), site_file.read(options.root).site
    moment = surroundings.as_asked(options)
    loading = surroundings.loading(options, past=moment.past)
    try:
        portal = pipeline.portal(moment, loading, manual.manuals)
    except pipeline.UncheckedError as error:
        print(annotate.text(error.errors, colour=surroundings.colour(sys.stdout)), end="")
        print("The last good site stays as it is.", file=sys.stderr)
        return 1
    loading.progress("Building", 0, 1)
    words = site.build(settings, portal, engine=options.engine, strict=options.strict)
    loading.progress("Building", 1, 1)
    for word in words:
        print(word, file=sys.stderr)
    print(f"{_pages(portal)} in {perf_counter() - started:.1f} s.")
    home = options.root / folder / "index.html"
    print(f"Open {home}, or run `salesbook serve` to search in it as well.")
    return 0


def _pages(portal: Portal) -> str:
    """Count the pages that were made of the records."""
    number = len(portal.told.pages) + sum(len(kind.ids) for kind in portal.records)
    return annotate.counted(number, "page")
