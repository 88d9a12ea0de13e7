"""A replay as bytes, for the way from process to process and for the cache; the same bytes again.

What is short is JSON; behind it the columns lie as they are in memory, so that many are read fast.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from generator.forecast.issued import LEVELS, Issued, Scope
from generator.forecast.known import Floats
from generator.forecast.replay import Chances, Replay
from generator.forecast.scenario import Window
from generator.forecast.takings import Wins
from generator.forecast.unrated import Unrated

_LENGTH = 8
_FIGURES = 4
"""The mean and its parts, which stand before the quantiles."""


def packed(one: Replay) -> bytes:
    """Pack a replay."""
    said = one.issued
    names = [
        (line.window, line.method, line.scope, bool(line.quantiles), line.label) for line in said
    ]
    short = (one.people, one.teams, one.steady, one.unrated, one.currency)
    head = json.dumps(
        (*one[:4], names, one.chances.deals, len(one.wins.day), *short), separators=(",", ":")
    ).encode()
    figures = np.array([_figures(line) for line in said], np.float64)
    columns = (figures, one.chances.chance, one.chances.static, *one.wins)
    parts = (len(head).to_bytes(_LENGTH, "big"), head, *(column.tobytes() for column in columns))
    return zlib.compress(b"".join(parts), 1)


def _figures(line: Issued) -> tuple[float, ...]:
    none = (np.nan,) * len(LEVELS)
    return line.mean, line.booked, line.open, line.new, *(line.quantiles or none)


def unpacked(data: bytes) -> Replay:
    """Unpack a replay."""
    told = memoryview(zlib.decompress(data))
    begin = _LENGTH + int.from_bytes(told[:_LENGTH], "big")
    head = json.loads(bytes(told[_LENGTH:begin]))
    origin, commit, since, spans, names, deals, wins, *short = head
    people, teams, steady, lacking, currency = short
    windows = tuple(Window(*one) for one in spans)
    table = (len(windows), len(deals))
    shapes = ((len(names), _FIGURES + len(LEVELS)), table, table, (wins,), (wins,), (wins,))
    kinds = (np.float64, np.float64, np.float64, np.int64, np.float64, np.int64)
    figures, chance, static, *won = _columns(told[begin:], shapes, kinds)
    return Replay(
        origin,
        commit,
        since,
        windows,
        tuple(_issued((origin, commit), windows, names, figures)),
        Chances(tuple(deals), chance, static),
        Wins(*won),
        tuple(people),
        tuple(map(tuple, teams)),
        tuple(Scope(*one) for one in steady),
        tuple(Unrated(*one) for one in lacking),
        currency,
    )


def _columns(
    told: memoryview, shapes: Sequence[tuple[int, ...]], kinds: Sequence[type]
) -> Iterator[Any]:
    """Cut bytes into columns; all values have eight of them."""
    place = 0
    for shape, kind in zip(shapes, kinds, strict=True):
        count = int(np.prod(shape))
        yield np.frombuffer(told, kind, count, place).reshape(shape)
        place += count * _LENGTH


def _issued(
    head: tuple[int, str], windows: Sequence[Window], names: Sequence[Any], figures: Floats
) -> Iterator[Issued]:
    ends = {one.name: one.last for one in windows}
    for (window, method, scope, ranged, label), row in zip(names, figures.tolist(), strict=True):
        mean, booked, opened, new, *quantiles = row
        yield Issued(
            *head, window, ends[window], method, Scope(*scope), mean,
            tuple(quantiles) if ranged else (), booked, opened, new, label,
        )  # fmt: skip
