"""A figure: the same chart for a wide and for a narrow place, its words and its legend."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.look.charts.drawing import Drawing
from generator.look.escape import markup
from generator.look.format import label

SAID = 12
"""How many values a chart says in words; all of them are in the fold under it."""

Escaper = Callable[[object], Markup]


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says in words: its title, its values for those who cannot see, its legend."""

    title: str
    values: Sequence[str] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    mark: str = "Target"

    @property
    def said(self) -> str:
        """Return the values as one sentence, the first dozen of them."""
        more = "" if len(self.values) <= SAID else f"; and {len(self.values) - SAID} more"
        return "; ".join(self.values[:SAID]) + more


def figure(
    drawings: Sequence[Drawing], draw: Callable[[Drawing], str], words: Words, escape: Escaper
) -> Markup:
    """Return the figure of one chart; `draw` gives the SVG of a drawing as the library made it."""
    pictures = "".join(_picture(drawing, draw(drawing), words, escape) for drawing in drawings)
    return markup(f'<figure class="sb-figure">{pictures}{_legend(words, escape)}</figure>')


def _picture(drawing: Drawing, svg: str, words: Words, escape: Escaper) -> str:
    """Put our own opening before what is drawn; no id is needed to say what it is."""
    inside = _TEXT.sub(lambda found: f">{escape(html.unescape(found[1]))}<", bare(svg))
    return (
        f'<svg class="sb-{drawing.frame.name}" viewBox="0 0 {drawing.frame.width} '
        f'{drawing.height:g}" role="img"><title>{escape(words.title)}</title>'
        f"<desc>{escape(words.said)}</desc>{inside}</svg>"
    )


def _legend(words: Words, escape: Escaper) -> str:
    keys = [(name, f"sb-{tone}") for name, tone in words.parts.items()]
    if words.mark:
        keys.append((words.mark, "sb-aim"))
    entries = "".join(
        f'<li><i class="sb-key {css}"></i>{escape(label(name))}</li>' for name, css in keys
    )
    return f'<figcaption><ul class="sb-legend">{entries}</ul></figcaption>' if entries else ""


_TEXT = re.compile(r">([^<>]+)<")
_TAG = re.compile(r"<[^<>]+>")
_OPENING = re.compile(r"^<svg [^>]*>|</svg>$")
_NEEDLESS = re.compile(
    r' (?:class|role|aria-[a-z]+|font-family|pointer-events)="[^"]*"'
    r'| (?:opacity="1"|stroke-dasharray=""|font-weight="400"|stroke-width="2"(?= opacity))'
)
_FRACTION = re.compile(r"\d+\.\d{3,}")
_NOTHING = re.compile(r'<path d="[^"]*"(?: display="none")?/>')


def bare(svg: str) -> str:
    """Return what is inside an SVG, without the attributes that a page has no use for.

    Only tags are touched: a label may read like an attribute or a long fraction.
    """
    return _NOTHING.sub("", _TAG.sub(_plain, _OPENING.sub("", svg)))


def _plain(tag: re.Match[str]) -> str:
    return _FRACTION.sub(_short, _NEEDLESS.sub("", tag[0]))


def _short(fraction: re.Match[str]) -> str:
    return f"{float(fraction[0]):.2f}".rstrip("0").rstrip(".")
