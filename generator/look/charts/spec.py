"""A drawing as a Vega-Lite specification: one layer for each run of marks of one style."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from generator.look.charts.drawing import Band, Box, Curve, Dot, Drawing, Mark, Rule
from generator.look.escape import clean

Json = Mapping[str, object]

_ALIGN = {"start": "left", "middle": "center", "end": "right"}


def specification(drawing: Drawing) -> Json:
    """Return the specification; nothing in it has to be measured, so its layout is fixed."""
    width, height = drawing.room
    left, right, top, bottom = drawing.margins
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": height,
        "padding": {"left": left, "right": right, "top": top, "bottom": bottom},
        "autosize": "none",
        "background": None,
        "config": {"aria": False, "view": {"stroke": None}, "font": "inherit"},
        "layer": list(_layers(drawing)),
    }


def _layers(drawing: Drawing) -> Iterator[Json]:
    positions = _positions(drawing)
    for (_, style), run in groupby(enumerate(drawing.marks), key=_run):
        marks = [mark for _, mark in run]
        values = [row for mark in marks for row in _rows(mark)]
        yield {
            "mark": style | ({"fontSize": drawing.frame.letter} if style["type"] == "text" else {}),
            "data": {"values": values},
            "encoding": {key: positions[key] for key in positions if key in values[0]},
        }


def _run(numbered: tuple[int, Mark]) -> tuple[int, dict[str, object]]:
    """Tell runs apart by style; each curve and each band is a run of its own."""
    number, mark = numbered
    return (number if isinstance(mark, Curve | Band) else -1), _style(mark)


def _positions(drawing: Drawing) -> dict[str, Json]:
    """Return every channel a layer may use; colours and texts are taken as they are."""
    x, y = _scale(drawing.x), _scale(drawing.y)
    return {
        "x": {"field": "x", "type": "quantitative", "axis": None, "scale": x},
        "x2": {"field": "x2"},
        "y": {"field": "y", "type": "quantitative", "axis": None, "scale": y},
        "y2": {"field": "y2"},
        "fill": {"field": "fill", "type": "nominal", "scale": None, "legend": None},
        "opacity": {"field": "opacity", "type": "quantitative", "scale": None, "legend": None},
        "text": {"field": "text", "type": "nominal"},
    }


def _scale(domain: tuple[float, float]) -> Json:
    return {"domain": list(domain), "nice": False, "zero": False}


def _style(mark: Mark) -> dict[str, object]:
    """Return what all marks of one layer share."""
    match mark:
        case Box():
            return {"type": "rect", "cornerRadius": 2}
        case Curve() | Rule():
            return {
                "type": "line" if isinstance(mark, Curve) else "rule",
                "stroke": mark.stroke,
                "strokeWidth": mark.width,
                "strokeDash": list(mark.dash),
            }
        case Band():
            return {"type": "area", "fill": mark.fill, "fillOpacity": mark.opacity}
        case Dot():
            return {"type": "circle", "size": 70, "opacity": 1}
        case _:
            return {
                "type": "text",
                "align": _ALIGN[mark.anchor],
                "baseline": "alphabetic",
                "fontWeight": 600 if mark.bold else 400,
                "dx": mark.dx,
                "dy": mark.dy,
            }


def _rows(mark: Mark) -> list[Json]:
    """Return the data of one mark."""
    match mark:
        case Box():
            return [mark._asdict()]
        case Curve():
            return [{"x": x, "y": y} for x, y in mark.points]
        case Band():
            return [{"x": x, "y": low, "y2": high} for x, low, high in mark.points]
        case Rule():
            return [{"x": mark.x, "x2": mark.x2, "y": mark.y, "y2": mark.y2}]
        case Dot():
            return [mark._asdict()]
        case _:
            return [{"x": mark.x, "y": mark.y, "fill": mark.fill, "text": _line(mark.text)}]


def _line(text: str) -> str:
    """Return a text of one line; a null character in it would end the process that draws."""
    return clean(text).replace("\n", " ").replace("\t", " ")
