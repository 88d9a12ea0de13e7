"""What the architecture promises, asked of the code itself.

Every test gathers all faults as `path:line: what must be`, so that one run names them all.
"""

import importlib.metadata
import re
import sys
import tokenize
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from statistics import median, quantiles

import pytest

from generator.checks import LAWS, REVISED
from tests.modules import ROOT, Module, body_lines, functions, holds, imports, modules, parse, uses

OURS = ("schema", "generator")
EVERYWHERE = (*OURS, "tests", "benchmarks")

# One dependency, one module: replacing a dependency is then the work of one file.
OWNERS = {
    "duckdb": ("generator/warehouse.py",),
    "git": ("generator/repository.py",),
    "itables": ("generator/website/assets.py",),
    "jinja2": ("generator/look/render.py", "generator/look/stencil.py"),
    "markupsafe": ("generator/",),  # a value type: text that is HTML already
    "mkdocs": ("generator/website/plugin.py",),
    "numpy": ("generator/forecast/",),  # arrays are the trade of the whole folder
    "pydantic": (
        "schema/",
        "generator/importing/",
        "generator/reading.py",
        "generator/shape.py",
    ),
    "pydantic_core": (
        "schema/",
        "generator/importing/",
        "generator/reading.py",
        "generator/shape.py",
    ),
    "rapidfuzz": ("generator/duplicates/matcher.py",),
    "rich": ("generator/progress.py",),
    "sqlite3": ("generator/database.py",),
    "yaml": ("generator/yaml/source.py",),
}

# Where the program meets the world: only here may it look at the clock or the environment.
EDGES = (
    "generator/__main__",
    "generator/cli",
    "generator/commands/",
    "generator/website/plugin.py",
)

WORLD = re.compile(
    r"""(datetime\.(date|datetime)\.(now|utcnow|today)
      | time\.(time|time_ns|localtime|gmtime|strftime)
      | os\.(environ|environb|getenv|getenvb|urandom)
      | uuid\.uuid[14]
      | random\.(?!Random$).+
      | secrets\..+)(\..+)?""",
    re.VERBOSE,
)

FILE_LINES = 400
BODY_LINES = 40
USUAL_BODY_LINES = 5
LONG_BODY_LINES = 25


def foreign(module: Module) -> Iterator[str]:
    """Yield each import of a package by a module that does not own it."""
    for node, name in imports(module):
        top = name.partition(".")[0]
        free = top in sys.stdlib_module_names and top not in OWNERS
        if not free and top not in OURS and not module.path.startswith(OWNERS.get(top, ())):
            owners = " and ".join(OWNERS.get(top, ())) or "a module that OWNERS has to name"
            yield f"{module.at(node)}: {top} belongs to {owners}"


def test_every_dependency_has_one_owner() -> None:
    holds(fault for module in modules(*OURS) for fault in foreign(module))


@pytest.mark.parametrize(
    ("path", "text", "count"),
    [
        ("generator/yaml/source.py", "import yaml", 0),
        ("generator/load.py", "def f():\n    from yaml import load", 1),
        ("schema/deal.py", "from pydantic.fields import Field", 0),
        ("generator/look/chart.py", "import numpy", 1),
        ("generator/look/chart.py", "import sqlite3, json", 1),
        ("generator/look/chart.py", "from . import table", 1),
    ],
)
def test_a_dependency_elsewhere_is_found(path: str, text: str, count: int) -> None:
    assert len(list(foreign(parse(path, text)))) == count


def test_schema_knows_nothing_of_the_generator() -> None:
    holds(
        f"{module.at(node)}: schema imports nothing of the generator"
        for module in modules("schema")
        for node, name in imports(module)
        if name.partition(".")[0] == "generator"
    )


def test_nothing_imports_the_command_line() -> None:
    holds(
        f"{module.at(node)}: only the command line imports {name}"
        for module in modules(*OURS)
        if not module.path.startswith(EDGES)
        for node, name in imports(module)
        if name.startswith(("generator.cli", "generator.commands"))
    )


def test_code_imports_no_tests() -> None:
    holds(
        f"{module.at(node)}: what runs imports no {name}"
        for module in modules(*OURS)
        for node, name in imports(module)
        if name.partition(".")[0] in {"tests", "benchmarks"}
    )


def worldly(module: Module) -> Iterator[str]:
    """Yield each look at the clock, the environment or a source of chance."""
    for node, name in uses(module):
        if WORLD.fullmatch(name):
            yield f"{module.at(node)}: {name} is an argument below the command line"


