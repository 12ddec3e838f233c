"""Passages in languages that are not parsed: names, numbers and dates with their offsets, and what was not analysed."""

from rashomon.extract.other_languages.reader import OtherLanguages

__all__ = ["OtherLanguages"]
