"""Records that look the same: what they are found by, how alike they are, and why."""

from generator.duplicates.index import Index, alike, index, near
from generator.duplicates.likeness import Band, Likeness

__all__ = ["Band", "Index", "Likeness", "alike", "index", "near"]
