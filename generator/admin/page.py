"""The page of the content editor, and the script that it runs, copied from a package."""

import hashlib
import json
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.admin.settings import Backend
from generator.errors import UsageError
from generator.reading import contents

PACKAGES = {
    "decap-cms": "node_modules/decap-cms/dist/decap-cms.js",
    "@sveltia/cms": "node_modules/@sveltia/cms/dist/sveltia-cms.js",
}
"""Where npm puts the script of each package that can be used."""

_SERVERS = {"github": ("https://api.github.com", "https://github.com")}
_LOCAL = "http://localhost:8081"

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Edit records</title>
<link href="config.yml" type="text/yaml" rel="cms-config-url">
</head>
<body>
<noscript>This editor needs JavaScript.</noscript>
<script src="{name}" integrity="{integrity}"></script>
</body>
</html>
"""


class Script(NamedTuple):
    """A script: its file's name, what is in it, and the package and version that it is of."""

    name: str
    content: bytes
    package: str

    @property
    def file_name(self) -> str:
        """Say what this editor calls a file's name."""
        return "slug" if "sveltia" in f"{self.package} {self.name}" else "filename"

    @property
    def integrity(self) -> str:
        """Name the content as a browser checks it."""
        return f"sha384-{b64encode(hashlib.sha384(self.content).digest()).decode()}"


def script(root: Path, chosen: Path | None) -> Script:
    """Find the script: the chosen one, else that of a package that npm has installed here.

    Raises:
        UsageError: There is none.
        NotReadableError: It cannot be read.
    """
    places = [chosen] if chosen else [root / place for place in PACKAGES.values()]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        where = str(chosen) if chosen else " and ".join(PACKAGES.values())
        message = f"{where}: there is no such file. `npm install decap-cms` brings it."
        raise UsageError(message)
    return Script(found.name, contents(found), _package(found))


def _package(file: Path) -> str:
    """Name the package that a file is of, with its version, by the nearest `package.json`."""
    for folder in file.resolve().parents:
        described = folder / "package.json"
        if described.is_file():
            try:
                told = json.loads(described.read_bytes())
                return f"{told['name']} {told['version']}"
            except (ValueError, KeyError, TypeError):
                break
    return file.name


def page(script: Script, backend: Backend) -> str:
    """Write the page; it may ask this site, the hosting site and the local server alone."""
    return _PAGE.format(
        policy=escape(_policy(backend)), name=escape(script.name), integrity=script.integrity
    )


def _policy(backend: Backend) -> str:
    """Say what the page may load and ask."""
    base = urlsplit(backend.host.address)
    own = (f"{base.scheme}://{base.netloc}",) if base.netloc else ()
    asked = [*_SERVERS.get(backend.host.kind, own), _LOCAL]
    if backend.sign_in:
        asked.append(backend.sign_in)
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-eval'",  # it compiles the checks of its settings
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob: https:",
            "font-src 'self' data:",
            " ".join(["connect-src 'self' data: blob:", *dict.fromkeys(asked)]),
            "base-uri 'none'",
            "object-src 'none'",
        ]
    )
