"""The page: one self-contained HTML file that opens offline, runs nothing of a report, and prints."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from rashomon.brief import records
from rashomon.brief.arrange import arranged, contested
from rashomon.brief.facts import Fact, facts, spread
from rashomon.brief.index import Index, Ref, anchor
from rashomon.brief.sides import Sides, sides
from rashomon.brief.texts import full_texts, unread_passages
from rashomon.brief.timeline import Day, timeline
from rashomon.brief.untold import untold
from rashomon.brief.voices import Named, Shown, Voice, about_who, claims_of, named, voices
from rashomon.brief.weighing import Weighing, weighing
from rashomon.brief.words import count, day, days, number, place_line, plain
from rashomon.model import Brief, Incident, Statement

if TYPE_CHECKING:
    from jinja2 import Environment, Template

FULL_INCIDENTS = 8
"""So many incidents are told in full; the others as rows that unfold."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One incident told in full."""

    key: str
    incident: Incident
    counts: tuple[str, ...]
    facts: tuple[Fact, ...]
    weighing: Weighing | None
    named: tuple[Named, ...]
    about: tuple[Voice, ...]
    other: tuple[Voice, ...]
    n_other: int
    one_outlet: str
    sides: Sides
    claims: list[dict[str, object]]
    suspects: list[dict[str, object]]
    links: list[dict[str, object]]
    findings: list[dict[str, object]]
    timeline: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """One incident as a row that unfolds."""

    key: str
    incident: Incident
    when: str
    where: str
    toll: str
    counts: str
    named: tuple[Named, ...]
    voices: tuple[Voice, ...]
    weighing: Weighing | None
    disputes: tuple[tuple[str, str, tuple[Ref, ...]], ...]


def render_html(brief: Brief) -> str:
    """The whole brief as one HTML file: no address is loaded, its own style and script are pinned by hash.

    Same brief, same text, whatever the order of its parts. Linear in the number of statements and characters.
    """
    index = Index(arranged(brief))
    return page_template().render(_view(index))


@cache
def page_template() -> Template:
    """The compiled page."""
    return environment().get_template("page.html")


def environment() -> Environment:
    """Templates with everything escaped, undefined names an error, and invisible characters made visible."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("rashomon.brief", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )


_SHOWN = {
    code: f"⟦U+{code:04X}⟧"
    for code in (
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
    )
    if chr(code) not in "\n\t\r"
} | {ord("\r"): "\n"}


def visible(value: Any) -> Any:
    """Control characters, bidirectional overrides and lone surrogates as ⟦U+202E⟧; everything else unchanged."""
    if type(value) is not str or (value.isascii() and value.isprintable()):
        return value
    return value.replace("\r\n", "\n").translate(_SHOWN)


def asset(name: str) -> str:
    """A style sheet or script of the package."""
    return (files("rashomon.brief") / "templates" / name).read_text(encoding="utf-8").strip()


def pin(text: str) -> str:
    """The CSP source expression that allows exactly ``text`` inline."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _view(index: Index) -> dict[str, Any]:
    from markupsafe import Markup

    brief, shown = index.brief, Shown()
    by_incident: dict[str, list[Statement]] = {}
    for statement in brief.statements:
        for incident in statement.incidents:
            by_incident.setdefault(incident, []).append(statement)
    full, rest = brief.incidents[:FULL_INCIDENTS], brief.incidents[FULL_INCIDENTS:]
    chapters = [_chapter(each, _of(each, by_incident, index), index, shown) for each in full]
    shorts = [_short(each, _of(each, by_incident, index), index, shown) for each in rest]
    loose = [each for each in brief.statements if each.id not in shown.keys]
    style, script = asset("page.css"), asset("page.js")
    return {
        "brief": brief,
        "index": index,
        "title": _title(brief),
        "as_of": day(brief.as_of) if brief.as_of else "",
        "numbers": _numbers(index),
        "chapters": chapters,
        "shorts": shorts,
        "loose": voices(loose, index, shown),
        "n_loose": len(loose),
        "texts": full_texts(index),
        "unread": unread_passages(index),
        "untold": untold(index),
        "issues": records.issues(index),
        "sources": records.sources(index),
        "lineage": records.lineage(index),
        "limitations": records.limitations(brief),
        "style": Markup(style),
        "script": Markup(script),
        "style_pin": Markup(pin(style)),
        "script_pin": Markup(pin(script)),
        "anchor": anchor,
        "count": count,
        "number": number,
        "plain": plain,
    }


