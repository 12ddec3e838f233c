"""A brief as pandas DataFrames, one row per thing, ids as columns so that they join."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rashomon.brief.arrange import arranged, origins
from rashomon.brief.citing import citation, paragraph
from rashomon.brief.columns import COLUMNS
from rashomon.model import Brief

if TYPE_CHECKING:
    import pandas as pd


def tables(brief: Brief) -> dict[str, pd.DataFrame]:
    """All tables of ``COLUMNS``, in the order of the brief. Vocabularies come as plain strings, several ids joined by a space.

    Unknown is ``None``, or pandas' own mark of it in a column of numbers.
    """
    import pandas as pd

    brief = arranged(brief)
    rows = {
        "reports": _reports(brief),
        "statements": _statements(brief),
        "assertions": _assertions(brief),
        "incidents": _incidents(brief),
        "contradictions": _contradictions(brief),
        "claims": _claims(brief),
        "hypotheses": _hypotheses(brief),
        "findings": _findings(brief),
    }
    return {name: pd.DataFrame(list(rows[name]), columns=list(columns)) for name, columns in COLUMNS.items()}


def _reports(brief: Brief) -> Iterable[tuple[Any, ...]]:
    roots = origins(brief.reports, brief.lineage)
    for r in brief.reports:
        yield r.id, r.title, r.publisher, r.published, r.language, r.url, r.sha256, roots[r.id], len(r.text)


def _statements(brief: Brief) -> Iterable[tuple[Any, ...]]:
    reports = {r.id: r for r in brief.reports}
    for s in brief.statements:
        speaker, report = s.speaker, reports.get(s.report)
        spans = [x for x in s.content.spans if x.start is not None]
        yield (
            s.id, s.report, (speaker.name or speaker.role or speaker.text) if speaker else None, speaker.source if speaker else None,
            speaker.source_type.value if speaker and speaker.source_type else None, speaker.role if speaker else None,
            " | ".join(hop.text for hop in s.via), s.act.value,
            s.status.value, s.polarity.value, s.modality.value, s.mode.value, s.basis.value, s.hearsay_depth, s.said_on,
            s.cue.text if s.cue else None, s.content.text, spans[0].start if spans else None, spans[-1].end if spans else None,
            paragraph(s, report) if report else None, " ".join(s.incidents), s.reviewed_by,
            citation(s, report) if report else None,
        )  # fmt: skip


def _assertions(brief: Brief) -> Iterable[tuple[Any, ...]]:
    for s in brief.statements:
        for a in s.asserts:
            q = a.quantity
            yield (
                s.id, a.facet.value, a.value, a.actor, a.about, a.polarity.value, q.low if q else None, q.best if q else None,
                q.high if q else None, a.effect.value if a.effect else None, a.party, a.text, a.start, a.end,
            )  # fmt: skip


def _incidents(brief: Brief) -> Iterable[tuple[Any, ...]]:
    for i in brief.incidents:
        place, when, judged = i.place, i.when, i.assessment
        yield (
            i.id, i.label, i.type.value, i.stage.value, i.tactic, i.weapon, i.target, (place.name or place.text) if place else None,
            place.lat if place else None, place.lon if place else None, place.radius_m if place else None,
            place.precision.value if place and place.precision else None, when.earliest if when else None, when.latest if when else None,
            len(i.reports), len(i.statements), len(i.accounts), len(i.contradictions), judged.leader if judged else None,
            judged.undetermined if judged else None, judged.confidence if judged else None, " ".join(i.earlier_ids),
        )  # fmt: skip


def _contradictions(brief: Brief) -> Iterable[tuple[Any, ...]]:
    for i in brief.incidents:
        for c in i.contradictions:
            yield i.id, c.facet.value, c.kind.value, " | ".join(c.values), " ".join(c.statements), c.why


def _claims(brief: Brief) -> Iterable[tuple[Any, ...]]:
    for i in brief.incidents:
        for c in i.claims:
            yield i.id, c.claimant, c.statement, c.channel, c.named_attacker, c.status


def _hypotheses(brief: Brief) -> Iterable[tuple[Any, ...]]:
    for i in brief.incidents:
        for h in i.hypotheses:
            p = h.probability
            yield (
                i.id, h.id, h.label, h.perpetrator, h.adopter, h.kind.value, h.parent, p.low, p.best, p.high,
                h.bounds.low, h.bounds.high, h.words,
            )  # fmt: skip


def _findings(brief: Brief) -> Iterable[tuple[Any, ...]]:
    for i in brief.incidents:
        for f in i.findings:
            yield i.id, f.test, f.actor, f.basis.value, f.n, f.supports, f.detail, f.limitation
