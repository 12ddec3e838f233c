"""The trained models as files: one archive of arrays, and a manifest with its hash and the version of the format."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rashomon.errors import WeightsError
from rashomon.extract.encoder.layout import ROLES
from rashomon.extract.roles.hashed import Hashed
from rashomon.extract.roles.scoring import JUDGED_TYPES, Linear, Models
from rashomon.extract.roles.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

FORMAT = 1
"""Rises when features, their order or the arrays change; weights of another format are refused."""
SHIPPED = Path(__file__).with_name("data")


def write_weights(models: Models, folder: Path, made: Mapping[str, Any]) -> None:
    """Write ``roles.npz`` and ``roles.json`` (format, hash, how they were made). Same models, same bytes."""
    arrays: dict[str, NDArray[Any]] = {}
    for field in fields(Linear):
        model: Hashed = getattr(models.linear, field.name)
        arrays |= {f"{field.name}.weights": model.weights, f"{field.name}.bias": model.bias}
        if model.idf is not None:
            arrays[f"{field.name}.idf"] = model.idf
    for name, trees in {**{f"filler.{r}": t for r, t in models.fillers.items()}, "relevance": models.relevance}.items():
        arrays |= {f"trees.{name}.{k}": v for k, v in trees.arrays().items()}
    for kind, trees in models.types.items():
        arrays |= {f"trees.type.{kind}.{k}": v for k, v in trees.arrays().items()}
    data = _archive(arrays)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "roles.npz").write_bytes(data)
    manifest = {"format": FORMAT, "sha256": hashlib.sha256(data).hexdigest(), "made": dict(made)}
    (folder / "roles.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")


def _archive(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Arrays as a compressed ``.npz`` whose bytes depend on nothing but them (``numpy.savez`` writes the time)."""
    import numpy as np

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            one = io.BytesIO()
            np.lib.format.write_array(one, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(name + ".npy", (1980, 1, 1, 0, 0, 0)), one.getvalue(), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


@cache
def read_weights(folder: Path = SHIPPED) -> Models:
    """The models of a folder, by default those that come with the package.

    Raises ``WeightsError``, which names the file, for weights that are missing, changed or of another format.
    """
    import numpy as np

    file, manifest_file = folder / "roles.npz", folder / "roles.json"
    try:
        manifest = json.loads(manifest_file.read_text("utf-8"))
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        raise WeightsError(f"{folder}: no readable weights of the role models: {error}") from error
    if manifest.get("format") != FORMAT:
        raise WeightsError(f"{manifest_file}: format {manifest.get('format')!r}, this version reads {FORMAT}")
    if hashlib.sha256(data).hexdigest() != manifest.get("sha256"):
        raise WeightsError(f"{file}: is not the file that {manifest_file.name} describes (other SHA-256)")
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return _models(arrays, str(manifest["sha256"])[:8])
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise WeightsError(f"{file}: {error}") from error


def _models(arrays: Mapping[str, NDArray[Any]], key: str) -> Models:
    def hashed(name: str) -> Hashed:
        idf = arrays.get(f"{name}.idf")
        return Hashed(arrays[f"{name}.weights"], arrays[f"{name}.bias"], idf)

    def trees(name: str) -> Trees:
        return Trees(*(arrays[f"trees.{name}.{k}"] for k in ("feature", "threshold", "left", "right", "value")))

    return Models(
        linear=Linear(**{field.name: hashed(field.name) for field in fields(Linear)}),
        fillers={role: trees(f"filler.{role}") for role in ROLES},
        relevance=trees("relevance"),
        types={kind: trees(f"type.{kind}") for kind in JUDGED_TYPES},
        key=key,
    )
