"""Files that the site needs besides its pages: our style sheet and script, and a table library.

The library is the DataTables bundle that itables ships; nothing else of itables is used, and it is
found without being imported. A page loads it only when a table is long, or is asked to sort.
"""

import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from generator.errors import SalesbookError

STYLE_SHEETS = ("assets/salesbook.css",)
"""What every page links to, from the root of the site."""

SCRIPTS = ("assets/salesbook.js",)
"""What every page runs, from the root of the site."""

OURS = Path(__file__).parent / "theme" / "assets"

_EXPORT = re.compile(rb"\bexport\{[^}]*\b([\w$]+) as default\b[^}]*\}")
"""Where a module gives away what it is for."""


class AssetMissingError(SalesbookError):
    """A file that a package should bring is not there."""

    def __init__(self, package: str, file: str) -> None:
        super().__init__(f"{package}: it has no {file}. Install the locked versions again.")


def files() -> Mapping[str, bytes]:
    """Return each file by its path in the site, in the order of the paths."""
    ours = {f"assets/{path.name}": path.read_bytes() for path in sorted(OURS.iterdir())}
    return ours | {"assets/tables.js": _library()}


def _library() -> bytes:
    """Return the library as a plain script; a browser loads no module from a disk.

    What the module gives away becomes `SalesbookTable`, and nothing else of it is seen.
    """
    package, file = "itables", "html/dt_bundle.js"
    text = packaged(package, file).read_bytes()
    body, count = _EXPORT.subn(rb"globalThis.SalesbookTable=\1", text)
    if count != 1:
        raise AssetMissingError(package, f"{file} that is a module")
    return b'(()=>{"use strict";' + body + b"\n})();\n"


def packaged(package: str, file: str) -> Path:
    """Return the place of a file inside an installed package, without running the package."""
    spec = find_spec(package)
    places = (spec.submodule_search_locations or ()) if spec else ()
    for place in places:
        path = Path(place) / file
        if path.is_file():
            return path
    raise AssetMissingError(package, file)