def test_nothing_below_the_command_line_asks_clock_environment_or_chance() -> None:
    holds(
        fault
        for module in modules(*OURS)
        if not module.path.startswith(EDGES)
        for fault in worldly(module)
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("from datetime import date as day\nday.today()", 1),
        ("import datetime as dt\ndt.datetime.now(dt.UTC)", 1),
        ("import time\ntime.time(); time.perf_counter()", 1),
        ("from os import environ\nenviron['HOME']", 1),
        ("import os.path\nos.environ.get('HOME')", 1),
        ("import random\nrandom.Random(7).random()", 0),
        ("import random\nrandom.choice([1])", 1),
        ("from uuid import uuid4\nuuid4()", 1),
        ("import secrets\nsecrets.token_hex()", 1),
        ("from datetime import date\ndate(2026, 4, 1).isoformat()", 0),
    ],
)
def test_a_look_at_the_world_is_found(text: str, count: int) -> None:
    assert len(list(worldly(parse("generator/x.py", text)))) == count


def test_files_are_short() -> None:
    holds(
        f"{module.path}: {lines} lines; at most {FILE_LINES}"
        for module in modules(*EVERYWHERE)
        if (lines := module.text.count("\n")) > FILE_LINES
    )


def test_bodies_are_short() -> None:
    holds(
        f"{module.at(function)}: {function.name} has {body_lines(function)} lines; "
        f"at most {BODY_LINES}"
        for module in modules(*EVERYWHERE)
        for function in functions(module)
        if body_lines(function) > BODY_LINES
    )


def test_bodies_are_small_as_a_rule() -> None:
    sizes = [body_lines(function) for module in modules(*OURS) for function in functions(module)]
    assert median(sizes) <= USUAL_BODY_LINES
    assert quantiles(sizes, n=20)[-1] <= LONG_BODY_LINES


REASONED = re.compile(
    r"""\#\s*(
        noqa: \s* [A-Z]+\d+ (, \s* [A-Z]+\d+)*
      | type: \s* ignore \[ [a-z, -]+ \]
      | pragma: \s* no \s (cover|branch)
    ) [\s\#:(-]+ \w .{3,}""",
    re.VERBOSE,
)
EXCEPTION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:|ruff:|mypy:|fmt:\s*off)")


def unreasoned(module: Module) -> Iterator[str]:
    """Yield each comment that switches a check off without saying why."""
    for token in tokenize.generate_tokens(StringIO(module.text).readline):
        if token.type == tokenize.COMMENT:
            exceptions = len(EXCEPTION.findall(token.string))
            if exceptions and not REASONED.search(token.string):
                yield f"{module.path}:{token.start[0]}: {token.string} must say why"


def test_every_exception_from_a_check_says_why() -> None:
    holds(fault for module in modules(*EVERYWHERE) for fault in unreasoned(module))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("x = 1  # noqa: F401", 1),
        ("x = 1  # noqa", 1),
        ("x = 1  # noqa: F401 - kept for its side effect", 0),
        ("x = 1  # type: ignore[arg-type]", 1),
        ("x = 1  # type: ignore[arg-type]  # the stub is wrong here", 0),
        ("x = '# noqa'", 0),
    ],
)
def test_an_exception_without_a_reason_is_found(text: str, count: int) -> None:
    assert len(list(unreasoned(parse("generator/x.py", text)))) == count


def test_every_law_has_a_code_of_its_own() -> None:
    standing, revised = ([law.code for law in laws] for laws in (LAWS, REVISED))
    assert standing == sorted(set(standing) - set(revised))
    assert revised == sorted(set(revised))
    codes = [*standing, *revised]
    assert [code for code in codes if not re.fullmatch(r"[LP]\d{3,4}", code)] == []


def test_every_law_has_a_failing_and_a_passing_example() -> None:
    examples = ROOT / "tests" / "diagnostics"
    holds(
        f"tests/diagnostics/{law.code}.yml: has `{example}:` for {law.check.__name__}"
        for law in (*LAWS, *REVISED)
        for text in [_text(examples / f"{law.code}.yml")]
        for example in ("fails", "passes")
        if not re.search(rf"^{example}:", text, re.MULTILINE)
    )


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def test_no_other_distribution_owns_our_names() -> None:
    owners = importlib.metadata.packages_distributions()
    holds(
        f"{name} belongs to {owner}, too"
        for name in (*OURS, "tests", "benchmarks")
        for owner in owners.get(name, ())
        if owner != "salesbook"
    )
