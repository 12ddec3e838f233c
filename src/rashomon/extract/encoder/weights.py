"""The files of a trained encoder, and the checks that they are whole and of this version.

A folder holds ``encoder.onnx`` (the network), ``tokenizer.json`` (its word pieces) and ``encoder.json``, which says the version
of the format, the hash of each file, and how they came about.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.errors import WeightsError
from rashomon.extract.encoder.layout import FORMAT

MANIFEST = "encoder.json"
NETWORK = "encoder.onnx"
TOKENIZER = "tokenizer.json"
SHIPPED = Path(__file__).parent / "data"
"""The weights that come with the package."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Checked bytes of a trained encoder. ``key`` names them in a few characters; ``made`` tells how they came about."""

    network: bytes
    tokenizer: bytes
    key: str
    made: dict[str, Any]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise WeightsError(f"{file}: {error.strerror or error}") from error


def _manifest(file: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(_bytes(file))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise WeightsError(f"{file}: no JSON: {error}") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("sha256"), dict):
        raise WeightsError(f"{file}: it does not say the hash of each file")
    if manifest.get("format") != FORMAT:
        raise WeightsError(f"{file}: weights of format {manifest.get('format')!r}, this version reads format {FORMAT}")
    return manifest


def read_weights(folder: Path) -> Weights:
    """The weights in a folder. Raises ``WeightsError``, naming the file, when one is missing, changed or of another version."""
    manifest = _manifest(folder / MANIFEST)
    files = {}
    for name in (NETWORK, TOKENIZER):
        files[name] = _bytes(folder / name)
        if _digest(files[name]) != manifest["sha256"].get(name):
            raise WeightsError(f"{folder / name}: not the bytes that {MANIFEST} names; corrupt or of another training")
    key = f"encoder/{FORMAT} {_digest(json.dumps(manifest['sha256'], sort_keys=True).encode())[:8]}"
    return Weights(files[NETWORK], files[TOKENIZER], key, dict(manifest.get("made", {})))


def write_manifest(folder: Path, made: dict[str, Any]) -> Path:
    """Write ``encoder.json`` for the files in a folder; ``made`` is any JSON that tells how they came about."""
    hashes = {name: _digest(_bytes(folder / name)) for name in (NETWORK, TOKENIZER)}
    file = folder / MANIFEST
    manifest = {"format": FORMAT, "sha256": hashes, "made": made}
    file.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return file
