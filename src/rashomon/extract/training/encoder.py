"""Fine-tuning the encoder on one core: batches by length, bfloat16 where the processor has it, a checkpoint after every epoch."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from rashomon.errors import UsageError
from rashomon.extract.training.examples import Example
from rashomon.extract.training.network import Network
from rashomon.extract.training.objective import WEIGHTS, Batch, collate, losses
from rashomon.extract.training.targets import Target, target

CHECKPOINT = "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. ``irrelevant`` is the share of documents without incident that take part in an epoch; ``pieces`` the
    most word pieces of a batch; ``masked`` the share of pieces that the network does not see; ``decay`` the share of the averaged
    weights that stays at each step. What is kept and exported are the averaged weights.
    """

    epochs: int = 6
    seed: int = 17
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    pieces: int = 2048
    irrelevant: float = 0.5
    masked: float = 0.15
    decay: float = 0.995


def load_tokenizer(folder: Path) -> Any:
    """The tokenizer of a base model, without truncation and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def marks(tokenizer: Any) -> tuple[int, int, int]:
    """The numbers of the pieces for padding, beginning and end of a window."""
    pad, begin, end = (tokenizer.token_to_id(piece) for piece in ("[PAD]", "[CLS]", "[SEP]"))
    return pad, begin, end


def epoch_batches(targets: Sequence[Target], plan: Plan, epoch: int) -> list[list[Target]]:
    """The documents of one epoch in batches of like length; the order depends on the seed and the epoch alone."""
    draw = random.Random(plan.seed * 1000 + epoch)
    taken = [t for t in targets if t.relevant is not False or draw.random() < plan.irrelevant]
    taken.sort(key=lambda t: max(len(w.ids) for w in t.windows) + draw.uniform(-32, 32))
    batches: list[list[Target]] = [[]]
    for document in taken:
        longest = max(len(w.ids) for t in [*batches[-1], document] for w in t.windows)
        rows = sum(len(t.windows) for t in [*batches[-1], document])
        if batches[-1] and longest * rows > plan.pieces:
            batches.append([])
        batches[-1].append(document)
    draw.shuffle(batches)
    return [batch for batch in batches if batch]


class Averaged:
    """A running mean of a network's weights, which generalises better than the last of them (Polyak averaging)."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.weights = {name: value.detach().clone() for name, value in network.state_dict().items()}

    def take(self, network: Network) -> None:
        """Add the weights after a step; the first steps count as their number says."""
        self.steps += 1
        keep = min(self.decay, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for name, value in network.state_dict().items():
                if value.dtype.is_floating_point:
                    self.weights[name].lerp_(value, 1 - keep)


class Training:
    """One training: its network, optimiser and place in the plan. ``run`` goes on from wherever it is."""

    def __init__(self, network: Network, tokenizer: Any, plan: Plan) -> None:
        self.network, self.tokenizer, self.plan = network, tokenizer, plan
        self.averaged = Averaged(network, plan.decay)
        heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
        groups = [{"params": network.encoder.parameters(), "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self.epoch = 0
        self.mask_id = tokenizer.token_to_id("[MASK]")
        self.half = bool(torch.cpu._is_avx512_bf16_supported())

    def save(self, folder: Path) -> None:
        """Write a checkpoint from which ``resume`` goes on."""
        state = {
            "plan": asdict(self.plan),
            "epoch": self.epoch,
            "network": self.network.state_dict(),
            "averaged": (self.averaged.steps, self.averaged.weights),
            "optimizer": self.optimizer.state_dict(),
            "random": torch.get_rng_state(),
        }
        partial = folder / f"{CHECKPOINT}.part"
        torch.save(state, partial)
        partial.replace(folder / CHECKPOINT)  # an interrupted write leaves the previous one whole

    def resume(self, folder: Path) -> bool:
        """Go on from the checkpoint of the same plan in a folder; whether there was one.

        Raises ``UsageError`` for one of another plan or one that cannot be read.
        """
        file = folder / CHECKPOINT
        if not file.exists():
            return False
        try:
            state = torch.load(file, weights_only=True)
            if state["plan"] != asdict(self.plan):
                raise UsageError(f"{file}: of a training with other settings; remove it or choose another --out")
            self.network.load_state_dict(state["network"])
            self.averaged.steps, self.averaged.weights = state["averaged"]
            self.optimizer.load_state_dict(state["optimizer"])
            torch.set_rng_state(state["random"])
            self.epoch = state["epoch"]
        except UsageError:
            raise
        except Exception as error:  # torch raises whatever the bytes lead it to
            raise UsageError(f"{file}: no checkpoint that can be read ({type(error).__name__})") from error
        return True

    def _rate(self, done: float) -> float:
        """Factor on the learning rate: up over the first tenth, then down to nothing."""
        return min(done / 0.1, (1 - done) / 0.9) if done < 1 else 0.0

    def _hidden(self, batch: Batch) -> torch.Tensor:
        """The batch's pieces, some of them masked, so that the network looks at what stands around a name."""
        draw = torch.rand(batch.ids.shape) < self.plan.masked
        special = torch.tensor(marks(self.tokenizer))
        return batch.ids.masked_fill(draw & ~torch.isin(batch.ids, special), self.mask_id)

    def _step(self, batch: Batch) -> dict[str, float]:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            words, windows = self.network(self._hidden(batch), batch.mask)
        parts = losses(batch, words, windows)
        total = torch.stack([WEIGHTS[name] * loss for name, loss in parts.items()]).sum()
        self.optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.averaged.take(self.network)
        return {name: float(loss.detach()) for name, loss in parts.items()}

    def run(self, targets: Sequence[Target]) -> Iterator[dict[str, float]]:
        """Train to the plan's end; after each epoch, its mean losses."""
        base_rates = (self.plan.rate, self.plan.head_rate)
        while self.epoch < self.plan.epochs:
            self.network.train()
            batches = epoch_batches(targets, self.plan, self.epoch)
            sums = dict.fromkeys(WEIGHTS, 0.0)
            for number, documents in enumerate(batches):
                factor = self._rate((self.epoch + (number + 1) / len(batches)) / self.plan.epochs)
                for group, rate in zip(self.optimizer.param_groups, base_rates, strict=True):
                    group["lr"] = rate * factor
                parts = self._step(collate(documents, marks(self.tokenizer)))
                sums = {name: sums[name] + loss for name, loss in parts.items()}
            self.epoch += 1
            yield {name: total / len(batches) for name, total in sums.items()}

    def finished(self) -> Network:
        """The network with its averaged weights, for use, not for more training."""
        self.network.load_state_dict(self.averaged.weights)
        self.network.eval()
        return self.network


def train(examples: Sequence[Example], base: Path, out: Path, plan: Plan, tell: Callable[[str], None]) -> Network:
    """Fine-tune the base model in the folder ``base``; checkpoints go to ``out``. ``tell`` gets a line after each epoch.

    Raises ``UsageError`` when ``out`` holds a checkpoint that this training cannot go on from.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)  # the same sums in the same order, whatever the machine
    tokenizer = load_tokenizer(base)
    training = Training(Network.from_base(base), tokenizer, plan)
    if training.resume(out):
        tell(f"goes on after epoch {training.epoch}")
    targets = [t for t in (target(example, tokenizer) for example in examples) if t.windows]
    for parts in training.run(targets):
        tell(f"epoch {training.epoch}/{plan.epochs} " + " ".join(f"{name} {loss:.3f}" for name, loss in parts.items()))
        training.save(out)
    return training.finished()
