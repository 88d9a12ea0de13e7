"""A figure: the same chart for a wide and for a narrow place, its words and its legend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.look.charts.drawing import Drawing
from generator.look.charts.svg import Escaper, svg
from generator.look.escape import markup
from generator.look.format import label

SAID = 12
"""How many values a chart says in words; all of them are in the fold under it."""


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


def figure(drawings: Sequence[Drawing], words: Words, escape: Escaper) -> Markup:
    """Return the figure of one chart, drawn for each place that it may stand in."""
    pictures = "".join(_picture(drawing, words, escape) for drawing in drawings)
    return markup(f'<figure class="sb-figure">{pictures}{_legend(words, escape)}</figure>')


def _picture(drawing: Drawing, words: Words, escape: Escaper) -> str:
    """Return what is drawn under its title; no id is needed to say what it is."""
    return (
        f'<svg class="sb-{drawing.frame.name}" viewBox="0 0 {drawing.frame.width} '
        f'{drawing.height:g}" role="img"><title>{escape(words.title)}</title>'
        f"<desc>{escape(words.said)}</desc>{svg(drawing, escape)}</svg>"
    )


def _legend(words: Words, escape: Escaper) -> str:
    keys = [(name, f"sb-{tone}") for name, tone in words.parts.items()]
    if words.mark:
        keys.append((words.mark, "sb-aim"))
    entries = "".join(
        f'<li><i class="sb-key {css}"></i>{escape(label(name))}</li>' for name, css in keys
    )
    return f'<figcaption><ul class="sb-legend">{entries}</ul></figcaption>' if entries else ""
