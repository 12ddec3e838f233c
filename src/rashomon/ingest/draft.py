"""What a format's reader gives: a document with its metadata as written, before anything is interpreted."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Issue, Level


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem of a document that can be read all the same; becomes an issue that names the report."""

    code: str
    level: Level
    message: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document can't be read; becomes the one error issue of its input."""

    code: str
    message: str

    def issue(self, subject: str) -> Issue:
        """The error issue that names ``subject``."""
        return Issue(code=self.code, level=Level.ERROR, subject=subject, message=self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says of itself, as written: nothing is validated yet.

    ``language`` is an explicit statement and wins over detection; ``page_language`` is a page template's ``lang``
    attribute, which is often wrong and only breaks ties.
    """

    title: str | None = None
    publisher: str | None = None
    publisher_type: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    page_language: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One document: its final ``text``, the SHA-256 of the bytes it came from, and its metadata as written.

    ``stated_id`` is the id that a record gives itself, when it is a plain one.
    """

    text: str
    sha256: str
    origin: str
    media_type: str
    metadata: Metadata = Metadata()
    stated_id: str | None = None
    remarks: tuple[Remark, ...] = ()
