"""Linear models over named features, each feature's weights found by a hash of its name."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Half = NDArray[np.float16]


def bucket(feature: str, buckets: int) -> int:
    """The row of a feature's weights: CRC-32 of its UTF-8 bytes, modulo the number of rows (a power of two)."""
    return zlib.crc32(feature.encode("utf-8", "surrogatepass")) & (buckets - 1)


def buckets_of(features: Sequence[str], buckets: int) -> list[int]:
    """The rows of all features, each once, sorted."""
    return sorted({bucket(f, buckets) for f in features})


@dataclass(frozen=True)
class Hashed:
    """Multinomial logistic regression. ``weights``: (buckets, classes); ``bias``: (classes,); a feature is there or is not.

    ``idf`` (buckets,), where given, weighs each feature by its rarity, and the features of an item are then set to length 1.
    """

    weights: Half
    bias: Floats
    idf: Half | None = None

    @property
    def buckets(self) -> int:
        """Rows of the weights."""
        return int(self.weights.shape[0])

    def probabilities(self, rows: Sequence[Sequence[int]]) -> Floats:
        """Class probabilities (items, classes) for items given as ``buckets_of`` their features."""
        import numpy as np

        z = np.zeros((len(rows), len(self.bias)))
        for n, at in enumerate(rows):
            chosen = self.weights[at].astype(np.float64)
            if self.idf is not None:
                scale = self.idf[at].astype(np.float64)
                chosen = chosen * (scale / max(float(np.sqrt((scale**2).sum())), 1e-9))[:, None]
            z[n] = chosen.sum(axis=0) + self.bias
        z = np.exp(z - z.max(axis=1, keepdims=True)) if len(z) else z
        return z / z.sum(axis=1, keepdims=True) if len(z) else z