def _title(brief: Brief) -> str:
    if len(brief.incidents) == 1:
        return brief.incidents[0].label or plain(brief.incidents[0].type.value)
    if not brief.incidents:
        return "No attack found in these reports"
    return f"{count(len(brief.incidents), 'incident')} in {count(len(brief.reports), 'report')}"


def _numbers(index: Index) -> list[tuple[str, str, str]]:
    """What the header counts: label, number, where it leads."""
    brief = index.brief
    origins = {account.origin for incident in brief.incidents for account in incident.accounts}
    origins = origins or set(index.report_origin.values())
    return [
        (label if n == 1 else f"{label}s", number(n), href)
        for label, n, href in (
            ("report", len(brief.reports), "#reports"),
            ("statement", len(brief.statements), "#incidents"),
            ("origin", len(origins), "#sources"),
            ("incident", len(brief.incidents), "#incidents"),
            ("unread passage", len(brief.unread), "#unread"),
            ("issue", len(brief.issues), "#issues"),
        )
    ]


def _of(incident: Incident, by_incident: dict[str, list[Statement]], index: Index) -> list[Statement]:
    """An incident's statements in the order of the page, whichever side of the link names the other."""
    keys = {each.id for each in by_incident.get(incident.id, ())} | set(incident.statements)
    return sorted((index.statements[key] for key in keys if key in index.statements), key=lambda s: index.number[s.id])


def _chapter(incident: Incident, statements: Sequence[Statement], index: Index, shown: Shown) -> Chapter:
    about = [each for each in statements if about_who(each)]
    other = [each for each in statements if not about_who(each)]
    outlets = {index.outlet(each.report) for each in about}
    speakers = {index.speaks(each) for each in about}
    origins = {index.origin(each) for each in statements}
    return Chapter(
        key=anchor("i", incident.id),
        incident=incident,
        counts=(
            count(len(incident.reports), "report"),
            count(len(statements), "statement"),
            count(len(origins), "origin"),
            *([count(contested(incident), "contradiction")] if contested(incident) else []),
        ),
        facts=facts(incident, statements, index),
        weighing=weighing(incident, index),
        named=named(about, index),
        about=voices(about, index, shown),
        other=voices(other, index, shown),
        n_other=len(other),
        one_outlet=next(iter(outlets)) if len(outlets) == 1 and len(speakers) > 1 else "",
        sides=sides(incident, index),
        claims=claims_of(incident, index),
        suspects=records.suspects(incident, index),
        links=records.links(incident, index),
        findings=records.findings(incident, index),
        timeline=timeline(incident, statements, index),
    )


def _short(incident: Incident, statements: Sequence[Statement], index: Index, shown: Shown) -> Short:
    about = [each for each in statements if about_who(each)]
    disputes = sides(incident, index).contradictions
    return Short(
        key=anchor("i", incident.id),
        incident=incident,
        when=days(incident.when) if incident.when else "day unknown",
        where=place_line(incident.place) if incident.place else "place unknown",
        toll=spread(incident.toll) or next((each.wording for each in incident.toll), ""),
        counts=f"{count(len(incident.reports), 'report')}, {count(len(statements), 'statement')}",
        named=named(about, index),
        voices=voices(statements, index, shown),
        weighing=weighing(incident, index),
        disputes=tuple(
            (d.facet, d.kind_words, tuple(quote.ref for side in d.sides for quote in side.quotes)) for d in disputes
        ),
    )
