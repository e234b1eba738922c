"""Chance that falls the same everywhere: integers from a hash, independent of any library."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


class Dice:
    """A stream of integers that its name alone decides (splitmix64)."""

    def __init__(self, *name: str) -> None:
        digest = hashlib.sha256("/".join(name).encode()).digest()
        self._state = int.from_bytes(digest[:8], "big")

    def raw(self, size: int) -> Array:
        """Return `size` unsigned 64-bit integers."""
        steps = np.arange(1, size + 1, dtype=np.uint64)
        with np.errstate(over="ignore"):
            mixed = np.uint64(self._state) + steps * np.uint64(0x9E3779B97F4A7C15)
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        self._state = (self._state + size * 0x9E3779B97F4A7C15) % 2**64
        return np.asarray(mixed ^ (mixed >> np.uint64(31)))

    def below(self, size: int, limit: int | Array) -> Array:
        """Return integers from 0 up to but excluding `limit` (one, or one for each)."""
        wide = (self.raw(size) >> np.uint64(11)).astype(np.int64)
        return np.asarray(wide % np.maximum(limit, 1))

    def between(self, low: int | Array, high: Array) -> Array:
        """Return an integer from `low` to `high`, both included, for each `high`."""
        return np.asarray(low + self.below(len(high), high - low + 1))

    def permille(self, size: int, share: int) -> Array:
        """Return a mask in which about `share` of each thousand is true."""
        return np.asarray(self.below(size, 1000) < share)

    def weighted(self, size: int, weights: Sequence[int] | Array) -> Array:
        """Return positions in `weights`, each as likely as its weight."""
        edges = np.cumsum(np.asarray(weights, dtype=np.int64))
        return np.searchsorted(edges, self.below(size, int(edges[-1])), side="right")

    def shuffled(self, values: Array) -> Array:
        """Return the values in another order."""
        return np.asarray(values[np.argsort(self.raw(len(values)), kind="stable")])

    def some(self, positions: Array, size: int) -> Array:
        """Return `size` of the positions, none twice, in ascending order."""
        return np.sort(self.shuffled(positions)[:size])

    def favoured(self, weights: Array, size: int) -> Array:
        """Return `size` positions, none twice, heavier ones more often, weight 0 never."""
        keys = (self.raw(len(weights)) >> np.uint64(8)).astype(np.int64) // np.maximum(weights, 1)
        keys[np.asarray(weights) == 0] = np.iinfo(np.int64).max
        return np.argsort(keys, kind="stable")[:size]
