"""What an issued forecast rests on, as the ledger keeps it."""

from generator.forecast import shelf
from generator.forecast.foresight import Foresight
from generator.forecast.ledger import Basis
from generator.history import History


def basis(history: History, seen: Foresight, tip: str, currency: str) -> Basis:
    """Say what the forecasts of a day rest on, whose last known commit is `tip`."""
    last = next(one for one in reversed(history.commits) if one.sha == tip)
    known = seen.known
    counts = {
        "commits": last.number + 1,
        "deals": len(set(known.versions.deal.tolist())),
        "versions": len(known.versions.deal),
        "open": len(seen.outlook.deals),
        "won": seen.outlook.wins,
        "lost": seen.outlook.losses,
        "without_rate": len(known.unconverted),
    }
    return Basis(tip, last.known, shelf.tool(), known.seed.hex(), counts, currency)
