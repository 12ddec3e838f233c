"""The network that is fine-tuned: a BERT encoder with one linear layer over its words and one over its windows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from rashomon.extract.encoder.layout import N_WINDOW, N_WORD


class Network(nn.Module):
    """``forward(ids, mask)`` gives logits of words (batch, pieces, ``N_WORD``) and of windows (batch, ``N_WINDOW``).

    ``ids`` and ``mask`` are (batch, pieces), the mask 1 where there is a piece. A word's logits stand at its first piece. A window's
    come from its first mark and the mean over its pieces.
    """

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.words = nn.Linear(size, N_WORD)
        self.windows = nn.Linear(2 * size, N_WINDOW)

    @classmethod
    def from_base(cls, folder: Path) -> Network:
        """With a pre-trained encoder (``config.json`` and ``model.safetensors`` in ``folder``) and new linear layers."""
        encoder = BertModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            attn_implementation="sdpa",
            attention_probs_dropout_prob=0.0,  # with it, attention on a CPU takes a third longer
        )
        return cls(encoder)

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Network:
        """With no training at all, of the shape that a configuration of ``transformers.BertConfig`` says."""
        return cls(BertModel(BertConfig(**config), add_pooling_layer=False))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of words and of windows."""
        hidden = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        shares = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * shares).sum(1) / shares.sum(1)
        return self.words(hidden), self.windows(torch.cat([hidden[:, 0], mean], dim=1))
