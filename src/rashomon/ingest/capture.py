"""From what a document says of itself to a ``Report``: dates, language, publisher, each checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rashomon.ingest.dateline import Dateline, find_dateline
from rashomon.ingest.dates import stated_date
from rashomon.ingest.draft import Draft, Metadata, Remark
from rashomon.ingest.encoding import clean
from rashomon.ingest.language import detect_language, stated_language
from rashomon.ingest.limits import Limits
from rashomon.model import Issue, Level, Report, SourceType, stable_id


@dataclass
class Capture:
    """Turns drafts into reports, each report once. ``given`` is the date for reports that don't state one."""

    given: str | None
    limits: Limits
    _seen: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def reports(self, drafts: Iterable[Draft | Issue]) -> Iterator[Report | Issue]:
        """Reports, each followed by its own issues; issues of inputs pass through."""
        for draft in drafts:
            if isinstance(draft, Issue):
                yield draft
                continue
            identity = self._identity(draft)
            if draft.sha256 in self._seen:
                yield Issue(
                    code="duplicate_report",
                    level=Level.INFO,
                    subject=draft.origin,
                    message="the very same bytes were read before; kept once",
                    report=identity,
                )
                continue
            self._seen[draft.sha256] = identity
            self._taken.add(identity)
            yield from self._report(identity, draft)

    def _identity(self, draft: Draft) -> str:
        """The record's own id, else a hash of the bytes; a hash beside it where two records claim one id."""
        if draft.sha256 in self._seen:
            return self._seen[draft.sha256]
        if draft.stated_id is None:
            return stable_id("r", draft.sha256)
        return draft.stated_id if draft.stated_id not in self._taken else stable_id(f"{draft.stated_id}-", draft.sha256)

    def _report(self, identity: str, draft: Draft) -> Iterator[Report | Issue]:
        remarks = list(draft.remarks)
        fields = _Fields(draft.metadata, self.limits, remarks)
        dateline = find_dateline(draft.text)
        published, basis = _published(fields.line("published"), dateline, self.given, remarks)
        yield Report(
            id=identity,
            text=draft.text,
            sha256=draft.sha256,
            origin=draft.origin,
            title=fields.line("title"),
            publisher=fields.line("publisher") or (dateline.agency if dateline else None),
            author=fields.line("author"),
            published=published,
            published_basis=basis,
            url=fields.url(),
            publisher_type=fields.publisher_type(),
            language=fields.language() or detect_language(draft.text, fields.page_language()),
            media_type=draft.media_type,
            note=fields.line("note"),
        )
        for remark in remarks:
            yield Issue(
                code=remark.code, level=remark.level, subject=draft.origin, message=remark.message, report=identity
            )


@dataclass
class _Fields:
    """Metadata as one clean line each; what can't be used is remarked on and unknown."""

    metadata: Metadata
    limits: Limits
    remarks: list[Remark]

    def line(self, name: str) -> str | None:
        value: str | None = getattr(self.metadata, name)
        words = " ".join(clean(value).split()) if value else ""
        if len(words) > self.limits.max_field_chars:
            self._unusable("bad_field", f'"{name}" is longer than {self.limits.max_field_chars:,} characters')
            return None
        return words or None

    def url(self) -> str | None:
        url = self.line("url")
        if url is None or url.lower().startswith(("http://", "https://")):
            return url
        self._unusable("bad_field", '"url" is not an http or https address')
        return None

    def publisher_type(self) -> SourceType | None:
        written = self.line("publisher_type")
        if written is None:
            return None
        try:
            return SourceType(written.lower().replace(" ", "_").replace("-", "_"))
        except ValueError:
            self._unusable("unknown_publisher_type", f"no such publisher type: {written[:60]!r}")
            return None

    def language(self) -> str | None:
        written = self.line("language")
        code = stated_language(written) if written else None
        if written and code is None:
            self._unusable("bad_field", f'"language" is no ISO 639-1 code: {written[:60]!r}')
            return None
        return code

    def page_language(self) -> str | None:
        written = self.metadata.page_language
        return stated_language(written) if written else None

    def _unusable(self, code: str, why: str) -> None:
        self.remarks.append(Remark(code, Level.WARNING, f"{why}; it was left out"))


def _published(
    stated: str | None, dateline: Dateline | None, given: str | None, remarks: list[Remark]
) -> tuple[str | None, str | None]:
    """The date and its basis: stated by the metadata, else by the dateline, else given by the user, else unknown."""
    day = stated_date(stated) if stated else None
    if stated and day is None:
        remarks.append(Remark("bad_date", Level.WARNING, f"no date, or not just one: {stated[:60]!r}; it was left out"))
    if day:
        return day, "stated"
    if dateline is not None and dateline.impossible:
        remarks.append(Remark("bad_date", Level.WARNING, "the dateline's date is not in the calendar; it was left out"))
    if dateline is not None and dateline.published:
        return dateline.published, "dateline"
    return (given, "given") if given else (None, None)
