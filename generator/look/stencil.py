"""Templates of HTML pages as quick Python: what Jinja writes for them, said in fewer steps.

Tens of thousands of pages are filled in from one template. Jinja puts three calls around every
value that a page shows, and one around every attribute and every call; here a value passes through
one function, which is the wall between records and markup, and the rest is plain Python.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from keyword import iskeyword

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from generator.look.escape import markup, plain, unsafe
from generator.look.format import EMPTY


def shown(value: object) -> str:
    """Return what stands on a page for a value: text is escaped, None a dash, a flag yes or no."""
    if type(value) is Markup or (type(value) is str and not unsafe(value)):
        return value
    return _WORDS.get(type(value), plain)(value)


_WORDS: dict[type, Callable[[object], str]] = {
    type(None): lambda _: EMPTY,
    bool: lambda value: "yes" if value else "no",
    int: str,
    Decimal: str,
}
"""How values are written that need a word of their own, or no escaping."""


def joined(parts: tuple[object, ...]) -> str:
    """Join texts into a text; as soon as markup is among them, all the others are escaped."""
    if Markup in map(type, parts):
        return markup("".join([t if type(t) is Markup else plain(t) for t in parts]))
    return "".join(map(str, parts))


class Stencil(jinja2.Environment):
    """An environment for pages of HTML: attributes and calls are Python's own.

    A value that is not there is an error, as everywhere; what stands in a template for a condition
    that does not hold and has no `else` is an empty text. An element of a mapping is asked for by
    `stage["state"]`.
    """

    def __init__(self) -> None:
        super().__init__(
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.shown = shown
        self.joined = joined


class _Generator(CodeGenerator):
    """Writes the Python of a template."""

    def _output_child_to_const(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, *_: object, **_named: object) -> None:
        self.write("environment.shown(")

    def _output_child_post(self, *_: object, **_named: object) -> None:
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 (Jinja calls it so)
        self.write("environment.joined((")
        self._listed(node.nodes, frame)
        self.write("))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (Jinja calls it so)
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802 (Jinja calls it so)
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 (Jinja calls it so)
    ) -> None:
        named = any(iskeyword(one.key) for one in node.kwargs)
        if forward_caller or named or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        self._listed([*node.args, *node.kwargs], frame)
        self.write(")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802 (Jinja calls it so)
        node.expr2 = node.expr2 or nodes.Const("", lineno=node.lineno)
        super().visit_CondExpr(node, frame)

    def _listed(self, parts: Iterable[nodes.Node], frame: Frame) -> None:
        for part in parts:
            self.visit(part, frame)
            self.write(", ")


Stencil.code_generator_class = _Generator
