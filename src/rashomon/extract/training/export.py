"""A trained network as the files that ``rashomon.extract.encoder`` reads: ONNX with 8-bit weights, its word pieces, a manifest."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from rashomon.extract.encoder.weights import NETWORK, TOKENIZER, write_manifest
from rashomon.extract.training.network import Network


def without_foreign_pieces(tokenizer: str, network: Network) -> str:
    """A tokenizer without the pieces that hold other letters than ASCII's; the network's embeddings shrink with it.

    The tokenizer strips accents, so what goes are pieces of other alphabets and reserved ones: such words are read as unknown.
    """
    described: dict[str, Any] = json.loads(tokenizer)
    vocabulary = sorted(described["model"]["vocab"].items(), key=lambda item: item[1])
    special = {token["content"] for token in described["added_tokens"]}
    kept = [(p, n) for p, n in vocabulary if p in special or (p.isascii() and not p.startswith("[unused"))]
    described["model"]["vocab"] = {piece: number for number, (piece, _) in enumerate(kept)}
    for token in described["added_tokens"]:
        token["id"] = described["model"]["vocab"][token["content"]]
    described["truncation"] = described["padding"] = described["post_processor"] = None
    embeddings = network.encoder.embeddings.word_embeddings
    rows = embeddings.weight.detach()[[number for _, number in kept]].clone()
    network.encoder.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(rows)
    return json.dumps(described, ensure_ascii=False)


def write_onnx(network: Network, file: Path) -> None:
    """The network with 32-bit weights, for any number of windows and pieces."""
    ids = torch.ones(1, 8, dtype=torch.int64)
    network.encoder.set_attn_implementation("eager")
    torch.onnx.export(
        network.eval(),
        (ids, torch.ones_like(ids)),
        str(file),
        dynamo=False,
        opset_version=17,
        input_names=["ids", "mask"],
        output_names=["words", "windows"],
        dynamic_axes={name: {0: "window", 1: "piece"} for name in ("ids", "mask", "words")}
        | {"windows": {0: "window"}},
    )


def export(network: Network, base: Path, out: Path, made: dict[str, Any]) -> Path:
    """Write the files of a trained network to ``out``; ``base`` is the folder of its base model. Returns the manifest.

    Weights become 8-bit integers, one scale per column (per row of the embeddings); activations are scaled window by window when it runs.
    """
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = without_foreign_pieces((base / TOKENIZER).read_text("utf-8"), network)
    (out / TOKENIZER).write_text(tokenizer, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, NETWORK)
        write_onnx(network, whole)
        quantize_dynamic(
            whole,
            out / NETWORK,
            per_channel=True,
            reduce_range=True,  # without it, processors that lack VNNI overflow and give other answers
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    return write_manifest(out, made)
