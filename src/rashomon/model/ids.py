"""Ids are hashes of key fields, so that reading the same thing twice gives the same thing."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def stable_id(prefix: str, *keys: object, length: int = 10) -> str:
    """``prefix`` and the first ``length`` hex digits of SHA-256 over ``keys`` (``None`` differs from ``""``)."""
    joined = "\x1f".join("\x00" if key is None else str(key) for key in keys)
    return f"{prefix}{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:length]}"


_APOSTROPHES = dict.fromkeys(map(ord, "ʼʻ‘’'`´\u02bf\u02be"))
_NOT_WORD = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """A name without case, accents, apostrophes and hyphens, for comparison only (never for display)."""
    if name.isascii():  # most names are, and this is called for every word
        plain = name.lower()
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = plain.translate(_APOSTROPHES)
    return plain if plain.isalnum() else _NOT_WORD.sub(" ", plain).strip()


def slug(name: str) -> str:
    """``fold`` with hyphens, for readable ids."""
    return fold(name).replace(" ", "-")
