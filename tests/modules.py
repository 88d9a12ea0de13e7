"""The Python files of this repository as syntax trees, and what the tests of shape ask of them."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its path from the root and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    def at(self, node: ast.stmt | ast.expr) -> str:
        """Return where a node stands, as editors open it."""
        return f"{self.path}:{node.lineno}"


def parse(path: str, text: str) -> Module:
    """Return the module of a text."""
    return Module(path, text, ast.parse(text))


def modules(*folders: str) -> list[Module]:
    """Return the modules below some folders of the repository, sorted by path."""
    return [
        parse(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
        for folder in folders
        for file in sorted((ROOT / folder).rglob("*.py"))
    ]


def holds(faults: Iterable[str]) -> None:
    """Fail with every fault on a line of its own."""
    found = list(faults)
    assert not found, "\n" + "\n".join(found)


def imports(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Yield every import, wherever it stands, with the full name of what is imported."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = "." * node.level + (node.module or "")
            yield from ((node, f"{package}.{alias.name}") for alias in node.names)


def origins(module: Module) -> dict[str, str]:
    """Return what each imported name stands for: `dt` is `datetime` after such an import."""
    found: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                found[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def uses(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """Yield every use of an imported name with its full name: `datetime.date.today`."""
    known = origins(module)
    inner = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute | ast.Name) and id(node) not in inner:
            name = dotted(node, known)
            if name:
                yield node, name


def dotted(node: ast.expr, known: dict[str, str]) -> str:
    """Return the full name of an attribute chain on an imported name; empty for anything else."""
    match node:
        case ast.Name(id=name):
            return known.get(name, "")
        case ast.Attribute(value=value, attr=attribute):
            start = dotted(value, known)
            return start and f"{start}.{attribute}"
        case _:
            return ""


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines the body has, its docstring not counted."""
    told = ast.get_docstring(function) is not None
    body = function.body[1:] if told else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0
