"""What the training minimises: the losses of roles, incident types, relevance and attribution status of one batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor

from rashomon.extract.encoder.layout import N_WINDOW, ROLES, STATUS_AT, TAGS, TYPE_AT, TYPES, WEIGHT_AT
from rashomon.extract.training.targets import Segment, Target, Window

WEIGHTS = {"roles": 1.0, "types": 0.3, "document": 0.3, "status": 0.15}
"""How much each loss counts."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of whole documents, padded: ``ids`` and ``mask`` (windows, pieces) with the marks at both ends."""

    targets: tuple[Target, ...]
    ids: Tensor
    mask: Tensor

    @property
    def windows(self) -> list[Window]:
        """The windows of all documents in the order of ``ids``."""
        return [window for target in self.targets for window in target.windows]


def collate(targets: Sequence[Target], marks: tuple[int, int, int]) -> Batch:
    """A batch of documents; ``marks`` are the numbers of the pieces for padding, beginning and end."""
    pad, begin, end = marks
    rows = [[begin, *window.ids, end] for target in targets for window in target.windows]
    longest = max(len(row) for row in rows)
    ids = torch.tensor([row + [pad] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return Batch(tuple(targets), ids, mask)


def _multi_hot(rows: Sequence[tuple[int, ...]], n: int) -> Tensor:
    hot = torch.zeros(len(rows), n)
    for row, indices in enumerate(rows):
        hot[row, list(indices)] = 1.0
    return hot


def _role_loss(words: Tensor, window: Window) -> Tensor:
    """Summed over words and roles; ``words`` (words, ``N_WORD``)."""
    logits = words[:, :TYPE_AT].reshape(-1, len(TAGS))  # word by word, and in a word role by role
    gold = torch.tensor(window.tags).T.reshape(-1)
    return F.cross_entropy(logits, gold, reduction="sum")


def _type_loss(words: Tensor, segments: Sequence[Segment]) -> Tensor:
    """Summed over segments and types; a segment's logit is the mean over its words."""
    so_far = F.pad(words[:, TYPE_AT:STATUS_AT].cumsum(0), (0, 0, 1, 0))
    first, end = (torch.tensor([getattr(s, name) for s in segments]) for name in ("first", "end"))
    means = (so_far[end] - so_far[first]) / (end - first).unsqueeze(1)
    gold = _multi_hot([s.types for s in segments], len(TYPES))
    return F.binary_cross_entropy_with_logits(means, gold, reduction="sum")


def _status_loss(words: Tensor, window: Window) -> list[Tensor]:
    """One for each organisation: minus the log of the probability of all statuses that would be right."""
    losses = []
    for organization in window.organizations:
        inside = words[list(organization.words)]
        shares = inside[:, WEIGHT_AT].softmax(0)
        logits = shares @ inside[:, STATUS_AT:WEIGHT_AT]
        losses.append(-logits.log_softmax(0)[list(organization.statuses)].logsumexp(0))
    return losses


def _document_loss(windows: Tensor, targets: Sequence[Target]) -> Tensor:
    """Mean over documents; a document's logit is the (soft) maximum over its windows."""
    bounds = torch.tensor([len(target.windows) for target in targets]).cumsum(0).tolist()
    logits = torch.stack([windows[a:b].logsumexp(0) for a, b in pairwise([0, *bounds])])
    gold = _multi_hot([((0,) if t.relevant else ()) + tuple(1 + i for i in t.types) for t in targets], N_WINDOW)
    counts = torch.ones_like(gold)
    counts[[i for i, t in enumerate(targets) if t.relevant is None], 0] = 0.0
    return F.binary_cross_entropy_with_logits(logits, gold, weight=counts, reduction="sum") / len(targets)


def losses(batch: Batch, words: Tensor, windows: Tensor) -> dict[str, Tensor]:
    """The four losses of a batch from the network's logits (see ``Network.forward``), before ``WEIGHTS``.

    ``roles``: per hundred words, over the roles; ``types``: per sentence or span; ``document``: per document; ``status``: per
    organisation and window.
    """
    words, windows = words.float(), windows.float()
    roles, types, status = words.new_zeros(()), words.new_zeros(()), []
    n_words = n_segments = 0
    for row, window in enumerate(batch.windows):
        firsts = words[row, [1 + piece for piece in window.first_pieces]]
        roles = roles + _role_loss(firsts, window)
        types = types + _type_loss(firsts, window.segments)
        status += _status_loss(firsts, window)
        n_words += len(window.first_pieces)
        n_segments += len(window.segments)
    return {
        "roles": 100 * roles / (n_words * len(ROLES)),
        "types": types / n_segments,
        "document": _document_loss(windows, batch.targets),
        "status": torch.stack(status).mean() if status else words.new_zeros(()),
    }
