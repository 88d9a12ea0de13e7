"""The name and the version of the method: with the commit they are the seed of every draw."""

import hashlib

NAME = "stage-age hazards"
VERSION = "6"
"""Counts up whenever the same history would give other figures."""


def seed(tip: str) -> bytes:
    """Give the seed for a commit: SHA-256 of its full hash, the method and its version."""
    return hashlib.sha256(f"{tip}\n{NAME}\n{VERSION}".encode()).digest()
