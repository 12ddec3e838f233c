"""Linear models over named features, each feature's weights found by a hash of its name."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


def bucket(feature: str, buckets: int) -> int:
    """The row of a feature's weights: CRC-32 of its UTF-8 bytes, modulo the number of rows (a power of two)."""
    return zlib.crc32(feature.encode("utf-8", "surrogatepass")) & (buckets - 1)


@dataclass(frozen=True)
class Hashed:
    """A logistic model. ``weights``: (buckets, classes); ``bias``: (classes,); features are present or absent."""

    weights: Floats
    bias: Floats
    exclusive: bool = True
    """Whether the classes exclude each other (softmax), or each is judged alone (sigmoid)."""

    def scores(self, rows: Sequence[Sequence[str]]) -> Floats:
        """Log-odds (or logits), one row per item: (items, classes)."""
        import numpy as np

        out = np.zeros((len(rows), self.bias.shape[0]), dtype=np.float64)
        for n, features in enumerate(rows):
            at = sorted({bucket(f, self.weights.shape[0]) for f in features})
            out[n] = self.weights[at].sum(axis=0, dtype=np.float64)
        return (out + self.bias).astype(np.float32)

    def probabilities(self, rows: Sequence[Sequence[str]]) -> Floats:
        """Class probabilities: (items, classes)."""
        import numpy as np

        z = self.scores(rows).astype(np.float64)
        if not self.exclusive:
            return (1 / (1 + np.exp(-z))).astype(np.float32)
        z = np.exp(z - z.max(axis=1, keepdims=True)) if len(z) else z
        return (z / z.sum(axis=1, keepdims=True) if len(z) else z).astype(np.float32)
