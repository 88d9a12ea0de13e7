"""`salesbook build`: check the records, and build the portal from them."""

import argparse
import sys

from generator import annotate, pipeline, site
from generator.commands import surroundings
from generator.site_file import NAME

HELP = "Check the records and build the portal into build/site."
EXAMPLE = "salesbook build --engine zensical"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--engine", choices=("mkdocs", "zensical"), default="mkdocs")
    parser.add_argument("--strict", action="store_true", help="a warning of the engine is an error")
    surroundings.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Build the site; with errors in the records the last good one stays."""
    day, loading = surroundings.as_of(options), surroundings.loading(options)
    try:
        portal = pipeline.portal(options.root, day, loading)
    except pipeline.UncheckedError as error:
        print(annotate.text(error.errors, colour=surroundings.colour(sys.stdout)), end="")
        print("The last good site stays as it is.", file=sys.stderr)
        return 1
    settings = options.root / NAME
    for word in site.build(settings, portal, engine=options.engine, strict=options.strict):
        print(word, file=sys.stderr)
    count = len(portal.pages) + sum(len(kind.ids) for kind in portal.records)
    print(f"{count:,} pages in {options.root / 'build' / 'site'}.")
    return 0
