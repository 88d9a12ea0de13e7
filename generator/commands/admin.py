"""`salesbook admin`: a page of the site on which records are edited, with pull requests."""

import argparse
import os
from pathlib import Path

from generator import hosting, load, site_file
from generator.admin import page, settings
from generator.admin.page import Script
from generator.admin.settings import Backend
from generator.authoring import commit
from generator.errors import SalesbookError, UsageError
from generator.website.write import replace, writing

HELP = "Write the page and settings of Decap CMS, which edits records by pull request."
EXAMPLE = "salesbook admin            (after `npm install decap-cms`)"
FOLDER = "site/admin"


class CompanyWrongError(SalesbookError):
    """A `company.yml` that cannot be read, without which no list is known."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--script",
        type=Path,
        metavar="FILE",
        help="the editor's script (default: that of the package decap-cms or @sveltia/cms in "
        "node_modules/)",
    )
    parser.add_argument(
        "--sign-in", metavar="URL", default="", help="the server through which people sign in"
    )
    parser.add_argument(
        "--app-id", metavar="ID", default="", help="the application's id, to sign in without one"
    )


def run(options: argparse.Namespace) -> int:
    """Write page, settings and script into the site, and say what is to be known of them."""
    company, faults = load.company(options.root)
    if company is None:
        message = f"{faults[0].path}: {faults[0].message}"
        raise CompanyWrongError(message)
    found = page.script(options.root, options.script)
    backend = _backend(options)._replace(file_name=found.file_name)
    folder = options.root / FOLDER
    with writing(folder):
        replace(folder / "config.yml", settings.text(company, backend).encode())
        replace(folder / "index.html", page.page(found, backend).encode())
        replace(folder / found.name, found.content)
    _tell(backend, found)
    return 0


def _backend(options: argparse.Namespace) -> Backend:
    """Find where the repository is hosted: by `mkdocs.yml`, else by its remote."""
    if options.sign_in and not options.sign_in.startswith("https://"):
        message = f"--sign-in must begin with https://; found {options.sign_in}."
        raise UsageError(message)
    file = site_file.read(options.root)
    there = commit.branches(options.root, dict(os.environ))
    host = hosting.host(file.repository, file.editor, there.remote if there else "")
    return Backend(host, there.trunk if there else "main", options.sign_in, options.app_id)


def _tell(backend: Backend, found: Script) -> None:
    print(f"Wrote {FOLDER}/: config.yml, index.html and {found.name}, of {found.package}.")
    print(f"Its content is {found.integrity}; a browser runs no other.")
    if not backend.host.kind:
        print("The hosting site is not known: set `repo_url` and `edit_uri` in mkdocs.yml.")
    print("Try it: `MODE=git npx decap-server` here, `salesbook serve` beside it, then /admin/.")
    print("This editor loses the remarks of a file that it saves; `salesbook serve --edit` and")
    print("`salesbook set` keep them.")
