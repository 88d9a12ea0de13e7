"""Templates to text: the only module that knows Jinja, and the wall between records and markup.

There are two kinds of page. `html` templates are stamped into rendered pages, thousands of them:
Jinja escapes each value for HTML. `markdown` templates are read by Markdown afterwards; there each
value goes through `escape.markdown`, also where templates join, add or format values, and the
templates run in Jinja's sandbox, since a data repository may bring its own. In both, a name
that is not there is an error, None is a dash, and no value is ever read as a template.

Every macro of `templates/macros/` and every filter and function of `vocabulary` is there
without an import.
"""

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import jinja2
from jinja2 import nodes
from jinja2.debug import rewrite_traceback_stack
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from generator.errors import SalesbookError
from generator.look import escape, vocabulary
from generator.look import format as formats
from generator.look.setting import Setting, root_of
from generator.look.stencil import Stencil

Escape = Literal["markdown", "html"]

MACROS = Path(__file__).parent / "templates" / "macros"

_REFUSED = (
    "e escape forceescape format indent pprint random replace safe string striptags tojson "
    "truncate urlencode urlize wordwrap xmlattr center"
)
"""Jinja's own filters that make markup of a value, or cut markup in two."""


class ReportError(SalesbookError):
    """A template or a query of a report that cannot be carried out, with its place."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")


@dataclass(frozen=True)
class Templates:
    """Folders of templates, ready to be filled in."""

    folders: tuple[Path, ...]
    escape: Escape
    setting: Setting
    _ready: dict[str, jinja2.Environment] = field(default_factory=dict, repr=False, compare=False)

    def render(self, template: str, values: Mapping[str, object], *, page: str = "") -> str:
        """Fill a template in; `page` is the page's address from the root, `accounts/acme.html`.

        Raises ReportError with the template's file and line.
        """
        try:
            return self._environment(root_of(page)).get_template(template).render(values)
        except _FAULTS as wrong:
            raise _fault(template, wrong) from wrong

    def filler(
        self, template: str, shared: Mapping[str, object], *, page: str = ""
    ) -> Callable[[Mapping[str, object]], str]:
        """Return a function that fills a template in again and again.

        It takes the values that differ; they have the same names each time. It raises what `render`
        raises, as this does.
        """
        try:
            known = self._environment(root_of(page)).get_template(template)
        except jinja2.TemplateError as wrong:
            raise _fault(template, wrong) from wrong
        context = known.new_context(dict(shared))
        values, root = context.parent, known.root_render_func

        def fill(own: Mapping[str, object]) -> str:
            values.update(own)
            context.vars.clear()
            try:
                return "".join(root(context))
            except _FAULTS as wrong:
                raise _fault(template, rewrite_traceback_stack()) from wrong

        return fill

    def _environment(self, root: str) -> jinja2.Environment:
        if root not in self._ready:
            self._ready[root] = _environment(self.folders, self.escape, self.setting, root)
        return self._ready[root]


def _fault(template: str, wrong: BaseException) -> ReportError:
    """Say where and why a template could not be filled in."""
    if isinstance(wrong, jinja2.TemplateNotFound):
        return ReportError(template, f"there is no template {wrong.name}.")
    if isinstance(wrong, jinja2.TemplateSyntaxError):
        place = f"{wrong.filename or wrong.name or template}:{wrong.lineno}"
        return ReportError(place, str(wrong.message))
    return ReportError(_place(template, wrong), _reason(wrong))


_FAULTS = (jinja2.TemplateError, TypeError, ValueError, KeyError, AttributeError, ArithmeticError)
"""What a template can do wrong while it runs: an unknown name, a filter given the wrong thing."""


def environment(folders: Sequence[Path], *, escape: Escape, setting: Setting) -> Templates:
    """Return the templates of these folders; a name is looked for in each, first to last."""
    return Templates(tuple(folders), escape, setting)


def _environment(
    folders: tuple[Path, ...], kind: Escape, setting: Setting, root: str
) -> jinja2.Environment:
    """Build one environment: the same for every page that lies equally deep."""
    here = replace(setting, root=root, escape=getattr(escape, kind))
    made = _Page(here.escape) if kind == "markdown" else Stencil()
    made.loader = jinja2.FileSystemLoader([*folders, MACROS])
    made.filters.update(vocabulary.filters(here))
    made.globals.update(vocabulary.functions(here))
    made.globals.update(_macros(made))
    return made


def _macros(made: jinja2.Environment) -> dict[str, object]:
    """Return every macro of the shared files under its name; they see one another as well."""
    found: dict[str, object] = {}
    for path in sorted(MACROS.glob("*.j2")):
        found.update(made.get_template(path.name).module.__dict__)
    return {name: macro for name, macro in found.items() if not name.startswith("_")}


def _shown(value: object) -> object:
    """Return what stands on the page for a value that needs a word of its own."""
    if value is None:
        return formats.EMPTY
    if value is True or value is False:
        return "yes" if value else "no"
    return value


class _Page(ImmutableSandboxedEnvironment):
    """An environment for pages of Markdown, in which nothing reaches the page past the escaper."""

    intercepted_binops = frozenset({"+", "%"})

    def __init__(self, escaper: Callable[[object], Markup]) -> None:
        super().__init__(
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=self._finalized,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._escaper = escaper
        for name in _REFUSED.split():
            del self.filters[name]
        self.filters["join"] = self._joined
        self.filters["concatenated"] = self._joined

    def _finalized(self, value: object) -> object:
        return value if isinstance(value, jinja2.Undefined) else self._escaper(_shown(value))

    def _joined(self, values: Iterable[object], between: object = "") -> str:
        """Join texts into a text; as soon as markup is among them, all the others are escaped."""
        parts = list(values)
        if not any(isinstance(part, Markup) for part in [between, *parts]):
            return str(between).join(map(str, parts))
        escaped = [str(self._finalized(part)) for part in parts]
        return escape.markup(str(self._finalized(between)).join(escaped))

    def call_binop(
        self, context: jinja2.runtime.Context, operator: str, left: object, right: object
    ) -> object:
        """Escape what is added to markup; multiply and format nothing that is markup."""
        if not isinstance(left, Markup) and not isinstance(right, Markup):
            return super().call_binop(context, operator, left, right)
        if operator == "+":
            return self._joined((left, right))
        message = f"markup cannot be used with {operator}"
        raise jinja2.TemplateRuntimeError(message)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Refuse the methods of markup, which would escape for HTML alone."""
        return not isinstance(obj, Markup) and super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Read a template, with each `~` made the joining of this environment."""
        tree: nodes.Template = _Tildes().visit(super()._parse(source, name, filename))
        return tree


class _Tildes(NodeTransformer):
    """Puts a filter in the place of Jinja's own concatenation, which would escape for HTML."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 (Jinja calls it so)
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, "concatenated", [], [], None, None, lineno=node.lineno)


def _place(template: str, fault: BaseException) -> str:
    """Return the innermost line of a template in a traceback, as `page.md.j2:12`."""
    lines = traceback.extract_tb(fault.__traceback__)
    inside = [line for line in lines if line.filename.endswith(".j2")]
    return f"{inside[-1].filename}:{inside[-1].lineno}" if inside else template


def _reason(fault: BaseException) -> str:
    text = str(fault) or type(fault).__name__
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."
