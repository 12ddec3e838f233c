"""Readers of public corpora that others keep on disk. They read; nothing of a corpus is shipped.

Each reader takes a path and yields plain dictionaries or small records. A path may be the corpus, one of its splits or
a single file of the same layout. Something that is not as the layout says raises ``CorpusError`` with file and line.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.muc_keys import CorpusError, Fill, Template, parse_keys

__all__ = [
    "CorpusError",
    "Fill",
    "Template",
    "data_sha256",
    "muc4_documents",
    "muc4_files",
    "muc4_keys",
    "polnear_documents",
    "re3d_documents",
]

_MESSAGE = re.compile(r"^((?:DEV|TST\d+)-MUC\d-\d{4})[ \t]*(?:\([^)\n]*\))?[ \t]*$", re.MULTILINE)
_DATELINE = re.compile(
    r"(?P<place>[^\n]{0,80}?),?\s+(?P<day>\d{1,2})\s+(?P<month>[A-Z]{3,9})\s+(?P<year>\d{2})\b(?:\s*\((?P<agency>[^)]*)\))?"
    r".{0,60}?--"
)
MONTHS = {  # as datelines and keys abbreviate them
    "JAN": 1,
    "FEB": 2,
    "MAR": 3,
    "APR": 4,
    "MAY": 5,
    "JUN": 6,
    "JUL": 7,
    "AUG": 8,
    "SEP": 9,
    "OCT": 10,
    "NOV": 11,
    "DEC": 12,
}


def muc4_files(path: Path, *, keys: bool) -> list[Path]:
    """Text files (``keys`` false) or key files (true) of the MUC-3/4 layout at or below ``path``, sorted."""
    if path.is_file():
        return [path]
    found = (f for f in sorted(path.rglob("*")) if f.is_file())
    if keys:
        return [f for f in found if f.name.startswith("key-")]
    return [f for f in found if re.fullmatch(r"(?:dev|tst\d+)-muc\d.*", f.name)]


def _dateline(text: str) -> tuple[str | None, str | None, str | None]:
    """Day of publication (ISO), place and agency of the line that every message begins with."""
    found = _DATELINE.match(" ".join(text[:240].split()))
    if found is None or found["month"][:3] not in MONTHS or found["year"] < "80":
        return None, None, None
    day = f"19{found['year']}-{MONTHS[found['month'][:3]]:02d}-{int(found['day']):02d}"
    return day, found["place"].strip() or None, found["agency"]


def muc4_documents(path: Path) -> Iterator[dict[str, Any]]:
    """Every message at or below ``path``: ``id``, ``text``, ``published``, ``place``, ``agency``, ``split``.

    ``text`` is the body with its line breaks, without the blank lines around it; ``published`` (ISO day), ``place``
    and ``agency`` come from the dateline and are ``None`` where it does not say them; ``split`` is the folder.
    """
    for file in muc4_files(path, keys=False):
        raw = file.read_text(encoding="latin-1").replace("\r\n", "\n")
        heads = list(_MESSAGE.finditer(raw))
        if not heads:
            raise CorpusError(f"{file}: no message begins here with an id such as DEV-MUC3-0001")
        ends = [head.start() for head in heads[1:]] + [len(raw)]
        for head, end in zip(heads, ends, strict=True):
            text = raw[head.end() : end].strip()
            published, place, agency = _dateline(text)
            yield {
                "id": head[1],
                "text": text,
                "published": published,
                "place": place,
                "agency": agency,
                "split": file.parent.name,
            }


def muc4_keys(path: Path) -> dict[str, list[Template]]:
    """Message id → its templates, from the key files at or below ``path``; an irrelevant message has none."""
    keys: dict[str, list[Template]] = {}
    for file in muc4_files(path, keys=True):
        for template in parse_keys(file.read_text(encoding="latin-1"), name=str(file)):
            templates = keys.setdefault(template.message, [])
            if template.number is not None:
                templates.append(template)
    return keys


def _utf8(file: Path) -> str:
    """The text as it is on disk, line ends included: offsets count them."""
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{file}: {error}") from error


def _annotation(file: Path, text: str) -> list[dict[str, Any]]:
    """Attributions of one stand-off file: role → list of spans (``start``, ``end``), empty where the role is unsaid."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[tuple[int, list[tuple[str, str]]]] = []
    for number, line in enumerate(_utf8(file).split("\n"), 1):
        record = re.match(r"([TE]\d+)\t", line)
        if record is None:  # words of a span that contain line breaks run over several lines
            continue
        fields = line.split("\t")
        try:
            if line.startswith("T"):
                pieces = fields[1].split(" ", 1)[1].split(";")
                spans[fields[0]] = [(int(a), int(b)) for a, b in (piece.split() for piece in pieces)]
                if any(not 0 <= a < b <= len(text) for a, b in spans[fields[0]]):
                    raise ValueError("span outside the text")
            else:
                pairs = (pair.split(":") for pair in fields[1].split())
                events.append((number, [(re.sub(r"\d+$", "", role).lower(), ref) for role, ref in pairs]))
        except (IndexError, ValueError) as error:
            raise CorpusError(f"{file}:{number}: {error}") from error
    attributions = []
    for number, event in events:
        roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
        for role, reference in event:
            if role in roles and reference not in spans:
                raise CorpusError(f"{file}:{number}: no line gives the span {reference}")
            if role in roles:
                roles[role] += spans[reference]
        if any(roles.values()):
            attributions.append({role: sorted(where) for role, where in roles.items()})
    return attributions


