"""Which language a text is in: as stated, else as detected."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_SAMPLE_CHARS = 2_000
_FEWEST_LETTERS = 20
_SUREST = 0.5
_CAPITALS_SHARE = 0.6
_PLAUSIBLE = 3


def stated_language(written: str) -> str | None:
    """ISO 639-1 code of a language tag ("en-GB", "pt_BR", "ar"); ``None`` for anything that doesn't begin with one."""
    match = re.fullmatch(r"\s*([A-Za-z]{2})(?:[-_][A-Za-z0-9_-]{1,20})?\s*", written)
    return match[1].lower() if match else None


def detect_language(text: str, hint: str | None = None) -> str | None:
    """ISO 639-1 code by py3langid on the first 2,000 characters, ``None`` when there are too few letters or no clear answer.

    ``hint`` (a page template's language) is taken when it is among the three likeliest, or when nothing can be said.
    """
    sample = text[:_SAMPLE_CHARS]
    if sum(c.isalpha() for c in sample) < _FEWEST_LETTERS:
        return hint
    ranked = _identifier().rank(_without_shouting(sample))
    if hint and hint in [code for code, _ in ranked[:_PLAUSIBLE]]:
        return hint
    code, probability = ranked[0]
    return str(code) if probability >= _SUREST else hint


def _without_shouting(sample: str) -> str:
    """Text in capitals in lower case: the model has seen little all-capitals wire copy and takes it for other languages."""
    upper = sum(c.isupper() for c in sample)
    lower = sum(c.islower() for c in sample)
    return sample.lower() if upper > _CAPITALS_SHARE * (upper + lower) else sample


@cache
def _identifier() -> Any:
    """The model (0.6 s to load, once), restricted to languages that have an ISO 639-1 code."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
