"""Records that look like the one in a form, told while it is being written."""

from collections.abc import Mapping
from typing import Any

from generator.authoring import telling
from generator.authoring.proposal import Standing
from generator.duplicates.index import Index, near
from generator.yaml.source import Tree

MOST = 5


def alike(known: Index, stands: Standing, tree: Mapping[str, Tree]) -> list[dict[str, Any]]:
    """Name the records most alike, with what is alike in words; the most alike first."""
    return [
        {
            "id": one.other.id,
            "title": telling.title(stands, one.other.folder, one.other.id),
            "band": one.band,
            "words": one.words,
        }
        for one in near(known, tree)[:MOST]
    ]
