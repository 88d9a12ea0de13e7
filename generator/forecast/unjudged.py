"""How much of the replayed past is not judged since its money cannot be compared, in words."""

from collections.abc import Iterator, Sequence

from generator.annotate import counted
from generator.forecast import unrated
from generator.forecast.replay import Replay
from generator.forecast.unrated import Unrated


def words(
    past: Sequence[Replay], lacking: Sequence[Unrated], day: int, currency: str
) -> Iterator[str]:
    """Say it of past Mondays; on the day, `lacking` lacks a rate and money is in the currency."""
    of = counted(len(past), "past Monday")
    if other := sum(one.currency != currency for one in past):
        yield f"Not judged and not learned from, being in another currency: {other:,} of {of}."
    if short := sum(one.short for one in past):
        yield f"Not judged and not learned from, for want of a rate then: {short:,} of {of}."
    spans = {(window.first, window.last) for one in past for window in one.windows}
    over = [(first, last) for first, last in spans if last <= day]
    if left := sum(unrated.within(lacking, *span) for span in over):
        windows = counted(len(over), "past window")
        yield f"Not judged, for want of a rate for what was won in them: {left:,} of {windows}."