def polnear_documents(path: Path) -> Iterator[dict[str, Any]]:
    """Every article at or below ``path`` (brat-like layout: ``text/NAME.txt``, ``attributions/NAME_ANNOTATOR.ann``).

    Yields ``id``, ``text``, ``split``, ``annotator`` and ``attributions``: dictionaries from ``source``, ``cue`` and
    ``content`` to sorted spans ``(start, end)`` in code points, several where discontinuous, none where implicit. Of an article
    that several people annotated ``attributions`` are those of the first in the order of their ids, ``others`` those of the rest.
    """
    folders = sorted(f.parent for f in path.rglob("attributions") if f.is_dir())
    if path.name in ("text", "attributions"):
        folders = [path.parent]
    for folder in folders:
        by_article: dict[str, list[Path]] = {}
        for file in sorted((folder / "attributions").glob("*.ann")):
            by_article.setdefault(file.stem.rsplit("_", 1)[0], []).append(file)
        for article, files in by_article.items():
            text = _utf8(folder / "text" / f"{article}.txt")
            yield {
                "id": article,
                "text": text,
                "split": folder.name,
                "annotator": files[0].stem.rsplit("_", 1)[1],
                "attributions": _annotation(files[0], text),
                "others": [_annotation(file, text) for file in files[1:]],
            }


def _json_lines(file: Path, fields: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and record of each line; every record has the fields."""
    for number, line in enumerate(_utf8(file).removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
                missing = [field for field in fields if field not in row]
            except (ValueError, TypeError) as error:
                raise CorpusError(f"{file}:{number}: {error}") from error
            if missing:
                raise CorpusError(f"{file}:{number}: no field {missing[0]!r}")
            yield number, row


def _re3d_rows(documents: Path, part: str, fields: Sequence[str]) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """Document id → (file and line, row) of one kind of annotation."""
    file = documents.with_name(f"{part}.json")
    by_document: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for number, row in _json_lines(file, ("documentId", *fields)) if file.exists() else ():
        by_document.setdefault(row["documentId"], []).append((f"{file}:{number}", row))
    return by_document


def re3d_documents(path: Path) -> Iterator[dict[str, Any]]:
    """Every re3d document at or below ``path``, ordered by folder and id.

    Yields ``id``, ``title``, ``publisher``, ``url``, ``text``, ``split`` (the folder), and ``entities`` and ``relations`` as the
    corpus gives them, offsets in code points of ``text``.
    """
    for documents in sorted([path] if path.is_file() else path.rglob("documents.json")):
        entities, relations = (
            _re3d_rows(documents, "entities", ("begin", "end")),
            _re3d_rows(documents, "relations", ()),
        )
        rows = [row for _, row in _json_lines(documents, ("_id", "text"))]
        for row in sorted(rows, key=lambda row: str(row["_id"])):
            for where, entity in entities.get(row["_id"], []):
                begin, end = entity["begin"], entity["end"]
                if not (isinstance(begin, int) and isinstance(end, int) and 0 <= begin < end <= len(row["text"])):
                    raise CorpusError(f"{where}: span outside the text")
            yield {
                "id": row["_id"],
                "title": row.get("title"),
                "publisher": row.get("sourceName"),
                "url": row.get("sourceUrl"),
                "text": row["text"],
                "split": documents.parent.name,
                "entities": [entity for _, entity in entities.get(row["_id"], [])],
                "relations": [relation for _, relation in relations.get(row["_id"], [])],
            }


def data_sha256(path: Path) -> str:
    """One hash over names and bytes of all files at or below ``path``, so that a figure names the data it stands for."""
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.is_file()):
        name = file.name if path.is_file() else file.relative_to(path).as_posix()
        digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
