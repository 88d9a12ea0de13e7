"""The plainest way to combine: half of what the model says, and half of what the run-rate says.

Simple combinations are hard to beat (Makridakis et al. 2020), so one stands beside the others, to
be scored as they are.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from generator.forecast import combine, interval, outlook, run_rate
from generator.forecast.issued import MODEL, Issued
from generator.forecast.replay import Replay

NAME = "equal weights"
_HALVES = np.array([0.5, 0.5])


def equal_weights(replays: Iterable[Replay]) -> Iterator[Issued]:
    """Combine the two wherever both speak of a window and a scope at an origin."""
    for one in replays:
        rates = {
            (each.window, each.scope): each for each in one.issued if each.method == run_rate.NAME
        }
        for model in one.issued:
            rate = rates.get((model.window, model.scope))
            if rate and model.method == MODEL:
                yield _halved(model, rate)


def _halved(model: Issued, rate: Issued) -> Issued:
    """Put the two together; of open deals and new ones the rate knows nothing."""
    means = np.array([model.mean, rate.mean]) - model.booked
    ahead = np.array(model.quantiles) - model.booked
    mixed = combine.mixed(ahead, means, _HALVES, float(means[0]))
    quantiles = tuple((model.booked + mixed).tolist())
    labels = (outlook.relabelled(model.label, quantiles), interval.label(0))
    return model._replace(
        method=NAME,
        mean=model.booked + float(means @ _HALVES),
        quantiles=quantiles,
        open=0.0,
        new=0.0,
        label="; ".join(filter(None, labels)),
    )
