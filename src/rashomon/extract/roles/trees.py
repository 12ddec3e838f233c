"""Ensembles of decision trees, as trained by LightGBM and evaluated here: installing the product needs no compiler's run-time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Trees:
    """A boosted binary classifier. All arrays have one row a tree and one column a node, padded to the largest tree.

    ``feature`` is the column that a node asks about, −1 in a leaf; ``threshold``: go ``left`` when the value is at most this;
    ``value``: what a leaf adds to the log-odds.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float64]

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability of the positive class: (n,) for values (n, features)."""
        import numpy as np

        n, t = len(rows), len(self.feature)
        if not n:
            return np.zeros(0)
        tree = np.arange(t)[None, :]
        item = np.arange(n)[:, None]
        at = np.zeros((n, t), dtype=np.int64)
        while True:
            asked = self.feature[tree, at]
            inner = asked >= 0
            if not inner.any():
                break
            low = rows[item, np.maximum(asked, 0)] <= self.threshold[tree, at]
            at = np.where(inner, np.where(low, self.left[tree, at], self.right[tree, at]), at)
        return np.asarray(1 / (1 + np.exp(-self.value[tree, at].sum(axis=1))))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays by name, for writing."""
        return {name: getattr(self, name) for name in ("feature", "threshold", "left", "right", "value")}


def from_dump(dump: Mapping[str, Any]) -> Trees:
    """The trees of ``lightgbm.Booster.dump_model()``: numerical splits, missing values never asked for."""
    import numpy as np

    lists = [_nodes(tree["tree_structure"]) for tree in dump["tree_info"]]
    width = max(len(nodes) for nodes in lists)

    def column(k: int, empty: float, kind: Any) -> NDArray[Any]:
        out = np.full((len(lists), width), empty, dtype=kind)
        for n, nodes in enumerate(lists):
            out[n, : len(nodes)] = [node[k] for node in nodes]
        return out

    kinds: Sequence[tuple[float, Any]] = (
        (-1, np.int16),
        (0, np.float64),
        (0, np.int16),
        (0, np.int16),
        (0, np.float64),
    )
    return Trees(*(column(k, empty, kind) for k, (empty, kind) in enumerate(kinds)))


def _nodes(root: Mapping[str, Any]) -> list[tuple[int, float, int, int, float]]:
    nodes: list[tuple[int, float, int, int, float]] = []

    def add(node: Mapping[str, Any]) -> int:
        at = len(nodes)
        nodes.append((-1, 0.0, 0, 0, float(node.get("leaf_value", 0.0))))
        if "split_feature" in node:
            if node["decision_type"] != "<=":
                raise ValueError(f"a split of kind {node['decision_type']!r}")
            left, right = add(node["left_child"]), add(node["right_child"])
            nodes[at] = (int(node["split_feature"]), float(node["threshold"]), left, right, 0.0)
        return at

    add(root)
    return nodes
