"""Small pictures inside a line or a card, for pages that there are thousands of.

Each is drawn in microseconds as plain SVG: a curve of amounts, columns by quarter, a bar of
progress, a bar against a mark. Sizes and colours are attributes and classes, never styles, so that
a strict content policy and the theme both hold; the title says in words what the picture shows.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from markupsafe import Markup

from generator.look.escape import markup
from generator.look.format import Number, decimal

Escaper = Callable[[object], Markup]
Bar = tuple[object, object, object]
"""A column of `quarters`: what it is called, its value, and the value as it is shown."""
Part = tuple[str, Number]
"""A part of `bullet`: its tone and its amount."""


def _known(values: Sequence[object]) -> list[float]:
    return [float(exact) for exact in map(decimal, values) if exact is not None]


def _points(values: Sequence[float], width: float, height: float) -> list[tuple[float, float]]:
    """Spread values over a box with a margin of two; a flat curve lies in the middle."""
    low, high = min(values), max(values)
    step = (width - 4) / max(1, len(values) - 1)
    if high == low:
        return [(2 + step * at, height / 2) for at in range(len(values))]
    rise = (height - 6) / (high - low)
    return [(2 + step * at, height - 3 - (v - low) * rise) for at, v in enumerate(values)]


def spark(values: Sequence[object], title: str, escape: Escaper, tone: str = "") -> Markup:
    """Return a small line of values in their order, with a dot on the last; empty for fewer than 2.

    Without a tone the line is that of a fall (`bad`) or of a rise (`info`).
    """
    known = _known(values)
    if len(known) < 2:  # noqa: PLR2004 (a line has two ends)
        return markup("")
    points = _points(known, 92, 20)
    path = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    tone = tone or ("bad" if known[-1] < known[0] else "info")
    return markup(
        f'<svg class="sb-spark sb-{tone}" viewBox="0 0 92 20" width="92" height="20" role="img">'
        f'<title>{escape(title)}</title><path d="{path}" fill="none" stroke="currentColor" '
        f'stroke-width="1.8" stroke-linejoin="round"/><circle cx="{points[-1][0]:.1f}" '
        f'cy="{points[-1][1]:.1f}" r="2.2" fill="currentColor"/></svg>'
    )


def progress(share: object, title: str, escape: Escaper, mark: object = None) -> Markup:
    """Return a bar filled to a share of 1; `mark` is where it should stand by now."""
    done = decimal(share)
    if done is None:
        return markup("")
    due = decimal(mark)
    line = "" if due is None else f'<rect class="sb-mark" x="{_cut(due)}%" width="2" height="6"/>'
    return markup(
        f'<svg class="sb-bar" width="100%" height="6" role="img"><title>{escape(title)}</title>'
        f'<rect class="sb-track" width="100%" height="6" rx="3"/>'
        f'<rect class="sb-fill" width="{_cut(done)}%" height="6" rx="3"/>{line}</svg>'
    )


def _cut(share: Decimal) -> str:
    return f"{min(max(share, Decimal(0)), Decimal(1)) * 100:.1f}"


def quarters(bars: Sequence[Bar], title: str, escape: Escaper) -> Markup:
    """Return columns of (label, value, shown value), the last one stressed; empty without any.

    A negative value is drawn below the line.
    """
    known = [(label, decimal(value) or Decimal(0), shown) for label, value, shown in bars]
    if not known:
        return markup("")
    tall = max(max(value, Decimal(0)) for _, value, _ in known)
    deep = max(max(-value, Decimal(0)) for _, value, _ in known)
    scale = 84 / float(tall + deep or 1)
    base, wide = 18 + float(tall) * scale, 420 / len(known)
    floor = base + float(deep) * scale + (12 if deep else 0)
    drawn = "".join(
        _bar(at, wide, (base, floor), (float(value) * scale, escape(label), escape(shown)))
        for at, (label, value, shown) in enumerate(known)
    )
    return markup(
        f'<svg class="sb-quarters" viewBox="0 0 420 {floor + 20:.0f}" role="img">'
        f"<title>{escape(title)}</title>{drawn}</svg>"
    )


def _bar(
    at: int, wide: float, lines: tuple[float, float], value: tuple[float, Markup, Markup]
) -> str:
    base, floor = lines
    size, label, shown = value
    top, middle = base - max(size, 0), (at + 0.5) * wide
    text_at = top - 5 if size >= 0 else base - size + 12
    return (
        f'<rect x="{at * wide + wide * 0.1:.1f}" y="{top:.1f}" width="{wide * 0.8:.1f}" '
        f'height="{abs(size):.1f}" rx="2"/><text class="b" x="{middle:.1f}" y="{text_at:.1f}" '
        f'text-anchor="middle">{shown}</text><text x="{middle:.1f}" y="{floor + 15:.1f}" '
        f'text-anchor="middle">{label}</text>'
    )


def bullet(parts: Sequence[Part], target: object, title: str, escape: Escaper) -> Markup:
    """Return one bar of parts (tone, amount) one after another, with a mark at the target."""
    amounts = [(tone, max(decimal(amount) or Decimal(0), Decimal(0))) for tone, amount in parts]
    goal = decimal(target)
    full = max(sum((amount for _, amount in amounts), Decimal(0)), goal or Decimal(0)) or Decimal(1)
    drawn, start = "", Decimal(0)
    for tone, amount in amounts:
        drawn += (
            f'<rect class="sb-{tone}" x="{_cut(start / full)}%" width="{_cut(amount / full)}%" '
            f'y="4" height="10"/>'
        )
        start += amount
    line = (
        ""
        if goal is None
        else f'<rect class="sb-mark" x="{_cut(goal / full)}%" width="2" height="18"/>'
    )
    return markup(
        f'<svg class="sb-bullet" width="100%" height="18" role="img">'
        f"<title>{escape(title)}</title>{drawn}{line}</svg>"
    )
